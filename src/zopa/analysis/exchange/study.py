"""In which order a package can be carried out, and what an order needs where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Literal

import numpy as np

from zopa._version import __version__
from zopa.analysis.agreed import agreed
from zopa.analysis.exchange._remedies import remedies
from zopa.analysis.exchange._schedules import asked, scheduled
from zopa.analysis.exchange._words import gained, listing, points, quoted
from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.binding import Bound, game_of
from zopa.analysis.exchange.found import Found
from zopa.analysis.exchange.game import Plan
from zopa.analysis.exchange.results import ExchangeStudy, Schedule, Scope
from zopa.analysis.exchange.search import Search, frontier
from zopa.errors import QuestionError
from zopa.model import Case, Package, utilities

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done."""
NAMES: dict[Literal["slack", "exposure", "rounds"], tuple[str, str]] = {
    "slack": ("most-slack", "most to spare"),
    "exposure": ("least-exposure", "least at risk"),
    "rounds": ("fewest-rounds", "fewest rounds"),
}
"""Objective -> id and name of the schedule that is best by it."""
ALL = "best by every measure"
"""Name of a schedule that is best by all of them."""
CLOSE = 1e-9
"""Share of two numbers below which they are the same."""
LEAST = ("least-deposits", "smallest deposits")


def exchange(
    case: Case,
    *,
    to: str | None = None,
    option_set: str = "all",
    joint: bool = True,
    progress: Progress | None = None,
) -> ExchangeStudy:
    """Return in which order a package can be carried out so that nobody gains by breaking off.

    Parameters
    ----------
    case
        The case, with scores and with what its ``exchange`` says.
    to
        What is carried out: a named package of the case, or a solution; when left out what the
        case says under ``exchange: to``, else the Nash package.
    option_set
        The options over which a solution chooses; a named package may have any.
    joint
        Whether several steps may be made in one round; without, one at a time.
    progress
        Called with what is being done and the share that is done.

    Raises
    ------
    UnknownNameError
        When no package and no solution has that name, or no option set.
    QuestionError
        When the parties only rank states, or the case cannot say what is exchanged: see `zopa.analysis.exchange.binding.game_of`
        and `zopa.analysis.agreed.agreed`.
    LimitError
        When there are too many steps.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> def issue(key, by):
    ...     return Issue(id=key, name=key.title(), by=(by,), now="no",
    ...                  options=(Option(id="no", name="no"), Option(id="yes", name="yes")))
    >>> def scores(party, relief, arms):
    ...     return Scores(party=party, standing=Standing(premium=n(0)), scores={
    ...         "relief": {"no": n(0), "yes": n(relief)}, "arms": {"no": n(0), "yes": n(arms)}})
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="Ann"), Party(id="b", name="Bob")),
    ...     issues=(issue("relief", "a"), issue("arms", "b")),
    ...     preferences={"a": scores("a", -4, 9), "b": scores("b", 8, -5)},
    ...     exchange=ExchangeTerms(parties={"b": Stakes(stake=6)}))
    >>> found = exchange(case, joint=False)
    >>> found.possible, [schedule.rounds for schedule in found.schedules]
    (True, [(('relief',), ('arms',))])
    >>> found = exchange(replace(case, exchange=None), joint=False)
    >>> found.reason
    'in every order somebody would break off; where least is missing, Ann would gain 4 points by
    breaking off after round 1'
    """
    if case.orders and not case.preferences:
        msg = (
            f"the parties of case '{case.id}' only rank states, and an exchange compares what "
            "steps cost and bring; only 'zopa stability' works with rankings, or give the parties "
            "scores"
        )
        raise QuestionError(msg)
    tell = progress or _silent
    tell("package", 0.0)
    name, package = agreed(case, to, option_set)
    bound = game_of(case, package, called=f"package '{name}'")
    tell("schedules", 0.1)
    search = Search(bound.game, joint=joint)
    schedules, possible, scope, method = _schedules(bound, search, joint=joint)
    tell("deposits", 0.4)
    offers = search.frontier()
    whole = frontier(replace(bound.game, stake=0 * bound.game.stake), joint=joint)
    tell("remedies", 0.6)
    wanted = case.exchange.orders.values() if case.exchange is not None else ()
    orders = tuple(asked(case, package, order) for order in wanted)
    narrowed = _narrowed(bound, joint=joint)
    if not possible and narrowed:  # an order asked for may be one that was not looked at
        holding = tuple(order for order in orders if order.safe and not order.broken)
        schedules, possible = holding or schedules, bool(holding)
    found = ExchangeStudy(
        case=case,
        version=__version__,
        package_id=name,
        package=package,
        parties=bound.game.parties,
        steps=bound.steps,
        gains=schedules[0].standing[-1],
        joint_rounds=joint,
        possible=possible,
        reason=None if possible else _reason(case, schedules[0], narrowed=narrowed),
        schedules=schedules,
        orders=orders,
        deposits=tuple(_by_party(bound, offer.deposits) for offer in offers),
        stakes=_by_party(bound, bound.game.stake),
        least_stakes=tuple(_by_party(bound, offer.deposits) for offer in whole),
        repairs=() if possible else remedies(case, package, bound, joint=joint),
        scope="bound" if narrowed else scope,
        method=method,
        notes=_notes(case, package, bound, joint=joint),
    )
    tell("done", 1.0)
    return found


