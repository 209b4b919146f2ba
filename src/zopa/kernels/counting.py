"""How many sums of one row from every block reach a threshold in every column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zopa.kernels.sums import all_sums

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

DIRECT = 4_000_000
"""Up to this many pairs are compared one by one."""
PRIMES = (
    1_152_921_504_606_846_883,
    1_152_921_504_606_846_869,
    1_152_921_504_606_846_803,
    1_152_921_504_606_846_797,
    1_152_921_504_606_846_719,
    1_152_921_504_606_846_697,
)
"""The largest primes below 2**60; counts are rebuilt from their remainders."""
ADDENDS = 7
"""Remainders below 2**60 that can be added before they overflow."""


def count_pairs(left: Floats, right: Floats, need: Floats) -> int:
    """Return how many pairs of rows add up to at least ``need`` in both columns.

    Parameters
    ----------
    left, right
        Shapes (n, 2) and (m, 2).
    need
        Shape (2,).

    Notes
    -----
    Rows of ``left`` are sorted by the first column; a wavelet matrix over the ranks of the
    second then counts, for each row of ``right``, a prefix with a bound in O(log n).
    Cost: O((n + m) log n) time and O(n) memory.

    Examples
    --------
    >>> count_pairs(np.array([[0.0, 3], [2, 1]]), np.array([[1.0, 1], [3, 0]]), np.array([3.0, 1]))
    3
    """
    if len(left) > len(right):
        left, right = right, left
    if len(left) * len(right) <= DIRECT:
        first = left[:, None, 0] + right[None, :, 0] >= need[0]
        return int((first & (left[:, None, 1] + right[None, :, 1] >= need[1])).sum())
    order = np.argsort(-left[:, 0], kind="stable")
    first = -left[order, 0]
    by_second = np.argsort(-left[order, 1], kind="stable")
    second = -left[order, 1][by_second]
    rank = np.empty(len(left), dtype=np.int32)
    rank[by_second] = np.arange(len(left), dtype=np.int32)
    prefix = np.searchsorted(first, right[:, 0] - need[0], side="right")
    below = np.searchsorted(second, right[:, 1] - need[1], side="right")
    live = (prefix > 0) & (below > 0)
    return _count_prefix_below(rank, prefix[live], below[live])


def _count_prefix_below(values: NDArray[np.int32], prefix: Ints, below: Ints) -> int:
    """Return, summed over queries, how many of the first ``prefix`` values are < ``below``.

    ``values`` is a permutation of 0..n-1.
    """
    levels = max(1, len(values).bit_length())
    total = 0
    low = np.zeros(len(prefix), dtype=np.int64)
    high = prefix.astype(np.int64)
    for level in range(levels - 1, -1, -1):
        ones = ((values >> level) & 1).astype(np.bool_)
        zeros_before = np.zeros(len(values) + 1, dtype=np.int32)
        np.cumsum(~ones, out=zeros_before[1:], dtype=np.int32)
        zeros = int(zeros_before[-1])
        low_zero, high_zero = zeros_before[low], zeros_before[high]
        right = ((below >> level) & 1).astype(np.bool_)
        total += int((high_zero - low_zero)[right].sum(dtype=np.int64))
        low = np.where(right, zeros + low - low_zero, low_zero)
        high = np.where(right, zeros + high - high_zero, high_zero)
        values = np.concatenate([values[~ones], values[ones]])
    return total


def halves(sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return two groups of block numbers whose products are as even as a greedy pass makes them.

    Examples
    --------
    >>> halves([10, 10, 10])
    ([0, 2], [1])
    """
    groups: tuple[list[int], list[int]] = ([], [])
    products = [1, 1]
    for number in sorted(range(len(sizes)), key=lambda n: (-sizes[n], n)):
        side = int(products[1] < products[0])
        groups[side].append(number)
        products[side] *= sizes[number]
    return sorted(groups[0]), sorted(groups[1])


def count_two_columns(blocks: Sequence[Floats], need: Floats) -> int:
    """Return how many sums reach ``need`` in both columns, by meeting in the middle.

    Examples
    --------
    >>> count_two_columns([np.array([[0.0, 1], [1, 0]])] * 3, np.array([1.0, 1.0]))
    6
    """
    sides = []
    for group in halves([len(block) for block in blocks]):
        chosen = [blocks[number] for number in group] or [np.zeros((1, 2))]
        sides.append(all_sums(chosen))
    return count_pairs(sides[0], sides[1], need)


def count_lattice(blocks: Sequence[Ints], need: Ints) -> int:
    """Return how many integer sums reach ``need`` in every column, exactly, however many.

    Parameters
    ----------
    blocks
        Integer tables of shape (rows, p), entries >= 0.
    need
        Shape (p,), integers.

    Notes
    -----
    Only what is still missing matters, so the state is min(sum, need) in each column.  Counts
    are kept as remainders of several primes and put together at the end (Chinese remainder).
    Cost: O(rows x product of (need + 1)) for each prime.

    Examples
    --------
    >>> count_lattice([np.array([[0, 1], [1, 0]])] * 3, np.array([1, 1]))
    6
    """
    need = np.maximum(need, 0)
    total = 1
    for block in blocks:
        total *= len(block)
    result, modulus = 0, 1
    for prime in PRIMES:
        remainder = _lattice_modulo(blocks, need, prime)
        step = (remainder - result) * pow(modulus, -1, prime) % prime
        result, modulus = result + modulus * step, modulus * prime
        if modulus > total:
            return result
    msg = "too many sums for an exact count"
    raise OverflowError(msg)


def _lattice_modulo(blocks: Sequence[Ints], need: Ints, prime: int) -> int:
    state = np.zeros(tuple(int(n) + 1 for n in need), dtype=np.int64)
    state[(0,) * len(need)] = 1
    for block in blocks:
        after = np.zeros_like(state)
        entries, times = np.unique(np.minimum(block, need), axis=0, return_counts=True)
        for entry, repeats in zip(entries.tolist(), times.tolist(), strict=True):
            moved = state
            for axis, step in enumerate(entry):
                moved = _shift(moved, step, axis, prime)
            for _ in range(repeats):
                after = (after + moved) % prime
        state = after
    return int(state[(-1,) * len(need)]) % prime


def _shift(table: Ints, step: int, axis: int, prime: int) -> Ints:
    """Return the table moved up by ``step``; what passes the end gathers in the last entry."""
    if step == 0:
        return table
    table = np.moveaxis(table, axis, 0)
    moved = np.zeros_like(table)
    moved[step:] = table[:-step]
    overflow = table[len(table) - step :]
    for start in range(0, len(overflow), ADDENDS):
        moved[-1] = (moved[-1] + overflow[start : start + ADDENDS].sum(axis=0) % prime) % prime
    return np.moveaxis(moved, 0, axis)
