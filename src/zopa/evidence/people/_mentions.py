"""What kind of mention names a speaker, and which word is its head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from zopa.evidence.people._index import Mention, People
from zopa.evidence.people._names import RUN, read_name, role_word
from zopa.evidence.people._persons import Person, homes_in
from zopa.evidence.people._words import BODIES, ROLE_OF, roles
from zopa.model.ledger import Span

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their themselves both".split())
IT = frozenset("it its itself".split())
FIRST = frozenset("i me my we us our ourselves myself".split())
WHO = frozenset("who which that whom whose".split())

_EDGES = ' ,.:;—–-[]()"“”'

LONGEST = 400
"""Characters of a mention that are read."""

_AFTER = re.compile(
    r"[,;(\[—–:]| (?:of|for|from|with|in|on|at|to|by|who|whose|which|that|where|near|about|against|"
    r"like|including|as|said|says|whom|under|among|around|behind|here|there|during|after|before|"
    r"familiar|close|involved|working|speaking|running)\b"
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-](?!s\b)[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"[’'](?:s\b)?(?= |$)")
_MODIFIES = re.compile(r"[  ]([a-z][a-z\-]+)")
_VERBS = frozenset(
    "of and or nor along together who whose whom which that from at in on with for to by as has "
    "had is was are were will would could also then later now himself herself said says told the a an but when while "
    "not just only both alike here there once".split()
)
_PREPOSITION = re.compile(
    r"\b(?:of|for|to|with|by|from|in|on|against|under|about|at|like|behind|between|including|and)"
    r"(?: the| a| an| his| her| their| former| then| fellow| late)*[  ]$"
)
_CLAUSE = re.compile(r"[a-z],? (?:who|which|that|whose|whom)\b")
_WHO = re.compile(r" (?:who|which|that|whose|whom)\b")
_PLURAL_ROLE = re.compile(r"(?:men|people|police|media|public|press)$")


_PLACE_BEFORE = re.compile(r"(?:\b(?:in|at|near|of|outside)|[A-Z][a-z]+,)[ \u00a0]$")
"""What stands before the name of a place, not of somebody who speaks."""


@dataclass(slots=True)
class Description:
    """What a phrase without a name says of somebody; one for all places where it stands."""

    head: str = ""
    """The noun at its head, in small letters."""
    article: str = ""
    """``the``, ``a``, a possessive pronoun, or empty."""
    words: frozenset[str] = frozenset()
    """Words in front of the head, in small letters."""
    proper: frozenset[str] = frozenset()
    """Capitalised words around the head, in small letters: where somebody belongs."""
    homes: frozenset[str] = frozenset()
    """Common nouns of the bodies of which it says that somebody is."""
    several: bool = False
    """Whether it joins two descriptions: ``the director and his deputy``."""
    size: int = 0
    """Characters up to what says more of the head."""
    human: bool = field(init=False)
    """Whether the head is a role of one person."""
    plural: bool = field(init=False)
    """Whether the head says more than one."""
    role: str = field(init=False)
    """The plain role that it names."""
    gender: str = field(init=False)
    """``m``, ``f`` or empty, by the head."""

    def __post_init__(self) -> None:
        role = ROLE_OF.get(self.head, self.head)
        gender = roles().get(self.head, "x")
        self.human = role_word(self.head) is not None
        many = self.head.endswith("s") and not self.human
        self.plural = self.several or many or bool(_PLURAL_ROLE.search(self.head))
        self.role = f"vice {role}" if "vice" in self.words else role
        self.gender = gender if gender in "mf" else ""


_NOTHING = Description()


class Parsed(NamedTuple):
    """A mention, read."""

    kind: str
    """``name``, ``names``, ``joined``, ``he``, ``she``, ``they``, ``it``, ``first``, ``who``,
    ``body`` or ``nominal``."""
    people: tuple[Mention, ...] = ()
    """The people that are its heads."""
    body: str = ""
    said: Description = _NOTHING
    """What a ``nominal`` says."""
    owner: Person | None = None
    """Whose it is: ``Roe's campaign``, ``the Roe campaign``."""
    joined: tuple[tuple[str, Person | None], ...] = ()
    """Names that speak together, bodies among them."""


