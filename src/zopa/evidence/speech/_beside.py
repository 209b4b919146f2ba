"""Who says quoted words, by the verb and the name beside them in their sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from zopa.evidence.rules import rule
from zopa.evidence.speech._backwards import phrase_begin
from zopa.evidence.speech._classes import RELATIVES
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._parts import WALL, gap, is_name, is_verb
from zopa.evidence.speech._phrases import phrase_from, subject_after, subject_before, subject_of
from zopa.evidence.speech._sayings import SAYING, SAYS, SURE, is_saying
from zopa.evidence.speech._sites import Site
from zopa.model.ledger import Span

AFTER_SAID = rule("direct.said-roe", "The verb follows the quotation, the speaker the verb.")


AFTER_ROE = rule("direct.roe-said", "Speaker and verb follow the quotation, in its sentence.")


AFTER_ACCORDING = rule("direct.according-to", "``according to`` follows; its noun is the speaker.")


AFTER_DASH = rule("direct.dash", "A dash and a name follow the quotation.")


BEFORE_CUE = rule("direct.roe-said-before", "Speaker and verb stand right before the quotation.")


BEFORE_COLON = rule("direct.colon", "A colon before the quotation; the speaker leads in.")


BEFORE_PARTICIPLE = rule(
    "direct.saying", "A participle such as ``saying`` stands before; its clause has the speaker."
)


NEAR = 60
"""Characters after a quotation within which its speaker begins, at most."""


SIGNED = 120
"""Characters of a paragraph that signs the one above it, at most."""


AHEAD = 25
"""Words of a sentence that are searched for a verb beside a quotation, at most."""


LEADS = frozenset("after although as if though when while".split())
"""Words that open a clause that only leads in."""
BREAKS = frozenset("after although and as before but though when whereas while".split())
"""Words that open another clause after a comma."""


CUES = SAYS | SAYING | {"according"}
"""Words that may tie words to a speaker."""
_LINK = re.compile(r"[\s,–—-]*")
_DASH = re.compile(r"\s*(?:[-–—―⎼]|--)\s*")


class Tie(NamedTuple):
    """What ties a quotation to its speaker."""

    source: Span | None
    cue: Span | None
    rule: str


def tie_after(document: Document, site: Site) -> Tie | None:
    """Return what ties a quotation to a speaker named after it in the same sentence."""
    after = site.after
    if not after:
        return None
    text, lower = document.text, document.lower
    first = after.start
    between = text[site.quotation.end : document.starts[first]]
    if lower[first] == "according" and len(after) > 2:
        source = subject_after(document, first + 1)
        return Tie(source, _cue(document, first, first + 2), AFTER_ACCORDING) if source else None
    if site.closing in {".", "…"} and text[document.starts[first]].isupper():
        return _signature(document, site, between)
    if between != " ":
        signed = _signature(document, site, between)
        if signed or not _LINK.fullmatch(between):
            return signed
    begin = first
    while begin < after.stop - 1 and (
        lower[begin].endswith("ly") or lower[begin] in {"as", "then", "and", "is", "was", "how"}
    ):
        begin += 1
    if lower[begin] in SAYS:
        source = subject_after(document, begin)
        if source is not None and source[0] < document.ends[after.stop - 1]:
            return Tie(source, _cue(document, begin, begin + 1), AFTER_SAID)
    return _subject_and_verb(document, site)


def _signature(document: Document, site: Site, between: str) -> Tie | None:
    """Return the tie of ``"..." - Ann Roe, lawyer``."""
    after = site.after
    first = after.start
    if not _DASH.fullmatch(between) or len(after) > 12:
        return None
    if document.lower[first] in SAYS or not document.words[first][0].isupper():
        return None
    if any(is_saying(document, word) for word in after):
        return None
    return Tie(_words(document, after), None, AFTER_DASH)


def _subject_and_verb(document: Document, site: Site) -> Tie | None:
    """Return the tie of ``"...," Roe said``."""
    after = site.after
    first = after.start
    start = document.starts[first]
    ahead = range(first + 1, min(after.stop, first + AHEAD))
    for word in [word for word in ahead if document.lower[word] in SAYS]:
        last = word + 1 >= after.stop or gap(document, word + 1).strip()
        if not (last or is_saying(document, word)):
            continue
        source = subject_before(document, word)
        if source is None or not start <= source[0] <= start + NEAR:
            continue
        if source[0] > start and site.closing != ",":
            continue
        if document.text[source[0] : source[1]].lower() in RELATIVES:
            continue
        return Tie(source, _cue(document, word, word + 1), AFTER_ROE)
    if site.closing != ",":
        return None
    for word in range(first + 1, min(after.stop, first + 12)):
        if is_verb(document, word):
            source = subject_before(document, word)
            if source is not None and source[0] == start:
                return Tie(source, _cue(document, word, word + 1), AFTER_ROE)
    source = phrase_from(document, first)
    return None if source is None else Tie(source, None, AFTER_ROE)


def tie_before(document: Document, site: Site) -> Tie | None:
    """Return what ties a quotation to a speaker named before it in the same sentence."""
    before = site.before
    if not before:
        return None
    lower, gaps = document.lower, document.gaps
    inner: Tie | None = None
    first = _main_clause(document, before)
    for word in range(before.stop - 1, max(first - 1, before.stop - AHEAD), -1):
        here = lower[word]
        if inner is None:
            if here in CUES:
                inner = _tie_of(document, before, word)
                if inner is not None and here in SURE:
                    break
        elif here in SURE and "," not in gaps[word + 1]:
            outer = _tie_of(document, before, word)
            if outer is not None:
                return outer
        elif here in BREAKS and "," in gaps[word]:
            break
    if inner is None and (":" in site.lead or first > before.start):
        return Tie(_before_colon(document, before), None, BEFORE_COLON)
    return inner


def _before_colon(document: Document, before: range) -> Span | None:
    """Return who leads in quoted words: a name before the colon, else the subject."""
    last = before.stop - 1
    if is_name(document, last):
        begin = phrase_begin(document, max(before.start, before.stop - 12), before.stop)
        if begin is not None:
            for word in range(begin + 1, before.stop):
                if WALL.search(gap(document, word)) or document.lower[word - 1] in {"by", "from"}:
                    begin = word
            return document.starts[begin], document.ends[last]
    return subject_of(document, before.start, before.stop) or _words(document, before)


def signature_below(document: Document, site: Site) -> Tie | None:
    """Return the tie of a paragraph of quoted words that the next paragraph signs (``-Ann Roe``)."""
    below = site.paragraph + 1
    if below >= len(document.paragraphs):
        return None
    if site.quotation.end < document.paragraphs[site.paragraph][1]:
        return None
    start, end = document.paragraphs[below]
    if document.text[start] not in "-–—―⎼~" or end - start >= SIGNED:
        return None
    words = document.words_in(start, end)
    if not words or not is_name(document, words.start):
        return None
    source = phrase_from(document, words.start)
    return None if source is None else Tie(source, None, AFTER_DASH)


def _tie_of(document: Document, before: range, word: int) -> Tie | None:
    """Return the tie by one word before a quotation, if it is a verb of saying."""
    here = document.lower[word]
    if here in SAYS:
        return _verb_before(document, before, word)
    source = None
    if here in SAYING:
        source = subject_of(document, before.start, word)
        tie = Tie(source, _cue(document, word, word + 1), BEFORE_PARTICIPLE)
    elif here == "according" and word + 2 < before.stop:
        source = subject_after(document, word + 1)
        tie = Tie(source, _cue(document, word, word + 2), AFTER_ACCORDING)
    return None if source is None else tie


def _main_clause(document: Document, before: range) -> int:
    """Return the first word after a clause that only leads in (``When Roe spoke, Doe said``)."""
    if document.lower[before.start] not in LEADS:
        return before.start
    for word in before[1:]:
        if "," in gap(document, word):
            return word
    return before.start


def inverted(document: Document, word: int) -> Span | None:
    """Return the subject of a verb of saying in an insertion (``The deal, says Roe, is dead``)."""
    if document.lower[word] not in SURE or "," not in gap(document, word):
        return None
    if word + 1 >= len(document.words) or not is_name(document, word + 1):
        return None
    source = subject_after(document, word)
    closed = source is not None and document.text[source[1] : source[1] + 1] in {",", "."}
    return source if closed else None


def _verb_before(document: Document, before: range, word: int) -> Tie | None:
    """Return the tie of ``Roe said, "..."``, or of ``said Roe, "..."`` at the begin."""
    source = None
    if is_saying(document, word):
        source = inverted(document, word) or subject_before(document, word)
    if source is None and word == before.start:
        source = subject_after(document, word)
    return None if source is None else Tie(source, _cue(document, word, word + 1), BEFORE_CUE)


def _cue(document: Document, first: int, stop: int) -> Span:
    return document.starts[first], document.ends[stop - 1]


def _words(document: Document, words: range) -> Span | None:
    """Return the place of a few words, where they are few enough for a name."""
    if not len(words) or len(words) > 8:
        return None
    return document.starts[words.start], document.ends[words.stop - 1]
