"""A check compares claims with the ledger, and the ledger with the texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evidence_cases import CASE, accepted, changed, folder, ledger
from ledgers import act, speaker
from zopa.analysis.study import study
from zopa.jobs.brief import brief
from zopa.jobs.check import CheckResult, as_json, check
from zopa.jobs.read import read
from zopa.model.ledger import Detail, Ledger
from zopa.report import brief as document_of


def lines(result: CheckResult, kind: str = "faults") -> list[str]:
    return [str(fault) for fault in getattr(result, kind)]


def test_a_sound_case_with_a_sound_ledger(tmp_path: Path) -> None:
    """Neither fault nor warning, and the statements are counted."""
    result = check(folder(tmp_path / "trams"))
    assert (result.sound, result.warnings, result.unchecked) == (True, (), ())
    assert result.counts["statements"] == 6
    assert as_json(result)["counts"]["statements"] == 6


def lost(found: Ledger) -> Ledger:
    return accepted(changed(found, "post-2", flags=("lost",)))


def moved(found: Ledger) -> Ledger:
    piece = found.statements["post-2"].passages[0]
    piece = replace(piece, start=piece.start + 1, end=piece.end + 1)
    return accepted(changed(found, "post-2", passages=(piece,)))


def reworded(found: Ledger) -> Ledger:
    piece = replace(found.statements["post-2"].passages[0], exact="for the closure of all depot")
    return accepted(changed(found, "post-2", passages=(piece,)))


@pytest.mark.parametrize(
    ("spoil", "line", "said"),
    [
        (lambda found: accepted(found, "post-2"), 11, "'c2' rests on statement 'post-2', which is"),
        (lost, 11, "claim 'c2' rests on statement 'post-2', whose words are no longer in"),
        (moved, 8, "statement 'post-2' does not stand where it says in its source"),
        (reworded, 8, "place, words and hash of statement 'post-2' do not agree"),
    ],
)
def test_a_claim_needs_an_accepted_statement_in_its_place(
    spoil: Callable[[Ledger], Ledger], line: int, said: str, tmp_path: Path
) -> None:
    result = check(folder(tmp_path / "trams", found=spoil(ledger())))
    assert not result.sound
    assert any(said in fault.message and fault.line == line for fault in result.faults), lines(
        result
    )


def test_a_source_that_changed_is_a_fault(tmp_path: Path) -> None:
    path = folder(tmp_path / "trams")
    text = next(each for each in (path / "sources").glob("*.txt") if "Sunday" in each.read_text())
    text.write_text(text.read_text().replace("On Sunday", "On Monday"))
    found = lines(check(path))
    assert any("the text of source 'star' is not the one that was added" in each for each in found)
    assert any("the words of statement 'star-3' are not in its source" in each for each in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "statement: post-2,",
            "statement: post-9,",
            "line 11: claim 'c2' rests on statement 'post-9', which the ledger does not have",
        ),
        (
            "quote: the night trams stood still",
            "quote: the night trams did not run",
            "line 16: claim 'c5' quotes words that statement 'star-3' does not have",
        ),
        (
            "statement: post-2,",
            "statement: post-2, source: star,",
            "line 11: claim 'c2' names the source 'star', and its statement 'post-2' stands in",
        ),
        (
            "statement: post-2,",
            "statement: post-2, source: times,",
            "line 11: claim 'c2' names the source 'times', which neither the case nor the ledger",
        ),
        (
            "post: {title: Morning Post}",
            "post: {sha256: abc}",
            "line 8: source 'post' has another 'sha256' in the case than in the ledger",
        ),
    ],
)
def test_what_the_case_says_of_its_evidence_is_so(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    result = check(folder(tmp_path / "trams", text=CASE.replace(old, new)))
    assert any(each.startswith(said) for each in lines(result)), lines(result)


def test_a_quote_may_leave_words_out(tmp_path: Path) -> None:
    """Pieces in their order, and a line end counts as a space."""
    text = CASE.replace("statement: post-3,", 'statement: post-3, quote: "run the … until June",')
    assert check(folder(tmp_path / "trams", text=text)).sound
    backwards = text.replace("run the … until June", "until June … run the")
    assert not check(folder(tmp_path / "other", text=backwards)).sound


def test_a_short_quote_of_a_long_statement_is_what_it_says(tmp_path: Path) -> None:
    """Where only the first words are kept, nothing is said of the others."""
    piece = ledger().statements["star-3"].passages[0]
    short = replace(piece, exact="On Sunday", cut=True)
    found = accepted(changed(ledger(), "star-3", passages=(short,)))
    path = folder(tmp_path / "trams", found=found)
    assert check(path).sound  # the text is at hand
    for text in (path / "sources").glob("*"):
        text.unlink()
    result = check(path)
    assert result.sound
    assert len(result.unchecked) == 2
    assert "the text of source 'post' is not here" in result.unchecked[0]


def test_without_a_ledger_such_claims_are_faults(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    found = lines(check(tmp_path))
    assert len(found) == 5
    assert found[0] == (
        "line 10: claim 'c1' rests on statement 'post-1', but no ledger lies beside the case; make "
        "one with 'zopa evidence add', or give the claim a 'source' and a 'quote' instead"
    )


def test_a_damaged_ledger_is_a_fault(tmp_path: Path) -> None:
    path = folder(tmp_path / "trams")
    (path / "ledger.jsonl").write_text("no\n")
    assert "ledger.jsonl, line 1" in lines(check(path))[0]


def test_claims_that_say_something_else_than_their_statement(tmp_path: Path) -> None:
    """Who speaks and what it does: warnings, as the analyst may know better."""
    text = CASE.replace("{statement: post-2,", "{statement: post-2, by: union, kind: offer,")
    result = check(folder(tmp_path / "trams", text=text))
    assert result.sound
    by, kind = lines(result, "warnings")
    assert by.startswith("line 11: claim 'c2' says that 'union' speaks, and its statement 'post-2'")
    assert kind.startswith(
        "line 11: claim 'c2' is of the kind 'offer', and its statement 'post-2' of 'demand'"
    )


def test_words_that_no_kind_has_are_the_analysts_own(tmp_path: Path) -> None:
    text = CASE.replace("{statement: post-2,", "{statement: post-2, kind: bargaining chip,")
    assert lines(check(folder(tmp_path / "trams", text=text)), "warnings") == []


def test_what_is_not_linked_is_a_warning(tmp_path: Path) -> None:
    """Claims without a statement, and accepted statements without a claim."""
    text = CASE.replace(
        "{statement: post-2, about", '{source: post, quote: "closure of one depot", about'
    )
    result = check(folder(tmp_path / "trams", text=text))
    assert result.sound
    assert lines(result, "warnings") == [
        (
            "line 9: accepted statement 'post-2' carries no claim of the case; link it with 'zopa "
            "evidence link' where the case should say so"
        ),
        (
            "line 11: claim 'c2' rests on no statement of the ledger; link one with 'zopa evidence "
            "link' so that the words are verified"
        ),
    ]


def test_a_brief_counts_the_warnings_of_a_check(tmp_path: Path) -> None:
    text = CASE.replace("{statement: post-2,", "{statement: post-2, by: union,")
    path = folder(tmp_path / "trams", text=text)
    assert brief(path).warnings == len(check(path).warnings) == 1


def test_a_brief_says_what_a_check_says_of_its_sources(tmp_path: Path) -> None:
    """A changed text, words that are lost and statements that nobody accepted: all with the command."""
    path = folder(tmp_path / "trams", found=accepted(ledger(), "post-3"))
    text = next(each for each in (path / "sources").glob("*.txt") if "Sunday" in each.read_text())
    text.write_text(text.read_text().replace("sale of one depot", "lease of a hall"))
    result = brief(path, outputs=[tmp_path / "brief.html"])
    assert result.faults == tuple(fault.message for fault in check(path).faults)
    assert len(result.faults) == 4
    assert result.warnings == len(check(path).warnings)
    said = " ".join(result.text.split())
    page = (tmp_path / "brief.html").read_text()
    for shown in (said, page.replace("&#39;", "'")):
        assert "4 faults in the evidence; 'zopa check' lists them." in shown
        for fault in result.faults:
            assert f"{fault[0].upper()}{fault[1:]}." in shown
    assert "in the evidence" not in brief(folder(tmp_path / "sound")).text


def test_faults_stand_with_the_sources_where_nobody_said_anything(examples: Path) -> None:
    """A case without claims, events and promises has no section on who said what."""
    case = read(examples / "ampo-city")
    document = document_of(study(case, draws=0, unlock=False), faults=["the text is lost"])
    [found] = [part for part in document.sections if "The text is lost." in str(part.blocks)]
    assert found.id == "sources"


def test_speakers_of_no_party_contradict_nobody(tmp_path: Path) -> None:
    found = changed(ledger(), "post-2", speaker=speaker("a neighbour"), kinds=())
    text = CASE.replace("{statement: post-2,", "{statement: post-2, by: operator, kind: offer,")
    assert not check(folder(tmp_path / "trams", text=text, found=accepted(found))).warnings
    several = changed(found, "post-2", kinds=(Detail(value="account"), Detail(value="offer")))
    assert not check(folder(tmp_path / "other", text=text, found=accepted(several))).warnings


def test_the_case_is_not_blamed_for_what_it_does_not_say(tmp_path: Path) -> None:
    """Speaker, kind and words that follow from a statement are not in the file."""
    several = CASE.replace("{statement: post-2, about", "{statement: [post-2, star-1], about")
    [said] = lines(check(folder(tmp_path / "trams", text=several)), "warnings")
    assert "statements 'post-2' and 'star-1' of claim 'c2' are said by different parties" in said
    assert "leave out" not in said
    path = folder(tmp_path / "other")
    text = next(each for each in (path / "sources").glob("*.txt") if "Sunday" in each.read_text())
    text.write_text(text.read_text().replace("sale of one depot", "lease of a hall"))
    assert not [each for each in lines(check(path)) if "leave out 'quote'" in each]


def test_a_link_that_was_taken_back_is_not_forgotten(tmp_path: Path) -> None:
    """As long as the claim names the statement, and nobody links it again."""
    found = accepted(ledger())
    link, unlink = (act(what, "post-2", claim="c2") for what in ("link", "unlink"))
    for place, (decisions, wanted) in enumerate(
        [((link,), 0), ((link, unlink), 1), ((link, unlink, link), 0)]
    ):
        now = replace(found, decisions=(*found.decisions, *decisions))
        said = lines(check(folder(tmp_path / str(place), found=now)), "warnings")
        assert len(said) == wanted, said
    path = folder(tmp_path / "said", found=replace(found, decisions=(link, unlink)))
    assert "line 11: claim 'c2' rests on statement 'post-2', which was unlinked from it" in str(
        lines(check(path), "warnings")
    )


def test_a_party_that_the_case_no_longer_has_is_named(tmp_path: Path) -> None:
    text = CASE.replace("union", "workers").replace("the chair of the workers", "the union")
    [said] = lines(check(folder(tmp_path / "trams", text=text)), "warnings")
    assert "2 statements ('post-1', 'star-1') of the ledger are said by the party 'union'" in said
    assert "'zopa evidence add --replace'" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("kept: [c5], broken: [c5]", "claim 'c5' says that the promise of 'operator' on issue"),
        ("kept: [c4]", "claim 'c4' makes the promise of 'operator' on issue 'night' and says that"),
        ("since: 2024-06-01, broken: [c5]", "claim 'c5' of 2024-05-05 says that the promise of"),
    ],
)
def test_claims_of_a_promise_fit_together(more: str, said: str, tmp_path: Path) -> None:
    text = CASE.replace("broken: [c5]", more)
    [found] = lines(check(folder(tmp_path / "trams", text=text)), "warnings")
    assert f": {said}" in found
