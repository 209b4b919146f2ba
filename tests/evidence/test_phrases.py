"""Noun phrases beside a verb that reports."""

from __future__ import annotations

import pytest

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._phrases import phrase_from, subject_after, subject_before, subject_of


def before(text: str, verb: str = "said") -> str | None:
    """Return the subject before a verb."""
    document = Document(text)
    span = subject_before(document, document.words.index(verb))
    return None if span is None else text[slice(*span)]


def after(text: str, verb: str = "said") -> str | None:
    """Return the subject after a verb."""
    document = Document(text)
    span = subject_after(document, document.words.index(verb))
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe said no.", "Roe"),
        ("He said no.", "He"),
        ("The mayor said no.", "The mayor"),
        ("Many said no.", "Many"),
        ("No one said no.", "No one"),
        ("Harbour union secretary Ann Roe said no.", "Harbour union secretary Ann Roe"),
        ("Sen. Ann Roe, R-Ohio, said no.", "Sen. Ann Roe, R-Ohio"),
        ("Ann Roe, who leads the union, said no.", "Ann Roe, who leads the union"),
        ("Ann Roe, head of the union, said no.", "Ann Roe, head of the union"),
        ("Ann Roe, 44, said no.", "Ann Roe, 44"),
        ("On Monday Roe said no.", "Roe"),
        ("On Monday, the mayor said no.", "the mayor"),
        ("After the vote, Ann Roe, the mayor, said no.", "Ann Roe, the mayor"),
        ("A spokesman for the union said no.", "A spokesman for the union"),
        ("Roe and Doe said no.", "Roe and Doe"),
        ("Roe, Doe and Poe said no.", "Roe, Doe and Poe"),
        ("Roe has also repeatedly said no.", "Roe"),
        ("Roe, however, said no.", "Roe"),
        ("Roe on Monday said no.", "Roe"),
        ("Roe in a statement said no.", "Roe"),
        ("Roe, in a letter sent by the office on Monday, said no.", "Roe"),
        ("Roe took the stage and said no.", "Roe"),
        ("Roe, who won, took the stage and said no.", "Roe, who won"),
        ("Doe won, but Roe said no.", "Roe"),
        ("Doe, the woman who said no.", "who"),
        ("The plan that Roe said she wants.", "Roe"),
        ("Roe - a lawyer - said no.", "Roe - a lawyer"),
        ("It was late; Roe said no.", "Roe"),
        ("“We agree,” Roe said.", "Roe"),
        ("The day when he resigned, Roe said no.", "Roe"),
    ],
)
def test_the_subject_before_a_verb(text: str, expected: str) -> None:
    """With title, apposition and relative clause; without adverbials and other clauses."""
    found = before(text)
    assert found is not None
    assert found.rstrip(",").startswith(expected) or found == expected


@pytest.mark.parametrize("text", ["said no.", "Then said no.", "“We agree.” said no."])
def test_no_subject_before_a_verb(text: str) -> None:
    """Where only the verb, an adverbial or a quotation stands before it."""
    assert before(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"No," said Roe.', "Roe"),
        ('"No," said he.', "he"),
        ('"No," said the mayor on Monday.', "the mayor"),
        ('"No," said Ann Roe in a statement.', "Ann Roe"),
        ('"No," said Ann Roe, a lawyer who left. She left.', "Ann Roe, a lawyer who left"),
        ('"No," said Ann Roe, adding that she left.', "Ann Roe"),
        ('"No," said Rep. Ann Roe (R-Ohio), who left.', "Rep. Ann Roe (R-Ohio), who left"),
        ('"No," said a member of the council from Ohio.', "a member of the council from Ohio"),
        ('"No," said Roe and Doe.', "Roe and Doe"),
        ('"No," said officials familiar with it.', "officials familiar with it"),
    ],
)
def test_the_subject_after_a_verb(text: str, expected: str) -> None:
    """With what belongs to it, without when, where and what else was done."""
    assert after(text) == expected


@pytest.mark.parametrize("text", ['"No," said.', "He said, Roe left.", "He said to wait."])
def test_no_subject_after_a_verb(text: str) -> None:
    """Where a mark, a preposition or nothing follows the verb."""
    assert after(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Roe left the room, saying no.", "Roe"),
        ("When Doe left, Roe stood up, saying no.", "Roe"),
        ("They waited with Roe saying no.", "Roe"),
        ("Doe spoke first, but Roe stood up, saying no.", "Roe"),
        ("Saying no.", None),
    ],
)
def test_a_participle_shares_the_subject_of_its_clause(text: str, expected: str | None) -> None:
    """The main clause's, or that of a clause or a name right before it."""
    document = Document(text)
    lower = document.lower
    span = subject_of(document, 0, lower.index("saying"))
    assert (None if span is None else text[slice(*span)]) == expected


def test_a_phrase_that_opens_with_no_noun_is_none() -> None:
    """A preposition opens no noun phrase, a pronoun is one."""
    document = Document("in Ohio he left")
    assert phrase_from(document, 0) is None
    assert phrase_from(document, 2) == (8, 10)
