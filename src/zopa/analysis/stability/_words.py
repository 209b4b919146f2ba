"""Moves and states in words, for readers who know no theory."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.analysis.stability._walks import Step
from zopa.analysis.stability.results import Move
from zopa.analysis.stability.states import CaseConflict
from zopa.analysis.unlock._words import listing, quoted
from zopa.model import Package

SHOWN = 3
"""Changes or states that a sentence lists; of more, one less and their number."""


def party_name(posed: CaseConflict, party: int) -> str:
    """Return the name of a party."""
    return posed.case.party(posed.conflict.parties[party]).name


def party_names(posed: CaseConflict, parties: Sequence[int], last: str = "and") -> str:
    """Return the names of parties as a list in a sentence."""
    return listing([party_name(posed, party) for party in parties], last)


def move_of(posed: CaseConflict, step: Step) -> Move:
    """Return a move with what it changes and whether it is a gain for all who make it."""
    ranks = posed.conflict.ranks
    return Move(
        by=tuple(posed.conflict.parties[member] for member in step.members),
        changes=_changes(posed, step),
        origin=posed.id_of(step.origin),
        target=posed.id_of(step.target),
        improves=all(bool(ranks[m, step.target] > ranks[m, step.origin]) for m in step.members),
    )


def _changes(posed: CaseConflict, step: Step) -> dict[str, str]:
    names = {posed.conflict.parties[member] for member in step.members}
    before, after = posed.space.package(step.origin), posed.space.package(step.target)
    return {
        issue.id: after[issue.id]
        for issue in posed.space.issues
        if issue.id in after
        and after[issue.id] != before.get(issue.id)
        and names.issuperset(issue.by)
    }


def doing(posed: CaseConflict, step: Step) -> str:
    """Return what a move does, to follow "by": several changes at once are listed."""
    if step.target in posed.space.merged_at:
        merged = posed.space.merged[posed.space.merged_at.index(step.target)]
        return f"bringing about {quoted(merged.name)}"
    return f"changing {changes(posed, _changes(posed, step))}"


def changes(posed: CaseConflict, package: Package, most: int = SHOWN) -> str:
    """Return changes in words: each issue with its new option."""
    parts = []
    for name, option in package.items():
        issue = posed.case.issue(name)
        parts.append(f"{issue.name} to {quoted(issue.option(option).name)}")
    if len(parts) > most:
        left = len(parts) - most + 1
        parts = [*parts[: most - 1], f"{left} more issues"]
    return listing(parts)


def state_name(posed: CaseConflict, state: int) -> str:
    """Return what a state is called in the case, else how it differs from now."""
    if state == posed.now:
        return "as now, no deal" if state == posed.no_deal else "as now"
    if state == posed.no_deal:
        return "no deal"
    for name in posed.names_of(state):
        merged = next((m for m in posed.space.merged if m.id == name), None)
        if merged is not None:
            return merged.name
        if name in posed.case.packages:
            return posed.case.packages[name].name
    return state_options(posed, state)


def state_options(posed: CaseConflict, state: int) -> str:
    """Return the options in force in a state, those that differ from now where that is known."""
    package = posed.space.package(state)
    now = {} if posed.now is None else posed.space.standing_package(posed.now)
    parts = []
    for name, option in package.items():
        if option != now.get(name):
            issue = posed.case.issue(name)
            parts.append(f"{issue.name}: {issue.option(option).name}")
    return "; ".join(parts) if parts else "as now"


def called(posed: CaseConflict, states: Sequence[int], last: str = "and") -> str:
    """Return states as a list in a sentence, at most `SHOWN` by name."""
    names = [quoted(state_name(posed, state)) for state in states]
    if len(names) > SHOWN:
        left = len(names) - SHOWN + 1
        names = [*names[: SHOWN - 1], f"{left} more"]
    return listing(names, last)
