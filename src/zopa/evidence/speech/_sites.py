"""Quotations with the words that stand beside them."""

from __future__ import annotations

from typing import NamedTuple

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Quotation
from zopa.evidence.speech._quotations import ODD

TITLE = 6
"""Words of a title, at most."""


SMALL = frozenset("a an and as at by for from in of on or the to with".split())
"""Words that stay small in a title."""


class Site(NamedTuple):
    """A quotation and the words beside it."""

    quotation: Quotation
    number: int
    """Its place among the quotations."""
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
    found: list[Site] = []
    text = document.text
    kept = [
        item for item in quotations if item.rule not in ODD and len(document.words_in(*item.inner))
    ]
    for number, quotation in enumerate(kept):
        index = document.paragraph_at(quotation.start)
        begin, end = document.paragraphs[index]
        before_end = kept[number - 1].end if number else 0
        after_start = kept[number + 1].start if number + 1 < len(kept) else end
        left = max(begin, before_end, _sentence_start(document, quotation.start))
        right = min(end, after_start, _sentence_end(document, quotation.end, end))
        before = document.words_in(left, quotation.start)
        after = document.words_in(quotation.end, right)
        last = document.ends[before.stop - 1] if len(before) else left
        opens, closes = quotation.inner
        found.append(
            Site(
                quotation,
                number,
                index,
                before,
                after,
                text[last : quotation.start],
                quotation.start <= begin,
                text[max(opens, closes - 3) : closes].rstrip("'’\"” \u00a0")[-1:],
                text[opens : opens + 2].lstrip("'‘[… ")[:1].isupper(),
            )
        )
    return found


def _sentence_start(document: Document, place: int) -> int:
    return document.sentence_at(place)[0]


def _sentence_end(document: Document, place: int, end: int) -> int:
    text = document.text
    while place < end and text[place].isspace():
        place += 1
    return document.sentence_at(place)[1]


def is_title(document: Document, site: Site) -> bool:
    """Return whether every longer word of a short quotation has a capital."""
    inner = site.quotation.inner
    words = document.words_in(*inner)
    if not len(words) or len(words) > TITLE or document.text[inner[1] - 1] in "!?":
        return False
    return site.upper and all(
        document.words[word][0].isupper()
        or document.words[word][0].isdigit()
        or document.lower[word] in SMALL
        for word in words
    )
