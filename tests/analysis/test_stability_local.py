"""One state of a space far too large to list: judged by search from it."""

from __future__ import annotations

from typing import Any

import pytest

from zopa.analysis.stability.local import Near, State, option_moves, stable_here
from zopa.errors import LimitError, UnknownNameError

PARTIES, OWN = 6, 8
"""48 options: 2.8 x 10^14 combinations; each party has 255 moves."""


def blocks(state: State) -> list[int]:
    """Return how many of its own options each party takes."""
    return [sum(state[party * OWN : (party + 1) * OWN]) for party in range(PARTIES)]


def dilemma(party: int, state: State) -> tuple[int, int]:
    """Return how much a party likes a state: above all few options of the others, then many own."""
    taken = blocks(state)
    return taken[party] - sum(taken), taken[party]


def near(rank: Any, possible: Any = lambda _: True) -> Near:
    """Return a conflict of six parties with eight options each."""
    owner = [party for party in range(PARTIES) for _ in range(OWN)]
    size = PARTIES * OWN
    return Near(
        parties=PARTIES,
        moves=option_moves((2,) * size, owner, (False,) * size, possible),
        rank=rank,
    )


NOTHING = (0,) * (PARTIES * OWN)


def test_a_dilemma_of_six_with_48_options_is_judged() -> None:
    """Nobody takes anything: each could gain, and each gain makes the others take theirs."""
    conflict = near(dilemma)
    found = {
        name: stable_here(conflict, 0, NOTHING, name)
        for name in ("nash", "gmr", "smr", "seq", "sseq")
    }
    assert {name: verdict.stable for name, verdict in found.items()} == {
        "nash": False,
        "gmr": True,
        "smr": True,
        "seq": True,
        "sseq": True,
    }
    tempting, answer = found["seq"].improvement, found["seq"].answer
    assert tempting is not None
    assert blocks(tempting) == [OWN, 0, 0, 0, 0, 0], "the best of its 255 gains"
    assert len(answer) == 1
    assert answer[0][0] != 0
    assert dilemma(0, answer[0][1]) < dilemma(0, NOTHING)


def test_where_all_is_taken_nobody_gains() -> None:
    verdict = stable_here(near(dilemma), 3, (1,) * (PARTIES * OWN), "seq")
    assert verdict.stable
    assert verdict.improvement is None
    assert verdict.answer == ()
    assert verdict.looked_at == 2**OWN - 1


def test_impossible_states_are_neither_gains_nor_answers() -> None:
    """If the others may never take anything, a gain of the first party has no answer."""
    conflict = near(dilemma, lambda state: not any(state[OWN:]))
    verdict = stable_here(conflict, 0, NOTHING, "gmr")
    assert not verdict.stable
    assert verdict.improvement is not None


def test_a_question_that_stays_open_is_given_up_in_words() -> None:
    """Nobody can hurt the first party, but there is too much to look at to be sure."""
    conflict = near(lambda party, state: sum(state[:OWN]) if party == 0 else 0)
    with pytest.raises(LimitError, match="looked at 5,000 moves and the question is still open"):
        stable_here(conflict, 0, NOTHING, "gmr", limit=5_000)
    assert not stable_here(conflict, 0, NOTHING, "seq", limit=5_000).stable


def test_only_definitions_for_any_conflict_are_known() -> None:
    with pytest.raises(UnknownNameError, match="single state is called 'simm'; known are 'nash'"):
        stable_here(near(dilemma), 0, NOTHING, "simm")
