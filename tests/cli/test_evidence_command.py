"""From reports to claims through the real commands: what they print and what they write."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from zopa.cli import main
from zopa.cli.evidence import COMMANDS
from zopa.evidence import read_ledger
from zopa.jobs.check import check

CASE = """\
# A remark that stays.
zopa: 1
id: ferry
title: Ferry talks
parties:
  crew: {name: Crew, aliases: [the union]}
  line: {name: Line, aliases: [the company]}
claims:
  c1: {source: z, quote: once said, note: an old one}
sources:
  z: {title: An older text}
issues:
  pay: {name: Pay, options: [two, four]}
  nights: {name: Nights, options: [all, fewer]}
"""
ONE = """\
Ferry talks end without a deal

NORTHPORT, May 4, 2026 — Talks between the ferry company and its crew ended on Monday.

"We demand 4 percent, and we will not accept less," the union said. "We couldn't sign that paper."

The company said it would pay 2 percent from June.

The mediator went home early.
"""
OTHER = """\
No agreement for the ferries

5 May 2026

"We demand 4 percent, and we won't accept less," the union said.

The company told reporters that it would not close a line this year.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a case and two reports, which is where we are."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "one.txt").write_text(ONE)
    (tmp_path / "other.txt").write_text(OTHER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ZOPA_ANALYST", "ann")
    return tmp_path


@pytest.fixture
def filled(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return such a folder with both reports in the ledger."""
    assert run(capsys, "add", "one.txt", "other.txt")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must succeed and return what it printed."""
    code = main(["evidence", *arguments])
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, ""), printed.err
    return printed.out


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Run a command with ``--json`` and return what it said."""
    return json.loads(run(capsys, *arguments, "--json"))


def named(folder: Path, words: str) -> str:
    """Return the id of the one statement that has these words."""
    ledger = read_ledger(folder)
    assert ledger is not None
    [found] = [each.id for each in ledger.statements.values() if words in each.words]
    return found


def test_without_a_command_all_commands_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """However one asks for them, and without loading anything heavy."""
    for arguments in ([], ["--help"], ["-h"], ["help"]):
        out = run(capsys, *arguments)
        for name, what in COMMANDS.items():
            assert f"{name:<10}{what}" in out
    heavy = "import sys, zopa.cli as c; c.main(['evidence']); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", heavy], capture_output=True, text=True, check=True
    )
    modules = set(loaded.stdout.splitlines()[-1].split())
    assert not modules & {"cyclopts", "rich", "numpy", "zopa.evidence", "ruamel.yaml"}


def test_add_says_what_it_read_and_what_comes_next(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For each report id, title, date, statements, zones left out; then what they share."""
    out = run(capsys, "add", "one.txt", "other.txt")
    assert "a: Ferry talks end without a deal" in out
    assert "2026-05-04" in out
    assert "not listened to: dateline (" in out
    assert "Across reports: 1 in part" in out
    assert out.rstrip().endswith("zopa evidence ledger")
    assert max(map(len, out.splitlines())) <= 80
    assert {path.name for path in folder.iterdir()} >= {"ledger.jsonl", "sources"}


def test_add_names_the_quotations_that_nobody_says(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Titles and nicknames are shown, the first three and not at full length; speech is not."""
    titles = ["Iron Ferry", "Grey Gull", "Long Walk to the Old and Distant Harbour", "Last Pier"]
    closed = "".join(f"The “{title}” closed in May.\n\n" for title in titles)
    spoken = "“We will not sign,” the union said.\n"
    (folder / "names.txt").write_text(closed + spoken, encoding="utf-8")
    out = " ".join(run(capsys, "add", "names.txt").split())
    shown = "“Iron Ferry”, “Grey Gull”, “Long Walk to the Old and Distan…”"
    assert f"4 quotations are nobody's words: {shown}, ..." in out
    [source] = ask(capsys, "add", "names.txt", "--replace")["sources"]
    assert source["unspoken"] == titles
    (folder / "plain.txt").write_text("There is news.\n\n" + spoken, encoding="utf-8")
    assert "nobody's words" not in run(capsys, "add", "plain.txt")


def test_add_has_its_numbers_as_json(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A further report gets the next free letter; files are told apart by content."""
    (filled / "page.html").write_text(
        "<!doctype html><html lang=en><title>Later</title><p>The union said it would wait.</p>"
    )
    found = ask(capsys, "add", "page.html", "--date", "2026-05-06", "--publisher", "The Sound")
    [source] = found["sources"]
    assert (source["id"], source["title"], source["lang"]) == ("c", "Later", "en")
    assert (source["date"], source["publisher"]) == ("2026-05-06", "The Sound")
    assert (source["modes"], source["resolved"]) == ({"indirect": 1}, 1)
    assert found["total"] > 1


def test_a_source_of_the_case_keeps_its_id(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By fingerprint, else by the name of its file; `--id` says otherwise."""
    import hashlib

    digest = hashlib.sha256(ONE.encode()).hexdigest()
    text = CASE.replace(
        "z: {title: An older text}", f"z: {{sha256: {digest}}}\n  y: {{file: other.txt}}"
    )
    (folder / "case.yaml").write_text(text)
    found = ask(capsys, "add", "one.txt", "other.txt")
    assert [source["id"] for source in found["sources"]] == ["z", "y"]
    (folder / "third.txt").write_text(OTHER.replace("5 May", "6 May"))
    assert ask(capsys, "add", "third.txt", "--id", "late")["sources"][0]["id"] == "late"


def test_replace_keeps_what_was_decided(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that was corrected: its accepted statement keeps id and status."""
    name = named(filled, "would pay 2 percent")
    run(capsys, "accept", name)
    (filled / "one.txt").write_text("An added line.\n\n" + ONE)
    found = ask(capsys, "add", "one.txt", "--replace")
    assert found["sources"][0]["id"] == "a"
    ledger = read_ledger(filled)
    assert ledger is not None
    assert ledger.statements[name].status == "accepted"
    assert ledger.statements[name].passages[0].start > 0


@pytest.mark.usefixtures("filled")
def test_the_ledger_is_listed_in_groups(capsys: pytest.CaptureFixture[str]) -> None:
    """By source, speaker, kind and time; only what is asked for; 80 columns."""
    whole = run(capsys, "ledger")
    assert "a: Ferry talks end without a deal (2026-05-04)" in whole
    assert max(map(len, whole.splitlines())) <= 80
    by_kind = run(capsys, "ledger", "--by", "kind")
    assert by_kind.index("demand") < by_kind.index("promise")
    assert "Crew" in run(capsys, "ledger", "--by", "speaker", "--party", "crew")
    by_time = run(capsys, "ledger", "--by", "time")
    assert by_time.index("not after 2026-05-04") < by_time.index("not after 2026-05-05")
    one = ask(capsys, "ledger", "--grep", "4 percent WON'T", "--source", "other.txt")
    [group] = one["groups"]
    assert [each["source"] for each in group["statements"]] == ["b"]
    assert "leave out an option" in run(capsys, "ledger", "--status", "rejected")
    assert ask(capsys, "ledger", "--kind", "threat")["groups"] == []
    assert run(capsys, "ledger", "-q") == ""


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("width", [40, 60, 76, 100])
def test_no_line_is_longer_than_the_screen(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists, pairs, contexts and reasons on narrow and wide screens."""
    monkeypatch.setenv("COLUMNS", str(width))
    for arguments in (
        ["ledger"],
        ["align"],
        ["show", "would pay 2 percent"],
        ["explain", "would pay 2 percent"],
        ["accept", "would pay 2 percent"],
    ):
        assert max(map(len, run(capsys, *arguments).splitlines())) <= width


CLOSED = {"statement", "statements", "modes", "left_out", "relations"}
"""Fields whose content has names of its own: records of the ledger, and counts."""


def fields(value: Any) -> set[str]:
    """Return the names of all fields of a value."""
    found: set[str] = set()
    for key, item in value.items() if isinstance(value, dict) else ():
        found |= {key} if key in CLOSED else {key} | fields(item)
    for item in value if isinstance(value, list) else ():
        found |= fields(item)
    return found


@pytest.mark.usefixtures("filled")
def test_every_field_of_the_json_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    """In the row of its command on the page on JSON."""
    root = Path(__file__).resolve().parents[2]
    page = (root / "docs" / "json.md").read_text(encoding="utf-8").split("## The ledger")[1]
    rows = {name: row for row in page.splitlines() for name in COMMANDS if f"`{name}`" in row[:60]}
    said = "would pay 2 percent"
    asked = {
        "add": ["add", "one.txt", "--replace"],
        "ledger": ["ledger"],
        "align": ["align"],
        "show": ["show", "will not accept"],
        "explain": ["explain", said],
        "accept": ["accept", said],
        "edit": ["edit", said, "--kind", "offer"],
        "link": ["link", said, "c4"],
        "unlink": ["unlink", said, "c4"],
        "mark": ["mark", "a", "The mediator went home early"],
        "export": ["export", "-f", "csv"],
    }
    for name, arguments in asked.items():
        found = fields(ask(capsys, *arguments))
        assert found
        assert {field for field in found if f"`{field}`" not in rows[name]} == set(), name


def test_a_report_cannot_move_the_cursor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a report stay away from the terminal."""
    (folder / "one.txt").write_text(ONE.replace("2 percent", "2\x1b[2J \u202epercent"))
    run(capsys, "add", "one.txt")
    for arguments in (["ledger"], ["show", "june"], ["accept", "june"], ["link", "june"]):
        out = run(capsys, *arguments)
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_a_denial_is_seen_in_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So that nobody takes for said what was denied."""
    (folder / "one.txt").write_text(ONE.replace("said it would pay", "denied that it would pay"))
    run(capsys, "add", "one.txt")
    assert "percent from June. (denied)" in run(capsys, "ledger")


def test_statements_stand_below_the_issues_of_their_claims(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those without a claim come last, under a title that says so."""
    name = named(filled, "would pay 2 percent")
    run(capsys, "link", name, "--about", "pay=two", "--about", "nights")
    total = ask(capsys, "ledger")["total"]
    listed = run(capsys, "ledger", "--by", "issue")
    assert listed.startswith(f"Ferry talks - {total} statements by issue")
    assert listed.count(name) == 2
    groups = ask(capsys, "ledger", "--by", "issue")["groups"]
    assert [group["title"] for group in groups] == ["Pay", "Nights", "no issue yet"]
    assert groups[0]["statements"][0]["claims"] == ["c2"]


@pytest.mark.usefixtures("filled")
def test_pairs_show_the_words_that_differ(capsys: pytest.CaptureFixture[str]) -> None:
    """Without colours between marks; a relation that was decided says by whom."""
    out = run(capsys, "align")
    assert "PARTIAL - 1 pair" in out
    assert "[-We couldn't sign that paper-]" in " ".join(out.split())
    [pair] = ask(capsys, "align")["pairs"]
    run(capsys, "relate", *pair["statements"], "conflict")
    assert "CONFLICT - 1 pair" in run(capsys, "align")
    assert "decided by ann" in run(capsys, "align", "--relation", "conflict")
    assert ask(capsys, "align", "--statement", pair["statements"][0])["pairs"]
    assert "No such pair" in run(capsys, "align", "--relation", "distinct")


def test_a_statement_is_shown_in_its_paragraph(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With marks around words, speaker and cue; the neighbouring paragraphs stay out."""
    name = named(filled, "would pay 2 percent")
    out = run(capsys, "show", name.split("-")[1])
    assert "{The company} /said/ >>it would pay 2 percent from June" in out
    assert "mediator" not in out
    assert f"{name} " in out
    shown = ask(capsys, "show", name)
    assert shown["context"]["whole"]
    start = shown["context"]["start"]
    assert ONE[start : start + len(shown["context"]["text"])] == shown["context"]["text"]


def test_without_its_text_a_statement_shows_what_the_ledger_keeps(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says that the text is not the one that was read."""
    for path in (filled / "sources").iterdir():
        path.unlink()
    out = run(capsys, "show", named(filled, "would pay 2 percent"))
    assert ">>it would pay 2 percent from June" in out
    assert "the text of the source is missing or was changed" in " ".join(out.split())


def test_every_decision_is_explained_by_its_rule(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Found, speaker, kind, zone, and what the analyst did; no rule is unknown."""
    name = named(filled, "would pay 2 percent")
    run(capsys, "accept", name, "--note", "clear")
    reasons = ask(capsys, "explain", name)["reasons"]
    told = {each["what"] for each in reasons}
    assert {"found", "speaker", "kind", "zone", "decided"} <= told
    assert all(each["says"] for each in reasons if each["rule"])
    assert not [each for each in reasons if "does not have" in (each["says"] or "")]
    out = run(capsys, "explain", name)
    assert "accept by ann" in out
    assert max(map(len, out.splitlines())) <= 80


def test_an_unattributed_statement_is_explained_too(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was left empty is said to be left empty."""
    name = named(filled, "would pay 2 percent")
    run(capsys, "edit", name, "--speaker", "none", "--kind", "none")
    told = {each["what"]: each["found"] for each in ask(capsys, "explain", name)["reasons"]}
    assert told["speaker"].startswith("left empty")
    assert told["kind"].startswith("none")


def test_decisions_are_kept_with_name_and_time(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Accept, reject and edit; the analyst is named, else the environment says who."""
    name = named(filled, "would pay 2 percent")
    before = (filled / "ledger.jsonl").read_bytes()
    assert "accepted" in run(capsys, "accept", name, "--analyst", "bo")
    assert "rejected" in run(capsys, "reject", name[:5], "--note", "a slip")
    edited = ask(capsys, "edit", name, "--kind", "offer,promise", "--time", "2026-05-03")
    [statement] = edited["statements"]
    assert (statement["status"], statement["by"]) == ("edited", "ann")
    assert [kind["value"] for kind in statement["kinds"]] == ["offer", "promise"]
    ledger = read_ledger(filled)
    assert ledger is not None
    assert [(each.act, each.by) for each in ledger.decisions] == [
        ("accept", "bo"),
        ("reject", "ann"),
        ("edit", "ann"),
    ]
    assert ledger.decisions[0].at.endswith("Z")
    assert (filled / "ledger.jsonl").read_bytes() == before


def test_link_writes_the_claim_into_the_case(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line more, remarks stay, the statement is accepted, and a check finds no fault."""
    name = named(filled, "would pay 2 percent")
    out = run(capsys, "link", name, "new", "--about", "pay=two", "--about", "nights")
    assert out.startswith(f"c2 (written into case.yaml) rests on {name}")
    text = (filled / "case.yaml").read_text()
    line = f"  c2: {{statement: {name}, about: {{pay: two, nights}}}}\n"
    assert text.replace(line, "") == CASE or f"statement: {name}" in text
    assert "# A remark that stays." in text
    assert check(filled).faults == ()
    linked = ask(capsys, "link", named(filled, "won't accept"), "c2", "--by", "line")
    assert (linked["claim"], linked["new"]) == ("c2", False)
    assert "c1" not in text.split("c2:")[1]


def test_a_link_is_made_once_and_can_be_taken_back(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same link again writes nothing; taken back, the claim is gone from the case file."""
    before = (filled / "case.yaml").read_bytes()
    run(capsys, "link", "would pay 2 percent", "c7", "--about", "pay=two")
    decisions = (filled / "decisions.jsonl").read_bytes()
    run(capsys, "link", "would pay 2 percent", "c7", "--about", "pay=two")
    assert (filled / "decisions.jsonl").read_bytes() == decisions
    assert "c7 had nothing else to rest on" in run(capsys, "unlink", "would pay 2 percent", "c7")
    assert (filled / "case.yaml").read_bytes() == before
    assert main(["evidence", "unlink", "would pay 2 percent", "c7"]) == 1
    assert "it is linked to none" in capsys.readouterr().err
    run(capsys, "link", "would pay 2 percent", "c7")
    run(capsys, "link", "won't accept", "c7", "--by", "crew")
    assert not ask(capsys, "unlink", "would pay 2 percent", "c7")["taken_out"]
    assert "c7" not in run(capsys, "show", "would pay 2 percent")


@pytest.mark.usefixtures("filled")
def test_the_words_to_check_are_all_there(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a narrow screen too: they go on in the next line."""
    monkeypatch.setenv("COLUMNS", "40")
    for arguments in (["accept", "would pay 2 percent"], ["link", "would pay 2 percent"]):
        said = " ".join(run(capsys, *arguments).split())
        assert "would pay 2 percent" in said
        assert "…" not in said


@pytest.mark.usefixtures("filled")
def test_marked_words_become_the_reporters_account(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the quotation marks; with a party they are its statement."""
    [own] = ask(capsys, "mark", "a", "The mediator  went home early")["statements"]
    assert (own["mode"], own["status"], own["flags"]) == ("account", "accepted", ["narrator"])
    [said] = ask(
        capsys,
        "mark",
        "one.txt",
        "“We couldn’t sign that paper.”",
        "--by",
        "crew",
        "--mode",
        "direct",
    )["statements"]
    assert (said["mode"], said["speaker"]["party"]) == ("direct", "crew")
    [apart] = ask(capsys, "mark", "a", "Talks between ... ended on Monday")["statements"]
    assert len(apart["passages"]) == 2


@pytest.mark.parametrize(
    ("form", "suffix"),
    [
        ("jsonl", ".jsonl"),
        ("csv", ".csv"),
        ("md", ".md"),
        ("html", ".html"),
        ("web-annotation", ".jsonld"),
        ("plover", ".plover.jsonl"),
    ],
)
def test_exports_go_to_the_screen_or_to_a_file(
    filled: Path, capsys: pytest.CaptureFixture[str], form: str, suffix: str
) -> None:
    """The ending of the file says the form; the content is the same, after a mark of UTF-8."""
    printed = run(capsys, "export", "--format", form)
    path = filled / f"out{suffix}"
    assert str(path) in run(capsys, "export", "-o", str(path))
    content = path.read_bytes()
    assert content.removeprefix(codecs.BOM_UTF8).decode() == printed
    assert content.startswith(codecs.BOM_UTF8) == (form == "csv")
    assert not printed.startswith("\ufeff")
    assert ask(capsys, "export", "-o", str(path), "-f", form)["path"] == str(path)


def test_an_acceptance_of_what_was_rejected_says_so(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = named(filled, "would pay 2 percent")
    run(capsys, "reject", name, "--analyst", "ann")
    assert f"{name} accepted, which ann had rejected: " in run(capsys, "accept", name)
    assert f"{name} accepted: " in run(capsys, "accept", name, "--analyst", "bob")
    assert f"{name} rejected, which bob had accepted: " in run(capsys, "reject", name)


def test_an_export_with_few_words_can_be_handed_on(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The words of accepted statements are cut, others have none; places and hashes stay."""
    name = named(filled, "would pay 2 percent")
    run(capsys, "accept", name)
    rows = {
        row["id"]: row
        for row in csv.DictReader(io.StringIO(run(capsys, "export", "-f", "csv", "--words", "3")))
    }
    assert rows[name]["words"].startswith("it would pay")
    assert "percent" not in rows[name]["words"]
    assert {row["words"] for row in rows.values() if row["id"] != name} == {""}


def test_colours_are_for_terminals(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal words stand out by colour alone; NO_COLOR and a pipe get marks."""
    from zopa.cli.evidence import _shared

    def shown(colour: bool) -> str:
        monkeypatch.setattr(
            _shared, "screen", lambda: {"width": 80, "colour": colour, "encoding": "utf-8"}
        )
        stream = io.StringIO()
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["evidence", "show", named(filled, "would pay 2 percent")]) == 0
        return stream.getvalue()

    assert "\x1b[" in shown(colour=True)
    assert ">>" not in shown(colour=True)
    assert "\x1b[" not in shown(colour=False)


def test_a_kill_while_reports_are_added_leaves_the_ledger_whole(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whenever it comes: the ledger is as it was, or has the new report."""
    before = read_ledger(filled)
    assert before is not None
    (filled / "long.txt").write_text(ONE.replace("4 May", "7 May") + OTHER * 300)
    command = [sys.executable, "-m", "zopa", "evidence", "add", "long.txt", "-q"]
    for pause in (0.2, 0.5, 0.8):
        process = subprocess.Popen(command, env={**os.environ, "COLUMNS": "80"})
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        process.wait()
        after = read_ledger(filled)
        assert after is not None
        assert set(after.sources) in ({"a", "b"}, {"a", "b", "c"})
        assert set(before.statements) <= set(after.statements)
    assert capsys.readouterr().err == ""
