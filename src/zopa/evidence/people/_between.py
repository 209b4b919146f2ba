"""Stretches between quotation marks, in which nobody new comes to mind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

_DOUBLE = re.compile('["“”]')
_MARKS = re.compile(r"[\"“”'`](?:(?<=[\"“”])|(?<=')'|(?<=`)`)")


def stretches(document: Document, found: Sequence[Found]) -> list[Span]:
    """Return the stretches between quotation marks, in order and apart."""
    spans = [span for item in found for span in item.quoted]
    return merged([*spans, *_between_marks(document)])


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


def _between_marks(document: Document) -> Iterator[Span]:
    """Yield stretches between marks, each inside one paragraph."""
    ends = [end for _, end in document.paragraphs]
    opened, until = -1, 0
    text = document.text
    marks = _MARKS if "''" in text or "``" in text else _DOUBLE
    for match in marks.finditer(text):
        if match.start() >= until:
            if opened >= 0:
                yield (opened, until)
            here = bisect_right(ends, match.start())
            opened, until = -1, ends[here] if here < len(ends) else len(text)
        mark = match.group()
        if opened < 0 and mark != "”":
            opened = match.end()
        elif opened >= 0 and mark not in ("“", "``"):
            yield (opened, match.start())
            opened = -1
    if opened >= 0:
        yield (opened, until)
