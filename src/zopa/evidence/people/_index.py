"""The people of a text: who they are, what roles they have, and where they are mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from zopa.evidence.people._names import RUN, Name, read_name, role_word
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


Run = tuple[int, Name]
"""A stretch of capitalised words: where it begins and what it says."""


class People:
    """The people of a text and their mentions in order."""

    __slots__ = (
        "_bodies",
        "_runs",
        "_text",
        "by_first",
        "by_last",
        "ends",
        "named_at",
        "persons",
        "starts",
    )

    def __init__(self, text: str, runs: list[Run]) -> None:
        self._text = text
        self._runs = runs
        self.persons: dict[str, Person] = {}
        """By `Name.key` of the whole name, ``Roe,`` where only one word is known."""
        self.by_last: dict[str, list[Person]] = {}
        self.by_first: dict[str, list[Person]] = {}
        self.named_at: list[tuple[int, Name, Person]] = []
        """Mentions in order: where the stretch begins, what it says, who that is."""
        self.starts: list[int] = []
        """Where the names themselves begin."""
        self.ends: list[int] = []
        self._bodies: dict[str, list[tuple[int, str]]] | None = None

    def named(self, name: Name, place: int) -> Person | None:
        """Return whom a name at a place means, or ``None``."""
        key = name.key
        if name.whole:
            return self.persons.get(key)
        if key not in self.by_last and key not in self.by_first:
            return None
        here = bisect_left(self.starts, place)
        if here < len(self.starts) and self.starts[here] == place:
            return self.named_at[here][2]
        self.describe(everybody=False)  # gender may tell a family apart
        return bearer(self.family(key), name.gender, None, place)

    def family(self, word: str) -> list[Person]:
        """Return who bears a word as a last name, or else as a first name."""
        return self.by_last.get(word) or self.by_first[word]

    def mention(self, index: int) -> Mention:
        """Return a mention."""
        _, name, person = self.named_at[index]
        return Mention(self.starts[index], self.ends[index], person, name.title)

    def over(self, place: int) -> Mention | None:
        """Return the mention that began before a place and goes on there, or ``None``."""
        before = bisect_left(self.starts, place) - 1
        return self.mention(before) if before >= 0 and self.ends[before] > place else None

    def just(self, start: int, end: int) -> Mention | None:
        """Return the mention that is, titles included, all of a stretch; ``None`` if not sure."""
        here = bisect_left(self.ends, end)
        if here == len(self.ends) or self.ends[here] != end:
            return None
        at, name, person = self.named_at[here]
        return Mention(start, end, person, name.title) if at == start and name.fills else None

    def among(self, start: int, end: int) -> range:
        """Return the indices of the mentions that begin in a stretch."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def body(self, noun: str, place: int) -> str | None:
        """Return the last body before a place whose name ends with a noun, or ``None``."""
        if self._bodies is None:
            self._bodies = {}
            for at, name in self._runs:
                if name.kind == "body" and self.named(name, at + name.start) is None:
                    last = name.words.rsplit(" ", 1)[-1].lower()
                    self._bodies.setdefault(last, []).append((at + name.start, name.words))
        bodies = self._bodies.get(noun, [])
        at = bisect_left(bodies, (place, "")) - 1
        return bodies[at][1] if at >= 0 else None

    def describe(self, *, everybody: bool) -> None:
        """Read roles, homes and gender off what stands around the names: of all, or where unsure.

        Where the name tells the gender already, nothing else is needed to understand *he* or *she*.
        """
        for person in self.persons.values():
            if not person.described and (everybody or not person.gender):
                person.described = True
                for start, end in person.full:
                    describe(person, self._text, start, end)
                take_titles(person)


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
    Cost: one pass over the capitalised words; `People.describe` reads the surroundings of the
    first few full mentions of a person.
    """
    text = document.text
    runs = _runs(document)
    people = People(text, runs)
    speaking = _speaking(text, sources)
    whole = [run for run in runs if run[1].whole]
    lone = [
        run for run in runs if run[1].kind == "lone" and (run[1].titled or run[1].words in speaking)
    ]
    small = _small_too(document, [*whole, *lone])
    _add_full(people, whole, speaking, text, small)
    _add_lone(people, lone, _inside(runs, lone, text), small)
    _drop_headings(people)
    for person in people.persons.values():
        _enter(people.by_last, person.last, person)
        if person.whole:
            _enter(people.by_first, person.first, person)
    _link(people, runs, document.paragraphs)
    return people


def _small_too(document: Document, runs: list[Run]) -> set[str]:
    """Return the words of names of uncertain people that the text also has in small letters."""
    names = {
        word.lower()
        for _, name in runs
        if name.kind != "person"
        for word in (name.first, name.last)
        if word
    }
    if not names:
        return names
    return (names | {name.removesuffix("s") for name in names}).intersection(document.words)


def _enter(table: dict[str, list[Person]], name: str, person: Person) -> None:
    family = table.setdefault(name, [])
    if len(family) < FAMILY_KEPT:
        family.append(person)


_APART = re.compile(f"({RUN.pattern})")


def _runs(document: Document) -> list[Run]:
    """Return the stretches of capitalised words of a text, those of no interest left out."""
    found: list[Run] = []
    for start, end in _blocks(document):
        pieces = _APART.split(document.text[start:end])
        places = list(accumulate(map(len, pieces), initial=start))
        named = zip(places[1:-1:2], map(read_name, pieces[1::2]), strict=True)
        found += [run for run in named if not run[1].dull]
    return found


def _blocks(document: Document) -> list[Span]:
    """Return stretches of paragraphs that follow each other: no name goes on over white space."""
    text, blocks = document.text, list[Span]()
    begin = until = -1
    for start, end in document.paragraphs:
        # nothing but white space, and not only such blanks as stand between words
        if begin < 0 or not text[until:start].strip(" \u00a0").isspace():
            if begin >= 0:
                blocks.append((begin, until))
            begin = start
        until = end
    if begin >= 0:
        blocks.append((begin, until))
    return blocks


def _speaking(text: str, sources: Iterable[Span]) -> set[str]:
    """Return names with which a mention that speaks begins."""
    found: set[str] = set()
    for start, end in sources:
        first = None if text[start : start + 1].islower() else RUN.match(text, start, end)
        if first:
            found.add(read_name(first.group()).words)
    return found


def _add_full(
    people: People, runs: list[Run], speaking: set[str], text: str, small: set[str]
) -> None:
    persons = people.persons
    for at, name in runs:
        person = persons.get(name.key)
        if person is None:
            if name.kind == "maybe":
                if name.last.lower() in small or name.first.lower() in small:
                    continue
                if not (name.words in speaking or _looks_human(text, at, name)):
                    continue
            place = at + name.start
            person = persons[name.key] = Person(
                name.words, name.first, name.last, place, name.gender
            )
        person.mentions += 1
        person.gender = person.gender or name.gender
        if len(person.full) < DESCRIBED:
            person.full.append((at + name.start, at + name.end))
        if name.title:
            person.titles.setdefault(name.title, at)


_HUMAN_AFTER = re.compile(r",? (?:\([DRI]-|who\b|\d\d,)|, (?:an?|the|\d\d|whose|who)\b")


def _looks_human(text: str, at: int, name: Name) -> bool:
    """Return whether the words before or after a name are such as stand at a person's name."""
    if _HUMAN_AFTER.match(text, at + name.end):
        return True
    start = at + name.start
    before = text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].islower() and role_word(before[-1]) is not None


