"""Who it is whose words are reported: the noun phrase that belongs to a cue."""

from __future__ import annotations

from zopa.evidence.rules import rule
from zopa.evidence.speech._candidates import Candidate
from zopa.evidence.speech._classes import AUXILIARIES, FINITE, PREPOSITIONS
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._lefts import POSSESSIVES
from zopa.evidence.speech._phrases import subject_after, subject_before
from zopa.model.ledger import Span

SUBJECT = rule("source.subject", "The subject of the verb speaks.")
MAIN = rule(
    "source.main-verb",
    "The cue has no subject of its own, so the subject of the verb before it speaks.",
)
AFTER = rule("source.subject-after", "The subject stands after the verb.")
POSSESSOR = rule("source.possessor", "Whose statement it is, speaks.")
NAMED = rule("source.according", "Who stands after 'according to' speaks.")

NEAR = 3
"""Words between a possessor and what is his, at most."""
FAR = 40
"""Words that are looked at for the verb before a cue, at most."""
PARTICIPLE_AFTER = frozenset(["comma", "word"])
"""What stands before a verb in -ing whose subject is that of the main verb."""
_GENITIVES = frozenset(["'s", "’s", "s'", "s’"])


def source_of(document: Document, found: Candidate) -> tuple[Span | None, str]:
    """Return the mention of the speaker and the rule that found it."""
    if found.kind == "x":
        return found.subject, NAMED
    if found.frame == "last-inv":
        source = subject_after(document, found.word)
        return source, AFTER if source else ""
    if found.kind == "n":
        return _possessor(document, found) or _main(document, found)
    if found.shape == "pass":
        return None, ""
    late = found.shape == "inf" or (found.shape == "ing" and found.left in PARTICIPLE_AFTER)
    if late:
        source, how = _main(document, found)
        if source is not None:
            return source, how
    source = subject_before(document, found.group)
    return (_trimmed(document, source), SUBJECT) if source else _main(document, found)


def _trimmed(document: Document, source: Span) -> Span:
    """Return a subject without the noun that its clause belongs to (``a plant Roe said``)."""
    if document.text[source[0]] not in "aA":  # as most, for one look
        return source
    words = document.words_in(*source)
    last = words[-1]
    apart = last - 1 > words[0] and document.lower[words[0]] in {"a", "an"}
    name = document.words[last][0].isupper() and not document.words[last - 1][0].isupper()
    if apart and name and document.lower[last - 1] not in PREPOSITIONS:
        return document.starts[last], source[1]
    return source


def _main(document: Document, found: Candidate) -> tuple[Span | None, str]:
    """Return the subject of the last finite verb before a cue."""
    lower = document.lower
    for word in range(found.group - 1, max(found.first, found.group - FAR), -1):
        here = lower[word]
        if here in FINITE or here in AUXILIARIES or here.endswith("ed"):
            source = subject_before(document, word)
            if source is not None:
                return source, MAIN
    return None, ""


def _possessor(document: Document, found: Candidate) -> tuple[Span, str] | None:
    """Return whose noun it is (``his``, ``the union's``)."""
    lower, words = document.lower, document.words
    for word in range(found.word - 1, max(found.first - 1, found.word - 1 - NEAR), -1):
        here = lower[word]
        if here in POSSESSIVES:
            return (document.starts[word], document.ends[word]), POSSESSOR
        if here[-2:] in _GENITIVES:
            begin = word
            while (
                begin > found.first
                and word - begin < NEAR
                and (words[begin - 1][0].isupper() or lower[begin - 1] == "the")
            ):
                begin -= 1
            return (document.starts[begin], document.ends[word]), POSSESSOR
        if here in PREPOSITIONS or document.starts[word + 1] - document.ends[word] > 1:
            return None
    return None
