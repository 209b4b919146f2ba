"""In which words two statements differ, and whether that changes the meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zopa.evidence.alignment._lexicon import (
    CONTRASTS,
    MAGNITUDES,
    MODALS,
    NEGATIONS,
    NO_NEGATION,
    QUANTIFIERS,
)
from zopa.evidence.alignment._matching import Overlap
from zopa.evidence.alignment._words import Words, concept, is_topic, spoken

MOST_DIFFERENCES = 24
"""Word differences that are listed."""
MOST = 0.5
"""Share of a statement from which its rest counts as a difference."""
BEFORE = 3
"""Words before the first shared one that still belong to it."""

Gap = tuple[range, range]

AXES: dict[str, frozenset[tuple[int, int]]] = {}
for _axis, _line in enumerate(CONTRASTS.strip().splitlines()):
    for _kind, _members in enumerate(_line.split("|")):
        for _member in _members.split():
            _name = concept(_member)
            AXES[_name] = AXES.get(_name, frozenset()) | {(_axis, _kind)}


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
    statement most of which is shared; elsewhere it is the rest of a longer one.
    """
    found = []
    gaps = list(_gaps(a, b, shared))
    for number, (left, right) in enumerate(gaps):
        edge = number in (0, len(gaps) - 1)
        first = [] if edge and shared.cover_a < MOST else _written(a, left)
        second = [] if edge and shared.cover_b < MOST else _written(b, right)
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
    for number, (left, right) in enumerate(_inner(a, b, shared)):
        found = _gap_changes(a, b, left, right)
        if number == 0 and not (left and right):
            found = {flag: told for flag, told in found.items() if flag == "negation"}
        flags |= found.keys()
        serious = serious or any(found.values())
        if _contrasting(a, b, left, right):
            serious = contrast = True
    order = ("negation", "modal", "number", "quantifier")
    return Changed(tuple(flag for flag in order if flag in flags), serious, contrast)


def replaced(a: Words, b: Words, shared: Overlap) -> bool:
    """Return whether a subject near the shared words took the place of another one."""
    ends = len(a.said), len(b.said)
    gaps = _inner(a, b, shared)
    if shared.pairs:
        after_a, after_b = shared.pairs[-1]
        gaps = [
            *gaps,
            (
                range(after_a + 1, min(after_a + 1 + BEFORE, ends[0])),
                range(after_b + 1, min(after_b + 1 + BEFORE, ends[1])),
            ),
        ]
    for left, right in gaps:
        first = {concept(a.said[i]) for i in left if is_topic(a.said[i])}
        second = {concept(b.said[j]) for j in right if is_topic(b.said[j])}
        if first and second and first.isdisjoint(second):
            return True
    return False


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


def _gap_changes(a: Words, b: Words, left: range, right: range) -> dict[str, bool]:
    """Return the changes of one gap, each with whether it is serious."""
    found: dict[str, bool] = {}
    negated = negations(a, left), negations(b, right)
    if negated[0] % 2 != negated[1] % 2:
        found["negation"] = True
    modal = _modal(a, b, left, right, negated=any(negated))
    if modal is not None:
        found["modal"] = modal
    numbers = _numbers(a, left), _numbers(b, right)
    if all(numbers) and numbers[0] != numbers[1]:
        found["number"] = True
    amounts = _amounts(a, left), _amounts(b, right)
    if any(amounts) and not amounts[0] & amounts[1]:
        named = all(amounts)
        if named or amounts[0] | amounts[1] != {"none"}:
            found["quantifier"] = named
    return found


def negations(words: Words, places: Sequence[int]) -> int:
    """Return how many words at these places deny."""
    count = 0
    for i in places:
        follower = words.said[i + 1] if i + 1 < len(words.said) else ""
        if words.said[i] in NEGATIONS and (words.said[i], follower) not in NO_NEGATION:
            count += 1
    return count


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


def _numbers(words: Words, places: range) -> set[str]:
    said = [words.said[i] for i in places]
    return {word for word in said if word[0].isdigit() or word in MAGNITUDES}


def _amounts(words: Words, places: range) -> set[str]:
    return {QUANTIFIERS[words.said[i]] for i in places if words.said[i] in QUANTIFIERS}


def _contrasting(a: Words, b: Words, left: range, right: range) -> bool:
    """Return whether words of one axis, but of different kinds, face each other."""
    kinds = {kind for j in right for kind in AXES.get(concept(b.said[j]), ())}
    return any(opposed(AXES.get(concept(a.said[i]), frozenset()), kinds) for i in left)


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
