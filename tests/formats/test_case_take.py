"""A statement is taken out of a claim as it was written in; all else stays."""

from __future__ import annotations

import pytest

from zopa.errors import FormatError
from zopa.formats.zopa_yaml import with_claim, without_statement

HEAD = "zopa: 1\nparties: [ann, bob]  # who\n"
ISSUES = "issues:\n  pay: {now: low, options: [low, high]}\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        (
            "claims:\n  c1: {statement: [s-1, s-2]}  # a\n\n",
            "claims:\n  c1: {statement: [s-1]}  # a\n\n",
        ),
        (
            "claims:\n  c1: {statement: [s-2, s-1]}\n",
            "claims:\n  c1: {statement: [s-1]}\n",
        ),
        (
            "claims:\n  c1:\n    statement:\n      - s-2  # one\n      - s-1\n    by: ann\n",
            "claims:\n  c1:\n    statement:\n      - s-1\n    by: ann\n",
        ),
        (
            "claims:\n  # the first\n  c0: {statement: s-1}\n  c1: {statement: s-2}\n# end\n",
            "claims:\n  # the first\n  c0: {statement: s-1}\n# end\n",
        ),
        (
            "claims:\n  c1:\n    statement: s-2\n    about: {pay: low}\n  # b\n  c2: {statement: s-1}\n",
            "claims:\n  # b\n  c2: {statement: s-1}\n",
        ),
        (
            "claims: {c1: {statement: s-2}, c2: {statement: s-2}}\n",
            "claims: {c2: {statement: s-2}}\n",
        ),
        (
            "claims: {c0: {statement: s-2}, c1: {statement: s-2}}\n",
            "claims: {c0: {statement: s-2}}\n",
        ),
        ("claims:\n  c1: {statement: s-2}\n", ""),
        (
            "sources: {s: Mails}\nclaims:\n  c1: {statement: s-2, source: s, quote: ever}\n",
            "sources: {s: Mails}\nclaims:\n  c1: {source: s, quote: ever}\n",
        ),
    ],
)
def test_a_statement_leaves_its_claim(newline: str, claims: str, wanted: str) -> None:
    """A claim that has nothing else to rest on goes with it, and only its own lines."""
    text, after = (f"{HEAD}{part}{ISSUES}".replace("\n", newline) for part in (claims, wanted))
    assert without_statement(text, "c1", "s-2") == after


def test_a_claim_that_the_case_names_is_not_taken_out() -> None:
    """The case would say less than it did; one that does not have the statement stays."""
    text = f"{HEAD}claims:\n  c1: {{statement: s-2}}\n{ISSUES}"
    text += "events: [{date: 2020, what: talks, claims: [c1]}]\n"
    with pytest.raises(FormatError, match=r"'s-2' alone, and other parts of the case name it"):
        without_statement(text, "c1", "s-2")
    assert without_statement(text, "c1", "s-1") == without_statement(text, "c2", "s-2") == text


@pytest.mark.parametrize("claims", ["", "claims: {c0: {statement: s-1}}\n"])
def test_what_was_linked_can_be_unlinked(claims: str) -> None:
    """One by one, until the text is what it was."""
    text = before = HEAD + claims + ISSUES
    for one in ("s-1", "s-2", "s-3"):
        text = with_claim(text, "c1", one, {"pay": "low"})
    for one in ("s-2", "s-3", "s-1"):
        text = without_statement(text, "c1", one)
    assert text == before
