"""``zopa exchange``: what it prints, what it writes, what it says when a case cannot answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import zopa
from zopa.cli import main
from zopa.errors import FormatError
from zopa.jobs.exchange import as_json, exchange, fields, report

Out = pytest.CaptureFixture[str]
SWAP = """
zopa: 1
parties: [ann, bob]
issues:
  x: {by: ann, now: kept, options: [kept, given]}
  y: {by: bob, now: kept, options: [kept, half, given]}
preferences:
  ann: {scores: {x: {kept: 3, given: 0}, y: {kept: 0, half: 2, given: 5}}, no_deal: {value: 3}}
  bob: {scores: {x: {kept: 0, given: 5}, y: {kept: 3, half: 2, given: 0}}, no_deal: {value: 3}}
packages:
  swap: {x: given, y: given}
"""

ONE, OTHER = "{if: {x: given}, then: {y: given}}", "{if: {y: given}, then: {x: given}}"


@pytest.fixture
def swap(tmp_path: Path) -> Path:
    """Return a file in which two parties could swap."""
    path = tmp_path / "swap.yaml"
    path.write_text(SWAP, encoding="utf-8")
    return path


def test_the_answer_is_printed(examples: Path, capsys: Out) -> None:
    """The section of the brief alone, no wider than the screen."""
    assert main(["exchange", str(examples / "hanoi-2019")]) == 0
    out = capsys.readouterr().out
    assert "IN WHAT ORDER" in out
    assert "THE ZONE" not in out
    assert "holds too." in out
    assert max(map(len, out.splitlines())) <= 100


def test_a_case_without_exchange_is_answered_too(swap: Path, capsys: Out) -> None:
    """Nothing binds anybody then."""
    assert main(["exchange", str(swap), "--one-at-a-time"]) == 0
    out = capsys.readouterr().out
    assert "No order of the two steps to the Nash package holds by itself" in out
    assert "What would make it hold" in out
    assert "none of it binds anybody" in " ".join(out.split())


def test_another_package_and_joint_rounds(swap: Path, capsys: Out) -> None:
    """``--to`` names a package or a solution; hand over hand, a swap holds."""
    assert main(["exchange", str(swap), "--to", "swap"]) == 0
    assert "“swap” can be carried out" in capsys.readouterr().out
    assert main(["exchange", str(swap), "--to", "egalitarian"]) == 0
    assert "The egalitarian package can be carried out" in capsys.readouterr().out


def test_json_has_every_field(swap: Path, capsys: Out) -> None:
    """The same as the job gives, and nothing that JSON does not have."""
    assert main(["exchange", str(swap), "--one-at-a-time", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found == json.loads(json.dumps(as_json(exchange(swap, joint=False)), allow_nan=False))
    assert found["json"] == 1
    assert found["possible"] is False
    assert found["joint_rounds"] is False
    assert [step["id"] for step in found["steps"]] == ["x", "y"]
    assert found["schedules"][0]["rounds"] in ([["x"], ["y"]], [["y"], ["x"]])
    assert found["repairs"][0]["schedule"]["safe"] is True
    assert found["deposits"] == [{"ann": 0, "bob": 3}, {"ann": 3, "bob": 0}]


def test_every_json_field_is_documented(swap: Path) -> None:
    """Names of all levels stand in the page on JSON."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    part = page.split("## In what order")[1].split("\n## ")[0]
    found = fields(exchange(swap, joint=False))
    schedule = found["schedules"][0]
    names = {*found, *schedule, *found["steps"][0], *found["repairs"][0], *schedule["breaks"][0]}
    assert [name for name in sorted(names) if f"`{name}`" not in part] == []


def test_files_are_written(swap: Path, tmp_path: Path, capsys: Out) -> None:
    """Page and text; quiet says nothing."""
    page, text = tmp_path / "order.html", tmp_path / "order.txt"
    assert main(["exchange", str(swap), "-o", str(page), "-o", str(text), "-q"]) == 0
    assert capsys.readouterr().out == ""
    assert "In what order" in page.read_text(encoding="utf-8")
    assert "IN WHAT ORDER" in text.read_text(encoding="utf-8")
    result = report(swap, outputs=[tmp_path / "order.svg"], joint=False)
    assert {path.name for path in result.paths} == {"order-ladder.svg", "order-deposits.svg"}
    with pytest.raises(FormatError, match="files that end in"):
        report(swap, outputs=[tmp_path / "order.doc"])


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        (("by: ann, ", ""), [], "issue 'x' does not say who carries it out"),
        (("now: kept, options: [kept, given]", "options: [kept, given]"), [], "'x' has no 'now'"),
        (("by: ann", "by: [ann, bob]"), [], "carried out by 'ann' and 'bob' together"),
        (("", ""), ["--to", "swop"], "did you mean 'swap'?"),
        (("swap: {x: given, y: given}", "swap: {x: kept, y: kept}"), ["--to", "swap"], "nothing"),
        (
            ("packages:", "rules: [{if: {x: given}, then: {y: half}}]\npackages:"),
            ["--to", "swap"],
            "breaks the rule 'if x = given then y = half', so it cannot be agreed",
        ),
        (
            (
                "packages:",
                f"rules: [{ONE}, {OTHER}]\npackages:",
            ),
            ["--to", "swap"],
            "no way leads from now to the package",
        ),
        (("value: 3}}\npack", "value: 9}}\npack"), [], "the solution 'nash' of case"),
        (("preferences:", "notes: [none]\nx-p:"), ["--to", "swap"], ""),
    ],
)
def test_what_cannot_be_answered_is_one_line(
    swap: Path, capsys: Out, change: tuple[str, str], arguments: list[str], message: str
) -> None:
    """Exit code 1, one line on standard error that names the place."""
    swap.write_text(SWAP.replace(*change, 1), encoding="utf-8")
    assert main(["exchange", str(swap), *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert message in said.err


@pytest.mark.parametrize("to", [[], ["--to", "nash"], ["--to", "nope"]])
def test_rankings_alone_are_for_stability(examples: Path, capsys: Out, to: list[str]) -> None:
    """Whatever is asked for."""
    assert main(["exchange", str(examples / "elmira"), *to]) == 1
    assert "only 'zopa stability' works with rankings" in capsys.readouterr().err


def test_in_a_shell_it_is_one_function(swap: Path) -> None:
    """``zopa.exchange`` of a case is what the command prints."""
    assert zopa.exchange(zopa.read(swap)).schedules == exchange(swap).schedules
