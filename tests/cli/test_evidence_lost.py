"""What the commands say when accepted words are gone, and of places beyond a source."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from zopa.cli import main
from zopa.errors import ZopaWarning
from zopa.evidence import read_ledger
from zopa.jobs.read import read

CASE = """\
zopa: 1
parties:
  crew: {name: Crew, aliases: [the union]}
  line: {name: Line, aliases: [the company]}
issues: {pay: {options: [two, four]}}
"""
REPORT = 'Ferry talks\n\n"We will not go on," the union said.\n'


@pytest.fixture
def name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the id of the only statement of a case, in whose folder we are."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "report.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZOPA_ANALYST", "ann")
    assert main(["evidence", "add", "report.txt", "-q"]) == 0
    ledger = read_ledger(tmp_path)
    assert ledger is not None
    [only] = ledger.statements
    return only


def test_lost_words_are_said_and_shown(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """When the new text is taken, quietly or not, and whenever the statement is shown."""
    assert main(["evidence", "accept", name]) == 0
    Path("report.txt").write_text(REPORT.replace("will not go", "shall now be moving"))
    capsys.readouterr()
    for _ in range(2):
        assert main(["evidence", "add", "report.txt", "--replace", "-q"]) == 0
        [warning] = capsys.readouterr().err.splitlines()
        assert warning.startswith(f"zopa: warning: {name} is lost: its source no longer has")
        assert "We will not go on" in warning
    assert main(["evidence", "show", name]) == 0
    shown = capsys.readouterr().out
    assert "will not go on" in shown
    assert "moving" not in shown
    assert "(these words are no longer in the source)" in shown


def test_a_place_far_beyond_the_source_is_a_fault(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nobody walks there."""
    file = Path("ledger.jsonl")
    lines = []
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        lines.append(json.dumps({**record, **({"cue": [0, 10**9]} if "cue" in record else {})}))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    begin = time.perf_counter()
    assert main(["evidence", "show", name]) == 0
    assert time.perf_counter() - begin < 5
    capsys.readouterr()
    assert main(["check", "case.yaml"]) != 0
    assert f"place, words and hash of statement '{name}' do not agree" in "".join(
        capsys.readouterr()
    )


@pytest.mark.parametrize(
    "command",
    ["ledger", "align", "show {}", "explain {}", "export -f csv", "accept {}", "link {}"],
)
def test_a_decision_that_was_not_written_to_its_end_is_said(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """By whatever command comes next, quietly or not; a new decision takes its place."""
    Path("decisions.jsonl").write_text('{"type": "decision", "act": "acc')
    capsys.readouterr()
    assert main(["evidence", *command.format(name).split(), "-q"]) == 0
    assert capsys.readouterr().err == (
        "zopa: warning: decisions.jsonl, line 1: the last decision was not written to its end "
        "(32 bytes) and is left out; decide again\n"
    )


def test_a_check_lists_what_is_left_out_of_a_ledger(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Acceptances without a decision too; reading the case in a program warns."""
    assert main(["evidence", "accept", name]) == 0
    ledger = Path("ledger.jsonl")
    ledger.write_text(ledger.read_text().replace('"proposed"', '"accepted", "by": "ann"'))
    Path("decisions.jsonl").write_text("{")
    capsys.readouterr()
    assert main(["check", "case.yaml", "--json"]) == 0
    said, errors = capsys.readouterr()
    assert errors == ""
    torn, unsigned = json.loads(said)["warnings"]
    assert "the last decision was not written to its end (1 bytes)" in torn["message"]
    assert f"statement '{name}' is accepted there, but no decision says so" in unsigned["message"]
    with pytest.warns(ZopaWarning) as warned:
        read("case.yaml")
    assert [str(each.message) for each in warned] == [torn["message"], unsigned["message"]]


@pytest.mark.usefixtures("name")
def test_no_sign_of_a_report_reaches_the_terminal_in_a_warning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Lost words are told without what would move the cursor; so are names in errors."""
    Path("report.txt").write_text(REPORT.replace("not go", "not\x1b[2J \u202ego"))
    assert main(["evidence", "add", "report.txt", "--replace", "-q"]) == 0
    assert main(["evidence", "accept", "2J", "-q"]) == 0
    Path("report.txt").write_text(REPORT.replace("will not go", "shall now be moving"))
    capsys.readouterr()
    assert main(["evidence", "add", "report.txt", "--replace", "-q"]) == 0
    assert capsys.readouterr().err.endswith('words you accepted: "We will not [2J go on,"\n')
    assert main(["evidence", "show", "\x1b[31mx"]) == 1
    assert "\x1b" not in capsys.readouterr().err
