"""What would have to be for a state to be stable: the condition, how common, the least change.

Kinsara, Kilgour, Hipel (2015), Inverse approach to the graph model for conflict resolution, asks the
question; the count here needs no list of rankings, as only the set of states ranked above the wanted
one matters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from zopa.analysis.stability._cheapest import (
    TRIALS,
    Edit,
    fewest_edits,
    fewest_swaps,
    least_raise,
    met,
)
from zopa.analysis.stability._demands import RANKED, Answers, Demand, chance, demands
from zopa.analysis.stability._walks import Step
from zopa.analysis.stability._words import CREDIBLE, FINAL, called, doing, party_name
from zopa.analysis.stability.conflict import Ints, moves_of
from zopa.analysis.stability.results import Condition
from zopa.analysis.stability.states import CaseConflict
from zopa.analysis.unlock._words import listing, option, points, quoted
from zopa.errors import CaseError
from zopa.model import CENTRAL, Priorities, Ranking, Scores, utilities
from zopa.model.state_ranks import of_order

SHOWN = 2
"""Demands that are put into words one by one."""
RANKINGS_WORK = 4_000_000
"""States times orders of statements that are tried at most."""


def condition(
    posed: CaseConflict, answers: Answers, state: int, party: int, definition: str = "seq"
) -> Condition:
    """Return what makes a state stable for a party, the others' preferences as they are.

    Parameters
    ----------
    posed
        A case as a conflict.
    answers
        What the others can bring about; share it between questions about one conflict.
    state, party
        The wanted state, and whose preferences may change.
    definition
        One of ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``.
    """
    found = demands(answers, state, party, definition)
    ranks = posed.conflict.ranks[party]
    better = set(np.flatnonzero(ranks > ranks[state]).tolist())
    stable = met(found)(better)
    share, rankings = chance(found, posed.conflict.states)
    change, cost = (None, None) if stable else _change(posed, found, state, party)
    return Condition(
        party=posed.conflict.parties[party],
        state=posed.id_of(state),
        definition=definition,
        stable=stable,
        text=_text(posed, found, state, party, definition),
        rankings=rankings,
        of=math.factorial(posed.conflict.states) if posed.conflict.states <= RANKED else None,
        share=share,
        change=change,
        cost=cost,
    )


def _text(
    posed: CaseConflict, found: Sequence[Demand], state: int, party: int, definition: str
) -> str:
    name = party_name(posed, party)
    if not len(moves_of(posed.conflict, party, state)):
        return f"{name} has no move to make here, so it stays whatever it prefers."
    if not found:
        return f"{name} stays whatever it prefers: the others can answer every move by going back."
    ranks = posed.conflict.ranks[party]
    better = set(np.flatnonzero(ranks > ranks[state]).tolist())
    open_ones = [demand for demand in found if not demand.met(better)]
    open_ones.sort(key=lambda demand: -int(ranks[demand.gain]))
    if not open_ones:
        stays = f"{name} stays as long as it gains nothing by any of its moves"
        if definition == "nash":
            return f"{stays}."
        return f"{stays}, or is no better off than here after an answer{_mended(definition)}."
    parts = [_one(posed, demand, state, party, definition) for demand in open_ones[:SHOWN]]
    more = len(open_ones) - len(parts)
    if more:
        parts.append(f"likewise for {more} more of its moves")
    return f"{name} would have to {'; and '.join(parts)}."


def _mended(definition: str) -> str:
    return " and whatever it can make of that" if definition in FINAL else ""


def _one(posed: CaseConflict, demand: Demand, state: int, party: int, definition: str) -> str:
    move = Step(members=(party,), origin=state, target=demand.gain)
    text = f"gain nothing by {doing(posed, move)}"
    if definition == "nash":
        return text
    if not demand.ends:
        gain = " that is a gain for whoever gives it" if definition in CREDIBLE else ""
        return f"{text}, to which nobody has an answer{gain}"
    ranks = posed.conflict.ranks[party]
    worst = min(demand.ends, key=lambda end: (int(ranks[end]), end))
    others = tuple(at for at in range(len(posed.conflict.parties)) if at != party)
    answer = doing(posed, Step(members=others, origin=demand.gain, target=worst))
    such = "the answer of" if len(demand.ends) == 1 else "an answer such as"
    return f"{text}, or be no better off than here after {such} {answer}{_mended(definition)}"


def _change(
    posed: CaseConflict, found: Sequence[Demand], state: int, party: int
) -> tuple[str | None, float | None]:
    """Return the cheapest change in words, and its size."""
    name = posed.conflict.parties[party]
    order = posed.case.orders.get(name)
    if isinstance(order, Priorities):
        return _by_statements(posed, order, found, state)
    if isinstance(order, Ranking):
        return _by_ranking(posed, found, state, party)
    return _by_utility(posed, found, state, party)


def _by_ranking(
    posed: CaseConflict, found: Sequence[Demand], state: int, party: int
) -> tuple[str, float]:
    ranks = posed.conflict.ranks[party]
    swaps = fewest_swaps(found, ranks, state)
    down = sorted(swaps.passed, key=lambda passed: -int(ranks[passed]))
    bound = "" if swaps.exact else "at most "
    neighbours = "swap" if swaps.count == 1 else "swaps"
    text = (
        f"{party_name(posed, party)} ranks this at least as high as {called(posed, down)} "
        f"({bound}{swaps.count:,} {neighbours} of neighbours in its ranking)"
    )
    return text, float(swaps.count)


def _by_statements(
    posed: CaseConflict, order: Priorities, found: Sequence[Demand], state: int
) -> tuple[str | None, float | None]:
    holds = met(found)

    def works(kept: tuple[int, ...]) -> bool:
        changed = replace(order, statements=tuple(order.statements[at] for at in kept))
        try:
            ranks = of_order(posed.space, changed)
        except CaseError:  # a merged state has no place in such an order
            return False
        return holds(set(np.flatnonzero(ranks > ranks[state]).tolist()))

    trials = min(TRIALS, RANKINGS_WORK // posed.space.count)
    edits = fewest_edits(len(order.statements), works, trials)
    if edits is None:
        return None, None
    name = posed.case.party(order.party).name
    text = listing([_edit_words(order, edit) for edit in edits])
    return f"{name} {text}", float(len(edits))


def _edit_words(order: Priorities, edit: Edit) -> str:
    statement = quoted(order.statements[edit.statement].text)
    if edit.to is None:
        return f"drops the statement {statement}"
    return f"puts the statement {statement} in place {edit.to + 1}"


def _by_utility(
    posed: CaseConflict, found: Sequence[Demand], state: int, party: int
) -> tuple[str, float]:
    name = posed.conflict.parties[party]
    utility = next(u for u in utilities(posed.case) if u.party == name)
    cells = posed.space.cells[posed.space.cell_of]
    columns = posed.space.columns(cells)
    values = utility.of_states(columns)[0]
    ranks = posed.conflict.ranks[party]
    excess = np.where(ranks > ranks[state], values - values[state], 0.0)
    everything = np.arange(posed.space.count)
    holds = met(found)
    size = least_raise(holds, excess, everything)
    assert size is not None  # noqa: S101 - above everything, a state is stable
    text = f"this is worth {points(size)} more to {party_name(posed, party)}"
    scores = list(_by_score(posed, found, state, party, excess))
    if scores:
        least, issue, choice, up = min(scores)
        way = "higher" if up else "lower"
        text += f"; scoring {option(posed.case, issue, choice)} {points(least)} {way} does it"
    return text, size


def _by_score(
    posed: CaseConflict,
    found: Sequence[Demand],
    state: int,
    party: int,
    excess: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> Iterator[tuple[float, str, str, bool]]:
    """Yield the points by which each single score would have to change, if that is enough."""
    preference = posed.case.preferences[posed.conflict.parties[party]]
    if not isinstance(preference, Scores) or preference.cap is not None:
        return
    terms = preference.terms(posed.case.issues)
    shares = dict(
        zip((term.key for term in terms), preference.shares(terms, CENTRAL)[:, 0], strict=True)
    )
    columns = posed.space.columns(posed.space.cells[posed.space.cell_of])
    holds = met(found)
    for issue in posed.space.issues:
        share = shares.get(issue.id, 0.0)
        if share <= 0:
            continue
        column = columns[issue.id]
        here = int(column[state])
        for place, choice in enumerate(issue.options):
            up = place == here
            moved: Ints = np.flatnonzero(column != place if up else column == place)
            size = least_raise(holds, excess, moved)
            if size is not None:
                yield size / float(share), issue.id, choice.id, up
