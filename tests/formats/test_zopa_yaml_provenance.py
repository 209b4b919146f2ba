"""A party can say once where its numbers come from."""

from __future__ import annotations

import pytest

from zopa.errors import CaseFaults
from zopa.formats._zopa_read import from_text
from zopa.model import Case, Provenance

HEAD = """
zopa: 1
parties: [ann, bob]
sources: {book: A book}
issues: {pay: {now: low, options: [low, high]}, shift: {now: day, options: [day, night]}}
preferences:
"""
OWN = """
  ann:
    provenance: {method: analyst, confidence: low}
    weights: {pay: [1, 3], shift: {value: 2, source: book}}
    scores: {pay: {low: 0, high: 9}, shift: {day: 5, night: 0}}
    joint: {both: {issues: [pay, shift], weight: 1, scores: {high: {night: 4}}}}
    no_deal: {premium: [0, 2]}
"""
TABLE = """
  bob:
    provenance: {source: book}
    table: {issues: [pay], rows: [[low, 3]], default: 1}
    no_deal: 2
"""


def read(text: str) -> Case:
    return from_text(HEAD + text, source="pay.yaml", name="pay")


def test_numbers_take_the_provenance_of_their_party() -> None:
    """Each number without one of its own has the party's; the others keep theirs."""
    given = Provenance(method="analyst", confidence="low")
    found = {named.path[2:]: named.number.provenance for named in read(OWN).numbers()}
    default = found.pop(("joint", "both", "default"), None)
    assert default is None  # nobody wrote it
    assert found.pop(("weights", "shift")) == Provenance(source="book")
    assert len(found) == 8
    assert set(found.values()) == {given}


def test_a_table_and_a_value_of_no_deal_take_it_too() -> None:
    found = {named.number.provenance for named in read(TABLE).numbers()}
    assert found == {Provenance(source="book")}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("analyst", "must be a mapping, as {method: analyst} or {source: a}; found 'analyst'"),
        ("{methd: analyst}", "did you mean 'method'?"),
        ("{method: guess}", "must be one of stated, inferred, analyst"),
    ],
)
def test_a_wrong_provenance_is_named(written: str, said: str) -> None:
    """Each fault is one sentence with its line."""
    with pytest.raises(CaseFaults) as caught:
        read(OWN.replace("{method: analyst, confidence: low}", written))
    (fault,) = caught.value.faults
    assert said in fault.message
    assert fault.line == 9
