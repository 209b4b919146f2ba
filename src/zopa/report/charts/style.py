"""Colours, type and small parts that all pictures share.

Pictures are Vega-Lite specifications as plain data.  Every colour is one of `PALETTE`, so that a
page can swap them for a dark screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from zopa.report.layout import cells, clean, wrap

PALETTE = {
    "paper": "#ffffff",
    "ink": "#1d2433",
    "soft": "#5b6475",
    "rule": "#c9ced8",
    "grid": "#eceef2",
    "deal": "#a3adbd",
    "frontier": "#1f4e79",
    "zone": "#0f766e",
    "fair": "#0b5f58",
    "named": "#b3402a",
    "low": "#6b8cae",
    "high": "#c26a4a",
}
SERIES = ("#0b5f58", "#b3402a", "#1f4e79", "#b7872b", "#6a4c93", "#4d7c3a", "#8a5a44", "#3c7a9e")
"""Colours of deals where each has its own."""
SHAPES = (
    "diamond",
    "circle",
    "square",
    "triangle-up",
    "triangle-down",
    "cross",
    "triangle-right",
    "triangle-left",
)

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "sans-serif"
SIZE = 11
"""Of text, in pixels."""
LETTER = 6.6
"""Width that a letter of this size has at most, on average, in common sans-serif type."""
LINE = 13.5
"""Height of a line of text."""

Layer = dict[str, Any]


def text_width(lines: Iterable[str]) -> float:
    """Return the room that lines of text need, in pixels."""
    return LETTER * max((cells(line) for line in lines), default=0)


def lines(text: str, width: float) -> list[str]:
    """Return a text as lines that fit a width in pixels."""
    return wrap(clean(text), max(6, int(width / LETTER)))


def data(rows: Iterable[dict[str, Any]]) -> Layer:
    """Return rows as the data of a layer."""
    return {"values": list(rows)}


def number(name: str, scale: Sequence[float] | None = None, **more: Any) -> Layer:
    """Return an encoding of a number by position; without axis unless one is given."""
    encoding: Layer = {"field": name, "type": "quantitative", "axis": None} | more
    if scale is not None:
        encoding["scale"] = {"domain": list(scale), "nice": False, "zero": False}
    return encoding


def axis(title: str | Sequence[str], **more: Any) -> Layer:
    """Return a quiet axis."""
    return {"title": title if isinstance(title, str) else list(title), "tickCount": 5} | more


def chart(width: float, height: float, layers: Sequence[Layer]) -> Layer:
    """Return a picture of these layers, in the house style."""
    return {
        "$schema": SCHEMA,
        "width": round(width),
        "height": round(height),
        "padding": 4,
        "layer": list(layers),
        "resolve": {
            "scale": {"color": "independent", "shape": "independent"},
            "axis": {"x": "independent", "y": "independent"},
        },
        "config": CONFIG,
    }


CONFIG: Layer = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "aria": False,
    "axis": {
        "domainColor": PALETTE["rule"],
        "tickColor": PALETTE["rule"],
        "gridColor": PALETTE["grid"],
        "labelColor": PALETTE["soft"],
        "titleColor": PALETTE["ink"],
        "labelFontSize": SIZE,
        "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "labelLimit": 0,
        "titleLimit": 0,
    },
    "text": {"fontSize": SIZE, "color": PALETTE["ink"], "limit": 0},
    "legend": {
        "labelColor": PALETTE["ink"],
        "labelFontSize": SIZE,
        "title": None,
        "symbolStrokeWidth": 0,
        "labelLimit": 0,
    },
}
