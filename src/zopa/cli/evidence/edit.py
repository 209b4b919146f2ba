"""``zopa evidence edit``: what was read from a statement, corrected."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from zopa.cli import WrongUsageError
from zopa.cli._shared import Json, Quiet, show_json
from zopa.cli.evidence._shared import Analyst, Case, Id, Note, case_of, show_decided, signed

Field = Annotated[str | None, Parameter(show_default=False)]
EMPTY = "none"


def edit(  # noqa: PLR0913 - the options of the command
    statement: Id,
    /,
    *,
    case: Case = None,
    speaker: Annotated[Field, Parameter(help="Full name of who speaks.")] = None,
    party: Annotated[Field, Parameter(help="Party of the case that speaks.")] = None,
    kind: Annotated[
        Field, Parameter(help="What it does: demand, offer, refusal, ...; several with commas.")
    ] = None,
    time: Annotated[Field, Parameter(help="When it was said: a day, month or year.")] = None,
    addressee: Annotated[Field, Parameter(help="To whom.")] = None,
    venue: Annotated[Field, Parameter(help="Where it was said.")] = None,
    mode: Annotated[Field, Parameter(help="direct, mixed, indirect, embedded or account.")] = None,
    plover: Annotated[Field, Parameter(help="PLOVER code; else that of the first kind.")] = None,
    words: Annotated[
        Field, Parameter(help="Its words: fewer of them, or up to 32 letters more around.")
    ] = None,
    note: Note = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Correct what was read from a statement, and accept it so; 'none' empties a field."""
    from zopa.jobs.evidence.decide import as_json
    from zopa.jobs.evidence.decide import edit as job

    given = {
        "speaker": speaker,
        "party": party,
        "kind": kind,
        "time": time,
        "addressee": addressee,
        "venue": venue,
        "mode": mode,
        "plover": plover,
        "words": words,
    }
    changes = {
        name: None if value.lower() == EMPTY else value
        for name, value in given.items()
        if value is not None
    }
    if note is not None:
        changes["note"] = None if note.lower() == EMPTY else note
    if not changes:
        msg = "there is nothing to change; give a field, for example --kind demand"
        raise WrongUsageError(msg)
    result = job(case_of(case), statement, changes, signed=signed(analyst))
    if json:
        show_json(as_json(result))
    elif not quiet:
        show_decided(result, "edited")
    return 0
