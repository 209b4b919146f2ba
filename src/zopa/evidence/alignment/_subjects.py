"""The same thing told in other words: subjects, facts and denials instead of runs of words."""

from __future__ import annotations

from collections import defaultdict

from zopa.evidence.alignment._candidates import objects
from zopa.evidence.alignment._differences import negations, opposed
from zopa.evidence.alignment._items import Item, Setting
from zopa.evidence.alignment._speakers import name_words
from zopa.evidence.alignment._words import Words, concept, is_topic

ENOUGH = 3
"""Subjects that a paraphrase shares at least."""
SHARE = 0.5
"""Weight of the shared subjects, as a share of the statement with fewer."""
OTHER_SHARE = 0.3
"""The same, as a share of the statement with more."""
NEAR_OBJECTS = 2
"""Subjects that stand near both words which contrast."""
CLEAR = 0.6
"""Share from which a fact that differs is a conflict."""
UNKNOWN_MORE = 0.1
"""What is asked more where a speaker is unknown."""


def told(a: Item, b: Item, setting: Setting, *, unknown: bool) -> tuple[str, ...] | None:
    """Return the facts that differ between two that speak of the same, else ``None``."""
    shared = a.topics & b.topics
    if len(shared) < ENOUGH:
        return None
    weight = setting.weigh(shared)
    shares = sorted(weight / setting.weigh(each.topics) for each in (a, b))
    more = UNKNOWN_MORE if unknown else 0.0
    if shares[0] < OTHER_SHARE + more or shares[1] < SHARE + more:
        return None
    changes = facts(a, b, shared)
    return None if changes and shares[1] < CLEAR else changes


def facts(a: Item, b: Item, shared: frozenset[str]) -> tuple[str, ...]:
    """Return whether two statements about the same differ in a denial or a number."""
    found = []
    if _denied(a.words, shared) != _denied(b.words, shared):
        found.append("negation")
    left, right = _amounts(a.words), _amounts(b.words)
    if any(left[unit].isdisjoint(right[unit]) for unit in left.keys() & right.keys()):
        found.append("number")
    return tuple(found)


def _denied(words: Words, shared: frozenset[str]) -> bool:
    """Return whether the sentences that hold shared subjects are denied, all in all."""
    met = {
        sentence
        for said, sentence in zip(words.said, words.sentence, strict=True)
        if concept(said) in shared
    }
    places = [i for i, sentence in enumerate(words.sentence) if sentence in met]
    return negations(words, places) % 2 == 1


def _amounts(words: Words) -> defaultdict[str, set[str]]:
    """Return the numbers of each unit, the unit being the next content word."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for i, said in enumerate(words.said):
        if said[0].isdigit():
            unit = next((w for w in words.said[i + 1 : i + 3] if not w[0].isdigit()), "")
            if unit:
                found[concept(unit)].add(said)
    return found


def contrasting(a: Item, b: Item) -> bool:
    """Return whether both speak of one object, with words that mean different things."""
    met: defaultdict[tuple[frozenset[tuple[int, int]], frozenset[tuple[int, int]]], set[str]]
    met = defaultdict(set)
    mine = [(kinds, topic) for kinds, topic in objects(a) if topic in b.topics]
    theirs = [(kinds, topic) for kinds, topic in objects(b) if topic in a.topics]
    for kinds, topic in mine:
        for others, other in theirs:
            if topic == other and opposed(kinds, others):
                met[kinds, others].add(topic)
    return any(len(topics) >= NEAR_OBJECTS for topics in met.values())


def names_other(a: Item, b: Item, setting: Setting) -> bool:
    """Return whether one of them speaks of the speaker of the other."""
    return _named(a, b, setting) or _named(b, a, setting)


def _named(a: Item, b: Item, setting: Setting) -> bool:
    speaker = a.statement.speaker
    if speaker is None:
        return False
    names = name_words(speaker.name or speaker.text)
    names |= setting.called.get(speaker.party or "", frozenset())
    said = set(b.words.said)
    return any(is_topic(name) and name in said for name in names)
