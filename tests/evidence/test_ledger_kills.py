"""A writer killed before, within and after each step that changes a file leaves the ledger whole."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

PROGRAM = '''
    import os, shutil, signal, sys
    from collections import Counter
    from dataclasses import replace
    from pathlib import Path
    from ledgers import act, bare, source, strike
    from zopa.evidence.ledger import (
        append_decision, drop_texts, read_decisions, read_ledger, with_texts, write_ledger,
    )

    START, ROOT = Path(sys.argv[1]), Path(sys.argv[1] + "-copy")
    BEFORE = replace(strike(), decisions=(act("accept", "a-1"),))
    NEW = source("a", "Other words.")
    AFTER = replace(
        BEFORE,
        sources={**BEFORE.sources, "a": NEW, "c": source("c", "A third report. " * 999)},
        statements={name: s for name, s in BEFORE.statements.items() if s.source != "a"},
        alignments=(),
    )
    MORE = tuple(act("reject", "b-1", note="long " * 99 + str(number)) for number in range(3))
    CHANGES = set("chmod flush fsync ftruncate mkdir open rename replace truncate unlink write".split())
    write = os.write

    def replaced():
        write_ledger(ROOT, AFTER, raw={"c": b"bytes" * 999})
        drop_texts(ROOT, BEFORE, AFTER)

    def doomed(job, fatal, pipe):
        """Do a job and die before or after a step; decisions are written in halves."""
        steps = 0

        def step():
            nonlocal steps
            steps += 1
            if steps == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

        def called(frame, event, function):
            if event in ("c_call", "c_return") and function.__name__ in CHANGES:
                step()

        os.write = lambda handle, data: write(handle, data[: max(1, len(data) // 2)])
        sys.setprofile(called)
        job()
        sys.setprofile(None)
        write(pipe, b"done")
        os._exit(0)

    def left():
        """Return what a reader finds: statements, decisions and whether every text is there."""
        ledger = read_ledger(ROOT)
        texts = with_texts(ROOT, ledger).sources.values()
        assert all(each.text is not None for each in texts)
        assert read_decisions(ROOT) == ledger.decisions
        return tuple(ledger.sources), tuple(ledger.statements), ledger.decisions

    START.mkdir()
    write_ledger(START, BEFORE, raw={"a": b"bytes"})
    for name, job, first, last in (
        ("replace", replaced, BEFORE, AFTER),
        ("decide", lambda: append_decision(ROOT, *MORE), BEFORE, BEFORE),
    ):
        found, fatal, done = Counter(), 0, b""
        while not done:
            fatal += 1
            shutil.rmtree(ROOT, ignore_errors=True)
            shutil.copytree(START, ROOT)
            reader, writer = os.pipe()
            child = os.fork()
            if not child:
                doomed(job, fatal, writer)
            os.waitpid(child, 0)
            os.close(writer)
            done = os.read(reader, 9)
            os.close(reader)
            sources, statements, decisions = left()
            assert (sources, statements) in [
                (tuple(each.sources), tuple(each.statements)) for each in (first, last)
            ], fatal
            assert decisions == (*BEFORE.decisions, *MORE)[: len(decisions)], fatal
            found[len(sources), len(decisions)] += 1
            job()  # and it can be done again
            left()
        print(name, fatal, sorted(found))
'''


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes that begin in the middle")
def test_a_kill_at_any_step_leaves_the_ledger_whole(tmp_path: Path) -> None:
    """The ledger of before or of after, its texts, and all decisions but those not yet written."""
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), str(tmp_path / "case")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert done.returncode == 0, done.stderr
    replaced, decided = done.stdout.splitlines()
    name, steps, *outcomes = replaced.split(maxsplit=2)
    assert (name, outcomes) == ("replace", ["[(2, 1), (3, 1)]"])
    assert int(steps) > 40
    name, steps, *outcomes = decided.split(maxsplit=2)
    assert (name, outcomes) == ("decide", ["[(2, 1), (2, 2), (2, 3), (2, 4)]"])
    assert int(steps) > 20
