"""The exchange study of a case: schedules, orders asked for, reasons and remedies in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import zopa
from exchange_cases import ALL, Worth, exchange_case, hanoi_in_five
from zopa.analysis.exchange import _remedies
from zopa.analysis.exchange._words import doing
from zopa.analysis.exchange.binding import game_of
from zopa.analysis.exchange.judge import Constraint, judge
from zopa.analysis.exchange.repairs import RawRepair
from zopa.analysis.exchange.results import ExchangeStudy, Schedule
from zopa.analysis.exchange.study import exchange
from zopa.errors import QuestionError, UnknownNameError
from zopa.model import (
    Case,
    ExchangeTerms,
    Issue,
    Joint,
    Number,
    Option,
    Order,
    Pattern,
    Rule,
    Stakes,
    StepTerms,
)

SWAP = {"x": ("a", {"a": -3.0, "b": 5.0}), "y": ("b", {"a": 5.0, "b": -3.0})}


def swap(**given: object) -> Case:
    """Return two steps of cost 3 and value 5; what is withheld is noticed after the round."""
    late = {key: StepTerms(delay=1) for key in SWAP}
    terms = ExchangeTerms(**({"to": ALL, "issues": late} | given))  # type: ignore[arg-type]
    return exchange_case(SWAP, terms)


def asked(case: Case, *rounds: tuple[tuple[str, str | None], ...]) -> Schedule:
    """Return one order of a case, judged."""
    assert case.exchange is not None
    order = Order(id="o", name="Asked", rounds=rounds)
    return exchange(replace(case, exchange=replace(case.exchange, orders={"o": order}))).orders[0]


def test_one_stake_makes_a_swap_possible() -> None:
    """Whoever gives last would keep its step: it needs a stake of 3, or nothing holds."""
    found = exchange(swap())
    assert not found.possible
    assert [dict(each) for each in found.deposits] == [{"a": 0, "b": 3}, {"a": 3, "b": 0}]
    assert found.schedules[0].id == "least-deposits"
    held = exchange(swap(parties={"b": Stakes(stake=3)}))
    assert held.possible
    assert held.schedules[0].rounds == (("x",), ("y",))
    assert held.schedules[0].name == "best by every measure"
    assert (held.reason, held.repairs) == (None, ())
    assert held.deposits == ({"a": 0, "b": 0},)
    assert held.least_stakes == ({"a": 0, "b": 3}, {"a": 3, "b": 0})
    assert held.stakes == {"a": 0, "b": 3}


def test_one_at_a_time_never_makes_two_steps_in_a_round() -> None:
    """Hand over hand, seen at once, two steps hold together and not one after the other."""
    hand_over_hand = swap(issues={})
    assert exchange(hand_over_hand).schedules[0].rounds == (("x", "y"),)
    alone = exchange(hand_over_hand, joint=False)
    assert (alone.possible, alone.joint_rounds) == (False, False)
    assert all(len(each) == 1 for each in alone.schedules[0].rounds)


def test_schedules_that_are_best_by_different_measures_have_names_of_their_own() -> None:
    """Quick and safe, or slower and with less at risk."""
    found = exchange(
        hanoi_in_five(
            ExchangeTerms(
                to=ALL,
                parties={"us": Stakes(stake=8), "dprk": Stakes(stake=9)},
                issues={key: StepTerms(delay=1) for key in ("declaration", "yongbyon", "others")},
            )
        )
    )
    names = [name for each in found.schedules for name in each.name.split(" and ")]
    assert sorted(names) == ["fewest rounds", "least at risk", "most to spare"]
    assert len({each.rounds for each in found.schedules}) == len(found.schedules) > 1


def test_a_package_that_leaves_somebody_worse_off_is_said_first() -> None:
    """No order makes it begin."""
    steps = SWAP | {"y": ("b", {"a": 5.0, "b": -9.0})}
    found = exchange(exchange_case(steps, ExchangeTerms(to=ALL)))
    assert found.reason == "whatever the order, the package leaves B 4 points worse off than now"


def test_where_least_is_missing_is_said_with_party_place_and_size() -> None:
    """The one who gives second would stop after round 1."""
    found = exchange(swap(), joint=False)
    assert found.reason == (
        "in every order somebody would break off; where least is missing, B would gain 3 points "
        "by breaking off after round 1"
    )


@pytest.mark.parametrize(
    ("kind", "round_", "said"),
    [
        ("leave", 1, "not beginning"),
        ("leave", 2, "breaking off after round 1"),
        ("leave", 3, "going back on it once all is done"),
        ("withhold", 2, "not doing “X: Done” in round 2"),
    ],
)
def test_what_somebody_would_do_is_said_in_words(kind: str, round_: int, said: str) -> None:
    """Of a schedule with two rounds."""
    steps = exchange(swap()).steps
    one = Constraint(party=0, round=round_, kind=kind, slack=-1.0, items=(0,))  # type: ignore[arg-type]
    assert doing(one, steps, 2) == said


# Orders that somebody asked for.

PARTS: Mapping[str, list[Worth]] = {"x": [{"a": -1.0, "b": 2.0}, {"a": -2.0, "b": 4.0}]}
LONG = exchange_case(SWAP, ExchangeTerms(to=ALL), through=PARTS)
STEPWISE = exchange_case(SWAP, ExchangeTerms(to=ALL, parties={"a": Stakes(stake=2)}), through=PARTS)


def test_an_order_may_stop_on_the_way() -> None:
    """Up to an option, then all the way: two steps of one issue, each with its own worth."""
    found = asked(LONG, (("x", "part1"),), (("y", None),), (("x", None),))
    assert found.rounds == (("x:part1",), ("y",), ("x:done",))
    assert [step.cost for step in found.steps] == [1, 2, 3]
    assert [dict(each) for each in found.standing] == [
        {"a": 0, "b": 0},
        {"a": -1, "b": 2},
        {"a": 4, "b": -1},
        {"a": 2, "b": 2},
    ]


def test_moves_beyond_the_package_or_back_are_left_out() -> None:
    """The package stops at the second part: `done` lies beyond, `open` lies behind."""
    short = replace(
        LONG,
        packages={
            ALL: replace(LONG.packages[ALL], options={"x": "part2", "y": "done"}),
        },
    )
    found = asked(short, (("x", "part1"),), (("x", "open"),), (("y", "done"), ("x", "done")))
    assert found.rounds == (("x:part1",), ("x:part2", "y"))
    assert asked(short, (("x", "open"),), (("y", None),)).rounds == (("y",), ("x",))
    begun = replace(short, issues=(replace(LONG.issues[0], now="part1"), LONG.issues[1]))
    assert asked(begun, (("x", "open"),), (("y", None),)).rounds == (("y",), ("x",))
    assert asked(begun, (("x", "done"),), (("y", None),)).rounds == (("x",), ("y",))


def test_what_is_not_named_comes_last_as_soon_as_needs_allow() -> None:
    """Two steps that need each other in turn take two rounds."""
    terms = ExchangeTerms(
        to=ALL,
        issues={"yongbyon": StepTerms(needs=("others",)), "others": StepTerms(needs=("r1",))},
    )
    found = asked(hanoi_in_five(terms), (("r2", None),))
    assert found.rounds == (
        ("r2",),
        ("r1", "moratorium", "declaration"),
        ("others",),
        ("yongbyon",),
    )
    assert found.broken == ()


def test_issues_that_the_package_does_not_change_are_skipped() -> None:
    """An order names more than this package moves."""
    some = replace(
        LONG, packages={ALL: replace(LONG.packages[ALL], options={"x": "done", "y": "open"})}
    )
    assert asked(some, (("y", None),), (("x", None),)).rounds == (("x",),)


def test_an_order_against_needs_is_judged_and_says_so() -> None:
    """It names both steps."""
    case = swap(issues={"x": StepTerms(needs=("y",))}, parties={"b": Stakes(stake=9)})
    found = asked(case, (("x", None),), (("y", None),))
    assert found.broken == ("“X: Done” needs “Y: Done” in an earlier round",)
    assert not found.safe
    assert found.breaks == ()


def test_an_order_against_a_rule_says_which_in_the_round_it_happens() -> None:
    """What a rule asks for may come in the same round, not later."""
    rule = Rule(
        when=Pattern(allowed={"x": ("done",)}),
        then=Pattern(allowed={"y": ("done",)}),
        reason="First things first.",
    )
    case = replace(swap(), rules=(rule,))
    late = asked(case, (("x", None),), (("y", None),))
    assert late.broken == ("round 1 leads to what a rule forbids (First things first.)",)
    assert asked(case, (("x", None), ("y", None))).broken == ()
    found = exchange(case, joint=True)
    assert found.scope == "bound"
    assert "what a rule puts before something else" in " ".join(found.notes)
    assert exchange(case, joint=False).scope == "exact"


# What the answer leaves out.


def test_clauses_joint_scores_and_narrowed_rules_are_noted() -> None:
    """Each in a clause of its own."""
    case = swap()
    clause = Issue(id="order", name="Order", options=(Option(id="any", name="Any"),), term=True)
    joint = Joint(id="j", issues=("x", "y"), scores={("done", "done"): Number.fixed(1)})
    preferences = dict(case.preferences)
    preferences["a"] = replace(preferences["a"], joint=(joint,))  # type: ignore[type-var]
    either = Rule(
        when=Pattern(allowed={"x": ("open",), "y": ("open",), "order": ("any",)}), then=None
    )
    package = replace(case.packages[ALL], options={"x": "done", "y": "done", "order": "any"})
    found = exchange(
        replace(
            case,
            issues=(*case.issues, clause),
            preferences=preferences,
            packages={ALL: package},
            rules=(either,),
        )
    )
    assert found.gains["a"] == 3
    assert found.notes[0] == "“Order” is a clause that nobody carries out: no step, and not counted"
    assert found.notes[1].startswith("what a step costs and brings depends on those made before")


def test_orders_that_were_not_looked_at_are_noted() -> None:
    """One way is kept where a rule says either of two; so nothing is proved without it."""
    steps = {**SWAP, "z": ("b", {"a": 1.0, "b": -1.0})}
    either = Rule(when=Pattern(allowed={"x": ("done",), "y": ("open",), "z": ("open",)}), then=None)
    found = exchange(
        replace(exchange_case(steps, ExchangeTerms(to=ALL)), rules=(either,)), joint=False
    )
    assert (found.possible, found.scope) == (False, "bound")
    assert found.notes[0].startswith("the rules of the case do not say as a list")


def test_a_step_does_not_stop_where_a_rule_forbids_it() -> None:
    """No way through an option that is never allowed is offered."""
    never = Rule(when=Pattern(allowed={"x": ("part1", "part2")}), then=None)
    found = exchange(replace(STEPWISE, rules=(never,)), joint=False)
    assert not any("by way of" in each.text for each in found.repairs)
    assert any("by way of" in each.text for each in exchange(STEPWISE, joint=False).repairs)


def test_what_is_read_on_the_safe_side_is_noted_by_name() -> None:
    """A step that worsens its own giver's position and may go unnoticed."""
    case = swap(issues={"y": StepTerms(detected=0.5, shift={"b": -2})})
    (note,) = exchange(case).notes
    assert note.startswith("“Y: Done” would worsen the breakdown position")


