"""Every exact search for schedules equals trying all schedules, judged from the definitions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from exchange_games import random_game
from oracle import plain_exchange as plain
from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.found import Objective
from zopa.analysis.exchange.game import Game, Plan, part
from zopa.analysis.exchange.judge import judge
from zopa.analysis.exchange.labels import Labels
from zopa.analysis.exchange.lattice import Lattice
from zopa.analysis.exchange.listing import Listing, plans
from zopa.analysis.exchange.money import delivery_order, least_stakes
from zopa.analysis.exchange.parts import largest_part
from zopa.analysis.exchange.program import Program
from zopa.analysis.exchange.rows import (
    Layout,
    Wanted,
    exposing,
    leaving,
    ordering,
    withholding,
)
from zopa.analysis.exchange.search import Engine, Search, best, blocked, frontier
from zopa.kernels.downsets import ladder
from zopa.kernels.paths import fewest, least_peak, trace

NEAR = 1e-4
"""The programs are solved within a tolerance of their own; the other methods are far closer."""
OBJECTIVES: tuple[Objective, ...] = ("slack", "rounds", "exposure")


def games(seed: int, count: int, *, late: int, discounted: bool) -> Iterator[tuple[Game, bool]]:
    """Yield random games of two or three parties, with whether rounds may be joint."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        joint = number % 2 == 0
        size = int(rng.integers(1, 4 if joint else 5))
        extra = not discounted and late < 2 and rng.random() < 0.3
        people = int(rng.choice([2, 2, 3]))
        yield (
            random_game(
                rng,
                size,
                people=people,
                late=int(rng.integers(0, late + 1)),
                discounted=discounted,
                extra=bool(extra),
            ),
            joint,
        )


def compare(engine: Engine, game: Game, *, joint: bool) -> bool:
    """Check all that an engine answers; return whether some schedule is safe."""
    everything = list(plain.plans(game, joint=joint))
    safe = [plan for plan in everything if plain.safe(game, plan)]
    chosen = {objective: engine.best(objective) for objective in OBJECTIVES}
    if safe:
        check_chosen(game, safe, chosen)
    else:
        assert set(chosen.values()) == {None}
    wanted = plain.minimal(plain.deposits(game, plan) for plan in everything)
    offers = engine.guarantees()
    assert len(offers) == len(wanted)
    assert np.allclose([one.deposits for one in offers], wanted, atol=NEAR)
    for one in offers:
        assert np.allclose(plain.deposits(game, one.plan), one.deposits, atol=NEAR)
    assert engine.scope == "exact"
    return bool(safe)


def check_chosen(game: Game, safe: list[Plan], chosen: dict[Objective, Plan | None]) -> None:
    found = {objective: plan for objective, plan in chosen.items() if plan is not None}
    assert all(found[objective] in safe for objective in OBJECTIVES)
    most = max(plain.slack(game, plan) for plan in safe)
    assert plain.slack(game, found["slack"]) == pytest.approx(most, abs=NEAR)
    assert len(found["rounds"]) == min(map(len, safe))
    least = min(sum(plain.exposure(game, plan)) for plan in safe)
    assert sum(plain.exposure(game, found["exposure"])) == pytest.approx(least, abs=NEAR)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("late", [0, 3])
@pytest.mark.parametrize("discounted", [False, True])
def test_the_judge_says_what_the_definitions_say(seed: int, late: int, *, discounted: bool) -> None:
    """Slack of every constraint, stakes, standing and exposure, for every schedule."""
    for game, joint in games(seed, 10, late=late, discounted=discounted):
        everything = sorted(plain.plans(game, joint=joint))
        assert sorted(plans(game, joint=joint)) == everything
        for plan in everything:
            found, wanted = judge(game, plan), plain.tests(game, plan)
            for one in found.constraints:
                same = [
                    test
                    for test in wanted
                    if (test.party, test.round, test.kind) == (one.party, one.round, one.kind)
                ]
                least = min(same, key=lambda test: test.slack)
                assert one.slack == pytest.approx(least.slack, abs=1e-9)
                named = [test for test in same if test.items == frozenset(one.items)]
                assert named[0].slack == pytest.approx(one.slack, abs=1e-9)
                asked = max(0.0, *(-test.slack / test.weight for test in same))
                assert one.deposit == pytest.approx(asked, abs=1e-9)
            assert {(t.party, t.round, t.kind) for t in wanted} == {
                (c.party, c.round, c.kind) for c in found.constraints
            }
            assert found.safe == plain.safe(game, plan)
            assert np.allclose(found.deposits, plain.deposits(game, plan))
            assert np.allclose(found.exposure.max(axis=0), plain.exposure(game, plan))
            whole = frozenset(range(len(game.items)))
            last = [plain.worth(game, i, whole) for i in range(len(game.parties))]
            assert np.allclose(found.standing[-1], last)


