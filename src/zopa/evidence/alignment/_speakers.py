"""Whether two statements have the same speaker, as far as the reports tell."""

from __future__ import annotations

from functools import lru_cache

from zopa.evidence.alignment._lexicon import FUNCTION, TITLES
from zopa.evidence.alignment._words import spoken
from zopa.model.ledger import Statement

SURE = 0.7
"""Confidence from which two resolved speakers count as two."""


def relation(a: Statement, b: Statement) -> str:
    """Return ``same``, ``party`` (two of one party), ``unknown`` or ``other``."""
    first, second = a.speaker, b.speaker
    if first is None or second is None:
        return "unknown"
    if first.party and second.party and first.party != second.party:
        return "other"
    names = name_words(first.name or ""), name_words(second.name or "")
    if not all(names):
        return "same" if first.party and first.party == second.party else "unknown"
    if names[0] <= names[1] or names[1] <= names[0]:
        return "same"
    if first.party and first.party == second.party:
        return "party"
    return "other" if min(first.confidence, second.confidence) >= SURE else "unknown"


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> frozenset[str]:
    """Return the words that tell a name from others.

    Examples
    --------
    >>> sorted(name_words("the Mayor of Springfield")), sorted(name_words("Mr. Smith"))
    (['mayor', 'springfield'], ['smith'])
    """
    said = {
        word for part in name.replace(".", " ").split() for word in _plain(part) if len(word) > 1
    }
    return frozenset(said - TITLES - FUNCTION) or frozenset(said - FUNCTION)


def _plain(part: str) -> tuple[str, ...]:
    """Return the words of one part of a name, marks left out."""
    plain = part.strip(",;:()[]'\"\u201c\u201d\u2018\u2019")
    return spoken(plain) if plain else ()


def keys(statement: Statement) -> tuple[str, ...]:
    """Return under which names to look for statements of the same speaker."""
    speaker = statement.speaker
    if speaker is None:
        return ("",)
    names = sorted(name_words(speaker.name or ""))
    found = [f"party {speaker.party}"] if speaker.party else []
    return tuple(found + names) or ("",)
