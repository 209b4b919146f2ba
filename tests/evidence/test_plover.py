"""PLOVER codes of statements."""

from __future__ import annotations

import pytest

from said import said
from zopa.evidence.meaning import CODES, kinds_of, plover_of
from zopa.evidence.meaning._plover import _NOUNS, _VERBS
from zopa.evidence.meaning.kinds import KINDS


def code(marked: str) -> str | None:
    document, found = said(marked)
    return plover_of(document, found, kinds_of(document, found))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The union <demanded> {a raise}.", "REQUEST"),
        ("The firm <offered> {a raise}.", "AGREE"),
        ("The firm <promised> {a raise}.", "AGREE"),
        ("The firm <refused> {to pay}.", "REJECT"),
        ("The firm <threatened> {to close}.", "THREATEN"),
        ("The firm <praised> {the union}.", "SUPPORT"),
        ("The union <walked out of> {the talks}.", "SANCTION"),
        ("{“We won't sign unless the clause goes,”} he <said>.", "REQUEST"),
        ("{“We will meet again next week,”} he <said>.", "CONSULT"),
        ("He <announced> {a visit of the king}.", "CONSULT"),
        ("He <announced> {a new stamp}.", None),
        ("He <accused> the firm {of theft}.", "ACCUSE"),
        ("He <condemned> {the raid}.", "ACCUSE"),
        ("The police <said> {it arrested two men}.", "COERCE"),
        ("{“It was a long night,”} he <said>.", None),
        ("He <said> {the river was blue}.", None),
    ],
)
def test_codes(marked: str, expected: str | None) -> None:
    assert code(marked) == expected


def test_there_are_sixteen_codes_and_all_that_is_used_is_among_them() -> None:
    assert len(set(CODES)) == 16
    used = {kind.plover for _, kind in KINDS.items()} | set(_VERBS) | set(_NOUNS.values())
    assert used - {None} <= set(CODES)


def test_without_kinds_the_verb_speaks() -> None:
    document, found = said("He <blamed> {the firm}.")
    assert plover_of(document, found, ()) == "ACCUSE"
