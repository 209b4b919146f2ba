"""States of a case: names, errors that say what is missing, merged states, large cases."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from conflicts import yes_no
from zopa.analysis.stability.states import package_state, states_of
from zopa.errors import CaseError, LimitError, QuestionError
from zopa.model import (
    Case,
    Draws,
    Issue,
    Merged,
    NamedPackage,
    Number,
    Option,
    Package,
    Party,
    Pattern,
    Ranking,
    Rule,
    Scores,
    Standing,
    StateRules,
    Table,
)
from zopa.model.state_ranks import grades

N = Number.fixed
SCORES = {
    "ann": {"a": {"no": 0, "yes": 3}, "b": {"no": 0, "yes": 1}},
    "bob": {"a": {"no": 2, "yes": 0}, "b": {"no": 0, "yes": 1}},
}


def scores(party: str) -> Scores:
    """Return scores without ranges."""
    table = {i: {o: N(v) for o, v in column.items()} for i, column in SCORES[party].items()}
    return Scores(party=party, scores=table, standing=Standing(value=N(0)))


def merger(
    name: str, pattern: dict[str, tuple[str, ...]], counts_as: Package | None = None
) -> Merged:
    """Return a merged state."""
    return Merged(id=name, name=name, pattern=Pattern(allowed=pattern), counts_as=counts_as)


def small(**changes: object) -> Case:
    """Return two parties with an issue each, with some parts changed."""
    case = Case(
        id="small",
        title="Small",
        parties=(Party(id="ann", name="Ann"), Party(id="bob", name="Bob")),
        issues=(yes_no("a", ["ann"]), yes_no("b", ["bob"])),
        preferences={name: scores(name) for name in SCORES},
        no_deal={"a": "yes"},
        packages={
            "offer": NamedPackage(id="offer", name="Offer", options={"a": "yes", "b": "yes"})
        },
        states=StateRules(named={"calm": {"a": "no", "b": "yes"}}),
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def test_states_have_names_and_are_found_by_them() -> None:
    """Ids: now, no_deal, names of the case, else numbers; also as options that differ from now."""
    posed = states_of(small())
    assert [posed.id_of(state) for state in range(4)] == ["now", "calm", "no_deal", "offer"]
    assert (posed.now, posed.no_deal) == (0, 2)
    for ref, place in {"now": 0, "no_deal": 2, "calm": 1, "s3": 2, "b=yes": 1}.items():
        assert posed.place(ref) == place
    assert posed.place("a = yes , b = no") == 2
    assert posed.place({"a": "yes", "b": "yes"}) == 3
    assert package_state(posed, {"a": "yes", "b": "yes"}) == 3


def test_a_number_that_is_a_name_of_the_case_is_written_out() -> None:
    """Where the case calls another state s1, the first state is not called so."""
    posed = states_of(
        small(no_deal={}, packages={}, states=StateRules(named={"s3": {"a": "no", "b": "yes"}}))
    )
    assert [posed.id_of(state) for state in range(4)] == ["now", "s3", "state-3", "s4"]
    assert (posed.place("s3"), posed.place("state-3")) == (1, 2)


@pytest.mark.parametrize(
    ("ref", "wanted"),
    [
        ("clam", "has no state 'clam'; did you mean 'calm'"),
        ("s9", "has no state 's9'"),
        ("s0", "has no state 's0'"),
        ("s01", "has no state 's01'"),
        ("3", "has no state '3'"),
        ("s\u0663", "has no state"),
        ("s" + "9" * 5000, "has no state"),
        ("a=yes, b=no, a=no", "names the issue 'a' twice; keep one"),
        ("c=yes", "names the issue 'c', which is in no state"),
        ("a=maybe", "names option 'maybe', which issue 'a' does not have"),
        ({"a": "yes"}, "says nothing of issue 'b'"),
        ("a=yes, b=yes", "is forbidden by the rules"),
    ],
)
def test_a_state_that_is_not_there_is_said(ref: str | dict[str, str], wanted: str) -> None:
    """Each with what would help."""
    never = Rule(when=Pattern(allowed={"a": ("yes",), "b": ("yes",)}), then=None)
    posed = states_of(small(rules=(never,), packages={}))
    with pytest.raises(QuestionError, match=wanted):
        posed.place(ref)


def test_now_and_no_deal_are_states_whatever_the_rules_say() -> None:
    """A package that breaks a rule is none."""
    bans = tuple(
        Rule(when=Pattern(allowed={"a": (a,), "b": (b,)}), then=None)
        for a, b in (("no", "no"), ("yes", "no"), ("yes", "yes"))
    )
    posed = states_of(small(rules=bans))
    assert [posed.id_of(state) for state in range(posed.space.count)] == ["now", "calm", "no_deal"]


def test_what_rules_say_of_terms_binds_no_state() -> None:
    """States have no terms: such an ``if`` never fires, and such a demand falls away."""
    term = Issue(id="t", name="T", term=True, options=(Option(id="x", name="X"),))
    issues = (yes_no("a", ["ann"]), yes_no("b", ["bob"]), term)
    x, b = {"t": ("x",)}, {"b": ("yes",)}
    for when, then, states in (
        (x, None, ["nn", "ny", "yn", "yy"]),
        (x, b, ["nn", "ny", "yn", "yy"]),
        (b, x, ["nn", "ny", "yn", "yy"]),
        (b, {**x, "a": ("yes",)}, ["nn", "yn", "yy"]),
    ):
        rule = Rule(
            when=Pattern(allowed=when), then=None if then is None else Pattern(allowed=then)
        )
        space = states_of(
            small(issues=issues, rules=(rule,), packages={}, no_deal={}, states=StateRules())
        ).space
        found = [space.package(state) for state in range(space.count)]
        assert [state["a"][0] + state["b"][0] for state in found] == states


def test_without_a_word_on_what_is_in_force_there_is_no_present_state() -> None:
    """Stability itself does not need it."""
    issues = (yes_no("a", ["ann"]), replace(yes_no("b", ["bob"]), now=None))
    posed = states_of(small(issues=issues))
    assert (posed.now, posed.no_deal, posed.space.count) == (None, None, 4)
    with pytest.raises(QuestionError, match="has no state 'now'; known are 'calm', 'offer', or"):
        posed.place("now")
    with pytest.raises(QuestionError, match="says nothing of issue 'b'"):
        posed.place("a=yes")


@pytest.mark.parametrize(
    ("changes", "error", "wanted"),
    [
        (
            {"issues": (yes_no("a", ["ann"]), yes_no("b", []))},
            QuestionError,
            r"issue 'b' does not say who moves it; add 'by: ...' (or 'term: true' if it is a clause of the deal)",
        ),
        (
            {"preferences": {"ann": scores("ann")}},
            QuestionError,
            "party 'bob' moves issue 'b' but has no preferences; give it scores, a ranking or priorities",
        ),
        (
            {
                "preferences": {},
                "issues": (replace(yes_no("a", []), options=yes_no("a", []).options[:1]),),
                "no_deal": {},
                "states": StateRules(),
                "rules": (),
            },
            QuestionError,
            "case 'small' has no preferences; give its parties scores, a ranking or priorities",
        ),
        (
            {"states": StateRules(named={"calm": {"a": "yes", "b": "yes"}})},
            CaseError,
            "states: the state 'calm' is forbidden by the rule 'never a = yes and b = yes'; mend the state or the rule",
        ),
        (
            {"states": StateRules(merged=(merger("m", {"a": ("yes",), "b": ("yes",)}),))},
            CaseError,
            "states: the merged state 'm' holds no possible state; mend its pattern or the rules",
        ),
        (
            {
                "states": StateRules(
                    merged=(merger("m", {"a": ("yes",)}, {"a": "yes", "b": "yes"}),)
                )
            },
            CaseError,
            "states: the merged state 'm' counts as {a: yes, b: yes}, which is none of its states; name one of them",
        ),
        (
            {
                "no_deal": {"a": "yes", "b": "yes"},
                "states": StateRules(merged=tuple(merger(i, {i: ("yes",)}) for i in "ab")),
            },
            CaseError,
            "states: the merged states 'a' and 'b' overlap, both hold {a: yes, b: yes}; make their patterns exclude each other",
        ),
    ],
)
def test_what_is_missing_is_said_in_one_line(
    changes: dict[str, object], error: type[Exception], wanted: str
) -> None:
    """The place in the case is named."""
    never = Rule(when=Pattern(allowed={"a": ("yes",), "b": ("yes",)}), then=None)
    with pytest.raises(error) as caught:
        states_of(small(**({"rules": (never,), "packages": {}} | changes)))
    assert str(caught.value) == wanted


def test_a_merged_state_needs_a_place_in_every_order() -> None:
    """Members that stand together in an order are one; else the case says which one counts."""
    pattern = Pattern(allowed={"a": ("yes",)})
    merged = Merged(id="m", name="M", pattern=pattern)
    # For Ann both members (3, 4) lie above all others (0, 1), for Bob (0, 1) below them (2, 3).
    posed = states_of(small(states=StateRules(merged=(merged,)), packages={}))
    assert posed.conflict.ranks.tolist() == [[0, 1, 2], [1, 2, 0]]
    assert posed.space.package(2) == {"a": "yes"}
    apart = Merged(id="m", name="M", pattern=Pattern(allowed={"b": ("yes",)}))
    with pytest.raises(CaseError, match="party 'ann' does not rank the merged state 'm' alike"):
        states_of(small(states=StateRules(merged=(apart,)), packages={}, no_deal={}))
    chosen = replace(apart, counts_as={"a": "no", "b": "yes"})
    posed = states_of(small(states=StateRules(merged=(chosen,)), packages={}, no_deal={}))
    assert posed.conflict.ranks.tolist() == [[0, 1, 2], [1, 2, 0]]


def test_a_merged_state_of_equals_may_tie_with_others() -> None:
    """Where its members are worth the same, their place is known."""
    merged = Merged(id="m", name="M", pattern=Pattern(allowed={"a": ("yes",)}))
    refs = {a + b: (("a", a), ("b", b)) for a in ("no", "yes") for b in ("no", "yes")}
    even = Table(
        party="bob",
        issues=("a", "b"),
        utilities={
            ("no", "no"): N(1),
            ("no", "yes"): N(2),
            ("yes", "no"): N(1),
            ("yes", "yes"): N(1),
        },
        standing=Standing(value=N(0)),
    )
    order = Ranking(party="ann", tiers=(("m",), (refs["noyes"],), (refs["nono"],)))
    prefs = {"preferences": {"bob": even}, "orders": {"ann": order}}
    posed = states_of(small(**prefs, packages={}, states=StateRules(merged=(merged,))))
    assert posed.conflict.ranks.tolist() == [[0, 1, 2], [0, 1, 0]]


def test_a_ranking_that_omits_a_state_is_refused() -> None:
    """It names the state by its options."""
    order = Ranking(party="ann", tiers=(("calm",), ("offer",)))
    with pytest.raises(CaseError, match="the ranking of party 'ann' leaves out the state"):
        states_of(small(preferences={"bob": scores("bob")}, orders={"ann": order}))


def test_parties_that_neither_move_nor_judge_are_left_out() -> None:
    """A silent mediator is no party of the conflict; one with preferences is."""
    three = (*small().parties, Party(id="cem", name="Cem"))
    assert states_of(small(parties=three)).conflict.parties == ("ann", "bob")
    watching = Scores(
        party="cem", scores={"a": {"no": N(1), "yes": N(0)}}, standing=Standing(value=N(0))
    )
    prefs = {**small().preferences, "cem": watching}
    posed = states_of(small(parties=three, preferences=prefs))
    assert posed.conflict.parties == ("ann", "bob", "cem")
    assert posed.conflict.ranks[2].tolist() == [1, 1, 0, 0]


def test_nearly_equal_utilities_are_equal_in_every_draw() -> None:
    """Differences below a billionth of the range are rounding; others count."""
    values = np.array([[0.0, 1.0, 1.0 + 4e-10, 1.0 + 4e-9], [3.0, 2.0, 1.0, 0.0]])
    assert grades(values, np.ones(2)).tolist() == [[0, 1, 1, 2], [3, 2, 1, 0]]
    assert grades(np.array([[5.0, 5.0]]), np.array([5.0])).tolist() == [[0, 0]]
    huge = np.array([[1e9, 1e9 + 1e-7]])
    assert grades(huge, np.array([1e9])).tolist() == [[0, 0]]


def test_a_draw_of_the_numbers_gives_its_own_order() -> None:
    """Ann likes b = yes or not, as the number falls."""
    doubtful = replace(
        scores("ann"),
        scores={"a": {"no": N(0), "yes": N(0)}, "b": {"no": N(0), "yes": Number.uniform(-1, 3)}},
    )
    case = small(preferences={"ann": doubtful, "bob": scores("bob")})
    path = ("preferences", "ann", "scores", "b", "yes")
    low = states_of(case, Draws(count=1, values={path: np.array([-0.5])}))
    assert states_of(case).conflict.ranks[0].tolist() == [0, 1, 0, 1]
    assert low.conflict.ranks[0].tolist() == [1, 0, 1, 0]


def test_too_many_combinations_are_refused_with_an_estimate() -> None:
    """Before anything is listed."""
    with pytest.raises(LimitError, match=r"4 combinations .* at most 3 are listed .* GB"):
        states_of(small(), limit=3)


def test_cases_of_terms_alone_and_of_no_state_are_refused() -> None:
    """There is nothing to move, or nowhere to be."""
    term = Issue(id="t", name="T", term=True, options=(Option(id="x", name="X"),))
    taste = Scores(party="ann", scores={"t": {"x": N(1)}}, standing=Standing(value=N(0)))
    only = small(
        issues=(term,), preferences={"ann": taste}, packages={}, no_deal={}, states=StateRules()
    )
    with pytest.raises(QuestionError, match="all issues of case 'small' are terms"):
        states_of(only)
    bans = tuple(Rule(when=Pattern(allowed={"a": (a,)}), then=None) for a in ("no", "yes"))
    issues = (replace(yes_no("a", ["ann"]), now=None), yes_no("b", ["bob"]))
    with pytest.raises(CaseError, match="the rules of case 'small' forbid every state"):
        states_of(small(issues=issues, rules=bans, no_deal={}, packages={}, states=StateRules()))
