"""The command line: what it prints, what it writes, what it says when something is wrong."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from evidence_cases import accepted, folder, ledger
from zopa import __version__
from zopa.cli import COMMANDS, GROUPS, _shared, main
from zopa.cli.evidence import COMMANDS as EVIDENCE
from zopa.formats import FORMATS
from zopa.jobs.new import new
from zopa.jobs.study import study

FAULTY = "zopa: 1\nparties: [a]\nissues: {x: {options: [1], now: 2}}\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Return a file with the starter case."""
    return new(tmp_path / "case.yaml")


Out = pytest.CaptureFixture[str]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_without_a_command_all_commands_are_listed(arguments: list[str], capsys: Out) -> None:
    """The list is the same however one asks for it."""
    assert main(arguments) == 0
    out = capsys.readouterr().out
    for name, what in COMMANDS.items():
        assert f"{name:<10}{what}" in out


SINGLE = [name for name in COMMANDS if name not in GROUPS]


@pytest.mark.parametrize("name", [*SINGLE, *(f"evidence {name}" for name in EVIDENCE)])
def test_every_command_explains_itself(name: str, capsys: Out) -> None:
    """``--help`` of each command says what it does and takes ``--json``."""
    assert main([*name.split(), "--help"]) == 0
    out = capsys.readouterr().out
    assert f"Usage: zopa {name}" in out
    assert "--json" in out
    assert "Commands" not in out
    assert "--help" not in out


def test_help_lists_the_formats_and_says_where_numbers_are(capsys: Out) -> None:
    """``convert --to`` names every format that can be written; ``brief --json`` is text."""
    assert main(["convert", "--help"]) == 0
    words = re.findall(r"\w+", capsys.readouterr().out)
    assert {name for name, member in FORMATS.items() if member.write} <= set(words)
    assert main(["brief", "--help"]) == 0
    assert "'zopa study --json'" in re.sub(r"\W*\n\W*", " ", capsys.readouterr().out)


def test_counts_of_one_are_singular(tmp_path: Path, capsys: Out) -> None:
    """One number, one rule, one package."""
    file = tmp_path / "one.yaml"
    file.write_text(
        "zopa: 1\nparties: [a]\nissues: {x: {now: 1, options: [1]}}\n"
        "rules: [{if: {x: 1}, then: {x: 1}}]\npreferences: {a: {scores: {x: {1: 5}}}}\n",
        encoding="utf-8",
    )
    assert main(["check", str(file)]) == 0
    out = capsys.readouterr().out
    assert "1 party, 1 with preferences, 1 issue, 1 option, 1 rule, 1 number\n" in out
    assert "1 of 1 package is legal" in out


def test_the_version_is_printed(capsys: Out) -> None:
    """``--version`` is one line."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"zopa {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["breif"], "there is no command 'breif'; did you mean 'brief'?"),
        (["--jsn"], "there is no option '--jsn'"),
        (["brief"], "CASE requires an argument"),
        (["brief", "a", "b"], "'zopa brief --help'"),
        (["study", "a", "--draws", "none"], "'zopa study --help'"),
        (["study", "a", "--draws", "0"], "'zopa study --help'"),
        (["study", "a", "--optoins", "x"], "--optoins"),
        (["convert", "a"], "requires an argument"),
        (["brief", "-"], "zopa reads and writes files, not standard input; give a file instead"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(
    arguments: list[str], wanted: str, capsys: Out
) -> None:
    """The line ends with where to find help."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("zopa: ")
    assert err.count("\n") == 1
    assert wanted in err
    assert "--help'" in err


