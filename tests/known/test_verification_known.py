"""Verification: answers from the literature, and worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from zopa.analysis.verification import (
    belief,
    clean_reports,
    deterring_detection,
    dresher,
    falsified_items,
    information,
    jaech_formula,
    overlooked,
    power_formula,
    sampling_plan,
    signing_limit,
    spread,
    stage,
    surprise,
    visits_needed,
    von_stengel,
)


@pytest.mark.parametrize(
    ("items", "falsified", "miss", "exact", "power", "jaech"),
    [
        (100, 1, 0.5, 50, 50, 50),
        (100, 5, 0.05, 45, 45.07, 44.17),
        (100, 10, 0.1, 20, 20.57, 19.64),
        (50, 3, 0.05, 31, 31.58, 30.95),
        (300, 30, 0.05, 28, 28.51, 27.13),
        (1000, 10, 0.05, 258, 258.87, 257.70),
    ],
)
def test_sampling_plans(
    items: int, falsified: int, miss: float, exact: int, power: float, jaech: float
) -> None:
    """The exact sample, the safeguards formula and Jaech's, before these are rounded up."""
    assert sampling_plan(items, falsified, miss).exact == exact
    assert power_formula(items, falsified, miss) == pytest.approx(power, abs=0.005)
    assert jaech_formula(items, falsified, miss) == pytest.approx(jaech, abs=0.005)


def test_three_of_ten_with_two_falsified() -> None:
    """By hand: 8/10 * 7/9 * 6/8 = 7/15 of all samples have neither of the two."""
    assert overlooked(10, 2, 3) == pytest.approx(7 / 15, abs=1e-15)


def test_a_look_that_does_not_always_see() -> None:
    """By hand: 1 of 4 items, 2 looked at, seen half the time: 1/2 + 1/2 * 1/2."""
    assert overlooked(4, 1, 2, recognised=0.5) == pytest.approx(0.75, abs=1e-15)


def test_items_of_a_goal_quantity() -> None:
    """8 kg at 1.6 kg each are 5 items; what is not whole is rounded up."""
    assert falsified_items(8, 1.6) == 5
    assert falsified_items(75, 20) == 4


def test_the_threshold_of_deterrence() -> None:
    """Avenhaus, von Stengel and Zamir: b = 3, d = 1, legal from a detection of 1/4."""
    assert deterring_detection(gain=1, loss=3) == 0.25
    assert visits_needed(0.25, 0.25) == 1


@pytest.mark.parametrize(
    ("periods", "values"),
    [
        (2, ["-1", "-1/3"]),
        (3, ["-1", "-1/2", "-1/7"]),
        (4, ["-1", "-3/5", "-3/11", "-1/15"]),
        (5, ["-1", "-2/3", "-3/8", "-2/13", "-1/31"]),
    ],
)
def test_dreshers_game(periods: int, values: list[str]) -> None:
    """Dresher (1962): the value for 0, 1, 2 ... visits."""
    found = [dresher(periods, visits) for visits in range(len(values))]
    assert found == [Fraction(value) for value in values]
    assert dresher(periods, periods) == 0


def test_von_stengels_game() -> None:
    """Von Stengel (1991): two breaches intended."""
    assert von_stengel(4, 1, 2) == -1
    assert von_stengel(5, 2, 2) == Fraction(-9, 16)


def test_one_visit_in_two_periods() -> None:
    """By hand: rows visit or wait, columns kept or broken, [[-1, 1], [0, -1]]: 1/3 and 1/3."""
    now = stage(2, 1)
    assert (now.value, now.inspect, now.breach) == (
        Fraction(-1, 3),
        Fraction(1, 3),
        Fraction(1, 3),
    )


def test_surprise_visits() -> None:
    """2 visits in 4 periods meet any one of them with 1/2; with one for each it is certain."""
    assert surprise(4, 2, detected=0.9) == pytest.approx(0.45)
    assert surprise(2, 3, detected=0.9) == 0.9


def test_which_site() -> None:
    """One visit: 1 / (1/.9 + 1/.6 + 1/.3) = 18/110, in proportion to 1/d; two visits: .3."""
    one = spread([0.9, 0.6, 0.3], 1)
    assert one.value == pytest.approx(18 / 110, abs=1e-12)
    assert one.visits == pytest.approx([20 / 110, 30 / 110, 60 / 110], abs=1e-12)
    assert spread([0.9, 0.6, 0.3], 2).value == pytest.approx(0.3, abs=1e-12)


def test_undeclared_sites() -> None:
    """Prior .4, detection .7, false alarm .1: 2/11 after nothing, 14/17 after an alarm."""
    assert belief(0.4, 0.7, 0.1, clean=1) == pytest.approx(2 / 11, abs=1e-15)
    assert belief(0.4, 0.7, 0.1, alarms=1) == pytest.approx(14 / 17, abs=1e-15)
    assert clean_reports(0.4, 0.7, 0.1, target=0.2) == 1


def test_sign_or_walk() -> None:
    """Sign for +10, or -20 if broken: up to 1/3; the visit is worth 3, the truth 6."""
    assert signing_limit(10, -20) == pytest.approx(1 / 3)
    found = information(0.4, kept=10, broken=-20, detected=0.7, false_alarm=0.1)
    assert found.now == 0.0
    assert found.informed == pytest.approx(3.0)
    assert (found.of_sample, found.of_truth) == pytest.approx((3.0, 6.0))
