"""One study of one case: every question of this room, asked once, answers kept together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, TypedDict

import numpy as np

from zopa._version import __version__
from zopa.analysis.chances import acceptance, zone_probabilities
from zopa.analysis.division import division
from zopa.analysis.further import Asked
from zopa.analysis.further import further as answers
from zopa.analysis.picture import cloud
from zopa.analysis.problem import Frontier, Problem, frontier, problem
from zopa.analysis.results import (
    Deal,
    FrontierResult,
    NamedStanding,
    PartyStanding,
    SolutionResult,
    Study,
    Uncertainty,
    Zone,
)
from zopa.analysis.solutions import SOLUTIONS, Axiom, BargainingSet, Solution
from zopa.analysis.solutions._contract import standing as standing_weights
from zopa.analysis.uncertainty import of_sample, sample
from zopa.analysis.unlock import unlock as find_levers
from zopa.analysis.zone import count
from zopa.errors import QuestionError, did_you_mean
from zopa.model import ABSENT, Acceptance, Case, Utility

Progress = Callable[[str, float], None]
"""Called with what is being done and the share that is done."""


class Options(TypedDict, total=False):
    """The options of a study; see `study`."""

    option_set: str
    draws: int
    seed: int
    strict: bool
    unlock: bool
    revealed: bool
    picture: bool
    standing: Mapping[str, float] | None
    frontier_limit: int | None
    further: bool
    progress: Progress | None


LISTED = 10_000
"""Efficient packages that are listed one by one; of more, one for each point."""
TIES = 1_000
"""Packages that one solution lists at most."""


def study(  # noqa: PLR0913 - independent options, by keyword only
    case: Case,
    *,
    option_set: str = "all",
    draws: int = 2000,
    seed: int = 1,
    strict: bool = False,
    unlock: bool = True,
    revealed: bool = False,
    picture: bool = True,
    standing: Mapping[str, float] | None = None,
    frontier_limit: int | None = None,
    further: bool = True,
    progress: Progress | None = None,
) -> Study:
    """Return what there is to know about a case: zone, frontier, fair deals, levers, chances.

    Parameters
    ----------
    case
        The case.
    option_set
        The options that are negotiated over, by name.
    draws
        Draws of the uncertain numbers; 0 leaves chances out.
    seed
        Of all draws and samples.  Same seed, same answer.
    strict
        Whether acceptable means more than the reservation value instead of at least.
    unlock
        Whether to look for the levers.
    revealed
        Whether draws must agree with what was revealed: a refused package was worth less than
        no deal to whoever refused it, a proposal at least as much to whoever made it.
    picture
        Whether to keep where all deals lie, for a picture.
    standing
        Party -> weight for unequal standing (§6); 1 for parties left out.
    frontier_limit
        Points that the frontier may have on the way; 200,000 for one or two parties and
        20,000 for more when left out.
    further
        Whether to ask what the case says enough for besides the zone: would a deal hold, in what
        order could it be carried out, can it be checked, would it be ratified.
    progress
        Called with what is being done and the share that is done.

    Raises
    ------
    QuestionError
        When the case has no preferences, or no draw agrees with what was revealed.
    UnknownNameError
        When there is no such option set.
    LimitError
        When the frontier has more points than the limit.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> wage = Issue(id="wage", name="Wage", options=(
    ...     Option(id="low", name="2 %"), Option(id="mid", name="3 %"), Option(id="high", name="4 %")))
    >>> case = Case(id="pay", title="Pay", parties=(Party(id="union", name="Union"),
    ...     Party(id="port", name="Port")), issues=(wage,), preferences={
    ...     "union": Scores(party="union", scores={"wage": {"low": n(0), "mid": n(6), "high": n(9)}},
    ...                     standing=Standing(value=n(5))),
    ...     "port": Scores(party="port", scores={"wage": {"low": n(9), "mid": n(6), "high": n(0)}},
    ...                    standing=Standing(value=n(4)))})
    >>> found = study(case)
    >>> found.zone.count.value, found.solutions["nash"].deals[0].package
    (1, {'wage': 'mid'})
    """
    tell = progress or _silent
    weights = _weights(case, standing)
    asked = Asked(option_set=option_set, draws=draws, seed=seed, strict=strict, revealed=revealed)
    case.option_set(option_set)
    fronts = {}
    zones = {}
    for done, name in enumerate(("all", *case.option_sets)):
        tell("zone", 0.3 * done / (1 + len(case.option_sets)))
        fronts[name] = frontier(problem(case, name, strict=strict), frontier_limit)
        zones[name] = _zone(fronts[name], seed)
    focus = _focus(option_set, zones)
    front = fronts[option_set]
    main = front.problem

    tell("unlock", 0.3)
    levers = None
    if unlock:
        part = _part(tell, 0.3, 0.6)
        levers = find_levers(
            case, focus, strict=strict, frontier_limit=frontier_limit, progress=part
        )
    named = _named(case, main)
    doubt = None
    if draws > 0 and case.uncertain():
        doubt, zones, named = _doubts(case, focus, asked, zones, named, tell)
    tell("stability and exchange", 0.8)
    more = answers(case, asked, _part(tell, 0.8, 0.95)) if further else {}
    tell("picture", 0.95)
    result = Study(
        case=case,
        version=__version__,
        seed=seed,
        option_set=option_set,
        strict=strict,
        parties=_parties(main),
        zone=zones[option_set],
        zones=zones,
        frontier=_frontier_result(front),
        solutions=_solutions(front, weights),
        named=named,
        unlock=levers,
        uncertainty=doubt,
        cloud=cloud(main, seed) if picture else None,
        division=division(case),
        standing=dict(standing or {}),
        **more,
    )
    tell("done", 1.0)
    return result


def _doubts(
    case: Case,
    focus: str,
    asked: Asked,
    zones: Mapping[str, Zone],
    named: Mapping[str, NamedStanding],
    tell: Progress,
) -> tuple[Uncertainty, dict[str, Zone], dict[str, NamedStanding]]:
    """Return what draws say, and the zones and named packages with their chances."""
    some = sample(case, asked.draws, asked.seed, condition=asked.revealed)
    doubt = of_sample(
        case,
        focus,
        some,
        strict=asked.strict,
        progress=lambda share: tell("chances", 0.6 + 0.2 * share),
    )
    others = [name for name in zones if name != focus]
    chances = zone_probabilities(case, others, some.draws, strict=asked.strict)
    chances[focus] = doubt.zone
    accepts = acceptance(case, some.draws, asked.option_set, strict=asked.strict)
    return (
        doubt,
        {name: replace(zone, probability=chances[name]) for name, zone in zones.items()},
        {name: replace(each, probabilities=accepts[name]) for name, each in named.items()},
    )


def _part(tell: Progress, start: float, end: float) -> Progress:
    """Return a callback for a part of the work."""
    return lambda what, share: tell(what, start + (end - start) * share)


def _silent(_what: str, _share: float) -> None:
    """Tell nobody."""


def _focus(option_set: str, zones: Mapping[str, Zone]) -> str:
    """Return the option set that levers speak about.

    The one that was asked for; where that is all options and their zone is open, the first
    empty one.
    """
    if option_set != "all" or zones["all"].is_empty:
        return option_set
    return next((name for name, zone in zones.items() if zone.is_empty), option_set)


def _weights(case: Case, standing: Mapping[str, float] | None) -> list[float] | None:
    if not standing:
        return None
    for party in standing:
        if party not in case.preferences:
            hint = did_you_mean(party, case.preferences)
            msg = f"standing names the party '{party}', which has no preferences here; {hint}"
            raise QuestionError(msg)
    return [standing.get(party, 1.0) for party in case.preferences]


def _zone(front: Frontier, seed: int) -> Zone:
    posed = front.problem
    unanimous = None
    if not posed.is_unanimous:
        everybody = replace(posed.case, acceptance=Acceptance())
        unanimous = count(replace(posed, case=everybody), front, seed)
    return Zone(
        option_set=posed.space.option_set,
        total=posed.space.total,
        legal=posed.space.legal,
        count=count(posed, front, seed),
        probability=None,
        unanimous=unanimous,
    )


def _parties(posed: Problem) -> tuple[PartyStanding, ...]:
    return tuple(
        PartyStanding(
            id=party,
            name=posed.case.party(party).name,
            reservation=float(posed.reservation[at]),
            lowest=float(posed.lowest[at]),
            highest=float(posed.highest[at]),
        )
        for at, party in enumerate(posed.parties)
    )


def _frontier_result(front: Frontier) -> FrontierResult:
    counts = front.counts
    packages = sum(counts)
    complete = packages <= LISTED
    deals: list[Deal] = []
    for point in range(len(counts)):
        deals += _deals(front, point, LISTED if complete else 1)
    return FrontierResult(
        points=len(counts), packages=packages, deals=tuple(deals), complete=complete
    )


def _deals(front: Frontier, point: int, most: int) -> list[Deal]:
    """Return the packages on one point of the frontier, at most so many, in case order."""
    chain = front.chain
    if most == 1 or chain.counts[point] == 1:
        return [front.problem.deal(chain.witness(point))]
    found: Iterator[tuple[int, ...]] = chain.combinations(point)
    return [front.problem.deal(rows) for rows in sorted(islice(found, most))]


def _solutions(front: Frontier, weights: list[float] | None) -> dict[str, SolutionResult]:
    posed = front.problem
    gains = front.gains
    values = front.values
    table = BargainingSet(
        gains=gains,
        rational=np.asarray((values >= posed.threshold).all(axis=1)),
        zone=posed.passes(values),
        slack=posed.slack,
        weights=standing_weights(weights, len(posed.parties)),
    )
    return {name: _solution(front, table, member) for name, member in SOLUTIONS.items()}


def _solution(front: Frontier, table: BargainingSet, member: Solution) -> SolutionResult:
    points = member.choose(table).tolist()
    deals = [deal for point in points for deal in _deals(front, point, TIES)][:TIES]
    return SolutionResult(
        name=member.name,
        title=member.title,
        deals=tuple(deals),
        reason=None if points else member.nothing,
        axioms=tuple(axiom.value for axiom in Axiom if axiom in member.axioms),
        chooses=member.chooses,
        packages=sum(int(front.chain.counts[point]) for point in points),
    )


def _named(case: Case, posed: Problem) -> dict[str, NamedStanding]:
    found = {}
    rules = (*case.rules, *case.deal_rules)
    for name, package in case.packages.items():
        positions = {issue.id: issue.position(package.options[issue.id]) for issue in case.issues}
        values = np.array([u.of_positions(positions)[0] for u in posed.utilities])
        gains = values - posed.reservation
        accepts = values >= posed.threshold
        found[name] = NamedStanding(
            id=name,
            utilities=dict(zip(posed.parties, values.tolist(), strict=True)),
            gains=dict(zip(posed.parties, gains.tolist(), strict=True)),
            acceptable=dict(zip(posed.parties, accepts.tolist(), strict=True)),
            legal=all(rule.holds(package.options) for rule in rules),
            probabilities={},
            reasons={
                utility.party: _losses(case, utility, positions)
                for utility, accepted in zip(posed.utilities, accepts.tolist(), strict=True)
                if not accepted
            },
        )
    return found


def _losses(
    case: Case, utility: Utility, positions: Mapping[str, int]
) -> tuple[tuple[str, float], ...]:
    """Return what a party loses against no deal, by issue, worst first."""
    no_deal = case.no_deal_package()
    if case.preferences[utility.party].standing.value is not None or no_deal is None:
        return ()
    before = {name: case.issue(name).position(option) for name, option in no_deal.items()}
    losses = []
    for factor in utility.factors:
        at: tuple[Any, ...] = (0, *(positions[name] for name in factor.issues))
        was: tuple[Any, ...] = (0, *(before.get(name, ABSENT) for name in factor.issues))
        change = float(factor.table[at] - factor.table[was])
        if change < 0:
            losses.append((", ".join(factor.issues), change))
    return tuple(sorted(losses, key=lambda loss: loss[1]))
