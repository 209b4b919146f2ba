"""The obvious versions, written from the definitions and from nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction

Point = tuple[float, ...]


def dominates(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether one point is nowhere worse and somewhere better."""
    return all(a >= b for a, b in zip(one, other, strict=True)) and any(
        a > b for a, b in zip(one, other, strict=True)
    )


def frontier(points: Iterable[Point]) -> set[Point]:
    """Return the distinct points that no point dominates."""
    distinct = set(points)
    return {p for p in distinct if not any(dominates(q, p) for q in distinct)}


def sums(blocks: Sequence[Sequence[Sequence[float]]]) -> list[Point]:
    """Return every sum of one row from each block, last block fastest."""
    return [
        tuple(float(sum(map(Fraction, column))) for column in zip(*rows, strict=True))
        for rows in itertools.product(*blocks)
    ]
