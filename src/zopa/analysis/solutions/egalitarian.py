"""The egalitarian solution: equal gains."""

from __future__ import annotations

import numpy as np

from zopa.analysis.solutions._contract import Axiom, BargainingSet, Indices, leximin, solution


@solution(
    name="egalitarian",
    title="Egalitarian",
    chooses="the largest gain of whoever gains least",
    source=(
        "Kalai (1977), Proportional Solutions to Bargaining Situations, Econometrica 45(7), "
        "1623-1630; on a list: lexicographic max-min"
    ),
    axioms=[
        Axiom.RATIONALITY,
        Axiom.EFFICIENCY,
        Axiom.SYMMETRY,
        Axiom.TRANSLATION_INVARIANCE,
        Axiom.IIA,
    ],
    weighted=True,
)
def egalitarian(problem: BargainingSet) -> Indices:
    """Return the deals whose smallest gain is largest.

    Ties on the smallest gain are broken by the second smallest, and so on (§6).  It compares
    gains of different parties, so it means something only where their scales do.

    Parameters
    ----------
    problem
        ``n`` deals for ``p`` parties; gains are divided by ``weights``.

    Returns
    -------
    ndarray of int, shape (k,)
        Rows of ``problem.gains``, ascending; all ties; empty when no deal is rational.

    Notes
    -----
    Cost: O(n p log p).

    Examples
    --------
    >>> egalitarian(BargainingSet.of([[10, 1], [4, 3], [3, 8]], no_deal=[0, 0]))
    array([2])
    >>> egalitarian(BargainingSet.of([[10, 1], [4, 3], [3, 8]], [0, 0], weights=[4, 1]))
    array([1])
    """
    rows = np.flatnonzero(problem.rational)
    gains = problem.gains[rows] / problem.weights
    return rows[leximin(gains, problem.slack / problem.weights)]
