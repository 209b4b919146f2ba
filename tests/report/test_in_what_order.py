"""The section 'In what order', its ladder and the picture of the stakes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest

import zopa
from exchange_cases import ALL, Worth, exchange_case, hanoi_in_five
from studies import hanoi as plain_study
from zopa.analysis.exchange.results import ExchangeStudy
from zopa.analysis.exchange.study import exchange
from zopa.model import Claim, ExchangeTerms, Order, Source, Stakes, StepTerms
from zopa.report import SECTIONS, brief
from zopa.report.charts import svg
from zopa.report.charts.style import PALETTE, SERIES
from zopa.report.document import (
    Block,
    Bullets,
    Details,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
)
from zopa.report.sections.in_what_order import document, written
from zopa.report.terminal import render

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = (346, 712)


@cache
def hanoi() -> ExchangeStudy:
    """Return the exchange of the Hanoi example."""
    return zopa.exchange(zopa.read(ROOT / "examples" / "hanoi-2019"))


def order(key: str, name: str, *rounds: str, by: tuple[str, ...] = ()) -> Order:
    """Return an order with one step in every round."""
    return Order(id=key, name=name, by=by, rounds=tuple(((step, None),) for step in rounds))


@cache
def five() -> ExchangeStudy:
    """Return the stylised exchange, which no order carries out by itself."""
    terms = ExchangeTerms(
        to=ALL,
        issues={"others": StepTerms(needs=("declaration",))},
        orders={
            "relief": order("relief", "Relief first", "r1", "r2", by=("dprk",)),
            "early": order("early", "Sites first", "others", "declaration"),
        },
    )
    return exchange(hanoi_in_five(terms), joint=False)


@cache
def worse() -> ExchangeStudy:
    """Return an exchange that leaves one party worse off."""
    steps: dict[str, tuple[str, Worth]] = {
        "x": ("a", {"a": -3.0, "b": 5.0}),
        "y": ("b", {"a": 5.0, "b": -9.0}),
    }
    return exchange(exchange_case(steps, ExchangeTerms(to=ALL)))


@cache
def three() -> ExchangeStudy:
    """Return an exchange of three parties in a circle, with scores between 0 and 1."""
    steps: dict[str, tuple[str, Worth]] = {
        "x": ("a", {"a": -0.1, "b": 0.3, "c": 0.0}),
        "y": ("b", {"a": 0.0, "b": -0.1, "c": 0.3}),
        "z": ("c", {"a": 0.3, "b": 0.0, "c": -0.1}),
    }
    return exchange(exchange_case(steps, ExchangeTerms(to=ALL)), joint=False)


@cache
def many() -> ExchangeStudy:
    """Return an exchange of five parties with very long names, some of them hostile."""
    parties = ["a", "b", "c", "d", "e"]
    steps: dict[str, tuple[str, Worth]] = {
        f"s{at}": (party, {other: -1.0 if other == party else 3.0 for other in parties})
        for at, party in enumerate(parties)
    }
    names = {
        party: f"The Honourable Association of {party.upper()} and Friends" for party in parties
    }
    names |= {"s0": "<script>alert('x')</script> " + "very " * 30 + "long issue"}
    terms = ExchangeTerms(
        to=ALL,
        parties={party: Stakes(stake=2) for party in parties},
        orders={"o": order("o", "An order with a name as long as a sentence \x1b[2J", "s4", "s3")},
    )
    return exchange(exchange_case(steps, terms, names=names), joint=False)


STUDIES = {"hanoi": hanoi, "five": five, "worse": worse, "three": three, "many": many}


def flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks with what is inside details."""
    for block in blocks:
        if isinstance(block, Details):
            yield from flat(block.blocks)
        else:
            yield block


def answer(found: ExchangeStudy) -> str:
    """Return the first paragraph."""
    first = written(found).blocks[0]
    assert isinstance(first, Paragraph)
    return first.text


def tables(found: ExchangeStudy) -> list[list[list[str]]]:
    """Return the texts of all tables."""
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in flat(written(found).blocks)
        if isinstance(block, Table)
    ]


def bullets(found: ExchangeStudy) -> list[str]:
    """Return all bullets of a first look."""
    return [
        item
        for block in written(found).blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]


def figures(found: ExchangeStudy) -> dict[str, Figure]:
    """Return the pictures by id."""
    return {figure.id: figure for figure in document(found).figures()}


