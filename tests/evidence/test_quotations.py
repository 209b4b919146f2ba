"""Quotations on pages as they are: each double mark belongs to one, whatever its shape."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Quotation
from zopa.evidence.speech._quotations import NOISE, ODD, quotations


def read(text: str) -> list[Quotation]:
    """Return the quotations of a text."""
    return quotations(Document(text))


def words(text: str) -> list[str]:
    """Return the words between the marks of a text."""
    return [text[slice(*found.inner)] for found in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We agree," Roe said.', ["We agree,"]),
        ("“We agree,” Roe said.", ["We agree,"]),
        ('“We agree," Roe said. "Soon.”', ["We agree,", "Soon."]),
        ('"No," Roe said, "not today."', ["No,", "not today."]),
        ("''We agree,'' Roe said.", ["We agree,"]),
        ("``We agree,'' Roe said.", ["We agree,"]),
        ("« Bon », dit Roe.", [" Bon "]),
        ("»Gut«, sagte Roe.", ["Gut"]),
        ("„Gut“, sagte Roe. „Nein”, sagte Doe.", ["Gut", "Nein"]),
        ("“[They] want … peace,” Roe said.", ["[They] want … peace,"]),
        ("“He told me ‘never’ and left,” Roe said.", ["He told me ‘never’ and left,"]),
        ("“He said, ‘Never.’” Roe left.", ["He said, ‘Never.’"]),
        ('He was asked:"Why?"', ["Why?"]),
        ("They called it (“a trap”) again.", ["a trap"]),
        ("It was late—“too late,” Roe said.", ["too late,"]),
        ('Roe sang " la la " again.', [" la la "]),
        ("\u202a”We agree,” Roe wrote.", ["We agree,"]),
    ],
)
def test_words_stand_between_their_marks(text: str, expected: list[str]) -> None:
    """Marks of any shape, mixed or not, open and close by what stands beside them."""
    assert words(text) == expected


def test_a_nested_quotation_stays_inside_and_is_flagged() -> None:
    """Marks of the same kind inside a quotation do not end it."""
    (found,) = read("“I said “never” to them,” Roe said.")
    assert found.flags == ("nested",)
    assert found.inner == (1, 24)


def test_a_mark_that_points_the_wrong_way_still_does_its_work() -> None:
    """A closing mark before a word opens, an opening mark after a word closes; both are flagged."""
    text = "He spoke of a ”fair“ deal."
    (found,) = read(text)
    assert text[slice(*found.inner)] == "fair"
    assert found.flags == ("wrong-way",)


def test_a_mark_glued_to_the_comma_before_opens() -> None:
    """Where the next mark closes and nothing is open, the first one opened."""
    text = "He says,” we are many people who wait.”"
    (found,) = read(text)
    assert text[slice(*found.inner)] == " we are many people who wait."
    assert found.flags == ("wrong-way",)


def test_a_quotation_goes_on_where_each_paragraph_opens_it_again() -> None:
    """Only the last paragraph closes; the pieces after the first say that they follow."""
    text = '"One.\n\n"Two.\n\n"Three," Roe said.\n\n"Four," Doe said.'
    found = read(text)
    assert [text[slice(*item.inner)] for item in found] == ["One.", "Two.", "Three,", "Four,"]
    assert [item.follows for item in found] == [False, True, True, False]
    assert all("unclosed" not in item.flags for item in found)


def test_a_quotation_goes_on_through_paragraphs_without_marks() -> None:
    """A mark that only closes, paragraphs later, ends what was opened before."""
    text = "“One.\n\nTwo goes on.\n\nThree,” Roe said.\n\nFour is no quotation."
    found = read(text)
    assert [text[slice(*item.inner)] for item in found] == ["One.", "Two goes on.", "Three,"]
    assert [item.follows for item in found] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "expected", "rule"),
    [
        (
            "They want the “complete closure of the mine. However, talks stalled. Roe left.",
            "complete closure of the mine.",
            "quotation.unclosed-sentence",
        ),
        (
            "Roe said: “We will come back. The door is open.",
            "We will come back. The door is open.",
            "quotation.unclosed-paragraph",
        ),
        (
            "“We will come back. The door is open, he said. Then he left.",
            "We will come back. The door is open,",
            "quotation.unclosed-attribution",
        ),
        (
            "“Absent a plan, we stop, she added, “there is nothing.”",
            "Absent a plan, we stop,",
            "quotation.unclosed-attribution",
        ),
    ],
)
def test_an_unclosed_quotation_ends_where_the_evidence_says(
    text: str, expected: str, rule: str
) -> None:
    """Inside a sentence with its sentence, else at the attribution or the paragraph's end."""
    found = read(text)[0]
    assert (text[slice(*found.inner)], found.rule) == (expected, rule)
    assert "unclosed" in found.flags


