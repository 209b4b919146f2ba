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
    Frame,
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
FINITE_SHAPES = frozenset(["past", "perf", "s", "base", "modal", "do"])


class Candidate:
    """A cue word in a frame."""

    kind = "v"
    """``v`` verb, ``n`` noun, ``a`` adjective, ``x`` according to."""
    lemma = ""
    shape = ""
    """How a verb stands: ``past``, ``s``, ``ing``, ``inf``, ``pass``, ``perf``, ..."""
    frame = ""
    left = ""
    """What stands before the cue: ``name``, ``pron``, ``comma``, ..."""
    helper = ""
    """Helper of a verb: ``be``, ``have``, ``modal``, ``do`` or nothing."""
    negated = False
    hearer = False
    content = -1
    """First word of the content that follows; -1 where the content stands before."""
    brief = False
    """Whether the main clause goes on after the first comma of the content."""
    subject: tuple[int, int] | None = None
    """Words of the speaker where the frame itself needed them."""

    def __init__(self, word: int, first: int, stop: int) -> None:
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
        if not entry.verb and (word + 1 >= size or lower[word + 1] not in AFTER_NOUN):
            continue
        if word >= stop:
            place = starts[word]
            while number + 1 < len(sentences) and sentences[number][1] <= place:
                number += 1
            first = bisect_left(starts, sentences[number][0])
            stop = bisect_left(starts, sentences[number][1])
            left = MOST
        left -= 1
        low, high = first, stop
        if stop - first > REACH:
            low, high = max(first, word - REACH), min(stop, word + REACH)
        if high > word:
            _at(document, Candidate(word, low, high), entry, found)
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


def left_of(document: Document, word: int, first: int) -> str:
    """Return what kind of word or mark stands before a word."""
    if word <= first:
        return "start"
    between = document.gaps[word]
    if len(between) != 1:
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
    name = document.words[word - 1][0].isupper()
    return "name" if name else "plural" if here[-1] == "s" else "word"


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


def _at(document: Document, found: Candidate, entry: CueWord, into: list[Candidate]) -> None:
    if entry.verb == "according":
        into += _according(document, found)
        return
    word, first = found.word, found.first
    if entry.verb and not _is_state(document, found):
        found.group = group_start(document, word, first)
        found.left = left_of(document, found.group, first)
        near = found.left if found.group == word else left_of(document, word, first)
        noun = _stands_as_noun(document, word, entry.shape, near)
        noun = noun and bool(entry.noun or near == "name")
        nominal = entry.shape != "ing" and near in {"det", "poss"}
        if not noun and not nominal:
            _verb(document, found, entry, into)
            return
        found.group = word
    if entry.noun:
        found.kind, found.lemma, found.shape = "n", entry.noun, entry.number
        found.left = left_of(document, word, first)
    elif entry.adjective:
        found.kind, found.lemma = "a", entry.adjective
        found.group = _adjective_start(document, word, first)
        found.left = left_of(document, found.group, first)
        found.shape = "be" if word > first and document.lower[word - 1] in BE else "adj"
        found.negated = not NOT.isdisjoint(document.lower[found.group : word])
    else:
        return
    frame = frame_after(document, word, found.stop, "")
    if frame.name not in NO_FRAME:
        _framed(found, frame, into)


def _is_state(document: Document, found: Candidate) -> bool:
    """Return whether *prepared to* tells what somebody would do, not what was made ready."""
    word, lower = found.word, document.lower
    if lower[word] != "prepared" or word + 1 >= found.stop or lower[word + 1] != "to":
        return False
    group = group_start(document, word, found.first)
    return not BE.isdisjoint(lower[group:word])


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


def _verb(document: Document, found: Candidate, entry: CueWord, into: list[Candidate]) -> None:
    lower, word = document.lower, found.word
    helpers = lower[found.group : word]
    if helpers:
        _read_helpers(found, helpers)
    before = lower[word - 1] if word > found.first else ""
    found.shape = _shape(entry.shape, found, helpers, before)
    if found.shape == "inf":
        found.left = "to"
    frame = frame_after(document, word, found.stop, entry.verb)
    found.lemma = entry.verb
    if frame.name == "np" and entry.verb in CLAUSE_VERBS and found.left in SUBJECT_BEFORE:
        frame = frame._replace(name="clause")
    if word + 1 < found.stop and frame.last > word and lower[word + 1] in PARTICLES:
        found.lemma += "-" + lower[word + 1]
    if frame.name in CONTENT_FIRST and found.shape in FINITE_SHAPES:
        into += _content_first(document, found, frame)
    _framed(found, frame, into)


