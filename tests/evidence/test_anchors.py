"""Passages found again in changed texts: at their place, by their words, or lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import MORNING, said, source, speaker
from zopa.evidence.ledger import handed_on, moved, passage_at, reanchor
from zopa.evidence.ledger._anchors import sha256
from zopa.model.ledger import Detail, Ledger, Passage, Statement

DEMAND = "We want four percent"
AT = MORNING.index(DEMAND)
PASSAGE = passage_at("a", MORNING, (AT, AT + len(DEMAND)))


def cut(passage: Passage, words: int = 2) -> Passage:
    """Return a passage as it is handed on."""
    statement = Statement(
        id="x", source="a", passages=(passage,), mode="direct", rule="", status="accepted"
    )
    return handed_on(Ledger(statements={"x": statement}), words).statements["x"].passages[0]


@pytest.mark.parametrize("passage", [PASSAGE, cut(PASSAGE)], ids=["whole", "cut"])
@pytest.mark.parametrize(
    ("text", "start"),
    [
        (MORNING, AT),
        ("New. " + MORNING, AT + 5),
        (MORNING.replace("Trams stand still", "Trams are not moving at all"), AT + 10),
        (MORNING[AT - 12 :], 12),
        (MORNING.replace("and we want it now", "and at once"), AT),  # what follows changed
        (MORNING.replace("four", "five"), None),  # the words changed
        (MORNING.replace("percent,", "percent and"), AT),
        (MORNING + MORNING, AT),  # its place still is
        ("New. " + MORNING + MORNING, None),  # twice, and the place is gone
        ("x" * AT + DEMAND + "x" * 40, None),  # the same words by chance, nothing around them
        ("", None),
        (DEMAND, None),
    ],
)
def test_a_passage_is_where_its_words_and_surroundings_are(
    passage: Passage, text: str, start: int | None
) -> None:
    there = reanchor(passage, text)
    assert (None if there is None else there.start) == start
    if there is not None:
        assert text[there.start : there.end] == DEMAND
        assert text.startswith(there.exact, there.start)
        assert there.cut == passage.cut


def test_what_stands_around_is_taken_anew() -> None:
    """A passage that moved has the surroundings of its new place."""
    text = "New. " + MORNING.replace("Trams", "Buses")
    there = reanchor(PASSAGE, text)
    assert there == passage_at("a", text, (AT + 5, AT + 5 + len(DEMAND)))


def test_one_side_alone_says_little_when_it_is_short() -> None:
    """A passage at the very end, with a changed text before it, is not guessed by a full stop."""
    passage = passage_at("a", "He said: we agree.", (9, 17))
    assert reanchor(passage, "She wrote: we agree.") is None
    assert reanchor(passage, "Yes. He said: we agree!") is not None


def test_an_empty_or_wordless_passage_is_nowhere_else() -> None:
    """Without words only the place and the hash can tell."""
    assert reanchor(replace(PASSAGE, end=PASSAGE.start), MORNING) is None
    silent = replace(PASSAGE, exact="", prefix="", suffix="", cut=True)
    assert reanchor(silent, MORNING) == silent
    assert reanchor(silent, "New. " + MORNING) is None


def test_the_hash_decides_for_a_cut_passage() -> None:
    """The same first words and the same surroundings, other words between: lost."""
    whole = passage_at("a", MORNING, (AT, AT + 40))
    text = "New. " + MORNING.replace("want it now", "want it NOW")
    assert reanchor(cut(whole), text) is None
    assert reanchor(cut(whole), "New. " + MORNING) is not None


@given(st.text("ab “”.", max_size=60), st.data())
def test_a_passage_is_never_guessed(text: str, data: st.DataObject) -> None:
    """Cut something out of the text or put something in: found words are the words, and unique."""
    first = data.draw(st.integers(0, max(0, len(text) - 1)))
    last = data.draw(st.integers(first, len(text)))
    passage = passage_at("a", text, (first, last))
    at = data.draw(st.integers(0, len(text)))
    new = text[:at] + data.draw(st.text("ab “”.", max_size=9)) + text[at + 3 :]
    there = reanchor(passage, new)
    if there is not None:
        assert new[there.start : there.end] == passage.exact
        assert there == passage or there.start != passage.start or there.prefix != passage.prefix
        if there.start != passage.start:
            around = passage.prefix + passage.exact + passage.suffix
            sides = [around, passage.prefix + passage.exact, passage.exact + passage.suffix]
            assert any(sum(new.startswith(side, i) for i in range(len(new))) == 1 for side in sides)


@given(st.text("abc ", min_size=1, max_size=40), st.data())
def test_an_unchanged_text_gives_every_passage_back(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    passage = passage_at("a", text, (first, last))
    assert reanchor(passage, text) == passage


@pytest.mark.parametrize("letter", ["a", "“", "ab"])
def test_hostile_texts_cost_no_more_than_a_look(letter: str) -> None:
    """A long text of one mark ends in an answer; a look at every pair of places never would."""
    passage = replace(
        PASSAGE, exact=letter * 300, prefix=letter * 32, suffix="x" * 12, start=5, end=905
    )
    for one in (passage, replace(passage, cut=True), replace(passage, prefix="", cut=True)):
        assert reanchor(one, letter * 200_000) is None


# --- statements -----------------------------------------------------------------------------------


def told() -> Statement:
    """Return a statement in two pieces with everything that has a place."""
    of = source("a", MORNING)
    chair = MORNING.index("the union’s chair")
    cue = MORNING.index("told")
    who = speaker("Union of Drivers", mention=(chair, chair + 17))
    return said(
        of,
        "We want four percent",
        "we want it now",
        speaker=replace(who, text="the union’s chair"),
        cue=(cue, cue + 4),
        addressee=Detail(value="reporters", text="reporters", span=(cue + 5, cue + 14)),
        kinds=(Detail(value="demand", text="want", span=(AT + 3, AT + 7)), Detail(value="offer")),
    )


def test_a_statement_moves_with_all_its_places() -> None:
    text = "New. " + MORNING
    there = moved(told(), text)
    assert there is not None
    assert [text[p.start : p.end] for p in there.passages] == [
        "We want four percent",
        "we want it now",
    ]
    assert [text[a:b] for a, b in there.quoted] == ["We want four percent", "we want it now"]
    assert there.speaker is not None
    assert there.speaker.mention is not None
    assert there.cue is not None
    assert text[slice(*there.speaker.mention)] == "the union’s chair"
    assert text[slice(*there.cue)] == "told"
    assert there.addressee is not None
    assert there.addressee.span is not None
    assert text[slice(*there.addressee.span)] == "reporters"
    assert there.kinds[1] == Detail(value="offer")
    assert moved(told(), MORNING) == told()


def test_a_place_that_is_gone_is_left_empty() -> None:
    """The words are there, the mention is not: no place rather than a wrong one."""
    text = "New. " + MORNING.replace("chair told", "head told")
    there = moved(told(), text)
    assert there is not None
    assert there.speaker is not None
    assert (there.speaker.mention, there.speaker.text) == (None, "the union’s chair")
    assert there.passages[0].start == AT + 5


def test_pieces_that_moved_apart_keep_only_their_own_places() -> None:
    text = MORNING.replace("and we", "and, as often said before, we")
    there = moved(told(), text)
    assert there is not None
    assert [text[a:b] for a, b in there.quoted] == ["We want four percent", "we want it now"]
    assert there.cue is None


def test_a_statement_with_one_piece_lost_is_lost() -> None:
    assert moved(told(), MORNING.replace("it now", "it soon")) is None
    swapped = "we want it now,” the union’s chair told reporters.\r\n" + MORNING[: AT + 30]
    assert moved(told(), swapped) is None


def test_the_hash_is_that_of_the_words_in_utf_8() -> None:
    """SHA-256 of ``abc``, from FIPS 180-2, appendix B.1."""
    assert sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