@pytest.mark.parametrize("seed", range(4))
def test_sets_of_items_equal_trying_all_schedules(seed: int) -> None:
    """Not discounted, at most one round of delay, items that add up or not; labels agree there."""
    possible = 0
    for game, joint in games(10 + seed, 50, late=1, discounted=False):
        possible += compare(Lattice(Account(game), joint), game, joint=joint)
        if game.extra is None:
            compare(Labels(Account(game), joint), game, joint=joint)
    assert 5 < possible < 45


@pytest.mark.parametrize("seed", range(4))
def test_labels_equal_trying_all_schedules(seed: int) -> None:
    """Discounted, at most one round of delay."""
    possible = 0
    for game, joint in games(20 + seed, 50, late=1, discounted=True):
        possible += compare(Labels(Account(game), joint), game, joint=joint)
    assert 5 < possible < 45


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("discounted", [False, True])
def test_programs_equal_trying_all_schedules(seed: int, *, discounted: bool) -> None:
    """Any delay, discounted or not; what has the least sum is on the frontier."""
    possible = 0
    for game, joint in games(30 + seed, 16, late=3, discounted=discounted):
        engine = Program(Account(game), joint)
        possible += compare(engine, game, joint=joint)
        least = min(sum(one.deposits) for one in engine.guarantees())
        assert sum(engine.cheapest().deposits) == pytest.approx(least, abs=NEAR)
    assert 0 < possible < 16


@pytest.mark.parametrize("seed", range(4))
def test_the_rows_of_a_program_hold_where_a_schedule_is_safe(seed: int) -> None:
    """Whatever the schedule and its stakes; the smallest slack and exposures are what rows bound."""
    rng = np.random.default_rng(110 + seed)
    held = 0
    for number in range(24):
        joint, discounted = number % 3 > 0, number % 2 == 0
        game = random_game(rng, 4, late=3, discounted=discounted)
        everything = list(plans(game, joint=joint))
        for at in rng.choice(len(everything), min(8, len(everything)), replace=False).tolist():
            plan = everything[at]
            layout = Layout(Account(game), len(plan), full=True, single=False)
            asked = np.array(plain.deposits(game, plan))
            for stakes, enough in ((asked, True), (asked * 0.99, max(asked) <= 1e-6)):
                assert holds(layout, plan, {layout.stakes: stakes}, "deposits") == enough
                held += enough
            if max(asked) <= 1e-6:
                slack = np.array([plain.slack(game, plan)])
                assert holds(layout, plan, {layout.slack: slack}, "slack")
                assert not holds(layout, plan, {layout.slack: slack + 0.01}, "slack")
            exposed = np.array(plain.exposure(game, plan))
            assert holds(layout, plan, {layout.exposed: exposed, layout.stakes: asked}, "exposure")
            less = {layout.exposed: exposed * 0.99, layout.stakes: asked}
            assert holds(layout, plan, less, "exposure") == (max(exposed) <= 1e-6)
    assert held > 60


def holds(
    layout: Layout, plan: Plan, more: dict[int, NDArray[np.float64]], wanted: Objective | Wanted
) -> bool:
    """Whether all rows of a program hold for a schedule with some values in other columns."""
    given = np.zeros(layout.width)
    for at, row in enumerate(plan):
        given[layout.used + at] = 1
        given[[layout.column(item, at) for item in row]] = 1
    for start, values in more.items():
        unit = layout.common if start == layout.slack else layout.unit
        given[start : start + len(values)] = values / unit
    rows = [
        *ordering(layout),
        *leaving(layout, wanted),
        *withholding(layout, wanted),
        *exposing(layout, wanted),
    ]
    return all(
        sum(factor * given[place] for place, factor in entries) >= least - 1e-7
        for entries, least in rows
    )


@pytest.mark.parametrize("seed", range(2))
def test_the_list_of_all_schedules_equals_the_definitions(seed: int) -> None:
    """Late and discounted, items that do not add up."""
    rng = np.random.default_rng(40 + seed)
    for number in range(20):
        game = random_game(rng, 3, late=2, discounted=True, extra=True)
        compare(Listing(Account(game), number % 2 == 0), game, joint=number % 2 == 0)


