"""``zopa evidence mark``: a statement by hand."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from cyclopts.types import NonNegativeInt

from zopa.cli._shared import Json, Quiet, show_json
from zopa.cli.evidence._shared import Analyst, Case, Note, case_of, show_decided, signed

Field = Annotated[str | None, Parameter(show_default=False)]


def mark(  # noqa: PLR0913 - the options of the command
    source: Annotated[str, Parameter(help="Id of a source, or the name of its file.")],
    words: Annotated[
        str, Parameter(help="Words as they stand there; ... for words that are left out.")
    ],
    /,
    *,
    case: Case = None,
    at: Annotated[
        NonNegativeInt | None,
        Parameter(show_default=False, help="Where they begin, if they stand there several times."),
    ] = None,
    party: Annotated[
        Field, Parameter(name=["--party", "--by"], help="Party that speaks; else the reporter.")
    ] = None,
    speaker: Annotated[Field, Parameter(help="Full name of who speaks.")] = None,
    kind: Annotated[Field, Parameter(help="What it does: demand, offer, ..., account.")] = None,
    time: Annotated[Field, Parameter(help="When it was said: a day, month or year.")] = None,
    mode: Annotated[
        Field,
        Parameter(
            help="direct, mixed, indirect, embedded or account; account when left out, with a "
            "speaker indirect."
        ),
    ] = None,
    note: Note = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Make words of a source a statement, for example what the reporter tells; it is accepted."""
    from zopa.jobs.evidence.decide import as_json
    from zopa.jobs.evidence.mark import mark as job

    given = {"speaker": speaker, "party": party, "kind": kind, "time": time}
    result = job(
        case_of(case),
        source,
        words,
        signed=signed(analyst),
        at=at,
        mode=mode or ("indirect" if party or speaker else "account"),
        changes={name: value for name, value in given.items() if value is not None},
        note=note,
    )
    if json:
        show_json(as_json(result))
    elif not quiet:
        show_decided(result, "marked")
    return 0
