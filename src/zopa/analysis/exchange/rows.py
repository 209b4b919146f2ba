"""The rows of the program that finds schedules: order, leaving, withholding, exposure.

Columns: for each item and round whether it is delivered then; whether each round is used; the
additional stake of each party; the smallest slack; the largest exposure of each party.  A row is a
list of (column, factor) and a lower bound for their sum.  All points of a party are divided by
what is at stake for it, so that the solver's tolerances fit; slack, which is compared between
parties, by the least of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.game import Floats, Plan

Row = tuple[list[tuple[int, float]], float]
Wanted = Literal["slack", "exposure", "rounds", "deposits"] | int
"""What is best; a number: the additional stake of that party."""

SLACKEST = 2.0
"""Units of slack that no constraint can pass: the unit is all that is at stake for a party."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Where the variables of a program stand."""

    account: Account
    rounds: int
    full: bool
    """Whether every round is used."""
    single: bool
    """Whether every round has one item."""

    @cached_property
    def items(self) -> int:
        """Number of items."""
        return len(self.account.game.items)

    @cached_property
    def people(self) -> int:
        """Number of parties."""
        return len(self.account.game.parties)

    @property
    def used(self) -> int:
        """First column of the rounds in use."""
        return self.items * self.rounds

    @property
    def stakes(self) -> int:
        """First column of the additional stakes."""
        return self.used + self.rounds

    @property
    def slack(self) -> int:
        """Column of the smallest slack."""
        return self.stakes + self.people

    @property
    def exposed(self) -> int:
        """First column of the largest exposures."""
        return self.slack + 1

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.exposed + self.people

    @cached_property
    def unit(self) -> Floats:
        """Shape (p,): points of each party that are one unit of the program."""
        return self.account.size

    @cached_property
    def common(self) -> float:
        """Points that are one unit of slack."""
        return float(self.unit.min(initial=np.inf))

    @cached_property
    def whole(self) -> NDArray[np.int64]:
        """Which columns are whole numbers."""
        found = np.zeros(self.width, dtype=np.int64)
        found[: self.used] = 1
        return found

    def frame(self, wanted: Wanted, most: Floats) -> tuple[Floats, Floats, Floats]:
        """Return what each column costs, and its least and largest value."""
        cost, low, high = np.zeros(self.width), np.zeros(self.width), np.ones(self.width)
        stakes = slice(self.stakes, self.slack)
        high[stakes] = most / self.unit
        low[self.slack], high[self.slack] = (0.0, SLACKEST) if wanted == "slack" else (0.0, 0.0)
        high[self.exposed :] = np.inf
        if isinstance(wanted, int):
            cost[self.stakes + wanted] = 1.0
        elif wanted == "deposits":
            cost[stakes] = self.unit / self.unit.max()
        elif wanted == "slack":
            cost[self.slack] = -1.0
        elif wanted == "exposure":
            cost[self.exposed :] = self.unit / self.unit.max()
        else:
            cost[self.used : self.stakes] = 1.0
        return cost, low, high

    def row(self, table: Floats) -> list[tuple[int, float]]:
        """Return factors for each item and round as entries of a row."""
        return [(int(at), float(table.flat[at])) for at in np.flatnonzero(table)]

    def column(self, item: int, at: int) -> int:
        """Return the column that says whether an item is delivered in a round."""
        return item * self.rounds + at

    def plan(self, solution: Floats) -> Plan:
        """Return the schedule that a solution stands for."""
        when = solution[: self.used].reshape(self.items, self.rounds).argmax(axis=1)
        found = (np.flatnonzero(when == at).tolist() for at in range(self.rounds))
        return tuple(tuple(row) for row in found if row)

    def without(self, plan: Plan) -> Row:
        """Return the row that rules a schedule out."""
        places = [(self.column(item, at), -1.0) for at, row in enumerate(plan) for item in row]
        return places, 1.0 - self.items


def ordering(layout: Layout) -> Iterator[Row]:
    """Yield that every item comes once, after what it needs, in rounds without gaps."""
    items, rounds = range(layout.items), range(layout.rounds)
    for item in items:
        once = [layout.column(item, at) for at in rounds]
        yield [(place, 1.0) for place in once], 1.0
        yield [(place, -1.0) for place in once], -1.0
        for before in layout.account.game.needs[item]:
            for at in rounds:
                done = [(layout.column(before, k), 1.0) for k in range(at)]
                yield [*done, *((layout.column(item, k), -1.0) for k in range(at + 1))], 0.0
    for at in rounds:
        given = [(layout.column(item, at), 1.0) for item in items]
        used = layout.used + at
        yield [*given, (used, -1.0)], 0.0
        for place, _ in given:
            yield [(used, 1.0), (place, -1.0)], 0.0
        if layout.single:
            yield [(place, -1.0) for place, _ in given], -1.0
        if layout.full:
            yield [(used, 1.0)], 1.0
        elif at:
            yield [(used - 1, 1.0), (used, -1.0)], 0.0


