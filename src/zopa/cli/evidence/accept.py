"""``zopa evidence accept``: statements that claims can rest on."""

from __future__ import annotations

from zopa.cli._shared import Json, Quiet, show_json
from zopa.cli.evidence._shared import Analyst, Case, Ids, Note, case_of, show_decided, signed


def accept(
    statements: Ids,
    /,
    *,
    case: Case = None,
    note: Note = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Accept statements, so that claims of the case can rest on them."""
    from zopa.jobs.evidence.decide import accept as job
    from zopa.jobs.evidence.decide import as_json

    result = job(case_of(case), statements, signed=signed(analyst), note=note)
    if json:
        show_json(as_json(result))
    elif not quiet:
        show_decided(result, "accepted")
    return 0