def test_a_solution_or_a_package_is_carried_out() -> None:
    """By name; an unknown one is refused with the names there are."""
    plain = replace(swap(), exchange=None)
    assert exchange(plain).package_id == "nash"
    assert exchange(plain, to=ALL).package == {"x": "done", "y": "done"}
    with pytest.raises(UnknownNameError, match="did you mean 'all_of_it'"):
        exchange(plain, to="all_of_i")
    with pytest.raises(QuestionError, match="has no scores"):
        exchange(replace(plain, preferences={}), to=ALL)


def test_progress_is_told() -> None:
    """From the beginning to the end."""
    told: list[tuple[str, float]] = []
    exchange(swap(), progress=lambda what, share: told.append((what, share)))
    assert (told[0], told[-1]) == (("package", 0.0), ("done", 1.0))
    assert [share for _, share in told] == sorted(share for _, share in told)


# Remedies.


def works(found: ExchangeStudy) -> dict[str, list[str]]:
    """Return what is said of the remedies that work, by kind."""
    said: dict[str, list[str]] = {}
    for each in found.repairs:
        if each.works:
            said.setdefault(each.kind, []).append(each.text)
    return said


def test_deposits_come_with_the_smallest_total_first() -> None:
    """Two and two before nine or eight."""
    terms = ExchangeTerms(to=ALL, issues={"others": StepTerms(needs=("declaration",))})
    found = exchange(hanoi_in_five(terms), joint=False)
    head = "a deposit or guarantee, lost by whoever breaks off: "
    assert works(found)["deposit"] == [
        f"{head}2 points by United States and 2 points by North Korea",
        f"{head}8 points by United States",
        f"{head}9 points by North Korea",
    ]
    assert found.schedules[0].deposits == {"us": 2, "dprk": 2}


