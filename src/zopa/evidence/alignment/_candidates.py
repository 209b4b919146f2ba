"""Which pairs are worth a comparison, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from zopa.evidence.alignment._differences import AXES, opposed
from zopa.evidence.alignment._items import Item
from zopa.evidence.alignment._speakers import keys
from zopa.evidence.alignment._words import Words, concept, is_content

POSTINGS = 40
"""Wordings that may share a run of three words, or a subject; beyond, it says little."""
RARER = 12
"""The same for a run of function words."""
RUNS = 4
"""Shared runs of three words that make a comparison worth while,"""
PART = 4
"""or one in so many of the shorter wording."""
NEAREST = 40
"""Wordings that one is compared with at most."""
AFTER = 8
"""Words after a word of an axis that may be what it is about,"""
BEFORE = 3
"""and before it."""
FEW = 2
"""Wordings just before it with which one is compared for a run that too many share."""
MOST_PAIRS = 400
"""Pairs of statements of two wordings that are listed one by one; beyond, each statement is
paired with the next one of another source."""

Pair = tuple[int, int]
Key = TypeVar("Key", bound=Hashable)


def wordings(items: Sequence[Item]) -> list[list[int]]:
    """Return the items in groups of the same words, in order of first appearance."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for i, item in enumerate(items):
        groups.setdefault(item.words.plain, []).append(i)
    return list(groups.values())


def candidates(items: Sequence[Item], groups: Sequence[Sequence[int]]) -> list[Pair]:
    """Return pairs of wordings worth a comparison, ascending."""
    heads = [items[group[0]] for group in groups]
    speakers = [_keys(items, group) for group in groups]
    found = set(_by_runs(heads, speakers))
    found.update(_by_subjects(heads, speakers))
    found.update(_by_contrast(heads))
    found.update(_by_amounts(heads, speakers))
    return sorted(found)


