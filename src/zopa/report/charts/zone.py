"""The picture of the zone for two parties: every package in the plane of their utilities."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Cloud, Study
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
from zopa.report.phrases import merged, solution_name

SIDE = 58
"""Pixels beside the plot, for the axis."""
SHAPE = 0.78
"""Height of the plot by its width."""
TALLEST = 430
MARGIN = 0.05
"""Share of the span left free around all that is shown."""
DRAWN = 2500
"""Packages drawn as points; more are drawn as a density."""
CELL = 11.0
"""Pixels of a cell of the density, about."""
FRONTIER = 300
"""Points of the frontier that are drawn."""
STEP = 6.0
"""Pixels between places of the frontier that labels keep off."""
ON_LINE, ON_DOTS = 3.0, 150.0
"""How much a label costs on a place of the frontier, and on all packages together."""
LABEL = 165.0
"""Widest line of a label, in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The plot: what part of the plane it shows, on how many pixels."""

    x: tuple[float, float]
    y: tuple[float, float]
    width: float
    height: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies, from the upper left corner."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return across * self.width, (1 - up) * self.height

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Return which point lies at a pixel."""
        return (
            self.x[0] + across / self.width * (self.x[1] - self.x[0]),
            self.y[0] + (1 - down / self.height) * (self.y[1] - self.y[0]),
        )

    def layer(self, mark: dict[str, Any], rows: list[Layer], **encoding: Any) -> Layer:
        """Return marks at the ``x`` and ``y`` of rows."""
        where = {"x": number("x", self.x), "y": number("y", self.y)}
        return {"data": data(rows), "mark": mark, "encoding": where | encoding}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A deal that gets a sign and a label."""

    text: str
    x: float
    y: float
    kind: str


def zone_picture(study: Study, width: int) -> Layer:
    """Return the picture of the zone, at most ``width`` pixels wide."""
    marks = list(_marks(study))
    plane = _plane(study, marks, width - SIDE)
    first, second = study.parties
    frame = {
        "data": data([{"x": plane.x[0], "y": plane.y[0]}]),
        "mark": {"type": "point", "opacity": 0, "color": PALETTE["paper"]},
        "encoding": {
            "x": number("x", plane.x, axis=axis(lines(f"worth to {first.name} →", plane.width))),
            "y": number("y", plane.y, axis=axis(lines(f"worth to {second.name} →", plane.height))),
        },
    }
    layers = [
        frame,
        *_shade(study, plane),
        *_cloud(study.cloud, plane),
        _walking(study, plane),
        *_frontier(study, plane),
        *_labelled(marks, study, plane),
    ]
    return chart(plane.width, plane.height, layers)


def _marks(study: Study) -> Iterator[Mark]:
    first, second = (party.id for party in study.parties)
    for named in study.named.values():
        name = study.case.packages[named.id].name or named.id
        yield Mark(text=name, x=named.utilities[first], y=named.utilities[second], kind="named")
    for members, result in merged(study.solutions.values()):
        deal = result.deals[0]
        text = ", ".join(solution_name(member) for member in members)
        yield Mark(text=text, x=deal.utilities[first], y=deal.utilities[second], kind="fair")
    away = [party.reservation for party in study.parties]
    yield Mark(text="walking away", x=away[0], y=away[1], kind="soft")


def _plane(study: Study, marks: Sequence[Mark], width: float) -> Plane:
    ends = []
    for party, own in zip(study.parties, ("x", "y"), strict=True):
        values = [party.lowest, party.highest, *(getattr(mark, own) for mark in marks)]
        low, high = min(values), max(values)
        free = MARGIN * (high - low) or 1.0
        ends.append((low - free, high + free))
    return Plane(x=ends[0], y=ends[1], width=width, height=min(TALLEST, SHAPE * width))


def _shade(study: Study, plane: Plane) -> list[Layer]:
    """Shade the packages that pass: both parties accept, or who must under a quota."""
    first, second = study.parties
    right = {"x": first.reservation, "x2": plane.x[1], "y": plane.y[0], "y2": plane.y[1]}
    above = {"x": plane.x[0], "x2": plane.x[1], "y": second.reservation, "y2": plane.y[1]}
    corner = right | {"y": second.reservation}
    rule = study.case.acceptance
    if rule.needed(2) == 2:
        areas = [corner]
    elif rule.including:
        areas = [right if first.id in rule.including else above]
    else:
        areas = [right, above | {"x2": first.reservation}]
    mark = {"type": "rect", "color": PALETTE["zone"], "opacity": 0.1}
    return [plane.layer(mark, areas, x2={"field": "x2"}, y2={"field": "y2"})]


def _cloud(cloud: Cloud | None, plane: Plane) -> list[Layer]:
    if cloud is None:
        return []
    if cloud.points is not None and len(cloud.points) <= DRAWN:
        size = 22 if len(cloud.points) <= DRAWN / 8 else 10
        rows = [{"x": x, "y": y} for x, y in np.round(cloud.points, 6).tolist()]
        mark = {"type": "circle", "color": PALETTE["deal"], "size": size, "opacity": 0.75}
        return [plane.layer(mark, rows)]
    rows = list(_cells(cloud, plane))
    mark = {"type": "rect", "color": PALETTE["deal"], "strokeWidth": 0}
    shade = {
        "field": "n",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": [0.12, 0.95]},
        "legend": None,
    }
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return [plane.layer(mark, rows, **ends, opacity=shade)]


def _cells(cloud: Cloud, plane: Plane) -> Iterator[Layer]:
    """Return cells that hold packages, darker the more there are (logarithm of the number)."""
    table, across, up = _density(cloud, plane)
    most = np.log1p(table.max()) or 1.0
    for i, j in np.argwhere(table > 0).tolist():
        yield {
            "x": round(float(across[i]), 6),
            "x2": round(float(across[i + 1]), 6),
            "y": round(float(up[j]), 6),
            "y2": round(float(up[j + 1]), 6),
            "n": round(float(np.log1p(table[i, j]) / most), 3),
        }


Grid = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]


def _density(cloud: Cloud, plane: Plane) -> Grid:
    """Return numbers of packages on a grid whose cells are large enough to see."""
    if cloud.points is not None:
        bins = [max(12, int(size / CELL)) for size in (plane.width, plane.height)]
        table, across, up = np.histogram2d(cloud.points[:, 0], cloud.points[:, 1], bins=bins)
        return table, across, up
    assert cloud.density is not None  # noqa: S101 - a cloud has points or a density
    assert cloud.edges is not None  # noqa: S101 - that has edges
    table, (across, up) = cloud.density, cloud.edges
    while plane.width / len(table) < CELL / 2 and len(table) % 2 == 0 == table.shape[1] % 2:
        table = table[::2] + table[1::2]
        table = table[:, ::2] + table[:, 1::2]
        across, up = across[::2], up[::2]
    return table, across, up


def _walking(study: Study, plane: Plane) -> Layer:
    first, second = study.parties
    rows = [
        {"x": first.reservation, "x2": first.reservation, "y": plane.y[0], "y2": plane.y[1]},
        {"x": plane.x[0], "x2": plane.x[1], "y": second.reservation, "y2": second.reservation},
    ]
    mark = {"type": "rule", "color": PALETTE["soft"], "strokeDash": [5, 4], "strokeWidth": 1.2}
    return plane.layer(mark, rows, x2={"field": "x2"}, y2={"field": "y2"})


def _frontier(study: Study, plane: Plane) -> list[Layer]:
    """Draw the efficient packages as a staircase: between packages there is nothing.

    Of very many, some evenly along the frontier.
    """
    points = _efficient(study)
    if not len(points):
        return []
    rows = [{"x": x, "y": y} for x, y in points.tolist()]
    order = {"order": {"field": "x", "type": "quantitative"}}
    line = {
        "type": "line",
        "interpolate": "step-before",
        "color": PALETTE["frontier"],
        "strokeWidth": 1.6,
        "opacity": 0.75,
    }
    dots = {"type": "circle", "color": PALETTE["frontier"], "size": 20, "opacity": 1}
    drawn = [plane.layer(line, rows, **order)]
    return [*drawn, plane.layer(dots, rows)] if len(rows) < FRONTIER / 2 else drawn


def _efficient(study: Study) -> NDArray[np.float64]:
    """Return the points of the frontier that are drawn, from left to right, shape (n, 2)."""
    first, second = (party.id for party in study.parties)
    deals = [(deal.utilities[first], deal.utilities[second]) for deal in study.frontier.deals]
    points = np.unique(np.round(np.array(deals).reshape(-1, 2), 9), axis=0)
    if len(points) > FRONTIER:
        points = points[np.unique(np.linspace(0, len(points) - 1, FRONTIER).round().astype(int))]
    return points


def _crowd(study: Study, plane: Plane) -> NDArray[np.float64]:
    """Return what labels had better not cover, in pixels: the frontier, and single packages."""
    points = _efficient(study)
    corners = np.column_stack([points[:-1, 0], points[1:, 1]])  # the steps go down, then right
    stairs = np.insert(points, np.arange(1, len(points)), corners, axis=0)
    line = np.array([plane.pixel(x, y) for x, y in stairs.tolist()]).reshape(-1, 2)
    found = [np.column_stack([line, np.full(len(line), ON_LINE)])]
    for one, other in pairwise(line):
        steps = np.arange(1, math.dist(one, other) // STEP + 1) * STEP / math.dist(one, other)
        between = one + (other - one) * steps[:, None]
        found.append(np.column_stack([between, np.full(len(between), ON_LINE)]))
    if study.cloud is not None and study.cloud.points is not None:
        dots = np.array([plane.pixel(x, y) for x, y in study.cloud.points.tolist()])
        missed = min(1.0, ON_DOTS / len(dots))
        found.append(np.column_stack([dots, np.full(len(dots), missed)]))
    return np.concatenate(found)


SIGNS = {
    "named": {"type": "point", "shape": "circle", "size": 80},
    "fair": {"type": "point", "shape": "diamond", "size": 105},
    "soft": {"type": "point", "shape": "cross", "size": 60},
}


def _labelled(marks: Sequence[Mark], study: Study, plane: Plane) -> Iterator[Layer]:
    """Draw signs, labels beside them, and lines to labels that found no room close by."""
    texts = [lines(mark.text, min(LABEL, plane.width * 0.45)) for mark in marks]
    at = [plane.pixel(mark.x, mark.y) for mark in marks]
    labels = [
        Label(x=x, y=y, width=text_width(text) + 4, height=LINE * len(text) + 2)
        for (x, y), text in zip(at, texts, strict=True)
    ]
    x, y = plane.pixel(*(party.reservation for party in study.parties))
    walls = [Box(x - 1, 0, x + 1, plane.height), Box(0, y - 1, plane.width, y + 1)]
    places = place(labels, plane.width, plane.height, walls, _crowd(study, plane))
    leaders: list[Layer] = []
    words: list[Layer] = []
    for mark, text, spot in zip(marks, texts, places, strict=True):
        end = plane.point(*spot.end)
        if spot.led:
            leaders.append(
                {"x": mark.x, "y": mark.y, "x2": end[0], "y2": end[1], "kind": mark.kind}
            )
        for row, line in enumerate(text):
            down = spot.box.top + 1 + LINE * (row + 0.5)
            across = (spot.box.left + spot.box.right) / 2
            left, up = plane.point(across, down)
            words.append({"x": left, "y": up, "text": line, "kind": mark.kind})
    ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    for kind in SIGNS:
        thin = {"type": "rule", "color": PALETTE[kind], "strokeWidth": 0.9}
        yield plane.layer(thin, [row for row in leaders if row["kind"] == kind], **ends)
    for kind, sign in SIGNS.items():
        spots: list[Layer] = [{"x": m.x, "y": m.y} for m in marks if m.kind == kind]
        fill = {"filled": True, "color": PALETTE[kind], "opacity": 1}
        edge = {"stroke": PALETTE["paper"], "strokeWidth": 1.2}
        yield plane.layer(sign | fill | edge, spots)
    base = {"type": "text", "align": "center", "baseline": "middle"}
    said = {"text": {"field": "text", "type": "nominal"}}
    halo = {"stroke": PALETTE["paper"], "strokeWidth": 3.5, "strokeJoin": "round", "opacity": 0.9}
    yield plane.layer(base | {"color": PALETTE["paper"]} | halo, words, **said)
    for kind in SIGNS:
        rows = [word for word in words if word["kind"] == kind]
        yield plane.layer(base | {"color": PALETTE[kind]}, rows, **said)
