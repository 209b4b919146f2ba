"""The inverse question equals brute force: all rankings, all swaps, all orders of statements."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest

from conflicts import plain_of, random_graph
from oracle.plain_stability import Plain, stable
from zopa.analysis.stability import CORE, Conflict
from zopa.analysis.stability._cheapest import EXACT, fewest_edits, fewest_swaps, met
from zopa.analysis.stability._demands import Answers, Demand, Listing, _knot, chance, demands


def rankings(model: Plain, party: int) -> Iterator[Plain]:
    """Yield the model with every strict ranking of one party."""
    for ranks in permutations(model.states):
        changed = [list(ranks) if at == party else row for at, row in enumerate(model.ranks)]
        yield Plain(arcs=model.arcs, ranks=changed)


@pytest.mark.parametrize("seed", range(12))
def test_the_count_of_rankings_is_that_of_all_rankings(seed: int) -> None:
    """Every strict ranking of one party is tried, the others' orders stay (also with ties).

    So the last gain does not decide for all (an error of the field's open solver): a state is
    stable only if every gain is answered, by chains of all others, and equal is an answer.
    """
    rng = np.random.default_rng(seed)
    states = int(rng.integers(3, 6))
    conflict = random_graph(rng, states, int(rng.integers(2, 4)), density=0.4)
    model, answers = plain_of(conflict), Answers(conflict)
    for name in CORE:
        hits = [0] * states
        for changed in rankings(model, 0):
            for state in range(states):
                hits[state] += stable(changed, name, 0, state)
        for state, wanted in enumerate(hits):
            share, count = chance(demands(answers, state, 0, name), states)
            assert count == wanted
            assert share == pytest.approx(wanted / math.factorial(states), abs=1e-12)


@pytest.mark.parametrize("seed", range(30))
def test_demands_are_met_when_and_only_when_the_state_is_stable(seed: int) -> None:
    """For any preferences of the party, ties included."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, int(rng.integers(4, 8)), int(rng.integers(2, 5)))
    model, answers = plain_of(conflict), Answers(conflict)
    for name in CORE:
        for state in range(conflict.states):
            found = demands(answers, state, 0, name)
            better = {q for q in model.states if model.ranks[0][q] > model.ranks[0][state]}
            assert met(found)(better) == stable(model, name, 0, state)


@pytest.mark.parametrize("seed", range(20))
def test_states_that_fall_into_groups_are_counted_group_by_group(seed: int) -> None:
    """Gains that the same answers hold back, answers about several states, some of them shared."""
    rng = np.random.default_rng(seed)
    names = iter(range(20))
    groups = [frozenset(next(names) for _ in range(rng.integers(1, 4))) for _ in range(5)]
    found = [
        Demand(gain=gain, answers=(groups[answer], groups[4]), ends=())
        for gains, answer in ((0, 2), (1, 2), (1, 3))
        for gain in sorted(groups[gains])
    ]
    about = sorted({d.gain for d in found}.union(*(a for d in found for a in d.answers)))
    counts = [0] * (len(about) + 1)
    for bits in range(1 << len(about)):
        chosen = {state for at, state in enumerate(about) if bits >> at & 1}
        counts[len(chosen)] += met(found)(chosen)
    knot = _knot(found)
    listed = Listing(sizes=tuple(counts))
    above = np.linspace(0, 1, 7)
    assert knot is not None
    assert knot.counts() == counts
    np.testing.assert_allclose(knot.chance(above), listed.chance(above), atol=1e-12)


def test_large_knots_are_counted_where_they_fall_into_groups() -> None:
    """One gain, held back by any of a hundred answers; two gains with a shared answer are not.

    By hand: of 102 states in random order (the gain, its answers, the state itself) all but the
    orders with the state itself last meet the demand.
    """
    many = tuple(frozenset({answer}) for answer in range(2, 102))
    one = Demand(gain=1, answers=many, ends=())
    share, count = chance([one], 103)
    assert count is None
    assert share == pytest.approx(1 - 1 / 102)
    tied = [one, Demand(gain=0, answers=(frozenset({2, 3}),), ends=())]
    assert chance(tied, 103) == (None, None)


def distance(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return how many pairs of states change their order, each from worst to best."""
    place = {state: at for at, state in enumerate(other)}
    return sum(
        place[one[a]] > place[one[b]] for a in range(len(one)) for b in range(a + 1, len(one))
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_fewest_swaps_are_those_of_the_nearest_ranking(seed: int) -> None:
    """Of all rankings that make the state stable, the one with the fewest reversed pairs."""
    rng = np.random.default_rng(seed)
    conflict = random_graph(rng, 5, int(rng.integers(2, 4)), density=0.5)
    ranks = rng.permutation(5)
    start = tuple(np.argsort(ranks).tolist())
    conflict = Conflict(
        parties=conflict.parties,
        ranks=np.array([ranks, *conflict.ranks[1:].tolist()]),
        moves=conflict.moves,
    )
    model, answers = plain_of(conflict), Answers(conflict)
    for name in CORE:
        for state in range(5):
            least = min(
                distance(start, tuple(np.argsort(changed.ranks[0]).tolist()))
                for changed in rankings(model, 0)
                if stable(changed, name, 0, state)
            )
            found = demands(answers, state, 0, name)
            swaps = fewest_swaps(found, conflict.ranks[0], state)
            assert swaps.exact
            assert swaps.count == least
            better = {q for q in range(5) if ranks[q] > ranks[state]} - set(swaps.passed)
            assert met(found)(better)


def test_beyond_the_exact_limit_swaps_are_a_bound_that_works() -> None:
    """A party with many gains, each to be passed."""
    states = EXACT + 3
    ranks = np.arange(states)
    found = [Demand(gain=gain, answers=(), ends=()) for gain in (5, 40, states - 1)]
    swaps = fewest_swaps(found, ranks, 0)
    assert not swaps.exact
    assert {5, 40, states - 1} <= set(swaps.passed)
    assert swaps.count == min(states - 1, 5 + 40 - 1 + states - 1 - 2)


@pytest.mark.parametrize("seed", range(10))
def test_the_fewest_edits_are_the_fewest_of_all_orders(seed: int) -> None:
    """All orders of all subsets of four statements; the rest is moved or dropped."""
    rng = np.random.default_rng(seed)
    every = [order for size in range(1, 5) for order in permutations(range(4), size)]
    good = {every[at] for at in rng.choice(len(every), 3, replace=False)} - {(0, 1, 2, 3)}

    def cost(order: tuple[int, ...]) -> int:
        """Return 4 less the longest part whose order is kept."""
        kept = max(
            (size for size in range(5) for part in subsequences(order, size) if list(part) == sorted(part)),
            default=0,
        )  # fmt: skip
        return 4 - kept

    edits = fewest_edits(4, lambda order: order in good)
    assert edits is not None
    assert len(edits) == min(map(cost, good))


def subsequences(order: tuple[int, ...], size: int) -> Iterator[tuple[int, ...]]:
    """Yield the parts of an order with so many members."""
    if size == 0:
        yield ()
        return
    for at, first in enumerate(order):
        yield from ((first, *rest) for rest in subsequences(order[at + 1 :], size - 1))
