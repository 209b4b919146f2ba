"""Fair lotteries over deals for two parties: the textbook solutions, exact on polygons.

Textbooks let parties agree on a lottery over deals, so that what they can reach is the convex
hull of the deals.  The solutions of `zopa.analysis.solutions` choose from the list itself; these
choose from the lotteries, and have names of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zopa.errors import QuestionError

Floats = NDArray[np.float64]
Pair = tuple[float, float]

SLACK = 1e-12
"""Differences up to this share of the size of the numbers are rounding."""
STEPS = 200
"""Steps of the Raiffa solution at most; each at least halves what is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lottery:
    """Chances of deals, and what they are worth on average."""

    utilities: Pair
    gains: Pair
    """Utility minus what each party has without a deal."""
    chances: Mapping[int, float]
    """Row of the list of deals -> its chance; one row or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FairLottery:
    """What one solution chooses among all lotteries."""

    name: str
    choices: tuple[Lottery, ...]
    """Empty where there is nothing to choose, see ``reason``; two where everything between them
    ties."""
    reason: str | None
    steps: tuple[Pair, ...] = ()
    """Gains at the reference points of the Raiffa solution, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edge:
    """The efficient edge of the lotteries that leave both at least as well off as no deal.

    ``k`` corners, in order: the first party's gains rise, the second's fall.
    """

    gains: Floats
    """Shape (k, 2)."""
    deals: tuple[Mapping[int, float], ...]
    """Chances of deals that make each corner."""
    no_deal: Floats
    slack: Floats
    """Shape (2,): gains closer than this are equal."""

    def at(self, corner: int, share: float) -> Lottery:
        """Return the lottery that lies ``share`` of the way from one corner to the next."""
        chances: dict[int, float] = {}
        after = min(corner + 1, len(self.deals) - 1)
        for deals, weight in ((self.deals[corner], 1 - share), (self.deals[after], share)):
            for deal, chance in deals.items():
                if weight * chance > 0:
                    chances[deal] = chances.get(deal, 0.0) + float(weight * chance)
        gains = (1 - share) * self.gains[corner] + share * self.gains[after]
        utilities = gains + self.no_deal
        return Lottery(
            utilities=(float(utilities[0]), float(utilities[1])),
            gains=(float(gains[0]), float(gains[1])),
            chances=chances,
        )

    def crossing(self, measure: Floats) -> Lottery:
        """Return where a measure that rises along the edge is 0, else its nearer end."""
        if measure[0] >= 0:
            return self.at(0, 0.0)
        if measure[-1] <= 0:
            return self.at(len(measure) - 1, 0.0)
        corner = int(np.flatnonzero(measure < 0)[-1])
        below, above = measure[corner], measure[corner + 1]
        return self.at(corner, float(below / (below - above)))


def _edge(points: ArrayLike, no_deal: ArrayLike) -> _Edge | None:
    """Return the efficient edge; ``None`` where no lottery suits both."""
    table = np.asarray(points, dtype=np.float64)
    breakdown = np.asarray(no_deal, dtype=np.float64)
    if table.ndim != 2 or table.shape[1] != 2 or breakdown.shape != (2,):
        msg = (
            f"utilities have shape {table.shape} and no_deal {breakdown.shape}; lotteries are "
            "solved for two parties, so give (deals, 2) and (2,)"
        )
        raise QuestionError(msg)
    if not (np.isfinite(table).all() and np.isfinite(breakdown).all()):
        msg = "utilities and no_deal must be finite numbers"
        raise QuestionError(msg)
    gains = table - breakdown
    size = np.abs(table).max(axis=0, initial=0.0) + np.abs(breakdown)
    slack = SLACK * np.maximum(size, np.finfo(float).tiny)
    corners = _corners(gains)
    kept = [({corner: 1.0}, gains[corner]) for corner in corners]
    for column, keep_after in ((0, True), (1, False)):
        kept = _cut(kept, column, float(slack[column]), from_start=keep_after)
    if not kept:
        return None
    return _Edge(
        gains=np.maximum(np.array([gain for _, gain in kept]), 0.0),
        deals=tuple(deals for deals, _ in kept),
        no_deal=breakdown,
        slack=slack,
    )


def _corners(gains: Floats) -> list[int]:
    """Return the rows that are corners of the efficient edge, first party's gain rising."""
    found: list[int] = []
    for row in np.lexsort((gains[:, 0], gains[:, 1]))[::-1].tolist():
        # From the second party's best downwards; whoever is not further right is dominated.
        if found and gains[row, 0] <= gains[found[-1], 0]:
            continue
        while len(found) > 1 and _turns_in(gains, found[-2], found[-1], row):
            found.pop()
        found.append(row)
    return found


def _turns_in(gains: Floats, first: int, middle: int, last: int) -> bool:
    """Return whether the middle row lies on or below the line between the others."""
    one, other = gains[middle] - gains[first], gains[last] - gains[first]
    return bool(one[0] * other[1] - one[1] * other[0] >= 0)


