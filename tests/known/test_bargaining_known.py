"""Bargaining with time and doubt gives the answers of the literature.

Answers marked *recomputed* were derived again from the equations of the source that is named;
the obvious versions in ``tests/oracle`` and the checks below do not share code with zopa.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy.optimize import linprog

from zopa.analysis.bargaining import (
    LOTTERIES,
    attrition,
    double_auction,
    raiffa_lottery,
    rubinstein,
    screening,
    stubbornness,
)
from zopa.analysis.bargaining.double_auction import BEST_GAINS, MOST_GAINS
from zopa.analysis.division import adjusted_winner
from zopa.errors import QuestionError

Floats = NDArray[np.float64]


@pytest.mark.parametrize(
    ("discounts", "outside", "first"),
    [
        ((0.9, 0.9), (0, 0), 10 / 19),
        ((0.9, 0.8), (0, 0), 5 / 7),
        ((0.9, 0.9), (0, 0.3), 10 / 19),
        ((0.9, 0.9), (0, 0.6), 0.4),
    ],
)
def test_rubinstein_1982_with_outside_options(
    discounts: tuple[float, float], outside: tuple[float, float], first: float
) -> None:
    """Rubinstein (1982); Binmore, Shaked and Sutton (1989); recomputed."""
    found = rubinstein(discounts, outside)
    assert found.shares == pytest.approx((first, 1 - first), abs=1e-12)
    assert found.agreement
    assert found.matters == (False, outside[1] > 0.5)


def test_an_alternative_matters_only_above_what_waiting_gives() -> None:
    """At patience 0.9 the answering side can wait for 9/19; an alternative below changes nothing."""
    assert rubinstein((0.9, 0.9)).matters_from == pytest.approx((9 / 19, 9 / 19))
    below, above = (rubinstein((0.9, 0.9), (0, 9 / 19 + d)) for d in (-1e-6, 1e-6))
    assert below.shares[0] == pytest.approx(10 / 19, abs=1e-12)
    assert above.shares[0] == pytest.approx(1 - 9 / 19 - 1e-6, abs=1e-12)
    assert (below.matters, above.matters) == ((False, False), (False, True))


def test_who_offers_first_gains_and_alternatives_may_leave_no_deal() -> None:
    """The other side's offer gives it 10/19; 0.7 and 0.6 of the pie do not fit into it."""
    assert rubinstein((0.9, 0.9), proposer=1).shares == pytest.approx((9 / 19, 10 / 19))
    none = rubinstein((0.9, 0.9), (0.7, 0.6))
    assert (none.agreement, none.shares) == (False, (0.7, 0.6))
    edge = rubinstein((0.9, 0.9), (0.75, 0.25))
    assert (edge.agreement, edge.shares) == (True, (0.75, 0.25))


def test_chatterjee_samuelson_1983() -> None:
    """Ask 2c/3 + 1/4, bid 2v/3 + 1/12; trade 9/32, gains 9/64 of 1/6, a share of 27/32."""
    found = double_auction()
    assert (found.ask.slope, found.ask.start) == pytest.approx((2 / 3, 1 / 4))
    assert (found.bid.slope, found.bid.start) == pytest.approx((2 / 3, 1 / 12))
    assert (found.trade, found.gains) == pytest.approx((9 / 32, 9 / 64))
    assert (found.share, found.loss) == pytest.approx((27 / 32, 1 / 6 - 9 / 64))
    assert found.buyer == pytest.approx(found.seller)
    assert found.trades(0.5, 0.2499)
    assert not found.trades(0.5, 0.2501)


