"""Which package is carried out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import zopa
from inspected import relief_for_arms
from zopa.analysis.agreed import agreed
from zopa.errors import QuestionError, UnknownNameError
from zopa.model import ExchangeTerms, Issue, Option


@pytest.fixture(scope="module")
def case(examples: Path) -> zopa.Case:
    """Return the Hanoi case without what it says of an exchange."""
    return replace(zopa.read(examples / "hanoi-2019"), exchange=None)


def test_without_a_name_it_is_the_nash_package_of_the_study(case: zopa.Case) -> None:
    """The same package that the study's Nash solution lists first."""
    found = zopa.study(case, draws=0, unlock=False, picture=False)
    assert agreed(case) == ("nash", found.solutions["nash"].deals[0].package)


def test_the_case_says_it_unless_asked_for_another(case: zopa.Case) -> None:
    """``to`` of the question stands above ``to`` of the case."""
    told = replace(case, exchange=ExchangeTerms(to="us_demand"))
    assert agreed(told) == ("us_demand", case.packages["us_demand"].options)
    assert agreed(told, "dprk_offer") == ("dprk_offer", case.packages["dprk_offer"].options)
    assert agreed(told, "nash") == agreed(case)


def test_other_solutions_choose_too(case: zopa.Case) -> None:
    """Any solution by name, also one that ties."""
    found = zopa.study(case, draws=0, unlock=False, picture=False)
    for name in ("egalitarian", "utilitarian", "raiffa"):
        assert agreed(case, name) == (name, found.solutions[name].deals[0].package)


def test_an_empty_zone_has_no_package(case: zopa.Case) -> None:
    """The reason is given, and which packages could be named."""
    with pytest.raises(QuestionError, match=r"'nash' .* is empty with the options 'on_the") as e:
        agreed(case, option_set="on_the_table")
    assert "'dprk_offer'" in str(e.value)


def test_an_unknown_name_gets_the_nearest(case: zopa.Case) -> None:
    """Packages and solutions are known."""
    with pytest.raises(UnknownNameError, match="did you mean 'us_demand'"):
        agreed(case, "us_deman")


def test_what_breaks_a_rule_cannot_be_agreed(case: zopa.Case) -> None:
    """No relief at all is no deal."""
    demand = case.packages["us_demand"]
    broken = replace(demand, options={**demand.options, "relief": "none"})
    with pytest.raises(QuestionError, match="breaks the rule 'never relief = none'"):
        agreed(replace(case, packages={"us_demand": broken}), "us_demand")


def test_without_scores_a_package_has_to_be_named(case: zopa.Case) -> None:
    """The named ones are listed."""
    bare = replace(case, preferences={})
    with pytest.raises(QuestionError, match="'dprk_offer', 'us_demand'"):
        agreed(bare)
    assert agreed(bare, "us_demand")[0] == "us_demand"


def test_of_packages_that_tie_the_first_in_case_order_is_taken() -> None:
    """The colour matters to nobody: the first colour, as the study lists it."""
    options = (Option(id="red", name="red"), Option(id="blue", name="blue"))
    base = relief_for_arms()
    case = replace(base, issues=(*base.issues, Issue(id="colour", name="Colour", options=options)))
    found = zopa.study(case, draws=0, unlock=False, picture=False)
    assert len(found.solutions["nash"].deals) == 2
    assert agreed(case) == ("nash", found.solutions["nash"].deals[0].package)
    assert agreed(case)[1]["colour"] == "red"


def test_names_do_as_well_as_ids(case: zopa.Case) -> None:
    """Of packages and of solutions, in any case of letters; an id stands above a name."""
    offer = case.packages["dprk_offer"]
    assert agreed(case, offer.name.upper())[0] == "dprk_offer"
    assert agreed(case, "Nash") == agreed(case, "nash")
    assert agreed(case, "most in total")[0] == "utilitarian"
    taken = {**case.packages, "x": replace(offer, id="x", name="dprk_offer")}
    assert agreed(replace(case, packages=taken), "dprk_offer")[0] == "dprk_offer"


def test_an_unknown_name_lists_packages_before_solutions(case: zopa.Case) -> None:
    """Where nothing is near."""
    with pytest.raises(UnknownNameError, match=r"packages: 'dprk_offer'.*; solutions: 'egal"):
        agreed(case, "zzz")


def test_an_unknown_option_set_is_refused_with_a_named_package_too(case: zopa.Case) -> None:
    """Although it would not matter."""
    with pytest.raises(UnknownNameError, match="no option set 'nope'"):
        agreed(case, "us_demand", "nope")
