"""The sum over independent blocks whose smallest column is largest, without listing the sums.

Weighing the columns gives a bound: for weights that add up to 1, no sum has a smallest column
above the largest weighted total, and that total is found block by block.  The weights that make
the bound tight are searched first, for many versions of the blocks at once.  What lies between
the bound and the best sum found is settled exactly: add block after block and drop every
partial sum that is dominated, or that no completion lifts above the best sum known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from zopa.kernels.dominance import efficient

Floats = NDArray[np.float64]

ROUNDS = 40
"""Steps of the search for weights."""


class Bounds(NamedTuple):
    """What weighing the columns tells about each version."""

    lower: Floats
    """Shape (versions,): smallest column of the best sum met."""
    upper: Floats
    """Shape (versions,): no sum has a larger smallest column."""
    weights: Floats
    """Shape (versions, p): the weights that gave ``upper``."""


def weighted_bounds(blocks: Sequence[Floats], rounds: int = ROUNDS) -> Bounds:
    """Return bounds on the largest smallest column, for many versions of the blocks at once.

    Parameters
    ----------
    blocks
        Tables of shape (versions, rows, p).

    Notes
    -----
    Projected subgradient steps of Polyak's length on the weights.  The bounds hold whatever the
    steps do.  Cost: O(rounds x versions x rows x p).

    Examples
    --------
    >>> bounds = weighted_bounds([np.array([[[0.0, 3.0], [2.0, 2.0], [3.0, 0.0]]])] * 2)
    >>> bounds.lower, bounds.upper
    (array([4.]), array([4.]))
    """
    versions, _, columns = blocks[0].shape
    weights = np.full((versions, columns), 1.0 / columns)
    lower = np.full(versions, -np.inf)
    upper = np.full(versions, np.inf)
    best = weights.copy()
    at = np.arange(versions)
    for number in range(rounds):
        total = np.zeros((versions, columns))
        for block in blocks:
            chosen = np.matmul(block, weights[:, :, None])[:, :, 0].argmax(axis=1)
            total += block[at, chosen]
        bound = (weights * total).sum(axis=1)
        lower = np.maximum(lower, total.min(axis=1))
        better = bound < upper
        upper = np.where(better, bound, upper)
        best[better] = weights[better]
        slope = total - total.mean(axis=1, keepdims=True)
        steep = (slope**2).sum(axis=1)
        gap = np.maximum(bound - lower, 0.0)
        step = np.divide(gap, steep, out=np.zeros(versions), where=steep > 0)
        step /= 1.0 + 0.1 * number
        weights = on_simplex(weights - step[:, None] * slope)
    return Bounds(lower=lower, upper=np.maximum(upper, lower), weights=best)


def on_simplex(points: Floats) -> Floats:
    """Return the nearest weights (none negative, adding up to 1) to each row.

    Examples
    --------
    >>> on_simplex(np.array([[0.5, 0.5], [2.0, 0.0], [0.8, 0.6]]))
    array([[0.5, 0.5],
           [1. , 0. ],
           [0.6, 0.4]])
    """
    ordered = -np.sort(-points, axis=1)
    excess = np.cumsum(ordered, axis=1) - 1.0
    places = np.arange(1, points.shape[1] + 1)
    count = (ordered - excess / places > 0).sum(axis=1)
    shift = excess[np.arange(len(points)), count - 1] / count
    found: Floats = np.maximum(points - shift[:, None], 0.0)
    return found


def largest_minimum(
    blocks: Sequence[Floats], weights: Floats, known: float, slack: Floats, limit: int
) -> tuple[float, bool]:
    """Return the largest smallest column of all sums of one row from every block.

    Parameters
    ----------
    blocks
        Tables of shape (rows, p).
    weights
        Shape (p,), adding up to 1: those of `weighted_bounds` prune best; any are right.
    known
        Smallest column of some sum, or minus infinity.
    slack
        Shape (p,): differences up to this are rounding.
    limit
        Partial sums kept at a time.

    Returns
    -------
    tuple of float and bool
        The value, never below ``known``; and whether it is exact.  It is a lower bound where
        more than ``limit`` partial sums had to be kept; the most promising were then.

    Examples
    --------
    >>> table = np.array([[0.0, 1.0], [1.0, 0.0], [0.4, 0.4]])
    >>> value, exact = largest_minimum([table] * 3, np.full(2, 0.5), -np.inf, np.zeros(2), 100)
    >>> round(value, 12), exact
    (1.4, True)
    """
    columns = len(weights)
    views = np.concatenate([weights[None, :], np.eye(columns)]).T
    tails = [np.zeros(columns + 1)]
    for block in reversed(blocks[1:]):
        tails.append(tails[-1] + (block @ views).max(axis=0))
    points = np.zeros((1, columns))
    exact = True
    for block, tail in zip(blocks, reversed(tails), strict=True):
        table = (points[:, None, :] + block[None, :, :]).reshape(-1, columns)
        bound = (table @ views + tail).min(axis=1)
        hopeful = np.flatnonzero(bound > known)
        if not len(hopeful):
            return known, exact
        table, bound = table[hopeful], bound[hopeful]
        if len(table) > limit:
            # The general filter compares rows with rows: never hand it more than it can take.
            keep = np.argsort(-bound, kind="stable")[: 16 * limit]
            exact = exact and len(keep) == len(table)
            table, bound = table[keep], bound[keep]
        best = efficient(table, slack)
        if len(best) > limit:
            exact = False
            best = best[np.argsort(-bound[best], kind="stable")[:limit]]
        points = table[best]
    return max(known, float(points.min(axis=1).max())), exact
