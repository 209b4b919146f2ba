"""Exports of the ledger: every member keeps the contract, and each says what its readers need."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser, Page

from ledgers import act, any_ledgers, bare, said, source, strike
from zopa.errors import UnknownNameError
from zopa.evidence.exports import EXPORTS, OfCase, export
from zopa.evidence.ledger import decided, handed_on
from zopa.evidence.ledger._lines import ledger_of
from zopa.model.ledger import Detail, Ledger

EVIL = "=1+1|<script>alert(1)</script>*x* [y](javascript:z) `q` &amp; “ü”"


def decided_strike() -> Ledger:
    """Return the strike with one statement accepted and linked, one rejected."""
    found = strike().statements
    decisions = (
        act("accept", found["a-1"], note="heard it too"),
        act("link", found["a-1"], claim="c1"),
        act("reject", found["b-2"]),
    )
    return decided(replace(strike(), decisions=decisions))


def evil() -> Ledger:
    """Return a ledger whose words are meant for machines."""
    text = f"He said: {EVIL}\nand {EVIL}."
    of = source("e", text, title=EVIL, publisher=EVIL, url=f"javascript:{EVIL}")
    made = said(
        of,
        f"{EVIL}\nand {EVIL}",
        name="e-1",
        note=EVIL,
        by=EVIL,
        flags=(EVIL,),
        addressee=Detail(value=EVIL),
        status="accepted",
    )
    return Ledger(sources={"e": of}, statements={"e-1": made})


@pytest.mark.parametrize("name", list(EXPORTS))
def test_every_export_takes_every_ledger(name: str) -> None:
    """Empty, decided, handed on, hostile: a text that ends in a line end, always the same."""
    member = EXPORTS[name]
    assert member.name == name
    assert member.suffix.startswith(".")
    for ledger in (Ledger(), bare(strike()), decided_strike(), handed_on(decided_strike()), evil()):
        text = member.write(ledger)
        assert text == member.write(ledger)
        assert not text or text.endswith("\n")
        text.encode()


@settings(max_examples=25)
@given(any_ledgers())
def test_no_content_breaks_an_export(ledger: Ledger) -> None:
    for name in EXPORTS:
        export(ledger, name)


def test_the_names_are_those_of_the_command() -> None:
    assert list(EXPORTS) == ["csv", "html", "jsonl", "markdown", "plover", "web-annotation"]
    assert len({member.suffix for _, member in EXPORTS.items()}) == len(EXPORTS)
    with pytest.raises(UnknownNameError, match="no export is called 'cvs'; did you mean 'csv'"):
        export(Ledger(), "cvs")


def test_jsonl_is_the_whole_ledger() -> None:
    ledger = decided_strike()
    lines = [line.encode() for line in export(ledger, "jsonl").split("\n")]
    assert ledger_of(lines, "x") == bare(ledger)


def rows(ledger: Ledger) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(ledger, "csv"), newline="")))


def test_csv_has_a_row_for_each_statement() -> None:
    table = rows(decided_strike())
    assert [row["id"] for row in table] == ["a-1", "a-2", "b-1", "b-2"]
    first = table[0]
    assert first["words"] == "We want four percent, and we want it now"
    assert (first["speaker"], first["party"]) == ("Union of Drivers", "union")
    assert (first["status"], first["by"], first["note"]) == ("accepted", "ann", "heard it too")
    assert (first["claims"], first["places"], first["plover"]) == ("c1", "[22, 62]", "REQUEST")
    assert (first["report_date"], first["addressee"]) == ("2024-05-02", "reporters")
    assert table[1]["kinds"] == "refusal; account"
    assert table[3]["status"] == "rejected"


def test_csv_says_where_words_were_left_out() -> None:
    """And keeps the line ends of those that it has."""
    handed = {row["id"]: row["words"] for row in rows(handed_on(decided_strike(), 2))}
    assert handed == {"a-1": "We want […]", "a-2": "", "b-1": "", "b-2": ""}
    assert f"{EVIL}\nand {EVIL}" in rows(evil())[0]["words"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff20"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe."""
    ledger = strike()
    noted = replace(ledger.statements["a-1"], note=f"{sign}cmd|' /C calc'!A0")
    table = rows(replace(ledger, statements={"a-1": noted}))
    assert table[0]["note"] == f"'{sign}cmd|' /C calc'!A0"
    for row in rows(evil()):
        assert not [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_plover_events_say_what_was_denied() -> None:
    """An event that did not take place can be told from one that did."""
    ledger = strike()
    denied = replace(ledger.statements["a-1"], flags=("denied",))
    [event] = export(replace(ledger, statements={"a-1": denied}), "plover").splitlines()
    assert json.loads(event)["flags"] == ["denied"]


def test_plover_events_name_actors_type_and_date() -> None:
    """One for each statement with a code that was not rejected."""
    events = [json.loads(line) for line in export(decided_strike(), "plover").splitlines()]
    assert [event["event_id"] for event in events] == ["a-1", "a-2", "b-1"]
    first, _, third = events
    assert first["event_type"] == "REQUEST"
    assert first["source_actor"] == {"name": "Union of Drivers", "party": "union"}
    assert first["target_actor"] == {"name": "reporters"}
    assert (first["event_date"], first["date_from"]) == ("2024-05-02", "report")
    assert (third["event_date"], third["date_from"]) == ("2024-05-03", "statement")
    assert third["report"]["url"] == "https://example.org/trams?day=3&x=1"
    assert third["target_actor"] == {"name": None}


def test_web_annotations_point_at_the_text_by_its_hash() -> None:
    """The model of the W3C: a page of annotations with bodies, targets and selectors."""
    page = json.loads(export(decided_strike(), "web-annotation"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    assert [item["id"] for item in page["items"]] == [
        f"urn:zopa:statement:{name}" for name in ("a-1", "a-2", "b-1", "b-2")
    ]
    first, last = page["items"][0], page["items"][3]
    assert {(body["purpose"], body["value"]) for body in first["body"]} >= {
        ("classifying", "demand"),
        ("classifying", "REQUEST"),
        ("identifying", "Union of Drivers"),
        ("assessing", "accepted"),
        ("commenting", "heard it too"),
    }
    assert all(body["type"] == "TextualBody" for body in first["body"])
    assert first["creator"] == {"type": "Person", "name": "ann"}
    target = first["target"][0]
    kind, digest = target["source"]["id"].split(";")
    assert kind == "ni:///sha-256"
    assert base64.urlsafe_b64decode(digest + "=").hex() == strike().sources["a"].text_sha256
    assert target["selector"][0] == {"type": "TextPositionSelector", "start": 22, "end": 62}
    assert target["selector"][1]["exact"] == "We want four percent, and we want it now"
    assert last["target"][0]["scope"] == "https://example.org/trams?day=3&x=1"
    assert ("assessing", "rejected") in [(b["purpose"], b["value"]) for b in last["body"]]


def test_names_of_annotations_are_addresses() -> None:
    """Whatever the case calls its sources."""
    of = source("two words/ü", "We agree.")
    made = said(of, "We agree", name="two words/ü-1")
    known, unknown = (
        json.loads(export(Ledger(sources=sources, statements={made.id: made}), "web-annotation"))
        for sources in ({of.id: of}, {})
    )
    assert known["items"][0]["id"] == "urn:zopa:statement:two%20words%2F%C3%BC-1"
    target = unknown["items"][0]["target"][0]
    assert target["source"]["id"] == "urn:zopa:source:two%20words%2F%C3%BC"


def test_markdown_reads_by_source() -> None:
    text = export(decided_strike(), "markdown")
    assert "## Trams stand still\n\nSource `a`: Morning Post, 2024-05-02\n" in text
    assert (
        "> We want four percent, and we want it now\n>\n> **Union of Drivers** (union), to " in text
    )
    assert "demand, direct, accepted; `a-1`, 22-62; claim c1\n>\n> Note: heard it too" in text
    assert "not willing" not in text
    assert "- **partial** (antecedent), proposed\n  - `a-1`: We want" in text
    assert "<https://example.org/trams?day=3&x=1>" in text
    assert "The ledger has no statements." in export(Ledger(), "markdown")


def test_markdown_takes_no_words_for_signs() -> None:
    text = export(evil(), "markdown")
    assert "<script>" not in text.replace("\\<", "")
    assert "](javascript" not in text.replace("\\]", "")
    numbered = said(source("n", "1. We agree - fully"), "1. We agree", name="n-1")
    ledger = Ledger(sources={"n": source("n", "1. We agree - fully")}, statements={"n-1": numbered})
    assert "> 1\\. We agree\n" in export(ledger, "markdown")


@pytest.mark.parametrize(
    ("venue", "rule", "told"),
    [
        ("statement", "venue.occasion", "in a statement"),
        ("e-mail", "venue.verb", "in an e-mail"),
        ("press conference, Oslo", "venue.lead", "at a press conference, Oslo"),
        ("interview with CNN", "venue.occasion", "in an interview with CNN"),
        ("remarks", "venue.occasion", "in remarks"),
        ("radio", "venue.occasion", "on radio"),
        ("Oslo", "venue.place", "in Oslo"),
        ("CNN", "venue.channel", "on CNN"),
        ("the depot", "ledger.analyst", "at the depot"),
    ],
)
def test_where_something_was_said_reads_well(venue: str, rule: str, told: str) -> None:
    """In the pages for people; a table has the bare value."""
    made = replace(strike().statements["a-1"], venue=Detail(value=venue, rule=rule))
    made = replace(made, time=Detail(value="2024-05"))
    ledger = replace(strike(), statements={"a-1": made}, alignments=())
    assert f"to reporters, {told}, in 2024-05, demand" in export(ledger, "markdown")
    page = export(ledger, "html")
    assert f"<span>to reporters</span> <span>{told}</span> <span>in 2024-05</span>" in page
    assert rows(ledger)[0]["venue"] == venue


def test_the_reporter_s_own_account_is_the_reporter_s() -> None:
    """What nobody is named for is unattributed, unless it was marked as told by the reporter."""
    nameless = strike().statements["b-2"]
    for mode, told in (("direct", "unattributed"), ("account", "the reporter")):
        made = {"b-2": replace(nameless, mode=mode, flags=())}
        ledger = replace(strike(), statements=made, alignments=())
        assert f"> **{told}**, {mode}, proposed" in export(ledger, "markdown")
        assert f'<b class="soft">{told}</b>' in export(ledger, "html")


def test_pages_name_their_case() -> None:
    """Where there is one; its title is no sign of the page."""
    case = OfCase(title="Trams & <trains>")
    page = export(strike(), "html", case)
    assert "<title>Trams &amp; &lt;trains&gt;: who said what</title>" in page
    assert '<p class="kind">Who said what</p>\n<h1>Trams &amp; &lt;trains&gt;</h1>' in page
    first = export(strike(), "markdown", case).split("\n", 1)[0]
    assert first == "# Trams \\& \\<trains\\>: who said what"
    assert "<title>Who said what</title>" in export(strike(), "html")
    assert export(strike(), "markdown").startswith("# Who said what\n")


class Outline(HTMLParser):
    """Tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]


@pytest.mark.parametrize("make", [strike, decided_strike, evil, Ledger])
def test_the_page_stands_alone(make: type[Ledger]) -> None:
    """No scripts, nothing fetched, every link inside leads somewhere."""
    outline = Outline(export(make(), "html"))
    assert not {"script", "link", "img", "iframe"} & set(outline.tags)
    inside = [link for link in outline.links if link.startswith("#")]
    outside = [link for link in outline.links if not link.startswith("#")]
    assert {link[1:] for link in inside} <= set(outline.ids)
    assert all(link.startswith("https://") for link in outside)


def test_the_page_says_who_said_what() -> None:
    page = export(decided_strike(), "html")
    assert "3 statements from 2 sources, 1 of them accepted." in page
    assert "<b>Union of Drivers</b>" in page
    assert "accepted by ann" in page
    assert "claim c1" in page
    assert "not willing" not in page
    assert "Where wordings differ" in page
    assert ", and we want it now → (nothing)" in page
    short = export(handed_on(decided_strike(), 2), "html")
    assert "We want […]" in short
    assert "words left out" in short


@pytest.fixture(params=[(400, "light"), (400, "dark"), (1280, "light")], ids=str)
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Return the page of the strike at a width and in a colour scheme, without network."""
    width, scheme = request.param
    path = tmp_path / "ledger.html"
    path.write_text(export(decided_strike(), "html"), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True
    )
    page = context.new_page()
    page.goto(path.as_uri())
    yield page
    context.close()


def test_the_page_fits_its_window(opened: Page) -> None:
    """Nothing sticks out at 400 px; text and paper differ in light and in dark."""
    sizes = opened.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert sizes[0] <= sizes[1]
    assert opened.locator("article:visible").count() == 4
    ink, paper = opened.evaluate(
        "(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))"
    )
    assert ink != paper


@pytest.mark.parametrize("name", list(EXPORTS))
def test_half_a_pair_of_letters_breaks_no_export(name: str) -> None:
    """A page that was broken may hold one; a file in UTF-8 cannot."""
    found = strike().statements
    piece = replace(found["a-1"].passages[0], exact="We \ud800 want")
    broken = replace(found["a-1"], passages=(piece,))
    text = export(replace(strike(), statements={**found, "a-1": broken}), name)
    text.encode()
    assert "want" in text
