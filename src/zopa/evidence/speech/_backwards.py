"""Where a noun phrase begins, read backwards from its last word."""

from __future__ import annotations

from zopa.evidence.speech._classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    INSERTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._parts import (
    COMMA,
    JOINTS,
    NO_NOUN,
    NO_PART,
    VERBS,
    gap,
    is_name,
    is_verb,
)

_MARKED = DETERMINERS | JOINTS | NO_PART | TIMES | VERBS | ADVERBS
"""Words that may be no part of a phrase that goes on after them."""


def phrase_begin(document: Document, first: int, end: int) -> int | None:
    """Return the first word of the noun phrase that ends before the word ``end``."""
    lower, gaps = document.lower, document.gaps
    begin = end
    while begin > first:
        here = lower[begin - 1]
        if here not in _MARKED and not here.endswith("ed") and (begin == end or gaps[begin] == " "):
            begin -= 1
            continue
        step = _step(document, first, begin, end)
        if step == begin:
            break
        begin = step
        if lower[begin] in DETERMINERS and _stops_at_determiner(document, first, begin):
            break
    while begin < end and lower[begin] in JOINTS:
        begin += 1
    return begin if begin < end else None


def _step(document: Document, first: int, begin: int, end: int) -> int:
    """Return where a phrase begins with what stands before it; the same word if nothing joins."""
    here = document.lower[begin - 1]
    joins = True
    if begin < end and (between := document.gaps[begin]) != " " and COMMA.search(between):
        listed = _list_begin(document, first, begin, end)
        return begin if listed is None else listed
    if here in DETERMINERS:
        joins = here != "that" or begin == end or _is_that_one(document, begin)
    elif here in JOINTS:
        joins = _reaches_back(document, first, begin - 1, end)
    elif here in NO_PART or begin < end:
        joins = here not in NO_PART and not _is_outside(document, begin - 1)
    return begin - 1 if joins else begin


def _is_that_one(document: Document, word: int) -> bool:
    """Return whether ``that`` before a word points (``that report``) and opens no clause."""
    here = document.lower[word]
    if is_name(document, word) or here in DETERMINERS or here.endswith("s"):
        return False
    return word < 2 or document.lower[word - 2] in NO_NOUN or bool(gap(document, word - 1).strip())


def _is_outside(document: Document, word: int) -> bool:
    """Return whether a word with no joint to a phrase after it is none of that phrase."""
    here = document.lower[word]
    if here in TIMES or is_verb(document, word):
        return True
    return here in ADVERBS and not is_name(document, word)


def _stops_at_determiner(document: Document, first: int, begin: int) -> bool:
    """Return whether a phrase begins with this determiner (not after ``of``, ``for``, ``and``)."""
    if begin <= first:
        return True
    before = document.lower[begin - 1]
    if COMMA.search(gap(document, begin)):
        return False
    return before not in PREPOSITIONS and before not in CONJUNCTIONS and before not in DETERMINERS


def _reaches_back(document: Document, first: int, joint: int, end: int) -> bool:
    """Return whether a preposition or ``and`` joins a noun before it to what follows."""
    lower = document.lower
    if joint <= first or joint + 1 >= end or COMMA.search(gap(document, joint)):
        return False
    before, here = lower[joint - 1], lower[joint]
    if before in NO_NOUN or before in PRONOUNS or here in SUBORDINATORS:
        return False
    if is_verb(document, joint - 1):
        return False
    if here in CONJUNCTIONS:
        return here in {"and", "or", "&"} and not _has_verb_before(document, first, joint)
    if is_name(document, joint - 1) and here not in {"of", "for", "from"}:
        return not is_name(document, joint + 1) or lower[first] in PREPOSITIONS
    return True


def _has_verb_before(document: Document, first: int, joint: int) -> bool:
    return any(is_verb(document, word) for word in range(max(first, joint - 12), joint))


def _list_begin(document: Document, first: int, comma: int, end: int) -> int | None:
    """Return where a list or an apposition before a comma begins; ``None`` where it does not."""
    lower = document.lower
    start = comma - 1
    while start > first and not COMMA.search(gap(document, start)):
        start -= 1
    size = comma - start
    if lower[comma] in DETERMINERS or size > 8:
        return None
    if is_adverbial(document, start, comma):
        return None
    if any(is_verb(document, word) for word in range(start, comma)):
        return None
    joined = any(lower[word] == "and" for word in range(comma, end))
    if not joined:
        return None
    return start


def is_adverbial(document: Document, left: int, right: int) -> bool:
    """Return whether a stretch between commas says when, where or how."""
    here = document.lower[left]
    if here in PREPOSITIONS or here in SUBORDINATORS or here in ADVERBS or here in TIMES:
        return True
    if here in INSERTS or here in RELATIVES or here[0].isdigit():
        return True
    if here.endswith("ly") and not is_name(document, left) and right - left <= 2:
        return True
    if here.endswith("ing") and here not in {"king", "being"}:
        return True
    return right - left == 1 and here.endswith("ly")
