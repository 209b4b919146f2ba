"""The utilitarian solution: the largest sum of gains."""

from __future__ import annotations

import numpy as np

from zopa.analysis.solutions._contract import Axiom, BargainingSet, Indices, argmax_all, solution


@solution(
    name="utilitarian",
    title="Most in total",
    chooses="the largest sum of gains",
    source="Harsanyi (1955), Cardinal Welfare, Journal of Political Economy 63(4), 309-321",
    axioms=[
        Axiom.EFFICIENCY,
        Axiom.SYMMETRY,
        Axiom.TRANSLATION_INVARIANCE,
        Axiom.IIA,
    ],
    weighted=True,
    nothing="no deal passes the acceptance rule",
)
def utilitarian(problem: BargainingSet) -> Indices:
    """Return the deals of the zone that maximise the sum of the parties' gains.

    Under a quota a party that is not needed may lose (§5).  It adds gains of different parties,
    so it means something only where their scales do.

    Parameters
    ----------
    problem
        ``n`` deals for ``p`` parties; ``weights`` are factors of the gains.

    Returns
    -------
    ndarray of int, shape (k,)
        Rows of ``problem.gains``, ascending; all ties; empty when the zone is.

    Notes
    -----
    Cost: O(n p).

    Examples
    --------
    >>> utilitarian(BargainingSet.of([[10, 1], [4, 3], [3, 8]], no_deal=[0, 0]))
    array([0, 2])
    """
    rows = np.flatnonzero(problem.zone)
    return rows[argmax_all(problem.gains[rows] @ problem.weights, float(problem.slack.sum()))]
