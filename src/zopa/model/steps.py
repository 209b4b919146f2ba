"""What an exchange question needs besides utilities: stakes, time, checks, snap-back, orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """What binds one party during an exchange, in points of its own utility."""

    stake: float = 0.0
    """All that it loses when a breach becomes known: deposit, penalty, reputation (F)."""
    relationship: float = 0.0
    """What the relationship is worth to it at completion (K)."""
    discount: float = 1.0
    """What the next round is worth, of a point now; in (0, 1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTerms:
    """How the step on one issue can be checked and taken back."""

    reversible_value: float = 0.0
    """Share of its value that the receivers lose when the giver takes it back; in [0, 1]."""
    reversible_cost: float = 0.0
    """Share of its cost that the giver regains then; in [0, 1]."""
    detected: float = 1.0
    """Probability that a withheld step is ever noticed; in (0, 1]."""
    delay: int = 0
    """Rounds in which the others still deliver after it was withheld, counting that round."""
    needs: tuple[str, ...] = ()
    """Issues that must have moved before."""
    shift: Mapping[str, float] = field(default_factory=dict)
    """Party -> by how much the step moves what the party has when everything breaks down."""


Round = tuple[tuple[str, str | None], ...]
"""Steps made at the same time: (issue, the option it goes to; ``None`` for all the way)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A schedule that somebody asked for."""

    id: str
    name: str
    rounds: tuple[Round, ...]
    """Issues that a package does not change are skipped; changes not listed come last, together."""
    by: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeTerms:
    """What the case file's ``exchange`` says."""

    to: str | None = None
    """The agreed package, by name; ``None`` for the Nash package of the zone."""
    parties: Mapping[str, Stakes] = field(default_factory=dict)
    issues: Mapping[str, StepTerms] = field(default_factory=dict)
    orders: Mapping[str, Order] = field(default_factory=dict)
