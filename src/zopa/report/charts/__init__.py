"""Pictures: from a study to a Vega-Lite specification, and from that to SVG, PNG or PDF."""

from __future__ import annotations

import json
import re

from zopa.analysis.results import Study
from zopa.report.charts.drivers import tornado
from zopa.report.charts.gains import gains_picture
from zopa.report.charts.margins import margins_picture
from zopa.report.charts.states import state_graph
from zopa.report.charts.style import FONT, PALETTE, SIZE, Layer, lines
from zopa.report.charts.zone import zone_picture
from zopa.report.document import Figure, Spec

__all__ = ["drawn", "margins_picture", "picture", "state_graph", "svg", "tornado"]

PLANE = 2
FILE_WIDTH = 720
"""Pixels of a picture in a file of its own."""
SCALE = 2
"""Dots for each pixel of a PNG."""
IDS = re.compile(r'(?:id="|url\(#|href="#)([\w:.-]+)')
DECIMALS = re.compile(r"(\d+\.\d{2})\d+")


def picture(study: Study, width: int) -> Layer:
    """Return the picture of the zone: a plane for two parties, else what each party gains."""
    return (zone_picture if len(study.parties) == PLANE else gains_picture)(study, width)


def svg(spec: Spec, prefix: str) -> str:
    """Return a specification as SVG; same specification and prefix, same text.

    Ids get the ``prefix``, so that several pictures can stand in one page.
    """
    import vl_convert

    text: str = vl_convert.vegalite_to_svg(json.dumps(spec))
    known: dict[str, str] = {}
    for found in IDS.findall(text):
        known.setdefault(found, f"{prefix}-{len(known) + 1}")
    for old, new in sorted(known.items(), key=lambda pair: -len(pair[0])):
        text = re.sub(rf'(id="|url\(#|href="#){re.escape(old)}(?=["\)])', rf"\g<1>{new}", text)
    return DECIMALS.sub(r"\1", text)


def drawn(figure: Figure, suffix: str, title: str = "", source: str = "") -> bytes:
    """Return a figure as the content of an ``.svg``, ``.png`` or ``.pdf`` file.

    Such a file travels alone, so it carries a title and what it rests on.
    """
    import vl_convert

    spec = dict(figure.chart(FILE_WIDTH))
    spec["config"] = spec["config"] | {"background": PALETTE["paper"]}
    spec["title"] = {
        "text": lines(f"{title}: {figure.title}" if title else figure.title, FILE_WIDTH),
        "subtitle": lines(source, FILE_WIDTH) if source else [],
        "anchor": "start",
        "color": PALETTE["ink"],
        "subtitleColor": PALETTE["soft"],
        "font": FONT,
        "subtitleFont": FONT,
        "fontSize": SIZE + 2,
        "subtitleFontSize": SIZE,
        "offset": 12,
    }
    if suffix == ".png":
        return bytes(vl_convert.vegalite_to_png(json.dumps(spec), scale=SCALE))
    if suffix == ".pdf":
        return bytes(vl_convert.vegalite_to_pdf(json.dumps(spec)))
    return svg(spec, figure.id).encode()
