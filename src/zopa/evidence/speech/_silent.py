"""Cues in whose frame nobody says anything: a statement that was issued, a question to somebody."""

from __future__ import annotations

from zopa.evidence.speech._candidates import Candidate
from zopa.evidence.speech._classes import PREPOSITIONS
from zopa.evidence.speech._document import Document

_BE = frozenset("are be been being is was were".split())
ISSUING = frozenset("deliver give issue make post publish read release send sign write".split())
"""Verbs that bring words out, whatever they say."""
UTTERANCES = frozenset(
    "address communique communiqué declaration letter letters memo message note notice remarks "
    "report reports speech statement statements transcript tweet".split()
)
"""Nouns for words, whatever they say."""
NAMING = 6
"""Words of a phrase that may only name an utterance."""
OPINION = frozenset("believe feel hold know reckon say think understand".split())
"""Verbs with which *is thought to be* is nobody's opinion."""
THE = frozenset("a an another his her its the their this".split())
RETOLD = frozenset("about of on".split())
"""Words before a noun that is spoken about: *of the promise to pay, she said ...*."""


_WHEN = frozenset(["if", "when"])
"""Words before a participle without a subject."""
_SUSPECT = OPINION | ISSUING | {"ask"}


def says_nothing(document: Document, found: Candidate) -> bool:
    """Return whether a cue in its frame reports nothing that somebody said."""
    kind, lemma, frame = found.kind, found.lemma, found.frame
    if kind != "v":
        return kind == "n" and frame == "inf" and _spoken_about(document, found)
    if frame == "inf" and _stays_unnamed(document, found):
        return True
    if lemma not in _SUSPECT and frame != "as":
        return False
    passive = not _BE.isdisjoint(document.lower[found.group : found.word])
    if frame == "as" or (lemma in OPINION and frame == "inf"):
        return passive and (frame == "as" or _nobody(document, found))
    if lemma == "ask":
        return _is_asked(document, found, passive=passive)
    return lemma in ISSUING and frame in {"np", "clause"} and _names(document, found)


def _stays_unnamed(document: Document, found: Candidate) -> bool:
    """Return whether a source only wants no name in print: *who asked not to be named*."""
    ahead = document.lower[found.word + 1 : min(found.word + NAMED_IN, found.stop)]
    return "be" in ahead[:-1] and ahead[ahead.index("be") + 1] in _PRINTED


NAMED_IN = 6
"""Words after a verb of will in which a name in print is spoken of, at most."""
_PRINTED = frozenset("identified named".split())


def _is_asked(document: Document, found: Candidate, *, passive: bool) -> bool:
    """Return whether somebody is asked: *asked by a parent*, *when asked about the fare*."""
    if found.frame == "by":
        return document.lower[found.word] == "asked"
    if found.frame not in {"for", "about"}:
        return False
    if document.lower[found.word] != "asked":
        return passive
    group = found.group
    return passive or group == found.first or document.lower[group - 1] in _WHEN


def _nobody(document: Document, found: Candidate) -> bool:
    """Return whether it is left open who thinks so: *what is thought to be*, *it is said to*."""
    before = document.lower[found.group - 1] if found.group > found.first else ""
    return before in {"what", "which", "that", "it", "who"}


def _names(document: Document, found: Candidate) -> bool:
    """Return whether an object only names an utterance: *a statement after the talks ended*."""
    lower, gaps = document.lower, document.gaps
    last = min(found.content + NAMING, found.stop)
    for word in range(found.content, last):
        if word > found.content and len(gaps[word]) != 1:
            return False
        if lower[word] in PREPOSITIONS:
            return False
        if lower[word] in UTTERANCES:
            after = word + 1
            return after >= found.stop or len(gaps[after]) != 1 or _is_aside(document, after)
    return False


def _is_aside(document: Document, word: int) -> bool:
    """Return whether words tell when and how, not what an utterance is about."""
    here = document.lower[word]
    return here in _ASIDE or here.endswith("ly")


_ASIDE = frozenset(
    "after afterwards amid as at before during earlier following hours in just late later minutes "
    "moments monday friday saturday shortly soon sunday through thursday today tonight tuesday "
    "via wednesday when while yesterday".split()
)


def _spoken_about(document: Document, found: Candidate) -> bool:
    """Return whether a noun is what somebody speaks about, without whose it is."""
    word, lower = found.word, document.lower
    if word - 2 < found.first or lower[word - 1] not in THE:
        return False
    before = word - 2
    if lower[before] not in RETOLD:
        return False
    return before == found.first or lower[before - 1] in _SPOKEN


_SPOKEN = frozenset("asked added said saying says spoke speaking told".split())
