"""The tutorial on evidence works as it is written, from two reports and a case without a ledger."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from pathlib import Path

import pytest

from zopa.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "tutorial-evidence.md").read_text(encoding="utf-8")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
CASE = re.search(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
EXCERPT = re.search(r"^```yaml excerpt\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
BLOCKS = re.findall(r"^```console\n\$ ([^\n]*)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
README = (ROOT / "README.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^## (\d)\. ", PAGE, re.MULTILINE)


def begin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the two reports and the page's case into a folder and go there."""
    assert CASE is not None
    for report in (ROOT / "examples" / "tram-strike" / "reports").iterdir():
        shutil.copy(report, folder)
    (folder / "case.yaml").write_text(CASE[1], encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ZOPA_ANALYST", "ann")


def test_the_tutorial_runs_in_a_fresh_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command prints what the page says, in order; the brief cites both sides."""
    assert EXCERPT is not None
    begin(tmp_path, monkeypatch)
    for command, wanted in BLOCKS:
        program, *arguments = shlex.split(command)
        assert program == "zopa"
        assert main(arguments) == 0, command
        printed = capsys.readouterr().out
        assert doctest.OutputChecker().check_output(wanted, printed, FLAGS), (command, printed)
    claims = (
        "claims:" + (tmp_path / "case.yaml").read_text().split("claims:")[1].split("issues:")[0]
    )
    assert doctest.OutputChecker().check_output(EXCERPT[1], claims, FLAGS), claims
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "no more than two night shifts in a week" in page
    assert "the company had offered 3 percent" in page


def test_it_takes_five_commands() -> None:
    """One for each numbered heading, the brief last; what follows is for the curious."""
    assert HEADINGS == ["1", "2", "3", "4", "5"]
    before = PAGE.split("## Going on")[0]
    commands = re.findall(r"^\$ zopa (.*)$", before, re.MULTILINE)
    assert len(commands) == 5
    assert commands[-1].startswith("brief")


def test_the_reports_in_the_readme_read_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The README's commands run, ids included, and every line that it shows is printed."""
    begin(tmp_path, monkeypatch)
    [block] = [part for part in README.split("```console\n") if part.startswith("$ zopa evidence")]
    shown = []
    for line in block.split("```")[0].splitlines():
        if line.startswith("$ "):
            assert main(shlex.split(line)[2:]) == 0, line
        else:
            shown.append(line)
    printed = capsys.readouterr().out.splitlines()
    assert len(shown) > 5
    assert [line for line in shown if line not in printed] == []
