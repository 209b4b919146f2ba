"""Every promise that a lever declares holds on random cases; each promise has a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brute import brute
from cases import NARROW, cases
from changes import (
    FREE,
    explicit,
    replace_score,
    with_options,
    with_reservation,
    with_weights,
    without_consent,
    without_option,
    zone_after,
    zone_without_issue,
    zone_without_rule,
)
from zopa.analysis.results import Lever, LeverKind
from zopa.analysis.unlock import LEVERS, Member, Promise
from zopa.analysis.unlock._setting import Setting
from zopa.model import Case, OptionSet, Scores

MORE = 1 + 1e-6
LESS = 0.99
EDGE = 1e-6
"""Efforts below are a tie at the edge: the size is the tolerance of acceptance, no more, and
the rounding of utilities shows in it."""
GRID = np.linspace(0.00371, 0.99713, 21).tolist()
"""Weights at which no two lines of integer scores meet."""


def found(member: Member, case: Case, name: str, *, strict: bool) -> tuple[Setting, list[Lever]]:
    """Return a setting and the levers of one kind on it."""
    setting = Setting.of(case, name, strict=strict)
    applies = member.opens if setting.opening else member.closes
    return setting, list(member.find(setting)) if applies else []


def done(setting: Setting, lever: Lever, part: float) -> bool:
    """Return whether part of a lever's change does it, deal by deal."""
    case, strict = setting.case, setting.problem.strict
    passing = zone_after(case, setting.options, lever, strict=strict, part=part)
    return (passing > 0) == setting.opening


def does(setting: Setting, levers: list[Lever]) -> None:
    for place, lever in enumerate(levers):
        if not lever.opens:
            continue
        if lever.kind == "lift-rule":
            check_lifted(setting, lever, place)
        elif lever.kind == "leave-issue-out":
            check_left_out(setting, lever)
        else:
            assert done(setting, lever, MORE if lever.effort > EDGE else 1.01), lever
        check_deal(setting, lever)


def check_lifted(setting: Setting, lever: Lever, place: int) -> None:
    passing = zone_without_rule(setting.case, setting.options, place, strict=setting.problem.strict)
    assert lever.opens == (passing > 0)
    assert lever.packages == (passing or None)


def check_left_out(setting: Setting, lever: Lever) -> None:
    assert lever.issue is not None
    passing = zone_without_issue(
        setting.case, setting.options, lever.issue, strict=setting.problem.strict
    )
    assert lever.opens == (passing > 0)
    assert lever.packages == (passing or None)


def check_deal(setting: Setting, lever: Lever) -> None:
    """Check that the deal is valued before the change, on the reservation values before the change."""
    assert lever.deal is not None
    assert np.isfinite(lever.effort)
    assert lever.size is not None
    assert lever.size >= 0
    reservation = dict(
        zip(setting.problem.parties, setting.problem.reservation.tolist(), strict=True)
    )
    for party, gain in lever.deal.gains.items():
        assert gain == pytest.approx(lever.deal.utilities[party] - reservation[party])


def least(setting: Setting, levers: list[Lever]) -> None:
    for lever in levers:
        if lever.opens and lever.scope == "exact" and lever.effort > EDGE:
            assert not done(setting, lever, LESS), lever


def minimal(setting: Setting, levers: list[Lever]) -> None:
    for lever in levers:
        for left_out in lever.options if lever.opens else ():
            part = tuple(pair for pair in lever.options if pair != left_out)
            options = with_options(setting.case, setting.options, part)
            assert not brute(setting.case, options, strict=setting.problem.strict).zone()


def complete(setting: Setting, levers: list[Lever]) -> None:
    kind = levers[0].kind if levers else None
    if kind is None:
        return
    if kind in OVERLOOKED:
        for changed, options in OVERLOOKED[kind](setting, levers):
            passing = brute(changed, options, strict=setting.problem.strict).zone()
            assert bool(passing) != setting.opening
    elif kind == "lift-rule":
        for place, lever in enumerate(levers):
            check_lifted(setting, lever, place)
    elif kind == "leave-issue-out":
        for lever in levers:
            check_left_out(setting, lever)


Change = tuple[Case, OptionSet]


