"""Worked numbers of self-enforcing exchange, computed by hand or by an independent program.

E1 to E5 are the worked examples of the theory behind this part of zopa; each docstring says what
can be checked by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.barter import barter
from zopa.analysis.exchange.calculators.commitment import power_shift
from zopa.analysis.exchange.calculators.gradualism import levels, shrinkage
from zopa.analysis.exchange.calculators.reassurance import (
    Trust,
    best_first_step,
    least_trust,
    least_trust_in_steps,
    telling_step,
)
from zopa.analysis.exchange.dividing import divide
from zopa.analysis.exchange.game import Game, Plan
from zopa.analysis.exchange.judge import judge
from zopa.analysis.exchange.listing import plans
from zopa.analysis.exchange.money import least_stakes, payments
from zopa.analysis.exchange.program import Program
from zopa.analysis.exchange.repairs import repairs
from zopa.analysis.exchange.search import best, frontier
from zopa.kernels.downsets import down_sets

GIVEN = {"R1": (8.0, 18.0), "R2": (14.0, 22.0)}
ASKED = {"M": (2.0, 6.0), "D": (8.0, 12.0), "Y": (9.0, 12.0), "O": (11.0, 16.0)}
NAMES = (*GIVEN, *ASKED)
RELIEF_FIRST, DISARM_FIRST = "R1 | R2 | M | D | Y | O", "M | D | Y | O | R1 | R2"


def hanoi(*, snap_back: bool) -> Game:
    """Return E5: relief against disarmament, O after D; with snap-back 90 % of relief, all of M."""
    reversible: Mapping[str, float] = {"R1": 0.9, "R2": 0.9, "M": 1.0} if snap_back else {}
    return barter(GIVEN, ASKED, parties=("us", "dprk"), needs={"O": ["D"]}, reversible=reversible)


def order(text: str) -> Plan:
    """Return a plan from ``R1 + M | Y``."""
    rounds = [[NAMES.index(name.strip()) for name in row.split("+")] for row in text.split("|")]
    return tuple(tuple(sorted(row)) for row in rounds)


def stakes(game: Game, *, joint: bool = False) -> list[list[float]]:
    """Return the Pareto-minimal additional stakes, rounded."""
    return [[round(x, 6) + 0.0 for x in one.deposits] for one in frontier(game, joint=joint)]


def test_e1_money() -> None:
    """Costs 4, 6, 2 and values 9, 7, 5: the rule gives 2, 1, 3 and needs 2; the worst order 6."""
    costs, values = [4, 6, 2], [9, 7, 5]
    assert least_stakes(costs, values) == 2
    worst = max(
        least_stakes(costs, values, row)
        for row in ([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0])
    )
    assert worst == 6
    found = payments(costs, values, price=16, stakes=(1, 1))
    assert [(one.item, one.least, one.most) for one in found.steps] == [
        (1, 1, 5),
        (0, 10, 11),
        (2, 15, 15),
    ]
    assert found.safe
    assert not payments(costs, values, price=16, stakes=(1, 0.5)).safe
    assert not payments(costs, values, price=23, stakes=(1, 1)).safe
    assert payments(costs, values, price=22, stakes=(1, 1)).safe
    assert not payments(costs, values, price=10, stakes=(1, 1)).safe
    assert payments(costs, values, price=11, stakes=(1, 1)).safe


def test_e2_barter() -> None:
    """Costs 3 and 3, values 5 and 5: who gives last needs 3; a swap noticed late needs 3 of both."""
    game = barter({"x": (3, 5)}, {"y": (3, 5)})
    assert stakes(game) == [[0, 3], [3, 0]]
    late = replace(game, delay=np.array([1, 1]))
    assert judge(late, ((0, 1),)).deposits.tolist() == [3, 3]
    for count in (2, 3, 4):
        parts = divide(game, {0: [1 / count] * count, 1: [1 / count] * count})
        assert [0, round(3 / count, 6)] in stakes(parts)


def test_e3_relief_against_dismantlement() -> None:
    """Relief 4 -> 8, 90 % reversible; dismantling 5 -> 9 for ever: 3.6 and 4, or a relationship of 4."""
    game = barter({"relief": (4, 8)}, {"arms": (5, 9)}, reversible={"relief": 0.9})
    assert judge(game, ((0,), (1,))).deposits.round(9).tolist() == [3.6, 0]
    assert judge(game, ((1,), (0,))).deposits.tolist() == [4, 0]
    valued = replace(game, relationship=np.array([4.0, 0.0]))
    assert judge(valued, ((0,), (1,))).safe
    assert judge(valued, ((1,), (0,))).safe
    irreversible = replace(game, lost=np.zeros(2), regained=np.zeros(2))
    assert judge(irreversible, ((0,), (1,))).deposits.tolist() == [0, 5]


@pytest.mark.parametrize(("chance", "asked"), [(0.5, 2.8), (0.4, 5.3)])
def test_e4_doubtful_checks(chance: float, asked: float) -> None:
    """E3, relief first: 5 withheld, 7.2 at stake: 5 / p - 7.2 is missing; from 5 / 7.2 on nothing."""
    game = barter(
        {"relief": (4, 8)},
        {"arms": (5, 9)},
        reversible={"relief": 0.9},
        detected={"arms": chance},
        stake=(3.6, 0),
    )
    assert judge(game, ((0,), (1,))).deposits.round(9).tolist() == [0, asked]
    enough = replace(game, detected=np.array([1, 5 / 7.2]))
    assert judge(enough, ((0,), (1,))).safe
    assert not judge(replace(game, detected=np.array([1, 0.694])), ((0,), (1,))).safe


def test_e4_the_least_chance_is_found() -> None:
    """5 / 7.2 = .6944, where dismantling first is no way out."""
    game = barter(
        {"relief": (4, 8)},
        {"arms": (5, 9)},
        needs={"arms": ["relief"]},
        reversible={"relief": 0.9},
        detected={"arms": 0.4},
        stake=(3.6, 0),
    )
    checks = [one for one in repairs(game, joint=False) if one.kind == "check"]
    assert [(one.items, one.works) for one in checks] == [((1,), True)]
    assert checks[0].size == pytest.approx(5 / 7.2, abs=1e-6)


def test_e5_the_size_of_the_question() -> None:
    """48 sets of delivered items, 360 schedules one at a time, 2071 with joint rounds; gains 24, 10."""
    game = hanoi(snap_back=False)
    before = [sum(1 << k for k in row) for row in game.needs]
    assert len(down_sets(before)) == 48
    assert sum(1 for _ in plans(game, joint=False)) == 360
    assert sum(1 for _ in plans(game, joint=True)) == 2071
    assert judge(game, order(RELIEF_FIRST)).standing[-1].tolist() == [24, 10]


def test_e5_without_snap_back_the_order_decides() -> None:
    """Relief first asks 30 of the North, disarmament first 22 of the US, the best orders 2 and 2."""
    game = hanoi(snap_back=False)
    assert judge(game, order(RELIEF_FIRST)).deposits.tolist() == [0, 30]
    assert judge(game, order(DISARM_FIRST)).deposits.tolist() == [22, 0]
    assert stakes(game) == [[0, 9], [2, 2], [8, 0]]
    assert judge(game, order("Y | D | R2 | O | R1 | M")).deposits.tolist() == [2, 2]


def test_e5_in_halves() -> None:
    """Every item in two: 1 and 1, or 2, or 4."""
    game = divide(hanoi(snap_back=False), {item: [0.5, 0.5] for item in range(6)})
    assert stakes(game) == [[0, 2], [1, 1], [4, 0]]


def test_e5_doubtful_checks() -> None:
    """The North's deliveries noticed with .8: 2 and 2.5."""
    game = replace(hanoi(snap_back=False), detected=np.array([1, 1, 0.8, 0.8, 0.8, 0.8]))
    assert [2, 2.5] in stakes(game)


