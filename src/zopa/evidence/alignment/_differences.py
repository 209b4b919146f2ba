"""In which words two statements differ, and whether that changes the meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from zopa.evidence.alignment._lexicon import (
    CONTRASTS,
    FACING,
    MODALS,
    OPPOSITE,
    QUANTIFIERS,
)
from zopa.evidence.alignment._matching import Overlap
from zopa.evidence.alignment._negations import Gap, moved_denials, negations
from zopa.evidence.alignment._numbers import numbers, other_day, other_number
from zopa.evidence.alignment._words import Words, concept, is_topic, spoken

MOST_DIFFERENCES = 24
"""Word differences that are listed."""
MOST = 0.5
"""Share of a statement from which its rest counts as a difference."""
BEFORE = 3
"""Words before the first shared one that still belong to it;"""
AFTER = 3
"""words after the last one that do."""
SHORTEST = 5
"""Letters of a word that may have an opposite with a beginning (*come* and *income* do not)."""

Axes = dict[str, frozenset[tuple[int, int]]]


def _axes(lines: str) -> Axes:
    """Return for each word of some lines the axes on which it stands, and where on them."""
    found: Axes = {}
    for axis, line in enumerate(lines.strip().splitlines()):
        for kind, members in enumerate(line.split("|")):
            for name in map(concept, members.split()):
                found[name] = found.get(name, frozenset()) | {(axis, kind)}
    return found


AXES = _axes(CONTRASTS)
_FACING = _axes(FACING)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a difference of words does to the meaning."""

    changes: tuple[str, ...]
    """Of `zopa.model.ledger.CHANGES`."""
    serious: bool
    """Whether the two can hardly both be true to what was said."""
    contrast: bool = False
    """Whether a word took the place of one that means something else."""


def differences(a: Words, b: Words, shared: Overlap) -> tuple[tuple[str, str], ...]:
    """Return the word differences in order, each as written in the first and in the second.

    What stands before the first and after the last shared word is a difference only in a
    statement most of which is shared; elsewhere it is the rest of a longer one.  A sentence that
    stands at another place in the other statement is none.
    """
    found = []
    gaps = list(_gaps(a, b, shared))
    moved_a, moved_b = _moved(a, b), _moved(b, a)
    for number, (left, right) in enumerate(gaps):
        edge = number in (0, len(gaps) - 1)
        first = [] if edge and shared.cover_a < MOST else _written(a, _new(left, moved_a))
        second = [] if edge and shared.cover_b < MOST else _written(b, _new(right, moved_b))
        first, second = _trimmed(first, second)
        if first or second:
            found.append((" ".join(first), " ".join(second)))
    return tuple(found[:MOST_DIFFERENCES])


def _trimmed(first: list[str], second: list[str]) -> tuple[list[str], list[str]]:
    """Return two stretches of written words without what begins or ends both."""
    while first and second and spoken(first[0]) == spoken(second[0]):
        first, second = first[1:], second[1:]
    while first and second and spoken(first[-1]) == spoken(second[-1]):
        first, second = first[:-1], second[:-1]
    return first, second


def changed(a: Words, b: Words, shared: Overlap) -> Changed:
    """Return what the differing words change, as far as word classes tell."""
    flags: set[str] = set()
    serious = contrast = False
    moved_a, moved_b = _moved(a, b), _moved(b, a)
    gaps = _inner(a, b, shared)
    new = [(_new(left, moved_a), _new(right, moved_b)) for left, right in gaps]
    elsewhere = moved_denials(a, b, new)
    for number, (left, right) in enumerate(new):
        found = _gap_changes(a, b, left, right)
        if number in elsewhere:
            del found["negation"]
        if number == 0 and not (left and right):
            found = {flag: told for flag, told in found.items() if flag == "negation"}
        flags |= found.keys()
        serious = serious or any(found.values())
        if _contrasting(a, b, left, right):
            serious = contrast = True
    after = _next(a, b, shared)
    if _exchanged(a, b, [*gaps, after]) or _contrasting(a, b, *after):
        serious = contrast = True
    if other_number(a, b, *after) or other_day(a, b, shared):
        flags.add("number")
        serious = True
    order = ("negation", "modal", "number", "quantifier")
    return Changed(tuple(flag for flag in order if flag in flags), serious, contrast)


