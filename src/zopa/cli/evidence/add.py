"""``zopa evidence add``: reports into the ledger of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.types import PositiveFloat

from zopa.cli import WrongUsageError
from zopa.cli._shared import Json, Quiet, many, progress, remark, show, show_json
from zopa.cli.evidence._shared import Case, case_of, next_step, page

if TYPE_CHECKING:
    from zopa.jobs.evidence.add import AddedSource, AddResult

MB = 1_000_000
SHOWN = 3
"""So many quotations that are nobody's words are shown."""
LONGEST = 32
"""Characters of such a quotation that are shown."""
RELATIONS = (
    ("same", "in the same words"),
    ("variant", "in other words"),
    ("partial", "in part"),
    ("paraphrase", "told differently"),
    ("distinct", "alike but not joined"),
)


def add(  # noqa: PLR0913 - the options of the command
    files: Annotated[list[Path], Parameter(help="Reports, text or HTML.")],
    /,
    *,
    case: Case = None,
    encoding: Annotated[
        str | None, Parameter(show_default=False, help="Encoding of the files, if you know it.")
    ] = None,
    date: Annotated[
        str | None, Parameter(show_default=False, help="Day of the reports, as in 2019-02-28.")
    ] = None,
    title: Annotated[
        str | None, Parameter(show_default=False, help="Title of the one report.")
    ] = None,
    publisher: Annotated[
        str | None, Parameter(show_default=False, help="Who published the reports.")
    ] = None,
    url: Annotated[
        str | None, Parameter(show_default=False, help="Address of the one report.")
    ] = None,
    id: Annotated[  # noqa: A002 - the option is called so
        str | None,
        Parameter(
            show_default=False,
            help="Id of the one report; else that of the case's source with the same "
            "fingerprint, else a, b, c, ...",
        ),
    ] = None,
    replace: Annotated[
        bool,
        Parameter(
            negative="",
            help="Read reports again that the ledger has; what was decided on them holds.",
        ),
    ] = False,
    max_size: Annotated[PositiveFloat, Parameter(help="Largest file that is read, in MB.")] = 20,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Read reports and add what is said in them to the ledger of a case.

    Every quotation and every reported statement gets its speaker, kind, time
    and place; what reports have in common is lined up.  One bad file, and
    nothing is written.
    """
    from zopa.jobs.evidence.add import About, as_json
    from zopa.jobs.evidence.add import add as job

    known = About(encoding=encoding, date=date, publisher=publisher, title=title, url=url, id=id)
    single = [f"--{name}" for name in ("title", "url", "id") if getattr(known, name) is not None]
    if single and len(files) > 1:
        msg = f"{single[0]} is for one report, and {len(files)} are given; add that one alone"
        raise WrongUsageError(msg)
    place = case_of(case)
    with progress(quiet=quiet) as told:
        result = job(
            files,
            place,
            about=known,
            replace=replace,
            max_bytes=int(max_size * MB),
            progress=told,
        )
    if json:
        show_json(as_json(result))
    elif not quiet:
        _show(result, case)
    if not json:
        for statement in result.lost:
            remark(
                f"zopa: warning: {statement.id} is lost: its source no longer has the words you "
                f"accepted: {' '.join(statement.words.split())}"
            )
    if not json and not quiet:
        for each in result.sources:
            for warning in each.source.warnings:
                remark(f"zopa: warning: {warning}")
    return 0


def _show(result: AddResult, case: Path | None) -> None:
    paper = page()
    for each in result.sources:
        source = each.source
        about = ", ".join(part for part in (source.publisher, source.date) if part)
        title = source.title or source.file or source.id
        paper.text([(f"{source.id}: ", "muted"), (title, "strong")], hang=3)
        paper.text(about or "no date known; give one with --date and --replace", indent=3)
        paper.text(_found(each), indent=3)
        if each.left_out:
            zones = ", ".join(f"{zone} ({count})" for zone, count in each.left_out.items())
            paper.text(f"not listened to: {zones}", indent=3)
        if each.unspoken:
            paper.text(_unspoken(each.unspoken), indent=3)
    if len(result.ledger.sources) > 1:
        paper.text(_relations(result))
    paper.text([("Next: ", "muted"), (next_step("ledger", case), "")])
    show(paper.drawn())


def _found(each: AddedSource) -> str:
    modes = ", ".join(f"{count} {mode}" for mode, count in each.modes.items())
    return (
        f"{many(len(each.statements), 'statements')} ({modes}), "
        f"{each.resolved} with a known speaker"
    )


def _unspoken(words: tuple[str, ...]) -> str:
    """Return a line on words between marks that nobody says."""
    are = "1 quotation is" if len(words) == 1 else f"{len(words)} quotations are"
    plain = [" ".join(each.split()) for each in words[:SHOWN]]
    shown = [each if len(each) <= LONGEST else each[: LONGEST - 1] + "…" for each in plain]
    more = ", ..." if len(words) > SHOWN else ""
    return f"{are} nobody's words: {', '.join(f'“{each}”' for each in shown)}{more}"


def _relations(result: AddResult) -> str:
    told = [
        f"{result.relations[name]} {words}"
        for name, words in RELATIONS
        if result.relations.get(name)
    ]
    said = f"Across reports: {', '.join(told) or 'nothing in common'}"
    conflicts = result.relations.get("possible-conflict", 0)
    if conflicts:
        said += f"; {many(conflicts, 'possible conflicts')} for you to decide: zopa evidence align"
    return said