def test_e5_discounted() -> None:
    """A round is worth .95 of the one before, withholding noticed after the round: 2.42 and 2.11.

    Noticed at once, a stake is not discounted: 2.3 and 2.
    """
    game = replace(hanoi(snap_back=False), discount=np.array([0.95, 0.95]))
    late = replace(game, delay=np.ones(6, dtype=np.int64))
    found = best(late, "deposits", joint=False)
    assert found is not None
    assert found.judgement.deposits.round(2).tolist() == [2.42, 2.11]
    program = Program(Account(late), joint=False).cheapest()
    assert np.round(program.deposits, 2).tolist() == [2.42, 2.11]
    found = best(game, "deposits", joint=False)
    assert found is not None
    assert found.value == pytest.approx(4.3)


def test_e5_with_snap_back_the_promise_decides() -> None:
    """The US needs 13.8 = .9 * 22 - 6 in every order; disarmament first 16; with shifts 19.8."""
    game = hanoi(snap_back=True)
    assert stakes(game) == [[13.8, 0]]
    assert stakes(game, joint=True) == [[13.8, 0]]
    assert all(judge(game, plan).deposits[0] >= 13.8 - 1e-9 for plan in plans(game, joint=False))
    assert judge(game, order(RELIEF_FIRST)).deposits.round(9).tolist() == [13.8, 0]
    assert judge(game, order(DISARM_FIRST)).deposits.round(9).tolist() == [16, 0]
    shift = np.zeros((6, 2))
    shift[[4, 5], 0] = 3
    assert stakes(replace(game, shift=shift)) == [[19.8, 0]]


def test_e5_the_worth_of_the_relationship() -> None:
    """13.8 to the US replaces all deposits, and checks of .5 are enough; at .4 the North needs 2."""
    game = replace(hanoi(snap_back=True), relationship=np.array([13.8, 0]))
    assert best(game, "slack", joint=False) is not None
    for chance, wanted in ((0.5, [[0, 0]]), (0.4, [[0, 2]])):
        checked = replace(game, detected=np.array([1, 1, *[chance] * 4]))
        assert stakes(checked) == wanted


