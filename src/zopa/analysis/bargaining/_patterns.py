"""Deals grouped by who accepts them: all that ratification depends on, but for sizes of gains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Problem
from zopa.kernels.sums import chunks

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """Deals grouped by who accepts them: ``k`` patterns that occur."""

    codes: Ints
    """Shape (k,): bit ``v`` is set where voter ``v`` accepts."""
    accepts: Bools
    """Shape (k, voters)."""
    counts: Ints
    """Shape (k,): deals of the pattern."""
    best: Floats
    """Shape (k, voters): the largest gain of each voter."""
    least: Floats
    """Shape (k, voters): the smallest."""
    product: Floats
    """Shape (k,): the largest sum of logarithms of the gains at the table."""


def looked_at(posed: Problem, table: Sequence[int]) -> Iterator[tuple[int, Ints, Floats, Floats]]:
    """Yield deals in order: number of the first, who accepts as a code, gains, product."""
    bits = np.int64(1) << np.arange(len(posed.parties), dtype=np.int64)
    slack = posed.slack[list(table)]
    for first, sums in chunks(posed.blocks):
        values = posed.values(sums)
        gains = values - posed.reservation
        codes = (values >= posed.threshold) @ bits
        yield first, codes, gains, np.log(np.maximum(gains[:, list(table)], slack)).sum(axis=1)


def patterns(posed: Problem, table: Sequence[int]) -> Patterns:
    """Return all deals of a problem by who accepts them."""
    found = []
    for _, codes, gains, product in looked_at(posed, table):
        ones = np.ones(len(codes), dtype=np.int64)
        found.append(_grouped(codes, ones, gains, gains, product))
    codes, counts, best, least, product = _grouped(
        *(np.concatenate(columns) for columns in zip(*found, strict=True))
    )
    accepts = (codes[:, None] >> np.arange(len(posed.parties)) & 1).astype(np.bool_)
    return Patterns(
        codes=codes, accepts=accepts, counts=counts, best=best, least=least, product=product
    )


def _grouped(
    codes: Ints, counts: Ints, best: Floats, least: Floats, product: Floats
) -> tuple[Ints, Ints, Floats, Floats, Floats]:
    """Return one row for each code: counts added up, extremes kept."""
    order = np.argsort(codes, kind="stable")
    codes = codes[order]
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    return (
        codes[starts],
        np.add.reduceat(counts[order], starts),
        np.maximum.reduceat(best[order], starts, axis=0),
        np.minimum.reduceat(least[order], starts, axis=0),
        np.maximum.reduceat(product[order], starts),
    )
