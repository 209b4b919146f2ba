"""The same thing told in other words: subjects, facts and denials instead of runs of words."""

from __future__ import annotations

from collections import defaultdict

from zopa.evidence.alignment._candidates import amounts, objects
from zopa.evidence.alignment._differences import opposed
from zopa.evidence.alignment._items import Item, Setting
from zopa.evidence.alignment._negations import negations
from zopa.evidence.alignment._speakers import name_words
from zopa.evidence.alignment._words import Words, concept, is_topic

ENOUGH = 3
"""Subjects that a paraphrase shares at least."""
SHARE = 0.5
"""Weight of the shared subjects, as a share of the statement with fewer."""
OTHER_SHARE = 0.3
"""The same, as a share of the statement with more."""
STAKES = frozenset(("demand", "offer"))
"""Kinds whose number is what is asked or held out;"""
TOLD = frozenset(("account", "announcement", "condition", None))
"""kinds that the same may have in another report."""
NEAR_OBJECTS = 2
"""Subjects that stand near both words which contrast."""
DENIES = 6
"""Words from a shared subject, in its sentence, within which a denial is about it."""
CLEAR = 0.6
"""Share from which a fact that differs is a conflict."""
UNKNOWN_MORE = 0.1
"""What is asked more where a speaker is unknown."""


def told(a: Item, b: Item, setting: Setting, *, sure: bool) -> tuple[str, ...] | None:
    """Return the facts that differ between two that speak of the same, else ``None``.

    Where both surely have one speaker, two subjects are enough if one of them has no others.
    """
    shared = a.topics & b.topics
    if len(shared) < ENOUGH:
        whole = len(shared) == ENOUGH - 1 and shared in (a.topics, b.topics)
        if not (whole and sure):
            return None
    weight = setting.weigh(shared)
    shares = sorted(weight / setting.weigh(each.topics) for each in (a, b))
    more = 0.0 if sure else UNKNOWN_MORE
    if shares[0] < OTHER_SHARE + more or shares[1] < SHARE + more:
        return None
    changes = facts(a, b, shared)
    return None if changes and shares[1] < CLEAR else changes


def facts(a: Item, b: Item, shared: frozenset[str]) -> tuple[str, ...]:
    """Return whether two statements about the same differ in a denial or a number."""
    found = []
    if _denied(a.words, shared) != _denied(b.words, shared):
        found.append("negation")
    left, right = amounts(a.words), amounts(b.words)
    if any(left[unit].isdisjoint(right[unit]) for unit in left.keys() & right.keys()):
        found.append("number")
    return tuple(found)


def other_amount(a: Item, b: Item) -> bool:
    """Return whether both tell what one side wants or offers, each with another number.

    The unit and another subject must be shared, and one of them must be a demand or an offer.
    """
    stakes = [not STAKES.isdisjoint(kind.value for kind in each.statement.kinds) for each in (a, b)]
    told = [mine or each.statement.kind in TOLD for mine, each in zip(stakes, (a, b), strict=True)]
    if not (any(stakes) and all(told)):
        return False
    left, right = amounts(a.words), amounts(b.words)
    shared = a.topics & b.topics
    return any(
        left[unit].isdisjoint(right[unit]) and bool(shared - {unit})
        for unit in left.keys() & right.keys()
    )


def _denied(words: Words, shared: frozenset[str]) -> bool:
    """Return whether the words around shared subjects are denied, all in all."""
    said = words.sentence
    met = {
        place
        for at, word in enumerate(words.said)
        if concept(word) in shared
        for place in range(max(0, at - DENIES), min(len(said), at + DENIES + 1))
        if said[place] == said[at]
    }
    places = sorted(met)
    return negations(words, places) % 2 == 1


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
