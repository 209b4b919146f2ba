"""The two reports of one summit: what belongs together in them, and what only looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_packs import JOINED, said, score
from zopa.evidence.alignment import align
from zopa.model.ledger import Alignment, Statement
from zopa.model.parties import Party

PARTIES = (
    Party(id="us", name="United States", aliases=("Trump", "Pompeo", "Sanders")),
    Party(id="dprk", name="North Korea", aliases=("Kim", "Pyongyang")),
)
FILES = {"a": "000_fece4682394a7115.txt", "b": "001_e8f74d934c13e703.txt"}

PLACES = {
    "a01": (
        "us/press",
        "The two leaders discussed",
        "driven concepts,| No agreement was",
        "future.",
    ),
    "a02": ("us/president", "U.S. was unwilling to meet", "willing to de-nuke"),
    "a03": (
        "us/president",
        "It was about the sanctions",
        "sanctions,| Basically, they",
        "for that.",
    ),
    "a04": ("us/president", "It wasn't a good thing", "anything,| I could have", "do it fast."),
    "a05": ("us/president", "Sometimes, you have to walk", "those times."),
    "a06": ("dprk", "a full removal of U.S.-led", "the Yongbyon nuclear facility"),
    "a07": ("us/secretary", "the United States wasn't willing", "warhead programs"),
    "a08": ("us/president", "[Kim] wants to de-nuke", "that we want,| We know the", "country."),
    "a09": ("us/president", "the North Korean leader promised him", "resume its testing"),
    "a10": ("us/president", "One of the things", "and nuclear,| I trust him", "at his word."),
    "a11": ("dprk/chairman", "he was ready to denuclearize", "denuclearize"),
    "a12": ("dprk/chairman", "If I'm not willing", "right now,"),
    "a13": ("us/president", "That might be the best", "ever heard,"),
    "a14": ("us/president", "It might be soon", "a long time,"),
    "b01": ("", "Sometimes you have to walk", "those times,"),
    "b02": ("us/president", "We felt it wasn't", "signing anything,"),
    "b03": (
        "us/president",
        '"Sometimes you have to walk, and this was just one of those times."',
        "times.",
    ),
    "b04": ("us/president", "Kim wanted sanctions", "missile program"),
    "b05": ("us/president", "We weren't willing to do that", "that,"),
    "b06": ("us/president", "Kim was willing to dismantle", "sanctions being lifted"),
    "b07": ("us/president", "he did not believe Kim", "North Korean captivity"),
    "b08": ("us/president", "Those prisons are rough", "knew it later,"),
    "b09": ("us/president", "Got a lot of people", "at his word."),
    "b10": ("us/press", "Trump and Kim had", "in the future."),
    "b11": ("dprk/chairman", "If I'm not willing", "right now,"),
    "b12": ("dprk/chairman", "It's too early to say", "I'm pessimistic."),
    "b13": ("us/president", "That might be the best", "ever heard,"),
    "b14": ("us/president", "there were no future", "meet again"),
    "b15": ("us/president", "It might be soon", "a long time."),
}
"""Statement -> speaker, and the first and last words of its pieces."""

EXPECTED = {
    ("a01", "b10"): ("variant",),
    ("a02", "b04"): ("partial",),
    ("a03", "b04"): ("partial",),
    ("a03", "b05"): ("variant",),
    ("a04", "b02"): ("variant",),
    ("a05", "b01"): ("same",),
    ("a05", "b03"): ("same",),
    ("a06", "b06"): ("possible-conflict",),
    ("a12", "b11"): ("variant",),
    ("a13", "b13"): ("same",),
    ("a14", "b15"): ("same",),
}
NEVER = {("a10", "b09"), ("a10", "b08"), ("a09", "b07"), ("a07", "b05"), ("a11", "b12")}


@pytest.fixture
def statements(shared: Path) -> list[Statement]:
    """Return the statements of both reports, found by their first and last words."""
    texts = {
        source: (shared / "reports" / name).read_text(encoding="utf-8").replace("\u2019", "'")
        for source, name in FILES.items()
    }
    return [_statement(id_, texts[id_[0]], *place) for id_, place in PLACES.items()]


def _statement(id_: str, text: str, who: str, *words: str) -> Statement:
    """Return one statement; words after a bar begin its next piece."""
    spans = []
    begin = 0
    start = words[0]
    for word in words[1:]:
        end, _, following = word.partition("|")
        mark = start.startswith('"')
        first = text.index(start, begin) + mark
        last = text.index(end, first) + len(end)
        spans.append((first, last))
        begin, start = last, following.strip()
    return said(id_, id_[0], text, spans, who)


def _pair(found: tuple[Alignment, ...], a: str, b: str) -> Alignment:
    return next(each for each in found if (each.a, each.b) == (a, b))


def test_the_pairs_of_the_two_reports_are_found(statements: list[Statement]) -> None:
    """At least nine of ten pairs, with none that must not be joined."""
    result = score(align(statements, PARTIES), EXPECTED, NEVER)
    assert result.forbidden == []
    assert result.f1 >= 0.9, (result.missed, result.surplus)
    assert result.labels >= 0.8


def test_the_same_idiom_of_two_things_is_not_joined(statements: list[Statement]) -> None:
    """Taken at his word about tests, and about the death of a prisoner."""
    found = _pair(align(statements, PARTIES), "a10", "b09")
    assert (found.relation, found.changes) == ("distinct", ("antecedent",))


def test_a_modal_that_changed_is_shown(statements: list[Statement]) -> None:
    """Unable and unwilling are two things, and so are won't and wouldn't."""
    found = align(statements, PARTIES)
    refusal = _pair(found, "a03", "b05")
    assert refusal.changes == ("modal",)
    assert ("couldn't", "weren't willing to") in refusal.differences
    ready = _pair(found, "a12", "b11")
    assert (ready.relation, ready.changes) == ("variant", ("modal",))
    assert ready.differences == (("do that", "denuclearize"), ("won't", "wouldn't"))


def test_closure_against_dismantling_is_a_possible_conflict(statements: list[Statement]) -> None:
    """Two words about one complex: the machine proposes, the analyst decides."""
    found = _pair(align(statements, PARTIES), "a06", "b06")
    assert (found.relation, found.rule) == ("possible-conflict", "align.contrast")


def test_a_deck_repeats_the_body(statements: list[Statement]) -> None:
    """Within one report only where asked for."""
    found = align([each for each in statements if each.source == "b"], PARTIES)
    assert found == ()
    found = align([each for each in statements if each.source == "b"], PARTIES, within=True)
    assert [(each.a, each.b) for each in found if each.relation in JOINED] == [("b01", "b03")]