def pairs_of(items: Sequence[Item], first: Sequence[int], second: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs of statements of two wordings, or of one with itself."""
    if len(first) * len(second) <= MOST_PAIRS:
        for x in first:
            for y in second:
                if first is not second or x < y:
                    yield min(x, y), max(x, y)
        return
    for wording, facing in (
        ((first, second),)
        if first is second
        else (
            (first, second),
            (second, first),
        )
    ):
        for x in wording:
            place = bisect_right(facing, x)
            while place < len(facing) and _source(items, facing[place]) == _source(items, x):
                place = bisect_right(
                    facing, _source(items, x), lo=place, key=lambda y: _source(items, y)
                )
            if place < len(facing):
                yield x, facing[place]


def _source(items: Sequence[Item], i: int) -> str:
    return items[i].statement.source


def _keys(items: Sequence[Item], group: Sequence[int]) -> frozenset[str]:
    return frozenset(key for i in group for key in keys(items[i].statement))


def _may_be_one(first: frozenset[str], second: frozenset[str]) -> bool:
    """Return whether two wordings may have one speaker."""
    return "" in first or "" in second or not first.isdisjoint(second)


def _by_runs(heads: Sequence[Item], speakers: Sequence[frozenset[str]]) -> Iterator[Pair]:
    """Yield wordings that share runs of three words."""
    numbers: dict[str, int] = {}
    grams = []
    for head in heads:
        like = [numbers.setdefault(word, len(numbers)) for word in head.words.like if word]
        grams.append(list(dict.fromkeys(_runs(like))))
    function = {number for word, number in numbers.items() if not is_content(word)}
    postings = {
        gram: have
        for gram, have in _postings(grams).items()
        if len(have) <= RARER or not function.issuperset(_numbers(gram))
    }
    for i, head in enumerate(heads):
        for gram in _quoted_runs(head, numbers):
            have = postings.get(gram, ())
            if len(have) <= RARER and not function.issuperset(_numbers(gram)):
                yield from ((min(i, j), max(i, j)) for j in have if i != j)
    for i, own in enumerate(grams):
        counts = _counts(i, own, postings)
        for j, count in _nearest(counts):
            fewest = min(len(own), len(grams[j]))
            half = count * 2 >= fewest and (count > 1 or fewest == 1)
            part = count >= RUNS or (count > 1 and count * PART >= fewest)
            if half or (part and _may_be_one(speakers[i], speakers[j])):
                yield j, i


def _quoted_runs(head: Item, numbers: dict[str, int]) -> Iterator[int]:
    """Yield the runs inside quotation marks of a statement that is not all quoted."""
    words = head.words
    for start, end in words.quoted:
        if end - start < len(words.said):
            yield from _runs([numbers[word] for word in words.like[start:end] if word])


def _runs(like: Sequence[int]) -> Iterator[int]:
    """Yield runs of three words, each as one number."""
    for x, y, z in zip(like, like[1:], like[2:], strict=False):
        yield (x << 40) | (y << 20) | z


def _numbers(run: int) -> tuple[int, int, int]:
    """Return the numbers of the three words of a run."""
    return run >> 40, run >> 20 & 0xFFFFF, run & 0xFFFFF


def _postings(features: Sequence[Iterable[Key]]) -> dict[Key, list[int]]:
    """Return which wordings have a feature, for those that several have."""
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for i, own in enumerate(features):
        for feature in own:
            found[feature].append(i)
    return {feature: have for feature, have in found.items() if len(have) > 1}


def _counts(i: int, own: Iterable[Key], postings: dict[Key, list[int]]) -> Counter[int]:
    """Return earlier wordings with how many features they share."""
    counts: Counter[int] = Counter()
    for feature in own:
        have = postings.get(feature)
        if have:
            place = bisect_left(have, i)
            counts.update(
                have[:place] if len(have) <= POSTINGS else have[max(0, place - FEW) : place]
            )
    return counts


def _nearest(counts: Counter[int]) -> list[tuple[int, int]]:
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:NEAREST]


def _by_subjects(heads: Sequence[Item], speakers: Sequence[frozenset[str]]) -> Iterator[Pair]:
    """Yield wordings of one speaker, or of nobody known, that share subjects."""
    often = Counter(topic for head in heads for topic in head.topics)
    features: list[list[tuple[str, str]]] = []
    for head, spoke in zip(heads, speakers, strict=True):
        own = [("", topic) for topic in head.topics if often[topic] <= POSTINGS]
        own += [
            (key, topic) for topic in head.topics if often[topic] > POSTINGS for key in spoke if key
        ]
        features.append(own)
    postings = _postings(features)
    for i, mine in enumerate(features):
        topics: defaultdict[int, set[str]] = defaultdict(set)
        for feature in mine:
            have = postings.get(feature, ())
            if len(have) > POSTINGS:
                continue
            for j in have:
                if j >= i:
                    break
                topics[j].add(feature[1])
        counts = Counter(
            {
                j: len(shared)
                for j, shared in topics.items()
                if (
                    len(shared) > 2
                    or len(shared) * 2 > min(len(heads[i].topics), len(heads[j].topics))
                )
                and (len(shared) * 3 >= min(len(heads[i].topics), len(heads[j].topics)))
                and _may_be_one(speakers[i], speakers[j])
            }
        )
        for j, _ in _nearest(counts):
            yield j, i


def _by_contrast(heads: Sequence[Item]) -> Iterator[Pair]:
    """Yield wordings that say opposed words of the same object."""
    found: defaultdict[tuple[int, str], dict[int, frozenset[tuple[int, int]]]] = defaultdict(dict)
    for i, head in enumerate(heads):
        for axes, topic in objects(head):
            for axis, _ in axes:
                found[axis, topic][i] = axes
    for have in found.values():
        if len(have) <= POSTINGS:
            for i, mine in have.items():
                yield from ((j, i) for j, other in have.items() if j < i and opposed(mine, other))


def _by_amounts(heads: Sequence[Item], speakers: Sequence[frozenset[str]]) -> Iterator[Pair]:
    """Yield wordings of one speaker that name numbers of one unit, one a demand or an offer."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, head in enumerate(heads):
        for unit in amounts(head.words):
            for key in speakers[i]:
                if key:
                    found[key, unit].append(i)
    for have in found.values():
        if len(have) <= POSTINGS:
            yield from ((j, i) for place, i in enumerate(have) for j in have[:place])


def amounts(words: Words) -> defaultdict[str, set[str]]:
    """Return the numbers of each unit, the unit being the next content word."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for i, said in enumerate(words.said):
        if said[0].isdigit():
            unit = next((w for w in words.said[i + 1 : i + 3] if not w[0].isdigit()), "")
            if unit:
                found[concept(unit)].add(said)
    return found


def objects(item: Item) -> Iterator[tuple[frozenset[tuple[int, int]], str]]:
    """Yield words of an axis, each with every subject that stands near it."""
    concepts = [concept(word) for word in item.words.said]
    for i, word in enumerate(concepts):
        axes = AXES.get(word)
        if axes:
            for topic in concepts[max(0, i - BEFORE) : i + AFTER + 1]:
                if topic in item.topics and topic != word:
                    yield axes, topic
