"""The largest and least values of a grid's slices, and of all cells that chains of slices reach.

A grid is a flat array.  A *slice* is the cells that differ along some axes only; from a cell one
goes to any cell of its slice, along a rising axis forward only.  All functions work in place.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.int32]
Cells = NDArray[np.int64]
Bools = NDArray[np.bool_]
Small = NDArray[np.integer[Any]]

LEAST = np.iinfo(np.int32).min
"""Below all values."""
MOST = np.iinfo(np.int32).max
"""Above all values."""
CHUNK = 1 << 16
"""Cells that a sweep works on at a time, so that they stay in the cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slices:
    """How a grid falls into slices: some neighbouring axes, and what comes before and after them."""

    before: int
    """Cells of the axes before."""
    sizes: tuple[int, ...]
    """Lengths of the slices' own axes."""
    rising: tuple[bool, ...]
    """For each of them whether one goes forward only."""
    after: int
    """Cells of the axes after."""

    @property
    def width(self) -> int:
        """Return the number of cells of a slice."""
        return math.prod(self.sizes)

    @property
    def count(self) -> int:
        """Return the number of slices."""
        return self.before * self.after

    def of(self, cells: Cells) -> Cells:
        """Return the slice that each of some cells lies in."""
        if self.after == 1:
            return cells // self.width
        return cells // (self.width * self.after) * self.after + cells % self.after


def spread(grid: Grid, slices: Slices, choose: np.ufunc) -> None:
    """Give each cell the value that ``choose`` picks among those it can go to, and its own.

    ``choose`` is ``numpy.maximum`` or ``numpy.minimum``.

    Examples
    --------
    >>> grid = np.array([3, 1, 4, 1, 5, 9], dtype=np.int32)
    >>> spread(grid, Slices(before=2, sizes=(3,), rising=(False,), after=1), np.maximum)
    >>> grid
    array([4, 4, 4, 9, 9, 9], dtype=int32)
    >>> grid = np.array([3, 1, 4, 1, 5, 9], dtype=np.int32)
    >>> spread(grid, Slices(before=1, sizes=(2,), rising=(True,), after=3), np.minimum)
    >>> grid
    array([1, 1, 4, 1, 5, 9], dtype=int32)
    """
    before, inner = slices.before, slices.width
    for size, rising in _runs(slices):
        inner //= size
        view = grid.reshape(before, size, inner * slices.after)
        if rising:
            for at in range(size - 2, -1, -1):
                choose(view[:, at], view[:, at + 1], out=view[:, at])
        else:
            np.copyto(view, choose.reduce(view, axis=1, keepdims=True))
        before *= size


def _runs(slices: Slices) -> list[tuple[int, bool]]:
    """Return the axes with neighbours that rise not joined into one."""
    runs: list[tuple[int, bool]] = []
    for size, rising in zip(slices.sizes, slices.rising, strict=True):
        if runs and not rising and not runs[-1][1]:
            runs[-1] = (runs[-1][0] * size, False)
        else:
            runs.append((size, rising))
    return runs


