"""What a study answers: frozen values, no computation.  Reports and JSON read these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from zopa.model import Case, Package

if TYPE_CHECKING:
    from zopa.analysis.bargaining.results import CoalitionStudy, RatificationStudy
    from zopa.analysis.exchange.results import ExchangeStudy
    from zopa.analysis.stability.results import StabilityStudy
    from zopa.analysis.verification.results import VerificationStudy

NO_HITS_BOUND = 3.0
"""With no hit in N draws, the share is below 3/N with 95 % confidence (rule of three)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """A package with what it is worth to every party with preferences."""

    package: Package
    utilities: Mapping[str, float]
    gains: Mapping[str, float]
    """Utility minus reservation value (semantics §5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStanding:
    """Where a party stands: without a deal, and at the ends of what deals offer it."""

    id: str
    name: str
    reservation: float
    lowest: float
    """Its worst legal deal under the chosen option set."""
    highest: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Probability:
    """A share of draws with its error (semantics §8)."""

    share: float
    draws: int
    standard_error: float
    """sqrt(q (1 - q) / N); 0 where every draw agrees, see ``bound``."""
    undecided: int = field(default=0, repr=False)
    """Draws in which the search of a very large space ended before it knew, counted as misses:
    the truth lies between ``share`` and ``share + undecided / draws``.  Mostly 0."""

    @classmethod
    def of(cls, hits: int, draws: int) -> Probability:
        """Return the share of ``hits`` in ``draws`` with its standard error.

        Examples
        --------
        >>> Probability.of(50, 100)
        Probability(share=0.5, draws=100, standard_error=0.05)
        """
        share = hits / draws
        return cls(share=share, draws=draws, standard_error=(share * (1 - share) / draws) ** 0.5)

    @property
    def bound(self) -> float | None:
        """How far the truth may lie off when all draws agree: 3/N; else ``None``."""
        return NO_HITS_BOUND / self.draws if self.share in (0.0, 1.0) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many deals there are of some kind."""

    value: int
    exact: bool
    method: Literal["enumeration", "meeting in the middle", "integer lattice", "sample", "frontier"]
    standard_error: int | None = None
    """Of an estimate with hits, rounded down; ``None`` for exact counts."""
    upper: int | None = None
    """Of an estimate without a hit: the bound 3/N of all legal deals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The zone of possible agreement under one option set."""

    option_set: str
    total: int
    """Product of the option counts."""
    legal: int
    """Deals that obey all rules."""
    count: Count
    """Deals that the acceptance rule passes."""
    probability: Probability | None
    """That a deal exists, over draws of all uncertain numbers; ``None`` without any."""
    unanimous: Count | None = None
    """Under a quota: deals that every party with preferences accepts; else ``None``."""

    @property
    def is_empty(self) -> bool:
        """Whether no deal passes.  Always exact, also where the count is an estimate."""
        return self.count.value == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontierResult:
    """The efficient deals (semantics §7)."""

    points: int
    """Distinct utility vectors."""
    packages: int
    """Deals that lie on them."""
    deals: tuple[Deal, ...]
    """Every such deal, ties next to each other, or one for each point; see ``complete``."""
    complete: bool
    """Whether ``deals`` has all ``packages``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SolutionResult:
    """What one solution concept chooses; all ties."""

    name: str
    title: str
    deals: tuple[Deal, ...]
    reason: str | None
    """Why there is nothing to choose; ``None`` otherwise."""
    axioms: tuple[str, ...]
    packages: int
    """How many packages tie, also those not listed."""
    chooses: str = ""
    """What it chooses, as a plain clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStanding:
    """How the parties see one named package."""

    id: str
    utilities: Mapping[str, float]
    gains: Mapping[str, float]
    acceptable: Mapping[str, bool]
    legal: bool
    """Whether it obeys all rules."""
    probabilities: Mapping[str, Probability]
    """Chance that each party finds it acceptable; empty without draws."""
    reasons: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """Why a party refuses it: party -> (issue, or issues scored together; what they add to its
    gain), losses only, worst first.  Only where the party scores no deal issue by issue."""


