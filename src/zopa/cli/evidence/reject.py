"""``zopa evidence reject``: statements that say nothing, or not this."""

from __future__ import annotations

from zopa.cli._shared import Json, Quiet, show_json
from zopa.cli.evidence._shared import Analyst, Case, Ids, Note, case_of, show_decided, signed


def reject(
    statements: Ids,
    /,
    *,
    case: Case = None,
    note: Note = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Reject statements: the ledger keeps them, but no list of results shows them."""
    from zopa.jobs.evidence.decide import as_json
    from zopa.jobs.evidence.decide import reject as job

    result = job(case_of(case), statements, signed=signed(analyst), note=note)
    if json:
        show_json(as_json(result))
    elif not quiet:
        show_decided(result, "rejected")
    return 0
