"""The study of a case: which states it speaks of, what it says of them, how sure it is."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from conflicts import random_case, yes_no
from zopa import formats
from zopa.analysis.draws import chosen, draw
from zopa.analysis.stability import CORE, Conflict
from zopa.analysis.stability import robust as robust_module
from zopa.analysis.stability import study as study_module
from zopa.analysis.stability.judge import equilibria, judge
from zopa.analysis.stability.results import StabilityStudy, StateReport
from zopa.analysis.stability.robust import affordable, shares, side_by_side
from zopa.analysis.stability.states import states_of
from zopa.analysis.stability.study import explain, stability
from zopa.errors import LimitError, QuestionError, UnknownNameError
from zopa.model import (
    Case,
    Joint,
    Merged,
    NamedPackage,
    Number,
    OneWay,
    Option,
    Party,
    Pattern,
    Priorities,
    Rule,
    Scores,
    Standing,
    Statement,
    StateRules,
)
from zopa.model.statements import Atom

N = Number.fixed


def uncertain(case: Case, rng: np.random.Generator) -> Case:
    """Return the case with scores that have ranges for every party."""
    issues = [issue for issue in case.issues if not issue.term]
    preferences = {
        party.id: Scores(
            party=party.id,
            scores={
                i.id: {o.id: Number.uniform(low, low + 4) for o in i.options for low in rng.integers(0, 5, 1).tolist()}
                for i in issues
            },
            standing=Standing(value=N(0)),
        )
        for party in case.parties
    }  # fmt: skip
    return replace(case, orders={}, preferences=preferences)


@pytest.mark.parametrize("lists", [False, True], ids=["arrays", "lists"])
@pytest.mark.parametrize("seed", range(6))
def test_shares_are_those_of_each_draw_judged_alone(
    seed: int, *, lists: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copies side by side give the same as one conflict after the other; batches change nothing."""
    rng = np.random.default_rng([seed, lists])
    case = uncertain(random_case(rng, lists=lists), rng)
    posed = states_of(case)
    monkeypatch.setattr(robust_module, "BATCH", 4 * posed.space.count)
    done: list[float] = []
    found = shares(posed, CORE, 25, seed=3, progress=done.append)
    drawn = draw(case, 25, 3)
    for name in CORE:
        hits = np.zeros(posed.space.count)
        for at in range(25):
            one = states_of(case, chosen(drawn, slice(at, at + 1)))
            hits[equilibria(judge(one.conflict, [name]))[name]] += 1
        assert [p.share for p in found[name]] == pytest.approx((hits / 25).tolist())
        assert {p.draws for p in found[name]} == {25}
    assert done == sorted(done)
    assert done[-1] == 1


def test_copies_of_a_drawn_conflict_do_not_touch() -> None:
    """Moves stay inside each copy."""
    one = Conflict.of_arcs(
        ["a", "b", "c"],
        {"p": [("a", "b"), ("c", "a")], "q": [("b", "c")]},
        {"p": ["c", "b", "a"], "q": ["c", "b", "a"]},
    )
    ranks = np.stack([one.ranks, one.ranks[:, ::-1]])
    both = judge(side_by_side(one, ranks))
    for name, stable in judge(one).items():
        assert (both[name][:, :3] == stable).all()