Corner = tuple[dict[int, float], Floats]


def _cut(corners: list[Corner], column: int, slack: float, *, from_start: bool) -> list[Corner]:
    """Return the part of the edge on which one party loses nothing."""
    path = corners if from_start else corners[::-1]
    good = [at for at, (_, gain) in enumerate(path) if gain[column] >= -slack]
    if not good:
        return []
    kept = path[good[0] :]
    if good[0] > 0:
        (before, low), (after, high) = path[good[0] - 1], path[good[0]]
        share = min(1.0, max(0.0, -low[column] / (high[column] - low[column])))
        mixed: dict[int, float] = {}
        for deals, weight in ((before, 1 - share), (after, share)):
            for deal, chance in deals.items():
                mixed[deal] = mixed.get(deal, 0.0) + weight * chance
        if share < 1:
            kept = [(mixed, (1 - share) * low + share * high), *kept]
    return kept if from_start else kept[::-1]


def _weights(weights: Pair) -> Floats:
    found = np.asarray(weights, dtype=np.float64)
    if found.shape != (2,) or not (np.isfinite(found) & (found > 0)).all():
        msg = "weights must be two positive numbers, one for each party"
        raise QuestionError(msg)
    return found


NO_LOTTERY = "no lottery over the deals leaves both parties at least as well off as no deal"
NO_GAIN = "no lottery over the deals leaves both parties better off than no deal"


def _answer(name: str, *choices: Lottery, steps: tuple[Pair, ...] = ()) -> FairLottery:
    return FairLottery(name=name, choices=choices, reason=None, steps=steps)


def _nothing(name: str, reason: str = NO_LOTTERY) -> FairLottery:
    return FairLottery(name=name, choices=(), reason=reason)


def nash_lottery(points: ArrayLike, no_deal: ArrayLike, weights: Pair = (1, 1)) -> FairLottery:
    """Return the lottery with the largest product of gains, each to the power of its weight.

    Parameters
    ----------
    points
        Utilities of the deals, shape (n, 2).
    no_deal
        What each party has without a deal, shape (2,).
    weights
        Unequal standing, as exponents.

    Returns
    -------
    FairLottery
        One choice; none where no lottery makes both strictly better off.

    Raises
    ------
    QuestionError
        When shapes do not fit, or something is not a finite (for weights, positive) number.

    Notes
    -----
    On each edge of the polygon the product has its maximum in closed form; the best edge wins.
    Source: Nash (1950), The Bargaining Problem, Econometrica 18(2), 155-162.  Cost: O(n log n).

    Examples
    --------
    >>> nash_lottery([(2, 0), (0, 1)], (0, 0)).choices[0].utilities
    (1.0, 0.5)
    >>> nash_lottery([(2, 0), (0, 1)], (0, 0)).choices[0].chances
    {1: 0.5, 0: 0.5}
    """
    name, power, edge = "nash-lottery", _weights(weights), _edge(points, no_deal)
    if edge is None:
        return _nothing(name)
    candidates = [edge.at(corner, 0.0) for corner in range(len(edge.gains))]
    for corner in range(len(edge.gains) - 1):
        start, step = edge.gains[corner], edge.gains[corner + 1] - edge.gains[corner]
        share = -(power[0] * step[0] * start[1] + power[1] * step[1] * start[0])
        share /= power.sum() * step[0] * step[1]
        if 0 < share < 1:
            candidates.append(edge.at(corner, float(share)))
    better = [lottery for lottery in candidates if (lottery.gains > edge.slack).all()]
    if not better:
        return _nothing(name, NO_GAIN)
    return _answer(name, max(better, key=lambda lottery: float(power @ np.log(lottery.gains))))


def kalai_smorodinsky_lottery(points: ArrayLike, no_deal: ArrayLike) -> FairLottery:
    """Return the lottery that gives both the same share of their best possible gain.

    The best possible gain of a party is its largest over lotteries that leave the other at
    least as well off as no deal.  Such a lottery is always efficient.

    Parameters
    ----------
    points, no_deal
        As for `nash_lottery`.

    Returns
    -------
    FairLottery
        One choice; none where no lottery suits both.

    Notes
    -----
    Source: Kalai and Smorodinsky (1975), Other Solutions to Nash's Bargaining Problem,
    Econometrica 43(3), 513-518.  Cost: O(n log n).

    Examples
    --------
    >>> found = kalai_smorodinsky_lottery([(0, 0), (0, 1), (1, 0.7), (1, 0)], (0, 0))
    >>> [round(13 * utility, 9) for utility in found.choices[0].utilities]
    [10.0, 10.0]
    """
    name, edge = "kalai-smorodinsky-lottery", _edge(points, no_deal)
    if edge is None:
        return _nothing(name)
    best = np.array([edge.gains[-1, 0], edge.gains[0, 1]])
    shares = edge.gains / np.where(best > edge.slack, best, 1.0)
    shares[:, best <= edge.slack] = 1.0
    return _answer(name, edge.crossing(shares[:, 0] - shares[:, 1]))


