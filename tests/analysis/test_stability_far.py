"""Cases whose states are too many to list: single states are judged as they would be with all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from conflicts import random_bar, random_case, yes_no
from zopa.analysis.stability import CORE, _far, study
from zopa.analysis.stability.judge import judge
from zopa.analysis.stability.results import StabilityStudy
from zopa.analysis.stability.states import states_of
from zopa.analysis.stability.study import stability
from zopa.errors import CaseError, LimitError, QuestionError
from zopa.model import (
    Case,
    Issue,
    Joint,
    Merged,
    NamedPackage,
    Number,
    Option,
    Party,
    Pattern,
    Priorities,
    Ranking,
    Rule,
    Scores,
    Standing,
    Statement,
    StateRules,
    Table,
)
from zopa.model.statements import And, Atom, If, Iff, Not, Or

N = Number.fixed


@pytest.fixture(autouse=True)
def _no_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every case count as too large."""
    monkeypatch.setattr(study, "CELLS", 1)


def without_rankings(case: Case, rng: np.random.Generator) -> Case:
    """Return the case with scores in place of rankings, which need all states."""
    issues = [issue for issue in case.issues if not issue.term]
    ranked = [party for party, order in case.orders.items() if isinstance(order, Ranking)]
    scores = {
        party: Scores(
            party=party,
            scores={i.id: {o.id: N(int(rng.integers(0, 4))) for o in i.options} for i in issues},
            joint=(
                Joint(id="j", issues=(issues[0].id, issues[1].id), scores={("o0", "o0"): N(2)}),
            ),
            standing=Standing(value=N(0)),
        )
        for party in ranked
    }
    orders = {party: order for party, order in case.orders.items() if party not in ranked}
    return replace(case, orders=orders, preferences={**case.preferences, **scores})


@pytest.mark.parametrize("seed", range(30))
def test_single_states_are_judged_as_with_all_states(seed: int) -> None:
    """Scores also over two issues, statements, one-way issues, rules, forbidden moves, joint issues."""
    rng = np.random.default_rng(seed)
    case = without_rankings(random_case(rng), rng)
    if seed % 3 == 0:
        issues = [issue for issue in case.issues if not issue.term]
        bars = tuple(random_bar(rng, issues, [party.id for party in case.parties]) for _ in "ab")
        case = replace(case, states=replace(case.states, forbidden=bars))
    posed = states_of(case)
    flags = judge(posed.conflict)
    packages = [posed.space.package(state) for state in range(posed.space.count)]
    found = stability(case, states=packages)
    assert (found.engine, found.counts, found.draws) == ("local", None, 0)
    assert len(found.reports) == posed.space.count
    for report in found.reports:
        state = posed.space.state(report.options)
        assert state is not None
        for name in CORE:
            wanted = dict(zip(found.parties, flags[name][:, state].tolist(), strict=True))
            assert report.stable[name] == wanted
            assert (name in report.equilibrium) == all(wanted.values())
        check_words(found, report.id)


def check_words(found: StabilityStudy, state: str) -> None:
    """Assert that witnesses of a state are sentences whose moves start there."""
    (report,) = [report for report in found.reports if report.id == state]
    assert [w.party for w in report.witnesses] == list(found.parties)
    for witness in report.witnesses:
        assert witness.text.endswith(".")
        assert witness.stable == report.stable["seq"][witness.party]
        if witness.improvement is not None:
            assert witness.improvement.improves
            assert witness.improvement.origin == state
        if witness.answer:
            assert witness.answer[0].origin == (witness.improvement or witness.answer[0]).target
            assert all(move.improves for move in witness.answer)


def wide(**parts: object) -> Case:
    """Return two parties with two issues each, with some parts changed."""
    prefs = {
        "ann": {"a": 1, "b": -2, "c": 3, "d": 0},
        "bob": {"a": 2, "b": 1, "c": -1, "d": 1},
    }
    case = Case(
        id="wide",
        title="Wide",
        parties=(Party(id="ann", name="Ann"), Party(id="bob", name="Bob")),
        issues=(*(yes_no(i, ["ann"]) for i in "ab"), *(yes_no(i, ["bob"]) for i in "cd")),
        preferences={
            party: Scores(
                party=party,
                scores={i: {"no": N(0), "yes": N(v)} for i, v in worth.items()},
                standing=Standing(value=N(0)),
            )
            for party, worth in prefs.items()
        },
        packages={
            "offer": NamedPackage(id="offer", name="Offer", options=dict.fromkeys("abcd", "yes"))
        },
        no_deal={"a": "yes"},
    )
    return replace(case, **parts)  # type: ignore[arg-type]


def test_now_no_deal_and_packages_are_reported_without_being_asked() -> None:
    """With their names; what was not looked at is said."""
    found = stability(wide(), states=["b=yes", "offer"])
    assert [(r.id, r.name, r.roles) for r in found.reports] == [
        ("now", "as now", ("now",)),
        ("no_deal", "no deal", ("no_deal", "equilibrium")),
        ("offer", "Offer", ("equilibrium", "named", "asked")),
        ("b=yes", "B", ("asked",)),
    ]
    assert found.left_out == (
        (
            "with 16 combinations of options only single states were judged: no counts, ways, groups, "
            "conditions and shares of draws"
        ),
    )
    texts = {w.party: w.text for w in found.reports[0].witnesses}
    assert texts == {
        "ann": "Ann gains by bringing about “A”, and Bob has no answer that is a gain for whoever "
        "gives it and leaves Ann no better off than here.",
        "bob": "Bob gains by bringing about “D”, and Ann has no answer that is a gain for whoever "
        "gives it and leaves Bob no better off than here.",
    }


