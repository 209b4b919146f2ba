"""What visits find at each place, against what deters a breach there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.analysis.verification.results import Place, VerificationStudy
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
from zopa.report.words import share

NAMES = 0.36
"""Share of the width for the names."""
BAR = 14
GAP = 14
ROOM = 42
"""Pixels right of the plot, for the numbers of the bars."""
PERCENT = "format(datum.value * 100, '.0f') + ' %'"
PLANNED, HIT, NEEDED = "planned visits find", "after a hit", "must be found"


def detection_picture(found: VerificationStudy, width: int) -> Layer:
    """Return the detection of every place whose need is known, at most ``width`` pixels wide."""
    pairs = [
        (place, found.after_hit.places[at] if found.after_hit is not None else None)
        for at, place in enumerate(found.plan.places)
        if place.issue is not None and place.needed is not None
    ]
    names = [lines(place.name, NAMES * width) for place, _ in pairs]
    bars = 1 if found.after_hit is None else 2
    heights = [max(bars * (BAR + 1), LINE * len(name)) + GAP for name in names]
    tops = [sum(heights[:at]) for at in range(len(heights))]
    total = sum(heights)
    plot = width - max(map(text_width, names)) - ROOM - 28
    rows = list(_bars(pairs, tops, heights, bars))
    y = {"type": "quantitative", "scale": {"domain": [total, 0], "nice": False}, "axis": None}
    x = (0.0, 1.0)

    def layer(mark: Layer, values: Sequence[Layer], **encoding: Layer) -> Layer:
        where = {"x": number("x", x), "y": {"field": "y"} | y}
        return {"data": data(values), "mark": mark, "encoding": where | encoding}

    ticks = axis("probability", labelExpr=PERCENT, values=[0, 0.25, 0.5, 0.75, 1], grid=True)
    kinds = [PLANNED, *([HIT] if bars > 1 else []), NEEDED]
    colours = {
        "field": "which",
        "type": "nominal",
        "scale": {
            "domain": kinds,
            "range": [PALETTE["low"], *([PALETTE["deal"]] if bars > 1 else []), PALETTE["ink"]],
        },
        "legend": {"orient": "top", "direction": "horizontal", "symbolType": "square"},
    }
    marks = [
        {"x": place.needed, "y": top + 2, "y2": top + height - GAP + 4, "which": NEEDED}
        for (place, _), top, height in zip(pairs, tops, heights, strict=True)
        if place.needed is not None and 0 < place.needed <= 1
    ]
    layers = [
        layer(
            {"type": "point", "opacity": 0, "color": PALETTE["paper"]},
            [{"x": 0, "y": 0}],
            x=number("x", x, axis=ticks),
        ),
        layer({"type": "rect"}, rows, x2={"field": "end"}, y2={"field": "y2"}, color=colours),
        layer(
            {"type": "rule", "strokeWidth": 2.4, "color": PALETTE["ink"]},
            marks,
            y2={"field": "y2"},
        ),
        layer(
            {"type": "text", "align": "right", "dx": ROOM, "baseline": "middle"},
            rows,
            x=number("right", x),
            y={"field": "middle"} | y,
            text={"field": "text", "type": "nominal"},
        ),
        _labels(names, tops, heights, y),
    ]
    return chart(plot, total, layers)


def _bars(
    pairs: Sequence[tuple[Place, Place | None]],
    tops: Sequence[float],
    heights: Sequence[float],
    bars: int,
) -> Iterator[Layer]:
    for (place, hit), top, height in zip(pairs, tops, heights, strict=True):
        first = top + (height - GAP - bars * (BAR + 1)) / 2 + 3
        for at, (each, which) in enumerate(((place, PLANNED), (hit, HIT))):
            if each is None:
                continue
            reached, start = each.achieved or 0.0, first + at * (BAR + 1)
            yield {
                "x": 0,
                "end": reached,
                "right": 1,
                "y": start,
                "y2": start + BAR,
                "middle": start + BAR / 2,
                "text": share(reached),
                "which": which,
            }


def _labels(
    names: Sequence[list[str]], tops: Sequence[float], heights: Sequence[float], y: Layer
) -> Layer:
    rows = [
        {"y": top + 3 + (height - GAP - LINE * len(name)) / 2 + LINE * (at + 0.5), "text": text}
        for name, top, height in zip(names, tops, heights, strict=True)
        for at, text in enumerate(name)
    ]
    return {
        "data": data(rows),
        "mark": {"type": "text", "align": "right", "baseline": "middle", "x": -10},
        "encoding": {"y": {"field": "y"} | y, "text": {"field": "text", "type": "nominal"}},
    }
