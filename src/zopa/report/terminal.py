"""The brief on a terminal or in a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zopa.report.document import (
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Details,
    Document,
    Facts,
    Figure,
    Paragraph,
    Section,
    Table,
    Tone,
    row,
)
from zopa.report.layout import BLANK, GAP, cells, clean, encodable, longest, pad, widths, wrap

if TYPE_CHECKING:
    from rich.console import Console

INDENT = "  "
NARROWEST = 40
"""Columns of a screen below which no brief is drawn narrower."""
TURNED = 6
"""Rows of a table that may become columns where the table is too wide."""
BALANCED = 20
"""Rows of a table up to which its widths are tried for the shortest."""
BAR, SHORTEST = 20, 10
"""Cells of the longest bar, and where its names are long."""
STYLES: dict[Tone, str] = {
    "plain": "",
    "good": "green",
    "bad": "red",
    "muted": "dim",
    "strong": "bold",
}

Line = list[tuple[str, Tone]]
"""A line as pieces of text, each with its tone."""


def render(
    document: Document,
    width: int = 80,
    *,
    colour: bool = False,
    encoding: str = "utf-8",
    full: bool = False,
) -> str:
    """Return a document as lines of text, none longer than ``width``.

    Parameters
    ----------
    document
        What to show, without its pictures.
    width
        Columns of the screen, 40 at least.
    colour
        Whether to use colours; without, the text has no control characters.
    encoding
        Of the screen; signs that it does not have are replaced by the nearest ones.
    full
        Whether to show all there is, also details and what a first look leaves out.
    """
    drawn = _Page(width=max(NARROWEST, width), encoding=encoding, full=full)
    lines = list(drawn.document(document))
    if colour:
        return _coloured(lines, drawn.width)
    return "\n".join("".join(text for text, _ in line).rstrip() for line in lines) + "\n"


def _coloured(lines: Sequence[Line], width: int) -> str:
    from rich.text import Text

    console = _console(width)
    with console.capture() as captured:
        for line in lines:
            text = Text(no_wrap=True, end="\n")
            for piece, tone in line:
                text.append(piece, style=STYLES[tone])
            text.rstrip()
            console.print(text, soft_wrap=True, markup=False, highlight=False, emoji=False)
    return captured.get()


def _console(width: int) -> Console:
    from rich.console import Console

    return Console(width=width, force_terminal=True, color_system="standard", legacy_windows=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """Draws each kind of block as lines."""

    width: int
    encoding: str
    full: bool = False

    @property
    def room(self) -> int:
        return self.width - len(INDENT)

    def text(self, text: str) -> str:
        return encodable(clean(text), self.encoding)

    def marked(self, cell: Cell) -> str:
        return f"{self.text(cell.text)} {self.text(cell.mark) or BLANK}"

    def document(self, document: Document) -> Iterator[Line]:
        meta = self.text(" · ".join(document.meta))
        title = wrap(self.text(document.title), self.width)
        gap = self.width - cells(title[0]) - cells(meta)
        if len(title) == 1 and gap >= GAP:
            yield [(title[0], "strong"), (" " * gap + meta, "muted")]
        else:
            for line in title:
                yield [(line, "strong")]
            for line in wrap(meta, self.width):
                yield [(line, "muted")]
        if document.asked:
            yield []
        for asked in document.asked:
            for pieces in self.hanging("- ", self.text(asked)):
                yield [(INDENT, "plain"), *pieces]
        for section in document.sections:
            yield from self.section(section)

    def section(self, section: Section) -> Iterator[Line]:
        yield []
        if not section.opening:
            yield [(self.text(section.title).upper(), "strong")]
        glance = None if self.full else section.glance
        shown = list(self.shown(section.blocks[:glance]))
        for place, block in enumerate(shown):
            if place and not isinstance(block, Facts) and not _joined(shown[place - 1], block):
                yield []
            for line in self.block(block):
                yield [(INDENT, "plain"), *line] if line else []
        if len(list(self.shown(section.blocks))) > len(shown):
            where = f"{section.rest}, or on the page" if section.rest else "on the page"
            for line in self.lines(self.text(f"… the rest: {where}"), "muted", self.room):
                yield [(INDENT, "plain"), *line]

    def shown(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Yield the blocks that a terminal shows."""
        for block in blocks:
            if isinstance(block, Details) and self.full:
                yield Paragraph(text=block.title, tone="strong")
                yield from self.shown(block.blocks)
            elif not isinstance(block, Figure | Details):
                yield block

    def block(self, block: Block) -> Iterator[Line]:
        if isinstance(block, Paragraph):
            tone: Tone = "plain" if block.tone == "strong" else block.tone
            yield from self.lines(self.text(block.text), tone, self.room)
        elif isinstance(block, Bullets):
            shown_items = block.items if self.full else block.items[: block.lead]
            for item in shown_items:
                yield from self.hanging("- ", self.text(item))
            yield from self.beyond(len(block.items) - len(shown_items), block.rest)
        elif isinstance(block, Facts):
            yield from self.facts(block)
        elif isinstance(block, Bars):
            yield from self.bars(block)
        elif isinstance(block, Table):
            yield from self.table(block)

    def lines(self, text: str, tone: Tone, width: int) -> Iterator[Line]:
        for line in wrap(text, width):
            yield [(line, tone)]

    def hanging(self, start: str, text: str) -> Iterator[Line]:
        for place, line in enumerate(wrap(text, self.room - len(start))):
            yield [((start if not place else " " * len(start)) + line, "plain")]

    def facts(self, facts: Facts) -> Iterator[Line]:
        names = [self.text(name) for name, _ in facts.pairs]
        edge = min(max(map(cells, names), default=0), self.room // 3)
        for name, (_, text) in zip(names, facts.pairs, strict=True):
            left = wrap(name, edge)
            right = wrap(self.text(text), self.room - edge - GAP)
            for place in range(max(len(left), len(right))):
                start = left[place] if place < len(left) else ""
                rest = right[place] if place < len(right) else ""
                yield [(pad(start, edge + GAP, "left"), "muted"), (rest, "plain")]

    def caption(self, caption: str | None) -> Iterator[Line]:
        if caption:
            yield from self.lines(self.text(caption), "muted", self.room)

    def bars(self, bars: Bars) -> Iterator[Line]:
        yield from self.caption(bars.caption)
        shown = bars.bars if self.full else bars.bars[: bars.lead]
        most = max((bar.high - bar.low for bar in shown), default=0.0) or 1.0
        texts = [self.text(bar.text) for bar in shown]
        free = self.room - 2 * GAP - max(map(cells, texts), default=0)
        names = max((cells(self.text(bar.label)) for bar in shown), default=0)
        full = min(BAR, max(SHORTEST, free - names))
        edge = free - full
        labels = [wrap(self.text(bar.label), edge) for bar in shown]
        edge = max((cells(line) for label in labels for line in label), default=0)
        for bar, label, text in zip(shown, labels, texts, strict=True):
            length = max(1, round(full * (bar.high - bar.low) / most))
            drawn = pad(self.text("█") * length, full + GAP, "left")
            yield [(pad(label[0], edge + GAP, "left"), "plain"), (drawn, "muted"), (text, "plain")]
            for line in label[1:]:
                yield [(line, "plain")]
        yield from self.beyond(len(bars.bars) - len(shown), "numbers")

    def beyond(self, left: int, what: str) -> Iterator[Line]:
        if left > 0:
            noun = what.removesuffix("s") if left == 1 else what
            yield [(self.text(f"… and {left} more {noun}, on the page"), "muted")]

    def table(self, table: Table) -> Iterator[Line]:
        yield from self.caption(table.caption)
        heads = tuple(
            Column(title=self.text(column.title), align=column.align) for column in table.columns
        )
        lead = None if self.full else table.lead
        shown = table.rows if lead is None else [table.rows[at] for at in lead]
        marked = [any(cell.mark for cell in column) for column in zip(*table.rows, strict=True)]
        rows = [
            tuple(
                Cell(text=self.marked(cell) if marked[at] else self.text(cell.text), tone=cell.tone)
                for at, cell in enumerate(each)
            )
            for each in shown
        ]
        yield from self.grid(heads, rows)
        yield from self.beyond(len(table.rows) - len(rows), table.rest)

    def grid(self, heads: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> Iterator[Line]:
        found = _fit(heads, rows, self.room)
        if found is None and len(rows) <= TURNED:
            heads, rows = _turned(heads, rows)
            found = _fit(heads, rows, self.room)
        if found is None:
            yield from self.stacked(heads, rows)
            return
        found = _balanced(heads, rows, found)
        if any(head.title for head in heads):
            yield from _row([Cell(text=head.title, tone="muted") for head in heads], heads, found)
        for each in rows:
            yield from _row(each, heads, found)

    def stacked(self, heads: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> Iterator[Line]:
        """Draw a table that is too wide as a list: each row under its name."""
        for each in rows:
            yield from self.lines(each[0].text, "strong", self.room)
            for head, cell in zip(heads[1:], each[1:], strict=True):
                if cell.text.strip():
                    name = f"{head.title}: " if head.title else ""
                    yield from self.hanging(INDENT, f"{name}{cell.text}")


def _joined(one: Block, other: Block) -> bool:
    """Return whether small print stands beside what it explains, without a line between."""
    if isinstance(one, Facts) and isinstance(other, Bullets):
        return True
    small = [isinstance(each, Paragraph) and each.tone == "muted" for each in (one, other)]
    return small.count(True) == 1 and not any(
        isinstance(each, Paragraph) and each.tone != "muted" for each in (one, other)
    )


def _turned(
    heads: tuple[Column, ...], rows: list[tuple[Cell, ...]]
) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """Return a table with its rows as columns."""
    align = heads[-1].align if len({head.align for head in heads[1:]}) == 1 else "left"
    first = Column(title=heads[0].title)
    turned = (first, *(Column(title=each[0].text, align=align) for each in rows))
    body = [row(heads[at].title, *(each[at] for each in rows)) for at in range(1, len(heads))]
    return turned, body


def _fit(heads: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int) -> list[int] | None:
    natural, least = [], []
    for at, head in enumerate(heads):
        texts = [each[at].text.rstrip() for each in rows]
        body = max(map(cells, texts), default=0)
        natural.append(max(body, cells(head.title), 1))
        floor = body if head.align == "right" else max(map(longest, texts), default=1)
        least.append(min(natural[-1], max(floor, longest(head.title), 1)))
    return widths(natural, least, room)


def _balanced(
    heads: Sequence[Column], rows: Sequence[Sequence[Cell]], found: list[int]
) -> list[int]:
    """Return widths that make a table shorter: cells go from one column of text to another."""
    texts = [at for at, head in enumerate(heads) if head.align == "left"]
    wide = sorted(texts, key=lambda at: -found[at])[:2]
    if len(wide) < len(("one", "other")) or len(rows) > BALANCED:
        return found
    one, other = sorted(wide)
    least = [
        max(longest(each[at].text) for each in (*rows, [Cell(text=head.title) for head in heads]))
        for at in (one, other)
    ]

    def height(widths_: Sequence[int]) -> int:
        return sum(
            max(len(wrap(each[at].text, widths_[at])) for at in range(len(heads))) for each in rows
        )

    best, lines = found, height(found)
    whole = found[one] + found[other]
    for width in range(least[0], whole - least[1] + 1):
        tried = list(found)
        tried[one], tried[other] = width, whole - width
        if (new := height(tried)) < lines:
            best, lines = tried, new
    return best


def _row(each: Sequence[Cell], heads: Sequence[Column], found: Sequence[int]) -> Iterator[Line]:
    wrapped = [wrap(cell.text, width) for cell, width in zip(each, found, strict=True)]
    for at in range(max(map(len, wrapped))):
        line: Line = []
        for place, (cell, head, width) in enumerate(zip(each, heads, found, strict=True)):
            text = wrapped[place][at] if at < len(wrapped[place]) else ""
            gap = "" if place == len(found) - 1 else " " * GAP
            line.append((pad(text, width, head.align) + gap, cell.tone))
        yield line
