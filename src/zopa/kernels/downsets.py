"""Sets that contain with every member what comes before it, and the ways from one to a larger one.

Sets are bits of an integer: bit ``j`` stands for member ``j``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError

Ints = NDArray[np.int64]
SETS = 2_000_000
"""Sets that are listed at most."""
WAYS = 5_000_000
"""Ways between sets that are listed at most (about 170 bytes each, with what is computed on them)."""
TABLE = 20
"""Up to this many members, sets are looked up in a table of all sets."""
ONES = np.array([value.bit_count() for value in range(256)], dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Ladder:
    """Sets, smallest first, and the ways from each to larger ones.

    Every way leads from a set to one with more members, and ways are sorted by the number of
    members of where they start: so one sweep over ``starts`` meets each set after all its ways in.
    """

    sets: Ints
    """Shape (n,): sorted by number of members, then as integers; first empty, last full."""
    source: Ints
    """Shape (e,): place of the set where the way starts."""
    target: Ints
    """Shape (e,): place of the set where it ends."""
    steps: Ints
    """Shape (k,): the distinct sets that are added, ascending."""
    step: Ints
    """Shape (e,): place in ``steps`` of what the way adds."""
    starts: tuple[int, ...]
    """Where the ways of each number of members begin, and the end."""

    def place(self, masks: Ints) -> Ints:
        """Return the places of sets; all must be among ``sets``."""
        if int(self.sets[-1]) < 1 << TABLE:
            table = np.empty(int(self.sets[-1]) + 1, dtype=np.int64)
            table[self.sets] = np.arange(len(self.sets))
            found: Ints = table[masks]
            return found
        order = np.argsort(self.sets)
        return order[np.searchsorted(self.sets[order], masks)]


def down_sets(before: Sequence[int]) -> Ints:
    """Return all sets that contain with every member all of its ``before``.

    Parameters
    ----------
    before
        For each member the set of those that come before it; without circles.

    Returns
    -------
    ndarray of int, shape (n,)
        Sorted by number of members, then as integers.

    Raises
    ------
    LimitError
        When there are more than `SETS`.

    Examples
    --------
    >>> [format(one, "03b") for one in down_sets([0, 0b001, 0])]
    ['000', '001', '100', '011', '101', '111']
    """
    found = np.zeros(1, dtype=np.int64)
    for member in _in_order(before):
        more = found[(before[member] & ~found) == 0] | (1 << member)
        if len(found) + len(more) > SETS:
            msg = f"more than {SETS:,} sets can stand in between; at most as many are listed"
            raise LimitError(msg)
        found = np.concatenate([found, more])
    return found[np.lexsort((found, sizes(found)))]


def sizes(masks: Ints) -> Ints:
    """Return how many members each set has.

    Examples
    --------
    >>> sizes(np.array([0, 0b1011, 1 << 61]))
    array([0, 3, 1])
    """
    octets = np.ascontiguousarray(masks, dtype=np.int64).view(np.uint8).reshape(-1, 8)
    found: Ints = ONES[octets].sum(axis=1, dtype=np.int64)
    return found


def _in_order(before: Sequence[int]) -> list[int]:
    """Return the members so that each comes after what is before it."""
    found: list[int] = []
    done = 0
    while len(found) < len(before):
        free = [j for j, need in enumerate(before) if not done >> j & 1 and not need & ~done]
        found += free
        done |= sum(1 << member for member in free)
    return found


def ladder(before: Sequence[int], *, joint: bool) -> Ladder:
    """Return the sets that contain all that comes before, and the ways between them.

    Parameters
    ----------
    before
        For each member the set of those that come before it; without circles.
    joint
        Whether a way may add several members, none of which comes before another of them.

    Raises
    ------
    LimitError
        When there are more than `SETS` sets or `WAYS` ways.

    Notes
    -----
    Cost: O(ways); 12 members without order have 4,096 sets and 24,576 ways, 527,345 if joint.

    Examples
    --------
    >>> found = ladder([0, 0b1], joint=True)
    >>> found.sets.tolist(), found.source.tolist(), found.target.tolist()
    ([0, 1, 3], [0, 1], [1, 2])
    """
    sets = down_sets(before)
    open_to = np.zeros_like(sets)
    for member, need in enumerate(before):
        free = ((sets >> member & 1) == 0) & ((need & ~sets) == 0)
        open_to |= free.astype(np.int64) << member
    width = sizes(open_to)
    count = (1 << np.minimum(width, 40)) - 1 if joint else width
    if int(count.sum()) > WAYS:
        msg = (
            f"{int(count.sum()):,} ways lead from one set to the next; at most {WAYS:,} are listed"
        )
        raise LimitError(msg)
    source, added, starts = _ways(sets, open_to, width, joint=joint)
    steps, step = np.unique(added, return_inverse=True)
    bare = Ladder(sets, source, source, steps, step, starts)
    return Ladder(sets, source, bare.place(sets[source] | added), steps, step, starts)


def _ways(
    sets: Ints, open_to: Ints, width: Ints, *, joint: bool
) -> tuple[Ints, Ints, tuple[int, ...]]:
    """Return where each way starts, what it adds, and where the ways of each size begin."""
    size = sizes(sets)
    sources: list[Ints] = [np.empty(0, dtype=np.int64)]
    added: list[Ints] = [np.empty(0, dtype=np.int64)]
    starts = [0]
    for layer in range(int(size.max())):
        start = starts[-1]
        for wide in np.unique(width[size == layer]).tolist():
            rows = np.flatnonzero((size == layer) & (width == wide))
            single = _single(open_to[rows], wide)
            parts = single @ _choices(wide) if joint else single
            sources.append(np.repeat(rows, parts.shape[1]))
            added.append(parts.ravel())
            start += parts.size
        starts.append(start)
    return np.concatenate(sources), np.concatenate(added), tuple(starts)


def _single(masks: Ints, wide: int) -> Ints:
    """Return the members of sets of ``wide`` members, each as a set of its own; shape (n, wide)."""
    found = np.empty((len(masks), wide), dtype=np.int64)
    rest = masks.copy()
    for at in range(wide):
        found[:, at] = rest & -rest
        rest &= rest - 1
    return found


def _choices(wide: int) -> Ints:
    """Return all choices of some of ``wide`` things but none; shape (wide, 2**wide - 1)."""
    return np.arange(1, 1 << wide, dtype=np.int64)[None, :] >> np.arange(wide)[:, None] & 1
