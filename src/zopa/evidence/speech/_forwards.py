"""Where a noun phrase ends, read forwards from its first word."""

from __future__ import annotations

from zopa.evidence.speech._classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    INSERTS,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    VENUES,
)
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._parts import (
    COMMA,
    NO_NOUN,
    NO_PART,
    OPEN,
    WALL,
    comma,
    gap,
    is_name,
    is_verb,
)

_NO_INSERT = NO_NOUN - DETERMINERS
AHEAD = 60
"""Words that are looked at after a verb, at most."""


def right_wall(document: Document, begin: int) -> int:
    """Return the word after the stretch behind a verb in which its subject may stand."""
    place = document.starts[begin]
    stop = document.sentence_at(place)[1]
    last = begin + 1
    starts, gaps = document.starts, document.gaps
    limit = min(len(starts), begin + AHEAD)
    while last < limit and starts[last] < stop:
        if gaps[last] not in OPEN and WALL.search(gaps[last]):
            break
        last += 1
    return last


def opens_phrase(document: Document, word: int) -> bool:
    here = document.lower[word]
    if here in DETERMINERS or is_name(document, word):
        return here not in TIMES and here not in SUBORDINATORS
    if here in {"early", "newly", "previously", "recently"}:
        return word + 1 < len(document.lower) and document.lower[word + 1] not in NO_NOUN
    if here in NO_NOUN or here in INSERTS:
        return False
    if here.endswith("ing"):
        return document.lower[word - 1] == "to"
    return not here.endswith("ly")


def phrase_end(document: Document, begin: int, last: int) -> int:
    """Return the word after a noun phrase that begins at a word, without its insertions."""
    lower = document.lower
    word = begin
    named = False
    while word < last:
        here = lower[word]
        if word > begin and COMMA.search(gap(document, word)):
            break
        if here in RELATIVES:
            return comma(document, word, last)
        if here in PREPOSITIONS:
            if not _goes_on(document, word, last, named=named):
                break
        elif here in CONJUNCTIONS:
            if (
                here not in {"and", "or"}
                or word + 1 >= last
                or not opens_phrase(document, word + 1)
            ):
                break
        elif word > begin and _ends_phrase(document, word, named=named):
            break
        named = named or is_name(document, word)
        word += 1
    return word


def _ends_phrase(document: Document, word: int, *, named: bool) -> bool:
    """Return whether a phrase that began before cannot go on with a word."""
    here = document.lower[word]
    if here in PRONOUNS and document.lower[word - 1] in PREPOSITIONS:
        return False
    if here in TIMES or here in NO_PART:
        return True
    if is_name(document, word):
        return False
    if here in ADVERBS or here.endswith("ly") or is_verb(document, word):
        return True
    return named and here.endswith("ing")


def _goes_on(document: Document, word: int, last: int, *, named: bool) -> bool:
    """Return whether a preposition after a noun belongs to the phrase, not to the verb."""
    lower = document.lower
    here = lower[word]
    if word + 1 >= last or lower[word + 1] in TIMES or lower[word + 1].isdigit():
        return False
    for ahead in range(word + 1, min(word + 5, last)):
        if lower[ahead] in VENUES:
            return False
        if is_name(document, ahead) or lower[ahead] in PREPOSITIONS:
            break
    if here in {"of", "for", "from"}:
        return True
    return not named and here in {"at", "in", "with", "to", "on", "close", "familiar", "near"}


def with_inserts(document: Document, end: int, last: int) -> int:
    """Return the end of a phrase with the appositions and relative clauses that follow it."""
    lower = document.lower
    while end < last:
        between = gap(document, end)
        if "," not in between and "(" not in between:
            break
        here = lower[end]
        if here in RELATIVES:
            end = _relative_end(document, end, last)
            continue
        if (
            here in OCCASIONS
            or here in _NO_INSERT
            or here in PRONOUNS
            or (here.endswith("ing") and not is_name(document, end))
        ):
            break
        stop = comma(document, end, last)
        if _has_clause(document, end, stop):
            break
        end = stop
    return end


def _has_clause(document: Document, begin: int, end: int) -> bool:
    """Return whether a verb stands in a stretch, outside a relative clause."""
    for word in range(begin, end):
        if document.lower[word] in RELATIVES:
            return False
        if word > begin and is_verb(document, word):
            return True
    return False


def _relative_end(document: Document, word: int, last: int) -> int:
    """Return the end of a relative clause: the sentence's, or a comma before a participle."""
    lower = document.lower
    while True:
        word = comma(document, word, last)
        if word >= last:
            return last
        here = lower[word]
        if (here.endswith("ing") and not is_name(document, word)) or here in OCCASIONS:
            return word
