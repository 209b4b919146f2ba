"""On the table: the named packages, how each party scores them, and why one refuses."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.analysis.results import NamedStanding, PartyStanding, Study
from zopa.model import NamedPackage
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
from zopa.report.evidence import ASSUMED, SOURCED, UNMARKED, marks
from zopa.report.matrix import Shown, matrix
from zopa.report.sections._contract import section
from zopa.report.words import Names, Scale, fine, listing, percent, scales, sentence, spelled

FEW = 3
"""Parties and packages for which a table has room for words."""
ISSUES = 12
"""Issues for a first look."""
SIGNS = {SOURCED: " °", ASSUMED: " *", UNMARKED: ""}
"""How an option came into a package."""
MOST = 0.5
"""Share of all losses that the reasons named make up at least."""
REASONS = 2


@section(name="on-the-table", order=20)
def on_the_table(study: Study) -> Section | None:
    """Return how the parties see each named package; nothing where the case names none."""
    if not study.named:
        return None
    blocks: list[Block] = [_scores(study), Paragraph(text=_points(study), tone="muted")]
    verdicts = [
        sentence(f"{_name(study, named)}: {_verdict(study, named)}")
        for named in study.named.values()
    ]
    blocks.append(Bullets(items=tuple(verdicts)))
    contents = _contents(study)
    if len(study.named) > FEW:
        blocks.append(Details(title="Issue by issue", blocks=contents))
    else:
        blocks += contents
    return Section(id="on-the-table", title="On the table", blocks=tuple(blocks))


def _name(study: Study, named: NamedStanding) -> str:
    return study.case.packages[named.id].name or named.id


def _points(study: Study) -> str:
    """Return what a point is: each party's own scale, from its worst to its best package."""
    scale = fine(study)
    spans = [
        f"{party.name} {scale[party.id].short(min(party.lowest, party.reservation))} to "
        f"{scale[party.id].short(max(party.highest, party.reservation))}"
        for party in study.parties
    ]
    own = f" ({'; '.join(spans)})" if len(study.parties) <= FEW else ""
    chances = any(named.probabilities for named in study.named.values())
    also = " Chance: that it accepts, over the ranges." if chances else ""
    return f"Points on each party's own scale{own}; those of two parties do not compare.{also}"


def _scores(study: Study) -> Table:
    """Return what each package is worth to each party, and the chance that it accepts."""
    scale = scales(study, [named.utilities for named in study.named.values()])
    rows = []
    for named in study.named.values():
        cells = [_score(party, named, scale[party.id]) for party in study.parties]
        rows.append(row(_name(study, named), *cells))
        if named.probabilities:
            chances = [named.probabilities.get(party.id) for party in study.parties]
            texts = ["" if chance is None else percent(chance) for chance in chances]
            muted = [Cell(text=text, tone="muted") for text in texts]
            rows.append(row(Cell(text="  chance", tone="muted"), *muted))
    walking = [
        Cell(text=scale[party.id].text(party.reservation), tone="muted") for party in study.parties
    ]
    rows.append(row(Cell(text="walking away", tone="muted"), *walking))
    titles = columns("package", *(party.name for party in study.parties))
    return Table(columns=titles, rows=tuple(rows))


def _score(party: PartyStanding, named: NamedStanding, scale: Scale) -> Cell:
    accepts = named.acceptable[party.id]
    return Cell(
        text=scale.text(named.utilities[party.id]),
        tone="good" if accepts else "bad",
        mark="✓" if accepts else "✗",
    )


def _verdict(study: Study, named: NamedStanding) -> str:
    """Return for whom a package is no deal, by how much and why."""
    scale, parts = fine(study), []
    for party in study.parties:
        if not named.acceptable[party.id]:
            size = scale[party.id].short(abs(named.gains[party.id]))
            short = "just short of" if size.strip("0.,") == "" else f"{size} below"
            why = _why(study, named, party.id, scale[party.id])
            parts.append(f"{party.name} {short} walking away{why}")
    verdict = "; ".join(parts) or "every party accepts"
    return verdict if named.legal else f"{verdict}; breaks a rule of the case"


def _why(study: Study, named: NamedStanding, party: str, scale: Scale) -> str:
    """Return the issues that cost a party most against walking away."""
    losses = named.reasons.get(party, ())
    whole = sum(loss for _, loss in losses)
    names, told, so_far = Names(study), [], 0.0
    for issues, loss in losses[:REASONS]:
        name = listing([names.issue(issue) for issue in issues.split(", ")])
        told.append(f"{name} {scale.short(loss)}")
        so_far += loss
        if so_far <= MOST * whole:
            break
    return f", mostly {listing(told)}" if told else ""


def _contents(study: Study) -> tuple[Block, ...]:
    """Return what was offered, on the issues where it differs from walking away or each other."""
    names, away = Names(study), study.case.no_deal_package() or {}
    packages = [study.case.packages[named] for named in study.named]
    came = [marks(study.case, package) for package in packages]
    shown = [
        Shown(
            title=_title(package),
            package=package.options,
            marks={issue: SIGNS[how] for issue, how in each.items()},
        )
        for package, each in zip(packages, came, strict=True)
    ]
    issues = [
        issue.id
        for issue in study.case.issues
        if len({package.options.get(issue.id) for package in packages} | {away.get(issue.id)}) > 1
    ]
    left = len(study.case.issues) - len(issues)
    if not issues:
        return (Paragraph(text="On every issue the named packages are as walking away."),)
    table = matrix(study, shown, issues=issues, lead=ISSUES)
    legend = _legend({each[issue] for each in came for issue in issues if issue in each})
    if left:
        more = "one more issue" if left == 1 else f"{spelled(left)} more issues"
        legend.append(f"On {more} all are as walking away.")
    made = [f"{package.name}: {_provenance(package, names)}" for package in packages]
    blocks: list[Block] = [table]
    if legend:
        blocks.append(Paragraph(text=" ".join(legend), tone="muted"))
    return (*blocks, Details(title="Who made them", blocks=(_made(made),)))


def _legend(came: set[str]) -> list[str]:
    """Return what the signs after options mean."""
    legend = []
    if SOURCED in came:
        legend.append("° Sourced: a claim of the package says so.")
    if ASSUMED in came:
        legend.append("* Filled in by the analyst.")
    if SOURCED in came and UNMARKED in came:
        legend.append("Without a sign: no claim is named.")
    return legend


def _made(made: Sequence[str]) -> Bullets:
    return Bullets(items=tuple(map(sentence, made)))


def _title(package: NamedPackage) -> str:
    return package.name or package.id


def _provenance(package: NamedPackage, names: Names) -> str:
    parts = ["by " + (names.party(package.by) if package.by is not None else "the analyst")]
    if package.to:
        parts.append(f"to {listing([names.party(party) for party in package.to])}")
    if package.status is not None:
        parts.append(package.status)
    if package.claims:
        parts.append(f"claims {', '.join(package.claims)}")
    return ", ".join(parts)
