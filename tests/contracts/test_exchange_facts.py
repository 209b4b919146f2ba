"""Facts about exchanges on which the searches, and what is said of their answers, rely."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange_games import random_game
from zopa.analysis.exchange.barter import barter
from zopa.analysis.exchange.dividing import divide
from zopa.analysis.exchange.game import Game
from zopa.analysis.exchange.judge import judge
from zopa.analysis.exchange.listing import plans
from zopa.analysis.exchange.money import least_parts, least_stakes, payments
from zopa.analysis.exchange.search import best

SEEDS = st.integers(0, 10**6)
NEAR = 1e-7


def bare(seed: int, size: int = 4) -> Game:
    """Return a game without relationship, reversal, shift or doubt, with costs above 0."""
    game = random_game(np.random.default_rng(seed), size, doubtful=False)
    nothing = np.zeros(size)
    return replace(
        game,
        cost=np.abs(game.cost) + 0.5,
        lost=nothing,
        regained=nothing,
        shift=np.zeros((size, 2)),
        relationship=np.zeros(2),
        stake=np.zeros(2),
    )


@given(seed=SEEDS)
@settings(max_examples=60)
def test_who_gives_last_needs_a_stake_of_its_cost(seed: int) -> None:
    """One at a time: so there is no schedule without stakes, and the least last cost is a bound."""
    game = bare(seed)
    assert best(game, "slack", joint=False) is None
    lasts = []
    for plan in plans(game, joint=False):
        (last,) = plan[-1]
        asked = judge(game, plan).deposits
        assert asked[game.giver[last]] >= game.cost[last] - NEAR
        lasts.append(game.cost[last])
    found = best(game, "deposits", joint=False)
    assert found is not None
    assert found.value >= min(lasts) - NEAR


@given(seed=SEEDS, joint=st.booleans())
@settings(max_examples=60)
def test_what_holds_the_end_together_does_not_depend_on_the_order(
    *, seed: int, joint: bool
) -> None:
    """Relationship, stake and what would be lost, against what could be taken back."""
    rng = np.random.default_rng(seed)
    game = random_game(rng, 4, late=2, discounted=True, doubtful=False)
    keeps = game.cost > 0
    for party in range(2):
        own = game.giver == party
        holds = game.relationship[party] + game.stake[party]
        holds += (game.lost * game.value[:, party])[~own & keeps].sum()
        holds -= (game.regained * game.cost)[own & keeps].sum() + game.shift[:, party].sum()
        for plan in itertools.islice(plans(game, joint=joint), 0, None, 5):
            end = [one for one in judge(game, plan).constraints if one.round > len(plan)]
            assert end[party].slack == pytest.approx(holds, abs=NEAR)


@given(seed=SEEDS)
@settings(max_examples=40)
def test_what_is_still_to_come_depends_on_what_was_delivered_only(seed: int) -> None:
    """Not discounted: two schedules that meet in a set have the same slack against leaving there."""
    game = random_game(np.random.default_rng(seed), 4, late=1)
    seen: dict[tuple[int, frozenset[int]], float] = {}
    for plan in plans(game, joint=True):
        for one in judge(game, plan).constraints:
            if one.kind == "leave":
                done = frozenset(itertools.chain(*plan[: one.round - 1]))
                known = seen.setdefault((one.party, done), one.slack)
                assert one.slack == pytest.approx(known, abs=NEAR)


@given(seed=SEEDS)
@settings(max_examples=40)
def test_more_to_come_never_hurts(seed: int) -> None:
    """A higher value of the relationship or stake lowers no slack, discounted or late as it may be."""
    rng = np.random.default_rng(seed)
    game = random_game(rng, 4, late=2, discounted=True)
    more = (
        replace(game, relationship=game.relationship + rng.uniform(0, 3, 2)),
        replace(game, stake=game.stake + rng.uniform(0, 3, 2)),
    )
    for plan in itertools.islice(plans(game, joint=True), 0, None, 7):
        before = judge(game, plan).constraints
        for richer in more:
            after = judge(richer, plan).constraints
            assert all(
                new.slack >= old.slack - NEAR for new, old in zip(after, before, strict=True)
            )


@given(seed=SEEDS)
@settings(max_examples=100)
def test_money_can_be_paid_in_time_with_the_least_stakes_and_no_less(seed: int) -> None:
    """However the stakes are shared between the two sides."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 6))
    costs, values = rng.integers(1, 9, (2, size)).tolist()
    least = least_stakes(costs, values)
    share = float(rng.random())
    if sum(values) <= sum(costs):
        return
    price = float(rng.uniform(sum(costs), sum(values)))
    assert payments(costs, values, price=price, stakes=(share * least, (1 - share) * least)).safe
    if least > 0:
        less = 0.99 * least
        stakes = (share * less, (1 - share) * less)
        assert not payments(costs, values, price=price, stakes=stakes).safe


