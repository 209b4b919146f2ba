"""The zone of possible agreement: how many deals the acceptance rule passes (§4, §8)."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Frontier, Problem
from zopa.analysis.results import NO_HITS_BOUND, Count
from zopa.kernels.counting import count_lattice, count_two_columns, halves
from zopa.kernels.sums import chunks

Floats = NDArray[np.float64]

ENUMERATE = 10_000_000
"""Deals that are looked at one by one at most."""
HALF = 10_000_000
"""Deals of one half at most, when two halves meet in the middle."""
LATTICE_WORK = 800_000_000
"""Steps that an exact count on the integer lattice may take."""
LATTICE_CELLS = 20_000_000
"""Entries that its table may have."""
SAMPLES = 1_000_000
"""Deals that an estimate looks at."""
SAMPLE_CHUNK = 100_000
INTEGER = 1e-6
"""How near to an integer a number must be to count as one, in units of the lattice."""


def count(problem: Problem, front: Frontier, seed: int = 1) -> Count:
    """Return how many deals the acceptance rule passes, exactly where that can be done.

    Whether there is any is always exact: a deal that passes is dominated by an efficient one,
    which passes too.

    Parameters
    ----------
    problem
        The case in numbers.
    front
        Its frontier.
    seed
        Of the sample, where an estimate is all that can be had.

    Returns
    -------
    Count
        By enumeration up to `ENUMERATE` deals; for one or two parties by meeting in the middle
        up to about `HALF` squared; on the integer lattice where utilities are multiples of one
        unit; else an estimate with its standard error, never below the number of efficient
        deals that pass.
    """
    passing = problem.passes(front.values)
    if not passing.any():
        return Count(value=0, exact=True, method="frontier")
    if problem.space.legal <= ENUMERATE:
        return Count(value=_enumerated(problem), exact=True, method="enumeration")
    sizes = [len(block) for block in problem.blocks]
    need = problem.threshold - problem.constant
    if problem.is_unanimous and len(problem.parties) <= 2:
        parts = [math.prod(sizes[at] for at in group) for group in halves(sizes)]
        if max(parts) <= HALF:
            blocks = [_two_columns(block) for block in problem.blocks]
            value = count_two_columns(blocks, _two_columns(need[None, :])[0])
            return Count(value=value, exact=True, method="meeting in the middle")
    if problem.is_unanimous:
        lattice = _lattice(problem, need)
        if lattice is not None:
            value = count_lattice(*lattice)
            return Count(value=value, exact=True, method="integer lattice")
    at_least = sum(count for count, hit in zip(front.counts, passing, strict=True) if hit)
    return _estimate(problem, at_least, seed)


def _enumerated(problem: Problem) -> int:
    need = problem.threshold - problem.constant
    return sum(int(problem.consent(sums >= need).sum()) for _, sums in chunks(problem.blocks))


def _two_columns(table: Floats) -> Floats:
    """Return the table with a second column of zeros where it has one."""
    return table if table.shape[1] == 2 else np.column_stack([table, np.zeros(len(table))])


def _lattice(
    problem: Problem, need: Floats
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]] | None:
    """Return the blocks and needs as integers; ``None`` where there is no common unit."""
    units = []
    lows = [block.min(axis=0) for block in problem.blocks]
    raised = [block - low for block, low in zip(problem.blocks, lows, strict=True)]
    for column in range(len(problem.parties)):
        unit = common_unit(np.concatenate([block[:, column] for block in raised]))
        if unit is None:
            return None
        units.append(unit)
    unit_row = np.array(units)
    missing = np.maximum(np.ceil((need - sum(lows)) / unit_row), 0).astype(np.int64)
    cells = math.prod(int(n) + 1 for n in missing)
    rows = sum(len(block) for block in problem.blocks)
    primes = problem.space.legal.bit_length() // 59 + 1
    if cells > LATTICE_CELLS or cells * rows * len(units) * primes > LATTICE_WORK:
        return None
    return [np.rint(block / unit_row).astype(np.int64) for block in raised], missing


def common_unit(values: Floats) -> float | None:
    """Return the largest number that all values are multiples of, ``None`` if there is none.

    Examples
    --------
    >>> round(common_unit(np.array([0.0, 0.25, 1.0, 1.5])), 9)
    0.25
    >>> common_unit(np.array([1.0, 2**0.5])) is None
    True
    """
    top = float(values.max(initial=0.0))
    if top <= 0:
        return 1.0
    unit = 0.0
    floor = top * 1e-7
    for value in np.unique(values[values > floor]).tolist():
        large, small = max(unit, value), min(unit, value)
        while small > floor:
            large, small = small, large % small
            if large - small < floor:
                small = 0.0
        unit = large
        if unit < top * 1e-5:
            return None
    steps = np.rint(values / unit)
    unit = float((values @ steps) / (steps @ steps))
    near = np.abs(values / unit - np.rint(values / unit)).max() < INTEGER
    return unit if near else None


def _estimate(problem: Problem, at_least: int, seed: int) -> Count:
    """Return an estimate from deals drawn alike from all legal ones."""
    rng = np.random.default_rng([seed, problem.space.legal % 2**63])
    need = problem.threshold - problem.constant
    hits = 0
    for _ in range(SAMPLES // SAMPLE_CHUNK):
        total = np.zeros((SAMPLE_CHUNK, len(problem.parties)))
        for block in problem.blocks:
            total += block[rng.integers(len(block), size=SAMPLE_CHUNK)]
        hits += int(problem.consent(total >= need).sum())
    legal = problem.space.legal
    return Count(
        value=max(at_least, (legal * hits + SAMPLES // 2) // SAMPLES),
        exact=False,
        method="sample",
        standard_error=legal * math.isqrt(hits * (SAMPLES - hits)) // int(SAMPLES**1.5)
        if hits
        else None,
        upper=None if hits else legal * int(NO_HITS_BOUND) // SAMPLES,
    )
