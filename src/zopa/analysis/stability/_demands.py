"""What makes a state stable for a party, as demands on the states it ranks above it.

With the others' preferences as they are, whether a state is stable for a party depends on the set
of states that it likes better, and on nothing else.  So does the number of its rankings that make
the state stable: each set of ``b`` states above and ``m - 1 - b`` below stands for
``b! (m - 1 - b)!`` strict rankings.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.stability._walks import quick, reach
from zopa.analysis.stability._words import CREDIBLE, FINAL
from zopa.analysis.stability.conflict import Conflict, moves_of

States = frozenset[int]
Floats = NDArray[np.float64]

LISTED = 16
"""States that one knot of demands may be about to look at all their subsets."""
KINDS = 12
"""Kinds of demands that one knot may have, where states fall into groups."""
EXACT = 60
"""States that demands may be about, for exact counts."""
NODES = 300
"""Points at which the integral is added up at most; exact for fewer than twice as many states."""
RANKED = 200
"""States of a conflict whose rankings are counted exactly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """If the party likes ``gain`` better than the state, some answer must hold it back.

    An answer is the set of states none of which the party may like better than the state: where
    the answer leads, and, if the party may move once more, what it could make of that.
    """

    gain: int
    answers: tuple[States, ...]
    ends: tuple[int, ...]
    """Where each answer leads."""

    def met(self, better: Collection[int]) -> bool:
        """Return whether a party that likes these states better meets the demand."""
        return self.gain not in better or any(a.isdisjoint(better) for a in self.answers)


class Answers:
    """What the others can bring about after a party's move, remembered."""

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = quick(conflict)
        self._known: dict[tuple[int, int, bool], list[int]] = {}

    def to(self, party: int, state: int, *, credible: bool) -> list[int]:
        """Return the states to which the others can lead from a state, ascending."""
        key = (party, state, credible)
        if key not in self._known:
            others = [at for at in range(len(self.conflict.parties)) if at != party]
            found = reach(self.conflict, others, state, improving=credible)
            self._known[key] = found.tolist()
        return self._known[key]


def demands(answers: Answers, state: int, party: int, definition: str) -> tuple[Demand, ...]:
    """Return what makes a state stable for a party: all demands must be met.

    Moves that the others can take back to the state itself (or that are answered whatever the
    party prefers) make no demand.
    """
    conflict = answers.conflict
    found = []
    for gain in moves_of(conflict, party, state).tolist():
        if definition == "nash":
            found.append(Demand(gain=gain, answers=(), ends=()))
            continue
        pairs = {}
        for end in answers.to(party, gain, credible=definition in CREDIBLE):
            held = {end}
            if definition in FINAL:
                held.update(moves_of(conflict, party, end).tolist())
            held.discard(state)
            if gain not in held:
                pairs[frozenset(held)] = end
        if frozenset() not in pairs:
            found.append(Demand(gain=gain, answers=tuple(pairs), ends=tuple(pairs.values())))
    return tuple(found)


