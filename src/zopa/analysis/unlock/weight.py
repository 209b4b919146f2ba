"""One weight of one party, the others rescaled in proportion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._items import Items, items
from zopa.analysis.unlock._setting import Setting
from zopa.analysis.unlock._words import own, percent, quoted
from zopa.kernels.lines import around, intervals, nearest

GAP = 1e-7
"""A zone that is empty on less than this share of a weight's way is not closed there."""
ROUNDED = 1e-9
"""Weights this near to 0 or 1 are 0 or 1."""

Floats = NDArray[np.float64]


@lever(
    kind="weight",
    title="weights, each alone",
    closes=True,
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def weight(setting: Setting) -> list[Lever]:
    """Return, for each weight of each party, the nearest one that opens (or closes) the zone.

    Weights are given as shares of the party's total.  When one moves, the others keep their
    proportions.  The gain of a deal is then an affine function of the moving weight, so each
    threshold is solved exactly; where the reservation value is the party's own score of the
    no-deal package, it moves too.  Of all deals with the same options on the weighted issue,
    the one that leaves the party most counts, among those that pass once it consents, so the
    answer holds at any size.  A line holds from its zero to 0 or to 1, so an open zone closes on
    one side at most.  Parties without weights, and a weight that is the party's only
    one above 0, are left aside.  For an open zone only weights that close it are listed; where
    there are none, one line says so.

    Examples
    --------
    A deal scores 10 on the first issue and 2 on the second, with equal weights: 6, where the
    party wants 7.  With weight w on the first, 10 w + 2 (1 - w) = 7 for w = 0.625.
    """
    found = [
        _lever(_Way.of(setting, own_items, item))
        for own_items in items(setting.problem, setting.target)
        if own_items.has_weights
        for item, share in enumerate(own_items.shares.tolist())
        if own_items.total - share > GAP * own_items.total
    ]
    if setting.opening or not found:
        return found
    return [each for each in found if each.opens] or [_no_weight()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """The way of one weight from 0 to 1, and where on it deals pass."""

    setting: Setting
    items: Items
    item: int
    block: int
    now: float
    """The weight as it is, as a share of the total."""
    left: Floats
    right: Floats
    """Shape (rows,): the interval on which the best deal with this row passes."""

    @classmethod
    def of(cls, setting: Setting, own_items: Items, item: int) -> _Way:
        place = own_items.places[item][0]
        blocks = setting.problem.space.blocks
        number = next(at for at, block in enumerate(blocks) if place in block.issues)
        total = own_items.total
        share = own_items.shares[item] / total
        worth = own_items.of_rows(item, blocks[number], slice(None)) * total
        best = setting.tops[number].best[:, own_items.party]
        gain = best - setting.target[own_items.party]
        rest = (gain + own_items.need - share * worth) / (1 - share)
        left, right = intervals(rest - own_items.need, worth - rest, 0.0, 1.0)
        return cls(
            setting=setting,
            items=own_items,
            item=item,
            block=number,
            now=float(share),
            left=left,
            right=right,
        )

    @property
    def label(self) -> str:
        name = self.setting.name(self.items.party)
        return f"{own(name)} weight on {quoted(self.items.names[self.item])}"


def _lever(way: _Way) -> Lever:
    if way.setting.opening:
        found = nearest(way.left, way.right, way.now)
        if found is None:
            return _none(way, "no weight opens it")
        row, then = found
        return _found(way, row, _snapped(then), _move(way, _snapped(then)))
    if way.setting.without(way.items.party):
        return _none(way, "does not close it: a deal passes without this party")
    low, high = around(way.left, way.right, way.now, GAP)
    if low <= GAP and high >= 1 - GAP:
        return _none(way, "no weight closes it")
    then = high if low <= GAP else low
    touching = np.minimum(np.abs(way.left - then), np.abs(way.right - then))
    return _found(way, int(np.nanargmin(touching)), then, _move(way, then))


def _move(way: _Way, then: float) -> str:
    if then == 1.0:
        return f"from {percent(way.now)} up to 100 %, as if nothing else mattered"
    direction = "down" if then < way.now else "up"
    return (
        f"from {percent(way.now)} {direction} to {percent(then, way.now)}, the rest in proportion"
    )


def _snapped(weight: float) -> float:
    """Return a weight without the rounding error that keeps it from 0 or 1."""
    return next((edge for edge in (0.0, 1.0) if abs(weight - edge) < ROUNDED), weight)


def _found(way: _Way, row: int, then: float, detail: str) -> Lever:
    shares = way.items.shares / way.items.total
    after = shares * (1 - then) / (1 - way.now)
    after[way.item] = then
    keys = way.items.keys
    problem = way.setting.problem
    return Lever(
        kind="weight",
        opens=True,
        size=abs(then - way.now),
        unit="weight",
        effort=abs(then - way.now),
        label=way.label,
        detail=detail,
        parties=(problem.parties[way.items.party],),
        issue=keys[way.item],
        before=dict(zip(keys, shares.tolist(), strict=True)),
        after=dict(zip(keys, after.tolist(), strict=True)),
        deal=problem.deal(way.setting.tops[way.block].rows(row, way.items.party)),
    )


def _none(way: _Way, detail: str) -> Lever:
    return Lever(
        kind="weight",
        opens=False,
        size=None,
        unit="weight",
        effort=float("inf"),
        label=way.label,
        detail=detail,
        parties=(way.setting.problem.parties[way.items.party],),
        issue=way.items.keys[way.item],
    )


def _no_weight() -> Lever:
    return Lever(
        kind="weight",
        opens=False,
        size=None,
        unit="weight",
        effort=float("inf"),
        label="the weight of one issue",
        detail="none closes it alone",
    )
