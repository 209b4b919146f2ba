"""Limited-move stability: no move pays for a party that looks a given number of moves ahead."""

from __future__ import annotations

import itertools
from functools import partial

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition
from zopa.analysis.stability.definitions._foresight import Foresight

IMPLIES = {2: ("seq", "gmr"), 3: ("smr", "gmr"), 4: ("gmr",), 5: ("gmr",)}
"""Moves ahead -> what such stability implies; one move ahead is Nash stability."""


def limited_move(engine: Engine, party: int, horizon: int) -> Bools:
    """Return the states that a party does not leave when both look ``horizon`` moves ahead.

    The parties take turns and each may stop when it has the turn.  The party moves first, and
    expects that each does what is best for itself as far as it still can see.

    Parameters
    ----------
    engine
        Answers for a conflict of two parties and ``m`` states.
    party
        Place of the party.
    horizon
        Moves that are seen, 1 or more; with 1 this is Nash stability.

    Returns
    -------
    ndarray of bool, shape (m,)

    Raises
    ------
    QuestionError
        When the conflict has not two parties.
    LimitError
        When there are too many moves to list.

    Notes
    -----
    A party moves only to gain strictly.  Of moves whose expected ends it likes equally it makes one
    whose end the other likes best; with that rule the answer does not hang on the order of the
    states.  Other rules for ties give other answers.  Cost: ``horizon`` passes over all moves.
    """
    foresight = Foresight(engine)
    ends = next(itertools.islice(foresight.ends(), horizon - 1, None))
    return foresight.stops(ends, party)


for _horizon, _implied in IMPLIES.items():
    definition(
        name=f"l{_horizon}",
        title=f"Limited-move stability, {_horizon} moves ahead",
        words=f"looking {_horizon} moves ahead, it expects no move to pay",
        source="Kilgour (1985), Anticipation and stability in two-person non-cooperative games, in: "
        "Luterbacher, Ward (eds.), Dynamic Models of International Conflict; Fang, Hipel, Kilgour "
        "(1993), Interactive Decision Making",
        implies=frozenset(_implied),
        two_parties=True,
    )(partial(limited_move, horizon=_horizon))
