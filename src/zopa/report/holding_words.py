"""What a stability study says, in sentences: the answer, reasons, ways from now, groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zopa.analysis.stability.results import Move, Route, StabilityStudy, StateReport, Witness
from zopa.report.holding import (
    ANY,
    DEALS,
    PAYING,
    StateNames,
    deals,
    primary,
    route,
    standing,
    verdicts,
    worth_a_row,
)
from zopa.report.words import count, listing, plural, sentence, spelled

FEW = 3
"""Packages that a sentence can name."""
STEPS = 3
"""Moves of a way that a sentence lists."""
WAYS = {
    "improving": "by moves that each pay",
    "joint": "by moves that pay all who make them",
    "any": "only by moves of which some do not pay",
}
"""Kinds of ways, the one that costs least first."""


def answer(names: StateNames) -> str:
    """Return the answer: does the present state hold, would deals, and can one get to them."""
    said = [_present(names), _deals(names), _all(names), _there(names), next(together(names), "")]
    return " ".join(sentence(part) for part in said if part)


def _present(names: StateNames) -> str:
    report = next((r for r in names.study.reports if "now" in r.roles), None)
    if report is None:
        return ""
    found = verdicts(names.study, report)
    starts = {
        "does not hold": "the present state does not hold",
        "may hold": "the present state may hold",
        "holds": "the present state holds",
        "open": "whether the present state holds was not found out, the search would be too long",
    }
    start = starts[standing(names.study, report)]
    for kind in ("leaves", "may leave", "deterred"):
        who = [party for party, each in found.items() if each == kind]
        if who:
            more = f"; likewise {names.parties(who[1:])}" if who[1:] else ""
            return f"{start}: {_reason(names, report, who[0])}{more}"
    alone = set(found.values()) == {"stays"}
    return f"{start}: nobody gains by moving away from it alone" if alone else start


def _reason(names: StateNames, report: StateReport, party: str) -> str:
    """Return why a party leaves, may leave or is deterred, in short."""
    name = names.party(party)
    witness = next((each for each in report.witnesses if each.party == party), None)
    kind = verdicts(names.study, report)[party]
    if witness is None or witness.improvement is None:
        return f"{name} {'would gain by moving' if kind == 'leaves' else 'is deterred'}"
    start = f"{name} would gain by {names.doing(witness.improvement)}"
    if kind == "leaves":
        return start + _unanswered(report)
    if kind == "may leave":
        return f"{start}, and only answers that do not pay all who give them undo that"
    return f"{start}, but {_answer(names, witness)}"


def _unanswered(report: StateReport) -> str:
    """Return that nothing undoes a gain, as far as answers were looked at."""
    if set(ANY) & set(report.stable):
        return ", and nothing undoes that gain"
    return ", and no answer that pays undoes it" if set(PAYING) & set(report.stable) else ""


def _answer(names: StateNames, witness: Witness) -> str:
    if not witness.answer:
        return "the others would answer"
    first, *rest = witness.answer
    then = "".join(f", then {_does(names, move)}" for move in rest[: STEPS - 1])
    return f"{names.parties(first.by)} would answer by {names.doing(first)}{then}"


def _does(names: StateNames, move: Move) -> str:
    return f"{names.parties(move.by)} by {names.doing(move)}"


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
        hold = "" if parts else " hold"
        said = f"{names.said(first.id)} would not{hold} ({_leavers(names, first)} would leave it)"
        nor = (f"{names.said(report.id)} ({_leavers(names, report)})" for report in rest)
        parts.append(", nor ".join((said, *nor)))
    elif failing:
        parts.append(f"{_those(names, failing)} would not{'' if parts else ' hold'}")
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
        return f"{spelled(len(rest))} states"
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
        return f"{said}, as nobody gains by moving"
    where = f"in {'none' if still == 0 else count(still)} of them"
    alone = [report for report in study.reports if "nash" in report.equilibrium]
    if still == len(alone) == 1:
        where = f"in one of them, {names.said(alone[0].id)},"
    return f"{said}, {where} because nobody gains by moving"


def _there(names: StateNames) -> str:
    """Say whether one can get from now to a deal that holds, or else to another state that does."""
    study = names.study
    if not any("now" in r.roles and r.routes for r in study.reports):
        return ""  # nobody looked for ways
    wanted = _held(study)
    gaining = [r for r in wanted if route(r, "improving")]
    if gaining:
        way = route(gaining[0], "improving")
        mover = names.parties(way.moves[0].by) if way is not None and way.moves else ""
        most = f", and to {spelled(len(gaining) - 1)} more" if len(gaining) > 1 else ""
        there = names.said(gaining[0].id)
        return f"from now, moves that each pay lead to {there}{most}; {mover} would begin"
    others = [r for r in study.reports if standing(study, r) == "holds" and route(r, "improving")]
    others = [r for r in others if "now" not in r.roles]
    if others and not set(DEALS) & {role for r in wanted for role in r.roles}:
        some = "" if len(study.reports) == study.states else "at least "
        return f"from now, moves that each pay lead to {some}{spelled(len(others))} of them"
    return _at_a_loss(names, wanted) if wanted else ""


def _at_a_loss(names: StateNames, wanted: Sequence[StateReport]) -> str:
    """Say what it takes to get from now to states to which gains alone do not lead."""
    there = "any of them" if len(wanted) > 1 else names.said(wanted[0].id)
    alone = f"from now, no moves that each pay lead to {there}"
    for report in wanted:
        way = route(report, "joint")
        if way is not None:
            movers = list(dict.fromkeys(party for move in way.moves for party in move.by))
            to = f" to {names.said(report.id)}" if len(wanted) > 1 else ""
            return f"{alone}; {names.parties(movers)} would have to move{to} together"
    if any(route(report, "any") for report in wanted):
        return f"{alone}; somebody would have to move at a loss"
    return f"there is no way from now to {there}"


def _held(study: StabilityStudy) -> list[StateReport]:
    """Return the deals that hold; if none does, the other states spoken of that hold; never now."""
    first, _ = worth_a_row(study)
    held = [r for r in first if standing(study, r) == "holds" and "now" not in r.roles]
    return [r for r in held if DEALS & set(r.roles)] or held


def reasons(names: StateNames) -> Iterator[str]:
    """Yield what would make now hold; why one deal holds; why others do not, with the least change."""
    study = names.study
    explained = False
    for report in (*(r for r in study.reports if "now" in r.roles), *deals(study)):
        found = verdicts(study, report)
        going = [party for party, each in found.items() if each in {"leaves", "may leave"}]
        least = _change(study, report, going[0]) if len(going) == 1 else ""
        if "now" in report.roles:  # the answer says why
            if least:
                yield sentence(f"least change for the present state to hold: {least}")
        elif going:
            change = [f"least change for it to hold: {least}"] if least else []
            said = [_reason(names, report, party) for party in going[:FEW]]
            yield _about(names, report, [*said, *change])
        elif not explained:
            answered = [party for party, each in found.items() if each == "deterred"]
            if answered:
                explained = True
                said = [_reason(names, report, party) for party in answered[:2]]
                yield _about(names, report, said)


def _about(names: StateNames, report: StateReport, texts: Sequence[str]) -> str:
    own = names.titles(report.id)
    title = sentence(own[0]).rstrip(".") if own else names.title(report.id)
    return f"{title}: {' '.join(map(sentence, texts))}"


def _change(study: StabilityStudy, report: StateReport, party: str) -> str:
    """Return the least change of a party's preferences that makes it stay."""
    for each in report.conditions:
        if each.party == party and each.change:
            return each.change.split("; ")[0] if party in study.case.preferences else each.change
    return ""


