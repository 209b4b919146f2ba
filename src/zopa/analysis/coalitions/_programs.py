"""Linear programs over divisions of what all get together."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from zopa.analysis.coalitions.game import Floats, Game, members

EXACT = 1e-9
"""Tolerance of the linear programs, on games scaled to values of size 1."""


class Scaled(NamedTuple):
    """A game as seen by the programs: nobody gets anything alone, values of size 1."""

    groups: Floats
    """Who is in which proper group, shape (2**n - 2, n)."""
    values: Floats
    """Shape (2**n - 2,)."""
    total: float
    alone: Floats
    size: float

    def shares(self, scaled: Floats) -> Floats:
        """Return shares of the game from shares of the scaled one."""
        return self.alone + self.size * scaled


def scaled(game: Game) -> Scaled:
    """Return a game with what players get alone taken off, in units of what is at stake."""
    who, alone, size = members(game), game.alone, game.size
    values = (game.values - who @ alone) / size
    return Scaled(who[1:-1], values[1:-1], float(values[-1]), alone, size)


def minimise(cost: Floats, **conditions: Any) -> Any:
    """Return the solution of a linear program at a corner, with its multipliers.

    Raises
    ------
    RuntimeError
        When the solver gives up, which bounded programs that have a solution do not make it do.
    """
    from scipy.optimize import linprog

    options = {"primal_feasibility_tolerance": EXACT, "dual_feasibility_tolerance": EXACT}
    found = linprog(cost, method="highs-ds", options=options, **conditions)
    if found.status != 0:
        msg = f"a linear program was not solved: {found.message}"
        raise RuntimeError(msg)
    return found


def ranges(groups: Floats, at_least: Floats, total: float) -> tuple[Floats, Floats]:
    """Return the least and the most of each player where each group gets at least something.

    The players share ``total``; the conditions leave at least one way to do so.
    """
    count = groups.shape[1]
    conditions = {
        "A_ub": -groups,
        "b_ub": -at_least,
        "A_eq": np.ones((1, count)),
        "b_eq": np.array([total]),
        "bounds": (None, None),
    }
    unit = np.eye(count)
    least = [minimise(unit[player], **conditions).fun for player in range(count)]
    most = [-minimise(-unit[player], **conditions).fun for player in range(count)]
    return np.array(least), np.array(most)
