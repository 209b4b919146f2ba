"""What a stability question needs besides issues: one-way options, forbidden moves, merged states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zopa.model.issues import Package, Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class OneWay:
    """An issue that moves in one direction only: an option once passed does not come back."""

    issue: str
    order: tuple[str, ...]
    """All options of the issue, in the only order in which they can follow each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """A move that cannot be made: from a state like one pattern to a state like another."""

    by: str | None
    """Party that cannot make it; ``None`` for all."""
    origin: Pattern
    target: Pattern
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """States that nobody tells apart, as one state with a name."""

    id: str
    name: str
    pattern: Pattern
    counts_as: Package | None = None
    """The one of them whose scores or statements stand for all; needed where they differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRules:
    """What the case file's ``states`` says."""

    one_way: tuple[OneWay, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    merged: tuple[Merged, ...] = ()
    named: Mapping[str, Package] = field(default_factory=dict)
    """Names of states, for rankings and reports: an option for every issue that is no term."""
