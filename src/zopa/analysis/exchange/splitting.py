"""Into how many parts steps have to be divided for a schedule to be safe."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.dividing import Division, divide
from zopa.analysis.exchange.found import Found, Scope
from zopa.analysis.exchange.game import Game
from zopa.analysis.exchange.search import Search
from zopa.errors import LimitError

PARTS = 12
"""Equal parts of an item that are tried at most."""
EFFORT = 3_000_000
"""Rounds between sets that are looked at before the search stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A way to deliver some items in parts, and a safe schedule of it."""

    division: Division
    parts: tuple[int, ...]
    """Of each of its items; empty for a way of the case."""
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Splits:
    """What a search for splits answers."""

    safe: tuple[Split, ...]
    why: str
    """In words, where none is safe."""
    scope: Scope
    """``bound``: the search stopped before all numbers of parts up to `PARTS` were tried."""


def splits(game: Game, divisions: Sequence[Division] = (), *, joint: bool) -> Splits:
    """Return the ways of the case that make a schedule safe, then the fewest equal parts that do.

    Equal parts of each single item.  Where no single item is enough: all ways with the fewest parts
    in all; all items in the same number of parts where the search for these stops.  Items that
    cost nothing are not divided; where items do not add up only the ways of the case are tried.

    Examples
    --------
    Barter of single items, each 3 to its giver, with 1 at stake for b: it gives one part first, and
    the last one.

    >>> from zopa.analysis.exchange.barter import barter
    >>> found = splits(barter({"x": (3, 5)}, {"y": (3, 5)}, stake=(0, 1)), joint=False)
    >>> [(one.division.items, one.parts) for one in found.safe]
    [((0, 1), (2, 3))]
    """
    trial = _Trial(game, joint)
    safe: list[Split] = []
    for way in divisions:
        found = trial.safe(way.game)
        if found is not None:
            safe.append(Split(division=way, parts=(), found=found))
    if _nobody_last(game, joint=joint):
        why = "nobody could make the last step, however small"
        return Splits(safe=tuple(safe), why=why, scope="exact")
    if game.extra is None:
        items = [item for item in range(len(game.items)) if game.cost[item] > 0]
        single = [one for item in items for one in _least(trial, (item,))]
        together = [] if single or len(items) < 2 else list(_least(trial, tuple(items)))
        fewer = list(_fewest(trial, items, together)) if together else []
        safe += [*single, *(fewer or together)]
    scope: Scope = "bound" if trial.stopped else "exact"
    return Splits(safe=tuple(safe), why=f"{trial.tried} ways to split were tried", scope=scope)


def _nobody_last(game: Game, *, joint: bool) -> bool:
    """Return whether nobody could make the last step, however small it is.

    Who gives last has nothing more to come, so what it stands to lose after completion has to be
    more than nothing, unless it can take back what the step costs it.  Last steps that are made
    together, and noticed at once when withheld, are another matter.
    """
    patient = bool((game.discount == 1).all())
    if joint and not (patient and (game.delay > 0).all()):
        return False
    if not patient and (game.relationship < 0).any():
        return False
    account = Account(game)
    left = game.relationship - account.leaving(account.whole)
    rows = np.arange(len(game.items))
    lasting = game.cost - account.back[rows, game.giver]
    slip = account.slip[game.giver]
    return bool(((left[game.giver] <= slip) & (lasting > slip)).all())


@dataclass(eq=False)
class _Trial:
    """A search that stops when it has cost enough."""

    game: Game
    joint: bool
    tried: int = 0
    spent: int = field(default=0)
    stopped: bool = False

    def safe(self, game: Game) -> Found | None:
        """Return a safe schedule of a divided game, ``None`` where there is none or none is sought."""
        if self.spent > EFFORT:
            self.stopped = True
            return None
        search = Search(game, joint=self.joint)
        try:
            found = search.best("slack")
        except LimitError:
            self.stopped = True
            return None
        self.tried += 1
        self.spent += search.effort
        return found

    def split(self, items: tuple[int, ...], parts: tuple[int, ...]) -> Split | None:
        """Return a safe schedule with items in equal parts, if there is one."""
        shares = {item: [1 / count] * count for item, count in zip(items, parts, strict=True)}
        try:
            game = divide(self.game, shares)
        except LimitError:
            self.stopped = True
            return None
        found = self.safe(game)
        if found is None:
            return None
        return Split(division=Division(items=items, game=game), parts=parts, found=found)


def _least(trial: _Trial, items: tuple[int, ...]) -> Iterator[Split]:
    """Yield the fewest equal parts, the same of each item, that are enough."""
    for count in range(2, PARTS + 1):
        one = trial.split(items, (count,) * len(items))
        if one is not None:
            yield one
        if one is not None or trial.stopped:
            return


def _fewest(trial: _Trial, items: list[int], together: list[Split]) -> Iterator[Split]:
    """Yield the numbers of parts with the least sum, where that is less than all alike."""
    most = sum(together[0].parts)
    for more in range(2, most - len(items)):
        found = []
        for extra in _sums(more, len(items)):
            chosen = tuple(item for item, add in zip(items, extra, strict=True) if add)
            if len(chosen) < 2:
                continue
            one = trial.split(chosen, tuple(1 + add for add in extra if add))
            if trial.stopped:
                return
            found += [] if one is None else [one]
        if found:
            yield from found
            return


def _sums(total: int, count: int) -> Iterator[tuple[int, ...]]:
    """Yield all rows of ``count`` whole numbers from 0 with this sum.

    Examples
    --------
    >>> list(_sums(2, 2))
    [(0, 2), (1, 1), (2, 0)]
    """
    for bars in itertools.combinations(range(total + count - 1), count - 1):
        edges = (-1, *bars, total + count - 1)
        yield tuple(right - left - 1 for left, right in itertools.pairwise(edges))
