"""``zopa evidence explain``: by which rules a statement was found and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.cli._shared import Json, Quiet, show, show_json
from zopa.cli.evidence._shared import Case, Id, case_of, page, short

if TYPE_CHECKING:
    from zopa.jobs.evidence.explain import Explained

EDGE = 14
"""Columns of what is explained."""
FOUND = 150
"""Letters of what was decided."""


def explain(
    statement: Id, /, *, case: Case = None, json: Json = False, quiet: Quiet = False
) -> int:
    """Say of each decision about a statement which rule made it, and what the rule says."""
    from zopa.jobs.evidence.explain import as_json
    from zopa.jobs.evidence.explain import explain as job

    result = job(case_of(case), statement)
    if json:
        show_json(as_json(result))
    elif not quiet:
        _show(result)
    return 0


def _show(result: Explained) -> None:
    paper = page()
    paper.text([(result.statement.id, "strong")])
    for reason in result.reasons:
        paper.text(short(reason.found, FOUND), hang=EDGE, label=reason.what)
        if reason.rule:
            sure = "" if reason.confidence is None else f", right in {reason.confidence:.0%}"
            paper.text([(f"{reason.says} ({reason.rule}{sure})", "muted")], indent=EDGE)
    show(paper.drawn())
