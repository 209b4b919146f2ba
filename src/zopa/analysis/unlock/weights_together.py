"""Several weights at once, with the least total change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._items import Items, items
from zopa.analysis.unlock._setting import ENUMERABLE, Setting
from zopa.analysis.unlock._words import listing, own, percent, quoted
from zopa.kernels.sums import chunks
from zopa.kernels.weights import least_shift, shifted

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BATCH = 4096
"""Deals whose cost is worked out at a time."""
WITNESSES = 5000
"""Efficient deals that are looked at where deals cannot be listed."""
ROUNDS = 50
"""Improvements of the best such deal, one block at a time."""
BETTER = 1 - 1e-9
"""Share of the best cost from which on another deal is no better."""


@lever(
    kind="weights-together",
    title="weights, together",
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def weights_together(setting: Setting) -> list[Lever]:
    """Return the least total change of weights that opens the zone, by party and for all.

    The size is the sum of absolute changes of the weights as shares of the party's total, over
    all parties that move; the effort is the share moved, half of it.  For one deal and one
    party the cheapest way takes weight from the issues on which the deal is worth least and
    gives it to the one on which it is worth most (`zopa.kernels.weights`).  Parties do not
    interfere, so costs add up.  Up to `ENUMERABLE` deals every deal counts, unless a bound
    shows that it cannot be cheaper; above, the efficient deals and their neighbours, and the
    size is an upper bound.

    Examples
    --------
    A deal scores 10 and 2 on two issues of weight 0.5, and the party wants 7: moving 0.125 from
    the second to the first does it, a total change of 0.25.
    """
    able = [
        own_items for own_items in items(setting.problem, setting.target) if own_items.has_weights
    ]
    searches = [_Search(setting=setting, movers=(own_items,)) for own_items in able]
    if len(able) > 1:
        searches.append(_Search(setting=setting, movers=tuple(able)))
    found = []
    seeds: list[Ints] = []
    for search in searches:
        mass, deal = search.least(seeds)
        found.append(_none(search) if deal is None else _lever(search, mass, deal))
        if deal is not None:
            seeds.append(deal)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """The search for the deal with the cheapest change of the movers' weights."""

    setting: Setting
    movers: tuple[Items, ...]

    @property
    def exact(self) -> bool:
        """Whether every deal counts."""
        return self.setting.problem.space.legal <= ENUMERABLE

    def least(self, seeds: Sequence[Ints]) -> tuple[float, Ints | None]:
        """Return the least mass to move, and the deal it takes as a row of every block.

        ``seeds`` are deals to look at first.
        """
        best, deal = self._cheapest(self._efficient(), np.inf, None)
        if seeds:
            rows = np.stack(seeds)
            best, deal = self._cheapest((rows, self.values(rows)), best, deal)
        if self.exact:
            for rows, values in self._every():
                best, deal = self._cheapest((rows, values), best, deal)
            return best, deal
        for _ in range(ROUNDS if deal is not None else 0):
            assert deal is not None  # noqa: S101 - for the type checker
            before = best
            best, deal = self._cheapest(self._neighbours(deal), best, deal)
            if best == before:
                break
        return best, deal

    def _cheapest(
        self, table: tuple[Ints, Floats], best: float, deal: Ints | None
    ) -> tuple[float, Ints | None]:
        """Return the cheapest of some deals and the best so far, most promising first."""
        rows, values = table
        bound = self._bound(values)
        order = np.flatnonzero(bound < best * BETTER)
        order = order[np.argsort(bound[order], kind="stable")]
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            if bound[part[0]] >= best * BETTER:
                break
            cost = self.setting.cheapest(self.costs(rows[part], values[part]))
            at = int(cost.argmin())
            if cost[at] < best * BETTER:
                best, deal = float(cost[at]), rows[part[at]]
        return best, deal

    def _bound(self, values: Floats) -> Floats:
        """Return a mass that no way of moving weights can undercut, shape (n,)."""
        problem = self.setting.problem
        costs = np.where(values >= problem.threshold, 0.0, np.inf)
        for own_items in self.movers:
            party = own_items.party
            short = np.maximum(self.setting.target[party] - values[:, party], 0.0)
            most = own_items.range() * own_items.total
            if most > 0:
                least = short / most * BETTER
                costs[:, party] = np.where(costs[:, party] > 0, least, 0.0)
        return self.setting.cheapest(costs)

    def costs(self, rows: Ints, values: Floats) -> Floats:
        """Return the share of its weights that each party must move, shape (n, p)."""
        costs = np.where(values >= self.setting.problem.threshold, 0.0, np.inf)
        for own_items in self.movers:
            worths = self.worths(own_items, rows)
            mass = least_shift(worths, own_items.shares, own_items.need) / own_items.total
            column = costs[:, own_items.party]
            costs[:, own_items.party] = np.where(column > 0, mass, 0.0)
        return costs

    def worths(self, own_items: Items, rows: Ints) -> Floats:
        """Return what each item is worth in each deal, shape (n, items)."""
        blocks = self.setting.problem.space.blocks
        home = {place: at for at, block in enumerate(blocks) for place in block.issues}
        columns = []
        for item, places in enumerate(own_items.places):
            at = home[places[0]]
            columns.append(own_items.of_rows(item, blocks[at], rows[:, at]))
        return np.stack(columns, axis=1)

    def values(self, rows: Ints) -> Floats:
        """Return the utilities of deals given as rows of blocks, shape (n, p)."""
        problem = self.setting.problem
        total = np.zeros((len(rows), len(problem.parties)))
        for at, block in enumerate(problem.blocks):
            total += block[rows[:, at]]
        return problem.values(total)

    def _efficient(self) -> tuple[Ints, Floats]:
        """Return one deal at each point of the frontier, the most promising ones."""
        bound = self._bound(self.setting.values)
        points = np.argsort(bound, kind="stable")[:WITNESSES]
        points = points[np.isfinite(bound[points])]
        chain = self.setting.frontier.chain
        rows = [chain.witness(point) for point in points.tolist()]
        shape = (len(rows), len(self.setting.problem.blocks))
        return np.array(rows, dtype=np.int64).reshape(shape), self.setting.values[points]

    def _every(self) -> Iterator[tuple[Ints, Floats]]:
        sizes = [len(block) for block in self.setting.problem.blocks]
        for first, sums in chunks(self.setting.problem.blocks):
            values = self.setting.problem.values(sums)
            near = np.flatnonzero(np.isfinite(self._bound(values)))
            rows = np.stack(np.unravel_index(first + near, sizes), axis=1)
            yield rows.astype(np.int64), values[near]

    def _neighbours(self, deal: Ints) -> tuple[Ints, Floats]:
        """Return all deals that differ from one in a single block."""
        found = []
        for at, block in enumerate(self.setting.problem.blocks):
            rows = np.tile(deal, (len(block), 1))
            rows[:, at] = np.arange(len(block))
            found.append(rows)
        rows = np.concatenate(found)
        return rows, self.values(rows)


