"""Packages side by side: worth to each party, then the option on every issue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zopa.analysis.results import Deal, Study
from zopa.model import Package
from zopa.report.document import Cell, Table, columns, row
from zopa.report.words import Names, scales

ABSENT = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A package as a column."""

    title: str
    package: Package
    deal: Deal | None = None
    """With what it is worth, where that is shown."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Issue -> sign after its option."""


def matrix(
    study: Study,
    shown: Sequence[Shown],
    *,
    issues: Sequence[str] | None = None,
    caption: str | None = None,
    lead: int | None = None,
) -> Table:
    """Return packages as columns, issues as rows; options that all share are muted."""
    worths = [each.deal.utilities for each in shown if each.deal is not None]
    rows = _worth(study, shown, worths) if worths else []
    wanted = [issue.id for issue in study.case.issues] if issues is None else issues
    names = Names(study)
    for issue in wanted:
        cells = [_option(names, issue, each) for each in shown]
        if len({cell.text for cell in cells}) == 1 < len(cells):
            cells = [replace(cell, tone="muted") for cell in cells]
        rows.append(row(names.issue(issue), *cells))
    least = None if lead is None else len(worths and study.parties) + lead
    return Table(
        columns=columns("", *(each.title for each in shown), align="left"),
        rows=tuple(rows),
        caption=caption,
        lead=None if least is None or len(rows) <= least else tuple(range(least)),
        rest="issues",
        matrix=True,
    )


def _option(names: Names, issue: str, shown: Shown) -> Cell:
    option = shown.package.get(issue)
    text = ABSENT if option is None else names.option(issue, option)
    return Cell(text=text + shown.marks.get(issue, ""))


def _worth(
    study: Study, shown: Sequence[Shown], worths: Sequence[Mapping[str, float]]
) -> list[tuple[Cell, ...]]:
    scale, rows = scales(study, worths), []
    for party in study.parties:
        cells = []
        for each in shown:
            text = ABSENT
            if each.deal is not None:
                value = scale[party.id].text(each.deal.utilities[party.id])
                text = f"{value} ({scale[party.id].signed(each.deal.gains[party.id])})"
            cells.append(Cell(text=text, tone="strong"))
        rows.append(row(Cell(text=party.name, tone="strong"), *cells))
    return rows
