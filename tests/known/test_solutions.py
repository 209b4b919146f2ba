"""Solution concepts give the answers of the literature, and of hand-made lists."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from zopa.analysis.division import adjusted_winner
from zopa.analysis.solutions import SOLUTIONS, BargainingSet
from zopa.errors import QuestionError, UnknownNameError


def choose(name: str, utilities: ArrayLike, no_deal: ArrayLike = (0, 0)) -> list[int]:
    problem = BargainingSet.of(utilities, no_deal)
    return [int(row) for row in SOLUTIONS[name].choose(problem)]


GRID = np.linspace(0, 1, 200_001)
PARABOLA = np.column_stack([GRID, 1 - GRID**2])
"""The set y <= 1 - x**2, by its edge: a textbook case."""
LINE = np.column_stack([2 * GRID, 1 - GRID])
"""The set x/2 + y <= 1."""


@pytest.mark.parametrize(
    ("name", "edge", "answer"),
    [
        ("nash", LINE, (1, 0.5)),
        ("kalai-smorodinsky", LINE, (1, 0.5)),
        ("egalitarian", LINE, (2 / 3, 2 / 3)),
        ("utilitarian", LINE, (2, 0)),
        ("raiffa", LINE, (1, 0.5)),
        ("nash", PARABOLA, (3**-0.5, 2 / 3)),
        ("kalai-smorodinsky", PARABOLA, ((5**0.5 - 1) / 2, (5**0.5 - 1) / 2)),
        ("egalitarian", PARABOLA, ((5**0.5 - 1) / 2, (5**0.5 - 1) / 2)),
        ("utilitarian", PARABOLA, (0.5, 0.75)),
        ("raiffa", PARABOLA, (0.607971, 0.630371)),
    ],
)
def test_textbook_sets_on_a_fine_list(
    name: str, edge: np.ndarray, answer: tuple[float, float]
) -> None:
    """Sets of Raiffa (1953) and the textbooks; the list is fine, so the answer is near."""
    for row in choose(name, edge):
        assert edge[row] == pytest.approx(answer, abs=2e-5)


def test_pitfall_a4_two_losses_are_no_nash_deal() -> None:
    """Both below their reservation value multiply to something positive, and must not win."""
    assert choose("nash", [(0.1, 0.1), (0.85, 0.85)], (0.8, 0.8)) == [1]
    assert choose("nash", [(0.1, 0.1), (0.2, 0.9)], (0.8, 0.8)) == []


def test_pitfall_a5_kalai_smorodinsky_maximises_the_smallest_share() -> None:
    """A deal with equal but small shares has the least spread, and is not the answer."""
    assert choose("kalai-smorodinsky", [(10, 0), (0, 10), (3, 3), (6, 5)]) == [3]


def test_pitfall_a6_a_reservation_value_below_every_deal_counts_as_it_is() -> None:
    """With no deal at (-10, 0) the product is (1 + 10) * 5 against (4 + 10) * 4.

    Raised to the least utility on the list, 1, the first deal would win nothing and (4, 4) gain 3.
    """
    deals = [(1, 6), (4, 4)]
    assert choose("nash", deals, (-10, 0)) == [0]
    assert choose("nash", deals, (1, 0)) == [1]


def test_nash_is_empty_where_nobody_can_gain_jointly() -> None:
    """A deal that leaves one party exactly at no deal has product 0 and says nothing."""
    assert choose("nash", [(5, 0), (0, 5)]) == []
    assert choose("kalai-smorodinsky", [(5, 0), (0, 5)]) == [0, 1]


def test_all_ties_are_returned() -> None:
    for name in SOLUTIONS:
        assert choose(name, [(2, 1), (1, 2), (1, 1)]) == [0, 1], name


def test_nothing_rational_is_an_empty_answer() -> None:
    for name in SOLUTIONS:
        assert choose(name, [(1, 1)], (2, 2)) == [], name


def test_products_of_many_small_gains_do_not_underflow() -> None:
    gains = np.full((2, 60), 1e-12)
    gains[1, 0] = 2e-12
    problem = BargainingSet.of(gains, np.zeros(60))
    assert SOLUTIONS["nash"].choose(problem).tolist() == [1]


def test_weights_of_unequal_standing() -> None:
    """Exponents for Nash: x**2 * y peaks at x = 2/3 on x + y = 1; factors, divisors otherwise."""
    edge = np.column_stack([GRID, 1 - GRID])
    nash = SOLUTIONS["nash"].choose(BargainingSet.of(edge, (0, 0), weights=(2, 1)))
    assert edge[nash[0], 0] == pytest.approx(2 / 3, abs=1e-5)
    even = SOLUTIONS["egalitarian"].choose(BargainingSet.of(edge, (0, 0), weights=(3, 1)))
    assert edge[even[0], 0] == pytest.approx(3 / 4, abs=1e-5)
    most = SOLUTIONS["utilitarian"].choose(BargainingSet.of(edge, (0, 0), weights=(1, 1.5)))
    assert edge[most[0]].tolist() == [0, 1]


def test_bad_input_says_what_is_wrong() -> None:
    with pytest.raises(QuestionError, match=r"utilities have shape \(2,\) and no_deal \(2,\)"):
        BargainingSet.of([1, 2], [0, 0])
    with pytest.raises(QuestionError, match="must be finite"):
        BargainingSet.of([[float("nan"), 1]], [0, 0])
    with pytest.raises(QuestionError, match="2 positive numbers"):
        BargainingSet.of([[1, 1]], [0, 0], weights=[1, 0])
    with pytest.raises(UnknownNameError, match="did you mean 'nash'"):
        SOLUTIONS["nahs"]


CAMP_DAVID = {
    "sinai": (35, 55),
    "recognition": (10, 5),
    "west bank": (20, 10),
    "linkage": (10, 5),
    "palestinian rights": (5, 20),
    "jerusalem": (20, 5),
}


def test_adjusted_winner_at_camp_david() -> None:
    """Brams and Togman (1996): 65.8 points each, a sixth of Sinai to Israel."""
    division = adjusted_winner(CAMP_DAVID, ("israel", "egypt"))
    assert division.points == pytest.approx((395 / 6, 395 / 6))
    assert division.split == "sinai"
    assert division.shares["sinai"] == pytest.approx((1 / 6, 5 / 6))
    assert division.shares["jerusalem"] == (1.0, 0.0)


def test_adjusted_winner_needs_points() -> None:
    for points in ({}, {"a": (0.0, 1.0)}, {"a": (-1.0, 1.0), "b": (3.0, 1.0)}):
        with pytest.raises(QuestionError, match="adjusted winner needs items"):
            adjusted_winner(points)


def test_a_party_that_counts_in_large_units_hides_nobody() -> None:
    """Tolerances are each party's own: differences of 0.0003 count beside gains of a billion."""
    deals = [(1e9, 0.5), (0.9e9, 0.5003), (0.2e9, 0.5006)]
    assert choose("egalitarian", deals) == [2]
    assert choose("egalitarian", [(1e13, 50), (5e12, 53), (1e12, 57)]) == [2]


@pytest.mark.parametrize("reservation", [0.0, -1e3, -1e5])
def test_close_products_are_told_apart(reservation: float) -> None:
    """On the line x + y = 1 the middle is the only Nash deal, however low the walk-away values."""
    line = np.linspace(0, 1, 101)
    found = choose("nash", np.column_stack([line, 1 - line]), (reservation, reservation))
    assert found == [50]
