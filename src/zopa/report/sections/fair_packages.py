"""Fair packages: what each solution concept chooses, issue by issue."""

from __future__ import annotations

from dataclasses import replace

from zopa.analysis.results import SolutionResult, Study
from zopa.report.document import (
    Block,
    Bullets,
    Cell,
    Details,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.phrases import merged, quota, solution_name
from zopa.report.sections._contract import section
from zopa.report.words import Names, count, listing, percent, scales, sentence, with_options

OFTEN = 5
"""Packages listed by how often they are the Nash package."""
ISSUES = 15
"""Issues for a first look."""
TIES = 8
"""Tied packages listed on the page."""


@section(name="fair-packages", order=40)
def fair_packages(study: Study) -> Section | None:
    """Return the solutions, those that agree in one column; a reason where there are none."""
    if not study.solutions:
        return None
    if len(study.parties) == 1:
        return _best(study)
    groups = merged(study.solutions.values())
    blocks: list[Block] = []
    if len(study.zones) > 1:
        blocks.append(
            Paragraph(
                text=sentence(f"chosen {with_options(study.case, study.zone.option_set)}"),
                tone="muted",
            )
        )
    if groups:
        blocks.append(_table(study, groups))
    blocks += _remarks(study, groups)
    details = _details(study, groups)
    if details:
        blocks.append(Details(title="More on these packages", blocks=details))
    return Section(id="fair-packages", title="Fair packages", blocks=tuple(blocks))


def _best(study: Study) -> Section | None:
    """Return the best package of a party that has nobody to share with."""
    groups = merged(study.solutions.values())
    if not groups:
        return None
    table = _table(study, groups[:1], title="best package")
    ties = groups[0][1].packages
    blocks: list[Block] = [table]
    if ties > 1:
        blocks.append(Paragraph(text=f"{count(ties)} packages tie; the first is shown."))
    return Section(id="fair-packages", title="Best package", blocks=tuple(blocks))


Groups = list[tuple[list[SolutionResult], SolutionResult]]


def _title(members: list[SolutionResult]) -> str:
    return ", ".join(solution_name(member) for member in members)


def _table(study: Study, groups: Groups, title: str | None = None) -> Table:
    """Return a column for each group: what it is worth, and its option on every issue."""
    names, scale = Names(study), scales(study)
    lead = len(study.parties) + ISSUES
    rows = []
    for party in study.parties:
        cells = []
        for _, first in groups:
            deal = first.deals[0]
            value = scale[party.id].text(deal.utilities[party.id])
            gain = scale[party.id].signed(deal.gains[party.id])
            cells.append(Cell(text=f"{value} ({gain})", tone="strong"))
        rows.append(row(Cell(text=party.name, tone="strong"), *cells))
    for issue in study.case.issues:
        cells = []
        for _, first in groups:
            option = first.deals[0].package.get(issue.id)
            cells.append(Cell(text="–" if option is None else names.option(issue.id, option)))
        if len({cell.text for cell in cells}) == 1 < len(cells):
            cells = [replace(cell, tone="muted") for cell in cells]
        rows.append(row(issue.name, *cells))
    return Table(
        columns=columns("", *(title or _title(members) for members, _ in groups), align="left"),
        rows=tuple(rows),
        caption="Worth to each party (gain over walking away), then the option on each issue",
        lead=None if len(rows) <= lead else tuple(range(lead)),
        rest="issues",
    )


def _remarks(study: Study, groups: Groups) -> list[Block]:
    said = []
    for members, first in groups:
        if first.packages > 1:
            shown = "one of them is shown" if len(first.deals) == 1 else "the first is shown"
            said.append(f"{_title(members)}: {count(first.packages)} packages tie; {shown}")
    reasons: dict[str, list[str]] = {}
    for result in study.solutions.values():
        if not result.deals:
            reasons.setdefault(result.reason or "nothing to choose from", []).append(
                solution_name(result)
            )
    said += [f"{listing(who)}: none, because {_because(why)}" for why, who in reasons.items()]
    if groups and quota(study) is not None:
        said.append(
            "all but the one with most in total choose among packages that leave every party at "
            "least as well off as walking away, although fewer consents make a deal"
        )
    return [Bullets(items=tuple(map(sentence, said)))] if said else []


def _because(reason: str) -> str:
    first, rest = reason[:1], reason[1:]
    return (first if rest[:1].isupper() else first.lower()) + rest


def _details(study: Study, groups: Groups) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if study.uncertainty is not None and study.uncertainty.nash:
        blocks.append(_often(study))
    blocks += [_ties(study, members, first) for members, first in groups if len(first.deals) > 1]
    axioms = [
        f"{solution_name(result)}: {', '.join(result.axioms).replace('_', ' ').lower()}"
        for result in study.solutions.values()
        if result.axioms
    ]
    if axioms:
        blocks.append(Paragraph(text="What each rule promises:", tone="muted"))
        blocks.append(Bullets(items=tuple(map(sentence, axioms))))
    return tuple(blocks)


def _often(study: Study) -> Table:
    assert study.uncertainty is not None  # noqa: S101 - the caller looked
    names, uncertainty = Names(study), study.uncertainty
    rows = [
        row(names.package(each.package), percent(each.probability))
        for each in uncertainty.nash[:OFTEN]
    ]
    where = f" {with_options(study.case, uncertainty.option_set)}" if len(study.zones) > 1 else ""
    return Table(
        caption=f"How often each package is the Nash package{where}, over all draws",
        columns=columns("package", "share of draws"),
        rows=tuple(rows),
    )


def _ties(study: Study, members: list[SolutionResult], result: SolutionResult) -> Table:
    names, scale = Names(study), scales(study)
    rows = [
        row(
            names.package(deal.package),
            *(scale[party.id].text(deal.utilities[party.id]) for party in study.parties),
        )
        for deal in result.deals[:TIES]
    ]
    more = result.packages - len(rows)
    beyond = f" (and {count(more)} more)" if more > 0 else ""
    return Table(
        caption=f"Packages that tie for {_title(members)}{beyond}",
        columns=columns("package", *(party.name for party in study.parties)),
        rows=tuple(rows),
    )
