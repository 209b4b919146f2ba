"""Games, parts of items, methods and their limits: what is refused, and in which words."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from exchange_games import random_game
from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.barter import barter
from zopa.analysis.exchange.calculators.commitment import power_shift
from zopa.analysis.exchange.calculators.gradualism import shrinkage
from zopa.analysis.exchange.calculators.reassurance import Trust, telling_step
from zopa.analysis.exchange.dividing import divide
from zopa.analysis.exchange.game import Game, Plan, part
from zopa.analysis.exchange.judge import judge
from zopa.analysis.exchange.labels import Labels
from zopa.analysis.exchange.lattice import Lattice
from zopa.analysis.exchange.money import delivery_order, least_parts, least_stakes
from zopa.analysis.exchange.parts import largest_part
from zopa.analysis.exchange.program import Program
from zopa.analysis.exchange.repairs import repairs
from zopa.analysis.exchange.search import Search, best, blocked, frontier
from zopa.analysis.exchange.splitting import splits
from zopa.errors import LimitError, QuestionError
from zopa.kernels import downsets


def swap(**terms: float) -> Game:
    return barter({"x": (3, 5)}, {"y": (3, 5)}, **terms)  # type: ignore[arg-type]


def many(count: int, **terms: float) -> Game:
    """Return a game in which each side gives that many items."""
    first = {f"a{k}": (3.0 + k % 2, 6.0) for k in range(count)}
    second = {f"b{k}": (4.0 - k % 3, 6.0) for k in range(count)}
    return barter(first, second, **terms)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"giver": np.array([0, 2])}, r"giver must be places of the 2 parties, got \[0, 2\]"),
        ({"delay": np.array([0, -1])}, "delay of 'y' is -1 rounds; it must be 0 or more"),
        ({"needs": ((),)}, "needs must list, for each of the 2 items, places of items"),
        ({"needs": ((), (7,))}, "needs must list, for each of the 2 items, places of items"),
        ({"needs": ((1,), (0,))}, "'x' needs 'y' needs 'x'; take one 'needs' away"),
        ({"extra": np.zeros((3, 2))}, r"extra must be finite numbers of shape \(4, 2\)"),
        ({"cost": np.array([1, np.nan])}, r"cost must be finite numbers of shape \(2,\)"),
        ({"detected": np.array([1, 0.0])}, "detected of 'y' is 0; it must be above 0 to 1"),
        ({"lost": np.array([1.5, 0])}, "lost of 'x' is 1.5; it must be from 0 to 1"),
    ],
)
def test_a_game_that_makes_no_sense_is_refused(change: dict[str, object], text: str) -> None:
    """In one sentence that names the item."""
    with pytest.raises(QuestionError, match=text):
        replace(swap(), **change)  # type: ignore[arg-type]


def test_too_many_items_are_refused() -> None:
    """More than bits of an integer; fewer where every set of them has a worth of its own."""
    with pytest.raises(LimitError, match="an exchange of 64 steps is too long; 62 are possible"):
        many(32)
    with pytest.raises(LimitError, match="22 steps do not add up"):
        replace(many(11), extra=np.zeros((2**22, 2)))


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (((0,),), r"a schedule has each of the 2 steps once, in rounds, got \(\(0,\),\)"),
        (((0, 1), (1,)), "each of the 2 steps once"),
        (((0,), (), (1,)), "each of the 2 steps once"),
        (((1,), (0,)), "'y' needs 'x' in an earlier round, but comes in round 1; move it back"),
        (((0, 1),), "'y' needs 'x' in an earlier round, but comes in round 1; move it back"),
    ],
)
def test_a_plan_that_is_none_is_refused(plan: Plan, text: str) -> None:
    """Steps left out or repeated, empty rounds, and what comes too early."""
    game = barter({"x": (3, 5)}, {"y": (3, 5)}, needs={"y": ["x"]})
    with pytest.raises(QuestionError, match=text):
        judge(game, plan)


def test_a_round_with_too_many_steps_of_one_party_is_refused() -> None:
    """Every set of them could be withheld."""
    game = many(17)
    with pytest.raises(LimitError, match="'a' makes 17 steps in round 1; 16 at a time"):
        judge(game, (tuple(range(34)),))


def test_an_exchange_of_nothing_is_safe() -> None:
    """There is one schedule, without rounds, and no stake is asked for."""
    game = barter({}, {})
    for joint in (False, True):
        assert [one.deposits for one in frontier(game, joint=joint)] == [(0.0, 0.0)]
        found = best(game, "slack", joint=joint)
        assert found is not None
        assert found.plan == ()
    for engine in (Labels(Account(game), joint=True), Program(Account(game), joint=True)):
        assert engine.best("slack") == ()
        assert [one.deposits for one in engine.guarantees()] == [(0.0, 0.0)]


def test_what_its_giver_likes_to_give_is_not_taken_back() -> None:
    """Neither by its giver, nor from who got it; and that is said."""
    game = barter({"x": (-2, 5)}, {"y": (3, 5)}, reversible=1.0)
    found = judge(game, ((0,), (1,)))
    assert found.notes == ("'x' is not taken back: its giver likes to give it",)
    assert found.exposure.tolist() == [[0, 0], [0, 0], [0, 0]]
    assert found.deposits.tolist() == [0, 3]


def test_the_tightest_place_of_a_party() -> None:
    """The first of those with the smallest slack."""
    found = judge(swap(), ((0,), (1,)))
    tight = found.tightest(1)
    assert (tight.round, tight.kind, tight.slack) == (2, "leave", -3)
    assert found.slack == -3


def test_a_part_of_a_game_is_the_game_of_its_items() -> None:
    """What is left out is not needed any more; worths of sets follow their items."""
    game = random_game(np.random.default_rng(5), 4, extra=True)
    game = replace(game, needs=((1, 2), (), (), ()))
    smaller = part(game, (0, 2, 3))
    assert smaller.needs == ((1,), (), ())
    assert game.extra is not None
    assert smaller.extra is not None
    assert (smaller.extra[0b101] == game.extra[0b1001]).all()
    assert (smaller.extra[0b111] == game.extra[0b1101]).all()


def test_a_divided_item_costs_and_brings_the_same_in_all() -> None:
    """Sums, shifts and what comes after completion stay; parts come one after the other."""
    game = replace(
        random_game(np.random.default_rng(6), 3),
        shift=np.array([[1.0, 2.0], [0, 3], [2, 0]]),
        needs=((), (0,), ()),
    )
    parts = divide(game, {0: [0.2, 0.3, 0.5], 2: [0.5, 0.5]})
    assert parts.items == ("x0 1", "x0 2", "x0 3", "x1", "x2 1", "x2 2")
    assert parts.needs == ((), (0,), (1,), (2,), (), (4,))
    whole, divided = judge(game, ((0,), (1,), (2,))), judge(parts, tuple((k,) for k in range(6)))
    assert np.allclose(divided.standing[-1], whole.standing[-1])
    ends = [
        [c.slack for c in one.constraints if c.round > len(one.plan)] for one in (whole, divided)
    ]
    assert ends[0] == pytest.approx(ends[1])


def test_items_that_do_not_add_up_are_divided_by_the_case_only() -> None:
    """What a part is worth is not known; ways of the case are still tried."""
    game = replace(swap(), extra=np.zeros((4, 2)))
    with pytest.raises(QuestionError, match="give its options"):
        divide(game, {0: [0.5, 0.5]})
    assert splits(replace(game, stake=np.array([0.0, 1.0])), joint=False).safe == ()


def test_the_fewest_parts_in_all() -> None:
    """Costs 3 and 3, 1 at stake for the second: x in 2 and y in 3 parts, and nothing less."""
    game = barter({"x": (3, 5)}, {"y": (3, 5)}, stake=(0, 1))
    found = splits(game, joint=False)
    assert [(one.division.items, one.parts) for one in found.safe] == [((0, 1), (2, 3))]
    assert found.scope == "exact"
    for row in itertools.product(range(1, 5), repeat=2):
        if sum(row) < 5:
            parts = divide(game, {k: [1 / count] * count for k, count in enumerate(row)})
            assert best(parts, "slack", joint=False) is None


def test_the_fewest_parts_of_several_items() -> None:
    """All ways with the least sum of parts, where no single item in parts is enough."""
    rng = np.random.default_rng(1)
    sums = []
    for _ in range(16):
        costs = rng.integers(2, 6, 4).tolist()
        first = {f"a{k}": (costs[k], costs[k] + 3) for k in range(2)}
        second = {f"b{k}": (costs[k], costs[k] + 3) for k in range(2, 4)}
        game = barter(first, second, stake=(1, int(rng.integers(1, 3))))
        if best(game, "slack", joint=False) is not None:
            continue
        enough: dict[int, set[tuple[int, ...]]] = {}
        for row in itertools.product((1, 2, 3), repeat=4):
            parts = divide(game, {k: [1 / count] * count for k, count in enumerate(row)})
            if sum(row) < 8 and best(parts, "slack", joint=False) is not None:
                enough.setdefault(sum(row), set()).add(row)
        found = splits(game, joint=False).safe
        if enough and all(len(one.parts) > 1 for one in found):
            sums.append(min(enough) - 4)
            rows = {
                tuple(
                    dict(zip(one.division.items, one.parts, strict=True)).get(k, 1)
                    for k in range(4)
                )
                for one in found
            }
            assert rows == enough[min(enough)]
    assert 2 in sums
    assert len(sums) > 2


@pytest.mark.parametrize("joint", [False, True])
def test_without_anything_at_stake_no_parts_are_enough(*, joint: bool) -> None:
    """Nobody could make the last step, unless both make it together and notice at once."""
    game = swap(delay=1)
    found = splits(game, joint=joint)
    assert (found.safe, found.scope) == ((), "exact")
    assert found.why == "nobody could make the last step, however small"
    parts = divide(game, {0: [0.1] * 10, 1: [0.1] * 10})
    assert best(parts, "slack", joint=joint) is None


def test_parts_are_not_sought_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the search stops early, the answer says that not all was tried."""
    game = replace(many(2), stake=np.array([0.1, 0.0]))
    monkeypatch.setattr("zopa.analysis.exchange.splitting.EFFORT", 20_000)
    found = splits(game, joint=False)
    assert (found.safe, found.scope) == ((), "bound")
    failed = next(one for one in repairs(game, joint=False) if one.kind == "split")
    assert (failed.works, failed.scope) == (False, "bound")