def parse_mention(text: str, span: Span, people: People) -> Parsed:
    """Return what kind of mention stands at a place."""
    start, end = span
    if end - start > LONGEST:
        end = start + LONGEST
    phrase = text[start:end]
    pronoun = _PRONOUNS.get(phrase) or _PRONOUNS.get(phrase.strip(_EDGES).lower())
    if pronoun is not None:
        return pronoun
    if phrase.islower() and people.over(start) is None:
        return _small(phrase)
    alone = people.just(start, end) or _name_alone(text, start, end, people)
    if alone is not None:
        return Parsed("name", (alone,))
    return _in_words(text, start, end, *_names_in(text, start, end, people))


def _in_words(
    text: str, start: int, end: int, inside: list[Mention], bodies: list[tuple[int, int, str]]
) -> Parsed:
    """Return what a mention says that is no name or pronoun alone."""
    heads = _heads(text, start, end, inside)
    if heads:
        first = (heads[0].start, heads[-1].end, "")
        joined = _joined(text, first, end, inside, bodies) if bodies else ()
        if joined:
            named = tuple((one.person.name, one.person) for one in heads)
            return Parsed("joined", joined=named + joined)
        return Parsed("names" if len(heads) > 1 else "name", heads)
    nominal = _nominal(text[start:end], start, inside)
    head = nominal.said.head
    if bodies and (not head or head in BODIES or not nominal.said.human):
        body = _body(text, start, end, bodies)
        if body is not None:
            joined = _joined(text, body, end, inside, bodies)
            if joined:
                return Parsed("joined", joined=((body[2], None), *joined))
            return Parsed("body", body=body[2])
    return nominal


_AND = r"(?:and|or|nor|&|as well as|along with|together with)"
_BETWEEN = re.compile(rf"(?:,? {_AND} (?:the )?|, )")
"""What stands between names of people or bodies that speak together."""
LINKED = re.compile(rf" {_AND} ")
"""What joins what speaks together."""
_SECOND = re.compile(rf" {_AND} (?:the|an?|his|her|its|their) ((?:[\w’'\-]+ ){{0,4}}[\w’'\-]+)")
"""A second description in a mention, with an article of its own."""


def _joined(
    text: str,
    first: tuple[int, int, str],
    end: int,
    inside: list[Mention],
    bodies: list[tuple[int, int, str]],
) -> tuple[tuple[str, Person | None], ...]:
    """Return the names after the first that speak together with it, if *and* joins them."""
    parts: list[tuple[int, int, str, Person | None]] = [
        (begin, stop, name, None) for begin, stop, name in bodies if begin >= first[1]
    ]
    parts += [(m.start, m.end, m.person.name, m.person) for m in inside if m.start >= first[1]]
    until = first[1]
    found: list[tuple[str, Person | None]] = []
    for begin, stop, name, person in sorted(parts, key=lambda part: part[0]):
        if not _BETWEEN.fullmatch(text, until, begin) or _modifies(text, stop, end):
            break
        found.append((name, person))
        until = stop
    return tuple(found) if found and LINKED.search(text, first[1], until) else ()


@lru_cache(maxsize=1 << 13)
def _small(phrase: str) -> Parsed:
    """Return what a phrase without capitals says: it names nobody."""
    return Parsed("nominal", said=description(phrase))


def _name_alone(text: str, start: int, end: int, people: People) -> Mention | None:
    """Return the person whom a mention names with nothing else said, the frequent case."""
    match = None if text[start : start + 1].islower() else RUN.match(text, start, end)
    if match is None or match.end() != end:
        return None
    name = read_name(match.group())
    person = people.named(name, start + name.start) if name.end == end - start else None
    return Mention(start, end, person, name.title) if person is not None else None


def _names_in(
    text: str, start: int, end: int, people: People
) -> tuple[list[Mention], list[tuple[int, int, str]]]:
    """Return people and bodies that a mention names; only its own words count."""
    mentions: list[Mention] = []
    bodies: list[tuple[int, int, str]] = []
    over = people.over(start)
    if over is not None:
        mentions.append(over._replace(start=start))
        start = over.end
    for match in RUN.finditer(text, start, end):
        name = read_name(match.group())
        begin, stop = match.start() + name.start, match.start() + name.end
        person = people.named(name, begin)
        if person is not None:
            begin -= len(name.title) + 1 if name.title else 0
            mentions.append(Mention(begin, stop, person, name.title))
        elif name.kind in ("body", "maybe") or (name.kind == "lone" and name.words[-1] != "s"):
            bodies.append((begin, stop, name.words))
    return mentions, bodies


