"""The trade-off of two stakes: how much each party must stand to lose, given the other's."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange.results import ExchangeStudy
from zopa.report.charts.placing import Box, Label, place
from zopa.report.charts.style import (
    LINE,
    PALETTE,
    Layer,
    axis,
    chart,
    data,
    lines,
    number,
    text_width,
)
from zopa.report.layout import clean
from zopa.report.words import Scale

SIDE = 62
"""Pixels beside the plot, for the axis."""
SHAPE = 0.62
"""Height of the plot by its width."""
TALLEST = 340
MARGIN = 0.14
"""Share of the span left free beyond all that is shown."""
FOOT = 0.12
"""Share of the span left free below 0."""
LABEL = 170.0
"""Widest line of a label, in pixels."""
CORNERS = 6
"""Corners of the staircase that get their numbers."""
HERE = "as assumed"
STEP, ON_LINE = 6.0, 3.0
"""Pixels between places of the staircase that labels keep off, and what one of them costs."""
HALO: Layer = {
    "color": PALETTE["paper"],
    "stroke": PALETTE["paper"],
    "strokeWidth": 3.5,
    "strokeJoin": "round",
    "opacity": 0.9,
}
SIGNS = {"zone": "square", "named": "circle", "frontier": "circle", "soft": "cross"}
"""Kind of a point, which is its colour too -> shape: corners, orders that fail and hold, the case."""
SIZES = {"square": 120, "circle": 55, "cross": 70}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point with a label."""

    text: str
    x: float
    y: float
    kind: str


def deposits_picture(
    found: ExchangeStudy, names: Mapping[str, str], scales: Mapping[str, Scale], width: int
) -> Layer:
    """Return the stakes that make some schedule safe, at most ``width`` pixels wide.

    For two parties: the first one's stake across, the second one's up, counted from nothing; each
    corner of the staircase is a pair of which neither can be lowered alone.  Orders of the case
    stand where they need to be, and a cross where the case is.
    """
    first, second = found.parties
    corners = [(each[first], each[second]) for each in found.least_stakes]
    here = Mark(text=HERE, x=found.stakes[first], y=found.stakes[second], kind="soft")
    marks = [here, *_orders(found), *_corners(corners, scales[first], scales[second])]
    tops = [max(getattr(mark, own) for mark in marks) or 1.0 for own in ("x", "y")]
    x, y = ((-FOOT * top, (1 + MARGIN) * top) for top in tops)
    plot = width - SIDE
    tall = min(TALLEST, SHAPE * plot)
    where = {"x": number("x", x), "y": number("y", y)}

    def layer(mark: Layer, rows: Sequence[Layer], **encoding: Layer) -> Layer:
        return {"data": data(rows), "mark": mark, "encoding": where | encoding}

    titles = [f"at stake for {clean(names[party])} (its points) →" for party in found.parties]
    frame = layer(
        {"type": "point", "opacity": 0, "color": PALETTE["paper"]},
        [{"x": 0, "y": 0}],
        x=number("x", x, axis=axis(lines(titles[0], plot))),
        y=number("y", y, axis=axis(lines(titles[1], tall))),
    )
    stairs = [{"x": across, "y": up} for across, up in _stairs(corners, x[1], y[1])]
    shade = [
        {"x": left, "x2": right, "y": low, "y2": y[1]}
        for (left, low), (right, _) in zip(corners, [*corners[1:], (x[1], 0.0)], strict=True)
    ]
    layers = [
        frame,
        layer(
            {"type": "rect", "color": PALETTE["zone"], "opacity": 0.12},
            shade,
            x2={"field": "x2"},
            y2={"field": "y2"},
        ),
        layer(
            {"type": "line", "color": PALETTE["zone"], "strokeWidth": 1.8},
            [row | {"order": at} for at, row in enumerate(stairs)],
            order={"field": "order", "type": "quantitative"},
        ),
        *_labelled(marks, stairs, (x, y), (plot, tall)),
    ]
    return chart(plot, tall, layers)


