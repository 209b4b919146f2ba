"""Would it be ratified: which deals pass at home, and who closes the zone."""

from __future__ import annotations

from dataclasses import replace

from zopa.analysis.bargaining.results import Body, Member, RatificationStudy
from zopa.analysis.results import Probability, Study
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
from zopa.report.sections._contract import section
from zopa.report.words import (
    Names,
    Scale,
    count,
    listing,
    plural,
    sentence,
    with_options,
    within,
)

LISTED = 4
"""Members whose consent would open the zone, for a first look."""


@section(name="ratified", order=66)
def ratified(study: Study) -> Section | None:
    """Return which deals would be ratified; nothing for a case where nobody ratifies.

    Chances are left out where the brief counts only draws that agree with what was revealed.
    """
    found = study.ratification
    if found is None:
        return None
    told = study.uncertainty is not None and bool(study.uncertainty.conditions)
    return written(replace(found, chances=None) if told else found)


def written(found: RatificationStudy) -> Section:
    """Return what there is to say on one study of ratification."""
    names = Names(found.case)
    blocks: list[Block] = [Paragraph(text=_answer(found, names), tone="strong")]
    if found.chances is not None:
        blocks.append(Paragraph(text=sentence(_chance(*found.chances)), tone="muted"))
    blocks.append(_bodies(found, names))
    remedies = _remedies(found, names)
    if remedies:
        blocks.append(Bullets(items=remedies))
    if found.ratified:
        blocks += _what_passes(found, names)
    blocks.append(Details(title="Who accepts how many packages", blocks=(_members(found, names),)))
    return Section(id="ratified", title="Would it be ratified", blocks=tuple(blocks))


def _answer(found: RatificationStudy, names: Names) -> str:
    """Say whether the zone is still open at home, and who closes it."""
    where = f" {with_options(found.case, found.option_set)}" if found.case.option_sets else ""
    if not found.negotiators:
        return sentence(f"there is nothing to ratify{where}: no package suits those at the table")
    one = found.negotiators == 1
    zone = "the one package" if one else f"the {count(found.negotiators)} packages"
    suit = "that suits those at the table" if one else "that suit those at the table"
    if not found.ratified:
        none = f"{zone} {suit} would not" if one else f"none of {zone} {suit} would"
        no = sentence(f"no{where}: {none} be ratified")
        return f"{no} {sentence(_closing(found, names))}"
    if found.ratified == found.negotiators:
        every = zone if one else zone.replace("the", "all", 1)
        return sentence(f"yes{where}: {every} {suit} would be ratified")
    return sentence(f"{count(found.ratified)} of {zone} {suit} would be ratified{where}")


def _chance(before: Probability, after: Probability) -> str:
    """Say in how many draws there is a deal, at the table and once it has to be ratified."""
    if before.share == 1:
        return f"over the ranges there is a package that would be ratified {within(after)} of draws"
    return (
        f"over the ranges there is a package that suits those at the table {within(before)} of "
        f"draws, and one that would be ratified {within(after)}"
    )


def _closing(found: RatificationStudy, names: Names) -> str:
    """Name the bodies without which the zone would open."""
    first = found.closing[0]
    if len(first) == 1:
        parts = [
            f"without {_named(found.bodies[at], names)} "
            f"{plural(found.bodies[at].without, 'package')} would pass"
            for (at,) in found.closing
        ]
        return ", or ".join(parts)
    sets = [listing([_named(found.bodies[at], names) for at in some]) for some in found.closing]
    return (
        f"no single body closes the zone; it would open without {listing(sets, last='or without')}"
    )


def _named(body: Body, names: Names) -> str:
    """Return a body with whom it ratifies for."""
    return f"{body.name} ({names.party(body.party)})"


def _bodies(found: RatificationStudy, names: Names) -> Table:
    """Return what each body needs, approves and holds up."""
    rows = [
        row(
            _named(body, names),
            f"{_votes(body.needs)} of {_votes(body.votes)}",
            f"{count(body.approves)} of {count(found.legal)}",
            _without(found, body),
        )
        for body in found.bodies
    ]
    titles = columns("who ratifies", "votes needed", "approves", "zone without it")
    return Table(columns=titles, rows=tuple(rows))


