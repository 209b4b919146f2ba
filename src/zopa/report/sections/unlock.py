"""What would unlock it: the levers, smallest first; for an open zone, what would close it."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.analysis.results import Deal, Lever, Study, Unlock
from zopa.report.document import (
    Block,
    Details,
    Facts,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.levers import ESTIMATES, change, distinct, takes
from zopa.report.matrix import Shown, matrix
from zopa.report.sections._contract import section
from zopa.report.words import Names, count, listing, plural, sentence, spelled, with_options

WRONG_TITLE = "Where the estimates would have to be wrong (other weights in proportion)"
DOABLE, WRONG = 6, 3
"""Levers for a first look."""
LARGE = 0.5
"""Share of its scale beyond which an estimate that wrong is not worth a row."""
LANDINGS = 4
"""Packages on which changes open that the page shows."""
LOWERING = "Lowering a walk-away value: accepting a worse alternative."
COUNTED = {
    "add-option": "any of {} other options alone",
    "add-options": "any of {} sets of options",
    "leave-issue-out": "any of {} issues left out",
    "lift-rule": "any of {} rules lifted",
    "weight": "any of {} weights alone",
    "score": "any of {} scores alone",
    "payment": "any of {} payments",
    "reservation-alone": "the walk-away value of any of {} parties",
}
"""What was tried, when several of a kind do nothing."""
TITLES = {
    "add-option": "other options",
    "leave-issue-out": "issues left out",
    "lift-rule": "rules lifted",
}
"""What of it the page lists by name."""


@section(name="unlock", order=50)
def unlock(study: Study) -> Section | None:
    """Return what opens an empty zone, or closes an open one; nothing where nobody asked."""
    found = study.unlock
    if found is None:
        return None
    title = "What would unlock it" if found.opening else "What would close it"
    if not found.levers:
        nothing = Paragraph(text="No change was found that does it.")
        return Section(id="unlock", title=title, blocks=(nothing,))
    levers = distinct(found)
    able = [lever for lever in levers if lever.opens]
    unable = [lever for lever in levers if not lever.opens]
    blocks: list[Block] = [Paragraph(text=_intro(study, found, able), tone="muted")]
    blocks += _tables(found, able)
    blocks += _left_out(found, able, unable)
    landing = _landing(study, found, able)
    if landing is not None:
        blocks.append(Details(title="The packages on which the zone opens", blocks=(landing,)))
    named = _named(study, unable)
    if named:
        does = "open" if found.opening else "close"
        blocks.append(Details(title=f"What does not {does} it", blocks=(Facts(pairs=named),)))
    return Section(id="unlock", title=title, blocks=tuple(blocks))


def _intro(study: Study, found: Unlock, able: Sequence[Lever]) -> str:
    where = f" {with_options(study.case, found.option_set)}" if len(study.zones) > 1 else ""
    state, does = ("empty", "open") if found.opening else ("open", "close")
    if not able:
        return sentence(f"the zone is {state}{where}; nothing that was tried would {does} it")
    said = (
        f"{state}{where}; each change alone would {does} it, smallest first, each "
        "measured on its own scale"
    )
    lowered = found.opening and any(lever.kind.startswith("reservation") for lever in able)
    return sentence(said) + (f" {LOWERING}" if lowered else "")


def _tables(found: Unlock, able: Sequence[Lever]) -> list[Block]:
    """Return what the parties could do, then where the estimates would have to be wrong."""
    doable = [lever for lever in able if lever.kind not in ESTIMATES]
    wrong = [lever for lever in able if lever.kind in ESTIMATES]
    small = [lever for lever in wrong if lever.effort <= LARGE]
    blocks: list[Block] = []
    if doable:
        title = "What the parties could do" if found.opening else "How far each can go"
        blocks.append(_table(title, doable, DOABLE))
    if small:
        blocks.append(_table(WRONG_TITLE, small, WRONG))
    return blocks


def _left_out(found: Unlock, able: Sequence[Lever], unable: Sequence[Lever]) -> list[Block]:
    """Say what stands in no table: bounds explained, large changes, and what does nothing."""
    said = []
    if any(lever.scope == "bound" for lever in able):
        bound = "“at most”: the least that does it may be smaller; the case is too large to be sure"
        said.append(sentence(bound))
    large = sum(lever.kind in ESTIMATES and lever.effort > LARGE for lever in able)
    if large:
        are = "change in an estimate is" if large == 1 else "changes in estimates are"
        said.append(f"{count(large)} larger {are} in the JSON.")
    if unable:
        said.append(_tried(found, unable))
    return [Paragraph(text=" ".join(said), tone="muted")] if said else []


def _table(title: str, levers: Sequence[Lever], lead: int) -> Table:
    return Table(
        caption=title,
        columns=columns("", "", align="left"),
        rows=tuple(row(change(lever), takes(lever)) for lever in levers),
        lead=_lead(levers, lead),
        rest="changes",
    )


def _lead(levers: Sequence[Lever], most: int) -> tuple[int, ...] | None:
    """Return the places of a first look: each kind's smallest and parties' own, then the rest."""
    if len(levers) <= most:
        return None
    seen: set[tuple[str, tuple[str, ...]]] = set()
    first: list[int] = []
    rest: list[int] = []
    last: list[int] = []
    alone_opens = any(lever.kind == "add-option" for lever in levers)
    for place, lever in enumerate(levers):
        if lever.kind == "weights-together" or (lever.kind == "add-options" and alone_opens):
            last.append(place)  # too long for a first look
            continue
        alone = lever.parties if lever.kind == "reservation-alone" else ()
        (rest if (lever.kind, alone) in seen else first).append(place)
        seen.add((lever.kind, alone))
    return tuple(sorted((first + rest + last)[:most]))


def _tried(found: Unlock, unable: Sequence[Lever]) -> str:
    """Say in one sentence what was tried and does not do it."""
    kinds: dict[str, list[Lever]] = {}
    for lever in unable:
        kinds.setdefault(lever.kind, []).append(lever)
    parts = []
    for kind, levers in kinds.items():
        if len(levers) == 1 or kind not in COUNTED:
            parts += [lever.label for lever in levers]
        else:
            parts.append(COUNTED[kind].format(spelled(len(levers))))
    does = "open" if found.opening else "close"
    return sentence(f"does not {does} it: {listing(parts, 'or')}")


def _named(study: Study, unable: Sequence[Lever]) -> tuple[tuple[str, str], ...]:
    """Return what stands behind the counts of that sentence, by name."""
    names = Names(study)
    kinds: dict[str, list[str]] = {}
    for lever in unable:
        if lever.kind == "add-option" and lever.options:
            said = names.choice(*lever.options[0])
        elif lever.kind == "leave-issue-out" and lever.issue is not None:
            said = names.issue(lever.issue)
        else:
            said = lever.label.removeprefix("lift the rule: ")
        kinds.setdefault(lever.kind, []).append(said)
    return tuple(
        (TITLES[kind], "; ".join(said))
        for kind, said in kinds.items()
        if kind in TITLES and len(said) > 1
    )


def _landing(study: Study, found: Unlock, able: Sequence[Lever]) -> Table | None:
    """Return the packages on which the smallest levers open the zone, side by side."""
    if not found.opening:
        return None
    reached: dict[tuple[tuple[str, str], ...], tuple[Deal, list[Lever]]] = {}
    for lever in sorted(able, key=lambda lever: lever.kind in ESTIMATES):
        if lever.deal is not None and lever.effort <= LARGE:
            key = tuple(lever.deal.package.items())
            reached.setdefault(key, (lever.deal, []))[1].append(lever)
    if not reached:
        return None
    shown = [
        Shown(title=_opened(levers), package=deal.package, deal=deal)
        for deal, levers in list(reached.values())[:LANDINGS]
    ]
    caption = (
        "Worth to each party before the change (gain over walking away), then the option on each "
        "issue"
    )
    more = len(reached) - len(shown)
    if more:
        caption += f"; {plural(more, 'other package')} not shown"
    return matrix(study, shown, caption=caption)


def _opened(levers: Sequence[Lever]) -> str:
    more = len(levers) - 1
    return change(levers[0]) + (f" (and {plural(more, 'other change')})" if more else "")