def test_without_an_exchange_there_is_no_section() -> None:
    """Nobody asked."""
    assert SECTIONS["in-what-order"].write(plain_study()) is None


def test_a_brief_has_the_section_after_what_would_unlock_it() -> None:
    """The same section as the command prints, with its pictures."""
    case = hanoi().case
    study = replace(zopa.study(case, draws=0, unlock=False, picture=False), exchange=hanoi())
    found = brief(study)
    parts = {part.id: part for part in found.sections}
    said = parts["in-what-order"].blocks[0]
    assert said == written(hanoi()).blocks[0]
    assert {"ladder", "deposits", "order-1"} <= {figure.id for figure in found.figures()}
    assert list(parts).index("in-what-order") > list(parts).index("fair-packages")


def test_the_answer_comes_first_and_judges_the_orders_asked_for() -> None:
    """In three sentences: an order holds, where it is weakest, and who would break off which."""
    assert answer(hanoi()) == (
        "The Nash package can be carried out so that nobody ever gains by breaking off, in 2 "
        "rounds. It is closest to failing with United States, which would lose 0.6 points by going "
        "back on it once all is done. “Relief first”, asked by North Korea, holds too. “Declare, "
        "inspect, dismantle first”, asked by United States, does not: United States would break "
        "off."
    )


def test_where_none_holds_the_reason_and_the_first_remedy_follow() -> None:
    """Who would break off where for how much; the remedy with the smallest total."""
    said = answer(five())
    assert said.startswith(
        "No order of the six steps to “All of it” holds by itself: in every order"
    )
    assert "would gain 2 points by" in said
    assert (
        "The first remedy: a deposit or guarantee, lost by whoever breaks off: 2 points by United "
        "States and 2 points by North Korea." in said
    )
    assert "“Relief first”, asked by North Korea, does not hold either: North Korea would" in said
    assert "“Sites first” cannot be done as it stands." in said


def test_no_guarantee_is_offered_first_where_somebody_is_worse_off() -> None:
    """That party would not sign."""
    assert "So B would not sign, and no guarantee makes the package worth signing." in answer(
        worse()
    )


def test_schedules_and_orders_stand_side_by_side() -> None:
    """Rounds, what each party could lose, and whether it holds."""
    first = tables(five())[0]
    assert [row[0] for row in first] == ["smallest deposits", "Relief first", "Sites first"]
    assert first[1][1:4] == ["4", "22.0", "0.0"]
    assert [row[-1] for row in first[1:]] == ["no: North Korea", "cannot be done"]


def test_each_order_asked_for_says_by_whom_and_what_it_would_take() -> None:
    """With the claims that it rests on."""
    said = bullets(hanoi())
    assert said[0].startswith("Relief first (asked by North Korea; claim c10): nobody gains by")
    assert said[1] == (
        "Declare, inspect, dismantle first (asked by United States; claims c20, c21): United "
        "States would gain 0.6 points by breaking off after round 2; it would hold with a deposit "
        "of 0.7 points by United States."
    )
    sites = next(each for each in bullets(five()) if each.startswith("Sites first"))
    assert sites == (
        "Sites first: cannot be done like this, because “Others: Done” needs “Declaration: Done” "
        "in an earlier round."
    )


def test_remedies_are_told_by_kind() -> None:
    """What all of a kind begin with is said once, and more than three are left to the page."""
    said = bullets(five())
    assert (
        "A deposit or guarantee, lost by whoever breaks off: 2 points by United States and 2 "
        "points by North Korea; or 8 points by United States; or 9 points by North Korea." in said
    )
    taken = next(each for each in said if "can be taken back" in each)
    assert taken.endswith("; or two more, on the page.")
    assert taken.count("a step can be taken back") == 0 < taken.count("A step can be taken back")
    assert all(each.endswith(".") for each in said)
    everything = [b for b in written(five()).blocks if isinstance(b, Details)]
    assert "Everything that would make it hold" in [each.title for each in everything]


def test_the_course_says_who_does_what_and_what_has_been_gained() -> None:
    """One row for each step; standing after the last of a round."""
    rows = tables(hanoi())[1]
    assert [row[0] for row in rows] == ["1", "2", "", "", "", ""]
    account = "Account of facilities, inspected: Full account"
    assert rows[0][1:] == ["North Korea", account, "+8.0", "−6.0"]
    assert rows[-1][3:] == ["+8.4", "+5.6"]
    assert {row[1] for row in rows} == {"United States", "North Korea"}