def least_reached(grid: Grid, kinds: Sequence[Slices], holes: Bools | None) -> None:
    """Give each cell the least value among all cells that chains of moves lead to, and its own.

    Parameters
    ----------
    grid
        Values; `MOST` in holes.
    kinds
        Each move of a chain stays within a slice of one kind; kinds alternate in any order.
    holes
        Cells that no move leads to; ``None`` where there are none.

    Notes
    -----
    Without holes one sweep of each kind is exact, as moves of different kinds commute.  With holes
    the sweeps repeat until nothing changes.

    Examples
    --------
    >>> grid = np.array([3, MOST, 4, 1], dtype=np.int32)
    >>> across = Slices(before=2, sizes=(2,), rising=(False,), after=1)
    >>> down = Slices(before=1, sizes=(2,), rising=(False,), after=2)
    >>> least_reached(grid, [down, across], np.array([False, True, False, False]))
    >>> grid.tolist() == [1, MOST, 1, 1]
    True
    """
    if holes is None:
        for slices in kinds:
            spread(grid, slices, np.minimum)
        return
    before = np.empty_like(grid)
    closed = 0  # so many kinds in a row have nothing more to add
    while closed < len(kinds):
        for slices in kinds:
            np.copyto(before, grid)
            spread(grid, slices, np.minimum)
            np.putmask(grid, holes, MOST)
            closed = closed + 1 if np.array_equal(grid, before) else 1
            if closed == len(kinds):
                break


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The cells of every slice from best to worst, for moves that have to be gains."""

    slices: Slices
    cells: NDArray[np.int32]
    """Shape (slices, width)."""
    better: Small | None
    """Shape (slices, width): how many cells of the slice are strictly better, holes counted as
    better; ``None`` where that is simply the place in the slice, as no two are equally good."""
    reach: Bools | None
    """Shape (k, k): from which of the ``k`` places on the rising axes one gets to which; ``None``
    where no axis rises."""
    kind: Small | None
    """Shape (slices, width): the place on the rising axes, for each entry of ``cells``."""


def ladder(worth: Grid, slices: Slices) -> Ladder:
    """Return the cells of every slice from best to worst.

    Parameters
    ----------
    worth
        How good each cell is, above `LEAST`; `MOST` in holes.
    slices
        The slices.

    Notes
    -----
    Cost: a sort of every slice; 4 bytes for each cell, 6 where cells tie, 2 more where axes rise.

    Examples
    --------
    >>> found = ladder(np.array([3, 1, 4, 4], dtype=np.int32),
    ...                Slices(before=2, sizes=(2,), rising=(False,), after=1))
    >>> found.cells.tolist(), found.better.tolist()
    ([[0, 1], [2, 3]], [[0, 1], [0, 0]])
    """
    width, count = slices.width, slices.count
    small = np.uint16 if width <= 1 << 16 else np.int32
    view = worth.reshape(slices.before, width, slices.after)
    cells = np.empty((count, width), dtype=np.int32)
    better = np.zeros((count, width), dtype=small)
    reach, places = _rising(slices)
    kind = None if places is None else np.empty((count, width), dtype=small)
    tied = False
    for rows in _chunks(count, width):
        before, after = np.divmod(np.arange(rows.start, rows.stop), slices.after)
        falling = -view[before, :, after]
        order = np.argsort(falling, axis=1)
        falling = np.take_along_axis(falling, order, axis=1)
        steps = falling[:, 1:] != falling[:, :-1]
        tied = tied or not (steps | (falling[:, 1:] == -MOST)).all()
        np.multiply(steps, np.arange(1, width), out=better[rows, 1:], casting="unsafe")
        np.maximum.accumulate(better[rows], axis=1, out=better[rows])
        base = before * (width * slices.after) + after
        cells[rows] = order * slices.after + base[:, None]
        if kind is not None and places is not None:
            kind[rows] = places[order]
    return Ladder(
        slices=slices,
        cells=cells,
        better=better if tied else None,
        reach=reach,
        kind=kind,
    )


def _rising(slices: Slices) -> tuple[Bools | None, Cells | None]:
    """Return from which place on the rising axes one gets to which, and the place of each cell."""
    if not any(slices.rising):
        return None, None
    axes = [at for at, rises in enumerate(slices.rising) if rises]
    spots = np.unravel_index(np.arange(slices.width), slices.sizes)
    sizes = [slices.sizes[at] for at in axes]
    kind = np.ravel_multi_index([spots[at] for at in axes], sizes)
    options = np.array(np.unravel_index(np.arange(math.prod(sizes)), sizes))
    reach = (options[:, None, :] >= options[:, :, None]).all(axis=0)
    return np.asarray(reach), np.asarray(kind)


def least_gained(grid: Grid, ladders: Sequence[Ladder]) -> None:
    """Give each cell the least value among all cells that chains of gains lead to, and its own.

    Each move of a chain climbs one of the ladders: it stays within a slice and ends on a strictly
    better cell of it.

    Parameters
    ----------
    grid
        Values; `MOST` in holes.
    ladders
        One for each kind of slices.

    Notes
    -----
    Sweeps repeat until nothing changes, over the slices only in which something may have changed.
    Cost of a sweep: linear; times the number of places on the rising axes, where there are some.

    Examples
    --------
    >>> kind = Slices(before=1, sizes=(3,), rising=(False,), after=1)
    >>> grid = np.array([5, 2, 7], dtype=np.int32)
    >>> least_gained(grid, [ladder(np.array([1, 2, 3], dtype=np.int32), kind)])
    >>> grid
    array([2, 2, 7], dtype=int32)
    """
    open_rows = [np.ones(each.slices.count, dtype=np.bool_) for each in ladders]
    while any(rows.any() for rows in open_rows):
        for at, each in enumerate(ladders):
            numbers = np.flatnonzero(open_rows[at])
            open_rows[at][:] = False
            for part in _chunks(len(numbers), each.slices.width):
                changed = _climb(grid, each, numbers[part])
                for other, rows in enumerate(open_rows):
                    if other != at:
                        rows[ladders[other].slices.of(changed)] = True


def _climb(grid: Grid, each: Ladder, rows: Cells) -> Cells:
    """Lower the cells of some slices to what their gains lead to; return those that change."""
    cells = each.cells[rows].astype(np.int64)
    values = grid[cells]
    if each.reach is None or each.kind is None:
        lower = _least_above(values, None if each.better is None else each.better[rows])
    else:
        lower = values.copy()
        kind = each.kind[rows].astype(np.int64)
        better = None if each.better is None else each.better[rows]
        for place, reached in enumerate(each.reach):
            seen = values if reached.all() else np.where(reached.take(kind), values, MOST)
            np.copyto(lower, _least_above(seen, better), where=kind == place)
    changes = lower < values
    changed = cells[changes]
    grid[changed] = lower[changes]
    return changed


def _least_above(values: Grid, better: Small | None) -> Grid:
    """Return, in rows from best to worst, the least value of each cell and all better ones."""
    if better is None:
        return np.minimum.accumulate(values, axis=1)
    count, width = values.shape
    least = np.empty((count, width + 1), dtype=np.int32)
    least[:, 0] = MOST
    np.minimum.accumulate(values, axis=1, out=least[:, 1:])
    places = better + np.arange(0, count * (width + 1), width + 1)[:, None]
    return np.minimum(values, least.ravel()[places])


def _chunks(count: int, width: int) -> list[slice]:
    """Return so many slices in parts of about `CHUNK` cells."""
    step = max(1, CHUNK // width)
    return [slice(start, min(start + step, count)) for start in range(0, count, step)]
