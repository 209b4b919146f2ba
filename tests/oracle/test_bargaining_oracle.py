"""Bargaining answers equal the obvious versions: backward induction, and lotteries of a grid."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linprog

from zopa.analysis.bargaining import LOTTERIES, FairLottery, rubinstein

ROUNDS = 3000
Floats = NDArray[np.float64]


def induction(
    discounts: tuple[float, float], outside: tuple[float, float], rounds: int
) -> tuple[float, float]:
    """Return what each side keeps when it offers, the last offer being that of ``rounds``.

    Backwards from a last round after which there is nothing to wait for.  Where the answering
    side would rather quit than take what is left, talks end with the outside options.
    """
    if sum(outside) > 1:
        return outside
    kept = [0.0, 0.0]
    for _ in range(rounds):
        kept = [
            1 - max(discounts[1] * kept[1], outside[1]),
            1 - max(discounts[0] * kept[0], outside[0]),
        ]
    return (kept[0], kept[1])


shares = st.floats(0, 1, allow_nan=False)
patience = st.floats(0, 0.99)


@given(discounts=st.tuples(patience, patience), outside=st.tuples(shares, shares))
def test_rubinstein_is_the_limit_of_long_talks(
    discounts: tuple[float, float], outside: tuple[float, float]
) -> None:
    """However the last round ends, it does not matter when it is far away."""
    found = rubinstein(discounts, outside)
    kept = induction(discounts, outside, ROUNDS)
    assert found.agreement == (sum(outside) <= 1)
    assert (found.when_first, found.when_second) == pytest.approx(kept, abs=1e-9)
    if found.agreement:
        assert sum(found.shares) == pytest.approx(1)
        for side in (0, 1):
            without = tuple(0.0 if at == side else outside[at] for at in (0, 1))
            other = rubinstein(discounts, (without[0], without[1]))
            same = other.shares == pytest.approx(found.shares, abs=1e-12)
            assert same or found.matters[side]


points = st.lists(
    st.tuples(st.integers(-5, 10), st.integers(-5, 10)), min_size=1, max_size=7, unique=True
)
no_deal = st.tuples(st.integers(-3, 4), st.integers(-3, 4))
weights = st.tuples(st.integers(1, 3), st.integers(1, 3))


def grid(table: list[tuple[int, int]], breakdown: tuple[int, int]) -> Floats:
    """Return the gains of many lotteries that suit both: all pairs of deals in 1/60 steps."""
    deals = np.array(table, dtype=np.float64) - np.array(breakdown)
    share = np.linspace(0, 1, 61)[:, None, None, None]
    mixed = (share * deals[:, None, :] + (1 - share) * deals[None, :, :]).reshape(-1, 2)
    kept: Floats = mixed[(mixed >= -1e-12).all(axis=1)]
    return kept


def gains(found: FairLottery) -> Floats:
    return np.array([lottery.gains for lottery in found.choices])


@pytest.mark.parametrize("name", sorted(LOTTERIES))
@given(table=points, breakdown=no_deal)
def test_a_lottery_is_what_it_says(
    name: str, table: list[tuple[int, int]], breakdown: tuple[int, int]
) -> None:
    """Its chances make its utilities, suit both, and are empty only where nothing suits both."""
    found = LOTTERIES[name](table, breakdown)
    others = grid(table, breakdown)
    assert (found.reason is None) == bool(found.choices)
    if not found.choices:
        jointly = others[(others > 1e-9).all(axis=1)]
        assert not len(jointly if name == "nash-lottery" else others)
    for lottery in found.choices:
        assert len(lottery.chances) <= 2 + (name != "nash-lottery")
        assert sum(lottery.chances.values()) == pytest.approx(1)
        assert min(lottery.chances.values()) > 0
        made = sum(chance * np.array(table[row]) for row, chance in lottery.chances.items())
        assert np.asarray(made) == pytest.approx(np.array(lottery.utilities), abs=1e-9)
        assert np.subtract(lottery.utilities, breakdown) == pytest.approx(
            np.array(lottery.gains), abs=1e-9
        )
        assert min(lottery.gains) >= -1e-9
        if len(others):
            better = (others >= np.array(lottery.gains) - 1e-9).all(axis=1)
            assert not (others[better] > np.array(lottery.gains) + 1e-6).any(), "dominated"


@given(table=points, breakdown=no_deal, power=weights)
def test_no_lottery_of_a_grid_has_more_of_what_is_maximised(
    table: list[tuple[int, int]], breakdown: tuple[int, int], power: tuple[int, int]
) -> None:
    """Nash product, smallest gain, sum, smallest share: none is larger anywhere on the grid."""
    others = grid(table, breakdown)
    if not len(others):
        return
    factor = np.array(power, dtype=np.float64)
    measures: dict[str, Callable[[Floats], Floats]] = {
        "nash-lottery": lambda rows: np.prod(np.maximum(rows, 0) ** factor, axis=1),
        "egalitarian-lottery": lambda rows: (rows / factor).min(axis=1),
        "utilitarian-lottery": lambda rows: rows @ factor,
    }
    for name, measure in measures.items():
        found = gains(LOTTERIES[name](table, breakdown, power))
        if len(found):
            assert measure(others).max() <= measure(found).min() * (1 + 1e-9) + 1e-7


def most(gains: Floats, measure: Floats, at_least: Floats | None = None) -> float | None:
    """Return the largest ``measure`` of a lottery that suits both, by a linear program.

    With ``at_least`` (what one unit is for each party): the most units that both can have.
    """
    count = len(gains)
    units = np.zeros(2) if at_least is None else at_least
    cost = np.array(
        [*(-measure if at_least is None else np.zeros(count)), 0.0 if at_least is None else -1.0]
    )
    found = linprog(
        cost,
        A_ub=np.vstack(
            [np.column_stack([-gains.T, units]), np.column_stack([-gains.T, 0 * units])]
        ),
        b_ub=np.zeros(4),
        A_eq=[[*np.ones(count), 0.0]],
        b_eq=[1.0],
        bounds=[*([(0, None)] * count), (0, 10)],
    )
    return None if found.status == 2 else float(-found.fun)


@given(table=points, breakdown=no_deal)
def test_kalai_smorodinsky_by_linear_programs(
    table: list[tuple[int, int]], breakdown: tuple[int, int]
) -> None:
    """Each party's best gain by one program, the largest common share by another."""
    deals = np.array(table, dtype=np.float64) - np.array(breakdown)
    first, second = most(deals, deals[:, 0]), most(deals, deals[:, 1])
    found = gains(LOTTERIES["kalai-smorodinsky-lottery"](table, breakdown))
    if first is None or second is None:
        assert not len(found)
    elif min(first, second) > 1e-9:
        ideal = np.array([first, second])
        share = most(deals, deals[:, 0], ideal)
        assert (found / ideal).min() == pytest.approx(share, abs=1e-7)
        assert np.ptp(found / ideal) == pytest.approx(0, abs=1e-9)
