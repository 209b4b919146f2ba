"""The Raiffa solution: concessions in small equal steps towards each party's best."""

from __future__ import annotations

import numpy as np

from zopa.analysis.solutions._contract import (
    Axiom,
    BargainingSet,
    Indices,
    equal_shares,
    solution,
)


@solution(
    name="raiffa",
    title="Raiffa",
    chooses="where small, equal concessions towards each party's best end",
    source=(
        "Raiffa (1953), Arbitration Schemes for Generalized Two-Person Games, in Contributions "
        "to the Theory of Games II, 361-387; the discrete solution, on a list"
    ),
    axioms=[
        Axiom.RATIONALITY,
        Axiom.EFFICIENCY,
        Axiom.SYMMETRY,
        Axiom.SCALE_INVARIANCE,
        Axiom.TRANSLATION_INVARIANCE,
    ],
)
def raiffa(problem: BargainingSet) -> Indices:
    """Return the deals at which step-by-step concessions end.

    The reference point starts at no deal.  For each party take the point where it gets its best
    among the deals that weakly dominate the reference point, and the others stay; the mean of
    these points is the next reference point, as long as some deal weakly dominates it.  From
    the last one the Kalai-Smorodinsky choice decides (§6).

    Parameters
    ----------
    problem
        ``n`` deals for ``p`` parties; weights are not used.

    Returns
    -------
    ndarray of int, shape (k,)
        Rows of ``problem.gains``, ascending; all ties; empty when no deal is rational.

    Notes
    -----
    Cost: O(n p) for each step; steps shrink geometrically.

    Examples
    --------
    Best gains are 10 and 10, so the first reference point is (5, 5); from there (6, 7) is the
    only deal that leaves nobody worse off:

    >>> raiffa(BargainingSet.of([[10, 0], [9, 4], [6, 7], [0, 10]], no_deal=[0, 0]))
    array([2])
    """
    rows: Indices = np.flatnonzero(problem.rational)
    if not len(rows):
        return rows
    reference = np.zeros(problem.gains.shape[1])
    while True:
        gains = problem.gains[rows]
        best = gains.max(axis=0)
        after = reference + (best - reference) / len(reference)
        above = (gains >= after - problem.slack).all(axis=1)
        settled = (after - reference <= problem.slack).all()
        if settled or not above.any():
            break
        reference, rows = after, rows[above]
        if (np.ptp(problem.gains[rows], axis=0) <= problem.slack).all():
            return rows
    return rows[equal_shares(problem.gains[rows] - reference, problem.slack)]
