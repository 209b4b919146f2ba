"""Reasons: each one is what the definition says, in moves and in words."""

from __future__ import annotations

import re

import numpy as np
import pytest

from conflicts import plain_of, random_case, random_graph
from oracle.plain_stability import Plain, stable
from zopa import formats
from zopa.analysis.stability import CORE, Conflict, listed
from zopa.analysis.stability._walks import Step
from zopa.analysis.stability.judge import engine
from zopa.analysis.stability.states import CaseConflict, states_of
from zopa.analysis.stability.witness import Reason, reason, witness
from zopa.errors import QuestionError


def is_way(model: Plain, party: int, steps: tuple[Step, ...], start: int, *, gains: bool) -> bool:
    """Return whether steps are legal moves of the others, one after the other from a start."""
    here, last = start, None
    for step in steps:
        (mover,) = step.members
        legal = mover not in (party, last) and step.origin == here
        if not legal or step.target not in model.arcs[mover][here]:
            return False
        if gains and step.target not in model.gains(mover, here):
            return False
        here, last = step.target, mover
    return True


def check(model: Plain, name: str, party: int, state: int, why: Reason) -> None:
    """Assert that a reason shows what the definition needs, and no more than there is."""
    ranks, arcs = model.ranks[party], model.arcs[party]
    assert why.stable == stable(model, name, party, state)
    gains = model.gains(party, state)
    assert why.gains == len(gains)
    if not gains:
        assert why.improvement is None
        assert why.answer == ()
        assert why.escape is None
        return
    assert why.improvement is not None
    target = why.improvement.target
    assert why.improvement == Step(members=(party,), origin=state, target=target)
    assert target in gains
    credible, final = name in {"seq", "sseq"}, name in {"smr", "sseq"}
    assert is_way(model, party, why.answer, target, gains=credible)
    if why.stable:
        assert ranks[target] == max(ranks[q] for q in gains)
        end = why.answer[-1].target
        assert ranks[end] <= ranks[state]
        assert why.escape is None
        assert not final or all(ranks[q] <= ranks[state] for q in arcs[end])
        return
    if why.answer:  # it does not help, as the party gets out of it
        end = why.answer[-1].target
        assert final
        assert ranks[end] <= ranks[state]
        assert why.escape is not None
        assert why.escape.origin == end
        assert why.escape.target in arcs[end]
        assert ranks[why.escape.target] > ranks[state]
    elif name != "nash":
        answers = model.answers(party, target, improving=credible)
        assert not any(ranks[q] <= ranks[state] for q in answers)