@pytest.mark.parametrize(("size", "joint"), [(6, False), (5, True)])
def test_larger_games_equal_trying_all_schedules(size: int, *, joint: bool) -> None:
    """Six items one at a time, five in joint rounds, by the method that the search chooses."""
    rng = np.random.default_rng(50 + size)
    for late, discounted in ((1, False), (1, True), (0, False)):
        game = random_game(rng, size, late=late, discounted=discounted)
        compare(Search(game, joint=joint)._engines[0], game, joint=joint)  # noqa: SLF001 - which method


@pytest.mark.parametrize("seed", range(2))
def test_the_search_chooses_a_method_that_is_right(seed: int) -> None:
    """Whatever the game, and the answers carry their value."""
    rng = np.random.default_rng(60 + seed)
    for _ in range(40):
        joint = bool(rng.random() < 0.5)
        extra = bool(rng.random() < 0.3)
        late, discounted = int(rng.integers(0, 3)), bool(rng.random() < 0.5)
        game = random_game(rng, 3, late=late, discounted=discounted, extra=extra)
        everything = list(plain.plans(game, joint=joint))
        safe = [plan for plan in everything if plain.safe(game, plan)]
        found = best(game, "slack", joint=joint)
        assert (found is not None) == bool(safe)
        if found is not None:
            assert found.value == pytest.approx(plain.slack(game, found.plan))
        cheap = best(game, "deposits", joint=joint)
        assert cheap is not None
        least = min(sum(plain.deposits(game, plan)) for plan in everything)
        assert cheap.value == pytest.approx(least, abs=NEAR)
        offers = [one.deposits for one in frontier(game, joint=joint)]
        wanted = plain.minimal(plain.deposits(game, plan) for plan in everything)
        assert np.allclose(offers, wanted, atol=NEAR)


def test_a_certificate_lists_every_blocked_round() -> None:
    """Sets reached by safe rounds, and the rounds that lead on from there, as the definitions say."""
    rng = np.random.default_rng(70)
    seen = 0
    for _ in range(120):
        joint = bool(rng.random() < 0.5)
        game = random_game(rng, 3, late=1, extra=bool(rng.random() < 0.3))
        found = blocked(game, joint=joint)
        if found is None:
            continue
        reached, wanted = walk(game, joint=joint)
        if reached:
            seen += 1
            assert found.reached == len(reached)
            blocks = {(frozenset(one.delivered), one.given): one for one in found.blocks}
            assert found.count == len(blocks)
            assert {
                (state, tuple(sorted(given))): round(short, 6)
                for (state, given), short in wanted.items()
            } == {key: round(one.shortfall, 6) for key, one in blocks.items()}
            assert found.least is not None
            assert found.least.shortfall == pytest.approx(min(wanted.values()))
        else:
            assert found.blocks[0].given == ()
        whole = frozenset(range(3))
        short = [plain.leaves(game, i, whole) - game.relationship[i] for i in range(2)]
        assert [one.party for one in found.end] == [i for i in range(2) if short[i] > 1e-6]
    assert seen > 20


def walk(
    game: Game, *, joint: bool
) -> tuple[set[plain.Items], dict[tuple[plain.Items, plain.Items], float]]:
    """Return sets reached by safe rounds, and the blocked rounds from there with their shortfall.

    Without discount and long delay the tests of a round are those of any plan that contains it.
    """
    whole = frozenset(range(len(game.items)))
    start: plain.Items = frozenset()
    first = min(
        t.slack for t in plain.tests(game, (tuple(whole),)) if t.kind == "leave" and t.round == 1
    )
    if first < -plain.NEAR:
        return set(), {}
    reached, blocks = {start}, {}
    for state in sorted(map(frozenset, powerset(whole)), key=len):
        if state not in reached:
            continue
        free = [j for j in whole - state if set(game.needs[j]) <= state]
        choices = powerset(free) if joint else [(j,) for j in free]
        for given in filter(None, choices):
            plan = tuple(
                row for row in (tuple(state), given, tuple(whole - state - set(given))) if row
            )
            at = 2 if state else 1
            slack = min(
                test.slack
                for test in plain.tests(game, plan)
                if (test.round == at and test.kind == "withhold")
                or (test.round == at + 1 and test.kind == "leave")
            )
            if slack < -plain.NEAR:
                blocks[state, frozenset(given)] = -slack
            else:
                reached.add(state | set(given))
    return reached, {key: short for key, short in blocks.items() if key[0] | key[1] not in reached}


