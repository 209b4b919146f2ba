"""Nash stability: no move is a gain."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition


@definition(
    name="nash",
    title="Nash stability",
    words="no move it can make is a gain",
    source="Nash (1951), Non-cooperative games, Annals of Mathematics 54(2), 286-295; Fang, Hipel, "
    "Kilgour (1993), Interactive Decision Making",
    implies=frozenset({"gmr", "smr", "seq", "sseq", "sim", "fh"}),
)
def nash(engine: Engine, party: int) -> Bools:
    """Return the states from which no move of a party leads to one that it likes better.

    Parameters
    ----------
    engine
        Answers for a conflict of ``m`` states.
    party
        Place of the party.

    Returns
    -------
    ndarray of bool, shape (m,)
        True also where the party cannot move.
    """
    ranks = engine.ranks(party)
    return np.asarray(engine.best_move(party, ranks) <= ranks)
