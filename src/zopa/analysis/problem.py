"""A case under one option set, in numbers: what every question starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Deal
from zopa.errors import QuestionError
from zopa.kernels.merging import Chain, merge
from zopa.model import CENTRAL, Case, Draws, OptionSet, Rule, Space, Utility, space, utilities

Floats = NDArray[np.float64]

TOLERANCE = 1e-9
"""Acceptable means at least the reservation value less this share of the utility range (§4)."""
ROUNDING = 1e-12
"""Utilities closer than this share of the utility range are the same number (§7)."""
NOISE = 16 * float(np.finfo(np.float64).eps)
"""Rounding error of a sum, as a share of the numbers that are added."""
FRONTIER_LIMIT = 200_000
"""Points of a frontier for one or two parties, unless the user raises it ..."""
FRONTIER_LIMIT_MANY = 20_000
"""... and for more parties, where each point costs more."""


def utility_range(low: Floats, high: Floats, reservation: Floats) -> Floats:
    """Return utility ranges over deals and no deal; the size of the numbers where that is 0."""
    top, bottom = np.maximum(high, reservation), np.minimum(low, reservation)
    return _never_zero(top - bottom, top)


def _never_zero(span: Floats, high: Floats) -> Floats:
    size = np.maximum(np.abs(high), 1.0)
    return np.where(span > ROUNDING * size, span, size)


def rounding(low: Floats, high: Floats, largest: Floats) -> Floats:
    """Return the differences of utility that are rounding.

    A share of the range of *deals*, so that an extreme reservation value plays no role, and
    never less than the error of adding up numbers of size ``largest``.

    Examples
    --------
    >>> rounding(np.array([0.0]), np.array([100.0]), np.array([100.0]))
    array([1.e-10])
    """
    return np.maximum(ROUNDING * _never_zero(high - low, high), NOISE * largest)


def tolerance(span: Floats, largest: Floats, reservation: Floats) -> Floats:
    """Return by how much a deal may miss the reservation value and still be acceptable (§4)."""
    return np.maximum(TOLERANCE * span, NOISE * (largest + np.abs(reservation)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The legal deals of a case and what they are worth, block by block.

    ``p`` parties with preferences, in case order.  A deal takes one row of every block; its
    utility is ``constant`` plus the rows' sum.
    """

    case: Case
    space: Space
    parties: tuple[str, ...]
    utilities: tuple[Utility, ...]
    blocks: tuple[Floats, ...]
    """One table for each block of the space, shape (rows, p)."""
    constant: Floats
    """Shape (p,)."""
    reservation: Floats
    """Shape (p,)."""
    lowest: Floats
    highest: Floats
    """Shape (p,): worst and best legal deal of each party."""
    largest: Floats
    """Shape (p,): size of the numbers that are added up, for their rounding error."""
    strict: bool
    """Whether acceptable means more than the reservation value (§4)."""

    @property
    def span(self) -> Floats:
        """Each party's utility range over legal deals and no deal, shape (p,), never 0."""
        return utility_range(self.lowest, self.highest, self.reservation)

    @property
    def slack(self) -> Floats:
        """Differences of utility up to this are rounding, shape (p,)."""
        return rounding(self.lowest, self.highest, self.largest)

    @property
    def threshold(self) -> Floats:
        """Utility from which a deal is acceptable to each party, shape (p,)."""
        within = tolerance(self.span, self.largest, self.reservation)
        return self.reservation + within if self.strict else self.reservation - within

    @property
    def needed(self) -> int:
        """How many parties must accept."""
        return self.case.acceptance.needed(len(self.parties))

    @property
    def vetoes(self) -> NDArray[np.bool_]:
        """Which parties must be among them, shape (p,)."""
        return np.array([party in self.case.acceptance.including for party in self.parties])

    @property
    def is_unanimous(self) -> bool:
        """Whether every party with preferences must accept."""
        return self.needed == len(self.parties)

    def values(self, sums: Floats) -> Floats:
        """Return utilities for sums of block rows, shape (..., p)."""
        return sums + self.constant

    def passes(self, values: Floats) -> NDArray[np.bool_]:
        """Return which deals the acceptance rule passes, for utilities of shape (..., p)."""
        return self.consent(values >= self.threshold)

    def consent(self, accepts: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return where the acceptance rule passes, given who accepts, shape (..., p)."""
        if self.is_unanimous:
            return np.asarray(accepts.all(axis=-1))
        enough = accepts.sum(axis=-1) >= self.needed
        return np.asarray(enough & (accepts | ~self.vetoes).all(axis=-1))

    def margin(self, gains: Floats) -> Floats:
        """Return the smallest gain that the acceptance rule needs, for gains of shape (..., p).

        A deal passes where this is at least 0: under unanimity the smallest gain, under a quota
        the gain of the last party needed.
        """
        if self.is_unanimous:
            return np.asarray(gains.min(axis=-1))
        ordered = np.sort(gains, axis=-1)
        last = ordered[..., gains.shape[-1] - self.needed]
        if self.vetoes.any():
            last = np.minimum(last, gains[..., self.vetoes].min(axis=-1))
        return np.asarray(last)

    def deal(self, rows: Sequence[int]) -> Deal:
        """Return the deal that takes these rows, one for every block."""
        sums = sum((block[row] for block, row in zip(self.blocks, rows, strict=True)), start=0.0)
        values = self.values(np.asarray(sums))
        gains = values - self.reservation
        return Deal(
            package=self.space.package(rows),
            utilities=dict(zip(self.parties, values.tolist(), strict=True)),
            gains=dict(zip(self.parties, gains.tolist(), strict=True)),
        )


def problem(
    case: Case,
    option_set: str | OptionSet = "all",
    *,
    strict: bool = False,
    rules: Iterable[Rule] | None = None,
    fixed: Mapping[str, int] | None = None,
    draws: Draws = CENTRAL,
) -> Problem:
    """Return a case under one option set in numbers, every uncertain one at its central value.

    Parameters
    ----------
    case, option_set, rules, fixed
        See `zopa.model.space`.
    strict
        Whether acceptable means more than the reservation value instead of at least.
    draws
        One draw of the uncertain numbers, instead of their central values.

    Raises
    ------
    QuestionError
        When no party has preferences, or some party has an order of states instead of scores.
    """
    if case.orders:
        msg = (
            f"party '{next(iter(case.orders))}' puts states in order instead of scoring packages; "
            "this question needs scores (zopa stability works with an order)"
        )
        raise QuestionError(msg)
    if not case.preferences:
        msg = f"case '{case.id}' has no preferences; give at least one party scores or a table"
        raise QuestionError(msg)
    parties = utilities(case, draws)
    capped = any(party.cap is not None for party in parties)
    deals = space(case, option_set, rules=rules, fixed=fixed, joined=capped)
    blocks = tuple(
        np.stack([party.of_block(block, case.issues)[0] for party in parties], axis=1)
        for block in deals.blocks
    )
    constant = np.array([party.constant[0] for party in parties])
    if capped:
        cap = np.array([np.inf if party.cap is None else party.cap for party in parties])
        blocks = (np.minimum(blocks[0], cap - constant),)
    low = constant + sum(block.min(axis=0) for block in blocks)
    high = constant + sum(block.max(axis=0) for block in blocks)
    return Problem(
        case=case,
        space=deals,
        parties=tuple(party.party for party in parties),
        utilities=parties,
        blocks=blocks,
        constant=constant,
        reservation=np.array([party.reservation[0] for party in parties]),
        lowest=low,
        highest=high,
        largest=np.abs(constant) + sum(np.abs(block).max(axis=0) for block in blocks),
        strict=strict,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The efficient deals of a problem (§7)."""

    problem: Problem
    chain: Chain

    @property
    def values(self) -> Floats:
        """Utilities of the points, shape (k, p), first party descending."""
        return self.problem.values(self.chain.points)

    @property
    def gains(self) -> Floats:
        """Gains of the points, shape (k, p)."""
        return self.values - self.problem.reservation

    @property
    def counts(self) -> list[int]:
        """How many packages lie on each point, as exact integers."""
        return [int(count) for count in self.chain.counts]


def frontier(problem: Problem, limit: int | None = None) -> Frontier:
    """Return the exact efficient frontier, block by block.

    Parameters
    ----------
    problem
        The case in numbers.
    limit
        Points that it may have on the way; `FRONTIER_LIMIT` or `FRONTIER_LIMIT_MANY` when left
        out.

    Raises
    ------
    LimitError
        When it has more than ``limit`` points on the way.
    """
    most = frontier_limit(len(problem.parties)) if limit is None else limit
    return Frontier(problem=problem, chain=merge(problem.blocks, problem.slack, most))


def frontier_limit(parties: int) -> int:
    """Return how many points a frontier may have unless the user raises it.

    Examples
    --------
    >>> frontier_limit(2), frontier_limit(3)
    (200000, 20000)
    """
    return FRONTIER_LIMIT if parties <= 2 else FRONTIER_LIMIT_MANY
