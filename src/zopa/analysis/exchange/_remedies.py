"""What would make a schedule possible: the repairs of a game in the words of its case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zopa.analysis.exchange._schedules import scheduled
from zopa.analysis.exchange._words import beyond, listing, named, points, quoted, say
from zopa.analysis.exchange.binding import Bound, game_of, stops
from zopa.analysis.exchange.dividing import Division
from zopa.analysis.exchange.game import Game
from zopa.analysis.exchange.judge import judge
from zopa.analysis.exchange.repairs import RawRepair, repairs
from zopa.analysis.exchange.results import Repair, Step
from zopa.errors import LimitError, QuestionError
from zopa.model import Case, Package

AT_MOST = " (less may do)"
FEW = 2
"""Steps that are named one by one."""
FAILS = {
    "end": "another order",
    "deposit": "deposits",
    "split": "steps in parts",
    "check": "surer checks",
    "delay": "quicker notice",
    "reversible": "one step that can be taken back",
    "part": "a part of the package",
    "relationship": "what comes after completion",
}
"""What is said of a repair that does not do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Issues that stop on their way, and the exchange in which they do."""

    issues: tuple[str, ...]
    bound: Bound
    division: Division


def remedies(case: Case, package: Package, bound: Bound, *, joint: bool) -> tuple[Repair, ...]:
    """Return what would make a schedule possible, in the order in which it should be offered.

    Of deposits the smallest in total comes first.
    """
    ways = _ways(case, package, bound)
    found = repairs(bound.game, joint=joint, divisions=[way.division for way in ways])
    places = {kind: at for at, kind in reversed([*enumerate(one.kind for one in found)])}
    found.sort(key=lambda one: (places[one.kind], one.size if one.kind == "deposit" else 0.0))
    return tuple(_repair(case, bound, ways, one) for one in found)


def _ways(case: Case, package: Package, bound: Bound) -> list[_Way]:
    """Return every issue with middle options alone, then all of them together."""
    between = stops(case, package)
    groups: list[tuple[str, ...]] = [(name,) for name in between]
    if len(groups) > 1:
        groups.append(tuple(between))
    found = []
    for names in groups:
        try:
            parts = game_of(case, package, split={name: between[name] for name in names})
        except (QuestionError, LimitError):
            continue  # the rules of the case do not let it stop there, or there are too many steps
        items = tuple(bound.game.items.index(name) for name in names)
        division = Division(items=items, game=parts.game)
        found.append(_Way(issues=names, bound=parts, division=division))
    return found


def _repair(case: Case, bound: Bound, ways: Sequence[_Way], raw: RawRepair) -> Repair:
    way = next((way for way in ways if way.division.game is raw.game), None)
    text = _text(case, bound, way, raw) if raw.works else FAILS[raw.kind]
    schedule = None
    if raw.works and raw.game is not None and raw.plan is not None:
        known = {step.id: step for step in (way.bound if way else bound).steps}
        steps = tuple(_step(raw.game, at, known) for at in range(len(raw.game.items)))
        mended = replace(bound, game=raw.game, steps=steps)
        schedule = scheduled(mended, judge(raw.game, raw.plan), raw.kind, text)
    return Repair(
        kind=raw.kind,
        text=f"{text}{AT_MOST}" if raw.works and raw.scope == "bound" else text,
        size=raw.size,
        party=None if raw.party is None else bound.game.parties[raw.party],
        steps=tuple(bound.game.items[at] for at in raw.items),
        works=raw.works,
        schedule=schedule,
        scope=raw.scope,
    )


def _step(game: Game, at: int, known: Mapping[str, Step]) -> Step:
    """Return the step of an item; of one in equal parts, which the case does not name, a part."""
    name = game.items[at]
    step = known.get(name)
    if step is not None:
        return step
    whole, _, part = name.rpartition(" ")
    count = sum(item.rpartition(" ")[0] == whole for item in game.items)
    return replace(
        known[whole],
        id=name,
        text=f"{known[whole].text}, part {part} of {count}",
        cost=float(game.cost[at]),
        value={
            party: float(game.value[at, place])
            for place, party in enumerate(game.parties)
            if party != known[whole].by
        },
    )


def _text(case: Case, bound: Bound, way: _Way | None, raw: RawRepair) -> str:
    """Return a repair that works, in words."""
    if raw.kind == "deposit":
        return _deposit(case, bound, raw)
    if raw.kind == "split":
        return _split(case, bound, way, raw)
    if raw.kind == "part":
        return _part(case, bound, raw)
    if raw.kind == "relationship":
        who = case.party(bound.game.parties[raw.party or 0]).name
        worth = points(raw.size or 0.0)
        return f"what comes after completion is worth more: {worth} to {who}"
    return _terms(case, bound, raw)


def _terms(case: Case, bound: Bound, raw: RawRepair) -> str:
    """Return a repair of how steps are checked or taken back, in words."""
    game, items, size = bound.game, list(raw.items), raw.size or 0.0
    what = _steps(case, bound, raw)
    if raw.kind == "check":
        now = say(100 * float(game.detected[items].min()))
        chance = f"at least {beyond(100 * size)} % (now {now} %)"
        return (
            f"it is noticed more surely when a step is not done as promised: {what} with {chance}"
        )
    if raw.kind == "delay":
        now = say(float(game.delay[items].max()))
        rounds = f"{say(size)} round" + ("" if size == 1 else "s")
        soon = "before anybody else moves" if size == 0 else f"after {rounds} at most"
        return (
            f"it is noticed sooner when a step is not done as promised: {what} {soon} (now {now})"
        )
    now = say(100 * float(game.lost[items].min()))
    return f"a step can be taken back: {what} to at least {beyond(100 * size)} % of its worth (now {now} %)"


def _steps(case: Case, bound: Bound, raw: RawRepair) -> str:
    """Return the steps of a repair; of more than two, whose they are."""
    if len(raw.items) <= FEW:
        return named(bound.steps, raw.items, "or")
    if raw.party is None:
        return "any step"
    return f"any step of {case.party(bound.game.parties[raw.party]).name}"


def _deposit(case: Case, bound: Bound, raw: RawRepair) -> str:
    parts = [
        f"{points(size)} by {case.party(party).name}"
        for party, size in zip(bound.game.parties, raw.sizes, strict=True)
        if size > 0
    ]
    return f"a deposit or guarantee, lost by whoever breaks off: {listing(parts)}"


def _split(case: Case, bound: Bound, way: _Way | None, raw: RawRepair) -> str:
    if way is None:
        equal = [
            f"{named(bound.steps, (at,))} in {say(count)}"
            for at, count in zip(raw.items, raw.sizes, strict=True)
        ]
        return f"in equal parts, one after the other: {listing(equal)}"
    parts = []
    for name in way.issues:
        issue = case.issue(name)
        steps = [step for step in way.bound.steps if step.issue == name]
        between = listing([quoted(issue.option(step.after).name) for step in steps[:-1]])
        parts.append(f"{quoted(issue.name)} by way of {between}")
    return f"in smaller steps: {listing(parts)}"


def _part(case: Case, bound: Bound, raw: RawRepair) -> str:
    left = [at for at in range(len(bound.steps)) if at not in raw.items]
    gains = [
        f"{case.party(party).name} {say(size)}"
        for party, size in zip(bound.game.parties, raw.sizes, strict=True)
    ]
    return (
        f"a smaller package, without {named(bound.steps, left)}; it brings {listing(gains)} points"
    )
