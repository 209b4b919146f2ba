"""Statements made ready to be compared: words, subjects, what stands around them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zopa.evidence.alignment._lexicon import QUANTIFIERS, REFUSING
from zopa.evidence.alignment._speakers import name_words, relation
from zopa.evidence.alignment._words import Words, concept, is_topic, spoken, words_of
from zopa.model.ledger import Statement
from zopa.model.parties import Party

_OF = re.compile(r"\s+(?:of|about)\s+([^.!?,;:\n]+)")
NEARBY = 300
"""Characters between a statement and the one before it that may tell what it speaks of."""


@dataclass(frozen=True, slots=True)
class Item:
    """One statement, ready to be compared."""

    statement: Statement
    words: Words
    topics: frozenset[str]
    """Subjects of its words, names of speakers and parties left out."""
    around: frozenset[str]
    """Subjects of the words before and after it, and of what the same speaker said just before."""
    about: frozenset[str]
    """Subjects of which the report says that it was said of them: *he said of the bridge*."""
    denied: bool
    """Whether the report says that it was refused, or that it was not said."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all comparisons of one run share."""

    names: frozenset[str]
    """Stems of words in names of speakers and parties."""
    weights: dict[str, float]
    """Subject -> how much it tells; the rarer the more."""
    called: dict[str, frozenset[str]]
    """Id of a party -> words of its name and aliases."""

    def weigh(self, topics: Iterable[str]) -> float:
        """Return how much subjects tell together."""
        return math.fsum(self.weights.get(topic, 1.0) for topic in topics)


def items_of(
    statements: Sequence[Statement], parties: Sequence[Party]
) -> tuple[list[Item], Setting]:
    """Return the statements ready to be compared, in the order of source, place and id."""
    ordered = sorted(statements, key=_order)
    names = _names(ordered, parties)
    read = [words_of(each.passages, each.quoted) for each in ordered]
    topics = [_topics(words.said, names) for words in read]
    items = []
    for i, statement in enumerate(ordered):
        around = set(_outside(statement, names))
        if i and _follows(ordered[i - 1], statement):
            around |= topics[i - 1]
        about, denied = _about(statement, names), _denied(statement)
        items.append(Item(statement, read[i], topics[i], frozenset(around), about, denied))
    counts = Counter(
        topic
        for each in {item.words.said: item.topics for item in items}.values()
        for topic in each
    )
    total = len(items) + 1
    weights = {topic: math.log(1 + total / count) for topic, count in counts.items()}
    called = {
        party.id: frozenset(
            word for name in (party.name, *party.aliases) for word in name_words(name)
        )
        for party in parties
    }
    return items, Setting(names, weights, called)


def _order(statement: Statement) -> tuple[str, int, int, str]:
    first, last = statement.passages[0], statement.passages[-1]
    return statement.source, first.start, last.end, statement.id


def _names(statements: Iterable[Statement], parties: Iterable[Party]) -> frozenset[str]:
    """Return stems of words in names: they stand everywhere and tell no subject."""
    names = {each.speaker.name for each in statements if each.speaker and each.speaker.name}
    names |= {name for party in parties for name in (party.name, *party.aliases)}
    return frozenset(concept(word) for name in names for word in name_words(name))


def _topics(said: Iterable[str], names: frozenset[str]) -> frozenset[str]:
    """Return the subjects of said words."""
    found = {concept(word) for word in said if is_topic(word) and word not in QUANTIFIERS}
    return frozenset(found - names)


def _outside(statement: Statement, names: frozenset[str]) -> frozenset[str]:
    """Return the subjects of the characters before and after, words cut in two left out."""
    before = statement.passages[0].prefix.split(" ")[1:]
    after = statement.passages[-1].suffix.split(" ")[:-1]
    return _topics(_said((*before, *after)), names)


def _said(parts: Iterable[str]) -> list[str]:
    """Return what parts of a text between blanks say."""
    return [
        word
        for part in parts
        if (plain := part.strip(".,;:!?()[]'\"\u201c\u201d\u2018\u2019\u2026\n"))
        for word in spoken(plain)
        if word
    ]


def _about(statement: Statement, names: frozenset[str]) -> frozenset[str]:
    """Return the subjects that follow the cue as in *said of*; a word cut in two is left out."""
    last = statement.passages[-1]
    after = statement.cue[1] - last.end if statement.cue else -1
    found = _OF.match(last.suffix, after) if after > 0 else None
    if found is None:
        return frozenset()
    parts = found[1].split(" ")
    return _topics(_said(parts if found.end() < len(last.suffix) else parts[:-1]), names)


def _denied(statement: Statement) -> bool:
    """Return whether a report takes the words back: *denied that*, *refused to*, *did not say*."""
    cue = _said(_cue(statement).split())
    negated = "denied" in statement.flags or "not" in cue or "never" in cue
    return negated == REFUSING.isdisjoint(cue)


def _cue(statement: Statement) -> str:
    """Return the words that report, where they stand near; else nothing."""
    start, end = statement.cue or (0, 0)
    for passage in statement.passages:
        for text, first in (
            (passage.prefix, passage.start - len(passage.prefix)),
            (passage.suffix, passage.end),
        ):
            if first <= start < end <= first + len(text):
                return text[start - first : end - first]
    return ""


def _follows(before: Statement, statement: Statement) -> bool:
    """Return whether a statement goes on from the one before it."""
    gap = statement.passages[0].start - before.passages[-1].end
    near = before.source == statement.source and gap <= NEARBY
    return near and relation(before, statement) in {"same", "unknown"}