def _without(found: RatificationStudy, body: Body) -> Cell:
    """Return how many packages would pass if a body had no say, against now."""
    if body.without == found.ratified:
        return Cell(text=count(body.without), tone="muted")
    return Cell(text=f"{count(body.without)}, not {count(found.ratified)}", tone="good")


def _votes(number: float) -> str:
    return f"{number:g}"


def _remedies(found: RatificationStudy, names: Names) -> tuple[str, ...]:
    """Return what would open a zone that is closed at home: a quota, a veto, a member."""
    if found.ratified or not found.negotiators:
        return ()
    said = [
        f"{_named(body, names)}: if {_votes(body.most_votes)} of its {_votes(body.votes)} votes "
        "were enough, the zone would open"
        for body in found.bodies
        if body.most_votes is not None and 0 < body.most_votes < body.needs
    ]
    said += [
        f"{_named(body, names)}: without the veto of {names.party(member)} "
        f"{plural(packages, 'package')} would pass"
        for body in found.bodies
        for member, packages in body.without_veto.items()
        if packages
    ]
    willing = [member for member in found.members if member.fall is not None]
    willing.sort(key=lambda member: member.fall or 0.0)
    said += [_settling(found, member, names) for member in willing[:LISTED]]
    return tuple(map(sentence, said))


def _settling(found: RatificationStudy, member: Member, names: Names) -> str:
    """Say how much less one member would have to settle for, and on which package."""
    fall = member.fall or 0.0
    scale = Scale.of([fall, member.reservation], max(abs(member.reservation), fall))
    after, before = scale.short(member.reservation - fall), scale.short(member.reservation)
    size = scale.enough(fall)
    lower = f"more than {size} lower, below {after}" if found.strict else f"{size} lower, {after}"
    said = f"{member.name}: a walk-away value {lower} instead of {before}, would open the zone"
    return said if member.deal is None else f"{said}, by {names.package(member.deal.package)}"


def _what_passes(found: RatificationStudy, names: Names) -> list[Block]:
    """Return what each side gets from the zone before and after, and one deal that passes."""
    rows = []
    for party, (before, after) in found.spans.items():
        if before is not None and after is not None:
            ends = (*before, *after)
            scale = Scale.of(ends, max(ends) - min(ends) or max(map(abs, ends)) or 1.0)
            texts = [
                scale.short(low)
                if scale.short(low) == scale.short(high)
                else f"{scale.short(low)} to {scale.short(high)}"
                for low, high in (before, after)
            ]
            rows.append(row(names.party(party), *texts))
    blocks: list[Block] = []
    if found.ratified < found.negotiators:
        titles = columns("what the zone is worth to", "at the table", "ratified")
        blocks.append(Table(columns=titles, rows=tuple(rows)))
    if found.deal is not None:
        best = "of those that would be ratified, the largest product of gains has"
        blocks.append(Paragraph(text=sentence(f"{best} {names.package(found.deal.package)}")))
    return blocks


def _members(found: RatificationStudy, names: Names) -> Table:
    """Return how many packages each party and each member accepts."""
    legal = count(found.legal)
    rows = [
        row(names.party(win.party), "at the table", f"{count(win.acceptable)} of {legal}")
        for win in found.win_sets
    ]
    rows += [
        row(member.name, _seats(found, member), f"{count(member.approves)} of {legal}")
        for member in found.members
    ]
    return Table(columns=columns("", "has a say in", "accepts packages"), rows=tuple(rows))


def _seats(found: RatificationStudy, member: Member) -> str:
    """Return the bodies in which a member votes, with a veto where it has one."""
    seats = []
    for bodies in found.case.ratifiers.values():
        for body in bodies:
            if member.id in body.votes:
                veto = ", with a veto" if member.id in body.vetoes else ""
                seats.append(f"{body.name}{veto}")
    return listing(seats)
