"""Statements as comparable words: what is written, what it says, what it is like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zopa.evidence.alignment._lexicon import (
    ARTICLES,
    AS_NOT,
    BE,
    CONCEPTS,
    ENDINGS,
    FUNCTION,
    HAVE,
    IRREGULAR,
    IS_AFTER,
    LIGHT,
    MODALS,
    NAMES_TOO,
    NUMBERS,
    OWNERS,
    PERSONS,
    READY,
    SHORT_DAYS,
    SHORT_UNITS,
    SPELLED,
    THE_MONTH,
    UNITS,
)
from zopa.model.ledger import Passage, Span

MOST_WORDS = 600
"""Words of one statement that are compared; what follows is left out."""
MOST_CHARACTERS = 8_000
"""Characters of one statement that are looked at."""
FUNCTION_WEIGHT = 0.5
"""What a shared function word counts, beside 1 for a content word."""
MOST_BRACKETED = 12
"""Words after which an opened bracket counts as closed."""

_TOKEN = re.compile(
    r"[^\W_]+(?:[\u2019\u2018'.,\-\u2010\u2011\u2013/][^\W_]+)*|[%$€£\[\]]|[.!?\u2026]"
)
_MARKS = str.maketrans("\u2019\u2018\u2010\u2011\u2013", "''---")
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)([a-z]*)")
_MILLIONS = re.compile(r"(\d[\d.,]*)m")
_COUNTED = re.compile(r"\.? +([a-z]+)")
_GOES_ON = re.compile(r"[ \u00a0]*[a-z0-9,;:]")
CONTEXT = 24
"""Characters after a word that tell what it is short for."""
_SHORT = {"mr", "mrs", "ms", "dr", "st", "gen", "sen", "rep", "no"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a statement, in order; one written word may say several (``won't``)."""

    written: tuple[str, ...]
    """As they stand in the source."""
    said: tuple[str, ...]
    """Small letters, contractions resolved, digits for number words."""
    like: tuple[str, ...]
    """Class or stem of each: what may take its place; empty where it is part of another."""
    at: tuple[int, ...]
    """For each said word, the written one."""
    sentence: tuple[int, ...]
    """For each said word, the number of its sentence."""
    bracketed: frozenset[int]
    """Said words that the reporter put in brackets."""
    weight: tuple[float, ...] = ()
    """What each counts: 1 for a content word, less for a function word, 0 for a part of another."""
    per_sentence: tuple[float, ...] = ()
    """Weights of each sentence together."""
    quoted: tuple[tuple[int, int], ...] = ()
    """Stretches of said words between quotation marks."""

    @property
    def plain(self) -> tuple[str, ...]:
        """What is said, without bracketed insertions."""
        if not self.bracketed:
            return self.said
        return tuple(word for i, word in enumerate(self.said) if i not in self.bracketed)


def words_of(passages: Sequence[Passage], quoted: Sequence[Span] = ()) -> Words:
    """Return the words of passages.

    Examples
    --------
    >>> text = "We won’t sign [it]."
    >>> found = words_of([Passage(source="a", start=0, end=19, exact=text, sha256="")])
    >>> found.said, found.plain
    (('we', 'will', 'not', 'sign', 'it'), ('we', 'will', 'not', 'sign'))
    """
    reader = _Reader()
    for passage in passages:
        room = MOST_CHARACTERS - reader.seen
        if room <= 0:
            break
        reader.read(passage.exact[:room], passage.start)
    return reader.words(quoted)


