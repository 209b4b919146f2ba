"""What a lever says, done to the case itself: the changed case, and its zone package by package."""

from __future__ import annotations

from dataclasses import replace

from brute import brute
from zopa.analysis.results import Lever
from zopa.model import Case, Number, OptionSet, Rule, Scores

FREE = -1e6
"""A reservation value that every deal beats."""
CHEAPER = 1 - 2e-6
"""A payment costs the payer this share of its price, so that rounding decides nothing."""


def zone_after(
    case: Case, option_set: OptionSet, lever: Lever, *, strict: bool, part: float = 1.0
) -> int:
    """Return how many deals pass after ``part`` of a lever's change."""
    changed, options = case, option_set
    if lever.kind.startswith("reservation"):
        for party, before in lever.before.items():
            changed = with_reservation(changed, party, part * (lever.after[party] - before))
    elif lever.kind == "payment":
        payer, receiver = lever.parties
        cost = lever.before[payer] - lever.after[payer]
        assert lever.size is not None
        changed = with_reservation(changed, receiver, -part * lever.size)
        changed = with_reservation(changed, payer, part * cost * CHEAPER)
    elif lever.kind in {"weight", "weights-together"}:
        changed = with_weights(changed, lever, part)
    elif lever.kind == "score":
        changed = with_score(changed, lever, part)
    elif lever.kind == "consent":
        changed = without_consent(changed, lever.parties[0])
    elif lever.kind in {"add-option", "add-options"}:
        options = with_options(case, option_set, lever.options)
    elif lever.kind == "remove-option":
        options = without_option(option_set, *lever.options[0])
    else:
        raise AssertionError(lever.kind)
    return len(brute(changed, options, strict=strict).zone())


def explicit(case: Case, name: str) -> OptionSet:
    """Return an option set that lists its options one by one."""
    return OptionSet(id=name, fix=case.option_set(name).allowed(case.issues))


def with_options(
    case: Case, option_set: OptionSet, added: tuple[tuple[str, str], ...]
) -> OptionSet:
    """Return an option set with more options."""
    fix = {
        issue.id: tuple(
            option.id
            for option in issue.options
            if option.id in option_set.fix[issue.id] or (issue.id, option.id) in added
        )
        for issue in case.issues
    }
    return OptionSet(id="more", fix=fix)


def without_option(option_set: OptionSet, issue: str, option: str) -> OptionSet:
    """Return an option set with one option fewer."""
    left = tuple(name for name in option_set.fix[issue] if name != option)
    return OptionSet(id="less", fix={**option_set.fix, issue: left})


def with_reservation(case: Case, party: str, change: float) -> Case:
    """Return a case in which one party's reservation value is moved."""
    preference = case.preferences[party]
    standing = preference.standing
    if standing.value is not None:
        moved = replace(standing, value=Number.fixed(standing.value.central + change))
    else:
        premium = 0.0 if standing.premium is None else standing.premium.central
        moved = replace(standing, premium=Number.fixed(premium + change))
    changed = replace(preference, standing=moved)  # type: ignore[type-var]
    return replace(case, preferences={**case.preferences, party: changed})


def without_consent(case: Case, party: str) -> Case:
    """Return a case in which one party accepts everything."""
    preference = case.preferences[party]
    standing = replace(preference.standing, value=Number.fixed(FREE), premium=None)
    changed = replace(preference, standing=standing)  # type: ignore[type-var]
    return replace(case, preferences={**case.preferences, party: changed})


def with_weights(case: Case, lever: Lever, part: float) -> Case:
    """Return a case with part of a change of weights."""
    changed = dict(case.preferences)
    for party in lever.parties:
        head = f"{party}." if any(key.startswith(f"{party}.") for key in lever.before) else ""
        preference = changed[party]
        assert isinstance(preference, Scores)
        new = {
            key.removeprefix(head): Number.fixed(
                max(0.0, before + part * (lever.after[key] - before))
            )
            for key, before in lever.before.items()
            if key.startswith(head)
        }
        changed[party] = replace(
            preference,
            weights={issue: new[issue] for issue in preference.scores},
            joint=tuple(replace(joint, weight=new[joint.id]) for joint in preference.joint),
        )
    return replace(case, preferences=changed)


def with_score(case: Case, lever: Lever, part: float) -> Case:
    """Return a case with part of a change of one score."""
    (issue, option), party = lever.options[0], lever.parties[0]
    then = lever.before[issue] + part * (lever.after[issue] - lever.before[issue])
    return replace_score(case, party, issue, option, then)


def replace_score(case: Case, party: str, issue: str, option: str, score: float) -> Case:
    """Return a case with another score."""
    preference = case.preferences[party]
    assert isinstance(preference, Scores)
    column = {**preference.scores[issue], option: Number.fixed(score)}
    changed = replace(preference, scores={**preference.scores, issue: column})
    return replace(case, preferences={**case.preferences, party: changed})


def zone_without_rule(case: Case, option_set: OptionSet, place: int, *, strict: bool) -> int:
    """Return how many deals pass when one rule is lifted."""
    rules: tuple[Rule, ...] = (*case.rules, *case.deal_rules)
    left = (*rules[:place], *rules[place + 1 :])
    return len(brute(case, option_set, strict=strict, rules=left).zone())


def zone_without_issue(case: Case, option_set: OptionSet, name: str, *, strict: bool) -> int:
    """Return how many deals pass when an issue is left out."""
    issue = case.issue(name)
    if issue.term:
        return len(brute(case, option_set, strict=strict, absent=name).zone())
    assert issue.now is not None
    options = OptionSet(id="held", fix={**option_set.fix, name: (issue.now,)})
    return len(brute(case, options, strict=strict).zone())
