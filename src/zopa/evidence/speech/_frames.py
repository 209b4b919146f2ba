"""Frames of a cue: what follows it (a that-clause, ``to`` and a verb, a noun phrase, ...).

A frame says where the content begins and which words belong to the cue.
"""

from __future__ import annotations

from typing import NamedTuple

from zopa.evidence.speech._classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from zopa.evidence.speech._document import Document

NOMINATIVE = frozenset("he i it she there they we you".split())
ASKING = frozenset("how if what when where whether which who why".split())
SAYING = frozenset("add added adds said say saying says".split())
PARTICLES = frozenset("away back down forth forward off out up".split())
LINKS = frozenset(
    """
    about against as at behind by concerning for from in into like of off on onto over regarding
    to toward towards under upon with
    """.split()
)
"""Prepositions that may open the content of a cue; others say when, where or how."""
TELLING = frozenset(
    "advise assure brief convince inform notify persuade promise reassure remind show teach "
    "tell warn".split()
)
"""Verbs that may name the hearer before a clause."""
CLAUSE_VERBS = frozenset(
    """
    add admit allege argue assert assume believe boast claim complain conclude contend continue
    explain fear feel figure guess hope imply insist joke maintain note predict reckon report
    say suppose suspect swear tell think warn worry
    """.split()
)
"""Verbs after which a noun phrase is nearly always the subject of a clause."""
HELPERS = AUXILIARIES | frozenset("'re 're 've ’re ’ve".split())
BE = frozenset("am are be been being is isn't isn’t was wasn't wasn’t were weren't weren’t".split())
MODALS = frozenset(
    """
    can can't cannot can’t could couldn't couldn’t may might must shall should shouldn't
    shouldn’t will won't won’t would wouldn't wouldn’t
    """.split()
)
HAVE = frozenset(["had", "has", "have", "'ve", "’ve"])
NOT = frozenset("never no not".split())
WITHIN_GROUP = ADVERBS - {"however", "indeed", "instead", "all"}
"""Adverbs that stand inside a verb group."""
CLAUSAL_MARKS = frozenset([":", "quote", ":quote"])
"""Frames whose content is read as a clause."""
FEW = 14
"""Words that are looked at for the verb of a clause, at most."""
ENDS_PHRASE = frozenset("after and as because if that when which while who whose".split())
"""Words before which a noun phrase ends that has had no verb yet."""
NO_HEARER = frozenset("about never not of that".split())
NOT_HEARERS = frozenset("he i she they we".split())
STARTS_CONTENT = NOMINATIVE | ASKING | {"that", "to"}
ENDS_HEARER = (STARTS_CONTENT | PREPOSITIONS | TIMES | DETERMINERS) - {"of"}
CONTEXT = frozenset("at during in on to".split())
"""Prepositions of where and when somebody spoke."""


class Frame(NamedTuple):
    """What follows a cue."""

    name: str
    """``that``, ``wh``, ``inf``, ``clause``, ``np``, ``ing``, ``quote``, ``end``, ``:`` or a
    preposition."""
    content: int
    """First word of the content; -1 where nothing of the kind follows."""
    last: int
    """Last word of the cue."""
    hearer: bool = False
    """Whether a hearer stands between cue and content."""


def gap(document: Document, word: int) -> str:
    """Return what stands between a word and the one before it, white space left out."""
    return document.gaps[word].strip()


def group_start(document: Document, word: int, first: int) -> int:
    """Return the first word of the verb group at a word: helpers and adverbs before it."""
    lower, words, gaps = document.lower, document.words, document.gaps
    while word > first and len(gaps[word]) <= 1:
        here = lower[word - 1]
        if not (
            here in HELPERS
            or here in WITHIN_GROUP
            or (here[-2:] == "ly" and not words[word - 1][0].isupper())
        ):
            break
        word -= 1
    return word


def frame_after(document: Document, word: int, stop: int, lemma: str) -> Frame:  # noqa: PLR0911 - one return for each case
    """Return what follows a verb at a word; ``stop`` is the first word after the sentence."""
    lower, gaps = document.lower, document.gaps
    last = word
    following = word + 1
    if following >= stop:
        return Frame("end", -1, last)
    between = gaps[following].strip()
    if not between and lower[following] in PARTICLES:
        last = following
        following += 1
        if following >= stop:
            return Frame("end", -1, last)
        between = gaps[following].strip()
    if between:
        return _after_mark(document, following, stop, last, between)
    here = lower[following]
    if lemma in TELLING and here not in NO_HEARER:
        after = _hearer(document, following, stop)
        if after > following:
            return _told(document, after, stop, last)
    if here in TIMES or here in CONTEXT:
        after = _circumstance(document, following, stop)
        if after:
            return Frame("that", after, last)
        if here in TIMES:
            return _told(document, following + 1, stop, last)
    return _plain(document, following, stop, last)


def _after_mark(document: Document, word: int, stop: int, last: int, between: str) -> Frame:
    if between[0] in "\"“”'‘`«":
        return Frame("quote", word, last)
    if between[0] == ":":
        return Frame(":quote" if len(between) > 1 else ":", word, last)
    if between == "," and document.lower[word] != "that":
        # an insertion between commas: said, however, that
        for ahead in range(word + 1, min(word + 8, stop)):
            if gap(document, ahead) == ",":
                if document.lower[ahead] == "that":
                    return Frame("that", ahead, last)
                break
    return Frame("end", -1, last)


