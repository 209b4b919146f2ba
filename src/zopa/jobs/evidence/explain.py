"""Why a statement is what the ledger says: every decision with the rule that made it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa.evidence.flags import rule_of
from zopa.evidence.rules import RULES
from zopa.jobs.evidence._desk import desk, measured, one_line, statement_named
from zopa.jobs.evidence.show import pairs_of
from zopa.model.ledger import Decision, Detail, SourceText, Speaker, Statement

UNKNOWN = "A rule that this version of zopa does not have; add the source again to apply today's."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One thing that was decided about a statement, and by which rule."""

    what: str
    """For example ``speaker`` or ``kind``."""
    found: str
    """What was decided."""
    rule: str = ""
    """Empty where nothing was found, and so no rule decided."""
    says: str = ""
    """What the rule says, one sentence."""
    confidence: float | None = None
    """Share of such decisions that are right on labelled articles, where that was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A statement and the reasons for all that the ledger says of it."""

    statement: Statement
    reasons: tuple[Reason, ...]


def explain(case: str | Path, name: str) -> Explained:
    """Return by which rules a statement was found and read.

    Parameters
    ----------
    case
        A case file or folder.
    name
        Id of a statement, or a beginning that only one has.

    Raises
    ------
    UnknownNameError
        Where there is no such statement; the nearest is named.
    """
    table = desk(case)
    statement = statement_named(table.ledger, name)
    source = table.ledger.sources.get(statement.source)
    reasons = [*_of_statement(statement), *_of_zone(statement, source)]
    for alignment, other in pairs_of(table, statement):
        changes = f" ({', '.join(alignment.changes)})" if alignment.changes else ""
        found = f"{alignment.relation}{changes} with {other.id}"
        reasons.append(_reason("relation", found, alignment.rule))
    reasons += [_of_decision(d) for d in table.ledger.decisions if statement.id == d.statement]
    return Explained(statement=statement, reasons=tuple(reasons))


def _of_statement(statement: Statement) -> Iterator[Reason]:
    yield _reason("found", f"{statement.mode}: {one_line(statement.words)}", statement.rule)
    yield from _of_speaker("speaker", statement.speaker)
    if statement.via is not None:
        yield from _of_speaker("passed on by", statement.via)
    if not statement.kinds:
        yield Reason(what="kind", found="none; no rule fits the words")
    for kind in statement.kinds:
        yield _of_detail("kind", kind)
    if statement.plover:
        yield Reason(what="PLOVER", found=f"{statement.plover}, of the first kind")
    for what in ("addressee", "venue", "time"):
        detail: Detail | None = getattr(statement, what)
        if detail is not None:
            yield _of_detail(what, detail)
    for flag in statement.flags:
        yield _reason("flag", flag, rule_of(flag))


def _of_speaker(what: str, speaker: Speaker | None) -> Iterator[Reason]:
    if speaker is None:
        yield Reason(what=what, found="left empty; nobody is named who is certain enough")
        return
    known = speaker.name or "whom it means is left open"
    party = f", party {speaker.party}" if speaker.party else ", no party of the case"
    mention = f", read from '{one_line(speaker.text)}'" if speaker.text not in ("", known) else ""
    found = f"{known}{party}{mention}"
    yield _reason(what, found, speaker.rule, measured(speaker))


def _of_detail(what: str, detail: Detail) -> Reason:
    read = f", read from '{one_line(detail.text)}'" if detail.text not in ("", detail.value) else ""
    return _reason(what, f"{detail.value or 'no date known'}{read}", detail.rule)


def _of_zone(statement: Statement, source: SourceText | None) -> Iterator[Reason]:
    place = statement.passages[0].start
    for zone in source.zones if source is not None else ():
        if zone.start <= place < zone.end:
            yield _reason("zone", f"{zone.label}, [{zone.start}, {zone.end}]", zone.rule)


def _of_decision(decision: Decision) -> Reason:
    told = [f"{decision.act} by {decision.by} on {decision.at[:10]}"]
    told += [f"{name}: {value}" for name, value in decision.changes.items()]
    told += [f"claim {decision.claim}"] if decision.claim else []
    told += [f"{decision.relation} with {decision.other}"] if decision.other else []
    told += [f"note: {decision.note}"] if decision.note else []
    return Reason(what="decided", found="; ".join(told))


def _reason(what: str, found: str, rule: str, confidence: float | None = None) -> Reason:
    if not rule:
        return Reason(what=what, found=found)
    return Reason(what=what, found=found, rule=rule, says=said(rule), confidence=confidence)


def said(rule: str) -> str:
    """Return what a rule says, one sentence; a name that this version does not know is said so.

    Examples
    --------
    >>> said("ledger.analyst")
    'An analyst said so.'
    """
    from importlib import import_module

    from zopa.evidence.meaning.kinds import KINDS

    for room in ("alignment", "extraction", "ledger", "sources"):  # where rules are declared
        import_module(f"zopa.evidence.{room}")
    len(KINDS)  # each kind declares its own when the list of them is read
    return RULES[rule] if rule in set(RULES) else UNKNOWN


def as_json(explained: Explained) -> dict[str, Any]:
    """Return the reasons for a statement as data for JSON."""
    return {
        "id": explained.statement.id,
        "words": one_line(explained.statement.words),
        "reasons": [
            {
                "what": each.what,
                "found": each.found,
                "rule": each.rule or None,
                "says": each.says or None,
                "confidence": each.confidence,
            }
            for each in explained.reasons
        ],
    }
