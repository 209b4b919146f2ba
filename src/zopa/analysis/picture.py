"""Where all deals lie in the plane of two parties' utilities, for a picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Problem
from zopa.analysis.results import Cloud
from zopa.kernels.sums import chunks

Floats = NDArray[np.float64]

POINTS = 6_000
"""Deals that are drawn as points at most; more become a density."""
BINS = 72
LISTED = 10_000_000
"""Deals that are looked at one by one at most; of more, a sample is drawn."""
SAMPLES = 300_000


def cloud(problem: Problem, seed: int = 1) -> Cloud | None:
    """Return where the legal deals lie; ``None`` unless two parties have preferences.

    Up to `POINTS` deals as points (each distinct place once); up to `LISTED` as exact counts on
    a grid; beyond, a seeded sample on a grid, which is said in ``sampled``.
    """
    if len(problem.parties) != 2:
        return None
    parties = (problem.parties[0], problem.parties[1])
    legal = problem.space.legal
    if legal <= POINTS:
        sums = np.concatenate([part for _, part in chunks(problem.blocks)])
        points = np.unique(np.round(problem.values(sums), 9), axis=0)
        return Cloud(parties=parties, points=points, density=None, edges=None, sampled=False)
    low = problem.lowest
    high = np.where(problem.highest > low, problem.highest, low + 1.0)
    edges = (np.linspace(low[0], high[0], BINS + 1), np.linspace(low[1], high[1], BINS + 1))
    density = np.zeros(BINS * BINS, dtype=np.int64)
    if legal <= LISTED:
        for _, sums in chunks(problem.blocks):
            density += _cells(problem.values(sums), edges)
    else:
        rng = np.random.default_rng(seed)
        sums = np.zeros((SAMPLES, 2))
        for block in problem.blocks:
            sums += block[rng.integers(len(block), size=SAMPLES)]
        density += _cells(problem.values(sums), edges)
    return Cloud(
        parties=parties,
        points=None,
        density=density.reshape(BINS, BINS).astype(np.float64),
        edges=edges,
        sampled=legal > LISTED,
    )


def _cells(values: Floats, edges: tuple[Floats, Floats]) -> NDArray[np.int64]:
    """Return how many deals lie in each cell of the grid, row by row of the first party."""
    places = [
        np.clip(
            ((values[:, at] - side[0]) * (BINS / (side[-1] - side[0]))).astype(np.int64),
            0,
            BINS - 1,
        )
        for at, side in enumerate(edges)
    ]
    return np.bincount(places[0] * BINS + places[1], minlength=BINS * BINS)
