"""The front door of unlock, and its answers where deals are too many to list."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cases import NARROW, cases
from changes import explicit, zone_after
from zopa.analysis.results import Lever, Unlock
from zopa.analysis.unlock import LEVERS, _additions, unlock, weights_together
from zopa.analysis.unlock._setting import Setting, count
from zopa.errors import CaseError, LimitError, QuestionError, UnknownNameError
from zopa.model import (
    Case,
    Issue,
    Number,
    Option,
    OptionSet,
    Party,
    Pattern,
    Rule,
    Scores,
    Standing,
    Table,
)


def two(cap: float | None = None, value: float = 0.7, issues: int = 2) -> Case:
    """Return a case in which both want the opposite, one issue weighing more for each."""
    options = tuple(Option(id=name, name=name) for name in ("left", "right"))
    names = [f"i{at}" for at in range(issues)]
    preferences = {}
    for party, (low, high) in {"a": (0.0, 1.0), "b": (1.0, 0.0)}.items():
        preferences[party] = Scores(
            party=party,
            scores={
                name: {"left": Number.fixed(low), "right": Number.fixed(high)} for name in names
            },
            weights={name: Number.fixed(1) for name in names},
            standing=Standing(value=Number.fixed(value)),
            cap=cap,
        )
    return Case(
        id="two",
        title="Two",
        parties=(Party(id="a", name="A"), Party(id="b", name="B")),
        issues=tuple(Issue(id=name, name=name, options=options, now="left") for name in names),
        preferences=preferences,
    )


def kinds(found: Unlock) -> set[str]:
    return {lever.kind for lever in found.levers}


def test_progress_is_told_in_order() -> None:
    told: list[tuple[str, float]] = []
    unlock(two(), progress=lambda what, share: told.append((what, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert [what for what, _ in told] == [m.title for _, m in LEVERS.items() if m.opens]


def test_unlock_takes_an_option_set_or_its_name() -> None:
    right = OptionSet(id="right", fix={"i0": ("right",), "i1": ("right",)})
    case = replace(two(), option_sets={"right": right})
    assert unlock(case, right) == unlock(case, "right")
    assert unlock(case, "right").option_set == "right"


def test_what_cannot_be_asked_is_an_error() -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        unlock(replace(two(), option_sets={"right": OptionSet(id="right")}), "rigth")
    with pytest.raises(QuestionError, match="has no preferences"):
        unlock(replace(two(), preferences={}))
    with pytest.raises(LimitError, match="raise the frontier limit"):
        unlock(two(issues=6), frontier_limit=3)
    forbidden = Rule(when=Pattern(allowed={"i0": ("left", "right")}), then=None)
    with pytest.raises(CaseError, match="no package obeys"):
        unlock(replace(two(), rules=(forbidden,)))


def test_a_lever_too_large_to_search_says_so() -> None:
    """Without the rule that keeps the issues equal the frontier has more than three points."""
    same = Rule(
        when=Pattern(allowed={"i0": ("left",)}),
        then=Pattern(allowed={"i1": ("left",)}),
    )
    other = Rule(
        when=Pattern(allowed={"i1": ("left",)}),
        then=Pattern(allowed={"i0": ("left",)}),
    )
    weights = {"i0": Number.fixed(1), "i1": Number.fixed(3)}
    preferences = {
        name: replace(preference, weights=weights)  # type: ignore[type-var]
        for name, preference in two().preferences.items()
    }
    case = replace(two(), preferences=preferences, rules=(same, other))
    found = unlock(case, frontier_limit=2)
    (lifted,) = [lever for lever in found.levers if lever.kind == "lift-rule"]
    assert (lifted.opens, lifted.scope, lifted.size) == (False, "bound", None)
    assert lifted.detail.startswith("not known: the frontier has more than 2 points")
    assert {"reservation-alone", "weight"} <= kinds(found)


def test_a_cap_that_binds_takes_weights_and_scores_out() -> None:
    """At 0.4 nobody's utility is a sum any more; at 1 the cap never matters."""
    measured = {"weight", "weights-together"}
    assert not measured & kinds(unlock(two(cap=0.4)))
    assert measured <= kinds(unlock(two(cap=1.0)))
    sizes = [
        {(lever.label, lever.size) for lever in unlock(two(cap=cap)).levers} for cap in (1.0, None)
    ]
    assert sizes[0] == sizes[1]


