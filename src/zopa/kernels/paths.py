"""Ways up a ladder of sets, from the empty set to the full one, that are best in their worst step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from zopa.kernels.dominance import efficient
from zopa.kernels.downsets import Ladder

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
FINE = 1e-12
"""Differences of this share of a number are rounding."""


def least_peak(ladder: Ladder, height: Floats) -> Floats:
    """Return for each set the least largest height over the ways that lead there.

    Parameters
    ----------
    height
        Shape (e,): of each way; infinite where it is closed.

    Returns
    -------
    ndarray of float, shape (n,)
        Infinite where no way leads; minus infinity at the empty set.

    Examples
    --------
    >>> from zopa.kernels.downsets import ladder
    >>> square = ladder([0, 0], joint=False)
    >>> least_peak(square, np.array([5.0, 1.0, 2.0, 3.0]))
    array([-inf,   5.,   1.,   3.])
    """
    found = np.full(len(ladder.sets), np.inf)
    found[0] = -np.inf
    for start, stop in zip(ladder.starts, ladder.starts[1:], strict=False):
        rows = slice(start, stop)
        there = np.maximum(found[ladder.source[rows]], height[rows])
        np.minimum.at(found, ladder.target[rows], there)
    return found


def fewest(ladder: Ladder, passable: Flags) -> Floats:
    """Return for each set the fewest open ways that lead there; infinite where none do.

    Examples
    --------
    >>> from zopa.kernels.downsets import ladder
    >>> fewest(ladder([0, 0], joint=True), np.array([True, True, False, True, True]))
    array([0., 1., 1., 2.])
    """
    found = np.full(len(ladder.sets), np.inf)
    found[0] = 0.0
    for start, stop in zip(ladder.starts, ladder.starts[1:], strict=False):
        rows = slice(start, stop)
        there = np.where(passable[rows], found[ladder.source[rows]] + 1, np.inf)
        np.minimum.at(found, ladder.target[rows], there)
    return found


def trace(ladder: Ladder, height: Floats, peak: Floats, target: int) -> list[int]:
    """Return ways from the empty set to a set, none higher than its least peak.

    Parameters
    ----------
    peak
        What `least_peak` returned for these heights; finite at the target.

    Examples
    --------
    >>> from zopa.kernels.downsets import ladder
    >>> square, height = ladder([0, 0], joint=False), np.array([5.0, 1.0, 2.0, 3.0])
    >>> trace(square, height, least_peak(square, height), 3)
    [1, 3]
    """
    most, found = peak[target], []
    passable = (height <= most) & (peak[ladder.source] <= most)
    while target:
        way = int(np.flatnonzero(passable & (ladder.target == target))[0])
        found.append(way)
        target = int(ladder.source[way])
    return found[::-1]


def pareto(
    least: Callable[[int, Floats], float], people: int, most: Floats, gap: Floats
) -> list[Floats]:
    """Return all vectors of bounds, none negative, that can be met and none be lowered alone.

    Parameters
    ----------
    least
        From a column and upper bounds on all columns to the least bound on that column that can
        be met under them; infinite where none can.
    most
        Shape (people,): bounds that need not be exceeded.
    gap
        Shape (people,): bounds closer than this, or than `FINE` of their size, are the same.

    Notes
    -----
    The first column is lowered step by step; under each bound the rest is the same question with
    one column less.  So every vector costs about two questions to ``least`` for two columns.

    Examples
    --------
    >>> offers = np.array([[3.0, 0.0], [2.0, 2.0], [1.0, 2.0], [0.0, 5.0]])
    >>> def least(column, most):
    ...     met = offers[(offers <= most).all(axis=1)]
    ...     return met[:, column].min(initial=np.inf)
    >>> [row.tolist() for row in pareto(least, 2, np.full(2, 9.0), np.full(2, 1e-9))]
    [[0.0, 5.0], [1.0, 2.0], [3.0, 0.0]]
    """

    def under(columns: Sequence[int], bounds: Floats) -> list[Floats]:
        first, rest = columns[0], columns[1:]
        found: list[Floats] = []
        bounds = bounds.copy()
        while True:
            tight = under(rest, bounds) if rest else [bounds.copy()]
            for row in tight:
                row[first] = bounds[first]
                row[first] = least(first, row)
            tight = [row for row in tight if np.isfinite(row[first])]
            if not tight:
                return found
            found += tight
            top = max(float(row[first]) for row in tight)
            bounds[first] = min(top - gap[first], top * (1 - FINE), np.nextafter(top, -np.inf))
            if not rest or bounds[first] < 0:
                return found

    rows = under(range(people), most)
    if not rows:
        return []
    table = np.array(rows)
    kept = table[efficient(-table, gap)]
    return list(kept[np.lexsort(kept.T[::-1])])
