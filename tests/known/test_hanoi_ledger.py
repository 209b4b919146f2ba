"""The ledger behind the Hanoi case: what is handed on, and what it proves where the reports are.

The reports are not part of the project.  The ledger that is holds a few words of each statement
that a claim rests on, and place and hash of all; tests that need the texts skip without them.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import zopa
from zopa.evidence import align, extract, read_ledger, verify
from zopa.jobs.check import check
from zopa.jobs.evidence.add import add
from zopa.model import Case
from zopa.model.ledger import SPEAKING, Alignment, Ledger, Statement

MARKED = "ledger.marked"
LEFT = {"not-found-again", "lost"}
JOINED = {"same", "variant", "partial", "paraphrase"}
DOUBLE = re.compile(r"[“”\"]")
LONGEST = 10
"""Words of a passage that are handed on."""
SPEAKERS = {
    "dprk": {"c28", "c29", "c33", "c34"},
    "rok": {"c38", "c39", "c40"},
    None: {
        *("c2", "c3", "c4", "c6", "c8", "c10", "c11", "c20", "c21", "c41", "c42", "c43"),
    },
}
"""Who speaks, read from the reports by hand; all other claims are the United States'."""
KINDS = {
    "refusal": {"c16", "c17"},
    "condition": {"c18", "c19", "c28", "c29"},
    "statement": {"c26", "c27", *(f"c{n}" for n in (30, 31, 32, 33, 34, 36, 38, 39, 40))},
}
"""What is no account."""


@pytest.fixture(scope="module")
def folder(examples: Path) -> Path:
    return examples / "hanoi-2019"