def test_with_many_parties_the_tables_stay_narrow() -> None:
    """Who could lose most, in one column."""
    first = tables(many())[0]
    assert all(len(row) == 4 for row in first)
    assert "The Honourable Association of" in first[0][2]


def test_one_step_is_one_step() -> None:
    """In the singular; and what the signs mean stands below the table."""
    alone = exchange_case({"x": ("a", {"a": -1.0, "b": 2.0})}, ExchangeTerms(to=ALL))
    assert answer(exchange(alone)).startswith("No order of the one step to “All of it” holds")
    liked = exchange_case({"x": ("a", {"a": 1.0, "b": 2.0})}, ExchangeTerms(to=ALL))
    found = written(exchange(liked))
    kinds = [type(block).__name__ for block in found.blocks[: found.glance]]
    assert kinds == ["Paragraph", "Table", "Paragraph"]
    legend = found.blocks[2]
    assert isinstance(legend, Paragraph)
    assert legend.text.startswith("Holds: nobody, anywhere, gains")


def test_small_scores_keep_their_decimals() -> None:
    """Points between 0 and 1 are not rounded to nothing."""
    assert any("0.1" in each for each in bullets(three())) or "0.1" in answer(three())


@pytest.mark.parametrize("name", STUDIES)
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_line_is_longer_than_the_screen(name: str, width: int) -> None:
    """Whatever the names, and none of them moves the cursor."""
    text = render(document(STUDIES[name]()), width)
    assert max(map(len, text.splitlines())) <= width
    assert "\x1b" not in text


@pytest.mark.parametrize("name", STUDIES)
def test_the_section_is_pure_and_has_no_empty_words(name: str) -> None:
    """The same twice, and no sentence ends in two stops or names nothing."""
    found = STUDIES[name]()
    texts = [render(document(found), 80) for _ in range(2)]
    assert texts[0] == texts[1]
    assert not re.search(r"\.\.(?!\.)| \.|“”|None|nan", texts[0])


