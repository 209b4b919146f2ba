"""Who is being talked about: salience that rises with each mention and fades by the sentence."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from zopa.evidence.people._names import role_word
from zopa.evidence.people._persons import Person

SPEAKS = 3.5
SUBJECT = 3.0
OBJECT = 1.5
OBLIQUE = 1.0
OWNER = 1.2
MODIFIER = 0.6
"""Weight of a mention by its place in the sentence."""

FADING = 0.6
"""Share of salience left after a sentence."""

PARAGRAPH = 0.85
"""Share of salience left after a paragraph ends, in addition."""

CARRY = 0.3
"""Share of what somebody had before that is left when a later sentence mentions them again."""

KEPT = 16
"""People kept in mind."""

_NEXT = re.compile(r"[ \u00a0]([a-z][a-z\-]*)")
_NO_VERB = frozenset(
    "a about after again against and around as at because before but by during earlier early for "
    "from her here his how if in instead into its last late later like next now of on once or out "
    "over since than that the their then there this through to today together tomorrow too under "
    "until up what when where which while who whom whose why with without yesterday".split()
)
"""Words after a name that say nothing about its place in the sentence."""
_OWNED = frozenset(
    "administration ads allies brand camp campaign campaigns era events family fans officials "
    "organization plan plans presidency properties rallies rally record speech staff team tower "
    "university vote".split()
)
_OBLIQUE = frozenset(
    "of to with for by from against on about like than over and under behind between at in into".split()
)


NAMED_INSIDE = 0.15
"""Factor for somebody whom the words themselves name: people rarely name themselves."""

UNSURE = 0.75
"""Factor for somebody whose gender the text does not tell."""

UNSURE_BESIDE = 0.45
"""The same, where somebody of the right gender has just spoken."""

LATELY = 3
"""Sentences back that are *just*."""

TINY = 1e-100
"""Salience below which everybody is forgotten."""


class Choice(NamedTuple):
    """Whom a pronoun means, and how far ahead of the next one."""

    person: Person
    lead: float
    """Salience as a multiple of the runner-up's; infinite without one."""
    sentences: int
    """Sentences since the last mention."""


@dataclass(slots=True)
class _Held:
    person: Person
    salience: float
    """In units of the scene's mark."""
    sentence: int
    weight: float
    """Heaviest mention of that sentence."""


class Scene:
    """People in mind at a point of the text.

    Salience of everybody fades together: it is kept as a multiple of one mark.
    """

    __slots__ = ("_held", "_mark", "_paragraph", "_sentence")

    def __init__(self) -> None:
        self._held: dict[int, _Held] = {}
        self._mark = 1.0
        self._sentence = 0
        self._paragraph = 0

    def move(self, sentence: int, paragraph: int) -> None:
        """Let salience fade up to a sentence of a paragraph."""
        steps = sentence - self._sentence
        if steps <= 0:
            return
        self._mark *= FADING**steps * PARAGRAPH ** (paragraph - self._paragraph)
        self._sentence, self._paragraph = sentence, paragraph
        if self._mark < TINY:
            self._held.clear()
            self._mark = 1.0

    def mention(self, person: Person, weight: float) -> None:
        """Bring somebody to mind; the heaviest mention of a sentence counts."""
        held = self._held.get(id(person))
        if held is None:
            if len(self._held) >= KEPT:
                del self._held[min(self._held, key=lambda key: self._held[key].salience)]
            self._held[id(person)] = _Held(person, weight / self._mark, self._sentence, weight)
            return
        if held.sentence == self._sentence:
            if weight > held.weight:
                held.salience += (weight - held.weight) / self._mark
                held.weight = weight
            return
        held.salience = held.salience * CARRY + weight / self._mark
        held.sentence, held.weight = self._sentence, weight

    def of_gender(self, gender: str, avoided: Collection[int]) -> Choice | None:
        """Return the most salient person of a gender; ``avoided`` are identities."""
        best: _Held | None = None
        first = second = 0.0
        spoke = any(
            held.weight >= SPEAKS
            and held.person.gender == gender
            and self._sentence - held.sentence <= LATELY
            and id(held.person) not in avoided
            for held in self._held.values()
        )
        for held in self._held.values():
            person = held.person
            if person.gender:
                if person.gender != gender:
                    continue
                factor = 1.0
            else:
                factor = UNSURE_BESIDE if spoke and held.weight < SPEAKS else UNSURE
                factor *= 1.0 if person.certain else UNSURE
            if id(person) in avoided:
                factor *= NAMED_INSIDE
            salience = held.salience * factor
            if salience > first:
                best, first, second = held, salience, first
            elif salience > second:
                second = salience
        return self._choice(best, first, second)

    def people(self) -> list[Person]:
        """Return who is in mind."""
        return [held.person for held in self._held.values()]

    def choose(self, fits: list[float]) -> Choice | None:
        """Return the most salient person; each of `people` has a factor, 0 for nobody meant."""
        best: _Held | None = None
        first = second = 0.0
        for held, factor in zip(self._held.values(), fits, strict=True):
            salience = held.salience * factor
            if salience > first:
                best, first, second = held, salience, first
            elif salience > second:
                second = salience
        return self._choice(best, first, second)

    def _choice(self, best: _Held | None, first: float, second: float) -> Choice | None:
        if best is None:
            return None
        lead = first / second if second else float("inf")
        return Choice(best.person, lead, self._sentence - best.sentence)


_BLANKS = frozenset(" \u00a0")
_APOSTROPHES = frozenset("'’")


@lru_cache(maxsize=1 << 13)
def _weight_before(word: str) -> float:
    """Return the weight of a name in front of a word: a noun it belongs to, a verb, or neither."""
    if word in _OWNED or role_word(word) or role_word(word.removesuffix("s")):
        return MODIFIER
    return OBJECT if word in _NO_VERB else SUBJECT


def weight_of(text: str, start: int, end: int, begins: int) -> float:
    """Return the weight of a name by its place in the sentence that begins at ``begins``."""
    weight, word = OBJECT, ""
    following = text[end : end + 1]
    if following in _BLANKS:
        after = _NEXT.match(text, end)
        if after is not None:
            word = after[1]
            weight = _weight_before(word)
            if weight == MODIFIER:
                return MODIFIER
    elif following in _APOSTROPHES and not text[end + 1 : end + 2].isupper():
        return OWNER
    if start - begins <= 1 or word == "who":
        return SUBJECT
    before = text[max(begins, start - 16) : start].rsplit(None, 1)
    return OBLIQUE if before and before[-1].lower() in _OBLIQUE else weight
