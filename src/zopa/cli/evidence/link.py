"""``zopa evidence link``: a statement behind a claim."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from zopa.cli import WrongUsageError
from zopa.cli._shared import Json, Quiet, show_json
from zopa.cli.evidence._shared import Analyst, Case, Id, Note, case_of, signed, tell, who, words

if TYPE_CHECKING:
    from zopa.jobs.evidence.link import Linked


def link(  # noqa: PLR0913 - the options of the command
    statement: Id,
    claim: Annotated[
        str, Parameter(help="Claim of the case, or 'new' for the next free id.")
    ] = "new",
    /,
    *,
    case: Case = None,
    about: Annotated[
        list[str] | None,
        Parameter(
            negative="",
            show_default=False,
            consume_multiple=False,
            help="What it is about: issue=option, or an issue as a whole; may be given several "
            "times.",
        ),
    ] = None,
    stance: Annotated[
        str, Parameter(help="Whether it supports or contradicts what it is about.")
    ] = "supports",
    by: Annotated[
        str | None,
        Parameter(show_default=False, help="Party that speaks, where the statement does not say."),
    ] = None,
    kind: Annotated[
        str | None, Parameter(show_default=False, help="Kind, where it is not the statement's.")
    ] = None,
    quote: Annotated[
        str, Parameter(show_default=False, help="Part of the words that the claim rests on.")
    ] = "",
    note: Note = None,
    analyst: Analyst = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Let a claim of the case rest on a statement, which is accepted.

    The claim goes into the case file by the smallest change; remarks and
    order stay.
    """
    from zopa.jobs.evidence.link import ClaimSays, as_json
    from zopa.jobs.evidence.link import link as job

    says = ClaimSays(
        about=_about(about or ()),
        stance=stance,
        by=by,
        kind=kind,
        quote=quote,
        note=note,
    )
    result = job(case_of(case), statement, claim, signed=signed(analyst), says=says)
    if json:
        show_json(as_json(result))
    elif not quiet:
        _show(result, result.file)
    return 0


def _about(texts: Iterable[str]) -> dict[str, str | None]:
    """Return issue -> option, ``None`` for the issue as a whole; each issue once."""
    found: dict[str, str | None] = {}
    for text in texts:
        issue, _, option = map(str.strip, text.partition("="))
        if found.setdefault(issue, option or None) != (option or None):
            msg = f"a claim says one thing of issue '{issue}', and two are given; name one of them"
            raise WrongUsageError(msg)
    return found


def _show(result: Linked, file: Path) -> None:
    each = result.statement
    verb = "written into" if result.is_new else "in"
    told = f"{result.claim} ({verb} {file}) rests on {each.id}: {who(each)}: {words(each)}"
    tell(told)