@pytest.mark.parametrize("seed", range(30))
def test_reasons_in_drawn_conflicts_are_what_the_definitions_need(seed: int) -> None:
    """Two to four parties, moves drawn at random, ties."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, int(rng.integers(4, 9)), int(rng.integers(2, 5)))
    model, asked = plain_of(conflict), engine(conflict)
    for name in CORE:
        for party in range(len(conflict.parties)):
            why = reason(asked, party, name)
            for state in range(conflict.states):
                check(model, name, party, state, why(state))


@pytest.mark.parametrize("seed", range(20))
def test_witnesses_of_cases_say_what_their_reasons_are(seed: int) -> None:
    """In option form and with merged states: moves by names, sentences by what they show."""
    case = random_case(np.random.default_rng([seed, 7]), lists=seed % 2 == 1)
    posed = states_of(case)
    model, asked = plain_of(listed(posed.conflict)), engine(posed.conflict)
    for name in CORE:
        for party, who in enumerate(posed.conflict.parties):
            for state in range(posed.space.count):
                check(model, name, party, state, reason(asked, party, name)(state))
                found = witness(posed, asked, state, party, name)
                assert (found.party, found.state) == (who, posed.id_of(state))
                words_fit(posed, found.text)
                moves = [found.improvement, *found.answer, found.escape]
                for move in (move for move in moves if move is not None):
                    changed(posed, move.origin, move.target, dict(move.changes))


def changed(posed: CaseConflict, origin: str, target: str, changes: dict[str, str]) -> None:
    """Assert that what a move changes leads from one state to the other."""
    before, after = (posed.space.package(posed.place(name)) for name in (origin, target))
    assert changes
    assert all(after[issue] == option for issue, option in changes.items())
    shared = {i for i in after if i in before and i not in changes}
    assert all(after[issue] == before[issue] for issue in shared)


def words_fit(posed: CaseConflict, text: str) -> None:
    """Assert that a text is one sentence in the names of the case."""
    assert text.endswith(".")
    assert text[0].isupper()
    assert "  " not in text
    assert not re.search(r"\b(i\d|o\d|s\d+|seq|gmr|smr|sseq|nash)\b", text)
    assert any(text.startswith(party.name) for party in posed.case.parties)


def test_there_are_reasons_for_the_core_definitions_only() -> None:
    """Others are refused by name."""
    conflict = random_graph(np.random.default_rng(0), 4, 2)
    with pytest.raises(QuestionError, match="no reasons for the definition 'non-myopic'"):
        reason(engine(conflict), 0, "non-myopic")


@pytest.mark.parametrize(
    ("state", "party", "definition", "wanted"),
    [
        (
            "s1", 2, "seq",
            ("Local government gains by bringing about “Local government insists on the first order”, "
            "and Ministry of the Environment and Uniroyal have no answer that is a gain for whoever "
            "gives it and leaves Local government no better off than here."),
        ),
        (
            "s1", 2, "smr",
            ("Local government would gain by bringing about “Local government insists on the first "
            "order”, but Uniroyal can answer by bringing about “The company abandons its plant”, "
            "which leaves Local government worse off than here, and it has no move that mends this."),
        ),
        ("s5", 0, "seq", "Ministry of the Environment has no move that it would gain by."),
        ("s9", 1, "gmr", "Uniroyal has no move to make here."),
        (
            "s2", 1, "nash",
            ("Uniroyal gains most by bringing about “The company accepts the order as it stands” and "
            "ending “The company drags out its appeal”."),
        ),
    ],
)  # fmt: skip
def test_reasons_of_elmira_in_words(state: str, party: int, definition: str, wanted: str) -> None:
    """Worked by hand from the rankings: s1 to s5 is a gain for the local government, and so on."""
    posed = states_of(formats.read("examples/elmira").case)
    asked = engine(posed.conflict)
    assert witness(posed, asked, posed.place(state), party, definition).text == wanted


def test_answers_in_several_moves_and_ways_out_are_told() -> None:
    """Drawn by hand: an answer by two parties, and the same undone by a third move."""
    chain = Conflict.of_arcs(
        ["s", "gain", "half", "bad", "out"],
        {
            "a": [("s", "gain"), ("bad", "out")],
            "b": [("gain", "half")],
            "c": [("half", "bad")],
        },
        {
            "a": ["gain", "out", "s", "half", "bad"],
            "b": ["half", "bad", "gain", "s", "out"],
            "c": ["bad", "half", "gain", "s", "out"],
        },
    )
    asked = engine(chain)
    seq = reason(asked, 0, "seq")(0)
    assert seq.stable
    assert [step.target for step in seq.answer] == [2]
    above = Conflict(
        parties=chain.parties,
        ranks=np.array([[1, 4, 3, 0, 2], *chain.ranks[1:].tolist()]),
        moves=chain.moves,
    )
    gmr = reason(engine(above), 0, "gmr")(0)
    assert gmr.stable
    assert [step.target for step in gmr.answer] == [2, 3]
    assert [step.members for step in gmr.answer] == [(1,), (2,)]
    smr = reason(engine(above), 0, "smr")(0)
    assert not smr.stable
    assert [step.target for step in smr.answer] == [2, 3]
    assert smr.escape == Step(members=(0,), origin=3, target=4)
