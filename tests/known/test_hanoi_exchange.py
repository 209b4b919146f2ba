"""Exchanges whose answers are known: worked by hand, or from the theory of safe exchange.

The stylised Hanoi exchange has two steps of relief (cost and value 8/18, 14/22) for a moratorium
(2/6), a declaration (8/12), Yongbyon (9/12) and the other sites (11/16), which need the
declaration.  Nothing can be taken back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import zopa
from exchange_cases import ALL, hanoi_in_five
from zopa.analysis.exchange.results import ExchangeStudy, Schedule
from zopa.analysis.exchange.study import exchange
from zopa.model import ExchangeTerms, Order, Stakes, StepTerms

DISARM = ("moratorium", "declaration", "yongbyon", "others")
RELIEF = ("r1", "r2")


def order(key: str, *steps: str) -> Order:
    """Return an order that makes one step after the other."""
    return Order(id=key, name=key.title(), rounds=tuple(((step, None),) for step in steps))


def terms(**reversible: float) -> ExchangeTerms:
    """Return the terms of the stylised exchange, with shares that can be taken back."""
    back = {
        key: StepTerms(reversible_value=share, reversible_cost=share)
        for key, share in reversible.items()
    }
    back["others"] = StepTerms(needs=("declaration",))
    orders = [order("relief", *RELIEF, *DISARM), order("disarm", *DISARM, *RELIEF)]
    return ExchangeTerms(to=ALL, issues=back, orders={each.id: each for each in orders})


@pytest.fixture(scope="module")
def plain() -> ExchangeStudy:
    """Return the stylised exchange with nothing reversible, one step at a time."""
    return exchange(hanoi_in_five(terms()), joint=False)


def by_id(found: ExchangeStudy, key: str) -> Schedule:
    """Return an order that was asked for."""
    return next(each for each in found.orders if each.id == key)


def pairs(sizes: tuple[object, ...]) -> list[tuple[float, float]]:
    """Return deposits as (United States, North Korea), rounded."""
    return [(round(each["us"], 6), round(each["dprk"], 6)) for each in sizes]  # type: ignore[index]


def test_the_whole_brings_24_and_10(plain: ExchangeStudy) -> None:
    """6 + 12 + 12 + 16 - 8 - 14 = 24, and 18 + 22 - 2 - 8 - 9 - 11 = 10."""
    assert plain.gains == {"us": 24, "dprk": 10}


def test_the_best_interleavings_need_two_each_or_nine_or_eight(plain: ExchangeStudy) -> None:
    """Without snap-back, neither deposit of any of the three pairs can be lowered alone."""
    assert not plain.possible
    assert pairs(plain.deposits) == [(0, 9), (2, 2), (8, 0)]
    assert plain.deposits == plain.least_stakes


def test_all_relief_first_needs_30_and_all_disarmament_first_22(plain: ExchangeStudy) -> None:
    """Once relief is given, North Korea spares 2 + 8 + 9 + 11; the other way the US 8 + 14."""
    assert by_id(plain, "relief").deposits == {"us": 0, "dprk": 30}
    assert by_id(plain, "disarm").deposits == {"us": 22, "dprk": 0}


def test_the_exposure_of_either_extreme_is_all_that_was_given(plain: ExchangeStudy) -> None:
    """The US could be left 22 below, or North Korea 30."""
    assert by_id(plain, "relief").most_exposed == {"us": 22, "dprk": 0}
    assert by_id(plain, "disarm").most_exposed == {"us": 0, "dprk": 30}


def test_with_snap_back_every_order_needs_a_guarantee_of_the_us() -> None:
    """Relief at 90 % and the moratorium reversible: 0.9 x 22 - 6 = 13.8, whatever the order.

    Relief first is as good as any other order then; disarmament first needs 16 = 22 - 6.
    """
    found = exchange(hanoi_in_five(terms(r1=0.9, r2=0.9, moratorium=1.0)), joint=False)
    assert pairs(found.deposits) == [(13.8, 0)]
    assert by_id(found, "relief").deposits == pytest.approx({"us": 13.8, "dprk": 0})
    assert by_id(found, "disarm").deposits == pytest.approx({"us": 16, "dprk": 0})
    assert found.reason == (
        "whatever the order, United States would gain 13.8 points by going back on it once all is "
        "done"
    )
    first = by_id(found, "relief")
    assert first.most_exposed == pytest.approx({"us": 2.2, "dprk": 24})
    assert by_id(found, "disarm").most_exposed == pytest.approx({"us": 0, "dprk": 28})


def test_a_relationship_of_that_size_makes_deposits_needless() -> None:
    """With K = 13.8 for the US, orders hold without any stake."""
    given = replace(
        terms(r1=0.9, r2=0.9, moratorium=1.0), parties={"us": Stakes(relationship=13.8)}
    )
    found = exchange(hanoi_in_five(given), joint=False)
    assert found.possible
    assert by_id(found, "relief").safe


@pytest.fixture(scope="module")
def hanoi(examples: Path) -> ExchangeStudy:
    """Return the exchange of the Hanoi example."""
    return zopa.exchange(zopa.read(examples / "hanoi-2019"))


def test_hanoi_the_end_leaves_the_us_just_enough(hanoi: ExchangeStudy) -> None:
    """Taking relief (0.9 x 11.9) and statement (1.2) back brings the US 11.91.

    It costs it half of Yongbyon (2.4), 90 % of the cap (5.67), the test ban (2.4) and its stake
    of 2: 12.47.  So it would lose 0.56; a stake of 1.44 would be just enough.
    """
    first = hanoi.schedules[0]
    tightest = {slack.party: slack for slack in first.tightest}["us"]
    assert tightest.text == "going back on it once all is done"
    assert tightest.slack == pytest.approx(2.4 + 5.67 + 2.4 + 2 - 11.91)
    assert pairs(hanoi.least_stakes) == [(1.44, 0)]


def test_hanoi_relief_first_holds(hanoi: ExchangeStudy) -> None:
    """North Korea would lose more by the return of sanctions (16.83) than its steps cost."""
    found = by_id(hanoi, "relief_first")
    assert found.safe
    assert found.stakes == pytest.approx({"us": 1.44, "dprk": 0})
    assert found.most_exposed["us"] == pytest.approx(0.1 * 11.9)


def test_hanoi_disarmament_first_fails_on_the_us(hanoi: ExchangeStudy) -> None:
    """Going on costs it 11.9 + 1.2 for a test ban worth 2.4: -10.7.

    Leaving costs it half of Yongbyon (2.4), 90 % of the cap (5.67) and its stake (2): -10.07.  So
    it would gain 0.63 after round 2, and a stake of 2.63 would keep it.
    """
    found = by_id(hanoi, "disarm_first")
    assert not found.safe
    assert {slack.party for slack in found.breaks} == {"us"}
    assert {slack.text for slack in found.breaks} == {
        "breaking off after round 2",
        "not doing “Sanctions relief: Partial relief” in round 3",
    }
    assert [slack.slack for slack in found.breaks] == pytest.approx([-0.63, -0.63])
    assert found.deposits == pytest.approx({"us": 0.63, "dprk": 0})
    assert found.stakes == pytest.approx({"us": 2.63, "dprk": 0})


def test_hanoi_standing_round_by_round(hanoi: ExchangeStudy) -> None:
    """Declare, inspect, dismantle first: 8, then 4.8 + 6.3 more, for 6, then 3.2 + 7.2."""
    standing = by_id(hanoi, "disarm_first").standing
    assert [each["us"] for each in standing] == pytest.approx([0, 8, 19.1, 7.2, 8.4])
    assert [each["dprk"] for each in standing] == pytest.approx([0, -6, -16.4, 2.3, 5.6])
