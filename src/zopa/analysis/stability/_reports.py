"""What a study says of one state: who stays, why, how to get there, who would leave together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from zopa.analysis.results import Probability
from zopa.analysis.stability._demands import Answers
from zopa.analysis.stability._walks import Step
from zopa.analysis.stability._words import move_of, state_name
from zopa.analysis.stability.conflict import Ints, moves_of
from zopa.analysis.stability.definitions._contract import Bools, Engine
from zopa.analysis.stability.groups import CONCEPTS, Coalitions, groups
from zopa.analysis.stability.inverse import condition
from zopa.analysis.stability.results import (
    Condition,
    GroupFinding,
    Move,
    Route,
    StateReport,
    Witness,
)
from zopa.analysis.stability.routes import joint_ways, ways
from zopa.analysis.stability.states import CaseConflict
from zopa.analysis.stability.witness import Reason, in_words, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found out about all states of a case."""

    posed: CaseConflict
    flags: Mapping[str, Bools]
    """Definition -> shape (p, m), whether each party stays."""
    shares: Mapping[str, Sequence[Probability]]
    """Definition -> one for each state; empty without draws."""
    solutions: Mapping[str, tuple[int, ...]]
    """Solution -> the states that its packages are, terms left out."""
    asked: frozenset[int]

    def equilibrium(self, state: int) -> tuple[str, ...]:
        """Return the definitions under which every party stays in a state."""
        return tuple(name for name, stable in self.flags.items() if stable[:, state].all())

    def roles(self, state: int) -> tuple[str, ...]:
        """Return why a state is worth speaking of."""
        posed = self.posed
        has = {
            "now": state == posed.now,
            "no_deal": state == posed.no_deal,
            "equilibrium": bool(self.equilibrium(state)),
            "named": any(name in posed.case.packages for name in posed.names_of(state)),
            "solution": any(state in found for found in self.solutions.values()),
            "asked": state in self.asked,
        }
        return tuple(role for role, holds in has.items() if holds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanations:
    """What explains single states, prepared once for all of them."""

    definition: str | None
    """Definition of witnesses and conditions; ``None`` where none of those asked for has reasons."""
    reasons: Sequence[Callable[[int], Reason]] = ()
    """One for each party; see `zopa.analysis.stability.witness.reason`."""
    answers: Answers | None = None
    coalitions: Coalitions | None = None
    routes: Mapping[int, tuple[Route, ...]] = field(default_factory=dict)


def total_rank(posed: CaseConflict) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return how much all parties together like each state: ranks as shares of the best, added up."""
    ranks = posed.conflict.ranks
    low = ranks.min(axis=1, keepdims=True)
    span = np.maximum(ranks.max(axis=1, keepdims=True) - low, 1)
    return np.asarray(((ranks - low) / span).sum(axis=0))


def routes_to(posed: CaseConflict, states: Sequence[int]) -> dict[int, tuple[Route, ...]]:
    """Return the shortest ways from now to states: by any moves, by gains, by joint gains.

    A joint way is given only where it is no way by single parties' gains.
    """
    if posed.now is None:
        return {}
    conflict, now, together = posed.conflict, posed.now, posed.together
    found: dict[int, list[Route]] = {state: [] for state in states}
    anyhow = ways(conflict, now, states, together=together)
    improving = ways(conflict, now, states, improving=True, together=together)
    joint = {
        state: steps
        for state, steps in joint_ways(conflict, now, states, together=together).items()
        if any(len(step.members) > 1 for step in steps)
        and len(steps) < len(improving.get(state, (*steps, None)))
    }
    for state, steps in anyhow.items():
        found[state].append(Route(moves=_moves(posed, steps), kind="any"))
    for state, steps in improving.items():
        found[state].append(Route(moves=_moves(posed, steps), kind="improving"))
    for state, steps in joint.items():
        found[state].append(Route(moves=_moves(posed, steps), kind="joint"))
    return {state: tuple(routes) for state, routes in found.items()}


def _moves(posed: CaseConflict, steps: Sequence[Step]) -> tuple[Move, ...]:
    return tuple(move_of(posed, step) for step in steps)


def explanations(
    posed: CaseConflict,
    engine: Engine,
    definition: str | None,
    routes: Mapping[int, tuple[Route, ...]],
    *,
    conditions: bool,
    groups: bool,
) -> Explanations:
    """Return what explains single states."""
    parties = range(len(posed.conflict.parties))
    return Explanations(
        definition=definition,
        reasons=[] if definition is None else [reason(engine, p, definition) for p in parties],
        answers=Answers(posed.conflict) if conditions else None,
        coalitions=Coalitions(posed.conflict, posed.together) if groups else None,
        routes=routes,
    )


def report(found: Findings, told: Explanations, state: int) -> StateReport:
    """Return what there is to say about a state."""
    posed = found.posed
    ranks = posed.conflict.ranks
    parties = posed.conflict.parties
    own = posed.id_of(state)
    named = [name for name in posed.names_of(state) if name != own]
    fair = [name for name, states in found.solutions.items() if state in states]
    return StateReport(
        id=own,
        name=state_name(posed, state),
        options=posed.space.package(state),
        roles=found.roles(state),
        same_as=(*named, *fair),
        places={
            party: 1 + int((ranks[at] > ranks[at, state]).sum()) for at, party in enumerate(parties)
        },
        stable={
            name: {party: bool(stable[at, state]) for at, party in enumerate(parties)}
            for name, stable in found.flags.items()
        },
        equilibrium=found.equilibrium(state),
        probability={name: shares[state] for name, shares in found.shares.items()},
        witnesses=_witnesses(posed, told, state),
        routes=told.routes.get(state, ()),
        groups=() if told.coalitions is None else leaving(posed, told.coalitions, state),
        conditions=_conditions(posed, told, state),
    )


def _witnesses(posed: CaseConflict, told: Explanations, state: int) -> tuple[Witness, ...]:
    if told.definition is None:
        return ()
    return tuple(
        in_words(posed, why(state), state, party, told.definition)
        for party, why in enumerate(told.reasons)
    )


def _conditions(posed: CaseConflict, told: Explanations, state: int) -> tuple[Condition, ...]:
    if told.definition is None or told.answers is None:
        return ()
    found = [
        condition(posed, told.answers, state, party, told.definition)
        for party in range(len(posed.conflict.parties))
    ]
    return tuple(each for each in found if not each.stable)


def leaving(posed: CaseConflict, coalitions: Coalitions, state: int) -> tuple[GroupFinding, ...]:
    """Return the groups of two or more parties that have something to gain by leaving together."""
    total = total_rank(posed)
    found = []
    for group in groups(posed.conflict, least=2):
        better = coalitions.improvements(group, state)
        if not len(better):
            continue
        best: Ints = better[np.argsort(-total[better], kind="stable")]
        way = coalitions.way(group, state, int(best[0]))
        finding = GroupFinding(
            members=tuple(posed.conflict.parties[member] for member in group),
            state=posed.id_of(state),
            stable={name: coalitions.stable(group, state, name) for name in CONCEPTS},
            improvements=tuple(posed.id_of(target) for target in best.tolist()),
            way=_moves(posed, way),
        )
        found.append(finding)
    return tuple(found)


def moves_between(posed: CaseConflict, states: Sequence[int]) -> tuple[Move, ...]:
    """Return every move that one party can make between some states, in their order."""
    inside = {state: at for at, state in enumerate(states)}
    found = []
    for state in states:
        steps = [
            Step(members=(party,), origin=state, target=target)
            for party in range(len(posed.conflict.parties))
            for target in moves_of(posed.conflict, party, state).tolist()
            if target in inside
        ]
        steps.sort(key=lambda step: (inside[step.target], step.members))
        found += [move_of(posed, step) for step in steps]
    return tuple(found)