class _Reader:
    """Collects the words of one statement."""

    def __init__(self) -> None:
        self.seen = 0
        self.written: list[str] = []
        self.said: list[str] = []
        self.at: list[int] = []
        self.sentence: list[int] = []
        self.places: list[int] = []
        self.bracketed: set[int] = set()
        self.opened = 0
        self.number = 0
        self.cut_short = False

    def read(self, text: str, start: int) -> None:
        """Add the words of one passage."""
        self.seen += len(text)
        self.number += 1
        for found in _TOKEN.finditer(text):
            mark = found[0]
            if mark in "[]":
                self.opened = MOST_BRACKETED if mark == "[" else 0
            elif mark in ".!?…":
                last = self.written[-1].lower() if self.written else ""
                goes_on = self.cut_short and _GOES_ON.match(text, found.end())
                self.number += not (goes_on or last in _SHORT or "." in last)
                self.cut_short = False
            elif len(self.said) < MOST_WORDS:
                self.add(mark, start + found.start(), text[found.end() : found.end() + CONTEXT])

    def add(self, mark: str, place: int, after: str) -> None:
        """Add one written word, with what stands behind it."""
        within = bool(self.sentence) and self.sentence[-1] == self.number
        full = in_full(mark, self.said[-1] if within else "", after)
        self.cut_short = full is not None
        if mark == "May" and within:
            full = (THE_MONTH,)
        for word in full or spoken(mark):
            if word == "cent" and self.said and self.said[-1] == "per":
                self.said[-1] = "percent"
                continue
            if self.opened:
                self.bracketed.add(len(self.said))
            self.said.append(word)
            self.at.append(len(self.written))
            self.sentence.append(self.number)
            self.places.append(place)
        self.written.append(mark)
        self.opened -= self.opened > 0

    def words(self, quoted: Sequence[Span]) -> Words:
        """Return what was collected."""
        stretches = []
        for start, end in quoted:
            inside = [i for i, place in enumerate(self.places) if start <= place < end]
            if inside:
                stretches.append((inside[0], inside[-1] + 1))
        like = likenesses(self.said)
        weight = tuple(
            (1.0 if is_content(word) else FUNCTION_WEIGHT) if name else 0.0
            for word, name in zip(self.said, like, strict=True)
        )
        per_sentence = [0.0] * (self.number + 1)
        for number, each in zip(self.sentence, weight, strict=True):
            per_sentence[number] += each
        return Words(
            written=tuple(self.written),
            said=tuple(self.said),
            like=like,
            weight=weight,
            per_sentence=tuple(per_sentence),
            at=tuple(self.at),
            sentence=tuple(self.sentence),
            bracketed=frozenset(self.bracketed),
            quoted=tuple(stretches),
        )


def in_full(mark: str, before: str, after: str) -> tuple[str, ...] | None:
    """Return what a written word is short for between two others; ``None`` where for nothing.

    Examples
    --------
    >>> in_full("Oct", "until", ". 15"), in_full("mln", "40", " crowns"), in_full("Sun", "the", " set")
    (('october',), ('million',), None)
    >>> in_full("40m", "of", " euros"), in_full("40m", "a", " wall")
    (('40', 'million'), None)
    """
    if mark in SHORT_DAYS:
        beside = before[:1].isdigit() or after.lstrip(". ")[:1].isdigit()
        sure = mark not in NAMES_TOO or beside or after.startswith(".")
        return (SHORT_DAYS[mark],) if sure else None
    if before[:1].isdigit() and mark in SHORT_UNITS:
        return (SHORT_UNITS[mark],)
    figure = _MILLIONS.fullmatch(mark)
    if (figure or (mark == "m" and before[:1].isdigit())) and _are_millions(before, after):
        return (*spoken(figure[1]), "million") if figure else ("million",)
    return None


def _are_millions(before: str, after: str) -> bool:
    """Return whether a number with *m* counts money or several things: it may be meters."""
    found = _COUNTED.match(after)
    counted = found[1] if found else ""
    several = len(counted) > 3 and counted.endswith("s") and counted not in FUNCTION | {"less"}
    return before in UNITS or counted in UNITS or counted == "people" or several


@lru_cache(maxsize=1 << 16)
def spoken(token: str) -> tuple[str, ...]:
    """Return what a written word says.

    Examples
    --------
    >>> spoken("Couldn’t"), spoken("40,000"), spoken("five-year"), spoken("re-open")
    (('could', 'not'), ('40000',), ('5', 'year'), ('reopen',))
    """
    word = token.translate(_MARKS).lower()
    if word in SPELLED:
        return SPELLED[word]
    if "-" in word or "/" in word:
        parts = re.split(r"[-/]", word)
        if all(len(part) > 2 or part[0].isdigit() for part in parts if part):
            return tuple(said for part in parts if part for said in spoken(part))
        word = "".join(parts)
    if word[0].isdigit():
        return _figures(word)
    if "'" in word:
        return _contraction(word)
    return (NUMBERS.get(word, word).replace(".", ""),)


