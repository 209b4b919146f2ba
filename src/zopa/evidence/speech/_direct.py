"""Who says the quoted words: quotations tied to a verb of saying and to a speaker.

A quotation is tied by what stands after it in its sentence (``"...," Roe said``), else by what
stands before it (``Roe said: "..."``), else by its neighbours: the quotation before it in the
paragraph, the sentence before it, the paragraph before it.
"""

from __future__ import annotations

from typing import NamedTuple

from zopa.evidence.rules import rule
from zopa.evidence.speech._beside import BEFORE_COLON, Tie, signature_below, tie_after, tie_before
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._fragments import Fragment, fragment
from zopa.evidence.speech._parts import gap, is_verb
from zopa.evidence.speech._phrases import subject_after, subject_before, subject_of
from zopa.evidence.speech._sayings import SAYING, SURE, is_saying
from zopa.evidence.speech._sites import Site, is_title
from zopa.model.ledger import Span

SAME_PARAGRAPH = rule(
    "direct.goes-on", "The speaker of the quotation before it in the paragraph goes on."
)


NEXT_IN_PARAGRAPH = rule(
    "direct.before-attribution", "The quotation after it in the paragraph names the speaker."
)


SENTENCE_BEFORE = rule(
    "direct.sentence-before", "The subject of the sentence before the quotation speaks."
)


PARAGRAPH_COLON = rule(
    "direct.lead-in", "The paragraph before ends with a colon and names the speaker."
)


PARAGRAPH_BEFORE = rule(
    "direct.next-paragraph", "The paragraph is a quotation; the last speaker goes on."
)


SUBJECT_BEFORE = rule(
    "direct.paragraph-before",
    "The paragraph is a quotation; the subject of the last sentence before it speaks.",
)


UNKNOWN = rule("direct.unknown", "Quoted sentences, and nobody near who could have said them.")
BORROWED = frozenset({SAME_PARAGRAPH, NEXT_IN_PARAGRAPH, PARAGRAPH_BEFORE, SUBJECT_BEFORE, UNKNOWN})
"""Rules by which a quotation takes its speaker from elsewhere than its own sentence."""
LATE = 25
"""Words at the end of a sentence in which ``says Roe`` may close it."""
MANY = 40
"""Quotations of one sentence that are tied to a speaker, at most."""
NOWHERE = -9
"""Before every paragraph."""


NEAR_WORDS = 15
"""Words between the parts of a split quotation, at most, where the second has no capital."""
_STOPS = frozenset(".?!…")


def _is_sentence(
    document: Document, places: list[Site], number: int, found: list[Tie | None]
) -> bool:
    """Return whether a quotation stands for itself: no fragment inside a sentence.

    ``found`` are the ties of the quotations before it, ``None`` for fragments.
    """
    site = places[number]
    if site.quotation.follows:
        return True
    if number and not (site.first or site.before) and _touches(places[number - 1], site):
        return places[number - 1].closing in ".?!…" and site.upper
    if not site.before or not _STOPS.isdisjoint(site.lead):
        return not _runs_on(document, site)
    if ":" in site.lead and (not is_title(document, site) or site.closing == "."):
        return True
    if "," in site.lead:
        return _led_in(document, places, number, found)
    return site.upper and _adjacent(document, site) and not is_title(document, site)


def _touches(before: Site, site: Site) -> bool:
    return before.paragraph == site.paragraph and before.after.start == site.before.stop


def _runs_on(document: Document, site: Site) -> bool:
    """Return whether the sentence goes on after a quotation as if no marks were there."""
    if not site.after or site.closing in {",", ".", "?", "!", "…", "-", "—", "–"}:
        return False
    first = site.after.start
    between = document.text[site.quotation.end : document.starts[first]]
    if between.strip() or not document.lower[first][0].islower():
        return False
    if document.words[first][0].isupper():
        return is_verb(document, first)
    return tie_after(document, site) is None


def _adjacent(document: Document, site: Site) -> bool:
    """Return whether a verb of saying stands right before a quotation."""
    if not site.before:
        return False
    here = document.lower[site.before.stop - 1]
    return here in SAYING or here == "says" or is_saying(document, site.before.stop - 1)


def _led_in(document: Document, places: list[Site], number: int, found: list[Tie | None]) -> bool:
    """Return whether the comma before a quotation ends words that announce it."""
    site = places[number]
    before = site.before
    split = (
        number > 0
        and places[number - 1].paragraph == site.paragraph
        and places[number - 1].after.stop == before.stop
        and places[number - 1].after.start <= before.start
    )
    if split and found[number - 1] is not None:
        tie = tie_after(document, places[number - 1])
        if tie is not None and (site.upper or len(before) < NEAR_WORDS):
            return True
    tie = tie_before(document, site)
    if tie is None or tie.cue is None:
        return False
    cue = document.words_in(*tie.cue).start
    words = range(cue + 1, before.stop)
    if any(document.lower[word] in {"that", "because", "if", "whether"} for word in words):
        return False
    if not site.upper and len(words) > 0:
        return False
    return not is_title(document, site) or not words


