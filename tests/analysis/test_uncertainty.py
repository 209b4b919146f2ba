"""Draws, the zone over draws, conditioning, and the answer that joins them."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import cases
from uncertain import case_of, dispute, fixed, issue, one_package, with_packages
from zopa.analysis import chances
from zopa.analysis.chances import explore, zone_probabilities, zone_probability
from zopa.analysis.conditioning import revealed
from zopa.analysis.draws import draw, held
from zopa.analysis.drivers import drivers
from zopa.analysis.problem import frontier, problem
from zopa.analysis.subjects import subject
from zopa.analysis.uncertainty import nash_shares, uncertainty
from zopa.errors import LimitError, QuestionError
from zopa.model import (
    NO_DEAL,
    Acceptance,
    Case,
    Issue,
    Joint,
    NamedNumber,
    NamedPackage,
    Number,
    Option,
    OptionSet,
    Scores,
    Standing,
    Table,
)


def test_same_seed_same_draws() -> None:
    """The same seed gives the same values, another seed others."""
    first, again, other = (draw(dispute(), 5, seed) for seed in (1, 1, 2))
    assert list(first.values) == list(again.values) == [n.path for n in dispute().uncertain()]
    for path, values in first.values.items():
        np.testing.assert_array_equal(values, again.values[path])
        assert not np.array_equal(values, other.values[path])


def test_the_stream_of_a_number_follows_from_seed_and_path() -> None:
    """A number's stream is seeded by the seed and the SHA-256 of its path, in 32-bit words."""
    path = ("preferences", "port", "no_deal", "value")
    digest = hashlib.sha256("\x1f".join(path).encode()).digest()
    words = [int.from_bytes(digest[at : at + 4], "little") for at in range(0, 32, 4)]
    stream = np.random.default_rng(np.random.SeedSequence([9, *words]))
    np.testing.assert_array_equal(draw(dispute(), 4, 9).values[path], 20 + 50 * stream.random(4))


def test_more_draws_begin_with_the_same_ones() -> None:
    """The first draws do not depend on how many are asked for."""
    few, many = draw(dispute(), 3), draw(dispute(), 30)
    for path, values in few.values.items():
        np.testing.assert_array_equal(values, many.values[path][:3])


def test_other_numbers_keep_their_draws_when_the_case_changes() -> None:
    """A number that becomes certain, or a new option, leaves the draws of the rest alone."""
    case = dispute()
    port = case.preferences["port"]
    assert isinstance(port, Scores)
    scores = {**port.scores, "leave": {"short": fixed(40), "long": fixed(10), "mid": fixed(20)}}
    issues = (case.issues[0], issue("leave", "short", "mid", "long", now="short"))
    union = case.preferences["union"]
    assert isinstance(union, Scores)
    leave = {**union.scores["leave"], "mid": Number.uniform(10, 90)}
    changed = replace(
        case,
        issues=issues,
        preferences={
            "union": replace(union, scores={**union.scores, "leave": leave}),
            "port": replace(port, scores=scores),
        },
    )
    before, after = draw(case, 4), draw(changed, 4)
    common = set(before.values) & set(after.values)
    assert len(common) == len(before.values) - 1
    assert len(after.values) == len(before.values)
    for path in common:
        np.testing.assert_array_equal(before.values[path], after.values[path])


@pytest.mark.parametrize(("count", "seed", "told"), [(0, 1, "at least 1"), (5, -1, "from 0 up")])
def test_nonsense_is_refused(count: int, seed: int, told: str) -> None:
    """No draws, or a negative seed, is an error in one sentence."""
    with pytest.raises(QuestionError, match=told):
        draw(dispute(), count, seed)


@settings(max_examples=30)
@given(case=cases(), strict=st.booleans())
def test_fixing_every_number_gives_the_zone(*, case: Case, strict: bool) -> None:
    """With every number held at its central value all draws agree with the zone."""
    draws = draw(case, 3)
    for named in case.uncertain():
        draws = held(draws, named.path, named.number.central)
    posed = problem(case, strict=strict)
    front = frontier(posed)
    found, _ = zone_probability(case, "all", draws, strict=strict)
    assert found.share == float(posed.passes(front.values).any())


