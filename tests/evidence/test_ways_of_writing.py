"""One thing written in two ways is one thing; another thing in a short form is another."""

from __future__ import annotations

import pytest

from zopa.evidence.alignment._differences import changed
from zopa.evidence.alignment._matching import overlap
from zopa.evidence.alignment._words import Words, words_of
from zopa.model.ledger import Passage

OTHER = [
    ("It stays open until Oct. 15.", "It stays open until Oct. 30."),
    ("It stays open until Oct. 15.", "It stays open until Nov. 15."),
    ("It stays open until Sept. 3 at noon.", "It stays open until 4 September at noon."),
    ("It opens on Mon. in the yard.", "It opens on Fri. in the yard."),
    ("It opens on Mon. in the yard.", "It opens on Friday in the yard."),
    ("It cost £40m in all to build.", "It cost £40bn in all to build."),
    ("It cost 40 mln. crowns to build.", "It cost 60 million crowns to build."),
    ("It costs a tenth of the rent.", "It costs 20 percent of the rent."),
    ("Two thirds of the boats left port.", "A third of the boats left port."),
    ("Half of the boats left port.", "40 percent of the boats left port."),
]
ONE = [
    ("It stays open until Oct. 15 for boats.", "It stays open until October 15th for boats."),
    ("It opens on Tues., in the yard.", "It opens on Tuesday, in the yard."),
    ("It cost 40m crowns to build.", "It cost 40 million crowns to build."),
    ("It cost 40 mln. crowns to build.", "It cost 40 million crowns to build."),
    ("It cost €20k in all to build.", "It cost €20,000 in all to build."),
    ("It rose by 4pct in the year.", "It rose by 4 per cent in the year."),
    ("It costs a tenth of the rent.", "It costs 10 percent of the rent."),
    ("A quarter of the boats left port.", "25 percent of the boats left port."),
    ("Half of the boats left port.", "50 percent of the boats left port."),
    ("One-third of the boats left port.", "33.3 percent of the boats left port."),
    ("It cost half a million crowns to build.", "It cost 500,000 crowns to build."),
    ("It cost two and a half million crowns to build.", "It cost 2.5 million crowns to build."),
]
DENIED = [
    (
        "We leave the talks if the port is not opened.",
        "We leave the talks unless the port is open.",
    ),
    ("I don't think they will ever open the port.", "I think they will never open the port."),
    ("I do not believe the boats will sail.", "I believe the boats will not sail."),
]
DENIED_OTHERWISE = [
    ("We leave the talks if the port is opened.", "We leave the talks unless the port is opened."),
    ("I think they will open the port.", "I think they will never open the port."),
    ("I don't think they will open the port.", "I think they will open the port."),
    (
        "I don't think they open the port and the boats sail.",
        "I think they open the port and the boats do not sail.",
    ),
    ("We did not sign, the boats will sail.", "We did sign, the boats will not sail."),
]


def words(text: str) -> Words:
    """Return the words of a text."""
    return words_of([Passage(source="a", start=0, end=len(text), exact=text, sha256="")])


def changes(first: str, second: str) -> tuple[tuple[str, ...], bool]:
    """Return what the second changes, the same in either order."""
    a, b = words(first), words(second)
    found = changed(a, b, overlap(a, b))
    assert found == changed(b, a, overlap(b, a))
    return found.changes, found.serious


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_another_day_or_number_in_a_short_form_is_another(first: str, second: str) -> None:
    """The full stop of an abbreviation does not end the sentence, so what follows it counts."""
    assert changes(first, second) == (("number",), True)


@pytest.mark.parametrize(("first", "second"), ONE)
def test_one_number_or_day_in_two_forms_is_no_change(first: str, second: str) -> None:
    """Short forms, magnitudes, parts of a whole."""
    assert changes(first, second) == ((), False)


@pytest.mark.parametrize(("first", "second"), DENIED)
def test_one_denial_at_two_places_is_no_change(first: str, second: str) -> None:
    """*Unless* is *if ... not*; what one does not think, one thinks not."""
    assert changes(first, second) == ((), False)


@pytest.mark.parametrize(("first", "second"), DENIED_OTHERWISE)
def test_a_denial_of_something_else_is_a_change(first: str, second: str) -> None:
    """A denial only in one, or of another clause."""
    assert changes(first, second) == (("negation",), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He sold The Sun last year", "he sold the sun last year"),
        ("He met Jan in the wed lock", "he met jan in the wed lock"),
        ("It has a 40m wall", "it has a 40m wall"),
        ("It is 40m across the bay", "it is 40m across the bay"),
        ("The third boat is a third party", "the third boat is a third party"),
    ],
)
def test_what_only_looks_short_stays(text: str, expected: str) -> None:
    """Words and names that are also abbreviations need a full stop or a number beside them."""
    assert " ".join(words(text).said) == expected


def test_a_full_stop_behind_a_short_form_ends_the_sentence_before_a_capital() -> None:
    """*Until Oct. We sign* is two sentences, *until Oct. 15* one."""
    assert set(words("We wait until Oct. We sign.").sentence) == {1, 2}
    assert set(words("We wait until Oct. 15 at noon.").sentence) == {1}
