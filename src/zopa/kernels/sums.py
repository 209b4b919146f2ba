"""All sums of one row from every block, in chunks that fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CHUNK = 1 << 18
"""Sums in one chunk, about; a single block may be larger."""


def all_sums(blocks: Sequence[Floats]) -> Floats:
    """Return every sum of one row from each block, last block fastest.

    Parameters
    ----------
    blocks
        Tables of shape (..., rows, p) with the same leading axes.

    Returns
    -------
    ndarray, shape (..., product of rows, p)

    Examples
    --------
    >>> all_sums([np.array([[1.0], [2.0]]), np.array([[0.0], [10.0]])]).ravel()
    array([ 1., 11.,  2., 12.])
    """
    total = blocks[0]
    for block in blocks[1:]:
        total = total[..., :, None, :] + block[..., None, :, :]
        total = total.reshape(*total.shape[:-3], -1, total.shape[-1])
    return total


def split(sizes: Sequence[int], limit: int = CHUNK) -> int:
    """Return how many blocks go before the chunk, so that the rest has at most ``limit`` sums.

    Examples
    --------
    >>> split([10, 10, 10], limit=100)
    1
    """
    inner, at = 1, len(sizes)
    while at > 0 and inner * sizes[at - 1] <= limit:
        at -= 1
        inner *= sizes[at]
    return min(at, len(sizes) - 1)


def chunks(blocks: Sequence[Floats], limit: int = CHUNK) -> Iterator[tuple[int, Floats]]:
    """Yield all sums in order as (number of the first, table), a chunk at a time.

    Examples
    --------
    >>> tables = [np.array([[0.0], [1.0]])] * 3
    >>> [(at, part.ravel().tolist()) for at, part in chunks(tables, limit=4)]
    [(0, [0.0, 1.0, 1.0, 2.0]), (4, [1.0, 2.0, 2.0, 3.0])]
    """
    at = split([len(block) for block in blocks], limit)
    inner = all_sums(blocks[at:])
    if at == 0:
        yield 0, inner
        return
    for place, rows in enumerate(np.ndindex(*(len(block) for block in blocks[:at]))):
        head = sum(block[row] for block, row in zip(blocks[:at], rows, strict=True))
        yield place * len(inner), inner + head


def rows_of(number: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """Return the row of every block that the sum with this number takes.

    Works for numbers of any size.

    Examples
    --------
    >>> rows_of(5, [2, 3])
    (1, 2)
    """
    found = []
    for size in reversed(sizes):
        number, row = divmod(number, size)
        found.append(row)
    return tuple(reversed(found))
