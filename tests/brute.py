"""The obvious way to value a case: package by package, straight from the meanings of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from zopa.model import NO_DEAL, Case, OptionSet, Rule, Scores, Table

TOLERANCE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Valued:
    """One legal deal and what it is worth to each party with preferences."""

    package: dict[str, str]
    utilities: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Brute:
    """All legal deals of a small case, valued one by one."""

    case: Case
    deals: list[Valued]
    reservation: dict[str, float]
    strict: bool = False

    def lines(self) -> dict[str, float]:
        """Return the utility from which each party accepts (semantics §4)."""
        found = {}
        for party, reservation in self.reservation.items():
            seen = [deal.utilities[party] for deal in self.deals] + [reservation]
            span = max(seen) - min(seen)
            if span <= 1e-12 * max(abs(max(seen)), 1.0):
                span = max(abs(max(seen)), 1.0)
            found[party] = reservation + (1 if self.strict else -1) * TOLERANCE * span
        return found

    def zone(self) -> list[Valued]:
        """Return the deals that the acceptance rule passes."""
        lines = self.lines()
        rule = self.case.acceptance
        needed = rule.needed(len(lines))
        found = []
        for deal in self.deals:
            yes = {party for party, line in lines.items() if deal.utilities[party] >= line}
            if len(yes) >= needed and yes.issuperset(rule.including):
                found.append(deal)
        return found


def brute(
    case: Case,
    option_set: str | OptionSet = "all",
    *,
    strict: bool = False,
    rules: tuple[Rule, ...] | None = None,
    absent: str | None = None,
) -> Brute:
    """Return every legal deal of a case with its central utilities.

    ``absent`` names a term that deals leave out.
    """
    chosen = case.option_set(option_set) if isinstance(option_set, str) else option_set
    binding = (*case.rules, *case.deal_rules) if rules is None else rules
    allowed = {name: kept for name, kept in chosen.allowed(case.issues).items() if name != absent}
    deals = []
    for options in product(*allowed.values()):
        package = dict(zip(allowed, options, strict=True))
        if all(rule.holds(package) for rule in binding):
            worth = {party: utility(case, party, package) for party in case.preferences}
            deals.append(Valued(package=package, utilities=worth))
    reservation = {party: no_deal_value(case, party) for party in case.preferences}
    return Brute(case=case, deals=deals, reservation=reservation, strict=strict)


def utility(case: Case, party: str, package: Mapping[str, str]) -> float:
    """Return what a package is worth to a party; issues it leaves out count as `NO_DEAL`."""
    preference = case.preferences[party]
    if isinstance(preference, Table):
        row = tuple(package.get(issue, NO_DEAL) for issue in preference.issues)
        number = preference.utilities.get(row, preference.default)
        assert number is not None, row
        return _capped(number.central, preference.cap)
    assert isinstance(preference, Scores)
    total = weights = 0.0
    for weight, score in _items(preference, package):
        total += weight * score
        weights += weight
    if preference.weights is not None and preference.rescale:
        total /= weights
    return _capped(total + preference.constant, preference.cap)


def _items(preference: Scores, package: Mapping[str, str]) -> Iterator[tuple[float, float]]:
    for issue, column in preference.scores.items():
        weight = 1.0 if preference.weights is None else preference.weights[issue].central
        yield weight, column[package.get(issue, NO_DEAL)].central
    for joint in preference.joint:
        row = tuple(package.get(issue, NO_DEAL) for issue in joint.issues)
        number = joint.scores.get(row, joint.default)
        yield (1.0 if joint.weight is None else joint.weight.central), number.central


def no_deal_value(case: Case, party: str) -> float:
    """Return the reservation value of a party."""
    standing = case.preferences[party].standing
    if standing.value is not None:
        return standing.value.central
    package = case.no_deal_package()
    assert package is not None
    premium = 0.0 if standing.premium is None else standing.premium.central
    return utility(case, party, package) + premium


def _capped(value: float, cap: float | None) -> float:
    return value if cap is None else min(cap, value)
