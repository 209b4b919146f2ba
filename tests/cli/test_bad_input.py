"""Bad input through the real command: exit code 1, one line, no traceback, nothing half-written."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = """\
zopa: 1
parties: [union, port]
issues:
  wage: {now: low, options: [low, high]}
  shifts: {now: old, options: [old, new]}
preferences:
  union:
    weights: {wage: 2, shifts: [1, 3]}
    scores: {wage: {low: 0, high: 10}, shifts: {old: 5, new: 0}}
  port:
    scores: {wage: {low: 10, high: 0}, shifts: {old: 0, new: 9}}
"""
BAD: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "the file is empty"),
    "binary": (bytes(range(256)) * 8, "none of the formats|is binary"),
    "no case": (b"apiVersion: v1\nmetadata: {name: x}\n", "this is no case"),
    "unknown party": (GOOD.replace("  port:\n", "  prot:\n"), "line 10: .*did you mean 'port'"),
    "option missing": (
        GOOD.replace("{old: 5, new: 0}", "{old: 5}"),
        "line 9: .*add a score for 'new'",
    ),
    "not a number": (GOOD.replace("wage: 2", "wage: .nan"), "line 8: .*finite number, found .nan"),
    "weights of zero": (
        GOOD.replace("{wage: 2, shifts: [1, 3]}", "{wage: 0, shifts: 0}"),
        "line 8: .*all weights are 0",
    ),
    "low above high": (GOOD.replace("[1, 3]", "[3, 1]"), r"line 8: .*did you mean \[1, 3\]"),
    "cycle of anchors": (GOOD + "exchange: &a {b: *a}\n", "line 12 the anchor 'a' contains itself"),
    "no legal package": (
        GOOD + "rules: [{never: {wage: [low, high]}}]\n",
        "no package obeys the rules",
    ),
    "large": (b"zopa: 1\n# " + b"x" * 50 * 2**20, "50 MB"),
}


def zopa(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as users do."""
    return subprocess.run(
        [sys.executable, "-m", "zopa", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("command", ["check", "brief"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_said_in_one_line(tmp_path: Path, name: str, command: str) -> None:
    """A person sees what is wrong and where, and no file is left behind."""
    content, wanted = BAD[name]
    file = tmp_path / "case.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    page = tmp_path / "page.html"
    output = ["-o", str(page)] if command == "brief" else []
    done = zopa(command, str(file), *output)
    assert done.returncode == 1, done
    assert done.stderr.startswith("zopa: ")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stdout + done.stderr
    said = done.stdout + done.stderr
    assert re.search(wanted.replace("line ", "(?:line |case.yaml:)"), said), said
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]