def evolution(names: StateNames) -> Iterator[str]:
    """Yield how to get from now to deals that hold, or else to other states that do."""
    for report in _held(names.study):
        way = best_way(report)
        if way is not None:
            there = f"from now to {names.said(report.id)}, {WAYS[way.kind]}"
            yield sentence(f"{there}: {way_words(names, way)}")


def best_way(report: StateReport) -> Route | None:
    """Return the way from now to a state that costs its movers least."""
    ways = (route(report, kind) for kind in WAYS)
    return next((way for way in ways if way is not None and way.moves), None)


def way_words(names: StateNames, way: Route) -> str:
    """Return a way in words: who does what, in order."""
    steps = [names.move(move) for move in way.moves]
    if len(steps) > STEPS:
        last = len(steps) - STEPS + 1
        steps = [*steps[: STEPS - 1], f"{spelled(last)} more moves"]
    return ", then ".join(steps)


def together(names: StateNames) -> Iterator[str]:
    """Yield which groups would leave a state that holds, such as gains lead to from now first.

    The present state comes last.  The answer has the first of these sentences.
    """
    study = names.study
    first, _ = worth_a_row(study)
    held = [report for report in first if standing(study, report) == "holds"]
    for report in sorted(held, key=lambda r: ("now" in r.roles, route(r, "improving") is None)):
        for group in report.groups:
            if group.stable.get("nash", True) or not group.improvements:
                continue
            yield sentence(
                f"together, {names.parties(group.members)} would leave {names.title(report.id)} "
                f"for {_better(names, group.improvements)}"
            )


def _better(names: StateNames, states: Sequence[str]) -> str:
    """Return what a group would go to: one with a name, and how many others there are."""
    known = [state for state in states if names.titles(state)] or list(states[:1])
    if len(states) == 1 or names.titles(known[0]):
        left = len(states) - 1
        more = f" or {spelled(left)} other {'state' if left == 1 else 'states'}" if left else ""
        return names.said(known[0]) + more
    return f"any of {spelled(len(states))} states"
