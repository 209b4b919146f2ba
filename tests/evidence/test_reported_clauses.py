"""Reported speech: clauses behind words of time and place, clauses within clauses."""

from __future__ import annotations

import pytest

from zopa.evidence.speech import find
from zopa.evidence.speech._document import Document


def told(text: str) -> list[tuple[str, str]]:
    """Return speaker and content of each statement as words."""
    return [
        (
            text[slice(*item.source)] if item.source else "",
            " | ".join(text[slice(*piece)] for piece in item.pieces).rstrip("."),
        )
        for item in find(Document(text))
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Brandt said on Thursday the ferry could run twice a day.",
            "Brandt",
            "the ferry could run twice a day",
        ),
        (
            "Brandt told residents on Thursday the ferry could run twice a day.",
            "Brandt",
            "the ferry could run twice a day",
        ),
        (
            "Brandt said in a note to Lund the ferry could run twice a day.",
            "Brandt",
            "the ferry could run twice a day",
        ),
        (
            "The pilots said late on Thursday they would walk out.",
            "The pilots",
            "they would walk out",
        ),
        (
            "The pilots said early this week that they would walk out.",
            "The pilots",
            "that they would walk out",
        ),
        (
            "The growers proposed on Thursday to share the water.",
            "The growers",
            "to share the water",
        ),
        (
            "The growers demanded on 12 May an end to the levy.",
            "The growers",
            "an end to the levy",
        ),
        (
            "The lake would be closed to boats all summer, the council warned on Thursday.",
            "the council",
            "The lake would be closed to boats all summer",
        ),
    ],
)
def test_words_of_time_and_place_are_no_content(text: str, speaker: str, words: str) -> None:
    """They stand between cue and content, which opens with what follows them."""
    assert told(text) == [(speaker, words)]


@pytest.mark.parametrize(
    "text",
    [
        '"We are tired of it," Brandt said late Thursday night.',
        '"We are tired of it," Brandt said earlier this month.',
    ],
)
def test_words_of_time_alone_are_nothing_said(text: str) -> None:
    assert [words for _, words in told(text)] == ['"We are tired of it,"']


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The growers agreed to ban strangers from entering the orchard which had been sold.",
            "to ban strangers from entering the orchard which had been sold",
        ),
        ("Brandt said this week would decide it.", "this week would decide it"),
    ],
)
def test_a_determiner_later_in_the_content_opens_no_clause(text: str, words: str) -> None:
    """Nor do words of time that are a subject themselves."""
    assert words in [said for _, said in told(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        (
            "Lund has agreed to lower the dam, Brandt claimed, but nobody saw a paper.",
            "Brandt",
            "Lund has agreed to lower the dam",
        ),
        ("Ines denied she had agreed to 6 percent.", "Ines", "she had agreed to 6 percent"),
        (
            "The growers said they had rejected the plan for the dam.",
            "The growers",
            "they had rejected the plan for the dam",
        ),
        (
            "Engineers had offered to raise the wall, Ines Brandt, a geologist, said.",
            "Ines Brandt, a geologist",
            "Engineers had offered to raise the wall",
        ),
        ("The lock is shut, Lund said.", "Lund", "The lock is shut"),
    ],
)
def test_who_tells_a_clause_is_its_speaker(text: str, speaker: str, words: str) -> None:
    """What somebody in it agreed to or demanded does not stand instead, whatever its points."""
    assert told(text) == [(speaker, words)]


def test_a_clause_within_another_is_passed_on() -> None:
    """Its own speaker is kept where it is only a part, with whoever tells it."""
    text = "The mayor said the farmers along the river had refused to sign."
    outer, inner = find(Document(text))
    assert outer.source is not None
    assert text[slice(*outer.source)] == "The mayor"
    assert text[slice(*inner.pieces[0])] == "to sign."
    assert inner.via == outer.source


@pytest.mark.parametrize(
    "text",
    [
        'In a note to the Herald, her deputy, Jan Lund, said: "It has to be a joke."',
        "The gate had been open, and as the flood in Arnum, Jutland, showed, it mattered.",
    ],
)
def test_a_subject_with_an_apposition_follows_a_clause(text: str) -> None:
    """Neither a lead-in before quoted words nor a place name after a comma makes a tag."""
    assert not any("her deputy" in words or "gate" in words for _, words in told(text))


def test_content_of_an_inner_clause_ends_before_the_tag() -> None:
    """Who tells it, and when, is no part of what was demanded."""
    text = "The pilots had refused to fly, Ines Brandt, a geologist, said on Friday."
    outer, inner = find(Document(text))
    assert [text[slice(*item.pieces[0])] for item in (outer, inner)] == [
        "The pilots had refused to fly",
        "to fly",
    ]
    assert inner.via == outer.source


@pytest.mark.parametrize(
    "text",
    [
        "Lund smiled when asked about the noise of the pumps.",
        "If asked for a second bridge, the council shrugs.",
    ],
)
def test_who_is_asked_says_nothing_by_it(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Lund's demand that the night ferry be paid double was rejected by Brandt.",
            "that the night ferry be paid double",
        ),
        (
            "Brandt's claim that the lock was unsafe has been dismissed by a court.",
            "that the lock was unsafe",
        ),
        (
            "Brandt repeated his demand that the lock that was shut be opened at night.",
            "that the lock that was shut be opened at night",
        ),
        (
            "Lund's claim that the lock which had been built was unsafe has gone unheard.",
            "that the lock which had been built was unsafe",
        ),
    ],
)
def test_the_verb_of_a_noun_with_a_clause_is_no_content(text: str, words: str) -> None:
    """Where the noun is the subject of its sentence, the second verb is that of the sentence."""
    assert words in [said for _, said in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In a statement on Monday evening it had called the offer “a bad joke for all”.",
        "The port said no. In a statement on Monday she had called it “a bad joke”.",
    ],
)
def test_a_noun_of_saying_with_a_day_behind_it_opens_no_clause(text: str) -> None:
    """The main clause begins there, and its own verb reports."""
    assert not any("had called" in said for _, said in told(text))
