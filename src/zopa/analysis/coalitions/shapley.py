"""The Shapley value: what each adds on average to those who came before it."""

from __future__ import annotations

import math

import numpy as np

from zopa.analysis.coalitions.game import Floats, Game


def shapley(game: Game) -> Floats:
    """Return what each player adds to the group on average, over all orders of joining.

    Parameters
    ----------
    game
        Up to 20 players.

    Returns
    -------
    ndarray, shape (n,)
        Sums to what all get together.

    Notes
    -----
    Exact: a group of ``s`` that a player joins has ``s! (n - s - 1)!`` of the ``n!`` orders.
    Source: Shapley (1953), A Value for n-Person Games, in Contributions to the Theory of Games
    II, 307-317.  For votes it is the index of Shapley and Shubik (1954).  Cost: O(n 2**n).

    Examples
    --------
    One left glove, two right ones:

    >>> from zopa.analysis.coalitions.game import glove
    >>> [round(share, 6) for share in shapley(glove(1, 2)).tolist()]
    [0.666667, 0.166667, 0.166667]
    """
    count = len(game.players)
    groups = game.groups
    size = sum((groups >> player & 1 for player in range(count)), start=np.zeros_like(groups))
    orders = [1 / (count * math.comb(count - 1, joined)) for joined in range(count)]
    weight = np.array([*orders, 0.0])[size]
    found = np.zeros(count)
    for player in range(count):
        before = groups[(groups >> player & 1) == 0]
        added = game.values[before | 1 << player] - game.values[before]
        found[player] = weight[before] @ added
    return found
