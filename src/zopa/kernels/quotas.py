"""The cheapest columns to pay for: some always, and as many others as make up a number."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def cheapest(costs: Floats, needed: int, must: Bools) -> Floats:
    """Return, for each row, the least total of ``needed`` columns that include all of ``must``.

    Parameters
    ----------
    costs
        Shape (n, p), at least 0; ``inf`` for what cannot be had.
    needed
        At least the number of columns in ``must``, at most p.
    must
        Shape (p,).

    Examples
    --------
    >>> costs = np.array([[5.0, 1.0, 2.0], [np.inf, 0.0, 3.0]])
    >>> cheapest(costs, 2, np.array([True, False, False]))
    array([ 6., inf])
    >>> cheapest(costs, 2, np.array([False, False, False]))
    array([3., 3.])
    """
    total: Floats = costs[:, must].sum(axis=1)
    more = needed - int(must.sum())
    if more > 0:
        total = total + np.sort(costs[:, ~must], axis=1)[:, :more].sum(axis=1)
    return total


def cheapest_columns(costs: Floats, needed: int, must: Bools) -> Bools:
    """Return which columns of one row make the cheapest choice, shape (p,); first ones in ties.

    Examples
    --------
    >>> cheapest_columns(np.array([5.0, 1.0, 2.0]), 2, np.array([True, False, False]))
    array([ True,  True, False])
    """
    order = np.argsort(np.where(must, -1.0, costs), kind="stable")
    chosen = np.zeros(len(costs), dtype=np.bool_)
    chosen[order[:needed]] = True
    return chosen
