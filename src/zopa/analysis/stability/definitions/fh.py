"""Fraser-Hipel stability: sequential, or simultaneous with those who would leave too."""

from __future__ import annotations

import numpy as np

from zopa.analysis.stability.definitions._contract import DEFINITIONS, Bools, Engine, definition
from zopa.analysis.stability.definitions._together import answered_together


@definition(
    name="fh",
    title="Fraser-Hipel stability",
    words="every move it would gain by can be answered by moves that the others would gain by, one "
    "after the other, or at the same time by those who would leave as well",
    source="Fraser, Hipel (1984), Conflict Analysis: Models and Resolutions",
    option_form=True,
)
def fh(engine: Engine, party: int) -> Bools:
    """Return the states that are sequentially stable, or where all who would leave get in each other's way.

    A state that is sequentially unstable for several parties is looked at again: it is stable for a
    party whose every gain can be answered, at the same time, by gains of the others for whom it is
    unstable.

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
    sequential = DEFINITIONS["seq"].stable
    stays = np.array([sequential(engine, each) for each in range(len(engine.conflict.parties))])
    return np.asarray(stays[party] | answered_together(engine, party, ~stays))
