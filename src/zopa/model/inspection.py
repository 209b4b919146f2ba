"""What a verification question needs: what can be checked, how well, and what is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How one issue can be inspected.  Probabilities lie in [0, 1]."""

    name: str | None = None
    """What is inspected, in words; the issue's name when left out."""
    detected: float | None = None
    """Probability that one visit finds a breach."""
    false_alarm: float = 0.0
    """Probability that one visit raises an alarm although there is no breach."""
    prior: float | None = None
    """Belief, before any visit, that there is a breach."""
    items: int | None = None
    """How many items are declared there (for a sampling plan)."""
    falsified: int | None = None
    """How many of them a breach that matters would have to falsify."""
    recognised: float = 1.0
    """Probability that an inspected falsified item is recognised as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the case file's ``verification`` says."""

    by: str | None = None
    """Party that inspects and relies on the result; ``None`` where there are two parties."""
    visits: int | None = None
    """Visits that can be afforded in a period."""
    periods: int | None = None
    """Periods in which a breach could happen."""
    miss: float = 0.05
    """Probability of overlooking a breach that a sampling plan may have."""
    checks: Mapping[str, Check] = field(default_factory=dict)
    """Issue -> how it is inspected."""
    undeclared: Check | None = None
    """The site nobody declared: belief that it exists, and how well it is found."""
    hit: float | None = None
    """Probability of finding a breach there once intelligence points to it."""
