"""The ledger as lines of JSON, and back: one record a line, a header first.

Fields that zopa does not know are left aside, so that a later version may add some.  A change of
meaning is another number in the header.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zopa.evidence.ledger._fields import Fields, damaged, shown
from zopa.evidence.ledger._records import (
    alignment_of,
    alignment_record,
    decision_of,
    decision_record,
    source_of,
    source_record,
    statement_of,
    statement_record,
)
from zopa.model.ledger import Alignment, Decision, Ledger, SourceText, Statement

SCHEMA = 1
"""Version of the records; a file of another one is refused."""
LEDGER_HEADER = "zopa-ledger"
DECISIONS_HEADER = "zopa-decisions"


def ledger_lines(ledger: Ledger, *, with_decisions: bool = False) -> Iterator[str]:
    """Yield the lines of a ledger: header, sources, statements, alignments, perhaps decisions.

    Texts of sources are not part of them.

    Examples
    --------
    >>> list(ledger_lines(Ledger()))
    ['{"zopa-ledger": 1, "unit": "codepoint"}']
    """
    yield header(LEDGER_HEADER)
    for source in ledger.sources.values():
        yield _line("source", source_record(source))
    for statement in ledger.statements.values():
        yield _line("statement", statement_record(statement))
    for alignment in ledger.alignments:
        yield _line("alignment", alignment_record(alignment))
    if with_decisions:
        yield from (decision_line(decision) for decision in ledger.decisions)


def header(name: str) -> str:
    """Return the first line of a file of the ledger."""
    return json.dumps({name: SCHEMA, "unit": "codepoint"})


def decision_line(decision: Decision) -> str:
    """Return a decision as one line."""
    return _line("decision", decision_record(decision))


def ledger_of(lines: Iterable[bytes], file: str) -> Ledger:
    """Return the ledger that lines of a file describe, decisions not applied.

    Parameters
    ----------
    lines
        Lines in UTF-8, without their ends; empty ones are passed over.
    file
        Name of the file, for messages.

    Raises
    ------
    SourceError
        ``damaged``, with file and line.
    """
    sources: dict[str, SourceText] = {}
    statements: dict[str, Statement] = {}
    alignments: list[Alignment] = []
    decisions: list[Decision] = []
    for fields in records(lines, file, LEDGER_HEADER):
        kind = fields.word("type", ("source", "statement", "alignment", "decision"))
        if kind == "source":
            source = source_of(fields)
            _once(fields, source.id, sources)
            sources[source.id] = source
        elif kind == "statement":
            statement = statement_of(fields)
            _once(fields, statement.id, statements)
            _known(fields, statement.source, sources, "source")
            statements[statement.id] = statement
        elif kind == "alignment":
            alignment = alignment_of(fields)
            _known(fields, alignment.a, statements, "statement")
            _known(fields, alignment.b, statements, "statement")
            alignments.append(alignment)
        else:
            decisions.append(decision_of(fields))
    return Ledger(
        sources=sources,
        statements=statements,
        alignments=tuple(alignments),
        decisions=tuple(decisions),
    )


def records(lines: Iterable[bytes], file: str, name: str) -> Iterator[Fields]:
    """Yield the records of a file after its header, each with its place.

    Raises
    ------
    SourceError
        ``damaged``, where the header is missing or of another version, or a line is no record.
    """
    headed = False
    for number, line in enumerate(lines, start=1):
        if number == 1:  # an editor may have put a mark of its encoding before it
            line = line.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901 - the same line
        if not line.strip():
            continue
        where = f"{file}, line {number}"
        values = record_in(line, where)
        if not headed:
            _check_header(values, where, name)
            headed = True
            continue
        kind = values.get("type")
        named = isinstance(kind, str) and kind.isalpha()
        yield Fields(values, where, str(kind) if named else "record")
    if not headed:
        damaged(file, f'the file lacks its first line, {{"{name}": {SCHEMA}, ...}}')


def record_in(line: bytes, where: str) -> Mapping[str, Any]:
    """Return the JSON object of a line, or raise with its place."""
    try:
        values = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        damaged(where, "this is no record in JSON")
    if not isinstance(values, dict):
        damaged(where, "this is no JSON object")
    return values


def _check_header(values: Mapping[str, Any], where: str, name: str) -> None:
    version = values.get(name)
    if version is None:
        damaged(where, f'the file must begin with {{"{name}": {SCHEMA}, ...}}')
    if type(version) is not int or version != SCHEMA:
        trouble = f"the records are of version {version!r}, this zopa reads version {SCHEMA}"
        damaged(where, trouble)
    if values.get("unit", "codepoint") != "codepoint":
        damaged(where, f"offsets count {values['unit']!r}, this zopa counts 'codepoint'")


def _once(fields: Fields, name: str, known: Mapping[str, object]) -> None:
    if name in known:
        damaged(fields.where, f"{fields.what} {shown(name)} stands here a second time")


def _known(fields: Fields, name: str, known: Mapping[str, object], what: str) -> None:
    if name not in known:
        trouble = f"the {fields.what} names {what} {shown(name)}, which no line before has"
        damaged(fields.where, trouble)


def _line(kind: str, record: Mapping[str, Any]) -> str:
    text = json.dumps({"type": kind, **record}, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a pair of UTF-16, from a page that was broken
        return json.dumps({"type": kind, **record})
    return text
