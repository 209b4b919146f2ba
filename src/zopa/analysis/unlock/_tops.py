"""What each row of one block leaves the parties, whatever the other blocks do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Frontier
from zopa.kernels.merging import Chain, merge

Floats = NDArray[np.float64]

CELLS = 1 << 21
"""Numbers that are compared at a time, about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """For each row of one block, the best deals that take it.

    The other blocks matter only through their own frontier: whatever they add, more is better
    for every party, so a dominated sum of theirs is never missed.  This holds at any size.
    """

    best: Floats
    """Shape (rows, p): the most that each party gets, among deals that pass if it consents;
    minus infinity where there are none."""
    passes: NDArray[np.bool_]
    """Shape (rows,): whether some deal with this row passes as things are."""
    _place: NDArray[np.int32]
    _block: int
    _front: Frontier
    _rest: Chain | None

    def rows(self, row: int, party: int) -> tuple[int, ...]:
        """Return the row of every block of the deal that is best for a party."""
        before, after = self._block, len(self._front.problem.blocks) - self._block - 1
        if self._rest is None:
            return (row,)
        found = self._rest.witness(int(self._place[row, party]))
        if not before:
            return (row, *found)
        full = self._front.chain
        head = Chain(full.blocks[:before], full.stages[:before], full.slack)
        return (*head.witness(found[0]), row, *found[len(found) - after :])


def top(front: Frontier, block: int, limit: int) -> Top:
    """Return what the rows of one block leave each party.

    Notes
    -----
    Cost: one merge of all other blocks, and (its frontier) x (rows of the block).
    """
    problem, rest = front.problem, _rest(front, block, limit)
    points = np.zeros((1, len(problem.parties))) if rest is None else rest.points
    table = problem.blocks[block]
    best = np.empty(table.shape)
    place = np.empty(table.shape, dtype=np.int32)
    passes = np.empty(len(table), dtype=np.bool_)
    step = max(1, CELLS // points.size)
    for start in range(0, len(table), step):
        part = slice(start, min(start + step, len(table)))
        values = problem.values(table[part, None, :] + points)
        accepts = values >= problem.threshold
        passes[part] = problem.consent(accepts).any(axis=1)
        for party in range(table.shape[1]):
            own = accepts[..., party].copy()
            accepts[..., party] = True
            left = np.where(problem.consent(accepts), values[..., party], -np.inf)
            accepts[..., party] = own
            place[part, party] = left.argmax(axis=1)
            best[part, party] = left.max(axis=1)
    return Top(best=best, passes=passes, _place=place, _block=block, _front=front, _rest=rest)


def _rest(front: Frontier, block: int, limit: int) -> Chain | None:
    """Merge all blocks but one; those before it are merged already."""
    full = front.chain
    others = list(full.blocks[block + 1 :])
    if block:
        others.insert(0, full.stages[block - 1].points)
    return merge(others, full.slack, limit) if others else None
