"""Every double quotation mark of a source is accounted for, once, with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.evidence import extract, marks, read_source, unspoken
from zopa.evidence.quotation_marks import Mark
from zopa.evidence.rules import RULES
from zopa.model.ledger import ZONES, SourceText

DOUBLE = re.compile("[\"“”„‟«»]|''|``")
WHATS = {"statement", "no-speech", "stray", "measure", "noise", *ZONES}


def read(text: str) -> SourceText:
    """Return an invented source."""
    return read_source(text.encode(), id="a")


def of(text: str) -> tuple[Mark, ...]:
    """Return the marks of an invented text, as its own extraction leaves them."""
    source = read(text)
    return marks(source, extract(source))


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("“We will not sign,” the union said.", "statement statement"),
        ("The “Iron Bridge” closed in May.", "no-speech no-speech"),
        ('They cut a 12" pipe wide open.', "measure"),
        ("Nobody came to the gate”.", "stray"),
        ('The gate was open. """""""" It was late.', " ".join(["noise"] * 8)),
        (
            "“We will not sign,” the union said. The “Iron Bridge” closed in May.",
            "statement statement no-speech no-speech",
        ),
    ],
)
def test_a_mark_belongs_to_a_statement_or_says_why_not(text: str, whats: str) -> None:
    """Speech, words that nobody says, and marks around no words are told apart."""
    assert [mark.what for mark in of(text)] == whats.split()


def test_a_mark_names_its_statement_and_its_words() -> None:
    """Both marks of a quotation lead to the statement and to the words between them."""
    source = read("“We will not sign,” the union said. “You must pay,” the mayor replied.")
    first, second = extract(source)
    found = marks(source, (first, second))
    assert [mark.statement for mark in found] == [first.id, first.id, second.id, second.id]
    assert {mark.words for mark in found} == {first.quoted[0], second.quoted[0]}


def test_only_what_is_passed_in_owns_marks() -> None:
    """Without statements, and with those of another source, quotations are nobody's words."""
    source = read("“We will not sign,” the union said.")
    others = [replace(each, source="b") for each in extract(source)]
    for statements in ([], others):
        assert [mark.what for mark in marks(source, statements)] == ["no-speech", "no-speech"]
        assert unspoken(source, statements) == ((1, 18),)


def test_a_statement_whose_words_are_lost_owns_nothing() -> None:
    """Its places are those of a text that has changed."""
    source = read("“We will not sign,” the union said.")
    (found,) = extract(source)
    lost = replace(found, flags=("lost",))
    assert {mark.what for mark in marks(source, [lost])} == {"no-speech"}


def test_a_quotation_over_paragraphs_is_one_statement() -> None:
    """The mark that opens again in the next paragraph belongs to the same speech."""
    found = of("“We waited for weeks,” the union said. “Nobody called.\n\n“We will strike now.”\n")
    assert len({mark.statement for mark in found}) == 1
    assert [mark.what for mark in found] == ["statement"] * 5


def test_a_mark_inside_a_passage_is_the_statement_s() -> None:
    """Words that an analyst marked own the marks in them though nothing in them is quoted."""
    source = read("The “Iron Bridge” closed in May, the union said.")
    (found,) = extract(source)
    by_hand = replace(found, quoted=())
    assert [(m.what, m.rule) for m in marks(source, [by_hand])] == [
        ("statement", "mark.within")
    ] * 2


def test_quoted_words_elsewhere_do_not_own_a_quotation() -> None:
    """A statement owns the quotations that its quoted words overlap, not the one before them."""
    source = read("The “Iron Bridge” closed. We will not sign, the union said.")
    said = extract(source)[-1]
    at = (said.passages[0].start, said.passages[0].end)
    assert {m.what for m in marks(source, [replace(said, quoted=(at,))])} == {"no-speech"}


