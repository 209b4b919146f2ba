"""Exchanges obey what a case says of moves: one way only, and forbidden ones."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from exchange_cases import ALL, Worth, exchange_case
from zopa.analysis.exchange.binding import game_of
from zopa.analysis.exchange.study import exchange
from zopa.errors import QuestionError
from zopa.model import (
    Case,
    ExchangeTerms,
    Forbidden,
    OneWay,
    Order,
    Pattern,
    Stakes,
    StateRules,
    StepTerms,
)

STEPS: dict[str, tuple[str, Worth]] = {
    "x": ("a", {"a": -1.0, "b": 3.0}),
    "y": ("b", {"a": 3.0, "b": -1.0}),
    "z": ("a", {"a": -1.0, "b": 2.0}),
}
HELD = ExchangeTerms(to=ALL, parties={"a": Stakes(stake=9), "b": Stakes(stake=9)})


def like(**options: str) -> Pattern:
    """Return a pattern with one option for each issue."""
    return Pattern(allowed={name: (option,) for name, option in options.items()})


def barred(origin: Pattern, target: Pattern, by: str | None = None, why: str = "") -> StateRules:
    """Return one forbidden move."""
    rule = Forbidden(by=by, origin=origin, target=target, reason=why or None)
    return StateRules(forbidden=(rule,))


def with_states(states: StateRules, terms: ExchangeTerms = HELD) -> Case:
    """Return the case of three steps with these rules of moves."""
    return replace(exchange_case(STEPS, terms), states=states)


def test_a_package_against_the_one_way_is_refused_with_that_way() -> None:
    """Over options between where there are some."""
    states = StateRules(one_way=(OneWay(issue="x", order=("done", "open")),))
    with pytest.raises(QuestionError, match=f"^package '{ALL}' cannot be reached from now: issue "):
        exchange(with_states(states))
    case = exchange_case(STEPS, HELD, through={"x": [{"a": 0.5, "b": 1.0}]})
    back = StateRules(one_way=(OneWay(issue="x", order=("done", "part1", "open")),))
    with pytest.raises(QuestionError, match="moves only from Done over Part1 to Open; "):
        exchange(replace(case, states=back))
    along = StateRules(one_way=(OneWay(issue="x", order=("open", "part1", "done")),))
    assert exchange(replace(case, states=along)).possible


def test_what_is_taken_back_against_the_one_way_is_noted() -> None:
    """A note and no error: what it undoes may not be the option itself."""
    terms = replace(HELD, issues={"x": StepTerms(reversible_value=0.5), "y": StepTerms()})
    states = StateRules(one_way=(OneWay(issue="x", order=("open", "done")),))
    (note,) = exchange(with_states(states, terms)).notes
    assert "“X: Done” cannot be taken back, but its 'reversible' is above 0" in note
    back = barred(like(x="done"), like(x="open"), by="a")
    assert exchange(with_states(back, terms)).notes == (note,)
    assert exchange(with_states(barred(like(x="done"), like(x="open"), by="b"), terms)).notes == ()


def test_a_forbidden_step_whatever_the_rest_leaves_no_way() -> None:
    """Only for its giver."""
    states = barred(like(x="open"), like(x="done"), by="a", why="by law")
    with pytest.raises(QuestionError, match=r"forbids the move of issue 'x' by 'a' \(by law\)"):
        exchange(with_states(states))
    assert exchange(with_states(barred(like(x="open"), like(x="done"), by="b"))).possible


def test_a_move_forbidden_in_some_states_puts_one_step_before_another() -> None:
    """X may not be given while y is open: y comes first, and so in every schedule."""
    found = exchange(with_states(barred(like(x="open", y="open"), like(x="done"))), joint=False)
    for schedule in found.schedules:
        made = list(itertools.chain(*schedule.rounds))
        assert made.index("y") < made.index("x")
    both = barred(like(x="open", y="open"), like(x="done", y="done"))
    assert game_of(with_states(both), dict.fromkeys("xyz", "done")).game.needs == ((), (), ())


def test_every_schedule_left_open_is_free_of_forbidden_moves() -> None:
    """Against all orders tried one by one, for moves that tie steps in many ways."""
    patterns = [
        (like(x="open", y="done"), like(x="done")),
        (like(y="open"), like(y="done", z="open")),
        (like(x="open", z="open"), like(y="done")),
        (like(y="done"), like(x="open", z="done")),
    ]
    package = dict.fromkeys("xyz", "done")
    for origin, target in patterns:
        for by in (None, "a", "b"):
            case = with_states(barred(origin, target, by=by))
            legal = {way for way in itertools.permutations("xyz") if _legal(case, way)}
            bound = game_of(case, package)
            left = {
                way
                for way in itertools.permutations("xyz")
                if all(
                    way.index("xyz"[k]) < way.index("xyz"[at])
                    for at, before in enumerate(bound.game.needs)
                    for k in before
                )
            }
            assert left <= legal
            assert left == legal or bound.narrowed


def _legal(case: Case, way: tuple[str, ...]) -> bool:
    state = dict.fromkeys("xyz", "open")
    for name in way:
        after = state | {name: "done"}
        for rule in case.states.forbidden:
            mover = rule.by in (None, STEPS[name][0])
            if mover and rule.origin.matches(state) and rule.target.matches(after):
                return False
        state = after
    return True


def test_an_order_asked_for_that_makes_a_forbidden_move_cannot_be_done() -> None:
    """Neither by a step at the wrong time nor by a stop that lies against the one way."""
    order = Order(id="o", name="X first", rounds=((("x", None),), (("y", None), ("z", None))))
    terms = replace(HELD, orders={"o": order})
    rule = barred(like(x="open", y="open"), like(x="done"))
    (asked,) = exchange(with_states(rule, terms)).orders
    assert asked.broken == ("round 1 makes a move that the case forbids under 'states'",)
    together = replace(order, rounds=((("x", None), ("y", None)),))
    (asked,) = exchange(with_states(rule, replace(terms, orders={"o": together}))).orders
    assert asked.broken == ()
    case = exchange_case(STEPS, terms, through={"x": [{"a": 0.5, "b": 1.0}]})
    stop = replace(order, rounds=((("x", "part1"),), (("x", None),)))
    states = StateRules(one_way=(OneWay(issue="x", order=("part1", "open", "done")),))
    both = replace(case, states=states, exchange=replace(terms, orders={"o": stop}))
    (asked,) = exchange(both).orders
    assert asked.broken[0].startswith("round 1 makes a move")
