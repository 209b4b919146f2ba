"""Errors of the field's tools and papers that zopa does not repeat."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.analysis.stability import Conflict, GridMoves, listed
from zopa.analysis.stability.judge import judge


def sanction_by(path: list[tuple[str, str, str]]) -> Conflict:
    """Return a conflict in which A may leave ``s`` for a gain, and B and C answer along a path.

    Every step of the path is a gain for its mover; only its last state is worse for A than ``s``.
    """
    after = [target for _, _, target in path]
    states = ["s", "gain", *dict.fromkeys(after)]
    best = [["gain", *dict.fromkeys(after[:-1])], ["s"], [after[-1]]]
    climbing = ["s", "gain", *dict.fromkeys(after)][::-1]
    return Conflict.of_arcs(
        states,
        {
            "A": [("s", "gain")],
            "B": [(a, b) for mover, a, b in path if mover == "B"],
            "C": [(a, b) for mover, a, b in path if mover == "C"],
        },
        {"A": [tier for tier in best if tier], "B": climbing, "C": climbing},
    )


def stays(conflict: Conflict, name: str) -> bool:
    """Return whether A stays at ``s``, which is state 0."""
    return bool(judge(conflict, [name])[name][0, 0])


@pytest.mark.parametrize("name", ["gmr", "smr", "seq", "sseq"])
def test_a_party_may_move_several_times_in_a_sanction(name: str) -> None:
    """B, then C, then B again: gmr-py 0.4.1 lets each opponent move once and misses this."""
    path = [("B", "gain", "x"), ("C", "x", "y"), ("B", "y", "bad")]
    assert stays(sanction_by(path), name)
    assert not stays(sanction_by([*path[:2], ("A", "y", "bad")]), name)


@pytest.mark.parametrize("name", ["gmr", "smr", "seq", "sseq"])
def test_nobody_moves_twice_running_in_a_sanction(name: str) -> None:
    """B and then B again is no legal sequence, where B could not go there at once."""
    assert not stays(sanction_by([("B", "gain", "x"), ("B", "x", "bad")]), name)
    assert stays(sanction_by([("B", "gain", "x"), ("C", "x", "bad")]), name)


@pytest.mark.parametrize("name", ["gmr", "smr", "seq", "sseq"])
def test_the_last_mover_matters_not_only_the_state(name: str) -> None:
    """``x`` can be brought about by B alone, so B cannot go on; once C can do it too, B can."""
    lone = [("B", "gain", "x"), ("B", "x", "bad")]
    assert not stays(sanction_by(lone), name)
    assert stays(sanction_by([*lone[:1], ("C", "gain", "x"), *lone[1:]]), name)


@pytest.mark.parametrize("name", ["gmr", "smr", "seq", "sseq"])
@pytest.mark.parametrize("answered", [(), ("g1",), ("g2",), ("g3",), ("g1", "g2", "g3")])
def test_every_improvement_is_examined(name: str, answered: tuple[str, ...]) -> None:
    """One gain without an answer is enough to leave, whichever it is; so too where it is listed last.

    In the inverse solver of gmr-py 0.4.1 the last improvement decides; its SIM loses all but the
    first.
    """
    gains = ["g1", "g2", "g3"]
    conflict = Conflict.of_arcs(
        ["s", *gains, "bad"],
        {"A": [("s", gain) for gain in gains], "B": [(gain, "bad") for gain in answered]},
        {"A": [gains, "s", "bad"], "B": ["bad", gains, "s"]},
    )
    assert stays(conflict, name) == (len(answered) == len(gains))


def test_every_improvement_meets_the_simultaneous_moves_of_the_others() -> None:
    """Two gains of A, each undone by the same gain of B: gmr-py 0.4.1 sees that for the first only.

    A moves an issue with three options, B one with two; A likes nothing that B's move leaves.
    """
    conflict = Conflict(
        parties=("A", "B"),
        ranks=np.array([[1, 0, 2, 0, 3, 0], [0, 1, 0, 1, 0, 1]]),
        moves=GridMoves(shape=(3, 2), owner=(0, 1), one_way=(False, False), cells=np.arange(6)),
    )
    assert stays(conflict, "sim")
    worse = Conflict(
        parties=("A", "B"),
        ranks=np.array([[1, 0, 2, 0, 3, 2], [0, 1, 0, 1, 0, 1]]),
        moves=conflict.moves,
    )
    assert not stays(worse, "sim")


@pytest.mark.parametrize("name", ["gmr", "smr", "seq", "sseq"])
def test_coming_back_to_where_it_began_is_a_sanction(name: str) -> None:
    """Whoever ends where it began is no better off.

    Printed matrices with E - I - P+ leave out the state itself, and would call ``s`` unstable here:
    B answers A's gain by going straight back to ``s``.
    """
    conflict = Conflict.of_arcs(
        ["s", "gain"],
        {"A": [("s", "gain")], "B": [("gain", "s")]},
        {"A": ["gain", "s"], "B": ["s", "gain"]},
    )
    if name in ("smr", "sseq"):  # from s the party can go to the gain again, which undoes it
        assert not stays(conflict, name)
    else:
        assert stays(conflict, name)


@pytest.mark.parametrize("name", ["gmr", "seq"])
def test_an_answer_that_is_worth_the_same_is_a_sanction(name: str) -> None:
    """A gain that ends in a state as good as the first was not worth making."""
    conflict = Conflict.of_arcs(
        ["s", "gain", "same"],
        {"A": [("s", "gain")], "B": [("gain", "same")]},
        {"A": ["gain", ["s", "same"]], "B": ["same", "gain", "s"]},
    )
    assert stays(conflict, name)


def test_impossible_combinations_are_not_passed_through() -> None:
    """B and C need each other's move to hurt A, but what lies between is impossible.

    Issues of A, B, C with two options each; the gain is (1, 0, 0), the harm (1, 1, 1), and (1, 1, 0)
    and (1, 0, 1) are no states.
    """
    cells = np.array([0, 4, 7])
    conflict = Conflict(
        parties=("A", "B", "C"),
        ranks=np.array([[1, 2, 0], [0, 0, 1], [0, 0, 1]]),
        moves=GridMoves(shape=(2, 2, 2), owner=(0, 1, 2), one_way=(False,) * 3, cells=cells),
    )
    for model in (conflict, listed(conflict)):
        assert not stays(model, "gmr")
    joined = Conflict(
        parties=conflict.parties,
        ranks=conflict.ranks,
        moves=GridMoves(shape=(2, 2, 2), owner=(0, 1, 1), one_way=(False,) * 3, cells=cells),
    )
    for model in (joined, listed(joined)):
        assert stays(model, "seq"), "one party that moves both issues gets there"
