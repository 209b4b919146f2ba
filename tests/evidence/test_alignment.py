"""What holds for any statements: identity, symmetry, order, speakers, hostile input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_packs import pack, said
from zopa.evidence.alignment import align
from zopa.evidence.rules import RULES
from zopa.model.ledger import CHANGES, RELATIONS, Alignment, Statement

WORDS = (
    "ferry harbour licence we they will not the of crew winter bridge never sign talks all some "
    "three five percent it that could repair union a to"
).split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
UNRELATED = (
    "Glaciers retreat behind the observatory.",
    "My cousin bakes rye loaves on Sundays!",
    "Trains to the coast leave hourly from platform nine.",
    "Violins need humid rooms and careful hands.",
)


def one(source: str, words: str, who: str = "", at: int = 0, number: int = 1) -> Statement:
    """Return a statement of some words."""
    text = " " * at + words
    return said(f"{source}-{number}", source, text, [(at, at + len(words))], who)


def several(texts: Sequence[str], source: str) -> list[Statement]:
    """Return statements of one source, far apart."""
    return [one(source, words, at=1000 * i, number=i) for i, words in enumerate(texts)]


def turned(found: Alignment) -> Alignment:
    """Return the same alignment, seen from the other side."""
    return replace(
        found, a=found.b, b=found.a, differences=tuple((y, x) for x, y in found.differences)
    )


@given(SENTENCES, SENTENCES)
def test_the_order_of_two_sources_changes_nothing(first: str, second: str) -> None:
    """What a is to b, b is to a."""
    found = align([one("a", first), one("b", second)])
    swapped = align([one("b", first), one("a", second)])
    names = {"a-1": "b-1", "b-1": "a-1"}
    assert [turned(replace(each, a=names[each.a], b=names[each.b])) for each in swapped] == list(
        found
    )


@given(st.lists(SENTENCES, max_size=5), st.lists(SENTENCES, max_size=5), st.randoms())
def test_the_order_of_statements_changes_nothing(
    first: list[str], second: list[str], chance: object
) -> None:
    """Shuffled statements give the same pairs, each pair once, never one with itself."""
    statements = several(first, "a") + several(second, "b")
    shuffled = list(statements)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random of Hypothesis
    found = align(statements, within=True)
    assert align(shuffled, within=True) == found
    pairs = [(each.a, each.b) for each in found]
    assert len(set(pairs)) == len(pairs)
    assert all(a != b and (b, a) not in pairs for a, b in pairs)
    for each in found:
        assert each.relation in RELATIONS
        assert each.relation != "conflict"
        assert each.rule in RULES
        assert set(each.changes) <= set(CHANGES)
        assert 0 <= each.shared <= 1


@given(st.lists(st.sampled_from(WORDS), min_size=10, max_size=30).map(" ".join))
def test_identical_statements_are_the_same(words: str) -> None:
    """Ten words and more are the same statement, whatever the marks and the case."""
    [found] = align([one("a", words, "union"), one("b", f"“{words.upper()}!”", "union")])
    assert (found.relation, found.differences, found.changes, found.shared) == ("same", (), (), 1.0)


def test_unrelated_statements_do_not_align() -> None:
    """Nothing is found where nothing is shared."""
    assert align(several(UNRELATED[:2], "a") + several(UNRELATED[2:], "b"), within=True) == ()


def test_one_source_is_compared_only_when_asked() -> None:
    """A deck and the body quote the same words; overlapping statements are one place."""
    words = "The harbour will stay open all through the winter."
    twice = several([words, words], "a")
    assert align(twice) == ()
    assert [each.relation for each in align(twice, within=True)] == ["same"]
    assert align([one("a", words), one("a", words, at=5, number=2)], within=True) == ()


def test_the_same_long_words_of_two_speakers_are_a_possible_conflict() -> None:
    """One of two reports gives them to the wrong mouth, unless the speaker was uncertain."""
    words = "The ferry licence ends when the last crew has left the northern harbour."
    first, second = one("a", words, "union"), one("b", words, "company")
    [found] = align([first, second])
    assert (found.relation, found.changes) == ("possible-conflict", ("speaker",))
    assert first.speaker is not None
    assert second.speaker is not None
    guessed = replace(second.speaker, party=None, confidence=0.4)
    named = replace(first.speaker, party=None)
    [found] = align([replace(first, speaker=named), replace(second, speaker=guessed)])
    assert found.relation == "same"


def test_the_same_short_words_of_two_speakers_are_distinct() -> None:
    """A phrase that anybody says at talks is not one statement."""
    words = "We are here to get a deal done."
    [found] = align([one("a", words, "union"), one("b", words, "company")])
    assert (found.relation, found.rule) == ("distinct", "align.other-speaker")


@pytest.mark.parametrize(
    ("first", "second", "change"),
    [
        ("The crew will repair the bridge.", "The crew will not repair the bridge.", "negation"),
        ("The crew will repair the bridge.", "The crew may repair the bridge.", "modal"),
        ("We need 3 % for the crew.", "We need five percent for the crew.", "number"),
        (
            "All ferries stop tonight at the bridge.",
            "Some ferries stop tonight at the bridge.",
            "quantifier",
        ),
    ],
)
def test_a_word_that_changes_the_meaning_is_a_possible_conflict(
    first: str, second: str, change: str
) -> None:
    """Nearly the same words, and one that matters."""
    [found] = align([one("a", first, "union"), one("b", second, "union")])
    assert (found.relation, found.changes) == ("possible-conflict", (change,))


def test_many_identical_statements_make_a_chain() -> None:
    """Three thousand of them give one pair for each but the last, not millions."""
    words = "Nobody signs anything before the winter ferry is back in the harbour."
    many = [one(f"s{i:04}", words) for i in range(3000)]
    found = align(many)
    assert [(each.a, each.b) for each in found] == [
        (f"s{i:04}-1", f"s{i + 1:04}-1") for i in range(2999)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "no " * 20_000,
        "[" * 50_000,
        "that it will not be " * 5_000,
        "x" * 200_000,
        "\u201c" * 100_000,
        "a-" * 40_000,
        "1,000,000" * 10_000,
    ],
)
def test_hostile_words_are_bounded(words: str) -> None:
    """One statement of endless words costs no more than its first few hundred."""
    align(
        [one(source, f"{words} {source} {i}", at=0, number=i) for source in "abc" for i in range(3)]
    )


def test_words_in_brackets_move_no_other_words() -> None:
    """Three statements of one wording, one with an insertion, against one that denies it."""
    plain = "the crew will repair the northern bridge before winter"
    inserted = "the crew [of the ferry] will repair the northern bridge before winter"
    denied = "the crew will not repair the northern bridge before winter"
    statements = [one("a", plain), one("b", inserted), one("c", plain), one("d", denied)]
    found = {(each.a, each.b): each for each in align(statements)}
    assert {found[pair].relation for pair in (("a-1", "b-1"), ("b-1", "c-1"))} == {"same"}
    for name in "abc":
        against = found[f"{name}-1", "d-1"]
        assert (against.relation, against.changes) == ("possible-conflict", ("negation",))
        assert ("", "not") in against.differences
    assert found["b-1", "d-1"].differences[0] == ("of the ferry", "")


def test_nothing_aligns_with_nothing() -> None:
    """No statements, no pairs; parties change nothing about that."""
    assert align([]) == ()
    assert align(pack("labour").statements[:1]) == ()
