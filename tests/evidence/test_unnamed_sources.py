"""Sources that stay unnamed say nothing about the matter by that."""

from __future__ import annotations

import pytest

from zopa.evidence.speech import find
from zopa.evidence.speech._document import Document


@pytest.mark.parametrize(
    "text",
    [
        "The pilot, who asked not to be named, left the hall.",
        "A cook who declined to be identified left the hall.",
    ],
)
def test_to_want_no_name_in_print_is_no_statement(text: str) -> None:
    """It is a wish about the report, none about what the report tells of."""
    assert not find(Document(text))


def test_to_ask_for_another_thing_is_one() -> None:
    """Only names in print are meant."""
    assert find(Document("The pilot asked not to be moved to another boat."))
