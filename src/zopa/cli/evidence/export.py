"""``zopa evidence export``: the ledger in another form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt

from zopa.cli._shared import Json, Quiet, many, show, show_json
from zopa.cli.evidence._shared import Case, case_of


def export(
    *,
    case: Case = None,
    format: Annotated[  # noqa: A002 - the option is called so
        str | None,
        Parameter(
            name=["--format", "-f"],
            show_default=False,
            help="jsonl, csv, markdown (md), html, web-annotation or plover; else the ending of "
            "the output decides.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        Parameter(
            name=["--output", "-o"], show_default=False, help="File to write; else it is printed."
        ),
    ] = None,
    words: Annotated[
        NonNegativeInt | None,
        Parameter(
            show_default=False,
            help="Words that are kept of an accepted passage, and none of others, so that the "
            "ledger can be handed on without its sources.",
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the ledger as JSON lines, table, Markdown, page, annotations or events."""
    from zopa.jobs.evidence.export import as_json
    from zopa.jobs.evidence.export import export as job

    result = job(case_of(case), format, output, words=words)
    if json:
        show_json(as_json(result))
    elif output is None:
        show(result.text)
    elif not quiet:
        show(f"{output}: {many(result.statements, 'statements')} as {result.format}")
    return 0
