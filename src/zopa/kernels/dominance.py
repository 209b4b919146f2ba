"""Which rows of a table are dominated by none (more is better in every column).

Rows closer than ``slack`` in every column are the same point: sums of floats in another order
differ by rounding, and a frontier must not count such noise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PREFILTER = 4096
"""From this many rows on, rows below the best sum are dropped before sorting."""
CHUNK = 512
"""Rows that the general filter compares with the efficient ones at a time."""
SMALL = 192
"""Up to this many rows, all pairs are compared at once."""
HEAD = 64
"""Efficient rows that every chunk meets first; most rows fall here."""


def efficient(points: Floats, slack: Floats) -> Ints:
    """Return the rows that no row dominates, one for each distinct point.

    Parameters
    ----------
    points
        Shape (n, p), n >= 1, p >= 1.
    slack
        Shape (p,): differences up to this are rounding.

    Returns
    -------
    ndarray of int, shape (k,)
        Row numbers, first column descending.  Of several rows at one point the one returned
        is unspecified but always the same.

    Notes
    -----
    Cost: O(n log n) for one and two columns; for more, O(n k p) in the worst case.

    Examples
    --------
    >>> efficient(np.array([[0.0, 3.0], [2.0, 2.0], [1.0, 2.0], [3.0, 0.0]]), np.full(2, 1e-12))
    array([3, 1, 0])
    """
    if points.shape[1] == 1:
        return np.array([int(points[:, 0].argmax())], dtype=np.int64)
    if points.shape[1] == 2:
        return efficient_pairs(points[:, 0], points[:, 1], slack)[0]
    if len(points) <= SMALL:
        return _efficient_small(points, slack)
    return _efficient_general(points, slack)


def efficient_pairs(first: Floats, second: Floats, slack: Floats) -> tuple[Ints, Ints]:
    """Return the efficient rows of two columns, and all rows that may tie with one of them.

    Returns
    -------
    tuple of two arrays of int
        Efficient rows, first column descending; and candidates: every row that lies within
        ``slack`` of an efficient row is among them (with a few others).

    Examples
    --------
    >>> efficient_pairs(np.array([1.0, 1.0, 0.0]), np.array([1.0, 1.0, 2.0]), np.zeros(2))
    (array([0, 2]), array([0, 1, 2]))
    """
    eps_first, eps_second = float(slack[0]), float(slack[1])
    rows = None
    if len(first) >= PREFILTER:
        rows = _above_a_good_row(first, second, eps_first, eps_second)
        first, second = first[rows], second[rows]
    order = np.argsort(-first, kind="stable")
    u, v = first[order], second[order]
    top = np.maximum.accumulate(v)
    near = v >= top - eps_second
    rises = np.empty(len(v), dtype=np.bool_)
    rises[0] = True
    np.greater(v[1:], top[:-1] + eps_second, out=rises[1:])
    at = np.flatnonzero(rises)
    falls = np.empty(len(at), dtype=np.bool_)
    falls[-1] = True
    np.less(u[at[1:]], u[at[:-1]] - eps_first, out=falls[:-1])
    best, candidates = order[at[falls]], order[near]
    return (best, candidates) if rows is None else (rows[best], rows[candidates])


def _above_a_good_row(first: Floats, second: Floats, eps_first: float, eps_second: float) -> Ints:
    """Return the rows that the row with the best sum does not clearly dominate."""
    scale_first = float(np.ptp(first)) or 1.0
    scale_second = float(np.ptp(second)) or 1.0
    good = int((first / scale_first + second / scale_second).argmax())
    return np.flatnonzero(
        (first >= first[good] - eps_first) | (second >= second[good] - eps_second)
    )


def ranks(points: Floats, slack: Floats) -> NDArray[np.int32]:
    """Return each entry's rank in its column; entries within ``slack`` of a neighbour share one.

    Examples
    --------
    >>> ranks(np.array([[0.3], [0.1 + 0.2], [0.5]]), np.array([1e-12])).ravel()
    array([0, 0, 1], dtype=int32)
    """
    found = np.empty(points.shape, dtype=np.int32)
    for column in range(points.shape[1]):
        values = points[:, column]
        order = np.argsort(values, kind="stable")
        steps = np.diff(values[order]) > slack[column]
        found[order, column] = np.concatenate([[0], np.cumsum(steps)])
    return found


def _efficient_small(points: Floats, slack: Floats) -> Ints:
    """Return the efficient rows by comparing every row with every other."""
    count = len(points)
    covers = np.ones((count, count), dtype=np.bool_)
    beats = np.zeros((count, count), dtype=np.bool_)
    for column, near in enumerate(slack.tolist()):
        ahead = points[None, :, column] - points[:, None, column]
        covers &= ahead >= -near
        beats |= ahead > near
    earlier = np.tri(count, k=-1, dtype=np.bool_)
    best = np.flatnonzero(~(covers & (beats | earlier)).any(axis=1))
    return best[np.argsort(-points[best, 0], kind="stable")]


def _efficient_general(points: Floats, slack: Floats) -> Ints:
    rank, where = np.unique(ranks(points, slack), axis=0, return_index=True)
    order = np.argsort(-rank.sum(axis=1, dtype=np.int64), kind="stable")
    rank, where = rank[order], where[order]
    front = np.empty((0, rank.shape[1]), dtype=np.int32)
    kept: list[Ints] = []
    for start in range(0, len(rank), CHUNK):
        rows = np.arange(start, min(start + CHUNK, len(rank)))
        for part in (front[:HEAD], front[HEAD:]):
            rows = rows[~_dominated(rank[rows], part)]
        rows = rows[~_dominated(rank[rows], rank[rows])]
        if len(rows):
            kept.append(rows)
            front = np.concatenate([front, rank[rows]])
    best = where[np.concatenate(kept)]
    return best[np.argsort(-points[best, 0], kind="stable")]


def _dominated(rows: NDArray[np.int32], by: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which rows some other row of ``by`` matches or beats everywhere.

    Equal rows do not occur, except a row with itself.
    """
    found = np.zeros(len(rows), dtype=np.bool_)
    if not len(rows) or not len(by):
        return found
    step = max(1, 4_000_000 // len(rows))
    for start in range(0, len(by), step):
        part = by[start : start + step]
        covers = np.ones((len(rows), len(part)), dtype=np.bool_)
        same = np.ones((len(rows), len(part)), dtype=np.bool_)
        for column in range(rows.shape[1]):
            mine, theirs = rows[:, column, None], part[None, :, column]
            covers &= theirs >= mine
            same &= theirs == mine
        found |= (covers & ~same).any(axis=1)
    return found
