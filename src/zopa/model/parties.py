"""Parties, and the rule that says whose consent makes a deal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Someone who takes part.  Parties with preferences count for acceptance."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    """``None`` for a negotiating party, else for example ``mediator``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """Whose consent makes a deal: all parties with preferences, or a quota with vetoes.

    Examples
    --------
    >>> Acceptance().needed(6)
    6
    >>> Acceptance(at_least=5, including=("us",)).needed(6)
    5
    """

    at_least: int | None = None
    """How many must accept; ``None`` for all."""
    including: tuple[str, ...] = ()
    """Parties that must be among them."""

    def needed(self, parties: int) -> int:
        """Return how many of ``parties`` must accept."""
        return parties if self.at_least is None else self.at_least