def other_reservations(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    """However far the value of a party moves whose lever does not do it."""
    for lever in levers:
        if not lever.opens:
            change = FREE if setting.opening else -FREE
            yield with_reservation(setting.case, lever.parties[0], change), setting.options


def other_payments(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    """Nothing the payer can spare on a deal helps a receiver that lacks something."""
    table = brute(setting.case, setting.options, strict=setting.problem.strict)
    for lever in levers:
        payer, receiver = lever.parties
        if lever.opens or table.zone():
            continue
        for deal in table.deals:
            spare = deal.utilities[payer] - table.reservation[payer]
            if spare > 0.01:  # scores are integers: nobody spares less in these cases
                poorer = with_reservation(setting.case, payer, spare * 0.999)
                yield with_reservation(poorer, receiver, FREE), setting.options


def other_weights(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    """All other values of a weight whose lever does not do it, on a grid."""
    listed = {(lever.parties[0], lever.issue) for lever in levers if lever.opens}
    for party in (name for name in setting.case.preferences if has_weights(setting.case, name)):
        own = shares(setting.case, party)
        for key, share in own.items():
            if (party, key) in listed or share == 1:
                continue
            for then in GRID:
                rest = (1 - then) / (1 - share)
                after = {name: then if name == key else rest * now for name, now in own.items()}
                moved = replace(levers[0], parties=(party,), before=own, after=after)
                yield with_weights(setting.case, moved, 1.0), setting.options


def has_weights(case: Case, party: str) -> bool:
    """Return whether a party weighs its scores."""
    preference = case.preferences[party]
    return isinstance(preference, Scores) and preference.weights is not None


def other_weights_together(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    """Random weights of parties whose lever does not do it."""
    rng = np.random.default_rng(1)
    for lever in levers:
        if lever.opens:
            continue
        for _ in range(20):
            changed = setting.case
            for party in lever.parties:
                own = shares(setting.case, party)
                drawn = rng.dirichlet(np.full(len(own), 0.3)).tolist()
                moved = replace(
                    lever, parties=(party,), before=own, after=dict(zip(own, drawn, strict=True))
                )
                changed = with_weights(changed, moved, 1.0)
            yield changed, setting.options


def shares(case: Case, party: str) -> dict[str, float]:
    """Return a party's weights as shares of their sum."""
    preference = case.preferences[party]
    assert isinstance(preference, Scores)
    assert preference.weights is not None
    own = {name: preference.weights[name].central for name in preference.scores}
    own |= {j.id: j.weight.central for j in preference.joint if j.weight is not None}
    return {name: weight / sum(own.values()) for name, weight in own.items()}


def other_scores(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    """All scores on the scale of an issue whose option is not listed, on a grid."""
    listed = {(lever.parties[0], *lever.options[0]) for lever in levers if lever.opens}
    for party, preference in setting.case.preferences.items():
        for issue, column in preference.scores.items() if isinstance(preference, Scores) else ():
            scale = [number.central for number in column.values()]
            for option in column:
                if (party, issue, option) not in listed:
                    for score in np.linspace(min(scale), max(scale), 5).tolist():
                        case = replace_score(setting.case, party, issue, option, score)
                        yield case, setting.options


def other_consents(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    for lever in levers:
        if not lever.opens:
            yield without_consent(setting.case, lever.parties[0]), setting.options


def other_options(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    listed = {lever.options for lever in levers if lever.opens}
    for issue in setting.case.issues:
        for option in issue.options:
            pair = (issue.id, option.id)
            if option.id not in setting.options.fix[issue.id] and (pair,) not in listed:
                yield setting.case, with_options(setting.case, setting.options, (pair,))


def other_pairs(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    """All pairs that contain neither an opening option nor an opening pair."""
    listed = {frozenset(lever.options) for lever in levers if lever.opens}
    single = {added for added in setting.additions.openings if len(added) == 1}
    outside = setting.additions.outside
    for first in outside:
        for second in outside:
            added = frozenset([first, second])
            if len(added) == 2 and not any(part <= added for part in listed | single):
                options = with_options(setting.case, setting.options, (first, second))
                yield setting.case, options
    if not listed and not single:
        yield setting.case, explicit(setting.case, "all")


def other_removals(setting: Setting, levers: list[Lever]) -> Iterator[Change]:
    listed = {lever.options[0] for lever in levers if lever.opens}
    for issue, options in setting.options.fix.items():
        for option in options if len(options) > 1 else ():
            if (issue, option) not in listed:
                less = without_option(setting.options, issue, option)
                yield setting.case, less


OVERLOOKED: dict[str, Callable[[Setting, list[Lever]], Iterator[Change]]] = {
    "reservation-alone": other_reservations,
    "payment": other_payments,
    "weight": other_weights,
    "weights-together": other_weights_together,
    "score": other_scores,
    "consent": other_consents,
    "add-option": other_options,
    "add-options": other_pairs,
    "remove-option": other_removals,
}
"""Changes that a lever of this kind says do not do it."""
ALWAYS = {"reservation-equal", "reservation-together"}
"""Kinds that always do it."""

CHECKS: dict[Promise, Callable[[Setting, list[Lever]], None]] = {
    Promise.DOES: does,
    Promise.LEAST: least,
    Promise.MINIMAL: minimal,
    Promise.COMPLETE: complete,
}


def test_every_kind_has_a_lever_and_every_promise_a_check() -> None:
    assert set(LEVERS) == set(get_args(LeverKind))
    assert set(CHECKS) == set(Promise)
    kinds = {kind for kind, member in LEVERS.items() if Promise.COMPLETE in member.promises}
    assert kinds == {*OVERLOOKED, *ALWAYS, "lift-rule", "leave-issue-out"}


@pytest.mark.parametrize(
    ("kind", "promise"),
    [(kind, promise) for kind, member in LEVERS.items() for promise in sorted(member.promises)],
)
@settings(max_examples=60)
@given(case=cases(), name=st.sampled_from(("all", NARROW)), strict=st.booleans())
def test_declared_promises_hold(
    kind: str, promise: Promise, case: Case, name: str, *, strict: bool
) -> None:
    setting, levers = found(LEVERS[kind], case, name, strict=strict)
    CHECKS[promise](setting, levers)
    if kind in ALWAYS and len(case.preferences) > 1 and setting.opening:
        assert [lever.opens for lever in levers] == [True]
