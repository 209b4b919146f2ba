"""A problem under many draws at once: the numbers that `Problem` has, for each draw."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Problem, rounding, tolerance, utility_range
from zopa.errors import LimitError
from zopa.kernels.batches import batch_sums, last_needed
from zopa.model import Draws, Utility, utilities

Floats = NDArray[np.float64]

COALITIONS = 5_000
"""Groups of parties that can carry a deal together, at most, in spaces too large to list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampled:
    """One party's utilities under some draws.

    A deal is worth ``constant`` plus one entry of every block's table.
    """

    tables: tuple[Floats, ...]
    """One for each block of the space, shape (draws, rows)."""
    constant: Floats
    """Shape (draws,)."""
    reservation: Floats
    """Shape (draws,)."""
    tolerance: Floats
    """Shape (draws,): share of the utility range of that draw within which §4 forgives."""
    slack: Floats
    """Shape (draws,): differences of utility up to this are rounding."""

    @property
    def offset(self) -> Floats:
        """What turns sums of rows into gains, shape (draws,)."""
        return self.constant - self.reservation

    def gains(self) -> Floats:
        """Return the gain of every deal of the space, shape (draws, deals)."""
        first, *others = self.tables
        return batch_sums([first + self.offset[:, None], *others])

    def allowance(self, *, strict: bool) -> Floats:
        """Return the gain from which a deal is acceptable (§4), shape (draws,)."""
        return self.tolerance if strict else -self.tolerance


def sampled(problem: Problem, utility: Utility) -> Sampled:
    """Return one party's utilities, given for some draws, on the deals of a problem."""
    tables = [utility.of_block(block, problem.case.issues) for block in problem.space.blocks]
    if utility.cap is not None:
        # A case with a cap is listed as one block, see `problem`.
        tables = [np.minimum(tables[0], (utility.cap - utility.constant)[:, None])]
    low = utility.constant + sum(table.min(axis=1) for table in tables)
    high = utility.constant + sum(table.max(axis=1) for table in tables)
    largest = np.abs(utility.constant) + sum(np.abs(table).max(axis=1) for table in tables)
    span = utility_range(low, high, utility.reservation)
    return Sampled(
        tables=tuple(tables),
        constant=utility.constant,
        reservation=utility.reservation,
        tolerance=tolerance(span, largest, utility.reservation),
        slack=rounding(low, high, largest),
    )


def all_sampled(problem: Problem, draws: Draws) -> list[Sampled]:
    """Return every party's utilities under some draws, in the order of ``problem.parties``."""
    return [sampled(problem, utility) for utility in utilities(problem.case, draws)]


def binding(problem: Problem) -> list[int]:
    """Return the places of the parties whose consent the acceptance rule names."""
    return np.flatnonzero(problem.vetoes).tolist()


def margins(problem: Problem, gains: Sequence[Floats]) -> Floats:
    """Return `Problem.margin` for gains that are kept party by party, each of one shape."""
    return last_needed(gains, problem.needed, binding(problem))


def coalitions(problem: Problem) -> list[tuple[int, ...]]:
    """Return the smallest groups of parties whose consent makes a deal.

    Raises
    ------
    LimitError
        When there are more than `COALITIONS`.
    """
    must = binding(problem)
    others = [place for place in range(len(problem.parties)) if place not in must]
    extra = problem.needed - len(must)
    number = math.comb(len(others), extra)
    if number > COALITIONS:
        msg = (
            f"{number:,} groups of parties could carry a deal of case '{problem.case.id}', more "
            f"than the {COALITIONS:,} that are tried in a space of {problem.space.legal:,} "
            "packages; ask about an option set with fewer packages"
        )
        raise LimitError(msg)
    return [tuple(sorted((*must, *some))) for some in itertools.combinations(others, extra)]