_FROM = re.compile(r" (?:from|of) ((?:[A-Z][a-z]+ ?)+)")
_HEAD_OF = "chief"
"""What the *head of* something is."""
_ARTICLES = frozenset(
    "the a an his her their its my our this that one another some any each no every".split()
)

_PRONOUNS = {
    word: Parsed(kind)
    for kind, words in (
        ("he", HE),
        ("she", SHE),
        ("they", THEY),
        ("it", IT),
        ("first", FIRST),
        ("who", WHO),
    )
    for word in words
}


def _heads(text: str, start: int, end: int, inside: list[Mention]) -> tuple[Mention, ...]:
    """Return the people whom a mention names as speakers: not owners, not in ``for Ms. Roe``."""
    heads: list[Mention] = []
    for mention in inside:
        if heads:
            between = text[heads[-1].end : mention.start]
            if not _BETWEEN.fullmatch(between):
                break
            if not _modifies(text, mention.end, end):
                heads.append(mention)
            continue
        if _modifies(text, mention.end, end):
            continue
        before = text[start : mention.start]
        if _PREPOSITION.search(before) or _CLAUSE.search(before):
            continue
        heads.append(mention)
    if len(heads) > 1 and not LINKED.search(text, heads[0].end, heads[-1].start):
        return (heads[0],)
    return tuple(heads)


def _modifies(text: str, at: int, end: int) -> bool:
    """Return whether a name that ends here belongs to a noun after it."""
    if at >= end:
        return False
    if text[at] in "'’":
        owned = _POSSESSIVE.match(text, at)
        return owned is not None and owned.end() < end
    noun = _MODIFIES.match(text, at, end)
    if noun is None or noun[1] in _VERBS:
        return False
    return role_word(noun[1]) is not None or not noun[1].endswith(("ing", "ly"))


def _body(
    text: str, start: int, end: int, bodies: list[tuple[int, int, str]]
) -> tuple[int, int, str] | None:
    """Return the body that a mention names and where, or ``None``."""
    if _PLACE_BEFORE.search(text, max(0, start - 12), start):
        return None
    for begin, stop, name in bodies:
        before = text[start:begin]
        if not _modifies(text, stop, end) and not (before and _PREPOSITION.search(before)):
            return begin, stop, name
    return None


def _nominal(phrase: str, start: int, inside: list[Mention]) -> Parsed:
    said = description(phrase)
    for mention in inside:
        if mention.start < start + said.size:
            return Parsed("nominal", said=said, owner=mention.person)
    return Parsed("nominal", said=said)


@lru_cache(maxsize=1 << 13)
def description(phrase: str) -> Description:
    """Return what a phrase without a name says of somebody."""
    core = phrase
    begin = _leading_words(phrase)
    cut = _AFTER.search(phrase, begin)
    if cut:
        core = phrase[: cut.start()]
    words = _WORD.findall(_POSSESSIVE.sub("", core))
    if not words:
        return _NOTHING
    leads = cut is not None and cut.group() == " of"
    article = words[0].lower()
    place = _FROM.match(phrase, len(core))
    proper = [word.lower() for word in words[1:-1] if word[0].isupper()]
    proper += [word.lower() for word in place[1].split()] if place else []
    return Description(
        _HEAD_OF if words[-1].lower() == "head" and leads else words[-1].lower(),
        article if article in _ARTICLES else "",
        frozenset(word.lower() for word in words[:-1]) | frozenset(proper),
        frozenset(proper),
        homes_in(phrase),
        _joins_two(phrase),
        len(core),
    )


def _joins_two(phrase: str) -> bool:
    """Return whether a phrase describes two people, one after the other."""
    clause = _WHO.search(phrase)
    second = _SECOND.search(phrase, 0, clause.start() if clause else len(phrase))
    return second is not None and any(map(role_word, second[1].split()))


def _leading_words(phrase: str) -> int:
    """Return where the first two words of a phrase end, so that a title is not cut at once."""
    first = phrase.find(" ")
    return max(first, 0)
