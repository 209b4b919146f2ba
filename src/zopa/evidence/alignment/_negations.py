"""Words that deny, and denials that stand at another place and deny the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zopa.evidence.alignment._lexicon import BREAKS, NEGATIONS, NO_NEGATION, RAISING
from zopa.evidence.alignment._words import Words, concept

REACH = 10
"""Words between *if* or *think* and the denial that belongs to it."""

Gap = tuple[range, range]
_RAISING = {concept(word) for word in RAISING}


def negations(words: Words, places: Sequence[int]) -> int:
    """Return how many words at these places deny."""
    return len(_denials(words, places))


def _denials(words: Words, places: Sequence[int]) -> list[int]:
    """Return the places of the words that deny."""
    found = []
    for i in places:
        follower = words.said[i + 1] if i + 1 < len(words.said) else ""
        if words.said[i] in NEGATIONS and (words.said[i], follower) not in NO_NEGATION:
            found.append(i)
    return found


def moved_denials(a: Words, b: Words, gaps: Sequence[Gap]) -> set[int]:
    """Return the numbers of those gaps whose denials deny the same: *unless* and *if ... not*."""
    odd = [
        n for n, (left, right) in enumerate(gaps) if (negations(a, left) + negations(b, right)) % 2
    ]
    found: set[int] = set()
    for first, second in pairwise(odd):
        if first in found:
            continue
        (left, right), (later_left, later_right) = gaps[first], gaps[second]
        if _one_denial(a, left, later_left, b, right, later_right) or _one_denial(
            b, right, later_right, a, left, later_left
        ):
            found |= {first, second}
    return found


def _one_denial(
    a: Words, early: range, late: range, b: Words, early_b: range, late_b: range
) -> bool:
    """Return whether one denies early what the other denies late, to the same effect."""
    denied, later = _denials(a, early), _denials(b, late_b)
    if len(denied) != 1 or len(later) != 1 or _denials(a, late) or _denials(b, early_b):
        return False
    first, last = denied[0], later[0]
    start = max(0, last - REACH)
    if a.said[first] == "unless":
        begins = [i for i in early_b if i >= start and b.said[i] == "if"]
    else:
        raising = {concept(word) for word in a.said[first + 1 : first + 3]} & _RAISING
        begins = [i for i in range(start, last) if concept(b.said[i]) in raising]
    return any(
        b.sentence[i] == b.sentence[last] and BREAKS.isdisjoint(b.said[i:last]) for i in begins
    )
