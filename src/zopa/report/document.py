"""The brief as a tree of frozen values: what it says, not how it looks.

Sections fill it; the terminal, the page and the picture files draw it.  Text is plain text:
nobody here knows of colours, HTML or columns of a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Tone = Literal["plain", "good", "bad", "muted", "strong"]
Align = Literal["left", "right", "center"]
Spec = Mapping[str, Any]
"""A picture as a Vega-Lite specification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One field of a table."""

    text: str
    tone: Tone = "plain"
    mark: str = ""
    """A sign after the text, such as a tick; those of a column stand below each other."""
    before: str = ""
    """What stands before the text where it was said; the page shows it in small print."""
    after: str = ""
    """What stands after it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    title: str
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns; the first field of a row names it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str | None = None
    lead: tuple[int, ...] | None = None
    """Places of the rows that do for a first look; ``None`` for all."""
    rest: str = "rows"
    """What the other rows are, for example ``changes``."""
    matrix: bool = False
    """Whether its columns are packages; on a telephone each row's name stands above its fields."""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                msg = f"a row has {len(row)} cells, but the table has {len(self.columns)} columns"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar that runs from ``low`` to ``high`` around zero."""

    label: str
    low: float
    high: float
    text: str
    """What the bar says in numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Labelled bars, the longest first."""

    bars: tuple[Bar, ...]
    caption: str | None = None
    lead: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``strong`` for what must not be missed, ``muted`` for small print."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of short sentences."""

    items: tuple[str, ...]
    lead: int | None = None
    """How many do for a first look; ``None`` for all."""
    rest: str = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what there is to say of each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, with words for those who cannot see it."""

    id: str
    """Short; picture files carry it in their names."""
    title: str
    caption: str
    alt: str
    chart: Callable[[int], Spec]
    """From the width in pixels to the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a first look leaves out: the page shows it, the terminal does not."""

    title: str
    blocks: tuple[Block, ...]


Block = Paragraph | Table | Bars | Bullets | Facts | Figure | Details


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the brief."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    opening: bool = False
    """Whether it opens the brief, so that its text needs no heading."""
    glance: int | None = None
    """How many of its blocks do for a first look in a terminal; ``None`` for all."""
    rest: str = ""
    """Where the other blocks are, for example a command; they are on the page in any case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A brief, ready to be drawn."""

    id: str
    title: str
    meta: tuple[str, ...]
    """What made it: version, seed, fingerprint of the case."""
    asked: tuple[str, ...] = ()
    """What was asked for that is not usual, in sentences; it stands above the answer."""
    source: str = ""
    """What a picture in a file of its own says below its title."""
    sections: tuple[Section, ...]
    colophon: tuple[str, ...] = field(default=())
    """How it was computed, in sentences, for the foot of the page."""

    def figures(self) -> tuple[Figure, ...]:
        """Return all pictures, in order."""
        return tuple(_figures(block for section in self.sections for block in section.blocks))

    def save(self, path: str | Path) -> tuple[Path, ...]:
        """Write the brief and return the paths written.

        The suffix decides: ``.html`` is one page that needs nothing else, ``.txt`` what the
        terminal shows, ``.svg``, ``.png`` and ``.pdf`` are the pictures, a file for each
        (``name-zone.svg``, ``name-drivers.svg``), or ``name.svg`` where there is one picture.
        Nothing is half-written: a file is there whole, or as it was before.

        Raises
        ------
        FormatError
            When the suffix is none of these, or the file cannot be written.
        """
        from zopa.report.saving import save

        return save(self, Path(path))


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Return a row of a table from cells and plain text.

    Examples
    --------
    >>> row("walking away", Cell(text="53", tone="muted"))[0].text
    'walking away'
    """
    return tuple(Cell(text=cell) if isinstance(cell, str) else cell for cell in cells)


def columns(first: str, *titles: str, align: Align = "right") -> tuple[Column, ...]:
    """Return columns: the first to the left, the others as ``align`` says."""
    return (Column(title=first), *(Column(title=title, align=align) for title in titles))


def _figures(blocks: Iterable[Block]) -> Iterable[Figure]:
    for block in blocks:
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Details):
            yield from _figures(block.blocks)
