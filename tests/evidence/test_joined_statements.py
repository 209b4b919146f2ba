"""Statements put together: one for each verb, no two with the same words, quoted words complete."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zopa.evidence.speech import find
from zopa.evidence.speech._document import Document

PARTS = (
    "Roe said claimed that the union and told Orr he she offered to pay it was but called a farce "
    'demand for according to agreed on Monday saying " “ ” , . : - ( )'
).split()


@given(st.lists(st.sampled_from([*PARTS, '"a bad deal"', "“no way”", "\n\n"]), max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_two_statements_have_the_same_pieces(parts: list[str]) -> None:
    """Whatever the text; so each has an id of its own."""
    pieces = [item.pieces for item in find(Document(" ".join(parts)))]
    assert len(pieces) == len(set(pieces))


def test_pieces_differ_on_a_text_that_once_gave_two() -> None:
    """Two readers take the words of marks that do not fit for two statements."""
    text = (
        " on said, to bad union agreed Monday. the offered, told it “no.: bad the it a “no the "
        'said “ told to, agreed “no agreed " agreed bad “ ( saying saying ( demand ( according '
        "claimed"
    )
    pieces = [item.pieces for item in find(Document(text))]
    assert len(pieces) == len(set(pieces)) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said the weir was “a hazard to boats,” which made it “the worst of all weirs.”",
        "Lund told the farmers that the pump “never ran dry,” adding, “It is the best we have.”",
        "Brandt called it a “grave mistake,” made by some “loud voices,” who are “plainly wrong.”",
    ],
)
def test_quotations_after_one_verb_are_in_one_statement(text: str) -> None:
    """No two overlap, and each has all the words between marks that stand in it."""
    found = find(Document(text))
    mixed = [item for item in found if item.mode == "mixed"]
    assert len(mixed) == 1
    [(start, end)] = mixed[0].pieces
    quoted = [text[slice(*span)] for span in mixed[0].quoted]
    assert quoted == [part.split("”")[0] for part in text[start:end].split("“")[1:]]
