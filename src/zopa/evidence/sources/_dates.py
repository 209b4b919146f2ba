"""Dates as pages print them, to ISO days; what is not certain is left out."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = (
    "jan january",
    "feb february",
    "mar march",
    "apr april",
    "may",
    "jun june",
    "jul july",
    "aug august",
    "sep sept september",
    "oct october",
    "nov november",
    "dec december",
)
_NUMBER = {word: number for number, line in enumerate(_MONTHS, 1) for word in line.split()}
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
"""Name of a month as a pattern, for use without regard to case."""
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})([01]\d)([0-3]\d)(?!\d)")
_MONTH_FIRST = re.compile(
    rf"\b({MONTH})\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(\d{{4}})\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s{{1,3}}({MONTH}),?\s{{1,3}}(\d{{4}})\b", re.IGNORECASE
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")


def iso_day(words: str) -> str | None:
    """Return the first full date in a few words as an ISO day, or ``None``.

    A date in numbers counts only where one reading is possible.

    Examples
    --------
    >>> iso_day("Thu, Feb. 28, 2019, 10:15 a.m."), iso_day("28/02/2019"), iso_day("2/3/2019")
    ('2019-02-28', '2019-02-28', None)
    """
    words = words[:200]
    if not _DIGIT.search(words):
        return None
    if found := _ISO.search(words) or _YEAR_FIRST.search(words) or _COMPACT.search(words):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH_FIRST.search(words):
        return _day(int(found[3]), _number(found[1]), int(found[2]))
    if found := _DAY_FIRST.search(words):
        return _day(int(found[3]), _number(found[2]), int(found[1]))
    if found := _NUMBERS.search(words):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        readings = {_day(year, first, second), _day(year, second, first)} - {None}
        return readings.pop() if len(readings) == 1 else None
    return None


def _number(month: str) -> int:
    return _NUMBER[month.lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