def test_middle_options_are_the_first_way_to_smaller_steps() -> None:
    """With a stake of 2, X in thirds holds: one, then Y, then the two others; X whole would not."""
    case = exchange_case(SWAP, ExchangeTerms(to=ALL, parties={"a": Stakes(stake=2)}), through=PARTS)
    found = exchange(case, joint=False)
    texts = works(found)["split"]
    assert texts[0] == "in smaller steps: “X” by way of “Part1” and “Part2”"
    repair = next(each for each in found.repairs if each.kind == "split")
    assert repair.schedule is not None
    assert repair.schedule.safe
    assert {name for each in repair.schedule.rounds for name in each} == {
        "x:part1",
        "x:part2",
        "x:done",
        "y",
    }


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (
            RawRepair(
                kind="split",
                size=3.0,
                sizes=(3.0, 2.0),
                items=(0, 1),
                works=True,
                scope="exact",
                method="",
            ),
            "in equal parts, one after the other: “X: Done” in 3 and “Y: Done” in 2",
        ),
        (
            RawRepair(kind="check", size=0.8333, items=(0,), works=True, scope="exact", method=""),
            "it is noticed more surely when a step is not done as promised: “X: Done” with at least 83.4 % (now 60 %)",
        ),
        (
            RawRepair(kind="check", size=0.7, items=(0, 1), works=True, scope="bound", method=""),
            (
                "it is noticed more surely when a step is not done as promised: “X: Done” or “Y: "
                "Done” with at least 70 % (now 60 %) (less may do)"
            ),
        ),
        (
            RawRepair(kind="delay", size=0.0, items=(0,), works=True, scope="exact", method=""),
            (
                "it is noticed sooner when a step is not done as promised: “X: Done” before anybody "
                "else moves (now 2)"
            ),
        ),
        (
            RawRepair(
                kind="delay", size=1.0, party=0, items=(0,), works=True, scope="exact", method=""
            ),
            "it is noticed sooner when a step is not done as promised: “X: Done” after 1 round at most (now 2)",
        ),
        (
            RawRepair(
                kind="reversible", size=0.6111, items=(1,), works=True, scope="exact", method=""
            ),
            "a step can be taken back: “Y: Done” to at least 61.2 % of its worth (now 0 %)",
        ),
        (
            RawRepair(kind="relationship", size=1.0, party=1, works=True, scope="exact", method=""),
            "what comes after completion is worth more: 1 point to B",
        ),
        (RawRepair(kind="delay", works=False, scope="exact", method=""), "quicker notice"),
    ],
)
def test_every_kind_of_remedy_has_words(raw: RawRepair, text: str) -> None:
    """With its least size, what is now, and that less may do where it is a bound."""
    case = swap(issues={"x": StepTerms(detected=0.6, delay=2)})
    bound = game_of(case, case.packages[ALL].options)
    assert _remedies._repair(case, bound, [], raw).text == text  # noqa: SLF001 - words alone


