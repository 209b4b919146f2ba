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