def _ahead(layout: Layout, party: int, at: int) -> tuple[Floats, float]:
    """Return what going on is worth before a round: factors (items, rounds), and a constant."""
    game = layout.account.game
    discount = float(game.discount[party])
    table = np.zeros((layout.items, layout.rounds))
    later = discount ** np.arange(layout.rounds - at)
    table[:, at:] = layout.account.gain[:, party, None] * later
    left = layout.rounds - at if layout.full else 0
    return table, discount**left * float(game.relationship[party])


def leaving(layout: Layout, wanted: Wanted) -> Iterator[Row]:
    """Yield that nobody gains by leaving, before any round and after the last."""
    for party in range(layout.people):
        for at in range(layout.rounds + 1):
            table, constant = _ahead(layout, party, at)
            table[:, :at] -= layout.account.back[:, party, None]
            constant += float(layout.account.game.stake[party])
            yield _bound(layout, party, table, constant, {layout.stakes + party: 1.0})
            if wanted == "slack" and at < layout.rounds:
                more = {
                    layout.stakes + party: 1.0,
                    layout.slack: -layout.common / layout.unit[party],
                }
                yield _bound(layout, party, table, constant, more, where=(layout.used + at,))


def withholding(layout: Layout, wanted: Wanted) -> Iterator[Row]:
    """Yield that nobody gains by withholding some of its deliveries of a round.

    For every pair of an item that sets the probability and one that sets the delay, each other
    item that leaves both as they are is withheld where that pays.
    """
    game = layout.account.game
    for party in range(layout.people):
        own = np.flatnonzero(game.giver == party)
        for seen in own.tolist():
            for soon in own.tolist():
                if game.detected[soon] > game.detected[seen] or game.delay[seen] < game.delay[soon]:
                    continue
                for at in range(layout.rounds):
                    yield from _withheld(layout, (party, seen, soon), at, wanted)


def _withheld(layout: Layout, who: tuple[int, int, int], at: int, wanted: Wanted) -> Iterator[Row]:
    account, game = layout.account, layout.account.game
    party, seen, soon = who
    discount, late = float(game.discount[party]), int(game.delay[soon])
    weight, chance = discount**late, float(game.detected[seen])
    own, back = game.giver == party, account.back[:, party]
    spared = (1 - chance) / chance * game.cost
    given = -game.cost + weight * back
    free = (game.detected <= chance) & (game.delay >= late)
    free[[seen, soon]] = False
    each = np.where(free, np.maximum(given, spared), given)
    each[[seen, soon]] = spared[[seen, soon]]
    table, constant = _ahead(layout, party, at)
    table[:, :at] -= weight * back[:, None]
    table[own, at] -= each[own]
    for k in range(at, min(layout.rounds, at + late)):
        arriving = discount ** (k - at) * account.gain[:, party] + weight * back
        table[~own, k] -= arriving[~own]
    constant += weight * float(game.stake[party])
    more = {layout.stakes + party: weight}
    where = tuple(sorted({layout.column(seen, at), layout.column(soon, at)}))
    yield _bound(layout, party, table, constant, more, where=where)
    if wanted == "slack":
        more = {
            layout.stakes + party: chance * weight,
            layout.slack: -layout.common / layout.unit[party],
        }
        yield _bound(layout, party, chance * table, chance * constant, more, where=where)


def exposing(layout: Layout, wanted: Wanted) -> Iterator[Row]:
    """Yield that exposures are what the worst place makes them; nothing where they do not matter."""
    if wanted != "exposure":
        return
    account, game = layout.account, layout.account.game
    undone = account.gain + account.snap
    for party in range(layout.people):
        own = game.giver == party
        more = {layout.exposed + party: 1.0}
        for at in range(layout.rounds):
            table = np.zeros((layout.items, layout.rounds))
            table[:, : at + 1] = undone[:, party, None]
            yield _bound(layout, party, table, 0.0, more)
            for item in np.flatnonzero(~own & (game.delay > 0)).tolist():
                table = np.zeros((layout.items, layout.rounds))
                table[:, :at] = undone[:, party, None]
                table[own, : at + int(game.delay[item])] = undone[own, party, None]
                yield _bound(layout, party, table, 0.0, more, where=(layout.column(item, at),))


def _bound(
    layout: Layout,
    party: int,
    table: Floats,
    constant: float,
    more: dict[int, float],
    where: tuple[int, ...] = (),
) -> Row:
    """Return the row: factors of items, a constant and other columns are at least 0.

    ``where`` names columns that must all be 1 for it to bind; else it is loosened by as much as
    it can fail by, each item being delivered once.
    """
    unit = float(layout.unit[party])
    entries = layout.row(table / unit)
    constant /= unit
    loose = 0.0
    if where:
        least = float(table.min(axis=1).sum()) / unit + constant
        loose = max(0.0, -least) + SLACKEST * -more.get(layout.slack, 0.0)
        entries += [(place, -loose) for place in where]
    return [*entries, *more.items()], -constant - loose * len(where)
