"""What clean reports tell: the belief in a breach after each of them."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.analysis.verification.results import Beliefs
from zopa.report.charts.style import (
    PALETTE,
    SERIES,
    Layer,
    axis,
    chart,
    data,
    lines,
    number,
)

SIDE = 62
HEIGHT = 220
PERCENT = "format(datum.value * 100, '.0f') + ' %'"


def beliefs_picture(held: Sequence[tuple[str, Beliefs]], width: int) -> Layer:
    """Return the belief in a breach by the number of clean reports, a line for each place."""
    plot = width - SIDE
    names = [" ".join(lines(name, plot)) for name, _ in held]
    rows = [
        {"x": count, "y": value, "which": name}
        for name, (_, beliefs) in zip(names, held, strict=True)
        for count, value in enumerate(beliefs.clean)
        if value is not None
    ]
    reports = max(len(beliefs.clean) for _, beliefs in held) - 1
    top = max(value or 0.0 for _, beliefs in held for value in beliefs.clean)
    x, y = (-0.15, reports + 0.15), (0.0, min(1.0, 1.08 * top) or 1.0)
    colour = {
        "field": "which",
        "type": "nominal",
        "scale": {"domain": names, "range": [SERIES[at % len(SERIES)] for at in range(len(names))]},
        "legend": {"orient": "top", "direction": "vertical", "symbolType": "circle"},
    }
    where = {"x": number("x", x), "y": number("y", y)}
    whole = list(range(reports + 1))
    ticks = axis("clean reports in a row", values=whole, tickCount=len(whole), grid=False)
    frame = {
        "data": data([{"x": 0, "y": 0}]),
        "mark": {"type": "point", "opacity": 0, "color": PALETTE["paper"]},
        "encoding": {
            "x": number("x", x, axis=ticks),
            "y": number("y", y, axis=axis("belief in a breach", labelExpr=PERCENT, grid=True)),
        },
    }
    line = {
        "data": data(rows),
        "mark": {"type": "line", "strokeWidth": 2},
        "encoding": where | {"color": colour | {"legend": None}},
    }
    points = {
        "data": data(rows),
        "mark": {"type": "point", "filled": True, "size": 45, "opacity": 1},
        "encoding": where | {"color": colour},
    }
    return chart(plot, HEIGHT, [frame, line, points])
