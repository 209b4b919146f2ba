"""From a case to an exchange: steps, what they cost and bring, what comes before what."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zopa
from zopa.analysis.exchange import binding
from zopa.analysis.exchange.binding import Bound, game_of, stops
from zopa.errors import LimitError, QuestionError
from zopa.model import (
    Case,
    ExchangeTerms,
    Issue,
    Joint,
    Number,
    Option,
    Party,
    Pattern,
    Rule,
    Scores,
    Stakes,
    Standing,
    StepTerms,
    utilities,
)

FIXED = Number.fixed
KEYS = "abcdef"


def issue(key: str, by: Sequence[str] = ("us",), options: str = "no yes", **more: object) -> Issue:
    """Return an issue that is at its first option."""
    found = tuple(Option(id=name, name=name.title()) for name in options.split())
    given = {"now": found[0].id, "by": tuple(by)} | more
    return Issue(id=key, name=f"Issue {key}", options=found, **given)  # type: ignore[arg-type]


def scored(
    party: str, scores: Mapping[str, Mapping[str, float]], joint: Iterable[Joint] = ()
) -> Scores:
    """Return plain scores."""
    return Scores(
        party=party,
        scores={k: {o: FIXED(v) for o, v in column.items()} for k, column in scores.items()},
        joint=tuple(joint),
        standing=Standing(value=FIXED(0)),
    )


def case(issues: Sequence[Issue], *rules: Rule, **more: object) -> Case:
    """Return a case of two parties who score every option by its place."""
    plain = {i.id: {o.id: float(at) for at, o in enumerate(i.options)} for i in issues}
    given: dict[str, object] = {
        "preferences": {"us": scored("us", plain), "them": scored("them", plain)},
        "rules": rules,
    }
    return Case(
        id="talks",
        title="Talks",
        parties=tuple(Party(id=key, name=key.title()) for key in ("us", "them", "rok")),
        issues=tuple(issues),
        **(given | more),  # type: ignore[arg-type]
    )


def when(then: Mapping[str, str] | None, **pattern: str) -> Rule:
    """Return a rule from words."""

    def of(words: Mapping[str, str]) -> Pattern:
        return Pattern(allowed={key: tuple(value.split()) for key, value in words.items()})

    return Rule(when=of(pattern), then=None if then is None else of(then))


def all_yes(issues: Iterable[Issue]) -> dict[str, str]:
    """Return the package in which every issue is at its last option."""
    return {each.id: each.options[-1].id for each in issues}


def needs(bound: Bound) -> dict[str, set[str]]:
    """Return what comes before what, by names."""
    items = bound.game.items
    return {items[at]: {items[k] for k in n} for at, n in enumerate(bound.game.needs)}


def test_hanoi_costs_and_values_are_differences_of_utilities(examples: Path) -> None:
    """By hand: partial relief costs the US 0.34 x (100 - 65), is worth 0.34 x 55 to the North.

    A joint statement costs 0.04 x 30 and is worth 0.08 x 60; closing Yongbyon costs the North
    0.08 x 40 and is worth 0.08 x 60.  The order of the steps is a term and no step.
    """
    hanoi = zopa.read(examples / "hanoi-2019")
    target = {i.id: i.now for i in hanoi.issues if i.now} | {
        "relief": "partial",
        "us_threat": "joint_statement",
        "yongbyon": "close",
        "sequence": "step_by_step",
    }
    bound = game_of(hanoi, target)
    assert bound.game.items == ("relief", "yongbyon", "us_threat")
    assert [bound.game.parties[at] for at in bound.game.giver] == ["us", "dprk", "us"]
    assert bound.game.cost == pytest.approx([11.9, 3.2, 1.2])
    assert bound.game.value == pytest.approx(np.array([[0, 18.7], [4.8, 0], [0, 4.8]]))
    assert bound.steps[0].text == "Sanctions relief: Partial relief"
    assert bound.steps[0].value == {"dprk": pytest.approx(18.7)}


def test_what_both_like_has_a_negative_cost() -> None:
    """A step that its giver wants anyway."""
    issues = [issue("a"), issue("b", ("them",))]
    bound = game_of(case(issues), all_yes(issues))
    assert bound.game.cost.tolist() == [-1.0, -1.0]
    assert bound.joint is False


def test_the_terms_of_the_case_bind_the_game() -> None:
    """Stakes by party, shares, checks, delays and shifts by issue; defaults where nothing is said."""
    issues = [issue("a", options="no half yes"), issue("b", ("them",))]
    terms = ExchangeTerms(
        parties={"them": Stakes(stake=3, relationship=2, discount=0.9)},
        issues={
            "a": StepTerms(
                reversible_value=0.8,
                reversible_cost=0.5,
                detected=0.7,
                delay=1,
                needs=("b",),
                shift={"us": -4},
            )
        },
    )
    game = game_of(case(issues, exchange=terms), all_yes(issues)).game
    assert (game.stake.tolist(), game.relationship.tolist()) == ([0, 3], [0, 2])
    assert game.discount.tolist() == [1, 0.9]
    assert (game.lost.tolist(), game.regained.tolist()) == ([0.8, 0], [0.5, 0])
    assert (game.detected.tolist(), game.delay.tolist()) == ([0.7, 1], [1, 0])
    assert game.shift.tolist() == [[-4, 0], [0, 0]]
    assert game.needs == ((1,), ())
    halves = game_of(case(issues, exchange=terms), all_yes(issues), split={"a": ("half",)})
    assert needs(halves) == {"a:half": {"b"}, "a:yes": {"a:half"}, "b": set()}
    assert halves.game.shift[:, 0].tolist() == [-2, -2, 0]


def test_what_an_unmoved_issue_would_have_to_do_first_is_no_obstacle() -> None:
    """``needs`` of issues that the package leaves alone do not count."""
    issues = [issue("a"), issue("b", ("them",))]
    terms = ExchangeTerms(issues={"a": StepTerms(needs=("b",))})
    assert game_of(case(issues, exchange=terms), {"a": "yes", "b": "no"}).game.needs == ((),)


def test_an_issue_moves_through_its_middle_options_in_either_direction() -> None:
    """Options between now and the target, in the order in which they are passed."""
    long = issue("a", options="one two three four")
    back = replace(long, now="four")
    assert stops(case([long]), {"a": "four"}) == {"a": ("two", "three")}
    assert stops(case([back]), {"a": "one"}) == {"a": ("three", "two")}
    assert stops(case([long]), {"a": "two"}) == {}
    assert stops(case([long]), {"a": "one"}) == {}
    parts = game_of(case([back]), {"a": "one"}, split={"a": ("three", "two")})
    assert [(s.before, s.after) for s in parts.steps] == [
        ("four", "three"),
        ("three", "two"),
        ("two", "one"),
    ]


def test_a_rule_makes_one_step_come_first() -> None:
    """If a then b: b first.  Rules about what does not move, or about terms, say nothing."""
    issues = [issue("a"), issue("b", ("them",)), issue("c"), issue("d")]
    rules = (when({"b": "yes"}, a="yes"), when({"d": "no"}, c="yes"))
    bound = game_of(case(issues, *rules), all_yes(issues) | {"d": "no"})
    assert needs(bound) == {"a": {"b"}, "b": set(), "c": set()}
    assert not bound.narrowed
    term = issue("t", (), term=True, now=None)
    bound = game_of(case([*issues, term], when({"t": "yes", "b": "yes"}, a="yes")), all_yes(issues))
    assert needs(bound)["a"] == {"b"}


def test_rules_and_needs_add_up() -> None:
    """First a needs b by rule, c needs a by the case; chains of parts count as they stand."""
    issues = [issue("a", options="no half yes"), issue("b", ("them",)), issue("c")]
    terms = ExchangeTerms(issues={"c": StepTerms(needs=("a",))})
    talks = case(issues, when({"b": "yes"}, a="yes"), exchange=terms)
    assert needs(game_of(talks, all_yes(issues)))["c"] >= {"a"}
    parts = needs(game_of(talks, all_yes(issues), split={"a": ("half",)}))
    assert "b" in parts["a:yes"]
    assert "b" not in parts["a:half"]
    assert "a:yes" in parts["c"]


def test_an_either_or_is_narrowed_to_one_way() -> None:
    """``a`` after b or after c: no list of what comes before what says that, so one is taken."""
    issues = [issue(key) for key in "abc"]
    bound = game_of(case(issues, when(None, a="yes", b="no", c="no")), all_yes(issues))
    assert bound.narrowed
    assert needs(bound)["a"] in ({"b"}, {"c"})


@st.composite
def ruled_cases(draw: st.DrawFn) -> Case:
    """Return a case with random rules that now and the package obey."""
    issues = [issue(key, options="no half yes") for key in KEYS[: draw(st.integers(2, 4))]]
    some = st.lists(
        st.sampled_from(["no", "half", "yes"]), min_size=1, max_size=2, unique=True
    ).map(" ".join)
    pattern = st.dictionaries(st.sampled_from([i.id for i in issues]), some, min_size=1, max_size=2)
    rules = [
        when(draw(st.none() | pattern), **draw(pattern)) for _ in range(draw(st.integers(0, 3)))
    ]
    return case(
        issues,
        *(
            rule
            for rule in rules
            if rule.holds(all_yes(issues)) and rule.holds({i.id: "no" for i in issues})
        ),
    )


@given(ruled_cases())
def test_no_state_on_the_way_breaks_a_rule(talks: Case) -> None:
    """Every set of steps that is closed under the needs is a state that obeys all rules.

    Where nothing was narrowed, every way that obeys the rules keeps to the needs, too; and a
    way exists unless the error says that there is none.
    """
    target = all_yes(talks.issues)
    split = stops(talks, target)
    steps = [(i.id, option) for i in talks.issues for option in ("half", "yes")]
    ways = (
        [order for order in itertools.permutations(steps) if _obeys(talks, order)]
        if len(steps) <= 6
        else None
    )
    try:
        bound = game_of(talks, target, split=split)
    except QuestionError:
        assert not ways
        return
    needed = bound.game.needs
    for chosen in itertools.product([False, True], repeat=len(steps)):
        if all(chosen[k] for at in range(len(steps)) if chosen[at] for k in needed[at]):
            assert _legal(talks, [step for step, made in zip(steps, chosen, strict=True) if made])
    for order in ways or ():
        place = {step: at for at, step in enumerate(order)}
        kept = all(
            place[steps[k]] < place[steps[at]] for at in range(len(steps)) for k in needed[at]
        )
        assert kept or bound.narrowed


def _legal(talks: Case, made: Iterable[tuple[str, str]]) -> bool:
    state = {i.id: "no" for i in talks.issues} | dict(made)
    return all(rule.holds(state) for rule in talks.rules)


def _obeys(talks: Case, order: Sequence[tuple[str, str]]) -> bool:
    halves = all(order.index((k, "half")) < order.index((k, "yes")) for k, _ in order)
    return halves and all(_legal(talks, order[:end]) for end in range(len(order) + 1))


def test_joint_scores_count_for_sets_of_steps() -> None:
    """What a set of steps is worth beyond its sum is what the utilities say, state by state."""
    issues = [issue("a", options="no half yes"), issue("b", ("them",)), issue("c", ("them",))]
    joint = Joint(
        id="j",
        issues=("a", "b"),
        scores={("half", "yes"): FIXED(3), ("yes", "yes"): FIXED(-5)},
    )
    plain = {"a": {"no": 0.0, "half": 1.0, "yes": 4.0}, "b": {"no": 0.0, "yes": 2.0}}
    talks = case(
        issues, preferences={"us": scored("us", plain, [joint]), "them": scored("them", plain)}
    )
    bound = game_of(talks, all_yes(issues), split={"a": ("half",)})
    game = bound.game
    assert bound.joint
    assert game.extra is not None
    assert game.items == ("a:half", "a:yes", "b", "c")
    (mine, _) = utilities(talks)
    for half, yes, b, c in itertools.product([0, 1], repeat=4):
        if yes and not half:
            continue
        state = {"a": half + yes, "b": b, "c": c}
        alone = -game.cost[0] * half - game.cost[1] * yes + game.value[2, 0] * b
        alone += game.value[3, 0] * c
        extra = game.extra[half + 2 * yes + 4 * b + 8 * c, 0]
        assert alone + extra == pytest.approx(mine.of_positions(state)[0])


def test_a_joint_score_over_what_does_not_move_is_no_joint_score() -> None:
    """Only one of its issues moves: it is part of that step's worth."""
    issues = [issue("a"), issue("b", ("them",))]
    joint = Joint(id="j", issues=("a", "b"), scores={("yes", "no"): FIXED(3)})
    talks = case(
        issues,
        preferences={
            "us": scored("us", {"a": {"no": 0, "yes": -1}, "b": {"no": 0, "yes": 0}}, [joint]),
            "them": scored("them", {}),
        },
    )
    bound = game_of(talks, {"a": "yes", "b": "no"})
    assert (bound.game.cost.tolist(), bound.joint) == ([-2.0], False)


