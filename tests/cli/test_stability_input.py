"""Bad input of a stability question through the real command: one line that names the place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from zopa.cli import main

GOOD = """\
zopa: 1
parties: [union, port]
issues:
  wage: {by: port, now: low, options: [low, high]}
  shifts: {by: union, now: old, options: [old, new]}
  length: {term: true, options: [short, long]}
states:
  names: {calm: {wage: low, shifts: new}}
  merge: {strike: {name: Strike, states: {wage: high}, counts_as: {wage: high, shifts: old}}}
preferences:
  union: {priorities: [wage = high, shifts = old]}
  port: {ranking: [calm, {wage: low, shifts: old}, strike]}
"""
BAD: dict[str, tuple[str, str]] = {
    "issue without by": (
        GOOD.replace("wage: {by: port, ", "wage: {"),
        (
            r"issue 'wage' does not say who moves it; add 'by: \.\.\.' "
            r"\(or 'term: true' if it is a clause of the deal\)"
        ),
    ),
    "mover without preferences": (
        GOOD.replace("  union: {priorities: [wage = high, shifts = old]}\n", ""),
        "party 'union' moves issue 'shifts' but has no preferences; give it scores, a ranking or",
    ),
    "ranking omits a state": (
        GOOD.replace("ranking: [calm, ", "ranking: ["),
        "the ranking of party 'port' leaves out the state 'calm'; it must name all 3 states",
    ),
    "ranking names no state": (
        GOOD.replace("ranking: [calm", "ranking: [clam"),
        "line 12: .*'clam'.* did you mean 'calm'",
    ),
    "ranking names a merged one": (
        GOOD.replace("{wage: low, shifts: old}, strike", "{wage: high, shifts: new}, strike"),
        "the ranking of party 'port' names .*which is no state: some rule forbids it, or it is merged",
    ),
    "statement with an unknown option": (
        GOOD.replace("wage = high,", "wage = hihg,"),
        "line 11: .*'hihg'.* did you mean 'high'",
    ),
    "statement with an unknown issue": (
        GOOD.replace("shifts = old]", "shift = old]"),
        "line 11: .*'shift'.* did you mean 'shifts'",
    ),
    "statement that is none": (
        GOOD.replace("wage = high,", "wage = high and,"),
        "line 11: .*",
    ),
    "named state against a rule": (
        GOOD + "rules: [{never: {wage: low, shifts: new}}]\n",
        "the state 'calm' is forbidden by the rule 'never wage = low and shifts = new'",
    ),
    "merged state of nothing": (
        GOOD.replace(
            "ranking: [calm, {wage: low, shifts: old}, strike]", "priorities: [wage = low]"
        )
        + "rules: [{never: {wage: high}}]\n",
        "the merged state 'strike' holds no possible state; mend its pattern or the rules",
    ),
}


Screen = pytest.CaptureFixture[str]


def refused(screen: Screen, arguments: Sequence[str | Path], wanted: str) -> None:
    """Assert that a command fails with one line that says what is wanted."""
    code = main([str(argument) for argument in arguments])
    said = screen.readouterr()
    assert code == 1, said
    assert said.out == ""
    assert said.err.startswith("zopa: ")
    assert said.err.count("\n") == 1
    assert re.search(wanted, said.err), said.err


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_said_in_one_line(tmp_path: Path, capsys: Screen, name: str) -> None:
    """What is wrong and where; nothing is written."""
    content, wanted = BAD[name]
    file = tmp_path / "case.yaml"
    file.write_text(content, encoding="utf-8")
    refused(capsys, ["stability", file, "-o", tmp_path / "page.html"], wanted)
    assert [path.name for path in tmp_path.iterdir()] == ["case.yaml"]


def test_the_good_file_is_good(tmp_path: Path, capsys: Screen) -> None:
    """So that each fault above is the only one."""
    file = tmp_path / "case.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert main(["stability", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["states"] == 3


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--state", "clam"), "no state 'clam'; did you mean 'calm'"),
        (("--state", "wage=hihg"), "option 'hihg', which issue 'wage' does not have; did you mean"),
        (("--why", "nowhere"), "no state 'nowhere'"),
        (("--concept", "nahs"), "no definition of stability is called 'nahs'; did you mean 'nash'"),
        (("--concept", "sim"), "needs moves in option form"),
    ],
)
def test_bad_questions_are_said_in_one_line(
    tmp_path: Path, capsys: Screen, options: tuple[str, ...], wanted: str
) -> None:
    """States and definitions that there are not, or that do not fit."""
    file = tmp_path / "case.yaml"
    file.write_text(GOOD, encoding="utf-8")
    refused(capsys, ["stability", file, *options], wanted)


def test_a_broken_gmcr_file_is_said_in_one_line(tmp_path: Path) -> None:
    """A ranking by numbers that leaves states out; as a program of its own."""
    model = {
        "options": [{"name": "x"}],
        "decisionMakers": [{"name": "A", "options": [0], "preferenceRanking": [2]}],
        "useManualPreferenceRanking": True,
    }
    file = tmp_path / "a.gmcr"
    file.write_text(json.dumps(model), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "zopa", "stability", str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    wanted = "the ranking of 'A' leaves out state 1; it must name all 2 states"
    assert done.stderr == f"zopa: {file}: {wanted}\n"