def _figures(word: str) -> tuple[str, ...]:
    """Return a number without its commas, its magnitude apart."""
    plain = word.replace(",", "")
    found = _NUMBER.fullmatch(plain)
    if found and found[2] in SHORT_UNITS:
        return found[1], SHORT_UNITS[found[2]]
    if found and found[2] == "k":
        return found[1], "thousand"
    if found and found[2] in {"st", "nd", "rd", "th"}:
        return (found[1],)
    return (plain,)


def _contraction(word: str) -> tuple[str, ...]:
    """Return the words of a contraction; a possessive loses its ending."""
    if word.endswith("n't"):
        return (*spoken(word[:-3]), "not") if len(word) > 3 else ("not",)
    for ending, full in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return word[: -len(ending)], full
    if word.endswith("'s"):
        return (word[:-2], "is") if word[:-2] in IS_AFTER else (word[:-2],)
    return (word.replace("'", ""),)


def likenesses(said: Sequence[str]) -> tuple[str, ...]:
    """Return the class or stem of each word.

    Examples
    --------
    >>> likenesses("we were not willing to accept the ships".split())
    ('they', 'can', 'not', '', '', 'accept', 'the', 'boat')
    """
    like = [likeness(word) for word in said]
    for i, word in enumerate(said):
        if word in READY and i + 1 < len(said) and said[i + 1] == "to":
            _join_modal(said, like, i)
        elif word in HAVE and said[i + 1 : i + 2] == ("to",):
            like[i], like[i + 1] = "can", ""
    return tuple(like)


def _join_modal(said: Sequence[str], like: list[str], i: int) -> None:
    """Make one modal of ``be (not) willing to``."""
    before = i - 1 - (i > 0 and said[i - 1] == "not")
    if before >= 0 and said[before] in BE:
        like[before] = "can"
        like[i] = "not" if said[i].startswith("un") else ""
        like[i + 1] = ""


@lru_cache(maxsize=1 << 16)
def likeness(word: str) -> str:
    """Return the class of a function word, or the concept of a content word."""
    for members, name in _CLASSES:
        if word in members:
            return name
    return word if word in FUNCTION else concept(word)


_CLASSES = (
    (MODALS.keys() - READY, "can"),
    (AS_NOT, "not"),
    (BE, "be"),
    (HAVE, "have"),
    ({"do", "does", "did"}, "do"),
    (ARTICLES, "the"),
    (PERSONS, "they"),
    (OWNERS, "their"),
    ({"till", "until"}, "until"),
)

_SUFFIXES = (
    "izations ization isations isation ations ation ements ement ments ment ingly edly ures ure "
    "ings ing ions ion ised ized ises izes ise ize ers ies ied ed es er ly s e y"
).split()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return a word without its ending, the same for most forms of it.

    Examples
    --------
    >>> stem("dismantling") == stem("dismantled") == stem("dismantlement")
    True
    >>> stem("plays") == stem("play") == stem("played")
    True
    >>> stem("agreed") == stem("agreement"), stem("labour") == stem("labor")
    (True, True)
    """
    word = IRREGULAR.get(word, word)
    if word[:1].isdigit():
        return word
    for suffix in _SUFFIXES:
        if suffix == "y" and word[-2:-1] in "aeou":
            continue
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    if len(word) > 4 and word.endswith("our"):
        word = word[:-3] + "or"
    return word.removesuffix("e") if len(word) > 3 else word


_GROUP = {
    stem(word): stem(min(line.split()))
    for line in CONCEPTS.strip().splitlines()
    for word in line.split()
}


@lru_cache(maxsize=1 << 16)
def concept(word: str) -> str:
    """Return the stem of the group of words that a word belongs to.

    Examples
    --------
    >>> concept("vessels") == concept("boats")
    True
    """
    found = stem(word)
    return _GROUP.get(found, found)


_COMMON = {stem(word) for word in LIGHT} | {concept(word) for word in LIGHT}


@lru_cache(maxsize=1 << 16)
def is_topic(word: str) -> bool:
    """Return whether a said word names a subject: neither function word nor common."""
    return word not in FUNCTION and stem(word) not in _COMMON


@lru_cache(maxsize=1 << 16)
def is_content(word: str) -> bool:
    """Return whether a said word is no function word."""
    return word not in FUNCTION