def test_fewer_draws_are_made_of_large_conflicts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the work allows; too few say nothing and are left out."""
    case = formats.read("examples/hanoi-2019").case
    posed = states_of(case)
    assert affordable(posed, CORE, 2000) == 2000
    size = 3**7 * 2
    monkeypatch.setattr(robust_module, "WORK", 50 * size)
    assert affordable(posed, ["nash"], 2000) == 50
    assert affordable(posed, CORE, 2000) == 10
    monkeypatch.setattr(robust_module, "WORK", 9 * size)
    assert affordable(posed, ["nash"], 2000) == 0
    found = stability(case, definitions=["nash"], draws=2000, groups=False)
    assert found.draws == 0
    assert "how sure this is was left out" in found.left_out[0]
    assert not any(report.probability for report in found.reports)


def by_id(found: StabilityStudy) -> Mapping[str, StateReport]:
    """Return the reports by the ids of their states."""
    return {report.id: report for report in found.reports}


def test_elmira_has_its_states_reasons_ways_groups_and_conditions() -> None:
    """The answers of the papers in the form of a study; now is s1."""
    told: list[tuple[str, float]] = []
    found = stability(
        formats.read("examples/elmira").case,
        progress=lambda what, share: told.append((what, share)),
    )
    assert (found.engine, found.states, found.combinations) == ("lists", 9, 32)
    assert found.counts == {"nash": 3, "gmr": 5, "smr": 5, "seq": 3, "sseq": 3}
    assert [report.id for report in found.reports] == ["now", "s5", "s8", "s9", "s4"]
    assert (found.listed, found.draws, found.left_out) == (5, 0, ())
    assert [share for _, share in told] == sorted(share for _, share in told)
    now, s5, s8, s9, s4 = found.reports
    assert now.roles == ("now", "no_deal", "equilibrium")
    assert now.same_as == ("s1",)
    assert now.equilibrium == ("gmr", "smr")
    assert [w.stable for w in now.witnesses] == [True, True, False]
    assert [c.party for c in now.conditions] == ["local"]
    assert s5.places == {"moe": 5, "uniroyal": 4, "local": 3}
    assert [(way.kind, len(way.moves)) for way in s5.routes] == [("any", 1), ("improving", 1)]
    assert [(way.kind, len(way.moves)) for way in s8.routes] == [("any", 3), ("joint", 2)]
    (group,) = s5.groups
    assert (group.members, group.improvements) == (("moe", "uniroyal"), ("s8",))
    assert not any(group.stable.values())
    assert [move.target for move in group.way][-1] == "s8"
    assert s8.groups == s9.groups == ()
    assert (s9.name, s9.options) == (
        "The company abandons its plant",
        {"delay": "no", "accept": "no", "abandon": "yes"},
    )
    assert s4.equilibrium == ("gmr", "smr")
    steps = {(move.by, move.origin, move.target) for move in found.moves}
    assert {(("local",), "now", "s5"), (("uniroyal",), "s5", "s9")} <= steps
    leave = next(move for move in found.moves if move.target == "s9" and move.origin == "now")
    assert leave.changes == {"delay": "no", "abandon": "yes"}
    assert not leave.improves


def test_hanoi_speaks_of_offers_the_fair_package_and_chances() -> None:
    """Two parties move; the mediator is left out; the demands do not hold, the Nash package does."""
    found = stability(formats.read("examples/hanoi-2019").case, draws=100, listed=3)
    assert found.parties == ("us", "dprk")
    assert found.definitions == (*CORE, "non-myopic")
    assert (found.engine, found.states, found.combinations) == ("arrays", 1134, 2187)
    assert found.draws == 100
    reports = by_id(found)
    assert found.reports[0].roles == ("now", "no_deal")
    assert reports["dprk_offer"].roles == ("named",)
    assert reports["dprk_offer"].name == "North Korea's offer"
    (fair,) = [report for report in found.reports if "solution" in report.roles]
    assert fair.same_as == ("nash",)
    assert "seq" in fair.equilibrium
    assert set(fair.probability) == set(CORE)
    assert fair.probability["seq"].draws == 100
    assert [way.kind for way in fair.routes] == ["any", "joint"]
    assert sum("equilibrium" in report.roles for report in found.reports) == found.listed


def dilemma(**parts: object) -> Case:
    """Return a prisoners' dilemma, with some parts changed."""
    prefs = {
        "p": {"a": {"no": 0, "yes": 1}, "b": {"no": 0, "yes": -3}},
        "q": {"a": {"no": 0, "yes": -3}, "b": {"no": 0, "yes": 1}},
    }
    case = Case(
        id="pd",
        title="Prisoners",
        parties=(Party(id="p", name="Ann"), Party(id="q", name="Bob")),
        issues=(yes_no("a", ["p"]), yes_no("b", ["q"])),
        preferences={
            party: Scores(
                party=party,
                scores={i: {o: N(v) for o, v in column.items()} for i, column in scores.items()},
                standing=Standing(value=N(-1)),
            )
            for party, scores in prefs.items()
        },
        packages={
            "both": NamedPackage(id="both", name="Both defect", options={"a": "yes", "b": "yes"})
        },
    )
    return replace(case, **parts)  # type: ignore[arg-type]


def test_states_that_are_asked_for_are_reported() -> None:
    """By options or by number, besides those found; twice is once."""
    found = stability(dilemma(), states=["a=yes", "s3", {"a": "no", "b": "yes"}], listed=0)
    assert [report.id for report in found.reports] == ["now", "s2", "s3", "both"]
    roles = {report.id: report.roles for report in found.reports}
    assert roles == {
        "now": ("now", "no_deal", "equilibrium", "solution"),
        "s2": ("asked",),
        "s3": ("asked",),
        "both": ("equilibrium", "named"),
    }
    assert found.listed == 2


