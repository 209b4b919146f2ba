"""Quotations with the words that stand beside them."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Quotation
from zopa.evidence.speech._quotations import ODD
from zopa.model.ledger import Span

TITLE = 6
"""Words of a title, at most."""


SMALL = frozenset("a an and as at by for from in of on or the to with".split())
"""Words that stay small in a title."""


_CLOSERS = "'’\"” \u00a0"
_OPENERS = "'‘[… "


class Site(NamedTuple):
    """A quotation and the words beside it."""

    quotation: Quotation
    words: range
    """Words between its marks."""
    sentence: Span
    """The sentence in which it begins."""
    paragraph: int
    before: range
    """Words between the quotation before it, or the begin of the sentence, and it."""
    after: range
    """Words between it and the end of the sentence or the next quotation."""
    lead: str
    """What stands between the last word before it and its opening mark."""
    first: bool
    """Whether it opens its paragraph."""
    closing: str
    """Last character inside its marks."""
    upper: bool
    """Whether it begins with a capital."""


def sites(document: Document, quotations: list[Quotation]) -> list[Site]:
    """Return the quotations that have words, each with what stands beside it."""
    text, starts, ends = document.text, document.starts, document.ends
    found: list[Site] = []
    kept = _with_words(document, quotations)
    paragraph, begin, end = 0, 0, 0
    sentence: Span = (0, 0)
    over = done = 0
    """Place and word after the quotation before."""
    for number, (quotation, first, stop) in enumerate(kept):
        start, close = quotation.start, quotation.end
        opens, closes = quotation.inner
        if start >= end:
            paragraph = document.paragraph_at(start)
            begin, end = document.paragraphs[paragraph]
        if start >= sentence[1]:
            sentence = document.sentence_at(start)
        before = done if over > sentence[0] else bisect_left(starts, sentence[0], done, first)
        right = sentence[1] if close < sentence[1] else _sentence_end(document, close, end)
        last = stop
        if number + 1 < len(kept) and kept[number + 1][0].start <= right:
            last = kept[number + 1][1]
        elif close < right:
            last = bisect_left(starts, right, stop)
        closing, opening = text[closes - 1], text[opens]
        found.append(
            Site(
                quotation,
                range(first, stop),
                sentence,
                paragraph,
                range(before, first),
                range(stop, last),
                text[ends[first - 1] if before < first else max(over, sentence[0]) : start],
                start <= begin,
                closing if closing not in _CLOSERS else _closing(text, opens, closes),
                opening.isupper() if opening not in _OPENERS else _opens_upper(text, opens),
            )
        )
        over, done = close, stop
    return found


def _with_words(
    document: Document, quotations: list[Quotation]
) -> list[tuple[Quotation, int, int]]:
    """Return the quotations that have words, with the first of them and the word after."""
    starts = document.starts
    found: list[tuple[Quotation, int, int]] = []
    stop = 0
    for quotation in quotations:
        if quotation.rule not in ODD:
            opens, closes = quotation.inner
            first = bisect_left(starts, opens, stop)
            stop = bisect_left(starts, closes, first)
            if first < stop:
                found.append((quotation, first, stop))
    return found


def _sentence_end(document: Document, place: int, end: int) -> int:
    """Return where the sentence ends that goes on after a place, in a paragraph up to ``end``."""
    text = document.text
    while place < end and text[place].isspace():
        place += 1
    return document.sentence_at(place)[1] if place < end else end


def _closing(text: str, start: int, end: int) -> str:
    """Return the last character of quoted words under the marks that close others in them."""
    return text[max(start, end - 3) : end].rstrip(_CLOSERS)[-1:]


def _opens_upper(text: str, start: int) -> bool:
    """Return whether quoted words begin with a capital behind a sign."""
    return text[start : start + 2].lstrip(_OPENERS)[:1].isupper()


def is_title(document: Document, site: Site) -> bool:
    """Return whether every longer word of a short quotation has a capital."""
    if not site.upper or len(site.words) > TITLE:
        return False
    if document.text[site.quotation.inner[1] - 1] in "!?":
        return False
    words, lower = document.words, document.lower
    for word in site.words:
        first = words[word][0]
        if not (first.isupper() or first.isdigit() or lower[word] in SMALL):
            return False
    return True
