"""The efficient frontier of sums over independent blocks, without listing the sums.

A partial sum that is dominated stays dominated whatever is added to both, so the frontier is
built block by block: add, drop dominated sums, repeat.  Ties are counted along the way, and
every stage is kept, so each point can be traced back to the rows it is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError
from zopa.kernels.dominance import efficient, efficient_pairs

Floats = NDArray[np.float64]
Counts = NDArray[Any]
"""Machine integers, or exact Python integers where there are too many sums."""

COUNTABLE = 2**62
"""Up to this many sums, ties are counted in machine integers."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The frontier after one more block."""

    points: Floats
    """Shape (k, p), first column descending."""
    counts: Counts
    """Shape (k,): how many combinations of rows reach each point."""
    parent: NDArray[np.int64]
    """Shape (k,): the point of the stage before that one such combination goes through."""
    row: NDArray[np.int64]
    """Shape (k,): the row of this stage's block that it takes."""


@dataclass(frozen=True, slots=True)
class Chain:
    """All stages of one merge."""

    blocks: tuple[Floats, ...]
    stages: tuple[Stage, ...]
    slack: Floats

    @property
    def points(self) -> Floats:
        """The frontier, shape (k, p), first column descending."""
        return self.stages[-1].points

    @property
    def counts(self) -> Counts:
        """How many combinations reach each point, shape (k,)."""
        return self.stages[-1].counts

    def witness(self, point: int) -> tuple[int, ...]:
        """Return one row of every block that add up to a point."""
        rows = []
        for stage in reversed(self.stages):
            rows.append(int(stage.row[point]))
            point = int(stage.parent[point])
        return tuple(reversed(rows))

    def combinations(self, point: int) -> Iterator[tuple[int, ...]]:
        """Yield every choice of rows that adds up to a point, lazily, in no special order."""
        return self._trace(len(self.stages) - 1, point)

    def _trace(self, stage: int, point: int) -> Iterator[tuple[int, ...]]:
        target = self.stages[stage].points[point]
        block = self.blocks[stage]
        if stage == 0:
            hits = (np.abs(block - target) <= self.slack).all(axis=1)
            for row in np.flatnonzero(hits).tolist():
                yield (row,)
            return
        before = self.stages[stage - 1].points
        sums = before[:, None, :] + block[None, :, :]
        hits = (np.abs(sums - target) <= self.slack).all(axis=2)
        for parent, row in np.argwhere(hits).tolist():
            for head in self._trace(stage - 1, parent):
                yield (*head, row)


def merge(blocks: Sequence[Floats], slack: Floats, limit: int) -> Chain:
    """Return the efficient sums of one row from every block.

    Parameters
    ----------
    blocks
        Tables of shape (rows, p), at least one, each with at least one row.
    slack
        Shape (p,): differences up to this are rounding.
    limit
        Points that a stage may have.

    Raises
    ------
    LimitError
        When a stage has more points than ``limit``.

    Notes
    -----
    Cost: the sum over blocks of (frontier so far) x (rows of the block), times a logarithm for
    two columns.  The number of all sums plays no role.

    Examples
    --------
    >>> chain = merge([np.array([[0.0, 1], [1, 0]])] * 3, np.full(2, 1e-12), limit=100)
    >>> chain.points[:, 0].tolist(), chain.counts.tolist()
    ([3.0, 2.0, 1.0, 0.0], [1, 3, 3, 1])
    >>> sorted(chain.combinations(1))
    [(0, 1, 1), (1, 0, 1), (1, 1, 0)]
    """
    sums = 1
    for block in blocks:
        sums *= len(block)
    kind = np.dtype(np.int64 if sums <= COUNTABLE else np.object_)
    points = np.zeros((1, blocks[0].shape[1]))
    counts: Counts = np.ones(1, dtype=kind)
    stages = []
    for number, block in enumerate(blocks):
        table = (block[:, None, :] + points[None, :, :]).reshape(-1, points.shape[1])
        if table.shape[1] == 2:
            best, near = efficient_pairs(table[:, 0], table[:, 1], slack)
        else:
            best = efficient(table, slack)
            near = None
        if len(best) > limit:
            msg = (
                f"the frontier has more than {limit:,} points after {number + 1} of "
                f"{len(blocks)} blocks; raise the frontier limit to go on"
            )
            raise LimitError(msg)
        row, parent = np.divmod(best, len(points))
        counts = _count_ties(table, best, near, counts, slack)
        points = table[best]
        stages.append(Stage(points, counts, parent, row))
    return Chain(tuple(blocks), tuple(stages), slack)


def _count_ties(
    table: Floats,
    best: NDArray[np.int64],
    near: NDArray[np.int64] | None,
    counts: Counts,
    slack: Floats,
) -> Counts:
    """Return, for every efficient row, the counts of all rows at the same point, added up."""
    if near is None:
        near = np.flatnonzero((table >= table[best].min(axis=0) - slack).all(axis=1))
    if len(near) == len(best):
        return counts[best % len(counts)]
    totals = np.zeros(len(best), dtype=counts.dtype)
    ascending = -table[best, 0]
    low = np.searchsorted(ascending, -table[near, 0] - slack[0], side="left")
    high = np.searchsorted(ascending, -table[near, 0] + slack[0], side="right")
    width = int((high - low).max(initial=0))
    for offset in range(width):
        at = low + offset
        inside = np.flatnonzero(at < high)
        rows, into = near[inside], at[inside]
        same = (np.abs(table[rows] - table[best[into]]) <= slack).all(axis=1)
        np.add.at(totals, into[same], counts[rows[same] % len(counts)])
    return totals
