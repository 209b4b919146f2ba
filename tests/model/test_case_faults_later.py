"""Faults of cases that a program makes: what a case file cannot say, or says elsewhere."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from zopa.errors import CaseError, CaseFaults
from zopa.model import (
    Case,
    CoalitionValues,
    ExchangeTerms,
    Issue,
    Merged,
    NamedPackage,
    Number,
    OneWay,
    Option,
    Party,
    Pattern,
    Priorities,
    Ranking,
    Ratifier,
    Scores,
    Stakes,
    Standing,
    Statement,
    StateRules,
    StepTerms,
)
from zopa.model.state_ranks import ranks
from zopa.model.state_space import state_space
from zopa.model.statements import Atom, If, Iff, Not


def case(**changes: Any) -> Case:
    """Return two parties and one issue each, with some parts changed."""
    issues = tuple(
        Issue(
            id=name,
            name=name,
            options=(Option(id="no", name="no"), Option(id="yes", name="yes")),
            by=(party,),
            now="no",
        )
        for name, party in (("x", "a"), ("y", "b"))
    )
    parts: dict[str, Any] = {
        "id": "c",
        "title": "C",
        "parties": tuple(Party(id=p, name=p) for p in ("a", "b", "h")),
        "issues": issues,
        "preferences": {party: scores(party) for party in "ab"},
    }
    return Case(**(parts | changes))


def scores(party: str) -> Scores:
    """Return scores over one issue."""
    column = {"no": Number.fixed(0), "yes": Number.fixed(1)}
    return Scores(party=party, scores={"x": column}, standing=Standing(value=Number.fixed(0)))


def faults(**changes: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return the faults of a case with some parts changed, each with its place."""
    with pytest.raises(CaseFaults) as caught:
        case(**changes)
    return [(fault.message, fault.where) for fault in caught.value.faults]


def statement(formula: Any) -> Priorities:
    """Return the priorities of party b with one statement."""
    return Priorities(party="b", statements=(Statement(text="?", formula=formula),))


X = Atom(issue="x", options=("yes",))


def test_a_sound_case_has_no_faults() -> None:
    """The tests below each break one thing."""
    assert case().preferences["a"] == scores("a")


def test_a_party_has_scores_or_an_order() -> None:
    """Both at once would be two answers to one question."""
    assert faults(orders={"b": Ranking(party="b", tiers=(((("x", "no"), ("y", "no")),),))}) == [
        (
            "party 'b' has both scores and an order of states; keep one",
            ("preferences", "b"),
        )
    ]
    assert faults(preferences={}, orders={"z": statement(X)})[0][1] == ("preferences", "z")


@pytest.mark.parametrize(
    "formula",
    [
        Not(part=Atom(issue="z", options=("yes",))),
        If(when=X, then=Atom(issue="z", options=("yes",))),
        Iff(left=Atom(issue="z", options=("yes",)), right=X),
    ],
)
def test_a_formula_made_elsewhere_is_checked_too(formula: Any) -> None:
    """Every atom is looked at, however deep."""
    preferences = {"a": scores("a")}
    found = faults(preferences=preferences, orders={"b": statement(formula)})
    assert found == [
        (
            "statement 1 of party 'b' names issue 'z', which the case does not have; known are 'x', 'y'",
            ("preferences", "b", "priorities", "0"),
        )
    ]


def test_an_issue_moves_one_way_once() -> None:
    """A second order for it would contradict the first."""
    way = OneWay(issue="x", order=("no", "yes"))
    assert faults(states=StateRules(one_way=(way, way))) == [
        ("'once' names issue 'x' twice; keep one", ("states", "once", "x"))
    ]


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_numbers_are_numbers(value: float) -> None:
    """NaN and infinity are refused wherever a number stands."""
    where = ("exchange", "parties", "a")
    stakes = Stakes(stake=value, relationship=value)
    assert [w for _, w in faults(exchange=ExchangeTerms(parties={"a": stakes}))] == [
        (*where, "stake"),
        (*where, "relationship"),
    ]
    step = StepTerms(detected=value, reversible_value=value, shift={"a": value})
    places = [w[3] for _, w in faults(exchange=ExchangeTerms(issues={"x": step}))]
    assert places == ["reversible", "detected", "shift"]
    assert faults(coalitions=CoalitionValues(values={("a",): value})) == [
        (
            f"the worth of the coalition of 'a' is {value:g}; give a finite number",
            ("coalitions", "0", "worth"),
        )
    ]
    body = Ratifier(id="s", name="s", needs=value, votes={"h": 1.0})
    found = faults(ratifiers={"a": (body,)}, constituents={"h": scores("h")})
    assert found[0][0] == f"'needs' of ratifier 's' is {value:g}; give a finite number"
    body = Ratifier(id="s", name="s", needs=1, votes={"h": value})
    found = faults(ratifiers={"a": (body,)}, constituents={"h": scores("h")})
    assert found[0][0] == f"member 'h' of ratifier 's' has {value:g} votes; it must be more than 0"


def test_a_delay_is_a_whole_number_of_rounds() -> None:
    """Half a round is none."""
    step = StepTerms(delay=1.5)  # type: ignore[arg-type]
    assert faults(exchange=ExchangeTerms(issues={"x": step})) == [
        (
            "the delay of the step 'x' is 1.5; it must be a whole number of rounds, 0 or more",
            ("exchange", "issues", "x", "delay"),
        )
    ]


