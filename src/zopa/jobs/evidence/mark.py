"""A statement that nobody but the analyst found, for example the reporter's own account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from zopa.errors import ZopaError
from zopa.evidence.ledger import append_decision, marked, only_writer
from zopa.jobs.evidence._desk import desk, one_line, source_named, text_of
from zopa.jobs.evidence.decide import Decided, Signed, check_changes, now
from zopa.model.ledger import Span

SHOWN = 5
"""Places that are listed where words stand several times."""
_LEFT_OUT = re.compile(r"\s*(?:…|\.\.\.)\s*")
_ALIKE = {"'": "['‘’]", '"': '["“”]'}
_SIGNS = str.maketrans("‘’“”", "''\"\"")


def mark(
    case: str | Path,
    source: str,
    words: str,
    *,
    signed: Signed,
    at: int | None = None,
    mode: str = "account",
    changes: Mapping[str, str | None] | None = None,
    note: str | None = None,
) -> Decided:
    """Make a stretch of a source a statement, accepted at once.

    Parameters
    ----------
    case
        A case file or folder.
    source
        Id of a source of the ledger, or the name of its file.
    words
        As they stand there; kinds of quotation marks and spaces do not matter.  Words left out
        are an ellipsis.
    signed
        Who decides, and when.
    at
        Code point at which the words begin, where they stand there several times.
    mode
        ``account`` for what the reporter tells, ``direct`` or ``indirect`` for others.
    changes
        What else is known: ``party``, ``speaker``, ``kind``, ``time``, ...

    Raises
    ------
    ZopaError
        Where the words do not stand there, or several times; their places are named.
    """
    with only_writer(case):
        table = desk(case)
        found = source_named(table.ledger, source)
        check_changes(table, changes or {})
        spans = places(text_of(found), words, found.id, at=at)
        known = {"kind": "account"} if mode == "account" else {}
        given = {**known, **(changes or {})}
        decision = marked(
            found,
            spans,
            by=signed.by,
            at=signed.at,
            mode=mode,
            changes=given,
            note=note,
            among=table.ledger.statements,
        )
        append_decision(table.path, decision)
        statement = now(table.ledger, [decision]).statements[decision.statement]
    return Decided(act="mark", statements=(statement,))


def places(text: str, words: str, source: str, *, at: int | None = None) -> list[Span]:
    """Return the one stretch of a text that has these words, or several for an ellipsis.

    Examples
    --------
    >>> places("Papers were ready. “We agree,” she said.", 'ready.  "We agree', "a")
    [(12, 28)]
    >>> places("One two three, one two four.", "one … four", "a")
    [(15, 18), (23, 27)]
    >>> places("Nobody knows: no deal.", "no", "a")
    [(14, 16)]
    >>> places("the line, the line", "the line", "a")
    Traceback (most recent call last):
    zopa.errors.ZopaError: the words 'the line' stand 2 times in source 'a', at 0 and 10; ...
    """
    whole = _starts(text, words, at)
    if len(whole) == 1:
        return whole
    if len(whole) > 1:
        listed = [str(start) for start, _ in whole[:SHOWN]] + (["more"] if whole[SHOWN:] else [])
        msg = (
            f"the words '{one_line(words)}' stand {len(whole)} times in source '{source}', at "
            f"{', '.join(listed[:-1])} and {listed[-1]}; say which with --at, or give more words"
        )
        raise ZopaError(msg)
    pieces = [piece for piece in _LEFT_OUT.split(words) if piece.strip()]
    found: list[Span] = []
    for piece in pieces if len(pieces) > 1 else ():
        after = found[-1][1] if found else 0
        there = [
            span for span in _starts(text, piece, at if not found else None) if span[0] >= after
        ]
        if not there or (not found and len(there) > 1):
            found = []
            break
        found.append(there[0])
    if not found:
        where = "" if at is None else f" at {at}"
        msg = (
            f"the words '{one_line(words)}' do not stand in source '{source}'{where}; copy them from its "
            "text letter by letter"
        )
        raise ZopaError(msg)
    return found


def _starts(text: str, words: str, at: int | None) -> list[Span]:
    """Return where words stand in a text; whole words, if they stand there as such."""
    pieces = words.split()
    if not pieces:
        msg = "there are no words to mark; give them in quotation marks"
        raise ZopaError(msg)
    pattern = r"\s+".join(
        "".join(_ALIKE.get(sign) or re.escape(sign) for sign in piece.translate(_SIGNS))
        for piece in pieces
    )
    found = [match.span() for match in re.finditer(pattern, text)]
    if at is not None:
        return [span for span in found if span[0] == at]
    return [span for span in found if not any(_cuts(text, place) for place in span)] or found


def _cuts(text: str, place: int) -> bool:
    """Return whether a place is within a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
