"""How much speaks for a cue in its frame: points of the word, its frame and what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from zopa.evidence.speech._candidates import Candidate
from zopa.evidence.speech._classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
)
from zopa.evidence.speech._cues import CONTEXTS, STRENGTHS, Strength
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._frames import HELPERS, NOMINATIVE
from zopa.model.ledger import Span

KNOWN = (
    ADVERBS
    | CONJUNCTIONS
    | DETERMINERS
    | HELPERS
    | NOMINATIVE
    | PREPOSITIONS
    | PRONOUNS
    | RELATIVES
    | SUBORDINATORS
)
"""Words of grammar."""
PLACES = 4
"""First words of a sentence that are told apart."""
SIZES = 7
"""Lengths of contents that are told apart, in steps of `STEP` characters."""
STEP = 20
LONG = 5
"""Letters from which on a headline gives a word a capital."""
BARGAINING = frozenset(
    """
    accept agree concede concession condition decline demand guarantee insist offer pledge
    prepared promise proposal propose ready refusal refuse reject reluctant request require rule-out
    threat threaten ultimatum unwilling urge vow want warn willing willingness
    """.split()
)
"""Words that people bargain with."""
BONUS = 6
"""Points that they get beyond what news of elections gave them."""
PLAIN = 12
"""Points of a whole clause before a verb of saying: *the quay is closed, Roe claimed*."""
FLOOR = -17
"""A word and its frame with fewer points are hardly ever saved by what stands around them."""
NOTHING = Strength(0, {})


def contexts(document: Document, found: Candidate) -> list[str]:
    """Return the names of everything around a cue that may have points."""
    names = _stance(
        found.kind,
        found.frame,
        found.shape,
        found.left,
        found.helper,
        negated=found.negated,
        hearer=found.hearer,
    )
    return names + _around(document, found)


def _stance(
    kind: str, frame: str, shape: str, left: str, helper: str, *, negated: bool, hearer: bool
) -> list[str]:
    """Return the names of how a cue stands, whatever the words are."""
    names = [
        "always",
        f"{kind}:{frame}",
        f"shape:{kind}:{shape}:{frame}",
        f"left:{kind}:{left}:{shape}",
    ]
    if negated:
        names.append(f"negated:{kind}")
    if helper:
        names.append(f"helper:{helper}")
    if hearer:
        names.append(f"hearer:{frame}")
    return names


def _around(document: Document, found: Candidate) -> list[str]:
    """Return the names of the words beside a cue and beside its content."""
    lower, group, frame, content = document.lower, found.group, found.frame, found.content
    names = []
    if group > found.first and lower[group - 1] in KNOWN:
        names.append("before:" + lower[group - 1])
    if content >= 0:
        names.append(f"opens:{frame}:{_class(document.words[content])}")
        if content + 1 < found.stop:
            names.append("then:" + _class(document.words[content + 1]))
    if group - found.first < PLACES:
        names.append(f"place:{group - found.first}:{found.shape}")
    if document.words[found.word][0].isupper() and is_headline(document, found):
        names.append(f"headline:{found.kind}:{found.shape}")
    return names


def extents(found: Candidate, pieces: Sequence[Span], *, quoted: bool) -> list[str]:
    """Return the names of what a content is like that may have points."""
    size = min((pieces[-1][1] - pieces[0][0]) // STEP, SIZES)
    return _extents(found.kind, found.frame, size, quoted=quoted, brief=found.brief)


def _extents(kind: str, frame: str, size: int, *, quoted: bool, brief: bool) -> list[str]:
    names = [f"size:{kind}:{frame}:{size}", f"quoted:{frame}" if quoted else "plain"]
    return [*names, "brief"] if brief else names


def extent_points(found: Candidate, pieces: Sequence[Span], *, quoted: bool) -> int:
    """Return the points for what a content is like."""
    extent = _extent(found.kind, found.frame)
    size = (pieces[-1][1] - pieces[0][0]) // STEP
    points = extent.sizes[min(size, SIZES)] + (extent.quoted if quoted else extent.plain)
    return points + CONTEXTS.get("brief", 0) if found.brief else points


class _Extent(NamedTuple):
    """Points for what a content is like in a frame."""

    sizes: list[int]
    """By its length."""
    plain: int
    quoted: int
    most: int
    """The most that there is."""
    most_plain: list[int]
    """The most without quoted words, up to a length."""


@cache
def _extent(kind: str, frame: str) -> _Extent:
    sizes = [CONTEXTS.get(f"size:{kind}:{frame}:{size}", 0) for size in range(SIZES + 1)]
    plain, quoted = CONTEXTS.get("plain", 0), CONTEXTS.get(f"quoted:{frame}", 0)
    brief = max(0, CONTEXTS.get("brief", 0))
    most_plain = [size + plain + brief for size in accumulate(sizes, max)]
    return _Extent(sizes, plain, quoted, max(sizes) + max(plain, quoted) + brief, most_plain)


def weigh(document: Document, found: Candidate, need: int, room: int | None = None) -> int | None:
    """Return the points of a candidate without those of its extent.

    Candidates with more points are more often right; ``None`` where it cannot get the points
    that it needs, whatever its extent.  ``room`` is how many characters the content may have
    where no quotation is near it.
    """
    kind, shape, frame = found.kind, found.shape, found.frame
    points = _strength(kind, found.lemma, frame)
    points += _frame_points(kind, shape, frame) + _left_points(kind, found.left, shape)
    if found.negated or found.helper or found.hearer:
        points += _aside_points(found)
    if found.plain:
        points += PLAIN
    if points < FLOOR:
        return None
    points += _around_points(document, found)
    extent = _extent(kind, frame)
    if room is None:
        return points if points + extent.most >= need else None
    size = room // STEP
    return points if points + extent.most_plain[min(size, SIZES)] >= need else None


@cache
def _frame_points(kind: str, shape: str, frame: str) -> int:
    names = "always", f"{kind}:{frame}", f"shape:{kind}:{shape}:{frame}"
    return sum(CONTEXTS.get(name, 0) for name in names)


@cache
def _left_points(kind: str, left: str, shape: str) -> int:
    return CONTEXTS.get(f"left:{kind}:{left}:{shape}", 0)


def _aside_points(found: Candidate) -> int:
    points = CONTEXTS.get("negated:" + found.kind, 0) if found.negated else 0
    if found.helper:
        points += CONTEXTS.get("helper:" + found.helper, 0)
    if found.hearer:
        points += CONTEXTS.get("hearer:" + found.frame, 0)
    return points


def _around_points(document: Document, found: Candidate) -> int:
    """Return the points for the words beside a cue and beside its content."""
    words, lower, content = document.words, document.lower, found.content
    place = found.group - found.first
    points = _BEFORE.get(lower[found.group - 1], 0) if place > 0 else 0
    if content >= 0:
        points += _opens_points(found.frame, _class(words[content]))
        content += 1
        if content < found.stop:
            points += _THEN.get(_class(words[content]), 0)
    if place < PLACES:
        points += _place_points(place, found.shape)
    form = words[found.word]
    if form != lower[found.word] and form[0].isupper() and is_headline(document, found):
        points += CONTEXTS.get(f"headline:{found.kind}:{found.shape}", 0)
    return points


@cache
def _opens_points(frame: str, name: str) -> int:
    return CONTEXTS.get(f"opens:{frame}:{name}", 0)


@cache
def _place_points(place: int, shape: str) -> int:
    return CONTEXTS.get(f"place:{place}:{shape}", 0)


@cache
def _strength(kind: str, lemma: str, frame: str) -> int:
    base = lemma.partition("-")[0]
    extra = BONUS if base in BARGAINING or lemma in BARGAINING else 0
    strength = STRENGTHS.get((kind, lemma))
    if strength is None:
        return extra + STRENGTHS.get((kind, base), NOTHING).alone
    return extra + strength.frames.get(frame, strength.alone)


_BEFORE: dict[str, int] = {}
"""Word before a cue -> points."""
_THEN: dict[str, int] = {}
"""Class of the second word of a content -> points."""


def forget() -> None:
    """Read the points again, after points were changed."""
    for name, into in (("before", _BEFORE), ("then", _THEN)):
        into.clear()
        names = (each.partition(":") for each in CONTEXTS)
        into.update({word: CONTEXTS[f"{sort}:{word}"] for sort, _, word in names if sort == name})
    for cached in (_extent, _frame_points, _left_points, _opens_points, _place_points, _strength):
        cached.cache_clear()


forget()


def is_headline(document: Document, found: Candidate) -> bool:
    """Return whether the words around a cue have capitals as in a headline."""
    near = document.words[max(found.first, found.group - 4) : found.group]
    near += document.words[found.last + 1 : min(found.stop, found.last + 5)]
    return found.word > found.first and all(word[0].isupper() or len(word) < LONG for word in near)


@lru_cache(maxsize=1 << 13)
def _class(form: str) -> str:
    """Return a word of grammar in small letters; for others what they are."""
    here = form.lower()
    if here in KNOWN:
        return here
    first = form[0]
    if first.isupper():
        return "#name"
    if first.isdigit():
        return "#number"
    ending = here[-2:]
    if ending in _ENDINGS:
        return "#" + ending
    if ending == "ng" and here.endswith("ing"):
        return "#ing"
    return "#s" if here[-1] == "s" else "#word"


_ENDINGS = frozenset(["ed", "ly"])