@pytest.mark.parametrize(
    ("step", "key", "message"),
    [
        (
            StepTerms(delay=1001),
            "delay",
            "the delay of the step 'x' is 1001 rounds; it must be at most 1000",
        ),
        (
            StepTerms(delay=math.inf),  # type: ignore[arg-type]
            "delay",
            "the delay of the step 'x' is inf rounds; it must be at most 1000",
        ),
        (
            StepTerms(detected=1e-7),
            "detected",
            "the chance of detection of the step 'x' is 1e-07; it must be at least 0.000001",
        ),
    ],
)
def test_what_is_noticed_hardly_ever_or_too_late_is_refused(
    step: StepTerms, key: str, message: str
) -> None:
    """It would be the same as never."""
    assert faults(exchange=ExchangeTerms(issues={"x": step})) == [
        (message, ("exchange", "issues", "x", key))
    ]


def test_the_faintest_detection_and_the_longest_delay_are_allowed() -> None:
    """The bounds themselves are no faults; of this step only another number is."""
    step = StepTerms(detected=1e-6, delay=1000, shift={"a": -1e100}, reversible_value=2)
    stakes = Stakes(stake=1e100, relationship=-1e100)
    found = faults(exchange=ExchangeTerms(parties={"a": stakes}, issues={"x": step}))
    assert [where[3] for _, where in found] == ["reversible"]


def test_stakes_and_shifts_are_no_larger_than_scores() -> None:
    """At most 1e100 in size, either way."""
    found = faults(
        exchange=ExchangeTerms(
            parties={"a": Stakes(stake=2e100, relationship=-2e100)},
            issues={"x": StepTerms(shift={"a": -2e100})},
        )
    )
    bound = "it must be at most 1e+100 in size"
    assert [message for message, _ in found] == [
        f"the stake of party 'a' is 2e+100; {bound}",
        f"the relationship value of party 'a' is -2e+100; {bound}",
        f"the shift of party 'a' of the step 'x' is -2e+100; {bound}",
    ]


def test_a_long_circle_of_needs_is_told_from_what_hangs_on_it() -> None:
    """``q`` needs the circle but is no part of it."""
    names = ("p", "q", "r", "s", "t")
    issues = tuple(Issue(id=n, name=n, options=(Option(id="no", name="no"),)) for n in names)
    needs = {"q": ("p", "r"), "r": ("p", "s"), "s": ("t",), "t": ("r", "t")}
    terms = ExchangeTerms(issues={name: StepTerms(needs=needed) for name, needed in needs.items()})
    found = [text for text, _ in faults(issues=issues, preferences={}, exchange=terms)]
    assert found == [
        "the step 't' needs itself; leave that out",
        "steps need each other in a circle: 'r' needs 's' needs 't' needs 'r'; take one 'needs' away",
    ]


def test_bodies_and_groups_have_names_and_an_order() -> None:
    """Two bodies of one name, and a group that is not in the order of the parties."""
    body = Ratifier(id="s", name="s", needs=1, votes={"h": 1.0})
    found = faults(ratifiers={"a": (body, body)}, constituents={"h": scores("h")})
    assert found == [("two ratifiers are called 's'", ("ratifiers", "a", "s"))]
    assert faults(coalitions=CoalitionValues(values={("b", "a"): 1.0})) == [
        (
            "the coalition of 'b', 'a' is not in the order of the parties; sort it",
            ("coalitions", "0"),
        )
    ]


def test_scores_of_voters_are_checked_like_others() -> None:
    """Their places are those of the file, below ``preferences``."""
    wrong = Scores(
        party="h",
        scores={"z": {"no": Number.fixed(0)}},
        standing=Standing(value=Number.fixed(0)),
    )
    body = Ratifier(id="s", name="s", needs=1, votes={"h": 1.0})
    found = faults(ratifiers={"a": (body,)}, constituents={"h": wrong})
    assert found[0][1] == ("preferences", "h", "scores", "z")


def test_a_ranking_names_each_state_once() -> None:
    """By its name and by its options is twice, which shows once the states are known."""
    today = {"x": "no", "y": "no"}
    other = [tuple({"x": x, "y": y}.items()) for x, y in (("no", "yes"), ("yes", "no"))]
    last = tuple({"x": "yes", "y": "yes"}.items())
    rules = StateRules(named={"today": today})

    def ranked(*tiers: Any) -> Case:
        order = Ranking(party="b", tiers=tuple(tiers))
        return case(preferences={"a": scores("a")}, orders={"b": order}, states=rules)

    sound = ranked(("today",), tuple(other), (last,))
    assert ranks(sound, state_space(sound))["b"].tolist() == [[2, 1, 1, 0]]
    for wrong, words in (
        (
            ranked(("today",), tuple(other), (last, tuple(today.items()))),
            "names the state .* twice",
        ),
        (ranked(("today",), tuple(other)), "leaves out the state {x: yes, y: yes}; it must name"),
    ):
        with pytest.raises(CaseError, match=words):
            ranks(wrong, state_space(wrong))


@pytest.mark.parametrize("name", ["now", "no_deal"])
def test_now_and_no_deal_are_names_of_their_own(name: str) -> None:
    """No package, named state or merged state may take them."""
    state = {"x": "no", "y": "yes"}
    merged = Merged(id=name, name="M", pattern=Pattern(allowed={"y": ("yes",)}))
    for changes, where in (
        ({"packages": {name: NamedPackage(id=name, name="P", options=state)}}, ("packages", name)),
        ({"states": StateRules(named={name: state})}, ("states", "names", name)),
        ({"states": StateRules(merged=(merged,))}, ("states", "merge", name)),
    ):
        ((message, place),) = faults(**changes)
        assert f"is called '{name}', which always is the" in message
        assert place == where


def test_a_party_stands_once_under_by() -> None:
    """Twice is a slip, said once."""
    x, y = case().issues
    assert faults(issues=(replace(x, by=("a", "a", "a")), y)) == [
        ("issue 'x' names the party 'a' twice under 'by'; keep one", ("issues", "x", "by"))
    ]
