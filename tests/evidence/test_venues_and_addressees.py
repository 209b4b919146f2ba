"""To whom and where something was said, and its flags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from said import said
from zopa.evidence.meaning import Circumstances, circumstances
from zopa.evidence.rules import RULES
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model import ledger
from zopa.model.ledger import SourceText

SOURCE = SourceText(
    id="a",
    text_sha256="",
    raw_sha256="",
    encoding="utf-8",
    extractor="text-1",
    length=0,
    date="2019-02-28",
)


def around(marked: str) -> Circumstances:
    document, found = said(marked)
    result = circumstances(document, found, None, SOURCE)
    for detail in (result.addressee, result.venue, result.time):
        assert detail is None or (detail.span and document.text[slice(*detail.span)] == detail.text)
        assert detail is None or RULES[detail.rule]
    return result


@pytest.mark.parametrize(
    ("marked", "addressee"),
    [
        ("The mayor <told> reporters in Rome {that he agreed}.", "reporters"),
        ("The mayor <told> the Daily Bugle of Rome on Monday {he agreed}.", "Daily Bugle of Rome"),
        ("{“We agree,”} he <told> a group of teachers.", "group"),
        ("She <asked> the bank {to wait}.", "bank"),
        ("She <urged> both sides {to wait}.", "both sides"),
        ("She <warned> him {not to wait}.", "him"),
        ("She <promised> {to wait}.", None),
        ("She <wrote> to the owners {that she would wait}.", "owners"),
        ("{“No,”} she <said> in response to a reporter’s question.", "reporter"),
        ("{“No,”} she <said> in response to a question.", None),
        ("{“No,”} she <said> when asked by a visitor.", "visitor"),
        ("In a letter to the king, she <said> {that she agreed}.", "king"),
        ("{“No,”} she <said>.", None),
        ("She told the senators at length. {“No,”} she <said>.", "senators"),
        ("{“No,”} no verb at all.", None),
        ("{“We will row,”} she <warned>. The rowers said nothing.", None),
        ("{“We will row,”} she <warned>.\n\nThe rowers said nothing.", None),
        ("{“We will row,”} she <warned>\n\nThe rowers said nothing.", None),
        ("{“Will you row?”} she <asked>, and the rowers said nothing.", None),
        ("{“Will you row?”} she <asked> — the rowers said nothing.", None),
        ("{“We will row,”} she <said>. To the rowers it was news.", None),
        ("{“We will row,”} she <told> the Daily Bugle. Rowers said nothing.", "Daily Bugle"),
        ("She <told> “Radio Rome” {that they would row}.", "Radio Rome"),
    ],
)
def test_addressees(marked: str, addressee: str | None) -> None:
    found = around(marked).addressee
    assert (found.value if found else None) == addressee


@pytest.mark.parametrize(
    ("marked", "venue"),
    [
        ("{“No,”} she <said> at a press conference.", "press conference"),
        ("During a long news conference in Oslo, she <said> {no}.", "press conference, Oslo"),
        ("{“No,”} she <said> in a written statement.", "statement"),
        ("{“No,”} she <said> in an interview with Radio Rome.", "interview with Radio Rome"),
        ("{“No,”} she <tweeted>.", "tweet"),
        ("{“No,”} she <said> on Twitter.", "Twitter"),
        ("{“No,”} she <said> on Radio Rome.", "Radio Rome"),
        ("{“No,”} she <said> in Oslo.", "Oslo"),
        ("{“No,”} she <said> in March.", None),
        ("{“No,”} she <said> in Finnish.", None),
        ("{“No,”} she <said> in French Guiana.", "French Guiana"),
        ("{“No,”} she <said> on Monday.", None),
        ("In a speech to parliament, she <said> {no}.", "speech"),
        ("At a rally she spoke long. {“No,”} she <said>.", "rally"),
        ("At the annual conference, she <said> {no}.", "conference"),
        ("{“No,”} she <said>.", None),
    ],
)
def test_venues(marked: str, venue: str | None) -> None:
    found = around(marked).venue
    assert (found.value if found else None) == venue


def test_a_text_that_speaks_is_its_own_venue() -> None:
    document, found = said("{“No,”} the statement <read>.")
    start = document.text.index("the statement")
    found = found._replace(source=(start, start + 13))
    venue = circumstances(document, found, None, SOURCE).venue
    assert venue is not None
    assert (venue.value, venue.rule) == ("statement", "venue.source")


@pytest.mark.parametrize(
    ("marked", "flags"),
    [
        ("{“Will you come?”} she <asked>.", ("question",)),
        ("She <asked> {whether he came}.", ("question",)),
        ("She <did not promise> {to come}.", ("denied",)),
        ("She <denied promising> {to come}.", ("denied",)),
        ("In a translated letter she <said> {no}.", ("translated",)),
        ("She <wants> {the land}.", ("narrator",)),
        ("She <said> {it was “[the] land” … and more}.", ("bracketed", "ellipsis")),
        ("She <said> {it was land}.", ()),
    ],
)
def test_flags(marked: str, flags: tuple[str, ...]) -> None:
    assert around(marked).flags == flags
    assert set(flags) <= set(ledger.FLAGS)
    assert all(RULES[f"flag.{flag}"] for flag in flags)


def test_nothing_known_is_nothing_said() -> None:
    assert around("{“The river is blue.”}") == Circumstances()


@given(st.text(alphabet='at told to in a the, “”".X\n[?', max_size=80), st.data())
def test_any_text_is_read_without_a_fault(text: str, data: st.DataObject) -> None:
    """Whatever the text and the place of words and verb, details stand where they say."""
    text = "x" + text
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    piece, cue = (places[0], places[1] + 1), (places[2], places[3])
    found = Found(pieces=(piece,), mode="mixed", rule="", cue=cue)
    result = circumstances(Document(text), found, None, SOURCE)
    for detail in (result.addressee, result.venue):
        if detail is not None and detail.span is not None:
            assert text[slice(*detail.span)] == detail.text
