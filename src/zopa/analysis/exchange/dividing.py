"""An exchange in which an item is delivered in parts, one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from zopa.analysis.exchange.game import Game
from zopa.errors import QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """A way to deliver some items in parts."""

    items: tuple[int, ...]
    """Places, in the undivided game, of the items that are divided."""
    game: Game
    """The exchange with the parts instead."""


def divide(game: Game, shares: Mapping[int, Sequence[float]]) -> Game:
    """Return the game in which some items come in parts, one needing the part before it.

    What needed the item needs its last part; the first part needs what the item needed.  Cost,
    value and shift are shared out; detection, delay and reversibility stay.  Parts of an item
    stand together where the item stood, and are called after it (``relief 1``, ``relief 2``).

    Parameters
    ----------
    shares
        Place of an item -> shares of its parts, which add up to 1.

    Raises
    ------
    QuestionError
        When items do not add up (`Game.extra`): what half an item is worth is not known then.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> found = divide(barter({"x": (4, 6)}, {"y": (3, 5)}), {0: [0.25, 0.75]})
    >>> found.items, found.cost.tolist(), found.needs
    (('x 1', 'x 2', 'y'), [1.0, 3.0, 3.0], ((), (0,), ()))
    """
    if game.extra is not None:
        msg = "what a part of a step is worth is not known where steps do not add up; give its options"
        raise QuestionError(msg)
    count = [len(shares.get(item, (1,))) for item in range(len(game.items))]
    last = (np.cumsum(count) - 1).tolist()
    rows = np.repeat(np.arange(len(game.items)), count)
    share = np.array([s for item in range(len(count)) for s in shares.get(item, (1.0,))])
    names, needs = [], []
    for item, parts in enumerate(count):
        for at in range(parts):
            names.append(game.items[item] if parts == 1 else f"{game.items[item]} {at + 1}")
            before = [last[other] for other in game.needs[item]]
            needs.append((len(names) - 2,) if at else tuple(before))
    return replace(
        game,
        items=tuple(names),
        giver=game.giver[rows],
        cost=game.cost[rows] * share,
        value=game.value[rows] * share[:, None],
        needs=tuple(needs),
        lost=game.lost[rows],
        regained=game.regained[rows],
        shift=game.shift[rows] * share[:, None],
        detected=game.detected[rows],
        delay=game.delay[rows],
    )
