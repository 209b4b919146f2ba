"""Hostile texts cost no more than their length: four times the text, at most eight times the time."""

from __future__ import annotations

import time

import pytest

from zopa.evidence.extraction import extract
from zopa.evidence.sources import read_source
from zopa.evidence.speech import _candidates
from zopa.evidence.speech._document import Document

SMALL = 8_000
"""Characters of the smaller text."""
LONGEST = 128_000
"""Characters beyond which a text is not grown to be measured."""
MEASURABLE = 0.01
"""Seconds below which a time says nothing and counts as this."""
GROWTH = 8
"""Four times the text may take so many times as long; were it quadratic, it took 16 times."""

HOSTILE = [
    '"',
    "“",
    "”",
    "'",
    '"a ',
    "[",
    "[(",
    "a",
    "nobody knows what ",
    "a\n",
    '"\n',
    "<",
    "<p>",
    "said ",
    "Roe said that ",
    "Ann Roe Vale ",
    'He said "x". ',
    '"x," he said. ',
    ".",
    "a.",
    "U.S.",
    "he, who, ",
    "— ",
    "1.2,",
    "x" + " " * 400,
    "according to him, ",
    "he said: ",
    "Comments\n",
    "– Roe\n",
    "@roe (@roe) tonight! ",
]


def _seconds(text: str) -> float:
    """Return the least processor time of two readings."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        extract(read_source(text.encode(), id="a"))
        taken.append(time.process_time() - began)
    return min(taken)


def _text(piece: str, size: int) -> str:
    return "Talks end\n\n" + piece * (size // len(piece))


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Four times a hostile text takes at most eight times as long, wherever time is measurable."""
    size = SMALL
    before = _seconds(_text(piece, size))
    while before < MEASURABLE and 4 * size <= LONGEST:
        size *= 4
        before = _seconds(_text(piece, size))
    after = _seconds(_text(piece, 4 * size))
    assert after <= GROWTH * max(before, MEASURABLE)


def test_a_sentence_of_countless_cues_is_read_in_part() -> None:
    """Of a sentence without end only the first cues are looked at; the next sentence is read."""
    crowd = "Roe said that " * 500 + "he left. Roe said that he stayed."
    document = Document(crowd)
    last = document.sentences[-1][0]
    found = _candidates.candidates(document)
    inside = [one for one in found if document.starts[one.word] < last]
    assert len(inside) <= 2 * _candidates.MOST
    assert [document.words[one.word] for one in found if one not in inside] == ["said"]


def test_long_rows_of_stops_end_one_sentence() -> None:
    """A row of full stops is looked at once, not once from each of them."""
    text = "." * 50_000 + "x"
    began = time.process_time()
    assert Document(text).sentences == [(0, len(text))]
    assert time.process_time() - began < 1