def tolerant(worth: float) -> Case:
    """Return a case where a big spender gains nothing and another party ``worth``.

    The tolerance of the spender is 1e-9 x 1e6, that of the other 1e-9 x 1.
    """
    spender = Scores(
        party="spender",
        scores={"x": {"deal": fixed(0), "other": fixed(-1e6)}},
        standing=Standing(value=fixed(1e-4)),
    )
    other = Scores(
        party="other",
        scores={"x": {"deal": fixed(worth), "other": fixed(-1)}},
        standing=Standing(value=fixed(0)),
    )
    return case_of((issue("x", "deal", "other"), issue("y", "either", "or")), spender, other)


@pytest.mark.parametrize("listed", [0, 10])
def test_each_party_has_its_own_tolerance(listed: int) -> None:
    """A loss of 1e-4 is nothing to a party with a range of 1e6, but too much for one with 1."""
    for worth, is_open in ((0.0, True), (-1e-10, True), (-1e-8, False)):
        case = tolerant(worth)
        found = explore(problem(case), draw(case, 2), listed=listed)
        assert found.opens.tolist() == [is_open] * 2
        assert found.margins[0] == pytest.approx(-1e-4)
        strict = explore(problem(case, strict=True), draw(case, 2), listed=listed)
        assert not strict.opens.any()


@pytest.mark.parametrize("listed", [0, 10])
def test_strictly_more_means_beyond_the_tolerance(listed: int) -> None:
    """Under strict acceptance a party must gain more than its own tolerance."""
    case = tolerant(0.5)
    spender = case.preferences["spender"]
    assert isinstance(spender, Scores)
    for value, is_open in ((0.0, False), (-5e-4, False), (-2e-3, True)):
        standing = Standing(value=fixed(value))
        changed = replace(
            case,
            preferences={**case.preferences, "spender": replace(spender, standing=standing)},
        )
        found = explore(problem(changed, strict=True), draw(changed, 1), listed=listed)
        assert found.opens.tolist() == [is_open]


def large(parties: int, issues: int, options: int) -> Case:
    """Return an additive case whose scores spread without pattern, premiums uncertain."""
    rng = np.random.default_rng(4)
    names = [f"o{n}" for n in range(options)]
    listed = tuple(
        Issue(id=f"i{n}", name=f"I{n}", options=tuple(Option(id=o, name=o) for o in names))
        for n in range(issues)
    )
    worth = issues * 0.62
    preferences = [
        Scores(
            party=f"p{n}",
            scores={
                i.id: dict(zip(names, map(Number.fixed, rng.random(options)), strict=True))
                for i in listed
            },
            standing=Standing(value=Number.uniform(worth - 1, worth + 2)),
        )
        for n in range(parties)
    ]
    return case_of(listed, *preferences)


def test_spaces_too_large_to_list() -> None:
    """With 10^30 packages the margin of each draw is the best on the frontier of that draw."""
    case = large(2, 30, 10)
    draws = draw(case, 4)
    found = explore(problem(case), draws)
    assert not found.undecided.any()
    front = frontier(problem(case))
    for at in range(4):
        reservation = [draws.values["preferences", p, "no_deal", "value"][at] for p in ("p0", "p1")]
        margin = (front.values - reservation).min(axis=1).max()
        assert found.margins[at] == pytest.approx(margin, abs=1e-9)
        assert found.opens[at] == (margin >= 0)
    shares = nash_shares(case, "all", draws)
    assert sum(share.probability.share for share in shares) <= 1
    bars = drivers(case, "all", draws)
    assert {bar.label for bar in bars} == {"P0: walk-away value", "P1: walk-away value"}