def test_a_cap_on_a_plain_sum_of_scores() -> None:
    """Two issues of at most 1 add up to 2: a cap of 2 never matters, one of 1.5 can.

    Deals are worth (2, 0), (1, 1) and (0, 2) against (1, 1.4): b lacks 0.4 on the middle ones,
    which its score of right on either issue can give, a lacks 1 on the last, which its score of
    left can give.
    """
    sizes = []
    values = {"a": 1.0, "b": 1.4}
    for cap in (1.5, 2.0):
        preferences = {
            name: replace(
                preference, weights=None, standing=Standing(value=Number.fixed(values[name]))
            )  # type: ignore[type-var]
            for name, preference in two(cap=cap).preferences.items()
        }
        found = unlock(replace(two(), preferences=preferences))
        sizes.append(sum(lever.kind == "score" and lever.opens for lever in found.levers))
    assert sizes == [0, 4]


def test_issues_that_cannot_be_left_out_are_left_aside() -> None:
    """One does not say how things are, one is a term whose absence nobody scores."""
    base = two(issues=3)
    issues = (
        replace(base.issues[0], now=None),
        replace(base.issues[1], now=None, term=True),
        base.issues[2],
    )
    found = unlock(replace(base, issues=issues))
    left_out = [lever.issue for lever in found.levers if lever.kind == "leave-issue-out"]
    assert left_out == ["i2"]


def test_options_are_tried_where_the_whole_case_is_too_large() -> None:
    """A rule ties the issues into a block that may have two packages, not four."""
    rule = Rule(
        when=Pattern(allowed={"i0": ("right",)}), then=Pattern(allowed={"i1": ("left", "right")})
    )
    fixed = OptionSet(id="fixed", fix={"i0": ("left",), "i1": ("left",)})
    case = replace(two(value=0.5), rules=(rule,), option_sets={"fixed": fixed})
    wanted = [(lever.label, lever.opens) for lever in unlock(case, "fixed").levers]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["zopa.model.space"], "BLOCK_LIMIT", 2)
        found = [(lever.label, lever.opens) for lever in unlock(case, "fixed").levers]
    assert [pair for pair in found if pair[0].startswith("add")] == [
        pair for pair in wanted if pair[0].startswith("add")
    ]
    assert any(opens for label, opens in found if label.startswith("add"))


def test_tables_have_no_weights() -> None:
    table = Table(
        party="a",
        issues=("i0",),
        utilities={("left",): Number.fixed(0), ("right",): Number.fixed(1)},
        standing=Standing(value=Number.fixed(0.7)),
    )
    case = replace(two(), preferences={"a": table, "b": two().preferences["b"]})
    found = unlock(case)
    assert {lever.parties for lever in found.levers if lever.kind == "weight"} == {("b",)}


def test_one_party_alone_has_no_payments_and_no_totals() -> None:
    case = replace(two(value=1.5), preferences={"a": two(value=1.5).preferences["a"]})
    assert not {"payment", "reservation-equal", "reservation-together", "consent"} & kinds(
        unlock(case)
    )


def test_a_tie_is_opened_by_the_slightest_change() -> None:
    """Half of all is worth exactly 0.5 to both: enough, but not more."""
    assert not unlock(two(value=0.5)).opening
    found = unlock(two(value=0.5), strict=True)
    equal = next(lever for lever in found.levers if lever.kind == "reservation-equal")
    assert equal.detail == "the slightest change opens it"
    assert equal.size == pytest.approx(1e-9)
    closing = next(
        lever for lever in unlock(two(value=0.5)).levers if lever.kind == "reservation-equal"
    )
    assert closing.detail == "the slightest change closes it"


