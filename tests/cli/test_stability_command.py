"""``zopa stability``: what it prints, writes and refuses, on the examples as a user has them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zopa.cli import main

Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the screen to 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def run(capsys: Out, *arguments: object) -> tuple[int, str, str]:
    """Return exit code, output and errors of one command."""
    code = main(["stability", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_elmira_is_answered_without_scores(examples: Path, capsys: Out) -> None:
    """A case with orders of states only, which `zopa brief` cannot study."""
    code, out, err = run(capsys, examples / "elmira")
    assert (code, err) == (0, "")
    assert "The present state may hold" in out
    assert "Of 9 states, 3 hold" in out
    whole = " ".join(out.split())
    assert "Together, Ministry of the Environment and Uniroyal would leave s5 for s8." in whole
    assert max(map(len, out.splitlines())) <= 80
    assert main(["brief", str(examples / "elmira")]) == 1


def test_hanoi_says_what_would_hold(examples: Path, capsys: Out) -> None:
    """The fair package would hold, offer and demand would not; with chances."""
    code, out, _ = run(capsys, examples / "hanoi-2019", "--draws", 30)
    assert code == 0
    flat = " ".join(out.split())
    assert "the Nash package would hold" in flat
    assert "North Korea's offer would not (United States would leave it)" in flat
    assert "in draws" in out
    assert len(out.splitlines()) <= 45


def test_the_same_seed_prints_the_same(examples: Path, capsys: Out) -> None:
    """Twice the same, and another seed is another answer at most in the shares."""
    first = run(capsys, examples / "hanoi-2019", "--draws", 30)
    assert run(capsys, examples / "hanoi-2019", "--draws", 30) == first
    other = run(capsys, examples / "hanoi-2019", "--draws", 30, "--seed", 2)
    assert other[0] == 0
    assert other[1] != first[1]


def test_states_may_be_asked_for(examples: Path, capsys: Out) -> None:
    """By options, with the rest as now, several times."""
    code, out, _ = run(
        capsys,
        examples / "elmira",
        "--state",
        "s2",
        "--state",
        "insist=yes, modify=yes",
        "--json",
    )
    assert code == 0
    asked = [r["id"] for r in json.loads(out)["reports"] if "asked" in r["roles"]]
    assert sorted(asked) == ["s2", "s6"]


def test_definitions_may_be_chosen(examples: Path, capsys: Out) -> None:
    """Only those are computed, and the words go by them."""
    code, out, _ = run(capsys, examples / "elmira", "--concept", "nash", "--json")
    found = json.loads(out)
    assert (code, found["definitions"]) == (0, ["nash"])
    code, out, _ = run(capsys, examples / "elmira", "--concept", "nash")
    assert "Leaves: some move of its own is a gain." in " ".join(out.split())


def test_why_explains_one_state(examples: Path, capsys: Out) -> None:
    """Each party under its name, by definition; nothing of other states."""
    code, out, _ = run(capsys, examples / "elmira", "--why", "s2")
    assert code == 0
    assert "WOULD IT HOLD: S2" in out
    assert "Against now: The ministry softens its order." in out
    for party in ("Ministry of the Environment", "Uniroyal", "Local government"):
        assert f"\n  {party}\n" in out
    assert "s8" not in out
    code, out, _ = run(capsys, examples / "elmira", "--why", "s2", "--json")
    assert len(json.loads(out)["why"]) == 3 * 5


def test_files_are_written(examples: Path, tmp_path: Path, capsys: Out) -> None:
    """The page and the picture are named; with --quiet nothing is said."""
    page, picture = tmp_path / "e.html", tmp_path / "e.svg"
    code, out, _ = run(capsys, examples / "elmira", "-o", page, "-o", picture)
    assert code == 0
    assert f"Page with pictures: {page}" in out
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    code, out, err = run(capsys, examples / "elmira", "-o", page, "--quiet")
    assert (code, out, err) == (0, "", "")


CASE = """\
zopa: 1
parties: [ann, bob]
issues:
  a: {by: ann, now: no, options: [no, yes]}
  b: {by: bob, now: no, options: [no, yes]}
preferences:
  ann: {priorities: [b, not a]}
  bob: {priorities: [a, not b]}
"""
BAD = {
    "nobody moves an issue": (
        CASE.replace("b: {by: bob, ", "b: {"),
        "issue 'b' does not say who moves it; add 'by: ...'",
    ),
    "a ranking leaves out states": (
        CASE.replace("{priorities: [b, not a]}", "{ranking: [{a: no, b: no}, {a: yes, b: no}]}"),
        "the ranking of party 'ann' leaves out the state",
    ),
    "a ranking names a state twice": (
        CASE.replace("{priorities: [b, not a]}", "{ranking: [{a: no, b: no}, {a: no, b: no}]}"),
        "twice",
    ),
    "a statement has an unknown option": (
        CASE.replace("[b, not a]", "[b = maybe]"),
        "maybe",
    ),
    "a statement has an unknown issue": (CASE.replace("[b, not a]", "[c]"), "'c'"),
    "a mover wants nothing": (
        CASE.replace("  bob: {priorities: [a, not b]}\n", ""),
        "party 'bob' moves issue 'b' but has no preferences",
    ),
    "nobody wants anything": (CASE.split("preferences:", maxsplit=1)[0], "preferences"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_plain_line(name: str, tmp_path: Path, capsys: Out) -> None:
    """Exit code 1, one line that names the place, nothing printed."""
    text, wanted = BAD[name]
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    code, out, err = run(capsys, file)
    assert (code, out) == (1, "")
    assert err.startswith("zopa: ")
    assert err.count("\n") == 1
    assert wanted in err


def test_the_case_of_the_bad_ones_is_good(tmp_path: Path, capsys: Out) -> None:
    """The prisoners' dilemma: each would confess, each is deterred."""
    file = tmp_path / "case.yaml"
    file.write_text(CASE, encoding="utf-8")
    code, out, _ = run(capsys, file)
    assert code == 0
    assert "The present state holds" in out


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("--state", "s77"), "no state 's77'"),
        (("--state", "modify=maybe"), "maybe"),
        (("--why", "insist=yes, abandon=maybe"), "maybe"),
        (("--concept", "nahs"), "did you mean 'nash'"),
        (("--concept", "l2"), "for two parties"),
        (("--concept", "sim"), "option form"),
        (("-o", "nowhere/x.html"), "there is no folder"),
        (("-o", "x.doc"), "'.doc'"),
    ],
)
def test_bad_questions_are_one_plain_line(
    arguments: tuple[str, ...], wanted: str, examples: Path, capsys: Out
) -> None:
    """The case is fine, the question is not."""
    code, out, err = run(capsys, examples / "elmira", *arguments)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert wanted in err
