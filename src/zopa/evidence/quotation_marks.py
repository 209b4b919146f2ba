"""Every double quotation mark of a source, and whose words it stands around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Quotation
from zopa.evidence.speech._quotations import MEASURE, NOISE, STRAY, quotations
from zopa.model.ledger import SPEAKING, SourceText, Span, Statement, Zone

WITHIN = rule("mark.within", "A mark inside the passage of a statement, though not of its quotes.")
APART = rule("mark.apart", "A double mark outside the single marks between which a text quotes.")

STATEMENT = "statement"
NO_SPEECH = "no-speech"
"""Words between marks that nobody says: a title, a nickname, a word held at a distance."""
_ODD = {STRAY: "stray", MEASURE: "measure", NOISE: "noise"}

_MARK = re.compile(r"[\"“”„‟«»]|''|``")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A double quotation mark and what it belongs to."""

    start: int
    end: int
    what: str
    """``statement``; ``no-speech``; ``stray``, ``measure`` or ``noise`` for a mark around no
    words; else the zone of the page in which nobody is listened to."""
    rule: str
    """Rule that decided."""
    statement: str | None = None
    """Id of the statement it belongs to."""
    words: Span | None = None
    """Place of the words between the marks, where it stands around any."""


def marks(source: SourceText, statements: Iterable[Statement]) -> tuple[Mark, ...]:
    r"""Return every double quotation mark of a source in order, each exactly once.

    Parameters
    ----------
    source
        A source with its text.
    statements
        Statements; those of other sources, and those whose words are lost, are passed over.

    Returns
    -------
    tuple of Mark
        Marks are ``" “ ” „ ‟ « »`` and the pairs ``''`` and `````` ````; empty for a source
        without its text.  A mark that several statements share is that of the first.

    Notes
    -----
    Cost: linear in the length of the text, but for sorting the statements.

    Examples
    --------
    >>> from zopa.evidence import extract, read_source
    >>> page = b'The "Iron Bridge" closed in May. "We had no choice," Roe said.\n'
    >>> source = read_source(page, id="a")
    >>> for mark in marks(source, extract(source))[::2]:
    ...     print(mark.what, source.text[slice(*mark.words)])
    no-speech Iron Bridge
    statement We had no choice,
    """
    text = source.text
    if text is None:
        return ()
    speaking = [(zone.start, zone.end) for zone in source.zones if zone.label in SPEAKING]
    quoted = quotations(Document(text, speaking))
    mine = [each for each in statements if each.source == source.id and "lost" not in each.flags]
    owners = _owners(quoted, mine)
    passages = _Passages(mine)
    zones = _Zones(source.zones)
    starts = [quotation.start for quotation in quoted]
    found = []
    for match in _MARK.finditer(text):
        start, end = match.span()
        zone = zones.at(start)
        if zone is not None and zone.label not in SPEAKING:
            found.append(Mark(start=start, end=end, what=zone.label, rule=zone.rule))
            continue
        number = bisect_right(starts, start) - 1
        if number < 0 or quoted[number].end <= start:
            found.append(_apart(match.span(), passages.at(start)))
            continue
        quotation, owner = quoted[number], owners.get(number)
        found.append(_in_quotation(match.span(), quotation, owner, passages.at(start)))
    return tuple(found)


def unspoken(source: SourceText, statements: Iterable[Statement]) -> tuple[Span, ...]:
    """Return the places of words between marks that nobody says, each once, in order.

    Examples
    --------
    >>> from zopa.evidence import read_source
    >>> source = read_source(b'The "Iron Bridge" stays open.', id="a")
    >>> unspoken(source, ())
    ((5, 16),)
    """
    found = (mark.words for mark in marks(source, statements) if mark.what == NO_SPEECH)
    return tuple(dict.fromkeys(words for words in found if words is not None))


def _in_quotation(place: Span, quotation: Quotation, owner: str | None, around: str | None) -> Mark:
    """Return a mark that belongs to a quotation."""
    start, end = place
    said_by, why = (owner, quotation.rule) if owner else (around, WITHIN)
    odd = _ODD.get(quotation.rule)
    words = None if odd else quotation.inner
    if said_by is None:
        return Mark(start=start, end=end, what=odd or NO_SPEECH, rule=quotation.rule, words=words)
    return Mark(start=start, end=end, what=STATEMENT, rule=why, statement=said_by, words=words)


def _apart(place: Span, around: str | None) -> Mark:
    """Return a mark that belongs to no quotation."""
    start, end = place
    if around is None:
        return Mark(start=start, end=end, what=_ODD[STRAY], rule=APART)
    return Mark(start=start, end=end, what=STATEMENT, rule=WITHIN, statement=around)


def _owners(quoted: Sequence[Quotation], statements: Iterable[Statement]) -> dict[int, str]:
    """Return the number of each quotation that is somebody's words, and in which statement."""
    starts = [quotation.inner[0] for quotation in quoted]
    found: dict[int, str] = {}
    for statement in statements:
        for start, end in statement.quoted:
            number = max(0, bisect_right(starts, start) - 1)
            while number < len(quoted) and starts[number] < end:
                if quoted[number].inner[1] > start:
                    found.setdefault(number, statement.id)
                number += 1
    return found


class _Passages:
    """The passages of statements, asked for places in ascending order."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        spans = [(p.start, p.end, each.id) for each in statements for p in each.passages]
        self._spans = sorted(spans, reverse=True)
        self._end, self._id = 0, ""

    def at(self, place: int) -> str | None:
        """Return the statement around a place; of several, that which reaches farthest."""
        while self._spans and self._spans[-1][0] <= place:
            _, end, name = self._spans.pop()
            if end > self._end:
                self._end, self._id = end, name
        return self._id if place < self._end else None


class _Zones:
    """The zones of a source by place."""

    def __init__(self, zones: Sequence[Zone]) -> None:
        self._zones = zones
        self._starts = [zone.start for zone in zones]

    def at(self, place: int) -> Zone | None:
        """Return the zone around a place."""
        number = bisect_right(self._starts, place) - 1
        return self._zones[number] if number >= 0 and place < self._zones[number].end else None
