"""Bad reports, names and files through the real commands: one line, a code, nothing written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from zopa.cli import main

CASE = """\
zopa: 1
parties:
  crew: {name: Crew, aliases: [the union]}
  line: {name: Line, aliases: [the company]}
issues: {pay: {options: [two, four]}}
"""
REPORT = """\
Ferry talks end without a deal

May 4, 2026

"We demand 4 percent," the union said. The company said it would pay 2 percent.
"""
SAID = '\n\n"We will wait," the union said.\n'

Screen = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a case with one report in its ledger, which is where we are."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "report.txt").write_text(REPORT)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZOPA_ANALYST", "ann")
    assert main(["evidence", "add", "report.txt", "-q"]) == 0
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused(
    capsys: Screen, folder: Path, *arguments: str, code: str, says: str, exit_code: int = 1
) -> None:
    """Assert that a command says one line with a code, and that it changes no file."""
    capsys.readouterr()
    before = contents(folder)
    assert main(["evidence", *arguments, "--json"]) == exit_code
    printed = capsys.readouterr()
    assert contents(folder) == before
    [line] = printed.err.splitlines()
    found = json.loads(printed.out)["error"]
    assert (found["code"], line) == (code, f"zopa: {found['message']}")
    assert says in line


def word_file(path: Path) -> None:
    """Write what begins like a file of a word processor."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>")


BAD_FILES: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", "empty", "is empty"),
    "white": (b" \n\n\t", "empty", "only white space"),
    "binary": (b"said\x00\x01\x02\xff" * 40, "binary", "NUL"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "binary", "PDF"),
    "undecodable": (
        ("é" * 400 + SAID).encode() + b"\xff\xfe said" + ("é" * 400).encode(),
        "undecodable",
        "834",
    ),
    "silent": (
        b"The harbour lay still.\n\nNo ship came in.\n",
        "no-statements",
        "nobody is quoted",
    ),
    "duplicate": (REPORT.encode(), "duplicate", "in the ledger already, as source 'a'"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_report_is_refused_in_one_line(folder: Path, capsys: Screen, name: str) -> None:
    """Empty, binary, a PDF, a bad byte with its place, nobody quoted, a report that is there."""
    content, code, says = BAD_FILES[name]
    (folder / "bad.txt").write_bytes(content)
    refused(capsys, folder, "add", "bad.txt", code=code, says=says)


def test_a_file_of_a_word_processor_is_named(folder: Path, capsys: Screen) -> None:
    """By its content, whatever its name."""
    word_file(folder / "bad.txt")
    refused(capsys, folder, "add", "bad.txt", code="binary", says="Word")


def test_one_bad_report_among_good_ones_adds_none(folder: Path, capsys: Screen) -> None:
    """All or nothing."""
    (folder / "good.txt").write_text("News" + SAID)
    (folder / "bad.txt").write_bytes(b"")
    refused(capsys, folder, "add", "good.txt", "bad.txt", code="empty", says="bad.txt")


def test_a_report_given_twice_is_a_duplicate(folder: Path, capsys: Screen) -> None:
    """Within one command too."""
    (folder / "good.txt").write_text("News" + SAID)
    refused(capsys, folder, "add", "good.txt", "good.txt", code="duplicate", says="good.txt")


def test_a_changed_report_is_refused_with_the_way_out(folder: Path, capsys: Screen) -> None:
    """The same name with another text: ``--replace`` takes it."""
    (folder / "report.txt").write_text(REPORT + SAID)
    refused(capsys, folder, "add", "report.txt", code="changed", says="--replace")
    assert main(["evidence", "add", "report.txt", "--replace", "-q"]) == 0


def test_files_that_are_missing_or_too_large_are_refused(folder: Path, capsys: Screen) -> None:
    """With the limit that can be raised."""
    refused(capsys, folder, "add", "none.txt", code="missing", says="none.txt")
    (folder / "large.txt").write_text("News" + SAID * 50)
    refused(
        capsys,
        folder,
        "add",
        "large.txt",
        "--max-size",
        "0.001",
        code="too-large",
        says="--max-size",
    )


def test_a_wrong_encoding_names_those_that_work(folder: Path, capsys: Screen) -> None:
    """One that does not exist, and one that the file is not written in."""
    (folder / "french.txt").write_bytes(("Le café" + SAID).encode("utf-8"))
    refused(
        capsys, folder, "add", "french.txt", "--encoding", "ascii", code="undecodable", says="utf-8"
    )
    refused(
        capsys,
        folder,
        "add",
        "french.txt",
        "--encoding",
        "utf-88",
        code="undecodable",
        says="utf-88",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["add", "report.txt", "--date", "soon"], "error", "the date 'soon' is no day"),
        (["add", "x.txt", "--id", "a/b"], "error", "'a/b' cannot be the id of a source"),
        (["show", "a-000000"], "unknown-name", "the ledger has no statement 'a-000000'"),
        (["explain", "b-1"], "unknown-name", "the ledger has no statement 'b-1'"),
        (["accept", ""], "unknown-name", "the ledger has no statement ''"),
        (["show", "a"], "unknown-name", "give more of it"),
        (["show", "never said"], "unknown-name", "no statement of the ledger has the words"),
        (["ledger", "--kind", "demnad"], "unknown-name", "did you mean 'demand'?"),
        (["ledger", "--party", "crw"], "unknown-name", "did you mean 'crew'?"),
        (["ledger", "--status", "acepted"], "unknown-name", "did you mean 'accepted'?"),
        (["ledger", "--source", "z"], "unknown-name", "the ledger has no source 'z'"),
        (["align", "--relation", "varaint"], "unknown-name", "did you mean 'variant'?"),
        (["mark", "a", "not there at all"], "error", "do not stand in source 'a'"),
        (["mark", "a", "percent"], "error", "stand 2 times in source 'a', at "),
        (["mark", "a", " "], "error", "no words to mark"),
        (["mark", "a", "percent", "--at", "3"], "error", "source 'a' at 3"),
        (["mark", "q", "percent"], "unknown-name", "the ledger has no source 'q'"),
        (["export"], "error", "--format"),
        (["export", "-f", "xml"], "unknown-name", "no export is called 'xml'"),
        (["export", "-f", "jsonl", "-o", "ledger.jsonl"], "format", "a file of the case itself"),
        (["export", "-o", "no/such/folder.csv"], "error", "cannot be written"),
    ],
)
def test_what_does_not_exist_is_said_with_the_nearest(
    folder: Path, capsys: Screen, arguments: list[str], code: str, says: str
) -> None:
    """Ids, kinds, parties, sources, forms."""
    refused(capsys, folder, *arguments, code=code, says=says)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--kind", "offr"], "did you mean 'offer'?"),
        (["--party", "lin"], "did you mean 'line'?"),
        (["--mode", "dirct"], "did you mean 'direct'?"),
        (["--words", "elsewhere"], "do not stand exactly once"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(
    folder: Path, capsys: Screen, arguments: list[str], says: str
) -> None:
    """Nothing is decided then."""
    name = _first(folder, capsys)
    code = "unknown-name" if "--party" in arguments else "error"
    refused(capsys, folder, "edit", name, *arguments, code=code, says=says)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--about", "wage=two"], "unknown-name", "has no issue 'wage'"),
        (["--about", "pay=tow"], "unknown-name", "did you mean 'two'?"),
        (["--stance", "agrees"], "unknown-name", "no stance is called 'agrees'"),
        (["--by", "crw"], "unknown-name", "did you mean 'crew'?"),
    ],
)
def test_a_link_to_nothing_is_refused(
    folder: Path, capsys: Screen, arguments: list[str], code: str, says: str
) -> None:
    """The case stays as it is, and so do the decisions."""
    name = _first(folder, capsys)
    refused(capsys, folder, "link", name, "new", *arguments, code=code, says=says)
    refused(capsys, folder, "relate", name, name, "same", code="error", says="itself")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ad"], "there is no command 'evidence ad'; did you mean 'add'?"),
        (["--jsn"], "there is no option '--jsn'"),
        (["add"], "zopa evidence add --help"),
        (["add", "-"], "standard input"),
        (["add", "x.txt", "--encodng", "utf-8"], "zopa evidence add --help"),
        (["add", "x.txt", "y.txt", "--title", "T"], "--title is for one report"),
        (["accept"], "zopa evidence accept --help"),
        (
            ["link", "we", "new", "--about", "pay=two", "--about", "pay=four"],
            "a claim says one thing of issue 'pay', and two are given; name one of them",
        ),
        (["ledger", "--by", "issues"], "zopa evidence ledger --help"),
        (["edit", "a"], "nothing to change"),
    ],
)
def test_wrong_usage_is_said_with_the_way_to_help(
    folder: Path, capsys: Screen, arguments: list[str], says: str
) -> None:
    """Exit code 2."""
    refused(capsys, folder, *arguments, code="usage", says=says, exit_code=2)


