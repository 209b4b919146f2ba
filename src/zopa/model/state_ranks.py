"""How much each party likes each state of a case, as ranks: whatever its preferences are like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zopa.errors import CaseError
from zopa.model.case import Case
from zopa.model.preferences import CENTRAL, Draws, OrdinalPreference, Ranking
from zopa.model.space import Utility, utilities
from zopa.model.state_space import Bools, Ints, StateSpace

ALIKE = 1e-9
"""A party is indifferent between states that differ by less than this share of the range of its
utilities over all states."""
NOISE = 16 * float(np.finfo(np.float64).eps)
"""Rounding error of a sum, as a share of the numbers that are added."""


def ranks(case: Case, space: StateSpace, draws: Draws = CENTRAL) -> dict[str, Ints]:
    """Return how much each party likes each state: party -> shape (draws, m), more is better.

    Parties with scores or a table come first in case order, then those with an order of states.
    Ranks are whole numbers from 0 up without gaps, equal where the party is indifferent: where
    utilities differ by less than `ALIKE` of their range.  An order has no doubt, so all its rows
    are the same.

    Raises
    ------
    CaseError
        When an order leaves out a state, or it is open where a merged state stands.
    """
    found = {}
    for utility in utilities(case, draws) if case.preferences else ():
        found[utility.party] = _by_utility(space, utility)
    for party, order in case.orders.items():
        found[party] = np.repeat(of_order(space, order)[None], draws.count, axis=0)
    return found


def _by_utility(space: StateSpace, utility: Utility) -> Ints:
    values = utility.of_states(space.columns())
    size = np.abs(utility.constant) + sum(
        np.nan_to_num(np.abs(f.table)).reshape(len(f.table), -1).max(axis=1)
        for f in utility.factors
    )
    graded = grades(values, np.asarray(size))
    return _merge(space, utility.party, graded)


def grades(values: NDArray[np.float64], size: NDArray[np.float64]) -> Ints:
    """Return whole numbers in the order of ``values``, row by row, equal for nearly equal ones.

    Parameters
    ----------
    values
        Shape (draws, states).
    size
        Shape (draws,): size of the numbers that were added up, for their rounding error.

    Examples
    --------
    >>> grades(np.array([[3.0, 1.0, 3.0 + 1e-12, 2.0]]), np.array([3.0]))
    array([[2, 0, 2, 1]])
    """
    order = np.argsort(values, axis=1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=1)
    near = np.maximum(ALIKE * (ordered[:, -1] - ordered[:, 0]), NOISE * size)
    steps = np.zeros(values.shape, dtype=np.int64)
    np.cumsum(np.diff(ordered, axis=1) > near[:, None], axis=1, out=steps[:, 1:])
    found = np.empty_like(steps)
    np.put_along_axis(found, order, steps, axis=1)
    return found


def of_order(space: StateSpace, order: OrdinalPreference) -> Ints:
    """Return how much a party with an order likes each state, shape (m,)."""
    if isinstance(order, Ranking):
        return np.asarray(order.ranks(space.table()))
    graded = np.asarray(order.ranks(space.cell_table()))
    return np.asarray(_merge(space, order.party, graded[None])[0])


def _merge(space: StateSpace, party: str, graded: Ints) -> Ints:
    """Return the ranks of states from those of cells, shape (draws, m)."""
    if not space.merged:
        return graded
    for merged, state in zip(space.merged, space.merged_at, strict=True):
        if merged.counts_as is None and not _together(graded, space.state_of == state):
            msg = (
                f"states: party '{party}' does not rank the merged state '{merged.id}' alike "
                "everywhere in it, and ranks others in between; add 'counts_as' with the one of "
                "its states that stands for all"
            )
            raise CaseError(msg)
    found = graded[:, space.cell_of]
    dense = [np.unique(row, return_inverse=True)[1] for row in found]
    return np.array(dense, dtype=np.int64)


def _together(graded: Ints, inside: Bools) -> bool:
    """Return whether no state outside is ranked among those inside, unless those are all equal."""
    low, high = graded[:, inside].min(axis=1), graded[:, inside].max(axis=1)
    others = graded[:, ~inside]
    between = ((others >= low[:, None]) & (others <= high[:, None])).any(axis=1)
    return bool((~between | (low == high)).all())