def test_equilibria_that_gains_lead_to_come_before_better_ones() -> None:
    """A stag hunt: both would like to cooperate, but from now no gain of one party leads there."""
    prefs = {
        party: Scores(
            party=party,
            scores={own: {"no": N(2), "yes": N(0)}},
            joint=(Joint(id="stag", issues=("a", "b"), scores={("yes", "yes"): N(4)}),),
            standing=Standing(value=N(100)),
        )
        for party, own in (("p", "a"), ("q", "b"))
    }
    hunt = dilemma(preferences=prefs, packages={})
    away = replace(hunt, issues=(yes_no("a", ["p"], now="yes"), yes_no("b", ["q"], now="yes")))
    for case, listed, wanted in ((hunt, 1, ["now"]), (hunt, 2, ["now", "s4"]), (away, 1, ["now"])):
        found = stability(case, definitions=["nash"], listed=listed)
        assert [report.id for report in found.reports] == wanted


def test_definitions_can_be_chosen() -> None:
    """Whether anybody gains at all is judged besides; foresight has no reasons of its own."""
    found = stability(dilemma(), definitions=["non-myopic", "nash", "nash"])
    assert found.definitions == ("nash", "non-myopic")
    assert {w.definition for report in found.reports for w in report.witnesses} == {"nash"}
    assert stability(dilemma(), definitions=["non-myopic"]).definitions == ("nash", "non-myopic")
    with pytest.raises(UnknownNameError, match="no definition of stability is called 'nahs'"):
        stability(dilemma(), definitions=["nahs"])
    with pytest.raises(QuestionError, match="no definition of stability was named"):
        stability(dilemma(), definitions=[])


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """No present state, many groups, many states."""
    issues = (yes_no("a", ["p"]), replace(yes_no("b", ["q"]), now=None))
    found = stability(dilemma(issues=issues))
    assert found.left_out == (
        "the case does not say how issue 'b' stands now, so there are no ways from now",
    )
    assert not any(report.routes for report in found.reports)
    monkeypatch.setattr(study_module, "GROUPS", 2)
    found = stability(dilemma())
    assert found.left_out == ("groups were left out, as the parties can form more than 2 of them",)
    assert not any(report.groups for report in found.reports)
    assert not any(report.groups for report in stability(dilemma(), groups=False).reports)
    monkeypatch.setattr(study_module, "EXPLAINED", 3)
    found = stability(dilemma())
    assert found.left_out == (
        "with more than 3 states, conditions, ways from now and groups were left out",
    )


def test_a_case_without_a_fair_package_has_none() -> None:
    """Nothing beats no deal for both; or the parties have no scores to choose by."""
    proud = {
        party: replace(scores, standing=Standing(value=N(100)))
        for party, scores in dilemma().preferences.items()
        if isinstance(scores, Scores)
    }
    found = stability(dilemma(preferences=proud))
    assert not any("solution" in report.roles for report in found.reports)
    order = {
        party: Priorities(
            party=party,
            statements=(Statement(text="own", formula=Atom(issue=own, options=("yes",))),),
        )
        for party, own in (("p", "a"), ("q", "b"))
    }
    found = stability(dilemma(preferences={}, orders=order))
    assert not any("solution" in report.roles for report in found.reports)
    never = Rule(when=Pattern(allowed={"a": ("no", "yes")}), then=None)
    found = stability(dilemma(deal_rules=(never,)))  # no deal at all, but states
    assert found.states == 4


def test_joint_issues_are_moved_together_in_ways_and_groups() -> None:
    """Both gain by a treaty that neither can make alone."""
    treaty = yes_no("t", ["p", "q"])
    prefs = {
        party: replace(scores, scores={**scores.scores, "t": {"no": N(0), "yes": N(1)}})
        for party, scores in dilemma().preferences.items()
        if isinstance(scores, Scores)
    }
    case = dilemma(issues=(*dilemma().issues, treaty), preferences=prefs, packages={})
    found = stability(case, states=["t=yes"])
    report = by_id(found)["s2"]
    assert {way.kind: [move.by for move in way.moves] for way in report.routes} == {
        "any": [("p", "q")],
        "improving": [("p", "q")],
    }
    assert report.routes[0].moves[0].changes == {"t": "yes"}
    now = by_id(found)["now"]
    assert [group.members for group in now.groups] == [("p", "q")]
    assert not now.groups[0].stable["seq"]


def test_names_of_states_say_how_they_differ_from_now() -> None:
    """Things that are so or not by their name, others with their option."""
    rent = replace(
        yes_no("a", ["p"], now="low"),
        options=(Option(id="low", name="Low"), Option(id="high", name="High")),
    )
    prefs = {
        party: replace(scores, scores={**scores.scores, "a": {"low": N(0), "high": N(1)}})
        for party, scores in dilemma().preferences.items()
        if isinstance(scores, Scores)
    }
    case = dilemma(issues=(rent, yes_no("b", ["q"], now="yes")), preferences=prefs, packages={})
    found = stability(replace(case, no_deal={"b": "no"}), states=["a=high, b=no"])
    names = {report.id: report.name for report in found.reports}
    assert names["s3"] == "A: High; no longer: B"
    assert (names["now"], names["no_deal"]) == ("as now", "no deal")


