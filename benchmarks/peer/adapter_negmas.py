"""The work of the comparison, done by the peer NegMAS; see `adapter_zopa` for the interface."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from importlib import metadata
from typing import Any

from neutral import OPTIONS, Scenario

warnings.filterwarnings("ignore")

Facts = dict[str, Any]
Work = tuple[Callable[[], Any], Callable[[Any], Facts]]


def version() -> str:
    """Return the version of NegMAS."""
    return metadata.version("negmas")


def objects_of(scenario: Scenario) -> tuple[Any, list[Any]]:
    """Return a scenario as an outcome space and utility functions."""
    from negmas import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences.value_fun import TableFun

    options = [f"v{option}" for option in range(OPTIONS)]
    space = make_os([make_issue(options, name=f"i{issue}") for issue in range(scenario.issues)])
    functions = [
        LinearAdditiveUtilityFunction(
            values=[TableFun(dict(zip(options, column, strict=True))) for column in columns],
            weights=weights,
            outcome_space=space,
            reserved_value=0.0,
        )
        for weights, columns in zip(scenario.weights, scenario.scores, strict=True)
    ]
    return space, functions


def the_frontier(scenario: Scenario) -> Work:
    """Return the work of finding the efficient frontier."""
    from negmas.preferences.ops import pareto_frontier

    space, functions = objects_of(scenario)

    def facts(found: Any) -> Facts:
        points = sorted(([float(u) for u in point] for point in found[0]), reverse=True)
        return {"points": len(points), "frontier": points}

    return lambda: pareto_frontier(functions, issues=space.issues), facts


def the_study(scenario: Scenario) -> Work:
    """Return the work of NegMAS' statistics of a scenario."""
    from negmas.preferences.ops import calc_scenario_stats

    _, functions = objects_of(scenario)

    def facts(found: Any) -> Facts:
        points = sorted(([float(u) for u in point] for point in found.pareto_utils), reverse=True)
        return {
            "points": len(points),
            "frontier": points,
            "nash": [float(u) for u in found.nash_utils[0]],
            "most in total": float(sum(found.max_welfare_utils[0])),
        }

    return lambda: calc_scenario_stats(functions), facts


WORK: dict[str, Callable[[Scenario], Work]] = {"frontier": the_frontier, "study": the_study}
