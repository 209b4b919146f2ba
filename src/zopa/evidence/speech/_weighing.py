"""How much speaks for a cue in its frame: points of the word, its frame and what stands around."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

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


@cache
def _stance_points(
    kind: str, frame: str, shape: str, left: str, helper: str, asides: tuple[bool, bool]
) -> int:
    negated, hearer = asides
    names = _stance(kind, frame, shape, left, helper, negated=negated, hearer=hearer)
    return sum(CONTEXTS.get(name, 0) for name in names)


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
    size = min((pieces[-1][1] - pieces[0][0]) // STEP, SIZES)
    return _extent(found.kind, found.frame, size, (quoted, found.brief))


@cache
def _extent(kind: str, frame: str, size: int, said: tuple[bool, bool]) -> int:
    quoted, brief = said
    names = _extents(kind, frame, size, quoted=quoted, brief=brief)
    return sum(CONTEXTS.get(name, 0) for name in names)


@cache
def _bound(kind: str, frame: str) -> int:
    """Return the most points that the extent of a content in a frame may add."""
    sizes = max(CONTEXTS.get(f"size:{kind}:{frame}:{size}", 0) for size in range(SIZES + 1))
    marks = max(0, CONTEXTS.get(f"quoted:{frame}", 0), CONTEXTS.get("plain", 0))
    return sizes + marks + max(0, CONTEXTS.get("brief", 0))


def weigh(document: Document, found: Candidate, need: int) -> int | None:
    """Return the points of a candidate without those of its extent.

    Candidates with more points are more often right; ``None`` where it cannot get the points
    that it needs, whatever its extent.
    """
    kind, frame, asides = found.kind, found.frame, (found.negated, found.hearer)
    points = _strength(kind, found.lemma, frame)
    points += _stance_points(kind, frame, found.shape, found.left, found.helper, asides)
    if points < FLOOR:
        return None
    points += _around_points(document, found)
    return points if points + _bound(kind, frame) >= need else None


def _around_points(document: Document, found: Candidate) -> int:
    """Return the points for the words beside a cue and beside its content."""
    words, first, group, content = document.words, found.first, found.group, found.content
    points = _before_points(document.lower[group - 1]) if group > first else 0
    if content >= 0:
        points += _opens_points(found.frame, _class(words[content]))
        if content + 1 < found.stop:
            points += _then_points(_class(words[content + 1]))
    if group - first < PLACES:
        points += _place_points(group - first, found.shape)
    if words[found.word][0].isupper() and is_headline(document, found):
        points += CONTEXTS.get(f"headline:{found.kind}:{found.shape}", 0)
    return points


@lru_cache(maxsize=1 << 12)
def _before_points(here: str) -> int:
    return CONTEXTS.get("before:" + here, 0) if here in KNOWN else 0


@cache
def _opens_points(frame: str, name: str) -> int:
    return CONTEXTS.get(f"opens:{frame}:{name}", 0)


@cache
def _then_points(name: str) -> int:
    return CONTEXTS.get("then:" + name, 0)


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


def forget() -> None:
    """Forget what was worked out from points, after points were changed."""
    for cached in (
        _before_points,
        _bound,
        _extent,
        _opens_points,
        _place_points,
        _stance_points,
        _strength,
        _then_points,
    ):
        cached.cache_clear()


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
    for ending in ("ing", "ed", "ly", "s"):
        if here.endswith(ending):
            return "#" + ending
    return "#word"
