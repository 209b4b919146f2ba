"""The brief as one page that needs nothing else: no network, no script, no font."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.report.charts import svg
from zopa.report.charts.style import PALETTE, SERIES
from zopa.report.document import (
    Bars,
    Block,
    Bullets,
    Details,
    Document,
    Facts,
    Figure,
    Paragraph,
    Table,
)
from zopa.report.layout import TIE, TIED, clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEMPLATES = Path(__file__).parent / "templates"
WIDE, NARROW = 712, 346
"""Pixels of a picture on a desk and on a telephone; the page shows the one that fits."""
LONG = 44
"""Letters from which a column gets room for whole phrases."""
NAMED = 26
"""Letters from which the first column of two gets half of the room."""
SHORT = 18
"""Letters up to which a column's texts stay on one line, on a desk."""
MANY = 4
"""Columns from which a table keeps its first one in sight on a telephone."""
ENDLESS = re.compile(r"(\w{14})(?=\w{8})")
"""Part of a word so long that a line may end inside it."""
POWER = re.compile(r"10\^(\d+)")

DARK = {
    "paper": "#14181f",
    "ink": "#e7eaf0",
    "soft": "#a4adbd",
    "rule": "#3a4250",
    "grid": "#262c37",
    "deal": "#6f7a8d",
    "frontier": "#8fb8de",
    "zone": "#3fb6a8",
    "fair": "#59c9ba",
    "named": "#f0897a",
    "low": "#7fa3c9",
    "high": "#d98a6c",
}
"""What the colours of `PALETTE` become on a dark screen."""
DARK_SERIES = (
    "#59c9ba",
    "#f0897a",
    "#8fb8de",
    "#e0b45c",
    "#b79ce0",
    "#8fc47a",
    "#c9a18f",
    "#7fc3e0",
)
KINDS: tuple[tuple[type[Block], str], ...] = (
    (Paragraph, "paragraph"),
    (Bullets, "bullets"),
    (Facts, "facts"),
    (Bars, "bars"),
    (Table, "table"),
    (Figure, "figure"),
    (Details, "details"),
)


def page(document: Document) -> str:
    """Return a document as HTML; same document, same text."""
    numbers = {figure.id: at + 1 for at, figure in enumerate(document.figures())}
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            document=document,
            numbers=numbers,
            light=PALETTE,
            dark=DARK,
            swaps=_swaps(),
        )
    )
    return text if text.endswith("\n") else text + "\n"


def _swaps() -> list[tuple[str, str]]:
    """Return which colour in a picture becomes which on a dark screen."""
    named = {PALETTE[name]: dark for name, dark in DARK.items()}
    return list((dict(zip(SERIES, DARK_SERIES, strict=True)) | named).items())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["said"] = said
    found.globals |= {
        "wide": WIDE,
        "narrow": NARROW,
        "kind": _kind,
        "drawing": drawing,
        "room": room,
        "many": MANY,
        "marked": marked,
        "paired": paired,
        "lined": lined,
    }
    return found


def _kind(block: Block) -> str:
    return next(name for kind, name in KINDS if isinstance(block, kind))


def said(text: str) -> Markup:
    r"""Return text for a page: safe, with numbers kept together and powers raised.

    Examples
    --------
    >>> str(said("<b> 3.2 × 10^40"))
    '&lt;b&gt; 3.2\xa0×\xa010<sup>40</sup>'
    """
    from markupsafe import Markup, escape

    safe = str(escape(TIED.sub(TIE, clean(text))))
    safe = ENDLESS.sub(r"\1<wbr>", safe)
    return Markup(POWER.sub(r"10<sup>\1</sup>", safe))  # noqa: S704 - escaped above


def drawing(figure: Figure, width: int) -> Markup:
    """Return a picture as part of a page, with its words for those who cannot see it."""
    from markupsafe import Markup, escape

    text = svg(figure.chart(width), f"{figure.id}-{width}")
    label = escape(clean(figure.alt))
    start = f'<svg role="img" aria-label="{label}" '
    return Markup(text.replace("<svg ", start, 1))  # noqa: S704 - drawn by us, its texts escaped


def room(table: Table, at: int) -> str:
    """Return whether a column holds phrases (``long``), a word or two (``short``), or neither."""
    longest = max((len(row[at].text) for row in table.rows), default=0)
    if longest > LONG:
        return "long"
    return "short" if longest <= SHORT else ""


def paired(table: Table) -> bool:
    """Return whether a table is long names, each with what there is to say of it."""
    names = max((len(row[0].text) for row in table.rows), default=0)
    return len(table.columns) == len(("name", "text")) and names >= NAMED


def lined(table: Table) -> bool:
    """Return whether rows of many texts read as lines where the screen is narrow."""
    return not table.matrix and len(table.columns) >= MANY and table.columns[1].align == "left"


def marked(table: Table, at: int) -> bool:
    """Return whether a column has signs after its texts."""
    return any(row[at].mark for row in table.rows)
