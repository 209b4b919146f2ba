"""Indirect and mixed speech: what somebody says, thinks or wants in the reporter's words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from zopa.evidence.rules import rule
from zopa.evidence.speech._candidates import FINITE_SHAPES, Candidate, candidates, is_brief
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._extents import CLAUSAL, content_end, content_start, main_verb
from zopa.evidence.speech._found import Found, Quotation
from zopa.evidence.speech._frames import CLAUSAL_MARKS, CLAUSE_VERBS, FEW, gap
from zopa.evidence.speech._phrases import subject_after
from zopa.evidence.speech._silent import says_nothing
from zopa.evidence.speech._sources import source_of
from zopa.evidence.speech._weighing import extent_points, weigh
from zopa.model.ledger import Span

CUT = -3
"""Points that a cue in its frame needs: it is right in three of seven cases or more."""
SAME = 0.3
"""Share of two contents that is common to both from which on only the stronger one is kept."""
NEARLY = 0.8
"""The same for a sure clause within the content of another."""
SURE = 4
"""Points from which on a clause is sure."""
WANTS_THINGS = frozenset(
    "accept answer approve back call cite condemn criticize defend demand discuss give offer "
    "oppose praise reject request seek support want welcome".split()
)
"""Verbs that take no clause as their object."""
TELLS = CLAUSE_VERBS | frozenset(
    "acknowledge announce concede confirm deny disclose indicate recall reveal reply suggest "
    "testify understand write".split()
)
"""Verbs that tell a clause rather than a thing."""
_TOLD = frozenset(["that", "clause"])
_HAS_SUBJECT = frozenset(["ing", "past", "perf", "prog", "s"])
BEFORE = frozenset(["last", "last-adj", "last-inv", "mid"])
"""Frames of a verb whose content, or a part of it, stands before it."""
CROWD = 40
"""Candidates of one sentence that are compared with each other, at most."""

RULES = {
    ("v", "that"): rule("reported.that", "A verb with a that-clause reports."),
    ("v", "clause"): rule("reported.clause", "A verb with a clause without 'that' reports."),
    ("v", "wh"): rule("reported.question", "A verb with an indirect question reports."),
    ("v", "inf"): rule("reported.to", "A verb of will with 'to' and a verb reports."),
    ("v", "np"): rule("reported.object", "A verb that reports with a noun phrase as object."),
    ("v", "ing"): rule("reported.ing", "A verb that reports with a verb in -ing as object."),
    ("v", "last"): rule("reported.after", "The verb and who speaks stand after the content."),
    ("v", "mid"): rule("reported.amid", "The verb and who speaks stand amid the content."),
    ("v", ""): rule("reported.preposition", "A verb with its preposition and an object reports."),
    ("n", "that"): rule("reported.noun-that", "A noun with a that-clause reports."),
    ("n", "inf"): rule("reported.noun-to", "A noun of will with 'to' and a verb reports."),
    ("n", ""): rule("reported.noun", "A noun that reports with a preposition and an object."),
    ("a", "that"): rule("reported.adjective-that", "An adjective of mind with a clause reports."),
    ("a", ""): rule("reported.adjective", "An adjective of mind with its object reports."),
    ("x", ""): rule("reported.according", "'according to' names who says it."),
}


def reported(document: Document, quotations: Iterable[Quotation] = ()) -> list[Found]:
    """Return indirect and mixed speech of a text, in order.

    Parameters
    ----------
    document
        A text.
    quotations
        Its quotations: cues inside them are left to their speakers, and content that holds
        one is mixed.

    Returns
    -------
    list of Found
        Modes ``indirect`` and ``mixed``; empty where nobody is reported.

    Examples
    --------
    >>> found = reported(Document("The union said that it would not sign."))
    >>> [found[0].pieces, found[0].source, found[0].mode]
    [((15, 38),), (0, 9), 'indirect']
    """
    marks = Marks(quotations)
    starts, ends, last = document.starts, document.ends, len(document.starts)
    chosen: list[Found] = []
    crowd: list[_Weighed] = []
    stop = -1
    quotable = False
    right = 0
    for candidate in candidates(document, marks.spans):
        if candidate.stop != stop:
            chosen += _pick(document, crowd, marks)
            crowd = []
            first, stop = candidate.first, candidate.stop
            right = starts[stop] if stop < last else len(document.text)
            quotable = marks.touch(ends[first - 1] if first else 0, right)
        # content may take in marks on both sides, but neither of the words beyond them
        before = candidate.first if candidate.subject else candidate.content
        room = None if quotable or before < 1 else right - ends[before - 1]
        points = weigh(document, candidate, CUT, room)
        if points is None:
            continue
        item = _weighed(document, candidate, marks, points, quotable=room is None)
        if item is None:
            continue
        if len(crowd) >= CROWD:
            chosen += _pick(document, crowd, marks)
            crowd = []
        crowd.append(item)
    chosen += _pick(document, crowd, marks)
    return sorted(chosen, key=lambda found: (found.pieces[0], found.cue or (0, 0)))


def _weighed(
    document: Document, candidate: Candidate, marks: Marks, points: int, *, quotable: bool
) -> _Weighed | None:
    """Return a candidate with its content and its points, if they are enough."""
    if says_nothing(document, candidate):
        return None
    pieces = pieces_of(document, candidate)
    if not pieces:
        return None
    quoted = False
    if quotable and marks.touch(pieces[0][0], pieces[-1][1]):
        if marks.is_whole(pieces):
            return None
        pieces = marks.closed(pieces)
        quoted = bool(marks.within(pieces[0][0], pieces[-1][1]))
    points += extent_points(candidate, pieces, quoted=quoted)
    if points < CUT:
        return None
    if candidate.kind == "n" and candidate.frame == "that" and not quoted:
        pieces = (_before_verb(document, candidate, pieces[0]),)
    cue = document.starts[candidate.group], document.ends[candidate.last]
    return _Weighed(points, candidate, pieces, cue, quoted)


def _before_verb(document: Document, found: Candidate, piece: Span) -> Span:
    """Return the clause of a noun up to the verb whose subject that noun is."""
    end = document.words_in(*piece).stop
    verb = main_verb(document, found.word, found.first, found.content, end)
    return piece if verb == end else stretch(document, found.content, verb)


class Marks:
    """Where the quotations of a text are."""

    __slots__ = ("_spans", "_starts", "spans")

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self._spans = sorted((found.start, found.end, *found.inner) for found in quotations)
        self._starts = [span[0] for span in self._spans]
        self.spans = [(span[0], span[1]) for span in self._spans]
        """From the first mark to the last, in order."""

    def at(self, place: int) -> int | None:
        """Return the number of the quotation around a place."""
        number = bisect_right(self._starts, place) - 1
        if number >= 0 and place < self._spans[number][1]:
            return number
        return None

    def touch(self, start: int, end: int) -> bool:
        """Return whether a quotation has a part in a stretch."""
        number = bisect_left(self._starts, end) - 1
        return number >= 0 and self._spans[number][1] > start

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """Return the quoted words of a stretch."""
        number = max(0, bisect_right(self._starts, start) - 1)
        if not self.touch(start, end):
            return ()
        found = []
        while number < len(self._spans) and self._spans[number][0] < end:
            _, _, left, right = self._spans[number]
            if min(right, end) > max(left, start):
                found.append((max(left, start), min(right, end)))
            number += 1
        return tuple(found)

    def closed(self, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
        """Return the pieces, the last one up to the end of a quotation that it begins."""
        start, end = pieces[-1]
        number = self.at(end - 1)
        if number is None or self._spans[number][0] < start or self._spans[number][1] <= end:
            return pieces
        return (*pieces[:-1], (start, self._spans[number][1]))

    def is_whole(self, pieces: Sequence[Span]) -> bool:
        """Return whether the first piece is one quotation and nothing else."""
        start, end = pieces[0]
        number = self.at(start)
        return number is not None and self._spans[number][1] >= end - 1


def pieces_of(document: Document, found: Candidate) -> tuple[Span, ...]:
    """Return the content of a candidate; empty where there is none."""
    if found.kind == "x":
        return _around_according(document, found)
    frame, content = found.frame, found.content
    if frame in BEFORE:
        return _before(document, found)
    found.brief = brief = is_brief(document, found)
    if frame in CLAUSAL_MARKS:
        frame = "clause"
    end = content_end(document, content, found.stop, frame, brief=brief)
    return (stretch(document, content, end),)


def _before(document: Document, found: Candidate) -> tuple[Span, ...]:
    begin, group = found.subject or (-1, found.word)
    if begin < 0:
        begin = group
    start = content_start(document, begin, found.first)
    if start >= begin:
        return ()
    first = stretch(document, start, begin)
    if found.frame != "mid":
        return (first,)
    end = content_end(document, found.content, found.stop, "clause")
    return first, stretch(document, found.content, end)


def _around_according(document: Document, found: Candidate) -> tuple[Span, ...]:
    source = subject_after(document, found.last)
    if source is None:
        return ()
    found.subject = source
    if found.frame == "last":
        start = content_start(document, found.word, found.first)
        return (stretch(document, start, found.word),) if start < found.word else ()
    after = document.words_in(*source)[-1] + 1
    while after < found.stop and "," not in gap(document, after):
        after += 1
    if after >= found.stop:
        return ()
    end = content_end(document, after, found.stop, "clause")
    return (stretch(document, after, end),)


def stretch(document: Document, first: int, end: int) -> Span:
    """Return the place of the words from ``first`` up to ``end`` with the marks that hug them."""
    text, gaps = document.text, document.gaps
    start, stop = document.starts[first], document.ends[end - 1]
    if gaps[first] != " ":
        while start > 0 and text[start - 1] in "\"“‘'('`[$#@€£":
            start -= 1
    if end == len(gaps) or gaps[end] != " ":
        while stop < len(text) and text[stop] in "\"”’')'].!?%":
            stop += 1
    return start, stop


class _Weighed(NamedTuple):
    points: int
    candidate: Candidate
    pieces: tuple[Span, ...]
    cue: Span
    quoted: bool


def _pick(document: Document, crowd: list[_Weighed], marks: Marks) -> list[Found]:
    """Return the strongest of a sentence, leaving out what says nearly the same."""
    if len(crowd) < 2:
        return [_found(document, item, marks) for item in crowd]
    crowd = _untagged(crowd)
    kept: list[_Weighed] = []
    inner: list[_Weighed] = []
    for item in sorted(crowd, key=_points, reverse=True):
        for number, other in enumerate(kept):
            if _same(item, other):
                if _tells(document, item, other):
                    kept[number] = item
                    inner.append(other)
                break
        else:
            kept.append(item)
    for item in inner:
        if not any(_same(item, other) for other in kept):
            kept.append(item)
    found = [_found(document, item, marks) for item in kept]
    return [_passed_on(one, found) for one in found] if len(found) > 1 else found


_points = itemgetter(0)


def _untagged(crowd: list[_Weighed]) -> list[_Weighed]:
    """Return candidates none of which takes in the tag (``, Roe claimed``) of its own clause."""
    for begin, end in [item.pieces[0] for item in crowd if item.candidate.plain]:
        kept = []
        for item in crowd:
            start, last = item.pieces[0]
            if len(item.pieces) > 1 or not begin < start < end < last:
                kept.append(item)
                continue
            pieces = ((start, end),)
            points = item.points - extent_points(item.candidate, item.pieces, quoted=item.quoted)
            points += extent_points(item.candidate, pieces, quoted=item.quoted)
            if points >= CUT:
                kept.append(item._replace(pieces=pieces, points=points))
        crowd = kept
    return crowd


def _same(weaker: _Weighed, other: _Weighed) -> bool:
    """Return whether two candidates are the same speech; a sure clause within another is not."""
    common = overlap(weaker.pieces, other.pieces)
    if common < SAME or common >= NEARLY:
        return common >= SAME
    sure = weaker.points >= SURE and weaker.candidate.kind == "v"
    nested = _holds(other.pieces, weaker.cue) or _holds(weaker.pieces, other.cue)
    return not (sure and nested and weaker.candidate.frame in CLAUSAL)


def _tells(document: Document, outer: _Weighed, other: _Weighed) -> bool:
    """Return whether one tells the clause of another, verb, subject and all."""
    found, verb = outer.candidate, other.candidate
    if verb.kind != "v" or not _holds(outer.pieces, other.cue):
        return False
    if found.kind == "x" and verb.lemma in TELLS:
        return False
    if found.plain:
        return found.left[0] != "q"  # else only the quoted words may be those of the last speaker
    if not (found.frame in _TOLD and found.lemma in TELLS and found.shape in _HAS_SUBJECT):
        return False
    between = range(found.content + 1, verb.group + 1)
    if not between or len(between) > FEW or verb.shape not in FINITE_SHAPES:
        return False
    return not any("," in gap(document, word) for word in between)


def _holds(pieces: Sequence[Span], cue: Span) -> bool:
    return any(start <= cue[0] and cue[1] <= end for start, end in pieces)


def _passed_on(found: Found, others: Iterable[Found]) -> Found:
    """Return speech with whoever passes it on: the speaker in whose content it stands."""
    if found.cue is None or found.source is None:
        return found
    around = [
        other
        for other in others
        if other is not found
        and other.source
        and other.source != found.source
        and _holds(other.pieces, found.cue)
        and _holds(other.pieces, found.source)
    ]
    if not around:
        return found
    nearest = max(around, key=lambda other: other.pieces[0])
    return found._replace(via=nearest.source)


def overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """Return the characters that two contents share as a share of those of either."""
    common = size = 0
    for start, end in first:
        size += end - start
        for left, right in second:
            if left < end and start < right:
                common += min(end, right) - max(start, left)
    if not common:
        return 0.0
    for left, right in second:
        size += right - left
    return common / (size - common)


def _found(document: Document, item: _Weighed, marks: Marks) -> Found:
    candidate, pieces = item.candidate, item.pieces
    quoted: tuple[Span, ...] = ()
    if item.quoted:
        quoted = tuple(span for piece in pieces for span in marks.within(*piece))
    source, how = source_of(document, candidate)
    frame = candidate.frame
    if frame == "clause" and candidate.lemma in WANTS_THINGS:
        frame = "np"  # what somebody demands is a thing, even if a clause is in it
    mode = "mixed" if quoted else "indirect"
    return Found(pieces, mode, _rule(candidate.kind, frame), quoted, item.cue, source, how)


@cache
def _rule(kind: str, frame: str) -> str:
    """Return the rule for a frame."""
    if frame.startswith("last"):
        frame = "last"
    elif kind in {"n", "a"} and frame in {"clause", "wh"}:
        frame = "that"
    return RULES.get((kind, frame)) or RULES[kind, ""]