def test_parts_of_the_package_are_not_sought_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor smaller packages."""
    game = replace(many(2), stake=np.array([0.1, 3.5]))
    assert largest_part(game, joint=False).scope == "exact"
    monkeypatch.setattr("zopa.analysis.exchange.parts.EFFORT", -1)
    found = largest_part(game, joint=False)
    assert (found.best, found.scope) == (None, "bound")


def test_the_largest_part_may_be_nothing_or_all() -> None:
    """No part holds without stakes one at a time; where all holds, it is the largest part."""
    nothing = largest_part(swap(), joint=False)
    assert (nothing.best, nothing.scope) == (None, "exact")
    everything = largest_part(swap(), joint=True)
    assert everything.best is not None
    assert everything.best.items == (0, 1)


def test_twelve_items_are_searched_exactly() -> None:
    """One at a time and in joint rounds; a safe one is found, or why there is none."""
    game = many(6, delay=1)
    for joint in (False, True):
        search = Search(game, joint=joint)
        assert search.best("slack") is None
        found = search.blocked()
        assert found is not None
        assert found.states == 2**12
        assert found.scope == "exact"
        assert found.least is not None
        offers = search.frontier()
        assert all(judge(game, one.plan).deposits.sum() > 0 for one in offers)
        assert search.effort > 24_576


def test_a_question_that_is_too_large_is_refused() -> None:
    """In plain words, with what would help; where items add up a program is tried."""
    wide = replace(many(10), extra=np.zeros((2**20, 2)))
    with pytest.raises(
        LimitError, match="the order of 20 steps in joint rounds is too large a question"
    ):
        best(wide, "slack", joint=True)
    late = replace(many(4, delay=2), extra=np.zeros((2**8, 2)))
    with pytest.raises(LimitError, match="the order of 8 steps one at a time is too large"):
        frontier(late, joint=False)


def test_where_labels_refuse_a_program_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same answer, and by its own name."""
    game = replace(swap(), stake=np.array([3.0, 3.0]), discount=np.array([0.9, 0.9]))
    direct = best(game, "slack", joint=False)
    monkeypatch.setattr("zopa.analysis.exchange.labels.WORK", 0)
    other = best(game, "slack", joint=False)
    assert direct is not None
    assert other is not None
    assert other.value == pytest.approx(direct.value)
    assert other.method == "mixed-integer program, solved to the end"


