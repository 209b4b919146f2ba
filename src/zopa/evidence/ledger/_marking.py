"""A statement that the machine did not find, marked by an analyst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from zopa.errors import ZopaError
from zopa.evidence.ledger._anchors import free_name, passage_at, statement_id
from zopa.evidence.ledger._decisions import NOTHING
from zopa.evidence.ledger._editing import corrected
from zopa.evidence.ledger._likeness import place_of
from zopa.evidence.rules import rule
from zopa.model.ledger import Decision, SourceText, Span, Statement

NOBODY: Mapping[str, Statement] = MappingProxyType({})
MARKED = rule("ledger.marked", "An analyst marked it; the machine had not found it.")


def marked(
    source: SourceText,
    spans: Sequence[Span],
    *,
    by: str,
    at: str,
    mode: str = "account",
    changes: Mapping[str, str | None] = NOTHING,
    note: str | None = None,
    among: Mapping[str, Statement] = NOBODY,
) -> Decision:
    """Return the decision that a stretch of a source is a statement.

    Parameters
    ----------
    source
        With its text.
    spans
        Stretches of the text, in order.
    mode
        ``account`` for what the reporter tells in his own name, ``direct`` or ``indirect`` for
        what somebody else said.
    changes
        What else is known: ``speaker``, ``party``, ``kind``, ``time``, ...; see `EDITABLE`.
    among
        Statements of the ledger: one with just these words is the one that is marked, and the
        others keep their ids.

    Raises
    ------
    ZopaError
        Where a stretch is not inside the text, or a field does not exist.

    Examples
    --------
    >>> text = "The papers were ready."
    >>> source = SourceText(id="a", text_sha256="", raw_sha256="", encoding="utf-8",
    ...                     extractor="text-1", length=len(text), text=text)
    >>> decision = marked(source, [(4, 21)], by="ann", at="2019-03-01T10:00:00Z")
    >>> decision.snapshot.words, decision.snapshot.flags
    ('papers were ready', ('narrator',))
    """
    text = source.text or ""
    last = 0
    for start, end in spans:
        if not last <= start < end <= len(text):
            msg = (
                f"[{start}, {end}] is no stretch of source '{source.id}', which has "
                f"{len(text)} characters at hand; give start and end in order, end not included"
            )
            raise ZopaError(msg)
        last = end
    if not spans:
        raise ZopaError(f"a marked statement of source '{source.id}' needs a stretch of its text")
    passages = tuple(passage_at(source.id, text, span) for span in spans)
    statement = Statement(
        id=statement_id(source, spans),
        source=source.id,
        passages=passages,
        mode=mode,
        rule=MARKED,
        flags=("narrator",) if mode == "account" else ("unattributed",),
    )
    there = (name for name, each in among.items() if place_of(each) == place_of(statement))
    name = next(there, free_name(statement.id, among))
    statement = corrected(replace(statement, id=name), {"mode": mode, **changes})
    return Decision(act="mark", statement=statement.id, by=by, at=at, snapshot=statement, note=note)
