"""Statements in falling priority: of two states, the one that meets the first difference is better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import Fault
from zopa.model.issues import Issue
from zopa.model.preferences._order import StateTable
from zopa.model.statements import Formula, atom_fault, atoms, truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement as the analyst wrote it, and what it says."""

    text: str
    formula: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Priorities:
    """A party's order of states by statements, compared lexicographically."""

    party: str
    statements: tuple[Statement, ...]
    """Most important first."""

    def truths(self, states: StateTable) -> NDArray[np.bool_]:
        """Return which statement holds in which state, shape (statements, states)."""
        rows = [truth(s.formula, states.columns, states.issues) for s in self.statements]
        return np.array(rows, dtype=np.bool_).reshape(len(rows), states.count)

    def ranks(self, states: StateTable) -> NDArray[np.int64]:
        """Return the rank of every state, equal where the same statements hold.

        The rank grows with each statement that splits states apart, so it cannot overflow.
        """
        found = np.zeros(states.count, dtype=np.int64)
        for row in self.truths(states):
            _, found = np.unique(found * 2 + row, return_inverse=True)
        return found

    def faults(self, issues: Mapping[str, Issue], names: Mapping[str, object]) -> list[Fault]:
        """Return statements about issues and options that the case does not have."""
        del names
        where = ("preferences", self.party, "priorities")
        if not self.statements:
            message = (
                f"party '{self.party}' has no statements; give one, for example 'relief = none'"
            )
            return [Fault(message=message, where=where)]
        return [
            Fault(
                message=f"statement {place + 1} of party '{self.party}' {fault}",
                where=(*where, str(place)),
            )
            for place, statement in enumerate(self.statements)
            for atom in atoms(statement.formula)
            if (fault := atom_fault(atom.issue, atom.options, issues)) is not None
        ]
