"""What the brief says of checks."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

import zopa
from inspected import bound, checked, issue, n, relief_for_arms, scores
from studies import hanoi
from zopa.analysis.verification.results import VerificationStudy
from zopa.model import Case, Check, ExchangeTerms, Inspection, NamedPackage, Party, StepTerms
from zopa.report import SECTIONS
from zopa.report.charts import drawn
from zopa.report.document import Bullets, Details, Paragraph, Section, Table
from zopa.report.sections.can_it_be_checked import document, written
from zopa.report.terminal import render

ROOT = Path(__file__).resolve().parents[2]


@lru_cache
def summit() -> VerificationStudy:
    """Return the verification of the Hanoi example."""
    return zopa.verification(zopa.read(ROOT / "examples" / "hanoi-2019"), draws=200)


def said(case: Case, **asked: object) -> str:
    """Return the answer, the first paragraph."""
    block = written(zopa.verification(case, **asked)).blocks[0]  # type: ignore[arg-type]
    assert isinstance(block, Paragraph)
    return block.text


def tables(part: Section) -> list[list[list[str]]]:
    """Return the texts of all tables, those of the details last."""
    found = []
    for block in part.blocks:
        inner = block.blocks if isinstance(block, Details) else (block,)
        found += [
            [[cell.text for cell in row] for row in each.rows]
            for each in inner
            if isinstance(each, Table)
        ]
    return found


def remarks(part: Section) -> str:
    """Return the list of remarks as one text."""
    return " ".join(" ".join(b.items) for b in part.blocks if isinstance(b, Bullets))


def test_the_section_stands_only_where_the_case_says_something_of_it() -> None:
    """A study without verification has no such section; with it, it is the same as alone."""
    writer = SECTIONS["can-it-be-checked"]
    assert writer.order == 74
    assert writer.write(hanoi()) is None
    part = writer.write(replace(hanoi(), verification=summit()))
    assert part is not None
    assert tables(part) == tables(written(summit()))


def test_the_answer_comes_first() -> None:
    """How many visits it takes, and what intelligence changes."""
    text = " ".join(render(document(summit()), 80).split())
    assert "CAN IT BE CHECKED The 2 visits planned are not enough to deter every breach" in text
    assert "4 visits if all are sure to come, or 2.8 on average" in text
    assert "Once intelligence has pointed to “Undeclared plant”, they are enough" in text
    sure = summit().plan.sure
    assert sure is not None
    assert f"the planned visits deter everywhere in {100 * sure.share:.0f} % ±" in text


def test_every_place_has_its_row() -> None:
    """What a breach gains, what must be found, what the planned visits find, with a mark."""
    part = written(summit())
    rows = {row[0]: row for row in tables(part)[0]}
    assert list(rows) == [
        "Yongbyon complex",
        "Missile sites",
        "Rocket and nuclear tests",
        "Undeclared plant",
    ]
    places = {place.name: place for place in summit().plan.places}
    yongbyon = places["Yongbyon complex"]
    assert yongbyon.gain is not None
    assert rows["Yongbyon complex"][1] == f"{yongbyon.gain:.1f}"
    (table, *_) = [block for block in part.blocks if isinstance(block, Table)]
    marks = {row[0].text: row[-1].mark for row in table.rows}
    assert marks["Rocket and nuclear tests"] == "✓"
    assert marks["Undeclared plant"] == "✗"


def test_what_must_be_found_is_rounded_up() -> None:
    """5 / 7.2 = 69.44 %: 69 % would not deter."""
    assert tables(written(zopa.verification(relief_for_arms())))[0][0][3] == "70 %"


def test_reports_have_a_row_for_every_belief() -> None:
    """The undeclared plant twice: without intelligence, and after a hit."""
    rows = tables(written(summit()))[1]
    assert rows[-2][:3] == ["Undeclared plant", "50 %", "42 %"]
    assert rows[-1][:3] == ["Undeclared plant, after a hit", "50 %", "10 %"]
    assert rows[2][:3] == ["Rocket and nuclear tests", "10 %", "1 %"]


def test_signing_is_advised_on_all_beliefs_together() -> None:
    """Look first where that helps; sign where it pays at once; not at all where nothing helps."""
    texts = [b.text for b in written(summit()).blocks if isinstance(b, Paragraph)]
    assert any("so it should look first. After one clean report" in text for text in texts)
    sure = checked(relief_for_arms(), detected=0.5, prior=0.1)
    assert "so it can sign now" in render(document(zopa.verification(sure)))
    assert "better off without" not in render(document(zopa.verification(sure)))
    refused = replace(
        sure,
        packages={"p": NamedPackage(id="p", name="P", options={"relief": "no", "arms": "yes"})},
    )
    text = " ".join(render(document(zopa.verification(refused, to="p"))).split())
    assert "so it would sign, but Bob would refuse, better off without a deal" in text
    assert "at the beliefs of the case (the same whatever the number of visits)" in text
    grim = checked(relief_for_arms(), detected=0.1, false_alarm=0.1, prior=0.9)
    assert "so it should not sign" in render(document(zopa.verification(grim)))


@pytest.mark.parametrize(
    ("case", "asked", "text"),
    [
        (
            relief_for_arms(),
            {},
            "The 2 visits planned are enough to deter every breach of the Nash package.",
        ),
        (
            bound(relief_for_arms(), stake=3),
            {"visits": 1},
            "The one visit planned is enough to deter every breach of the Nash package.",
        ),
        (
            relief_for_arms(),
            {"visits": 0},
            "No visits are planned; to deter every breach of the Nash package takes 2 visits",
        ),
        (
            relief_for_arms(verification=Inspection(checks={"arms": Check(detected=0.5)})),
            {},
            (
                "To deter every breach of the Nash package that the case checks takes 2 visits if "
                "all are sure to come, or "
                "1.8 on average if nobody knows where the next one goes; nothing checks Relief."
            ),
        ),
        (
            replace(relief_for_arms(), exchange=None),
            {},
            (
                "No number of visits deters every breach of the Nash package: at “Arms” Bob is better "
                "off with a breach even when it is caught."
            ),
        ),
        (
            checked(relief_for_arms(), detected=0.0),
            {},
            (
                "No number of visits deters every breach of the Nash package: at “Arms” a visit finds "
                "nothing."
            ),
        ),
        (
            checked(relief_for_arms(), seen=0.9),
            {},
            (
                "No visits are needed for the Nash package: what is seen from outside deters every "
                "breach."
            ),
        ),
        (
            relief_for_arms(
                preferences={
                    "a": scores("a", relief=-4, arms=9),
                    "b": scores("b", relief=8, arms=1),
                }
            ),
            {},
            "Nobody gains by breaking a word of the Nash package, so nothing has to be found.",
        ),
        (
            relief_for_arms(
                preferences={"a": scores("a", relief=-4, arms=9)},
                packages={
                    "p": NamedPackage(
                        id="p", name="The swap", options={"relief": "yes", "arms": "yes"}
                    )
                },
            ),
            {"to": "p"},
            "What a breach is worth to Bob is not known, for there are no scores.",
        ),
        (
            relief_for_arms(verification=Inspection(by="b", checks={"arms": Check(detected=0.5)})),
            {},
            "The Nash package asks for nothing that the case says how to check.",
        ),
    ],
)
def test_the_answer_fits_the_case(case: Case, asked: dict[str, object], text: str) -> None:
    """In one or two short sentences."""
    assert said(case, **asked).startswith(text)


def test_a_certain_look_may_be_needed() -> None:
    """What Bob loses when caught is just what he gained: only certainty deters."""
    half = ExchangeTerms(issues={"relief": StepTerms(reversible_value=0.625)})
    case = replace(relief_for_arms(), exchange=half)
    assert "only a breach that is sure to be found would be deterred" in said(case)


def test_remarks_say_what_else_there_is() -> None:
    """Samples, what is seen from outside, timing, what nothing checks and what was left out."""
    text = remarks(written(summit()))
    assert "inspect 50 of the 100 declared items, so that 5 falsified ones are overlooked" in text
    assert "seen from outside, without any visit, with a chance of 95 %" in text
    assert "50 % in the first" in text
    few = checked(relief_for_arms(), items=10, falsified=1, recognised=0.5)
    assert "even all 10 declared items overlook 1 falsified ones with a chance of 50 %" in remarks(
        written(zopa.verification(few))
    )
    every = remarks(written(zopa.verification(relief_for_arms(), periods=2)))
    assert "2 visits can cover all 2 periods" in every
    more = relief_for_arms(
        issues=(issue("relief", "a"), issue("arms", "b"), issue("tests", "b")),
        preferences={
            "a": scores("a", relief=-4, arms=9, tests=9),
            "b": scores("b", relief=12, arms=-5, tests=-2),
        },
        verification=Inspection(
            by="a", checks={"relief": Check(detected=1), "arms": Check(detected=0.5)}
        ),
    )
    text = remarks(written(zopa.verification(more)))
    assert "Nothing in the case checks: Tests." in text
    assert "Carried out by the inspector itself, so not looked at: Relief." in text


def test_two_breakers_are_told_apart() -> None:
    """Each row says who could break the word."""
    case = relief_for_arms(
        verification=Inspection(checks={k: Check(detected=0.5) for k in ("relief", "arms")})
    )
    rows = tables(written(zopa.verification(case)))[0]
    assert [row[:2] for row in rows] == [["Relief", "Ann"], ["Arms", "Bob"]]


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_it_fits_the_screen(width: int) -> None:
    """No line is longer than the screen is wide."""
    lines = render(document(summit()), width).splitlines()
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", [320, 720])
def test_the_pictures_can_be_drawn(width: int) -> None:
    """Detection against what is needed, and beliefs after clean reports; both have words."""
    detection, beliefs = document(summit()).figures()
    assert (detection.id, beliefs.id) == ("detection", "beliefs")
    assert "Too little at Yongbyon complex, Missile sites and Undeclared plant" in detection.alt
    assert "Undeclared plant, after a hit from 50 % to under 1 %" in beliefs.alt
    for figure in (detection, beliefs):
        spec = figure.chart(width)
        assert spec["width"] <= width
        assert json.dumps(spec)
        assert drawn(figure, ".svg").startswith(b"<svg")


def test_bars_and_marks_are_where_the_numbers_are() -> None:
    """A bar for each place and plan, a mark for what deters it."""
    spec = document(summit()).figures()[0].chart(720)
    bars = spec["layer"][1]["data"]["values"]
    assert len(bars) == 2 * len(summit().plan.places)
    assert bars[0]["end"] == summit().plan.places[0].achieved
    marks = spec["layer"][2]["data"]["values"]
    assert [mark["x"] for mark in marks] == [place.needed for place in summit().plan.places]


def test_without_beliefs_or_plans_there_are_no_pictures_of_them() -> None:
    """A case that says little gets a short section."""
    case = relief_for_arms(verification=Inspection(checks={"arms": Check(detected=0.5)}))
    assert document(zopa.verification(case)).figures() == ()


def test_without_a_hidden_place_there_is_one_bar_for_each() -> None:
    """Nothing is compared with a hit then."""
    (figure,) = document(zopa.verification(relief_for_arms())).figures()
    spec = figure.chart(600)
    assert len(spec["layer"][1]["data"]["values"]) == 1
    assert "It is enough everywhere." in figure.alt


def test_who_cannot_sign_or_be_measured_is_left_out_of_what_lies_behind() -> None:
    """Two can break their word; only one of them has scores."""
    options = dict.fromkeys(("relief", "arms", "aid"), "yes")
    case = relief_for_arms(
        parties=(*relief_for_arms().parties, Party(id="c", name="Cid")),
        issues=(issue("relief", "a"), issue("arms", "b"), issue("aid", "c")),
        preferences={
            "a": scores("a", relief=-4, arms=9, aid=1),
            "b": scores("b", relief=8, arms=-5, aid=1),
        },
        packages={"p": NamedPackage(id="p", name="P", options=options)},
        verification=Inspection(
            by="a",
            visits=2,
            checks={"arms": Check(detected=0.5, prior=0.2), "aid": Check(detected=0.5)},
        ),
    )
    found = tables(written(zopa.verification(case, to="p")))
    assert [row[:3] for row in found[0]] == [["Arms", "Bob", "5.00"], ["Aid", "Cid", "?"]]
    assert [[row[0] for row in table] for table in found[1:]] == [["Arms"]] * 4


def test_what_lies_behind_is_on_the_page() -> None:
    """The loss part by part, the value of a visit, and Dresher's game."""
    planned, worth, losses = tables(written(summit()))[2:]
    assert planned[0][0] == "Yongbyon complex"
    assert planned[0][4] != "–"  # a stake that would do
    assert planned[2][4] == "–"  # the tests are deterred already
    assert [row[3] for row in worth] == ["sign"] * 5
    assert len(losses) == 4
    nothing = replace(relief_for_arms(), exchange=None)
    assert tables(written(zopa.verification(nothing)))[1][0][4] == "nothing would"


def test_a_range_shows_how_sure_it_is() -> None:
    """Share of draws in which the planned visits deter; a dash where nothing is uncertain."""
    assert "%" in tables(written(summit()))[2][0][3]
    certain = tables(written(zopa.verification(relief_for_arms())))
    assert certain[1][0][3] == "–"
    assert n(1).low == 1
