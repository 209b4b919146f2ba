"""On the table: the named packages, and how each party scores them."""

from __future__ import annotations

from zopa.analysis.results import NamedStanding, PartyStanding, Study
from zopa.model import NamedPackage
from zopa.report.document import Block, Bullets, Cell, Details, Section, Table, columns, row
from zopa.report.sections._contract import section
from zopa.report.words import Names, Scale, listing, percent, scales, sentence

FEW = 3
"""Parties beside whom a table has room for words."""
AGREED = "every party accepts"


@section(name="on-the-table", order=20)
def on_the_table(study: Study) -> Section | None:
    """Return how the parties see each named package; nothing where the case names none."""
    if not study.named:
        return None
    blocks: list[Block] = [_scores(study)]
    if len(study.parties) > FEW:
        verdicts = (
            sentence(f"{_name(study, named)}: {_refusals(study, named)}")
            for named in study.named.values()
        )
        blocks.append(Bullets(items=tuple(verdicts)))
    if any(named.probabilities for named in study.named.values()):
        blocks.append(_chances(study))
    blocks.append(Details(title="Issue by issue", blocks=(_contents(study),)))
    return Section(id="on-the-table", title="On the table", blocks=tuple(blocks))


def _name(study: Study, named: NamedStanding) -> str:
    return study.case.packages[named.id].name or named.id


def _scores(study: Study) -> Table:
    scale, wide = scales(study), len(study.parties) > FEW
    titles = columns("package", *(party.name for party in study.parties))
    verdicts = () if wide else (*columns("for whom it is no deal"),)
    rows = []
    for named in study.named.values():
        cells = [_score(party, named, scale[party.id]) for party in study.parties]
        verdict = () if wide else (Cell(text=_verdict(study, named)),)
        rows.append(row(_name(study, named), *cells, *verdict))
    walking = [
        Cell(text=scale[party.id].text(party.reservation), tone="muted") for party in study.parties
    ]
    rows.append(row(Cell(text="walking away", tone="muted"), *walking, *(() if wide else ("",))))
    return Table(columns=(*titles, *verdicts), rows=tuple(rows))


def _score(party: PartyStanding, named: NamedStanding, scale: Scale) -> Cell:
    accepts = named.acceptable[party.id]
    return Cell(
        text=scale.text(named.utilities[party.id]),
        tone="good" if accepts else "bad",
        mark="✓" if accepts else "✗",
    )


def _verdict(study: Study, named: NamedStanding) -> str:
    """Return for whom a package is no deal, and by how much."""
    parts = [f"{name}: {short} walking away" for name, short in _short(study, named)]
    return _or_agreed("; ".join(parts), named)


def _refusals(study: Study, named: NamedStanding) -> str:
    """Return the same in a sentence, for many parties."""
    parts = [f"{name} ({short} walking away)" for name, short in _short(study, named)]
    return _or_agreed(f"no deal for {listing(parts)}" if parts else "", named)


def _or_agreed(verdict: str, named: NamedStanding) -> str:
    verdict = verdict or AGREED
    return verdict if named.legal else f"{verdict}; breaks a rule of the case"


def _short(study: Study, named: NamedStanding) -> list[tuple[str, str]]:
    """Return the parties that refuse a package, with how far it lies below for each."""
    scale, found = scales(study), []
    for party in study.parties:
        if not named.acceptable[party.id]:
            size = scale[party.id].text(abs(named.gains[party.id]))
            found.append((party.name, f"{size} below" if size.strip("0.,") else "just short of"))
    return found


def _chances(study: Study) -> Table:
    rows = []
    for named in study.named.values():
        cells = []
        for party in study.parties:
            chance = named.probabilities.get(party.id)
            cells.append("" if chance is None else percent(chance))
        rows.append(row(_name(study, named), *cells))
    return Table(
        caption="Chance that each party accepts, over the ranges of the uncertain numbers",
        columns=columns("package", *(party.name for party in study.parties)),
        rows=tuple(rows),
    )


def _contents(study: Study) -> Table:
    names = Names(study)
    packages = [study.case.packages[named] for named in study.named]
    rows = []
    for issue in study.case.issues:
        cells = []
        for package in packages:
            option = package.options.get(issue.id)
            text = "–" if option is None else names.option(issue.id, option)
            assumed = issue.id in package.assumed
            cells.append(
                Cell(
                    text=f"{text} (assumed)" if assumed else text,
                    tone="muted" if assumed else "plain",
                )
            )
        rows.append(row(issue.name, *cells))
    provenance = [Cell(text=_provenance(package, names), tone="muted") for package in packages]
    rows.append(row(Cell(text="made by", tone="muted"), *provenance))
    return Table(
        columns=columns("issue", *(package.name for package in packages), align="left"),
        rows=tuple(rows),
    )


def _provenance(package: NamedPackage, names: Names) -> str:
    parts = []
    if package.by is not None:
        parts.append(names.party(package.by))
    if package.to:
        parts.append(f"to {listing([names.party(party) for party in package.to])}")
    if package.status is not None:
        parts.append(package.status)
    return ", ".join(parts) or "the analyst"
