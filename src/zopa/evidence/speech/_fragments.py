"""Quoted words inside a sentence: whose they are, and which are nobody's.

A few words between marks belong to whoever speaks in that sentence (``Roe called it "a trap"``).
Names of shows and books, nicknames and other marks of distance belong to nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from zopa.evidence.rules import rule
from zopa.evidence.speech._beside import BREAKS, CUES, LEADS, Tie, inverted
from zopa.evidence.speech._classes import PREPOSITIONS, RELATIVES, TIMES
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._parts import gap
from zopa.evidence.speech._phrases import subject_after, subject_before, subject_of
from zopa.evidence.speech._sayings import OUTER, SAYING, SAYS, SURE, is_saying
from zopa.evidence.speech._sites import Site, is_title
from zopa.model.ledger import Span

CUE_BEFORE = rule("mixed.cue-before", "A verb of saying before the quoted words has a subject.")
CUE_AFTER = rule("mixed.cue-after", "Speaker and verb of saying follow in the same sentence.")
PARTICIPLE = rule(
    "mixed.saying", "A participle such as ``calling`` stands before the quoted words."
)
ACCORDING = rule("mixed.according-to", "``according to`` stands in the sentence.")
SENTENCE = rule("mixed.sentence", "No verb of saying; the subject of the sentence is the speaker.")

SCARE = 2
"""Words of a mark of distance, at most: quoted in a sentence in which nobody speaks."""
FAR = 600
"""Characters before a fragment that are searched, at most."""
CLOSING = SURE | {"according"}
"""Words that close a sentence with its speaker."""
TRIES = 6
"""Verbs of saying beside a fragment whose subject is looked for, at most."""
LOOK = 50
"""Words before and after a fragment that are searched for a verb of saying, at most."""
ADDRESSED = 8
"""Words that may name whoever is told something."""
_OUTER_CUES = (OUTER & CUES) | {"according"}
_TELLS = frozenset("tell telling tells told".split())
_CLAUSES = frozenset("he i if it she that there they this we whether".split())
_BE = frozenset("are be been being is was were".split())
_NAMES_IT = frozenset("called calling calls call dubbed dubbing labeled labeling".split())


class Fragment(NamedTuple):
    """Whose the quoted words inside a sentence are."""

    content: Span
    source: Span | None
    cue: Span | None
    rule: str


def fragment(
    document: Document, places: list[Site], number: int, tie: Tie | None
) -> Fragment | None:
    """Return whose the quoted words inside a sentence are; ``None`` where they are nobody's."""
    site = places[number]
    place = site.quotation.start
    if place and document.text[place - 1] == "=":
        return None
    left, right = site.sentence
    if site.quotation.end >= right:
        right = max(document.sentence_at(site.quotation.end)[1], site.quotation.end)
    before = _outside(document, places, number, left)
    found = _before(document, site, before)
    if is_title(document, site) and not (found and _names_it(document, found, site)):
        return None
    return (
        _after(document, site, left, right)
        or found
        or (_first_in_sentence(document, site, tie, right) if tie else None)
        or _by_sentence(document, site, before)
    )


def _outside(document: Document, places: list[Site], number: int, left: int) -> Sequence[int]:
    """Return the words of a sentence before a fragment that stand in no other fragment.

    The nearest comes first.
    """
    right = places[number].quotation.start
    if left >= right - FAR and not (number and places[number - 1].quotation.end > left):
        return places[number].before[: -LOOK - 1 : -1]
    left = max(left, right - FAR)
    found: list[int] = []
    while right > left and len(found) < LOOK:
        number -= 1
        other = places[number].quotation if number >= 0 else None
        begin = max(left, other.end) if other else left
        words = document.words_in(begin, right)
        found += reversed(words[-LOOK:])
        if other is None or other.start <= left:
            break
        right = other.start
    return found[:LOOK]


def _names_it(document: Document, found: Fragment, site: Site) -> bool:
    """Return whether a verb of saying stands so near that even a title is what was said."""
    if found.cue is None:
        return False
    words = document.words_in(found.cue[1], site.quotation.start)
    return len(words) <= (4 if document.text[slice(*found.cue)] in _NAMES_IT else 1)


def _before(document: Document, site: Site, before: Sequence[int]) -> Fragment | None:
    """Return the speaker by the verbs of saying before the words: the outer one, if one is."""
    lower, gaps = document.lower, document.gaps
    inner: Fragment | None = None
    tries = 0
    main = _main_clause(document, before)
    for word in before:
        here = lower[word]
        if inner is not None and here in BREAKS and "," in gaps[word]:
            break
        if here not in (CUES if inner is None else _OUTER_CUES):
            continue
        if inner is not None and "," in gaps[word + 1] and here != "according":
            continue
        tries += 1
        tie = _tie(document, before[-1], word) if tries <= TRIES else None
        if tie is None:
            continue
        source, used = tie
        if inner is not None and (
            document.text[slice(*source)].lower() in RELATIVES
            or (main and document.starts[word] < main <= document.starts[before[0]])
        ):
            continue
        start = site.quotation.start
        if word != before[0]:
            start = _told(document, word, start) if here in _TELLS else document.starts[word + 1]
        if start <= source[0]:
            start = _next_word(document, source[1], site.quotation.start)
        content = start, _content_end(document, site, word)
        inner = Fragment(content, source, (document.starts[word], document.ends[word]), used)
    return inner


