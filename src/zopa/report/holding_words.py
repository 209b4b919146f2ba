"""What a stability study says, in sentences: the answer, reasons, ways from now, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.analysis.stability.results import Route, StabilityStudy, StateReport, Witness
from zopa.report.holding import StateNames, primary, route, standing, verdicts
from zopa.report.words import count, listing, plural, sentence, spelled

DEALS = frozenset({"named", "solution", "no_deal", "asked"})
"""Roles of states that somebody has in mind."""
FEW = 3
"""Packages that a sentence can name."""
STEPS = 3
"""Moves of a way that a sentence lists."""


def answer(names: StateNames) -> str:
    """Return the answer: does the present state hold, would deals, and can one get to them."""
    said = [_present(names), _deals(names), _all(names), _there(names)]
    return " ".join(sentence(part) for part in said if part)


def _present(names: StateNames) -> str:
    report = next((r for r in names.study.reports if "now" in r.roles), None)
    if report is None:
        return ""
    found = verdicts(names.study, report)
    for kind, start, end in (
        ("leaves", "the present state does not hold", "and no answer that pays undoes it"),
        ("may leave", "the present state may hold", "but answering would hurt those who answer"),
        ("deterred", "the present state holds", "but the others would answer"),
    ):
        who = [party for party, each in found.items() if each == kind]
        if who:
            return f"{start}: {_gain(names, report, who[0])}, {end}{_likewise(names, who[1:])}"
    return "the present state holds: nobody gains by moving away from it alone"


def _gain(names: StateNames, report: StateReport, party: str) -> str:
    name = names.party(party)
    witness = witness_of(report, party)
    if witness is None or witness.improvement is None:
        return f"{name} would gain by moving"
    return f"{name} would gain by {names.doing(witness.improvement)}"


def _likewise(names: StateNames, parties: Sequence[str]) -> str:
    return f"; likewise {names.parties(parties)}" if parties else ""


def witness_of(report: StateReport, party: str) -> Witness | None:
    """Return why a party stays or goes."""
    return next((each for each in report.witnesses if each.party == party), None)


def deals(study: StabilityStudy) -> list[StateReport]:
    """Return the states that somebody has in mind, now left out."""
    return [r for r in study.reports if DEALS & set(r.roles) and "now" not in r.roles]


def _deals(names: StateNames) -> str:
    """Say which deals would hold once reached, and who would leave the others."""
    kinds: dict[str, list[StateReport]] = {}
    for report in deals(names.study):
        kinds.setdefault(standing(names.study, report), []).append(report)
    parts = []
    for kind, does in (("holds", "would hold"), ("may hold", "might hold")):
        if kind in kinds:
            parts.append(f"{_those(names, kinds[kind])} {does}")
    failing = kinds.get("does not hold", [])
    if 0 < len(failing) <= FEW:
        first, *rest = failing
        said = f"{names.said(first.id)} would not ({_leavers(names, first)} would leave it)"
        nor = (f"{names.said(report.id)} ({_leavers(names, report)})" for report in rest)
        parts.append(", nor ".join((said, *nor)))
    elif failing:
        parts.append(f"{_those(names, failing)} would not")
    return f"once reached, {'; '.join(parts)}" if parts else ""


def _leavers(names: StateNames, report: StateReport) -> str:
    found = verdicts(names.study, report)
    return names.parties([party for party, each in found.items() if each == "leaves"])


def _those(names: StateNames, reports: Sequence[StateReport]) -> str:
    """Return states as a phrase; all fair packages together, where they are alike."""
    fair = [r for r in reports if "solution" in r.roles and "named" not in r.roles]
    every = sum("solution" in r.roles for r in deals(names.study))
    rest = [names.said(r.id) for r in reports if r not in fair]
    if 1 < len(fair) == every:
        rest.append(f"{'both' if len(fair) == 2 else f'all {spelled(len(fair))}'} fair packages")
    else:
        rest += [names.said(r.id) for r in fair]
    if len(rest) > FEW:
        return f"{spelled(len(rest))} packages"
    return listing(rest)


def _all(names: StateNames) -> str:
    """Say in how many states nobody wants to leave."""
    study = names.study
    if study.counts is None:
        return ""
    held = study.counts.get(primary(study), 0)
    whole = plural(study.states, "state")
    if held == 0:
        return f"none of the {whole} holds"
    still = study.counts.get("nash")
    said = f"of {whole}, {count(held)} {'holds' if held == 1 else 'hold'}"
    if still is None or primary(study) == "nash":
        return said
    if still == held:
        return f"{said}, in {'it' if held == 1 else 'all of them'} because nobody gains by moving"
    none = "none of them" if still == 0 else f"{count(still)} of them"
    return f"{said}, {none} because nobody gains by moving"


def _there(names: StateNames) -> str:
    """Say whether one can get from now to a state that holds."""
    study = names.study
    held = [r for r in study.reports if standing(study, r) == "holds" and "now" not in r.roles]
    wanted = [r for r in held if DEALS & set(r.roles)] or held
    if not wanted:
        return ""
    gaining = [r for r in wanted if route(r, "improving")]
    if gaining:
        first = gaining[0]
        way = route(first, "improving")
        mover = names.parties(way.moves[0].by) if way is not None and way.moves else ""
        most = f", and to {spelled(len(gaining) - 1)} more" if len(gaining) > 1 else ""
        return (
            f"moves that each pay their mover lead from now to {names.said(first.id)} "
            f"({mover} first){most}"
        )
    joint = [r for r in wanted if route(r, "joint")]
    alone = f"moves that each pay their mover lead from now to {_none(wanted)}"
    if joint:
        way = route(joint[0], "joint")
        movers = list(dict.fromkeys(p for m in (way.moves if way else ()) for p in m.by))
        return (
            f"{alone}; {names.parties(movers)} would have to move together, and would all gain "
            f"by {names.said(joint[0].id)}"
        )
    if any(route(r, "any") for r in wanted):
        return f"{alone}; somebody would have to move at a loss first"
    return "none of them can be reached from now" if len(wanted) > 1 else "it cannot be reached"


def _none(wanted: Sequence[StateReport]) -> str:
    return "none of these" if len(wanted) > 1 else "it not at all"


def reasons(names: StateNames) -> Iterator[str]:
    """Yield why now and deals do not hold, each with what would have to change; then why one does."""
    study = names.study
    held = []
    for report in study.reports:
        if not DEALS & {*report.roles, *("no_deal" for r in report.roles if r == "now")}:
            continue
        if standing(study, report) == "holds":
            held.append(report)
            continue
        why = [each for each in report.witnesses if not each.stable]
        change = next((c.change for c in report.conditions if c.change), None)
        said = [each.text for each in why]
        if change:
            said.append(f"To hold, {change}")
        if said:
            yield f"{sentence(names.title(report.id)).rstrip('.')}: {_sentences(said)}"
    for report in held[:1]:
        why = [w for w in report.witnesses if w.improvement is not None]
        if why:
            said = [w.text for w in why[:2]]
            yield f"{sentence(names.title(report.id)).rstrip('.')}: {_sentences(said)}"


def _sentences(texts: Sequence[str]) -> str:
    return " ".join(sentence(text) for text in texts)


def evolution(names: StateNames) -> Iterator[str]:
    """Yield how to get from now to deals that hold, then to other states that do."""
    study = names.study
    held = [r for r in study.reports if standing(study, r) == "holds" and "now" not in r.roles]
    for report in sorted(held, key=lambda r: not DEALS & set(r.roles)):
        way = best_way(report)
        if way is not None:
            said = way_words(names, way)
            yield sentence(f"from now to {names.said(report.id)}, {WAYS[way.kind]}: {said}")


def best_way(report: StateReport) -> Route | None:
    """Return the way from now to a state that costs its movers least."""
    ways = (route(report, kind) for kind in WAYS)
    return next((way for way in ways if way is not None and way.moves), None)


WAYS = {
    "improving": "each move a gain for its mover",
    "joint": "each move a gain for all who make it",
    "any": "some moves at a loss",
}
"""Kinds of ways, the one that costs least first."""


def way_words(names: StateNames, way: Route) -> str:
    """Return a way in words: who does what, in order."""
    steps = [names.move(move) for move in way.moves]
    if len(steps) > STEPS:
        last = len(steps) - STEPS + 1
        steps = [*steps[: STEPS - 1], f"{spelled(last)} more moves"]
    return ", then ".join(steps)


def together(names: StateNames) -> Iterator[str]:
    """Yield which groups would leave a state that holds, the present one last."""
    study = names.study
    held = [report for report in study.reports if standing(study, report) == "holds"]
    for report in sorted(held, key=lambda r: "now" in r.roles):
        for group in report.groups:
            if group.stable.get("nash", True) or not group.improvements:
                continue
            more = len(group.improvements) - 1
            others = (
                f" or {spelled(more)} other {'state' if more == 1 else 'states'}" if more else ""
            )
            target = names.said(group.improvements[0])
            yield sentence(
                f"together, {names.parties(group.members)} would leave {names.said(report.id)} "
                f"for {target}{others}"
            )