def huge(value: float) -> Case:
    """Return 10^40 packages: on 40 issues, what one party wins from step to step the other loses.

    Each step of one issue gives A its number and costs B 40 minus it, so that some issues
    matter more to either.
    """
    issues = tuple(
        Issue(
            id=f"i{at}",
            name=f"Issue {at}",
            options=tuple(
                Option(id=f"o{n}", name=f"{n}", origin="old" if n < 9 else "new") for n in range(10)
            ),
            now="o0",
        )
        for at in range(40)
    )
    preferences = {}
    for party in "ab":
        rising = party == "a"
        preferences[party] = Scores(
            party=party,
            scores={
                issue.id: {f"o{n}": Number.fixed(n if rising else 9 - n) for n in range(10)}
                for issue in issues
            },
            weights={
                issue.id: Number.fixed(at + 1 if rising else 40 - at)
                for at, issue in enumerate(issues)
            },
            standing=Standing(value=Number.fixed(value)),
        )
    return Case(
        id="huge",
        title="Huge",
        parties=(Party(id="a", name="A"), Party(id="b", name="B")),
        issues=issues,
        preferences=preferences,
        option_sets={"old": OptionSet(id="old", origin=("old",))},
    )


def test_reservations_and_weights_are_exact_at_10_to_the_40() -> None:
    """The best equal share gives each the 20 issues that matter more to it.

    Those weigh 21 + ... + 40 = 610 of 820, so each gets 9 x 610 / 820, and both miss a value of
    7 by as much.
    """
    found = unlock(huge(7.0))
    levers = {(lever.kind, lever.parties): lever for lever in found.levers}
    miss = 7 - 9 * 610 / 820
    equal = levers["reservation-equal", ("a", "b")]
    assert equal.scope == "exact"
    assert equal.size == pytest.approx(miss)
    weights = [lever for lever in found.levers if lever.kind == "weight"]
    assert {lever.scope for lever in weights} == {"exact"}
    together = {lever.label: lever for lever in found.levers if lever.kind == "weights-together"}
    assert {lever.scope for lever in together.values()} == {"bound"}
    sizes = {label: lever.size or np.inf for label, lever in together.items()}
    everybody = sizes.pop("all weights, together")
    assert len(sizes) == 2
    assert everybody <= min(sizes.values()) < np.inf


@settings(max_examples=40)
@given(case=cases(), name=st.sampled_from(("all", NARROW)))
def test_bounds_are_no_smaller_than_the_truth_and_do_open(case: Case, name: str) -> None:
    """Where deals are not listed, weights together are found on efficient deals and near them."""
    setting = Setting.of(case, name, strict=False)
    assume(setting.opening)
    exact = weights_together.weights_together(setting)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weights_together, "ENUMERABLE", 0)
        bound = weights_together.weights_together(setting)
    for truth, found in zip(exact, bound, strict=True):
        assert found.scope == "bound"
        if found.opens:
            assert truth.size is not None
            assert found.size is not None
            assert found.size >= truth.size - 1e-9
            assert zone_after(case, explicit(case, name), found, strict=False, part=1 + 1e-6)


def scattered(seed: int) -> Case:
    """Return a case of 64 packages with scores and weights all over the place."""
    rng = np.random.default_rng(seed)
    names = ("x", "y", "z")
    options = tuple(Option(id=f"o{n}", name=f"{n}") for n in range(4))
    return Case(
        id="scattered",
        title="Scattered",
        parties=tuple(Party(id=name, name=name) for name in "ab"),
        issues=tuple(Issue(id=name, name=name, options=options) for name in names),
        preferences={
            party: Scores(
                party=party,
                scores={
                    name: {option.id: Number.fixed(rng.random()) for option in options}
                    for name in names
                },
                weights={name: Number.fixed(rng.random()) for name in names},
                standing=Standing(value=Number.fixed(0.8)),
            )
            for party in "ab"
        },
    )


