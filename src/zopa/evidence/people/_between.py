"""Stretches between quotation marks, in which nobody new comes to mind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

_MARKS = re.compile(r"[\"“”'`](?:(?<=[\"“”])|(?<=')'|(?<=`)`)")


def stretches(document: Document, found: Sequence[Found], end: int) -> list[Span]:
    """Return the stretches between quotation marks that begin before a place, in order, apart."""
    spans = [span for item in found for span in item.quoted]
    return merged([*spans, *_between_marks(document, end)])


def merged(spans: list[Span]) -> list[Span]:
    """Return stretches in order and apart."""
    spans.sort()
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _between_marks(document: Document, end: int) -> Iterator[Span]:
    """Yield stretches between marks, each inside one paragraph."""
    ends = [until for _, until in document.paragraphs]
    opened, until = -1, 0
    for at, mark in _marks(document.text, end):
        if at >= until:
            if opened >= 0:
                yield (opened, until)
            here = bisect_right(ends, at)
            opened, until = -1, ends[here] if here < len(ends) else len(document.text)
        if opened < 0 and mark != "”":
            opened = at + len(mark)
        elif opened >= 0 and mark not in ("“", "``"):
            yield (opened, at)
            opened = -1
    if opened >= 0:
        yield (opened, until)


def _marks(text: str, end: int) -> list[tuple[int, str]]:
    """Return where quotation marks stand before a place, and which."""
    if "''" in text or "``" in text:
        return [(match.start(), match.group()) for match in _MARKS.finditer(text, 0, end)]
    found: list[tuple[int, str]] = []
    for mark in '"“”':  # to look for one at a time is quicker than for any
        at = text.find(mark, 0, end)
        while at >= 0:
            found.append((at, mark))
            at = text.find(mark, at + 1, end)
    found.sort()
    return found
