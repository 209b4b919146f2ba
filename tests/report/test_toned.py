"""Toned text keeps the tone of each letter, whatever letters there are, and is fast on odd ones."""

from __future__ import annotations

import time

from hypothesis import example, given
from hypothesis import strategies as st

from zopa.report.layout import BLANK, cells, wrap
from zopa.report.toned import STYLES, Toned

WORDS = st.lists(
    st.sampled_from(["a", " ", "  ", BLANK, "漢", "e\u0301", "\u200b", "-", "±", "%", "x" * 40]),
    max_size=12,
).map("".join)
PIECES = st.lists(st.tuples(WORDS, st.sampled_from(sorted(STYLES))), max_size=3)


@example(pieces=[("x" * 40 + " ±", "said"), ("a", "cue")], hang=0, indent=0)
@given(pieces=PIECES, hang=st.sampled_from([0, 3]), indent=st.sampled_from([0, 4]))
def test_every_letter_keeps_its_tone(pieces: list[tuple[str, str]], hang: int, indent: int) -> None:
    """Also where a line begins with a space that keeps a sign with its number."""
    page = Toned(width=40, colour=True)
    page.text(pieces, hang=hang, indent=indent)
    assert page.drawn()
    shown = [(letter, tone) for line in page._lines for text, tone in line for letter in text]  # noqa: SLF001 - what was set
    told = [(letter, tone) for text, tone in pieces for letter in text if letter != BLANK]
    assert [each for each in shown if each[0] != " "] == [each for each in told if each[0] != " "]


def test_a_word_without_end_is_broken_in_no_time() -> None:
    """Its letters are looked at once, not once for each line."""
    start = time.perf_counter()
    lines = wrap("so " + "x" * 200_000 + "漢" * 3, 79)
    assert time.perf_counter() - start < 5
    assert "".join(lines) == "so" + "x" * 200_000 + "漢" * 3
    assert max(map(cells, lines)) == 79
