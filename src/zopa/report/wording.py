"""Words of a claim as they are shown: between marks only where somebody is quoted with them."""

from __future__ import annotations

import re

from zopa.evidence.backing import CUT
from zopa.model.ledger import Statement
from zopa.report.words import quoted

LITERAL = frozenset({"direct", "embedded"})
"""Modes in which all words are those of who speaks."""
RETOLD, DENIED = "(retold)", "denied:"
_SPACE = re.compile(r"\s+")
_OPENS = re.compile(r"[\s\"“„«»]*")
_CLOSES = re.compile(r"[\s,\"”“«»]*")
_END = " ,.;:"


def is_literal(statement: Statement, words: str) -> bool:
    """Return whether somebody is quoted with some words of a statement, all of them.

    Examples
    --------
    >>> from zopa.model.ledger import Passage
    >>> told = Passage(source="a", start=0, end=22, exact="the offer was “a joke”", sha256="")
    >>> mixed = Statement(
    ...     id="a-1", source="a", passages=(told,), mode="mixed", rule="", quoted=((15, 21),))
    >>> is_literal(mixed, "a joke"), is_literal(mixed, "the offer was “a joke”")
    (True, False)
    """
    if statement.mode in LITERAL:
        return True
    if statement.mode != "mixed":
        return False
    stretches = [
        _SPACE.sub(" ", piece.exact[max(start - piece.start, 0) : max(end - piece.start, 0)])
        for start, end in statement.quoted
        for piece in statement.passages
    ]
    parts = [part for each in _SPACE.sub(" ", words).split(CUT) if (part := each.strip())]
    return bool(parts) and all(any(part in each for each in stretches) for part in parts)


def is_denied(statement: Statement | None) -> bool:
    """Return whether the text says that this was not said or done."""
    return statement is not None and "denied" in statement.flags


def as_told(words: str, statement: Statement | None) -> str:
    """Return words of a statement as the brief shows them.

    Words that nobody is quoted with stand without quotation marks and are marked as retold, what
    was denied says so.  Without a statement the case quotes its source.

    Examples
    --------
    >>> from zopa.model.ledger import Passage
    >>> told = Passage(source="a", start=0, end=22, exact="the offer was “a joke”", sha256="")
    >>> mixed = Statement(id="a-1", source="a", passages=(told,), mode="mixed", rule="",
    ...     quoted=((15, 21),), flags=("denied",))
    >>> as_told("a joke", mixed), as_told("the offer was “a joke", mixed)
    ('denied: “a joke”', 'denied: the offer was “a joke” (retold)')
    >>> as_told("a joke", None)
    '“a joke”'
    """
    if statement is None or is_literal(statement, words):
        shown = quoted(words)
    else:
        shown = f"{_with_marks(statement, words).rstrip(_END)} {RETOLD}"
    return f"{DENIED} {shown}" if is_denied(statement) else shown


def _with_marks(statement: Statement, words: str) -> str:
    """Return words with the quotation marks at the ends of their statement, where they reach so far."""
    full = _SPACE.sub(" ", statement.words)
    bare = words.removesuffix(f" {CUT}")
    before, found, after = full.partition(bare)
    if not found:
        return words
    opens = before if _OPENS.fullmatch(before) else ""
    closes = after if bare == words and _CLOSES.fullmatch(after) else ""
    return f"{opens}{words}{closes.replace(',', '')}".strip()
