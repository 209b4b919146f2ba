"""The Nash solution: the largest product of gains."""

from __future__ import annotations

import numpy as np

from zopa.analysis.solutions._contract import (
    Axiom,
    BargainingSet,
    Indices,
    solution,
)


@solution(
    name="nash",
    title="Nash",
    chooses="the largest product of gains",
    source="Nash (1950), The Bargaining Problem, Econometrica 18(2), 155-162",
    axioms=[
        Axiom.RATIONALITY,
        Axiom.EFFICIENCY,
        Axiom.SYMMETRY,
        Axiom.SCALE_INVARIANCE,
        Axiom.TRANSLATION_INVARIANCE,
        Axiom.IIA,
    ],
    weighted=True,
    nothing="no deal makes every party strictly better off than no deal",
)
def nash(problem: BargainingSet) -> Indices:
    """Return the deals that maximise the product of the parties' gains.

    Only deals that leave *every* party strictly above its reservation value compete: where
    someone gains nothing the product is zero and says nothing.

    Parameters
    ----------
    problem
        ``n`` deals for ``p`` parties; ``weights`` are exponents of the gains.

    Returns
    -------
    ndarray of int, shape (k,)
        Rows of ``problem.gains``, ascending.  Ties are all returned; ``k == 0`` when no deal
        makes everyone strictly better off.

    Notes
    -----
    Sums of logarithms are compared instead of products, so many parties or very small units
    cannot underflow.  Near the best, logarithms of *ratios* are compared, which keeps close
    products apart; deals tie where rounding of the gains could swap them.  Cost: O(n p).

    Examples
    --------
    >>> nash(BargainingSet.of([[0, 10], [4, 6], [5, 5], [10, 0]], no_deal=[0, 0]))
    array([2])

    A deal that both would refuse never wins, though the product of two losses is positive:

    >>> nash(BargainingSet.of([[0.1, 0.1], [0.85, 0.85]], no_deal=[0.8, 0.8]))
    array([1])
    """
    better_for_all = np.flatnonzero((problem.gains > problem.slack).all(axis=1))
    if not len(better_for_all):
        return better_for_all
    gains = problem.gains[better_for_all]
    best = int((np.log(gains) @ problem.weights).argmax())
    for _ in range(2):
        ahead = np.log1p((gains - gains[best]) / gains[best]) @ problem.weights
        best = int(ahead.argmax())
    ahead = np.log1p((gains - gains[best]) / gains[best]) @ problem.weights
    doubt = (problem.slack / gains + problem.slack / gains[best]) @ problem.weights
    return np.asarray(better_for_all[ahead >= -doubt])
