"""Reporters, place, date and agency above a report or before its first words."""

from __future__ import annotations

import re

from zopa.evidence.sources._dates import MONTH
from zopa.evidence.sources._lines import BYLINE
from zopa.evidence.sources._prose import prose

TOP = 10
"""Lines within which headline, byline and date are looked for."""

_WEEKDAY = r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\.?,?\s+)"
_NO_YEAR = (
    rf"{_WEEKDAY}?(?:(?i:{MONTH})\s?\d{{1,2}}(?:st|nd|rd|th)?|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s(?i:{MONTH}))"
)
_DAY = rf"(?:{_NO_YEAR}(?:,?\s\d{{4}})?)"
"""A day as datelines print it, with its year or without."""
_FULL_DAY = rf"(?:{_NO_YEAR},?\s\d{{4}})"
_PLACE = r"[A-Z][\w’'.\-]+(?:\s[A-Z][\w’'.\-]+){0,2}(?:,\s[A-Z][\w.’'\- ]{1,30})?"
_CITY = r"[A-Z][A-Z’'\-]+(?:\.|\b)(?:\s(?:[A-Z]{2,}[A-Z’'\-]*\.?|D\.?C\.?|de|la|del))*|[A-Z]\.\s?[A-Z][A-Z]+"
_AGENCY = r"\([A-Z][\w .,/’'\-]{1,40}\)"
_DASH = r"(?:\.?\s*[—–―]|\s+--?(?=\s))\s*"
_DATELINES = (
    re.compile(rf"(?:{_CITY})(?:[,/]\s?(?!{_DAY}{_DASH})[A-Z][\w.’' ]{{1,30}}){{0,2}}(?:,\s{_DAY})?\s?(?:{_AGENCY})?(?:,\s{_DAY})?{_DASH}(?=\S)"),
    re.compile(rf"[A-Z][\w’'.\-]+(?:\s[A-Z][\w’'.\-]+){{0,2}}(?:,\s[A-Z][\w.’'\- ]{{1,30}}){{0,2}}(?:,\s{_DAY})?\s?\((?:AP|UPI|AFP|CNN|Reuters|Xinhua|Bloomberg|dpa|DPA|ANSA|EFE|TASS|Kyodo|Yonhap|CBS[\w ]*|AFP/[\w ]+|[A-Z]{{2,6}}|[\w ]{{2,20}}(?:News|Press|Post|Times))\)(?:,\s{_DAY})?(?:{_DASH}|\s)(?=\S)"),
    re.compile(rf"{_AGENCY}{_DASH}(?=\S)"),
    re.compile(rf"{_PLACE},\s{_DAY}{_DASH}(?=\S)"),
    re.compile(rf"{_FULL_DAY}{_DASH}(?=[^\s\d])"),
)  # fmt: skip
_LONG_DASH = re.compile("[—–―]")
_NO_CITY = frozenset("BREAKING UPDATE UPDATED EXCLUSIVE NEW WATCH VIDEO LIVE ANALYSIS".split())
_DIGIT = re.compile(r"\d")
_DATE_LINE = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|date|created)(?: on| at)?\s?:?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?:(?:{MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTH}),?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.Z+\-]{2,20})?|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
    r"(?P<rest>.{0,70})$",
    re.IGNORECASE,
)
"""A line that is a date, perhaps with a time of day and when it was updated."""
_PLACED = re.compile(
    rf"\(?(?:{_PLACE}(?:,|\s?{_AGENCY},?)\s(?:{_FULL_DAY}|\d{{4}}-\d{{2}}-\d{{2}})|"
    rf"{_FULL_DAY},\s{_PLACE})\)?\s*[.:]?$"
)
"""A line that is a place and a date."""
_CLOCK = re.compile(
    r"(?:[\s,|•·–—@-]|at\b|\d|:|[ap]\.?\s?m\.?|[A-Z]{2,4}\b|updated|published|posted|modified|"
    r"(?:\d+ )?min(?:ute)?s? read|by\s.*$|last|on\b|" + MONTH + r")*$",
    re.IGNORECASE,
)


def is_date(words: str) -> bool:
    """Return whether a line is a date, perhaps with a place or a time of day.

    Examples
    --------
    >>> is_date("3 June 2026"), is_date("Lenz, 3 June 2026"), is_date("Lenz, 3 June 2026 was dry")
    (True, True, False)
    """
    if len(words) >= 130 or not _DIGIT.search(words):
        return False
    if len(words) < 70 and _PLACED.match(words):
        return True
    found = _DATE_LINE.match(words)
    return bool(found and _CLOCK.match(found["rest"]))


def is_byline(words: str) -> bool:
    """Return whether a line names the reporters."""
    return len(words) < 200 and BYLINE.match(words) is not None and not prose(words)


def is_top(words: str) -> bool:
    """Return whether a line stands above a report, besides its headline."""
    return is_date(words) or is_byline(words)


def dateline(words: str) -> re.Match[str] | None:
    """Return the dateline at the start of a line.

    Examples
    --------
    >>> dateline("LENZ, 4 May 2026 — Nobody came.").group(), dateline("Lenz — a port — slept.")
    ('LENZ, 4 May 2026 — ', None)
    """
    head = words[:160]
    if "(" not in head and "-" not in head and (head.isascii() or not _LONG_DASH.search(head)):
        return None
    for pattern in _DATELINES:
        found = pattern.match(head)
        if found and found.group().rstrip(" .:—–―-") not in _NO_CITY:
            return found
    return None
