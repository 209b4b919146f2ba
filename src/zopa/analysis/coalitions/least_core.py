"""The least core: divisions that leave the least reason to object."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zopa.analysis.coalitions._programs import EXACT, minimise, ranges, scaled
from zopa.analysis.coalitions.game import Floats, Game, limit_players

MOST_PLAYERS = 12
"""Players for whom the linear programs are set up: 4,094 conditions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeastCore:
    """Divisions whose worst objection is as small as can be."""

    epsilon: float
    """What every group must at least forgo, or (below 0) what it is at least given on top."""
    least: Floats
    """Shape (n,): the least that each player gets in such a division."""
    most: Floats


def least_core(game: Game) -> LeastCore:
    """Return the least that groups must forgo so that no group objects.

    Parameters
    ----------
    game
        2 to 12 players.

    Returns
    -------
    LeastCore
        ``epsilon`` is the smallest number such that all can be divided with every group (other
        than nobody and all) given at least its value less ``epsilon``.

    Raises
    ------
    LimitError
        When the game has more than `MOST_PLAYERS` players.

    Notes
    -----
    Source: Maschler, Peleg and Shapley (1979), Geometric Properties of the Kernel, Nucleolus and
    Related Solution Concepts, Mathematics of Operations Research 4(4), 303-338.  One linear
    program, and two for each player.

    Examples
    --------
    Any two of three can decide, so some two always have reason to object:

    >>> from zopa.analysis.coalitions.game import voting
    >>> found = least_core(voting(2, [1, 1, 1]))
    >>> round(found.epsilon, 6), found.least.round(6).tolist()
    (0.333333, [0.333333, 0.333333, 0.333333])
    """
    limit_players(game, MOST_PLAYERS, "the least core")
    posed = scaled(game)
    count = len(game.players)
    found = minimise(
        np.array([*np.zeros(count), 1.0]),
        A_ub=-np.column_stack([posed.groups, np.ones(len(posed.groups))]),
        b_ub=-posed.values,
        A_eq=np.array([[*np.ones(count), 0.0]]),
        b_eq=np.array([posed.total]),
        bounds=(None, None),
    )
    epsilon = float(found.fun)
    least, most = ranges(posed.groups, posed.values - epsilon - EXACT, posed.total)
    return LeastCore(
        epsilon=epsilon * posed.size, least=posed.shares(least), most=posed.shares(most)
    )
