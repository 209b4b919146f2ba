"""Files of the ledger: found beside the case, whole after every kill, decisions only added."""

from __future__ import annotations

import errno
import json
import os
import signal
import stat
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ledgers import AT, MORNING, act, bare, source, strike
from zopa.errors import FormatError, SourceError
from zopa.evidence.ledger import (
    Store,
    append_decision,
    decided,
    drop_texts,
    only_writer,
    read_decisions,
    read_ledger,
    texts_of,
    with_texts,
    write_ledger,
)
from zopa.model.ledger import Decision, Ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a case folder."""
    (tmp_path / "case.yaml").write_text("zopa: 1\n")
    return tmp_path


def accept(name: str) -> Decision:
    return act("accept", strike().statements[name])


def test_a_case_without_a_ledger_has_none(folder: Path) -> None:
    assert read_ledger(folder) is None
    assert read_decisions(folder) == ()


def test_a_ledger_reads_back_with_its_texts(folder: Path) -> None:
    write_ledger(folder, strike())
    there = read_ledger(folder)
    assert there == bare(strike())
    assert there is not None
    assert all(s.text is None for s in there.sources.values())
    full = with_texts(folder, there)
    assert {n: s.text for n, s in full.sources.items()} == {
        n: s.text for n, s in strike().sources.items()
    }


def test_the_files_of_a_folder_and_of_a_file_have_their_names(tmp_path: Path) -> None:
    """A folder's ledger has plain names, that of ``X.yaml`` begins with ``X``."""
    (tmp_path / "strike").mkdir()
    case = tmp_path / "strike" / "case.yaml"
    case.touch()
    assert Store.of(case) == Store.of(tmp_path / "strike")
    write_ledger(case, replace(strike(), decisions=(accept("a-1"),)))
    write_ledger(tmp_path / "other.yaml", strike())
    made = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    digits = [s.text_sha256[:16] for s in strike().sources.values()]
    assert made == {
        "strike/case.yaml",
        "strike/ledger.jsonl",
        "strike/decisions.jsonl",
        "other.ledger.jsonl",
        *(f"strike/sources/{d}.txt" for d in digits),
        *(f"other.sources/{d}.txt" for d in digits),
    }


def test_bytes_are_kept_where_the_text_does_not_give_them(folder: Path) -> None:
    """A file in another encoding, or a page, is stored as it came."""
    ledger = strike()
    texts = {name: s.text or "" for name, s in ledger.sources.items()}
    raw = {"a": texts["a"].encode("utf-16"), "b": texts["b"].encode()}
    write_ledger(folder, ledger, raw=raw)
    store = Store.of(folder)
    assert store.raw_of(ledger.sources["a"]).read_bytes() == raw["a"]
    assert not store.raw_of(ledger.sources["b"]).exists()
    assert store.text_of(ledger.sources["a"]).read_bytes() == texts["a"].encode()


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in Store.of(folder).sources.iterdir())


def test_the_text_of_a_replaced_source_goes(folder: Path) -> None:
    """With the bytes of its file; those of other sources stay."""
    old, other = strike().sources.values()
    before = strike()
    write_ledger(folder, before, raw={"a": MORNING.encode("utf-16")})
    new = source("a", f"New. {MORNING}")
    after = replace(before, sources={**before.sources, "a": new}, statements={}, alignments=())
    write_ledger(folder, after)
    assert len(stored(folder)) == 4
    drop_texts(folder, before, after)
    kept = [f"{each.text_sha256[:16]}.txt" for each in (new, other)]
    assert stored(folder) == sorted(kept)
    drop_texts(folder, before, after)
    assert stored(folder) == sorted(kept)
    assert not Store.of(folder).raw_of(old).exists()