def test_e5_least_repairs_with_snap_back() -> None:
    """What is missing at the end is named first, with its size, and is what the relationship needs."""
    found = repairs(hanoi(snap_back=True), joint=False)
    by_kind = {one.kind: one for one in found}
    assert found[0].kind == "end"
    assert by_kind["end"].size == pytest.approx(13.8)
    assert by_kind["end"].party == 0
    assert by_kind["relationship"].size == pytest.approx(13.8, abs=1e-5)
    assert not by_kind["split"].works


@pytest.mark.parametrize(
    ("text", "exposed"),
    [
        (RELIEF_FIRST, [2.2, 24]),
        (DISARM_FIRST, [0, 28]),
        ("M + R1 | Y | D | R2 | O", [0.8, 24]),
    ],
)
def test_e5_exposure(text: str, exposed: list[float]) -> None:
    """US / North: what each has lost where the other stops and both take back what they can."""
    found = judge(hanoi(snap_back=True), order(text)).exposure.max(axis=0)
    assert found.round(9).tolist() == exposed


def test_e5_the_largest_part() -> None:
    """With 6 from the US: D, M and R1 in one round, gains 10 and 8."""
    game = replace(hanoi(snap_back=True), stake=np.array([6.0, 0.0]))
    part = next(one for one in repairs(game, joint=True) if one.kind == "part")
    assert sorted(NAMES[item] for item in part.items) == ["D", "M", "R1"]
    assert part.sizes == (10, 8)
    assert part.plan == ((0, 1, 2),)


@pytest.mark.parametrize(("late", "asked"), [(0, 21), (1, 21), (2, 30), (3, 30)])
def test_e5_late_notice(late: int, asked: float) -> None:
    """R1 | Y | R2 | M | D | O, nothing reversible: 21 of the North, 30 when noticed two rounds late."""
    game = replace(hanoi(snap_back=False), delay=np.full(6, late))
    assert judge(game, order("R1 | Y | R2 | M | D | O")).deposits.tolist() == [0, asked]


def test_own_shift_that_may_be_faked() -> None:
    """Y (cost 1, own shift -10) | R (5 to B) | Z (cost 3), F_A = 5, p_B = .5.

    Every slack would be at least 0 with B's own shift, yet withholding Y and then leaving pays B
    2.5 against 1; so the shift is left out, and said.
    """
    game = barter(
        {"R": (1, 5)},
        {"Y": (1, 4), "Z": (3, 4)},
        shift={"Y": (0, -10)},
        detected={"Y": 0.5, "Z": 0.5},
        stake=(5, 0),
    )
    plan = ((1,), (0,), (2,))
    found = judge(game, plan)
    assert not found.safe
    assert {one.party for one in found.breaks} == {1}
    assert "'Y' would worsen the breakdown position" in found.notes[0]
    sure = replace(game, detected=np.array([1, 1, 0.5]))
    assert judge(sure, plan).notes == ()
    assert judge(sure, plan).safe


def test_gradualism() -> None:
    """Lockwood and Thomas, a=1, b=2, delta=.9: each step .555556 of the one before."""
    assert shrinkage(1, 2, 0.9) == pytest.approx(0.555556, abs=1e-6)
    found = levels(1, 2, 0.9, rounds=5)
    assert [round(level, 4) for level in found] == [0.4444, 0.6914, 0.8285, 0.9047, 0.9471]
    assert levels(1, 2, 0.5, rounds=20)[-1] == 0
    assert levels(1, 2, 0.4, rounds=20)[-1] == 0


def test_reassurance() -> None:
    """Kydd with T=2, R=1, P=0, S=-1, T'=.5: 2/3 at once; 2/3 first and 1/3 later: 1/2; best 2/5: 1/3."""
    game = Trust(tempted=2, reward=1, conflict=0, betrayed=-1, trusty=0.5)
    assert least_trust(game) == pytest.approx(2 / 3)
    assert telling_step(game) == pytest.approx(2 / 3)
    assert least_trust_in_steps(game, 2 / 3) == pytest.approx(0.5)
    assert best_first_step(game) == pytest.approx((0.4, 1 / 3))


def test_reassurance_at_other_payoffs() -> None:
    """T=5, R=2, P=1, S=-1, T'=0: the best first step is where trust just tells exploiters apart."""
    game = Trust(tempted=5, reward=2, conflict=1, betrayed=-1, trusty=0)
    share, trust = best_first_step(game)
    assert least_trust_in_steps(game, share) == pytest.approx(trust)
    assert telling_step(game, trust) == pytest.approx(share)
    for other in np.linspace(0.01, 1, 100):
        enough = least_trust_in_steps(game, float(other))
        assert enough >= trust - 1e-12 or telling_step(game, enough) > other
    assert telling_step(game) == pytest.approx(4 / 7)


def test_commitment() -> None:
    """Fearon, p1=.6, p2=.2, cD=.1, delta=.9: .41 against .1, so war."""
    found = power_shift(0.6, 0.2, cost=0.1, discount=0.9)
    assert found.loss == pytest.approx(0.41)
    assert found.most == pytest.approx(0.1)
    assert found.fights
    waits = power_shift(0.6, found.least_later, cost=0.1, discount=0.9)
    assert waits.loss == pytest.approx(waits.most)
