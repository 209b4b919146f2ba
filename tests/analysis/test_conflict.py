"""What a conflict is made of has to fit together."""

from __future__ import annotations

import math

import numpy as np
import pytest

from zopa.analysis.stability import Conflict, GridMoves, ListedMoves, listed
from zopa.analysis.stability._arrays import ArrayEngine
from zopa.analysis.stability._lists import ListEngine
from zopa.analysis.stability.definitions import _together, non_myopic
from zopa.analysis.stability.definitions._foresight import Foresight
from zopa.analysis.stability.definitions._together import answered_together
from zopa.analysis.stability.judge import judge
from zopa.errors import LimitError, QuestionError


def grid(**changes: object) -> GridMoves:
    """Return the moves of two parties with one switch each."""
    facts: dict[str, object] = {
        "shape": (2, 2),
        "owner": (0, 1),
        "one_way": (False, False),
        "cells": np.arange(4),
    }
    return GridMoves(**(facts | changes))  # type: ignore[arg-type]


def conflict(moves: GridMoves | ListedMoves, ranks: object = None, parties: str = "ab") -> Conflict:
    """Return a conflict with these moves."""
    given = np.zeros((2, 4), dtype=np.int64) if ranks is None else np.array(ranks)
    return Conflict(parties=tuple(parties), ranks=given, moves=moves)


def lists(**changes: object) -> ListedMoves:
    """Return the lists of two parties that cannot move, for four states."""
    facts: dict[str, object] = {
        "starts": (np.zeros(5, dtype=np.int64),) * 2,
        "targets": (np.empty(0, dtype=np.int64),) * 2,
    }
    return ListedMoves(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moves", "message"),
    [
        (grid(owner=(0,)), "the grid has 2 axes, 1 owners and 2 directions; give one of each"),
        (grid(owner=(0, 2)), "belongs to a party that is none of the 2; owners are places of"),
        (grid(cells=np.arange(3)), "the grid has 3 cells for 4 states; give each state a cell"),
        (grid(cells=np.array([0, 1, 1, 2])), "give each state a cell of its own, ascending"),
        (grid(cells=np.array([0, 1, 2, 4])), "give each state a cell of its own, ascending"),
        (lists(starts=(np.zeros(5, dtype=np.int64),)), "1 parties have lists of moves, but there"),
        (lists(starts=(np.zeros(4, dtype=np.int64),) * 2), "has 4 starts for 4 states; give one"),
        (
            lists(
                starts=(np.array([0, 1, 1, 1, 1]), np.zeros(5, dtype=np.int64)),
                targets=(np.array([4]), np.empty(0, dtype=np.int64)),
            ),
            "a move leads to a state that is none of the 4; count states from 0",
        ),
    ],
)
def test_parts_that_do_not_fit_are_named(moves: GridMoves | ListedMoves, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        conflict(moves)


def test_every_party_has_a_row_of_ranks() -> None:
    with pytest.raises(QuestionError, match=r"ranks have the shape \(1, 4\), but there are 2"):
        conflict(grid(), [[0, 1, 2, 3]])


def test_conflicts_drawn_by_hand_name_what_is_wrong() -> None:
    moves = {"a": [("x", "y")]}
    with pytest.raises(QuestionError, match="'a' names the state 'z', which there is not"):
        Conflict.of_arcs(["x", "y"], {"a": [("x", "z")]}, {"a": ["x", "y"]})
    with pytest.raises(QuestionError, match="ranking of 'a' must name each of the 2 states once"):
        Conflict.of_arcs(["x", "y"], moves, {"a": ["x"]})
    with pytest.raises(QuestionError, match="states must have different names, and moves and"):
        Conflict.of_arcs(["x", "y"], moves, {"b": ["x", "y"]})


def test_each_engine_takes_its_own_kind_of_moves() -> None:
    with pytest.raises(
        QuestionError, match="moves are lists, but this engine wants them in option"
    ):
        ArrayEngine(conflict(lists()))
    with pytest.raises(QuestionError, match="moves are in option form, but this engine wants them"):
        ListEngine(conflict(grid()))
    with pytest.raises(QuestionError, match="moves at the same time need them in option form"):
        answered_together(ListEngine(conflict(lists())), 0, np.ones((2, 4), dtype=np.bool_))


def test_looking_ahead_is_for_two() -> None:
    three = conflict(grid(), np.zeros((3, 4), dtype=np.int64), "abc")
    with pytest.raises(QuestionError, match="for two parties, but the conflict has 3; use another"):
        Foresight(ArrayEngine(three))


def test_a_party_with_very_many_one_way_issues_is_refused_in_words() -> None:
    """Thirteen one-way switches have 8,192 combinations; only answers by gains need them."""
    size = 13
    switches = GridMoves(
        shape=(2,) * size, owner=(0,) * size, one_way=(True,) * size, cells=np.arange(2**size)
    )
    ranks = np.stack([np.arange(2**size), np.arange(2**size)[::-1]])
    two = Conflict(parties=("us", "them"), ranks=ranks, moves=switches)
    assert judge(two, ["gmr"])["gmr"].shape == (2, 2**size)
    with pytest.raises(
        LimitError, match="the one-way issues of 'us' have 8,192 combinations, more"
    ):
        judge(two, ["seq"])


def test_too_many_moves_at_the_same_time_are_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """From each state: the gains of the one, times the gains of the other or its staying."""
    square = grid(shape=(3, 3), cells=np.arange(9))
    ranks = np.stack([np.arange(9) // 3, np.arange(9) % 3])
    both = Conflict(parties=("a", "b"), ranks=ranks, moves=square)
    count = sum(math.prod((2 - a, 3 - b)) for a in range(3) for b in range(3))
    monkeypatch.setattr(_together, "JOINT_MOVES", count)
    assert judge(both, ["sim"])["sim"].shape == (2, 9)
    monkeypatch.setattr(_together, "JOINT_MOVES", count - 1)
    with pytest.raises(LimitError, match=f"'a' and the others can move together in {count} ways"):
        judge(both, ["sim"])


def test_joint_moves_in_parts_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few combinations are looked at in one go, nothing changes."""
    rng = np.random.default_rng(5)
    cells = np.flatnonzero(rng.random(108) < 0.8)
    random = Conflict(
        parties=("a", "b", "c"),
        ranks=rng.integers(0, 20, (3, len(cells))),
        moves=GridMoves(shape=(3, 3, 4, 3), owner=(0, 1, 2, 1), one_way=(False,) * 4, cells=cells),
    )
    whole = judge(random, ["sim", "fh"])
    assert not whole["sim"].all()
    monkeypatch.setattr(_together, "PART", 5)
    parts = judge(random, ["sim", "fh"])
    assert all(np.array_equal(whole[name], parts[name]) for name in whole)


def test_expectations_that_take_long_to_repeat_are_given_up_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(non_myopic, "HORIZON", 0)
    with pytest.raises(LimitError, match="do not repeat themselves up to 0 moves ahead; use a"):
        judge(conflict(grid()), ["non-myopic"])


def test_moves_that_are_lists_already_stay_as_they_are() -> None:
    by_hand = conflict(lists())
    assert listed(by_hand) is by_hand