def test_an_error_is_one_line_and_exit_code_1(capsys: Out) -> None:
    """Also an object, where JSON was asked for."""
    assert main(["study", "nowhere.yaml"]) == 1
    out, err = capsys.readouterr()
    line = "there is no file or folder 'nowhere.yaml'; check the name"
    assert (out, err) == ("", f"zopa: {line}\n")
    assert main(["study", "nowhere.yaml", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == {"error": {"code": "format", "message": line}}
    assert err == f"zopa: {line}\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["study", "{faulty}"], "case-faults"),
        (["study", "{case}", "--options", "nobodys"], "unknown-name"),
        (["brief", "{case}", "-o", "{case}.docx"], "format"),
        (["new", "{case}"], "error"),
    ],
)
def test_errors_in_json_have_a_code(
    arguments: list[str], code: str, case: Path, tmp_path: Path, capsys: Out
) -> None:
    """Programs tell errors apart by their code."""
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(FAULTY, encoding="utf-8")
    filled = [word.format(case=case, faulty=faulty) for word in arguments]
    assert main([*filled, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code


def test_errors_of_the_system_are_one_line(
    capsys: Out, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A full disk or a lack of rights is no bug, so it is no traceback."""

    def fail(path: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("zopa.jobs.new.new", fail)
    assert main(["new", str(tmp_path / "x.yaml")]) == 1
    assert capsys.readouterr().err == f"zopa: '{tmp_path / 'x.yaml'}': Permission denied\n"


def test_lack_of_memory_is_one_line(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large a question says so."""

    def fail(path: Path) -> Path:
        raise MemoryError(str(path))

    monkeypatch.setattr("zopa.jobs.new.new", fail)
    assert main(["new", "x.yaml"]) == 1
    assert "the memory of this machine does not suffice" in capsys.readouterr().err


def test_an_interrupted_command_ends_with_130(capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C prints nothing."""

    def stop(path: Path) -> Path:
        raise KeyboardInterrupt(path)

    monkeypatch.setattr("zopa.jobs.new.new", stop)
    assert main(["new", "x.yaml"]) == 130
    assert capsys.readouterr() == ("", "")


def test_check_lists_all_faults(tmp_path: Path, capsys: Out) -> None:
    """One line for each, as compilers do, and exit code 1."""
    file = tmp_path / "case.yaml"
    file.write_text(FAULTY + "id: [x]\n", encoding="utf-8")
    assert main(["check", str(file)]) == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[0] for line in out.splitlines()] == [f"{file}:3", f"{file}:4"]
    assert err == f"zopa: {file} has 2 faults\n"
    assert main(["check", str(file), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [fault["line"] for fault in found["faults"]] == [3, 4]
    assert not found["sound"]


def test_check_says_what_a_case_contains(case: Path, capsys: Out) -> None:
    """A sound case is summed up; with ``--quiet`` the exit code is all."""
    assert main(["check", str(case)]) == 0
    out = capsys.readouterr().out
    assert "Renewing the lease of a shop" in out
    assert "3 parties, 2 with preferences, 4 issues, 12 options" in out
    assert "1 source," in out
    assert "options 'all': 48 of 72 packages are legal" in out
    assert main(["check", str(case), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_warnings_leave_the_exit_code_at_0(case: Path, capsys: Out) -> None:
    """``check`` lists them; other commands say in one line beside the answer that there are some."""
    text = case.read_text(encoding="utf-8").replace("date: 2024-03-20, what", "date: March, what")
    case.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("date: March, what")].count("\n")
    assert main(["check", str(case)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"{case}:{line}: warning: the date 'March' of an event")
    assert out.endswith("  no faults, 1 warning\n")
    assert err == ""
    for command in ("study", "brief"):
        assert main([command, str(case), "--draws", "5", "--json"]) == 0
        out, err = capsys.readouterr()
        assert json.loads(out)
        assert err == "zopa: 1 warning; 'zopa check' lists it\n"
        assert main([command, str(case), "--draws", "5", "--quiet"]) == 0
        assert capsys.readouterr() == ("", "")


def test_study_prints_the_json_of_the_job(case: Path, capsys: Out) -> None:
    """Options reach the job under its names."""
    options = ["--options", "on_the_table", "--draws", "50", "--seed", "7", "--strict"]
    assert main(["study", str(case), "--json", *options]) == 0
    found = json.loads(capsys.readouterr().out)
    expected = study(case, option_set="on_the_table", draws=50, seed=7, strict=True)
    assert found["zone"]["draws"] == 50
    assert (found["seed"], found["options"], found["strict"]) == (7, "on_the_table", True)
    assert found["zone"]["count"] == expected.zone.count.value


def test_study_without_json_is_short(case: Path, capsys: Out) -> None:
    """The main numbers, one in a line."""
    assert main(["study", str(case), "--draws", "20"]) == 0
    out = capsys.readouterr().out
    assert "on_the_table: 0 of 24 packages, a deal in " in out
    assert "frontier: " in out
    assert "nash: tenant " in out


def test_brief_prints_and_writes(case: Path, tmp_path: Path, capsys: Out) -> None:
    """``-o`` may be given several times and before the case; ``--quiet`` only writes."""
    page, text = tmp_path / "a.html", tmp_path / "a.txt"
    arguments = ["-o", str(page), "-o", str(text), str(case), "--draws", "20"]
    assert main(["brief", *arguments]) == 0
    out = capsys.readouterr().out
    assert "WHAT WOULD UNLOCK IT" in out
    assert f"Page with pictures: {page}\nWritten: {text}\n" in out
    assert page.read_text(encoding="utf-8").startswith("<!")
    assert max(map(len, out.splitlines()[:-2])) <= 80
    assert "\x1b" not in out
    assert main(["brief", *arguments, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["brief", *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["paths"] == [str(page), str(text)]


def test_revealed_can_be_switched(case: Path, capsys: Out) -> None:
    """``--revealed`` keeps fewer draws than ``--no-revealed``."""
    kept = {}
    for flag in ("--revealed", "--no-revealed"):
        assert main(["study", str(case), "--json", "--draws", "50", flag]) == 0
        kept[flag] = json.loads(capsys.readouterr().out)["uncertainty"]["kept"]
    assert kept["--no-revealed"] is None
    assert kept["--revealed"] is not None


def test_new_says_the_next_step(tmp_path: Path, capsys: Out) -> None:
    """The file is named, and what to try with it."""
    file = tmp_path / "talks" / "case.yaml"
    assert main(["new", str(file.parent)]) == 0
    out = capsys.readouterr().out
    assert out.index(f"'zopa check {file}'") < out.index(f"'zopa brief {file}'")
    assert main(["new", str(tmp_path / "b.yml"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": str(tmp_path / "b.yml")}


def test_schema_is_json(capsys: Out) -> None:
    """What is printed is a JSON Schema."""
    assert main(["schema"]) == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


def test_convert_writes_another_format(case: Path, tmp_path: Path, capsys: Out) -> None:
    """The files are listed; what the target cannot hold is said beside the answer."""
    target = tmp_path / "out.yaml"
    assert main(["convert", str(case), str(target)]) == 0
    assert capsys.readouterr() == (f"{target}\n", "")
    assert main(["convert", str(case), str(target), "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["paths"] == [str(target)]
    assert main(["convert", str(case), str(target), "--to", "nonsense"]) == 1


def test_convert_says_what_is_lost(tmp_path: Path, capsys: Out) -> None:
    """Remarks go to standard error, one line each; the answer stays clean."""
    plain = tmp_path / "plain.yaml"
    plain.write_text(
        "zopa: 1\nparties: [a, b]\nissues: {x: {options: {low: {origin: a}, high: High}}}\n"
        "preferences:\n  a: {scores: {x: {low: 0, high: 1}}, no_deal: 0}\n"
        "  b: {scores: {x: {low: 1, high: 0}}, no_deal: 0}\n",
        encoding="utf-8",
    )
    target = tmp_path / "out"
    assert main(["convert", str(plain), str(target), "--to", "geniusweb"]) == 0
    out, err = capsys.readouterr()
    assert all(Path(line).is_file() for line in out.splitlines())
    assert err.startswith("lost: ")
    assert main(["convert", str(target), str(tmp_path / "back.yaml"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


class Screen:
    """A standard error that is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True

    def write(self, text: str) -> int:
        """Keep what is shown."""
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Do nothing."""


def test_a_bar_shows_only_when_work_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short work shows nothing; long work shows its label."""
    shown = {}
    for patience in (1000.0, 0.0):
        screen = Screen()
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setattr(_shared, "PATIENCE_S", patience)
        with _shared.progress() as report:
            assert report is not None
            report("drawing", 0.3)
            report("drawing", 0.6)
        shown[patience] = screen.text
    assert shown[1000.0] == ""
    assert "drawing" in shown[0.0]


def test_no_bar_in_a_pipe() -> None:
    """Where standard error is no terminal, or silence is asked for, nobody reports."""
    with _shared.progress() as report:
        assert report is None
    with _shared.progress(quiet=True) as report:
        assert report is None


def run(*arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
    """Run the real command."""
    return subprocess.run(
        [sys.executable, "-m", "zopa", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **options},
        timeout=60,
    )


def test_a_reader_that_leaves_is_no_error() -> None:
    """``zopa schema | head`` ends in silence."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "zopa", "schema"], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert done.returncode == 141
    assert done.stderr == b""


def test_a_poor_terminal_gets_other_signs(case: Path) -> None:
    """Where the screen knows ASCII only, printing still works."""
    case.write_text(
        case.read_text(encoding="utf-8").replace("shop-lease", "böse"), encoding="utf-8"
    )
    done = run("study", str(case), "--json", "--draws", "5", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert '"id": "b?se"' in done.stdout


def test_help_is_fast_because_nothing_is_loaded() -> None:
    """The list of commands loads no library; the best of three takes under 250 ms of work."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "zopa", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert not loaded & {"numpy", "pydantic", "cyclopts", "rich", "ruamel", "scipy", "altair"}
    times = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(times) < 0.25


def test_a_brief_remarks_on_faults_of_its_evidence(tmp_path: Path, capsys: Out) -> None:
    """Beside the warnings; it is printed all the same."""
    path = folder(tmp_path / "trams", found=accepted(ledger(), "post-2", "star-2"))
    assert main(["brief", str(path), "--draws", "5"]) == 0
    out, err = capsys.readouterr()
    assert "2 faults in the evidence; 'zopa check' lists them." in out
    assert err == "zopa: 2 faults in the evidence; 'zopa check' lists them\n"
