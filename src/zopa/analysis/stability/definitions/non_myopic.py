"""Non-myopic stability: no move pays, however far one looks ahead."""

from __future__ import annotations

import itertools

import numpy as np

from zopa.analysis.stability.conflict import Ints
from zopa.analysis.stability.definitions._contract import Bools, Engine, definition
from zopa.analysis.stability.definitions._foresight import Foresight
from zopa.errors import LimitError

HORIZON = 20_000
"""Moves ahead after which expectations must repeat themselves."""


@definition(
    name="non-myopic",
    title="Non-myopic stability",
    words="however far it looks ahead, it expects no move to pay",
    source="Brams, Wittman (1981), Nonmyopic equilibria in 2x2 games, Conflict Management and Peace "
    "Science 6(1), 39-62; Kilgour (1984), Equilibria for far-sighted players, Theory and Decision "
    "16(2), 135-157",
    implies=frozenset({"gmr"}),
    two_parties=True,
)
def non_myopic(engine: Engine, party: int) -> Bools:
    """Return the states that are limited-move stable for every horizon from some horizon on.

    Parameters
    ----------
    engine
        Answers for a conflict of two parties and ``m`` states.
    party
        Place of the party.

    Returns
    -------
    ndarray of bool, shape (m,)

    Raises
    ------
    QuestionError
        When the conflict has not two parties.
    LimitError
        When there are too many moves to list, or expectations have not repeated themselves after
        `HORIZON` moves ahead.

    Notes
    -----
    Exact: what is expected with ``h`` moves ahead follows from what is expected with ``h - 1``, so
    expectations run into a circle, and a state is stable if it is so all around the circle.  Ties
    are broken as for limited moves.
    """
    foresight = Foresight(engine)
    ends = _on_the_circle(foresight)
    stable, around = foresight.stops(ends, party), foresight.next(ends)
    while not np.array_equal(around, ends):
        stable &= foresight.stops(around, party)
        around = foresight.next(around)
    return stable


def _on_the_circle(foresight: Foresight) -> Ints:
    """Return expectations that come back: compared with a mark that moves at 2, 4, 8, ... steps."""
    mark, reset = np.empty(0, dtype=np.int64), 1
    for horizon, ends in enumerate(itertools.islice(foresight.ends(), HORIZON), start=1):
        if np.array_equal(ends, mark):
            return ends
        if horizon == reset:
            mark, reset = ends, 2 * reset
    msg = f"expectations do not repeat themselves up to {HORIZON:,} moves ahead"
    raise LimitError(f"{msg}; use a definition with a horizon, such as 'l4'")
