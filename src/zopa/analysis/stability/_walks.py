"""Moves one after the other, nobody twice in succession: where they lead, and by which way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zopa.analysis.stability.conflict import Conflict, Ints, listed, moves_of
from zopa.analysis.stability.states import Together
from zopa.errors import LimitError

WORK = 20_000_000
"""Moves that one search looks at, at most."""
QUICK = 5_000_000
"""Moves up to which searches list them all first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """A party, or parties that move only together."""

    members: tuple[int, ...]
    conflict: Conflict
    party: int
    """Its place in ``conflict``."""

    def moves(self, state: int) -> Ints:
        """Return the states it can go to from a state."""
        return moves_of(self.conflict, self.party, state)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One move of a way."""

    members: tuple[int, ...]
    origin: int
    target: int


def quick(conflict: Conflict) -> Conflict:
    """Return a conflict in the form that is searched fastest: with lists, where they are not long."""
    try:
        return listed(conflict, limit=QUICK)
    except LimitError:
        return conflict


def movers(
    conflict: Conflict, among: Sequence[int] | None = None, together: Sequence[Together] = ()
) -> tuple[Mover, ...]:
    """Return who can move: each of some parties, and those of them that move things together."""
    parties = range(len(conflict.parties)) if among is None else among
    alone = [Mover(members=(party,), conflict=conflict, party=party) for party in parties]
    inside = set(parties)
    joint = [
        Mover(members=group.members, conflict=group.conflict, party=0)
        for group in together
        if inside.issuperset(group.members)
    ]
    return (*alone, *joint)


class Walk:
    """The states that movers can bring about from a start, nearest first.

    Legal sequences: anybody may move several times, but nobody twice in succession.  So the
    search runs over pairs (state, last mover).
    """

    def __init__(
        self, who: Sequence[Mover], start: int, states: int, *, ranks: Ints | None = None
    ) -> None:
        """Begin at ``start``; with ``ranks`` each move has to be a gain for all who make it."""
        self.who = who
        self.start = start
        self.ranks = ranks
        self.complete = True
        """Whether the search came to its end, not to the limit of its work."""
        self._seen = np.zeros((len(who), states), dtype=np.bool_)
        self._before: dict[tuple[int, int], tuple[int, int]] = {}

    def levels(self, work: int = WORK) -> Iterator[list[tuple[int, int]]]:
        """Yield the pairs (state, last mover) that are reached first in 1, 2, ... moves."""
        frontier = [(self.start, -1)]
        done = 0
        while frontier:
            fresh: list[tuple[int, int]] = []
            for state, last in frontier:
                for at, mover in enumerate(self.who):
                    if at == last:
                        continue
                    targets = self._moves(mover, state)
                    done += len(targets) + 1
                    new = targets[~self._seen[at, targets]]
                    self._seen[at, new] = True
                    pairs = [(target, at) for target in new.tolist()]
                    self._before.update(dict.fromkeys(pairs, (state, last)))
                    fresh += pairs
                if done > work:
                    self.complete = False
                    break
            if fresh:
                yield fresh
            frontier = fresh if self.complete else []

    def _moves(self, mover: Mover, state: int) -> Ints:
        targets = mover.moves(state)
        if self.ranks is None:
            return targets
        gains = np.ones(len(targets), dtype=np.bool_)
        for member in mover.members:
            gains &= self.ranks[member, targets] > self.ranks[member, state]
        return targets[gains]

    def way(self, pair: tuple[int, int]) -> tuple[Step, ...]:
        """Return the moves that lead to a pair that was reached."""
        steps = []
        while pair[1] >= 0:
            before = self._before[pair]
            members = self.who[pair[1]].members
            steps.append(Step(members=members, origin=before[0], target=pair[0]))
            pair = before
        return tuple(reversed(steps))

    def reached(self) -> Ints:
        """Return every state that can be brought about, ascending.

        Raises
        ------
        LimitError
            When the search would take more than `WORK` moves.
        """
        for _ in self.levels():
            pass
        if not self.complete:
            msg = f"more than {WORK:,} moves would have to be looked at to see what can be brought about"
            raise LimitError(f"{msg}; rule out some states, or leave out groups")
        return np.flatnonzero(self._seen.any(axis=0))


def reach(
    conflict: Conflict,
    among: Sequence[int],
    start: int,
    *,
    improving: bool = False,
    together: Sequence[Together] = (),
) -> Ints:
    """Return the states that some parties can bring about, ascending (R_H of a state).

    Examples
    --------
    >>> chain = Conflict.of_arcs(["a", "b", "c"], {"p": [("a", "b")], "q": [("b", "c")]},
    ...                          {"p": ["c", "b", "a"], "q": ["b", "c", "a"]})
    >>> reach(chain, [0, 1], 0), reach(chain, [0, 1], 0, improving=True), reach(chain, [1], 0)
    (array([1, 2]), array([1]), array([], dtype=int64))
    """
    who = movers(conflict, among, together)
    ranks = conflict.ranks if improving else None
    return Walk(who, start, conflict.states, ranks=ranks).reached()