def _begins_sentence(text: str, at: int) -> bool:
    return at < 2 or text[at - 2] in ".?!\n\r" or text[at - 1] in "\n\r"


def _inside(runs: list[Run], lone: list[Run], text: str) -> set[str]:
    """Return which of some lone words stand within a sentence too."""
    asked = {name.words for _, name in lone if not name.titled}
    if not asked:
        return asked
    return {
        name.words
        for at, name in runs
        if name.words in asked and name.kind == "lone" and not _begins_sentence(text, at)
    }


def _add_lone(people: People, runs: list[Run], inside: set[str], small: set[str]) -> None:
    """Add people of whom the text only gives one word of the name: titled, or speaking."""
    known = {person.last for person in people.persons.values()}
    known |= {person.first for person in people.persons.values()}
    for at, name in runs:
        last = name.last
        if last in known or last.lower() in small:
            continue
        speaks = name.words in inside and not name.title and _may_be_person(last)
        if not (name.titled or (speaks and last.lower().removesuffix("s") not in small)):
            continue
        if last.removesuffix("s") in known or last.removesuffix("es") in known:
            continue
        known.add(last)
        people.persons[f"{last},"] = Person(
            last,
            "",
            last,
            at + name.start,
            name.gender,
            whole=False,
            certain=name.titled,
        )


