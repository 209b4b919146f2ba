"""What the brief says of ratification and of what groups can claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import zopa
from studies import harbour
from zopa.analysis.bargaining import RatificationStudy, ratification
from zopa.analysis.bargaining.results import CoalitionStudy
from zopa.analysis.coalitions import coalitions
from zopa.analysis.results import Probability, Study
from zopa.model import Case, CoalitionValues, Number, OptionSet, Party, Scores, Standing
from zopa.report import SECTIONS
from zopa.report.document import Block, Bullets, Details, Paragraph, Section, Table
from zopa.report.sections.coalitions import written as claims_written
from zopa.report.sections.ratified import written

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def ballot() -> Case:
    return zopa.read(EXAMPLES / "harbour-ballot")


def settled(values: Mapping[str, float]) -> RatificationStudy:
    """Return the harbour ballot with other walk-away values, at home or at the table."""
    case = ballot()

    def other(party: str, want: object) -> Scores:
        assert isinstance(want, Scores)
        if party not in values:
            return want
        return replace(want, standing=Standing(value=Number.fixed(values[party])))

    changed = replace(
        case,
        preferences={party: other(party, want) for party, want in case.preferences.items()},
        constituents={party: other(party, want) for party, want in case.constituents.items()},
    )
    found = ratification(changed)
    assert found is not None
    return found


def texts(found: Section) -> list[str]:
    """Return paragraphs and bullets of a section, in order."""
    said: list[str] = []
    for block in flat(found.blocks):
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Bullets):
            said += block.items
    return said


def flat(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found += flat(block.blocks) if isinstance(block, Details) else [block]
    return found


def tables(found: Section) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in flat(found.blocks)
        if isinstance(block, Table)
    ]


def test_the_answer_names_the_bodies_that_close_the_zone() -> None:
    """By hand: 10 packages suit both, 5 pass without the ballot, 3 without the board."""
    found = settled({})
    said = texts(written(found))
    assert said[0] == (
        "No: none of the 10 packages that suit those at the table would be ratified. Without "
        "Members' ballot (Union) 5 packages would pass, or without Supervisory board (Port) "
        "3 packages would pass."
    )
    assert tables(written(found))[0] == [
        ["Members' ballot (Union)", "251 of 500", "16 of 36", "5, not 0"],
        ["Supervisory board (Port)", "2 of 4", "17 of 36", "3, not 0"],
    ]


def test_the_remedies_come_in_order_of_size() -> None:
    """A lower quota, a veto, then the members by what they would have to give up."""
    assert texts(written(settled({})))[1:] == [
        "Members' ballot (Union): if 60 of its 500 votes were enough, the zone would open.",
        "Supervisory board (Port): without the veto of Owners 3 packages would pass.",
        (
            "Owners: a walk-away value 2 lower, 48 instead of 50, would open the zone, by Pay rise: 3 %; "
            "Night shifts: As the port orders; Job guarantee: Four years."
        ),
        (
            "Crane drivers: a walk-away value 3 lower, 52 instead of 55, would open the zone, by Pay rise: "
            "2 %; Night shifts: By rota; Job guarantee: Four years."
        ),
        (
            "Dockers: a walk-away value 4 lower, 66 instead of 70, would open the zone, by Pay rise: 3 %; "
            "Night shifts: As the port orders; Job guarantee: Two years."
        ),
    ]


def test_an_open_zone_says_how_much_of_it_is_left() -> None:
    """With crane drivers who take 52, one package passes, and who gets what is shown."""
    found = written(settled({"crane_drivers": 52}))
    said = texts(found)
    assert said[0] == ("1 of the 10 packages that suit those at the table would be ratified.")
    assert said[-1].endswith(
        "the largest product of gains has Pay rise: 2 %; Night shifts: By rota; Job guarantee: Four "
        "years."
    )
    assert tables(found)[1][0][0] == "Union"
    assert tables(found)[1][0][2] == "67.5"


def test_all_of_the_zone_may_pass() -> None:
    """Members who take anything leave the zone as it was; then no table of what it lost."""
    easy = dict.fromkeys(("dockers", "crane_drivers", "office_staff", "owners", "city"), 0.0)
    found = written(settled(easy))
    assert texts(found)[0] == (
        "Yes: all 10 packages that suit those at the table would be ratified."
    )
    assert len(tables(found)) == 2


def test_one_package_is_said_in_the_singular() -> None:
    """With walk-away values of 67.5 and 50 one package suits both."""
    hard = settled({"union": 67.5})
    assert (hard.negotiators, hard.ratified) == (1, 0)
    assert texts(written(hard))[0].startswith(
        "No: the one package that suits those at the table would not be ratified. "
    )
    easy = dict.fromkeys(("dockers", "crane_drivers", "office_staff", "owners", "city"), 0.0)
    assert texts(written(settled({"union": 67.5, **easy})))[0] == (
        "Yes: the one package that suits those at the table would be ratified."
    )


def test_an_empty_zone_leaves_nothing_to_ratify() -> None:
    """Then no remedies at home are offered."""
    found = written(settled({"union": 99, "port": 99}))
    assert texts(found) == ["There is nothing to ratify: no package suits those at the table."]


def test_several_bodies_may_close_the_zone_together() -> None:
    """Dockers and owners both out of reach: no single body closes it."""
    out = settled({"dockers": 101, "crane_drivers": 101, "owners": 101})
    assert out.closing == ((0, 1),)
    assert texts(written(out))[0].endswith(
        "No single body closes the zone; it would open without Members' ballot (Union) and "
        "Supervisory board (Port)."
    )


def test_who_accepts_how_many_packages_stands_on_the_page() -> None:
    """Parties first, then members with their seats and vetoes."""
    found = written(settled({}))
    details = [block for block in found.blocks if isinstance(block, Details)]
    assert [each.title for each in details] == ["Who accepts how many packages"]
    assert isinstance(details[0].blocks[0], Table)
    rows = [[cell.text for cell in row] for row in details[0].blocks[0].rows]
    assert [row[:2] for row in rows] == [
        ["Union", "at the table"],
        ["Port", "at the table"],
        ["Dockers", "Members' ballot"],
        ["Crane drivers", "Members' ballot"],
        ["Office staff", "Members' ballot"],
        ["Owners", "Supervisory board, with a veto"],
        ["City", "Supervisory board"],
    ]


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (1000, "Over the ranges there is a package that would be ratified in 30 % ± 1 % of draws."),
        (
            800,
            (
                "Over the ranges there is a package that suits those at the table in 80 % ± 1 % of "
                "draws, and one that would be ratified in 30 % ± 1 %."
            ),
        ),
    ],
)
def test_chances_are_said_with_their_errors(before: int, text: str) -> None:
    """Where all draws have a deal at the table, only the other chance is said."""
    chances = (Probability.of(before, 1000), Probability.of(300, 1000))
    assert texts(written(replace(settled({}), chances=chances)))[1] == text


def study() -> Study:
    """Return a study with a ratification whose chances are known."""
    found = zopa.study(ballot(), draws=50, unlock=False, picture=False)
    assert found.ratification is not None
    assert found.ratification.chances is not None
    return found


def test_the_section_is_written_for_studies_that_have_it() -> None:
    """In a place of its own; chances are left out where draws were chosen by what was revealed."""
    found = study()
    section = SECTIONS["ratified"].write(found)
    assert section is not None
    assert any("Over the ranges" in text for text in texts(section))
    assert SECTIONS["ratified"].write(harbour()) is None
    assert SECTIONS["coalitions"].write(harbour()) is None
    assert found.uncertainty is not None
    told = replace(
        found, uncertainty=replace(found.uncertainty, conditions=("an offer was refused",))
    )
    section = SECTIONS["ratified"].write(told)
    assert section is not None
    assert not any("Over the ranges" in text for text in texts(section))


def test_an_option_set_is_named_and_strictness_shows() -> None:
    """With option sets it says which; strictly, a member must give up more than the gap.

    2 %, rota and four years leave the port at its 50 exactly, so strictly it is not in the zone.
    """
    case = replace(
        ballot(), option_sets={"low": OptionSet(id="low", name="small rises", fix={"rise": ("2",)})}
    )
    found = ratification(case, "low", strict=True)
    assert found is not None
    said = texts(written(found))
    assert said[0].startswith("No with small rises: none of the 2 packages that suit ")
    assert any(
        "a walk-away value more than 8 lower, below 47 instead of 55" in text for text in said
    )


def merger(values: Mapping[tuple[str, ...], float]) -> CoalitionStudy:
    names = {party: None for group in values for party in group}
    found = coalitions(
        Case(
            id="merger",
            title="Merger",
            parties=tuple(Party(id=name, name=name.upper()) for name in sorted(names)),
            issues=(),
            coalitions=CoalitionValues(values=values),
        )
    )
    assert found is not None
    return found


def test_a_division_that_stands_is_said_first() -> None:
    """The cement merger: bounds of the core, Shapley and nucleolus for each company."""
    found = coalitions(zopa.read(EXAMPLES / "cement-merger"))
    assert found is not None
    section = claims_written(found)
    assert texts(section)[0] == (
        "All together get 77, and it can be shared so that no group would do better by itself."
    )
    assert tables(section)[0][2] == ["Company C", "5.0", "18.0", "7 to 18", "13.0", "14.3"]
    assert ["Company A and Company B", "59.0"] in tables(section)[1]
    assert not any("counts with the best sum" in text for text in texts(section))


def test_an_empty_core_says_what_is_missing() -> None:
    """Any two of three get 6 of 8: two thirds of 8 leave two of them 2/3 short."""
    found = merger({("a", "b"): 6, ("a", "c"): 6, ("b", "c"): 6, ("a", "b", "c"): 8})
    said = texts(claims_written(found))
    assert said[0] == (
        "However the 8 are shared, some group would do better by itself, by 0.67 at least."
    )
    assert said[1] == ("Shapley value: A and B would object; by themselves they get 6, here 5.33.")
    assert len(tables(claims_written(found))[0][0]) == 5


def test_parties_who_do_better_apart_are_named() -> None:
    """A and B get 9, C alone 3, all only 10."""
    section = claims_written(merger({("a", "b"): 9, ("c",): 3, ("a", "b", "c"): 10}))
    said = texts(section)
    assert said[0] == (
        "All together get 10, less than the 12 that they get apart (A and B; C), so however it is "
        "shared, some group would do better by itself."
    )
    assert said[-1].endswith(
        "2 groups of two or more do not stand in the case; each counts with the best sum of its "
        "parts."
    )


def test_a_missing_nucleolus_has_its_reason() -> None:
    """All get less than alone: the column is gone, the reason stands below."""
    section = claims_written(merger({("a",): 4, ("b",): 3, ("a", "b"): 5}))
    assert tables(section)[0] == [["A", "4", "2", "3"], ["B", "3", "1", "2"]]
    assert "No nucleolus: all together get less than the parties do alone." in texts(section)[-1]


def test_many_parties_have_no_core() -> None:
    """The answer says so, and the list of groups is left out."""
    section = claims_written(merger({(name,): 1 for name in "abcdefghijklm"}))
    assert texts(section)[0] == (
        "All together get 13; with more than 12 parties, core and nucleolus are not worked out."
    )
    assert len(tables(section)) == 1
