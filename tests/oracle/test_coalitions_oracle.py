"""Coalition concepts equal the obvious versions, written from the definitions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from zopa.analysis.coalitions import (
    Game,
    bankruptcy,
    best_partition,
    characteristic,
    core,
    least_core,
    nucleolus,
    shapley,
)

Floats = NDArray[np.float64]


@st.composite
def games(draw: st.DrawFn, players: tuple[int, int] = (2, 4), top: int = 12) -> Game:
    """Draw a game with small whole numbers, so that ties occur; some are not superadditive."""
    count = draw(st.integers(*players))
    values = draw(st.lists(st.integers(-2, top), min_size=2**count - 1, max_size=2**count - 1))
    return Game.of([0, *values])


def groups(count: int) -> Iterator[tuple[int, ...]]:
    """Yield every group but nobody and all."""
    for size in range(1, count):
        yield from itertools.combinations(range(count), size)


def worth(game: Game, group: Sequence[int]) -> float:
    return game.worth(*(game.players[at] for at in group))


@given(game=games(players=(1, 5)))
def test_shapley_by_all_orders(game: Game) -> None:
    """The mean, over all orders of joining, of what each adds."""
    count = len(game.players)
    total = np.zeros(count)
    orders = list(itertools.permutations(range(count)))
    for order in orders:
        for at, player in enumerate(order):
            total[player] += worth(game, order[: at + 1]) - worth(game, order[:at])
    assert shapley(game) == pytest.approx(total / len(orders))


@given(game=games(players=(3, 3)))
def test_a_core_of_three_by_the_list_of_balanced_collections(game: Game) -> None:
    """Bondareva and Shapley: for three players there are five minimal balanced collections."""
    one, two, three, both, outer, inner, every = game.values[[1, 2, 4, 3, 5, 6, 7]]
    bounds = [
        one + two + three,
        both + three,
        outer + two,
        inner + one,
        (both + outer + inner) / 2,
    ]
    assert core(game).is_empty == (max(bounds) > every + 1e-9)


@given(game=games())
def test_a_core_by_the_best_balanced_collection(game: Game) -> None:
    """The dual program: weights on groups that cover each player once are worth no more."""
    count = len(game.players)
    some = list(groups(count))
    inside = np.array([[float(player in group) for group in some] for player in range(count)])
    values = np.array([worth(game, group) for group in some])
    found = linprog(-values, A_eq=inside, b_eq=np.ones(count))
    assert core(game).is_empty == (-found.fun > game.total + 1e-7)


@settings(max_examples=40)
@given(game=games(players=(2, 5)))
def test_bounds_of_core_and_least_core_are_reached(game: Game) -> None:
    """A program written apart reaches both ends of every share."""
    found = core(game)
    least = least_core(game)
    count = len(game.players)
    some = list(groups(count))
    inside = -np.array([[float(player in group) for player in range(count)] for group in some])
    need = -np.array([worth(game, group) for group in some])
    slack = max(0.0, least.epsilon)
    for player in range(count):
        cost = np.eye(count)[player]
        for sign, bound in ((1, found.least), (-1, found.most)):
            ends = linprog(
                sign * cost,
                A_ub=inside,
                b_ub=need + (0 if bound is not None else slack + 1e-9),
                A_eq=np.ones((1, count)),
                b_eq=[game.total],
                bounds=(None, None),
            )
            wanted = bound if bound is not None else (least.least if sign > 0 else least.most)
            assert sign * ends.fun == pytest.approx(wanted[player], abs=1e-5)


def kohlberg(game: Game, shares: Floats) -> bool:
    """Return whether a division is the nucleolus, by Kohlberg's criterion (1971).

    For every level of excess: a change that takes nothing from the groups at or above it, nor
    from players held at what they get alone, gives nothing to these groups either.
    """
    count = len(shares)
    some = list(groups(count))
    inside = np.array([[float(player in group) for player in range(count)] for group in some])
    excess = np.array([worth(game, group) for group in some]) - inside @ shares
    held = np.flatnonzero(shares <= game.alone + 1e-7)
    for level in np.unique(np.round(excess, 6)):
        upper = inside[excess >= level - 1e-5]
        kept = np.vstack([upper, np.eye(count)[held]])
        found = linprog(
            -upper.sum(axis=0),
            A_ub=-kept,
            b_ub=np.zeros(len(kept)),
            A_eq=np.ones((1, count)),
            b_eq=[0.0],
            bounds=(-1, 1),
        )
        if -found.fun > 1e-6:
            return False
    return True


@given(game=games(players=(2, 5)))
def test_the_nucleolus_by_kohlbergs_criterion(game: Game) -> None:
    """On games with ties, with and without a core; and another division never passes."""
    if game.alone.sum() > game.total:
        return
    found = nucleolus(game)
    assert found.sum() == pytest.approx(game.total)
    assert (found >= game.alone - 1e-9).all()
    assert kohlberg(game, found)
    spare = np.flatnonzero(found > game.alone + 0.1)
    if len(spare):
        other = found.copy()
        other[spare[0]] -= 0.05
        other[(spare[0] + 1) % len(found)] += 0.05
        assert not kohlberg(game, other)


def lexicographic(game: Game, shares: Floats) -> list[float]:
    """Return the excesses of all groups, largest first."""
    some = groups(len(shares))
    return sorted((worth(game, g) - shares[list(g)].sum() for g in some), reverse=True)


@given(game=games(players=(3, 3), top=6))
def test_no_division_of_a_grid_is_lexicographically_better(game: Game) -> None:
    """Among all divisions in steps of 1/8 none has a smaller worst objection, then second, ..."""
    spare = game.total - game.alone.sum()
    if spare < 0:
        return
    best = np.round(lexicographic(game, nucleolus(game)), 7).tolist()
    steps = round(8 * spare)
    for first in range(steps + 1):
        for second in range(steps + 1 - first):
            extra = np.array([first, second, steps - first - second]) / 8
            assert np.round(lexicographic(game, game.alone + extra), 7).tolist() >= best


@settings(max_examples=25)
@given(
    alone=st.lists(st.floats(0.125, 10, width=32), min_size=2, max_size=6),
    unit=st.sampled_from((1e-6, 1.0, 1e9)),
)
def test_where_nobody_gains_by_joining_each_gets_what_it_has_alone(
    alone: list[float], unit: float
) -> None:
    """By every rule and in any unit, although sums of fractions are not exact."""
    own = unit * np.array(alone)
    count = len(own)
    sums = [sum(own[at] for at in range(count) if group >> at & 1) for group in range(2**count)]
    game = Game.of(sums)
    found = core(game)
    for shares in (shapley(game), nucleolus(game), found.least, found.most):
        assert shares == pytest.approx(own, rel=1e-7)


def contested_garment(estate: float, claims: Floats) -> Floats:
    """Return the division of Aumann and Maschler: equal up to half the claims, then equal losses."""

    def equal(amount: float, most: Floats) -> Floats:
        low, high = 0.0, float(most.max())
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if np.minimum(most, middle).sum() < amount else (low, middle)
        found: Floats = np.minimum(most, high)
        return found

    half = claims / 2
    if estate <= half.sum():
        return equal(estate, half)
    return claims - equal(float(claims.sum()) - estate, half)


@given(claims=st.lists(st.integers(1, 60), min_size=2, max_size=7), share=st.floats(0, 1, width=16))
def test_the_nucleolus_of_creditors_has_a_closed_form(claims: list[int], share: float) -> None:
    """For any number of creditors (Aumann and Maschler 1985, theorem)."""
    estate = share * sum(claims)
    found = nucleolus(bankruptcy(estate, claims))
    assert found == pytest.approx(contested_garment(estate, np.array(claims, float)), abs=1e-6)


def partitions(players: tuple[int, ...]) -> Iterator[list[tuple[int, ...]]]:
    """Yield every way to divide players into groups."""
    if not players:
        yield []
        return
    first, rest = players[0], players[1:]
    for size in range(len(rest) + 1):
        for others in itertools.combinations(rest, size):
            left = tuple(player for player in rest if player not in others)
            for more in partitions(left):
                yield [(first, *others), *more]


@given(game=games(players=(2, 5)))
def test_the_best_partition_by_listing_all(game: Game) -> None:
    """Its groups have each player once, and no other partition is worth more."""
    everybody = tuple(range(len(game.players)))
    found = best_partition(game)
    assert sorted(player for group in found for player in group) == sorted(game.players)
    most = max(sum(worth(game, group) for group in some) for some in partitions(everybody))
    assert sum(game.worth(*group) for group in found) == pytest.approx(most)


@given(
    values=st.dictionaries(
        st.sets(st.sampled_from("abcd"), min_size=1).map(lambda some: tuple(sorted(some))),
        st.integers(-2, 9),
        min_size=1,
        max_size=9,
    )
)
def test_groups_that_are_not_given_are_filled_by_listing_partitions(
    values: dict[tuple[str, ...], float],
) -> None:
    """The best sum of given parts, where single players count 0 unless they are given."""
    game = characteristic(values, "abcd")
    known: dict[tuple[str, ...], float] = {(name,): 0.0 for name in "abcd"}
    known |= values
    for size in range(1, 5):
        for group in itertools.combinations("abcd", size):
            places = tuple("abcd".index(name) for name in group)
            named = (
                [tuple("abcd"[at] for at in part) for part in some] for some in partitions(places)
            )
            sums = [
                sum(known[part] for part in some) for some in named if known.keys() >= set(some)
            ]
            wanted = values.get(group, max(sums))
            assert game.worth(*group) == pytest.approx(wanted)
