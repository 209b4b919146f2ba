"""A sentence with very many quotations is a list: what stands behind the first ones is nobody's."""

from __future__ import annotations

from zopa.evidence.speech._direct import MANY, ties
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._quotations import quotations
from zopa.evidence.speech._sites import sites


def tied(count: int) -> int:
    document = Document('Roe said it was "a bad deal for us" and ' * count)
    found = ties(document, sites(document, quotations(document)))
    return sum(part is not None for part in found.parts)


def test_quotations_of_a_long_sentence_are_tied_up_to_a_number() -> None:
    """Up to that number each is tied, beyond it none is."""
    assert tied(MANY) == MANY
    assert tied(MANY + 20) == MANY


def test_each_sentence_is_counted_anew() -> None:
    """The sentence after a crowded one is read as ever."""
    crowd = "Roe said it was " + '"a bad deal for us" and ' * (MANY + 5) + "went. "
    document = Document(crowd + 'Doe called it "a gift to all of us".')
    found = ties(document, sites(document, quotations(document)))
    assert found.parts[-1] is not None
    source = found.parts[-1].source
    assert source is not None
    assert document.text[slice(*source)] == "Doe"
