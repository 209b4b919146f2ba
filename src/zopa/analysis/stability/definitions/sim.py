"""Simultaneous stability: every gain can be answered by moves made at the same time."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import Bools, Engine, definition
from zopa.analysis.stability.definitions._together import answered_together


@definition(
    name="sim",
    title="Simultaneous stability",
    words="if the others make moves they would gain by at the same time, every move it would gain by "
    "can turn out no better for it",
    source="Fraser, Hipel (1984), Conflict Analysis: Models and Resolutions",
    option_form=True,
)
def sim(engine: Engine, party: int) -> Bools:
    """Return the states that a party does not leave because others may move at the same time.

    Each of the others stays, or makes a move that it would gain by if it moved alone; the options
    that all of them choose together must make a possible state.

    Parameters
    ----------
    engine
        Answers for a conflict of ``m`` states in option form.
    party
        Place of the party.

    Returns
    -------
    ndarray of bool, shape (m,)

    Raises
    ------
    LimitError
        When there are too many combinations of simultaneous gains.
    """
    return answered_together(engine, party, np.ones_like(engine.conflict.ranks, dtype=np.bool_))
