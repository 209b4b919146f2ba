"""The zone: how many deals suit those who must agree, under each set of options."""

from __future__ import annotations

from functools import partial

from zopa.analysis.results import Count, Study, Zone
from zopa.report.charts import picture
from zopa.report.document import (
    Block,
    Cell,
    Column,
    Facts,
    Figure,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.phrases import consent
from zopa.report.sections._contract import section
from zopa.report.words import (
    count,
    listing,
    percent,
    plural,
    sentence,
    spelled,
    tally,
    with_options,
)

METHODS = {
    "enumeration": "by going through all packages",
    "meeting in the middle": "exactly, by matching half-packages",
    "integer lattice": "exactly, from whole-number scores",
    "sample": "from a sample of packages",
    "frontier": "from the efficient packages",
}
PLANE = 2


@section(name="zone", order=30)
def zone(study: Study) -> Section:
    """Return the size of the zone under each option set, its chance, and its picture."""
    blocks: list[Block] = [
        Paragraph(
            text=sentence(f"counted are packages that {consent(study, one=False)}"), tone="muted"
        ),
        _table(study),
        Facts(pairs=_facts(study)),
    ]
    if not study.case.uncertain():
        blocks.append(
            Paragraph(
                text="No number of the case has a range, so nothing here says how sure it is.",
                tone="muted",
            )
        )
    blocks.append(_figure(study))
    return Section(id="zone", title="The zone", blocks=tuple(blocks))


def _table(study: Study) -> Table:
    chances = any(zone.probability is not None for zone in study.zones.values())
    titles = columns("", "in the zone", "of packages")
    if chances:
        titles = (*titles, Column(title="chance of a deal", align="right"))
    zones = [zone for name, zone in study.zones.items() if name != "all"]
    zones += [zone for name, zone in study.zones.items() if name == "all"]
    return Table(columns=titles, rows=tuple(_row(study, zone, chances=chances) for zone in zones))


def _row(study: Study, zone: Zone, *, chances: bool) -> tuple[Cell, ...]:
    cells = [
        Cell(text=tally(zone.count), tone="bad" if zone.is_empty else "good"),
        Cell(text=count(zone.legal)),
    ]
    if chances:
        cells.append(Cell(text="" if zone.probability is None else percent(zone.probability)))
    return row(with_options(study.case, zone.option_set), *cells)


def _facts(study: Study) -> tuple[tuple[str, str], ...]:
    frontier = study.frontier
    facts = []
    efficient = plural(frontier.packages, "package")
    if frontier.points != frontier.packages:
        efficient += f" at {plural(frontier.points, 'point')}"
    facts.append(("efficient", f"{efficient}: nobody can gain more without another losing"))
    zone = study.zone
    if zone.unanimous is not None:
        everybody = f"all {spelled(len(study.parties))} parties"
        facts.append(("suit everybody", f"{tally(zone.unanimous)} have the consent of {everybody}"))
    method = _method(zone.count)
    if zone.legal != zone.total:
        obeying = f"{count(zone.legal)} of {count(zone.total)} combinations obey the rules"
        facts.append(("packages", f"{obeying}; counted {method}"))
    else:
        facts.append(("counted", method))
    ends = [party for party in study.parties if party.highest < party.reservation]
    if ends:
        names = listing([party.name for party in ends])
        facts.append(("never better off", f"{names}: even the best package is below walking away"))
    return tuple(facts)


def _method(found: Count) -> str:
    method = METHODS[found.method]
    if found.exact:
        return method
    return f"{method}, so the count is an estimate; that the zone is open or empty is exact"


def _figure(study: Study) -> Figure:
    two = len(study.parties) == PLANE and study.option_set is not None
    if two:
        first, second = study.parties
        title = "The zone in one picture"
        dots = "every package" if study.cloud is not None else "no packages are drawn"
        if study.cloud is not None and study.cloud.sampled:
            dots = "a sample of the packages"
        where = with_options(study.case, study.zone.option_set)
        caption = (
            f"Worth to {first.name} (across) and {second.name} (up), {where}. Grey: {dots}. "
            "Line: efficient packages, a staircase because nothing lies between them. Diamonds: "
            "fair packages. Circles: named packages. Dashed lines and cross: walking away. "
            "Shaded: where packages lie that those who must agree accept."
        )
    else:
        title = "What each party gains"
        caption = (
            "For each party, its gain over walking away (the line at 0) as a share of the span "
            "between its worst and its best package. Grey: what packages can offer it."
        )
    return Figure(
        id="zone", title=title, caption=caption, alt=_alt(study), chart=partial(picture, study)
    )


def _alt(study: Study) -> str:
    """Return the picture in words."""
    zone = study.zone
    found = "is empty" if zone.is_empty else f"holds {tally(zone.count)}"
    named = [study.case.packages[name].name for name in study.named]
    shown = f" Marked: {listing(named)}." if named else ""
    return (
        f"{with_options(study.case, zone.option_set).capitalize()}, the zone {found} of "
        f"{plural(zone.legal, 'package')}; {plural(study.frontier.points, 'point')} are efficient."
        f"{shown}"
    )
