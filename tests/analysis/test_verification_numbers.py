"""The questions of verification in plain numbers: ends of their ranges, and what is refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from zopa.analysis.verification import (
    average_visits,
    belief,
    clean_reports,
    detection,
    deterring_detection,
    deterring_loss,
    dresher,
    falsified_items,
    information,
    overlooked,
    sample_size,
    sampling_plan,
    spread,
    stage,
    visits_needed,
    von_stengel,
)
from zopa.errors import LimitError, QuestionError, ZopaError


@pytest.mark.parametrize(
    ("question", "given", "error", "text"),
    [
        (
            overlooked,
            (0, 0, 0),
            QuestionError,
            "'items' is 0, but it must be a whole number from 1",
        ),
        (overlooked, (5, 2.5, 1), QuestionError, "'falsified' is 2.5, but it must be a whole"),
        (overlooked, (5, 2, 6), QuestionError, "'sample' is 6, more than the 5 of 'items'"),
        (overlooked, (5, 2, 1, 0.0), QuestionError, "'recognised' is 0, but a probability must be"),
        (overlooked, (10**8, 2, 1), LimitError, "'items' is 100,000,000, but a plan is about"),
        (sampling_plan, (5, 0), QuestionError, "'falsified' is 0, but a plan looks for at least 1"),
        (sample_size, (5, 1, 1.0), QuestionError, "must be above 0 and below 1"),
        (sample_size, (9, 1, 0.1, 0.5), QuestionError, "even a look at all 9 items overlooks 1"),
        (falsified_items, (8, 0), QuestionError, "both must be positive numbers"),
        (
            deterring_detection,
            (math.nan, 1),
            QuestionError,
            "'gain' is nan, but it must be a finite",
        ),
        (detection, (-1, 0.5), QuestionError, "'visits' is -1, but it must be a number from 0"),
        (visits_needed, (1.0, 0.5), QuestionError, "no number of visits that each find 0.5"),
        (visits_needed, (0.5, 0.0), QuestionError, "no number of visits that each find 0 of"),
        (visits_needed, (0.5, 1e-9), QuestionError, "more than 1,000,000 visits would be needed"),
        (dresher, (0, 1), QuestionError, "'periods' is 0, but it must be a whole number from 1"),
        (von_stengel, (3, 1, 0), QuestionError, "'violations' is 0, but it must be a whole number"),
        (stage, (10_000, 1), LimitError, "'periods' is 10,000, but a game has 2,000 at most"),
        (spread, ([], 1), QuestionError, "there is no place to visit"),
        (
            spread,
            ([0.5], math.inf),
            QuestionError,
            "'visits' is inf, but it must be a number from 0",
        ),
        (spread, ([0.5], 1, [0.1, 0.2]), QuestionError, "'needs' has 2 numbers for 1 places"),
        (spread, ([0.5], 1, [1.5]), QuestionError, "'needs' is 1.5, but a probability must be"),
        (
            belief,
            (1.5, 0.5),
            QuestionError,
            "'prior' is 1.5, but a probability must be from 0 to 1",
        ),
        (information, (0.5, math.inf, 1, 0.5), QuestionError, "'kept' is inf, but it must be a"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    question: Callable[..., Any], given: tuple[Any, ...], error: type[ZopaError], text: str
) -> None:
    """The number is named, with what it was and what it must be."""
    with pytest.raises(error) as caught:
        question(*given)
    assert text in str(caught.value)


def test_too_many_visits_before_a_decision_are_refused() -> None:
    """A limit, not a wrong answer."""
    with pytest.raises(LimitError, match="'visits' is 2,000, but 1,000 at most"):
        information(0.5, 1, -1, 0.5, visits=2000)


def test_nothing_falsified_or_inspected_is_always_overlooked() -> None:
    """And all inspected, always recognised, never."""
    assert overlooked(5, 0, 3) == overlooked(5, 3, 0) == overlooked(5, 0, 5, 0.5) == 1.0
    assert overlooked(5, 1, 5) == 0.0
    assert overlooked(5, 3, 3) == 0.0


def test_the_ends_of_deterrence() -> None:
    """Who gains nothing is deterred by nothing; what is never found deters nobody."""
    assert deterring_loss(-1, 0.5) == deterring_loss(0, 0.0) == 0.0
    assert deterring_loss(1, 0.0) == math.inf
    assert deterring_detection(1, 0) == 1.0
    assert visits_needed(1.0, 1.0) == 1
    assert average_visits(0.3, 1.0) == pytest.approx(0.3)
    assert (visits_needed(0.0, 0.0), visits_needed(1.0, 0.2, 1.0)) == (0, 0)


def test_the_first_move_at_the_ends_of_the_game() -> None:
    """Visits for every period: keep the word.  None left: break it."""
    sure, free = stage(3, 3), stage(3, 0, 2)
    assert [sure.value, sure.inspect, sure.breach] == [Fraction(x) for x in (0, 1, 0)]
    assert [free.value, free.inspect, free.breach] == [Fraction(x) for x in (-2, 0, 1)]
    assert von_stengel(2, 1, 9) == von_stengel(2, 1, 2) == Fraction(-1, 3)


def test_places_that_cannot_be_better_do_not_hold_up_the_others() -> None:
    """One finds nothing, one is as good as it gets; the rest of the visits go elsewhere."""
    found = spread([0.0, 0.2, 0.5], 2)
    assert found.visits == pytest.approx((0.0, 1.0, 1.0))
    assert found.value == 0.0
    assert found.detection == pytest.approx((0.0, 0.2, 0.5))
    again = spread([0.0, 0.2, 0.5], 4, repeated=True)
    assert again.detection[1] == pytest.approx(again.detection[2])
    assert sum(again.visits) == pytest.approx(4)
    sure = spread([1.0, 1.0], 5, repeated=True)
    assert sure.visits == pytest.approx((1.0, 1.0))  # more visits find nothing more


def test_who_needs_nothing_gets_nothing() -> None:
    """Neither a place without need, nor one that is seen well enough from outside."""
    assert spread([0.5, 0.5], 1, [0.0, 0.4]).visits == pytest.approx((0.0, 1.0))
    seen = spread([0.5, 0.5], 0.1, [0.2, 0.4], seen=[0.9, 0.0])
    assert seen.visits == pytest.approx((0.0, 0.1))
    assert spread([0.5], 1, [0.0]).value == math.inf


def test_clean_reports_at_the_ends() -> None:
    """None where the belief is low already; never where one is sure, or asks for certainty."""
    assert clean_reports(0.1, 0.5, target=0.2) == 0
    assert clean_reports(0.5, 1.0, target=0.0) == 1
    assert clean_reports(0.5, 0.5, target=0.0) == math.inf
    assert clean_reports(1.0, 0.5, target=0.2) == math.inf
    assert clean_reports(0.5, 0.5 + 1e-9, 0.5, target=0.1) == math.inf
