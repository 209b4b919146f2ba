"""What stands before a cue: a name, a pronoun, a comma, ..."""

from __future__ import annotations

from zopa.evidence.speech._classes import (
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from zopa.evidence.speech._document import Document

POSSESSIVES = frozenset("his her its my our their your".split())


def left_of(document: Document, word: int, first: int) -> str:  # noqa: PLR0911 - one return for each case
    """Return what kind of word or mark stands before a word."""
    if word <= first:
        return "start"
    between = document.gaps[word]
    if between != " " and len(between) != 1:
        between = between.strip()
        if between in _COMMAS:
            return "comma"
        if between:
            return "quote" if between[-1] in '”"' else "mark"
    here = document.lower[word - 1]
    known = _LEFT.get(here)
    if known:
        return known
    if here[-2:] in _GENITIVES:
        return "poss"
    if document.words[word - 1][0].isupper():
        return "name"
    return "plural" if here[-1] == "s" else "word"


_COMMAS = frozenset([",", "—", "–", "--", "-", "("])
_GENITIVES = frozenset(["'s", "’s", "s'", "s’"])


def _left_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, members in (
        ("poss", POSSESSIVES - {"her"}),
        ("pron", PRONOUNS - {"her"}),
        ("rel", {"that", "which", "who"}),
        ("and", CONJUNCTIONS),
        ("to", {"to"}),
        ("prep", PREPOSITIONS),
        ("poss", {"her"}),
        ("det", DETERMINERS),
        ("sub", SUBORDINATORS),
    ):
        for word in members:
            found.setdefault(word, name)
    return found


_LEFT = _left_words()
"""Word in small letters -> what kind of word it is where it stands before a cue."""
