"""An exchange: items that parties give each other, step by step, and what binds them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError, QuestionError

Floats = NDArray[np.float64]
Plan = tuple[tuple[int, ...], ...]
"""Rounds of a schedule, each with the places of the items delivered in it, ascending."""
ITEMS = 62
"""Items of a game at most: sets of them are bits of an integer."""
EXTRA_ITEMS = 20
"""Items at most where they do not add up: every set of them has a worth of its own."""


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
        _places(self)
        if self.extra is not None:
            if size > EXTRA_ITEMS:
                msg = f"{size} steps do not add up; worths of their sets are kept for {EXTRA_ITEMS} at most"
                raise LimitError(msg)
            _shape("extra", self.extra, (2**size, people))
        circle = _circle(self.needs)
        if circle:
            names = " needs ".join(f"'{self.items[at]}'" for at in circle)
            msg = f"the steps need each other in a circle: {names}; take one 'needs' away"
            raise QuestionError(msg)


def part(game: Game, items: tuple[int, ...]) -> Game:
    """Return the game of some items only: the rest is never delivered, nor needed.

    Parameters
    ----------
    items
        Places of the items that are kept, ascending.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> part(barter({"a1": (3, 5), "a2": (4, 6)}, {"b1": (3, 5)}), (0, 2)).items
    ('a1', 'b1')
    """
    rows = np.array(items, dtype=np.int64)
    place = {item: at for at, item in enumerate(items)}
    extra = None
    if game.extra is not None:
        masks = np.arange(2 ** len(items))
        whole = sum(
            (((masks >> at) & 1) << item for at, item in enumerate(items)),
            start=np.zeros_like(masks),
        )
        extra = game.extra[whole]
    return replace(
        game,
        items=tuple(game.items[item] for item in items),
        giver=game.giver[rows],
        cost=game.cost[rows],
        value=game.value[rows],
        needs=tuple(
            tuple(place[before] for before in game.needs[item] if before in place) for item in items
        ),
        lost=game.lost[rows],
        regained=game.regained[rows],
        shift=game.shift[rows],
        detected=game.detected[rows],
        delay=game.delay[rows],
        extra=extra,
    )


def _places(game: Game) -> None:
    size, people = len(game.items), len(game.parties)
    if size > ITEMS:
        msg = f"an exchange of {size} steps is too long; {ITEMS} are possible, so merge or leave out some"
        raise LimitError(msg)
    if ((game.giver < 0) | (game.giver >= people)).any():
        msg = f"giver must be places of the {people} parties, got {game.giver.tolist()}"
        raise QuestionError(msg)
    if (game.delay < 0).any():
        at = int(np.flatnonzero(game.delay < 0)[0])
        msg = f"delay of '{game.items[at]}' is {game.delay[at]} rounds; it must be 0 or more"
        raise QuestionError(msg)
    if len(game.needs) != size or any(not 0 <= j < size for row in game.needs for j in row):
        msg = f"needs must list, for each of the {size} items, places of items"
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
