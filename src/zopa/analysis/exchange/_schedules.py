"""From plans and judgements, which count places, to schedules, which name steps and parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from zopa.analysis.exchange._words import doing, quoted
from zopa.analysis.exchange.binding import Bound, game_of
from zopa.analysis.exchange.game import Floats, Game, Plan
from zopa.analysis.exchange.judge import Constraint, Judgement, judge
from zopa.analysis.exchange.results import Schedule, Slack, Step
from zopa.model import Case, Issue, Order, Package, StateRules
from zopa.model.state_space import state_rules

LISTED = 10
"""Steps of a round of which every order is tried."""


def scheduled(bound: Bound, found: Judgement, key: str, name: str) -> Schedule:
    """Return a judged plan as a schedule."""
    parties, items = bound.game.parties, bound.game.items

    def each(row: Floats) -> dict[str, float]:
        return {party: float(size) + 0.0 for party, size in zip(parties, row, strict=True)}

    exposure = [each(row) for row in found.exposure]
    return Schedule(
        id=key,
        name=name,
        steps=bound.steps,
        rounds=tuple(tuple(items[at] for at in row) for row in found.plan),
        broken=(),
        safe=found.safe,
        tightest=tuple(
            _slack(bound, found, found.tightest(party)) for party in range(len(parties))
        ),
        breaks=tuple(_slack(bound, found, one) for one in found.breaks),
        standing=tuple(each(row) for row in found.standing),
        exposure=tuple(exposure),
        most_exposed={party: max(row[party] for row in exposure) for party in parties},
        deposits=each(found.deposits),
        stakes=each(judge(without_stakes(bound.game), found.plan).deposits),
    )


def without_stakes(game: Game) -> Game:
    """Return an exchange in which nobody has anything at stake, and no order is too early."""
    nothing = np.zeros(len(game.parties))
    return replace(game, stake=nothing, needs=tuple(() for _ in game.items))


def _slack(bound: Bound, found: Judgement, one: Constraint) -> Slack:
    game = bound.game
    return Slack(
        party=game.parties[one.party],
        round=one.round,
        kind=one.kind,
        slack=one.slack,
        steps=tuple(game.items[at] for at in one.items),
        text=doing(one, bound.steps, len(found.plan)),
    )


def asked(case: Case, package: Package, order: Order) -> Schedule:
    """Return an order of the case, judged.

    Issues that the package does not change are skipped, and so are moves beyond the package or
    back; what the order does not name comes last, in as few rounds as what needs what allows.
    Where it does something too early it is judged all the same, and says so.
    """
    ways = {
        issue.id: _way(issue, package)
        for issue in case.issues
        if not issue.term and package.get(issue.id) not in (None, issue.now)
    }
    reached = dict.fromkeys(ways, 0)
    stops: dict[str, list[str]] = {name: [] for name in ways}
    named: list[list[tuple[str, int]]] = []
    for each in order.rounds:
        made = []
        for name, option in each:
            if name in ways:
                end = _along(case.issue(name), ways[name], option)
                if end > reached[name]:
                    made.append((name, len(stops[name])))
                    stops[name].append(ways[name][end])
                    reached[name] = end
        named.append(made)
    between = {
        name: some[:-1] if reached[name] == len(ways[name]) - 1 else some
        for name, some in stops.items()
    }
    free = replace(case, rules=(), states=StateRules())
    bound = game_of(free, package, split=between)
    parts: dict[str, list[int]] = {name: [] for name in ways}
    for at, step in enumerate(bound.steps):
        parts[step.issue].append(at)
    rounds = [tuple(sorted(parts[name][at] for name, at in made)) for made in named if made]
    plan = (*rounds, *_rest(bound, rounds))
    unordered = replace(bound.game, needs=tuple(() for _ in bound.game.items))
    found = scheduled(bound, judge(unordered, plan), order.id, order.name)
    broken = _broken(case, bound, plan)
    return replace(found, broken=broken, safe=found.safe and not broken)


def _rest(bound: Bound, rounds: Plan | list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Return the steps that no round has yet, each as soon as what it needs is made."""
    made = {at for row in rounds for at in row}
    found = []
    left = [at for at in range(len(bound.steps)) if at not in made]
    while left:
        ready = tuple(at for at in left if made.issuperset(bound.given[at]))
        found.append(ready)
        made |= set(ready)
        left = [at for at in left if at not in made]
    return found


def _way(issue: Issue, package: Mapping[str, str]) -> list[str]:
    """Return the options from the present one to the agreed one."""
    assert issue.now is not None  # noqa: S101 - the exchange could not be made without
    start, end = issue.position(issue.now), issue.position(package[issue.id])
    step = 1 if end > start else -1
    return [issue.options[at].id for at in range(start, end + step, step)]


def _along(issue: Issue, way: list[str], option: str | None) -> int:
    """Return how far along its way an issue gets: all the way where the option lies beyond."""
    if option is None:
        return len(way) - 1
    if option in way:
        return way.index(option)
    towards = issue.position(way[-1]) > issue.position(way[0])
    beyond = (issue.position(option) > issue.position(way[-1])) == towards
    return len(way) - 1 if beyond else 0


def _broken(case: Case, bound: Bound, plan: Plan) -> tuple[str, ...]:
    """Return what a plan does too early or against rules and forbidden moves, in words.

    What a rule asks for may come in the same round.
    """
    when = {at: place for place, row in enumerate(plan) for at in row}
    found = [
        f"{quoted(bound.steps[at].text)} needs {quoted(bound.steps[before].text)} in an earlier round"
        for at, needs in enumerate(bound.given)
        for before in needs
        if when[before] >= when[at]
    ]
    state = {i.id: i.now for i in case.issues if i.now is not None and not i.term}
    for place, row in enumerate(plan, start=1):
        if not _passable(case, [bound.steps[at] for at in row], state):
            found.append(f"round {place} makes a move that the case forbids under 'states'")
        for at in row:
            state[bound.steps[at].issue] = bound.steps[at].after
        found += [
            f"round {place} leads to what a rule forbids ({rule.reason or rule.text()})"
            for rule in state_rules(case)
            if not rule.holds(state)
        ]
    return tuple(found)


def _passable(case: Case, steps: Sequence[Step], start: Package) -> bool:
    """Return whether the steps of a round can be made one by one without a forbidden move.

    In some order; of more than `LISTED` steps in the order of the case.
    """
    if not case.states.forbidden and not case.states.one_way:
        return True
    reached = {0}
    for count in range(len(steps)):
        ready = range(len(steps)) if len(steps) <= LISTED else range(count, count + 1)
        reached = {
            made | 1 << k
            for made in reached
            for k in ready
            if not made >> k & 1 and _free(case, steps, made, k, start)
        }
    return bool(reached)


def _free(case: Case, steps: Sequence[Step], made: int, k: int, start: Package) -> bool:
    """Return whether a step is no forbidden move after some others of its round."""
    step = steps[k]
    ways = {way.issue: way.order for way in case.states.one_way}
    order = ways.get(step.issue)
    if order is not None and order.index(step.before) > order.index(step.after):
        return False
    here = {**start, **{one.issue: one.after for at, one in enumerate(steps) if made >> at & 1}}
    after = here | {step.issue: step.after}
    return not any(
        rule.by in (None, step.by) and rule.origin.matches(here) and rule.target.matches(after)
        for rule in case.states.forbidden
    )