def test_a_passage_inside_another_does_not_end_it() -> None:
    """A mark after a short passage still belongs to the long one around both."""
    source = read("The “Iron Bridge” closed in May, the union said.")
    (found,) = extract(source)
    (long,) = found.passages
    short = replace(found, id="a-short", quoted=(), passages=(replace(long, start=1, end=3),))
    by_hand = replace(found, quoted=())
    assert [m.statement for m in marks(source, [by_hand, short])] == [found.id] * 2


def test_marks_where_nobody_is_listened_to_have_the_zone() -> None:
    """A comment below the article keeps its marks, and its zone says what they are."""
    page = (
        "<html><body><article><h1>Trams stop</h1><p>“We will not sign,” the union said on Monday "
        "in the depot.</p></article><div class='comments'><div class='comment'><p>reader wrote: "
        "“They never will.”</p></div></div></body></html>"
    )
    assert [mark.what for mark in of(page)] == ["statement", "statement", "comment", "comment"]


def test_double_marks_apart_from_single_ones_are_stray() -> None:
    """Where a text quotes between single marks, a double mark outside of them is odd."""
    text = (
        "‘We will not sign,’ the union said. ‘You must pay,’ the mayor said. "
        "‘They know it,’ the union said. The gate was 5” too low.\n"
    )
    (found,) = of(text)
    assert (found.what, found.rule) == ("stray", "mark.apart")


def test_a_source_without_its_text_has_no_marks() -> None:
    """A ledger that was handed on has no text to look at."""
    assert marks(replace(read("“No,” the union said."), text=None), ()) == ()


PIECES = st.sampled_from(
    ['"', "“", "”", "„", "«", "»", "''", "``", "'", "‘", "’", "\n\n", "\n", " ", ". ", ", ", "We go",
     "the union said", "Roe", "5", "it closed", "Comments", "Advertisement"]
)  # fmt: skip


def test_marks_around_nothing_at_the_end_of_a_text() -> None:
    """A verb that could report, then marks without words, then nothing: nobody is quoted."""
    text = 'We go. We go"""\'\''
    assert extract(read(text)) == ()
    assert {mark.what for mark in of(text)} <= {"no-speech", "stray"}


@given(st.lists(PIECES, max_size=60))
def test_every_double_mark_is_accounted_for_exactly_once(pieces: list[str]) -> None:
    """Whatever the text, each double mark stands in the answer once, in order, with a rule."""
    text = "We go. " + "".join(pieces)
    source = read(text)
    statements = extract(source)
    found = marks(source, statements)
    assert source.text is not None
    assert [(m.start, m.end) for m in found] == [m.span() for m in DOUBLE.finditer(source.text)]
    names = {each.id for each in statements}
    for mark in found:
        assert mark.what in WHATS
        assert mark.rule in RULES
        assert (mark.statement in names) == (mark.what == "statement")


@given(st.lists(PIECES, max_size=60))
def test_words_of_a_statement_are_never_nobody_s(pieces: list[str]) -> None:
    """What a statement quotes is not told as words that nobody says."""
    source = read("We go. " + "".join(pieces))
    statements = extract(source)
    quoted = [span for each in statements for span in each.quoted]
    for start, end in unspoken(source, statements):
        assert not any(max(start, left) < min(end, right) for left, right in quoted)


def test_twice_the_text_has_twice_the_marks() -> None:
    """A long text is gone through once."""
    text = "“We will not sign,” the union said.\n" * 200
    assert len(of(text)) == 400
    assert len(of(text * 2)) == 800


def test_the_two_reports_have_no_mark_without_a_statement_or_a_zone(shared: Path) -> None:
    """In the two reports on Hanoi every double mark belongs to a statement or a named zone."""
    for file in sorted((shared / "reports").glob("*.txt")):
        source = read_source(file, id="a")
        found = marks(source, extract(source))
        assert source.text is not None
        assert len(found) == len(DOUBLE.findall(source.text)) > 0
        assert {mark.what for mark in found} <= {"statement", *ZONES}