LeverKind = Literal[
    "add-option",
    "add-options",
    "reservation-alone",
    "reservation-equal",
    "reservation-together",
    "payment",
    "weight",
    "weights-together",
    "score",
    "leave-issue-out",
    "lift-rule",
    "consent",
    "remove-option",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One change to the case, and the least of it that turns an empty zone into an open one.

    For an open zone, the least of it that closes the zone.
    """

    kind: LeverKind
    opens: bool
    """Whether the change does it at all; for an open zone: whether it closes the zone."""
    size: float | None
    """In ``unit``; ``None`` where it does not do it, or there is nothing to measure."""
    unit: str
    """For example ``points`` (of utility), ``weight``, ``score``, ``options``."""
    effort: float
    """Size relative to the scale it moves on, for ranking; ``inf`` where it does not open."""
    label: str
    """The change in a few words, for example ``add the option 'two steps' of 'Wage'``."""
    detail: str
    """What it takes, in words."""
    parties: tuple[str, ...] = ()
    """Whose number moves, or who pays and who receives."""
    issue: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    """(issue, option) pairs that it is about."""
    before: Mapping[str, float] = field(default_factory=dict)
    """Numbers before the change, by party or by issue."""
    after: Mapping[str, float] = field(default_factory=dict)
    deal: Deal | None = None
    """A deal on which the zone opens, valued before the change."""
    packages: int | None = None
    """How many deals the changed zone has, where counted."""
    scope: Literal["exact", "bound"] = "exact"
    """``bound``: the least size is at most this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """Levers for one option set, smallest effort first, those that do nothing last."""

    option_set: str
    opening: bool
    """``True``: the zone is empty and levers open it; ``False``: it is open, they close it."""
    levers: tuple[Lever, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """How far one uncertain number moves the chance of a deal (a bar of the tornado).

    The number is held at its low and at its high end; all others are drawn as before, the same
    draws on both sides.
    """

    path: tuple[str, ...]
    party: str
    label: str
    low: float
    high: float
    share_at_low: Probability
    share_at_high: Probability

    @property
    def swing(self) -> float:
        """Difference between the two shares, without sign."""
        return abs(self.share_at_high.share - self.share_at_low.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class NashShare:
    """How often one package is the Nash package of a draw."""

    package: Package
    probability: Probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """What draws of all uncertain numbers say, for one option set."""

    option_set: str
    draws: int
    """Draws used, after conditioning."""
    kept: Probability | None
    """Share of draws that agree with what was revealed; ``None`` where nothing was asked."""
    conditions: tuple[str, ...]
    """What the draws had to agree with, in words."""
    zone: Probability
    margins: NDArray[np.float64]
    """For each draw, by how much the best deal clears (or, negative, misses) the zone:
    the largest, over deals, of the smallest gain that the acceptance rule needs."""
    nash: tuple[NashShare, ...]
    """Most frequent first."""
    drivers: tuple[Driver, ...]
    """Largest swing first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """All deals of a two-party case in the plane of utilities, for the picture of the zone."""

    parties: tuple[str, str]
    points: NDArray[np.float64] | None
    """Shape (n, 2): every distinct deal, or a seeded sample; ``None`` where a density is kept."""
    density: NDArray[np.float64] | None
    """Shape (bins, bins): number of deals in each cell, first party along the first axis."""
    edges: tuple[NDArray[np.float64], NDArray[np.float64]] | None
    sampled: bool
    """Whether this is a sample of the deals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """An adjusted-winner division of items between two parties (Brams and Taylor)."""

    parties: tuple[str, str]
    shares: Mapping[str, tuple[float, float]]
    """Item -> share of it that each party gets."""
    points: tuple[float, float]
    """What each party gets, of 100 points."""
    split: str | None
    """The item that is divided, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """Everything that one study of a case found out."""

    case: Case
    version: str
    seed: int
    option_set: str
    strict: bool
    parties: tuple[PartyStanding, ...]
    zone: Zone
    """Of the chosen option set."""
    zones: Mapping[str, Zone]
    """Of every option set, ``all`` first."""
    frontier: FrontierResult
    solutions: Mapping[str, SolutionResult]
    named: Mapping[str, NamedStanding]
    unlock: Unlock | None
    """For the chosen option set; where that is ``all`` and its zone is open, for the first empty
    one of the case, if any.  ``None`` where not asked for."""
    uncertainty: Uncertainty | None
    """For the option set of ``unlock``; ``None`` for a case without ranges."""
    cloud: Cloud | None
    division: Division | None = None
    standing: Mapping[str, float] = field(default_factory=dict)
    """Weights of unequal standing that were asked for; empty when all parties count alike."""
    stability: StabilityStudy | None = None
    """Which states nobody wants to leave; ``None`` where the case does not say who moves what, or
    it was not asked for."""
    exchange: ExchangeStudy | None = None
    """In which order a deal could be carried out; ``None`` likewise."""
    verification: VerificationStudy | None = None
    """What can be checked; ``None`` where the case says nothing of it."""
    ratification: RatificationStudy | None = None
    """Who at home would approve; ``None`` for a case without ratifiers."""
    claims_of_coalitions: CoalitionStudy | None = None
    """What groups can claim; ``None`` for a case without values of coalitions."""
    repairs: tuple[str, ...] = ()
    """What had to be mended to read the case, one sentence each; the job that reads fills it."""
