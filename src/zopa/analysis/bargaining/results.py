"""What two-level and coalition studies answer: frozen values, no computation."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class RatificationStudy:
    """Which deals those who ratify would approve."""

    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionStudy:
    """What groups of parties can claim."""

    case: Case
