"""Which party of the case a name, a title or a description belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from zopa.evidence.people._index import People
from zopa.evidence.people._names import read_name
from zopa.evidence.people._persons import Person
from zopa.evidence.people._words import BODIES, LEADING, NOT_NAMES, countries
from zopa.model.parties import Party

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'\-](?!s\b)[^\W_]+)*")
_TOWARDS = frozenset("to on with against toward towards about over by at versus vs".split())
"""A name after one of these is what somebody deals with, not where they belong."""
_SIDES = frozenset("North South East West".split())
_AND = frozenset("and or nor well".split())
"""Words between names that are joined, that of *as well as* among them."""
_AND_THE = _AND | frozenset("as the".split())
SHORTEST = 4
"""Letters of a noun in small letters whose last *s* may be that of a plural."""
_SMALL = frozenset("the a an of and for in".split())

Phrase = tuple[str, ...]


class Parties:
    """Names, aliases, peoples and capitals of the parties, ready to be found in descriptions.

    Examples
    --------
    >>> ours = Parties([Party(id="f", name="France", aliases=("Roe",)), Party(id="p", name="Peru")])
    >>> ours.of_words("the French trade minister"), ours.of_words("an envoy to Peru")
    ('f', None)
    """

    def __init__(self, parties: Iterable[Party]) -> None:
        self.names: dict[Phrase, str | None] = {}
        derived: dict[Phrase, str | None] = {}
        for party in parties:
            for name in (party.name, *party.aliases):
                _add(self.names, _words(name), party.id)
                for other in _derived(name):
                    _add(derived, _words(other), party.id)
        self.phrases: dict[Phrase, str | None] = {**derived, **self.names}
        self.longest = max(map(len, self.phrases), default=0)
        self.first = {phrase[0].casefold() for phrase in self.phrases}
        self.people: dict[str, str | None] = {}
        for phrase, party_id in self.names.items():
            read = read_name(" ".join(phrase))
            if read.kind in ("person", "maybe", "lone"):
                _add(self.people, " ".join(_words(read.words)), party_id)

    def of_words(self, text: str) -> str | None:
        """Return the party that a description names as where somebody belongs, or ``None``.

        Examples
        --------
        >>> ours = Parties([Party(id="f", name="France"), Party(id="p", name="Peru")])
        >>> ours.of_words("the French envoy and the Peruvian minister") is None
        True
        """
        if not self.phrases:
            return None
        words = _words(text)
        if not any(word.casefold() in self.first for word in words):
            return None
        found, ended = None, 0
        for start, end, party in self._named_in(words):
            if found is None:
                found, ended = party, end
            elif party != found and not _AND.isdisjoint(words[ended:start]):
                return None
        return found

    def _named_in(self, words: Phrase) -> Iterator[tuple[int, int, str]]:
        """Yield which parties words name as where somebody belongs: from, to and which."""
        i = faced = 0
        while i < len(words):
            for length in range(min(self.longest, len(words) - i), 0, -1):
                party = self._match(tuple(words[i : i + length]))
                if party is None:
                    continue
                again = faced and _AND_THE.issuperset(words[faced:i])
                if again or _towards(words[:i]):
                    faced = i + length
                elif not _begins_other(words, i, length):
                    yield i, i + length, party
                i += length - 1
                break
            i += 1

    def is_name(self, text: str) -> str | None:
        """Return the party of which a whole mention is a name or alias, or ``None``.

        Examples
        --------
        >>> Parties([Party(id="u", name="Drivers", aliases=("the union",))]).is_name("The union")
        'u'
        """
        return self._match(_words(text)) if self.phrases else None

    def _match(self, words: Phrase) -> str | None:
        exact = self.phrases.get(words)
        if exact is not None:
            return exact
        low = tuple(word.lower() for word in words)
        if low != words or low in self.phrases:
            return self.phrases.get(low)
        return None

    def of_person(self, person: Person, people: People) -> str | None:
        """Return the party of a person: by name, else by title or description."""
        return person.party or self.by_name(person, people) or self._by_title(person)

    def by_name(self, person: Person, people: People) -> str | None:
        """Return the party among whose names and aliases a person is."""
        if not self.people:
            return None
        words = _words(person.name)
        whole = self.people.get(" ".join(words))
        if whole is not None:
            return whole
        short = self.people.get(f"{person.first} {person.last}")
        if short is not None or len(words) < 2:
            return short
        party = self.people.get(person.last)
        if party is not None and self._stands_for(person, person.last, people, party):
            return party
        party = self.people.get(words[0])
        if party is not None and self._family_first(person, words):
            return party
        return None

    def _stands_for(self, person: Person, last: str, people: People, party: str) -> bool:
        """Return whether a surname among the aliases means this bearer of it."""
        named = {
            name.rsplit(" ", 1)[0]
            for name, owner in self.people.items()
            if owner == party and name.endswith(" " + last)
        }
        family = people.by_last.get(last, [person])
        if named:
            return False
        return person is max(family, key=lambda one: (one.mentions, -one.place))

    def _family_first(self, person: Person, words: Sequence[str]) -> bool:
        """Return whether the first word is the family name, as in Korean or Chinese names."""
        return (
            len(words) > 2
            or "-" in words[-1]
            or person.called_first
            or self._by_title(person) == self.people.get(words[0])
        )

    def _by_title(self, person: Person) -> str | None:
        for title in person.titles:
            party = self.of_words(title)
            if party is not None:
                return party
        return None


K = TypeVar("K", Phrase, str)


def _add(table: dict[K, str | None], key: K, party: str | None) -> None:
    """Enter a name; one that two parties share belongs to none."""
    if key:
        table[key] = party if table.get(key, party) == party else None


def _words(text: str) -> Phrase:
    words = _WORD.findall(text)
    while len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    return tuple(words)


def _derived(name: str) -> list[str]:
    """Return adjectives, peoples and capitals of a country, and short forms of other names.

    A group in small letters (*rebels*) has members (*the rebel commander*).
    """
    country = countries().get(name.casefold().removeprefix("the "))
    if country is not None:
        people = [*country.people, *(word + "s" for word in country.people)]
        side = name.split(maxsplit=1)[0]
        return [*country.names, *people, *country.capitals, *([side] if side in _SIDES else [])]
    words = _words(name)
    if not words:
        return []  # nothing but marks
    head = words[-1]
    if len(words) > 1 and head.lower() in BODIES and head[0].isupper():
        return [head.lower(), head]
    if head.islower() and len(head) > SHORTEST and head[-1] == "s" and head[-2] not in "aisu":
        return [" ".join((*words[:-1], head[:-1]))]
    return []


_OF_STATE = frozenset(
    "ministry government embassy department congress parliament senate house council army navy "
    "court supreme state authority republic assembly office people's".split()
)


def _begins_other(words: Sequence[str], at: int, length: int) -> bool:
    """Return whether a name goes on into that of another thing, as in the name of a newspaper."""
    if at + length >= len(words):
        return False
    following = words[at + length]
    if not following[0].isupper():
        return False
    if length == 1 and words[at] in _SIDES:
        return True
    low = following.lower()
    return low in BODIES and low not in _OF_STATE


def _towards(before: Sequence[str]) -> bool:
    """Return whether the words before a name end with a preposition that points at it."""
    for word in reversed(before):
        low = word.lower()
        if low in _TOWARDS:
            return True
        if low not in _SMALL and low not in NOT_NAMES and low not in LEADING:
            return False
    return False