def chance(found: Sequence[Demand], states: int) -> tuple[float | None, int | None]:
    """Return the share of a party's strict rankings that meet all demands, and their number.

    Parameters
    ----------
    found
        The demands on the ranking.
    states
        States of the conflict.

    Returns
    -------
    share
        In [0, 1]; ``None`` where demands are too entangled to count.
    rankings
        The exact number, of ``states!``; ``None`` where it would be too long, or not known.

    Notes
    -----
    If the state is preferred to a share ``z`` of all states, every other state is above it with
    chance ``1 - z``, independently.  So knots of demands without a common state are independent for
    a given ``z``, and the share is the integral over ``z`` of the product of their chances, which is
    a polynomial.

    Examples
    --------
    >>> chance([Demand(gain=1, answers=(), ends=()), Demand(gain=2, answers=(), ends=())], 4)
    (0.333..., 8)
    """
    knots = [_knot(knot) for knot in _knots(found)]
    if any(knot is None for knot in knots):
        return None, None
    known = [knot for knot in knots if knot is not None]
    size = sum(knot.states for knot in known)
    above, weights = _nodes(min(NODES, size // 2 + 1))
    value = np.ones_like(above)
    for knot in known:
        value *= knot.chance(above)
    share = float(np.clip(value @ weights, 0.0, 1.0))
    if size > EXACT or states > RANKED:
        return share, None
    counts = [1]
    for knot in known:
        counts = _times(counts, knot.counts())
    parts = (n * math.factorial(b) * math.factorial(size - b) for b, n in enumerate(counts))
    rankings = math.factorial(states) * sum(parts) // math.factorial(size + 1)
    return rankings / math.factorial(states), rankings


@cache
def _nodes(count: int) -> tuple[Floats, Floats]:
    """Return where and with which weights to add up for an integral from 0 to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return (nodes + 1) / 2, weights / 2


def _knots(found: Iterable[Demand]) -> list[list[Demand]]:
    """Return the demands in knots that have no state in common."""
    knots: list[tuple[set[int], list[Demand]]] = []
    for demand in found:
        about = {demand.gain}.union(*demand.answers)
        members = [demand]
        apart = []
        for states, others in knots:
            if states.isdisjoint(about):
                apart.append((states, others))
            else:
                about |= states
                members = others + members
        knots = [*apart, (about, members)]
    return [members for _, members in knots]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A knot of few states: how many sets of each size meet its demands."""

    sizes: tuple[int, ...]

    @property
    def states(self) -> int:
        return len(self.sizes) - 1

    def counts(self) -> list[int]:
        """Return the number of sets of 0, 1, ... states that meet the demands."""
        return list(self.sizes)

    def chance(self, above: Floats) -> Floats:
        """Return the chance that a set meets the demands, if each state is in it with a chance."""
        terms = [n * above**b * (1 - above) ** (self.states - b) for b, n in enumerate(self.sizes)]
        return np.asarray(sum(terms, np.zeros_like(above)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """A knot whose states fall into groups: a demand fails where all groups of a set are touched."""

    groups: tuple[int, ...]
    """Size of each group."""
    failing: tuple[States, ...]
    """For each kind of demand the groups that must not all be touched."""

    @property
    def states(self) -> int:
        return sum(self.groups)

    def counts(self) -> list[int]:
        """Return the number of sets of 0, 1, ... states that meet the demands."""
        total = [0] * (self.states + 1)
        for touched, sign in self._unions():
            poly = [sign]
            for at, size in enumerate(self.groups):
                some = [math.comb(size, b) for b in range(size + 1)]
                if at in touched:
                    some[0] = 0
                poly = _times(poly, some)
            total = [a + b for a, b in zip(total, poly, strict=True)]
        return total

    def chance(self, above: Floats) -> Floats:
        """Return the chance that a set meets the demands, if each state is in it with a chance."""
        found = np.zeros_like(above)
        hit = [1 - (1 - above) ** size for size in self.groups]
        for touched, sign in self._unions():
            found += sign * math.prod((hit[at] for at in touched), start=np.ones_like(above))
        return found

    def _unions(self) -> Iterable[tuple[States, int]]:
        """Yield, for each set of kinds, the groups that are touched if all fail, and its sign."""
        for size in range(len(self.failing) + 1):
            for some in combinations(self.failing, size):
                yield frozenset().union(*some), (-1) ** size


def _knot(found: list[Demand]) -> Listing | Grouped | None:
    grouped = _grouped(found)
    if grouped is not None:
        return grouped
    states = sorted(set().union(*({d.gain}.union(*d.answers) for d in found)))
    if len(states) > LISTED:
        return None
    bit = {state: 1 << at for at, state in enumerate(states)}
    every = np.arange(1 << len(states), dtype=np.int64)
    good = np.ones(len(every), dtype=np.bool_)
    for demand in found:
        fails = (every & bit[demand.gain]) > 0
        for answer in demand.answers:
            fails &= (every & sum(bit[state] for state in answer)) > 0
        good &= ~fails
    sizes = np.sum([every >> at & 1 for at in range(len(states))], axis=0)
    counted = np.bincount(sizes[good], minlength=len(states) + 1)
    return Listing(sizes=tuple(counted.tolist()))


def _grouped(found: list[Demand]) -> Grouped | None:
    """Return a knot by groups of states, where answers overlap nowhere but by being the same."""
    by_answers: dict[frozenset[States], set[int]] = {}
    for demand in found:
        by_answers.setdefault(frozenset(demand.answers), set()).add(demand.gain)
    sets = {frozenset(gains) for gains in by_answers.values()}
    sets |= {answer for demand in found for answer in demand.answers}
    ordered = sorted(sets, key=sorted)
    if sum(map(len, ordered)) > len(frozenset().union(*ordered)):
        return None
    place = {each: at for at, each in enumerate(ordered)}
    failing = {
        frozenset({place[frozenset(gains)], *(place[answer] for answer in answers)})
        for answers, gains in by_answers.items()
    }
    least = [some for some in failing if not any(other < some for other in failing)]
    if len(least) > KINDS:
        return None
    ordered_least = sorted(least, key=sorted)
    return Grouped(groups=tuple(map(len, ordered)), failing=tuple(ordered_least))


def _times(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """Return the product of two polynomials."""
    found = [0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            found[i + j] += a * b
    return found
