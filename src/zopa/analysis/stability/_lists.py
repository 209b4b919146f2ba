"""The engine for moves as lists: any graph, also where a chain of moves is more than one move."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.stability.conflict import Conflict, Ints, ListedMoves
from zopa.analysis.stability.definitions._contract import Ranks, small_ranks
from zopa.errors import QuestionError
from zopa.kernels.reach import Reach, reach


def bytes_needed(states: int, moves: int, parties: int) -> int:
    """Return about how much memory the engine and a judgement need, in bytes.

    A move stands once for each other party that may have moved before.
    """
    return states * parties * 80 + moves * max(1, parties - 1) * 120


class ListEngine:
    """Answers for conflicts whose moves are lists; see the contract of engines.

    "Nobody moves twice in succession" is kept by asking for pairs of a state and the party that
    moved last: from such a pair everybody else can go on.  Pairs that reach each other are drawn
    together, and the least value runs backwards along what is left.

    Examples
    --------
    >>> dilemma = Conflict.of_arcs(
    ...     ["CC", "CD", "DC", "DD"],
    ...     {"a": [("CC", "DC"), ("DC", "CC"), ("CD", "DD"), ("DD", "CD")],
    ...      "b": [("CC", "CD"), ("CD", "CC"), ("DC", "DD"), ("DD", "DC")]},
    ...     {"a": ["DC", "CC", "DD", "CD"], "b": ["CD", "CC", "DD", "DC"]})
    >>> engine = ListEngine(dilemma)
    >>> engine.best_move(0, engine.ranks(0)), engine.worst_answer(0, engine.ranks(0), improving=True)
    (array([3, 1, 3, 1], dtype=int32), array([0, 0, 1, 1], dtype=int32))
    """

    def __init__(self, conflict: Conflict) -> None:
        if not isinstance(conflict.moves, ListedMoves):
            msg = "the moves are in option form, but this engine wants them as lists"
            raise QuestionError(f"{msg}; use 'listed', or the engine for arrays")
        self._conflict = conflict
        self._moves = conflict.moves
        self._reach: dict[tuple[int, bool], Reach] = {}

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self._conflict

    def ranks(self, party: int) -> Ranks:
        """Return how much a party likes each state."""
        return small_ranks(self._conflict.ranks[party])

    def best_move(self, party: int, values: Ranks) -> Ranks:
        """Return the largest value among a state and those a party can move to."""
        found = values.copy()
        targets = self._moves.targets[party]
        movable = np.flatnonzero(np.diff(self._moves.starts[party]))
        if len(movable):
            best = np.maximum.reduceat(values[targets], self._moves.starts[party][movable])
            found[movable] = np.maximum(found[movable], best)
        return found

    def worst_answer(self, party: int, values: Ranks, *, improving: bool) -> Ranks:
        """Return the least value among a state and those the others can bring about."""
        others = [other for other in range(len(self._conflict.parties)) if other != party]
        if (party, improving) not in self._reach:
            self._reach = {key: kept for key, kept in self._reach.items() if key[0] == party}
            lists = [self._arcs(other, improving=improving) for other in others]
            self._reach[party, improving] = _sequences(lists, self._conflict.states)
        pairs = self._reach[party, improving].least(np.tile(values, len(others) + 1))
        return pairs[-self._conflict.states :]

    def _arcs(self, party: int, *, improving: bool) -> tuple[Ints, Ints]:
        """Return where each of a party's moves starts and ends."""
        sources, targets = self._moves.sources(party), self._moves.targets[party]
        if not improving:
            return sources, targets
        ranks = self._conflict.ranks[party]
        gains = ranks[targets] > ranks[sources]
        return sources[gains], targets[gains]


def _sequences(lists: Sequence[tuple[Ints, Ints]], states: int) -> Reach:
    """Return who reaches whom when nobody moves twice in succession.

    Node ``k * states + s`` is state ``s`` after a move of the ``k``-th mover; the last ``states``
    nodes are states before any move.
    """
    origins: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    ends: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
    for last in range(len(lists) + 1):
        for mover, (sources, targets) in enumerate(lists):
            if mover != last:
                origins.append(sources + last * states)
                ends.append(targets + mover * states)
    origin = np.concatenate(origins)
    order = np.argsort(origin, kind="stable")
    nodes = (len(lists) + 1) * states
    starts = np.searchsorted(origin[order], np.arange(nodes + 1))
    return reach(starts.astype(np.int64), np.concatenate(ends)[order])
