"""Would it hold: which states nobody wants to leave, why, and how to get there from now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from zopa.analysis.results import Study
from zopa.analysis.stability import DEFINITIONS
from zopa.analysis.stability.results import StabilityStudy, StateReport, Witness
from zopa.report.charts import state_graph
from zopa.report.document import (
    Block,
    Bullets,
    Cell,
    Details,
    Document,
    Facts,
    Figure,
    Paragraph,
    Section,
    Table,
    Tone,
    columns,
    row,
)
from zopa.report.holding import (
    ANY,
    HOLDS,
    PAYING,
    StateNames,
    Verdict,
    primary,
    standing,
    verdicts,
    worth_a_row,
)
from zopa.report.holding_words import (
    answer,
    evolution,
    reasons,
    together,
    way_words,
)
from zopa.report.phrases import rests_on
from zopa.report.sections._contract import section
from zopa.report.words import count, percent, sentence, share

ROWS = 12
"""States for a first look."""
REASONS = 4
"""States of which the remarks say why they hold or not."""
KINDS = {
    "improving": "each move pays",
    "joint": "each move pays all who make it",
    "any": "some moves do not pay",
}
"""Kinds of ways from now."""
MEANINGS: dict[Verdict, str] = {
    "stays": "no move of its own is a gain",
    "deterred": "others can answer every gain, to their profit",
    "may leave": "others can answer, but not every gain to the profit of all who answer",
    "leaves": "some gain goes unanswered",
    "open": "not found out, the search would be too long",
}
TONES: dict[str, Tone] = {"stays": "good", "deterred": "good", "leaves": "bad"}
YES: dict[str, tuple[str, Tone, str]] = {
    "holds": ("yes", "good", "✓"),
    "may hold": ("maybe", "plain", "✗"),
    "does not hold": ("no", "bad", "✗"),
    "open": ("open", "muted", "?"),
}


@section(name="would-it-hold", order=64)
def would_it_hold(study: Study) -> Section | None:
    """Return which states would hold; nothing where the case does not say who moves what."""
    if study.stability is None or not study.stability.reports:
        return None
    blocks = would_hold_blocks(study.stability)
    first = (Paragraph, Table, Facts)  # the answer, who stays where, what the words mean
    glance = next((at for at, each in enumerate(blocks) if not isinstance(each, first)), None)
    return Section(
        id="would-it-hold",
        title="Would it hold",
        blocks=blocks,
        glance=glance,
        rest="zopa stability",
    )


def would_hold_blocks(study: StabilityStudy) -> tuple[Block, ...]:
    """Return the answer, who stays in which state, reasons, ways, the picture and the rest."""
    names = StateNames(study)
    first, others = worth_a_row(study)
    blocks: list[Block] = [
        Paragraph(text=answer(names)),
        _table(names, first),
        Paragraph(text=_legend(names, first), tone="muted"),
        *_differences(names, first),
    ]
    others_together = islice(together(names), 1, None)  # the answer has the first
    remarks = (*_most(reasons(names), REASONS), *_most(evolution(names)), *_most(others_together))
    if remarks:
        blocks.append(Bullets(items=remarks))
    if len(study.reports) > 1:
        blocks.append(_figure(names))
    blocks += _details(names, first, others)
    if study.left_out:
        blocks.append(Paragraph(text=" ".join(map(sentence, study.left_out)), tone="muted"))
    return tuple(blocks)


def _most(said: Iterator[str], most: int = 1) -> tuple[str, ...]:
    return tuple(islice(said, most))


def _differences(names: StateNames, reports: Sequence[StateReport]) -> tuple[Block, ...]:
    """Return how states differ from now that are called by their id."""
    pairs = tuple(
        (report.id, "; ".join(names.parts(report.id)) or "as now")
        for report in reports
        if not names.titles(report.id) and names.title(report.id) == report.id
    )
    return (Facts(pairs=pairs),) if pairs else ()


def document(study: StabilityStudy) -> Document:
    """Return a document of this section alone, for cases that are asked nothing else."""
    return _document(study, would_hold_blocks(study), "Would it hold")


def why_document(study: StabilityStudy, found: Sequence[Witness]) -> Document:
    """Return a document that says of one state why each party stays or goes, and nothing else."""
    names = StateNames(study)
    state = found[0].state
    called = names.title(state)
    blocks: list[Block] = []
    changes = "; ".join(names.parts(state))
    if changes:
        blocks.append(Paragraph(text=f"Against now: {changes}.", tone="muted"))
    blocks += [_reasons(names, party, found) for party in study.parties]
    return _document(study, blocks, f"Would it hold: {called}")


def _reasons(names: StateNames, party: str, found: Sequence[Witness]) -> Table:
    """Return why one party stays or goes; definitions with the same reason in one row."""
    told: dict[tuple[bool, str], list[str]] = {}
    for each in found:
        if each.party == party:
            told.setdefault((each.stable, each.text), []).append(title(each.definition))
    rows = [
        row(
            ", ".join(definitions),
            Cell(
                text="stays" if stable else "leaves",
                tone="good" if stable else "bad",
                mark="✓" if stable else "✗",
            ),
            text,
        )
        for (stable, text), definitions in told.items()
    ]
    titles = columns("by", "", "because", align="left")
    return Table(caption=names.party(party), columns=titles, rows=tuple(rows))


def _document(study: StabilityStudy, blocks: Sequence[Block], heading: str) -> Document:
    case, digest = study.case, study.case.digest()
    version = ".".join(study.version.split(".")[:2])
    listed = {
        "arrays": f"all {count(study.states)} states were judged",
        "lists": f"all {count(study.states)} states were judged",
        "local": (
            f"of {count(study.combinations)} combinations of options the states asked for were "
            "judged, each by a search from it"
        ),
    }
    lines = [
        (
            f"Computed by zopa {study.version} from case {case.id}, fingerprint {digest}, seed "
            f"{study.seed}; {listed[study.engine]}."
        ),
        (
            "A party moves the issues that it carries out, any of them at once; a gain is a state "
            "that it prefers to the present one."
        ),
    ]
    if study.draws:
        lines.append(
            f"Shares rest on {count(study.draws)} draws of all numbers that have a range; ± is "
            "one standard error."
        )
    return Document(
        id=case.id,
        title=case.title,
        meta=(f"zopa {version}", f"seed {study.seed}", f"case {digest[:6]}"),
        source=f"case {case.id}, {digest[:6]}; {rests_on(case)}",
        sections=(Section(id="would-it-hold", title=heading, blocks=tuple(blocks)),),
        colophon=tuple(lines),
    )


def _table(names: StateNames, reports: Sequence[StateReport]) -> Table:
    study = names.study
    name = primary(study)
    drawn = any(name in report.probability for report in study.reports)
    rows = []
    for report in reports:
        found = verdicts(study, report)
        cells = [
            Cell(
                text=found[party],
                tone=TONES.get(found[party], "plain"),
                mark="✓" if found[party] in HOLDS else "?" if found[party] == "open" else "✗",
            )
            for party in study.parties
        ]
        text, tone, mark = YES[standing(study, report)]
        cells.append(Cell(text=text, tone=tone, mark=mark))
        if drawn:
            chance = report.probability.get(name)
            cells.append(Cell(text="" if chance is None else percent(chance), tone="muted"))
        rows.append(row(names.title(report.id), *cells))
    parties = [names.party(party) for party in study.parties]
    ends = ["holds", "in draws"] if drawn else ["holds"]
    return Table(
        columns=columns("state", *parties, *ends),
        rows=tuple(rows),
        lead=tuple(range(ROWS)) if len(reports) > ROWS else None,
        rest="states",
    )


def _legend(names: StateNames, reports: Sequence[StateReport]) -> str:
    """Return what the words of the table mean, those that it uses at first."""
    study = names.study
    used = {each for report in reports for each in verdicts(study, report).values()}
    meanings = dict(MEANINGS)
    if not {*PAYING, *ANY} & set(study.definitions):
        meanings["leaves"] = "some move of its own is a gain"
        meanings["deterred"] = "its gains would not last, by the definition asked for"
    elif not set(PAYING) & set(study.definitions):
        meanings["deterred"] = "others can answer every gain, perhaps to their own loss"
    said = [sentence(f"{word}: {text}") for word, text in meanings.items() if word in used]
    if any(report.probability for report in study.reports):
        said.append("In draws: how often it holds.")
    if not study.case.states.one_way:
        said.append("Every option is taken to be undone at will; the case names no one-way issue.")
    return " ".join(said)


def _figure(names: StateNames) -> Figure:
    return Figure(
        id="states",
        title="From state to state",
        caption=(
            "Boxes are states, called by how they differ from now; green ones hold. Lines are "
            "moves, in the colour of who makes them: thick where the move is a gain for its "
            "mover (large tip), thin where it is not but lies on a way from now."
        ),
        alt=_alt(names),
        chart=partial(state_graph, names.study),
    )


def _alt(names: StateNames) -> str:
    """Return the picture in words."""
    kinds: dict[str, list[str]] = {}
    for report in names.study.reports:
        kinds.setdefault(standing(names.study, report), []).append(names.title(report.id))
    said = [f"{kind}: {', '.join(titles)}" for kind, titles in kinds.items()]
    gains = sum(move.improves for move in names.study.moves)
    moves = f" {count(gains)} of {count(len(names.study.moves))} moves between them are gains."
    return f"States and moves. {'; '.join(said)}." + (moves if names.study.moves else "")


def _details(
    names: StateNames, first: Sequence[StateReport], others: Sequence[StateReport]
) -> list[Block]:
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        ("Why, state by state", _why(names, first)),
        ("How to get there from now", _ways(names, first)),
        ("What would have to be, for a state to hold", _conditions(names, first)),
        ("Groups that would leave together", _groups(names, first)),
        ("By each definition of stability", _definitions(names, first)),
        ("Other states", _others(names, others)),
    )
    return [Details(title=title, blocks=tuple(blocks)) for title, blocks in parts if blocks]


def _others(names: StateNames, reports: Sequence[StateReport]) -> list[Block]:
    """Return states that are as good as many others: what they are, and whether they hold."""
    name = primary(names.study)
    drawn = any(name in report.probability for report in reports)
    rows = []
    for report in reports:
        text, tone, mark = YES[standing(names.study, report)]
        chance = report.probability.get(name)
        ends = [Cell(text="" if chance is None else percent(chance), tone="muted")] if drawn else []
        rows.append(
            row(
                names.title(report.id),
                "; ".join(names.parts(report.id)),
                Cell(text=text, tone=tone, mark=mark),
                *ends,
            )
        )
    titles = columns(
        "state", "against now", "holds", *(["in draws"] if drawn else []), align="left"
    )
    return [Table(columns=titles, rows=tuple(rows))] if rows else []


def _why(names: StateNames, reports: Sequence[StateReport]) -> list[Block]:
    rows = [
        row(names.title(report.id), names.party(each.party), each.text)
        for report in reports
        for each in report.witnesses
        if each.improvement is not None
    ]
    titles = columns("state", "party", "why", align="left")
    return [Table(columns=titles, rows=tuple(rows))] if rows else []


def _ways(names: StateNames, reports: Sequence[StateReport]) -> list[Block]:
    rows = [
        row(names.title(report.id), way_words(names, way), KINDS[way.kind])
        for report in reports
        for way in report.routes
        if way.moves and not (way.kind == "any" and all(move.improves for move in way.moves))
    ]
    titles = columns("to", "moves", "how", align="left")
    return [Table(columns=titles, rows=tuple(rows))] if rows else []


def _conditions(names: StateNames, reports: Sequence[StateReport]) -> list[Block]:
    rows = []
    for report in reports:
        for each in report.conditions:
            said = [sentence(each.text)]
            if each.change:
                said.append(sentence(f"smallest change: {each.change}"))
            if each.share is not None:
                said.append(f"{share(each.share)} of all its strict rankings meet it.".capitalize())
            rows.append(row(names.title(report.id), names.party(each.party), " ".join(said)))
    titles = columns("state", "party", "condition", align="left")
    return [Table(columns=titles, rows=tuple(rows))] if rows else []


def _groups(names: StateNames, reports: Sequence[StateReport]) -> list[Block]:
    rows = [
        row(
            names.title(report.id),
            names.parties(group.members),
            names.title(group.improvements[0]),
            ", ".join(title(name) for name, stays in group.stable.items() if stays) or "none",
        )
        for report in reports
        for group in report.groups
        if group.improvements
    ]
    titles = columns("state", "group", "would leave it for", "yet stays by", align="left")
    return [Table(columns=titles, rows=tuple(rows))] if rows else []


def title(definition: str) -> str:
    """Return the title of a definition."""
    return DEFINITIONS[definition].title


def _definitions(names: StateNames, reports: Sequence[StateReport]) -> list[Block]:
    study = names.study
    rows = []
    for report in reports:
        cells = []
        for name in study.definitions:
            open_ = len(report.stable.get(name, {})) < len(study.parties)
            leaving = [p for p, stays in report.stable.get(name, {}).items() if not stays]
            chance = report.probability.get(name)
            text = names.parties(leaving) if leaving else "open" if open_ else "holds"
            if chance is not None:
                text += f", {percent(chance)}"
            tone: Tone = "plain" if leaving or open_ else "good"
            cells.append(Cell(text=text, tone=tone, mark="✗" if leaving else "?" if open_ else "✓"))
        rows.append(row(names.title(report.id), *cells))
    caption = "Who leaves" + (
        "; share of draws in which nobody does" if any(r.probability for r in reports) else ""
    )
    table = Table(
        caption=caption,
        columns=columns("state", *(title(name) for name in study.definitions), align="left"),
        rows=tuple(rows),
    )
    meanings = tuple(
        (title(n), f"a party stays because {DEFINITIONS[n].words}") for n in study.definitions
    )
    return [table, Facts(pairs=meanings)]