def replaced(a: Words, b: Words, shared: Overlap) -> bool:
    """Return whether a subject near the shared words took the place of another one."""
    gaps = [*_inner(a, b, shared), _next(a, b, shared)]
    for left, right in gaps:
        first = {concept(a.said[i]) for i in left if is_topic(a.said[i])}
        second = {concept(b.said[j]) for j in right if is_topic(b.said[j])}
        if first and second and first.isdisjoint(second):
            return True
    return False


def _moved(a: Words, b: Words) -> frozenset[int]:
    """Return the places of those sentences of the first that the second has too, word for word."""
    if a.sentence[:1] == a.sentence[-1:] or b.sentence[:1] == b.sentence[-1:]:
        return frozenset()
    theirs = set(_sentences(b).values())
    told = _sentences(a)
    return frozenset(i for i, number in enumerate(a.sentence) if told[number] in theirs)


def _sentences(words: Words) -> dict[int, tuple[str, ...]]:
    """Return what each sentence says, by its number."""
    places = groupby(range(len(words.said)), key=words.sentence.__getitem__)
    return {number: tuple(words.said[i] for i in inside) for number, inside in places}


def _new(places: range, moved: frozenset[int]) -> range:
    """Return a stretch without the sentences that were only moved, at its ends."""
    start, stop = places.start, places.stop
    while start < stop and start in moved:
        start += 1
    while start < stop and stop - 1 in moved:
        stop -= 1
    return range(start, stop)


def _inner(a: Words, b: Words, shared: Overlap) -> list[Gap]:
    """Return the gaps, of the first and the last only what is near the shared words."""
    gaps = list(_gaps(a, b, shared))
    if not shared.pairs:
        return []
    last_a, last_b = shared.pairs[-1]
    left, right = gaps[-1]
    gaps[-1] = range(left.start, last_a + 1), range(right.start, last_b + 1)
    first_a, first_b = shared.pairs[0]
    left, right = gaps[0]
    near_a, near_b = _close(a, range(first_a)), _close(b, range(first_b))
    gaps[0] = range(near_a.start, left.stop), range(near_b.start, right.stop)
    if len(gaps) == 1:
        return [(range(near_a.start, last_a + 1), range(near_b.start, last_b + 1))]
    return gaps


def _next(a: Words, b: Words, shared: Overlap) -> Gap:
    """Return the few words after the last shared one, in its sentence."""
    left, right = shared.pairs[-1] if shared.pairs else (len(a.said), len(b.said))
    return _following(a, left), _following(b, right)


def _following(words: Words, last: int) -> range:
    end = last + 1
    while end < min(last + 1 + AFTER, len(words.said)) and (
        words.sentence[end] == words.sentence[last]
    ):
        end += 1
    return range(last + 1, end)


def _gap_changes(a: Words, b: Words, left: range, right: range) -> dict[str, bool]:
    """Return the changes of one gap, each with whether it is serious."""
    found: dict[str, bool] = {}
    negated = negations(a, left), negations(b, right)
    if (sum(negated) + _opposites(a, b, left, right)) % 2:
        found["negation"] = True
    modal = _modal(a, b, left, right, negated=any(negated))
    if modal is not None:
        found["modal"] = modal
    if other_number(a, b, left, right):
        found["number"] = True
    amounts = _amounts(a, left), _amounts(b, right)
    if numbers(a, left) and numbers(b, right):
        amounts = amounts[0] - {"half"}, amounts[1] - {"half"}
    if any(amounts) and not amounts[0] & amounts[1]:
        named = all(amounts)
        if named or amounts[0] | amounts[1] != {"none"}:
            found["quantifier"] = named
    return found


def _opposites(a: Words, b: Words, left: range, right: range) -> int:
    """Return how many words of one stretch face what their beginning makes the opposite of them."""
    first, second = {a.said[i] for i in left}, {b.said[j] for j in right}
    return sum(
        start + word in others
        for words, others in ((first, second), (second, first))
        for word in words
        if len(word) >= SHORTEST
        for start in OPPOSITE
        if start not in words
    )


