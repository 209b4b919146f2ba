"""General metarationality: every gain can be answered."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition


@definition(
    name="gmr",
    title="General metarationality",
    words="every move it would gain by can be answered so that it is no better off",
    source="Howard (1971), Paradoxes of Rationality; Fang, Hipel, Kilgour (1993), "
    "Interactive Decision Making",
)
def gmr(engine: Engine, party: int) -> Bools:
    """Return the states that a party does not leave because every gain can be answered.

    The others may answer by any moves, also such as hurt themselves.

    Parameters
    ----------
    engine
        Answers for a conflict of ``m`` states.
    party
        Place of the party.

    Returns
    -------
    ndarray of bool, shape (m,)

    Notes
    -----
    An answer exists if and only if the worst of all answers does not beat the present state, so a
    state is stable if the best move, each valued at its worst answer, is no gain.  Equal counts as
    no gain.
    """
    ranks = engine.ranks(party)
    answered = engine.worst_answer(party, ranks, improving=False)
    return np.asarray(engine.best_move(party, answered) <= ranks)
