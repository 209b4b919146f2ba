"""What a verification study answers: frozen values, no computation."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.model import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationStudy:
    """How many visits, where, and what a clean report tells."""

    case: Case
    version: str