def _told(document: Document, word: int, stop: int, last: int) -> Frame:
    """Return the frame after a hearer."""
    if word >= stop:
        return Frame("end", -1, last, hearer=True)
    if gap(document, word):
        frame = _after_mark(document, word, stop, last, gap(document, word))
    else:
        frame = _plain(document, word, stop, last)
    return frame._replace(hearer=True)


def _plain(document: Document, word: int, stop: int, last: int) -> Frame:  # noqa: PLR0911 - one return for each case
    lower = document.lower
    here = lower[word]
    if here == "that":
        return Frame(_that(document, word, stop), word, last)
    if here in ASKING:
        adverbial = here in {"when", "where"} and document.lower[last] in SAYING
        return Frame("end" if adverbial else "wh", -1 if adverbial else word, last)
    if here == "to":
        return _to(document, word, stop, last)
    if here in NOT and word + 2 < stop and lower[word + 1] == "to":
        return Frame("inf", word, last)
    if here in NOMINATIVE:
        return Frame("clause", word, last)
    if here in LINKS:
        if word + 1 >= stop:
            return Frame("end", -1, last)
        return Frame(here, word + 1, word)
    if here in CONJUNCTIONS or here in SUBORDINATORS or here in PREPOSITIONS:
        return Frame("end", -1, last)
    if here.endswith("ing") and len(here) > 5:
        return Frame("ing", word, last)
    return Frame("clause" if _is_clause(document, word, stop) else "np", word, last)


def _that(document: Document, word: int, stop: int) -> str:
    """Return whether ``that`` opens a clause or stands for something."""
    if word + 1 >= stop or gap(document, word + 1) not in {"", ",", '"', "“", "‘", "(", "-", "—"}:
        return "np"
    return "that"


def _to(document: Document, word: int, stop: int, last: int) -> Frame:
    if word + 1 >= stop:
        return Frame("end", -1, last)
    after = document.lower[word + 1]
    if (
        after in DETERMINERS
        or after in PRONOUNS
        or document.words[word + 1][0].isupper()
        or (
            after.endswith(("ing", "s", "ed"))
            and after
            not in {"discuss", "address", "express", "pass", "press", "bring", "need", "feed"}
        )
    ):
        return Frame("to", word + 1, word)
    return Frame("inf", word, last)


def _is_clause(document: Document, word: int, stop: int) -> bool:
    """Return whether a noun phrase at a word has a finite verb soon after it."""
    lower, gaps = document.lower, document.gaps
    for ahead in range(word + 1, min(word + FEW, stop)):
        here = lower[ahead]
        if len(gaps[ahead]) != 1:
            between = gap(document, ahead)
            if between and between[0] in ",;:()—–":
                return False
        if here in ENDS_PHRASE:
            return False
        if here in HELPERS:
            return here not in {"be", "been", "being", "not"}
        if (
            here in FINITE
            and lower[ahead - 1] not in PREPOSITIONS
            and lower[ahead - 1] not in DETERMINERS
        ):
            return True
        if here[-2:] in {"'s", "’s"} and lower[ahead][:-2] in {"that", "here", "there"}:
            return True
    return False


def _hearer(document: Document, word: int, stop: int) -> int:
    """Return the word after the hearer that stands at a word; the word itself where none does."""
    here = document.lower[word]
    if here in PRONOUNS:
        if here in NOT_HEARERS:
            return word
        at = word + 1
    else:
        at = _hearer_phrase(document, word, stop)
    if at in {word, stop}:
        return at
    return _circumstance(document, at, stop) or at


def _hearer_phrase(document: Document, word: int, stop: int) -> int:  # noqa: PLR0911 - one return for each case
    """Return the word after the noun phrase at a word that may be a hearer."""
    lower, words = document.lower, document.words
    if lower[word] in PREPOSITIONS or lower[word] in TIMES:
        return word
    named = False
    for at in range(word, min(stop, word + 8)):
        here = lower[at]
        upper = words[at][0].isupper()
        if at > word:
            if here in HELPERS:
                return word
            if here in ENDS_HEARER or gap(document, at):
                return at
            if upper and not named and lower[at - 1].endswith("s"):
                return at
            if named and not upper and not here.endswith("s"):
                return at
        elif here in STARTS_CONTENT:
            return at
        named = named or upper
    return min(stop, word + 8)


def _circumstance(document: Document, word: int, stop: int) -> int:
    """Return where a that-clause begins after words of time and place; 0 where none does."""
    lower, gaps = document.lower, document.gaps
    for ahead in range(word, min(word + 12, stop)):
        if ahead > word and gaps[ahead] != " " and gap(document, ahead) not in {"", "'", "’"}:
            return 0
        here = lower[ahead]
        if here == "that":
            return 0 if ahead + 1 < stop and lower[ahead + 1] in HELPERS else ahead
        if here in NOMINATIVE:
            return ahead
        if here in HELPERS or here in CONJUNCTIONS or here in SUBORDINATORS or here in FINITE:
            return 0
    return 0