def test_a_text_that_may_be_needed_stays(folder: Path) -> None:
    """Words of it were accepted and are lost, or somebody put another text in its place."""
    before = strike()
    write_ledger(folder, before)
    there = stored(folder)
    sources = {**before.sources, "a": source("a", "Nothing of it.")}
    lost = replace(before.statements["a-1"], status="accepted", flags=("lost",))
    drop_texts(folder, before, replace(before, sources=sources, statements={"a-1": lost}))
    assert stored(folder) == there
    Store.of(folder).text_of(before.sources["a"]).write_text("mended by hand")
    drop_texts(folder, before, replace(before, sources=sources, statements={}, alignments=()))
    assert stored(folder) == there


def test_a_changed_text_is_not_taken_for_the_source(folder: Path) -> None:
    """Who asks for texts gets it as it is; the ledger goes without."""
    write_ledger(folder, strike())
    ledger = strike()
    Store.of(folder).text_of(ledger.sources["a"]).write_text("something else")
    Store.of(folder).text_of(ledger.sources["b"]).unlink()
    assert texts_of(folder, ledger) == {"a": "something else"}
    full = with_texts(folder, bare(ledger))
    assert [s.text for s in full.sources.values()] == [None, None]


def test_files_can_be_read_by_others(folder: Path) -> None:
    """New files have the rights that any new file has."""
    write_ledger(folder, strike())
    plain = folder / "plain"
    plain.touch()
    there = stat.S_IMODE(Store.of(folder).ledger.stat().st_mode)
    assert there == stat.S_IMODE(plain.stat().st_mode)


def test_a_file_keeps_its_rights_and_its_place(folder: Path) -> None:
    """What was private stays so, and a link stays a link."""
    elsewhere = folder / "elsewhere.jsonl"
    elsewhere.touch()
    elsewhere.chmod(0o640)
    ledger = Store.of(folder).ledger
    ledger.symlink_to(elsewhere)
    write_ledger(folder, strike())
    assert ledger.is_symlink()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o640
    assert read_ledger(folder) == bare(strike())


def test_decisions_are_added_and_applied(folder: Path) -> None:
    write_ledger(folder, strike())
    append_decision(folder, accept("a-1"))
    append_decision(folder, act("reject", strike().statements["a-2"], by="bob"), accept("b-1"))
    ledger = read_ledger(folder)
    assert ledger is not None
    assert [(s.id, s.status, s.by) for s in ledger.statements.values()] == [
        ("a-1", "accepted", "ann"),
        ("a-2", "rejected", "bob"),
        ("b-1", "accepted", "ann"),
        ("b-2", "proposed", None),
    ]
    plain = read_ledger(folder, decided=False)
    assert plain is not None
    assert plain.statements == strike().statements
    assert plain.decisions == ledger.decisions


def test_a_written_ledger_never_writes_decisions_anew(folder: Path) -> None:
    """What stands on disk stays byte for byte."""
    append_decision(folder, accept("a-1"))
    before = Store.of(folder).decisions.read_bytes()
    write_ledger(folder, replace(strike(), decisions=(accept("b-1"),)))
    assert Store.of(folder).decisions.read_bytes() == before


def test_decisions_go_along_where_there_are_none(folder: Path) -> None:
    """A ledger that is handed on takes its decisions with it."""
    ledger = decided(replace(strike(), decisions=(accept("a-1"), accept("b-1"))))
    write_ledger(folder, ledger)
    assert read_ledger(folder) == bare(ledger)


def test_decisions_cut_at_every_byte_lose_none_before(folder: Path) -> None:
    """Read and added to after a cut: all whole decisions are there, then the new one."""
    made = [act("accept", f"a-{number}", note="ümläut “x”") for number in range(3)]
    append_decision(folder, *made)
    path = Store.of(folder).decisions
    data = path.read_bytes()
    assert data.count(b"\n") == 4
    new = act("reject", "b-1")
    for end in range(len(data)):
        path.write_bytes(data[:end])
        ends = [i for i, byte in enumerate(data) if byte == 10]
        whole = sum(end >= place for place in ends)  # a line that lacks only its end counts
        warned: list[str] = []
        assert read_decisions(folder, warn=warned.append) == tuple(made[: max(0, whole - 1)])
        torn = end > 0 and data[end - 1] != 10 and end not in ends
        assert len(warned) == torn
        append_decision(folder, new)
        assert read_decisions(folder) == (*made[: max(0, whole - 1)], new)