def _modal(a: Words, b: Words, left: range, right: range, *, negated: bool) -> bool | None:
    """Return whether other modals change the meaning; ``None`` where they are the same."""
    first = {MODALS[a.said[i]] for i in left if a.said[i] in MODALS}
    second = {MODALS[b.said[j]] for j in right if b.said[j] in MODALS}
    said = {a.said[i] for i in left} ^ {b.said[j] for j in right}
    if first == second:
        return False if said & MODALS.keys() and first else None
    bound = first ^ second
    if bound == {"must"} and (_asks(a, left) or _asks(b, right)):
        return False
    return not negated and bool(bound & {"may", "must"} or {"will", "can"} <= bound)


def _asks(words: Words, places: range) -> bool:
    """Return whether an infinitive stands there: *urged them to sign* binds as *must sign*."""
    return any(words.said[i] == "to" for i in places)


def _amounts(words: Words, places: range) -> set[str]:
    amounts = {QUANTIFIERS[words.said[i]] for i in places if words.said[i] in QUANTIFIERS}
    nobody = any(words.said[i : i + 2] == ("no", "one") for i in places)
    return amounts | {"none"} if nobody else amounts


def _contrasting(a: Words, b: Words, left: range, right: range) -> bool:
    """Return whether words of one axis, but of different kinds, face each other."""
    mine, others = {concept(a.said[i]) for i in left}, {concept(b.said[j]) for j in right}
    for axes in (AXES, _FACING):
        kinds = {kind for word in others for kind in axes.get(word, ())}
        if any(opposed(axes.get(word, frozenset()), kinds) for word in mine):
            return True
    return False


def _exchanged(a: Words, b: Words, gaps: Sequence[Gap]) -> bool:
    """Return whether two subjects have changed places: who did it, and to whom."""
    faced = set()
    for left, right in gaps:
        first = frozenset(concept(a.said[i]) for i in left if is_topic(a.said[i]))
        second = frozenset(concept(b.said[j]) for j in right if is_topic(b.said[j]))
        if first and second:
            faced.add((first, second))
    return any((second, first) in faced for first, second in faced if first != second)


def opposed(
    first: frozenset[tuple[int, int]], second: frozenset[tuple[int, int]] | set[tuple[int, int]]
) -> bool:
    """Return whether two words stand on one axis, and nowhere at the same place."""
    axes = {axis for axis, _ in second}
    return bool(first) and not first & second and any(axis in axes for axis, _ in first)


def _close(words: Words, places: range) -> range:
    """Return the last few places of a stretch, in the sentence of what follows it."""
    if not places or places.stop >= len(words.sentence):
        return places[-BEFORE:]
    sentence = words.sentence[places.stop]
    return range(
        next((i for i in places[-BEFORE:] if words.sentence[i] == sentence), places.stop),
        places.stop,
    )


def _gaps(a: Words, b: Words, shared: Overlap) -> Iterator[Gap]:
    """Yield stretches between words that are the same in both, as ranges of said words."""
    before_a = before_b = 0
    for i, j in _pure(a, b, shared):
        yield range(before_a, i), range(before_b, j)
        before_a, before_b = i + 1, j + 1
    yield range(before_a, len(a.said)), range(before_b, len(b.said))


def _pure(a: Words, b: Words, shared: Overlap) -> list[tuple[int, int]]:
    """Return shared words that are the same, in written words that are the same throughout."""
    equal = [(i, j) for i, j in shared.pairs if a.said[i] == b.said[j]]
    alone_a = _whole(a, {i for i, _ in equal})
    alone_b = _whole(b, {j for _, j in equal})
    return [(i, j) for i, j in equal if a.at[i] in alone_a and b.at[j] in alone_b]


def _whole(words: Words, equal: set[int]) -> set[int]:
    """Return written words all of whose said words are among those given."""
    broken = {at for i, at in enumerate(words.at) if i not in equal}
    return set(words.at) - broken


def _written(words: Words, places: range) -> list[str]:
    """Return the words at these places as they are written."""
    if not places:
        return []
    return list(words.written[words.at[places.start] : words.at[places.stop - 1] + 1])