@given(seed=SEEDS)
@settings(max_examples=60)
def test_a_schedule_answers_a_knapsack(seed: int) -> None:
    """A owns what fits into the sack, B one item of the wanted worth: safe iff a packing is good.

    What is still missing from A when B delivers has to be worth B's cost, and must not cost A more
    than its stake.
    """
    rng = np.random.default_rng(seed)
    size = int(rng.integers(1, 6))
    weights, worths = rng.integers(1, 9, (2, size)).tolist()
    capacity, target = int(rng.integers(1, 20)), int(rng.integers(1, 20))
    packable = any(
        sum(weights[k] for k in some) <= capacity and sum(worths[k] for k in some) >= target
        for count in range(size + 1)
        for some in itertools.combinations(range(size), count)
    )
    game = barter(
        {f"k{k}": (weights[k], worths[k]) for k in range(size)},
        {"sack": (target, sum(weights) + 1)},
        stake=(capacity, 0),
    )
    assert (best(game, "slack", joint=False) is not None) == packable


@given(
    cost=st.integers(1, 12),
    stake=st.integers(1, 6),
    other=st.integers(1, 8),
    more=st.integers(0, 3),
)
@settings(max_examples=40)
def test_as_many_parts_as_stakes_fit_into_the_cost(
    cost: int, stake: int, other: int, more: int
) -> None:
    """Barter of single items in equal parts: only who gives last needs a stake, of one part."""
    game = barter({"x": (other, cost + more)}, {"y": (cost, other + more)}, stake=(0, stake))
    wanted = least_parts(cost, stake)
    for count in range(1, min(wanted, 7) + 1):
        parts = divide(game, dict.fromkeys(range(2), [1 / count] * count))
        assert (best(parts, "slack", joint=False) is not None) == (count >= wanted)
    same = [cost / wanted] * wanted
    assert least_stakes(same, same) <= stake + NEAR
    if wanted > 1:
        same = [cost / (wanted - 1)] * (wanted - 1)
        assert least_stakes(same, same) > stake


@given(seed=SEEDS)
@settings(max_examples=60)
def test_the_least_chance_of_notice_follows_from_slack_and_cost(seed: int) -> None:
    """At c / (c + s) the slack against withholding a single step is exactly used up."""
    game = random_game(np.random.default_rng(seed), 4, late=2, discounted=True, doubtful=False)
    game = replace(game, shift=np.maximum(game.shift, 0))
    for plan in itertools.islice(plans(game, joint=False), 6):
        for one in judge(game, plan).constraints:
            if one.kind != "withhold" or one.slack <= 0:
                continue
            (item,) = one.items
            cost = game.cost[item]
            if cost <= 0:
                continue
            detected = game.detected.copy()
            detected[item] = cost / (cost + one.slack)
            again = judge(replace(game, detected=detected), plan).constraints
            same = next(
                new
                for new in again
                if (new.party, new.round, new.kind) == (one.party, one.round, one.kind)
            )
            assert same.slack == pytest.approx(0, abs=1e-6)


@given(costs=st.tuples(st.integers(1, 9), st.integers(1, 9)), more=st.integers(1, 5))
def test_a_swap_noticed_late_exposes_both(costs: tuple[int, int], more: int) -> None:
    """And tempts both; one at a time exposes who gives first and tempts who gives last."""
    first, last = costs
    game = barter({"x": (first, last + more)}, {"y": (last, first + more)}, delay=1)
    swap = judge(game, ((0, 1),))
    assert swap.exposure.max(axis=0).tolist() == [first, last]
    assert swap.deposits.tolist() == [first, last]
    turns = judge(game, ((0,), (1,)))
    assert turns.exposure.max(axis=0).tolist() == [first, 0]
    assert turns.deposits.tolist() == [0, last]
    at_once = judge(replace(game, delay=np.zeros(2, dtype=np.int64)), ((0, 1),))
    assert at_once.safe
    assert at_once.exposure.max() == 0
