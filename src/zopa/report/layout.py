"""Text into columns: wrapping and widths for screens where every letter has its cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

GAP = 2
"""Cells between two columns."""
WORD_LIMIT = 30
"""Cells of a word beyond which it may be broken."""
BLANK = "\ue000"
"""A cell that stays empty, where `wrap` would take away a space."""
TIED = re.compile(r" (?=[%±×✓✗\ue000])|(?<=[±×]) ")
"""Spaces at which a line never ends: ``71 % ± 1 %`` stays in one piece."""
TIE = "\u00a0"
PIECES = re.compile(r"[ \n]+")
AFTER = re.compile(r"(?<=\w[-/])(?=\w)")
"""Places inside a word at which a line may end: after a hyphen or a stroke."""

PLAIN = {
    "✓": "+",
    "✗": "x",
    "█": "#",
    "…": "...",
    "–": "-",
    "−": "-",
    "×": "x",
    "±": "+/-",
    "·": "-",
    "°": "o",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    TIE: " ",
}
"""What stands for letters that a screen's encoding does not have."""


_TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that turn the direction of writing, and show words in another order."""


def clean(text: str) -> str:
    r"""Return text without control characters, which could move the cursor or hide words.

    Signs that turn the direction of writing are such characters too.

    Examples
    --------
    >>> clean("a\x1b[2Jb\nc")
    'a [2Jb c'
    >>> clean("pay \u202etwo")
    'pay two'
    """
    return "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs"} else letter
        for letter in text.translate(_TURNING)
    )


def encodable(text: str, encoding: str) -> str:
    """Return text that an encoding can hold, with the nearest signs where it cannot.

    Examples
    --------
    >>> encodable("71 % ± 1 %, café ✓", "ascii"), encodable("café ✓", "latin-1")
    ('71 % +/- 1 %, cafe +', 'café +')
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(letter, encoding) for letter in text)
    return text


def _nearest(letter: str, encoding: str) -> str:
    for candidate in (letter, PLAIN.get(letter), _base(letter)):
        if candidate is not None:
            try:
                candidate.encode(encoding)
            except UnicodeEncodeError:
                continue
            return candidate
    return "?"


def _base(letter: str) -> str | None:
    parts = unicodedata.normalize("NFKD", letter)
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return bare or None


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """Return how many cells of a screen a text takes.

    Examples
    --------
    >>> cells("zone"), cells("首脳")
    (4, 4)
    """
    return sum(map(_cells, text))


def _cells(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def words(text: str) -> list[tuple[str, str]]:
    r"""Return the pieces between which a line may end, each with what joins it to the last.

    Examples
    --------
    >>> words("Kalai-Smorodinsky 71 %")
    [('', 'Kalai-'), ('', 'Smorodinsky'), (' ', '71\xa0%')]
    """
    found: list[tuple[str, str]] = []
    for word in PIECES.split(TIED.sub(TIE, text.strip())):
        joint = " " if found else ""
        for piece in AFTER.split(word):
            found.append((joint, piece))
            joint = ""
    return found


def longest(text: str) -> int:
    """Return the width below which a text cannot be wrapped without breaking a word."""
    return min(WORD_LIMIT, max(cells(piece) for _, piece in words(text)))


def wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text; a word is broken only where it alone is wider than a line.

    Examples
    --------
    >>> wrap("walk-away values, together", 12)
    ['walk-away', 'values,', 'together']
    >>> wrap("", 5)
    ['']
    """
    lines, line = [], ""
    for joint, piece in words(text):
        rest = piece
        if line and cells(line + joint + rest) > width:
            lines.append(line)
            line = ""
        elif line:
            line, rest = line + joint + rest, ""
        *whole, rest = _broken(rest, width)
        lines += whole
        line += rest
    return [done.replace(TIE, " ").replace(BLANK, " ") for done in (*lines, line)]


def _broken(text: str, width: int) -> list[str]:
    """Return a text in pieces of which each fits into a line, or is one letter."""
    found, start, taken = [], 0, 0
    for at, letter in enumerate(text):
        wide = _cells(letter)
        if at > start and taken + wide > width:
            found.append(text[start:at])
            start, taken = at, 0
        taken += wide
    return [*found, text[start:]]


def widths(natural: Sequence[int], least: Sequence[int], room: int) -> list[int] | None:
    """Return the widths of columns that share ``room`` cells, ``None`` where they do not fit.

    Wide columns give way first, none below its longest word.

    Examples
    --------
    >>> widths([10, 40], [5, 8], 30), widths([10, 12], [5, 8], 30), widths([10, 40], [9, 30], 30)
    ([10, 18], [10, 12], None)
    """
    room -= GAP * (len(natural) - 1)
    if sum(least) > room:
        return None
    level = max(natural)
    while True:
        found = [min(n, max(m, level)) for n, m in zip(natural, least, strict=True)]
        if sum(found) <= room:
            return found
        level -= 1


def pad(text: str, width: int, align: str) -> str:
    """Return a line filled up with spaces to a width."""
    free = max(0, width - cells(text))
    if align == "right":
        return " " * free + text
    left = free // 2 if align == "center" else 0
    return " " * left + text + " " * (free - left)
