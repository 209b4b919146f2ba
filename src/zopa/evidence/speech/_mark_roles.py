"""What a quotation mark does at its place: it opens, closes, measures, or does nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

QUOTES = frozenset("\"“”„‟«»'‘’`")
"""Signs that stand at the edge of a quotation."""
_CLOSERS = frozenset("”»")
_BEFORE_OPENING = frozenset("([{—–-/=>")
_AFTER_CLOSING = frozenset(".,;:?!)]}…<")
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_DASHES = frozenset("—–-")


class Mark(NamedTuple):
    start: int
    end: int
    role: str
    """``o`` opens, ``c`` closes, ``m`` measures, ``?`` is open to both."""
    wrong: bool
    """Whether its shape says the contrary."""


@lru_cache(maxsize=4096)
def plain_role(around: str) -> str:
    """Return what a double mark does between its neighbours; empty where more must be looked at.

    ``around`` is the mark with a character before and after it, a line feed where the paragraph
    begins or ends.  The same few stand around most marks, so their roles are kept.
    """
    before, after, last = around[0], around[-1], len(around) - 1
    if before in QUOTES or after in QUOTES or before.isdigit():
        return ""
    mark = role_of(around, 1, last, int(before == "\n"), last + int(after != "\n"))
    return "" if mark.wrong else mark.role


def role_of(text: str, start: int, end: int, first: int, last: int) -> Mark:
    """Return what a double mark does, by its neighbours, else by its shape."""
    shape = text[start:end]
    left, right = start - 1, end
    while left >= first and start - left < 4 and text[left] in QUOTES:
        left -= 1
    while right < last and right - end < 3 and text[right] in QUOTES:
        right += 1
    before = text[left] if left >= first else ""
    after = text[right] if right < last else ""
    role = _context(before, after)
    if before.isdigit() and shape in {'"', "”", "''"} and _measures(text, start, first, after):
        return Mark(start, end, "m", wrong=False)
    by_shape = "o" if shape in {"“", "„", "«", "``"} else "c" if shape in _CLOSERS else "?"
    if role == "?":
        return Mark(start, end, by_shape, wrong=False)
    wrong = by_shape not in {"?", role}
    if wrong and (before == "" and after == ""):
        return Mark(start, end, by_shape, wrong=False)
    if role == "c" and shape == "“" and "„" in text[max(first, start - 300) : start]:
        wrong = False
    if wrong and shape in "«»":
        wrong = False
    return Mark(start, end, role, wrong=wrong)


def _context(before: str, after: str) -> str:
    """Return the role that the characters beside a mark ask for."""
    before = "" if before in _UNSEEN else before
    after = "" if after in _UNSEEN else after
    opens = before == "" or before.isspace() or before in _BEFORE_OPENING
    closes = after == "" or after.isspace() or after in _AFTER_CLOSING
    if before in _DASHES and before:
        opens = closes = False
        if after and (after.isspace() or after in _AFTER_CLOSING):
            closes = True
    if opens and after == "…":
        closes = False
    if closes and after == "" and before:
        return "c"
    if opens == closes:
        return "o" if before == "" and after and after not in _AFTER_CLOSING else "?"
    if opens:
        return "o"
    if after in _DASHES and after:
        return "?"
    return "c"


def _measures(text: str, start: int, first: int, after: str) -> bool:
    """Return whether a mark after a digit means inches: ``5'10"``, ``a 12" pipe``."""
    left = start
    while (
        left > first and start - left < 8 and (text[left - 1].isdigit() or text[left - 1] in "./")
    ):
        left -= 1
    if left > first and text[left - 1] in "'’\u2032":
        return left - 1 > first and text[left - 2].isdigit()
    if text[left - 1 : left].isspace() or left == first:
        following = text[start + 1 : start + 12]
        return bool(
            re.match(r"\s(?:by|long|wide|high|deep|thick|tall|x|[a-z]+s?\b)", following)
        ) and (after.isspace() and text[start] in '"”')
    return False


def single_role_of(text: str, start: int, end: int, first: int, last: int) -> Mark:
    """Return what a single mark does; an apostrophe does nothing (no role)."""
    before = text[start - 1] if start > first else ""
    after = text[end] if end < last else ""
    if before.isalnum() and after.isalnum():
        return Mark(start, end, "", wrong=False)
    opens = before == "" or before.isspace() or before in _BEFORE_OPENING or before in '"“'
    if opens:
        if text[start] == "’" or after.isdigit() or not (after.isalpha() or after in '[("“…$'):
            return Mark(start, end, "", wrong=False)
        return Mark(start, end, "o", wrong=False)
    if before in ',.?!…)]—–-"”' or after in ",.;:?!)" or after == "":
        return Mark(start, end, "c", wrong=False)
    if before == "s" and after == " " and end + 1 < last and text[end + 1].islower():
        return Mark(start, end, "", wrong=False)
    return Mark(start, end, "c", wrong=False)
