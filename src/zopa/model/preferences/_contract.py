"""What a kind of preferences must offer, so that every room can score packages with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from zopa.errors import Fault
from zopa.model.issues import NO_DEAL, Issue
from zopa.model.numbers import NamedNumber, Number

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Values for the uncertain numbers of a case: ``count`` draws of each.

    Numbers that are not listed stand at their central value in every draw.
    """

    count: int = 1
    values: Mapping[Path, NDArray[np.float64]] = field(default_factory=dict)

    def of(self, path: Path, number: Number) -> NDArray[np.float64]:
        """Return the values of one number, shape (count,)."""
        drawn = self.values.get(path)
        return np.full(self.count, number.central) if drawn is None else drawn


CENTRAL = Draws()
"""One draw in which every number stands at its central value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A part of a utility that depends on one issue, or on a few together.

    ``table`` has shape (draws, options of the first issue, of the second, ...); an axis of a
    term has one more entry at its end: the term is absent (left out, or no deal).  Entries are
    on the scale of the utility, so utility = constant + sum of factors.
    """

    issues: tuple[str, ...]
    table: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a party has without a deal: a ``value``, or a ``premium`` on its no-deal package."""

    value: Number | None = None
    premium: Number | None = None
    """Added to the party's own score of the no-deal package; ignored where ``value`` is given."""


class Preference(Protocol):
    """One party's preferences, of whatever kind."""

    @property
    def party(self) -> str:
        """Id of the party."""

    @property
    def standing(self) -> Standing:
        """What the party has without a deal."""

    @property
    def cap(self) -> float | None:
        """Utilities above it count as it (Genius profiles are capped at 1); mostly ``None``."""

    @property
    def discount(self) -> float:
        """Utility at relative time t in [0, 1] is utility times ``discount ** t``."""

    def numbers(self) -> list[NamedNumber]:
        """Return every number with its place in the case, in the order of the file."""

    def factors(
        self, issues: Sequence[Issue], draws: Draws
    ) -> tuple[NDArray[np.float64], list[Factor]]:
        """Return the constant, shape (draws,), and the factors of the utility."""

    def faults(self, issues: Mapping[str, Issue], *, absent_terms: bool) -> list[Fault]:
        """Return what is wrong, with paths below the party's place in the case.

        ``absent_terms`` says that terms need a score for their absence, because this party's
        reservation value is its score of the no-deal package.
        """


def length(issue: Issue) -> int:
    """Return the number of entries that an issue has in a factor: its options, and absence."""
    return len(issue) + (1 if issue.term else 0)


def standing_numbers(party: str, standing: Standing) -> list[NamedNumber]:
    """Return the numbers of a party's standing without a deal."""
    path = ("preferences", party, NO_DEAL)
    given = (("value", standing.value), ("premium", standing.premium))
    return [
        NamedNumber(path=(*path, key), number=number) for key, number in given if number is not None
    ]
