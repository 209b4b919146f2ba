"""``zopa convert``: a case in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import CasePath, Json, Quiet, remark, show, show_json


def convert(
    case: CasePath,
    target: Annotated[
        Path, Parameter(help="File to write, or a folder for formats of several files.")
    ],
    /,
    *,
    to: Annotated[
        str | None,
        Parameter(
            help="Format to write: zopa, negolog, genius, geniusweb, negmas or gmcr. Without it the "
            "ending of the target decides: .yaml and .yml are zopa, .gmcr is gmcr."
        ),
    ] = None,
    force: Annotated[
        bool, Parameter(negative="", help="Replace files that are there already.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write a case in another format, and say what that format cannot hold."""
    from zopa.jobs.convert import convert as job

    result = job(case, target, to, force=force)
    if json:
        show_json(
            {
                "format": result.format,
                "paths": [str(path) for path in result.paths],
                "lost": list(result.lost),
                "repairs": list(result.repairs),
            }
        )
        return 0
    if not quiet:
        for path in result.paths:
            show(str(path))
        for text in result.repairs:
            remark(f"repaired: {text}")
        for text in result.lost:
            remark(f"lost: {text}")
    return 0