@pytest.mark.parametrize("split", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_nobody_gains_by_another_bid(split: float) -> None:
    """Against the other's line no bid and no ask of a grid is better, whatever the split."""
    found = double_auction(split)
    grid = np.linspace(0, 1, 2001)
    asks = np.array([found.ask(cost) for cost in grid])
    bids = np.array([found.bid(value) for value in grid])
    others = np.linspace(0, 1, 101)

    def buyer(value: float, bid: float) -> float:
        price = split * bid + (1 - split) * asks
        return float(((value - price) * (asks <= bid)).mean())

    def seller(cost: float, ask: float) -> float:
        price = split * bids + (1 - split) * ask
        return float(((price - cost) * (bids >= ask)).mean())

    for known in np.linspace(0, 1, 11).tolist():
        assert max(buyer(known, bid) for bid in others) <= buyer(known, found.bid(known)) + 1e-3
        assert max(seller(known, ask) for ask in others) <= seller(known, found.ask(known)) + 1e-3
    pairs = [(v, c) for v in others.tolist() for c in others.tolist()]
    trades = [(v, c, found.price(v, c)) for v, c in pairs if found.trades(v, c)]
    assert sum(v - price for v, _, price in trades) / len(pairs) == pytest.approx(
        found.buyer, abs=5e-3
    )
    assert sum(price - c for _, c, price in trades) / len(pairs) == pytest.approx(
        found.seller, abs=5e-3
    )
    assert found.buyer + found.seller == pytest.approx(found.gains)


def test_myerson_satterthwaite_1983() -> None:
    """No mechanism beats 9/64, the efficient one loses 1/6: a linear program on a grid of values.

    Incentives and free participation leave a chance of trade feasible without outside money
    exactly where its virtual surplus, the mean of (2v - 1) - 2c over trades, is not negative.
    """
    cells = 60
    middle = (np.arange(cells) + 0.5) / cells
    value, cost = np.meshgrid(middle, middle, indexing="ij")
    gains, virtual = (value - cost).ravel() / cells**2, (2 * value - 1 - 2 * cost).ravel()
    found = linprog(-gains, A_ub=[-virtual / cells**2], b_ub=[0.0], bounds=(0, 1))
    assert -found.fun == pytest.approx(MOST_GAINS, abs=1e-4)
    assert double_auction().gains == pytest.approx(MOST_GAINS)
    efficient = gains > 0
    assert gains[efficient].sum() == pytest.approx(BEST_GAINS, abs=1e-4)
    assert virtual[efficient].mean() * efficient.mean() == pytest.approx(-1 / 6, abs=1e-2)


@pytest.mark.parametrize(
    ("discount", "price", "seller"),
    [(0.5, 0.414214, 0.207107), (0.9, 0.240253, 0.120127), (0.99, 0.090909, 0.045455)],
)
def test_screening_and_coase(discount: float, price: float, seller: float) -> None:
    """Stokey (1981), Sobel and Takahashi (1983), recomputed: both sides' conditions hold.

    A buyer at the edge is indifferent between now and next round; of all prices on a grid the
    seller's is its best, given how buyers wait.
    """
    found = screening(discount)
    assert (found.price_factor, found.seller) == pytest.approx((price, seller), abs=1e-6)
    assert found.patience_factor == pytest.approx((1 - discount) ** -0.5)
    for now, later in pairwise(found.prices(5)):
        edge = found.patience_factor * now
        assert edge - now == pytest.approx(discount * (edge - later))
    prices = np.linspace(0, 1 / found.patience_factor, 20_001)
    left = found.patience_factor * prices
    worth = (1 - left) * prices + discount * found.seller * left**2
    assert worth.max() == pytest.approx(found.seller, abs=1e-8)
    assert prices[worth.argmax()] == pytest.approx(found.price_factor, abs=1e-4)


def test_abreu_gul_2000() -> None:
    """Demands of 0.7, discounting 0.1, doubts of 0.1 and 0.2; recomputed."""
    found = stubbornness((0.7, 0.7), (0.1, 0.1), (0.1, 0.2))
    assert found.rates == pytest.approx((0.075, 0.075))
    assert found.times == pytest.approx((30.70, 21.46), abs=5e-3)
    assert found.end == found.times[1]
    assert found.at_once == pytest.approx((0.5, 0.0))
    assert found.worth == pytest.approx((0.3, 0.3 + 0.5 * 0.4))


@pytest.mark.parametrize(
    ("demands", "impatience", "stubborn"),
    [
        ((0.7, 0.7), (0.1, 0.1), (0.1, 0.2)),
        ((0.6, 0.8), (0.05, 0.2), (0.3, 0.1)),
        ((0.9, 0.4), (0.1, 0.1), (0.02, 0.02)),
    ],
)
def test_whoever_waits_is_indifferent_between_all_times(
    demands: tuple[float, float], impatience: tuple[float, float], stubborn: tuple[float, float]
) -> None:
    """Giving in at any time before the end is worth the same, integrated step by step."""
    found = stubbornness(demands, impatience, stubborn)
    times = np.linspace(0, found.end, 20_001)
    for own, other in ((0, 1), (1, 0)):
        left = (1 - found.at_once[other]) * np.exp(-found.rates[other] * times)
        assert left[-1] == pytest.approx(stubborn[other])
        paid = np.exp(-impatience[own] * times)
        middle = (paid[1:] + paid[:-1]) / 2
        won = np.cumsum(np.concatenate([[1 - left[0]], (left[:-1] - left[1:]) * middle]))
        worth = demands[own] * won + left * (1 - demands[other]) * paid
        assert worth == pytest.approx(found.worth[own], abs=1e-6)


def test_war_of_attrition_rates_are_the_other_sides() -> None:
    """The rate of one side makes the other indifferent: cost = rate * value."""
    values, costs = (8.0, 5.0), (2.0, 1.0)
    rates = attrition(values, costs)
    assert rates == pytest.approx((costs[1] / values[1], costs[0] / values[0]))
    assert (rates[1] * values[0], rates[0] * values[1]) == pytest.approx(costs)


ARC = np.linspace(0, 1, 4001)
LINE = np.array([(0.0, 0.0), (2.0, 0.0), (0.0, 1.0)])
PARABOLA = np.column_stack([ARC, 1 - ARC**2])
CLIPPED = np.array([(0.0, 0.0), (0.0, 1.0), (1.0, 0.7), (1.0, 0.0)])
GOLDEN = (5**0.5 - 1) / 2


@pytest.mark.parametrize(
    ("name", "points", "answer"),
    [
        ("nash-lottery", LINE, (1, 0.5)),
        ("kalai-smorodinsky-lottery", LINE, (1, 0.5)),
        ("egalitarian-lottery", LINE, (2 / 3, 2 / 3)),
        ("utilitarian-lottery", LINE, (2, 0)),
        ("raiffa-lottery", LINE, (1, 0.5)),
        ("nash-lottery", PARABOLA, (3**-0.5, 2 / 3)),
        ("kalai-smorodinsky-lottery", PARABOLA, (GOLDEN, GOLDEN)),
        ("egalitarian-lottery", PARABOLA, (GOLDEN, GOLDEN)),
        ("utilitarian-lottery", PARABOLA, (0.5, 0.75)),
        ("raiffa-lottery", PARABOLA, (0.607971, 0.630371)),
        ("nash-lottery", CLIPPED, (1, 0.7)),
        ("kalai-smorodinsky-lottery", CLIPPED, (10 / 13, 10 / 13)),
        ("egalitarian-lottery", CLIPPED, (10 / 13, 10 / 13)),
        ("utilitarian-lottery", CLIPPED, (1, 0.7)),
    ],
)
def test_textbook_sets_with_lotteries(
    name: str, points: Floats, answer: tuple[float, float]
) -> None:
    """Three sets, no deal at (0, 0); the parabola is a polygon of 4,000 sides."""
    found = LOTTERIES[name](points, (0, 0))
    within = 3e-5 if points is PARABOLA else 1e-12
    assert found.choices[0].utilities == pytest.approx(answer, abs=within)
    assert len(found.choices) == 1


def test_raiffa_1953_goes_halfway_step_by_step() -> None:
    """On y <= 1 - x**2 the first two reference points are (.5, .5) and (.6036, .625)."""
    steps = raiffa_lottery(PARABOLA, (0, 0)).steps
    assert steps[0] == pytest.approx((0.5, 0.5), abs=1e-7)
    assert steps[1] == pytest.approx(((0.5 + 0.5**0.5) / 2, 0.625), abs=1e-7)


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda: rubinstein((1.0, 0.5)), "a discount is 1; give a number from 0 up to, but not, 1"),
        (lambda: rubinstein((0.5, 0.5), (-1, 0)), "an outside option is -1; give"),
        (lambda: rubinstein((0.5, 0.5), proposer=2), "offers first is 2; give 0 or 1"),
        (lambda: double_auction(1.5), "the split is 1.5; give a number from 0 to 1"),
        (lambda: screening(1.0), "the discount is 1; give a number above 0 and below 1"),
        (lambda: attrition((0, 1), (1, 1)), "a value of the prize is 0; give a number above 0"),
        (lambda: attrition((1, 1), (1, -2)), "a cost of waiting is -2; give"),
        (lambda: stubbornness((0.4, 0.5), (1, 1), (0.1, 0.1)), "0.4 and 0.5 fit into the pie"),
        (lambda: stubbornness((1.4, 0.5), (1, 1), (0.1, 0.1)), "a demand is 1.4; give"),
        (lambda: stubbornness((0.7, 0.5), (0, 1), (0.1, 0.1)), "a rate of discounting is 0; give"),
    ],
)
def test_numbers_out_of_range_are_refused(ask: object, text: str) -> None:
    """One sentence says the number, what is wanted and the range."""
    assert callable(ask)
    with pytest.raises(QuestionError, match=text):
        ask()


def test_equal_shares_of_camp_david_by_a_linear_program(shared: Path) -> None:
    """Brams and Togman (1996): the most that both can have alike is what Adjusted Winner gives.

    The program shares out each item: as many points z as possible for each side.
    """
    data = YAML(typ="safe").load(shared / "cases" / "camp_david_aw.yaml")
    first, second = data["parties"]
    points = {item: (float(mine), float(yours)) for item, (mine, yours) in data["points"].items()}
    ours, theirs = np.array(list(points.values())).T
    count = len(points)
    found = linprog(
        np.array([*np.zeros(count), -1.0]),
        A_eq=[[*ours, -1.0], [*theirs, 1.0]],
        b_eq=[0.0, theirs.sum()],
        bounds=[*([(0, 1)] * count), (None, None)],
    )
    assert -found.fun == pytest.approx(395 / 6)
    division = adjusted_winner(points, (first, second))
    assert division.points == pytest.approx((395 / 6, 395 / 6))
    assert [share[0] for share in division.shares.values()] == pytest.approx(found.x[:count])
