"""Who is in mind at a place of a text: names, pronouns and roles read up to there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import count

from zopa.evidence.people import _rules as by
from zopa.evidence.people._between import stretches
from zopa.evidence.people._discourse import OBLIQUE, SUBJECT, Scene, weight_of
from zopa.evidence.people._index import People
from zopa.evidence.people._mentions import Description
from zopa.evidence.people._names import role_word
from zopa.evidence.people._nominals import Answer, Nominals
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found

LEAD = 1.25
"""Salience of whom a pronoun means, as a multiple of the next one's; below it stays empty."""

FAR = 8
"""Sentences after which a pronoun no longer means somebody."""

_SUBJECTS = {
    f"{word}{short}": gender
    for word, gender in (("He", "m"), ("he", "m"), ("She", "f"), ("she", "f"))
    for short in ("", "'s", "’s", "'d", "’d", "'ll", "’ll")
}
_WATCHED = frozenset(("the", *(word.lower() for word in _SUBJECTS)))
"""Words in small letters that may be a subject or begin one."""


@lru_cache(maxsize=1 << 10)
def _role(noun: str) -> Description:
    return Description(noun.lower(), "the")


class Story:
    """The people in mind, read as far as somebody asks."""

    def __init__(
        self, document: Document, people: People, nominals: Nominals, found: Sequence[Found]
    ) -> None:
        self.scene = Scene()
        self._document = document
        self._text = document.text
        self._people = people
        self._nominals = nominals
        self._found = found
        self._sentence_starts: list[int] = []
        self._paragraph_starts: list[int] = []
        self._sentence = self._until = 0
        self._events: list[tuple[int, int]] = []
        self._next = 0

    def begin(self, end: int) -> None:
        """Find what brings somebody to mind up to the last place where anybody asks."""
        self._people.describe(everybody=False)
        self._sentence_starts = [start for start, _ in self._document.sentences]
        self._paragraph_starts = [start for start, _ in self._document.paragraphs]
        self._events = self._outside(self._named(end) + self._watched(end), end)

    def _named(self, end: int) -> list[tuple[int, int]]:
        """Return where names stand up to a place, each with its index from the end: below 0."""
        starts = self._people.starts
        return list(zip(starts[: bisect_right(starts, end)], count(-len(starts)), strict=False))

    def _watched(self, end: int) -> list[tuple[int, int]]:
        """Return where pronouns and roles stand up to a place, each with the index of its word."""
        words, starts = self._document.words, self._document.starts
        spoken = {item.source[0] for item in self._found if item.source}
        watched = _WATCHED.intersection(self._document.vocabulary)
        lower = self._document.lower[: bisect_right(starts, end)]
        events = []
        for i in [i for i, form in enumerate(lower) if form in watched]:
            if lower[i] == "the":  # as *the* or *The*
                role = i + 1 < len(words) and role_word(words[i + 1]) is not None
                wanted = role and words[i][1:] == "he"
            else:
                wanted = words[i] in _SUBJECTS
            if wanted and starts[i] not in spoken:
                events.append((starts[i], i))
        return events

    def _outside(self, events: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
        """Return events in order, those between quotation marks left out."""
        events.sort()
        quotes = stretches(self._document, self._found, end)
        outside: list[tuple[int, int]] = []
        first = 0
        for start, stop in quotes:
            last = bisect_left(events, (start,), first)
            outside += events[first:last]
            first = bisect_left(events, (stop,), last)
        return outside + events[first:]

    def read_to(self, place: int) -> None:
        """Bring to mind everybody up to a place; places come in order."""
        events, number = self._events, self._next
        while number < len(events) and events[number][0] <= place:
            at, index = events[number]
            number += 1
            if at >= self._until:
                self._move(at)
            if index < 0:
                self._mention(index, at)
            else:
                self._said(index, at)
        self._next = number
        if place >= self._until:
            self._move(place)

    def _move(self, place: int) -> None:
        """Go on to the sentence of a place."""
        starts = self._sentence_starts
        self._sentence = max(0, bisect_right(starts, place, self._sentence) - 1)
        following = self._sentence + 1
        self._until = starts[following] if following < len(starts) else len(self._text) + 1
        paragraph = bisect_right(self._paragraph_starts, place) - 1
        self.scene.move(self._sentence, paragraph)

    def _mention(self, index: int, start: int) -> None:
        people = self._people
        begins = self._sentence_starts[self._sentence]
        weight = weight_of(self._text, start, people.ends[index], begins)
        self.scene.mention(people.named_at[index][2], weight)

    def _said(self, index: int, place: int) -> None:
        """Bring to mind whom a pronoun or ``the chairwoman`` means, where it is clear."""
        words = self._document.words
        gender = _SUBJECTS.get(words[index])
        if gender is not None:
            person = self.who(gender).person
            if person is not None:
                self.scene.mention(person, SUBJECT)
            return
        person = self._nominals.holder(_role(words[index + 1]), None, self.scene, place)
        if person is not None:
            begins = place - self._sentence_starts[self._sentence] <= 1
            opens = begins or self._text[place - 2 : place] == ", "
            self.scene.mention(person, SUBJECT if opens else OBLIQUE)

    def who(self, gender: str, avoided: Collection[int] = ()) -> Answer:
        """Return whom a pronoun of a gender means here; ``avoided`` are identities."""
        choice = self.scene.of_gender(gender, avoided)
        if choice is None or choice.sentences > FAR:
            return Answer(None, by.LOST)
        if choice.lead < LEAD:
            return Answer(None, by.CLOSE)
        alone = choice.lead == float("inf")
        rule = by.ONLY if alone else by.CLEAR
        return Answer(choice.person.name or None, rule, person=choice.person)
