"""Kinds of statements, one per file: what each does in a negotiation, and how it is told."""

from zopa.evidence.meaning.kinds._contract import HINT, KINDS, LIKELY, SURE, Cue, Kind

__all__ = ["HINT", "KINDS", "LIKELY", "SURE", "Cue", "Kind"]
