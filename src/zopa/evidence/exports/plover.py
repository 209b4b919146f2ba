"""Statements as events: who did what to whom, and when, in the codes of PLOVER."""

from __future__ import annotations

import json
from typing import Any

from zopa.evidence.exports._contract import NO_CASE, OfCase, export_as
from zopa.evidence.exports._words import shown_words, standing, titled, value, who
from zopa.model.ledger import Ledger, SourceText, Speaker, Statement


@export_as(name="plover", title="events with PLOVER codes, a record a line", suffix=".plover.jsonl")
def write(ledger: Ledger, _case: OfCase = NO_CASE, /) -> str:
    """Return one event a line for each statement with a PLOVER code that nobody rejected.

    ``event_date`` is when it was said, else the date of the report; ``date_from`` says which.
    ``flags`` say what to think twice about: ``denied`` is an event that did not take place.
    """
    events = (
        _event(statement, ledger.sources.get(source))
        for source, statements in standing(ledger).items()
        for statement in statements
        if statement.plover
    )
    return "".join(json.dumps(event) + "\n" for event in events)


def _event(statement: Statement, source: SourceText | None) -> dict[str, Any]:
    said, reported = value(statement.time), source.date if source else None
    return {
        "event_id": statement.id,
        "event_date": said or reported,
        "date_from": "statement" if said else "report" if reported else None,
        "event_type": statement.plover,
        "source_actor": _actor(statement.speaker),
        "target_actor": {"name": value(statement.addressee) or None},
        "location": value(statement.venue) or None,
        "kind": statement.kind,
        "mode": statement.mode,
        "flags": list(statement.flags),
        "status": statement.status,
        "words": shown_words(statement),
        "places": [[passage.start, passage.end] for passage in statement.passages],
        "report": {
            "id": statement.source,
            "title": titled(source) if source else None,
            "publisher": source.publisher if source else None,
            "date": reported,
            "url": source.url if source else None,
        },
    }


def _actor(speaker: Speaker | None) -> dict[str, str | None]:
    return {"name": who(speaker) or None, "party": speaker.party if speaker else None}
