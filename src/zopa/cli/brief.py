"""``zopa brief``: the main job."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import (
    CasePath,
    Quiet,
    StudyOptions,
    progress,
    remark_on_warnings,
    show,
    show_json,
)

WIDEST = 100
"""Columns that a brief uses at most; longer lines are hard to read."""


def brief(
    case: CasePath,
    /,
    *,
    output: Annotated[
        list[Path] | None,
        Parameter(
            name=["--output", "-o"],
            negative="",
            show_default=False,
            consume_multiple=False,
            help="File to write: .html for the page, .svg, .png or .pdf for pictures, .txt. "
            "May be given several times.",
        ),
    ] = None,
    study: StudyOptions = StudyOptions(),  # noqa: B008 - frozen
    json: Annotated[
        bool,
        Parameter(
            name="--json",
            negative="",
            help="Print the text and the files written as JSON; for the numbers, "
            "'zopa study --json'.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> int:
    """Print the brief of a case: was there a deal, and if not, what would unlock one."""
    from zopa.jobs.brief import brief as job

    with progress(quiet=quiet) as report:
        result = job(
            case,
            outputs=output or (),
            width=min(shutil.get_terminal_size((80, 24)).columns, WIDEST),
            colour=_colour(),
            encoding=sys.stdout.encoding or "utf-8",
            progress=report,
            **study.arguments(),
        )
    if json:
        show_json({"text": result.text, "paths": [str(path) for path in result.paths]})
    elif not quiet:
        show(result.text)
        for path in result.paths:
            what = "Page with pictures" if path.suffix == ".html" else "Written"
            show(f"{what}: {path}")
    remark_on_warnings(result.warnings, quiet=quiet)
    return 0


def _colour() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
