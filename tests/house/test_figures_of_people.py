"""The page on evidence says of pronouns what ``explain`` prints of them."""

from __future__ import annotations

from pathlib import Path

from zopa.evidence.people import _rules as by

PAGE = Path(__file__).resolve().parents[2] / "docs" / "evidence.md"


def test_the_share_of_right_pronouns_is_the_one_that_is_printed() -> None:
    """Not that of the benchmark, which asks where the speaker is named and not whom that means."""
    one, other = sorted(f"{by.CONFIDENCE[rule] * 100:.0f}" for rule in (by.ONLY, by.CLEAR))
    said = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"by its gender, {one} or {other} of 100 were right" in said
    assert "(right + 1) / (read + 2)" in said
