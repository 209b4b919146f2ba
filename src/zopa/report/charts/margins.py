"""How sure the answer is: by how much the best deal clears or misses the zone, over all draws."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Uncertainty
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

SIDE = 30
HEIGHT = 190
BINS = 36
BOLD = 1.1
"""Width of bold type by that of plain type."""


def margins_picture(found: Uncertainty, width: int) -> Layer:
    """Return a histogram of the margins with 0 at the edge of a bar."""
    edges = _edges(found.margins)
    numbers, _ = np.histogram(found.margins, bins=edges)
    plot = width - SIDE
    step = edges[1] - edges[0]
    rows = [
        {
            "x": round(float(left), 9),
            "x2": round(float(left + step), 9),
            "n": int(n),
            "foot": 0,
            "which": "deal" if left > -step / 2 else "no deal",
        }
        for left, n in zip(edges[:-1], numbers, strict=True)
        if n
    ]
    x = (float(min(edges[0], -step)), float(max(edges[-1], step)))
    top = 1.3 * float(numbers.max())
    y = {"type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": None}
    colours = {
        "field": "which",
        "type": "nominal",
        "scale": {"domain": ["deal", "no deal"], "range": [PALETTE["zone"], PALETTE["deal"]]},
        "legend": None,
    }
    title = "margin of the best deal: misses the zone ← 0 → clears it (points)"
    says = [
        ("right", -8, "soft", f"no deal: {share(1 - found.zone.share)} of draws"),
        ("left", 8, "zone", f"deal: {share(found.zone.share)} of draws"),
    ]
    layers: list[Layer] = [
        {
            "data": data(rows),
            "mark": {"type": "rect", "stroke": PALETTE["paper"], "strokeWidth": 0.6},
            "encoding": {
                "x": number("x", x, axis=axis(lines(title, plot), grid=False)),
                "x2": {"field": "x2"},
                "y": {"field": "foot"} | y,
                "y2": {"field": "n"},
                "color": colours,
            },
        },
        {
            "data": data([{"x": 0, "n": 0, "n2": top}]),
            "mark": {"type": "rule", "color": PALETTE["ink"], "strokeWidth": 1.2},
            "encoding": {"x": number("x", x), "y": {"field": "n"} | y, "y2": {"field": "n2"}},
        },
    ]
    shares = (1 - found.zone.share, found.zone.share)
    for side, part, words in zip(x, shares, says, strict=True):
        if part > 0:
            layers.append(_say(x, side, plot, *words))
    return chart(plot, HEIGHT, layers)


def _say(
    x: tuple[float, float], side: float, plot: float, align: str, shift: int, colour: str, text: str
) -> Layer:
    """Return a text beside 0 on its side; one line lower from the far edge where that is short."""
    room = plot * abs(side) / (x[1] - x[0])
    fits = room > text_width([text]) * BOLD + abs(shift)
    if not fits:
        align, shift = ("left", 2) if side < 0 else ("right", -2)
    return {
        "data": data([{"x": 0 if fits else side}]),
        "mark": {
            "type": "text",
            "align": align,
            "dx": shift,
            "y": 8 if fits else 8 + LINE,
            "color": PALETTE[colour],
            "fontWeight": "bold",
            "text": text,
        },
        "encoding": {"x": number("x", x)},
    }


def _edges(margins: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return even edges with 0 among them, over all margins."""
    low, high = float(margins.min()), float(margins.max())
    low, high = min(low, 0.0), max(high, 0.0)
    span = high - low or 1.0
    step = _round(span / BINS)
    first, last = math.floor(low / step), math.floor(high / step) + 1
    return np.arange(first, last + 1, dtype=np.float64) * step


def _round(step: float) -> float:
    """Return the next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= step * (1 - 1e-9))
