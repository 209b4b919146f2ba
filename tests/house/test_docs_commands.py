"""Commands that the documentation shows print what it shows."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from zopa.cli import main

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Shown(NamedTuple):
    """A command on a page, and what the page says it prints."""

    page: str
    command: str
    output: str


def shown() -> Iterator[Shown]:
    """Yield every command below ``docs/examples`` with its output."""
    for page in sorted((ROOT / "docs" / "examples").glob("*.md")):
        for block in BLOCK.findall(page.read_text()):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield Shown(page.name, command, output)


SHOWN = list(shown())


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: f"{case.page}: {case.command}")
def test_a_command_prints_what_the_page_says(
    case: Shown, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run from the root of the project at 80 columns; ``...`` stands for lines left out."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    program, *arguments = shlex.split(case.command)
    assert program == "zopa"
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert len(case.output.replace("...", "").strip()) > 20, "the page shows too little to check"
    assert doctest.OutputChecker().check_output(case.output, printed, FLAGS), printed


def test_every_example_page_shows_a_command() -> None:
    """Each page says how to get what it tells."""
    pages = {page.name for page in (ROOT / "docs" / "examples").glob("*.md")}
    assert pages == {case.page for case in SHOWN}
