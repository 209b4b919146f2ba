"""The solutions on lotteries keep the promises that their sources prove, on random polygons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike, NDArray

from zopa.analysis.bargaining import LOTTERIES, egalitarian_lottery
from zopa.errors import QuestionError

Floats = NDArray[np.float64]
Table = list[tuple[int, int]]

corner = st.tuples(st.integers(0, 12), st.integers(0, 12))
tables = st.lists(corner, min_size=2, max_size=8, unique=True)
factors = st.tuples(st.sampled_from((0.5, 2.0, 10.0)), st.sampled_from((0.25, 3.0)))
SINGLE = [name for name in LOTTERIES if name != "utilitarian-lottery"]
NO_DEAL = (1.0, 2.0)


def choices(name: str, table: ArrayLike, no_deal: ArrayLike = NO_DEAL) -> Floats:
    found = [lottery.utilities for lottery in LOTTERIES[name](table, no_deal).choices]
    return np.array(sorted(found)).reshape(-1, 2)


@pytest.mark.parametrize("name", sorted(LOTTERIES))
@given(table=tables)
def test_parties_that_swap_places_swap_utilities(name: str, table: Table) -> None:
    """Symmetry."""
    swapped = choices(name, np.array(table)[:, ::-1], NO_DEAL[::-1])
    expected = choices(name, table)[::-1, ::-1]
    assert swapped == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("name", ["nash-lottery", "kalai-smorodinsky-lottery", "raiffa-lottery"])
@given(table=tables, scale=factors)
def test_units_and_zero_points_do_not_matter(
    name: str, table: Table, scale: tuple[float, float]
) -> None:
    """Nash, Kalai-Smorodinsky and Raiffa do not compare points of two parties."""
    factor, shift = np.array(scale), np.array([7.0, -3.0])
    moved = choices(name, np.array(table) * factor + shift, np.array(NO_DEAL) * factor + shift)
    assert moved == pytest.approx(choices(name, table) * factor + shift, abs=1e-7)


@pytest.mark.parametrize("name", ["nash-lottery", "egalitarian-lottery", "utilitarian-lottery"])
@given(table=tables, keep=st.lists(st.booleans(), min_size=8, max_size=8))
def test_deals_that_are_not_chosen_do_not_matter(name: str, table: Table, keep: list[bool]) -> None:
    """With some of the others gone, and what was chosen still there, it is chosen again."""
    chosen = choices(name, table)
    some = [point for point, kept in zip(table, keep, strict=False) if kept]
    again = choices(name, [*chosen.tolist(), *some]) if len(chosen) else chosen
    assert again == pytest.approx(chosen, abs=1e-6)


@given(table=tables, more=corner)
def test_more_to_share_leaves_whoever_gains_least_no_worse(
    table: Table, more: tuple[int, int]
) -> None:
    """Egalitarian: another possible deal never lowers the smallest gain."""
    before = egalitarian_lottery(table, NO_DEAL).choices
    after = egalitarian_lottery([*table, more], NO_DEAL).choices
    if before:
        assert min(after[0].gains) >= min(before[0].gains) - 1e-9


@pytest.mark.parametrize("name", SINGLE)
@given(table=tables)
def test_one_choice_or_a_reason(name: str, table: Table) -> None:
    found = LOTTERIES[name](table, NO_DEAL)
    assert len(found.choices) == (found.reason is None)
    assert found.name == name


def test_what_cannot_be_solved_is_refused() -> None:
    """Three parties, infinite utilities, weights of nothing."""
    with pytest.raises(QuestionError, match="solved for two parties"):
        LOTTERIES["nash-lottery"]([(1, 2, 3)], (0, 0, 0))
    with pytest.raises(QuestionError, match="must be finite numbers"):
        LOTTERIES["raiffa-lottery"]([(1, np.inf)], (0, 0))
    with pytest.raises(QuestionError, match="weights must be two positive numbers"):
        egalitarian_lottery([(1, 2)], (0, 0), (1, 0))


def test_unequal_standing_moves_the_choice() -> None:
    """On x + y <= 1 with weights 2 and 1: two thirds to the first, by product and by shares."""
    line = [(1.0, 0.0), (0.0, 1.0)]
    for name in ("nash-lottery", "egalitarian-lottery"):
        found = LOTTERIES[name](line, (0, 0), (2, 1)).choices[0]
        assert found.utilities == pytest.approx((2 / 3, 1 / 3))
    assert LOTTERIES["utilitarian-lottery"](line, (0, 0), (2, 1)).choices[0].utilities == (1, 0)


def test_a_mixture_can_suit_both_where_no_deal_does() -> None:
    """(10, -5) and (-5, 10) suit one side each; half of each gives 2.5 to both."""
    for name in SINGLE:
        found = LOTTERIES[name]([(10, -5), (-5, 10)], (0, 0)).choices[0]
        assert found.utilities == pytest.approx((2.5, 2.5))
        assert found.chances == pytest.approx({0: 0.5, 1: 0.5})
