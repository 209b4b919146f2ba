"""``zopa evidence relate``: how two statements stand to each other."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import Json, Quiet, show, show_json
from zopa.cli.evidence._shared import Analyst, Case, Id, case_of, signed


def relate(
    one: Id,
    other: Id,
    relation: Annotated[
        str,
        Parameter(help="same, variant, partial, paraphrase, conflict or distinct."),
    ],
    /,
    *,
    case: Case = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Decide how two statements stand to each other; only an analyst calls them a conflict."""
    from zopa.jobs.evidence.decide import as_json
    from zopa.jobs.evidence.decide import relate as job

    result = job(case_of(case), one, other, relation, signed=signed(analyst))
    if json:
        show_json(as_json(result))
    elif not quiet:
        names = " and ".join(each.id for each in result.statements)
        show(f"{names}: {result.relation}")
    return 0