class Tied(NamedTuple):
    """The quotations of a text that stand for themselves, and the fragments, in their places."""

    whole: list[bool]
    ties: list[Tie | None]
    """Of quotations that stand for themselves."""
    parts: list[Fragment | None]
    """Of fragments that are somebody's words."""


def ties(document: Document, places: list[Site]) -> Tied:
    """Return what ties each quotation to a speaker."""
    found: list[Tie | None] = [None] * len(places)
    parts: list[Fragment | None] = [None] * len(places)
    whole: list[bool] = []
    crowded = _crowded(places)
    for number, site in enumerate(places):
        whole.append(number not in crowded and _is_sentence(document, places, number, found))
        if whole[number]:
            found[number] = _beside(document, site)
    last: Tie | None = None
    last_paragraph = NOWHERE
    for number, site in enumerate(places):
        if number in crowded:
            continue
        tie = found[number]
        if tie is None and (whole[number] or not site.before):
            near = last if last_paragraph >= site.paragraph - 1 else None
            here = near is not None and last_paragraph == site.paragraph
            tie = (
                _in_paragraph(document, places, found, number, near if here else None)
                or _by_paragraph_before(document, site, last if site.quotation.follows else near)
                or Tie(None, None, UNKNOWN)
            )
        if whole[number]:
            above = parts[number - 1] if number else None
            if (
                tie
                and tie.rule == BEFORE_COLON
                and above
                and site.sentence == places[number - 1].sentence
            ):
                tie = tie._replace(source=above.source, cue=above.cue)
            found[number] = tie
        else:
            part = parts[number] = fragment(document, places, number, tie)
            tie = Tie(part.source, part.cue, part.rule) if part and part.cue else None
        if tie is not None and tie.source is not None:
            last, last_paragraph = tie, site.paragraph
    return Tied(whole, found, parts)


def _crowded(places: list[Site]) -> set[int]:
    """Return the quotations that stand in one sentence after many others: a list, not speech."""
    found: set[int] = set()
    if len(places) <= MANY:
        return found
    end = count = 0
    for number, site in enumerate(places):
        if site.quotation.start >= end:
            end, count = site.sentence[1], 0
        count += 1
        if count > MANY:
            found.add(number)
    return found


def _beside(document: Document, site: Site) -> Tie | None:
    """Return the tie by the words beside a quotation, those before it first if they lead in."""
    before = tie_before(document, site)
    led = bool(site.before) and ("," in site.lead or ":" in site.lead)
    if led and before is not None:
        weak = before.cue is None or document.text[slice(*before.cue)] not in SURE
        if not (weak and site.closing == ","):
            return before
    after = tie_after(document, site)
    if after is not None and led and before is not None:
        sure = after.cue is not None and document.text[slice(*after.cue)] in SURE
        return after if sure else before
    return after or before


def _in_paragraph(
    document: Document,
    places: list[Site],
    found: list[Tie | None],
    number: int,
    last: Tie | None,
) -> Tie | None:
    """Return the tie of quoted sentences by what else stands in their paragraph."""
    site = places[number]
    if site.quotation.follows:
        return None
    signed = signature_below(document, site)
    if signed is not None:
        return signed
    start = document.paragraphs[site.paragraph][0]
    if last and number and places[number - 1].paragraph == site.paragraph:
        return last._replace(rule=SAME_PARAGRAPH)
    following = found[number + 1] if number + 1 < len(places) else None
    if (
        following
        and places[number + 1].paragraph == site.paragraph
        and not places[number + 1].before
    ):
        return following._replace(rule=NEXT_IN_PARAGRAPH)
    if site.first:
        return None
    source = _subject_of_sentence(document, start, site.quotation.start - 1)
    return Tie(source, None, SENTENCE_BEFORE)


def _by_paragraph_before(document: Document, site: Site, last: Tie | None) -> Tie | None:
    """Return the tie of a paragraph that is a quotation by the paragraph before it."""
    if site.quotation.follows and last:
        return last._replace(rule=PARAGRAPH_BEFORE)
    if site.paragraph == 0:
        return None
    begin, end = document.paragraphs[site.paragraph - 1]
    colon = document.text[end - 1] == ":"
    if last and not colon:
        return last._replace(rule=PARAGRAPH_BEFORE)
    source = _subject_of_sentence(document, begin, end - 1)
    return Tie(source, None, PARAGRAPH_COLON if colon else SUBJECT_BEFORE)


def _subject_of_sentence(document: Document, start: int, place: int) -> Span | None:
    """Return the subject of the sentence that ends before a place."""
    text, lower = document.text, document.lower
    while place > start and text[place].isspace():
        place -= 1
    left, right = document.sentence_at(place)
    words = document.words_in(max(left, start), min(right, place + 1))
    if len(words) > 1 and lower[words.start] in SURE:
        return subject_after(document, words.start)
    for word in reversed(words[-LATE:]):
        if lower[word] in SURE and set(gap(document, word)) & set(',"”'):
            source = subject_after(document, word)
            if source:
                return source
    closing = words.stop - 1
    if len(words) > 1 and lower[closing] in SURE:
        source = subject_before(document, closing)
        if source:
            return source
    return subject_of(document, words.start, words.stop)