def _told(document: Document, word: int, limit: int) -> int:
    """Return where the words begin that somebody is told, after whoever is told them."""
    following = document.words_in(document.ends[word], limit)[1 : ADDRESSED + 1]
    for at in following:
        if document.lower[at] in _CLAUSES:
            return document.starts[at]
    heard = document.text[document.ends[word] : limit].rstrip()
    if (
        heard.endswith(",")
        and len(heard) < limit
        and "," not in heard[:-1]
        and len(following) < ADDRESSED
    ):
        return limit
    return document.starts[word + 1]


def _next_word(document: Document, place: int, limit: int) -> int:
    words = document.words_in(place, limit)
    return document.starts[words.start] if len(words) else limit


def _main_clause(document: Document, before: Sequence[int]) -> int:
    """Return where the clause begins that follows ``While Roe spoke,``; 0 if there is none."""
    if before and document.lower[before[-1]] in LEADS:
        for word in reversed(before[:-1]):
            if "," in gap(document, word):
                return document.starts[word]
    return 0


def _tie(document: Document, first: int, word: int) -> tuple[Span, str] | None:
    """Return the speaker that belongs to a word, if that is a verb of saying."""
    lower = document.lower
    here = lower[word]
    if here in SAYS:
        if is_saying(document, word) and not _known_as(document, word):
            source = inverted(document, word) or subject_before(document, word)
            if (word and lower[word - 1] == "to") or _is_that(document, source):
                source = subject_of(document, first, word)
            return None if source is None else (source, CUE_BEFORE)
    elif here in SAYING:
        source = subject_of(document, first, word)
        return None if source is None else (source, PARTICIPLE)
    elif here == "according" and word + 2 < len(lower):
        source = subject_after(document, word + 1)
        return None if source is None else (source, ACCORDING)
    return None


def _known_as(document: Document, word: int) -> bool:
    """Return whether nobody is named who speaks: *is remembered as the long night*."""
    lower = document.lower
    return lower[word + 1] == "as" and word > 0 and lower[word - 1] in _BE


def _is_that(document: Document, source: Span | None) -> bool:
    """Return whether a phrase is nothing but the word ``that``."""
    if source is None or source[1] - source[0] != len("that"):
        return False
    return document.text[slice(*source)].lower() == "that"


def _content_end(document: Document, site: Site, cue: int) -> int:
    """Return where reported words end: with the marks, or with the clause that runs on."""
    after = site.after
    if not len(after) or document.lower[cue] not in SURE:
        return site.quotation.end
    between = document.text[site.quotation.end : document.starts[after.start]]
    if between.strip() or site.closing in ",.?!":
        return site.quotation.end
    for word in after[1:]:
        if gap(document, word).strip():
            return document.ends[word - 1]
    return document.ends[after.stop - 1]


def _after(document: Document, site: Site, left: int, right: int) -> Fragment | None:
    """Return the speaker by a verb of saying that closes the sentence (``..., Roe said``)."""
    lower = document.lower
    if right <= site.quotation.end:
        return None
    words = range(site.words.stop, bisect_left(document.starts, right, site.words.stop))
    cues = [word for word in words[:LOOK] if lower[word] in CLOSING]
    for word in cues[:TRIES]:
        if lower[word] == "according":
            source = subject_after(document, word + 1) if word + 1 < len(lower) else None
            first = document.starts[word]
        elif is_saying(document, word):
            source = _closing_subject(document, words, word)
            first = min(source[0], document.starts[word]) if source else 0
        else:
            continue
        if source is None or first < site.quotation.end:
            continue
        content = left, _trimmed(document.text, site.quotation.end, first)
        cue = document.starts[word], document.ends[word]
        return Fragment(
            content, source, cue, ACCORDING if lower[word] == "according" else CUE_AFTER
        )
    return None


def _closing_subject(document: Document, words: range, word: int) -> Span | None:
    """Return the subject of a verb that closes a sentence, set off by a comma or a mark."""
    text = document.text
    if word == words.start or set(gap(document, word)) & set(',"”'):
        after = subject_after(document, word)
        if after is not None:
            return after
    source = subject_before(document, word)
    if source is None:
        return None
    before = (
        text[: source[0]][-3:].rstrip()
        if source[0] < 3
        else text[source[0] - 3 : source[0]].rstrip()
    )
    if before[-1:] not in {",", '"', "”"} or text[slice(*source)].lower() in RELATIVES:
        return None
    if word + 1 >= words.stop or _ends_here(document, word):
        return source
    return None


def _ends_here(document: Document, word: int) -> bool:
    """Return whether nothing that was said follows a verb of saying."""
    following = document.lower[word + 1]
    if gap(document, word + 1).strip():
        return True
    if following in TIMES or following in PREPOSITIONS or following in {"last", "this"}:
        return True
    return document.lower[word] in {"told", "tells"}


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",-–—"):
        end -= 1
    return end


def _first_in_sentence(document: Document, site: Site, tie: Tie, right: int) -> Fragment | None:
    """Return the speaker of the neighbours, for a fragment with which its sentence begins."""
    if tie.source is None:
        return None
    content = site.quotation.start, _trimmed(document.text, site.quotation.end, right)
    return Fragment(content, tie.source, tie.cue, tie.rule)


def _by_sentence(document: Document, site: Site, before: Sequence[int]) -> Fragment | None:
    """Return the subject of the sentence as the speaker."""
    if not before or len(site.words) <= SCARE:
        return None
    source = subject_of(document, before[-1], before[0] + 1)
    if source is None:
        return None
    return Fragment((source[1] + 1, site.quotation.end), source, None, SENTENCE)
