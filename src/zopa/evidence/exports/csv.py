"""A row for each statement, for spreadsheets."""

from __future__ import annotations

import io
from csv import writer
from typing import Any

from zopa.evidence.exports._contract import NO_CASE, OfCase, export_as
from zopa.evidence.exports._words import claimed, titled, value, who, words_of
from zopa.model.ledger import Ledger, Statement

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - wide signs
"""What some spreadsheet takes for the beginning of a formula."""
COLUMNS = """id source title publisher report_date places words speaker party mention via addressee
venue time kinds plover mode flags status by note claims rule speaker_rule sha256""".split()


@export_as(
    name="csv",
    title="a row for each statement, safe for spreadsheets",
    suffix=".csv",
    encoding="utf-8-sig",
)
def write(ledger: Ledger, case: OfCase = NO_CASE, /) -> str:
    """Return a table of all statements, rejected ones too, with a line of column names.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.  Several values
    in a cell stand with ``;`` between them.  Places are as in ``[22, 62]``: ``7-40`` would be a
    month of 1940 to a spreadsheet.
    """
    of = claimed(ledger, case)
    file = io.StringIO()
    table = writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for statement in ledger.statements.values():
        cells = _cells(ledger, statement, of.get(statement.id, []))
        table.writerow([_safe(cells[name]) for name in COLUMNS])
    return file.getvalue()


def _cells(ledger: Ledger, statement: Statement, claims: list[str]) -> dict[str, Any]:
    source = ledger.sources.get(statement.source)
    speaker = statement.speaker
    return {
        "id": statement.id,
        "source": statement.source,
        "title": titled(source) if source else "",
        "publisher": source.publisher if source else "",
        "report_date": source.date if source else "",
        "places": "; ".join(f"[{piece.start}, {piece.end}]" for piece in statement.passages),
        "words": words_of(statement),
        "speaker": who(speaker),
        "party": speaker.party if speaker else "",
        "mention": speaker.text if speaker else "",
        "via": who(statement.via),
        "addressee": value(statement.addressee),
        "venue": value(statement.venue),
        "time": value(statement.time),
        "kinds": "; ".join(kind.value for kind in statement.kinds),
        "plover": statement.plover,
        "mode": statement.mode,
        "flags": "; ".join(statement.flags),
        "status": statement.status,
        "by": statement.by,
        "note": statement.note,
        "claims": "; ".join(claims),
        "rule": statement.rule,
        "speaker_rule": speaker.rule if speaker else "",
        "sha256": "; ".join(passage.sha256 for passage in statement.passages),
    }


def _safe(cell: str | None) -> str:
    text = cell or ""
    return f"'{text}" if text.startswith(FORMULA) else text
