"""An exchange: items that parties give each other, step by step, and what binds them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import QuestionError

Floats = NDArray[np.float64]
Plan = tuple[tuple[int, ...], ...]
"""Rounds of a schedule, each with the places of the items delivered in it, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """An exchange of ``m`` items between ``p`` parties, in points of each party's own utility.

    An item that its giver likes to give has a negative cost, one that hurts who gets it a
    negative value.
    """

    parties: tuple[str, ...]
    items: tuple[str, ...]
    giver: NDArray[np.int64]
    """Shape (m,): place of the party that delivers the item."""
    cost: Floats
    """Shape (m,): what delivering it costs its giver."""
    value: Floats
    """Shape (m, p): what it is worth to the others; 0 for its giver."""
    needs: tuple[tuple[int, ...], ...]
    """For each item the items that come in an earlier round."""
    lost: Floats
    """Shape (m,): share of its value that is lost when the giver takes it back, in [0, 1]."""
    regained: Floats
    """Shape (m,): share of its cost that the giver regains then, in [0, 1]."""
    shift: Floats
    """Shape (m, p): change of what each party has when everything breaks down."""
    detected: Floats
    """Shape (m,): probability that withholding it is ever noticed, in (0, 1]."""
    delay: NDArray[np.int64]
    """Shape (m,): rounds in which the others still deliver after it was withheld."""
    discount: Floats
    """Shape (p,), in (0, 1]."""
    relationship: Floats
    """Shape (p,): value of the relationship at completion."""
    stake: Floats
    """Shape (p,): what a party loses when its breach becomes known."""
    extra: Floats | None = None
    """Shape (2**m, p): what the sets of delivered items (bit j for item j) are worth on top of
    the sum of their items; ``None`` where items add up."""

    def __post_init__(self) -> None:
        """Refuse shapes that do not fit, shares outside [0, 1], and needs that go in a circle."""
        size, people = len(self.items), len(self.parties)
        for name in ("giver", "cost", "lost", "regained", "detected", "delay"):
            _shape(name, getattr(self, name), (size,))
        for name in ("value", "shift"):
            _shape(name, getattr(self, name), (size, people))
        for name in ("discount", "relationship", "stake"):
            _shape(name, getattr(self, name), (people,))
        for name in ("lost", "regained", "detected"):
            _share(name, getattr(self, name), self.items, open_at_zero=name == "detected")
        _share("discount", self.discount, self.parties, open_at_zero=True)
        circle = _circle(self.needs)
        if circle:
            names = " needs ".join(f"'{self.items[at]}'" for at in circle)
            msg = f"the steps need each other in a circle: {names}; take one 'needs' away"
            raise QuestionError(msg)


def _shape(name: str, table: NDArray[np.float64], wanted: tuple[int, ...]) -> None:
    if np.shape(table) != wanted or not np.isfinite(table).all():
        msg = f"{name} must be finite numbers of shape {wanted}, got shape {np.shape(table)}"
        raise QuestionError(msg)


def _share(name: str, table: Floats, owners: tuple[str, ...], *, open_at_zero: bool) -> None:
    wrong = (table < 0) | (table > 1) | (open_at_zero & (table <= 0))
    if wrong.any():
        at = int(np.flatnonzero(wrong)[0])
        low = "above 0" if open_at_zero else "from 0"
        msg = f"{name} of '{owners[at]}' is {table[at]:g}; it must be {low} to 1"
        raise QuestionError(msg)


def _circle(needs: tuple[tuple[int, ...], ...]) -> list[int]:
    """Return items that need each other in a circle, the first again at the end; else nothing."""
    done: set[int] = set()

    def walk(item: int, path: list[int]) -> list[int]:
        if item in path:
            return [*path[path.index(item) :], item]
        if item in done:
            return []
        for before in needs[item]:
            found = walk(before, [*path, item])
            if found:
                return found
        done.add(item)
        return []

    for item in range(len(needs)):
        found = walk(item, [])
        if found:
            return found
    return []
