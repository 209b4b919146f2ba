"""Scenarios as plain numbers, and a stopwatch: what both sides of the comparison share.

Nothing here knows any negotiation package, so each measures exactly the same problem.
"""

from __future__ import annotations

import gc
import random  # noqa: TID251 - the scenarios are defined by this generator
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

OPTIONS = 10
"""Options of every issue."""
ISSUES = {100: 2, 1_000: 3, 10_000: 4, 100_000: 5, 1_000_000: 6}
"""Packages -> issues."""
SEED = 7

Columns = list[list[float]]
"""Score of each option of each issue."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """An additive case: utility = sum over issues of weight x score; no deal is worth 0."""

    weights: list[list[float]]
    """Party -> issue -> weight; each party's sum to 1."""
    scores: list[Columns]
    """Party -> issue -> option -> score."""

    @property
    def issues(self) -> int:
        """Number of issues."""
        return len(self.weights[0])


def scenario(packages: int, parties: int = 2) -> Scenario:
    """Return the random scenario with so many packages, always the same one.

    Weights are proportional to uniform draws from [0.05, 1.05], scores are uniform draws that
    are stretched so that each issue's worst is 0 and its best is 1.
    """
    rng = random.Random(SEED * 1_000_003 + packages * 31 + parties)  # noqa: S311 - no secret
    weights, scores = [], []
    for _ in range(parties):
        drawn = [rng.random() + 0.05 for _ in range(ISSUES[packages])]
        total = sum(drawn)
        weights.append([weight / total for weight in drawn])
        scores.append([_stretched(rng) for _ in drawn])
    return Scenario(weights, scores)


def _stretched(rng: random.Random) -> list[float]:
    drawn = [rng.random() for _ in range(OPTIONS)]
    low, high = min(drawn), max(drawn)
    return [(value - low) / (high - low) for value in drawn]


def giant(issues: int = 40, parties: int = 2) -> Scenario:
    """Return the scenario with ``10 ** issues`` packages, always the same one.

    Weights are drawn from the Dirichlet distribution with all parameters 1, scores uniformly.
    """
    import numpy as np

    rng = np.random.default_rng(issues)
    weights = rng.dirichlet(np.ones(issues), parties)
    scores: list[Columns] = [[] for _ in range(parties)]
    for _ in range(issues):
        for party in range(parties):
            scores[party].append(rng.random(OPTIONS).tolist())
    return Scenario(weights.tolist(), scores)


@dataclass(frozen=True, slots=True)
class Timing:
    """What the stopwatch says, in milliseconds, and what was computed last."""

    median: float
    least: float
    repeats: int
    last: Any


def timed(work: Callable[[], Any], repeats: int) -> Timing:
    """Return how long ``work`` takes, after one run that is not counted."""
    work()
    found, last = [], None
    for _ in range(repeats):
        gc.collect()
        start = time.perf_counter()
        last = work()
        found.append((time.perf_counter() - start) * 1e3)
    return Timing(statistics.median(found), min(found), repeats, last)