def test_a_search_that_ends_early_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws that a search with too little room leaves open are counted apart."""
    case = large(4, 7, 4)
    draws = draw(case, 60)
    full = explore(problem(case), draws)
    assert full.probability.undecided == 0
    monkeypatch.setattr(chances, "KEPT", 1)
    short = explore(problem(case), draws, listed=0)
    unsure = short.probability.undecided
    assert unsure > 0
    assert not (short.opens & ~full.opens).any()
    assert not (full.opens & ~short.opens & ~short.undecided).any()
    assert short.probability.share <= full.probability.share
    assert full.probability.share <= short.probability.share + unsure / 60


def test_too_many_coalitions_are_refused() -> None:
    """A quota of 10 of 20 in a space too large to list has 184,756 groups: said, not tried."""
    case = replace(large(20, 3, 2), acceptance=Acceptance(at_least=10))
    with pytest.raises(LimitError, match="184,756 groups of parties"):
        explore(problem(case), draw(case, 1), listed=0)


def test_a_number_that_cannot_matter_has_no_swing() -> None:
    """The score of an option that is not in the option set moves nothing."""
    case = replace(
        dispute(), option_sets={"short": OptionSet(id="short", fix={"leave": ("short",)})}
    )
    found = {bar.label: bar for bar in drivers(case, "short", draw(case, 500))}
    assert found["Port: score of “Long” (Leave)"].swing == 0
    assert found["Union: walk-away premium"].swing > 0.1
    assert list(found)[-1] == "Port: score of “Long” (Leave)"


def test_a_veto_decides_where_the_others_are_enough() -> None:
    """Two of three must accept, among them a: b and c alone make no deal when a loses."""
    case = replace(
        one_package(a=Number.uniform(0, 10), b=fixed(9), c=Number.uniform(0, 10)),
        acceptance=Acceptance(at_least=2, including=("a",)),
    )
    first, second = drivers(case, "all", draw(case, 100))
    assert (first.label, first.share_at_low.share, first.share_at_high.share) == (
        "A: score of “Mid” (Pay)",
        0.0,
        1.0,
    )
    assert second.swing == 0


def test_labels_name_option_and_issue() -> None:
    """An option's name alone would often say nothing."""
    a = Scores(
        party="a",
        scores={
            "x": {"no": fixed(0), "yes": Number.uniform(0, 1)},
            "y": {"no": Number.uniform(0, 1), "maybe": Number.uniform(0, 1)},
        },
        standing=Standing(value=Number.uniform(0, 1)),
    )
    case = case_of((issue("x", "no", "yes"), issue("y", "no", "maybe")), a)
    assert sorted(bar.label for bar in drivers(case, "all", draw(case, 10))) == [
        "A: score of “Maybe” (Y)",
        "A: score of “No” (Y)",
        "A: score of “Yes” (X)",
        "A: walk-away value",
    ]


def test_labels_of_joint_scores_and_tables() -> None:
    """Combinations name their options, the rest of a list says so."""
    loose = Number.uniform(0, 1)
    issues = (issue("x", "no", "yes"), issue("y", "red", "blue"))
    a = Scores(
        party="a",
        scores={"x": {"no": fixed(0), "yes": fixed(1)}},
        weights={"x": fixed(1)},
        joint=(
            Joint(
                id="match",
                issues=("x", "y"),
                scores={("yes", "red"): loose},
                weight=loose,
                default=loose,
            ),
        ),
        standing=Standing(value=fixed(0)),
    )
    b = Table(
        party="b",
        issues=("y",),
        utilities={("red",): loose},
        default=loose,
        standing=Standing(value=fixed(0)),
    )
    case = case_of(issues, a, b)
    assert sorted(bar.label for bar in drivers(case, "all", draw(case, 10))) == [
        "A: joint score match of all other options",
        "A: joint score of “Yes” (X) + “Red” (Y)",
        "A: weight of the joint score match",
        "B: utility of all other packages",
        "B: utility of “Red” (Y)",
    ]


def test_the_absence_of_a_term_is_named() -> None:
    """What a term scores without a deal is a number of its own."""
    base = issue("x", "soon", "late")
    a = Scores(
        party="a", scores={"x": {"soon": fixed(1), "late": fixed(0), NO_DEAL: Number.uniform(0, 2)}}
    )
    case = case_of((replace(base, term=True),), a)
    (bar,) = drivers(case, "all", draw(case, 10))
    assert bar.label == "A: score of X without a deal"
    assert (bar.share_at_low.share, bar.share_at_high.share) == (1, 0)


def test_a_path_of_an_unknown_kind_is_shown_as_it_stands() -> None:
    """A number of preferences of another kind keeps its path as its label."""
    named = NamedNumber(path=("preferences", "a", "mood", "today"), number=Number.uniform(0, 1))
    found = subject(one_package(a=fixed(9)), named)
    assert (found.label, found.issues) == ("A: mood today", None)


def test_a_cap_holds_in_every_draw() -> None:
    """Scores x ~ U(0, 10) and 2 with a cap of 6: a deal needs 5, and x + 2 is worth at most 6."""
    a = Scores(
        party="a",
        scores={"x": {"only": Number.uniform(0, 10)}, "y": {"no": fixed(0), "yes": fixed(2)}},
        standing=Standing(value=fixed(5)),
        cap=6.0,
    )
    case = case_of((issue("x", "only"), issue("y", "no", "yes")), a)
    draws = draw(case, 200)
    _, margins = zone_probability(case, "all", draws)
    x = draws.values["preferences", "a", "scores", "x", "only"]
    np.testing.assert_allclose(margins, np.minimum(x + 2, 6) - 5)


