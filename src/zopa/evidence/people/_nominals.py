"""Whom a description means: the president, the senator, her campaign, a spokesman."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zopa.evidence.people import _rules as by
from zopa.evidence.people._discourse import SUBJECT, Scene, weight_of
from zopa.evidence.people._index import People
from zopa.evidence.people._mentions import Description
from zopa.evidence.people._parties import Parties
from zopa.evidence.people._persons import Person, homes_in
from zopa.evidence.people._words import KINDS_OF_ROLE, OFFICES
from zopa.evidence.speech._document import Document

LEAD = 1.25
"""Salience of whom a role means, as a multiple of the next one's."""

HOLDERS = 60
"""People of one role that are told apart."""

STAFF = frozenset("administration camp campaign foundation government office team".split())
"""Groups that are called by the name of whom they work for."""

_EMPTY = frozenset("the a an new top then late senior own other current".split())


DOCUMENTS = frozenset(
    "email e-mail letter memo message post release report statement text tweet".split()
)
"""What is given out by somebody and then speaks for them."""

BACK = 600
"""Characters back in which a document is looked for."""

_LOOSE = frozenset(
    "candidate conservative democrat frontrunner governor independent lawmaker nominee politician "
    "representative republican senator".split()
)
"""Descriptions that reports use for somebody known, without having said so before."""

_SIDES = {"democrat": "d", "democratic": "d", "republican": "r", "gop": "r"}

_VAGUE = frozenset(("", "house", "party", "group", "state", "states", "system"))
"""Nouns that end the names of too many bodies."""

_LESSER = frozenset("assistant deputy ex former vice".split())
"""Words by which a role is not quite that role: whoever is meant was called so."""

_AT_THE_TOP = frozenset("leader chief ruler dictator".split())
"""Words for the head of any body, whatever the office is called."""

_HEADS = _AT_THE_TOP | frozenset(
    "captain chairman chancellor commander director emperor general governor king mayor owner "
    "president queen secretary-general sheikh sultan".split()
)
"""Offices at the head of a body."""

_INDEFINITE = frozenset("a an one another some any each no every this that".split())


_POSSESSIVE = frozenset(("his", "her"))


class Answer(NamedTuple):
    """Whom a mention means, and why."""

    name: str | None
    rule: str
    person: Person | None = None
    party: str | None = None
    stands_in: Person | None = None
    """Somebody without a name, whom a pronoun may mean later."""


def asks(said: Description, owner: Person | None) -> bool:
    """Return whether it takes the people in mind to say whom a description means."""
    if said.article in _POSSESSIVE:
        return True
    return said.human and (said.article != "" or owner is not None) and not _vague(said)


def _vague(said: Description) -> bool:
    """Return whether a description is of several, of anybody or of a group."""
    return said.plural or said.article in _INDEFINITE or said.head in STAFF


def _leads(person: Person) -> bool:
    """Return whether nothing is told of somebody but what the head of a party may be."""
    if person.words & _LESSER:
        return False
    return not person.roles or bool(person.roles & _HEADS) or "prime" in person.words


def _of_another(person: Person, homes: frozenset[str]) -> bool:
    """Return whether somebody was introduced as being of another body than described."""
    if not homes or homes & person.words:
        return False
    return any(homes_in(title) for title in person.titles)


def _elsewhere(person: Person, homes: frozenset[str] | set[str]) -> bool:
    """Return whether somebody is known to be from another place than described."""
    known = person.places | person.words
    return bool(homes) and bool(person.places) and not homes & known


def _same_side(person: Person, told: frozenset[str] | set[str]) -> bool:
    """Return whether a description puts nobody into the other of two camps."""
    theirs = {_SIDES[word] for word in (person.words | person.roles) & _SIDES.keys()}
    said = {_SIDES[word] for word in told & _SIDES.keys()}
    return not theirs or said <= theirs


def _without_article(text: str) -> str:
    words = text.strip(" ,.").split()
    return " ".join(words[1:] if words[0].lower() == "the" else words)