def test_what_stays_open_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A party of which nothing is known is in no row; who gains by nothing stays by all."""
    monkeypatch.setattr(_far, "LOOKED_AT", 4)
    found = stability(wide(), states=["a=yes, b=no, c=no, d=yes"])
    report = found.reports[-1]
    assert report.stable["nash"] == {"ann": True, "bob": True}
    assert report.stable["seq"] == {"ann": True, "bob": True}
    now = found.reports[0]
    assert now.stable["nash"] == {"ann": False, "bob": False}
    assert now.stable["gmr"] == now.stable["seq"] == {"bob": False}
    assert found.left_out[1] == (
        "whether Ann stays in now is open (gmr, smr, seq, sseq): more than 4 moves would have to be "
        "looked at"
    )
    assert [witness.party for witness in now.witnesses] == ["bob"]
    assert now.equilibrium == ()


@pytest.mark.parametrize(
    ("ref", "wanted"),
    [
        ("nwo", "case 'wide' has no state 'nwo'; did you mean 'now'?, or write it as"),
        ("x=yes", "the state 'x=yes' names the issue 'x', which is in no state"),
        ("a=maybe", "issue 'a' has no option 'maybe'"),
        ({"a": "yes"}, "a state says nothing of issue 'b'; give it an option"),
        ("a=yes, b=yes", "the state 'a=yes, b=yes' is forbidden by the rules"),
        (dict.fromkeys("abcd", "yes"), "the state 'a=yes, b=yes, c=yes, d=yes' is forbidden by"),
    ],
)
def test_a_state_that_is_not_there_is_said(ref: str | dict[str, str], wanted: str) -> None:
    """As for cases whose states are listed."""
    never = Rule(when=Pattern(allowed={"a": ("yes",), "b": ("yes",)}), then=None)
    with pytest.raises(QuestionError) as caught:
        stability(wide(rules=(never,)), states=[ref])
    assert wanted in str(caught.value)


def test_what_needs_all_states_is_refused() -> None:
    """Merged states, rankings, foresight."""
    merged = Merged(id="m", name="M", pattern=Pattern(allowed={"a": ("yes",)}))
    with pytest.raises(LimitError, match="merges states, and has too many combinations"):
        stability(wide(states=StateRules(merged=(merged,))))
    order = Ranking(party="ann", tiers=((tuple((i, "no") for i in "abcd"),),))
    bob = {"bob": wide().preferences["bob"]}
    with pytest.raises(QuestionError, match="party 'ann' ranks states one by one"):
        stability(wide(preferences=bob, orders={"ann": order}))
    with pytest.raises(QuestionError, match="which 'non-myopic' does not allow; use nash, gmr"):
        stability(wide(), definitions=["non-myopic"])


def test_a_joint_score_that_says_nothing_of_absence_is_named() -> None:
    """A table over an issue and a term, without rows for a state, in which there is no term."""
    term = Issue(id="t", name="T", term=True, options=(Option(id="x", name="X"),))
    rows: dict[tuple[str, ...], Number] = {(a, "x"): N(1) for a in ("no", "yes")}
    own = Table(party="ann", issues=("a", "t"), utilities=rows, standing=Standing(value=N(0)))
    prefs = {**wide().preferences, "ann": own}
    case = wide(issues=(*wide().issues, term), preferences=prefs, packages={})
    with pytest.raises(CaseError, match="party 'ann' scores 'a' and 't' together, but not without"):
        stability(case)


def test_all_kinds_of_statements_are_compared_without_a_list() -> None:
    """By hand: from no-no (F, T, T, T) a move to yes-yes (T, T, T, T) is a gain; from there none."""
    one, other = (Atom(issue=i, options=("yes",)) for i in "ab")
    formulas = (
        And(parts=(one, other)),
        Or(parts=(one, Not(part=other))),
        If(when=one, then=other),
        Iff(left=one, right=other),
    )
    order = Priorities(
        party="ann", statements=tuple(Statement(text="statement", formula=f) for f in formulas)
    )
    bob = {"bob": wide().preferences["bob"]}
    found = stability(wide(preferences=bob, orders={"ann": order}), states=["a=yes, b=yes"])
    assert [r.stable["nash"]["ann"] for r in found.reports] == [False, False, True, True]


def test_what_rules_say_of_terms_binds_no_single_state() -> None:
    """What a rule demands of a term falls away; the rest of it binds."""
    term = Issue(id="t", name="T", term=True, options=(Option(id="x", name="X"),))
    when = Pattern(allowed={"a": ("yes",)})
    for then, known in (({"t": ("x",)}, True), ({"t": ("x",), "b": ("yes",)}, False)):
        rule = Rule(when=when, then=Pattern(allowed=then))
        case = wide(issues=(*wide().issues, term), rules=(rule,), packages={}, no_deal={})
        if known:
            assert stability(case, states=["a=yes"]).reports[-1].options["a"] == "yes"
        else:
            with pytest.raises(QuestionError, match="is forbidden by the rules"):
                stability(case, states=["a=yes"])


def test_an_issue_stands_once_in_a_state() -> None:
    """As where all states are listed."""
    with pytest.raises(QuestionError, match="names the issue 'a' twice; keep one"):
        stability(wide(), states=["a=yes, a=no"])
