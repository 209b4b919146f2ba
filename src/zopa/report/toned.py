"""Running text with stretches that stand out: by colour on a terminal, by marks elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from zopa.report.layout import BLANK, clean, encodable, pad, wrap

STYLES = {
    "": "",
    "strong": "bold",
    "muted": "dim",
    "good": "green",
    "bad": "bold red",
    "said": "bold",
    "who": "cyan",
    "cue": "yellow",
    "less": "red",
    "more": "green",
}
"""Tone -> colour."""
MARKS = {
    "said": (">>", "<<"),
    "who": ("{", "}"),
    "cue": ("/", "/"),
    "less": ("[-", "-]"),
    "more": ("{+", "+}"),
}
"""Tone -> what stands before and behind such a stretch where there is no colour."""

Piece = tuple[str, str]
"""A text and its tone."""


class Toned:
    """Lines of toned text, drawn for one screen.

    Examples
    --------
    >>> page = Toned(width=40)
    >>> page.text([("They said ", ""), ("no", "said"), (" twice.", "")], indent=2)
    >>> print(page.drawn())
      They said >>no<< twice.
    <BLANKLINE>
    """

    def __init__(self, *, width: int = 80, colour: bool = False, encoding: str = "utf-8") -> None:
        self.width = max(40, width)
        self.colour = colour
        self.encoding = encoding
        self._lines: list[list[Piece]] = []

    def text(
        self, pieces: Iterable[Piece] | str, *, indent: int = 0, hang: int = 0, label: str = ""
    ) -> None:
        """Add text, wrapped.

        Lines after the first stand ``hang`` columns further in; a ``label`` stands before the
        first in as many.
        """
        pieces = [(pieces, "")] if isinstance(pieces, str) else list(pieces)
        if not self.colour:
            pieces = [(_marked(text, tone), tone) for text, tone in pieces]
        letters, tones = self._letters(pieces)
        room = self.width - indent - hang
        lines = wrap(letters, room)
        if hang and not label:
            first = wrap(letters, room + hang)[0]
            lines = [first, *(line for line in wrap(letters[len(first) :], room) if line)]
        at = 0
        for number, line in enumerate(lines):
            while letters[at : at + 1] == " " != line[:1]:
                at += 1
            edge = " " * (indent + (hang if number else 0))
            start = (pad(f"{edge}{label}", indent + hang, "left"), "muted")
            lead = start if label and not number else (edge, "")
            self._lines.append([lead, *_runs(line, tones[at : at + len(line)])])
            at += len(line)

    def line(self, *pieces: Piece) -> None:
        """Add one line as it is."""
        self._lines.append([(encodable(clean(t), self.encoding), tone) for t, tone in pieces])

    def gap(self) -> None:
        """Add an empty line."""
        self._lines.append([])

    def drawn(self) -> str:
        """Return all lines as text."""
        if not self.colour:
            joined = ("".join(text for text, _ in line).rstrip() for line in self._lines)
            return "\n".join(joined) + "\n"
        from rich.console import Console
        from rich.text import Text

        stream = StringIO()
        console = Console(
            file=stream,
            width=self.width,
            force_terminal=True,
            color_system="standard",
            legacy_windows=False,
        )
        for line in self._lines:
            text = Text(no_wrap=True, end="\n")
            for piece, tone in line:
                text.append(piece, style=STYLES[tone])
            console.print(text, soft_wrap=True, markup=False, highlight=False, emoji=False)
        return stream.getvalue()

    def _letters(self, pieces: Sequence[Piece]) -> tuple[str, list[str]]:
        """Return a text with single spaces, and the tone of each of its letters."""
        letters: list[str] = []
        tones: list[str] = []
        for text, tone in pieces:
            for letter in encodable(clean(text), self.encoding):
                space = letter.isspace() or letter == BLANK
                if space and (not letters or letters[-1] == " "):
                    continue
                letters.append(" " if space else letter)
                tones.append(tone)
        while letters and letters[-1] == " ":
            letters.pop()
            tones.pop()
        return "".join(letters), tones


def _marked(text: str, tone: str) -> str:
    """Return a stretch between its marks; spaces at its ends stay outside."""
    if tone not in MARKS or not text.strip():
        return text
    before, behind = MARKS[tone]
    inner = text.strip()
    start = text.index(inner)
    return f"{text[:start]}{before}{inner}{behind}{text[start + len(inner) :]}"


def _runs(line: str, tones: Sequence[str]) -> list[Piece]:
    runs: list[Piece] = []
    for letter, tone in zip(line, tones, strict=True):
        if runs and runs[-1][1] == tone:
            runs[-1] = (runs[-1][0] + letter, tone)
        else:
            runs.append((letter, tone))
    return runs
