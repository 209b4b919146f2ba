"""What a study says about named packages, and which option set its levers speak about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from zopa.analysis.study import study
from zopa.jobs.read import read
from zopa.model import Case


@pytest.fixture(scope="module")
def hanoi(examples: Path) -> Case:
    return read(examples / "hanoi-2019")


def test_why_a_party_refuses_a_package(hanoi: Case) -> None:
    """By hand: full relief costs the United States 34 % of 100, the order of the steps 9 %.

    Against no deal it gains 8 on Yongbyon, so the offer is 35 below walking away.
    """
    named = study(hanoi, draws=0, unlock=False).named
    reasons = named["dprk_offer"].reasons
    assert set(reasons) == {"us"}
    assert dict(reasons["us"]) == pytest.approx({"relief": -34.0, "sequence": -9.0})
    assert sum(loss for _, loss in reasons["us"]) + 8.0 == pytest.approx(
        named["dprk_offer"].gains["us"]
    )
    demand = named["us_demand"].reasons["dprk"]
    assert [issue for issue, _ in demand][:2] == ["missiles", "outside"]
    assert [loss for _, loss in demand] == sorted(loss for _, loss in demand)


def test_levers_speak_about_what_was_asked_for(hanoi: Case) -> None:
    """The option set that was asked for, also where its zone is open; else the empty one."""
    for asked, answered, opening in (
        ("all", "on_the_table", True),
        ("on_the_table", "on_the_table", True),
        ("with_partial", "with_partial", False),
    ):
        found = study(hanoi, option_set=asked, draws=50)
        assert found.unlock is not None
        assert found.uncertainty is not None
        assert (found.unlock.option_set, found.unlock.opening) == (answered, opening)
        assert found.uncertainty.option_set == answered
    open_everywhere = replace(hanoi, option_sets={})
    alone = study(open_everywhere, draws=0).unlock
    assert alone is not None
    assert (alone.option_set, alone.opening) == ("all", False)


def test_standing_is_remembered(hanoi: Case) -> None:
    assert study(hanoi, draws=0, unlock=False, standing={"us": 2.0}).standing == {"us": 2.0}
    assert study(hanoi, draws=0, unlock=False).standing == {}


def test_a_quota_case_also_says_what_suits_everybody(examples: Path) -> None:
    """SportCo: 55 packages pass the quota with both vetoes, 12 suit all six parties."""
    found = study(read(examples / "sportco"), unlock=False).zone
    assert found.unanimous is not None
    assert (found.count.value, found.unanimous.value, found.unanimous.exact) == (55, 12, True)


def test_unanimous_cases_do_not_say_it_twice(hanoi: Case) -> None:
    assert study(hanoi, draws=0, unlock=False).zone.unanimous is None
