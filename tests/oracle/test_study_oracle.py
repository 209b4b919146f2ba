"""A study of a small random case equals what listing every package says."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given

from brute import Valued, brute
from cases import NARROW, cases
from zopa.analysis import zone as zone_module
from zopa.analysis.problem import frontier, problem
from zopa.analysis.study import study
from zopa.analysis.zone import count
from zopa.model import Case

EPS = 1e-9

Package = tuple[tuple[str, str], ...]


def key(package: Mapping[str, str]) -> Package:
    return tuple(package.items())


def not_worse(one: Valued, other: Valued) -> bool:
    return all(one.utilities[p] >= other.utilities[p] - EPS for p in one.utilities)


def dominates(one: Valued, other: Valued) -> bool:
    return not_worse(one, other) and not not_worse(other, one)


def efficient(deals: list[Valued]) -> set[Package]:
    """Return every package that no other dominates: all ties (pitfall A1)."""
    return {
        key(deal.package) for deal in deals if not any(dominates(other, deal) for other in deals)
    }


@given(case=cases())
def test_frontier_by_blocks_is_the_enumerated_frontier(case: Case) -> None:
    """Also with rules, joint scores, terms, quotas and tables; every tied package is listed."""
    for option_set in ("all", NARROW):
        found = study(case, option_set=option_set, draws=0, unlock=False, picture=False)
        listed = brute(case, option_set)
        assert found.zone.legal == len(listed.deals)
        assert found.zone.total == math.prod(
            len(names) for names in case.option_set(option_set).allowed(case.issues).values()
        )
        best = efficient(listed.deals)
        assert {key(deal.package) for deal in found.frontier.deals} == best
        assert found.frontier.packages == len(found.frontier.deals) == len(best)
        worth = {key(deal.package): deal.utilities for deal in listed.deals}
        for deal in found.frontier.deals:
            assert deal.utilities == pytest.approx(worth[key(deal.package)])
            for party, gain in deal.gains.items():
                assert gain == pytest.approx(deal.utilities[party] - listed.reservation[party])


@pytest.mark.parametrize("strict", [False, True])
@given(case=cases())
def test_zone_counts_are_those_of_a_list(strict: bool, case: Case) -> None:
    found = study(case, draws=0, unlock=False, picture=False, strict=strict)
    for name, zone in found.zones.items():
        assert zone.count.exact
        assert zone.count.value == len(brute(case, name, strict=strict).zone())


@given(case=cases(quotas=False, parties=(1, 2)))
def test_every_exact_way_to_count_agrees(case: Case) -> None:
    posed = problem(case)
    front = frontier(posed)
    wanted = len(brute(case).zone())
    assert count(posed, front).value == wanted
    before, zone_module.ENUMERATE = zone_module.ENUMERATE, 0
    try:
        met = count(posed, front)
        zone_module.HALF, half = 0, zone_module.HALF
        try:
            other = count(posed, front)
        finally:
            zone_module.HALF = half
    finally:
        zone_module.ENUMERATE = before
    assert met.value == wanted
    assert met.method in {"meeting in the middle", "frontier"}
    if other.method == "integer lattice":
        assert other.value == wanted
    else:
        assert other.method == "frontier" or not other.exact


@given(case=cases())
def test_solutions_are_chosen_from_the_right_deals(case: Case) -> None:
    """Nash by its definition on the list of all packages; the others are efficient."""
    found = study(case, draws=0, unlock=False, picture=False)
    listed = brute(case)
    gains = {
        key(deal.package): [deal.utilities[p] - listed.reservation[p] for p in deal.utilities]
        for deal in listed.deals
    }
    positive = {name: math.prod(g) for name, g in gains.items() if min(g) > EPS}
    best = max(positive.values(), default=0.0)
    nash = {name for name, product in positive.items() if product >= best * (1 - 1e-9)}
    assert {key(deal.package) for deal in found.solutions["nash"].deals} == nash
    passing = [key(deal.package) for deal in listed.zone()]
    most = max((sum(gains[name]) for name in passing), default=0.0)
    total = {name for name in passing if sum(gains[name]) >= most - EPS}
    assert {key(deal.package) for deal in found.solutions["utilitarian"].deals} == total
    every = efficient(listed.deals)
    for result in found.solutions.values():
        assert {key(deal.package) for deal in result.deals} <= every
        assert (result.reason is None) == bool(result.deals)
    worst = max((min(g) for g in gains.values()), default=-1.0)
    fair = found.solutions["egalitarian"].deals
    if worst > EPS:
        assert min(fair[0].gains.values()) == pytest.approx(worst)
    elif worst < -EPS:
        assert not fair
