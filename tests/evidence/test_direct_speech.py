"""Who says quoted words: one sentence or more for each rule."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from zopa.evidence.speech import find
from zopa.evidence.speech._assembly import assemble
from zopa.evidence.speech._direct import ties
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.evidence.speech._quotations import quotations
from zopa.evidence.speech._sites import sites


def read(text: str) -> list[Found]:
    """Return quoted speech of a text, without what is only reported."""
    document = Document(text)
    return assemble(document, quotations(document), ())


def speakers(text: str) -> list[str | None]:
    """Return who says each statement with quoted words in a text."""
    return [None if item.source is None else text[slice(*item.source)] for item in read(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ('"We will sign," Ann Roe said.', "Ann Roe", "direct.roe-said"),
        ('"We will sign!" the crowd yelled.', "the crowd", "direct.roe-said"),
        ('"We will sign," Roe, the mayor, told reporters.', "Roe, the mayor", "direct.roe-said"),
        ('"We will sign," the statement read.', "the statement", "direct.roe-said"),
        ('"We will sign," Roe, in a "No" hat, said.', "Roe", "direct.roe-said"),
        ('"We will sign," she smiled at them.', "she", "direct.roe-said"),
        ('"We will sign," said Ann Roe.', "Ann Roe", "direct.said-roe"),
        ('"We will sign," according to the mayor.', "the mayor", "direct.according-to"),
        ('"We will sign." - Ann Roe, mayor', "Ann Roe, mayor", "direct.dash"),
        ('"We will sign."\n\n- Ann Roe, mayor', "Ann Roe, mayor", "direct.dash"),
        ('Ann Roe told them on Monday, "We will sign."', "Ann Roe", "direct.roe-said-before"),
        ('Ann Roe said: "We will sign."', "Ann Roe", "direct.roe-said-before"),
        ('Said Ann Roe: "We will sign."', "Ann Roe", "direct.roe-said-before"),
        ('When Doe spoke, Roe replied: "Never."', "Roe", "direct.roe-said-before"),
        ('Roe said, as he met Doe, "We will sign."', "Roe", "direct.roe-said-before"),
        ('The mayor left, saying, "We will sign."', "The mayor", "direct.saying"),
        ('Here is more from Ann Roe: "We will sign."', "Ann Roe", "direct.colon"),
        ('The mayor was less happy: "We will wait."', "The mayor", "direct.colon"),
        ('Roe was blunt. "We will wait."', "Roe", "direct.sentence-before"),
        ('The deal is near, says Roe. "We will sign."', "Roe", "direct.sentence-before"),
        ('Roe continued:\n\n"We will sign."', "Roe", "direct.lead-in"),
        ('Added Roe:\n\n"We will sign."', "Roe", "direct.lead-in"),
        ('Roe spoke to the crowd.\n\n"We will sign."', "Roe", "direct.paragraph-before"),
    ],
)
def test_each_rule_ties_a_quotation_to_its_speaker(text: str, speaker: str, rule: str) -> None:
    """The speaker is a noun phrase of the text, the rule says why."""
    found = read(text)[0]
    assert found.mode == "direct"
    assert found.source is not None
    assert (text[slice(*found.source)], found.source_rule) == (speaker, rule)


def test_a_speaker_that_nobody_names_stays_empty() -> None:
    """No name is better than a wrong one."""
    (found,) = read('"We will sign."')
    assert (found.source, found.source_rule) == (None, "direct.unknown")


def test_the_cue_is_the_verb() -> None:
    """It is kept with its place."""
    text = '"We will sign," Roe told them.'
    assert [text[slice(*item.cue)] for item in read(text) if item.cue] == ["told"]


def test_who_passes_the_words_on_is_not_the_speaker() -> None:
    """``according to`` after a speaker names the source of the report."""
    text = '"We will sign," Roe said, according to the mayor.'
    (found,) = read(text)
    assert speakers(text) == ["Roe"]
    assert found.via is not None
    assert text[slice(*found.via)] == "the mayor"
    assert read('"We will sign," according to the mayor.')[0].via is None


def test_a_split_quotation_is_one_statement() -> None:
    """Both halves have one speaker, wherever between or after them the attribution stands."""
    for text in (
        '"We will sign," Roe said. "It is fair."',
        '"We will not," Roe said, "sign this."',
        '"It is fair." "We will sign," Roe said.',
    ):
        (found,) = read(text)
        assert len(found.pieces) == len(found.quoted) == 2
        assert "split" in found.flags


def test_a_quotation_over_paragraphs_is_one_statement_with_the_speaker_of_any_of_them() -> None:
    """Here only the last one says who it is."""
    text = '"One, we wait.\n\n"Two, we sign," Roe said.'
    (found,) = read(text)
    assert [text[slice(*piece)] for piece in found.pieces] == ['"One, we wait.', '"Two, we sign,"']
    assert found.flags == ("several-paragraphs",)
    assert speakers(text) == ["Roe"]


def test_the_speaker_goes_on_in_the_next_paragraph() -> None:
    """A paragraph that is a quotation alone has the last speaker, until words stand between."""
    text = '"We will sign," Roe said.\n\n"It is fair."'
    assert speakers(text) == ["Roe", "Roe"]
    assert read(text)[1].source_rule == "direct.next-paragraph"
    text = '"We will sign," Roe said.\n\nThe mayor rose.\n\n"It is fair."'
    assert speakers(text) == ["Roe", "The mayor"]


def test_a_fragment_also_tells_who_goes_on() -> None:
    """Quoted words inside a sentence make their speaker the last one."""
    text = 'Roe called it "a trap" that day. "We will wait."'
    assert speakers(text) == ["Roe", "Roe"]


@pytest.mark.parametrize(
    ("text", "words", "speaker", "rule"),
    [
        ('Roe said it was "a trap."', 'it was "a trap."', "Roe", "mixed.cue-before"),
        ('Roe said Doe thinks it is "a trap."', 'Doe thinks it is "a trap."', "Roe", None),
        ('Roe left, calling it "a trap."', 'it "a trap."', "Roe", "mixed.saying"),
        ('It was "a trap," Roe said.', 'It was "a trap,"', "Roe", "mixed.cue-after"),
        ('It was "a trap," said Roe.', 'It was "a trap,"', "Roe", "mixed.cue-after"),
        ('It was "a trap," according to Roe.', 'It was "a trap,"', "Roe", "mixed.according-to"),
        ('According to Roe, it is "a trap."', 'it is "a trap."', "Roe", "mixed.according-to"),
        ('The deal, says Roe, is "a trap."', 'is "a trap."', "Roe", "mixed.cue-before"),
        ('Roe greeted the "fair trade of all" with tears.', None, "Roe", "mixed.sentence"),
        ('Roe said it was "a trap" for them all.', 'it was "a trap" for them all', "Roe", None),
    ],
)
def test_words_quoted_inside_a_sentence(
    text: str, words: str | None, speaker: str, rule: str | None
) -> None:
    """Whoever speaks in the sentence says them; the content is what the verb reports."""
    (found,) = read(text)
    assert found.source is not None
    assert (found.mode, text[slice(*found.source)]) == ("mixed", speaker)
    assert words is None or text[slice(*found.pieces[0])] == words
    assert rule is None or found.source_rule == rule


@pytest.mark.parametrize(
    "text",
    [
        'She starred in "The Long Road" last year.',
        'He read a book called "Night Train" at home.',
        'Roe told it on "Morning Light" and left.',
        '<a href="page">words</a>',
        "She is 5'10\" tall.",
        'The "so-called" plan.',
        'Roe joined the "launch team" in May.',
    ],
)
def test_titles_and_marks_of_distance_are_nobody_s_words(text: str) -> None:
    """They stay known as quotations, and belong to no statement."""
    assert read(text) == []
    assert quotations(Document(text))


def test_fragments_of_one_verb_are_one_statement() -> None:
    """The words between them belong to it."""
    text = 'Roe called the deal "a trap" and "a shame."'
    (found,) = read(text)
    assert [text[slice(*span)] for span in found.quoted] == ["a trap", "a shame."]
    assert [text[slice(*piece)] for piece in found.pieces] == ['the deal "a trap" and "a shame."']


def test_a_short_form_with_capitals_is_speech_right_after_the_verb() -> None:
    """What looks like a title is what was said where a verb of saying stands right before."""
    assert speakers('The crowd chanted "Four More Years" outside.') == ["The crowd"]


def test_flags_tell_of_brackets_and_ellipses() -> None:
    """As they stand in the words."""
    (found,) = read('"[They] wait … now," Roe said.')
    assert found.flags == ("bracketed", "ellipsis")


def test_reported_speech_takes_over_the_flags_of_the_quotation_in_it() -> None:
    """An unclosed or bracketed quotation stays known as such."""
    for text, flag in (
        ("Roe said they want the “full closure of the mine. Later, nothing moved.", "unclosed"),
        ('Roe said it was "a [big] trap" for them.', "bracketed"),
    ):
        (found,) = [item for item in find(Document(text)) if item.quoted]
        assert flag in found.flags


def test_reported_speech_keeps_its_words_and_each_quotation_has_one_statement() -> None:
    """Indirect, mixed and direct speech of one text, in order."""
    text = 'Roe said she would walk. Doe said it was "a trap." "We tried," Doe added.'
    found = find(Document(text))
    assert [item.mode for item in found] == ["indirect", "mixed", "direct"]
    held = [span for item in found for span in item.quoted]
    assert held == sorted(set(held))
    assert all(a.pieces[0] < b.pieces[0] for a, b in pairwise(found))


HOSTILE = {
    "fragments": 'so "it" is ',
    "brackets": '("a"',
    "opening marks": 'hello "word ',
    "split": '"a," he said, ',
    "sentences": '"We go." ',
    "commas": '"a", Roe, ',
    "paragraphs": '"We go.\n\n',
    "verbs": 'said "it" he said ',
    "colons": 'Roe: "it" ',
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_work_grows_with_the_text_and_not_faster(piece: str) -> None:
    """Four times the quotations in one line take four times the steps."""
    small, large = (_steps(Document(piece * count)) for count in (150, 600))
    assert large < 5 * small


def _steps(document: Document) -> int:
    """Return how many calls and lines run while quotations are tied to speakers."""
    quoted = quotations(document)
    count = 0

    def trace(*_: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        ties(document, sites(document, quoted))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("number", [0, 1])
def test_every_whole_quotation_of_the_two_reports_is_somebody_s(shared: Path, number: int) -> None:
    """Each one belongs to exactly one statement, and has a speaker."""
    text = sorted((shared / "reports").glob("*.txt"))[number].read_text(encoding="utf-8")
    found = find(Document(text))
    direct = [item for item in found if item.mode == "direct"]
    held = [span for item in found for span in item.quoted]
    assert len(direct) > 5
    assert len(held) == len(set(held))
    assert [text[slice(*item.pieces[0])] for item in direct if item.source is None] == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She told the Quay Post that “the door is open”.", "that “the door is open”"),
        ("He told reporters, “because we can, and will.”", "“because we can, and will.”"),
        ("The mayor told the Daily Quay it was “a scandal”.", "it was “a scandal”"),
    ],
)
def test_who_is_told_is_no_part_of_the_words(text: str, content: str) -> None:
    """The words begin after the addressee."""
    (found,) = find(Document(text))
    assert text[slice(*found.pieces[0])].rstrip(".") == content.rstrip(".")


def test_a_verb_inside_what_is_reported_names_another_speaker() -> None:
    """Whoever demands speaks, not who is said to call it so."""
    text = "The union demanded a rise and an end to what the boss calls “flexible nights”."
    spoken = [text[slice(*item.source)] for item in find(Document(text)) if item.source]
    assert "The union" in spoken
