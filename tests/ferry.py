"""A folder with a small case and one report in its ledger."""

from __future__ import annotations

from pathlib import Path

from zopa.jobs.evidence.add import add
from zopa.jobs.evidence.decide import Signed

CASE = """\
zopa: 1
parties:
  crew: {name: Crew, aliases: [the union]}
  line: {name: Line, aliases: [the company]}
issues: {pay: {name: Pay, options: [two, four]}}
"""
REPORT = 'News of the ferry\n\n"We will not go on," the union said.\n'
SIGNED = Signed(by="ann", at="2026-05-05T09:00:00Z")


def with_report(folder: Path) -> Path:
    """Write the case and the report into a folder, add the report, and return the folder."""
    (folder / "case.yaml").write_text(CASE)
    (folder / "report.txt").write_text(REPORT)
    add([folder / "report.txt"], folder)
    return folder
