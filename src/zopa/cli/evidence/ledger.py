"""``zopa evidence ledger``: the statements, in groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from cyclopts import Parameter

from zopa.cli._shared import Json, Quiet, many, show, show_json
from zopa.cli.evidence._shared import Case, case_of, page, short, who, words
from zopa.report.layout import GAP, cells, pad

if TYPE_CHECKING:
    from zopa.jobs.evidence.ledger import Listing
    from zopa.model.ledger import Statement
    from zopa.report.toned import Piece, Toned

WORDS = 130
"""Letters of a statement that the list shows."""
ID, KIND, PLACE, STATUS = 10, 17, 8, 10
"""Columns of these; ids and places have more where they are longer."""
NARROW = 76
"""Columns below which these do not fit beside each other."""
CLAIMS = 2
"""Columns that claims need at least."""
NAME = 25
"""Letters of a speaker that the list shows."""
TELLING = ("denied", "question", "translated", "not-found-again", "lost")
"""Flags that the list shows."""
TONES = {"accepted": "good", "edited": "good", "rejected": "muted"}


def ledger(  # noqa: PLR0913 - the options of the command
    *,
    case: Case = None,
    by: Annotated[
        Literal["source", "speaker", "issue", "kind", "time", "doubt"],
        Parameter(help="What they are grouped by; doubt: least certain speakers first."),
    ] = "source",
    source: Annotated[
        str | None, Parameter(show_default=False, help="Only those of this source.")
    ] = None,
    kind: Annotated[
        str | None, Parameter(show_default=False, help="Only those of this kind, such as demand.")
    ] = None,
    party: Annotated[
        str | None, Parameter(show_default=False, help="Only those that this party makes.")
    ] = None,
    status: Annotated[
        str | None,
        Parameter(show_default=False, help="Only those proposed, accepted, edited or rejected."),
    ] = None,
    every: Annotated[
        bool, Parameter(name="--all", negative="", help="Those that were rejected too.")
    ] = False,
    grep: Annotated[
        str | None, Parameter(show_default=False, help="Only those with all of these words.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """List the statements of a ledger: who, what kind, where, their status, the words."""
    from zopa.jobs.evidence.ledger import Wanted, as_json
    from zopa.jobs.evidence.ledger import ledger as job

    wanted = Wanted(source=source, kind=kind, party=party, status=status, every=every, words=grep)
    listing = job(case_of(case), by=by, wanted=wanted)
    if json:
        show_json(as_json(listing))
    elif not quiet:
        _show(listing)
    return 0


def _show(listing: Listing) -> None:
    shown = len({each.id for group in listing.groups for each in group.statements})
    of = "" if shown == listing.total else f"{shown} of "
    counted = f"{of}{many(listing.total, 'statements')} by {listing.by}"
    paper = page()
    paper.text([(listing.title, "strong"), (f" - {counted}", "muted")])
    if not shown:
        paper.text("No such statement; leave out an option to see more.")
    for group in listing.groups:
        paper.gap()
        paper.text([(group.title, "strong"), (f" - {len(group.statements)}", "muted")])
        edges = _Edges(
            ids=max(ID, *(len(each.id) + GAP for each in group.statements)),
            names=max(cells(who(each, NAME)) for each in group.statements) + GAP,
            places=max(PLACE, *(len(_place(each)) + 1 for each in group.statements)),
        )
        for each in group.statements:
            _show_one(paper, each, listing, edges)
    show(paper.drawn())


class _Edges(NamedTuple):
    """Columns of what is as long as it is."""

    ids: int
    names: int
    places: int


def _place(each: Statement) -> str:
    return f"{each.source}:{each.passages[0].start}"


def _show_one(paper: Toned, each: Statement, listing: Listing, edges: _Edges) -> None:
    """Show a statement: a line that stands below that of the others, then its words."""
    place = _place(each)
    room = paper.width - 2 - sum(edges) - KIND - STATUS
    claims = short(", ".join(listing.claims.get(each.id, ())), max(room, 4))
    if paper.width < NARROW or room < CLAIMS:
        told = f"{who(each)}, {_kinds(each)}, {place}, {each.status} {claims}"
        paper.text([(f"{each.id} ", "muted"), (told, "")], indent=2, hang=2)
        paper.text(_said(each), indent=4)
        return
    paper.line(
        (f"  {each.id:<{edges.ids}}", "muted"),
        (pad(who(each, NAME), edges.names, "left"), "who" if paper.colour else ""),
        (f"{_kinds(each):<{KIND}}", "cue" if paper.colour else ""),
        (f"{place:<{edges.places}}", "muted"),
        (f"{each.status:<{STATUS}}", TONES.get(each.status, "")),
        (claims, ""),
    )
    paper.text(_said(each), indent=edges.ids + 2)


def _said(each: Statement) -> list[Piece]:
    """Return the words, and the flags that turn their meaning."""
    flags = ", ".join(flag for flag in each.flags if flag in TELLING)
    return [(short(words(each), WORDS), ""), (f" ({flags})" if flags else "", "muted")]


def _kinds(each: Statement) -> str:
    """Return the first kind, and how many more there are."""
    more = f" +{len(each.kinds) - 1}" if len(each.kinds) > 1 else ""
    return f"{each.kind}{more}" if each.kind else "-"
