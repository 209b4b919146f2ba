"""Errors of the field's tools in analysis: each has the right answer here."""

from __future__ import annotations

import numpy as np

from zopa.analysis.problem import frontier, problem
from zopa.analysis.study import study
from zopa.kernels.dominance import efficient
from zopa.model import Case, Issue, Number, Option, Party, Scores, Standing


def two_party(first: dict[str, list[float]], second: dict[str, list[float]]) -> Case:
    """Return a case with one score list for each issue and party, and no deal at 0."""
    issues = tuple(
        Issue(
            id=name,
            name=name,
            options=tuple(Option(id=f"o{at}", name=f"o{at}") for at in range(len(column))),
        )
        for name, column in first.items()
    )

    def scores(party: str, columns: dict[str, list[float]]) -> Scores:
        return Scores(
            party=party,
            scores={
                name: {f"o{at}": Number.fixed(value) for at, value in enumerate(column)}
                for name, column in columns.items()
            },
            standing=Standing(value=Number.fixed(0)),
        )

    return Case(
        id="two",
        title="Two",
        parties=(Party(id="a", name="A"), Party(id="b", name="B")),
        issues=issues,
        preferences={"a": scores("a", first), "b": scores("b", second)},
    )


def test_pitfall_a1_every_tied_package_is_on_the_frontier() -> None:
    """Two options alike for both parties: both packages are efficient, at one point."""
    case = two_party({"x": [0, 1, 1], "y": [1, 0]}, {"x": [1, 0, 0], "y": [0, 1]})
    found = study(case, draws=0, unlock=False)
    assert (found.frontier.points, found.frontier.packages) == (3, 6)
    assert len({tuple(d.package.items()) for d in found.frontier.deals}) == 6


def test_pitfall_a1_rounding_makes_no_extra_points() -> None:
    """Sums that are equal but for rounding are one point: 0.1 + 0.2 and 0.3 in either order."""
    column = [0.1, 0.2, 0.3]
    case = two_party(
        {"x": column, "y": column, "z": column},
        {"x": column[::-1], "y": column[::-1], "z": column[::-1]},
    )
    found = study(case, draws=0, unlock=False)
    assert found.frontier.points == 7
    assert found.frontier.packages == 27


def test_pitfall_a2_points_a_billionth_apart_stay_apart() -> None:
    """Single precision would call these ties and keep a dominated one."""
    points = np.array([[0.5, 0.5], [0.5 + 1e-9, 0.5], [0.2, 0.9]])
    assert efficient(points, np.full(2, 1e-12)).tolist() == [1, 2]
    case = two_party({"x": [0.5, 0.5 + 1e-9, 0.2, 1.0]}, {"x": [0.5, 0.5, 0.9, 0.0]})
    chosen = [deal.package["x"] for deal in study(case, draws=0, unlock=False).frontier.deals]
    assert chosen == ["o3", "o1", "o2"]


def test_pitfall_a6_low_reservation_values_are_kept() -> None:
    """A reservation value below every deal is used as it is, in gains and in Nash."""
    case = two_party({"x": [1.0, 4.0]}, {"x": [6.0, 4.0]})
    low = Scores(
        party="a",
        scores=case.preferences["a"].scores,  # type: ignore[attr-defined]
        standing=Standing(value=Number.fixed(-10)),
    )
    moved = Case(
        id="moved",
        title="Moved",
        parties=case.parties,
        issues=case.issues,
        preferences={"a": low, "b": case.preferences["b"]},
    )
    found = study(moved, draws=0, unlock=False)
    assert found.parties[0].reservation == -10
    assert [deal.package for deal in found.solutions["nash"].deals] == [{"x": "o0"}]
    assert [d.package for d in study(case, draws=0).solutions["nash"].deals] == [{"x": "o1"}]


def test_pitfall_a8_issues_with_thousands_of_options_are_read_in_full() -> None:
    """The best of 5,000 values is found wherever it is; nothing is sampled."""
    first = [at / 10_000 for at in range(5000)]
    first[3333] = 1.0
    case = two_party({"x": first}, {"x": [0.5] * 5000})
    posed = problem(case)
    assert posed.highest[0] == 1.0
    assert [deal.package for deal in study(case, draws=0, unlock=False).frontier.deals] == [
        {"x": "o3333"}
    ]
    assert len(frontier(posed).values) == 1