def test_more_than_two_steps_are_named_by_whose_they_are() -> None:
    """All of one party's, or of anybody."""
    case = hanoi_in_five(ExchangeTerms(to=ALL))
    bound = game_of(case, case.packages[ALL].options)
    raw = RawRepair(kind="check", size=0.5, items=(2, 3, 4), works=True, scope="exact", method="")
    said = [
        _remedies._repair(case, bound, [], each).text  # noqa: SLF001 - words alone
        for each in (raw, replace(raw, party=1))
    ]
    assert ": any step with" in said[0]
    assert ": any step of North Korea with" in said[1]


def test_a_part_says_what_is_left_out_and_what_it_brings() -> None:
    """The theory's part without the second relief, Yongbyon and the other sites."""
    case = hanoi_in_five(ExchangeTerms(to=ALL))
    bound = game_of(case, case.packages[ALL].options)
    raw = RawRepair(
        kind="part",
        size=80.0,
        sizes=(10.0, 8.0),
        items=(0, 2, 3),
        works=True,
        scope="exact",
        method="",
    )
    assert _remedies._repair(case, bound, [], raw).text == (  # noqa: SLF001 - words alone
        "a smaller package, without “R2: Done”, “Yongbyon: Done” and “Others: Done”; it brings "
        "United States 10 and North Korea 8 points"
    )


