"""What a verification study answers: frozen values, no computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from zopa.analysis.results import Probability
from zopa.analysis.verification.information import Information
from zopa.analysis.verification.sampling import SamplingPlan
from zopa.model import Case, Inspection, Package


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What a party has less when its breach is detected than when it keeps its word.

    In points of its own utility; the parts add up to ``total``.
    """

    taken_back: float
    """Of what it received: what the others take back."""
    stake: float
    relationship: float
    regained: float
    """Negative: what it takes back of its other steps."""
    breakdown: float
    """By how much the steps made have worsened what it has when everything breaks down."""
    kept: float
    """Negative: the step that it did not make stays unmade."""

    @property
    def total(self) -> float:
        """All of it; negative where even a detected breach leaves it better off."""
        return (
            self.taken_back
            + self.stake
            + self.relationship
            + self.regained
            + self.breakdown
            + self.kept
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Beliefs:
    """What reports tell: the belief that the word is broken."""

    prior: float
    clean: tuple[float | None, ...]
    """After 0, 1, 2 ... clean reports, and nothing seen from outside; ``None`` where that cannot
    happen."""
    alarm: float | None
    """After one alarm and no other report; ``None`` where there can be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Sign or walk: one word that may be broken, all others kept."""

    party: str
    """Who signs."""
    kept: float
    """Its gain where the word is kept."""
    broken: float
    """Its gain where this one is broken, and nothing else."""
    limit: float
    """Belief in a breach up to which signing is at least as good as walking away."""
    information: Information | None
    """What one visit before signing is worth; ``None`` without a prior belief."""
    reports: float | None
    """Clean reports after which signing is right, 0 for now, infinity for never; ``None``
    likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place that can be checked, and the step of the deal that could be broken there."""

    name: str
    """What is inspected, in words."""
    hidden: bool
    """Whether nobody declared it."""
    issue: str | None
    """Whose step would be broken; ``None`` for a hidden place that breaks no step of the deal."""
    party: str | None
    """Who could break it; ``None`` likewise."""
    before: str | None
    after: str | None
    """Options: now, and as agreed."""
    gain: float | None
    """What an undetected breach is worth to that party, its cost of the step; ``None`` without
    scores."""
    loss: Loss | None
    needed: float | None
    """Probability of detection that deters; 0 where a breach is worth nothing, infinity where no
    detection deters; ``None`` without scores."""
    detected: float
    """Probability that one visit finds a breach."""
    seen: float
    """Probability that a breach is seen without any visit."""
    from_plan: bool
    """Whether ``detected`` is what the sampling plan reaches."""
    visits_needed: int | None
    """Visits that deter, if all are sure to come; ``None`` where none suffice or it is not
    known."""
    average_needed: float | None
    """Visits that deter, on average, if nobody knows whether one comes."""
    all_visits: float | None
    """Detection if all planned visits go here; ``None`` where the case plans none."""
    visits: float | None
    """Of the planned visits, on average."""
    achieved: float | None
    """Detection with these."""
    deterred: bool | None
    """Whether that is enough."""
    sure: Probability | None
    """Share of the draws of all uncertain numbers in which it is; ``None`` without any."""
    more_stake: float | None
    """What the party would have to lose in addition when caught, so that this detection deters;
    0 where it does, infinity where nothing is found."""
    plan: SamplingPlan | None
    beliefs: Beliefs | None
    decision: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The planned visits and all places they can go to."""

    places: tuple[Place, ...]
    """In the order of the case, a hidden one last."""
    visits_needed: int | None
    """Visits that deter every breach, if sure to come; ``None`` where some cannot be deterred or
    nothing is known."""
    average_needed: float | None
    """The same on average, if nobody knows where the next visit goes."""
    enough: bool | None
    """Whether the planned visits deter every breach; ``None`` where none are planned, or it is not
    known."""
    sure: Probability | None
    """Share of the draws of all uncertain numbers in which they do; ``None`` without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Surprise visits over several periods."""

    periods: int
    visits: int
    first: float
    """Probability of a visit in the first period: visits left by periods left."""
    dresher: Fraction
    """Value of Dresher's game to the inspector, between -1 and 0."""
    dresher_first: Fraction
    """Probability of a visit in the first period in that game."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Signing the whole deal, all beliefs together, each breach independent of the others."""

    party: str
    kept: float
    """Its gain where every word is kept."""
    now: float
    """Its gain on average, at the beliefs before any visit."""
    clean: float
    """The same after one clean report from every place that a visit can check."""
    clean_after_hit: float | None
    """The same where intelligence had pointed to the hidden place; ``None`` without that."""
    issues: tuple[str, ...]
    """Issues whose steps are in doubt."""
    refused_by: tuple[str, ...] = ()
    """Other parties whom the deal, every word kept, leaves worse off than none."""


Left = Literal["not asked", "no mover", "several movers", "unknown now", "inspector moves it"]
"""Why a check has no answer: the deal does not ask for the step; it is not said who makes it;
several parties make it together; what is in force now is not said; the inspector makes it
itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationStudy:
    """How many visits, where, and what a clean report tells."""

    case: Case
    version: str
    inspection: Inspection
    """What was asked, with the changes that the question made."""
    package_id: str
    package: Package
    plan: Plan
    """Without intelligence on the hidden place."""
    after_hit: Plan | None
    """Once intelligence has pointed to it; ``None`` where the case says nothing of that."""
    left_out: Mapping[str, Left]
    """Issue -> why a check of the case says nothing here."""
    unchecked: tuple[str, ...]
    """Issues that the deal asks another party than the inspector to move, and nothing checks."""
    timing: Timing | None
    signing: Signing | None
    draws: int
    """Draws behind the chances; 0 for none."""
    seed: int
