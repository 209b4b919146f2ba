"""The tram strike: its ledger is what the commands make of its two reports, traps included."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

import zopa
from zopa.evidence import align, extract, read_ledger, verify, with_texts
from zopa.jobs.check import check
from zopa.jobs.evidence.add import add
from zopa.model import Case
from zopa.model.ledger import BACKING, SPEAKING, Ledger, Statement

GAZETTE, COURIER = "a", "b"
"""The sources: `gazette.txt` and `courier.html`."""
MARKED = "ledger.marked"
LEFT = {"not-found-again", "lost"}
JOINED = {"same", "variant", "partial", "paraphrase"}
DOUBLE = re.compile(r"[“”\"]")


@pytest.fixture(scope="module")
def folder(examples: Path) -> Path:
    return examples / "tram-strike"


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return zopa.read(folder)


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Ledger:
    """Return the ledger of the example with its texts."""
    found = read_ledger(folder)
    assert found is not None
    return with_texts(folder, found)


@pytest.fixture(scope="module")
def again(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Return the ledger after both reports were read once more."""
    copy = tmp_path_factory.mktemp("tram") / "case"
    shutil.copytree(folder, copy)
    reports = [copy / "reports" / "gazette.txt", copy / "reports" / "courier.html"]
    return add(reports, copy, replace=True).ledger


@pytest.fixture(scope="module")
def proposed(case: Case, ledger: Ledger) -> Ledger:
    """Return what the machine makes of the reports before anybody decides."""
    found = [
        statement
        for source in ledger.sources.values()
        for statement in extract(source, case.parties)
    ]
    return Ledger(
        statements={statement.id: statement for statement in found},
        alignments=align(found, case.parties),
    )


def texts(ledger: Ledger) -> Mapping[str, str]:
    return {source.id: source.text or "" for source in ledger.sources.values()}


def saying(ledger: Ledger, source: str, words: str) -> Statement:
    """Return the shortest statement that stands and has these words."""
    found = [
        statement
        for statement in ledger.statements.values()
        if statement.source == source
        and statement.status != "rejected"
        and words in statement.words.replace("’", "'")
    ]
    return min(found, key=lambda statement: len(statement.words))


def relation(ledger: Ledger, one: Statement, other: Statement) -> str | None:
    """Return how two statements stand to each other, where the ledger says so."""
    for each in ledger.alignments:
        if {each.a, each.b} == {one.id, other.id}:
            return each.relation
    return None


def test_every_place_verifies_and_every_claim_rests_on_an_accepted_statement(
    folder: Path, case: Case, ledger: Ledger
) -> None:
    """Hashes, places, decisions and claims agree; nothing is lost, no claim is inline."""
    assert verify(ledger, texts(ledger), case.claims) == ()
    for claim in case.claims.values():
        assert claim.statements, claim.id
        assert all(ledger.statements[name].backs for name in claim.statements), claim.id
    found = check(folder)
    assert (found.faults, found.warnings) == ((), ())


def test_reading_the_reports_once_more_finds_what_was_accepted(
    ledger: Ledger, again: Ledger
) -> None:
    """Each accepted statement that the machine had found is found again, under its id."""
    for name, statement in ledger.statements.items():
        if statement.status in BACKING and statement.rule != MARKED:
            assert not LEFT & set(again.statements[name].flags), statement.words
            assert again.statements[name].status == statement.status


def test_only_the_reports_speak(again: Ledger) -> None:
    """No statement stands in a menu, an advertisement or a comment."""
    for statement in again.statements.values():
        zones = again.sources[statement.source].zones
        for passage in statement.passages:
            labels = {z.label for z in zones if z.start < passage.end and passage.start < z.end}
            assert labels <= SPEAKING, statement.words


def test_every_quotation_mark_is_accounted_for(again: Ledger) -> None:
    """Each double mark touches a statement, or stands where nobody is listened to."""
    left = []
    for source in again.sources.values():
        spans = [
            (passage.start - 1, passage.end + 1)
            for statement in again.statements.values()
            for passage in statement.passages
            if statement.source == source.id
        ]
        spans += [(zone.start, zone.end) for zone in source.zones if zone.label not in SPEAKING]
        left += [
            (source.id, mark.start())
            for mark in DOUBLE.finditer(source.text or "")
            if not any(start <= mark.start() < end for start, end in spans)
        ]
    assert left == []


def test_the_same_words_are_recognised_and_look_alikes_are_not(proposed: Ledger) -> None:
    """Two reports of one sentence are joined; two sentences with one idiom are not."""
    for words in (
        "put our names to",
        "everything at once",
        "after Easter",
        "3 percent",
        "the rain",
    ):
        pair = [saying(proposed, source, words) for source in (GAZETTE, COURIER)]
        assert relation(proposed, *pair) in JOINED, words
    word = saying(proposed, GAZETTE, "I give you my word")
    for idiom in ("We give you our word on May", "We will take them at their word"):
        assert relation(proposed, word, saying(proposed, COURIER, idiom)) not in JOINED


def test_a_difference_that_may_matter_is_named(proposed: Ledger) -> None:
    """Would not, and were not willing to: one sentence, another modal."""
    pair = [saying(proposed, source, "put our names to") for source in (GAZETTE, COURIER)]
    (found,) = [a for a in proposed.alignments if {a.a, a.b} == {each.id for each in pair}]
    assert found.relation == "variant"
    assert "modal" in found.changes


def test_an_unclosed_quotation_ends_with_its_sentence(ledger: Ledger) -> None:
    """The quotation that is never closed does not run into the next paragraph."""
    found = saying(ledger, GAZETTE, "to come back before anybody")
    assert found.words.endswith("stands in the rain.")
    assert found.speaker is not None
    assert found.speaker.party == "city"


def test_the_analyst_decides_conflicts(ledger: Ledger, proposed: Ledger) -> None:
    """The machine says at most `possible-conflict`; every conflict has a name under it."""
    assert "conflict" not in {a.relation for a in proposed.alignments}
    decided = {a.by for a in ledger.alignments if a.relation == "conflict"}
    assert decided == {"analyst"}


def test_the_promise_to_keep_all_lines_is_tracked(case: Case) -> None:
    """It is open: a threat that hangs on a condition breaks nothing, but is shown beside it."""
    from zopa.evidence.commitments import track

    lines, peace = track(case)
    assert (lines.commitment.by, lines.status) == ("company", "open")
    assert (peace.commitment.by, peace.status) == ("union", "open")


def test_no_deal_with_what_the_two_named_and_the_mediator_s_plan_opens_one(case: Case) -> None:
    """Worked by hand: 3 percent, shared nights, no bonus, all lines, no strike in May.

    Union: 32 x 0.50 + 30 x 0.65 + 10 x 0 + 13 x 1 + 15 x 0.85 = 61.25 against 60.
    Company: 34 x 0.70 + 22 x 0.60 + 8 x 1 + 12 x 0 + 24 x 0.40 = 54.6 against 51.
    """
    found = zopa.study(case, option_set="with_mediator", draws=0, unlock=False, picture=False)
    assert found.zones["on_the_table"].count.value == 0
    plain = {"pay": "p3", "nights": "shared", "bonus": "none", "lines": "kept", "peace": "exams"}
    gains = {
        tuple(deal.package.values()): deal.gains
        for concept in ("egalitarian", "nash")
        for deal in found.solutions[concept].deals
    }
    assert gains[tuple(plain.values())] == pytest.approx({"union": 1.25, "company": 3.6})
