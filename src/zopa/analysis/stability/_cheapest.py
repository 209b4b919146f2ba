"""The least change of a party's preferences that makes a state stable for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from zopa.analysis.stability._demands import Demand
from zopa.analysis.stability.conflict import Ints

EXACT = 60
"""States ranked above the wanted one, for the least number of swaps by integer programming."""
TRIALS = 2_000
"""Orders of statements that are tried at most."""

Met = Callable[[Collection[int]], bool]


def met(found: Sequence[Demand]) -> Met:
    """Return whether a set of states that a party likes better meets all demands."""
    return lambda better: all(demand.met(better) for demand in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swaps:
    """States that a wanted one would have to pass in a ranking."""

    passed: tuple[int, ...]
    """Ascending."""
    count: int
    """Pairs of states that change their order."""
    exact: bool
    """Whether fewer cannot do; else it is a bound."""


def fewest_swaps(found: Sequence[Demand], ranks: Ints, state: int) -> Swaps:
    """Return the fewest pairs of neighbours to swap in a ranking that make a state stable.

    Ranking fewer states above the wanted one never hurts.  So some states have to go below it (or
    beside it); each costs one swap with it, and one with each state between them that stays above.

    Parameters
    ----------
    found
        The demands on the ranking.
    ranks
        How much the party likes each state, shape (m,).
    state
        The wanted state.

    Notes
    -----
    A hitting-set problem, so hard in general: solved by integer programming for up to `EXACT`
    states above the wanted one; beyond, the wanted state is moved up until it is stable, or the
    gains are moved down one by one, whatever is less.
    """
    better = np.flatnonzero(ranks > ranks[state])
    above = [int(q) for q in better[np.argsort(ranks[better], kind="stable")]]
    if met(found)(set(above)):
        return Swaps(passed=(), count=0, exact=True)
    exact = len(above) <= EXACT
    passed = _programmed(found, ranks, above) if exact else _bound(found, ranks, above)
    return Swaps(passed=tuple(sorted(passed)), count=_swaps(ranks, above, passed), exact=exact)


def _swaps(ranks: Ints, above: Sequence[int], passed: Collection[int]) -> int:
    kept = [q for q in above if q not in passed]
    return len(passed) + sum(int(ranks[y] > ranks[x]) for x in kept for y in passed)


def _bound(found: Sequence[Demand], ranks: Ints, above: Sequence[int]) -> set[int]:
    holds = met(found)
    up: set[int] = set()
    for state in above:
        up.add(state)
        if holds(set(above) - up):
            break
    down = {demand.gain for demand in found if not demand.met(set(above))}
    return min((up, down), key=lambda passed: _swaps(ranks, above, passed))


def _programmed(found: Sequence[Demand], ranks: Ints, above: Sequence[int]) -> set[int]:
    """Return the states to pass by integer programming.

    One variable for each state above (passed or not), for each pair of them (the upper passed, the
    lower kept) and for each answer (all of it passed).
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    place = {state: at for at, state in enumerate(above)}
    pairs = [(x, y) for x in above for y in above if ranks[y] > ranks[x]]
    rows: list[dict[int, float]] = []
    lows: list[float] = []
    count = len(above)
    for x, y in pairs:  # pair >= passed(y) - passed(x)
        rows.append({count: 1.0, place[y]: -1.0, place[x]: 1.0})
        lows.append(0.0)
        count += 1
    inside = set(above)
    for demand in found:
        if demand.met(inside):
            continue
        one_of = {place[demand.gain]: 1.0}
        for answer in demand.answers:
            for state in sorted(answer & inside):  # passed(state) >= answer
                rows.append({place[state]: 1.0, count: -1.0})
                lows.append(0.0)
            one_of[count] = 1.0
            count += 1
        rows.append(one_of)
        lows.append(1.0)
    cost = np.zeros(count)
    cost[: len(above) + len(pairs)] = 1.0
    matrix = _sparse(rows, count)
    done = milp(
        cost,
        constraints=LinearConstraint(matrix, lb=np.array(lows)),
        integrality=np.ones(count),
        bounds=Bounds(0, 1),
    )
    return {state for state in above if done.x[place[state]] > 0.5}  # noqa: PLR2004 - 0 or 1


def _sparse(rows: Sequence[dict[int, float]], count: int) -> object:
    from scipy.sparse import csr_matrix

    ends = [0, *accumulate(len(row) for row in rows)]
    data = [value for row in rows for value in row.values()]
    columns = [at for row in rows for at in row]
    return csr_matrix((data, columns, ends), shape=(len(rows), count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change of an order of statements."""

    statement: int
    """Its place before any change."""
    to: int | None
    """Its new place; ``None`` where it is dropped."""


def fewest_edits(
    count: int, works: Callable[[tuple[int, ...]], bool], trials: int = TRIALS
) -> tuple[Edit, ...] | None:
    """Return the fewest statements to move or drop so that an order of them works.

    Parameters
    ----------
    count
        Statements, in falling priority.
    works
        Whether an order of some of them does.
    trials
        Orders that are tried at most.

    Returns
    -------
    tuple or None
        The changes, one after the other; ``None`` where none of the orders tried does.

    Examples
    --------
    >>> fewest_edits(3, lambda order: order[:1] == (2,))
    (Edit(statement=2, to=0),)
    """
    start = tuple(range(count))
    known: dict[tuple[int, ...], tuple[Edit, ...]] = {start: ()}
    frontier = [start]
    while frontier:
        fresh = []
        for order in frontier:
            for edit in _edits(order):
                changed = _edited(order, edit)
                if changed in known:
                    continue
                known[changed] = (*known[order], edit)
                if works(changed):
                    return known[changed]
                if len(known) > trials:
                    return None
                fresh.append(changed)
        frontier = fresh
    return None


def _edits(order: tuple[int, ...]) -> list[Edit]:
    """Return all single changes: moves first, then drops."""
    moves = [
        Edit(statement=statement, to=to)
        for at, statement in enumerate(order)
        for to in range(len(order))
        if to != at
    ]
    drops = [Edit(statement=statement, to=None) for statement in order]
    return [*moves, *(drops if len(order) > 1 else [])]


def _edited(order: tuple[int, ...], edit: Edit) -> tuple[int, ...]:
    left = [statement for statement in order if statement != edit.statement]
    if edit.to is not None:
        left.insert(edit.to, edit.statement)
    return tuple(left)


def least_raise(
    holds: Met, excess: np.ndarray[tuple[int], np.dtype[np.float64]], moved: Ints
) -> float | None:
    """Return by how much a state must gain on others to be stable, or ``None`` if that is not enough.

    Parameters
    ----------
    holds
        Whether a set of states that the party likes better is fine.
    excess
        Shape (m,): by how much each state is worth more than the wanted one; 0 or less for states
        that the party does not like better.
    moved
        States on which the wanted one gains; the others keep their distance.

    Examples
    --------
    >>> least_raise(lambda better: 1 not in better, np.array([0.0, 3.0, 5.0]), np.array([1, 2]))
    3.0
    """
    better = np.flatnonzero(excess > 0)
    gains = np.intersect1d(better, moved)
    sizes = np.unique(excess[gains]).tolist()

    def enough(size: float) -> bool:
        left = set(better.tolist()) - set(gains[excess[gains] <= size].tolist())
        return holds(left)

    if not sizes or not enough(sizes[-1]):
        return None
    low, high = 0, len(sizes) - 1
    while low < high:
        middle = (low + high) // 2
        if enough(sizes[middle]):
            high = middle
        else:
            low = middle + 1
    return float(sizes[low])
