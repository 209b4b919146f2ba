"""Long lines are wrapped on a terminal, and stay lines where programs read them."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from evidence_cases import accepted, folder, ledger
from zopa.cli import main

Out = pytest.CaptureFixture[str]


class Terminal(io.StringIO):
    """What is written to it is shown."""

    def isatty(self) -> bool:
        """Return that somebody looks at it."""
        return True


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return folder(tmp_path / "trams", found=accepted(ledger(), "post-2", "star-2"))


@pytest.mark.parametrize("width", [60, 80])
def test_faults_and_remarks_fit_the_terminal(
    width: int, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words, a path among them, are never broken; what goes on is indented."""
    out, err = Terminal(), Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.chdir(faulty)
    assert main(["check", "case.yaml"]) == 1
    assert main(["check", "no such case of the many that there might be in this folder here"]) == 1
    for written in (out.getvalue(), err.getvalue()):
        lines = written.splitlines()
        assert max(map(len, lines)) <= width
        assert any(re.match(r"  \S", line) for line in lines)
    assert "rests on statement 'post-2'" in " ".join(out.getvalue().split())


def test_a_program_reads_a_fault_a_line(faulty: Path, capsys: Out) -> None:
    assert main(["check", str(faulty)]) == 1
    out, _ = capsys.readouterr()
    assert all(line.startswith(str(faulty)) for line in out.splitlines())
    assert max(map(len, out.splitlines())) > 100