@pytest.fixture(scope="module")
def case(folder: Path) -> Case:
    return zopa.read(folder)


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Ledger:
    """Return the ledger as it is handed on."""
    found = read_ledger(folder)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def fresh(folder: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Return the ledger after both reports were read once more, with their texts."""
    copy = tmp_path_factory.mktemp("hanoi") / "case"
    shutil.copytree(folder, copy)
    return add(sorted((shared / "reports").glob("*.txt")), copy, replace=True).ledger


@pytest.fixture(scope="module")
def proposed(case: Case, fresh: Ledger) -> tuple[Alignment, ...]:
    """Return what the machine says of the two reports before anybody decides."""
    statements = [
        statement
        for source in fresh.sources.values()
        for statement in extract(source, case.parties)
    ]
    return align(statements, case.parties)


def behind(case: Case, ledger: Ledger, claim: str) -> Statement:
    """Return the first statement that a claim rests on: it speaks for the claim."""
    return ledger.statements[case.claims[claim].statements[0]]


def relation(ledger: Ledger, one: Statement, other: Statement) -> str | None:
    for each in ledger.alignments:
        if {each.a, each.b} == {one.id, other.id}:
            return each.relation
    return None


# --- what is handed on ----------------------------------------------------------------------------


def test_every_claim_points_into_the_ledger(case: Case, ledger: Ledger, folder: Path) -> None:
    """All 43 rest on an accepted statement, and the check of the case finds nothing wrong."""
    assert list(case.claims) == [f"c{number}" for number in range(1, 44)]
    for claim in case.claims.values():
        assert claim.statements, claim.id
        assert all(ledger.statements[name].backs for name in claim.statements), claim.id
    found = check(folder)
    assert (found.faults, found.warnings) == ((), ())


def test_claims_say_who_speaks_and_what_it_does(case: Case) -> None:
    """Speakers and kinds are those that a reader of the reports finds."""
    by = {name: party for party, names in SPEAKERS.items() for name in names}
    kinds = {name: kind for kind, names in KINDS.items() for name in names}
    for name, claim in case.claims.items():
        assert claim.by == by.get(name, "us"), name
        assert claim.kind == kinds.get(name, "account"), name
        assert claim.quote, name


def test_the_reporter_s_own_account_is_marked_by_hand(case: Case, ledger: Ledger) -> None:
    """Where nobody is quoted or reported an analyst marked the words; all else was found."""
    marked = {c for c in case.claims if behind(case, ledger, c).rule == MARKED}
    assert marked == SPEAKERS[None] - {"c42"}  # what both signed was found
    for claim in marked:
        assert behind(case, ledger, claim).flags == ("narrator",)


def test_only_a_few_words_are_handed_on(ledger: Ledger, folder: Path) -> None:
    """No text, nothing around a passage, at most ten words, none of what nobody accepted."""
    assert {path.name for path in folder.iterdir()} == {
        "case.yaml",
        "decisions.jsonl",
        "ledger.jsonl",
    }
    seen = [d.snapshot for d in ledger.decisions if d.snapshot]
    for statement in (*ledger.statements.values(), *seen):
        for passage in statement.passages:
            assert (passage.prefix, passage.suffix) == ("", "")
            assert len(passage.exact.split()) <= (LONGEST if statement.backs else 0)
            assert len(passage.sha256) == 64


# --- where the reports are ------------------------------------------------------------------------


def test_every_place_verifies_against_the_reports(
    case: Case, ledger: Ledger, fresh: Ledger
) -> None:
    """Hash and words of each passage, accepted or not, are those of the files."""
    texts = {source.id: source.text or "" for source in fresh.sources.values()}
    assert verify(ledger, texts, case.claims) == ()


def test_reading_the_reports_once_more_finds_what_was_accepted(
    ledger: Ledger, fresh: Ledger
) -> None:
    """Each accepted statement is found again under its id, unless it was marked by hand."""
    for name, statement in ledger.statements.items():
        if statement.backs and statement.rule != MARKED:
            assert not LEFT & set(fresh.statements[name].flags), name
            assert fresh.statements[name].status == statement.status


def test_quotes_stand_in_their_statements(case: Case, fresh: Ledger) -> None:
    """What a claim quotes is a part of its statement, letter by letter."""
    for name, claim in case.claims.items():
        whole = " ".join(behind(case, fresh, name).words.split())
        for piece in claim.quote.split("…"):
            assert piece.strip() in whole, name


def test_every_quotation_mark_is_accounted_for(fresh: Ledger) -> None:
    """Each double mark touches a statement, or stands where nobody is listened to."""
    left = []
    for source in fresh.sources.values():
        spans = [
            (passage.start - 1, passage.end + 1)
            for statement in fresh.statements.values()
            for passage in statement.passages
            if statement.source == source.id and statement.rule != MARKED
        ]
        spans += [(zone.start, zone.end) for zone in source.zones if zone.label not in SPEAKING]
        left += [
            (source.id, mark.start())
            for mark in DOUBLE.finditer(source.text or "")
            if not any(start <= mark.start() < end for start, end in spans)
        ]
    assert left == []


def test_only_the_reports_speak(fresh: Ledger) -> None:
    """Epigraph, comment and furniture are named as such and hold no statement."""
    labels = {zone.label for source in fresh.sources.values() for zone in source.zones}
    assert {"epigraph", "comment", "furniture", "embedded"} <= labels
    for statement in fresh.statements.values():
        for passage in statement.passages:
            over = [
                zone.label
                for zone in fresh.sources[statement.source].zones
                if zone.start < passage.end and passage.start < zone.end
            ]
            assert set(over) <= SPEAKING, statement.words


def test_look_alikes_are_not_joined(case: Case, fresh: Ledger) -> None:
    """Taken at his word on tests (c26) and on a prisoner's death (c27) are two statements."""
    tests, prisoner = behind(case, fresh, "c26"), behind(case, fresh, "c27")
    assert relation(fresh, tests, prisoner) not in JOINED | {"possible-conflict"}


def test_differences_of_wording_are_shown(case: Case, fresh: Ledger) -> None:
    """Being unable to and not being willing to: one sentence, and a modal that differs."""
    could, willing = behind(case, fresh, "c7"), behind(case, fresh, "c17")
    (found,) = [a for a in fresh.alignments if {a.a, a.b} == {could.id, willing.id}]
    assert found.relation == "variant"
    assert "modal" in found.changes


def test_the_machine_proposes_and_the_analyst_calls_it_a_conflict(
    case: Case, fresh: Ledger, proposed: tuple[Alignment, ...]
) -> None:
    """Closing Yongbyon in one report, dismantling it in the other, as far as texts can tell."""
    closing, dismantling = behind(case, fresh, "c11"), behind(case, fresh, "c12")
    assert relation(fresh, closing, dismantling) == "conflict"
    assert {a.by for a in fresh.alignments if a.relation == "conflict"} == {"analyst"}
    around = {
        statement.id
        for statement in fresh.statements.values()
        if statement.rule != MARKED
        and statement.source == closing.source
        and statement.passages[0].start <= closing.passages[0].start
        and statement.passages[-1].end >= closing.passages[-1].end
    }
    found = [a for a in proposed if a.b == dismantling.id and a.a in around]
    assert [a.relation for a in found] == ["possible-conflict"]


def test_the_quotation_that_is_never_closed_ends_with_its_sentence(
    case: Case, fresh: Ledger
) -> None:
    """The common aim of the first summit does not run into what stalled afterwards."""
    found = behind(case, fresh, "c42")
    assert found.words.endswith("of the Korean Peninsula.")
    assert "unclosed" in found.flags


def test_a_time_without_a_date_is_no_point_of_the_timeline(case: Case) -> None:
    """The reports have no date, so "earlier in the day" dates nothing; events do."""
    from zopa.evidence.backing import days
    from zopa.report.evidence import timeline

    assert all(days(case).values())
    assert [moment.date for moment in timeline(case)] == [event.date for event in case.events]
