"""When something was said, from words and the date of the report."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from said import said
from zopa.evidence.meaning import circumstances
from zopa.evidence.meaning._times import FUTURE, nearest, times
from zopa.model.ledger import Detail, SourceText

DATE = "2019-02-28"
"""A Thursday."""
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def source(date: str | None = DATE) -> SourceText:
    return SourceText(
        id="a",
        text_sha256="",
        raw_sha256="",
        encoding="utf-8",
        extractor="text-1",
        length=0,
        date=date,
    )


def value(words: str, date: str | None = DATE) -> str | None:
    found = times(words, 0, len(words), date)
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Thursday", "2019-02-28"),
        ("late Thursday afternoon Pacific time", "2019-02-28"),
        ("Thursday morning Central European time", "2019-02-28"),
        ("Thursday night local time", "2019-02-28"),
        ("on Friday", "2019-02-22"),
        ("last Thursday", "2019-02-21"),
        ("last Friday", "2019-02-22"),
        ("next Thursday", "2019-03-07"),
        ("next Friday", "2019-03-01"),
        ("yesterday", "2019-02-27"),
        ("last night", "2019-02-27"),
        ("today", "2019-02-28"),
        ("this morning", "2019-02-28"),
        ("earlier in the day", "2019-02-28"),
        ("tomorrow", "2019-03-01"),
        ("on Feb. 27", "2019-02-27"),
        ("on February 27th", "2019-02-27"),
        ("on Mar. 3", "2018-03-03"),
        ("on 27 February", "2019-02-27"),
        ("on the 3rd of March 2017", "2017-03-03"),
        ("on Feb. 29", "2016-02-29"),
        ("on June 12, 2018", "2018-06-12"),
        ("in February 2019", "2019-02"),
        ("last June", "2018-06"),
        ("last February", "2018-02"),
        ("next February", "2020-02"),
        ("in February", "2019-02"),
        ("in March", "2018-03"),
        ("in 2018", "2018"),
        ("2019-02-27", "2019-02-27"),
        ("last month", "2019-01"),
        ("next month", "2019-03"),
        ("last year", "2018"),
        ("earlier this year", "2019"),
        ("earlier this week", "2019-02"),
        ("last week", "2019-02"),
        ("before the end of the year", "2018"),
        ("three days ago", "2019-02-25"),
        ("a week ago", "2019-02"),
        ("4 months ago", "2018-10"),
        ("two years ago", "2017"),
        ("several years ago", ""),
    ],
)
def test_words_and_dates(words: str, expected: str) -> None:
    """Worked by hand with a calendar: the report is of Thursday, 28 February 2019."""
    assert value(words) == expected


@pytest.mark.parametrize(
    "words",
    ["They may meet", "He may 5 times", "the March on the city", "on Feb. 31", "2019-13-40", "no"],
)
def test_words_that_name_no_time(words: str) -> None:
    assert value(words) is None


def test_a_week_over_two_years_is_no_time_at_all() -> None:
    """Monday of that week is 29 December 2014."""
    assert value("earlier this week", "2015-01-02") == ""


def test_without_a_date_only_full_dates_have_a_value() -> None:
    assert value("on June 12, 2018", None) == "2018-06-12"
    assert value("in 2018", None) == "2018"
    for words in ("on Thursday", "last June", "yesterday", "last week", "Feb. 27", "two days ago"):
        (found,) = times(words, 0, len(words), None)
        assert found.value == ""
        assert found.rule == "time.no-date"
        assert found.text
    assert value("on Thursday", "no date") == ""


def test_the_first_years_of_the_calendar_do_not_fail() -> None:
    for words in ("last week", "2 years ago", "last month", "yesterday", "last June", "Feb. 29"):
        times(words, 0, len(words), "0001-01-01")
    for words in ("next year", "tomorrow", "next month", "next June", "next Monday"):
        assert value(words, "9999-12-31") in {"", "9999"}


WORDS = st.sampled_from(
    "on in last next this early Thursday Monday May June Feb. 27 3 30, 2018 2019 yesterday today "
    "tomorrow ago week month year a two years days ago , the end of earlier night before".split()
)


@given(st.lists(WORDS, max_size=8), st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)))
def test_times_are_valid_and_not_after_the_report_unless_the_words_say_so(
    words: list[str], date: dt.date
) -> None:
    text = " ".join(words)
    for time in times(text, 0, len(text), date.isoformat()):
        assert time.span is not None
        assert text[slice(*time.span)] == time.text
        if not time.value:
            continue
        assert ISO.fullmatch(time.value)
        parts = [int(part) for part in time.value.split("-")]
        dt.date(*[*parts, 1, 1][:3])
        said_so = FUTURE & set(time.text.lower().split()) or time.rule == "time.date"
        if not said_so and re.search(r"\b(?:19|20)\d\d\b", time.text) is None:
            assert time.value <= date.isoformat()


def test_the_nearest_of_several_times_counts() -> None:
    near = Detail(value="b", span=(40, 45))
    assert nearest([Detail(value="a", span=(0, 5)), near, Detail(value="c")], (30, 34)) == near
    assert nearest([], (0, 1)) is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{“We agree,”} the mayor <said> on Tuesday.", "2019-02-26"),
        ("On Tuesday, the mayor <said> {he agreed}.", "2019-02-26"),
        ("The mayor <said> Tuesday {that a vote would be held on Friday}.", "2019-02-26"),
        ("The mayor <said> {a vote would be held on Friday}.", None),
        ("The mayor, who was elected after a recount last June, <said> {no}.", None),
        ("The mayor <said> {no} to the firm that came in 2012.", None),
        ("The mayor spoke “yesterday” and <said> {no}.", None),
        ("{“We agree,”} a letter of Feb. 3.", "2019-02-03"),
    ],
)
def test_the_time_is_that_of_the_verb(marked: str, expected: str | None) -> None:
    document, found = said(marked)
    time = circumstances(document, found, None, source()).time
    assert (time.value if time else None) == expected


@pytest.mark.parametrize("zone", ["local time", "Pacific time", "Central European time"])
def test_whose_time_it_is_goes_with_it(zone: str) -> None:
    words = f"Thursday morning {zone}"
    assert [time.text for time in times(f"on {words} and Time Magazine", 0, 60, DATE)] == [words]
    assert times("on Thursday Roe had no time", 0, 27, DATE)[0].text == "Thursday"