def _none(search: _Search) -> Lever:
    parties = search.setting.problem.parties
    return Lever(
        kind="weights-together",
        opens=False,
        size=None,
        unit="weight",
        effort=float("inf"),
        label=_label(search),
        detail="no weights open it" if search.exact else "no weights were found that open it",
        parties=tuple(parties[own_items.party] for own_items in search.movers),
        scope="exact" if search.exact else "bound",
    )


def _label(search: _Search) -> str:
    if len(search.movers) > 1:
        return "all weights, together"
    return f"{own(search.setting.name(search.movers[0].party))} weights, together"


def _lever(search: _Search, mass: float, deal: Ints) -> Lever:
    setting = search.setting
    moved = _moved(search, deal)
    prefix = len(search.movers) > 1
    before, after = {}, {}
    for own_items, then in moved:
        head = f"{setting.problem.parties[own_items.party]}." if prefix else ""
        now = own_items.shares / own_items.total
        for key, old, new in zip(own_items.keys, now.tolist(), then.tolist(), strict=True):
            before[head + key], after[head + key] = old, new
    return Lever(
        kind="weights-together",
        opens=True,
        size=2 * mass,
        unit="weight",
        effort=mass,
        label=_label(search),
        detail=_detail(search, moved),
        parties=tuple(setting.problem.parties[own_items.party] for own_items, _ in moved),
        before=before,
        after=after,
        deal=setting.problem.deal(deal.tolist()),
        scope="exact" if search.exact else "bound",
    )


def _moved(search: _Search, deal: Ints) -> list[tuple[Items, Floats]]:
    """Return the parties that must move, each with its weights afterwards."""
    costs = search.costs(deal[None, :], search.values(deal[None, :]))[0]
    pays = search.setting.payers(costs)
    found = []
    for own_items in search.movers:
        if pays[own_items.party] and costs[own_items.party] > 0:
            worths = search.worths(own_items, deal[None, :])[0]
            after = shifted(worths, own_items.shares, own_items.need)
            found.append((own_items, after / own_items.total))
    return found


def _detail(search: _Search, moved: Sequence[tuple[Items, Floats]]) -> str:
    parts = []
    for own_items, after in moved:
        now = own_items.shares / own_items.total
        changes = [
            f"{quoted(name)} from {percent(old)} to {percent(new, old)}"
            for name, old, new in zip(own_items.names, now.tolist(), after.tolist(), strict=True)
            if abs(new - old) > 0
        ]
        head = f"{search.setting.name(own_items.party)}: " if len(search.movers) > 1 else ""
        parts.append(head + listing(changes))
    return "; ".join(parts)
