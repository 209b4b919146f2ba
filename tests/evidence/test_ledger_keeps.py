"""What a ledger must never lose or move: decisions, acceptances, and the turn of a writer."""

from __future__ import annotations

import codecs
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgers import AT, act, said, source, strike
from zopa.errors import SourceError
from zopa.evidence.ledger import (
    Store,
    added,
    append_decision,
    decide,
    decided,
    handed_on,
    marked,
    only_writer,
    passage_at,
    read_ledger,
    write_ledger,
)
from zopa.evidence.ledger._likeness import Shelf, in_common, nearest
from zopa.evidence.ledger._lines import ledger_lines
from zopa.model.ledger import Ledger, Statement

FOUND = strike().statements
DEMAND, REFUSAL, OTHER, WILLING = FOUND.values()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a case folder."""
    (tmp_path / "case.yaml").write_text("zopa: 1\n")
    return tmp_path


# --- one writer at a time -------------------------------------------------------------------------


def test_writers_wait_although_the_case_file_is_replaced(folder: Path) -> None:
    """Nobody walks in on a writer, neither before it puts a new case file in place nor after."""
    inside: list[str] = []
    overlaps: list[tuple[str, ...]] = []

    def writer(name: str) -> None:
        with only_writer(folder):
            inside.append(name)
            overlaps.extend([tuple(inside)] if len(inside) > 1 else [])
            draft = folder / f".{name}"
            draft.write_text("zopa: 1\n")
            time.sleep(0.05)
            draft.replace(folder / "case.yaml")
            time.sleep(0.05)
            inside.remove(name)

    writers = [threading.Thread(target=writer, args=(name,)) for name in "abcdef"]
    for each in writers:
        each.start()
        time.sleep(0.03)
    for each in writers:
        each.join()
    assert overlaps == []


# --- decisions that were handed on ----------------------------------------------------------------


def handed(folder: Path) -> tuple[str, ...]:
    """Write a ledger that came with its decisions; return its first acts."""
    first = (act("accept", DEMAND), act("link", DEMAND, claim="c1"), act("accept", REFUSAL))
    whole = handed_on(decided(replace(strike(), decisions=first)), 3)
    lines = "".join(f"{line}\n" for line in ledger_lines(whole, with_decisions=True))
    Store.of(folder).ledger.write_text(lines, encoding="utf-8")
    return tuple(decision.act for decision in first)


def there(folder: Path) -> Ledger:
    ledger = read_ledger(folder)
    assert ledger is not None
    return ledger


def acts(folder: Path) -> tuple[str, ...]:
    return tuple(decision.act for decision in there(folder).decisions)


def test_a_new_decision_hides_none_that_came_with_the_ledger(folder: Path) -> None:
    first = handed(folder)
    assert acts(folder) == first
    append_decision(folder, decide(there(folder), "reject", "b-1", by="bob", at=AT))
    assert acts(folder) == (*first, "reject")
    statements = there(folder).statements
    assert [s.status for s in statements.values()] == [
        "accepted",
        "accepted",
        "rejected",
        "proposed",
    ]


def test_a_ledger_written_anew_keeps_decisions_that_only_it_has(folder: Path) -> None:
    """Wherever the decisions stand, none is lost and none doubled."""
    first = handed(folder)
    append_decision(folder, decide(there(folder), "reject", "b-1", by="bob", at=AT))
    for _ in range(2):
        write_ledger(folder, there(folder))
        assert acts(folder) == (*first, "reject")
    assert len(Store.of(folder).decisions.read_text().splitlines()) == 2


def test_the_same_decisions_in_both_files_count_once(folder: Path) -> None:
    first = handed(folder)
    whole = [act("accept", DEMAND), act("link", DEMAND, claim="c1"), act("accept", REFUSAL)]
    append_decision(folder, *whole)
    assert acts(folder) == first
    assert there(folder).decisions[0].snapshot == DEMAND


def test_nothing_is_accepted_that_nobody_decided(folder: Path) -> None:
    """A status written by hand counts as proposed, and that is said."""
    forged = replace(DEMAND, status="accepted", by="ann")
    ledger = replace(strike(), statements={**FOUND, "a-1": forged})
    write_ledger(folder, ledger)
    told: list[str] = []
    found = read_ledger(folder, warn=told.append)
    assert found is not None
    assert (found.statements["a-1"].status, found.statements["a-1"].by) == ("proposed", None)
    [warning] = told
    assert "statement 'a-1' is accepted there, but no decision says so" in warning
    append_decision(folder, act("relate", DEMAND, other="b-1", relation="same"))
    append_decision(folder, act("link", DEMAND, claim="c1"))
    assert there(folder).statements["a-1"].status == "proposed"
    append_decision(folder, act("accept", DEMAND))
    told.clear()
    found = read_ledger(folder, warn=told.append)
    assert found is not None
    assert found.statements["a-1"].status == "accepted"
    assert told == []


# --- what an editor leaves in a file --------------------------------------------------------------


def test_a_ledger_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    write_ledger(folder, strike())
    append_decision(folder, act("accept", DEMAND))
    for file in (Store.of(folder).ledger, Store.of(folder).decisions):
        file.write_bytes(codecs.BOM_UTF8 + file.read_bytes())
    assert there(folder).statements["a-1"].status == "accepted"


@pytest.mark.parametrize("digest", ["", "../../../etc/x", "F" * 64, "0" * 63])
def test_a_hash_is_hexadecimal(folder: Path, digest: str) -> None:
    """The text of a source stands in a file of that name."""
    write_ledger(folder, strike())
    file = Store.of(folder).ledger
    now = strike().sources["a"].text_sha256
    file.write_text(file.read_text(encoding="utf-8").replace(now, digest), encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 2: 'text_sha256' of the source is .* 64 hexa"):
        read_ledger(folder)


# --- acceptances stay with their words ------------------------------------------------------------

REPORT = "On Monday they met. “We agree to nothing unless the depot stays,” she said."
PAPER = source("p", REPORT)
SHORT = said(PAPER, "We agree", name="p-1")


def read_again(ledger: Ledger, *found: Statement) -> Ledger:
    return added(ledger, PAPER, found, again=True)


@pytest.mark.parametrize(
    "words",
    [
        "We agree to nothing unless the depot stays",
        "We agree to nothing",
    ],
)
def test_an_acceptance_does_not_move_to_other_words(words: str) -> None:
    """Both ways: read again, and when decisions meet the statements of another extraction."""
    longer = said(PAPER, words, name="p-2")
    accepted = (act("accept", SHORT),)
    before = decided(Ledger(sources={"p": PAPER}, statements={"p-1": SHORT}, decisions=accepted))
    met = Ledger(sources={"p": PAPER}, statements={"p-2": longer}, decisions=accepted)
    for ledger in (read_again(before, longer), decided(met)):
        old, new = ledger.statements["p-1"], ledger.statements["p-2"]
        assert (old.words, old.status, old.flags) == ("We agree", "accepted", ("not-found-again",))
        assert (new.words, new.status) == (words, "proposed")


@pytest.mark.parametrize(
    ("long", "short", "same"),
    [
        (
            "the depot and the line stay as they are today",
            "depot and the line stay as they are toda",
            1,
        ),
        ("the depot and the line stay as they are not today", "the depot and the line stay as", 0),
        (
            "the line will stay open all day and they don't",
            "the line will stay open all day and",
            0,
        ),
        (
            "never the line will stay open and all of it is",
            "the line will stay open and all of it",
            0,
        ),
        (
            "the line will stay open for all of the night 9",
            "the line will stay open for all of the",
            0,
        ),
        (
            "the line will stay open for all of the night ten",
            "the line will stay open for all of the nig",
            0,
        ),
    ],
)
def test_nearly_the_same_words_keep_their_status(long: str, short: str, same: int) -> None:
    """Nearly all of the longer one, and nothing that denies or counts in one alone."""
    paper = source("p", f"“{long},” she said.")
    new, old = said(paper, long, name="p-2"), said(paper, short, name="p-1")
    before = Ledger(sources={"p": paper}, statements={"p-1": old}, decisions=(act("accept", old),))
    ledger = added(decided(before), paper, [new], again=True)
    kept = ledger.statements["p-1"]
    assert kept.status == "accepted"
    assert kept.words == (long if same else short)
    assert len(ledger.statements) == (1 if same else 2)


def test_words_that_an_analyst_narrowed_stay_so_when_the_source_is_read_again() -> None:
    """The machine finds its own words again; the correction is made once more, nothing doubles."""
    whole = said(PAPER, "We agree to nothing unless the depot stays", name="p-1")
    ledger = Ledger(sources={"p": PAPER}, statements={"p-1": whole})
    edit = decide(ledger, "edit", "p-1", by="ann", at=AT, changes={"words": "unless the depot"})
    ledger = decided(replace(ledger, decisions=(edit,)))
    assert ledger.statements["p-1"].words == "unless the depot"
    for _ in range(2):
        ledger = read_again(ledger, replace(whole, id="p-9"))
        [only] = ledger.statements.values()
        assert (only.id, only.words, only.status, only.flags) == (
            "p-1",
            "unless the depot",
            "edited",
            (),
        )


def test_lost_words_stay_lost_however_often_the_source_is_read() -> None:
    """Until they stand there again, by their hash."""
    ledger = decided(replace(strike(), decisions=(act("accept", DEMAND),)))
    text = (strike().sources["a"].text or "").replace("four", "nine")
    for _ in range(3):
        ledger = added(ledger, source("a", text), [], again=True)
        assert ledger.statements["a-1"].flags == ("lost",)
        assert ledger.statements["a-1"].words == DEMAND.words
        assert not ledger.statements["a-1"].backs
    back = added(ledger, strike().sources["a"], [DEMAND], again=True)
    assert back.statements["a-1"].flags == ()
    assert back.statements["a-1"].backs


# --- speed ----------------------------------------------------------------------------------------


def test_twice_the_marks_take_twice_the_time() -> None:
    """Eight times would do; looked at one by one they take sixty-four times as long."""
    text = "word " * 16_000
    paper = source("p", text)

    def seconds(count: int) -> float:
        marks = tuple(marked(paper, [(5 * i, 5 * i + 4)], by="ann", at=AT) for i in range(count))
        best = float("inf")
        for _ in range(3):
            begin = time.perf_counter()
            done = decided(Ledger(sources={"p": paper}, decisions=marks))
            best = min(best, time.perf_counter() - begin)
        assert len(done.statements) > 0.9 * count
        return best

    assert seconds(4000) < 24 * seconds(500)


places = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=2)


def at(name: str, spans: list[tuple[int, int]]) -> Statement:
    """Return a statement at stretches of a text, given as start and length."""
    text = "we agree to all of it and go on. " * 3
    return Statement(
        id=name,
        source="p",
        mode="direct",
        rule="test",
        passages=tuple(passage_at("p", text, (start, start + size)) for start, size in spans),
    )


@given(places, st.lists(places, max_size=8))
def test_those_around_are_all_that_have_something_in_common(
    wanted: list[tuple[int, int]], others: list[list[tuple[int, int]]]
) -> None:
    """To look around finds what to look at every one finds."""
    one = at("x", wanted)
    all_ = sorted(
        (at(f"p-{i}", spans) for i, spans in enumerate(others)),
        key=lambda s: min(p.start for p in s.passages),
    )
    around = Shelf(all_).around(one)
    assert [s.id for s in all_ if in_common(one, s) and s not in around] == []
    assert nearest(one, around) == nearest(one, all_)
