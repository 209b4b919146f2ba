"""Kernels equal the obvious versions on random input."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from oracle import plain
from zopa.errors import LimitError
from zopa.kernels import counting, dominance
from zopa.kernels.counting import count_lattice, count_pairs, count_two_columns
from zopa.kernels.dominance import efficient
from zopa.kernels.merging import merge
from zopa.kernels.sums import all_sums, chunks, rows_of

Floats = NDArray[np.float64]


def tables(columns: int, most: int = 12) -> st.SearchStrategy[Floats]:
    """Tables of small integers, so that ties and equal columns are common."""
    entry = st.integers(-4, 6)
    row = st.tuples(*[entry] * columns)
    return st.lists(row, min_size=1, max_size=most).map(lambda rows: np.array(rows, dtype=float))


def block_lists(columns: int, most: int = 5) -> st.SearchStrategy[list[Floats]]:
    """Up to four blocks of a few rows."""
    return st.lists(tables(columns, most), min_size=1, max_size=4)


def slack(columns: int) -> Floats:
    return np.full(columns, 1e-12)


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@given(data=st.data())
def test_efficient_rows_are_those_nothing_dominates(columns: int, data: st.DataObject) -> None:
    points = data.draw(tables(columns, 40))
    rows = efficient(points, slack(columns))
    chosen = [tuple(point) for point in points[rows].tolist()]
    assert len(chosen) == len(set(chosen)), "one row for each distinct point"
    assert set(chosen) == plain.frontier(map(tuple, points.tolist()))


@given(data=st.data())
def test_large_tables_are_filtered_first_without_loss(data: st.DataObject) -> None:
    points = data.draw(tables(2, 60))
    before, dominance.PREFILTER = dominance.PREFILTER, 1
    try:
        rows = efficient(points, slack(2))
    finally:
        dominance.PREFILTER = before
    assert {tuple(p) for p in points[rows].tolist()} == plain.frontier(map(tuple, points.tolist()))


@given(points=tables(3, 40))
def test_the_filter_for_large_tables_agrees(points: Floats) -> None:
    before, dominance.SMALL = dominance.SMALL, 0
    try:
        rows = efficient(points, slack(3))
    finally:
        dominance.SMALL = before
    assert {tuple(p) for p in points[rows].tolist()} == plain.frontier(map(tuple, points.tolist()))
    assert len(rows) == len({tuple(p) for p in points[rows].tolist()})


def test_general_filter_works_across_chunks() -> None:
    """More rows than one chunk: the front of earlier chunks is used."""
    points = np.random.default_rng(3).integers(0, 40, (3 * dominance.CHUNK, 3)).astype(float)
    rows = efficient(points, slack(3))
    assert {tuple(p) for p in points[rows].tolist()} == plain.frontier(map(tuple, points.tolist()))


@pytest.mark.parametrize("columns", [1, 2, 3])
@given(data=st.data())
def test_merged_frontier_is_the_frontier_of_all_sums(columns: int, data: st.DataObject) -> None:
    blocks = data.draw(block_lists(columns))
    chain = merge(blocks, slack(columns), limit=10_000)
    every = plain.sums([block.tolist() for block in blocks])
    best = plain.frontier(every)
    assert {tuple(p) for p in chain.points.tolist()} == best
    many = Counter(point for point in every if point in best)
    for at, point in enumerate(chain.points.tolist()):
        assert int(chain.counts[at]) == many[tuple(point)]
        combinations = list(chain.combinations(at))
        assert len(combinations) == len(set(combinations)) == many[tuple(point)]
        for rows in [*combinations, chain.witness(at)]:
            total = sum(block[row] for block, row in zip(blocks, rows, strict=True))
            assert np.allclose(total, point)


def test_counts_stay_exact_beyond_machine_integers() -> None:
    """Two equal options on 80 issues tie 2**80 packages on one point."""
    chain = merge([np.ones((2, 2))] * 80, slack(2), limit=10)
    assert chain.counts.tolist() == [2**80]
    assert next(chain.combinations(0)) == chain.witness(0)


def test_rounding_noise_makes_no_points() -> None:
    """The same sums added in another order are one point, not several."""
    table = np.array([[0.1, 0.3], [0.2, 0.2], [0.3, 0.1]])
    chain = merge([table, table + 0.1, table[::-1] + 0.2], slack(2), limit=100)
    assert len(chain.points) == 7
    assert chain.counts.tolist() == [1, 3, 6, 7, 6, 3, 1]


def test_a_frontier_over_the_limit_says_so() -> None:
    blocks = [np.array([[0.0, 2.0**k], [2.0**k, 0.0]]) for k in range(6)]
    with pytest.raises(LimitError, match=r"more than 10 points after 4 of 6 blocks; raise"):
        merge(blocks, slack(2), limit=10)


@given(blocks=block_lists(2))
def test_chunks_list_every_sum_in_order(blocks: list[Floats]) -> None:
    every = plain.sums([block.tolist() for block in blocks])
    assert [tuple(p) for p in all_sums(blocks).tolist()] == every
    found: list[tuple[float, ...]] = []
    for start, part in chunks(blocks, limit=4):
        assert start == len(found)
        found += [tuple(p) for p in part.tolist()]
    assert found == every
    sizes = [len(block) for block in blocks]
    for number, point in enumerate(every):
        rows = rows_of(number, sizes)
        assert tuple(sum(b[r] for b, r in zip(blocks, rows, strict=True))) == point


@given(left=tables(2, 30), right=tables(2, 30), need=st.tuples(*[st.integers(-6, 10)] * 2))
def test_pairs_are_counted_as_one_by_one(
    left: Floats, right: Floats, need: tuple[int, int]
) -> None:
    wanted = sum(
        bool(a[0] + b[0] >= need[0] and a[1] + b[1] >= need[1]) for a in left for b in right
    )
    before, counting.DIRECT = counting.DIRECT, 0
    try:
        assert count_pairs(left, right, np.array(need, dtype=float)) == wanted
    finally:
        counting.DIRECT = before
    assert count_pairs(left, right, np.array(need, dtype=float)) == wanted


@given(blocks=block_lists(2), need=st.tuples(*[st.integers(-6, 14)] * 2))
def test_sums_that_reach_a_need_are_counted_alike(
    blocks: list[Floats], need: tuple[int, int]
) -> None:
    every = plain.sums([block.tolist() for block in blocks])
    wanted = sum(point[0] >= need[0] and point[1] >= need[1] for point in every)
    bar = np.array(need, dtype=float)
    assert count_two_columns(blocks, bar) == wanted
    lows = [block.min(axis=0) for block in blocks]
    raised = [np.rint(b - low).astype(np.int64) for b, low in zip(blocks, lows, strict=True)]
    assert count_lattice(raised, (bar - sum(lows)).astype(np.int64)) == wanted


def test_lattice_counts_beyond_machine_integers() -> None:
    """Of 10**40 sums of digits, those of at least 180 are half the rest: by symmetry exact."""
    digits = [np.arange(10)[:, None]] * 40
    at_least_half = count_lattice(digits, np.array([180]))
    middle = at_least_half - count_lattice(digits, np.array([181]))
    assert 2 * at_least_half == 10**40 + middle
