"""Boxes in columns, and lines between them that touch no box: where things go, in pixels.

Columns are levels, from left to right.  A line that skips a column gets a gap in it, like a
narrow box of its own; lines inside a column run through the free space to its right, each in a
lane of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zopa.report.charts.placing import Box

GAP = 18.0
"""Pixels between two boxes of a column."""
PASSAGE = 6.0
"""Height of the gap for a line that passes a column."""
LANE = 13.0
"""Pixels between two lines that run beside each other, where there is room."""
FIRST_LANE = 18.0
SWEEPS = 12
POINTS = 14
"""Points of a curved piece of a line."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A box to be placed."""

    id: str
    level: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A line to be drawn, from the lower level to the higher or inside one level."""

    key: str
    first: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where boxes and lines go."""

    boxes: Mapping[str, Box]
    lines: Mapping[str, tuple[Point, ...]]
    """Key of a link -> points from the edge of its first box to that of its second."""
    width: float
    height: float


@dataclass(kw_only=True)
class _Grid:
    """Columns of ids from top to bottom; passages of long links stand among the boxes."""

    columns: list[list[str]]
    heights: dict[str, float]
    segments: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of ids in neighbouring columns that are joined."""
    inside: list[tuple[str, str]] = field(default_factory=list)
    """Pairs in the same column that are joined."""
    passages: dict[str, list[str]] = field(default_factory=dict)
    """Key of a link -> its passages, from its first box to its second."""
    first: str = ""
    """What stands on top of its column."""

    def crossings(self) -> float:
        """Return how tangled the lines are."""
        place = {id_: at for column in self.columns for at, id_ in enumerate(column)}
        level = {id_: at for at, column in enumerate(self.columns) for id_ in column}
        pairs: dict[int, list[tuple[int, int]]] = {}
        for a, b in self.segments:
            pairs.setdefault(level[a], []).append((place[a], place[b]))
        crossed = sum(
            (a - c) * (b - d) < 0
            for ends in pairs.values()
            for (a, b), (c, d) in itertools.combinations(ends, 2)
        )
        far = sum(abs(place[a] - place[b]) - 1 for a, b in self.inside)
        return crossed + 0.8 * far + 1e6 * place.get(self.first, 0)


def arrange(
    items: Sequence[Item], links: Sequence[Link], *, box: float, gutter: float, first: str = ""
) -> Placement:
    """Return places for boxes of one width and for the lines between them.

    Parameters
    ----------
    items
        Boxes with their columns (``level``, from 0 without gaps) and heights.
    links
        Lines; ``first`` is in the same column as ``second``, or further left.
    box, gutter
        Pixels of a box, and of the free space right of a column.
    first
        Id of a box that stands on top of its column.
    """
    grid = _grid(items, links)
    grid.first = first
    _untangle(grid)
    level = {item.id: item.level for item in items}
    tops, height = _tops(grid)
    step = box + gutter
    boxes = {
        item.id: Box(
            item.level * step,
            tops[item.id],
            item.level * step + box,
            tops[item.id] + item.height,
        )
        for item in items
    }
    last = len(grid.columns) - 1
    tail = any(level[link.first] == level[link.second] == last for link in links)
    width = step * last + box + (gutter if tail else 0.0)
    lines = _lines(grid, links, boxes, tops, gutter)
    return Placement(boxes=boxes, lines=lines, width=width, height=height)


def _grid(items: Sequence[Item], links: Sequence[Link]) -> _Grid:
    level = {item.id: item.level for item in items}
    columns: list[list[str]] = [[] for _ in range(max(level.values(), default=0) + 1)]
    for item in items:
        columns[item.level].append(item.id)
    grid = _Grid(columns=columns, heights={item.id: item.height for item in items})
    for link in links:
        start, end = level[link.first], level[link.second]
        if start == end:
            grid.inside.append((link.first, link.second))
            continue
        chain = [f"{link.key}@{at}" for at in range(start + 1, end)]
        for at, passage in enumerate(chain, start=start + 1):
            columns[at].append(passage)
            grid.heights[passage] = PASSAGE
        grid.passages[link.key] = chain
        grid.segments += itertools.pairwise([link.first, *chain, link.second])
    return grid


def _untangle(grid: _Grid) -> None:
    """Reorder columns until lines cross little: by the mean place of neighbours, then by swaps."""
    near: dict[str, list[str]] = {}
    for a, b in grid.segments:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    best, least = [list(column) for column in grid.columns], grid.crossings()
    for sweep in range(SWEEPS):
        columns = grid.columns if sweep % 2 == 0 else grid.columns[::-1]
        for column in columns:
            _by_neighbours(grid, column, near)
        _swap(grid)
        if (found := grid.crossings()) < least:
            best, least = [list(column) for column in grid.columns], found
    grid.columns = best


def _by_neighbours(grid: _Grid, column: list[str], near: Mapping[str, Sequence[str]]) -> None:
    share = {id_: (at + 0.5) / len(other) for other in grid.columns for at, id_ in enumerate(other)}
    mean = {
        id_: sum(share[n] for n in near[id_]) / len(near[id_]) if near.get(id_) else share[id_]
        for id_ in column
    }
    column.sort(key=mean.__getitem__)


def _swap(grid: _Grid) -> None:
    """Swap neighbours of a column as long as that untangles."""
    least, better = grid.crossings(), True
    while better:
        better = False
        for column in grid.columns:
            for one, other in itertools.combinations(range(len(column)), 2):
                column[one], column[other] = column[other], column[one]
                if (found := grid.crossings()) < least:
                    least, better = found, True
                else:
                    column[one], column[other] = column[other], column[one]


def _tops(grid: _Grid) -> tuple[dict[str, float], float]:
    """Return the upper edge of everything, columns centred, and the height of all."""
    sizes = [
        sum(grid.heights[id_] for id_ in column) + GAP * (len(column) - 1)
        for column in grid.columns
    ]
    height = max(sizes, default=0.0)
    tops = {}
    for column, size in zip(grid.columns, sizes, strict=True):
        free = (height - size) / (len(column) + 1)
        top = free
        for id_ in column:
            tops[id_] = top
            top += grid.heights[id_] + GAP + free
    return tops, height


def _lines(
    grid: _Grid,
    links: Sequence[Link],
    boxes: Mapping[str, Box],
    tops: Mapping[str, float],
    gutter: float,
) -> dict[str, tuple[Point, ...]]:
    ports = _ports(grid, links, boxes, tops)
    lanes = _lanes(links, boxes, ports)
    lines = {}
    for link in links:
        start, end = ports[link.key, 0], ports[link.key, 1]
        if boxes[link.first].left == boxes[link.second].left:
            lane, all_ = lanes[link.key]
            room = gutter - FIRST_LANE - LANE / 2
            apart = min(LANE, room / max(1, all_ - 1))
            lines[link.key] = tuple(_bulge(start, end, FIRST_LANE + lane * apart))
            continue
        stops = [start]
        for passage in grid.passages[link.key]:
            column = next(at for at, ids in enumerate(grid.columns) if passage in ids)
            left = column * (boxes[link.first].right - boxes[link.first].left + gutter)
            y = tops[passage] + PASSAGE / 2
            stops += [(left, y), (left + boxes[link.first].right - boxes[link.first].left, y)]
        stops.append(end)
        lines[link.key] = tuple(_through(stops))
    return lines


def _ports(
    grid: _Grid, links: Sequence[Link], boxes: Mapping[str, Box], tops: Mapping[str, float]
) -> dict[tuple[str, int], Point]:
    """Return where each line touches its boxes, spread over their sides."""
    sides: dict[tuple[str, str], list[tuple[float, str, int]]] = {}
    for link in links:
        first, second = boxes[link.first], boxes[link.second]
        chain = grid.passages.get(link.key, [])
        inner = first.left == second.left
        towards = tops[chain[0]] if chain else _middle(second)
        sides.setdefault((link.first, "right"), []).append((towards, link.key, 0))
        towards = tops[chain[-1]] if chain else _middle(first)
        side = "right" if inner else "left"
        sides.setdefault((link.second, side), []).append((towards, link.key, 1))
    found = {}
    for (id_, side), ends in sides.items():
        box = boxes[id_]
        ends.sort()
        for at, (_, key, end) in enumerate(ends, start=1):
            y = box.top + at * (box.bottom - box.top) / (len(ends) + 1)
            found[key, end] = (box.right if side == "right" else box.left, y)
    return found


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _lanes(
    links: Sequence[Link],
    boxes: Mapping[str, Box],
    ports: Mapping[tuple[str, int], Point],
) -> dict[str, tuple[int, int]]:
    """Return the lane of each line inside a column, short lines next to the boxes, and how many."""
    columns: dict[float, list[tuple[float, float, str]]] = {}
    for link in links:
        if boxes[link.first].left == boxes[link.second].left:
            ends = sorted((ports[link.key, 0][1], ports[link.key, 1][1]))
            columns.setdefault(boxes[link.first].left, []).append((ends[0], ends[1], link.key))
    found: dict[str, tuple[int, int]] = {}
    for spans in columns.values():
        taken: list[list[tuple[float, float]]] = []
        lanes = {}
        for low, high, key in sorted(spans, key=lambda span: (span[1] - span[0], span)):
            free = (
                at
                for at, lane in enumerate(taken)
                if all(high < a or low > b for a, b in lane)
                and not any(a < high and low < b for later in taken[at + 1 :] for a, b in later)
            )
            lane = next(free, len(taken))
            if lane == len(taken):
                taken.append([])
            taken[lane].append((low, high))
            lanes[key] = lane
        found |= {key: (lane, len(taken)) for key, lane in lanes.items()}
    return found


def _through(stops: Sequence[Point]) -> Iterator[Point]:
    """Return a line through stops: curved between columns, straight across them."""
    yield stops[0]
    for at, (one, other) in enumerate(itertools.pairwise(stops)):
        if at % 2:
            yield other
            continue
        pull = (other[0] - one[0]) / 2
        yield from _curve(one, (one[0] + pull, one[1]), (other[0] - pull, other[1]), other)


def _bulge(one: Point, other: Point, depth: float) -> Iterator[Point]:
    """Return a line between two points of the same edge that runs ``depth`` pixels beside it."""
    x = one[0] + depth
    down = 1.0 if other[1] >= one[1] else -1.0
    round_ = min(abs(other[1] - one[1]) / 2, depth, 14.0)
    yield one
    yield from _curve(one, (x, one[1]), (x, one[1]), (x, one[1] + down * round_))
    yield (x, other[1] - down * round_)
    yield from _curve((x, other[1] - down * round_), (x, other[1]), (x, other[1]), other)


def _curve(one: Point, pull: Point, push: Point, other: Point) -> Iterator[Point]:
    """Return points of a cubic curve, without its start."""
    for at in range(1, POINTS + 1):
        t = at / POINTS
        u = 1 - t
        x, y = (
            u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
            for a, b, c, d in zip(one, pull, push, other, strict=True)
        )
        yield (x, y)
