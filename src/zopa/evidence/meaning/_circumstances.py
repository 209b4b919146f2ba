"""To whom, where and when something was said, and marks that a reader should know of."""

from __future__ import annotations

import re
from typing import NamedTuple

from zopa.evidence.meaning._addressees import CLUES as ADDRESSEES
from zopa.evidence.meaning._addressees import addressee_of
from zopa.evidence.meaning._context import Clues, Context, context_of, small_words
from zopa.evidence.meaning._cues import NEGATIONS, is_denied
from zopa.evidence.meaning._places import KEYS, venue_of
from zopa.evidence.meaning._times import HINTS, nearest, times
from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Detail, SourceText, Span, Speaker

QUESTION = rule("flag.question", "It ends with a question mark, or is said to have been asked.")
DENIED = rule("flag.denied", "The verb that reports stands with not, never, nobody or denied.")
TRANSLATED = rule("flag.translated", "The report says that it is a translation.")
NARRATOR = rule(
    "flag.narrator",
    "The report tells what somebody wants, thinks or does, and not that anybody said it.",
)
BRACKETED = rule("flag.bracketed", "Its words hold square brackets, so somebody put words in.")
ELLIPSIS = rule("flag.ellipsis", "Its words hold an ellipsis, so somebody left words out.")

_QUESTION = re.compile(r"\?[\s\"”’')\]]*$")
_ASKS = frozenset("ask asks asked asking wonder wonders wondered wondering question".split())
_WHETHER = frozenset("whether if why how what who when where which".split())
_TRANSLATED = frozenset("translated translation translator interpreter translators".split())
_ATTITUDE = frozenset(
    "want wants wanted hope hopes hoped believe believes believed think thinks thought know knows "
    "knew need needs needed seek seeks sought fear fears feared feel feels felt expect expects "
    "expected plan plans planned intend intends intended consider considers considered doubt "
    "doubts prefer prefers preferred see sees saw refuse refuses refused agree agrees agreed "
    "decide decided wish wishes wished oppose opposes opposed support supports supported worry "
    "worried suspect suspects suspected".split()
)
_BREAKS = frozenset(
    "who whom whose which that when where since until before after between from when".split()
)
ROOM = 30
"""Characters before and after a word of time that may go with it."""
CLAUSE = 12
"""Words between verb and time beyond which the time belongs to something else."""
CLUES = ADDRESSEES | KEYS | HINTS | NEGATIONS | _TRANSLATED
"""Words without which a sentence says little around the words of somebody."""


class Circumstances(NamedTuple):
    """What surrounds a statement."""

    addressee: Detail | None = None
    """To whom; ``value`` as in the text, without its article."""
    venue: Detail | None = None
    """Where: an occasion, a medium, a place."""
    time: Detail | None = None
    """When: ISO day, month or year; an empty ``value`` where the words alone do not tell."""
    flags: tuple[str, ...] = ()
    """Of `zopa.model.ledger.FLAGS`; each is decided by the rule ``flag.`` and its name."""


def clues_of(document: Document) -> Clues:
    """Return the words of a document that circumstances are read from."""
    return Clues(document, CLUES)


def circumstances(
    document: Document,
    found: Found,
    speaker: Speaker | None,
    source: SourceText,
    clues: Clues | None = None,
) -> Circumstances:
    """Return to whom, where and when something was said, and its flags.

    Looked for in the sentence of the verb that reports, outside the words said; for venue and
    addressee also in the first sentence of the paragraph.

    Parameters
    ----------
    document, found
        A text and something said in it.
    speaker, source
        Who says it, and the source with the date of the report.
    clues
        Of the document, from `clues_of`: to be handed on where many statements are read.

    Examples
    --------
    >>> text = "On Thursday the mayor told reporters he agreed."
    >>> found = Found(pieces=((37, 46),), mode="indirect", rule="", cue=(22, 26))
    >>> source = SourceText(id="a", text_sha256="", raw_sha256="", encoding="utf-8",
    ...     extractor="text-1", length=47, date="2019-03-01")
    >>> around = circumstances(Document(text), found, None, source)
    >>> around.addressee.value, around.time.value
    ('reporters', '2019-02-28')
    """
    clues = clues or clues_of(document)
    around = context_of(document, found, clues)
    return Circumstances(
        addressee_of(document, found, around),
        venue_of(document, found, around),
        _time(document, found, around, source.date),
        _flags(clues, found, around, speaker),
    )


def _time(document: Document, found: Found, around: Context, date: str | None) -> Detail | None:
    if not around.words or HINTS.isdisjoint(around.words):
        return None
    named = [
        time
        for span in around.sentence
        if (near := _near_hints(document, span)) is not None
        for time in times(document.text, *near, date)
    ]
    if found.cue is None:
        return named[0] if named else None
    return nearest([time for time in named if _belongs(document, found.cue, time)], found.cue)


def _near_hints(document: Document, span: Span) -> Span | None:
    """Return the part of a stretch where words of time stand, with room for what goes with them."""
    inside = document.words_in(*span)
    words = document.lower[inside.start : inside.stop]
    hints = [at for at, word in enumerate(words, inside.start) if word in HINTS]
    if not hints:
        return None
    first, last = document.starts[hints[0]], document.ends[hints[-1]]
    return max(span[0], first - ROOM), min(span[1], last + ROOM)


def _belongs(document: Document, cue: tuple[int, int], time: Detail) -> bool:
    """Return whether a time is that of the verb: near it, and no clause begins between them."""
    start, end = time.span or (0, 0)
    if start >= cue[1]:
        between = document.words_in(cue[1], start)
        return len(between) <= CLAUSE and _BREAKS.isdisjoint(
            document.lower[between.start : between.stop]
        )
    sentence = document.sentence_at(start)[0]
    before = document.words_in(sentence, start)
    if len(before) <= 6 and before and document.lower[before[-1]] in {"after", "since"}:
        return False
    if len(before) <= 10 and _BREAKS.isdisjoint(document.lower[before.start : before.stop]):
        return True
    return len(document.words_in(end, cue[0])) <= 1 and "," not in document.text[end : cue[0]]


def _flags(clues: Clues, found: Found, around: Context, speaker: Speaker | None) -> tuple[str, ...]:
    flags = []
    document, words = clues.document, around.words
    text, cue = document.text, around.verb
    start, end = found.pieces[-1]
    last = text[max(start, end - 8) : end]
    if ("?" in last and _QUESTION.search(last)) or (
        found.mode != "direct" and not _ASKS.isdisjoint(cue) and _whether(document, found)
    ):
        flags.append("question")
    if words and is_denied(around):
        flags.append("denied")
    if words and not _TRANSLATED.isdisjoint(words):
        flags.append("translated")
    if found.mode == "indirect" and _narrated(cue, found, speaker):
        flags.append("narrator")
    if clues.bracketed or clues.elided:
        flags += _left_out(text, found)
    return tuple(flags)


def _left_out(text: str, found: Found) -> list[str]:
    """Return the flags of what somebody put into the words or left out of them."""
    flags = []
    for start, end in found.pieces:
        words = text[start:end]
        if "[" in words:
            flags.append("bracketed")
        if "…" in words or "..." in words:
            flags.append("ellipsis")
    return list(dict.fromkeys(flags))


def _whether(document: Document, found: Found) -> bool:
    return not _WHETHER.isdisjoint(small_words(document, found.pieces[0])[:2])


def _narrated(cue: list[str], found: Found, speaker: Speaker | None) -> bool:
    if not cue:
        return speaker is None and found.source is None
    return not _ATTITUDE.isdisjoint(cue)