def test_too_many_steps_with_joint_scores_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is named."""
    monkeypatch.setattr(binding, "JOINT_LIMIT", 1)
    issues = [issue("a"), issue("b", ("them",))]
    joint = Joint(id="j", issues=("a", "b"), scores={("yes", "yes"): FIXED(3)})
    plain = {key: {"no": 0.0, "yes": 1.0} for key in "ab"}
    talks = case(
        issues, preferences={"us": scored("us", plain, [joint]), "them": scored("them", plain)}
    )
    with pytest.raises(LimitError, match="2 steps and scores of issues together"):
        game_of(talks, all_yes(issues))


@pytest.mark.parametrize(
    ("issues", "rules", "package", "message"),
    [
        ([issue("a", now=None)], (), {}, "issue 'a' has no 'now'"),
        ([issue("a", ())], (), {}, "issue 'a' does not say who carries it out"),
        ([issue("a", ("us", "them"))], (), {}, "carried out by 'us' and 'them' together"),
        ([issue("a", ("rok",))], (), {}, "by 'rok', whose scores case 'talks' does not have"),
        ([issue("a")], (), {"a": "no"}, "the package changes nothing: every issue is already"),
        (
            [issue("a", (), term=True, now=None), issue("b")],
            (),
            {"a": "yes", "b": "no"},
            r"changes nothing but clauses that nobody carries out \('a'\)",
        ),
        (
            [issue("a")],
            (when(None, a="no"),),
            {},
            "what is in force now breaks the rule 'never a = no'",
        ),
        (
            [issue("a")],
            (when(None, a="yes"),),
            {},
            "the package, without its clauses, breaks the rule 'never a = yes'",
        ),
        (
            [issue("a"), issue("b")],
            (when({"b": "yes"}, a="yes"), when({"a": "yes"}, b="yes")),
            {},
            "whichever of the issues 'a', 'b' moves first, some state",
        ),
    ],
)
def test_what_cannot_be_an_exchange_is_said_in_one_line(
    issues: list[Issue], rules: tuple[Rule, ...], package: dict[str, str], message: str
) -> None:
    """No present, no giver, several givers, a giver without scores, nothing to do, no way."""
    talks = case(issues, *rules)
    with pytest.raises(QuestionError, match=message) as error:
        game_of(talks, all_yes(issues) | package)
    assert "\n" not in str(error.value)


def test_without_scores_there_is_no_exchange() -> None:
    """Ranks do not say what a step costs."""
    with pytest.raises(QuestionError, match="has no scores, and an exchange compares"):
        game_of(case([issue("a")], preferences={}), {"a": "yes"})


def test_needs_against_a_rule_leave_no_way() -> None:
    """The rule wants b first, the case wants a first."""
    issues = [issue("a"), issue("b", ("them",))]
    terms = ExchangeTerms(issues={"b": StepTerms(needs=("a",))})
    talks = case(issues, when({"b": "yes"}, a="yes"), exchange=terms)
    with pytest.raises(QuestionError, match="no way leads from now to the package"):
        game_of(talks, all_yes(issues))


def test_too_many_steps_tied_by_rules_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is named, with the issues."""
    monkeypatch.setattr("zopa.analysis.exchange._paths.TIED_LIMIT", 1)
    issues = [issue("a"), issue("b")]
    with pytest.raises(LimitError, match="rules tie 2 steps together"):
        game_of(case(issues, when({"b": "yes"}, a="yes")), all_yes(issues))
