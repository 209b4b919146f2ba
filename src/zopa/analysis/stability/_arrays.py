"""The engine for moves in option form: sweeps over the grid of combinations, no move is listed.

In option form whoever can go from a to b and on to c can go from a to c at once (or c is a, which
is staying): both moves change only its own options, and forwards twice is forwards.  The same holds
where each move must be a gain, as better than better is better.  So "nobody moves twice in
succession" takes nothing away from what chains of moves reach, and no move has to remember who made
the one before.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.stability.conflict import Conflict, GridMoves, Ints
from zopa.analysis.stability.definitions._contract import Bools, Ranks, small_ranks
from zopa.errors import LimitError, QuestionError
from zopa.kernels.slices import (
    LEAST,
    MOST,
    Ladder,
    Slices,
    ladder,
    least_gained,
    least_reached,
    spread,
)

PLACES = 4096
"""Combinations of one-way options of a party; time for credible answers grows with them."""


def bytes_needed(combinations: int, parties: int) -> int:
    """Return about how much memory the engine and a judgement need, in bytes.

    For each combination of options: a row of ranks of 8 bytes, two grids of 6 bytes for order and
    ties, and 5 flags, for each party; and 56 bytes for places and values in work.
    """
    return combinations * (56 + parties * 19)


class ArrayEngine:
    """Answers for conflicts in option form; see the contract of engines.

    Examples
    --------
    >>> grid = GridMoves(shape=(2, 2), owner=(0, 1), one_way=(False, False), cells=np.arange(4))
    >>> dilemma = Conflict(parties=("a", "b"), ranks=np.array([[2, 0, 3, 1], [2, 3, 0, 1]]),
    ...                    moves=grid)
    >>> engine = ArrayEngine(dilemma)
    >>> engine.best_move(0, engine.ranks(0)), engine.worst_answer(0, engine.ranks(0), improving=True)
    (array([3, 1, 3, 1], dtype=int32), array([0, 0, 1, 1], dtype=int32))
    """

    def __init__(self, conflict: Conflict) -> None:
        if not isinstance(conflict.moves, GridMoves):
            msg = "the moves are lists, but this engine wants them in option form"
            raise QuestionError(f"{msg}; use the engine for lists")
        self._conflict = conflict
        self._grid = _layout(conflict.moves, len(conflict.parties))
        self._ladders: dict[int, Ladder] = {}

    @property
    def conflict(self) -> Conflict:
        """The conflict."""
        return self._conflict

    def ranks(self, party: int) -> Ranks:
        """Return how much a party likes each state."""
        return small_ranks(self._conflict.ranks[party])

    def best_move(self, party: int, values: Ranks) -> Ranks:
        """Return the largest value among a state and those a party can move to."""
        grid = self._filled(values, LEAST)
        spread(grid, self._grid.slices[party], np.maximum)
        return self._states(grid)

    def worst_answer(self, party: int, values: Ranks, *, improving: bool) -> Ranks:
        """Return the least value among a state and those the others can bring about."""
        grid = self._filled(values, MOST)
        kinds = self._grid.slices
        others = [at for at, kind in enumerate(kinds) if at != party and kind.width > 1]
        if improving:
            least_gained(grid, [self._ladder(other) for other in others])
        else:
            least_reached(grid, [kinds[other] for other in others], self._grid.holes)
        return self._states(grid)

    def _ladder(self, party: int) -> Ladder:
        if party not in self._ladders:
            slices = self._grid.slices[party]
            places = math.prod(s for s, up in zip(slices.sizes, slices.rising, strict=True) if up)
            if places > PLACES:
                msg = f"the one-way issues of '{self._conflict.parties[party]}' have {places:,}"
                raise LimitError(
                    f"{msg} combinations, more than the {PLACES:,} that answers by gains allow; "
                    "let fewer issues go one way only"
                )
            self._ladders[party] = ladder(self._filled(self.ranks(party), MOST), slices)
        return self._ladders[party]

    def _filled(self, values: Ranks, rest: int) -> Ranks:
        """Return values of states as a grid."""
        grid = np.full(self._grid.size, rest, dtype=np.int32)
        grid[self._grid.place] = values
        return grid

    def _states(self, grid: Ranks) -> Ranks:
        """Return the values of the states of a grid."""
        return np.asarray(grid[self._grid.place])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """The grid with the axes of each party side by side."""

    size: int
    place: NDArray[np.int64] | slice
    """Where each state is."""
    holes: Bools | None
    """Combinations that are no states; ``None`` where all are."""
    slices: tuple[Slices, ...]
    """For each party the cells between which it moves."""


def _layout(moves: GridMoves, parties: int) -> _Layout:
    owners = [*range(parties), -1]
    order = [axis for owner in owners for axis in moves.axes(owner)]
    slices, before = [], 1
    size = math.prod(moves.shape)
    for party in range(parties):
        axes = moves.axes(party)
        sizes = tuple(moves.shape[axis] for axis in axes)
        after = size // before // math.prod(sizes)
        rising = tuple(moves.one_way[axis] for axis in axes)
        slices.append(Slices(before=before, sizes=sizes, rising=rising, after=after))
        before *= math.prod(sizes)
    place = _places(moves, order)
    holes = None
    if len(place) < size:
        holes = np.ones(size, dtype=np.bool_)
        holes[place] = False
    everything = holes is None and order == sorted(order)
    return _Layout(
        size=size, place=slice(None) if everything else place, holes=holes, slices=tuple(slices)
    )


def _places(moves: GridMoves, order: list[int]) -> Ints:
    """Return the flat places of all states once the axes stand in another order."""
    if order == sorted(order):
        return moves.cells
    stride = dict.fromkeys(order, 1)
    for axis, after in zip(order[-2::-1], order[:0:-1], strict=True):
        stride[axis] = stride[after] * moves.shape[after]
    kind: type[np.signedinteger[Any]] = np.int32 if math.prod(moves.shape) < MOST else np.int64
    rest: NDArray[np.signedinteger[Any]] = moves.cells.astype(kind)
    place = np.zeros_like(rest)
    for axis in reversed(range(len(moves.shape))):
        higher = rest // moves.shape[axis]
        place = place + (rest - higher * moves.shape[axis]) * stride[axis]
        rest = higher
    return place.astype(np.int64)
