"""How much speaks for a cue in its frame: points of the word, its frame and what stands around."""

from __future__ import annotations

from collections.abc import Sequence

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
"""Lengths of contents that are told apart, in steps of 20 characters."""
LONG = 5
"""Letters from which on a headline gives a word a capital."""
NOTHING = Strength(0, {})


def contexts(document: Document, found: Candidate) -> list[str]:
    """Return the names of everything around a cue that may have points."""
    lower = document.lower
    kind, frame, shape = found.kind, found.frame, found.shape
    names = [
        "always",
        f"{kind}:{frame}",
        f"shape:{kind}:{shape}:{frame}",
        f"left:{kind}:{found.left}:{shape}",
    ]
    if found.group > found.first and lower[found.group - 1] in KNOWN:
        names.append(f"before:{lower[found.group - 1]}")
    if found.content >= 0:
        opening = _class(document, found.content)
        names.append(f"opens:{frame}:{opening}")
        if found.content + 1 < found.stop:
            names.append(f"then:{_class(document, found.content + 1)}")
    if found.negated:
        names.append(f"negated:{kind}")
    if found.helper:
        names.append(f"helper:{found.helper}")
    if found.hearer:
        names.append(f"hearer:{frame}")
    if found.brief:
        names.append("brief")
    if found.group - found.first < PLACES:
        names.append(f"place:{found.group - found.first}:{shape}")
    if is_headline(document, found):
        names.append(f"headline:{kind}:{shape}")
    return names


def extents(found: Candidate, pieces: Sequence[Span], *, quoted: bool) -> list[str]:
    """Return the names of what a content is like that may have points."""
    size = (pieces[-1][1] - pieces[0][0]) // 20
    return [
        f"size:{found.kind}:{found.frame}:{min(size, SIZES)}",
        f"quoted:{found.frame}" if quoted else "plain",
    ]


def bound(kind: str, frame: str) -> int:
    """Return the most points that the extent of a content in a frame may add."""
    sizes = max(CONTEXTS.get(f"size:{kind}:{frame}:{size}", 0) for size in range(SIZES + 1))
    return sizes + max(0, CONTEXTS.get(f"quoted:{frame}", 0), CONTEXTS.get("plain", 0))


def weigh(document: Document, found: Candidate) -> int:
    """Return the points of a candidate; those with more are more often right."""
    strength = STRENGTHS.get((found.kind, found.lemma))
    if strength is None:
        base = found.lemma.partition("-")[0]
        strength = STRENGTHS.get((found.kind, base), NOTHING)
        points = strength.alone
    else:
        points = strength.frames.get(found.frame, strength.alone)
    get = CONTEXTS.get
    return points + sum(get(name, 0) for name in contexts(document, found))


def is_headline(document: Document, found: Candidate) -> bool:
    """Return whether the words around a cue have capitals as in a headline."""
    near = document.words[max(found.first, found.group - 4) : found.group]
    near += document.words[found.last + 1 : min(found.stop, found.last + 5)]
    return (
        document.words[found.word][0].isupper()
        and found.word > found.first
        and all(word[0].isupper() or len(word) < LONG for word in near)
    )


def _class(document: Document, word: int) -> str:
    """Return a word of grammar in small letters; for others what they are."""
    here = document.lower[word]
    if here in KNOWN:
        return here
    first = document.words[word][0]
    if first.isupper():
        return "#name"
    if first.isdigit():
        return "#number"
    for ending in ("ing", "ed", "ly", "s"):
        if here.endswith(ending):
            return "#" + ending
    return "#word"
