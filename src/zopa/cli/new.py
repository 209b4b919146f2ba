"""``zopa new``: a case to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import Json, Quiet, show, show_json


def new(
    path: Annotated[
        Path,
        Parameter(help="A file that ends in .yaml, or a folder that gets a case.yaml."),
    ] = Path("case.yaml"),
    /,
    *,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write a commented case to start from.  Files that are there already stay as they are."""
    from zopa.jobs.new import new as job

    file = job(path)
    if json:
        show_json({"path": str(file)})
    elif not quiet:
        show(
            f"{file} is written: make it yours, then 'zopa check {file}' finds slips "
            f"and 'zopa brief {file}' answers"
        )
    return 0
