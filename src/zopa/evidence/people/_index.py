"""The people of a text: who they are, what roles they have, and where they are mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from zopa.evidence.people._names import NAMES_TOO, RUN, Name, read_name, role_word
from zopa.evidence.people._persons import Person, describe, take_titles
from zopa.evidence.people._words import LEADING, PLACES, STATES, given_names, peoples
from zopa.evidence.speech._document import Document
from zopa.model.ledger import Span

FAMILY_KEPT = 12
"""People of one name that are told apart."""

DESCRIBED = 3
"""Full mentions of a person whose surroundings are read for roles."""


class Mention(NamedTuple):
    """A name of a person at a place."""

    start: int
    end: int
    person: Person
    titled: str
    """The title in front of it, or empty."""


class People:
    """The people of a text and their mentions in order."""

    __slots__ = ("bodies", "by_first", "by_last", "mentions", "persons", "starts")

    def __init__(self) -> None:
        self.persons: dict[tuple[str, str], Person] = {}
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.mentions: list[Mention] = []
        self.starts: list[int] = []
        self.bodies: dict[str, list[tuple[int, str]]] = {}

    def named(self, name: Name, place: int) -> Person | None:
        """Return whom a name at a place means, or ``None``."""
        if name.kind in ("person", "maybe"):
            return self.persons.get((name.first, name.last))
        word = name.last or name.words
        if word not in self.by_last and word not in self.by_first:
            return None
        here = bisect_left(self.starts, place)
        if here < len(self.starts) and self.starts[here] == place:
            return self.mentions[here].person
        return self.bearer(word, name.gender, None, place)

    def bearer(
        self, word: str, gender: str, opened: tuple[Person, int] | None, place: int
    ) -> Person | None:
        """Return whom a lone name means: by title, by who opened the paragraph, by who came first.

        A family is told apart as reports do it: the surname alone means whom the text names first,
        the others go by their full names.
        """
        family = self.by_last.get(word) or self.by_first.get(word)
        if not family:
            return None
        if len(family) == 1:
            return family[0]
        if gender:
            family = [person for person in family if person.gender in ("", gender)] or family
        if opened is not None and opened[0] in family and place - opened[1] < NEAR:
            return opened[0]
        return min(family, key=lambda person: (person.mentions < 2, person.place))

    def over(self, place: int) -> Mention | None:
        """Return the mention that began before a place and goes on there, or ``None``."""
        before = bisect_left(self.starts, place) - 1
        if before >= 0 and self.mentions[before].end > place:
            return self.mentions[before]
        return None

    def at(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a stretch."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def people_of(document: Document, sources: Iterable[Span]) -> People:
    """Return the people of a text.

    Parameters
    ----------
    document
        The text.
    sources
        Mentions that speak: a name of two words that speaks is a person.

    Notes
    -----
    Cost: one pass over the capitalised words, and the surroundings of the first few full
    mentions of each person.
    """
    text = document.text
    runs = _runs(document)
    people = People()
    speaking = _speaking(text, sources)
    words = _small_too(document, runs)
    _add_full(people, runs, speaking, text, words)
    _add_lone(people, runs, speaking, text, words)
    _drop_headings(people)
    for person in people.persons.values():
        _enter(people.by_last, person.last, person)
        if person.whole:
            _enter(people.by_first, person.first, person)
    _link(people, runs)
    for person in people.persons.values():
        for start, end in person.full:
            describe(person, text, start, end)
        take_titles(person)
    people.starts = [mention.start for mention in people.mentions]
    return people


def _small_too(document: Document, runs: list[Run]) -> set[str]:
    """Return the words of names that the text also has in small letters."""
    names = {word for run in runs for word in (run.name.first, run.name.last) if word}
    small = {form for name in names for form in (name.lower(), name.lower().removesuffix("s"))}
    return small.intersection(document.words)


def _enter(table: dict[str, list[Person]], name: str, person: Person) -> None:
    family = table.setdefault(name, [])
    if len(family) < FAMILY_KEPT:
        family.append(person)


def _runs(document: Document) -> list[Run]:
    """Return the stretches of capitalised words of a text, those of no interest left out."""
    text, finditer = document.text, RUN.finditer
    found: list[Run] = []
    for start, end in document.paragraphs:
        for match in finditer(text, start, end):
            name = read_name(match.group())
            if name.kind != "none" or name.words in NAMES_TOO:
                at = match.start()
                found.append(Run(at, name, start, at + name.start, at + name.end))
    return found


class Run(NamedTuple):
    """A stretch of capitalised words in the text."""

    at: int
    name: Name
    paragraph: int
    """Where its paragraph begins."""
    start: int
    """Where the name begins."""
    end: int
    """Where the name ends."""


def _speaking(text: str, sources: Iterable[Span]) -> set[str]:
    """Return names with which a mention that speaks begins."""
    found: set[str] = set()
    for start, end in sources:
        first = RUN.match(text, start, end)
        if first:
            found.add(read_name(first.group()).words)
    return found


_WHOLE = frozenset(["person", "maybe"])
"""Kinds of names of more than one word."""


def _add_full(
    people: People, runs: list[Run], speaking: set[str], text: str, small: set[str]
) -> None:
    for run in runs:
        name = run.name
        if name.kind not in _WHOLE:
            continue
        key = (name.first, name.last)
        person = people.persons.get(key)
        if person is None:
            if name.kind == "maybe":
                if name.last.lower() in small or name.first.lower() in small:
                    continue
                if not (name.words in speaking or _looks_human(text, run.start, run.end)):
                    continue
            person = Person(name.words, name.first, name.last, run.start, name.gender)
            people.persons[key] = person
        person.mentions += 1
        person.gender = person.gender or name.gender
        if len(person.full) < DESCRIBED:
            person.full.append((run.start, run.end))
        if name.title:
            person.titles.setdefault(name.title, run.at)


_HUMAN_AFTER = re.compile(r",? (?:\([DRI]-|who\b|\d\d,)|, (?:an?|the|\d\d|whose|who)\b")


def _looks_human(text: str, start: int, end: int) -> bool:
    """Return whether the words before or after a name are such as stand at a person's name."""
    if _HUMAN_AFTER.match(text, end):
        return True
    before = text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].islower() and role_word(before[-1]) is not None


