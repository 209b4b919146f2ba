"""Questions about deals need scores; a party with an order of states is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.analysis.problem import problem
from zopa.analysis.study import study
from zopa.errors import QuestionError
from zopa.formats import read

WORDS = (
    r"^party 'moe' puts states in order instead of scoring packages; this question needs scores "
    r"\(zopa stability works with an order\)$"
)


def test_a_case_without_any_scores_names_the_first_party_with_an_order(examples: Path) -> None:
    """Not a word about missing preferences: there are some, of another kind."""
    case = read(examples / "elmira").case
    with pytest.raises(QuestionError, match=WORDS):
        problem(case)
    with pytest.raises(QuestionError, match=WORDS):
        study(case)


MIXED = """\
zopa: 1
parties: [us, moe]
issues: {relief: {by: us, now: none, options: [none, full]}}
preferences:
  us: {scores: {relief: {none: 1, full: 0}}}
  moe: {priorities: relief = full}
"""


def test_one_order_among_scores_is_enough(tmp_path: Path) -> None:
    """A zone without that party's consent would be a wrong answer without a word."""
    file = tmp_path / "case.yaml"
    file.write_text(MIXED, encoding="utf-8")
    case = read(file).case
    with pytest.raises(QuestionError, match=WORDS):
        problem(case)
    assert problem(replace(case, orders={})).parties == ("us",)
