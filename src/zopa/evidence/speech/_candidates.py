"""Cue words in their frames: everything that may be reported speech, before it is weighed.

One look-up for each word of the text finds the cue words; what stands beside them says which
frame they are in.  Windows are capped, so the work is linear in the length of the text.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import compress

from zopa.evidence.speech._classes import (
    DETERMINERS,
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
    IN_GROUP,
    MODALS,
    NOMINATIVE,
    NOT,
    PARTICLES,
    Frame,
    frame_after,
    gap,
    group_start,
)
from zopa.evidence.speech._lefts import left_of
from zopa.evidence.speech._tags import (
    DASHES,
    MAIN_VERBS,
    follows_clause,
    goes_on,
    named_before,
    subject_start,
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
_TAG_SHAPES = frozenset(["past", "s"])
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
        "plain",
        "shape",
        "stop",
        "subject",
        "word",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - everything that is known of a cue at once
        self,
        kind: str,
        lemma: str,
        shape: str,
        left: str,
        frame: Frame,
        group: int,
        word: int,
        first: int,
        stop: int,
    ) -> None:
        self.kind = kind
        """``v`` verb, ``n`` noun, ``a`` adjective, ``x`` according to."""
        self.lemma = lemma
        self.shape = shape
        """How a verb stands: ``past``, ``s``, ``ing``, ``inf``, ``pass``, ``perf``, ..."""
        self.left = left
        """What stands before the cue: ``name``, ``pron``, ``comma``, ..."""
        self.frame, self.content, self.last, self.hearer = frame
        """Frame, first word of the content that follows (-1 where it stands before), last word of
        the cue, whether a hearer is named."""
        self.group = group
        """First word of the cue."""
        self.word = word
        """Index of the cue word."""
        self.first = first
        """First word of the sentence (or of the window)."""
        self.stop = stop
        """First word after the sentence (or after the window)."""
        self.helper = ""
        """Helper of a verb: ``be``, ``have``, ``modal``, ``do`` or nothing."""
        self.negated = False
        self.brief = False
        """Whether the main clause goes on after the first comma of the content."""
        self.plain = False
        """Whether a whole clause stands before a verb of saying and its subject."""
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
    hits = compress(range(size), map(cues.__contains__, lower))
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
            stop = bisect_left(starts, sentences[number][1], word)
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


def _unquoted(words: Iterable[int], starts: list[int], quoted: Iterable[Span]) -> Iterator[int]:
    """Yield the words that begin in none of the stretches."""
    stretches = iter(quoted)
    start, end = next(stretches, NOWHERE)
    for word in words:
        place = starts[word]
        while end <= place:
            start, end = next(stretches, NOWHERE)
        if place < start:
            yield word


def _noun(
    document: Document, word: int, first: int, stop: int, entry: CueWord, into: list[Candidate]
) -> None:
    """Add what a form is as a noun or as an adjective, if it is one and reports."""
    if not (entry.noun or entry.adjective):
        return
    frame = frame_after(document, word, stop, "")
    if frame[0] in NO_FRAME or frame[1] < 0:
        return
    lower = document.lower
    if entry.noun:
        left = left_of(document, word, first)
        found = Candidate("n", entry.noun, entry.number, left, frame, word, word, first, stop)
    else:
        group = _adjective_start(document, word, first)
        left = left_of(document, group, first)
        shape = "be" if word > first and lower[word - 1] in BE else "adj"
        found = Candidate("a", entry.adjective, shape, left, frame, group, word, first, stop)
        found.negated = not NOT.isdisjoint(lower[group:word])
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
    lower, shape, lemma = document.lower, entry.shape, entry.verb
    if lower[word] == "prepared" and _is_state(document, word, first, stop):
        return False
    before = lower[word - 1] if word > first else ""
    group = word
    if before in IN_GROUP or before[-2:] == "ly":
        group = group_start(document, word, first)
    left = left_of(document, group, first)
    near = left if group == word else left_of(document, word, first)
    if near in OF_NOUN and shape != "ing":
        return False
    named = entry.noun or near == "name"
    if named and shape in NOUN_SHAPES and _stands_as_noun(document, word, shape, near):
        return False
    helper, negated = _helpers(lower[group:word]) if group < word else ("", False)
    if helper or shape == "base":
        shape = _shape(shape, helper, left, lower[group:word] or [before])
        left = "to" if shape == "inf" else left
    frame = name, content, last, hearer = frame_after(document, word, stop, lemma)
    if name == "np" and lemma in CLAUSE_VERBS and left in SUBJECT_BEFORE:
        frame = "clause", content, last, hearer
    ahead = name in CONTENT_FIRST and shape in FINITE_SHAPES and group > first
    if content < 0 and not ahead:
        return True
    particle = last > word and lower[word + 1] in PARTICLES
    lemma = lemma + "-" + lower[word + 1] if particle else lemma
    found = Candidate("v", lemma, shape, left, frame, group, word, first, stop)
    found.helper, found.negated = helper, negated
    if ahead:
        _content_first(document, found, into)
    if content >= 0:
        into.append(found)
    return True


def _helpers(helpers: list[str]) -> tuple[str, bool]:
    """Return what the last helper before a verb is, and whether the verb is negated."""
    helper, negated = "", False
    for here in helpers:
        helper = _HELPER.get(here, helper)
        negated = negated or here in NOT or here.endswith(("n't", "n’t"))
    return helper, negated


def _shape(shape: str, helper: str, left: str, before: list[str]) -> str:
    """Return how a verb stands, from its form and from the words of its group before it."""
    if shape in {"past", "part"}:
        passive = helper == "be" or "been" in before or "be" in before
        return "pass" if passive else "perf" if helper == "have" else shape
    if shape == "ing":
        return "prog" if helper == "be" else shape
    if shape != "base":
        return shape
    if before[-1] == "to":
        return "inf"
    return helper if helper in {"modal", "do"} else "imper" if left == "start" else shape


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
    left = left_of(document, word, first)
    frame = "first" if word == first else "last", -1, word + 1, False
    found = Candidate("x", "according", "x", left, frame, word, word, first, stop)
    found.plain = left == "comma" and follows_clause(document, word, first)
    into.append(found)


def _content_first(document: Document, verb: Candidate, into: list[Candidate]) -> None:
    """Add the candidate whose content stands before its verb, if it may."""
    word, group, first, stop = verb.word, verb.group, verb.first, verb.stop
    gaps = document.gaps
    begin, content = -1, -1
    between = gaps[group]
    if between != " " and (between := between.strip()):
        if "," not in between:
            return
        if verb.frame == "end":
            _named_tag(document, verb, into)
            return
        if word + 1 >= stop or gap(document, word + 1):
            return
        name, left = "last-inv", "start"
    else:
        begin = subject_start(document, group, first)
        if begin <= first:
            return
        between = gap(document, begin)
        if not ("," in between or "?" in between or between in DASHES):
            return
        name, left = "last" if verb.frame == "end" else "last-adj", "x"
        after = word + 1
        if after < stop and "," in gaps[after] and goes_on(document, begin, first, after):
            name, content = "mid", after
    if '"' in between or "”" in between:
        left = "q" + left
    frame = name, content, word, verb.hearer
    found = Candidate("v", verb.lemma, verb.shape, left, frame, group, word, first, stop)
    found.helper, found.negated, found.subject = verb.helper, verb.negated, (begin, group)
    found.plain = name == "last" and _is_plain(document, verb, begin)
    into.append(found)


def _named_tag(document: Document, verb: Candidate, into: list[Candidate]) -> None:
    """Add the candidate of a tag with an apposition (``, Roe, a cook, said``)."""
    group, first = verb.group, verb.first
    begin = named_before(document, group, verb.word, first)
    if begin <= first or not _is_plain(document, verb, begin):
        return
    frame = "last", -1, verb.word, verb.hearer
    found = Candidate("v", verb.lemma, verb.shape, "x", frame, group, verb.word, first, verb.stop)
    found.helper, found.plain, found.subject = verb.helper, True, (begin, group)
    into.append(found)


def _is_plain(document: Document, verb: Candidate, begin: int) -> bool:
    """Return whether a verb tells the whole clause before its subject and the comma."""
    if verb.lemma not in CLAUSE_VERBS or verb.shape not in _TAG_SHAPES or verb.negated:
        return False
    return follows_clause(document, begin, verb.first)
