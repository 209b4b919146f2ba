"""In which words two wordings differ, and what that changes."""

from __future__ import annotations

import pytest

from zopa.evidence.alignment._differences import changed, differences
from zopa.evidence.alignment._matching import overlap
from zopa.evidence.alignment._words import Words, words_of
from zopa.model.ledger import Passage


def words(text: str) -> Words:
    """Return the words of a text."""
    return words_of([Passage(source="a", start=0, end=len(text), exact=text, sha256="")])


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("We could sign it today.", "We could sign it today!", ()),
        (
            "We couldn't do that.",
            "We weren't willing to do that.",
            (("couldn't", "weren't willing to"),),
        ),
        ("We won\u2019t sign the paper.", "We will not sign the paper.", (("", ""),)),
        ("I would sign the long paper.", "I would sign the paper.", (("long", ""),)),
        ("He signed the paper.", "[The envoy] signed the paper.", (("He", "The envoy"),)),
        ("They offered 40,000 tonnes of fish.", "They offered 40000 tonnes of fish.", ()),
        ("Clear the northern harbour of ice.", "Clear the harbour of the northern ice.", None),
    ],
)
def test_changed_words_stand_in_pairs(
    first: str, second: str, expected: tuple[tuple[str, str], ...] | None
) -> None:
    """Words as written, in order; marks, case and contractions are no difference."""
    a, b = words(first), words(second)
    found = differences(a, b, overlap(a, b))
    if expected is None:
        assert found
    else:
        assert found == tuple(pair for pair in expected if any(pair))
    assert differences(b, a, overlap(b, a)) == tuple((y, x) for x, y in found)


@pytest.mark.parametrize(
    ("first", "second", "changes", "serious"),
    [
        ("We will sign the paper.", "We will never sign the paper.", ("negation",), True),
        ("We refused to sign the paper.", "We would not sign the paper.", ("modal",), False),
        ("We can't open the port.", "We won't open the port.", ("modal",), False),
        ("We must open the port.", "We can open the port.", ("modal",), True),
        ("They will open the port.", "They would open the port.", ("modal",), False),
        ("It costs two million a year.", "It costs two billion a year.", ("number",), True),
        ("It costs three euros a year.", "It costs 3 euros a year.", (), False),
        ("Half of the boats left port.", "Most of the boats left port.", ("quantifier",), True),
        ("We freeze the fees of the port.", "We cut the fees of the port.", (), True),
        ("It opens no matter what they say.", "It opens whatever they say.", (), False),
        ("We open the port in March.", "We open the port in May.", ("number",), True),
        ("They may open the port in May.", "They may open the port in May.", (), False),
        ("We open the port on Monday.", "We open the port on Friday.", ("number",), True),
        ("It opens in one week.", "It opens in two weeks.", ("number",), True),
        ("The price is 40.", "The price is 45 for now.", ("number",), True),
        ("It cost 1,200 jobs.", "It cost twelve hundred jobs.", (), False),
        ("It cost 1.2 million crowns.", "It cost 1,200,000 crowns.", (), False),
        ("We open the port if they pay.", "We open the port unless they pay.", ("negation",), True),
        ("The plan is acceptable to us.", "The plan is unacceptable to us.", ("negation",), True),
        ("The plan is not acceptable to us.", "The plan is unacceptable to us.", (), False),
        ("It costs 3 million dollars.", "It costs 3 million euros.", ("number",), True),
        ("It opens in a week or so.", "It opens in a month or so.", ("number",), True),
        ("It costs at least 40 jobs.", "It costs at most 40 jobs.", ("quantifier",), True),
        ("It costs more than 40 jobs.", "It costs fewer than 40 jobs.", (), True),
        ("The price of ice goes up.", "The price of ice goes down.", (), True),
        ("The 3rd line has to close.", "The third line has to close.", (), False),
        ("The first line has to close.", "The second line has to close.", (), True),
        ("The crew lied to the owner here.", "The owner lied to the crew here.", (), True),
        ("It lets non-members in.", "It lets nonmembers in.", (), False),
        ("It stays shut until the vote.", "It stays shut after the vote.", (), True),
        ("No one opens it.", "Someone opens it.", ("negation", "quantifier"), True),
    ],
)
def test_changes_follow_from_word_classes(
    first: str, second: str, changes: tuple[str, ...], serious: bool
) -> None:
    """Serious is what can hardly both have been meant."""
    a, b = words(first), words(second)
    found = changed(a, b, overlap(a, b))
    assert (found.changes, found.serious) == (changes, serious)


def test_only_what_is_near_counts_in_a_longer_statement() -> None:
    """A denial in another sentence denies nothing here."""
    a = words("They did not come. The northern port opens in the spring.")
    b = words("The northern port opens in the spring.")
    assert changed(a, b, overlap(a, b)).changes == ()
    assert differences(b, a, overlap(b, a)) == (("", "They did not come"),)


def test_a_sentence_at_another_place_is_no_difference() -> None:
    """Two reports tell the same sentences in another order."""
    a = words("The port will not open for any of us. The price is fair. We pay for the crew.")
    b = words("The price is fair. We pay for the crew. The port will not open for any of us.")
    shared = overlap(a, b)
    assert differences(a, b, shared) == ()
    assert changed(a, b, shared).changes == ()
