"""Somebody of a text, and the roles that stand around a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from zopa.evidence.people._names import role_word
from zopa.evidence.people._words import BODIES, PLACES, STATES, peoples, roles
from zopa.model.ledger import Span

AROUND = 120
"""Characters before and after a name in which its roles are looked for."""

_AFTER = re.compile(
    r",? \((?P<paren>[^()\n]{1,40})\)|, (?:\d{2},? )?(?P<role>(?:an? |the |a former |"
    r"who (?:is|was) |(?:his|her|their|its) |[A-Za-z]).{2,110}?)(?=[,.;:)\n—]|$)"
)
_MARK = re.compile(r"[,.;:()\"“”\n—–]")
_SHORTEST, _LONGEST = 3, 90
"""Characters of what is read before a name."""
_STOPS = frozenset(
    "a an the and or but that by with to from in on at as said says told when while if for after "
    "before is was were are be been has had have who whom which not than like".split()
)
_NOUNS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


_NONE: frozenset[str] = frozenset()


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
    party: str | None = None
    """Party of somebody without a name, by how they were described."""
    mentions: int = 0
    described: bool = False
    """Whether what stands around the full name has been read."""
    called_first: bool = False
    """Whether the first word stands alone for the whole name."""
    full: list[Span] = field(default_factory=list)
    """Places of the full name, the first few."""
    titles: dict[str, int] = field(default_factory=dict)
    """Descriptions as written, for example ``US Secretary of State`` -> where."""
    roles: frozenset[str] = _NONE
    """Plain roles, for example ``secretary``."""
    words: frozenset[str] = _NONE
    """All words of the descriptions, in small letters."""
    places: frozenset[str] = _NONE
    """Words of places they are from, in small letters."""


_PARTS = re.compile(r" and |, | who (?:is|was) |;")
_HEAD = re.compile(r" (?:of|for|to|at|in|on|from|with|who|that|under|by)\b")


@lru_cache(maxsize=1 << 12)
def roles_in(phrase: str) -> frozenset[str]:
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
    return frozenset(found)


_OPENING = frozenset((", ", " ("))
"""What stands after a name where a description follows: how `_AFTER` begins."""
_BEFORE_HOME = frozenset((", ", " o"))
"""How `_HOME` begins."""


def describe(person: Person, text: str, start: int, end: int) -> None:
    """Add the roles that stand around a full name."""
    following = text[end : end + 2]
    after = None
    if following in _OPENING:
        after = _AFTER.match(text, end, min(len(text), end + AROUND))
    if after:
        inside, phrase = after["paren"], after["role"]
        seat = _SEAT.match(inside or phrase or "")
        if seat:
            person.roles |= {"lawmaker", _PARTISAN[seat[1]]}
            place = seat[2].lower()
            person.places |= {STATES.get(place, place)}
        elif phrase and roles_in(phrase):
            person.titles.setdefault(phrase, after.start("role"))
    home = _HOME.match(text, end) if following in _BEFORE_HOME else None
    if home:
        person.places |= set(home[1].lower().split())
    before = text[max(0, start - AROUND) : start]
    if before.endswith(" "):
        _read_before(person, before, start)


def _read_before(person: Person, before: str, start: int) -> None:
    """Add the role that stands before a name, up to the mark before it."""
    joint = ", " if before.endswith(", ") else " "
    before = before.removesuffix(joint)
    last = before[before.rfind(" ") + 1 :]
    if role_word(last) is None and (last.isalpha() or role_word(_MARK.split(last)[-1]) is None):
        return  # the frequent case
    words = _MARK.split(before)[-1]
    words = words.removeprefix(" ") if len(words) < len(before) else words
    if _SHORTEST <= len(words) <= _LONGEST:
        phrase = _noun_phrase(words)
        if phrase and (joint == " " or words[-1:].islower()):
            person.titles.setdefault(phrase, start - len(phrase) - len(joint))


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


_WHOSE = re.compile(
    r"([^\W\d_]+)[’']s?(?= )|\b(?:of|for|at) (?:the |an? )?((?:[^\W\d_][\w’'\-]* ?)+)"
)
_ENDS = frozenset("and at by for from in of on that to where which who with".split())


@lru_cache(maxsize=1 << 12)
def homes_in(phrase: str) -> frozenset[str]:
    """Return the bodies of which a description says that somebody is, by their common nouns.

    Examples
    --------
    >>> sorted(homes_in("chief executive of the health trust")), sorted(homes_in("the mill's clerk"))
    (['trust'], ['mill'])
    >>> sorted(homes_in("spokesman for Mr. Vale"))
    []
    """
    found: set[str] = set()
    for match in _WHOSE.finditer(phrase):
        noun = match[1] or ""
        for word in (match[2] or "").split():
            if word in _ENDS:
                break
            noun = word
        low = noun.lower()
        if noun and (low in BODIES or (noun.islower() and role_word(low) is None)):
            found.add(low)
    return frozenset(found)


@lru_cache(maxsize=1 << 12)
def _words_in(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a description in small letters, and which of them say where from."""
    words, known = _NOUNS.findall(title), peoples()
    places = (word for word in words[:-1] if word in PLACES or word.lower() in known)
    return frozenset(word.lower() for word in words), frozenset(word.lower() for word in places)


def take_titles(person: Person) -> None:
    """Read roles and words off the descriptions of a person."""
    if not person.titles:
        return
    for title in person.titles:
        words, places = _words_in(title)
        person.words |= words
        person.places |= places
        person.roles |= roles_in(title)
    if not person.gender:
        genders = {roles().get(word, "x") for word in person.words} & {"m", "f"}
        person.gender = genders.pop() if len(genders) == 1 else ""
