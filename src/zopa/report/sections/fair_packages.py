"""Fair packages: what each solution concept chooses, issue by issue."""

from __future__ import annotations

from zopa.analysis.results import SolutionResult, Study, Uncertainty
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
from zopa.report.matrix import Shown, matrix
from zopa.report.phrases import merged, ordered, quota, solution_name, standing
from zopa.report.sections._contract import section
from zopa.report.words import Names, count, listing, percent, scales, sentence, with_options

PROMISES = {
    "leaves nobody worse off than no deal": "nobody worse off",
    "leaves nothing on the table": "efficient",
    "treats the parties alike": "even-handed",
    "does not depend on the unit in which a party measures": "any unit",
    "does not depend on where a party's scale starts": "any start of scale",
    "does not depend on deals that are not chosen": "other packages do not count",
}
"""Axioms in short words."""
OFTEN = 4
"""Packages listed by how often they are the Nash package."""
ISSUES = 15
"""Issues for a first look."""
ALIKE = 3
"""Issues on which all fair packages agree from which a sentence says so."""
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
    if study.standing:
        unequal = f"Unequal standing: {standing(study)}."
        blocks.append(Paragraph(text=unequal, tone="muted"))
    if groups:
        blocks += _columns(study, groups)
    blocks += _remarks(study, groups)
    details = _details(study, groups)
    if details:
        blocks.append(Details(title="What each rule chooses", blocks=details))
    return Section(id="fair-packages", title="Fair packages", blocks=tuple(blocks))


def _best(study: Study) -> Section | None:
    """Return the best package of a party that has nobody to share with."""
    groups = merged(study.solutions.values())
    if not groups:
        return None
    ties = groups[0][1].packages
    blocks = _columns(study, groups[:1], title="best package")
    if ties > 1:
        blocks.append(Paragraph(text=f"{count(ties)} packages tie; the first is shown."))
    return Section(id="fair-packages", title="Best package", blocks=tuple(blocks))


Groups = list[tuple[list[SolutionResult], SolutionResult]]


def _title(members: list[SolutionResult]) -> str:
    return ", ".join(solution_name(member) for member in members)


def _columns(study: Study, groups: Groups, title: str | None = None) -> list[Block]:
    """Return a column for each group; issues on which all agree in a sentence, where many do."""
    shown = [
        Shown(title=title or _title(members), package=first.deals[0].package, deal=first.deals[0])
        for members, first in groups
    ]
    issues = [issue.id for issue in study.case.issues]
    alike = [
        issue
        for issue in issues
        if len({each.package.get(issue) for each in shown}) == 1 < len(shown)
    ]
    if not ALIKE <= len(alike) <= ISSUES:
        alike = []
    worth = "worth (gain over walking away), then the options"
    where = f"chosen {with_options(study.case, study.zone.option_set)}: "
    caption = sentence(where + worth if len(study.zones) > 1 else worth).rstrip(".")
    rest = [issue for issue in issues if issue not in alike]
    blocks: list[Block] = [matrix(study, shown, issues=rest, caption=caption, lead=ISSUES)]
    if alike:
        same = Names(study).package({issue: shown[0].package[issue] for issue in alike})
        blocks.append(Paragraph(text=f"In all of them: {same}.", tone="muted"))
    return blocks


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
    blocks: list[Block] = [_rules(study)]
    doubt = study.uncertainty
    if doubt is not None and doubt.nash and doubt.option_set == study.zone.option_set:
        blocks.append(_often(study, doubt))
    blocks += [_ties(study, members, first) for members, first in groups if len(first.deals) > 1]
    return tuple(blocks)


def _rules(study: Study) -> Table:
    """Return what each rule chooses and promises, in short words."""
    rows = [
        row(
            solution_name(result),
            result.chooses,
            Cell(text=_promises(result), tone="muted"),
        )
        for result in ordered(study.solutions.values())
    ]
    titles = columns("rule", "chooses", "promises", align="left")
    return Table(columns=titles, rows=tuple(rows))


def _promises(result: SolutionResult) -> str:
    return ", ".join(PROMISES.get(axiom, axiom.replace("_", " ")) for axiom in result.axioms)


def _often(study: Study, doubt: Uncertainty) -> Table:
    shown = [
        Shown(title=percent(each.probability), package=each.package) for each in doubt.nash[:OFTEN]
    ]
    where = f" {with_options(study.case, doubt.option_set)}" if len(study.zones) > 1 else ""
    caption = f"How often each is the Nash package{where}, over all draws"
    return matrix(study, shown, caption=caption)


def _ties(study: Study, members: list[SolutionResult], result: SolutionResult) -> Table:
    names, scale = Names(study), scales(study, [deal.utilities for deal in result.deals[:TIES]])
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
