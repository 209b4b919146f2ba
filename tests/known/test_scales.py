"""Answers do not depend on where a scale starts, nor on how extreme a walk-away value is."""

from __future__ import annotations

import pytest

from zopa.analysis.problem import frontier, problem
from zopa.analysis.study import study
from zopa.analysis.unlock import unlock
from zopa.errors import CaseError
from zopa.jobs.study import as_json
from zopa.model import Case, Issue, Number, Option, OptionSet, Party, Scores, Standing


def case_of(
    columns: dict[str, list[list[float]]],
    values: dict[str, float],
    origins: list[str] | None = None,
) -> Case:
    """Return a case from each party's score lists and walk-away value."""
    issues = len(next(iter(columns.values())))
    sizes = [len(column) for column in next(iter(columns.values()))]
    return Case(
        id="scales",
        title="Scales",
        parties=tuple(Party(id=name, name=name) for name in columns),
        issues=tuple(
            Issue(
                id=f"i{at}",
                name=f"I{at}",
                options=tuple(
                    Option(
                        id=f"o{place}", name=f"O{place}", origin=origins[place] if origins else None
                    )
                    for place in range(sizes[at])
                ),
            )
            for at in range(issues)
        ),
        preferences={
            name: Scores(
                party=name,
                scores={
                    f"i{at}": {f"o{place}": Number.fixed(v) for place, v in enumerate(column)}
                    for at, column in enumerate(table)
                },
                standing=Standing(value=Number.fixed(values[name])),
            )
            for name, table in columns.items()
        },
    )


@pytest.mark.parametrize("start", [0.0, 100.0, 1e4, 1e6, 1e8])
def test_where_a_scale_starts_plays_no_role(start: float) -> None:
    """Four issues, steps of 0.1 one against the other: only sums of 8 steps suit both.

    17 sums, 625 packages; four numbers from 0 to 4 add up to 8 in 85 ways.
    """
    up = [[start + 0.1 * at for at in range(5)]] * 4
    down = [[start + 0.1 * (4 - at) for at in range(5)]] * 4
    bar = 4 * start + 0.8
    case = case_of({"a": up, "b": down}, {"a": bar, "b": bar})
    found = study(case, draws=0, unlock=False)
    assert (found.frontier.points, found.frontier.packages) == (17, 625)
    assert found.zone.count.value == 85


@pytest.mark.parametrize("reservation", [0.0, -1e6, -1e12])
def test_an_extreme_walk_away_value_leaves_the_frontier_alone(reservation: float) -> None:
    line = [at / 100 for at in range(101)]
    case = case_of({"a": [line], "b": [line[::-1]]}, {"a": reservation, "b": reservation})
    assert len(frontier(problem(case)).values) == 101


def test_more_packages_than_a_float_can_hold() -> None:
    """10**400 packages: counts are integers throughout, and strings in JSON."""
    rising = [[float(at) for at in range(10)] for _ in range(400)]
    mixed = [[float((7 * at + issue) % 10) + 0.37 for at in range(10)] for issue in range(400)]
    case = case_of({"a": rising, "b": mixed}, {"a": 1500.0, "b": 1500.0})
    found = study(case, draws=0, unlock=False, picture=False)
    assert found.zone.total == 10**400
    assert found.zone.count.value > 0
    assert isinstance(as_json(found)["packages"]["total"], str)


def test_numbers_that_would_overflow_are_refused() -> None:
    with pytest.raises(CaseError, match=r"finite and at most 1e\+100 in size"):
        Number.fixed(1e308)


def test_an_opening_that_takes_many_options_is_found_at_once() -> None:
    """Of 18 issues 11 must move together: the smallest sets are named, and only a few of them."""
    case = case_of(
        {"a": [[0.0, 1.0]] * 18, "b": [[1.0, 1.0]] * 18},
        {"a": 10.8, "b": 0.0},
        origins=["old", "new"],
    )
    old = OptionSet(id="old", origin=("old",))
    sets = [lever for lever in unlock(case, old).levers if lever.kind == "add-options"]
    assert 0 < len(sets) <= 20
    assert all(len(lever.options) == 11 for lever in sets if lever.opens)
