"""What would unlock it: the levers, smallest first; for an open zone, what would close it."""

from __future__ import annotations

from collections import Counter

from zopa.analysis.results import Lever, Study, Unlock
from zopa.report.document import (
    Block,
    Cell,
    Details,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.levers import takes
from zopa.report.sections._contract import section
from zopa.report.words import Names, scales, sentence, with_options

LEAD = 12
"""Levers for a first look."""
ALONE = 3
"""Parties whose own walk-away value belongs there."""


@section(name="unlock", order=50)
def unlock(study: Study) -> Section | None:
    """Return what opens an empty zone, or closes an open one; nothing where nobody asked."""
    found = study.unlock
    if found is None:
        return None
    where = f", {with_options(study.case, found.option_set)}" if len(study.zones) > 1 else ""
    title = "What would unlock it" if found.opening else "What would close it"
    intro = (
        f"the zone is empty{where}; each of these changes alone would open it, smallest first"
        if found.opening
        else f"the zone is open{where}; so far can each of these go before it closes"
    )
    if not found.levers:
        return Section(
            id="unlock", title=title, blocks=(Paragraph(text="No change was found that does it."),)
        )
    blocks: list[Block] = [Paragraph(text=sentence(intro)), _table(found)]
    if any(lever.scope == "bound" for lever in found.levers if lever.opens):
        bound = "“at most”: the least that does it may be smaller; the case is too large to be sure"
        blocks.append(Paragraph(text=sentence(bound), tone="muted"))
    landing = _landing(study, found)
    if landing is not None:
        blocks.append(Details(title="The package that each change opens on", blocks=(landing,)))
    return Section(id="unlock", title=title, blocks=tuple(blocks))


def _table(found: Unlock) -> Table:
    """Return a row for each lever that does it, then those that do not."""
    able = [lever for lever in found.levers if lever.opens]
    unable = [lever for lever in found.levers if not lever.opens]
    rows = [row(lever.label, takes(lever)) for lever in able]
    rows += [
        row(
            Cell(text=lever.label, tone="muted"),
            Cell(text=takes(lever), tone="muted"),
        )
        for lever in unable
    ]
    return Table(
        columns=columns("change", "what it takes", align="left"),
        rows=tuple(rows),
        lead=_lead([*able, *unable]),
        rest="changes",
    )


def _lead(levers: list[Lever]) -> tuple[int, ...] | None:
    """Return the places of the smallest lever of each kind, and of each party's own."""
    seen: Counter[str] = Counter()
    places = []
    for place, lever in enumerate(levers):
        seen[lever.kind] += 1
        if seen[lever.kind] <= (ALONE if lever.kind == "reservation-alone" else 1):
            places.append(place)
    return tuple(places[:LEAD]) if len(levers) > LEAD else None


def _landing(study: Study, found: Unlock) -> Table | None:
    levers = [lever for lever in found.levers if lever.opens and lever.deal is not None]
    if not levers or not found.opening:
        return None
    names, scale = Names(study), scales(study)
    changes: dict[str, list[str]] = {}
    worth: dict[str, list[str]] = {}
    for lever in levers:
        assert lever.deal is not None  # noqa: S101 - chosen so above
        package = names.package(lever.deal.package)
        changes.setdefault(package, []).append(lever.label)
        worth[package] = [
            scale[party.id].text(lever.deal.utilities[party.id]) for party in study.parties
        ]
    rows = [row("; ".join(done), package, *worth[package]) for package, done in changes.items()]
    titles = columns("change", "package", align="left")
    return Table(
        caption="Worth to each party before the change",
        columns=(*titles, *columns("", *(party.name for party in study.parties))[1:]),
        rows=tuple(rows),
    )
