"""Can it be checked: how many visits, where, and what a clean report tells."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial

from zopa.analysis.results import Study
from zopa.analysis.verification.results import Beliefs, Place, VerificationStudy
from zopa.report.charts.beliefs import beliefs_picture
from zopa.report.charts.detection import detection_picture
from zopa.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Details,
    Document,
    Figure,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.sections._contract import section
from zopa.report.sections._verification import VISITS, Told
from zopa.report.words import listing, percent, plural, sentence, share

NOTHING = "–"
GAINS = (
    "a breach gains what the step would have cost; once it is caught, the others take back what "
    "they can, and stake and relationship are lost"
)
MUST = "must find: the chance of being found from which a breach does not pay"
TAKES = "takes: visits that reach it, if sure to come"
SPREAD = (
    "plan: the planned visits, spread so that the worst place is as good as can be (0.2: one visit "
    "with a chance of 20 %), and what they find"
)
ASSUMED = (
    "How well visits find, and what is believed beforehand, are assumptions of the case. A breach "
    "stays visible and visits are independent: two that find 40 % each find 64 % together"
)
HELD = "Belief that the word is, or will be, broken"
UP_TO = "sign up to: belief up to which signing is no worse than walking away, all else kept"


@section(name="can-it-be-checked", order=74)
def can_it_be_checked(study: Study) -> Section | None:
    """Return what can be checked; nothing where the case says nothing of it."""
    return None if study.verification is None else written(study.verification)


def written(found: VerificationStudy) -> Section:
    """Return what there is to say on one verification."""
    told = Told.of(found)
    blocks: list[Block] = [Paragraph(text=told.answer())]
    signing = told.signing()
    if signing is not None:
        blocks.append(Paragraph(text=signing))
    glance = len(blocks)
    if told.at_stake:
        blocks += _deterrence(told)
    if any(place.beliefs is not None for place in found.plan.places):
        blocks += _reports(told)
    remarks = told.remarks()
    if remarks:
        blocks.append(Bullets(items=remarks))
    blocks.append(Paragraph(text=sentence(ASSUMED), tone="muted"))
    blocks += _page(told)
    return Section(
        id="can-it-be-checked",
        title="Can it be checked",
        blocks=tuple(blocks),
        glance=glance,
        rest="zopa verify",
    )


def document(found: VerificationStudy) -> Document:
    """Return a document of this section alone."""
    case, digest = found.case, found.case.digest()
    version = ".".join(found.version.split(".")[:2])
    drawn = (
        f", chances over {plural(found.draws, 'draw')}, seed {found.seed}" if found.draws else ""
    )
    return Document(
        id=case.id,
        title=case.title,
        meta=(f"zopa {version}", f"case {digest[:6]}"),
        source=f"case {case.id}, {digest[:6]}",
        sections=(replace(written(found), glance=None),),
        colophon=(
            (
                f"Computed by zopa {found.version} from case {case.id}, fingerprint {digest}, at "
                f"the middle values of all ranges{drawn}."
            ),
        ),
    )


def _deterrence(told: Told) -> list[Block]:
    """Return what a breach brings and costs, what must be found, and what visits find."""
    planned = told.found.inspection.visits is not None
    several = len(told.breakers) > 1
    heads = [
        Column(title="place"),
        *([Column(title="could be broken by")] if several else []),
        Column(title="breach gains", align="right"),
        Column(title="caught loses", align="right"),
        Column(title="must find", align="right"),
        Column(title="a visit finds", align="right"),
        Column(title="takes", align="right"),
    ]
    if planned:
        heads += [
            Column(title="plan", align="right"),
            Column(title="finds", align="right"),
        ]
    rows = []
    for place in told.at_stake:
        lost = place.loss.total if place.loss is not None else None
        cells: list[str | Cell] = [
            place.name,
            *([told.names.party(place.party or "")] if several else []),
            told.points(place.party, place.gain),
            told.points(place.party, lost),
            _needed(place),
            NOTHING if place.detected == 0 else share(place.detected),
            NOTHING if place.visits_needed is None else str(place.visits_needed),
        ]
        if planned:
            cells += [VISITS.text(place.visits or 0.0), _found(place)]
        rows.append(row(*cells))
    points = (
        f"points of {told.who(told.breakers)}'s own scores"
        if not several
        else "points of each party's own scores"
    )
    small = [f"gains and losses in {points}: {GAINS}", f"{MUST}; {TAKES}"]
    small += [SPREAD] if planned else []
    return [
        Table(columns=tuple(heads), rows=tuple(rows), matrix=True),
        Paragraph(text=" ".join(map(sentence, small)), tone="muted"),
    ]


def _needed(place: Place) -> str:
    if place.needed is None:
        return "?"
    if math.isinf(place.needed):
        return "nothing deters"
    return share(math.ceil(100 * place.needed - 1e-9) / 100)


def _found(place: Place) -> Cell:
    text = share(place.achieved or 0.0)
    if place.deterred is None:
        return Cell(text=text)
    if place.deterred:
        return Cell(text=text, tone="good", mark="✓")
    return Cell(text=text, tone="bad", mark="✗")


def _reports(told: Told) -> list[Block]:
    """Return what is believed before and after reports."""
    rows = [
        _belief_row(place.name, place)
        for place in told.found.plan.places
        if place.beliefs is not None
    ]
    after = told.found.after_hit
    if after is not None and after.places[-1].beliefs is not None:
        rows.append(_belief_row(f"{after.places[-1].name}, after a hit", after.places[-1]))
    heads = columns("place", "before", "1 clean report", "2 clean", "1 alarm", "sign up to")
    return [
        Table(columns=heads, rows=tuple(rows), caption=HELD, matrix=True),
        Paragraph(text=sentence(UP_TO), tone="muted"),
    ]


def _belief_row(name: str, place: Place) -> tuple[Cell, ...]:
    held = place.beliefs
    assert held is not None  # noqa: S101 - the caller looked
    limit = NOTHING if place.decision is None else share(place.decision.limit)
    if place.detected == 0:
        quiet = _belief(held.clean[0])
        return row(name, share(held.prior), quiet, NOTHING, NOTHING, limit)
    told = [_belief(held.clean[count]) for count in (1, 2)]
    return row(name, share(held.prior), *told, _belief(held.alarm), limit)


def _belief(value: float | None) -> str:
    return NOTHING if value is None else share(value)


def _page(told: Told) -> list[Block]:
    """Return pictures, and what a first look leaves out."""
    found = told.found
    blocks: list[Block] = []
    known = [place for place in told.at_stake if place.needed is not None]
    if known and found.inspection.visits is not None:
        blocks.append(_detection_figure(told))
    lines = _lines(told)
    if lines:
        blocks.append(_beliefs_figure(lines))
    details: list[Block] = []
    if found.inspection.visits is not None and known:
        details.append(_planned(told))
    worth = _worth(told)
    if worth is not None:
        details.append(worth)
    if known:
        details.append(_losses(told))
    if found.timing is not None and found.timing.visits < found.timing.periods:
        details.append(Paragraph(text=_dresher(told), tone="muted"))
    if details:
        blocks.append(Details(title="Behind these numbers", blocks=tuple(details)))
    return blocks


def _detection_figure(told: Told) -> Figure:
    short = [place.name for place in told.at_stake if place.deterred is False]
    tail = f" Too little at {listing(short)}." if short else " It is enough everywhere."
    return Figure(
        id="detection",
        title="What the planned visits find, and what must be found",
        caption="Bars: probability that a breach is found. Upright marks: what deters it.",
        alt=f"Detection by place against what deters.{tail}",
        chart=partial(detection_picture, told.found),
    )


def _lines(told: Told) -> list[tuple[str, Beliefs]]:
    found = [
        (place.name, place.beliefs)
        for place in told.found.plan.places
        if place.beliefs is not None and place.detected > 0
    ]
    after = told.found.after_hit
    if after is not None and after.places[-1].beliefs is not None:
        found.append((f"{after.places[-1].name}, after a hit", after.places[-1].beliefs))
    return found


def _beliefs_figure(lines: list[tuple[str, Beliefs]]) -> Figure:
    ends = [
        f"{name} from {share(held.clean[0] or 0.0)} to {share(held.clean[-1] or 0.0)}"
        for name, held in lines
    ]
    return Figure(
        id="beliefs",
        title="What clean reports tell",
        caption="Belief that the word is broken, after clean reports in a row.",
        alt=sentence(f"belief in a breach falls: {listing(ends)}"),
        chart=partial(beliefs_picture, lines),
    )


def _planned(told: Told) -> Table:
    """Return what the planned visits achieve, here and after a hit, and how sure that is."""
    after = told.found.after_hit
    heads = columns(
        "place",
        "all visits here find",
        "planned find",
        "deterred in",
        "more at stake would do",
        *(["planned find after a hit", "deterred in"] if after is not None else []),
    )
    rows = []
    for at, place in enumerate(told.found.plan.places):
        if place.issue is None or place.needed is None:
            continue
        cells = [
            place.name,
            share(place.all_visits or 0.0),
            share(place.achieved or 0.0),
            _sure(place),
            _more(told, place),
        ]
        if after is not None:
            cells += [share(after.places[at].achieved or 0.0), _sure(after.places[at])]
        rows.append(row(*cells))
    return Table(
        columns=heads,
        rows=tuple(rows),
        matrix=True,
        caption="The planned visits; “deterred in”: share of draws of all uncertain numbers",
    )


def _sure(place: Place) -> str:
    return NOTHING if place.sure is None else percent(place.sure)


def _more(told: Told, place: Place) -> str:
    if not place.more_stake:
        return NOTHING
    if math.isinf(place.more_stake):
        return "nothing would"
    return told.scales[place.party or ""].enough(place.more_stake)


def _worth(told: Told) -> Table | None:
    """Return what a visit before signing is worth, one word in doubt at a time."""
    places = [(place.name, place) for place in told.found.plan.places]
    after = told.found.after_hit
    if after is not None:
        places.append((f"{after.places[-1].name}, after a hit", after.places[-1]))
    rows = []
    for name, place in places:
        choice = place.decision
        if choice is None or choice.information is None:
            continue
        scale, known = told.scales[choice.party], choice.information
        rows.append(
            row(
                name,
                scale.text(choice.kept),
                scale.text(choice.broken),
                "sign" if known.signs else "walk",
                scale.text(known.of_sample),
                scale.text(known.of_truth),
            )
        )
    if not rows:
        return None
    heads = columns(
        "place", "kept", "broken", "without a visit", "a visit is worth", "the truth is worth"
    )
    caption = "Sign or walk with one word in doubt, all others kept: gains of who signs, in points"
    return Table(columns=heads, rows=tuple(rows), caption=caption, matrix=True)


def _losses(told: Told) -> Table:
    """Return what a caught breach costs, part by part."""
    heads = columns(
        "place",
        "taken back from it",
        "stake",
        "relationship",
        "worse fallback",
        "it takes back",
        "step not made",
        "in all",
    )
    rows = []
    for place in told.at_stake:
        if place.loss is None or place.party is None:
            continue
        scale, lost = told.scales[place.party], place.loss
        parts = (
            lost.taken_back,
            lost.stake,
            lost.relationship,
            lost.breakdown,
            lost.regained,
            lost.kept,
            lost.total,
        )
        rows.append(row(place.name, *map(scale.text, parts)))
    return Table(
        columns=heads,
        rows=tuple(rows),
        matrix=True,
        caption="What it loses when caught, part by part, in points",
    )


def _dresher(told: Told) -> str:
    timing = told.found.timing
    assert timing is not None  # noqa: S101 - the caller looked
    return (
        f"Dresher's game: if one breach, in a period of the breaker's choice, is worth as much "
        f"uncaught as it costs caught, {plural(timing.visits, 'visit')} in {timing.periods} periods "
        f"are worth {timing.dresher} to the inspector, who then visits the first period with "
        f"probability {timing.dresher_first}; without visits it would be −1, with one in every "
        "period 0."
    )
