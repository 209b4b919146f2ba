"""What two-level and coalition studies answer: frozen values, no computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zopa.model import Case

if TYPE_CHECKING:
    from zopa.analysis.results import Deal, Probability

Group = tuple[str, ...]
"""Parties, in case order."""
Span = tuple[float, float]
"""The least and the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WinSet:
    """What a party at the table could sign, and what of it would be ratified at home."""

    party: str
    acceptable: int
    """Legal deals that the party itself accepts."""
    ratified: int
    """Those that all who ratify for it approve, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One body that ratifies, and what depends on it alone."""

    party: str
    """For whom it ratifies."""
    id: str
    name: str
    needs: float
    """Votes that approve, at least."""
    votes: float
    """All its votes."""
    approves: int
    """Legal deals that it approves."""
    without: int
    """Deals in the zone if it had no say."""
    most_votes: float | None
    """The most votes that it gives to a deal to which nobody but its quota objects: if no more
    were needed, the zone would be open.  ``None`` where its quota alone decides nothing."""
    without_veto: Mapping[str, int] = field(default_factory=dict)
    """Member with a veto -> deals in the zone if its veto did not count, only its votes."""
    deal: Deal | None = None
    """A deal that would pass if it had no say, the one with the largest product of gains at the
    table; ``None`` where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of ratifying bodies, and what depends on its consent alone."""

    id: str
    name: str
    approves: int
    """Legal deals that it accepts."""
    reservation: float
    fall: float | None
    """By how much its reservation value would have to fall for the zone to open; ``None`` where
    the zone is open, or its consent alone does not open it."""
    deal: Deal | None = None
    """The deal on which it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatificationStudy:
    """Which deals those who ratify would approve, under one option set."""

    case: Case
    option_set: str
    strict: bool
    legal: int
    negotiators: int
    """Deals in the zone as far as those at the table are concerned."""
    ratified: int
    """Deals in the zone that would also be ratified."""
    win_sets: tuple[WinSet, ...]
    """Of each party at the table, in case order."""
    bodies: tuple[Body, ...]
    members: tuple[Member, ...]
    closing: tuple[tuple[int, ...], ...]
    """Places in ``bodies`` of the smallest sets of bodies without which the zone would open; all
    sets of that size.  Empty where it is open, or empty for those at the table already."""
    spans: Mapping[str, tuple[Span | None, Span | None]]
    """Party at the table -> its utility over the zone before and after ratification."""
    deal: Deal | None
    """Of the deals that would be ratified the one with the largest product of gains."""
    chances: tuple[Probability, Probability] | None = None
    """That a deal exists before and after ratification, over draws; ``None`` without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one party can claim."""

    alone: float
    adds: float
    """What all get together, less what all others get without it: the most it can claim."""
    shapley: float
    """What it adds on average, over all orders of joining."""
    nucleolus: float | None
    """``None`` where there is none; see ``reason``."""
    core: Span | None
    """Its share in divisions to which no group objects; ``None`` where there is no such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A group that does better by itself than a division lets it."""

    group: Group
    worth: float
    """What it gets by itself."""
    given: float
    """What the division gives its members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionStudy:
    """What groups of parties can claim."""

    case: Case
    players: Group
    worths: Mapping[Group, float]
    """What each group gets by itself, those of the case and those filled in."""
    filled: int
    """Groups of two or more that the case does not value: they get the best sum of their parts."""
    total: float
    """What all get together."""
    apart: tuple[Group, ...]
    """The groups in which the parties get most in sum; one group where that is all together."""
    apart_total: float
    epsilon: float | None
    """What every group must at least forgo for a division to stand; at most 0 where the core is
    not empty.  ``None`` where it was not worked out."""
    claims: Mapping[str, Claim]
    objections: Mapping[str, Objection]
    """Rule (``shapley``, ``nucleolus``) -> the group with the largest objection, if any objects."""
    reason: str | None = None
    """Why core or nucleolus are missing; ``None`` where they are there, or empty by proof."""

    @property
    def core_is_empty(self) -> bool | None:
        """Whether every division leaves some group better off by itself; ``None``: not known."""
        if self.epsilon is None:
            return None
        return all(claim.core is None for claim in self.claims.values())
