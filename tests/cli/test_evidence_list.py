"""The list of statements keeps its columns apart, whatever sources and parties are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zopa.cli import main

CASE = """\
zopa: 1
parties:
  {party}: {{name: Crew, aliases: [the union]}}
  line: {{name: Line, aliases: [the company]}}
issues: {{pay: {{options: [two, four]}}}}
"""
REPORT = """\
Ferry talks

"We will not go on," the union said. The company said it would pay 2 percent.
"""


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("party", ["crew", "those_who_work_on_the_ferries_at_night"])
@pytest.mark.parametrize("source", ["a", "gazette", "the-gazette-of-the-sound-morning-issue"])
def test_columns_stay_apart(
    source: str,
    party: str,
    width: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On wide screens in lines below each other, else one after the other."""
    (tmp_path / "case.yaml").write_text(CASE.format(party=party))
    (tmp_path / "report.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(width))
    assert main(["evidence", "add", "report.txt", "--id", source, "-q"]) == 0
    assert main(["evidence", "ledger"]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= width
    assert len(re.findall(rf"^  {source}-[0-9a-f]{{6}} +\S", shown, re.MULTILINE)) == 2
    joined = re.sub(r"\s+", "", shown)
    assert len(re.findall(rf"{source}:\d+,?proposed", joined)) == 2