def _begins_sentence(text: str, at: int) -> bool:
    return at < 2 or text[at - 2] in ".?!\n\r" or text[at - 1] in "\n\r"


def _add_lone(
    people: People, runs: list[Run], speaking: set[str], text: str, small: set[str]
) -> None:
    """Add people of whom the text only gives one word of the name."""
    inside = {
        run.name.words
        for run in runs
        if run.name.kind == "lone" and not _begins_sentence(text, run.at)
    }
    known = {person.last for person in people.persons.values()}
    known |= {person.first for person in people.persons.values()}
    for run in runs:
        name = run.name
        if name.kind != "lone" or name.last in known or name.last.lower() in small:
            continue
        speaks = name.words in speaking and not name.title and _may_be_person(name.last)
        speaks = speaks and name.words in inside
        if not (name.titled or (speaks and name.last.lower().removesuffix("s") not in small)):
            continue
        if name.last.removesuffix("s") in known or name.last.removesuffix("es") in known:
            continue
        known.add(name.last)
        people.persons["", name.last] = Person(
            name.last,
            "",
            name.last,
            run.start,
            name.gender,
            whole=False,
            certain=name.titled,
        )


def _drop_headings(people: People) -> None:
    """Forget names that are headings in capitals: ``Anna Slams Roe`` beside ``Max Roe``."""
    lasts = Counter(person.last for person in people.persons.values())
    for key, person in list(people.persons.items()):
        words = person.name.split()
        verb = len(words) == 3 and words[1].endswith("s") and words[1] not in given_names()
        if verb and lasts[person.last] > 1:
            del people.persons[key]


@lru_cache(maxsize=1 << 13)
def _may_be_person(word: str) -> bool:
    low = word.lower()
    return not (
        word.isupper()
        or word in PLACES
        or low in peoples()
        or low in STATES
        or low[1:2] == "-"
        or re.split("[’']", low)[0] in LEADING
        or role_word(low.removesuffix("s")) is not None
        or low.endswith(("ans", "crats", "ers", "ics", "ing", "ists"))
        or any(letter.isupper() for letter in word[3:])
    )


NEAR = 600
"""Characters within which a surname goes on meaning somebody with whom a paragraph began."""

OPENING = 40
"""Characters from the start of a paragraph within which a name opens it."""


def _link(people: People, runs: list[Run]) -> None:
    """List the mentions of people in order; a lone name means who bears it."""
    opened: dict[str, tuple[Person, int]] = {}
    paragraph = -1
    by_last, by_first, persons = people.by_last, people.by_first, people.persons
    enter = people.mentions.append
    for at, name, begins, start, end in runs:
        person: Person | None = None
        if name.kind in _WHOLE:
            person = persons.get((name.first, name.last))
            if person is not None and begins != paragraph and start - begins < OPENING:
                opened[name.last] = (person, start)
        else:
            word = name.last or name.words
            if word in by_last or word in by_first:
                person = people.bearer(word, name.gender, opened.get(word), start)
                _called(person, name, word, at)
        if person is not None:
            paragraph = begins
            enter(Mention(start, end, person, name.title))
        elif name.kind == "body":
            people.bodies.setdefault(name.words.rsplit(" ", 1)[-1].lower(), []).append(
                (start, name.words)
            )


def _called(person: Person | None, name: Name, word: str, at: int) -> None:
    """Note that somebody is called by one word of the name."""
    if person is None:
        return
    person.mentions += 1
    person.called_first |= person.whole and person.last != word
    if name.title:
        person.titles.setdefault(name.title, at)
    if name.titled and name.gender and not person.gender:
        person.gender = name.gender
