"""Least sizes equal what a linear program, bisection or a try of every subset finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from brute import Brute, brute, no_deal_value, utility
from cases import NARROW, cases
from changes import (
    explicit,
    replace_score,
    with_options,
    with_reservation,
    with_weights,
)
from zopa.analysis.results import Lever, Unlock
from zopa.analysis.unlock import unlock
from zopa.kernels.lines import around, intervals, nearest
from zopa.kernels.quotas import cheapest, cheapest_columns
from zopa.kernels.weights import least_shift, shifted
from zopa.model import Case, Scores

Floats = NDArray[np.float64]

SMALL = st.integers(-6, 10)
STEPS = 60


def linear_program(values: Floats, weights: Floats, need: float) -> float:
    """Return the least total absolute change of weights so that the weighted sum reaches a need."""
    from scipy.optimize import linprog

    size = len(values)
    identity = np.eye(size)
    found: Any = linprog(
        c=[0.0] * size + [1.0] * size,
        A_ub=np.block(
            [
                [identity, -identity],
                [-identity, -identity],
                [-values[None, :], np.zeros((1, size))],
            ]
        ),
        b_ub=[*weights, *-weights, -need],
        A_eq=[[1.0] * size + [0.0] * size],
        b_eq=[weights.sum()],
        bounds=[(0, None)] * (2 * size),
    )
    return float(found.fun) if found.success else np.inf


@settings(max_examples=200)
@given(
    rows=st.lists(st.tuples(SMALL, SMALL, SMALL, SMALL), min_size=1, max_size=4),
    weights=st.tuples(*[st.integers(0, 5)] * 4).filter(any),
    need=st.integers(-3, 10),
)
def test_greedy_shift_is_the_linear_program(
    rows: list[tuple[int, ...]], weights: tuple[int, ...], need: int
) -> None:
    values, own = np.array(rows, dtype=float), np.array(weights, dtype=float)
    own /= own.sum()
    masses = least_shift(values, own, need)
    for row, mass in zip(values, masses.tolist(), strict=True):
        assert 2 * mass == pytest.approx(linear_program(row, own, need), abs=1e-9)
        if 0 < mass < np.inf:
            after = shifted(row, own, need)
            assert after.min() >= 0
            assert after.sum() == pytest.approx(1)
            assert after @ row == pytest.approx(need)
            assert np.abs(after - own).sum() == pytest.approx(2 * mass)


@given(
    lines=st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=5),
    point=st.integers(0, 10).map(lambda n: n / 10),
)
def test_intervals_and_their_union_agree_with_a_grid(
    lines: list[tuple[int, int]], point: float
) -> None:
    start, slope = (np.array(column, dtype=float) for column in zip(*lines, strict=True))
    left, right = intervals(start, slope, 0.0, 1.0)
    grid = np.linspace(0, 1, 1009)
    above = start[:, None] + slope[:, None] * grid >= 0
    inside = (grid >= left[:, None] - 1e-12) & (grid <= right[:, None] + 1e-12)
    assert (above == inside).all()
    some = np.asarray(above.any(axis=0))
    closest = nearest(left, right, point)
    if closest is None:
        assert not some.any()
    elif some.any():
        away = np.abs(grid[some] - point).min()
        assert abs(closest[1] - point) == pytest.approx(away, abs=1e-3)
    low, high = around(left, right, point, gap=1e-9)
    between = (grid > low + 1e-9) & (grid < high - 1e-9)
    assert some[between].all()
    for end, step in ((low, -1e-6), (high, 1e-6)):
        beyond = end + step
        if 0 <= beyond <= 1 and between.any():
            assert not (start + slope * beyond >= 1e-9).any()


@given(
    ends=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted), max_size=5),
    point=st.integers(0, 12),
)
def test_the_union_of_intervals_around_a_point(ends: list[list[int]], point: int) -> None:
    """Between two whole numbers an interval of whole numbers covers all or nothing."""
    left, right = np.array(ends, dtype=float).reshape(-1, 2).T / 12

    def covered(low: int) -> bool:
        return any(start <= low and low + 1 <= end for start, end in ends)

    low = high = point
    while covered(low - 1):
        low -= 1
    while covered(high):
        high += 1
    found = around(left, right, point / 12, gap=1e-9)
    assert found == pytest.approx((low / 12, high / 12))


@given(
    costs=st.lists(st.tuples(*[st.integers(0, 9)] * 4), min_size=1, max_size=5),
    must=st.tuples(*[st.booleans()] * 4),
    needed=st.integers(0, 4),
)
def test_cheapest_columns_are_the_best_subset(
    costs: list[tuple[int, ...]], must: tuple[bool, ...], needed: int
) -> None:
    assume(sum(must) <= needed)
    table, wanted = np.array(costs, dtype=float), np.array(must)
    totals = cheapest(table, needed, wanted)
    for row, total in zip(table, totals.tolist(), strict=True):
        vetoes = {at for at in range(4) if must[at]}
        subsets = [chosen for chosen in combinations(range(4), needed) if vetoes <= set(chosen)]
        assert total == min(float(row[list(some)].sum()) for some in subsets)
        chosen = cheapest_columns(row, needed, wanted)
        assert chosen.sum() == needed
        assert row[chosen].sum() == total


def consenting(table: Brute) -> Iterator[tuple[str, ...]]:
    """Yield all sets of parties whose consent makes a deal."""
    parties, rule = list(table.reservation), table.case.acceptance
    for count in range(rule.needed(len(parties)), len(parties) + 1):
        for chosen in combinations(parties, count):
            if set(rule.including) <= set(chosen):
                yield chosen


def shortfall(table: Brute, package_utilities: dict[str, float], party: str) -> float:
    return max(0.0, table.reservation[party] - package_utilities[party])


@st.composite
def closed(draw: st.DrawFn, /, **flags: Any) -> tuple[Case, str, Brute, Unlock]:
    """Draw a case with an empty zone, and its levers."""
    case = draw(cases(**flags))
    name = draw(st.sampled_from(("all", NARROW)))
    table = brute(case, name)
    assume(not table.zone())
    return case, name, table, unlock(case, name)


def of(found: Unlock, kind: str) -> list[Lever]:
    return [lever for lever in found.levers if lever.kind == kind]


@given(closed())
def test_reservation_levers_are_least_over_all_deals_and_parties(
    drawn: tuple[Case, str, Brute, Unlock],
) -> None:
    """Every deal and every set of consenting parties is tried."""
    _, _, table, found = drawn
    deals = [deal.utilities for deal in table.deals]
    sets = list(consenting(table))
    (together,) = of(found, "reservation-together")
    assert together.size == pytest.approx(
        min(sum(shortfall(table, d, party) for party in s) for d in deals for s in sets)
    )
    (equal,) = of(found, "reservation-equal")
    assert equal.size == pytest.approx(
        min(max(shortfall(table, d, party) for party in s) for d in deals for s in sets)
    )
    for lever in of(found, "reservation-alone"):
        (own,) = lever.parties
        sizes = [
            shortfall(table, d, own)
            for d in deals
            for s in sets
            if all(shortfall(table, d, party) <= 1e-9 for party in s if party != own)
        ]
        assert lever.opens == bool(sizes)
        if sizes:
            assert lever.size == pytest.approx(min(sizes))


@given(closed(parties=(2, 2), quotas=False))
def test_payments_are_least_over_all_deals(drawn: tuple[Case, str, Brute, Unlock]) -> None:
    _, _, table, found = drawn
    for lever in of(found, "payment"):
        payer, receiver = lever.parties
        pairs = [
            (
                table.reservation[receiver] - deal.utilities[receiver],
                deal.utilities[payer] - table.reservation[payer],
            )
            for deal in table.deals
        ]
        pairs = [(lacks, spare) for lacks, spare in pairs if lacks > 1e-9 and spare > 1e-9]
        enough = [lacks for lacks, spare in pairs if lacks <= spare]
        assert lever.opens == bool(pairs)
        if enough:
            assert lever.size == pytest.approx(min(enough))
        elif pairs:
            rate = max(spare / lacks for lacks, spare in pairs)
            assert lever.size == pytest.approx(
                min(lacks for lacks, spare in pairs if spare / lacks >= rate * (1 - 1e-12))
            )
            assert lever.size is not None
            cost = lever.before[payer] - lever.after[payer]
            assert cost / lever.size == pytest.approx(rate)


@settings(max_examples=60)
@given(closed(parties=(2, 3), options=(2, 2)))
def test_weights_together_are_the_least_linear_program_over_all_deals(
    drawn: tuple[Case, str, Brute, Unlock],
) -> None:
    case, _, table, found = drawn
    for lever in of(found, "weights-together"):
        movers = movers_of(case, lever)
        best = np.inf
        for deal in table.deals:
            costs = {}
            for party in table.reservation:
                accepts = shortfall(table, deal.utilities, party) <= 1e-9
                costs[party] = (
                    0.0
                    if accepts
                    else least_change(case, party, deal.package)
                    if party in movers
                    else np.inf
                )
            best = min(best, *(sum(costs[party] for party in s) for s in consenting(table)))
        assert (lever.size if lever.opens else np.inf) == pytest.approx(best, abs=1e-9)


def movers_of(case: Case, lever: Lever) -> set[str]:
    """Return the parties whose weights may move: one, or all that have weights."""
    if lever.label == "all weights, together":
        return {
            name
            for name, preference in case.preferences.items()
            if isinstance(preference, Scores) and preference.weights is not None
        }
    return set(lever.parties)


def least_change(case: Case, party: str, package: dict[str, str]) -> float:
    """By linear program, on values read off the case one item at a time."""
    preference = case.preferences[party]
    assert isinstance(preference, Scores)
    assert preference.weights is not None
    keys = [*preference.scores, *(joint.id for joint in preference.joint)]
    weights = [preference.weights[name].central for name in preference.scores]
    weights += [joint.weight.central for joint in preference.joint if joint.weight is not None]
    values = []
    for key in keys:
        only = with_only(case, party, keys, key)
        values.append(utility(only, party, package) - no_deal_value(only, party))
    own = np.array(weights) / sum(weights)
    return linear_program(np.array(values), own, 0.0)


def with_only(case: Case, party: str, keys: list[str], key: str) -> Case:
    """Return a case in which one item has all the weight of a party."""
    after = {name: float(name == key) for name in keys}
    lever = Lever(
        kind="weight",
        opens=True,
        size=None,
        unit="weight",
        effort=0.0,
        label="",
        detail="",
        parties=(party,),
        before=after,
        after=after,
    )
    return with_weights(case, lever, 1.0)


def first_change(passes: Callable[[float], bool], far: float) -> float | None:
    """Return the least part of the way to ``far`` at which ``passes`` changes, on a grid, then bisected."""
    now = passes(0.0)
    steps = np.linspace(0.0, far, STEPS + 1)
    for before, after in zip(steps[:-1].tolist(), steps[1:].tolist(), strict=True):
        if passes(after) != now:
            low, high = before, after
            for _ in range(30):
                middle = (low + high) / 2
                low, high = (low, middle) if passes(middle) != now else (middle, high)
            return float(abs(high))
    return None


@settings(max_examples=25)
@given(
    case=cases(parties=(2, 3), issues=(2, 3), options=(2, 2), tables=False),
    name=st.sampled_from(("all", NARROW)),
    data=st.data(),
)
def test_one_weight_is_where_bisection_finds_it(case: Case, name: str, data: st.DataObject) -> None:
    """Walk a weight both ways until the zone opens or closes."""
    levers = [lever for lever in of(unlock(case, name), "weight") if lever.opens]
    assume(levers)
    lever = data.draw(st.sampled_from(levers))
    key = lever.issue
    assert key is not None
    own = lever.before[key]

    def passes(change: float) -> bool:
        rest = (1 - own - change) / (1 - own)
        after = {item: rest * now for item, now in lever.before.items()} | {key: own + change}
        part = Lever(
            kind="weight",
            opens=True,
            size=None,
            unit="weight",
            effort=0.0,
            label="",
            detail="",
            parties=lever.parties,
            before=lever.before,
            after=after,
        )
        return bool(brute(with_weights(case, part, 1.0), name).zone())

    ways = [first_change(passes, -own), first_change(passes, 1 - own)]
    sizes = [size for size in ways if size is not None]
    assume(sizes)
    assert lever.size is not None
    assert lever.size <= min(sizes) + 1e-6
    if lever.size > 1e-6 and min(sizes) - lever.size > 1e-6:
        assert passes(lever.after[key] - own) != passes(0.0)


@settings(max_examples=40)
@given(case=cases(tables=False), name=st.sampled_from(("all", NARROW)), data=st.data())
def test_one_score_is_where_bisection_finds_it(case: Case, name: str, data: st.DataObject) -> None:
    levers = [lever for lever in of(unlock(case, name), "score") if lever.opens]
    assume(levers)
    lever = data.draw(st.sampled_from(levers))
    (issue, option), (party,) = lever.options[0], lever.parties
    now, then = lever.before[issue], lever.after[issue]

    def passes(change: float) -> bool:
        return bool(brute(replace_score(case, party, issue, option, now + change), name).zone())

    size = first_change(passes, 2 * (then - now))
    if abs(then - now) > 1e-6:
        assert size == pytest.approx(lever.size, abs=1e-5)


@settings(max_examples=40)
@given(closed(issues=(3, 4)))
def test_added_options_are_the_minimal_opening_sets(
    drawn: tuple[Case, str, Brute, Unlock],
) -> None:
    """All sets of outside options are tried, small ones first."""
    case, name, _, found = drawn
    table = explicit(case, name)
    outside = [
        (issue.id, option.id)
        for issue in case.issues
        for option in issue.options
        if option.id not in table.fix[issue.id]
    ]
    minimal: dict[frozenset[tuple[str, str]], int] = {}
    for size in range(1, len(outside) + 1):
        if size > 3 and minimal:
            break
        for chosen in combinations(outside, size):
            if not any(part <= set(chosen) for part in minimal):
                passing = len(brute(case, with_options(case, table, chosen)).zone())
                if passing:
                    minimal[frozenset(chosen)] = passing
    singles = {added for added in minimal if len(added) == 1}
    wanted = {a: n for a, n in minimal.items() if len(a) <= 2 or not singles}
    levers = [lever for lever in found.levers if lever.kind.startswith("add") and lever.opens]
    assert {frozenset(lever.options): lever.packages for lever in levers} == wanted


@given(case=cases(), name=st.sampled_from(("all", NARROW)))
def test_open_zones_close_where_the_last_deal_is_lost(case: Case, name: str) -> None:
    """Raise the values of one party, or of all, to just below and above the lever's size."""
    table, found = brute(case, name), unlock(case, name)
    assert found.opening == (not table.zone())
    if found.opening:
        return
    (equal,) = of(found, "reservation-equal")
    sets = list(consenting(table))
    gains = [
        min(deal.utilities[party] - table.reservation[party] for party in s)
        for deal in table.deals
        for s in sets
    ]
    assert equal.size == pytest.approx(max(gains), abs=1e-6)
    for lever in of(found, "reservation-alone"):
        (party,) = lever.parties
        if lever.opens:
            assert lever.size is not None
            raised = with_reservation(case, party, lever.size * (1 + 1e-6))
            assert not brute(raised, name).zone()


@given(cases(), st.sampled_from(("all", NARROW)))
def test_levers_are_ranked_by_effort(case: Case, name: str) -> None:
    found = unlock(case, name)
    efforts = [lever.effort for lever in found.levers]
    assert efforts == sorted(efforts)
    opens = [lever.opens for lever in found.levers]
    assert opens == sorted(opens, reverse=True)
    assert all((lever.effort < np.inf) == lever.opens for lever in found.levers)
