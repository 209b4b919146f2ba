"""Cue words in their frames: everything that may be reported speech, before it is weighed.

One look-up for each word of the text finds the cue words; what stands beside them says which
frame they are in.  Windows are capped, so the work is linear in the length of the text.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from zopa.evidence.speech._classes import (
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
)
from zopa.evidence.speech._cues import FORMS, CueWord
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._frames import (
    ASKING,
    BE,
    CLAUSE_VERBS,
    HAVE,
    HELPERS,
    MODALS,
    NOMINATIVE,
    NOT,
    PARTICLES,
    frame_after,
    gap,
    group_start,
)
from zopa.model.ledger import Span

NOWHERE = (sys.maxsize, sys.maxsize)
"""A stretch behind every text."""
REACH = 120
"""Words of a sentence that are looked at on each side of a cue, at most."""

MOST = 60
"""Cues of one sentence that are looked at, at most: what has more is no prose."""

LOOK = 15
"""Words that are looked at for the start of a clause, at most."""
MAIN_VERBS = HELPERS | FINITE
POSSESSIVES = frozenset("his her its my our their your".split())
MAKES = frozenset("made make makes making".split())
OPENERS = SUBORDINATORS | frozenset("asked at by despite during for in on with without".split())
"""Words that open a part of a sentence which the main clause follows after a comma."""
NO_FRAME = frozenset(["end", "np", "ing", ":", "quote", ":quote"])
"""Frames in which nouns and adjectives report nothing."""
AFTER_NOUN = ASKING | NOMINATIVE | PREPOSITIONS | {"that", "to"}
"""Words after which a noun or an adjective may report."""
CONTENT_FIRST = frozenset(
    ["end", ":", "quote", ":quote", "at", "in", "on", "during", "to", "of", "about"]
)
"""Frames of a verb whose content may stand before it."""
SUBJECT_BEFORE = frozenset("and name plural pron rel to word".split())
CUE_FORMS = frozenset(FORMS)
OF_NOUN = frozenset(["det", "poss"])
"""What stands before a noun and before no verb."""
NOUN_SHAPES = frozenset(["base", "ing", "s"])
"""Shapes of verbs that look like nouns."""
FINITE_SHAPES = frozenset(["past", "perf", "s", "base", "modal", "do"])


class Candidate:
    """A cue word in a frame."""

    __slots__ = (
        "brief",
        "content",
        "first",
        "frame",
        "group",
        "hearer",
        "helper",
        "kind",
        "last",
        "left",
        "lemma",
        "negated",
        "shape",
        "stop",
        "subject",
        "word",
    )

    def __init__(self, kind: str, word: int, first: int, stop: int) -> None:
        self.kind = kind
        """``v`` verb, ``n`` noun, ``a`` adjective, ``x`` according to."""
        self.word = word
        """Index of the cue word."""
        self.first = first
        """First word of the sentence (or of the window)."""
        self.stop = stop
        """First word after the sentence (or after the window)."""
        self.group = word
        """First word of the cue."""
        self.last = word
        """Last word of the cue."""
        self.lemma = ""
        self.shape = ""
        """How a verb stands: ``past``, ``s``, ``ing``, ``inf``, ``pass``, ``perf``, ..."""
        self.frame = ""
        self.left = ""
        """What stands before the cue: ``name``, ``pron``, ``comma``, ..."""
        self.helper = ""
        """Helper of a verb: ``be``, ``have``, ``modal``, ``do`` or nothing."""
        self.negated = False
        self.hearer = False
        self.content = -1
        """First word of the content that follows; -1 where the content stands before."""
        self.brief = False
        """Whether the main clause goes on after the first comma of the content."""
        self.subject: tuple[int, int] | None = None
        """Words of the speaker where the frame itself needed them."""


def candidates(document: Document, quoted: Iterable[Span] = ()) -> list[Candidate]:
    """Return the cue words of a text in their frames, in order; none of the ``quoted`` stretches.

    Those stretches are in order and apart.
    """
    found: list[Candidate] = []
    lower = document.lower
    size = len(lower)
    cues = document.vocabulary & CUE_FORMS
    hits = [word for word, form in enumerate(lower) if form in cues]
    starts, sentences = document.starts, document.sentences
    number = 0
    first = stop = 0
    left = MOST
    for word in _unquoted(hits, starts, quoted):
        if word < stop and not left:
            continue
        entry = FORMS[lower[word]]
        verb = entry.verb
        if not verb and (word + 1 >= size or lower[word + 1] not in AFTER_NOUN):
            continue
        if word >= stop:
            place = starts[word]
            while number + 1 < len(sentences) and sentences[number][1] <= place:
                number += 1
            first = bisect_left(starts, sentences[number][0], stop, word)
            stop = bisect_left(starts, sentences[number][1], first)
            left = MOST
        left -= 1
        low, high = first, stop
        if stop - first > REACH:
            low, high = max(first, word - REACH), min(stop, word + REACH)
        if high <= word:
            continue
        if verb == "according":
            _according(document, word, low, high, found)
        elif not (verb and _verb(document, word, low, high, entry, found)):
            _noun(document, word, low, high, entry, found)
    return found


def _unquoted(words: list[int], starts: list[int], quoted: Iterable[Span]) -> Iterator[int]:
    """Yield the words that begin in none of the stretches."""
    stretches = iter(quoted)
    start, end = next(stretches, NOWHERE)
    for word in words:
        place = starts[word]
        while end <= place:
            start, end = next(stretches, NOWHERE)
        if place < start:
            yield word


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


def _noun(
    document: Document, word: int, first: int, stop: int, entry: CueWord, into: list[Candidate]
) -> None:
    """Add what a form is as a noun or as an adjective, if it is one and reports."""
    if not (entry.noun or entry.adjective):
        return
    frame = frame_after(document, word, stop, "")
    if frame[0] in NO_FRAME or not 0 <= frame[1] < stop:
        return
    if entry.noun:
        found = Candidate("n", word, first, stop)
        found.lemma, found.shape = entry.noun, entry.number
        found.left = left_of(document, word, first)
    else:
        found = Candidate("a", word, first, stop)
        found.lemma = entry.adjective
        found.group = _adjective_start(document, word, first)
        found.left = left_of(document, found.group, first)
        found.shape = "be" if word > first and document.lower[word - 1] in BE else "adj"
        found.negated = not NOT.isdisjoint(document.lower[found.group : word])
    found.frame, found.content, found.last, found.hearer = frame
    into.append(found)


def _is_state(document: Document, word: int, first: int, stop: int) -> bool:
    """Return whether *prepared to* tells what somebody would do, not what was made ready."""
    lower = document.lower
    if word + 1 >= stop or lower[word + 1] != "to":
        return False
    return not BE.isdisjoint(lower[group_start(document, word, first) : word])


def _adjective_start(document: Document, word: int, first: int) -> int:
    """Return the first word of an adjective with its verb (``has made it clear``)."""
    makes = word - 1 - (document.lower[word - 1] == "it")
    if makes >= first and document.lower[makes] in MAKES:
        return group_start(document, makes, first)
    return group_start(document, word, first)


def _stands_as_noun(document: Document, word: int, shape: str, left: str) -> bool:
    """Return whether a form that is both noun and verb stands as a noun."""
    if shape not in {"base", "s"}:
        return shape == "ing" and left in {"det", "poss"}
    if left in {"det", "poss", "prep"} or (left == "word" and shape == "base"):
        return True
    if shape == "base" and left == "name":
        # the verb of one person would end in -s; of two, it would not
        before = document.lower[max(0, word - 5) : word]
        return not before[-1].endswith("s") and "and" not in before
    after = document.lower[word + 1] if word + 1 < len(document.lower) else ""
    takes_object = after in DETERMINERS or after == "that"
    if left == "word":
        return not (takes_object or after == "to" or after in PRONOUNS)
    if left in {"start", "comma", "mark", "quote"}:
        return not takes_object
    return left == "plural" and shape == "s"


def _verb(
    document: Document, word: int, first: int, stop: int, entry: CueWord, into: list[Candidate]
) -> bool:
    """Add what a form is as a verb; return whether it is one."""
    lower, shape = document.lower, entry.shape
    if lower[word] == "prepared" and _is_state(document, word, first, stop):
        return False
    group = group_start(document, word, first)
    left = left_of(document, group, first)
    near = left if group == word else left_of(document, word, first)
    if near in OF_NOUN and shape != "ing":
        return False
    named = entry.noun or near == "name"
    if named and shape in NOUN_SHAPES and _stands_as_noun(document, word, shape, near):
        return False
    found = Candidate("v", word, first, stop)
    found.group = group
    if group < word:
        shape = _helped(found, shape, lower[group:word])
    if shape == "base":
        shape = _of_base(found, left, lower[word - 1] if word > first else "")
        left = "to" if shape == "inf" else left
    found.shape, found.left = shape, left
    lemma = entry.verb
    frame = frame_after(document, word, stop, lemma)
    name, content, last, hearer = frame
    if name == "np" and lemma in CLAUSE_VERBS and left in SUBJECT_BEFORE:
        name = "clause"
    if last > word and lower[word + 1] in PARTICLES:
        lemma += "-" + lower[word + 1]
    found.lemma, found.hearer = lemma, hearer
    if name in CONTENT_FIRST and shape in FINITE_SHAPES and group > first:
        _content_first(document, found, name, into)
    if content >= 0:
        found.frame, found.content, found.last = name, content, last
        into.append(found)
    return True


def _of_base(found: Candidate, left: str, before: str) -> str:
    """Return how the base form of a verb stands after the word before it."""
    if before == "to":
        return "inf"
    if found.helper in {"modal", "do"}:
        return found.helper
    return "imper" if left == "start" else "base"


def _helped(found: Candidate, shape: str, helpers: list[str]) -> str:
    """Return how a verb stands in its group, and note what its helpers are."""
    for here in helpers:
        found.helper = _HELPER.get(here, found.helper)
        if here in NOT or here.endswith(("n't", "n’t")):
            found.negated = True
    if shape in {"past", "part"}:
        passive = found.helper == "be" or "been" in helpers or "be" in helpers
        return "pass" if passive else "perf" if found.helper == "have" else shape
    return "prog" if shape == "ing" and found.helper == "be" else shape


_HELPER = (
    dict.fromkeys(MODALS, "modal")
    | dict.fromkeys(BE, "be")
    | dict.fromkeys(HAVE, "have")
    | dict.fromkeys(["did", "do", "does"], "do")
)


def is_brief(document: Document, found: Candidate) -> bool:
    """Return whether a cue stands in a clause before the main clause or amid it."""
    word, first, lower, gaps = found.word, found.first, document.lower, document.gaps
    before = found.group - 1
    if found.left == "rel" and before > first:
        return "," in gaps[before]
    opener = word
    limit = max(first, word - LOOK)
    for between in gaps[word:limit:-1]:
        if between != " " and "," in between:
            break
        opener -= 1
    else:
        opener = first
    if lower[opener] not in OPENERS:
        return False
    return MAIN_VERBS.isdisjoint(lower[max(first, opener - LOOK) : opener])


def _according(document: Document, word: int, first: int, stop: int, into: list[Candidate]) -> None:
    """Add *according to*."""
    if word + 2 >= stop or document.lower[word + 1] != "to":
        return
    found = Candidate("x", word, first, stop)
    found.lemma, found.shape = "according", "x"
    found.last = word + 1
    found.left = left_of(document, word, first)
    found.frame = "first" if word == first else "last"
    into.append(found)


def _content_first(document: Document, verb: Candidate, name: str, into: list[Candidate]) -> None:
    """Add the candidate whose content stands before its verb, if it may."""
    word, group, first, stop = verb.word, verb.group, verb.first, verb.stop
    gaps = document.gaps
    begin, content = -1, -1
    between = gaps[group]
    if between != " " and (between := between.strip()):
        if "," not in between or word + 1 >= stop or gap(document, word + 1):
            return
        frame, left = "last-inv", "start"
    else:
        begin = _subject_start(document, group, first)
        if begin <= first:
            return
        between = gap(document, begin)
        if not ("," in between or "?" in between or between in _DASHES):
            return
        frame, left = "last" if name == "end" else "last-adj", "x"
        after = word + 1
        if after < stop and "," in gaps[after] and _goes_on(document, after):
            frame, content = "mid", after
    found = Candidate("v", word, first, stop)
    found.group, found.helper, found.negated = group, verb.helper, verb.negated
    found.lemma, found.shape, found.hearer = verb.lemma, verb.shape, verb.hearer
    found.frame, found.content, found.subject = frame, content, (begin, group)
    found.left = "q" + left if '"' in between or "”" in between else left
    into.append(found)


_DASHES = frozenset(["—", "–", "--", "-"])
_NO_MARKS = frozenset(["", ".", "'", "’"])
AFTER_TAG = frozenset(
    "a adding an and but calling citing including noting referring saying the which who".split()
)


def _goes_on(document: Document, word: int) -> bool:
    here = document.lower[word]
    return here not in AFTER_TAG and not here.endswith("ing")


def _subject_start(document: Document, group: int, first: int) -> int:
    """Return the word after the mark before a verb group; ``first`` where none is near."""
    word = group - 1
    limit = max(first, group - 16)
    for between in document.gaps[word:limit:-1]:
        if len(between) != 1 and between.strip() not in _NO_MARKS:
            return word
        word -= 1
    return first
