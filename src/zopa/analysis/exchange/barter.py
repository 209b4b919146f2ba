"""A game between two parties, written in one line: for examples, tests and quick questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from zopa.analysis.exchange.game import Floats, Game

Terms = float | Mapping[str, float]
"""One number for all items, or a number for some of them."""


def barter(  # noqa: PLR0913 - one line for each term of the model
    first: Mapping[str, tuple[float, float]],
    second: Mapping[str, tuple[float, float]],
    *,
    parties: tuple[str, str] = ("a", "b"),
    needs: Mapping[str, Sequence[str]] | None = None,
    reversible: Terms = 0.0,
    shift: Mapping[str, tuple[float, float]] | None = None,
    detected: Terms = 1.0,
    delay: Terms = 0,
    stake: tuple[float, float] = (0.0, 0.0),
    relationship: tuple[float, float] = (0.0, 0.0),
    discount: tuple[float, float] = (1.0, 1.0),
) -> Game:
    """Return the exchange of what two parties give each other.

    Parameters
    ----------
    first, second
        What each party gives: item -> (cost to its giver, value to the other).
    needs
        Item -> items that come in an earlier round.
    reversible
        Share of value and of cost that are undone when the giver takes an item back.
    shift
        Item -> change of what the first and the second party have when everything breaks down.

    Examples
    --------
    >>> game = barter({"relief": (4, 8)}, {"dismantling": (5, 9)}, reversible={"relief": 0.9})
    >>> game.items, game.cost, game.lost
    (('relief', 'dismantling'), array([4., 5.]), array([0.9, 0. ]))
    """
    items = (*first, *second)
    given = [*first.values(), *second.values()]
    giver = np.repeat([0, 1], [len(first), len(second)])
    value = np.zeros((len(items), 2))
    value[np.arange(len(items)), 1 - giver] = [worth for _, worth in given]
    moved = shift or {}
    before = needs or {}
    back = _each(reversible, items, 0.0)
    return Game(
        parties=parties,
        items=items,
        giver=giver,
        cost=np.array([cost for cost, _ in given], dtype=np.float64),
        value=value,
        needs=tuple(tuple(items.index(other) for other in before.get(name, ())) for name in items),
        lost=back,
        regained=back,
        shift=np.array([moved.get(name, (0, 0)) for name in items], dtype=np.float64).reshape(
            -1, 2
        ),
        detected=_each(detected, items, 1.0),
        delay=_each(delay, items, 0).astype(np.int64),
        discount=np.array(discount, dtype=np.float64),
        relationship=np.array(relationship, dtype=np.float64),
        stake=np.array(stake, dtype=np.float64),
    )


def _each(terms: Terms, items: tuple[str, ...], usual: float) -> Floats:
    if isinstance(terms, Mapping):
        return np.array([terms.get(name, usual) for name in items], dtype=np.float64)
    return np.full(len(items), terms, dtype=np.float64)
