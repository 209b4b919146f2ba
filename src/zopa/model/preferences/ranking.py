"""States from best to worst, ties allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import CaseError, Fault, did_you_mean
from zopa.model.issues import Issue
from zopa.model.preferences._order import StateTable

Ref = str | tuple[tuple[str, str], ...]
"""A state: its name, or an option for every issue as (issue, option) pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A party's order of all states."""

    party: str
    tiers: tuple[tuple[Ref, ...], ...]
    """Best first; states of one tier are worth the same."""

    def ranks(self, states: StateTable) -> NDArray[np.int64]:
        """Return the rank of every state, the worst tier 0."""
        found = np.full(states.count, -1, dtype=np.int64)
        for tier, refs in enumerate(reversed(self.tiers)):
            for ref in refs:
                place = _place(ref, states)
                if place is None:
                    msg = f"the ranking of party '{self.party}' names {_words(ref)}, which is no state"
                    raise CaseError(f"{msg}: some rule forbids it, or it is merged")
                if found[place] >= 0:
                    msg = f"the ranking of party '{self.party}' names the state {_words(ref)} twice"
                    raise CaseError(f"{msg}; keep one")
                found[place] = tier
        missing = np.flatnonzero(found < 0)
        if len(missing):
            raise CaseError(_left_out(self.party, missing, states))
        return found

    def faults(self, issues: Mapping[str, Issue], names: Mapping[str, object]) -> list[Fault]:
        """Return names of states and options that the case does not have."""
        where = ("preferences", self.party, "ranking")
        if not self.tiers:
            message = (
                f"the ranking of party '{self.party}' names no state; name all, the best first"
            )
            return [Fault(message=message, where=where)]
        found = [
            Fault(message=f"the ranking of party '{self.party}' {fault}", where=(*where, str(at)))
            for at, tier in enumerate(self.tiers)
            for ref in tier
            for fault in _ref_faults(ref, issues, names)
        ]
        seen: set[Ref] = set()
        for at, tier in enumerate(self.tiers):
            for ref in tier:
                if ref in seen:
                    message = f"the ranking of party '{self.party}' names the state {_words(ref)} twice; keep one"
                    found.append(Fault(message=message, where=(*where, str(at))))
                seen.add(ref)
        return found


def _ref_faults(
    ref: Ref, issues: Mapping[str, Issue], names: Mapping[str, object]
) -> Iterator[str]:
    if isinstance(ref, str):
        if ref not in names:
            yield f"names the state '{ref}', which the case does not have; {did_you_mean(ref, names)}"
        return
    for issue, option in ref:
        if issue not in issues:
            yield f"names issue '{issue}', which the case does not have; {did_you_mean(issue, issues)}"
        elif issues[issue].term:
            yield f"names the term '{issue}', which is part of a deal and of no state; leave it out"
        elif option not in issues[issue]:
            known = [o.id for o in issues[issue].options]
            yield f"names option '{option}', which issue '{issue}' does not have; {did_you_mean(option, known)}"
    left = [name for name, issue in issues.items() if not issue.term and name not in dict(ref)]
    if left:
        yield f"says nothing of issue '{left[0]}' in {_words(ref)}; give it an option"


def _place(ref: Ref, states: StateTable) -> int | None:
    if isinstance(ref, str):
        return states.names.get(ref)
    fits = np.ones(states.count, dtype=np.bool_)
    for issue, option in ref:
        fits &= states.columns[issue] == states.issues[issue].position(option)
    hits = np.flatnonzero(fits)
    return int(hits[0]) if len(hits) else None


def _left_out(party: str, missing: NDArray[np.int64], states: StateTable) -> str:
    called = {place: name for name, place in states.names.items()}
    first = int(missing[0])
    package = ", ".join(
        f"{issue}: {states.issues[issue].options[int(column[first])].id}"
        for issue, column in states.columns.items()
    )
    state = f"'{called[first]}'" if first in called else f"{{{package}}}"
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return (
        f"the ranking of party '{party}' leaves out the state {state}{more}; "
        f"it must name all {states.count} states"
    )


def _words(ref: Ref) -> str:
    if isinstance(ref, str):
        return f"'{ref}'"
    return "{" + ", ".join(f"{issue}: {option}" for issue, option in ref) + "}"
