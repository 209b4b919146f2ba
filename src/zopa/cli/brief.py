"""``zopa brief``: the main job."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import (
    CasePath,
    Outputs,
    Quiet,
    StudyOptions,
    progress,
    remark_on_warnings,
    screen,
    show,
    show_json,
    show_written,
)


def brief(
    case: CasePath,
    /,
    *,
    output: Outputs = None,
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
            progress=report,
            **screen(),
            **study.arguments(),
        )
    if json:
        show_json({"text": result.text, "paths": [str(path) for path in result.paths]})
    elif not quiet:
        show(result.text)
        show_written(result.paths)
    remark_on_warnings(result.warnings, quiet=quiet, faults=len(result.faults))
    return 0