@st.composite
def swaps(draw: st.DrawFn) -> Case:
    """Return a random exchange of three or four steps between two parties."""
    whole = st.integers(0, 9).map(float)
    share = st.sampled_from([0.0, 0.5, 1.0])
    steps: dict[str, tuple[str, Worth]] = {}
    terms = {}
    for key in "wxyz"[: draw(st.integers(3, 4))]:
        by, to = draw(st.permutations(["a", "b"]))
        steps[key] = (by, {by: -draw(whole), to: draw(whole)})
        terms[key] = StepTerms(
            reversible_value=draw(share),
            reversible_cost=draw(share),
            detected=draw(st.sampled_from([0.5, 1.0])),
            delay=draw(st.integers(0, 1)),
        )
    stakes = {party: Stakes(stake=float(draw(st.integers(0, 4)))) for party in "ab"}
    return exchange_case(steps, ExchangeTerms(to=ALL, issues=terms, parties=stakes))


@settings(max_examples=40)
@given(swaps(), st.booleans())
def test_what_is_said_of_an_exchange_holds(case: Case, joint: bool) -> None:
    """Schedules are safe where some is; remedies come with a schedule that is safe with them."""
    found = exchange(case, joint=joint)
    game = game_of(case, found.package).game
    for schedule in found.schedules:
        plan = tuple(tuple(sorted(map(game.items.index, each))) for each in schedule.rounds)
        assert judge(game, plan).safe == schedule.safe == found.possible
        assert all(len(each) == 1 for each in plan) or joint
        enough = replace(game, stake=np.array([schedule.stakes[p] for p in game.parties]))
        assert judge(enough, plan).safe
    assert found.possible == (found.reason is None) == (not found.repairs)
    for repair in found.repairs:
        assert not repair.works or (repair.schedule is not None and repair.schedule.safe)
    assert found.schedules[0].standing[-1] == pytest.approx(found.gains)


def test_today_and_walking_away_are_reconciled_where_they_differ(examples: Path) -> None:
    """Points gained count from today; the zone counts from walking away."""
    notes = zopa.exchange(zopa.read(examples / "hanoi-2019")).notes
    said = (
        "compared with which today is worth 9 points less to United States and 7 points less to "
        "North Korea"
    )
    assert any(said in note for note in notes)
    assert any("no step, and not counted" in note for note in notes)


RULED = """zopa: 1
id: ruled
parties: [a, b]
issues:
  x: {by: a, now: n, options: [n, y]}
  y: {by: b, now: n, options: [n, y]}
rules: [{if: {y: y}, then: {x: y}}]
preferences:
  a: {scores: {x: {n: 3, y: 0}, y: {n: 0, y: 5}}, no_deal: 0}
  b: {scores: {y: {n: 3, y: 0}, x: {n: 0, y: 5}}, no_deal: 0}
packages:
  swap: {x: y, y: y}
exchange:
  to: swap
  orders:
    at_once: {name: At once, by: a, rounds: [[x, y]]}
"""


def test_an_order_asked_for_that_holds_is_not_denied(tmp_path: Path) -> None:
    """The rule puts x in an earlier round in the search, but a swap at once obeys it too."""
    path = tmp_path / "case.yaml"
    path.write_text(RULED)
    found = exchange(zopa.read(path))
    assert found.orders[0].safe
    assert found.possible
    assert found.reason is None
    assert found.scope == "bound"
    assert any("earlier round only" in note for note in found.notes)
    path.write_text(RULED.split("  orders:", maxsplit=1)[0])
    alone = exchange(zopa.read(path))
    assert not alone.possible
    assert alone.reason is not None
    assert alone.reason.startswith("in every order looked at")
    assert alone.scope == "bound"
