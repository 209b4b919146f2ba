"""Dividing the items: the adjusted-winner division."""

from __future__ import annotations

from zopa.analysis.results import Study
from zopa.report.document import Paragraph, Section, Table, columns, row
from zopa.report.sections._contract import section
from zopa.report.words import Names, Scale, sentence

WHOLE = 1e-9


@section(name="division", order=70)
def division(study: Study) -> Section | None:
    """Return who gets which item; nothing where the case is not about items."""
    found = study.division
    if found is None:
        return None
    names, scale = Names(study), Scale.of(found.points, 100)
    parties = [names.party(party) for party in found.parties]
    issues = {issue.id: issue.name for issue in study.case.issues}
    rows = [
        row(issues.get(item, item), *(_share(part) for part in parts))
        for item, parts in found.shares.items()
    ]
    rows.append(row("points of 100", *(scale.text(points) for points in found.points)))
    even = abs(found.points[0] - found.points[1]) < 10.0**-scale.digits
    both = f"{' and '.join(parties)} each get {scale.text(found.points[0])} of their 100 points"
    uneven = (
        f"{parties[0]} gets {scale.text(found.points[0])} and {parties[1]} "
        f"{scale.text(found.points[1])} of their 100 points"
    )
    split = (
        f"only {issues.get(found.split, found.split)} is divided"
        if found.split is not None
        else "no item is divided"
    )
    return Section(
        id="division",
        title="Dividing the items",
        blocks=(
            Paragraph(text=f"{sentence(both if even else uneven)} {sentence(split)}"),
            Table(columns=columns("item", *parties), rows=tuple(rows)),
            Paragraph(
                text="Adjusted winner (Brams and Taylor): efficient, and nobody would rather "
                "have the other's part.",
                tone="muted",
            ),
        ),
    )


def _share(part: float) -> str:
    if part < WHOLE:
        return "–"
    return "all" if part > 1 - WHOLE else f"{100 * part:.1f} %".replace(".0 %", " %")
