"""Whether all together is best: the groups in which the players get most in sum."""

from __future__ import annotations

import numpy as np

from zopa.analysis.coalitions.game import Game, limit_players

MOST_PLAYERS = 12
"""Players at most: 3**12 ways to take a part out of a group, half a million."""


def best_partition(game: Game) -> tuple[tuple[str, ...], ...]:
    """Return the groups in which the players get most in sum, each player in one group.

    Parameters
    ----------
    game
        2 to 12 players.

    Returns
    -------
    tuple of groups
        In the order of their first players.  All players as one group where that is as good as
        any; else nobody joins a group that adds nothing.

    Raises
    ------
    LimitError
        When the game has more than `MOST_PLAYERS` players.

    Notes
    -----
    The best partition of a group takes out the part that has its first player and divides the
    rest best (Yeh 1986).  Cost: O(3**n).

    Examples
    --------
    >>> from zopa.analysis.coalitions.game import Game
    >>> best_partition(Game.of([0, 3, 2, 4], players=["ann", "bob"]))
    (('ann',), ('bob',))
    """
    limit_players(game, MOST_PLAYERS, "the best partition")
    groups, values = game.groups, game.values
    best, part = values.copy(), groups.copy()
    slack = 1e-12 * float(np.abs(values).max(initial=0.0))
    for first in reversed(range(len(game.players))):
        lowest = 1 << first
        own = groups[(groups & (2 * lowest - 1)) == lowest]
        for taken in own[::-1].tolist():
            inside = own[((own & taken) == taken) & (own != taken)]
            found = values[taken] + best[inside ^ taken]
            as_good = found >= best[inside] - slack
            best[inside[as_good]] = np.maximum(found, best[inside])[as_good]
            part[inside[as_good]] = taken
    if game.total >= best[-1] - slack:
        return (game.players,)
    left, chosen = len(values) - 1, []
    while left:
        chosen.append(game.group(int(part[left])))
        left ^= int(part[left])
    return tuple(chosen)