def test_without_a_case_nothing_can_be_added(
    folder: Path, capsys: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No case here, no such case, a case without a ledger, a case of another format."""
    empty = folder / "empty"
    empty.mkdir()
    (empty / "talks.yaml").write_text(CASE)
    monkeypatch.chdir(empty)
    refused(capsys, folder, "ledger", code="usage", says="--case", exit_code=2)
    refused(capsys, folder, "ledger", "--case", "no.yaml", code="format", says="'no.yaml'")
    refused(capsys, folder, "ledger", "-c", "talks.yaml", code="question", says="zopa evidence add")


def test_a_broken_ledger_is_named_with_its_line(folder: Path, capsys: Screen) -> None:
    """And no command touches it."""
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-40])
    (folder / "good.txt").write_text("News" + SAID)
    for arguments in (["ledger"], ["add", "good.txt"], ["accept", "a"]):
        refused(capsys, folder, *arguments, code="damaged", says="ledger.jsonl")


def test_marking_needs_the_text(folder: Path, capsys: Screen) -> None:
    """Where the stored text is gone, the line says how to get it back."""
    for path in (folder / "sources").iterdir():
        path.unlink()
    refused(capsys, folder, "mark", "a", "percent", code="missing", says="--replace")


def test_a_guessed_encoding_is_a_remark(folder: Path, capsys: Screen) -> None:
    """The report is taken, the remark stands on standard error."""
    (folder / "old.txt").write_bytes(
        'News\n\n"We will wait at the café," the union said.\n'.encode("cp1252")
    )
    capsys.readouterr()
    assert main(["evidence", "add", "old.txt"]) == 0
    assert "cp1252" in capsys.readouterr().err


def _first(folder: Path, capsys: Screen) -> str:
    capsys.readouterr()
    assert main(["evidence", "ledger", "--json", "--case", str(folder)]) == 0
    name: str = json.loads(capsys.readouterr().out)["groups"][0]["statements"][0]["id"]
    return name
