"""Many versions of one table at once: the leading axis runs over versions.

Columns are kept apart (a list with one array for each) instead of along a last axis, because
comparing two long arrays is many times faster than reducing a short axis.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zopa.kernels.sums import all_sums

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


def batch_sums(tables: Sequence[Floats]) -> Floats:
    """Return every sum of one entry from each table, last table fastest.

    Parameters
    ----------
    tables
        Shapes (versions, rows).

    Returns
    -------
    ndarray, shape (versions, product of rows)

    Examples
    --------
    >>> batch_sums([np.array([[1.0, 2.0]]), np.array([[0.0, 10.0]])])
    array([[ 1., 11.,  2., 12.]])
    """
    found: Floats = all_sums([table[..., None] for table in tables])[..., 0]
    return found


def last_needed(columns: Sequence[Floats], needed: int, required: Sequence[int]) -> Floats:
    """Return the smallest entry that counts when only some columns do.

    Parameters
    ----------
    columns
        Arrays of one shape.
    needed
        How many columns count: those with the largest entries.
    required
        Columns that count in any case.

    Returns
    -------
    ndarray
        The ``needed``-th largest entry, or the smallest of the required columns if that is less.

    Examples
    --------
    >>> columns = [np.array([1.0, 5.0]), np.array([2.0, 2.0]), np.array([3.0, 9.0])]
    >>> last_needed(columns, 2, [])
    array([2., 5.])
    >>> last_needed(columns, 2, [1])
    array([2., 2.])
    """
    found: Floats
    if needed == len(columns):
        found = columns[0].copy()
        for column in columns[1:]:
            np.minimum(found, column, out=found)
        return found
    at = len(columns) - needed
    found = np.partition(np.stack(columns), at, axis=0)[at]
    for place in required:
        np.minimum(found, columns[place], out=found)
    return found


def best_products(columns: Sequence[Floats], floors: Sequence[Floats], tie: float) -> Bools:
    """Return, for each version, the places where the product of the columns is largest.

    Parameters
    ----------
    columns
        Arrays of shape (versions, n).
    floors
        Arrays of shape (versions,): only places above the floor (>= 0) in every column compete.
    tie
        Products closer than this share are equal.

    Returns
    -------
    ndarray of bool, shape (versions, n)
        All ties; nothing in a version where no place competes.

    Examples
    --------
    >>> columns = [np.array([[1.0, 2.0, 4.0, 9.0]]), np.array([[4.0, 2.0, 1.0, -1.0]])]
    >>> best_products(columns, [np.zeros(1)] * 2, 1e-10)
    array([[ True,  True,  True, False]])
    """
    competes = columns[0] > floors[0][:, None]
    for column, floor in zip(columns[1:], floors[1:], strict=True):
        competes &= column > floor[:, None]
    scores = np.where(competes, columns[0], 0.0)
    scale = scores.max(axis=1, keepdims=True)
    np.divide(scores, scale, out=scores, where=scale > 0)
    for column in columns[1:]:
        scores *= column
        scale = scores.max(axis=1, keepdims=True)
        np.divide(scores, scale, out=scores, where=scale > 0)
    found: Bools = competes & (scores >= 1.0 - tie)
    return found


def witnesses(values: Floats, allowed: Bools, sizes: Sequence[int], block: int) -> Ints:
    """Return, for each version and each row of one block, the best allowed sum through it.

    Parameters
    ----------
    values, allowed
        Shape (versions, product of ``sizes``): sums over all blocks, last block fastest.
    sizes
        Rows of every block.
    block
        Which block.

    Returns
    -------
    ndarray of int, shape (versions, rows of the block)
        Number of the sum; -1 where none through that row is allowed.

    Examples
    --------
    >>> values = np.array([[1.0, 2.0, 3.0, 4.0]])
    >>> witnesses(values, np.array([[True, True, False, False]]), [2, 2], 0)
    array([[ 1, -1]])
    >>> witnesses(values, np.array([[True, True, True, False]]), [2, 2], 1)
    array([[2, 1]])
    """
    count = len(values)
    after = int(np.prod(sizes[block + 1 :], dtype=np.int64))
    rows = sizes[block]
    shaped = np.where(allowed, values, -np.inf).reshape(count, -1, rows, after)
    last = shaped.argmax(axis=3)
    best = np.take_along_axis(shaped, last[..., None], axis=3)[..., 0]
    first = best.argmax(axis=1)
    top = np.take_along_axis(best, first[:, None], axis=1)[:, 0]
    last = np.take_along_axis(last, first[:, None], axis=1)[:, 0]
    return np.where(top > -np.inf, (first * rows + np.arange(rows)) * after + last, -1)
