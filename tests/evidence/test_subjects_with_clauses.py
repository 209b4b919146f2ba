"""Who speaks: subjects with a clause of their own, and the tag before a participle."""

from __future__ import annotations

import pytest

from zopa.evidence.speech import find
from zopa.evidence.speech._document import Document


def speakers(text: str) -> list[str]:
    """Return the words of who speaks, for each statement."""
    return [text[slice(*item.source)] if item.source else "" for item in find(Document(text))]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Cooks who had waited in the yard since dawn called the offer “a cold soup”.",
            "Cooks who had waited in the yard since dawn",
        ),
        (
            "Cooks who had closed their kitchens since noon said they would stay.",
            "Cooks who had closed their kitchens since noon",
        ),
        (
            "The pilot who built the ferry said it was old.",
            "The pilot who built the ferry",
        ),
        (
            "The pilot who left said the ferry was old.",
            "The pilot who left",
        ),
    ],
)
def test_a_clause_with_who_belongs_to_the_subject(text: str, speaker: str) -> None:
    """Whoever the clause is about speaks, not the last noun in it."""
    assert speakers(text) == [speaker]


def test_who_is_told_of_in_a_clause_may_be_the_subject() -> None:
    """A verb that tells a clause has one behind it, with a subject of its own."""
    text = "Sailors who know the pilot said nothing of it, and Lund said the ferry was old."
    assert speakers(text)[-1] == "Lund"
    assert "Sailors who know the pilot" not in speakers(text)


@pytest.mark.parametrize("tag", ["he said", "Lund said on Monday"])
def test_the_subject_of_a_tag_speaks_on_in_a_participle(tag: str) -> None:
    """The tag is nearer to the participle than the subject of what is said."""
    text = f"Foreign pilots would never steer the ferry, {tag}, calling the plan “a bad joke”."
    assert speakers(text) == [tag.split(maxsplit=1)[0]] * 2
