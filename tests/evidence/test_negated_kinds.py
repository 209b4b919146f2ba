"""What is negated, denied or only supposed is never the thing itself."""

from __future__ import annotations

import pytest

from said import said
from zopa.evidence.meaning import circumstances, kinds_of, plover_of
from zopa.model.ledger import SourceText

SOURCE = SourceText(
    id="a",
    text_sha256="",
    raw_sha256="",
    encoding="utf-8",
    extractor="text-1",
    length=0,
)


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


def flags(marked: str) -> tuple[str, ...]:
    document, found = said(marked)
    return circumstances(document, found, None, SOURCE).flags


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("She did not <say> {that she would return}.", "not say"),
        ("She never <said> {that she would return}.", "never said"),
        ("She has never publicly <said> {that she would return}.", "never publicly said"),
        ("She <didn’t tell> the board {that she would return}.", "didn’t tell"),
        ("Nobody <said> {that she would return}.", "Nobody said"),
        ("She did not want to <say> {that she would return}.", "not want to say"),
        (
            "She said it was not true that she <had promised> {to return}.",
            "not true that she had promised",
        ),
        ("He never said she <promised> {to return}.", "never said she promised"),
    ],
)
def test_a_verb_that_is_denied_leaves_an_account(marked: str, words: str) -> None:
    """Whatever the verb, it has a flag, no kind of its own and no code."""
    document, found = said(marked)
    (only,) = told = kinds_of(document, found)
    assert (only.value, only.rule, only.text) == ("account", "kind.account.denied", words)
    assert plover_of(document, found, told) is None
    assert "denied" in flags(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "She <said> {that she would not return}.",
        "She not only <said> {that she would return}, she did.",
        "She did not sleep and <said> {that she would return}.",
        "She did not come. She <said> {that she would return}.",
        "If he did not pay, she <said>, {she would leave}.",
        "There is no <doubt> {that she will return}.",
    ],
)
def test_a_negation_of_something_else_denies_nothing(marked: str) -> None:
    assert "denied" not in flags(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "He <would not rule out> {closing the quay}.",
        "She <did not reject> {the second berth}.",
        "She <did not deny> {that she had promised a berth}.",
        "He <never doubted> {that the owners would pay}.",
    ],
)
def test_who_does_not_say_no_has_denied_nothing(marked: str) -> None:
    """Neither the thing nor its refusal: an account without a code, and no flag."""
    document, found = said(marked)
    (only,) = told = kinds_of(document, found)
    assert (only.value, plover_of(document, found, told)) == ("account", None)
    assert "denied" not in flags(marked)


def test_what_is_denied_is_not_named_behind_it() -> None:
    document, found = said("She <denied> {that she had promised a berth}.")
    (only,) = told = kinds_of(document, found)
    assert (only.value, only.text) == ("account", "denied")
    assert plover_of(document, found, told) == "REJECT"


def test_words_with_not_name_no_event() -> None:
    document, found = said("She <said> {the guards had not arrested anybody}.")
    assert plover_of(document, found, kinds_of(document, found)) is None
    document, found = said("She <said> {the guards arrested a driver}.")
    assert plover_of(document, found, kinds_of(document, found)) == "COERCE"


@pytest.mark.parametrize(
    ("marked", "kind", "words"),
    [
        (
            "{“If they strike,”} she <said>, {“we will close the harbour.”}",
            "condition",
            "If they strike",
        ),
        (
            "{“If they walk out,”} she <warned>, {“we will close the harbour.”}",
            "condition",
            "If they walk out",
        ),
        ("{“We waited,”} she <said>. {“Give us the money.”}", "demand", "Give us"),
    ],
)
def test_a_sentence_goes_on_after_its_verb(marked: str, kind: str, words: str) -> None:
    """After a comma, in small letters; the words that decided are of one piece."""
    document, found = said(marked)
    first = kinds_of(document, found)[0]
    assert (first.value, first.text) == (kind, words)
