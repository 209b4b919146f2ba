"""What a solution concept must be: a choice from a set of gains, with declared axioms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zopa.errors import QuestionError
from zopa.registry import Registry

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]


class Axiom(StrEnum):
    """Promises that a solution concept can make; each is tested for each concept."""

    RATIONALITY = "leaves nobody worse off than no deal"
    EFFICIENCY = "leaves nothing on the table"
    SYMMETRY = "treats the parties alike"
    SCALE_INVARIANCE = "does not depend on the unit in which a party measures"
    TRANSLATION_INVARIANCE = "does not depend on where a party's scale starts"
    IIA = "does not depend on deals that are not chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainingSet:
    """Deals to choose from, as gains over no deal.

    ``n`` deals for ``p`` parties; gains are on each party's own utility scale, more is better.
    """

    gains: Floats
    """Shape (n, p)."""
    rational: NDArray[np.bool_]
    """Shape (n,): deals that leave every party a gain of at least 0 (within tolerance)."""
    zone: NDArray[np.bool_]
    """Shape (n,): deals that the acceptance rule passes."""
    slack: Floats
    """Shape (p,): gains closer than this are equal."""
    weights: Floats
    """Shape (p,): unequal standing; 1 for all unless asked for."""

    @classmethod
    def of(
        cls,
        utilities: ArrayLike,
        no_deal: ArrayLike,
        weights: ArrayLike | None = None,
    ) -> BargainingSet:
        """Return a set from utilities and reservation values, all parties needed.

        Raises
        ------
        QuestionError
            When shapes do not fit, or something is not a finite number.

        Examples
        --------
        >>> BargainingSet.of([[0, 10], [4, 6]], no_deal=[1, 1]).rational
        array([False,  True])
        """
        table = np.asarray(utilities, dtype=np.float64)
        breakdown = np.asarray(no_deal, dtype=np.float64)
        if table.ndim != 2 or breakdown.shape != (table.shape[1],):
            msg = (
                f"utilities have shape {table.shape} and no_deal {breakdown.shape}; "
                "they must be (deals, parties) and (parties,)"
            )
            raise QuestionError(msg)
        if not (np.isfinite(table).all() and np.isfinite(breakdown).all()):
            msg = "utilities and no_deal must be finite numbers"
            raise QuestionError(msg)
        gains = table - breakdown
        tiny = np.finfo(float).tiny
        scale = np.maximum(np.abs(gains).max(axis=0, initial=0.0), tiny)
        rational = (gains >= -1e-9 * scale).all(axis=1)
        span = np.ptp(table, axis=0) if len(table) else scale
        noise = 16 * np.finfo(float).eps * np.abs(table).max(axis=0, initial=0.0)
        return cls(
            gains=gains,
            rational=rational,
            zone=rational,
            slack=np.maximum(np.maximum(1e-12 * span, noise), tiny),
            weights=standing(weights, table.shape[1]),
        )


def standing(weights: ArrayLike | None, parties: int) -> Floats:
    """Return the weights of unequal standing, shape (p,); all 1 where none are given."""
    if weights is None:
        return np.ones(parties)
    found = np.asarray(weights, dtype=np.float64)
    if found.shape != (parties,) or not (np.isfinite(found) & (found > 0)).all():
        msg = f"weights must be {parties} positive numbers, one for each party"
        raise QuestionError(msg)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A solution concept."""

    name: str
    title: str
    chooses: str
    """What it chooses, as a plain clause."""
    source: str
    axioms: frozenset[Axiom]
    """Hold with equal weights; symmetry needs them."""
    weighted: bool
    """Whether it takes weights for unequal standing."""
    choose: Callable[[BargainingSet], Indices]
    nothing: str
    """Why it may have nothing to choose, as the end of a sentence."""


SOLUTIONS: Registry[Solution] = Registry("solution", package="zopa.analysis.solutions")
"""All solution concepts by name."""

Choice = Callable[[BargainingSet], Indices]


def solution(
    *,
    name: str,
    title: str,
    chooses: str,
    source: str,
    axioms: Sequence[Axiom],
    weighted: bool = False,
    nothing: str = "no deal leaves every party at least as well off as no deal",
) -> Callable[[Choice], Choice]:
    """Register a solution concept."""

    def register(choose: Choice) -> Choice:
        SOLUTIONS.add(
            name,
            Solution(
                name=name,
                title=title,
                chooses=chooses,
                source=source,
                axioms=frozenset(axioms),
                weighted=weighted,
                choose=choose,
                nothing=nothing,
            ),
        )
        return choose

    return register


def argmax_all(values: Floats, tolerance: float) -> Indices:
    """Return all places of the largest value, ascending; empty for no values.

    Examples
    --------
    >>> argmax_all(np.array([1.0, 3.0, 3.0]), 1e-12)
    array([1, 2])
    """
    if not len(values):
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(values >= values.max() - tolerance)


def leximin(values: Floats, tolerance: Floats) -> Indices:
    """Return the rows whose smallest entry is largest, then the second smallest, and so on.

    ``tolerance``, shape (p,), says up to what difference entries of each column are equal.

    Examples
    --------
    >>> leximin(np.array([[1.0, 5.0], [4.0, 1.0], [0.0, 9.0]]), np.full(2, 1e-12))
    array([0])
    """
    rows = np.arange(len(values))
    order = np.argsort(values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    allowed = tolerance[order]
    for column in range(values.shape[1]):
        entries, slack = ordered[rows, column], allowed[rows, column]
        best = int(entries.argmax()) if len(entries) else 0
        rows = rows[entries + slack >= entries[best] - slack[best]] if len(rows) else rows
    return rows


def equal_shares(gains: Floats, slack: Floats) -> Indices:
    """Return the rows of ``gains`` (all rational) with the lexicographically largest shares.

    Where a party can gain nothing at all, its share counts as 1 everywhere.
    """
    if not len(gains):
        return np.empty(0, dtype=np.int64)
    best = gains.max(axis=0)
    can_gain = best > slack
    shares = np.where(can_gain, gains / np.where(can_gain, best, 1.0), 1.0)
    return leximin(shares, np.where(can_gain, slack / np.where(can_gain, best, 1.0), 0.0))