def egalitarian_lottery(
    points: ArrayLike, no_deal: ArrayLike, weights: Pair = (1, 1)
) -> FairLottery:
    """Return the lottery with the largest smallest gain, gains divided by the weights.

    Both gain the same (per weight) wherever the efficient lotteries allow it; else the one that
    gains least gets all it can, and the other what that leaves.

    Parameters
    ----------
    points, no_deal
        As for `nash_lottery`.
    weights
        Unequal standing, as divisors of the gains.

    Returns
    -------
    FairLottery
        One choice; none where no lottery suits both.

    Notes
    -----
    Source: Kalai (1977), Proportional Solutions to Bargaining Situations, Econometrica 45(7),
    1623-1630.  Cost: O(n log n).

    Examples
    --------
    >>> found = egalitarian_lottery([(2, 0), (0, 1)], (0, 0))
    >>> [round(utility, 6) for utility in found.choices[0].utilities]
    [0.666667, 0.666667]
    """
    name, divisor, edge = "egalitarian-lottery", _weights(weights), _edge(points, no_deal)
    if edge is None:
        return _nothing(name)
    gains = edge.gains / divisor
    return _answer(name, edge.crossing(gains[:, 0] - gains[:, 1]))


def utilitarian_lottery(
    points: ArrayLike, no_deal: ArrayLike, weights: Pair = (1, 1)
) -> FairLottery:
    """Return the lotteries with the largest weighted sum of utilities that suit both.

    Parameters
    ----------
    points, no_deal
        As for `nash_lottery`.
    weights
        Unequal standing, as factors.

    Returns
    -------
    FairLottery
        One choice, or two where everything between them has the same sum; none where no
        lottery suits both.

    Examples
    --------
    >>> utilitarian_lottery([(2, 0), (0, 1)], (0, 0)).choices[0].utilities
    (2.0, 0.0)
    >>> [found.utilities for found in utilitarian_lottery([(1, 0), (0, 1)], (0, 0)).choices]
    [(0.0, 1.0), (1.0, 0.0)]
    """
    name, factor, edge = "utilitarian-lottery", _weights(weights), _edge(points, no_deal)
    if edge is None:
        return _nothing(name)
    totals = edge.gains @ factor
    tied = np.flatnonzero(totals >= totals.max() - float(edge.slack @ factor))
    ends = dict.fromkeys((int(tied[0]), int(tied[-1])))
    return _answer(name, *(edge.at(corner, 0.0) for corner in ends))


def raiffa_lottery(points: ArrayLike, no_deal: ArrayLike) -> FairLottery:
    """Return the lottery at which small equal concessions towards each party's best end.

    The reference point starts at no deal.  Each step moves it halfway to where every party
    would have its best above it (Raiffa's discrete solution), until it is efficient.

    Parameters
    ----------
    points, no_deal
        As for `nash_lottery`.

    Returns
    -------
    FairLottery
        One choice, with the reference points in ``steps``; none where no lottery suits both.

    Notes
    -----
    Once both parties' best points lie on one side of the polygon the next step ends on it;
    towards a corner, steps at least halve the distance, down to rounding.  Source: Raiffa
    (1953), Arbitration Schemes for Generalized Two-Person Games, in Contributions to the Theory
    of Games II, 361-387.

    Examples
    --------
    >>> found = raiffa_lottery([(2, 0), (0, 1)], (0, 0))
    >>> found.choices[0].utilities, found.steps
    ((1.0, 0.5), ((1.0, 0.5),))
    """
    name, edge = "raiffa-lottery", _edge(points, no_deal)
    if edge is None:
        return _nothing(name)
    rising, falling = edge.gains[:, 0], edge.gains[:, 1]
    reference, steps = np.zeros(2), []
    for _ in range(STEPS):
        best = np.array(
            [
                np.interp(-reference[1], -falling, rising),
                np.interp(reference[0], rising, falling),
            ]
        )
        if (best - reference <= edge.slack).all():
            break
        reference = reference + (best - reference) / 2
        steps.append((float(reference[0]), float(reference[1])))
    return _answer(name, edge.crossing(rising - reference[0]), steps=tuple(steps))


LOTTERIES: Mapping[str, Callable[..., FairLottery]] = {
    "egalitarian-lottery": egalitarian_lottery,
    "kalai-smorodinsky-lottery": kalai_smorodinsky_lottery,
    "nash-lottery": nash_lottery,
    "raiffa-lottery": raiffa_lottery,
    "utilitarian-lottery": utilitarian_lottery,
}
"""The solutions on lotteries by name."""
