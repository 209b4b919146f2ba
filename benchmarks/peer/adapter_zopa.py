"""The work of the comparison, done by zopa.

An adapter offers ``version()`` and ``WORK``: row name -> function from a scenario to a pair of
the work to time (everything before it is preparation) and a function from its result to the
facts that both sides must agree on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neutral import OPTIONS, Scenario

import zopa
from zopa.analysis.problem import Frontier, frontier, problem
from zopa.model import Case, Issue, Number, Option, Party, Scores, Standing

Facts = dict[str, Any]
Work = tuple[Callable[[], Any], Callable[[Any], Facts]]


def version() -> str:
    """Return the version of zopa."""
    return zopa.__version__


def case_of(scenario: Scenario) -> Case:
    """Return a scenario as a case."""
    options = [f"v{option}" for option in range(OPTIONS)]
    parties = [f"p{party}" for party in range(len(scenario.weights))]
    issues = [f"i{issue}" for issue in range(scenario.issues)]
    preferences = {
        party: Scores(
            party=party,
            weights=dict(zip(issues, map(Number.fixed, weights), strict=True)),
            scores={
                issue: dict(zip(options, map(Number.fixed, column), strict=True))
                for issue, column in zip(issues, columns, strict=True)
            },
            standing=Standing(value=Number.fixed(0)),
        )
        for party, weights, columns in zip(parties, scenario.weights, scenario.scores, strict=True)
    }
    return Case(
        id="neutral",
        title="Neutral scenario",
        parties=tuple(Party(id=party, name=party) for party in parties),
        issues=tuple(
            Issue(
                id=issue,
                name=issue,
                options=tuple(Option(id=option, name=option) for option in options),
            )
            for issue in issues
        ),
        preferences=preferences,
    )


def the_frontier(scenario: Scenario) -> Work:
    """Return the work of finding the exact efficient frontier."""
    posed = problem(case_of(scenario))

    def facts(found: Frontier) -> Facts:
        return {"points": len(found.values), "frontier": found.values.tolist()}

    return lambda: frontier(posed), facts


def the_study(scenario: Scenario) -> Work:
    """Return the work of a full study: frontier, all solutions, counts."""
    case = case_of(scenario)

    def facts(found: zopa.Study) -> Facts:
        efficient = {tuple(deal.utilities.values()) for deal in found.frontier.deals}
        return {
            "points": found.frontier.points,
            "frontier": sorted(map(list, efficient), reverse=True),
            "nash": list(found.solutions["nash"].deals[0].utilities.values()),
            "most in total": sum(found.solutions["utilitarian"].deals[0].utilities.values()),
            "rational": found.zone.count.value,
        }

    return lambda: zopa.study(case, draws=0, unlock=False), facts


WORK: dict[str, Callable[[Scenario], Work]] = {"frontier": the_frontier, "study": the_study}
