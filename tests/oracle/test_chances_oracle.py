"""Chances over draws equal the obvious way: pose the problem of each draw and look at all deals."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cases import NARROW, cases
from zopa.analysis.chances import explore, zone_probabilities, zone_probability
from zopa.analysis.draws import chosen, draw
from zopa.analysis.problem import problem
from zopa.kernels.batches import best_products, last_needed, witnesses
from zopa.kernels.maximin import largest_minimum, weighted_bounds
from zopa.kernels.sums import all_sums
from zopa.model import Case, Draws

Floats = NDArray[np.float64]

NEAR = 1e-9
SAMPLE = 6


def one_by_one(case: Case, option_set: str, draws: Draws, *, strict: bool) -> tuple[Floats, Floats]:
    """Return the margin of each draw and whether a deal exists, each draw posed on its own."""
    gaps, opens = [], []
    for at in range(draws.count):
        posed = problem(case, option_set, strict=strict, draws=chosen(draws, slice(at, at + 1)))
        values = posed.values(all_sums(posed.blocks))
        gaps.append(posed.margin(values - posed.reservation).max())
        opens.append(posed.passes(values).any())
    return np.array(gaps), np.array(opens)


@settings(max_examples=60)
@given(case=cases(), seed=st.integers(0, 99), strict=st.booleans())
def test_listing_and_search_both_equal_each_draw_on_its_own(
    *, case: Case, seed: int, strict: bool
) -> None:
    """By listing and by search, margins and open draws are those of the draw's own problem."""
    draws = draw(case, SAMPLE, seed)
    gaps, opens = one_by_one(case, "all", draws, strict=strict)
    posed = problem(case, strict=strict)
    listed = explore(posed, draws)
    searched = explore(posed, draws, listed=0)
    np.testing.assert_allclose(listed.margins, gaps, atol=NEAR)
    np.testing.assert_allclose(searched.margins, gaps, atol=NEAR)
    np.testing.assert_array_equal(listed.opens, opens)
    np.testing.assert_array_equal(searched.opens, opens)
    assert not listed.undecided.any()
    assert not searched.undecided.any()


@settings(max_examples=40)
@given(cases(), st.integers(0, 99))
def test_more_options_never_lower_the_chance(case: Case, seed: int) -> None:
    """On the same draws an option set that contains another opens wherever that one does."""
    draws = draw(case, 40, seed)
    small, small_gaps = zone_probability(case, NARROW, draws)
    large, large_gaps = zone_probability(case, "all", draws)
    assert small.share <= large.share
    assert (small_gaps <= large_gaps + NEAR).all()
    assert zone_probabilities(case, [NARROW, "all"], draws) == {NARROW: small, "all": large}


@settings(max_examples=40)
@given(case=cases(ranges=False), strict=st.booleans())
def test_without_ranges_the_chance_is_the_zone(*, case: Case, strict: bool) -> None:
    """A case without ranges has the chance 1 or 0: whether its zone has a deal."""
    posed = problem(case, strict=strict)
    is_open = posed.passes(posed.values(all_sums(posed.blocks))).any()
    found, _ = zone_probability(case, "all", draw(case, 3, 1), strict=strict)
    assert found.share == float(is_open)
    assert found.standard_error == 0.0


tables = st.integers(1, 3).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.lists(st.integers(-4, 4), min_size=columns, max_size=columns), min_size=1, max_size=4
        ),
        min_size=1,
        max_size=4,
    )
)


@given(tables)
def test_largest_minimum_is_that_of_all_sums(lists: list[list[list[int]]]) -> None:
    """Bounds hold, and the search ends at the largest smallest column of all sums."""
    blocks = [np.array(block, dtype=np.float64) for block in lists]
    true = all_sums(blocks).min(axis=1).max()
    bounds = weighted_bounds([block[None] for block in blocks])
    assert bounds.lower[0] <= true <= bounds.upper[0] + NEAR
    slack = np.full(blocks[0].shape[1], 1e-12)
    found, exact = largest_minimum(blocks, bounds.weights[0], -np.inf, slack, 1000)
    assert exact
    assert abs(found - true) < NEAR
    short, _ = largest_minimum(blocks, bounds.weights[0], -np.inf, slack, 1)
    assert short <= true + NEAR


def test_a_search_cut_short_says_so() -> None:
    """With room for too few partial sums the value is a bound, and the answer says it."""
    rng = np.random.default_rng(3)
    blocks = [rng.random((6, 3)) for _ in range(6)]
    weights = np.full(3, 1 / 3)
    slack = np.full(3, 1e-12)
    true = all_sums(blocks).min(axis=1).max()
    full, exact = largest_minimum(blocks, weights, -np.inf, slack, 10_000)
    assert exact
    assert abs(full - true) < NEAR
    value, exact = largest_minimum(blocks, weights, -np.inf, slack, 2)
    assert not exact
    assert value <= true


@given(
    st.integers(1, 4),
    st.integers(0, 99),
    st.data(),
)
def test_last_needed_is_the_best_group(parties: int, seed: int, data: st.DataObject) -> None:
    """The entry that counts is the largest, over groups that suffice, of the smallest in them."""
    rng = np.random.default_rng(seed)
    columns = rng.integers(-3, 4, size=(parties, 5)).astype(np.float64)
    needed = data.draw(st.integers(1, parties))
    required = data.draw(st.lists(st.integers(0, parties - 1), max_size=needed, unique=True))
    groups = [
        group
        for group in itertools.combinations(range(parties), needed)
        if set(required) <= set(group)
    ]
    expected = np.max([columns[list(group)].min(axis=0) for group in groups], axis=0)
    np.testing.assert_array_equal(last_needed(list(columns), needed, required), expected)


@given(st.integers(0, 999))
def test_best_products_are_those_of_the_plain_product(seed: int) -> None:
    """The marked places have the largest product among those above every floor, ties included."""
    rng = np.random.default_rng(seed)
    columns = [rng.integers(-1, 4, size=(3, 5)).astype(np.float64) for _ in range(3)]
    found = best_products(columns, [np.zeros(3)] * 3, 1e-10)
    for version in range(3):
        rows = np.array([column[version] for column in columns])
        scores = np.where((rows > 0).all(axis=0), rows.prod(axis=0), 0.0)
        expected = (scores > 0) & (scores == scores.max())
        np.testing.assert_array_equal(found[version], expected)


@given(st.integers(0, 999), st.integers(0, 2))
def test_witnesses_are_the_best_allowed_sums(seed: int, block: int) -> None:
    """The witness of a row takes that row and is worth as much as any allowed sum that does."""
    rng = np.random.default_rng(seed)
    sizes = (2, 3, 2)
    values = rng.integers(0, 9, size=(4, 12)).astype(np.float64)
    allowed = rng.random((4, 12)) < 0.5
    found = witnesses(values, allowed, sizes, block)
    row_of = np.array(list(np.ndindex(*sizes)))[:, block]
    for version, row in np.ndindex(4, sizes[block]):
        candidates = np.flatnonzero(allowed[version] & (row_of == row))
        if len(candidates):
            at = found[version, row]
            assert at in candidates
            assert values[version, at] == values[version, candidates].max()
        else:
            assert found[version, row] == -1
