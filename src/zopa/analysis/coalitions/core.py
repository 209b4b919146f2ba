"""The core: divisions to which no group has reason to object."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.analysis.coalitions._programs import ranges, scaled
from zopa.analysis.coalitions.game import Floats, Game
from zopa.analysis.coalitions.least_core import LeastCore, least_core

TOLERANCE = 1e-8
"""Share of what is at stake up to which an objection is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Whether any division stands, and between what bounds each player's share lies then."""

    is_empty: bool
    least: Floats | None
    """Shape (n,): the least that each player gets in a division that stands; ``None`` where the
    core is empty."""
    most: Floats | None


def core(game: Game, found: LeastCore | None = None) -> Core:
    """Return whether there are divisions to which no group objects, and their bounds.

    A group objects where it gets more by itself than its members are given.

    Parameters
    ----------
    game
        2 to 12 players.
    found
        Its least core, where that is known.

    Returns
    -------
    Core
        The bounds are those of each player alone; not every division within them stands.

    Raises
    ------
    LimitError
        When the game has too many players for linear programs.

    Notes
    -----
    Source: Gillies (1959), Solutions to General Non-Zero-Sum Games, in Contributions to the
    Theory of Games IV, 47-85.  The core is empty where the least core needs a positive
    ``epsilon``.

    Examples
    --------
    The owner of the one left glove gets everything:

    >>> from zopa.analysis.coalitions.game import glove, voting
    >>> found = core(glove(1, 2))
    >>> found.is_empty, found.least.round(6).tolist(), found.most.round(6).tolist()
    (False, [1.0, 0.0, 0.0], [1.0, 0.0, 0.0])
    >>> core(voting(2, [1, 1, 1])).is_empty
    True
    """
    least = found or least_core(game)
    posed = scaled(game)
    if least.epsilon > TOLERANCE * posed.size:
        return Core(is_empty=True, least=None, most=None)
    forgone = max(0.0, least.epsilon / posed.size)
    low, high = ranges(posed.groups, posed.values - forgone, posed.total)
    return Core(is_empty=False, least=posed.shares(low), most=posed.shares(high))
