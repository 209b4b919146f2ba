"""Orders of states, state rules, exchange, checks, ratifiers and coalitions as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap

from zopa.errors import QuestionError
from zopa.formats._zopa_write_leaves import choices, flow, flow_list, plain_number, quoted, words
from zopa.model import (
    Case,
    Check,
    CoalitionValues,
    ExchangeTerms,
    Forbidden,
    Inspection,
    Merged,
    Order,
    OrdinalPreference,
    Package,
    Priorities,
    Ranking,
    Ratifier,
    StateRules,
    StepTerms,
)
from zopa.model.preferences.ranking import Ref
from zopa.model.steps import Round


def order(preference: OrdinalPreference) -> dict[str, Any]:
    """Return a party's order of states."""
    if isinstance(preference, Ranking):
        tiers = [
            _state(tier[0]) if len(tier) == 1 else flow_list([_state(ref) for ref in tier])
            for tier in preference.tiers
        ]
        named = all(isinstance(ref, str) for tier in preference.tiers for ref in tier)
        return {"ranking": flow_list(tiers) if named else tiers}
    if isinstance(preference, Priorities):
        return {"priorities": [quoted(statement.text) for statement in preference.statements]}
    msg = f"party '{preference.party}' has an order of states that a case file cannot hold"
    raise QuestionError(msg)


def _state(ref: Ref) -> Any:
    return quoted(ref) if isinstance(ref, str) else _package(dict(ref))


def _package(package: Package) -> CommentedMap:
    return flow({issue: quoted(option) for issue, option in package.items()})


def later(case: Case) -> list[tuple[str, Any]]:
    """Return the parts for stability, exchange, checks and ratification; ``None`` for none."""
    return [
        ("states", states(case.states)),
        ("exchange", None if case.exchange is None else exchange(case.exchange)),
        ("verification", None if case.verification is None else verification(case.verification)),
        (
            "ratifiers",
            {
                party: {body.id: _ratifier(body) for body in bodies}
                for party, bodies in case.ratifiers.items()
            }
            or None,
        ),
        ("coalitions", None if case.coalitions is None else _coalitions(case.coalitions)),
    ]


def states(rules: StateRules) -> dict[str, Any] | None:
    """Return what a case says of its states."""
    found = {
        "once": flow({way.issue: words(way.order) for way in rules.one_way}),
        "forbidden": [_forbidden(move) for move in rules.forbidden],
        "merge": {merged.id: _merged(merged) for merged in rules.merged},
        "names": {name: _package(package) for name, package in rules.named.items()},
    }
    return {key: value for key, value in found.items() if value} or None


def _forbidden(move: Forbidden) -> CommentedMap:
    return flow(
        {
            "by": quoted(move.by),
            "from": choices(move.origin.allowed) or None,
            "to": choices(move.target.allowed) or None,
            "reason": quoted(move.reason),
        }
    )


def _merged(merged: Merged) -> dict[str, Any]:
    found = {
        "name": quoted(merged.name) if merged.name != merged.id else None,
        "states": choices(merged.pattern.allowed),
        "counts_as": None if merged.counts_as is None else _package(merged.counts_as),
    }
    return {key: value for key, value in found.items() if value is not None}


def exchange(terms: ExchangeTerms) -> dict[str, Any]:
    """Return what a case says of an exchange."""
    found = {
        "to": quoted(terms.to),
        "parties": {
            party: _unlike({"stake": stakes.stake, "relationship": stakes.relationship}, 0.0)
            | _unlike({"discount": stakes.discount}, 1.0)
            for party, stakes in terms.parties.items()
        },
        "issues": {issue: _step(step) for issue, step in terms.issues.items()},
        "orders": {name: _order(asked) for name, asked in terms.orders.items()},
    }
    found["parties"] = {party: flow(value) for party, value in found["parties"].items()}
    return {key: value for key, value in found.items() if value}


def _unlike(fields: Mapping[str, float], usual: float) -> dict[str, Any]:
    """Return the numbers that are not as usual."""
    return {key: plain_number(value) for key, value in fields.items() if value != usual}


def _step(step: StepTerms) -> CommentedMap:
    value, cost = plain_number(step.reversible_value), plain_number(step.reversible_cost)
    shares = value if value == cost else flow({"value": value, "cost": cost})
    return flow(
        {
            "reversible": shares if value or cost else None,
            **_unlike({"detected": step.detected}, 1.0),
            "delay": step.delay or None,
            "needs": words(step.needs),
            "shift": flow({p: plain_number(v) for p, v in step.shift.items()}) or None,
        }
    )


def _order(asked: Order) -> dict[str, Any]:
    found = {
        "name": quoted(asked.name) if asked.name != asked.id else None,
        "by": words(asked.by),
        "claims": words(asked.claims),
        "rounds": [_round(steps) for steps in asked.rounds],
    }
    return {key: value for key, value in found.items() if value is not None}


def _round(steps: Round) -> Any:
    made = [
        quoted(issue) if option is None else flow({issue: quoted(option)})
        for issue, option in steps
    ]
    return made[0] if len(made) == 1 else flow_list(made)


def verification(checks: Inspection) -> dict[str, Any]:
    """Return what a case says of checks."""
    found = {
        "by": quoted(checks.by),
        "visits": checks.visits,
        "periods": checks.periods,
        **_unlike({"miss": checks.miss}, Inspection().miss),
        "issues": {issue: _check(check) for issue, check in checks.checks.items()} or None,
        "undeclared": None if checks.undeclared is None else _check(checks.undeclared),
        "hit": None if checks.hit is None else plain_number(checks.hit),
    }
    return {key: value for key, value in found.items() if value is not None}


def _check(check: Check) -> CommentedMap:
    """Return the fields of a check that say something."""
    usual = Check()
    found: dict[str, Any] = {}
    for name in check.__slots__:
        value = getattr(check, name)
        if value != getattr(usual, name):
            found[name] = plain_number(value) if isinstance(value, float) else quoted(value)
    return flow(found)


def _ratifier(body: Ratifier) -> CommentedMap:
    votes = {member: plain_number(count) for member, count in body.votes.items()}
    members = words(tuple(votes), one=False) if set(votes.values()) <= {1} else flow(votes)
    return flow(
        {
            "name": quoted(body.name) if body.name != body.id else None,
            "needs": plain_number(body.needs),
            "of": members,
            "veto": words(body.vetoes),
        }
    )


def _coalitions(values: CoalitionValues) -> list[CommentedMap]:
    return [
        flow({"of": words(group, one=False), "worth": plain_number(worth)})
        for group, worth in values.values.items()
    ]
