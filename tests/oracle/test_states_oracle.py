"""A case as a conflict is what its words say, state by state and move by move."""

from __future__ import annotations

import numpy as np
import pytest

from conflicts import can_move, obvious, random_case
from oracle.plain_stability import flags
from zopa.analysis.stability import CORE, GridMoves, moves_of
from zopa.analysis.stability.judge import judge
from zopa.analysis.stability.states import states_of


@pytest.mark.parametrize("lists", [False, True], ids=["option form", "merged and forbidden"])
@pytest.mark.parametrize("seed", range(40))
def test_states_moves_and_orders_are_what_the_words_say(seed: int, *, lists: bool) -> None:
    """Also one-way issues, rules, issues moved jointly, terms, merged states, forbidden moves."""
    case = random_case(np.random.default_rng([seed, lists]), lists=lists)
    posed, known = states_of(case), obvious(case)
    assert posed.conflict.parties == known.parties
    assert posed.space.count == len(known.members)
    assert isinstance(posed.conflict.moves, GridMoves) is not lists
    place = [posed.space.state(group[0]) for group in known.members]
    assert sorted(p for p in place if p is not None) == list(range(len(place)))
    for party, arcs in enumerate(known.plain.arcs):
        for at, targets in enumerate(arcs):
            found = moves_of(posed.conflict, party, place[at] or 0)
            assert sorted(place[q] or 0 for q in targets) == found.tolist()
    for party, wanted in enumerate(known.plain.ranks):
        found = posed.conflict.ranks[party][[p or 0 for p in place]]
        assert np.unique(found, return_inverse=True)[1].tolist() == wanted


@pytest.mark.parametrize("lists", [False, True], ids=["option form", "merged and forbidden"])
@pytest.mark.parametrize("seed", range(25))
def test_who_stays_is_what_the_definitions_say(seed: int, *, lists: bool) -> None:
    """From the words of a case to flags, against sets and sequences written out."""
    case = random_case(np.random.default_rng([seed, lists, 1]), lists=lists)
    posed, known = states_of(case), obvious(case)
    place = np.array([posed.space.state(group[0]) for group in known.members])
    for name, stable in judge(posed.conflict).items():
        assert name in CORE
        assert (stable[:, place] == flags(known.plain, name)).all()


@pytest.mark.parametrize("seed", range(25))
def test_joint_moves_change_what_all_movers_carry_out_together(seed: int) -> None:
    """Nobody alone moves a joint issue; its parties together move it and their own."""
    case = random_case(np.random.default_rng([seed, 2]), lists=seed % 2 == 1)
    posed, known = states_of(case), obvious(case)
    for group in posed.together:
        who = tuple(posed.conflict.parties[member] for member in group.members)
        for origin, before in enumerate(known.members):
            start = posed.space.state(before[0]) or 0
            wanted = {
                posed.space.state(after[0])
                for target, after in enumerate(known.members)
                if target != origin
                and any(can_move(case, who, a, b) for a in before for b in after)
            }
            assert wanted == set(moves_of(group.conflict, 0, start).tolist())
