"""Which words of two statements stand for each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from zopa.evidence.alignment._lexicon import QUANTIFIERS
from zopa.evidence.alignment._words import Words, concept, is_content, is_topic

WORK = 20_000
"""Pairs of equal words that one comparison may look at; longer statements are cut."""
APART = 4
"""Words between two runs of shared words that still belong together."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Words of two statements that stand for each other, in groups of near runs."""

    pairs: tuple[tuple[int, int], ...]
    """Places of the said words, ascending in both."""
    run: int
    """Words of the longest shared run."""
    cover_a: float
    """Share of the first statement that is shared, in [0, 1]."""
    cover_b: float
    near_a: float
    """Share of those sentences of the first that hold shared words."""
    near_b: float
    topics: frozenset[str]
    """Subjects among the shared words."""

    @property
    def longer_side(self) -> float:
        """Share of the statement that is covered less."""
        return min(self.cover_a, self.cover_b)

    @property
    def shorter_side(self) -> float:
        """Share of the statement that is covered more."""
        return max(self.cover_a, self.cover_b)

    @property
    def near(self) -> float:
        """Smaller share of the sentences that meet."""
        return min(self.near_a, self.near_b)

    def turned(self) -> Overlap:
        """Return the same, the two statements exchanged."""
        return Overlap(
            tuple((j, i) for i, j in self.pairs),
            self.run,
            self.cover_b,
            self.cover_a,
            self.near_b,
            self.near_a,
            self.topics,
        )


def overlap(a: Words, b: Words) -> Overlap:
    """Return which words of two statements stand for each other.

    The answer does not depend on the order of the two.

    Notes
    -----
    Runs of equal words, the longest first; a run counts when it has three words, or a content
    word, together with near runs.  Cost: at most `WORK` comparisons a run.
    """
    if (b.like, b.said) < (a.like, a.said):
        return _overlap(b, a).turned()
    return _overlap(a, b)


def _overlap(a: Words, b: Words) -> Overlap:
    places_a = [i for i, like in enumerate(a.like) if like]
    places_b = [j for j, like in enumerate(b.like) if like]
    places_a, places_b = _bounded(a, b, places_a, places_b)
    matcher = SequenceMatcher(
        None, [a.like[i] for i in places_a], [b.like[j] for j in places_b], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kept: list[tuple[int, int]] = []
    run = 0
    for group in _groups([(block.a, block.b, block.size) for block in blocks]):
        runs = [n for n, block in enumerate(group) if not _chance(a, places_a, block)]
        kin = group[runs[0] : runs[-1] + 1] if runs else []
        pairs = [(places_a[i + k], places_b[j + k]) for i, j, size in kin for k in range(size)]
        contents = sum(is_content(a.said[i]) for i, _ in pairs)
        if len(pairs) >= 3 or (contents and len(pairs) >= 2):
            kept += pairs
            run = max(run, *(size for _, _, size in kin))
    return _measured(a, b, tuple(kept), run)


def _chance(a: Words, places: list[int], block: tuple[int, int, int]) -> bool:
    """Return whether a run is one function word, which stands anywhere."""
    return block[2] == 1 and not is_content(a.said[places[block[0]]])


def _bounded(
    a: Words, b: Words, places_a: list[int], places_b: list[int]
) -> tuple[list[int], list[int]]:
    """Return the places, cut until the comparison is cheap."""
    while True:
        often = Counter(b.like[j] for j in places_b)
        if sum(often[a.like[i]] for i in places_a) <= WORK:
            return places_a, places_b
        places_a = places_a[: len(places_a) * 2 // 3]
        places_b = places_b[: len(places_b) * 2 // 3]


def _groups(blocks: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Return runs that stand near each other in both statements together."""
    groups: list[list[tuple[int, int, int]]] = []
    for block in blocks:
        if groups:
            i, j, size = groups[-1][-1]
            if block[0] - i - size <= APART and block[1] - j - size <= APART:
                groups[-1].append(block)
                continue
        groups.append([block])
    return groups


def _measured(a: Words, b: Words, pairs: tuple[tuple[int, int], ...], run: int) -> Overlap:
    """Return the overlap with its shares."""
    cover_a, near_a = _shares(a, [i for i, _ in pairs])
    cover_b, near_b = _shares(b, [j for _, j in pairs])
    topics = frozenset(
        concept(a.said[i]) for i, _ in pairs if is_topic(a.said[i]) and a.said[i] not in QUANTIFIERS
    )
    return Overlap(pairs, run, cover_a, cover_b, near_a, near_b, topics)


def _shares(words: Words, places: list[int]) -> tuple[float, float]:
    """Return the share of a statement, and of the sentences that hold the places."""
    found = sum(words.weight[i] for i in places)
    whole = sum(words.per_sentence)
    near = sum(words.per_sentence[number] for number in {words.sentence[i] for i in places})
    return (found / whole if whole else 0.0), (found / near if near else 0.0)