class Nominals:
    """Roles of the people of a text, ready to be asked."""

    def __init__(self, document: Document, people: People, parties: Parties) -> None:
        self.document = document
        self.people = people
        self.parties = parties
        self._by_role: dict[str, list[Person]] | None = None
        self._of_party: dict[str, list[Person]] = {}
        self._strangers: list[tuple[str, Person]] = []
        """People without a name who have not been entered under their roles yet."""
        self.closed = False
        """Whether nobody is going to ask who is in mind: strangers need not be kept."""

    def _roles(self) -> dict[str, list[Person]]:
        """Return role -> who has it; everybody's roles are read when somebody asks."""
        if self._by_role is None:
            self._by_role = {}
            self.people.describe(everybody=True)
            for person in self.people.persons.values():
                for role in person.roles:
                    for wider in (role, *KINDS_OF_ROLE.get(role, ())):
                        holders = self._by_role.setdefault(wider, [])
                        if len(holders) < HOLDERS:
                            holders.append(person)
        for role, somebody in self._strangers:
            holders = self._by_role.setdefault(role, [])
            if len(holders) >= HOLDERS:
                del holders[0]
            holders.append(somebody)
        self._strangers.clear()
        return self._by_role

    def answer(
        self, said: Description, text: str, owner: Person | None, scene: Scene, place: int
    ) -> Answer:
        """Return whom a description means."""
        party = self.parties.of_words(text)
        if party is None and owner is not None:
            party = self.parties.of_person(owner, self.people)
        named = None if said.human else self.parties.is_name(text)
        if named is not None:
            return Answer(_without_article(text), by.PARTY_NAME, party=named)
        if (not said.article and owner is None) or _vague(said):
            return self._unnamed(said, owner, party)
        if not said.human:
            if said.head in DOCUMENTS and (owner is not None or said.article == "the"):
                owned = owner is not None or "’s" in text or "'s" in text
                giver = owner if owned else self._giver(said.head, place)
                rule = by.DOCUMENT if giver else by.UNNAMED
                return Answer(giver.name if giver else None, rule, person=giver, party=party)
            body = self._body(said, place)
            return Answer(body, by.BODY_SHORT if body else by.UNNAMED, party=party)
        for rule, person in self._candidates(said, owner, party, scene, place):
            if person is not None:
                return Answer(person.name or None, rule, person=person, party=party)
        return self._unnamed(said, owner, party)

    def _candidates(
        self, said: Description, owner: Person | None, party: str | None, scene: Scene, place: int
    ) -> Iterator[tuple[str, Person | None]]:
        yield by.ROLE, self.holder(said, owner, scene, place, party)
        if owner is None:
            yield by.PARTY_ROLE, self._only_of(party, said)
            yield by.DESCRIBED, self._described(said, scene, party)

    def _other_side(self, person: Person, party: str | None) -> bool:
        """Return whether somebody is known to belong to another party than described."""
        if party is None:
            return False
        theirs = self.parties.of_person(person, self.people)
        return theirs is not None and theirs != party

    def _unnamed(self, said: Description, owner: Person | None, party: str | None) -> Answer:
        if owner is not None and said.head in STAFF:
            return Answer(f"{owner.last} {said.head}", by.OWNER, party=party)
        if said.human and not said.plural and not self.closed:
            somebody = Person("", "", "", 0, said.gender, party=party)
            somebody.words = said.words
            self._strangers.append((said.role, somebody))
            return Answer(None, by.UNNAMED, party=party, stands_in=somebody)
        return Answer(None, by.UNNAMED, party=party)

    def holder(
        self,
        said: Description,
        owner: Person | None,
        scene: Scene,
        place: int,
        party: str | None = None,
    ) -> Person | None:
        """Return the most salient person with the role, best with the same describing words."""
        known = self._roles().get(said.role)
        if not known:
            return None
        gender = said.gender
        holders = {id(person) for person in known if person.place < place}
        told = said.words - _EMPTY
        must = _LESSER & told
        if owner is not None:
            must |= {owner.last.lower()}
        homes = told & said.proper

        def fits(person: Person) -> float:
            if id(person) not in holders or not must <= person.words | {person.last.lower()}:
                return 0.0
            if (gender and person.gender not in ("", gender)) or _elsewhere(person, homes):
                return 0.0
            if _of_another(person, said.homes) or self._other_side(person, party):
                return 0.0
            return 1.0 + 4.0 * len(told & (person.words | person.places))

        choice = scene.choose([fits(person) for person in scene.people()])
        if choice is not None:
            return choice.person if choice.lead >= LEAD else None
        fitting = [person for person in known if fits(person)]
        return fitting[0] if len(fitting) == 1 else None

    def _described(self, said: Description, scene: Scene, party: str | None) -> Person | None:
        """Return whom everybody has in mind, where the description may well say who that is."""
        role = said.role
        if said.article != "the" or role not in _LOOSE:
            return None
        gender = said.gender

        def fits(person: Person) -> float:
            if (gender and person.gender not in ("", gender)) or _elsewhere(person, said.proper):
                return 0.0
            return 1.0 if person.certain else 0.5

        choice = scene.choose([fits(person) for person in scene.people()])
        if (
            choice is None
            or choice.lead < 2 * LEAD
            or choice.sentences > 2
            or not choice.person.name
            or self._other_side(choice.person, party)
        ):
            return None
        held = choice.person.roles & OFFICES
        if role in OFFICES and held and role not in held:
            return None
        return choice.person if _same_side(choice.person, said.words | {role}) else None

    def _giver(self, head: str, place: int) -> Person | None:
        """Return the subject of the last sentence that speaks of such a document."""
        text = self.document.text
        begin = max(0, place - BACK)
        at = text.rfind(head, begin, place - len("the "))
        if at < 0:
            return None
        sentence = self.document.sentence_at(at)
        named = self.people.among(sentence[0], at)
        if not named or sentence[0] < begin:
            return None
        first = self.people.mention(named[0])
        weight = weight_of(text, first.start, first.end, sentence[0])
        return first.person if weight >= SUBJECT else None

    def _only_of(self, party: str | None, said: Description) -> Person | None:
        """Return the only person of a party in the text, where the description means its head."""
        if party is None or said.role not in _AT_THE_TOP or said.words & _LESSER:
            return None
        if not self._of_party:
            for person in self.people.persons.values():
                theirs = self.parties.by_name(person, self.people)
                if theirs is not None:
                    self._of_party.setdefault(theirs, []).append(person)
        members = self._of_party.get(party, [])
        return members[0] if len(members) == 1 and _leads(members[0]) else None

    def _body(self, said: Description, place: int) -> str | None:
        """Return the last body before a place whose name ends with the noun."""
        if said.article != "the" or said.head in _VAGUE or said.words - {"the"}:
            return None
        body = self.people.body(said.head, place)
        return body if body and " " in body else None
