"""Two-level games: who at home has to agree before a party can sign (Putnam 1988)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratifier:
    """A body that must approve a deal: votes for it must reach ``needs``, vetoes none."""

    id: str
    name: str
    needs: float
    """Votes that approve, at least."""
    votes: Mapping[str, float]
    """Member -> its votes; members are parties with scores of their own."""
    vetoes: tuple[str, ...] = ()
    """Members without whom nothing passes."""


Ratifiers = Mapping[str, tuple[Ratifier, ...]]
"""Party at the table -> the bodies that ratify for it, all of which must approve."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoalitionValues:
    """What groups of parties can get by themselves (a game in characteristic-function form)."""

    values: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    """Parties in case order -> what they get together; groups left out get the best sum of parts."""