def pictures() -> Iterator[Any]:
    """Return every picture of every study."""
    for name, found in STUDIES.items():
        for key, figure in figures(found()).items():
            yield pytest.param(figure, id=f"{name}-{key}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("figure", list(pictures()))
def test_every_picture_is_valid_and_fits(figure: Figure, width: int) -> None:
    """Each obeys the schema of Vega-Lite, is no wider than asked, and uses the palette."""
    spec = figure.chart(width)
    alt.LayerChart.from_dict(json.loads(json.dumps(spec)))
    text = svg(spec, "x")
    root = ET.fromstring(text)  # noqa: S314 - drawn by us
    assert float(root.attrib["width"]) <= 1.12 * width
    assert set(re.findall(r"#[0-9a-f]{6}\b", text)) <= {*PALETTE.values(), *SERIES}
    assert svg(figure.chart(width), "x") == text


def rows(spec: Any, mark: str) -> list[dict[str, Any]]:
    """Return the rows of all layers with a mark."""
    return [
        row
        for layer in spec["layer"]
        if layer["mark"]["type"] == mark
        for row in layer["data"]["values"]
    ]


def texts(spec: Any) -> list[str]:
    """Return what a picture says."""
    return [row["text"] for row in rows(spec, "text")]


def test_the_ladder_says_every_step_standing_risk_and_stop() -> None:
    """A rung for each round, and a ring where the US would stop."""
    found = hanoi()
    spec = figures(found)["order-2"].chart(712)
    said = " ".join(texts(spec))
    for words in ("1. Account of facilities", "+ Missile and warhead", "(North Korea)", "Now"):
        assert words in said
    assert {"+19.1", "−16.4", "−8.3", "stops: +0.6"} <= set(texts(spec))
    dots = [row for row in rows(spec, "point") if set(row) == {"x", "y"}]
    risks = [size for each in found.orders[1].exposure for size in each.values() if size > 0]
    assert len(rows(spec, "rect")) == len(risks) == 4
    rungs = len(found.orders[1].rounds) + 1
    assert len(dots) == 2 * rungs + 1
    assert "stops: +0.6" not in texts(figures(found)["ladder"].chart(712))


def test_on_a_telephone_steps_stand_above_their_rungs() -> None:
    """Every name is there, on more lines."""
    found = figures(hanoi())["ladder"]
    narrow, wide = found.chart(346), found.chart(712)
    assert narrow["height"] > wide["height"]
    assert sorted(" ".join(texts(narrow)).split()) == sorted(" ".join(texts(wide)).split())


def test_no_line_runs_through_names_of_steps_on_a_telephone() -> None:
    """They cover what lies below them: drawn after the lines, as wide as the picture."""
    spec = figures(hanoi())["order-2"].chart(346)
    colours = [layer["mark"].get("color") for layer in spec["layer"]]
    cover = colours.index(PALETTE["paper"])
    assert cover > colours.index(PALETTE["frontier"])
    boxes = spec["layer"][cover]["data"]["values"]
    names = [row for row in rows(spec, "text") if row["x"] == 0]
    assert all(any(box["y"] < row["y"] < box["y2"] for box in boxes) for row in names)
    assert len(boxes) == len(hanoi().orders[1].rounds) + 1


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_runs_through_a_number_beside_a_bar(width: int) -> None:
    """Where the way down would cross it, it stands beyond the line of today."""
    spec = figures(hanoi())["order-2"].chart(width)
    ways = [
        row
        for layer in spec["layer"]
        if layer["mark"].get("color") == PALETTE["frontier"] and layer["mark"]["type"] == "rule"
        for row in layer["data"]["values"]
    ]
    assert ways
    for layer in spec["layer"]:
        mark = layer["mark"]
        if mark["type"] != "text" or mark.get("color") != PALETTE["named"]:
            continue
        for row in layer["data"]["values"]:
            wide = 6 * len(row["text"])
            left = row["x"] - wide if mark["align"] == "right" else row["x"]
            for way in ways:
                for at in range(101):
                    x = way["x"] + (way["x2"] - way["x"]) * at / 100
                    y = way["y"] + (way["y2"] - way["y"]) * at / 100
                    assert not (left < x < left + wide and abs(y - row["y"]) < 5), row


def test_orders_that_hold_have_another_colour_than_those_that_fail() -> None:
    """In the picture of the stakes; the caption says which is which."""
    figure = figures(hanoi())["deposits"]
    circles = [
        (layer["mark"]["color"], len(layer["data"]["values"]))
        for layer in figure.chart(712)["layer"]
        if layer["mark"].get("shape") == "circle"
    ]
    assert circles == [(PALETTE["named"], 1), (PALETTE["frontier"], 1)]
    assert "blue: it holds" in str(figure.caption)


def test_many_parties_stand_in_bands() -> None:
    """Five panels do not fit side by side."""
    spec = figures(many())["ladder"].chart(712)
    heads = [text for text in texts(spec) if "Honourable" in text or "Association" in text]
    assert len(heads) >= 5


def test_the_stakes_form_a_staircase_with_the_orders_beside_it() -> None:
    """Corners where neither stake can be lowered; circles where the orders are; a cross."""
    spec = figures(five())["deposits"].chart(712)
    corners = [layer for layer in spec["layer"] if layer["mark"].get("shape") == "square"]
    assert [(row["x"], row["y"]) for row in corners[0]["data"]["values"]] == [
        (0, 9),
        (2, 2),
        (8, 0),
    ]
    circles = [layer for layer in spec["layer"] if layer["mark"].get("shape") == "circle"]
    assert [(row["x"], row["y"]) for row in circles[0]["data"]["values"]] == [(0, 30)]
    said = texts(spec)
    assert {"2 and 2", "Relief first", "as assumed"} <= set(said)
    assert "Sites first" not in said
    line = rows(spec, "line")
    assert [(row["x"], row["y"]) for row in line[1:6]] == [(0, 9), (2, 9), (2, 2), (8, 2), (8, 0)]


def test_without_any_stake_needed_there_is_no_picture_of_stakes() -> None:
    """Nor with three parties."""
    free = exchange(
        hanoi_in_five(ExchangeTerms(to=ALL, parties={"dprk": Stakes(relationship=99)})), joint=True
    )
    assert "deposits" not in figures(free)
    assert "deposits" not in figures(three())


def test_the_document_is_saved_as_page_and_pictures(tmp_path: Path) -> None:
    """The page escapes names; a picture in a file of its own says what it is."""
    found = document(many())
    (page,) = found.save(tmp_path / "order.html")
    assert "<script>" not in page.read_text().replace("<script>", "", 0).split("<body")[1]
    paths = document(hanoi()).save(tmp_path / "order.svg")
    assert {path.stem for path in paths} == {
        "order-ladder",
        "order-deposits",
        "order-order-1",
        "order-order-2",
    }


SAID = {"utilitarian": "the package with most in total", "raiffa": "the Raiffa package"}


def test_a_package_of_a_solution_is_named_after_it() -> None:
    """Also where the solution's name is several words."""
    case = hanoi().case
    for name, said in SAID.items():
        assert said in answer(zopa.exchange(case, to=name)).replace("The ", "the ")


def test_one_claim_is_a_claim_and_nobody_asks_anonymously() -> None:
    """An order without anybody who asked for it has its name alone."""
    mixed = replace(order("o", "Mixed", "r1", "declaration"), claims=("c1",))
    case = replace(
        hanoi_in_five(),
        sources={"s": Source(id="s")},
        claims={"c1": Claim(id="c1", source="s", quote="first the relief")},
        exchange=ExchangeTerms(to=ALL, orders={"o": mixed}),
    )
    said = bullets(exchange(case))
    assert said[0].startswith("Mixed (claim c1): ")


def test_the_document_says_how_it_was_computed() -> None:
    """Version and fingerprint, so that anyone can do it again."""
    found: Document = document(hanoi())
    assert hanoi().case.digest() in found.colophon[0]
    part: Section = found.sections[0]
    assert part.title == "In what order"


def paragraphs(found: ExchangeStudy) -> list[str]:
    """Return all paragraphs of the section."""
    return [block.text for block in written(found).blocks if isinstance(block, Paragraph)]


def glances(part: Section) -> list[str]:
    """Return the paragraphs of a first look."""
    return [b.text for b in part.blocks[: part.glance] if isinstance(b, Paragraph)]


def test_remedies_do_not_promise_a_signature_that_nobody_would_give() -> None:
    """Where the package leaves somebody worse off, a deposit only keeps it from being broken."""
    said = paragraphs(worse())
    assert "What would only keep it from being broken, once signed:" in said
    blocks = written(worse()).blocks
    deposit = next(b for b in blocks if isinstance(b, Bullets) and "A deposit" in b.items[0])
    assert blocks[blocks.index(deposit) - 1] == Paragraph(
        text="What would only keep it from being broken, once signed:"
    )
    assert not any("once signed" in text for text in paragraphs(five()))


def test_ranges_are_said_to_stand_at_their_middle() -> None:
    """In the first look, and only where there are ranges."""
    assert "at the middle values of the ranges." in glances(written(hanoi()))[-1]
    assert not any("middle values" in text for text in paragraphs(five()))


def test_a_margin_of_nothing_is_said_beside_the_yes() -> None:
    """Hand over hand the swap holds, but nobody would lose by leaving."""
    found = five()
    order = replace(
        found.orders[0],
        safe=True,
        breaks=(),
        tightest=tuple(replace(slack, slack=0.001) for slack in found.orders[0].tightest),
    )
    assert tables(replace(found, orders=(order,)))[0][-1][-1] == "yes, barely"
    assert "yes, barely" not in {row[-1] for row in tables(hanoi())[0]}


def test_a_brief_says_where_visits_find_less_than_the_order_rests_on() -> None:
    """Every step with its assumption; nothing where the visits are planned for another deal."""
    case = hanoi().case
    planned = zopa.verification(case, draws=0)
    study = zopa.study(case, draws=0, unlock=False, picture=False)
    part = SECTIONS["in-what-order"].write(replace(study, exchange=hanoi(), verification=planned))
    assert part is not None
    assert glances(part)[1] == (
        "It holds if a withheld step is noticed as assumed (Yongbyon complex 90 %; Missile and "
        "warhead programs 60 %; Account of facilities, inspected 70 %); the planned visits find "
        "16 %, 27 % and 33 %, see Can it be checked."
    )
    other = zopa.verification(case, to="us_demand", draws=0)
    assert glances(written(hanoi(), other)) == glances(written(hanoi()))
    enough = replace(planned.plan.places[0], achieved=0.95)
    sure = replace(planned, plan=replace(planned.plan, places=(enough,)))
    assert glances(written(hanoi(), sure)) == glances(written(hanoi()))
