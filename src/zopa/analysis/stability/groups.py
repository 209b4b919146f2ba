"""Would a group of parties leave together: stability for coalitions.

Kilgour, Hipel, Fang, Peng (2001), Coalition analysis in group decision support, Group Decision and
Negotiation 10, 159-175; Inohara, Hipel (2008), Coalition analysis in the graph model for conflict
resolution, Systems Engineering 11.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from zopa.analysis.stability._walks import Step, Walk, movers, quick, reach
from zopa.analysis.stability.conflict import Conflict, GridMoves, Ints
from zopa.analysis.stability.states import Together

CONCEPTS = ("nash", "gmr", "smr", "seq")
"""Definitions that have a version for groups."""

Group = tuple[int, ...]


def groups(conflict: Conflict, least: int = 1) -> list[Group]:
    """Return all groups of parties with at least so many members, small ones first."""
    count = len(conflict.parties)
    return [group for size in range(least, count + 1) for group in combinations(range(count), size)]


class Coalitions:
    """What groups of parties can bring about, and from which states they stay.

    A group brings about what its members can reach by moving one after the other, nobody twice in
    succession; that is an improvement if all its members like it better than the start, whatever
    they think of the states in between.  What was found out is remembered.
    """

    def __init__(self, conflict: Conflict, together: Sequence[Together] = ()) -> None:
        self.conflict = quick(conflict)
        self.together = [replace(group, conflict=quick(group.conflict)) for group in together]
        moves = conflict.moves
        self._undone = isinstance(moves, GridMoves) and not any(moves.one_way)
        self._reached: dict[tuple[Group, int], Ints] = {}

    def reached(self, group: Group, state: int) -> Ints:
        """Return the states that a group can bring about, ascending; none for an empty group.

        The state itself may be among them: who can move can also stay.
        """
        key = (group, state)
        if key not in self._reached:
            found = reach(self.conflict, group, state, together=self.together)
            self._reached[key] = found
            if self._undone:  # then all of these bring each other about
                found = np.union1d(found, [state])
                self._reached.update(((group, each), found) for each in found.tolist())
        return self._reached[key]

    def improvements(self, group: Group, state: int) -> Ints:
        """Return the states that a group can bring about and all its members prefer, ascending."""
        found = self.reached(group, state)
        ranks = self.conflict.ranks[list(group)]
        better = (ranks[:, found] > ranks[:, [state]]).all(axis=0)
        return np.asarray(found[better])

    def stable(self, group: Group, state: int, concept: str) -> bool:
        """Return whether a group stays in a state.

        Parameters
        ----------
        group
            Places of its members, ascending.
        state
            The state.
        concept
            ``nash``: it has no improvement.  ``gmr``: the others can answer every improvement so
            that some member is no better off than in the state.  ``smr``: and the group cannot
            mend that for this or another member.  ``seq``: they can do so by improvements of
            groups among themselves.
        """
        gains = self.improvements(group, state).tolist()
        if concept == "nash":
            return not gains
        return all(self._answered(group, state, gain, concept) for gain in gains)

    def _answered(self, group: Group, state: int, gain: int, concept: str) -> bool:
        others = tuple(at for at in range(len(self.conflict.parties)) if at not in group)
        credible = concept == "seq"
        answers = self.credible(others, gain) if credible else self.reached(others, gain)
        hits = answers[self._deters(group, state, answers)].tolist()
        if concept != "smr":
            return bool(hits)
        return any(self._deters(group, state, self.reached(group, hit)).all() for hit in hits)

    def _deters(
        self, group: Group, state: int, states: Ints
    ) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return which states leave some member no better off than ``state``."""
        ranks = self.conflict.ranks[list(group)]
        return np.asarray((ranks[:, states] <= ranks[:, [state]]).any(axis=0))

    def credible(self, parties: Group, start: int) -> Ints:
        """Return what parties can bring about if groups among them move only to their own gain.

        No group moves twice in succession.
        """
        inside = [g for n in range(len(parties)) for g in combinations(parties, n + 1)]
        seen: set[tuple[int, int]] = set()
        frontier = [(start, -1)]
        while frontier:
            fresh = []
            for state, last in frontier:
                for at, group in enumerate(inside):
                    if at == last:
                        continue
                    targets = self.improvements(group, state).tolist()
                    fresh += [(target, at) for target in targets if (target, at) not in seen]
                    seen.update((target, at) for target in targets)
            frontier = fresh
        return np.array(sorted({state for state, _ in seen}), dtype=np.int64)

    def way(self, group: Group, start: int, target: int) -> tuple[Step, ...]:
        """Return the shortest way by which a group brings a state about."""
        who = movers(self.conflict, group, self.together)
        walk = Walk(who, start, self.conflict.states)
        for pairs in walk.levels():
            hits = [pair for pair in pairs if pair[0] == target]
            if hits:
                return walk.way(hits[0])
        return ()

    def everybody_stays(self, state: int, concept: str) -> bool:
        """Return whether no group, of one or more parties, leaves a state."""
        return all(self.stable(group, state, concept) for group in groups(self.conflict))
