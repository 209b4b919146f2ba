"""Where two reports differ, the brief says it once, on the issue that both speak of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence_cases import CASE, accepted, changed, folder, ledger
from ledgers import speaker
from zopa.analysis.study import study
from zopa.jobs.read import read
from zopa.model import Case
from zopa.model.ledger import Ledger
from zopa.report.document import Bullets, Details
from zopa.report.evidence import differences, told
from zopa.report.sections import sections


def case_of(path: Path, text: str = CASE, found: Ledger | None = None) -> Case:
    return read(folder(path / "trams", text=text, found=found))


def bullets(case: Case) -> dict[str, list[str]]:
    """Return what stands below each issue."""
    parts = sections(study(case, draws=0, unlock=False))
    (part,) = (each for each in parts if each.id == "who-said-what")
    return {
        details.title: [
            line for block in details.blocks if isinstance(block, Bullets) for line in block.items
        ]
        for details in part.blocks
        if isinstance(details, Details)
    }


def test_a_difference_belongs_to_the_issue_that_both_speak_of(tmp_path: Path) -> None:
    """One of the two speaks of pay besides, which the other does not contradict."""
    text = CASE.replace("about: {depot: close}", "about: {depot: close, pay: two}")
    case = case_of(tmp_path, text)
    assert [each.issues for each in differences(case)] == [("depot",), ("pay",)]
    assert [len(bullets(case)[title]) for title in ("Pay rise", "Depot")] == [1, 1]


def test_without_an_issue_of_both_a_difference_belongs_to_all(tmp_path: Path) -> None:
    text = CASE.replace("about: {depot: close}", "about: {pay: two}")
    assert differences(case_of(tmp_path, text))[0].issues == ("pay", "depot")


def test_both_wordings_are_told_once(tmp_path: Path) -> None:
    """Under the first issue; under others stands where to look."""
    text = CASE.replace("{depot: close}", "{depot: close, night: none}")
    text = text.replace("{depot: sell}", "{depot: sell, night: none}")
    found = bullets(case_of(tmp_path, text))
    assert "for the closure of one depot (retold) (c2, post) and" in found["Depot"][0]
    assert found["Night trams"] == [
        "Possible conflict, open for the analyst (c2 and c3): see Depot."
    ]


def test_words_that_a_ledger_left_out_are_those_of_the_claims(tmp_path: Path) -> None:
    """Where a claim rests on another statement first, its quote is not of this one."""
    text = CASE.replace("{statement: post-2,", "{statement: post-2, quote: the closure,")
    text = text.replace("c3: {statement: star-2", "c3: {statement: [star-3, star-2]")
    found = ledger()
    for name in ("post-2", "star-2"):
        piece = replace(found.statements[name].passages[0], exact="for the", cut=True)
        found = changed(found, name, passages=(piece,))
    [conflict] = [
        each for each in differences(case_of(tmp_path, text, accepted(found))) if each.is_open
    ]
    assert conflict.wordings == (("the closure",), ("for the …",))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("he", ""),
        ("They", ""),
        ("the operator", ""),
        ("the company’s director", "the company’s director"),
        ("Ann Operator", "Ann Operator"),
        (
            "the director, who had brought two sides together on Monday in the old depot",
            "the director, who had brought two sides together on Monday …",
        ),
    ],
)
def test_who_speaks_for_a_party_is_somebody(name: str, shown: str, tmp_path: Path) -> None:
    """Neither a pronoun nor the party once more, and nobody's whole story."""
    found = changed(ledger(), "post-2", speaker=speaker(name, "operator"))
    assert told(case_of(tmp_path, found=accepted(found)))["c2"].speaker == shown