def test_progress_runs_from_start_to_end() -> None:
    """Long questions tell the share that is done, never going back."""
    case = replace(dispute(), option_sets={"few": OptionSet(id="few", fix={"pay": ("mid",)})})
    told: list[float] = []
    found = zone_probabilities(case, ["all", "few"], draw(case, 10), progress=told.append)
    assert list(found) == ["all", "few"]
    assert told == [0.5, 1.0]
    told.clear()
    drivers(case, "all", draw(case, 10), listed=0, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1


def offered(status: str | None, by: str | None = None) -> Case:
    """Return the dispute with one named package, made by a party, of some status."""
    return with_packages(
        dispute(),
        NamedPackage(
            id="p",
            name="the offer",
            options={"pay": "mid", "leave": "long"},
            by=by,
            status=status,
        ),
    )


def test_a_condition_that_always_holds_keeps_all_draws() -> None:
    """No named package, or one that says nothing, keeps every draw as it is."""
    for case in (dispute(), offered("rumoured")):
        draws = draw(case, 50)
        some, kept, told = revealed(case, draws)
        assert kept.share == 1
        assert told == ()
        assert some.values.keys() == draws.values.keys()
        for path, values in some.values.items():
            np.testing.assert_array_equal(values, draws.values[path])
    sure = with_packages(
        one_package(a=Number.uniform(6, 9)),
        NamedPackage(id="p", name="P", options={"pay": "mid"}, by="a"),
    )
    _, kept, told = revealed(sure, draw(sure, 50))
    assert kept.share == 1
    assert told == ("'P' was worth at least as much as no deal to A, who proposed it",)


def test_conditions_select_the_draws_that_agree() -> None:
    """Kept draws are those in which the proposer gains and the others lose."""
    case = offered("refused", by="union")
    draws = draw(case, 400)
    some, kept, told = revealed(case, draws)
    assert told == (
        "'the offer' was worth at least as much as no deal to Union, who proposed it",
        "'the offer' was worth less than no deal to Port, who refused it",
    )
    assert 0 < kept.share < 1
    assert some.count == round(kept.share * 400)
    found = chances.acceptance(case, some)["p"]
    assert found["union"].share == 1
    assert found["port"].share == 0


def test_what_never_happens_is_an_error() -> None:
    """Where no draw agrees the error names the condition that fails most."""
    case = with_packages(
        one_package(a=Number.uniform(6, 9), b=Number.uniform(0, 10)),
        NamedPackage(id="p", name="P", options={"pay": "mid"}, by="b", to=("a",), status="refused"),
    )
    told = "'P' was worth less than no deal to A, who refused it, holds in 0 of them"
    with pytest.raises(QuestionError, match=told):
        uncertainty(case, count=50, condition=True)


def test_the_answer_joins_all_parts() -> None:
    """One call gives chance, margins, Nash shares and drivers on the same draws."""
    case = offered("refused", by="union")
    told: list[float] = []
    found = uncertainty(case, count=300, seed=4, condition=True, progress=told.append)
    some, kept, words = revealed(case, draw(case, 300, 4))
    zone, margins = zone_probability(case, "all", some)
    assert (found.option_set, found.draws, found.kept, found.conditions) == (
        "all",
        some.count,
        kept,
        words,
    )
    assert found.zone == zone
    np.testing.assert_array_equal(found.margins, margins)
    assert found.nash == nash_shares(case, "all", some)
    assert found.drivers == drivers(case, "all", some)
    assert told == sorted(told)
    assert told[-1] == 1
    plain = uncertainty(case, count=300, seed=4, drivers=False)
    assert (plain.kept, plain.conditions, plain.drivers, plain.draws) == (None, (), (), 300)


def test_chances_come_with_their_error() -> None:
    """The standard error is sqrt(q (1 - q) / N); where all draws agree the bound is 3 / N."""
    found = uncertainty(dispute(), count=400, drivers=False).zone
    assert found.standard_error == pytest.approx((found.share * (1 - found.share) / 400) ** 0.5)
    sure = uncertainty(one_package(a=fixed(9)), count=400).zone
    assert (sure.share, sure.standard_error, sure.bound) == (1, 0, 3 / 400)
