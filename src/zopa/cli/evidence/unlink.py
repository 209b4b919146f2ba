"""``zopa evidence unlink``: a claim no longer rests on a statement."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from zopa.cli._shared import Json, Quiet, show, show_json
from zopa.cli.evidence._shared import Analyst, Case, Id, Note, case_of, signed


def unlink(
    statement: Id,
    claim: Annotated[str, Parameter(help="Claim that it was linked to.")],
    /,
    *,
    case: Case = None,
    note: Note = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Take back that a claim rests on a statement.

    The statement is taken out of the claim in the case file, and a claim that
    has nothing else to rest on is taken out too.
    """
    from zopa.jobs.evidence.link import unlink as job
    from zopa.jobs.evidence.link import unlinked_json

    result = job(case_of(case), statement, claim, signed=signed(analyst), note=note)
    if json:
        show_json(unlinked_json(result))
        return 0
    if not quiet:
        show(f"{result.statement.id} is no longer linked to {result.claim}")
        if result.taken_out:
            show(f"{claim} had nothing else to rest on and is taken out of {result.file}")
    return 0
