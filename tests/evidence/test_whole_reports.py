"""Whole invented reports, from the bytes to the pairs across them."""

from __future__ import annotations

import pytest

from whole_packs import figures

TUNED = ("frames",)
HELD_OUT = ("school",)
"""Written before any rule was changed after a look at such packs.

When it was first scored: quotations 7 of 8, reported speech 11 of 13, speakers 19 of 20, kinds 19 of
20, F1 of the pairs 92, and one statement where nothing was said (*is remembered as*), which was
mended afterwards.
"""


@pytest.mark.parametrize("name", [*TUNED, *HELD_OUT])
def test_whole_reports_are_read_right(name: str) -> None:
    """Quotations, reported speech, parties, kinds and zones, each as a share."""
    made = figures(name)
    assert made.share("quotation") >= 0.85, made.wrong
    assert made.share("reported") >= 0.8, made.wrong
    assert made.share("speaker") >= 0.9, made.wrong
    assert made.share("no wrong speaker") >= 0.95, made.wrong
    assert made.share("kind") >= 0.85, made.wrong
    assert made.share("zone") == 1, made.wrong
    assert made.said_nothing == []
    assert len(made.false) <= 4, made.false


@pytest.mark.parametrize("name", [*TUNED, *HELD_OUT])
def test_statements_of_whole_reports_are_aligned(name: str) -> None:
    """F1 of at least 80 on what extraction found, and no pair that must not be joined."""
    made = figures(name)
    assert made.forbidden == []
    assert made.alignment >= 0.8, (made.wrong, made.surplus)
    assert made.share("relation") >= 0.75, made.wrong
