"""How fast the kernels are; run by ``make bench`` only."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray
from pytest_benchmark.fixture import BenchmarkFixture

from zopa.kernels.counting import count_lattice, count_pairs
from zopa.kernels.dominance import efficient
from zopa.kernels.merging import merge
from zopa.kernels.sums import all_sums

Floats = NDArray[np.float64]
LIMIT = 1_000_000


def blocks(issues: int, parties: int = 2, options: int = 10) -> list[Floats]:
    """Return the utilities of an additive case: Dirichlet weights, uniform scores."""
    rng = np.random.default_rng(issues)
    weights = rng.dirichlet(np.ones(issues), parties)
    return [
        np.stack([weights[party, issue] * rng.random(options) for party in range(parties)], axis=1)
        for issue in range(issues)
    ]


@pytest.mark.parametrize("issues", [6, 20, 40])
def test_frontier_by_merging(benchmark: BenchmarkFixture, issues: int) -> None:
    """Two parties, 10 options for each issue: 10^6, 10^20 and 10^40 packages."""
    given, slack = blocks(issues), np.full(2, 1e-12)
    chain = benchmark(merge, given, slack, LIMIT)
    steps = np.diff(chain.points, axis=0)
    assert (steps[:, 0] < 0).all()
    assert (steps[:, 1] > 0).all()


@pytest.mark.parametrize("parties", [3, 4])
def test_frontier_of_more_parties(benchmark: BenchmarkFixture, parties: int) -> None:
    """Three and four parties, 10^4 packages, by the general filter."""
    given, slack = blocks(4, parties), np.full(parties, 1e-12)
    chain = benchmark(merge, given, slack, LIMIT)
    assert len(chain.points) == len(efficient(all_sums(given), slack))


@pytest.mark.parametrize("parties", [2, 3, 4])
def test_dominance_filter(benchmark: BenchmarkFixture, parties: int) -> None:
    """100,000 random points."""
    points = np.random.default_rng(parties).random((100_000, parties))
    best = benchmark(efficient, points, np.full(parties, 1e-12))
    assert not any(
        (points > points[row]).all(axis=1).any() for row in itertools.islice(best.tolist(), 20)
    )


def test_pairs_counted(benchmark: BenchmarkFixture) -> None:
    """10^12 packages as pairs of two halves with 10^6 each."""
    given = blocks(12)
    left, right = all_sums(given[:6]), all_sums(given[6:])
    found = benchmark(count_pairs, left, right, np.array([0.6, 0.6]))
    assert 0 < found < 10**12


def test_lattice_counted(benchmark: BenchmarkFixture) -> None:
    """10^20 packages with scores 0 to 9; at least 90 of 180 points for both."""
    rng = np.random.default_rng(20)
    given = [rng.integers(0, 10, (10, 2)) for _ in range(20)]
    found = benchmark(count_lattice, given, np.array([90, 90]))
    assert 0 < found < 10**20


def test_all_sums(benchmark: BenchmarkFixture) -> None:
    """All 10^6 packages listed for two parties."""
    table = benchmark(all_sums, blocks(6))
    assert table.shape == (1_000_000, 2)