def _read_helpers(found: Candidate, helpers: list[str]) -> None:
    """Note what the words of a verb group before the verb say."""
    for here in helpers:
        found.helper = _HELPER.get(here, found.helper)
        if here in NOT or here.endswith(("n't", "n’t")):
            found.negated = True


_HELPER = (
    dict.fromkeys(MODALS, "modal")
    | dict.fromkeys(BE, "be")
    | dict.fromkeys(HAVE, "have")
    | dict.fromkeys(["did", "do", "does"], "do")
)


def _shape(shape: str, found: Candidate, helpers: list[str], before: str) -> str:
    """Return how a verb stands, from its form and its helpers."""
    helper = found.helper
    if shape in {"past", "part"}:
        passive = helper == "be" or "been" in helpers or "be" in helpers
        return "pass" if passive else "perf" if helper == "have" else shape
    if shape == "ing" and helper == "be":
        return "prog"
    if shape == "base" and before == "to":
        return "inf"
    if shape == "base" and helper in {"modal", "do"}:
        return helper
    return "imper" if shape == "base" and found.left == "start" else shape


def _framed(found: Candidate, frame: Frame, into: list[Candidate]) -> None:
    """Add a candidate whose content follows."""
    if not 0 <= frame.content < found.stop:
        return
    found.frame, found.content, found.last = frame.name, frame.content, frame.last
    found.hearer = frame.hearer
    into.append(found)


def is_brief(document: Document, found: Candidate) -> bool:
    """Return whether a cue stands in a clause before the main clause or amid it."""
    before = found.group - 1
    if found.left == "rel" and before > found.first:
        return "," in gap(document, before)
    opener, gaps = found.first, document.gaps
    for word in range(found.word, max(found.first, found.word - LOOK), -1):
        if "," in gaps[word]:
            opener = word
            break
    if document.lower[opener] not in OPENERS:
        return False
    return MAIN_VERBS.isdisjoint(document.lower[max(found.first, opener - LOOK) : opener])


def _according(document: Document, found: Candidate) -> list[Candidate]:
    word = found.word
    if word + 2 >= found.stop or document.lower[word + 1] != "to":
        return []
    found.kind, found.lemma, found.shape = "x", "according", "x"
    found.last = word + 1
    found.left = left_of(document, word, found.first)
    found.frame = "first" if word == found.first else "last"
    return [found]


def _content_first(document: Document, verb: Candidate, frame: Frame) -> list[Candidate]:
    """Return the candidate whose content stands before its verb, if it may."""
    word, group, first = verb.word, verb.group, verb.first
    if group <= first:
        return []
    found = Candidate(word, first, verb.stop)
    found.group, found.helper, found.negated = group, verb.helper, verb.negated
    found.lemma, found.shape, found.hearer = verb.lemma, verb.shape, frame.hearer
    between = gap(document, group)
    if between:
        if "," not in between or word + 1 >= verb.stop or gap(document, word + 1):
            return []
        found.frame, found.left = "last-inv", "start"
        found.subject = (-1, group)
    else:
        begin = _subject_start(document, group, first)
        if begin <= first:
            return []
        between = gap(document, begin)
        if not ("," in between or "?" in between or between in {"—", "–", "--", "-"}):
            return []
        found.frame = "last" if frame.name == "end" else "last-adj"
        found.left = "x"
        found.subject = (begin, group)
        after = word + 1
        if after < verb.stop and "," in gap(document, after) and _goes_on(document, after):
            found.frame = "mid"
            found.content = after
    if between[-1:] in '”"' or '"' in between or "”" in between:
        found.left = "q" + found.left
    return [found]


_NO_MARKS = frozenset(["", ".", "'", "’"])
AFTER_TAG = frozenset(
    "a adding an and but calling citing including noting referring saying the which who".split()
)


def _goes_on(document: Document, word: int) -> bool:
    here = document.lower[word]
    return here not in AFTER_TAG and not here.endswith("ing")


def _subject_start(document: Document, group: int, first: int) -> int:
    """Return the word after the mark before a verb group; ``first`` where none is near."""
    gaps = document.gaps
    for word in range(group - 1, max(first, group - 16), -1):
        if len(gaps[word]) != 1 and gaps[word].strip() not in _NO_MARKS:
            return word
    return first
