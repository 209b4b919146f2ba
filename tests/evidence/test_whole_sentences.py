"""Reported speech: the whole sentence is the content, not the half of it before a tag."""

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
            "On that morning, Lund said, the quay will be closed.",
            "Lund",
            "On that morning | the quay will be closed",
        ),
        (
            "But before the spring, Lund said, a court will decide.",
            "Lund",
            "before the spring | a court will decide",
        ),
        (
            "If the pilots walk out, she said, the owners will go to court.",
            "she",
            "If the pilots walk out | the owners will go to court",
        ),
        (
            "Brandt agreed to two boats, but not to a night service.",
            "Brandt",
            "two boats, but not to a night service",
        ),
    ],
)
def test_half_a_sentence_is_not_the_whole(text: str, speaker: str, words: str) -> None:
    """What only leads in a clause goes on after the tag; a limit belongs to what is agreed."""
    assert told(text) == [(speaker, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The quay will be closed on Monday, Lund said, the first strike in ten years.",
            "The quay will be closed on Monday",
        ),
        (
            "If it rains, the quay will be closed, Lund said, the first time in ten years.",
            "If it rains, the quay will be closed",
        ),
    ],
)
def test_a_remark_behind_a_whole_clause_is_the_reporters(text: str, words: str) -> None:
    """After a clause that could stand alone, a noun phrase behind the tag is no more of it."""
    assert told(text) == [("Lund", words)]