def powerset(items: plain.Items | list[int]) -> list[tuple[int, ...]]:
    """Return all subsets of some items."""
    listed = sorted(items)
    return [
        some for count in range(len(listed) + 1) for some in itertools.combinations(listed, count)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_largest_part_has_the_largest_product_of_gains(seed: int) -> None:
    """Of all sets that contain what they need, everybody gaining, with a safe schedule."""
    rng = np.random.default_rng(80 + seed)
    some = 0
    for _ in range(25):
        joint = bool(rng.random() < 0.5)
        late, discounted = int(rng.integers(0, 2)), bool(rng.random() < 0.3)
        game = random_game(
            rng,
            4,
            late=late,
            discounted=discounted,
            extra=not discounted and bool(rng.random() < 0.2),
        )
        if best(game, "slack", joint=joint) is not None:
            continue
        products = []
        for items in powerset(list(range(4)))[1:-1]:
            closed = all(set(game.needs[j]) <= set(items) for j in items)
            gains = [plain.worth(game, i, frozenset(items)) for i in range(2)]
            if not closed or min(gains) <= 1e-6:
                continue
            smaller = part(game, items)
            if any(plain.safe(smaller, plan) for plan in plain.plans(smaller, joint=joint)):
                products.append(gains[0] * gains[1])
        found = largest_part(game, joint=joint)
        assert found.scope == "exact"
        assert (found.best is not None) == bool(products)
        if found.best is not None:
            some += 1
            assert np.prod(found.best.gains) == pytest.approx(max(products))
            smaller = part(game, found.best.items)
            assert plain.safe(smaller, found.best.found.plan)
    assert some > 3


def test_the_order_for_money_needs_the_least_stakes() -> None:
    """Of all orders, on 400 random lists."""
    rng = np.random.default_rng(90)
    for _ in range(400):
        size = int(rng.integers(1, 6))
        costs, values = rng.integers(0, 9, (2, size)).tolist()
        every = [least_stakes(costs, values, row) for row in itertools.permutations(range(size))]
        assert least_stakes(costs, values) == pytest.approx(min(every))
        chosen = delivery_order(costs, values)
        assert least_stakes(costs, values, chosen) == pytest.approx(min(every))


@pytest.mark.parametrize("joint", [False, True])
def test_ways_between_sets_are_all_there(*, joint: bool) -> None:
    """Sets with all that comes before, ways by single members or by any number, best in the worst."""
    rng = np.random.default_rng(100)
    for _ in range(30):
        size = int(rng.integers(0, 5))
        before = [sum(1 << k for k in range(j) if rng.random() < 0.3) for j in range(size)]
        sets = [
            s
            for s in range(2**size)
            if all(not s >> j & 1 or not before[j] & ~s for j in range(size))
        ]
        found = ladder(before, joint=joint)
        assert sorted(found.sets.tolist()) == sets
        wanted = {
            (s, t)
            for s in sets
            for t in sets
            if s != t
            and not s & ~t
            and (joint or (s ^ t).bit_count() == 1)
            and all(not (s ^ t) >> j & 1 or not before[j] & ~s for j in range(size))
        }
        ways = list(
            zip(found.sets[found.source].tolist(), found.sets[found.target].tolist(), strict=True)
        )
        assert len(ways) == len(wanted)
        assert set(ways) == wanted
        added = found.steps[found.step].tolist()
        assert [s | d for (s, _), d in zip(ways, added, strict=True)] == [t for _, t in ways]
        height = np.where(
            rng.random(len(ways)) < 0.2, np.inf, rng.integers(0, 9, len(ways)).astype(float)
        )
        routes = all_routes(found.source.tolist(), found.target.tolist(), 0, len(sets) - 1)
        peaks = [max((height[way] for way in route), default=-np.inf) for route in routes]
        peak = least_peak(found, height)
        assert peak[-1] == min(peaks)
        if np.isfinite(peak[-1]):
            assert max(height[trace(found, height, peak, len(sets) - 1)]) == peak[-1]
        lengths = [len(route) for route, top in zip(routes, peaks, strict=True) if top < np.inf]
        assert fewest(found, np.isfinite(height))[-1] == min(lengths, default=np.inf)


def all_routes(source: list[int], target: list[int], at: int, end: int) -> list[list[int]]:
    """Return every route from one place to another, as ways."""
    if at == end:
        return [[]]
    return [
        [way, *rest]
        for way, start in enumerate(source)
        if start == at
        for rest in all_routes(source, target, target[way], end)
    ]
