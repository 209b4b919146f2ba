"""When something was said: days, months and years from words, against the date of the report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from zopa.evidence.rules import rule
from zopa.model.ledger import Detail, Span

DATE = rule("time.date", "A date stands in full.")
DAY = rule(
    "time.day-of-year",
    "A day without its year is the last such day up to the date of the report.",
)
WEEKDAY = rule(
    "time.weekday",
    "A weekday is the last such day up to the date of the report, 'last' before it, 'next' after.",
)
RELATIVE = rule("time.relative", "Words like 'yesterday' are counted from the date of the report.")
MONTH = rule("time.month", "A month without its year is the last such month up to the report.")
YEAR = rule("time.year", "A year stands there, or follows from the date of the report.")
OPEN = rule(
    "time.no-date",
    "The words count from the date of the report, which is not known, or say no more than about "
    "when.",
)

_MONTHS = "january february march april may june july august september october november december"
MONTHS = {name: number for number, name in enumerate(_MONTHS.split(), 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday".split()
    )
}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "a two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"one": 1, "an": 1}
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CLOCK = r"(?:[ \u00a0](?:local|[A-Z][a-z]{2,12}(?:[ \u00a0][A-Z][a-z]{2,12})?)[ \u00a0]time)?"
"""Whose time it is: *Pacific time*, *local time*."""
_PART = rf"(?:[ \u00a0](?:morning|afternoon|evening|night|noon))?{_CLOCK}"
_WHEN = re.compile(
    r"\b(?:(?P<iso>\b\d{4}-\d\d-\d\d\b)"
    rf"|\b(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year>\d{{4}})\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})\b"
    r"(?:,?\s(?P<year2>\d{4})\b)?"
    rf"|\b(?P<month3>{_MONTH}),?\s(?:of\s)?(?P<year3>(?:19|20)\d\d)\b"
    rf"|\b(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Ii]n|[Ss]ince|[Ee]arly|[Ll]ate)\s(?P<month4>{_MONTH})\b"
    rf"|(?:\b(?P<side>[Ee]arly|[Ll]ate|[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s)?\b"
    rf"(?P<weekday>{_WEEKDAY})\b{_PART}"
    r"|\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow|[Tt]his\s(?:morning|afternoon|evening)"
    r"|[Ll]ast\s(?:night|evening)|(?:[Ee]arlier|[Ll]ater)\s(?:in\sthe\sday|today|that\sday))\b"
    r"|\b(?P<span>(?:[Ee]arlier\s|[Ll]ater\s)?(?:[Ll]ast|[Tt]his|[Nn]ext)\s(?:week|month|year))\b"
    r"|\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|few|several|many)\s(?P<unit>day|week|month|year)s?\s(?:ago|earlier)\b"
    r"|\b(?P<end>(?:[Bb]efore|[Aa]t|[Bb]y)\sthe\send\sof\sthe\syear)\b"
    r"|\b(?:[Ii]n|[Ss]ince|[Bb]ack\sin)\s(?P<only>(?:19|20)\d\d)\b)"
)
FUTURE = frozenset("next tomorrow coming later".split())
"""Words that put a time after the date of the report."""
HINTS = frozenset(
    "yesterday today tonight tomorrow morning afternoon evening night week month year ago "
    "earlier day".split()
) | frozenset([*WEEKDAYS, *MONTHS, *map(str, range(1900, 2100))])
"""A stretch with none of these words names no time."""


def times(text: str, start: int, end: int, date: str | None) -> list[Detail]:
    """Return the times named in a stretch, in order.

    Parameters
    ----------
    date
        ISO date of the report.  Without it only dates with a year have a value; the others keep
        their words, with an empty value.

    Notes
    -----
    Nothing lies after the date of the report unless the words say so (*next*, *tomorrow*, a year).
    A week inside one month is that month, a week across two the year: as precise as known.

    Examples
    --------
    >>> [time.value for time in times("He said on Thursday", 0, 19, "2019-03-01")]
    ['2019-02-28']
    >>> times("last June", 0, 9, "2019-03-01")[0].value, times("last June", 0, 9, None)[0].value
    ('2018-06', '')
    """
    today = _day(date)
    found = []
    for match in _WHEN.finditer(text, start, end):
        read = _read(match, today)
        if read is not None:
            value, why = read
            found.append(
                Detail(
                    value=value, text=match.group(), span=match.span(), rule=why if value else OPEN
                )
            )
    return found


def _day(date: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(date) if date else None
    except ValueError:
        return None


def _read(match: re.Match[str], today: dt.date | None) -> tuple[str, str] | None:
    """Return value and rule; ``None`` where the words name no time after all."""
    read = _READERS.get(match.lastgroup or "")
    return read(match, today) if read else None


def _iso(match: re.Match[str], _: dt.date | None) -> tuple[str, str] | None:
    found = _day(match["iso"])
    return (found.isoformat(), DATE) if found else None


def _dated(match: re.Match[str], today: dt.date | None) -> tuple[str, str] | None:
    month = _month_number(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    year = match["year"] or match["year2"]
    if not 1 <= day <= (29 if month == 2 else 31):
        return None
    if year:
        found = _made(int(year), month, day)
        return (found.isoformat(), DATE) if found else None
    if today is None:
        return "", DAY
    for back in range(9):
        if today.year - back < 1:
            break
        found = _made(today.year - back, month, day)
        if found and found <= today:
            return found.isoformat(), DAY
    return None


def _month_of_year(match: re.Match[str], _: dt.date | None) -> tuple[str, str]:
    return f"{int(match['year3']):04}-{_month_number(match['month3']):02}", DATE


def _month(match: re.Match[str], today: dt.date | None) -> tuple[str, str]:
    number, which = _month_number(match["month4"]), match["which"].lower()
    if today is None:
        return "", MONTH
    if which == "next":
        year = today.year + (number <= today.month)
    elif which == "last":
        year = today.year - (number >= today.month)
    else:
        year = today.year - (number > today.month)
    return (f"{year:04}-{number:02}" if 1 <= year <= 9999 else ""), MONTH


def _weekday(match: re.Match[str], today: dt.date | None) -> tuple[str, str]:
    if today is None:
        return "", WEEKDAY
    back = (today.weekday() - WEEKDAYS[match["weekday"].lower()]) % 7
    side = (match["side"] or "").lower()
    if side in {"next", "coming"}:
        return _shifted(today, 7 - back), WEEKDAY
    if side == "last" and back == 0:
        back = 7
    return _shifted(today, -back), WEEKDAY


def _near(match: re.Match[str], today: dt.date | None) -> tuple[str, str]:
    words = match["near"].lower()
    if today is None:
        return "", RELATIVE
    if words == "tomorrow":
        return _shifted(today, 1), RELATIVE
    return _shifted(today, -1 if words == "yesterday" or words.startswith("last") else 0), RELATIVE


def _stretch(match: re.Match[str], today: dt.date | None) -> tuple[str, str]:
    words = match["span"].lower().split()
    step = {"last": -1, "this": 0, "next": 1}[words[-2]]
    if today is None:
        return "", RELATIVE
    unit = words[-1]
    if unit == "year":
        return _year(today.year + step), YEAR
    if unit == "month":
        return _months(today, step), RELATIVE
    if step == 0:
        monday = today.toordinal() - today.weekday()
        return _common(monday, today.toordinal()), RELATIVE
    monday = today.toordinal() - today.weekday() + 7 * step
    return _common(monday, monday + 6), RELATIVE


def _ago(match: re.Match[str], today: dt.date | None) -> tuple[str, str]:
    word = match["count"].lower()
    count = int(word) if word.isdecimal() else _NUMBERS.get(word)
    if today is None or count is None:
        return "", RELATIVE
    unit = match["unit"]
    if unit == "day":
        return _shifted(today, -count), RELATIVE
    if unit == "week":
        day = today.toordinal() - 7 * count
        return _common(day - 3, min(day + 3, today.toordinal())), RELATIVE
    if unit == "month":
        return _months(today, -count), RELATIVE
    return _year(today.year - count), RELATIVE


def _end_of_year(_: re.Match[str], today: dt.date | None) -> tuple[str, str]:
    """Return the last year that had ended, or is about to, when the report was written."""
    return ("", YEAR) if today is None else (_year(today.year - (today.month < 12)), YEAR)


def _year_only(match: re.Match[str], _: dt.date | None) -> tuple[str, str]:
    return match["only"], YEAR


_READERS: dict[str, Callable[[re.Match[str], dt.date | None], tuple[str, str] | None]]
_READERS = {
    "iso": _iso,
    **dict.fromkeys(("day", "year", "month2", "year2"), _dated),
    "year3": _month_of_year,
    "month4": _month,
    "weekday": _weekday,
    "near": _near,
    "span": _stretch,
    "unit": _ago,
    "end": _end_of_year,
    "only": _year_only,
}
"""Last group of a match -> how its words are read."""


def _month_number(name: str) -> int:
    small = name.lower().rstrip(".")
    return MONTHS[small] if small in MONTHS else MONTHS[small[:3]]


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _shifted(today: dt.date, days: int) -> str:
    ordinal = today.toordinal() + days
    return dt.date.fromordinal(ordinal).isoformat() if _inside(ordinal) else ""


def _inside(ordinal: int) -> bool:
    return 1 <= ordinal <= dt.date.max.toordinal()


def _year(year: int) -> str:
    return f"{year:04}" if 1 <= year <= 9999 else ""


def _months(today: dt.date, step: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    return f"{year:04}-{month + 1:02}" if 1 <= year <= 9999 else ""


def _common(first: int, last: int) -> str:
    """Return the day, month or year that two days share; nothing where they share none."""
    if not (_inside(first) and _inside(last)):
        return ""
    one, two = dt.date.fromordinal(first).isoformat(), dt.date.fromordinal(last).isoformat()
    for length in (10, 7, 4):
        if one[:length] == two[:length]:
            return one[:length]
    return ""


def nearest(found: list[Detail], span: Span) -> Detail | None:
    """Return the time that stands nearest to a place; the earlier of two as near."""
    best, gap = None, 0
    for time in found:
        if time.span is None:
            continue
        distance = max(time.span[0] - span[1], span[0] - time.span[1], 0)
        if best is None or distance < gap:
            best, gap = time, distance
    return best
