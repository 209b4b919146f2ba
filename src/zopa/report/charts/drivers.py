"""The tornado: how far each uncertain number moves the chance of a deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.analysis.results import Driver, Study
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

LEAST = 0.005
"""Smallest swing worth a bar."""
SHOWN = 12
"""Bars of one picture."""
NAMES = 0.42
"""Share of the width for the names."""
ROOM = 52
"""Pixels beside the bars, for their numbers."""
BAR = 9
GAP = 12
PERCENT = "format(datum.value * 100, '.0f') + ' %'"
ENDS = {"low": "number at its low end", "high": "number at its high end"}


def tornado(study: Study, width: int) -> Layer:
    """Return the tornado of a study, at most ``width`` pixels wide."""
    found = study.uncertainty
    assert found is not None  # noqa: S101 - the section looked
    drivers = [driver for driver in found.drivers if driver.swing >= LEAST][:SHOWN]
    names = [_name(driver, NAMES * width) for driver in drivers]
    side = max((text_width(name) for name in names), default=0.0) + 12
    heights = [max(2 * BAR + 2, LINE * len(name)) + GAP for name in names]
    tops = [sum(heights[:at]) for at in range(len(heights))]
    total, plot = sum(heights), width - side - 24
    base = found.zone.share
    bars = list(_bars(drivers, base, tops, heights))
    ends = [base, *(row["end"] for row in bars)]
    free = max((max(ends) - min(ends)) * ROOM / (plot - 2 * ROOM), 0.01)
    x = (min(ends) - free, max(ends) + free)
    y = {"type": "quantitative", "scale": {"domain": [total, 0], "nice": False}, "axis": None}

    def layer(mark: Layer, rows: list[Layer], **encoding: Layer) -> Layer:
        where = {"x": number("x", x), "y": {"field": "y"} | y}
        return {"data": data(rows), "mark": mark, "encoding": where | encoding}

    title = lines("chance of a deal", plot)
    values = [tick for tick in _ticks(x) if 0 <= tick <= 1]
    ticks = axis(title, labelExpr=PERCENT, grid=True, values=values)
    said = {"text": {"field": "text", "type": "nominal"}}
    layers = [
        layer(
            {"type": "point", "opacity": 0, "color": PALETTE["paper"]},
            [{"x": base, "y": 0}],
            x=number("x", x, axis=ticks),
        ),
        layer({"type": "rect"}, bars, x2={"field": "end"}, y2={"field": "y2"}, color=_colours()),
        layer(
            {"type": "rule", "color": PALETTE["ink"], "strokeWidth": 1.2},
            [{"x": base, "y": 0, "y2": total}],
            y2={"field": "y2"},
        ),
        *(
            layer(
                {"type": "text", "align": align, "dx": shift, "baseline": "middle"},
                [
                    {"x": bar["end"], "y": bar["y"] + BAR / 2, "text": share(bar["end"])}
                    for bar in bars
                    if (bar["end"] < base) == (align == "right")
                ],
                **said,
            )
            for align, shift in (("left", 4), ("right", -4))
        ),
        _labels(names, tops, heights, y),
    ]
    return chart(plot, total, layers)


def _name(driver: Driver, width: float) -> list[str]:
    return [*lines(driver.label, width), f"{driver.low:.4g} … {driver.high:.4g}".replace("-", "−")]


def _bars(
    drivers: Sequence[Driver], base: float, tops: Sequence[float], heights: Sequence[float]
) -> Iterator[Layer]:
    for driver, top, height in zip(drivers, tops, heights, strict=True):
        first = top + (height - 2 * BAR - 1) / 2
        for place, (end, chance) in enumerate(
            (("low", driver.share_at_low), ("high", driver.share_at_high))
        ):
            start = first + place * (BAR + 1)
            yield {
                "x": base,
                "end": chance.share,
                "y": start,
                "y2": start + BAR,
                "which": ENDS[end],
            }


def _colours() -> Layer:
    return {
        "field": "which",
        "type": "nominal",
        "scale": {"domain": list(ENDS.values()), "range": [PALETTE["low"], PALETTE["high"]]},
        "legend": {"orient": "top", "direction": "horizontal", "symbolType": "square"},
    }


def _ticks(ends: tuple[float, float]) -> list[float]:
    """Return round shares, about five of them."""
    span = ends[1] - ends[0]
    step = next(s for s in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0) if span / s <= 6)
    first = int(ends[0] / step) - 1
    return [round(step * n, 4) for n in range(first, first + 10) if ends[0] <= step * n <= ends[1]]


def _labels(
    names: Sequence[list[str]], tops: Sequence[float], heights: Sequence[float], y: Layer
) -> Layer:
    rows = [
        {
            "y": top + height / 2 + LINE * (place - (len(name) - 1) / 2),
            "text": line,
            "kind": "range" if place == len(name) - 1 else "name",
        }
        for name, top, height in zip(names, tops, heights, strict=True)
        for place, line in enumerate(name)
    ]
    kinds = {"domain": ["name", "range"], "range": [PALETTE["ink"], PALETTE["soft"]]}
    return {
        "data": data(rows),
        "mark": {"type": "text", "align": "right", "baseline": "middle", "x": -8},
        "encoding": {
            "y": {"field": "y"} | y,
            "text": {"field": "text", "type": "nominal"},
            "color": {"field": "kind", "type": "nominal", "scale": kinds, "legend": None},
        },
    }