def test_a_program_that_runs_out_of_time_says_so() -> None:
    """Nothing found and nothing ruled out is no answer; a schedule found by then is a bound."""
    game = many(7, delay=2)
    with pytest.raises(LimitError, match=r"stopped after 0\.001 s"):
        best(game, "slack", joint=True, time_limit_s=0.001)


def test_blocked_without_sets_names_what_the_least_stakes_lack() -> None:
    """Late notice: the rounds that are broken in the schedules of the frontier."""
    game = replace(swap(), delay=np.array([2, 2]))
    found = blocked(game, joint=False)
    assert found is not None
    assert (found.reached, found.states) == (0, 0)
    assert "what is broken where the least additional stakes are missing" in found.method
    assert {one.given for one in found.blocks} == {(0,), (1,)}
    assert found.end == ()
    promised = replace(game, shift=np.array([[0.0, 0.0], [4.0, 0.0]]))
    ended = blocked(promised, joint=False)
    assert ended is not None
    assert [(one.party, one.slack) for one in ended.end] == [(0, -4.0)]
    assert blocked(replace(game, stake=np.array([9.0, 9.0])), joint=False) is None


def test_blocked_where_nobody_would_begin() -> None:
    """Who loses by the whole package does not begin; that is the only blocked round."""
    found = blocked(barter({"x": (9, 5)}, {"y": (3, 5)}), joint=True)
    assert found is not None
    assert found.least is not None
    assert (found.least.delivered, found.least.given, found.reached) == ((), (), 0)
    assert [(one.party, one.slack) for one in found.least.breaks] == [(0, -4.0)]


