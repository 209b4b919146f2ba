"""What stands around the words of a statement: the rest of its sentence, the lead of its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence

from zopa.evidence.meaning._wording import Forms, changed_in
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]?")
FAR = 250
"""Characters of a sentence that are looked at on either side of the cue."""
_NONE: frozenset[str] = frozenset()
_NO_WORDS = range(0)
_NO_VERB: list[str] = []
Lead = tuple[Span, frozenset[str]]
"""A first sentence, and the clues in it."""


class Clues:
    """The words of a document that can say to whom, where or when, found once for all statements.

    Parameters
    ----------
    document
        A text.
    words
        The words that can, in small letters; all words when left out.
    """

    __slots__ = (
        "_around",
        "bracketed",
        "document",
        "elided",
        "forms",
        "indices",
        "leads",
        "starts",
    )

    def __init__(self, document: Document, words: frozenset[str] | None = None) -> None:
        self.document = document
        known = document.vocabulary if words is None else words & document.vocabulary
        changed = changed_in(document.vocabulary)
        wanted = known | changed.keys()
        marked = [at for at, word in enumerate(document.lower) if word in wanted]
        lower, places = document.lower, document.starts
        self.indices = [at for at in marked if lower[at] in known]
        """Which words of the document are clues, in order."""
        self.starts = [places[at] for at in self.indices]
        """Where they begin, and then a place that no document has."""
        self.starts.append(len(document.text))
        self.forms = Forms(document, changed, [at for at in marked if lower[at] in changed])
        """The words that do not stay as they are when a statement is read."""
        self.leads: dict[int, Lead] = {}
        """First place of a paragraph -> its first sentence, and the clues in it."""
        text = document.text
        self.bracketed = "[" in text
        self.elided = "…" in text or "..." in text
        self._around: Context | None = None

    def around(self, found: Found) -> Context:
        """Return what stands around a statement; the last is kept, for several readers ask."""
        last = self._around
        if last is None or last.found is not found:
            last = self._around = Context(self, found)
        return last

    def within(self, start: int, end: int) -> Sequence[int]:
        """Return the numbers of the clues that begin in a stretch."""
        starts = self.starts
        first = stop = bisect_left(starts, start)
        while starts[stop] < end:
            stop += 1
        return range(first, stop) if first < stop else ()

    def words(self, spans: Collection[Span], numbers: Iterable[int]) -> frozenset[str]:
        """Return those of some clues that begin in one of some stretches."""
        starts, indices, lower = self.starts, self.indices, self.document.lower
        return frozenset(
            [
                lower[indices[number]]
                for number in numbers
                for start, end in spans
                if start <= starts[number] < end
            ]
        )

    def lead_at(self, first: int) -> Lead:
        """Return the first sentence of the paragraph that begins at a place, and its clues."""
        known = self.leads.get(first)
        if known is None:
            left, right = self.document.sentence_at(first)
            span = left, min(right, left + FAR)
            known = self.leads[first] = (span, self.words([span], self.within(*span)))
        return known


class Context:
    """A statement with the verb that reports it, and the stretches outside the words said."""

    __slots__ = (
        "_sentence",
        "_stretch",
        "clues",
        "cue",
        "cue_words",
        "document",
        "found",
        "lead",
        "verb",
        "words",
    )

    def __init__(self, clues: Clues, found: Found) -> None:
        document = self.document = clues.document
        self.clues = clues
        self.found = found
        cue = self.cue = found.cue
        self.cue_words = _NO_WORDS
        """The words of the verb that reports."""
        self.verb = _NO_VERB
        """They in small letters."""
        if cue is not None:
            starts = document.starts
            first = stop = bisect_left(starts, cue[0])
            while stop < len(starts) and starts[stop] < cue[1]:
                stop += 1
            self.cue_words = range(first, stop)
            self.verb = document.lower[first:stop]
        self._sentence: tuple[Span, ...] | None = None
        stretch = self._stretch = _around(document, found)
        self.words = _NONE
        """The clues in the sentence: a quick look before anybody reads it."""
        inside = clues.within(*stretch)
        if inside:
            start, end = found.pieces[0]
            starts = clues.starts
            # most stand in the words said: then nobody need know what is outside
            outside = [at for at in inside if not start <= starts[at] < end]
            if outside:
                self.words = clues.words(self.sentence, outside)
        self.lead = _lead(clues, found, stretch[0])
        """First sentence of the paragraph and its clues, where it is another one and has any."""

    @property
    def sentence(self) -> tuple[Span, ...]:
        """The sentence of the cue without what was said, in order."""
        if self._sentence is None:
            self._sentence = _outside(self.document.text, self.found, *self._stretch)
        return self._sentence


def context_of(document: Document, found: Found, clues: Clues | None = None) -> Context:
    """Return what stands around a statement.

    Examples
    --------
    >>> text = 'On Monday he said "we agree" in Rome.'
    >>> around = context_of(Document(text), Found(pieces=((18, 28),), mode="direct", rule=""))
    >>> [text[s:e] for s, e in around.sentence]
    ['On Monday he said ', ' in Rome.']
    """
    return (clues or Clues(document)).around(found)


def small_words(document: Document, span: Span) -> list[str]:
    """Return the words that begin in a stretch, in small letters."""
    inside = document.words_in(*span)
    return document.lower[inside.start : inside.stop]


def _around(document: Document, found: Found) -> Span:
    """Return the sentence of the cue, or of the words said, as far as it is looked at."""
    cue, first, last = found.cue, found.pieces[0][0], found.pieces[-1][1]
    place = cue[0] if cue else first
    start, end = document.sentence_at(place)
    if cue is not None and place < end <= start + FAR and (start <= first or place <= last):
        return start, end  # most sentences are short, and hold the cue
    if first < start and (cue is None or cue[0] > last):
        start = first
    if cue is None and last >= end:
        end = document.sentence_at(max(last - 1, start))[1]
    return max(start, place - FAR), min(max(end, place), place + FAR)


def _outside(text: str, found: Found, start: int, end: int) -> tuple[Span, ...]:
    """Return the parts of a stretch that hold nothing of what was said."""
    stretches: list[Span] = []
    for left, right in found.pieces:
        if left > start:
            stretches += _unquoted(text, start, min(left, end))
        start = max(start, min(right, end))
    if end > start:
        stretches += _unquoted(text, start, end)
    return tuple([span for span in stretches if span[1] > span[0]])


def _unquoted(text: str, start: int, end: int) -> list[Span]:
    """Return the stretches outside other quotations: what is named there was not said here."""
    if text.find("“", start, end) < 0 and text.find('"', start, end) < 0:
        return [(start, end)]
    found = []
    for quotation in _QUOTED.finditer(text, start, max(start, end)):
        found.append((start, quotation.start()))
        start = quotation.end()
    return [*found, (start, end)]


def _lead(clues: Clues, found: Found, start: int) -> Lead | None:
    document = clues.document
    if not document.paragraphs:
        return None
    first = document.paragraphs[document.paragraph_at(start)][0]
    if first >= start or start - first > 8 * FAR:
        return None
    (left, right), words = clues.lead_at(first)
    if not words:
        return None
    right = min(right, *[piece[0] for piece in found.pieces])
    return ((left, right), words) if left < right <= start else None
