"""What the later questions add to the bottom line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import zopa
from zopa.analysis.results import Study
from zopa.report.document import Paragraph
from zopa.report.sections._later import at_home, carried_out
from zopa.report.sections.bottom_line import bottom_line

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def studied(name: str) -> Study:
    return zopa.study(zopa.read(EXAMPLES / name), draws=20, picture=False)


def text(study: Study) -> str:
    section = bottom_line(study)
    assert section is not None
    block = section.blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def test_good_news_and_bad_news_are_one_sentence() -> None:
    """Hanoi: holds, can be carried out, and is not checked well enough."""
    said = carried_out(studied("hanoi-2019"))
    assert said == (
        "the Nash package of all options would hold by itself once reached and can be carried out "
        "in 2 rounds so that nobody gains by breaking off, but the 2 visits planned do not deter "
        "every breach of it"
    )
    assert said[1:] in text(studied("hanoi-2019"))


def test_what_was_not_asked_is_not_answered() -> None:
    """Each part is there only with its question."""
    study = studied("hanoi-2019")
    for word, less in (
        ("hold", replace(study, stability=None)),
        ("rounds", replace(study, exchange=None)),
        ("visits", replace(study, verification=None)),
    ):
        said = carried_out(less)
        assert {w for w in ("hold", "rounds", "visits") if w not in said} == {word}


def test_a_case_without_later_questions_has_nothing_to_add() -> None:
    """No sentence, and no empty one."""
    study = replace(studied("hanoi-2019"), stability=None, exchange=None, verification=None)
    assert carried_out(study) == ""
    assert "  " not in text(study)


def test_a_zone_that_closes_at_home_is_said() -> None:
    """The ballot of the harbour would approve none of the deals."""
    study = studied("harbour-ballot")
    assert at_home(study) == "at home, none of those deals would be ratified"
    assert study.ratification is not None
    assert at_home(replace(study, ratification=replace(study.ratification, ratified=1))) == ""
    assert at_home(studied("hanoi-2019")) == ""


def test_an_order_that_cannot_hold_is_bad_news() -> None:
    """Said after the good news."""
    study = studied("hanoi-2019")
    assert study.exchange is not None
    found = carried_out(replace(study, exchange=replace(study.exchange, possible=False)))
    assert "but cannot be carried out, as things are, so that nobody gains" in found


def test_one_visit_deters_and_what_nothing_checks_is_said() -> None:
    """One visit is one in grammar too; steps that nothing checks restrict the sentence."""
    study = studied("hanoi-2019")
    found = study.verification
    assert found is not None
    one = replace(found, inspection=replace(found.inspection, visits=1))
    said = carried_out(replace(study, verification=one))
    assert said.endswith("but the one visit planned does not deter every breach of it")
    fine = replace(one, plan=replace(one.plan, enough=True), unchecked=("yongbyon",))
    said = carried_out(replace(study, verification=fine))
    assert "the one visit planned deters every breach of it that the case checks" in said
