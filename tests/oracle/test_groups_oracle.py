"""Groups that leave together equal the definitions, and ways equal a search of all sequences."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from conflicts import plain_of, random_case, random_graph
from oracle.plain_stability import Plain, flags, legal_sequences
from zopa.analysis.stability import listed, moves_of
from zopa.analysis.stability.groups import CONCEPTS, Coalitions, groups
from zopa.analysis.stability.routes import joint_ways, ways
from zopa.analysis.stability.states import states_of

Group = tuple[int, ...]


def improvements(model: Plain, group: Group, state: int) -> set[int]:
    """R_H^{++}(s): what a group can bring about and all its members prefer."""
    reached = legal_sequences(group, state, lambda j, s: model.arcs[j][s])
    return {q for q in reached if all(model.ranks[i][q] > model.ranks[i][state] for i in group)}


def credible(model: Plain, others: Group, start: int) -> set[int]:
    """Legal sequences of improvements of the groups among some parties."""
    inside = [g for size in range(1, len(others) + 1) for g in combinations(others, size)]

    def step(at: int, state: int) -> set[int]:
        return improvements(model, inside[at], state)

    return legal_sequences(range(len(inside)), start, step)


def stays(model: Plain, group: Group, state: int, concept: str) -> bool:
    """Return whether a group stays, line by line the definition."""
    others = tuple(i for i in model.parties if i not in group)

    def deters(q: int) -> bool:
        return any(model.ranks[i][state] >= model.ranks[i][q] for i in group)

    def answered(gain: int) -> bool:
        if concept == "nash":
            return False
        if concept == "seq":
            return any(deters(q) for q in credible(model, others, gain))
        answers = legal_sequences(others, gain, lambda j, s: model.arcs[j][s])
        if concept == "gmr":
            return any(map(deters, answers))
        after = {
            q: legal_sequences(group, q, lambda j, s: model.arcs[j][s])
            for q in answers
            if deters(q)
        }
        return any(all(map(deters, then)) for then in after.values())

    return all(answered(gain) for gain in improvements(model, group, state))


@pytest.mark.parametrize("seed", range(25))
def test_groups_stay_where_the_definitions_say(seed: int) -> None:
    """Drawn conflicts of two to four parties: every group, every state, four concepts."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, int(rng.integers(3, 7)), int(rng.integers(2, 5)))
    model, found = plain_of(conflict), Coalitions(conflict)
    for group in groups(conflict):
        for state in range(conflict.states):
            wanted = improvements(model, group, state)
            assert set(found.improvements(group, state).tolist()) == wanted
            for concept in CONCEPTS:
                assert found.stable(group, state, concept) == stays(model, group, state, concept)


@pytest.mark.parametrize("seed", range(20))
def test_groups_in_option_form_stay_where_the_definitions_say(seed: int) -> None:
    """Where all moves can be undone, what a group can bring about is remembered by component."""
    case = random_case(np.random.default_rng([seed, 3]), joint=False)
    conflict = states_of(case).conflict
    model, found = plain_of(listed(conflict)), Coalitions(conflict)
    for group in groups(conflict):
        for state in range(conflict.states):
            for concept in CONCEPTS:
                assert found.stable(group, state, concept) == stays(model, group, state, concept)


@pytest.mark.parametrize("seed", range(15))
def test_a_group_of_one_is_a_party(seed: int) -> None:
    """Nash, GMR and SMR come back; SEQ for two parties, where nobody else can join an answer."""
    rng = np.random.default_rng(seed)
    parties = int(rng.integers(2, 4))
    conflict = random_graph(rng, 6, parties)
    model, found = plain_of(conflict), Coalitions(conflict)
    for concept in CONCEPTS if parties == 2 else CONCEPTS[:3]:
        one = [[found.stable((i,), s, concept) for s in model.states] for i in model.parties]
        assert (np.array(one) == flags(model, concept)).all()


@pytest.mark.parametrize("seed", range(15))
def test_a_way_of_a_group_is_legal_and_as_short_as_can_be(seed: int) -> None:
    """By all sequences of its members' moves, nobody twice in succession."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, 6, 3)
    found = Coalitions(conflict)
    for group in groups(conflict, least=2):
        shortest = sequences(plain_of(conflict), group, 0, improving=False)
        for target in found.reached(group, 0).tolist():
            steps = found.way(group, 0, target)
            assert len(steps) == shortest[target]
            assert (steps[0].origin, steps[-1].target) == (0, target)
            for before, after in pairwise(steps):
                assert before.target == after.origin
                assert before.members != after.members


def sequences(model: Plain, group: Group, start: int, *, improving: bool) -> dict[int, int]:
    """Return the least number of moves to every state that legal sequences reach."""
    pairs = {(start, -1)}
    seen = set(pairs)
    found: dict[int, int] = {}
    for length in range(1, 40):
        pairs = {
            (q, j)
            for s, last in pairs
            for j in group
            if j != last
            for q in (model.gains(j, s) if improving else model.arcs[j][s])
        } - seen
        seen |= pairs
        for state, _ in pairs:
            found.setdefault(state, length)
    return found


@pytest.mark.parametrize("improving", [False, True], ids=["any", "improving"])
@pytest.mark.parametrize("seed", range(25))
def test_ways_are_legal_and_as_short_as_can_be(seed: int, *, improving: bool) -> None:
    """All that can be reached, with the fewest moves, each legal and, if asked, a gain."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, int(rng.integers(4, 9)), int(rng.integers(2, 5)), density=0.25)
    model = plain_of(conflict)
    shortest = sequences(model, tuple(model.parties), 0, improving=improving)
    shortest[0] = 0
    found = ways(conflict, 0, model.states, improving=improving)
    assert {state: len(steps) for state, steps in found.items()} == shortest
    for state, steps in found.items():
        here, last = 0, None
        for step in steps:
            (mover,) = step.members
            assert mover != last
            assert step.origin == here
            assert step.target in moves_of(conflict, mover, here)
            assert not improving or step.target in model.gains(mover, here)
            here, last = step.target, mover
        assert here == state
    near = ways(conflict, 0, model.states, improving=improving, depth=1)
    assert set(near) == {state for state, length in shortest.items() if length <= 1}


@pytest.mark.parametrize("seed", range(25))
def test_joint_ways_are_gains_for_all_who_move_and_as_short_as_can_be(seed: int) -> None:
    """Steps from state to state by any group's improvements."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, 6, int(rng.integers(2, 4)), density=0.25)
    model = plain_of(conflict)
    every = groups(conflict)
    depth, frontier = {0: 0}, [0]
    while frontier:
        fresh = {q for s in frontier for group in every for q in improvements(model, group, s)}
        fresh -= set(depth)
        depth |= dict.fromkeys(fresh, depth[frontier[0]] + 1)
        frontier = sorted(fresh)
    found = joint_ways(conflict, 0, model.states)
    assert {state: len(steps) for state, steps in found.items()} == depth
    for steps in found.values():
        for step in steps:
            assert step.target in improvements(model, step.members, step.origin)
