"""What was said and done: sources, claims, named packages, events, commitments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

STATUSES = (
    "proposed",
    "offered",
    "demanded",
    "refused",
    "accepted",
    "signed",
    "rumoured",
    "draft",
    "withdrawn",
)
"""Words for what became of a package; only ``refused`` has a meaning for the analysis."""

STANCES = ("supports", "contradicts")
"""How a claim stands to what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text that claims quote; the text itself need not be there."""

    id: str
    file: str | None = None
    sha256: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A passage of a source and what it says about the case."""

    id: str
    source: str = ""
    """Empty where it follows from ``statements`` and no ledger is at hand."""
    quote: str = ""
    """As ``source``: taken from the statement where the case does not narrow it down."""
    by: str | None = None
    """Party that speaks."""
    kind: str | None = None
    """For example ``demand``, ``offer``, ``refusal``, ``promise``, ``condition``, ``account``."""
    about: Mapping[str, str | None] = field(default_factory=dict)
    """Issue -> option (or ``None`` for the issue as a whole)."""
    note: str | None = None
    statements: tuple[str, ...] = ()
    """Statements of the ledger that carry it; a claim without any is inline, its own source."""
    stance: str = "supports"
    """Of `STANCES`: ``supports``, or ``contradicts`` where the statement says that ``about`` is not so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPackage:
    """A package that somebody made, or that is worth a name."""

    id: str
    options: Mapping[str, str]
    """One option for every issue."""
    name: str
    by: str | None = None
    to: tuple[str, ...] = ()
    status: str | None = None
    """One of `STATUSES`, or a word of the analyst's."""
    claims: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    """Issues whose option the analyst filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened."""

    date: str
    what: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise: who, about which issue, to which option, and what became of it."""

    by: str
    issue: str
    option: str
    claims: tuple[str, ...] = ()
    """Claims that tell the promise."""
    since: str | None = None
    """ISO date from which it binds; else the earliest time of its claims' statements."""
    kept: tuple[str, ...] = ()
    """Claims that say it was kept."""
    broken: tuple[str, ...] = ()
    """Claims that say it was broken."""
