"""Symmetric metarationality: every gain can be answered, and nothing undoes the answer."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition


@definition(
    name="smr",
    title="Symmetric metarationality",
    words="every move it would gain by can be answered so that it is no better off, and its own next "
    "move cannot mend that",
    source="Howard (1971), Paradoxes of Rationality; Fang, Hipel, Kilgour (1993), "
    "Interactive Decision Making",
    implies=frozenset({"gmr"}),
)
def smr(engine: Engine, party: int) -> Bools:
    """Return the states that a party does not leave because every gain can be answered for good.

    The others may answer by any moves, also such as hurt themselves; after the answer the party has
    one more move.

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
    As general metarationality, but an answer is worth the best that the party can make of it.  The
    value of a gain itself is its own rank, not what it can be made into, hence the minimum.
    """
    ranks = engine.ranks(party)
    made_of_it = engine.best_move(party, ranks)
    answered = engine.worst_answer(party, made_of_it, improving=False)
    return np.asarray(engine.best_move(party, np.minimum(ranks, answered)) <= ranks)
