"""What the commands say when accepted words are gone, and of places beyond a source."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from zopa.cli import main
from zopa.evidence import read_ledger

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