def _drop_headings(people: People) -> None:
    """Forget names that are headings in capitals: ``Anna Slams Roe`` beside ``Max Roe``."""
    likely = [key for key, one in people.persons.items() if _has_verb(one.name.split())]
    if likely:
        lasts = Counter(person.last for person in people.persons.values())
        for key in likely:
            if lasts[people.persons[key].last] > 1:
                del people.persons[key]


def _has_verb(words: list[str]) -> bool:
    return len(words) == 3 and words[1].endswith("s") and words[1] not in given_names()


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


def _link(people: People, runs: list[Run], paragraphs: list[Span]) -> None:
    """List the mentions of people in order; a lone name means who bears it."""
    opened: dict[str, tuple[Person, int]] = {}
    meant = _meant(people)
    begins = [start for start, _ in paragraphs]
    paragraph = before = 0  # how many paragraphs have begun: here, and at the mention before
    for at, name in [run for run in runs if run[1].key in meant]:
        key = name.key
        person = meant[key]
        start = at + name.start
        paragraph = bisect_right(begins, at, paragraph)
        if name.whole and person is not None:
            if paragraph != before and start - begins[paragraph - 1] < OPENING:
                opened[name.last] = (person, start)
        else:
            if person is None:
                person = bearer(people.family(key), name.gender, opened.get(key), start)
            if name.titled and name.gender and person.gender not in ("", name.gender):
                person = _namesake(people, name, start)
            _called(person, name, key, at)
        before = paragraph
        people.named_at.append((at, name, person))
        people.starts.append(start)
        people.ends.append(at + name.end)


def _namesake(people: People, name: Name, start: int) -> Person:
    """Return somebody of the other gender than the only bearer of a name: Mrs. Roe, not Max Roe."""
    key = f"{name.key},{name.gender}"
    person = people.persons.get(key)
    if person is None:
        person = Person(name.words, "", name.last, start, name.gender, whole=False)
        people.persons[key] = person
    return person


def _meant(people: People) -> dict[str, Person | None]:
    """Return whom each name means; ``None`` where a family has to be told apart."""
    meant: dict[str, Person | None] = {**people.persons}
    for families in (people.by_first, people.by_last):
        for word, family in families.items():
            meant[word] = family[0] if len(family) == 1 else None
    return meant


def bearer(
    family: list[Person], gender: str, opened: tuple[Person, int] | None, place: int
) -> Person:
    """Return whom a lone name means: by title, by who opened the paragraph, by who came first.

    A family is told apart as reports do it: the surname alone means whom the text names first,
    the others go by their full names.
    """
    if len(family) == 1:
        return family[0]
    if gender:
        family = [person for person in family if person.gender in ("", gender)] or family
    if opened is not None and opened[0] in family and place - opened[1] < NEAR:
        return opened[0]
    return min(family, key=lambda person: (person.mentions < 2, person.place))


def _called(person: Person, name: Name, word: str, at: int) -> None:
    """Note that somebody is called by one word of the name."""
    person.mentions += 1
    person.called_first |= person.whole and person.last != word
    if name.title:
        person.titles.setdefault(name.title, at)
    if name.titled and name.gender and not person.gender:
        person.gender = name.gender
