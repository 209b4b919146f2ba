"""Answers that the others give at the same time as the move they answer."""

from __future__ import annotations

import itertools
import math

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.stability.conflict import Conflict, GridMoves, Ints, ListedMoves, listed
from zopa.analysis.stability.definitions._contract import Bools, Engine
from zopa.errors import LimitError, QuestionError

JOINT_MOVES = 200_000_000
"""Combinations of simultaneous moves that are looked at, for one party."""
PART = 1 << 20
"""Combinations that are looked at in one go, about."""


def answered_together(engine: Engine, party: int, movers: Bools) -> Bools:
    """Return the states all of whose gains can be answered by moves at the same time.

    From a state the party makes a move that it gains by; at the same time each of the others either
    stays or makes a move that it would gain by alone.  A combination of such moves answers the gain
    if what comes out is a possible state that the party likes no better than the first.

    Parameters
    ----------
    engine
        Answers for a conflict in option form, with ``p`` parties and ``m`` states.
    party
        Place of the party.
    movers
        Shape (p, m): which of the others may answer, in which state.

    Raises
    ------
    QuestionError
        When the conflict is not in option form, where moves of several could not be combined.
    LimitError
        When there are more than `JOINT_MOVES` combinations; counted first.

    Notes
    -----
    Cost: linear in the combinations of simultaneous gains.
    """
    conflict = engine.conflict
    moves, lists = conflict.moves, listed(conflict).moves
    if not isinstance(moves, GridMoves) or not isinstance(lists, ListedMoves):
        msg = "the moves are lists, but moves at the same time need them in option form"
        raise QuestionError(f"{msg}; use another definition")
    ranks = engine.ranks(party)
    worth = np.full(math.prod(moves.shape), np.iinfo(np.int32).max, dtype=np.int32)
    worth[moves.cells] = ranks
    sources, targets = _gains(conflict, lists, party)
    others = [
        _steps(conflict, lists, moves.cells, other, movers[other])
        for other in range(len(conflict.parties))
        if other != party
    ]
    sizes = np.ones(len(sources), dtype=np.float64)
    for starts, _ in others:
        sizes *= np.diff(starts)[sources]
    if sizes.sum() > JOINT_MOVES:
        msg = f"'{conflict.parties[party]}' and the others can move together in {sizes.sum():,.0f}"
        raise LimitError(
            f"{msg} ways, more than the {JOINT_MOVES:,} that are looked at; use definition 'seq'"
        )
    stable = np.ones(conflict.states, dtype=np.bool_)
    for rows in _parts(sizes):
        left = sources[rows]
        cells, lengths = moves.cells[targets[rows]], np.ones(len(left), dtype=np.int64)
        for starts, steps in others:
            spread = np.repeat(left, lengths)
            cells, counts = _joined(cells, spread, starts, steps)
            lengths = np.add.reduceat(counts, np.cumsum(lengths) - lengths)
        worst = np.minimum.reduceat(worth[cells], np.cumsum(lengths) - lengths)
        stable[left[worst > ranks[left]]] = False
    return stable


def _gains(conflict: Conflict, lists: ListedMoves, party: int) -> tuple[Ints, Ints]:
    """Return the moves of a party that it gains by, ordered by where they start."""
    sources, targets = lists.sources(party), lists.targets[party]
    gains = conflict.ranks[party][targets] > conflict.ranks[party][sources]
    return sources[gains], targets[gains]


def _steps(
    conflict: Conflict, lists: ListedMoves, cells: Ints, party: int, moves_in: Bools
) -> tuple[Ints, Ints]:
    """Return, state by state, by how much a party may shift the cell: 0 for staying comes first."""
    sources, targets = _gains(conflict, lists, party)
    kept = moves_in[sources]
    sources, targets = sources[kept], targets[kept]
    counts = np.bincount(sources, minlength=conflict.states) + 1
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    steps = np.zeros(starts[-1], dtype=np.int64)
    steps[np.arange(len(sources)) + sources + 1] = cells[targets] - cells[sources]
    return starts, steps


def _joined(cells: Ints, states: Ints, starts: Ints, steps: Ints) -> tuple[Ints, NDArray[np.int64]]:
    """Return every cell shifted by every step of its state, and how many steps each had."""
    counts = starts[states + 1] - starts[states]
    ends = np.cumsum(counts)
    offsets = np.arange(ends[-1]) - np.repeat(ends - counts, counts)
    return np.repeat(cells, counts) + steps[np.repeat(starts[states], counts) + offsets], counts


def _parts(sizes: NDArray[np.float64]) -> list[slice]:
    """Return consecutive rows in parts of about `PART` combinations."""
    if not len(sizes):
        return []
    number = (np.cumsum(sizes) // PART).astype(np.int64)
    cuts = np.flatnonzero(np.diff(number)) + 1
    edges = [0, *cuts.tolist(), len(sizes)]
    return [slice(a, b) for a, b in itertools.pairwise(edges)]
