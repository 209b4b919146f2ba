"""Why a party stays, or why it goes: the move it is about, the answer to it, the way out of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from zopa.analysis.stability._walks import Step, Walk, movers, quick
from zopa.analysis.stability._words import (
    CREDIBLE,
    FINAL,
    Telling,
    doing,
    move_of,
    party_name,
    party_names,
    told,
)
from zopa.analysis.stability.conflict import Conflict, Ints, moves_of
from zopa.analysis.stability.definitions._contract import CORE, Bools, Engine, Ranks
from zopa.analysis.stability.results import Witness
from zopa.analysis.stability.states import CaseConflict
from zopa.errors import QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a party stays in a state, or goes, by one definition; see `Witness`."""

    stable: bool
    gains: int
    """Moves that it would gain by, answers left aside."""
    improvement: Step | None = None
    answer: tuple[Step, ...] = ()
    escape: Step | None = None


def made_of(engine: Engine, party: int, definition: str) -> Ranks:
    """Return what a party can make of each state after an answer, as a rank, shape (m,)."""
    ranks = engine.ranks(party)
    return engine.best_move(party, ranks) if definition in FINAL else ranks


def forced(engine: Engine, party: int, definition: str) -> Ranks:
    """Return the worst that the others can make of each state for a party, shape (m,).

    A gain is answered where this is no better than the state it leaves.
    """
    values = made_of(engine, party, definition)
    return engine.worst_answer(party, values, improving=definition in CREDIBLE)


def reason(engine: Engine, party: int, definition: str) -> Callable[[int], Reason]:
    """Return a function that tells of any state why a party stays there or goes.

    Parameters
    ----------
    engine
        Answers for a conflict.
    party
        Place of the party.
    definition
        One of `CORE`.

    Raises
    ------
    QuestionError
        For other definitions.

    Examples
    --------
    >>> from zopa.analysis.stability.judge import engine
    >>> chicken = Conflict.of_arcs(
    ...     ["SS", "SD", "DS", "DD"],
    ...     {"first": [("SS", "DS"), ("DS", "SS"), ("SD", "DD"), ("DD", "SD")],
    ...      "second": [("SS", "SD"), ("SD", "SS"), ("DS", "DD"), ("DD", "DS")]},
    ...     {"first": ["DS", "SS", "SD", "DD"], "second": ["SD", "SS", "DS", "DD"]})
    >>> why = reason(engine(chicken), 0, "gmr")(0)
    >>> why.stable, why.improvement.target, [step.target for step in why.answer]
    (True, 2, [3])
    """
    if definition not in CORE:
        msg = f"there are no reasons for the definition '{definition}'; ask for one of {', '.join(CORE)}"
        raise QuestionError(msg)
    conflict = quick(engine.conflict)
    ranks = engine.ranks(party)
    if definition == "nash":
        return lambda state: _nash(conflict, ranks, party, state)
    values = made_of(engine, party, definition)
    worst = forced(engine, party, definition)

    def found(state: int) -> Reason:
        gains = _gains(conflict, ranks, party, state)
        if not len(gains):
            return Reason(stable=True, gains=0)
        open_gains = gains[worst[gains] > ranks[state]]
        stable = not len(open_gains)
        chosen = gains if stable else open_gains
        target = int(chosen[np.argmax(ranks[chosen])])
        answer: tuple[Step, ...] = ()
        escape = None
        if stable or definition in FINAL:
            wanted = (values if stable else ranks) <= ranks[state]
            answer = _answer(conflict, party, target, np.asarray(wanted), definition)
        if not stable and answer:
            escape = _escape(conflict, ranks, party, answer[-1].target)
        return Reason(
            stable=stable,
            gains=len(gains),
            improvement=Step(members=(party,), origin=state, target=target),
            answer=answer,
            escape=escape,
        )

    return found


def _nash(conflict: Conflict, ranks: Ranks, party: int, state: int) -> Reason:
    gains = _gains(conflict, ranks, party, state)
    if not len(gains):
        return Reason(stable=True, gains=0)
    target = int(gains[np.argmax(ranks[gains])])
    step = Step(members=(party,), origin=state, target=target)
    return Reason(stable=False, gains=len(gains), improvement=step)


def _gains(conflict: Conflict, ranks: Ranks, party: int, state: int) -> Ints:
    targets = moves_of(conflict, party, state)
    return np.asarray(targets[ranks[targets] > ranks[state]])


def _answer(
    conflict: Conflict, party: int, start: int, wanted: Bools, definition: str
) -> tuple[Step, ...]:
    """Return the shortest way of the others to a wanted state, empty where there is none.

    Of those, the one whose last mover likes the end best.
    """
    others = [at for at in range(len(conflict.parties)) if at != party]
    ranks = conflict.ranks if definition in CREDIBLE else None
    walk = Walk(movers(conflict, others), start, conflict.states, ranks=ranks)
    for pairs in walk.levels():
        hits = [pair for pair in pairs if wanted[pair[0]]]
        if hits:
            return walk.way(max(hits, key=lambda pair: _liked(conflict, others[pair[1]], pair[0])))
    return ()


def _liked(conflict: Conflict, party: int, state: int) -> int:
    return int(conflict.ranks[party, state])


def _escape(conflict: Conflict, ranks: Ranks, party: int, state: int) -> Step:
    targets = moves_of(conflict, party, state)
    best = int(targets[np.argmax(ranks[targets])])
    return Step(members=(party,), origin=state, target=best)


def witness(
    posed: CaseConflict, engine: Engine, state: int, party: int, definition: str = "seq"
) -> Witness:
    """Return why a party stays in a state of a case, or goes, with its words.

    For many states of one party, `reason` and `in_words` share the work.
    """
    return in_words(posed, reason(engine, party, definition)(state), state, party, definition)


def in_words(posed: CaseConflict, why: Reason, state: int, party: int, definition: str) -> Witness:
    """Return a reason as a witness."""
    return Witness(
        party=posed.conflict.parties[party],
        state=posed.id_of(state),
        definition=definition,
        stable=why.stable,
        improvement=move_of(posed, why.improvement) if why.improvement else None,
        answer=tuple(move_of(posed, step) for step in why.answer),
        escape=move_of(posed, why.escape) if why.escape else None,
        text=told(_telling(posed, why, state, party), stable=why.stable, definition=definition),
    )


def _telling(posed: CaseConflict, why: Reason, state: int, party: int) -> Telling:
    ranks = posed.conflict.ranks[party]
    return Telling(
        name=party_name(posed, party),
        can_move=bool(len(moves_of(posed.conflict, party, state))),
        most=why.gains > 1,
        improvement=doing(posed, why.improvement) if why.improvement else None,
        answer=tuple((party_names(posed, s.members), doing(posed, s)) for s in why.answer),
        worse=bool(why.answer) and bool(ranks[why.answer[-1].target] < ranks[state]),
        escape=doing(posed, why.escape) if why.escape else None,
        others=tuple(
            party_name(posed, at)
            for at in range(len(posed.conflict.parties))
            if at != party and _moves_at_all(posed, at)
        ),
    )


def _moves_at_all(posed: CaseConflict, party: int) -> bool:
    name = posed.conflict.parties[party]
    return any({*issue.by} == {name} and len(issue) > 1 for issue in posed.space.issues)
