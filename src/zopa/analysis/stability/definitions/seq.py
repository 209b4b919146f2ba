"""Sequential stability: every gain can be answered by moves that the others gain by."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition


@definition(
    name="seq",
    title="Sequential stability",
    words="every move it would gain by can be answered, by moves that the others would gain by "
    "themselves, so that it is no better off",
    source="Fraser, Hipel (1979), Solving complex conflicts, IEEE Transactions on Systems, Man, and "
    "Cybernetics 9(12), 805-816; Fang, Hipel, Kilgour (1993), Interactive Decision Making",
    implies=frozenset({"gmr", "fh"}),
)
def seq(engine: Engine, party: int) -> Bools:
    """Return the states that a party does not leave because every gain has a credible answer.

    Each move of an answer has to be better, for the one who makes it, than the state it leaves.

    Parameters
    ----------
    engine
        Answers for a conflict of ``m`` states.
    party
        Place of the party.

    Returns
    -------
    ndarray of bool, shape (m,)
    """
    ranks = engine.ranks(party)
    answered = engine.worst_answer(party, ranks, improving=True)
    return np.asarray(engine.best_move(party, answered) <= ranks)
