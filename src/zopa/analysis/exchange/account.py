"""What a set of delivered items is worth to each party, and what leaving there brings it.

Sets of items are bits of an integer: bit ``j`` stands for item ``j``.

Two readings keep the answers on the safe side, and are said wherever they matter:

* What its giver likes to give (a negative cost) is not taken back, neither by it nor from others.
* A step that worsens its own giver's breakdown position does not count as such while it may be
  withheld unnoticed: after an unnoticed cheat the worse position would not be real, and the party
  could leave later for more than the checks see.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange.game import Floats, Game

SAME = 1e-9
"""Differences of a party's points up to this, of all that the steps change for it, are rounding."""

BLIND = "joint scores with checks that may miss: withholding and leaving later is not looked at"


def bits(mask: int) -> tuple[int, ...]:
    """Return the places of the bits of a set, ascending.

    Examples
    --------
    >>> bits(0b10110)
    (1, 2, 4)
    """
    return tuple(at for at in range(mask.bit_length()) if mask >> at & 1)


def members(masks: NDArray[np.int64], size: int) -> Floats:
    """Return sets as rows of zeros and ones, shape (n, size)."""
    return ((masks[:, None] >> np.arange(size)) & 1).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Account:
    """The numbers of a game, ready to be added up over sets of items."""

    game: Game
    _worths: dict[int, Floats] = field(default_factory=dict, repr=False)
    _leavings: dict[int, Floats] = field(default_factory=dict, repr=False)

    @cached_property
    def gain(self) -> Floats:
        """Shape (m, p): what the delivery of an item changes for each party."""
        found = self.game.value.copy()
        found[self._rows, self.game.giver] = -self.game.cost
        return found

    @cached_property
    def snap(self) -> Floats:
        """Shape (m, p): what it changes when everybody takes back what it can."""
        taken = self.game.cost > 0
        found = -np.where(taken, self.game.lost, 0.0)[:, None] * self.game.value
        found[self._rows, self.game.giver] = np.where(
            taken, self.game.regained * self.game.cost, 0.0
        )
        return found

    @cached_property
    def back(self) -> Floats:
        """Shape (m, p): `snap` plus the shift of the breakdown position."""
        shift = self.game.shift.copy()
        own = shift[self._rows, self.game.giver]
        shift[self._rows, self.game.giver] = np.where(self._doubtful, 0.0, own)
        return self.snap + shift

    @cached_property
    def own(self) -> tuple[int, ...]:
        """For each party the set of items that it delivers."""
        return tuple(
            sum(1 << int(item) for item in np.flatnonzero(self.game.giver == party))
            for party in range(len(self.game.parties))
        )

    @cached_property
    def whole(self) -> int:
        """The set of all items."""
        return (1 << len(self.game.items)) - 1

    @cached_property
    def slip(self) -> Floats:
        """Shape (p,): differences of a party's points up to this are rounding.

        Points of different parties have different units, and what binds a party does not make
        its steps less exact: only what the steps change for the very party counts.
        """
        moved = self._moved
        return SAME * np.where(moved > 0, moved, self.size)

    @cached_property
    def size(self) -> Floats:
        """Shape (p,): all that is at stake for a party, and what binds it; 1 where nothing is."""
        found = self._moved + np.abs(self.game.stake) + np.abs(self.game.relationship)
        return np.where(found > 0, found, 1.0)

    @cached_property
    def _moved(self) -> Floats:
        """Shape (p,): how much the steps can change for a party."""
        found: Floats = np.abs(self.gain).sum(0) + np.abs(self.game.shift).sum(0)
        if self.game.extra is not None:
            found = found + np.abs(self.game.extra).max(0)
        return found

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What was read on the safe side in this game, or not looked at, in words."""
        found = [BLIND] if self.blind else []
        names = [f"'{self.game.items[at]}'" for at in np.flatnonzero(self._doubtful)]
        if names:
            found.append(
                f"{', '.join(names)} would worsen the breakdown position of who makes the step; "
                "this is left out because withholding it may go unnoticed (on the safe side)"
            )
        kept = (self.game.cost < 0) & ((self.game.lost > 0) | (self.game.regained > 0))
        names = [f"'{self.game.items[at]}'" for at in np.flatnonzero(kept)]
        if names:
            found.append(f"{', '.join(names)} is not taken back: its giver likes to give it")
        return tuple(found)

    @property
    def blind(self) -> bool:
        """Whether who withholds unnoticed and leaves later may gain more than is looked at.

        One breach is enough to look at only where items add up.
        """
        return self.game.extra is not None and bool((self.game.detected < 1).any())

    @property
    def _rows(self) -> NDArray[np.int64]:
        return np.arange(len(self.game.items))

    @property
    def _doubtful(self) -> NDArray[np.bool_]:
        own: NDArray[np.bool_] = self.game.shift[self._rows, self.game.giver] < 0
        return own & (self.game.detected < 1)

    def worth(self, mask: int) -> Floats:
        """Return what each party has gained once exactly these items are delivered, shape (p,)."""
        found = self._worths.get(mask)
        if found is None:
            found = self.gain[list(bits(mask))].sum(0)
            if self.game.extra is not None:
                found = found + self.game.extra[mask] - self.game.extra[0]
            self._worths[mask] = found
        return found

    def leaving(self, mask: int) -> Floats:
        """Return what leaving there adds for each party, shape (p,)."""
        found = self._leavings.get(mask)
        if found is None:
            found = self.back[list(bits(mask))].sum(0) - self.game.stake
            self._leavings[mask] = found
        return found

    def undone(self, mask: int) -> Floats:
        """Return what each party has when all stop there and take back what they can."""
        found: Floats = self.worth(mask) + self.snap[list(bits(mask))].sum(0)
        return found
