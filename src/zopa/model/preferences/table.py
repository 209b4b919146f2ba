"""A utility for every package, as a table."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import Fault, did_you_mean
from zopa.model.issues import NO_DEAL, Issue
from zopa.model.numbers import NamedNumber, Number
from zopa.model.preferences._contract import (
    Draws,
    Factor,
    Standing,
    length,
    standing_numbers,
)

MAX_MISSING_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Utility read from a table over some issues (mostly all); the others do not matter."""

    party: str
    issues: tuple[str, ...]
    utilities: Mapping[tuple[str, ...], Number]
    """Options in the order of ``issues`` -> utility; an absent term stands as ``no_deal``."""
    default: Number | None = None
    """Utility of combinations that are not listed; ``None`` asks for all of them."""
    standing: Standing = field(default_factory=Standing)
    cap: float | None = None
    discount: float = 1.0

    def numbers(self) -> list[NamedNumber]:
        """Return every number with its place in the case."""
        base = ("preferences", self.party, "table")
        found = [
            NamedNumber(path=(*base, "utilities", *combination), number=number)
            for combination, number in self.utilities.items()
        ]
        if self.default is not None:
            found.append(NamedNumber(path=(*base, "default"), number=self.default))
        return found + standing_numbers(self.party, self.standing)

    def factors(
        self, issues: Sequence[Issue], draws: Draws
    ) -> tuple[NDArray[np.float64], list[Factor]]:
        """Return one factor over all issues of the table."""
        by_id = {issue.id: issue for issue in issues}
        members = [by_id[name] for name in self.issues]
        base = ("preferences", self.party, "table")
        table = np.full((draws.count, *map(length, members)), np.nan)
        if self.default is not None:
            rest = draws.of((*base, "default"), self.default)
            table[:] = rest.reshape(-1, *[1] * len(members))
        for combination, number in self.utilities.items():
            place = tuple(
                len(issue) if issue.term and option == NO_DEAL else issue.position(option)
                for issue, option in zip(members, combination, strict=True)
            )
            at: tuple[Any, ...] = (slice(None), *place)
            table[at] = draws.of((*base, "utilities", *combination), number)
        return np.zeros(draws.count), [Factor(issues=self.issues, table=table)]

    def faults(self, issues: Mapping[str, Issue], *, absent_terms: bool) -> list[Fault]:
        """Return what is wrong with this table."""
        where = ("preferences", self.party, "table")
        found = [
            Fault(
                message=f"the table of party '{self.party}' names issue '{name}', which the case "
                f"does not have; {did_you_mean(name, issues)}",
                where=where,
            )
            for name in self.issues
            if name not in issues
        ]
        if found:
            return found
        members = [issues[name] for name in self.issues]
        for combination in self.utilities:
            found += self._row_faults(members, combination)
        if self.default is None and not found:
            found += self._missing(members)
        if absent_terms and not found and self.default is None:
            terms = [place for place, issue in enumerate(members) if issue.term]
            if terms and not any(
                all(row[place] == NO_DEAL for place in terms) for row in self.utilities
            ):
                message = (
                    f"the table of party '{self.party}' has no row for no deal; add one with "
                    "'no_deal' for every term, or give the party a value for no deal"
                )
                found.append(Fault(message=message, where=where))
        return found

    def _row_faults(self, members: Sequence[Issue], combination: tuple[str, ...]) -> list[Fault]:
        where = ("preferences", self.party, "table", "utilities", *combination)
        if len(combination) != len(members):
            message = (
                f"a row of the table of party '{self.party}' has {len(combination)} options, "
                f"but the table is over {len(members)} issues"
            )
            return [Fault(message=message, where=where)]
        return [
            Fault(
                message=f"the table of party '{self.party}': issue '{issue.id}' has no option "
                f"'{option}'; {did_you_mean(option, [o.id for o in issue.options])}",
                where=where,
            )
            for issue, option in zip(members, combination, strict=True)
            if option not in issue and not (issue.term and option == NO_DEAL)
        ]

    def _missing(self, members: Sequence[Issue]) -> list[Fault]:
        given = sum(NO_DEAL not in row for row in self.utilities)
        wanted = math.prod(map(len, members))
        if given >= wanted:
            return []
        missing = []
        for place in np.ndindex(*map(len, members)):
            row = tuple(issue.options[at].id for issue, at in zip(members, place, strict=True))
            if row not in self.utilities:
                missing.append(" / ".join(row))
            if len(missing) == MAX_MISSING_SHOWN:
                break
        message = (
            f"the table of party '{self.party}' has {given} of {wanted} packages; missing are for "
            f"example {', '.join(missing)}; add them or a 'default'"
        )
        return [Fault(message=message, where=("preferences", self.party, "table"))]
