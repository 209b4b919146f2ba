"""Symmetric sequential stability: every gain has a credible answer that nothing undoes."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition


@definition(
    name="sseq",
    title="Symmetric sequential stability",
    words="every move it would gain by can be answered, by moves that the others would gain by "
    "themselves, so that it is no better off, and its own next move cannot mend that",
    source="Rêgo, Vieira (2017), Symmetric sequential stability in the graph model for conflict "
    "resolution with multiple decision makers, Group Decision and Negotiation 26(4), 775-792",
    implies=frozenset({"seq", "smr", "gmr", "fh"}),
)
def sseq(engine: Engine, party: int) -> Bools:
    """Return the states that a party does not leave because every gain is credibly answered for good.

    Each move of an answer has to be better, for the one who makes it, than the state it leaves; after
    the answer the party has one more move, of any kind.

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
    made_of_it = engine.best_move(party, ranks)
    answered = engine.worst_answer(party, made_of_it, improving=True)
    return np.asarray(engine.best_move(party, np.minimum(ranks, answered)) <= ranks)