def test_draws_in_which_merged_states_do_not_stand_together_leave_chances_out() -> None:
    """The study of the middle values stands, and says why it knows no chances."""
    own = {
        "p": {"a": {"no": Number.uniform(0.5, 10), "yes": N(0)}, "b": {"no": N(1), "yes": N(0)}},
        "q": {"a": {"no": N(1), "yes": N(0)}, "b": {"no": N(0), "yes": N(0)}},
    }
    prefs = {
        party: Scores(party=party, scores=scores, standing=Standing(value=N(1)))
        for party, scores in own.items()
    }
    merged = Merged(id="m", name="M", pattern=Pattern(allowed={"a": ("yes",)}))
    case = dilemma(preferences=prefs, packages={}, orders={}, states=StateRules(merged=(merged,)))
    found = stability(case)
    assert found.draws == 0
    assert all(not report.probability for report in found.reports)
    (said,) = [text for text in found.left_out if text.startswith("how sure this is")]
    assert "in some draws party 'p' does not rank the merged state 'm' alike" in said


def far_too_one_way() -> Case:
    """Return thirteen one-way issues of one party and one of another."""
    names = [f"u{n}" for n in range(13)]
    issues = (*(yes_no(name, ["p"]) for name in names), yes_no("d", ["q"]))
    prefs = {
        party: Scores(
            party=party,
            scores={own: {"no": N(0), "yes": N(worth)} for own, worth in worths.items()},
            standing=Standing(value=N(0)),
        )
        for party, worths in (("p", dict.fromkeys(names, -1) | {"u0": 1}), ("q", {"d": 1}))
    }
    once = tuple(OneWay(issue=name, order=("no", "yes")) for name in names)
    return dilemma(issues=issues, preferences=prefs, packages={}, states=StateRules(one_way=once))


def test_what_cannot_be_listed_is_judged_state_by_state() -> None:
    """Also where an engine refuses a space that is small enough to list."""
    case = far_too_one_way()
    found = stability(case, states=["u0=yes, d=yes"])
    assert (found.engine, found.counts) == ("local", None)
    assert found.left_out[0] == (
        "the one-way issues of 'p' have 8,192 combinations, more than the 4,096 that answers by "
        "gains allow, so only single states were judged: no counts, ways, groups, conditions and "
        "shares of draws"
    )
    assert found.reports[0].stable["seq"] == {"p": False, "q": False}
    assert found.reports[-1].stable["seq"] == {"p": True, "q": True}
    why = explain(case, "now", ["nash", "seq"])
    assert [(w.party, w.definition, w.stable) for w in why] == [
        ("p", "nash", False), ("p", "seq", False), ("q", "nash", False), ("q", "seq", False)
    ]  # fmt: skip


def test_memory_is_asked_for_before_states_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """And where there is not enough, single states are judged; a definition for all is refused."""

    def scant(combinations: int, parties: int) -> None:
        msg = f"{combinations} for {parties} are too many; leave out issues"
        raise LimitError(msg)

    monkeypatch.setattr(study_module, "admit", scant)
    monkeypatch.setattr(study_module, "states_of", lambda _: pytest.fail("states were listed"))
    case = far_too_one_way()
    assert stability(case).left_out[0].startswith("16384 for 2 are too many, so only single states")
    assert explain(case, "now", ["seq"])[0].definition == "seq"
    with pytest.raises(LimitError, match="16384 for 2 are too many; leave out issues"):
        stability(case, definitions=["l2"])


def test_foresight_that_is_out_of_reach_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it was asked for."""
    module = importlib.import_module("zopa.analysis.stability.definitions.non_myopic")
    monkeypatch.setattr(module, "HORIZON", 1)
    found = stability(dilemma())
    assert found.definitions == CORE
    assert any(text.startswith("non-myopic was left out: expectations") for text in found.left_out)
    with pytest.raises(LimitError, match="expectations do not repeat themselves"):
        stability(dilemma(), definitions=["non-myopic"])


@pytest.mark.parametrize("cells", [1, 100])
def test_a_slip_in_a_definition_is_told_of_any_space(
    cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where states are judged one by one."""
    monkeypatch.setattr(study_module, "CELLS", cells)
    with pytest.raises(UnknownNameError, match="did you mean 'nash'"):
        stability(dilemma(), definitions=["nahs"])
