"""What a kind of ordinal preferences must offer: an order of states, without distances."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from zopa.errors import Fault
from zopa.model.issues import Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTable:
    """The states of a case, to be put in order."""

    issues: Mapping[str, Issue]
    """Issues that are no terms, by id."""
    columns: Mapping[str, NDArray[Any]]
    """Issue -> option positions, shape (states,); of a merged state, one of its members."""
    names: Mapping[str, int]
    """Name of a state (merged, named, or a package) -> its place."""

    @property
    def count(self) -> int:
        """Return the number of states."""
        return len(next(iter(self.columns.values())))


class OrdinalPreference(Protocol):
    """One party's order of states: a ranking, or statements in falling priority."""

    @property
    def party(self) -> str:
        """Id of the party."""

    def ranks(self, states: StateTable) -> NDArray[np.int64]:
        """Return a number for each state, more is better, equal where the party is indifferent.

        Raises
        ------
        CaseError
            When the order leaves out a state, or names one twice.
        """

    def faults(self, issues: Mapping[str, Issue], names: Mapping[str, object]) -> list[Fault]:
        """Return what is wrong, with paths below the party's place in the case.

        ``issues`` are all issues of the case, ``names`` the states that have one.
        """
