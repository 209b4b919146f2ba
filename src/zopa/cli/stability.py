"""``zopa stability``: which states nobody wants to leave, and why."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt, PositiveInt

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


def stability(  # noqa: PLR0913 - options of a command, each with a default
    case: CasePath,
    /,
    *,
    state: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            show_default=False,
            consume_multiple=False,
            help="State to report on besides those found: now, no_deal, a name of the case, an id "
            "such as s17, or 'issue=option, ...' with the rest as now. May be given several times.",
        ),
    ] = None,
    why: Annotated[
        str | None,
        Parameter(
            show_default=False,
            help="State of which to say why each party stays or goes, by each definition.",
        ),
    ] = None,
    concept: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            show_default=False,
            consume_multiple=False,
            help="Definition of stability: nash, gmr, smr, seq, sseq, sim, fh; for two parties "
            "l2 to l5 and non-myopic. May be given several times. When left out: the first five, "
            "and non-myopic for two parties with few states.",
        ),
    ] = None,
    draws: Annotated[PositiveInt, Parameter(help="Draws of the uncertain numbers.")] = 2000,
    seed: Annotated[
        NonNegativeInt, Parameter(help="Seed of the draws; the same seed, the same result.")
    ] = 1,
    output: Outputs = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Say which states would hold: who would leave, how, and how one gets there from now."""
    from zopa.jobs.stability import as_json
    from zopa.jobs.stability import report as job

    with progress(quiet=quiet) as shown:
        result = job(
            case,
            outputs=output or (),
            why_state=why,
            states=state or (),
            definitions=concept,
            draws=draws,
            seed=seed,
            progress=shown,
            **screen(),
        )
    if json:
        show_json(as_json(result.study, result.why))
    elif not quiet:
        show(result.text)
        show_written(result.paths)
    remark_on_warnings(result.warnings, quiet=quiet)
    return 0
