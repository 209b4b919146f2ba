"""What two parties that look ahead expect to happen from each state."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zopa.analysis.stability.conflict import Ints, ListedMoves, listed
from zopa.analysis.stability.definitions._contract import Bools, Engine
from zopa.errors import QuestionError


class Foresight:
    """Where play ends when two parties take turns, each seeing so many moves ahead.

    Whoever has the turn either stops, and play ends, or moves, and the other has the turn with one
    move less to see.  It moves only if the end it expects is strictly better for it than to stop.
    Ties are broken so that they cannot hang on how states are numbered: of moves whose ends it likes
    equally, a party makes one whose end the other likes best.
    """

    def __init__(self, engine: Engine) -> None:
        conflict = engine.conflict
        moves = listed(conflict).moves
        if len(conflict.parties) != 2 or not isinstance(moves, ListedMoves):
            msg = f"looking ahead is defined for two parties, but the conflict has {len(conflict.parties)}"
            raise QuestionError(f"{msg}; use another definition")
        self._moves = moves
        own = [engine.ranks(party).astype(np.int64) for party in (0, 1)]
        own = [ranks - ranks.min() for ranks in own]
        self._ranks = own
        self._choice = [own[me] * (int(own[1 - me].max()) + 1) + own[1 - me] for me in (0, 1)]
        self.states = conflict.states

    def ends(self) -> Iterator[Ints]:
        """Yield where play ends with 1, 2, ... moves to see, shape (2, states), without end.

        Row ``i``: party ``i`` has the turn.
        """
        ends = np.tile(np.arange(self.states), (2, 1))
        while True:
            ends = self.next(ends)
            yield ends

    def next(self, ends: Ints) -> Ints:
        """Return where play ends with one more move to see."""
        return np.array([self._turn(0, ends[1]), self._turn(1, ends[0])])

    def stops(self, ends: Ints, party: int) -> Bools:
        """Return the states from which a party that has the turn does not move."""
        return np.asarray(ends[party] == np.arange(self.states))

    def _turn(self, party: int, ends: Ints) -> Ints:
        """Return where play ends if a party has the turn, and ``ends`` is what follows its move."""
        starts, targets = self._moves.starts[party], self._moves.targets[party]
        found = np.arange(self.states)
        movable = np.flatnonzero(np.diff(starts))
        if not len(movable):
            return found
        expected = ends[targets]
        choice = self._choice[party][expected]
        best = np.maximum.reduceat(choice, starts[movable])
        hits = np.flatnonzero(choice == np.repeat(best, np.diff(starts)[movable]))
        end = expected[hits[np.searchsorted(hits, starts[movable])]]
        ranks = self._ranks[party]
        gain = ranks[end] > ranks[movable]
        found[movable[gain]] = end[gain]
        return found
