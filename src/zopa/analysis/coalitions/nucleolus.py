"""The nucleolus: the worst objection as small as can be, then the next, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zopa.analysis.coalitions._programs import EXACT, Scaled, minimise, scaled
from zopa.analysis.coalitions.game import Floats, Game, Ints, limit_players
from zopa.analysis.coalitions.least_core import MOST_PLAYERS
from zopa.errors import QuestionError

POSITIVE = 1e-6
"""Multipliers above this are positive: at a corner of programs over groups of up to 12 players
they are fractions whose denominators have five digits at most."""
SPANNED = 1e-7
"""How near to a combination of known groups a group must lie to count as one."""


class _Fact(NamedTuple):
    """What is settled of one group: it is given its value less the epsilon of a stage."""

    members: Floats
    value: float
    stage: int
    """-1 where nothing is taken off."""


def nucleolus(game: Game) -> Floats:
    """Return the division that makes the worst objection as small as can be, then the next.

    An objection is what a group gets by itself over what its members are given.  Nobody is given
    less than it gets alone.

    Parameters
    ----------
    game
        2 to 12 players.

    Returns
    -------
    ndarray, shape (n,)
        The one such division.  It is in the core where that is not empty.

    Raises
    ------
    QuestionError
        When all together get less than the players do alone, so that no such division exists.
    LimitError
        When the game has too many players.

    Notes
    -----
    One linear program for each stage.  A group counts as settled where the program's multiplier
    of its condition is positive: only such a condition is tight in *every* best division, which
    being tight in the one that the solver found does not show (Guajardo and Jörnsten 2015, Common
    Mistakes in Computing the Nucleolus, European Journal of Operational Research 241(3),
    931-935).  Groups whose share follows from those of settled ones drop out.  At the end the
    settled conditions are solved together once more, so that the tolerance of the programs
    does not add up.  Source: Schmeidler (1969), The Nucleolus of a Characteristic Function Game,
    SIAM Journal on Applied Mathematics 17(6), 1163-1170.

    Examples
    --------
    An estate of 200 and claims of 100, 200 and 300, as the Talmud divides it:

    >>> from zopa.analysis.coalitions.game import bankruptcy
    >>> nucleolus(bankruptcy(200, [100, 200, 300])).round(6).tolist()
    [50.0, 75.0, 75.0]
    """
    limit_players(game, MOST_PLAYERS, "the nucleolus")
    posed = scaled(game)
    if posed.total < -EXACT:
        msg = (
            f"all together get {game.total:g}, less than the {float(posed.alone.sum()):g} that the "
            "players get alone, so no division leaves everyone at least that; there is no nucleolus"
        )
        raise QuestionError(msg)
    return posed.shares(_settle(posed))


def _settle(posed: Scaled) -> Floats:
    """Return the nucleolus of a scaled game, stage by stage."""
    count = posed.groups.shape[1]
    unit = np.eye(count)
    facts = [_Fact(np.ones(count), posed.total, -1)]
    needed, basis = list(facts), _spanned(np.empty((0, count)), facts[0])
    levels: list[float] = []
    while len(basis) < count:
        free = _outside(posed.groups, basis)
        epsilon, tight, floors = _stage(posed, needed, levels, free)
        new = [_Fact(posed.groups[g], float(posed.values[g]), len(levels)) for g in free[tight]]
        new += [_Fact(unit[player], 0.0, -1) for player in floors]
        for fact in new:
            wider = _spanned(basis, fact)
            if len(wider) > len(basis):
                needed.append(fact)
                basis = wider
        facts += new
        levels.append(epsilon)
    return _together(facts, len(levels))


def _stage(
    posed: Scaled, known: Sequence[_Fact], levels: Sequence[float], free: Ints
) -> tuple[float, Ints, Ints]:
    """Return the least epsilon, which free groups it settles, and the players held at 0."""
    count = posed.groups.shape[1]
    given = [fact.value - (levels[fact.stage] if fact.stage >= 0 else 0.0) for fact in known]
    found = minimise(
        np.array([*np.zeros(count), 1.0]),
        A_ub=-np.column_stack([posed.groups[free], np.ones(len(free))]),
        b_ub=-posed.values[free],
        A_eq=np.array([[*fact.members, 0.0] for fact in known]),
        b_eq=np.array(given),
        bounds=[*([(0, None)] * count), (None, None)],
    )
    tight = np.flatnonzero(-found.ineqlin.marginals > POSITIVE)
    floors = np.flatnonzero(found.lower.marginals[:count] > POSITIVE)
    return float(found.fun), tight, floors


def _outside(groups: Floats, basis: Floats) -> Ints:
    """Return the places of the groups that are no combination of those that span ``basis``."""
    rest = groups - (groups @ basis.T) @ basis
    return np.flatnonzero(np.abs(rest).max(axis=1) > SPANNED)


def _spanned(basis: Floats, fact: _Fact) -> Floats:
    """Return an orthonormal basis that spans one group more, where it adds anything."""
    rest = fact.members - (fact.members @ basis.T) @ basis
    rest = rest - (rest @ basis.T) @ basis
    if np.abs(rest).max() <= SPANNED:
        return basis
    return np.vstack([basis, rest / np.linalg.norm(rest)])


def _together(facts: Sequence[_Fact], stages: int) -> Floats:
    """Return the shares that all facts give, each stage's epsilon solved for along with them."""
    count = len(facts[0].members)
    table = np.zeros((len(facts), count + stages))
    for row, fact in zip(table, facts, strict=True):
        row[:count] = fact.members
        if fact.stage >= 0:
            row[count + fact.stage] = 1.0
    solved = np.linalg.lstsq(table, np.array([fact.value for fact in facts]), rcond=None)[0]
    return np.asarray(solved[:count])
