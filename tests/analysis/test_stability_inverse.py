"""What would have to be: conditions and cheapest changes, each tried on the case itself."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from conflicts import random_case, yes_no
from zopa import formats
from zopa.analysis.stability import CORE, Conflict, GridMoves
from zopa.analysis.stability._cheapest import fewest_edits, least_raise
from zopa.analysis.stability._demands import Answers
from zopa.analysis.stability.inverse import condition
from zopa.analysis.stability.judge import judge
from zopa.analysis.stability.results import Condition
from zopa.analysis.stability.states import CaseConflict, states_of
from zopa.model import (
    Case,
    Number,
    Party,
    Priorities,
    Ranking,
    Scores,
    Standing,
    Table,
)

N = Number.fixed


def conditions(posed: CaseConflict, definition: str) -> list[Condition]:
    """Return the conditions of all parties in all states."""
    answers = Answers(posed.conflict)
    return [
        condition(posed, answers, state, party, definition)
        for state in range(posed.space.count)
        for party in range(len(posed.conflict.parties))
    ]


@pytest.mark.parametrize("seed", range(24))
def test_conditions_agree_with_who_stays(seed: int) -> None:
    """Also in words: what a party that stays needs, or what one that leaves would."""
    posed = states_of(random_case(np.random.default_rng([seed, 5]), lists=seed % 2 == 1))
    parties = posed.conflict.parties
    flags = judge(posed.conflict)
    for name in CORE:
        for found in conditions(posed, name):
            state, party = posed.place(found.state), parties.index(found.party)
            assert found.stable == flags[name][party, state]
            who = posed.case.party(found.party).name
            stays = re.match(rf"{who} (stays|has no move)", found.text)
            assert bool(stays) == found.stable, found.text
            assert (found.change is None) == (found.cost is None)
            assert found.change is None or not found.stable
            if found.rankings is not None and found.of is not None:
                assert found.share == pytest.approx(found.rankings / found.of)


def size(text: str, unit: str) -> float:
    """Return a size as it stands in a text."""
    found = re.search(rf"([\d,.]+) {unit}", text)
    assert found is not None, text
    return float(found.group(1).replace(",", ""))


def with_score(case: Case, change: str, factor: float) -> Case:
    """Return a case with the one score changed that a text proposes, by a part of its size."""
    found = re.search(
        r"scoring “Option (\d)” \(Issue (\d)\) ([\d.,]+) points? (higher|lower)", change
    )
    assert found is not None, change
    option, issue = f"o{found.group(1)}", f"i{found.group(2)}"
    points = float(found.group(3)) * (1 if found.group(4) == "higher" else -1) * factor
    preferences = dict(case.preferences)
    for party, scores in case.preferences.items():
        assert isinstance(scores, Scores)
        if party == "ann":
            column = dict(scores.scores[issue])
            column[option] = N(column[option].central + points)
            preferences[party] = replace(scores, scores={**scores.scores, issue: column})
    return replace(case, preferences=preferences)


@pytest.mark.parametrize("seed", range(30))
def test_the_score_that_is_proposed_is_enough_and_a_bit_less_is_not(seed: int) -> None:
    """With weights; the change is made in the case, and the state is judged anew."""
    rng = np.random.default_rng([seed, 6])
    case = random_case(rng, joint=False)
    issues = [issue for issue in case.issues if not issue.term]
    for party in case.parties:
        scores = {i.id: {o.id: N(int(rng.integers(0, 50))) for o in i.options} for i in issues}
        own = Scores(
            party=party.id,
            scores=scores,
            weights={i.id: N(int(rng.integers(1, 5))) for i in issues},
            standing=Standing(value=N(0)),
        )
        case = replace(
            case,
            orders={p: o for p, o in case.orders.items() if p != party.id},
            preferences={**case.preferences, party.id: own},
        )
    posed = states_of(case)
    name = CORE[seed % len(CORE)]
    for found in conditions(posed, name):
        if found.party != "ann" or found.change is None:
            continue
        assert found.cost == pytest.approx(size(found.change, "points?"), rel=0.01)
        if "scoring" not in found.change:
            continue
        state = posed.place(found.state)
        for factor, wanted in ((1.0, True), (0.97, False)):
            changed = states_of(with_score(case, found.change, factor))
            assert judge(changed.conflict, [name])[name][0, state] == wanted


@pytest.mark.parametrize("seed", range(20))
def test_the_worth_that_a_state_lacks_is_the_least(seed: int) -> None:
    """A table of utilities: with that much more the party stays, with a bit less it does not."""
    rng = np.random.default_rng([seed, 8])
    case = random_case(rng, joint=False)
    issues = [issue for issue in case.issues if not issue.term]
    rows = np.ndindex(*map(len, issues))
    table = {
        tuple(issue.options[at].id for issue, at in zip(issues, row, strict=True)): N(int(v))
        for row, v in zip(rows, rng.permutation(100), strict=False)
    }
    names = tuple(issue.id for issue in issues)
    own = Table(party="ann", issues=names, utilities=table, standing=Standing(value=N(0)))
    case = replace(
        case,
        orders={p: o for p, o in case.orders.items() if p != "ann"},
        preferences={**case.preferences, "ann": own},
    )
    posed = states_of(case)
    for found in conditions(posed, "gmr"):
        if found.party != "ann" or found.cost is None:
            continue
        state = posed.place(found.state)
        row = tuple(posed.space.package(state)[name] for name in names)
        for factor, wanted in ((1.0, True), (0.97, False)):
            more = {**table, row: N(table[row].central + found.cost * factor)}
            tried = replace(
                case, preferences={**case.preferences, "ann": replace(own, utilities=more)}
            )
            assert judge(states_of(tried).conflict, ["gmr"])["gmr"][0, state] == wanted


@pytest.mark.parametrize("seed", range(40))
def test_the_statements_that_are_moved_or_dropped_make_the_state_stable(seed: int) -> None:
    """The change is read from its words and made in the case."""
    case = random_case(np.random.default_rng([seed, 9]), lists=seed % 3 == 0)
    posed = states_of(case)
    for found in conditions(posed, "seq"):
        order = case.orders.get(found.party)
        if found.change is None or not isinstance(order, Priorities):
            continue
        named = replace(
            order,
            statements=tuple(
                replace(s, text=f"statement {at}") for at, s in enumerate(order.statements)
            ),
        )
        asked = states_of(replace(case, orders={**case.orders, found.party: named}))
        state, party = posed.place(found.state), posed.conflict.parties.index(found.party)
        again = condition(asked, Answers(asked.conflict), state, party, "seq")
        assert again.change is not None
        kept = list(named.statements)
        for drop, move, place in re.findall(
            r"drops the statement “statement (\d)”|puts the statement “statement (\d)” in place (\d)",
            again.change,
        ):
            at = next(n for n, s in enumerate(kept) if s.text == f"statement {drop or move}")
            moved = kept.pop(at)
            if move:
                kept.insert(int(place) - 1, moved)
        tried = replace(named, statements=tuple(kept))
        changed = states_of(replace(case, orders={**case.orders, found.party: tried}))
        assert judge(changed.conflict, ["seq"])["seq"][party, state]


def test_elmira_in_words() -> None:
    """By hand: at s3 the company gains by leaving (s9 beats s3), which nobody can answer.

    One swap of neighbours (s9, s3) in its ranking keeps it there.  At s1 the local government
    gains by insisting; of its six statements "insist" is the first on which s1 and s5 differ.
    """
    posed = states_of(formats.read("examples/elmira").case)
    answers = Answers(posed.conflict)
    company = condition(posed, answers, posed.place("s3"), 1)
    assert company.text == (
        "Uniroyal would have to gain nothing by bringing about “The company abandons its plant”, "
        "to which nobody has an answer that is a gain for whoever gives it."
    )
    assert company.change == (
        "Uniroyal ranks this at least as high as “The company abandons its plant” (1 swap of "
        "neighbours in its ranking)"
    )
    assert (company.cost, company.rankings, company.of) == (1, 181440, 362880)
    local = condition(posed, answers, posed.place("s1"), 2)
    assert (local.change, local.cost) == ("Local government drops the statement “insist”", 1)
    stays = condition(posed, answers, posed.place("s1"), 0)
    assert stays.text == (
        "Ministry of the Environment stays as long as it gains nothing by any of its moves, or is "
        "no better off than here after an answer."
    )
    assert condition(posed, answers, posed.place("s9"), 0).text == (
        "Ministry of the Environment has no move to make here, so it stays whatever it prefers."
    )


def test_a_move_that_is_taken_back_needs_no_condition() -> None:
    """The other can always undo it: any preferences will do.  And many gains are summed up."""
    a, b = yes_no("a", ["ann"]), yes_no("b", ["bob"])
    refs = {(x, y): (("a", x), ("b", y)) for x in ("no", "yes") for y in ("no", "yes")}
    tiers = tuple((refs[pair],) for pair in sorted(refs))
    case = Case(
        id="c", title="C", issues=(a, b),
        parties=(Party(id="ann", name="Ann"), Party(id="bob", name="Bob")),
        orders={p: Ranking(party=p, tiers=tiers) for p in ("ann", "bob")},
    )  # fmt: skip
    posed = states_of(case)
    alone = GridMoves(shape=(2, 2), owner=(0, 0), one_way=(False, False), cells=np.arange(4))
    ring = replace(posed, conflict=replace(posed.conflict, moves=alone))
    worst = condition(ring, Answers(ring.conflict), 3, 0, "nash")
    assert worst.text.endswith("; and likewise for 1 more of its moves.")
    assert worst.cost == 3
    arcs = [("0", "2"), ("2", "0"), ("1", "3"), ("3", "1")]
    orders = {party: ["3", "2", "1", "0"] for party in ("ann", "bob")}
    shared = Conflict.of_arcs(["0", "1", "2", "3"], dict.fromkeys(orders, arcs), orders)
    back = condition(posed, Answers(shared), 0, 0, "gmr")
    assert back.text == (
        "Ann stays whatever it prefers: the others can answer every move by going back."
    )
    assert (back.rankings, back.of) == (24, 24)


def test_searches_that_find_nothing_say_so() -> None:
    """No order of statements does; no rise of the chosen states is enough."""
    assert fewest_edits(2, lambda _: False) is None
    assert fewest_edits(6, lambda _: False, trials=10) is None
    stubborn = least_raise(lambda better: not better, np.array([0.0, 1.0, 2.0]), np.array([1]))
    assert stubborn is None
