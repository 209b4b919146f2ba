"""What stands around the words of a statement: the rest of its sentence, the lead of its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
FAR = 250
"""Characters of a sentence that are looked at on either side of the cue."""


class Context(NamedTuple):
    """Stretches outside the words said."""

    sentence: tuple[Span, ...]
    """The sentence of the cue without what was said, in order."""
    words: frozenset[str]
    """Words of these stretches, in small letters: a quick look before anybody reads them."""
    lead: Span | None
    """First sentence of the paragraph, where it is another one."""
    cue: Span | None


def context_of(document: Document, found: Found) -> Context:
    """Return what stands around a statement.

    Examples
    --------
    >>> text = 'On Monday he said "we agree" in Rome.'
    >>> around = context_of(Document(text), Found(pieces=((18, 28),), mode="direct", rule=""))
    >>> [text[s:e] for s, e in around.sentence]
    ['On Monday he said ', ' in Rome.']
    """
    place = found.cue[0] if found.cue else found.pieces[0][0]
    start, end = document.sentence_at(place)
    if found.cue is None or found.cue[0] > found.pieces[-1][1]:
        start = min(start, found.pieces[0][0])
    last = found.pieces[-1]
    if found.cue is None and last[1] >= end:
        end = document.sentence_at(max(last[1] - 1, start))[1]
    start, end = max(start, place - FAR), min(max(end, place), place + FAR)
    stretches: list[Span] = []
    at = start
    for left, right in found.pieces:
        if left > at:
            stretches += _unquoted(document.text, at, min(left, end))
        at = max(at, min(right, end))
    if end > at:
        stretches += _unquoted(document.text, at, end)
    spans = tuple(span for span in stretches if span[1] > span[0])
    return Context(
        spans,
        frozenset().union(*[small_words(document, span) for span in spans]),
        _lead(document, found, start),
        found.cue,
    )


def small_words(document: Document, span: Span) -> list[str]:
    """Return the words that begin in a stretch, in small letters."""
    inside = document.words_in(*span)
    return document.lower[inside.start : inside.stop]


def _unquoted(text: str, start: int, end: int) -> list[Span]:
    """Return the stretches outside other quotations: what is named there was not said here."""
    if text.find("“", start, end) < 0 and text.find('"', start, end) < 0:
        return [(start, end)]
    found = []
    for quotation in _QUOTED.finditer(text, start, max(start, end)):
        found.append((start, quotation.start()))
        start = quotation.end()
    return [*found, (start, end)]


def _lead(document: Document, found: Found, start: int) -> Span | None:
    paragraphs = document.paragraphs
    if not paragraphs:
        return None
    index = bisect_right(paragraphs, (start, len(document.text) + 1)) - 1
    first = paragraphs[max(index, 0)][0]
    if first >= start or start - first > 8 * FAR:
        return None
    left, right = document.sentence_at(first)
    right = min(right, left + FAR, *(piece[0] for piece in found.pieces))
    return (left, right) if right > left and right <= start else None
