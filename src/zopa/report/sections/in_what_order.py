"""In what order: a schedule that nobody gains by breaking off, or what would make one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from zopa.analysis.exchange.results import ExchangeStudy, Repair, Schedule
from zopa.analysis.results import Study
from zopa.analysis.verification.results import VerificationStudy
from zopa.report.charts.deposits import deposits_picture
from zopa.report.charts.ladder import ladder
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
    Tone,
    columns,
    row,
)
from zopa.report.sections._contract import section
from zopa.report.sections._exchange import Told
from zopa.report.words import listing, plural, sentence, spelled

PAIR = 2
"""Parties for which the trade-off of deposits is a picture."""
FEW = 3
"""Parties up to which each has a column of its own."""
EACH = 3
"""Remedies of one kind for a first look."""
STEPS = 14
"""Steps of a schedule for a first look."""
OFFERED = 8
"""Sets of deposits that the page lists."""
HOLDS = "holds: nobody, anywhere, gains by breaking it off or by not doing its part"
POINTS = (
    "Points are each party's own; what steps cost and bring follows from the same scores as the "
    "zone"
)
GIVEN = "stakes, checks and what can be taken back are assumptions of the case"
NOTHING = (
    "the case says nothing of stakes, checks or what can be taken back, so none of it binds anybody"
)
ONLY = "What would only keep it from being broken, once signed:"
MIDDLE = "all of it at the middle values of the ranges"
RISK = (
    "could lose: the most that a party would be left with below today, if the others stopped at "
    "the worst moment and everybody took back what it can"
)


@section(name="in-what-order", order=72)
def in_what_order(study: Study) -> Section | None:
    """Return in which order the package can be carried out; nothing where nobody asked."""
    return None if study.exchange is None else written(study.exchange, study.verification)


def written(found: ExchangeStudy, planned: VerificationStudy | None = None) -> Section:
    """Return what there is to say on one exchange, and on the visits planned for it."""
    told, first = Told.of(found), found.schedules[0]
    remedies = list(_remedies(told))
    blocks: list[Block] = [Paragraph(text=told.answer()), _comparison(told), *remedies]
    checked = told.checked(planned)
    if checked:
        blocks.append(Paragraph(text=sentence(checked)))
    explained = (HOLDS, RISK, *([MIDDLE] if found.case.uncertain() else []))
    blocks.append(Paragraph(text=" ".join(map(sentence, explained)), tone="muted"))
    glance = len(blocks)
    if found.orders:
        blocks.append(Bullets(items=tuple(map(told.verdict, found.orders))))
    blocks.append(_course(told, first))
    blocks.append(_ladder(told, first, "ladder"))
    if len(found.parties) == PAIR and told.any_stake():
        blocks.append(_trade(told))
    blocks.append(Paragraph(text=_small_print(told), tone="muted"))
    blocks += _page(told)
    return Section(
        id="in-what-order",
        title="In what order",
        blocks=tuple(blocks),
        glance=glance,
        rest="zopa exchange",
    )


def document(found: ExchangeStudy) -> Document:
    """Return a document of this section alone."""
    case, digest = found.case, found.case.digest()
    version = ".".join(found.version.split(".")[:2])
    return Document(
        id=case.id,
        title=case.title,
        meta=(f"zopa {version}", f"case {digest[:6]}"),
        source=f"case {case.id}, {digest[:6]}",
        sections=(replace(written(found), glance=None),),
        colophon=(
            (
                f"Computed by zopa {found.version} from case {case.id}, fingerprint {digest}, at "
                "the middle values of all ranges."
            ),
        ),
    )


def _comparison(told: Told) -> Table:
    """Return the schedules found and those asked for, side by side."""
    found = told.found
    each = len(found.parties) <= FEW
    losers = [f"{told.names[party]} could lose" for party in found.parties]
    heads = (
        *columns("order", "rounds"),
        *columns("", *(losers if each else ["could lose most"]))[1:],
        Column(title="holds"),
    )
    rows = []
    for schedule in (*found.schedules, *found.orders):
        risks = [told.scales[p].text(schedule.most_exposed[p]) for p in found.parties]
        rows.append(
            row(
                schedule.name,
                str(len(schedule.rounds)),
                *(risks if each else [_riskiest(told, schedule)]),
                _holds(told, schedule),
            )
        )
    return Table(columns=heads, rows=tuple(rows))


def _riskiest(told: Told, schedule: Schedule) -> str:
    party = max(schedule.most_exposed, key=lambda name: schedule.most_exposed[name])
    return f"{told.names[party]} {told.scales[party].text(schedule.most_exposed[party])}"


def _holds(told: Told, schedule: Schedule) -> Cell:
    if schedule.safe:
        text = "yes, barely" if told.barely(schedule) else "yes"
        return Cell(text=text, tone="good", mark="✓")
    if schedule.broken:
        return Cell(text="cannot be done", tone="bad", mark="✗")
    stops = [p for p in told.found.parties if any(slack.party == p for slack in schedule.breaks)]
    names = listing([told.names[party] for party in stops])
    return Cell(text=f"no: {names}", tone="bad", mark="✗")


def _remedies(told: Told) -> Iterator[Block]:
    """Return what would make it hold, one item for each kind, and what is not enough alone.

    Where the package leaves somebody worse off, what would not change that stands apart.
    """
    works = [each for each in told.found.repairs if each.works]
    kinds = {each.kind for each in works}
    signs = _kinds([each for each in works if told.signs(each)])
    only = _kinds([each for each in works if not told.signs(each)])
    fails = [r.text for r in told.found.repairs if not r.works and r.kind not in {"end", *kinds}]
    if fails:
        (only or signs).append(f"not enough alone: {listing(fails, 'or')}")
    heads = ("What would make it hold, each by itself:", ONLY)
    for head, said in zip(heads, (signs, only), strict=True):
        if said:
            yield Paragraph(text=head)
            yield Bullets(items=tuple(map(sentence, said)))


def _kinds(repairs: Sequence[Repair]) -> list[str]:
    """Return one sentence for each kind of remedy."""
    kinds: dict[str, list[str]] = {}
    for each in repairs:
        kinds.setdefault(each.kind, []).append(each.text)
    return [_either(texts) for texts in kinds.values()]


def _either(texts: Sequence[str]) -> str:
    """Return remedies of one kind as one sentence; what all begin with is said once."""
    head, mark, _ = texts[0].partition(": ")
    if mark and all(text.startswith(head + mark) for text in texts):
        rest = [text.removeprefix(head + mark) for text in texts]
    else:
        head, mark, rest = "", "", list(texts)
    more = len(rest) - EACH
    also = f"; or {spelled(more)} more, on the page" if more > 0 else ""
    return f"{head}{mark}{'; or '.join(rest[:EACH])}{also}"


def _course(told: Told, schedule: Schedule) -> Table:
    """Return a schedule step by step, with what each party has gained after each round."""
    steps = {step.id: step for step in schedule.steps}
    shown = told.found.parties if len(told.found.parties) <= FEW else ()
    rows = []
    for at, names in enumerate(schedule.rounds, start=1):
        for place, name in enumerate(names):
            step, last = steps[name], place == len(names) - 1
            gained = [
                told.scales[party].signed(schedule.standing[at][party]) if last else ""
                for party in shown
            ]
            rows.append(row(str(at) if not place else "", told.names[step.by], step.text, *gained))
    name = schedule.name[:1].upper() + schedule.name[1:]
    after = "; then what each party has gained after the round, against today" if shown else ""
    return Table(
        caption=f"{name}, step by step{after}",
        columns=(
            *columns("round", "by", "step", align="left"),
            *columns("", *(told.names[party] for party in shown))[1:],
        ),
        rows=tuple(rows),
        lead=tuple(range(STEPS)) if len(rows) > STEPS else None,
        rest="steps",
    )


def _ladder(told: Told, schedule: Schedule, key: str) -> Figure:
    stops = " Rings: who would gain by breaking off there." if schedule.breaks else ""
    risks = [
        f"{told.names[party]} {told.scales[party].short(size)}"
        for party, size in schedule.most_exposed.items()
    ]
    return Figure(
        id=key,
        title=f"{schedule.name[:1].upper()}{schedule.name[1:]}, round by round",
        caption="Dots: points that each party has gained so far, against today (the line). Bars: "
        "what it would be left with below today if the others stopped there and everybody took "
        f"back what it can.{stops} The scales of two parties do not compare.",
        alt=f"{plural(len(schedule.rounds), 'round')}; at worst the parties could lose: "
        f"{listing(risks)}.",
        chart=partial(ladder, told.found, schedule, told.names, told.scales),
    )


def _trade(told: Told) -> Figure:
    found = told.found
    orders = (
        " Circles: what the orders asked for would take (blue: it holds, red: it does not); one "
        "holds where the cross lies neither to the left of its circle nor below it."
        if found.orders
        else ""
    )
    pairs = "; ".join(told.stakes(each) for each in found.least_stakes[:OFFERED])
    return Figure(
        id="deposits",
        title="What each must have at stake, given what the other has",
        caption="Points that each party loses if it breaks off: reputation, deposits, guarantees, "
        "counted from nothing. Shaded: with these some order holds. Squares: neither can be "
        f"lowered alone. Cross: what the case assumes.{orders}",
        alt=f"Least stakes: {pairs}. Assumed: {told.stakes(found.stakes)}.",
        chart=partial(deposits_picture, found, told.names, told.scales),
    )


def _small_print(told: Told) -> str:
    """Return what the numbers are, how they were found and what they leave out."""
    how = f"looked at: {told.found.method}" if told.found.method else ""
    bound = NOTHING if told.found.case.exchange is None else GIVEN
    said = (POINTS, bound, how, *told.found.notes)
    return " ".join(sentence(each) for each in said if each)


def _page(told: Told) -> Iterator[Block]:
    """Return what only the page shows."""
    found = told.found
    inner: list[Block] = [_steps(told), _closest(told)]
    yield Details(title="What each step costs and brings", blocks=tuple(inner))
    works = tuple(sentence(each.text) for each in found.repairs if each.works)
    if works:
        title = "Everything that would make it hold"
        yield Details(
            title=f"{title}, once signed" if told.worse() else title,
            blocks=(Bullets(items=works),),
        )
    others = [order for order in found.orders if not order.broken]
    if others:
        pictures = [_ladder(told, order, f"order-{at}") for at, order in enumerate(others, start=1)]
        yield Details(title="The orders asked for, round by round", blocks=tuple(pictures))


def _steps(told: Told) -> Table:
    """Return what each step costs who makes it and brings the others."""
    rows = []
    for step in told.found.steps:
        cells = []
        for party in told.found.parties:
            change = -step.cost if party == step.by else step.value[party]
            tone: Tone = "plain" if told.shown(party, abs(change)) else "muted"
            cells.append(Cell(text=told.scales[party].signed(change), tone=tone))
        rows.append(row(step.text, told.names[step.by], *cells))
    return Table(
        columns=(
            *columns("step", "by", align="left"),
            *columns("", *(told.names[party] for party in told.found.parties))[1:],
        ),
        rows=tuple(rows),
    )


def _closest(told: Told) -> Table:
    """Return for each schedule where each party has least reason to go on."""
    rows = [
        row(
            schedule.name if not place else "",
            told.names[slack.party],
            slack.text,
            told.scales[slack.party].signed(-slack.slack),
        )
        for schedule in (*told.found.schedules, *told.found.orders)
        for place, slack in enumerate(schedule.tightest)
    ]
    return Table(
        caption="Where breaking off is most tempting, and what it would bring",
        columns=(*columns("order", "party", "by", align="left"), *columns("", "points")[1:]),
        rows=tuple(rows),
    )
