"""What is negated, denied or only supposed is never the thing itself."""

from __future__ import annotations

import pytest

from said import said
from zopa.evidence.meaning import kinds_of, plover_of


def kinds(marked: str) -> list[str]:
    document, found = said(marked)
    return [kind.value for kind in kinds_of(document, found)]


@pytest.mark.parametrize(
    ("marked", "kind", "never"),
    [
        ("{“We have not offered a third of the quota,”} she <said>.", "account", "offer"),
        ("{“Nobody has offered us a berth,”} she <said>.", "account", "offer"),
        ("{“None of us offered a berth,”} she <said>.", "account", "offer"),
        ("{“No one is willing to wait,”} she <said>.", "account", "offer"),
        ("{“We did not walk out,”} she <said>.", "account", "walk-away"),
        ("{“The talks are not over,”} she <said>.", "account", "walk-away"),
        ("{“They will not walk out,”} she <said>.", "refusal", "walk-away"),
        ("{“I never said we would strike,”} she <said>.", "account", "threat"),
        ("{“We are not saying we will close the harbour,”} she <said>.", "account", "threat"),
        ("She <said> {it was not true that the owner had promised a roof}.", "account", "promise"),
        ("She <said> {that he never promised that}.", "account", "promise"),
        ("{“Nobody wants a war,”} she <said>.", "account", "demand"),
        ("{“I do not trust them,”} she <said>.", "account", "praise"),
        ("{“It was not a particularly good meeting,”} she <said>.", "account", "praise"),
        ("{“We have not rejected the plan,”} she <said>.", "account", "refusal"),
        ("{“It does not depend on the weather,”} she <said>.", "account", "condition"),
        ("{“We did not leave before anybody voted,”} she <said>.", "account", "condition"),
        ("{“We have never seen this before,”} she <said>.", "account", "condition"),
        ("{“I wonder if they walked out,”} she <said>.", "account", "walk-away"),
    ],
)
def test_what_is_negated_or_supposed_is_not_done(marked: str, kind: str, never: str) -> None:
    found = kinds(marked)
    assert found[0] == kind
    assert never not in found


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("{“We will not walk out,”} she <said>.", "promise"),
        ("{“We are not going to leave the table,”} she <said>.", "refusal"),
        ("{“We will not sign,”} she <said>.", "refusal"),
        ("{“We have no plans to leave the talks,”} she <said>.", "refusal"),
        ("{“We have not only offered a berth,”} she <said>.", "offer"),
        ("{“We did not just offer a berth, we offered two,”} she <said>.", "offer"),
        ("{“Why not meet in the middle?”} she <said>.", "offer"),
        ("{“No, you have to pay for it,”} she <said>.", "demand"),
        ("{“Nobody must lose a berth,”} she <said>.", "demand"),
        ("{“They did not come, and we walked out,”} she <said>.", "walk-away"),
        ("{“We will not leave before they pay,”} she <said>.", "condition"),
        ("{“If they walk out, we will close the harbour,”} she <said>.", "condition"),
    ],
)
def test_a_negation_elsewhere_leaves_it(marked: str, kind: str) -> None:
    assert kinds(marked)[0] == kind


def test_a_negation_is_named_with_its_words_and_has_no_code() -> None:
    document, found = said("{“We have not offered a berth,”} she <said>.")
    first, *_ = told = kinds_of(document, found)
    assert (first.text, first.rule) == ("not offered", "kind.account.negated")
    assert plover_of(document, found, told) is None
    document, found = said("{“We will not walk out,”} she <said>.")
    first, *_ = told = kinds_of(document, found)
    assert (first.text, first.rule) == ("not walk out", "kind.promise.negated")
    assert plover_of(document, found, told) == "AGREE"
