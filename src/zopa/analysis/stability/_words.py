"""Moves and states in words, for readers who know no theory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zopa.analysis.stability._walks import Step
from zopa.analysis.stability.results import Move
from zopa.analysis.stability.states import CaseConflict
from zopa.analysis.unlock._words import listing, quoted
from zopa.model import Case, Issue, Package

CREDIBLE = frozenset({"seq", "sseq"})
"""Definitions that reckon with answers that are gains for those who give them."""
FINAL = frozenset({"smr", "sseq"})
"""Definitions that let the party move once more after an answer."""
YES = "yes"
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
    return changing(posed.case, _changes(posed, step))


def changing(case: Case, package: Package, most: int = SHOWN) -> str:
    """Return changes in words, to follow "by": options chosen, things brought about or ended.

    Issues with the options yes and no say by their name what is brought about.
    """
    chosen: dict[str, list[str]] = {"choosing": [], "bringing about": [], "ending": []}
    shown = list(package.items())[: most if len(package) <= most else most - 1]
    for name, option in shown:
        issue = case.issue(name)
        if is_yes_no(issue):
            chosen["bringing about" if option == YES else "ending"].append(quoted(issue.name))
        else:
            chosen["choosing"].append(f"{quoted(issue.option(option).name)} ({issue.name})")
    parts = [f"{verb} {listing(what)}" for verb, what in chosen.items() if what]
    left = len(package) - len(shown)
    return listing([*parts, f"changing {left} more issues"] if left else parts)


def is_yes_no(issue: Issue) -> bool:
    """Return whether an issue is something that is so or not."""
    return {option.id for option in issue.options} == {YES, "no"}


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
    now = {} if posed.now is None else posed.space.standing_package(posed.now)
    return options(posed.case, posed.space.package(state), now)


def options(case: Case, package: Package, now: Package) -> str:
    """Return the options of a package that are not in force now."""
    parts = []
    for name, option in package.items():
        if option == now.get(name):
            continue
        issue = case.issue(name)
        if not is_yes_no(issue):
            parts.append(f"{issue.name}: {issue.option(option).name}")
        elif option == YES:
            parts.append(issue.name)
        else:
            parts.append(f"{'no longer' if name in now else 'not'}: {issue.name}")
    return "; ".join(parts) if parts else "as now"


def called(posed: CaseConflict, states: Sequence[int], last: str = "and") -> str:
    """Return states as a list in a sentence, at most `SHOWN` by name."""
    names = [quoted(state_name(posed, state)) for state in states]
    if len(names) > SHOWN:
        left = len(names) - SHOWN + 1
        names = [*names[: SHOWN - 1], f"{left} more"]
    return listing(names, last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Why a party stays or goes, with moves already in words."""

    name: str
    can_move: bool
    most: bool
    """Whether the improvement is the best of several."""
    improvement: str | None
    answer: tuple[tuple[str, str], ...]
    """(who, what it does), one after the other."""
    worse: bool
    """Whether the answer leaves the party worse off, not just no better."""
    escape: str | None
    others: tuple[str, ...]
    """Others who can move anything."""


def told(what: Telling, *, stable: bool, definition: str) -> str:
    """Return why a party stays or goes as one sentence."""
    name = what.name
    if what.improvement is None:
        no_move = (
            "has no move that it would gain by" if what.can_move else "has no move to make here"
        )
        return f"{name} {no_move}."
    would = "would gain" if stable or what.answer else "gains"
    most = " most" if what.most else ""
    start = f"{name} {would}{most} by {what.improvement}"
    if definition == "nash":
        return f"{start}."
    if not what.answer:
        return f"{start}, and {_nobody(what, definition)}."
    answer = _answer(what, definition)
    if what.escape is not None:
        return f"{start}; {answer}, but {name} then gets out of it by {what.escape}."
    off = "worse off" if what.worse else "no better off"
    last = ", and it has no move that mends this" if definition in FINAL else ""
    return f"{start}, but {answer}, which leaves {name} {off} than here{last}."


def _answer(what: Telling, definition: str) -> str:
    """Return the answer: who does what, one after the other."""
    parts = [
        f"{who} {'can answer' if at == 0 else 'then'} by {does}"
        for at, (who, does) in enumerate(what.answer)
    ]
    if definition not in CREDIBLE:
        return listing(parts)
    if len(parts) == 1:
        return f"{parts[0]}, to its own gain"
    return f"{listing(parts)}, each to its own gain"


def _nobody(what: Telling, definition: str) -> str:
    if not what.others:
        return "nobody else can move"
    have = "has" if len(what.others) == 1 else "have"
    who = listing(what.others)
    leaves = f"leaves {what.name} no better off than here"
    if definition in CREDIBLE:
        return f"{who} {have} no answer that is a gain for whoever gives it and {leaves}"
    return f"{who} {have} no answer that {leaves}"
