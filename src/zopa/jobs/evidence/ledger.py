"""The statements of a ledger that an analyst asks for, in groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa.evidence.ledger import links
from zopa.jobs.evidence._desk import (
    Desk,
    desk,
    known_party,
    measured,
    plain,
    source_named,
    statement_json,
    word_of,
)
from zopa.model.ledger import KINDS, STATUSES, SourceText, Statement

GROUPINGS = ("source", "speaker", "issue", "kind", "time", "doubt")
NOBODY, NO_ISSUE, NO_KIND, NO_TIME = "nobody named", "no issue yet", "no kind", "no time given"
NO_NAME = "without a name in the report"
UNMEASURED = "speaker by a rule that was not measured"
DECLARED = "speaker as case or analyst name it"
"""Groups by doubt, where no share of right decisions is known."""
BY_THEN = "not after "
"""What stands before the day of a report that does not say when something was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements are asked for; ``None`` for any."""

    source: str | None = None
    kind: str | None = None
    party: str | None = None
    status: str | None = None
    """``None`` leaves out those that were rejected, unless ``every``."""
    every: bool = False
    words: str | None = None
    """Words that all stand in a statement, in any order and case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Statements that have something in common."""

    title: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The statements of a ledger, in groups."""

    title: str
    """Of the case."""
    by: str
    groups: tuple[Group, ...]
    sources: Mapping[str, SourceText]
    claims: Mapping[str, tuple[str, ...]]
    """Statement -> claims of the case that rest on it."""
    total: int
    """Statements of the whole ledger."""
    parties: Mapping[str, str]
    """Party -> its name."""


def ledger(case: str | Path, *, by: str = "source", wanted: Wanted | None = None) -> Listing:
    """Return the statements of a case's ledger, grouped.

    Parameters
    ----------
    case
        A case file or folder.
    by
        One of `GROUPINGS`; by issue, statements stand where claims of the case rest on them; by
        doubt, those first whose speaker is least certain.
    wanted
        Which statements; all when left out.

    Raises
    ------
    UnknownNameError
        Where there is no such grouping, source, kind, party or status.
    """
    word_of(GROUPINGS, by, "grouping")
    table = desk(case)
    wanted = _checked(table, wanted or Wanted())
    found = [each for each in table.ledger.statements.values() if _fits(each, wanted)]
    claims = _claims(table)
    return Listing(
        title=table.case.title or table.case.id,
        by=by,
        groups=_groups(table, found, by, claims),
        sources=table.ledger.sources,
        claims=claims,
        total=len(table.ledger.statements),
        parties={party.id: party.name for party in table.case.parties},
    )


def _checked(table: Desk, wanted: Wanted) -> Wanted:
    if wanted.kind is not None:
        word_of(KINDS, wanted.kind, "kind")
    if wanted.status is not None:
        word_of(STATUSES, wanted.status, "status")
    return Wanted(
        source=None if wanted.source is None else source_named(table.ledger, wanted.source).id,
        kind=wanted.kind,
        party=known_party(table.case, wanted.party),
        status=wanted.status,
        every=wanted.every,
        words=wanted.words,
    )


def _fits(statement: Statement, wanted: Wanted) -> bool:
    party = statement.speaker.party if statement.speaker else None
    kinds = [kind.value for kind in statement.kinds]
    text = plain(statement.words)
    return (
        wanted.source in (None, statement.source)
        and (wanted.kind is None or wanted.kind in kinds)
        and wanted.party in (None, party)
        and wanted.status in (None, statement.status)
        and (wanted.status is not None or wanted.every or statement.status != "rejected")
        and all(word in text for word in plain(wanted.words or "").split())
    )


def _claims(table: Desk) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for claim in table.case.claims.values():
        for name in claim.statements:
            found.setdefault(name, {})[claim.id] = None
    for claim_id, names in links(table.ledger).items():
        for name in names:
            found.setdefault(name, {})[claim_id] = None
    return {name: tuple(claims) for name, claims in found.items()}


def _groups(
    table: Desk, found: list[Statement], by: str, claims: Mapping[str, tuple[str, ...]]
) -> tuple[Group, ...]:
    if by == "issue":
        return _by_issue(table, found, claims)
    titled: Callable[[Statement], str] = {
        "source": lambda each: _source_title(table.ledger.sources.get(each.source), each.source),
        "speaker": lambda each: _speaker(table, each),
        "kind": lambda each: each.kind or NO_KIND,
        "time": lambda each: _time(table, each),
        "doubt": _doubt,
    }[by]
    grouped: dict[str, list[Statement]] = {}
    if by == "doubt":
        found = sorted(found, key=_confidence)
    for statement in found:
        grouped.setdefault(titled(statement), []).append(statement)
    last = {NOBODY, NO_KIND, NO_TIME}
    order = {
        "source": list(grouped),
        "doubt": list(grouped),
        "speaker": sorted(grouped, key=lambda name: (-len(grouped[name]), name)),
        "kind": [kind for kind in (*KINDS, NO_KIND) if kind in grouped],
        "time": sorted(grouped, key=lambda name: name.removeprefix(BY_THEN)),
    }[by]
    last = set() if by == "doubt" else last
    order = [name for name in order if name not in last] + [n for n in order if n in last]
    return tuple(Group(title=name, statements=tuple(grouped[name])) for name in order)


def _by_issue(
    table: Desk, found: list[Statement], claims: Mapping[str, tuple[str, ...]]
) -> tuple[Group, ...]:
    grouped: dict[str, list[Statement]] = {issue.id: [] for issue in table.case.issues}
    rest = []
    for statement in found:
        about = {
            issue
            for name in claims.get(statement.id, ())
            if name in table.case.claims
            for issue in table.case.claims[name].about
        }
        for issue in about & set(grouped):
            grouped[issue].append(statement)
        if not about:
            rest.append(statement)
    named = {issue.id: issue.name for issue in table.case.issues}
    groups = [Group(title=named[i], statements=tuple(each)) for i, each in grouped.items() if each]
    return (*groups, *([Group(title=NO_ISSUE, statements=tuple(rest))] if rest else []))


def _source_title(source: SourceText | None, name: str) -> str:
    if source is None:
        return name
    about = ", ".join(part for part in (source.publisher, source.date) if part)
    return f"{name}: {source.title or source.file or name}{f' ({about})' if about else ''}"


def _time(table: Desk, statement: Statement) -> str:
    if statement.time is not None and statement.time.value:
        return statement.time.value
    source = table.ledger.sources.get(statement.source)
    return f"{BY_THEN}{source.date}" if source is not None and source.date else NO_TIME


def _confidence(statement: Statement) -> float:
    return statement.speaker.confidence if statement.speaker else -1.0


def _doubt(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return NOBODY
    share = measured(speaker)
    if share is not None:
        return f"speaker right in {round(100 * share)} % of such cases"
    return {0.0: NO_NAME, 1.0: DECLARED}.get(speaker.confidence, UNMEASURED)


def _speaker(table: Desk, statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return NOBODY
    party = next((p.name for p in table.case.parties if p.id == speaker.party), None)
    name = speaker.name or speaker.text or party or NOBODY
    return name if party in (None, name) else f"{name} ({party})"


def as_json(listing: Listing) -> dict[str, Any]:
    """Return a listing as data for JSON."""
    return {
        "by": listing.by,
        "total": listing.total,
        "groups": [
            {
                "title": group.title,
                "statements": [
                    {**statement_json(each), "claims": list(listing.claims.get(each.id, ()))}
                    for each in group.statements
                ],
            }
            for group in listing.groups
        ],
    }