def test_marks_of_inches_and_minutes_are_measures() -> None:
    """They belong to a quotation without words, and do not open or close another one."""
    text = 'She is 5\'10" tall, with a 12" pipe. "Fine," she said.'
    found = read(text)
    assert [item.rule for item in found] == ["quotation.measure"] * 2 + ["quotation.pair"]
    assert text[slice(*found[2].inner)] == "Fine,"


def test_a_mark_that_closes_nothing_is_kept_as_stray() -> None:
    """It has no words and is not thrown away."""
    (found,) = read('He left." Then he came.')
    assert (found.rule, found.start, found.inner) == ("quotation.stray", 8, (9, 9))


def test_single_marks_count_where_a_text_has_no_others() -> None:
    """Apostrophes and possessives are no marks; with double marks about, single ones are none."""
    text = "‘We won’t sign,’ said Roe. ‘It’s the workers’ choice.’ She left."
    assert words(text) == ["We won’t sign,", "It’s the workers’ choice."]
    assert read("‘We won’t sign,’ said Roe.") == []
    assert [item.rule for item in read(text)] == ["quotation.single"] * 2
    assert words("'We won't sign,' said Roe. 'Never, in the '90s.' She left.") == [
        "We won't sign,",
        "Never, in the '90s.",
    ]


MARKS = re.compile('["“”]')
HOSTILE = {
    "marks": '"',
    "opening marks": "“",
    "marks and letters": 'a" ',
    "marks that open": '"a ',
    "short words between marks": 'so "it" is, ',
    "paragraphs that open": '"One.\n\n',
    "single marks": "‘No,’ ",
    "measures": '12" ',
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_double_mark_belongs_to_one_quotation(piece: str) -> None:
    """On drawings, too; and no two quotations share a place."""
    text = piece * 300
    found = read(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    held = {place for item in found for place in range(item.start, item.end)}
    assert all(match.start() in held for match in MARKS.finditer(text))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Four times the marks take four times the steps, counted in calls and lines."""
    small, large = (_steps(Document(piece * count)) for count in (400, 1600))
    assert large < 5 * small + 500


def test_a_long_row_of_marks_is_one_drawing() -> None:
    """A line of nothing but marks is not read mark by mark."""
    (found,) = read('"' * 100_000)
    assert found.rule == NOISE


def _steps(document: Document) -> int:
    """Return how many lines of Python run while the quotations are found."""
    count = 0

    def trace(*_: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        quotations(document)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("number", [0, 1])
def test_every_double_mark_of_the_two_reports_belongs_to_a_quotation(
    shared: Path, number: int
) -> None:
    """And none of them is left as a stray."""
    text = sorted((shared / "reports").glob("*.txt"))[number].read_text(encoding="utf-8")
    found = read(text)
    held = {place for item in found for place in range(item.start, item.end)}
    assert all(match.start() in held for match in MARKS.finditer(text))
    assert not [item for item in found if item.rule in ODD]


def test_the_unclosed_quotation_of_the_first_report_ends_with_its_sentence(shared: Path) -> None:
    """It does not swallow the rest of the paragraph."""
    text = min((shared / "reports").glob("*.txt")).read_text(encoding="utf-8")
    (found,) = [item for item in read(text) if "unclosed" in item.flags]
    quoted = text[slice(*found.inner)]
    assert quoted.startswith("complete denuclearization")
    assert quoted.endswith("Peninsula.")
