"""``zopa exchange``: in which order a deal can be carried out."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import (
    CasePath,
    Json,
    Outputs,
    Quiet,
    progress,
    remark_on_warnings,
    screen,
    show,
    show_json,
    show_written,
)


def exchange(
    case: CasePath,
    /,
    *,
    to: Annotated[
        str | None,
        Parameter(
            show_default=False,
            help="What is carried out: a named package of the case, or a solution such as nash, by id "
            "or name; when left out the package that the case names under 'exchange', else the "
            "Nash package.",
        ),
    ] = None,
    one_at_a_time: Annotated[
        bool,
        Parameter(negative="", help="One step in every round, never several at the same time."),
    ] = False,
    options: Annotated[
        str, Parameter(help="Option set over which a solution chooses: one of the case's, or all.")
    ] = "all",
    output: Outputs = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Say in which order a deal can be carried out, or what an order that holds would need."""
    from zopa.jobs.exchange import as_json
    from zopa.jobs.exchange import report as job

    with progress(quiet=quiet) as shown:
        result = job(
            case,
            outputs=output or (),
            to=to,
            option_set=options,
            joint=not one_at_a_time,
            progress=shown,
            **screen(),
        )
    if json:
        show_json(as_json(result.study))
    elif not quiet:
        show(result.text)
        show_written(result.paths)
    remark_on_warnings(result.warnings, quiet=quiet)
    return 0