def test_a_disk_that_is_full_leaves_no_half_decision(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there stays, and nothing of the new one."""
    append_decision(folder, accept("a-1"))
    before = Store.of(folder).decisions.read_bytes()
    write = os.write

    def full(handle: int, data: bytes) -> int:
        if len(data) < 200:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, data[:100])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FormatError, match=r"decisions\.jsonl': No space left on device; check"):
        append_decision(folder, accept("a-2"))
    assert Store.of(folder).decisions.read_bytes() == before


def test_a_torn_decision_is_said(folder: Path) -> None:
    append_decision(folder, accept("a-1"))
    path = Store.of(folder).decisions
    path.write_bytes(path.read_bytes()[:-5])
    warned: list[str] = []
    assert read_ledger(folder, warn=warned.append) is None
    assert len(warned) == 1
    assert warned[0].startswith(f"{path}, line 2: the last decision was not written to its end (")
    assert read_decisions(folder) == ()


def test_damage_inside_the_decisions_is_said_with_its_line(folder: Path) -> None:
    """Only the last line can be torn; another one that does not read is damage."""
    append_decision(folder, accept("a-1"), accept("a-2"))
    path = Store.of(folder).decisions
    first, second, third = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:-9] + b"\n" + third)
    with pytest.raises(SourceError, match=r"decisions\.jsonl, line 2: this is no record") as error:
        read_ledger(folder)
    assert error.value.code == "damaged"
    path.write_bytes(first + b'{"type": "statement"}\n')
    with pytest.raises(SourceError, match="line 2: 'type' of the statement is 'statement'"):
        read_decisions(folder)


def run(program: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Start Python on a program that says ``ready`` and waits for a line to begin."""
    paths = os.pathsep.join(path for path in sys.path if path)
    started = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert started.stdout is not None
    assert started.stdout.readline() == b"ready\n"
    return started


def go(*started: subprocess.Popen[bytes]) -> None:
    """Let programs begin at the same time."""
    for process in started:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.close()


def ended(started: subprocess.Popen[bytes]) -> int:
    """Return how a program ended."""
    assert started.stdout is not None
    with started.stdout:
        return started.wait(60)


def killed(started: subprocess.Popen[bytes], after_s: float) -> None:
    """Let a program begin, and kill it a moment later."""
    go(started)
    time.sleep(after_s)
    started.send_signal(signal.SIGKILL)
    assert ended(started) == -signal.SIGKILL


WRITER = """
    import sys
    from dataclasses import replace
    from ledgers import source, strike
    from zopa.evidence.ledger import write_ledger
    print("ready", flush=True)
    sys.stdin.readline()
    number = 0
    while True:
        number += 1
        ledger = strike()
        new = source("c", f"version {number} " * 5000)
        sources = {**ledger.sources, "c": new}
        marked = {n: replace(s, note=str(number)) for n, s in ledger.statements.items()}
        write_ledger(sys.argv[1], replace(ledger, sources=sources, statements=marked))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills are sent as signals")
def test_a_kill_while_writing_leaves_the_ledger_whole(folder: Path) -> None:
    """At any moment the ledger is one that was written as a whole, with the texts it names."""
    write_ledger(folder, strike())
    seen = set()
    for after in np.random.default_rng(4).uniform(0, 0.15, 12):
        killed(run(WRITER, folder), float(after))
        ledger = read_ledger(folder)
        assert ledger is not None
        texts = with_texts(folder, ledger).sources
        assert all(s.text is not None for s in texts.values())
        notes = {s.note for s in ledger.statements.values()}
        assert len(ledger.statements) == 4
        assert len(notes) == 1
        if "c" in texts:
            assert (texts["c"].text or "").startswith(f"version {notes.copy().pop()} ")
        seen |= notes
    assert len(seen) > 2
    drafts = [path.name for path in folder.rglob("*.part")]
    for path in folder.rglob("*.part"):
        os.utime(path, (0, 0))
    write_ledger(folder, strike())
    left = [path.name for path in folder.rglob("*.part")]
    assert not left, drafts


APPENDER = """
    import sys
    from ledgers import act, strike
    from zopa.evidence.ledger import append_decision
    statement = strike().statements["a-1"]
    print("ready", flush=True)
    sys.stdin.readline()
    number = 0
    while number < int(sys.argv[3]):
        number += 1
        append_decision(sys.argv[1], act("accept", statement, by=sys.argv[2], note=str(number)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills are sent as signals")
def test_a_kill_while_deciding_loses_no_decision_before(folder: Path) -> None:
    """After each kill all earlier decisions are there, in order, and more can be added."""
    total = 0
    for turn, after in enumerate(np.random.default_rng(5).uniform(0, 0.05, 8)):
        killed(run(APPENDER, folder, f"turn {turn}", 10**6), float(after))
        made = read_decisions(folder)
        assert len(made) >= total
        total = len(made)
        notes = [decision.note for decision in made if decision.by == f"turn {turn}"]
        assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert total > 0


def test_two_processes_decide_at_the_same_time(folder: Path) -> None:
    """No decision of either is lost or torn."""
    both = [run(APPENDER, folder, name, 40) for name in ("ann", "bob")]
    go(*both)
    assert [ended(process) for process in both] == [0, 0]
    made = read_decisions(folder)
    for name in ("ann", "bob"):
        notes = [decision.note for decision in made if decision.by == name]
        assert notes == [str(number) for number in range(1, 41)]


ADDER = """
    import sys
    from dataclasses import replace
    from ledgers import source
    from zopa.evidence.ledger import only_writer, read_ledger, write_ledger
    from zopa.model.ledger import Ledger
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(10):
        with only_writer(sys.argv[1]):
            ledger = read_ledger(sys.argv[1]) or Ledger()
            name = f"{sys.argv[2]}{number}"
            sources = {**ledger.sources, name: source(name, name)}
            write_ledger(sys.argv[1], replace(ledger, sources=sources))
"""


def test_two_processes_add_sources_at_the_same_time(folder: Path) -> None:
    """Who holds the case from reading to writing loses nothing of the other."""
    both = [run(ADDER, folder, name) for name in ("a", "b")]
    go(*both)
    assert [ended(process) for process in both] == [0, 0]
    ledger = read_ledger(folder)
    assert ledger is not None
    assert len(ledger.sources) == 20
    with only_writer(folder):
        pass


def test_what_cannot_be_read_or_written_is_said(folder: Path) -> None:
    """One sentence each; what stood there stays."""
    store = Store.of(folder)
    store.ledger.mkdir()
    with pytest.raises(FormatError, match=r"cannot read '.*ledger\.jsonl': Is a directory"):
        read_ledger(folder)
    with pytest.raises(FormatError, match=r"cannot write '.*/ledger\.jsonl': .*; check the folder"):
        write_ledger(folder, strike())
    assert not list(folder.glob("*.part"))
    with pytest.raises(FormatError, match=r"cannot write '.*decisions\.jsonl': No such file"):
        append_decision(folder / "nowhere" / "case.yaml", accept("a-1"))


def test_a_ledger_in_one_file_has_its_decisions_inside(folder: Path) -> None:
    """Records of decisions in ``ledger.jsonl`` count where there is no other file."""
    write_ledger(folder, strike())
    line = {"type": "decision", "act": "accept", "statement": "a-1", "by": "ann", "at": AT}
    with Store.of(folder).ledger.open("a") as file:
        file.write(json.dumps(line) + "\n")
    ledger = read_ledger(folder)
    assert ledger is not None
    assert ledger.statements["a-1"].status == "accepted"


def test_decisions_without_a_ledger_are_kept(folder: Path) -> None:
    """Where ``ledger.jsonl`` is gone, what was decided is still read."""
    append_decision(folder, accept("a-1"))
    ledger = read_ledger(folder)
    assert ledger == Ledger(decisions=(accept("a-1"),))
