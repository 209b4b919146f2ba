"""The people of a text: who they are, what roles they have, and where they are mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from zopa.evidence.people._names import RUN, Name, read_name, role_word
from zopa.evidence.people._words import LEADING, PLACES, STATES, given_names, peoples, roles
from zopa.evidence.speech._document import Document
from zopa.model.ledger import Span

AROUND = 120
"""Characters before and after a name in which its roles are looked for."""

DESCRIBED = 3
"""Full mentions of a person whose surroundings are read for roles."""

_AFTER = re.compile(
    r",? \((?P<paren>[^()\n]{1,40})\)|, (?:\d{2},? )?(?P<role>(?:an? |the |a former |"
    r"who (?:is|was) |(?:his|her|their|its) |[A-Za-z]).{2,110}?)(?=[,.;:)\n—]|$)"
)
_BEFORE = re.compile(r"(?:^|[,.;:()\"“”\n—–] ?)([^,.;:()\"“”\n—–]{3,90}?)(, | )$")
_STOPS = frozenset(
    "a an the and or but that by with to from in on at as said says told when while if for after "
    "before is was were are be been has had have who whom which not than like".split()
)
_NOUNS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(slots=True)
class Person:
    """Somebody of the text."""

    name: str
    first: str
    last: str
    place: int
    """Where the full name (or, without one, the name) stands first."""
    gender: str = ""
    """``m``, ``f`` or empty."""
    whole: bool = True
    """Whether the text gives more than one word of the name."""
    certain: bool = True
    """Whether it is certainly a person."""
    mentions: int = 0
    called_first: bool = False
    """Whether the first word stands alone for the whole name."""
    full: list[Span] = field(default_factory=list)
    """Places of the full name, the first few."""
    titles: dict[str, int] = field(default_factory=dict)
    """Descriptions as written, for example ``US Secretary of State`` -> where."""
    roles: set[str] = field(default_factory=set)
    """Plain roles, for example ``secretary``."""
    words: set[str] = field(default_factory=set)
    """All words of the descriptions, in small letters."""
    places: set[str] = field(default_factory=set)
    """Words of places they are from, in small letters."""


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
        self.bodies: list[tuple[int, int, str]] = []

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
    runs = [
        Run(match.start(), read_name(match.group()), start)
        for start, end in document.paragraphs
        for match in RUN.finditer(text, start, end)
    ]
    people = People()
    small = {word for word in document.words if word.islower()}
    speaking = _speaking(text, sources)
    _add_full(people, runs, speaking, text, small)
    _add_lone(people, runs, speaking, text, small)
    _drop_headings(people)
    for person in people.persons.values():
        people.by_last.setdefault(person.last, []).append(person)
        if person.whole:
            people.by_first.setdefault(person.first, []).append(person)
    _link(people, runs)
    for person in people.persons.values():
        for start, end in person.full:
            _describe(person, text, start, end)
        _take_titles(person)
    people.starts = [mention.start for mention in people.mentions]
    return people


class Run(NamedTuple):
    """A stretch of capitalised words in the text."""

    at: int
    name: Name
    paragraph: int
    """Where its paragraph begins."""

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.at + self.name.start

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.at + self.name.end


def _speaking(text: str, sources: Iterable[Span]) -> set[str]:
    """Return names with which a mention that speaks begins."""
    found: set[str] = set()
    for start, end in sources:
        first = RUN.match(text, start, end)
        if first:
            found.add(read_name(first.group()).words)
    return found


def _add_full(
    people: People, runs: list[Run], speaking: set[str], text: str, small: set[str]
) -> None:
    for run in runs:
        name = run.name
        if name.kind not in ("person", "maybe"):
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
    for run in runs:
        name = run.name
        person: Person | None
        if name.kind in ("person", "maybe"):
            person = people.persons.get((name.first, name.last))
            first = run.paragraph != paragraph and run.start - run.paragraph < OPENING
            if person is not None and first:
                opened[name.last] = (person, run.start)
        else:
            word = name.last or name.words
            person = people.bearer(word, name.gender, opened.get(word), run.start)
            if person is not None:
                person.mentions += 1
                person.called_first |= person.whole and person.last != word
                if name.title:
                    person.titles.setdefault(name.title, run.at)
                if name.titled and name.gender and not person.gender:
                    person.gender = name.gender
        if person is None:
            if name.kind in ("body", "maybe", "lone"):
                people.bodies.append((run.start, run.end, name.words))
            continue
        paragraph = run.paragraph
        people.mentions.append(Mention(run.start, run.end, person, name.title))


_PARTS = re.compile(r" and |, | who (?:is|was) |;")
_HEAD = re.compile(r" (?:of|for|to|at|in|on|from|with|who|that|under|by)\b")


def roles_in(phrase: str) -> set[str]:
    """Return the roles that a description gives: the nouns at its heads.

    Examples
    --------
    >>> sorted(roles_in("former governor and adviser to the president"))
    ['adviser', 'governor']
    """
    found: set[str] = set()
    for part in _PARTS.split(phrase):
        words = _NOUNS.findall(_HEAD.split(part, maxsplit=1)[0])
        if words and (role := role_word(words[-1])):
            vice = len(words) > 1 and words[-2].lower() in ("vice", "deputy", "assistant")
            found.add(f"{words[-2].lower()} {role}" if vice else role)
    return found


def _describe(person: Person, text: str, start: int, end: int) -> None:
    """Add the roles that stand around a full name."""
    after = _AFTER.match(text, end, min(len(text), end + AROUND))
    if after:
        inside, phrase = after["paren"], after["role"]
        seat = _SEAT.match(inside or phrase or "")
        if seat:
            person.roles |= {"lawmaker", _PARTISAN[seat[1]]}
            place = seat[2].lower()
            person.places.add(STATES.get(place, place))
        elif phrase and roles_in(phrase):
            person.titles.setdefault(phrase, after.start("role"))
    home = _HOME.match(text, end)
    if home:
        person.places |= set(home[1].lower().split())
    before = _BEFORE.search(text[max(0, start - AROUND) : start])
    if before:
        phrase = _noun_phrase(before[1])
        if phrase and (before[2] == " " or before[1][-1:].islower()):
            person.titles.setdefault(phrase, start - len(phrase) - len(before[2]))


_SEAT = re.compile(r"([DRI])-([A-Z][a-z]+)")
_HOME = re.compile(
    r"(?:, (?:Democrat|Republican|Independent|Labour|Conservative))? of ((?:[A-Z][a-z]+ ?)+)"
)
_PARTISAN = {"D": "democrat", "R": "republican", "I": "independent"}


def _noun_phrase(words: str) -> str:
    """Return the words after the last verb, article or small word, if a role ends them."""
    kept: list[str] = []
    for word in reversed(words.split(" ")):
        if word.lower() in _STOPS or len(kept) == 9:
            break
        kept.append(word)
    return " ".join(reversed(kept)) if kept and role_word(kept[0]) else ""


def _take_titles(person: Person) -> None:
    """Read roles and words off the descriptions of a person."""
    for title in person.titles:
        person.words.update(word.lower() for word in _NOUNS.findall(title))
        person.roles |= roles_in(title)
        person.places.update(
            word.lower()
            for word in _NOUNS.findall(title)[:-1]
            if word in PLACES or word.lower() in peoples()
        )
    if not person.gender:
        genders = {roles().get(word, "x") for word in person.words} & {"m", "f"}
        person.gender = genders.pop() if len(genders) == 1 else ""