def test_blocked_names_what_would_be_withheld() -> None:
    """Of two items in one round the one that tempts; both where both do."""
    game = barter({"x": (3, 5), "z": (-1, 1)}, {"y": (3, 5)}, delay=1)
    found = blocked(game, joint=True)
    assert found is not None
    swap_all = next(one for one in found.blocks if one.given == (0, 1, 2))
    assert {(one.party, one.items) for one in swap_all.breaks} == {(0, (0,)), (1, (2,))}


def test_repairs_without_scores_to_lose() -> None:
    """A kind with nothing to change is not mentioned; one that fails has one entry."""
    found = repairs(swap(), joint=False)
    kinds = [one.kind for one in found]
    assert "check" not in kinds
    assert "delay" not in kinds
    assert [one.works for one in found if one.kind == "split"] == [False]


def test_money_and_trust_refuse_nonsense() -> None:
    """One sentence each."""
    with pytest.raises(QuestionError, match="2 costs and 1 values do not fit"):
        delivery_order([1, 2], [3])
    with pytest.raises(QuestionError, match="an order has each of the 2 items once"):
        least_stakes([1, 2], [3, 4], [0, 0])
    with pytest.raises(QuestionError, match="with 0 at stake no number of parts is enough"):
        least_parts(3, 0)
    with pytest.raises(QuestionError, match="gradual steps want 0 < own < other"):
        shrinkage(2, 1, 0.9)
    with pytest.raises(QuestionError, match=r"later is 1\.2; it must be from 0 to 1"):
        power_shift(0.5, 1.2, cost=0.1, discount=0.9)
    with pytest.raises(QuestionError, match="discount is 0"):
        power_shift(0.5, 0.2, cost=0.1, discount=0)
    with pytest.raises(QuestionError, match="trust wants payoffs"):
        Trust(tempted=1, reward=2, conflict=0, betrayed=-1, trusty=0)
    game = Trust(tempted=2, reward=1, conflict=0, betrayed=-1, trusty=0.5)
    with pytest.raises(QuestionError, match="a chance or share of 2 is none"):
        telling_step(game, 2)


def test_too_many_sets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before they are all listed."""
    monkeypatch.setattr(downsets, "SETS", 100)
    with pytest.raises(LimitError, match="more than 100 sets can stand in between"):
        downsets.down_sets([0] * 7)
    monkeypatch.setattr(downsets, "WAYS", 100)
    with pytest.raises(LimitError, match="211 ways lead from one set to the next; at most 100"):
        downsets.ladder([0] * 5, joint=True)


def test_sets_of_many_items_are_looked_up_too() -> None:
    """More than fit into a table of all sets: 30 items in two long rows."""
    rows = [0, *(1 << k for k in range(14)), 0, *(1 << k for k in range(15, 29))]
    found = downsets.ladder(rows, joint=False)
    assert len(found.sets) == 16 * 16
    assert (found.sets[found.source] | found.steps[found.step] == found.sets[found.target]).all()


def test_the_lattice_and_labels_agree_on_what_nothing_reaches() -> None:
    """Joint rounds of late notice: the same frontier by both."""
    game = many(3, delay=1)
    left = Lattice(Account(game), joint=True).guarantees()
    right = Labels(Account(game), joint=True).guarantees()
    assert np.allclose([one.deposits for one in left], [one.deposits for one in right])