def _corners(corners: Sequence[tuple[float, float]], across: Scale, up: Scale) -> Iterator[Mark]:
    for at, (x, y) in enumerate(corners):
        text = f"{across.enough(x)} and {up.enough(y)}" if at < CORNERS else ""
        yield Mark(text=text, x=x, y=y, kind="zone")


def _orders(found: ExchangeStudy) -> Iterator[Mark]:
    first, second = found.parties
    for order in found.orders:
        if not order.broken:
            x, y = order.stakes[first], order.stakes[second]
            yield Mark(text=clean(order.name), x=x, y=y, kind="frontier" if order.safe else "named")


def _stairs(
    corners: Sequence[tuple[float, float]], right: float, top: float
) -> Iterator[tuple[float, float]]:
    """Return the edge of the safe pairs: down to each corner, then across to the next."""
    high = top
    for x, y in corners:
        yield x, high
        yield x, y
        high = y
    yield right, high


def _crowd(line: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    """Return places along a line in pixels that labels had better not cover."""
    found = [
        (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, ON_LINE)
        for a, b in pairwise(line)
        for share in np.linspace(0, 1, 2 + int(math.dist(a, b) / STEP)).tolist()
    ]
    return np.array(found).reshape(-1, 3)


def _labelled(
    marks: Sequence[Mark],
    stairs: Sequence[Layer],
    ends: tuple[tuple[float, float], tuple[float, float]],
    size: tuple[float, float],
) -> Iterator[Layer]:
    x, y = ends

    def pixel(across: float, up: float) -> tuple[float, float]:
        return (
            (across - x[0]) / (x[1] - x[0]) * size[0],
            (1 - (up - y[0]) / (y[1] - y[0])) * size[1],
        )

    def point(across: float, down: float) -> tuple[float, float]:
        return (
            x[0] + across / size[0] * (x[1] - x[0]),
            y[0] + (1 - down / size[1]) * (y[1] - y[0]),
        )

    base = {"x": number("x", x), "y": number("y", y)}
    for kind, shape in SIGNS.items():
        rows = [{"x": mark.x, "y": mark.y} for mark in marks if mark.kind == kind]
        sign = {"type": "point", "filled": True, "opacity": 1, "shape": shape, "size": SIZES[shape]}
        colour = {"color": PALETTE[kind], "stroke": PALETTE["paper"], "strokeWidth": 1.2}
        yield {"data": data(rows), "mark": sign | colour, "encoding": base}
    told = [mark for mark in marks if mark.text]
    texts = [lines(mark.text, min(LABEL, 0.45 * size[0])) for mark in told]
    labels = []
    for mark, text in zip(told, texts, strict=True):
        at = pixel(mark.x, mark.y)
        labels.append(
            Label(x=at[0], y=at[1], width=text_width(text) + 4, height=LINE * len(text) + 2)
        )
    line = [pixel(row["x"], row["y"]) for row in stairs]
    walls = [
        Box(min(a[0], b[0]) - 1, min(a[1], b[1]) - 1, max(a[0], b[0]) + 1, max(a[1], b[1]) + 1)
        for a, b in pairwise(line)
    ]
    spots = place(labels, size[0], size[1], walls, _crowd(line))
    for kind in SIGNS:
        words: list[Layer] = []
        for mark, text, spot in zip(told, texts, spots, strict=True):
            if mark.kind != kind:
                continue
            for row, said in enumerate(text):
                left, up = point(
                    (spot.box.left + spot.box.right) / 2, spot.box.top + 1 + LINE * (row + 0.5)
                )
                words.append({"x": left, "y": up, "text": said})
        plain: Layer = {"type": "text", "align": "center", "baseline": "middle"}
        where = base | {"text": {"field": "text", "type": "nominal"}}
        yield {"data": data(words), "mark": plain | HALO, "encoding": where}
        yield {"data": data(words), "mark": plain | {"color": PALETTE[kind]}, "encoding": where}
