"""Verification: the formulas agree with counting everything."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from zopa.analysis.verification import (
    average_visits,
    belief,
    clean_reports,
    detection,
    dresher,
    information,
    overlooked,
    sampling_plan,
    spread,
    stage,
    surprise,
    visits_needed,
    von_stengel,
)

chances = st.floats(0.01, 0.99)


@st.composite
def lots(draw: st.DrawFn) -> tuple[int, int, int, float]:
    """Return items, falsified ones, sample, and how often they are recognised."""
    items = draw(st.integers(1, 8))
    falsified = draw(st.integers(0, items))
    sample = draw(st.integers(0, items))
    return items, falsified, sample, draw(st.sampled_from([1.0, 0.9, 0.5, 0.2]))


@settings(max_examples=150)
@given(lots())
def test_overlooked_is_the_mean_over_all_samples(lot: tuple[int, int, int, float]) -> None:
    """Every sample listed, the first items falsified."""
    items, falsified, sample, recognised = lot
    samples = list(combinations(range(items), sample))
    each = [(1 - recognised) ** sum(item < falsified for item in one) for one in samples]
    assert overlooked(items, falsified, sample, recognised) == pytest.approx(
        sum(each) / len(each), abs=1e-12
    )


@settings(max_examples=100)
@given(lots(), st.sampled_from([0.05, 0.1, 0.2, 0.5, 0.8]))
def test_no_smaller_sample_does(lot: tuple[int, int, int, float], miss: float) -> None:
    """The exact sample reaches ``miss``, and one item less does not."""
    items, falsified, _, recognised = lot
    plan = sampling_plan(items, max(1, falsified), miss, recognised)
    every = [overlooked(items, max(1, falsified), n, recognised) for n in range(items + 1)]
    enough = [n for n, value in enumerate(every) if value <= miss * (1 + 1e-9)]
    assert plan.reached == bool(enough)
    assert plan.exact == (enough[0] if enough else items)
    assert plan.overlooked == every[plan.exact]


def value_of(game: list[list[Fraction]]) -> Fraction:
    """Return the value of a 2 x 2 matrix game to the player who chooses the row."""
    low = max(min(row) for row in game)
    high = min(max(column) for column in zip(*game, strict=True))
    if low == high:
        return low
    (a, b), (c, d) = game
    return (a * d - b * c) / (a + d - b - c)


@lru_cache
def played(periods: int, visits: int, violations: int) -> Fraction:
    """Return the value of the inspection game by its recursion."""
    if periods == 0 or violations == 0:
        return Fraction(0)
    return value_of(game_of(periods, visits, violations))


def game_of(periods: int, visits: int, violations: int) -> list[list[Fraction]]:
    """Return the first period as a matrix: visit or not, word kept or broken."""
    wait = [
        played(periods - 1, visits, violations),
        played(periods - 1, visits, violations - 1) - 1,
    ]
    if visits == 0:
        return [wait, wait]
    return [[played(periods - 1, visits - 1, violations), Fraction(1)], wait]


@pytest.mark.parametrize("periods", range(1, 11))
def test_dreshers_formula_solves_the_recursion(periods: int) -> None:
    """For up to 10 periods, any number of visits."""
    for visits in range(periods + 2):
        assert dresher(periods, visits) == played(periods, visits, 1)


@pytest.mark.parametrize("periods", range(1, 9))
def test_von_stengels_formula_solves_the_recursion(periods: int) -> None:
    """For up to 8 periods, any number of visits and of breaches."""
    for visits, violations in product(range(periods + 2), range(1, periods + 2)):
        assert von_stengel(periods, visits, violations) == played(periods, visits, violations)


@pytest.mark.parametrize("periods", range(2, 8))
def test_the_first_move_is_optimal_for_both(periods: int) -> None:
    """The inspector's mix secures the value against either column, the other's against either row.

    And it does not depend on how many breaches are intended (von Stengel).
    """
    for visits in range(1, periods):
        moves = set()
        for violations in range(1, periods + 1):
            now = stage(periods, visits, violations)
            (a, b), (c, d) = game_of(periods, visits, violations)
            mix = now.inspect
            assert min(mix * a + (1 - mix) * c, mix * b + (1 - mix) * d) == now.value
            mix = now.breach
            assert max((1 - mix) * a + mix * b, (1 - mix) * c + mix * d) == now.value
            moves.add(now.inspect)
        assert len(moves) == 1


@pytest.mark.parametrize("periods", range(1, 7))
def test_surprise_visits_catch_their_share(periods: int) -> None:
    """The breaker must choose a period while watching: the recursion of that game gives m/n."""

    @lru_cache
    def caught(periods: int, visits: int) -> Fraction:
        if periods == 0:
            return Fraction(1)
        wait = [caught(periods - 1, visits), Fraction(0)]
        if periods == 1 or visits == 0:
            return Fraction(min(visits, periods), periods)
        return value_of([[caught(periods - 1, visits - 1), Fraction(1)], wait])

    for visits in range(periods + 1):
        assert surprise(periods, visits, 0.5) == pytest.approx(float(caught(periods, visits)) / 2)


def by_program(detected: list[float], visits: float, needs: list[float]) -> float:
    """Return the largest least detection by need, each place visited once at most (HiGHS)."""
    size = len(detected)
    cost = np.append(np.zeros(size), -1.0)
    least = np.column_stack([-np.diag(detected), np.array(needs)])
    rows = np.vstack([least, np.append(np.ones(size), 0.0)])
    limits = np.append(np.zeros(size), visits)
    bounds = [(0, 1)] * size + [(0, None)]
    found = linprog(cost, A_ub=rows, b_ub=limits, bounds=bounds, method="highs")
    return float(-found.fun)


@settings(max_examples=80)
@given(st.lists(st.tuples(chances, chances), min_size=1, max_size=5), st.floats(0.0, 6.0))
def test_the_spread_of_visits_solves_the_linear_program(
    places: list[tuple[float, float]], visits: float
) -> None:
    """With and without needs, for any number of visits."""
    detected, needs = [list(each) for each in zip(*places, strict=True)]
    for asked in (needs, [1.0] * len(detected)):
        found = spread(detected, visits, asked)
        assert found.value == pytest.approx(by_program(detected, visits, asked), abs=1e-9)
        assert sum(found.visits) <= visits + 1e-9
        assert all(0 <= share <= 1 for share in found.visits)
        assert found.detection == pytest.approx(
            [share * d for share, d in zip(found.visits, detected, strict=True)]
        )


@settings(max_examples=60)
@given(
    st.lists(st.tuples(chances, chances, st.sampled_from([0.0, 0.3])), min_size=2, max_size=3),
    st.integers(0, 4),
)
def test_no_plan_of_repeated_visits_is_better(
    places: list[tuple[float, float, float]], visits: int
) -> None:
    """Neither any whole plan nor any plan on a grid has a better worst place."""
    detected, needs, seen = [list(each) for each in zip(*places, strict=True)]
    found = spread(detected, visits, needs, seen=seen, repeated=True)
    assert sum(found.visits) <= visits + 1e-9

    def worst(plan: tuple[float, ...]) -> float:
        reached = [detection(n, d, s) for n, d, s in zip(plan, detected, seen, strict=True)]
        return float(min(r / q for r, q in zip(reached, needs, strict=True)))

    assert found.value == pytest.approx(worst(found.visits))
    grid = [share / 4 for share in range(4 * visits + 1)]
    plans = (plan for plan in product(grid, repeat=len(places)) if sum(plan) <= visits)
    assert max(map(worst, plans)) <= found.value + 1e-9


@given(chances, chances, st.sampled_from([0.0, 0.2, 0.6]))
def test_visits_needed_are_the_least(needed: float, detected: float, seen: float) -> None:
    """They find enough, one less does not; on average none fewer do."""
    whole = visits_needed(needed, detected, seen)
    assert detection(whole, detected, seen) >= needed - 1e-9
    if whole:
        assert detection(whole - 1, detected, seen) < needed + 1e-9
    average = average_visits(needed, detected, seen)
    assert whole - 1 <= average <= whole
    assert detection(average, detected, seen) == pytest.approx(max(needed, seen))


def all_reports(
    prior: float, detected: float, false_alarm: float, visits: int
) -> list[tuple[int, float, float]]:
    """Return every sequence of reports as (alarms, chance with the word broken, with it kept)."""
    found = []
    for reports in product((False, True), repeat=visits):
        broken = prior * prod(detected if alarm else 1 - detected for alarm in reports)
        kept = (1 - prior) * prod(false_alarm if alarm else 1 - false_alarm for alarm in reports)
        found.append((sum(reports), broken, kept))
    return found


@given(chances, chances, chances, st.integers(0, 4))
def test_beliefs_are_shares_of_all_sequences(
    prior: float, detected: float, false_alarm: float, visits: int
) -> None:
    """Every sequence of reports listed; only their number counts, not their order."""
    for alarms, broken, kept in all_reports(prior, detected, false_alarm, visits):
        found = belief(prior, detected, false_alarm, clean=visits - alarms, alarms=alarms)
        assert found == pytest.approx(broken / (broken + kept))


@given(chances, chances, chances, st.floats(-9, 9), st.floats(-9, 9), st.integers(0, 4))
def test_the_value_of_reports_is_the_mean_over_all_sequences(
    prior: float, detected: float, false_alarm: float, kept: float, broken: float, visits: int
) -> None:
    """After each sequence the better of signing and walking; never worse than without reports."""
    found = information(prior, kept, broken, detected, false_alarm, visits=visits)
    mean = sum(
        max(0.0, if_broken * broken + if_kept * kept)
        for _, if_broken, if_kept in all_reports(prior, detected, false_alarm, visits)
    )
    assert found.informed == pytest.approx(mean)
    assert -1e-12 <= found.of_sample <= found.of_truth + 1e-12
    assert found.signs == (prior * broken + (1 - prior) * kept >= 0)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95), st.floats(0.0, 0.5), st.floats(0.01, 0.9))
def test_clean_reports_are_the_least_that_suffice(
    prior: float, detected: float, false_alarm: float, target: float
) -> None:
    """That many bring the belief down to the target, one fewer does not."""
    count = clean_reports(prior, detected, false_alarm, target=target)
    if count == float("inf"):
        assert detected <= false_alarm * 1.01
        return
    reports = int(count)
    assert belief(prior, detected, false_alarm, clean=reports) <= target + 1e-9
    if reports:
        assert belief(prior, detected, false_alarm, clean=reports - 1) > target - 1e-9
