"""A statement in its context: the paragraph around it, who, where, and what else is like it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa.evidence.ledger import links
from zopa.jobs.evidence._desk import Desk, desk, statement_json, statement_named
from zopa.model.ledger import Alignment, SourceText, Span, Statement

AROUND = 600
"""Code points of context on each side at most."""
_BREAK = re.compile(r"\r?\n[ \t]*\r?\n")
_LINE = re.compile(r"\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A stretch of a source around a statement."""

    text: str
    start: int
    """Code point of the source at which the stretch begins."""
    is_whole: bool
    """Whether it is from the source's text; else only what the ledger keeps is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A statement and all that stands around it."""

    statement: Statement
    source: SourceText | None
    context: Context
    pairs: tuple[tuple[Alignment, Statement], ...]
    """Alignments, each with the other statement."""
    claims: tuple[str, ...]


def show(case: str | Path, name: str) -> Shown:
    """Return a statement in its context.

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
    text = source.text if source is not None else None
    return Shown(
        statement=statement,
        source=source,
        context=context_of(statement, text),
        pairs=pairs_of(table, statement),
        claims=claims_of(table, statement),
    )


def context_of(statement: Statement, text: str | None) -> Context:
    """Return the paragraphs in which a statement stands.

    Without a text, or where the words are no longer there, what the ledger keeps of them.
    """
    first, last = statement.passages[0], statement.passages[-1]
    gone = "lost" in statement.flags
    if text is None or gone or not 0 <= first.start < last.end <= len(text):
        gap = "" if first is last else " … "
        words = gap.join(piece.exact for piece in statement.passages)
        cut = " …" if last.cut else ""
        kept = f"{first.prefix}{words}{cut}{last.suffix}"
        return Context(text=kept, start=first.start - len(first.prefix), is_whole=False)
    start, end = _paragraph(text, (first.start, last.end))
    return Context(text=text[start:end], start=start, is_whole=True)


def _paragraph(text: str, span: Span) -> Span:
    start, end = span
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    before = [match.end() for match in _BREAK.finditer(text, low, start)]
    after = _BREAK.search(text, end, high)
    if not before and low > 0:
        before = [match.end() for match in _LINE.finditer(text, low, start)]
    if after is None and high < len(text):
        after = _LINE.search(text, end, high)
    return (before[-1] if before else low), (after.start() if after else high)


def pairs_of(table: Desk, statement: Statement) -> tuple[tuple[Alignment, Statement], ...]:
    """Return the alignments of a statement, each with the other statement."""
    known = table.ledger.statements
    found = []
    for each in table.ledger.alignments:
        if statement.id in (each.a, each.b):
            other = known.get(each.b if each.a == statement.id else each.a)
            if other is not None:
                found.append((each, other))
    return tuple(found)


def claims_of(table: Desk, statement: Statement) -> tuple[str, ...]:
    """Return the claims of the case that rest on a statement."""
    written = [c.id for c in table.case.claims.values() if statement.id in c.statements]
    linked = [claim for claim, names in links(table.ledger).items() if statement.id in names]
    return tuple(dict.fromkeys([*written, *linked]))


def as_json(shown: Shown) -> dict[str, Any]:
    """Return a statement in its context as data for JSON."""
    source = shown.source
    return {
        "statement": statement_json(shown.statement),
        "source": None
        if source is None
        else {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "file": source.file,
        },
        "context": {
            "text": shown.context.text,
            "start": shown.context.start,
            "whole": shown.context.is_whole,
        },
        "pairs": [
            {
                "statement": other.id,
                "relation": each.relation,
                "words": other.words,
                "differences": [list(pair) for pair in each.differences],
                "changes": list(each.changes),
                "by": each.by,
            }
            for each, other in shown.pairs
        ],
        "claims": list(shown.claims),
    }
