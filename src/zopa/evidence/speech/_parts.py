"""Single words of a phrase: their class, what stands before them, which are verbs."""

from __future__ import annotations

import re

from zopa.evidence.speech._classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    NOT_ED_VERBS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
)
from zopa.evidence.speech._document import Document
from zopa.model.ledger import Span

ALONE = (
    PRONOUNS
    | RELATIVES
    | frozenset("all another both each few many most one others several some that this two".split())
)
"""Words that are a subject by themselves."""


JOINTS = PREPOSITIONS | CONJUNCTIONS


NO_PART = PRONOUNS | SUBORDINATORS | AUXILIARIES | RELATIVES
"""Words that are no part of a longer noun phrase."""


NO_NOUN = JOINTS | SUBORDINATORS | DETERMINERS | AUXILIARIES | ADVERBS | TIMES
"""Words with which no noun phrase ends."""


WITHIN_VERB = (
    AUXILIARIES | ADVERBS | TIMES | {"herself", "himself", "itself", "themselves", "both", "all"}
)
"""Words between a subject and its verb."""


VERBS = FINITE | AUXILIARIES
"""Words that are finite verbs whatever stands beside them."""


PARTICLES = frozenset("ahead away back down forward off out over together up".split())
"""Words that belong to a verb before them."""
_BEFORE_NOUN = DETERMINERS | PREPOSITIONS
_AFTER_VERB = (
    DETERMINERS | PREPOSITIONS | PRONOUNS | CONJUNCTIONS | SUBORDINATORS | ADVERBS | PARTICLES
)
MEANWHILE = frozenset(
    tuple(phrase.split(", "))
    for phrase in (
        "at, one, point",
        "at, that, point",
        "at, the, time",
        "for, his, part",
        "for, her, part",
        "in, a, statement",
        "in, an, email",
        "in, an, interview",
        "in, the, interview",
        "in, the, past",
        "in, the, statement",
        "on, his, part",
        "over, the, years",
    )
)
"""Phrases of three words between a subject and its verb."""
MEANWHILE_ENDS = frozenset(phrase[-1] for phrase in MEANWHILE)
"""Words with which they end."""
NEAR_TIMES = frozenset("early last late on this".split())
"""Words before a time (``last week``)."""
_BEFORE_VERB = MEANWHILE_ENDS | WITHIN_VERB | NEAR_TIMES


OPEN = frozenset([" ", ", "])
"""What stands between most words, and is no wall."""
WALL = re.compile(r"[\"“”„«»;:]|''|``|[–—]|--|\.\.\.|…|\s-\s")


COMMA = re.compile(r"[,()\[\]]|\s[-–—]+\s|[–—]|--")


def gap(document: Document, word: int) -> str:
    """Return what stands between a word and the one before it."""
    return document.gaps[word]


def is_name(document: Document, word: int) -> bool:
    """Return whether a word has a capital (or is all numbers and capitals, as ``U.S.``)."""
    return document.words[word][0].isupper()


def is_verb(document: Document, word: int) -> bool:
    """Return whether a word is probably a finite verb."""
    lower = document.lower
    here = lower[word]
    if here in VERBS:
        return True
    if not here.endswith("ed") or here in NOT_ED_VERBS or is_name(document, word):
        return False
    if (word and lower[word - 1] in _BEFORE_NOUN) or word + 1 == len(lower):
        return False
    after = lower[word + 1]
    return after in _AFTER_VERB or after.endswith("ly") or is_name(document, word + 1)


def verb_group(document: Document, first: int, word: int) -> int:
    """Return the first word of a verb group, going back over helpers, adverbs and times."""
    lower, gaps = document.lower, document.gaps
    while word > first and "," not in gaps[word]:
        before = lower[word - 1]
        if before not in _BEFORE_VERB and not before.endswith("ly"):
            break
        if before in MEANWHILE_ENDS and tuple(lower[max(first, word - 3) : word]) in MEANWHILE:
            word -= 3
        elif (
            before in WITHIN_VERB
            or (before.endswith("ly") and not is_name(document, word - 1))
            or (before in NEAR_TIMES and lower[word] in TIMES)
        ):
            word -= 1
        else:
            break
    return word


def commas(document: Document, first: int, end: int) -> list[int]:
    """Return the words that follow a comma or a bracket."""
    gaps = document.gaps
    return [
        word for word in range(first + 1, end) if gaps[word] != " " and COMMA.search(gaps[word])
    ]


def comma(document: Document, word: int, last: int) -> int:
    """Return the word after the next comma, or the end of the stretch."""
    word += 1
    gaps = document.gaps
    while word < last and (gaps[word] == " " or not COMMA.search(gaps[word])):
        word += 1
    return word


def span(document: Document, begin: int, end: int) -> Span | None:
    """Return the place of the words from ``begin`` up to ``end``, brackets and dots made whole."""
    if end <= begin:
        return None
    text = document.text
    start, stop = document.starts[begin], document.ends[end - 1]
    if text.find("(", start, stop) < 0:
        return start, stop
    opened = text.count("(", start, stop) - text.count(")", start, stop)
    if opened > 0:
        closing = text.find(")", stop, stop + 3)
        if closing >= 0:
            stop = closing + 1
    return start, stop
