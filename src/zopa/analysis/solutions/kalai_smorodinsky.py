"""The Kalai-Smorodinsky solution: equal shares of what each could gain at best."""

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
    name="kalai-smorodinsky",
    title="Kalai-Smorodinsky",
    chooses="the most even shares of what each party could gain at best",
    source=(
        "Kalai and Smorodinsky (1975), Other Solutions to Nash's Bargaining Problem, "
        "Econometrica 43(3), 513-518; on a list: lexicographic max-min"
    ),
    axioms=[
        Axiom.RATIONALITY,
        Axiom.EFFICIENCY,
        Axiom.SYMMETRY,
        Axiom.SCALE_INVARIANCE,
        Axiom.TRANSLATION_INVARIANCE,
    ],
)
def kalai_smorodinsky(problem: BargainingSet) -> Indices:
    """Return the deals whose smallest share of the best possible gain is largest.

    A party's share is its gain divided by its best gain among the rational deals; ties on the
    smallest share are broken by the second smallest, and so on (§6).

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
    Cost: O(n p log p).

    Examples
    --------
    The second deal gives 6/10 and 5/10 of what is possible, the others less to someone:

    >>> kalai_smorodinsky(BargainingSet.of([[10, 0], [6, 5], [3, 8], [0, 10]], [0, 0]))
    array([1])
    """
    rows = np.flatnonzero(problem.rational)
    return rows[equal_shares(problem.gains[rows], problem.slack)]