def test_the_bound_drops_no_deal_that_is_cheaper() -> None:
    """Looking at every deal finds nothing that the search with its bound does not find."""
    search = weights_together._Search  # noqa: SLF001 - the bound is its own business
    found = 0
    for seed in range(60):
        setting = Setting.of(scattered(seed), "all", strict=False)
        if setting.opening:
            quick = weights_together.weights_together(setting)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(search, "_bound", lambda _, values: np.zeros(len(values)))
                full = weights_together.weights_together(setting)
            sizes = [[lever.size for lever in levers] for levers in (quick, full)]
            assert sizes[0] == pytest.approx(sizes[1])
            found += 1
    assert found > 20


@settings(max_examples=40)
@given(case=cases(issues=(3, 4)))
def test_sets_of_options_tried_one_by_one_are_those_that_listing_finds(case: Case) -> None:
    listed = Setting.of(case, NARROW, strict=False)
    assume(listed.opening and listed.additions.outside)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_additions, "ENUMERABLE", 0)
        tried = Setting.of(case, NARROW, strict=False).additions
    singles = any(len(added) == 1 for added in listed.additions.openings)
    most = 2 if singles else 3
    wanted = {
        added: opening.packages
        for added, opening in listed.additions.openings.items()
        if len(added) <= most
    }
    assert {added: opening.packages for added, opening in tried.openings.items()} == wanted
    assert tried.exact or not wanted


def test_a_search_that_stops_says_so() -> None:
    """Two options are needed together; with one try for pairs they are not found."""
    options = tuple(
        Option(id=name, name=name, origin="old" if name == "o0" else "new")
        for name in ("o0", "o1", "o2")
    )
    column = {"o0": Number.fixed(0), "o1": Number.fixed(0), "o2": Number.fixed(5)}
    parties = ("a", "b")
    case = Case(
        id="pair",
        title="Pair",
        parties=tuple(Party(id=name, name=name) for name in parties),
        issues=tuple(Issue(id=name, name=name, options=options) for name in ("x", "y")),
        option_sets={"old": OptionSet(id="old", origin=("old",))},
        preferences={
            name: Scores(
                party=name,
                scores={"x": column, "y": column},
                standing=Standing(value=Number.fixed(10)),
            )
            for name in parties
        },
    )

    def added(found: Unlock) -> list[Lever]:
        return [lever for lever in found.levers if lever.kind == "add-options"]

    (exact,) = added(unlock(case, "old"))
    assert (exact.options, exact.scope) == ((("x", "o2"), ("y", "o2")), "exact")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_additions, "ENUMERABLE", 0)
        (tried,) = added(unlock(case, "old"))
        assert (tried.options, tried.scope) == (exact.options, "exact")
        patch.setattr(_additions, "TRIES", 5)
        (stopped,) = added(unlock(case, "old"))
    assert (stopped.opens, stopped.scope) == (False, "bound")


@given(case=cases(), free=st.booleans(), data=st.data())
def test_counts_of_a_changed_zone_are_those_of_listing(
    case: Case, *, free: bool, data: st.DataObject
) -> None:
    """Meeting in the middle counts what listing counts; a free party is no obstacle."""
    setting = Setting.of(case, "all", strict=False)
    party = data.draw(st.sampled_from(range(len(case.preferences)))) if free else None
    listed = count(setting.problem, party)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zopa.analysis.unlock._setting.ENUMERABLE", 0)
        counted = count(setting.problem, party)
    two_unanimous = len(case.preferences) == 2 and setting.problem.is_unanimous
    assert counted == (listed if two_unanimous and not free else None)


def test_tops_are_the_best_of_all_deals_with_a_row() -> None:
    """Witnesses of every row and party are worth what the table says."""
    setting = Setting.of(huge(7.0), "old", strict=False)
    for at in (0, 17, 39):
        top = setting.tops[at]
        for row in (0, 8):
            for party in (0, 1):
                rows = top.rows(row, party)
                assert rows[at] == row
                worth = setting.problem.deal(rows).utilities["ab"[party]]
                assert np.isclose(worth, top.best[row, party])
