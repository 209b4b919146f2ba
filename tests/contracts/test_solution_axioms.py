"""Every axiom that a solution declares holds on random lists; each axiom has a check."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from zopa.analysis.division import adjusted_winner
from zopa.analysis.solutions import SOLUTIONS, Axiom, BargainingSet, Solution

Floats = NDArray[np.float64]

POSITIVE = st.integers(1, 9)


@st.composite
def lists(draw: st.DrawFn) -> tuple[Floats, Floats]:
    """Draw a list of deals for two to four parties, and their reservation values."""
    parties = draw(st.integers(2, 4))
    row = st.tuples(*[st.integers(0, 12)] * parties)
    deals = draw(st.lists(row, min_size=1, max_size=14))
    no_deal = draw(st.tuples(*[st.integers(-3, 8)] * parties))
    return np.array(deals, dtype=float), np.array(no_deal, dtype=float)


def chosen(solution: Solution, utilities: Floats, no_deal: Floats) -> set[tuple[float, ...]]:
    rows = solution.choose(BargainingSet.of(utilities, no_deal))
    return {tuple(point) for point in utilities[rows].tolist()}


def rationality(solution: Solution, deals: Floats, no_deal: Floats, _: st.DataObject) -> None:
    assert all((np.array(p) >= no_deal).all() for p in chosen(solution, deals, no_deal))


def efficiency(solution: Solution, deals: Floats, no_deal: Floats, _: st.DataObject) -> None:
    for point in chosen(solution, deals, no_deal):
        better = (deals >= point).all(axis=1) & (deals > point).any(axis=1)
        assert not better.any()


def symmetry(solution: Solution, deals: Floats, no_deal: Floats, data: st.DataObject) -> None:
    order = list(data.draw(st.permutations(range(deals.shape[1]))))
    swapped = chosen(solution, deals[:, order], no_deal[order])
    assert swapped == {tuple(p[at] for at in order) for p in chosen(solution, deals, no_deal)}


def scale(solution: Solution, deals: Floats, no_deal: Floats, data: st.DataObject) -> None:
    factors = np.array(data.draw(st.tuples(*[POSITIVE] * deals.shape[1])), dtype=float)
    rows = solution.choose(BargainingSet.of(deals, no_deal)).tolist()
    assert solution.choose(BargainingSet.of(deals * factors, no_deal * factors)).tolist() == rows


def translation(solution: Solution, deals: Floats, no_deal: Floats, data: st.DataObject) -> None:
    shift = np.array(data.draw(st.tuples(*[st.integers(-9, 9)] * deals.shape[1])), dtype=float)
    rows = solution.choose(BargainingSet.of(deals, no_deal)).tolist()
    assert solution.choose(BargainingSet.of(deals + shift, no_deal + shift)).tolist() == rows


def iia(solution: Solution, deals: Floats, no_deal: Floats, data: st.DataObject) -> None:
    rows = solution.choose(BargainingSet.of(deals, no_deal)).tolist()
    if not rows:
        return
    keep = data.draw(st.lists(st.booleans(), min_size=len(deals), max_size=len(deals)))
    left = [at for at in range(len(deals)) if keep[at] or at == rows[0]]
    again = solution.choose(BargainingSet.of(deals[left], no_deal)).tolist()
    assert [left[at] for at in again] == [at for at in rows if at in left]


CHECKS: dict[Axiom, Callable[[Solution, Floats, Floats, st.DataObject], None]] = {
    Axiom.RATIONALITY: rationality,
    Axiom.EFFICIENCY: efficiency,
    Axiom.SYMMETRY: symmetry,
    Axiom.SCALE_INVARIANCE: scale,
    Axiom.TRANSLATION_INVARIANCE: translation,
    Axiom.IIA: iia,
}


def test_every_axiom_has_a_check() -> None:
    assert set(CHECKS) == set(Axiom)


@pytest.mark.parametrize(
    ("name", "axiom"),
    [(name, axiom) for name, member in SOLUTIONS.items() for axiom in sorted(member.axioms)],
)
@given(data=st.data())
def test_declared_axioms_hold(name: str, axiom: Axiom, data: st.DataObject) -> None:
    deals, no_deal = data.draw(lists())
    CHECKS[axiom](SOLUTIONS[name], deals, no_deal, data)


def test_axioms_nobody_declares_are_really_broken() -> None:
    """Kalai-Smorodinsky breaks IIA: an unchosen deal that shows a high best gain matters."""
    member = SOLUTIONS["kalai-smorodinsky"]
    assert Axiom.IIA not in member.axioms
    with_high = np.array([[10.0, 0.0], [5.0, 4.0], [4.0, 6.0], [0.0, 8.0]])
    assert chosen(member, with_high, np.zeros(2)) == {(5.0, 4.0)}
    assert chosen(member, with_high[1:], np.zeros(2)) == {(4.0, 6.0)}


@given(
    points=st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=3),
        st.tuples(st.integers(1, 30), st.integers(1, 30)),
        min_size=1,
        max_size=8,
    )
)
def test_adjusted_winner_is_equitable_efficient_and_envy_free(
    points: dict[str, tuple[int, int]],
) -> None:
    """Each gets at least half by its own count, both alike, and at most one item is split."""
    division = adjusted_winner({item: (float(a), float(b)) for item, (a, b) in points.items()})
    first, second = division.points
    assert first == pytest.approx(second)
    assert first >= 50 - 1e-9
    split = [item for item, share in division.shares.items() if 1e-12 < share[0] < 1 - 1e-12]
    assert len(split) <= 1
    totals = [sum(pair[side] for pair in points.values()) for side in (0, 1)]
    own = [
        100
        * sum(pair[side] * division.shares[item][side] for item, pair in points.items())
        / totals[side]
        for side in (0, 1)
    ]
    assert own == pytest.approx([first, second])
    best = best_equal_share(points, totals)
    assert first == pytest.approx(best)


def best_equal_share(points: dict[str, tuple[int, int]], totals: list[int]) -> float:
    """Return the largest equal number of points, by a linear program over shares."""
    from scipy.optimize import linprog

    items = list(points.values())
    first = [100 * a / totals[0] for a, _ in items]
    second = [100 * b / totals[1] for _, b in items]
    found = linprog(
        c=[0.0] * len(items) + [-1.0],
        A_eq=[[*first, -1.0], [*second, 1.0]],
        b_eq=[0.0, 100.0],
        bounds=[(0, 1)] * len(items) + [(0, 100)],
    )
    return float(-found.fun)
