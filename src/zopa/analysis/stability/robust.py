"""How sure: in which share of the draws of uncertain preferences a state is an equilibrium (§8)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from zopa.analysis.draws import draw, parts
from zopa.analysis.results import Probability
from zopa.analysis.stability.conflict import Conflict, GridMoves, Ints, ListedMoves
from zopa.analysis.stability.judge import judge
from zopa.analysis.stability.states import CaseConflict
from zopa.model.state_ranks import ranks as ranks_of

WORK = 60_000_000
"""Judgements, one for each draw, combination, party and definition, that are made at most."""
BATCH = 100_000
"""Combinations that are judged at once."""
LEAST = 10
"""Fewer draws would say nothing."""

Progress = Callable[[float], None]


def affordable(posed: CaseConflict, definitions: Sequence[str], count: int) -> int:
    """Return how many draws the limit of work allows, at most ``count``; 0 where too few."""
    size = _size(posed.conflict) * len(posed.conflict.parties) * max(1, len(definitions))
    most = WORK // size
    return min(count, most) if most >= LEAST else 0


def shares(
    posed: CaseConflict,
    definitions: Sequence[str],
    count: int,
    seed: int = 1,
    *,
    progress: Progress | None = None,
) -> dict[str, tuple[Probability, ...]]:
    """Return, for every definition, the share of draws in which each state is an equilibrium.

    Parameters
    ----------
    posed
        A case as a conflict.
    definitions
        Names of definitions.
    count
        Draws of the uncertain numbers; see `affordable`.
    seed
        Same seed, same answer.
    progress
        Called with the share that is done.

    Returns
    -------
    dict
        Definition -> one `Probability` for each state.

    Notes
    -----
    The draws of a batch are judged as one conflict: copies of it side by side, between which
    nobody can move.
    """
    hits = {name: np.zeros(posed.space.count, dtype=np.int64) for name in definitions}
    drawn = draw(posed.case, count, seed)
    size = max(1, BATCH // _size(posed.conflict))
    for part, some in parts(drawn, size):
        found = ranks_of(posed.case, posed.space, some)
        ranks = np.stack([found[party] for party in posed.conflict.parties], axis=1)
        flags = judge(side_by_side(posed.conflict, ranks), definitions)
        for name, stable in flags.items():
            both = stable.all(axis=0).reshape(some.count, -1)
            hits[name] += both.sum(axis=0)
        if progress is not None:
            progress(min(1.0, part.stop / count))
    return {
        name: tuple(Probability.of(hit, count) for hit in row.tolist())
        for name, row in hits.items()
    }


def side_by_side(conflict: Conflict, ranks: Ints) -> Conflict:
    """Return copies of a conflict, each with preferences of its own, as one conflict.

    Parameters
    ----------
    conflict
        ``p`` parties, ``m`` states.
    ranks
        Shape (copies, p, m).

    Returns
    -------
    Conflict
        With ``copies * m`` states, those of the first copy first.

    Examples
    --------
    >>> one = Conflict.of_arcs(["a", "b"], {"p": [("a", "b")]}, {"p": ["a", "b"]})
    >>> two = side_by_side(one, np.array([[[1, 0]], [[0, 1]]]))
    >>> two.ranks, two.moves.targets
    (array([[1, 0, 0, 1]]), (array([1, 3]),))
    """
    copies, parties, states = ranks.shape
    moves = conflict.moves
    repeated: GridMoves | ListedMoves
    if isinstance(moves, GridMoves):
        offsets = np.arange(copies) * math.prod(moves.shape)
        repeated = GridMoves(
            shape=(copies, *moves.shape),
            owner=(-1, *moves.owner),
            one_way=(False, *moves.one_way),
            cells=(offsets[:, None] + moves.cells).reshape(-1),
        )
    else:
        repeated = ListedMoves(
            starts=tuple(_starts(starts, copies) for starts in moves.starts),
            targets=tuple(_targets(targets, copies, states) for targets in moves.targets),
        )
    flat = ranks.transpose(1, 0, 2).reshape(parties, copies * states)
    return Conflict(parties=conflict.parties, ranks=flat, moves=repeated)


def _starts(starts: Ints, copies: int) -> Ints:
    lists = np.arange(copies)[:, None] * starts[-1] + starts[:-1]
    return np.append(lists.reshape(-1), copies * starts[-1])


def _targets(targets: Ints, copies: int, states: int) -> Ints:
    shifted = np.arange(copies)[:, None] * states + targets
    return np.asarray(shifted.reshape(-1))


def _size(conflict: Conflict) -> int:
    """Return how many combinations, or else states and moves, one draw has."""
    if isinstance(conflict.moves, GridMoves):
        return math.prod(conflict.moves.shape)
    return conflict.states + sum(len(targets) for targets in conflict.moves.targets)
