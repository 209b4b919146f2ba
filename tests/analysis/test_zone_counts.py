"""Counts of acceptable deals: every route gives the same number, and estimates say so."""

from __future__ import annotations

import numpy as np
import pytest

from zopa.analysis import zone
from zopa.analysis.problem import Frontier, Problem, frontier, problem
from zopa.analysis.study import study
from zopa.analysis.zone import count
from zopa.errors import LimitError, QuestionError
from zopa.model import Acceptance, Case, Issue, Number, Option, Party, Scores, Standing


def random_case(
    issues: int, options: int, parties: int, *, whole: bool, share: float = 0.5, seed: int = 1
) -> Case:
    """Return an additive case; ``share`` of the best utility is each party's value of no deal."""
    rng = np.random.default_rng(seed)
    names = [f"i{at}" for at in range(issues)]
    preferences = {}
    for party in (f"p{at}" for at in range(parties)):
        table = rng.integers(0, 21, (issues, options)).astype(float)
        if not whole:
            table = rng.random((issues, options))
        bar = share * table.max(axis=1).sum()
        preferences[party] = Scores(
            party=party,
            scores={
                name: {f"o{at}": Number.fixed(value) for at, value in enumerate(row)}
                for name, row in zip(names, table.tolist(), strict=True)
            },
            standing=Standing(value=Number.fixed(round(bar) if whole else bar)),
        )
    return Case(
        id="random",
        title="Random",
        parties=tuple(Party(id=party, name=party) for party in preferences),
        issues=tuple(
            Issue(
                id=name,
                name=name,
                options=tuple(Option(id=f"o{at}", name=f"o{at}") for at in range(options)),
            )
            for name in names
        ),
        preferences=preferences,
    )


def posed(case: Case) -> tuple[Problem, Frontier]:
    found = problem(case)
    return found, frontier(found)


def test_routes_agree_where_several_are_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """About 17 million packages: listed in chunks, met in the middle, counted on the lattice."""
    case = random_case(8, 8, 2, whole=True)
    met = count(*posed(case))
    assert (met.method, met.exact) == ("meeting in the middle", True)
    monkeypatch.setattr(zone, "HALF", 0)
    lattice = count(*posed(case))
    assert lattice.method == "integer lattice"
    monkeypatch.setattr(zone, "ENUMERATE", 10**9)
    listed = count(*posed(case))
    assert listed.method == "enumeration"
    assert met.value == lattice.value == listed.value > 0


def test_an_estimate_says_so_and_is_near(monkeypatch: pytest.MonkeyPatch) -> None:
    case = random_case(6, 6, 2, whole=False)
    exact = count(*posed(case))
    assert exact.method == "enumeration"
    for name in ("ENUMERATE", "HALF", "LATTICE_CELLS"):
        monkeypatch.setattr(zone, name, 0)
    guess = count(*posed(case))
    assert (guess.method, guess.exact) == ("sample", False)
    assert guess.standard_error is not None
    assert abs(guess.value - exact.value) < 4 * guess.standard_error
    assert count(*posed(case)) == guess, "same seed, same estimate"


def test_a_quota_in_a_large_space_is_estimated() -> None:
    case = random_case(9, 7, 3, whole=False, share=0.55)
    quota = Case(
        id=case.id,
        title=case.title,
        parties=case.parties,
        issues=case.issues,
        preferences=case.preferences,
        acceptance=Acceptance(at_least=2, including=("p0",)),
    )
    found = study(quota, draws=0, unlock=False, picture=False, frontier_limit=10**6)
    assert (found.zone.count.method, found.zone.count.exact) == ("sample", False)
    assert found.zone.count.value > 0


def test_forty_issues_are_no_trouble() -> None:
    """10**40 packages: frontier and solutions exact, emptiness exact, the count an estimate."""
    case = random_case(40, 10, 2, whole=False, share=0.7)
    found = study(case, draws=0, unlock=False)
    assert found.zone.total == 10**40
    assert not found.zone.count.exact
    assert found.frontier.points > 100
    for result in found.solutions.values():
        assert min(result.deals[0].gains.values()) > 0
    assert found.cloud is not None
    assert found.cloud.sampled
    tough = study(random_case(40, 10, 2, whole=False, share=0.99), draws=0, unlock=False)
    assert tough.zone.is_empty
    assert tough.zone.count.exact


def test_a_tiny_zone_in_a_huge_space_is_never_called_empty() -> None:
    """No sampled deal hits, yet the frontier knows of some: the count is at least those."""
    case = random_case(40, 10, 2, whole=False, share=0.85)
    found = study(case, draws=0, unlock=False, picture=False).zone.count
    assert found.method == "sample"
    assert found.value >= 1
    assert found.upper is not None


def test_integer_scores_are_counted_exactly_at_any_size() -> None:
    """Each of 40 issues gives one party 1 point: half or more of 2**40 packages in closed form."""
    issues = tuple(
        Issue(
            id=f"i{at}",
            name=f"i{at}",
            options=(Option(id="a", name="a"), Option(id="b", name="b")),
        )
        for at in range(60)
    )

    def scores(party: str, own: str) -> Scores:
        return Scores(
            party=party,
            scores={i.id: {o: Number.fixed(float(o == own)) for o in ("a", "b")} for i in issues},
            standing=Standing(value=Number.fixed(29)),
        )

    case = Case(
        id="sixty",
        title="Sixty",
        parties=(Party(id="x", name="X"), Party(id="y", name="Y")),
        issues=issues,
        preferences={"x": scores("x", "a"), "y": scores("y", "b")},
    )
    from math import comb

    found = study(case, draws=0, unlock=False).zone.count
    assert (found.method, found.exact) == ("integer lattice", True)
    assert found.value == comb(60, 29) + comb(60, 30) + comb(60, 31)


def test_common_units() -> None:
    assert zone.common_unit(np.array([0.0, 0.457 * 36, 0.457 * 64])) == pytest.approx(0.457 * 4)
    assert zone.common_unit(np.zeros(3)) == 1.0
    assert zone.common_unit(np.array([1.0, np.pi])) is None


def test_a_frontier_that_grows_too_large_is_refused_in_plain_words() -> None:
    case = random_case(12, 8, 4, whole=False)
    with pytest.raises(LimitError, match=r"more than 500 points .* raise the frontier limit"):
        study(case, draws=0, frontier_limit=500)


def test_a_case_without_preferences_says_what_is_missing() -> None:
    case = random_case(2, 2, 1, whole=True)
    bare = Case(id="bare", title="Bare", parties=case.parties, issues=case.issues)
    with pytest.raises(QuestionError, match="case 'bare' has no preferences; give at least one"):
        study(bare)