def _silent(_what: str, _share: float) -> None:
    """Tell nobody."""


def _schedules(
    bound: Bound, search: Search, *, joint: bool
) -> tuple[tuple[Schedule, ...], bool, Scope, str]:
    """Return the best schedules, the same ones under one name; if any is safe; scope and method."""
    found: dict[Plan, tuple[str, list[str], Found]] = {}
    sought = [each for each in NAMES if joint or each != "rounds"]  # one by one, all are as long
    for objective in sought:
        key, name = NAMES[objective]
        one = search.best(objective)
        if one is not None:
            found.setdefault(one.plan, (key, [], one))[1].append(name)
    if not found:
        least = search.best("deposits")
        assert least is not None  # noqa: S101 - deposits large enough make any schedule safe
        only = scheduled(bound, least.judgement, *LEAST)
        return (only,), False, least.scope, least.method
    schedules = tuple(
        scheduled(bound, one.judgement, key, ALL if len(names) == len(sought) else listing(names))
        for key, names, one in found.values()
    )
    bounded = any(one.scope == "bound" for _, _, one in found.values())
    methods = dict.fromkeys(one.method for _, _, one in found.values())
    return schedules, True, "bound" if bounded else "exact", "; ".join(methods)


def _narrowed(bound: Bound, *, joint: bool) -> bool:
    """Return whether the rules of the case would allow schedules that were not looked at."""
    return bound.narrowed or (joint and bound.game.needs != bound.given)


def _by_party(bound: Bound, sizes: Iterable[float]) -> Mapping[str, float]:
    return dict(zip(bound.game.parties, map(float, sizes), strict=True))


def _reason(case: Case, least: Schedule, *, narrowed: bool) -> str:
    """Return who would break off, where and for how much: in every order, or where least is."""
    worse, after = [], []
    for slack in least.breaks:
        name, lost = case.party(slack.party).name, -least.standing[-1][slack.party]
        if slack.round == 1 and slack.kind == "leave" and lost > 0:
            worse.append(f"the package leaves {name} {points(lost)} worse off than now")
        elif slack.round > len(least.rounds):
            after.append(f"{name} would gain {gained(-slack.slack)} by {slack.text}")
    if worse or after:
        return f"whatever the order, {listing([*worse, *after])}"
    worst = min(least.breaks, key=lambda slack: slack.slack)
    among = "every order looked at" if narrowed else "every order"
    return (
        f"in {among} somebody would break off; where least is missing, "
        f"{case.party(worst.party).name} would gain {gained(-worst.slack)} by {worst.text}"
    )


def _notes(case: Case, package: Package, bound: Bound, *, joint: bool) -> tuple[str, ...]:
    """Return what the answer leaves out or reads on the safe side, in words."""
    found = []
    terms = [quoted(issue.name) for issue in case.issues if issue.term and issue.id in package]
    if terms:
        are = "is a clause" if len(terms) == 1 else "are clauses"
        found.append(f"{listing(terms)} {are} that nobody carries out: no step, and not counted")
    found += _since(case)
    if bound.joint:
        found.append("what a step costs and brings depends on those made before: scores together")
    if joint and bound.game.needs != bound.given:
        found.append(
            "what a rule puts before something else is looked at in an earlier round only, not in "
            "the same one"
        )
    if bound.narrowed:
        found.append(
            "the rules of the case do not say as a list what comes before what; one way that "
            "obeys them is kept, so there may be more orders than were looked at"
        )
    found += _lasting(case, package, bound)
    names = {f"'{step.id}'": quoted(step.text) for step in bound.steps}
    return (*found, *(_renamed(note, names) for note in Account(bound.game).notes))


def _since(case: Case) -> list[str]:
    """Return by how much today differs from walking away, from which fair packages count."""
    now = {
        issue.id: np.array([issue.position(issue.now)])
        for issue in case.issues
        if not issue.term and issue.now is not None
    }
    apart = []
    for each in utilities(case):
        today, walking = float(each.of_states(now)[0, 0]), float(each.reservation[0])
        size = abs(today - walking)
        if size > CLOSE * max(abs(today), abs(walking), 1.0):
            more = "less" if today < walking else "more"
            name = case.party(each.party).name
            apart.append(f"{gained(size)} {more} to {name}")
    if not apart:
        return []
    said = (
        "what is gained counts from today; fair packages count from walking away, compared with "
        f"which today is worth {listing(apart)}"
    )
    return [said]


def _lasting(case: Case, package: Package, bound: Bound) -> list[str]:
    """Return what counts as taken back although the case says that it cannot come back."""
    once = {way.issue for way in case.states.one_way}
    state = {name: option for name, option in package.items() if not case.issue(name).term}
    for issue in case.issues:
        if not issue.term and issue.now is not None:
            state.setdefault(issue.id, issue.now)
    found = []
    for at, step in enumerate(bound.steps):
        if max(bound.game.lost[at], bound.game.regained[at]) <= 0:
            continue
        back = state | {step.issue: step.before}
        if step.issue in once or any(
            rule.by in (None, step.by) and rule.origin.matches(state) and rule.target.matches(back)
            for rule in case.states.forbidden
        ):
            found.append(
                f"by 'states' {quoted(step.text)} cannot be taken back, but its 'reversible' is "
                "above 0: it counts as undone to that share all the same"
            )
    return found


def _renamed(text: str, names: Mapping[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text
