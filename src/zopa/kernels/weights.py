"""The least mass to move between weights so that a weighted sum reaches a need.

Weights stay at least 0 and keep their sum.  Moving a unit of weight from one entry to another
changes the sum by the difference of their values, so the cheapest way takes from the entries of
least value first and gives all of it to the entry of greatest value.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 1e-12
"""A need that all weight on the best misses by this share of the values is reached."""


def least_shift(values: Floats, weights: Floats, need: float) -> Floats:
    """Return, for each row of values, the least mass to move so that weights @ row >= need.

    Parameters
    ----------
    values
        Shape (n, k).
    weights
        Shape (k,), at least 0.
    need
        What the weighted sum must reach.

    Returns
    -------
    ndarray, shape (n,)
        0 where it is reached already, ``inf`` where no weights of the same sum reach it.

    Notes
    -----
    Cost: O(n k log k).  The total absolute change of the weights is twice the mass.

    Examples
    --------
    Moving 0.25 from the first entry to the second lifts the sum from 5 to 7.5.

    >>> least_shift(np.array([[0.0, 10.0], [10.0, 10.0], [0.0, 7.0]]), np.array([0.5, 0.5]), 7.5)
    array([0.25, 0.  ,  inf])
    """
    order = np.argsort(values, axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    mass = weights[order]
    step = ordered[:, -1:] - ordered
    gained = np.cumsum(mass * step, axis=1)
    short = need - values @ weights
    moved = np.cumsum(mass, axis=1)
    found = np.where(short > 0, np.inf, 0.0)
    reached = gained >= short[:, None]
    rows = np.flatnonzero((short > 0) & reached.any(axis=1))
    at = reached[rows].argmax(axis=1)
    before = np.where(at > 0, gained[rows, at - 1], 0.0)
    whole = np.where(at > 0, moved[rows, at - 1], 0.0)
    found[rows] = whole + (short[rows] - before) / step[rows, at]
    slack = ROUNDING * weights.sum() * np.abs(ordered).max(axis=1)
    best = ordered[:, -1] * weights.sum()
    edge = (short > 0) & ~reached.any(axis=1) & (best >= need - slack)
    found[edge] = (mass * (step > 0))[edge].sum(axis=1)
    return found


def shifted(values: Floats, weights: Floats, need: float) -> Floats:
    """Return the weights after the least shift for one row of values, shape (k,).

    The row must be one that some weights serve.

    Examples
    --------
    >>> shifted(np.array([0.0, 4.0, 10.0]), np.array([0.25, 0.5, 0.25]), 8.5)
    array([0.  , 0.25, 0.75])
    """
    mass = float(least_shift(values[None, :], weights, need)[0])
    after = weights.copy()
    best = int(values.argmax())
    for place in np.argsort(values, kind="stable").tolist():
        taken = 0.0 if place == best else min(mass, float(after[place]))
        after[place] -= taken
        after[best] += taken
        mass -= taken
    return after
