"""A `Case` to the text of a case file that reads back as the same case."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

from zopa.errors import QuestionError
from zopa.formats._zopa_grid import grid_options
from zopa.formats._zopa_leaves import VERSION
from zopa.formats._zopa_schema import PackagePart
from zopa.formats._zopa_write_later import later, order
from zopa.formats._zopa_write_leaves import (
    amount,
    amounts,
    block,
    choices,
    flow,
    flow_list,
    paragraph,
    plain_number,
    quoted,
    words,
)
from zopa.model import (
    Case,
    Claim,
    Issue,
    Joint,
    NamedPackage,
    Number,
    Option,
    OptionSet,
    Pattern,
    Preference,
    Rule,
    Scores,
    Standing,
    Table,
)

WIDTH = 100
"""Columns after which long lines are folded."""


def dump(case: Case) -> str:
    """Return the text of a case file.

    Raises
    ------
    QuestionError
        When preferences are of a kind that a case file cannot hold.
    """
    title = case.title if case.title != case.id else None
    head = {"zopa": VERSION, "id": quoted(case.id), "title": quoted(title)}
    parts = [{key: value} for key, value in _sections(case) if value is not None]
    return "\n".join(map(_yaml, [{k: v for k, v in head.items() if v is not None}, *parts]))


def lost(case: Case) -> tuple[str, ...]:
    """Return what a case file cannot hold: premiums that a value overrides."""
    return tuple(
        f"party '{party}' has a value for no deal, which its premium does not change; "
        "the premium is left out"
        for party, preference in (*case.preferences.items(), *case.constituents.items())
        if preference.standing.value is not None and preference.standing.premium is not None
    )


def _yaml(section: Mapping[str, Any]) -> str:
    yaml = YAML()
    yaml.width = WIDTH
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(block(section), stream)
    return stream.getvalue()


def _sections(case: Case) -> Iterable[tuple[str, Any]]:
    """Yield the parts of the file in order; ``None`` for those it does not need."""
    yield "parties", _parties(case)
    rule = case.acceptance
    yield "accept", flow({"at_least": rule.at_least, "including": words(rule.including)}) or None
    yield "sources", _each(case.sources, lambda v: flow(_fields(v)))
    yield "claims", _each(case.claims, claim_fields)
    yield "issues", {i.id: _issue(i) for i in case.issues}
    yield "rules", [_rule(v) for v in case.rules] or None
    yield "deal_rules", [_rule(v) for v in case.deal_rules] or None
    yield "option_sets", _each(case.option_sets, _option_set)
    yield "no_deal", flow({k: quoted(v) for k, v in case.no_deal.items()}) or None
    yield "preferences", _wants(case) or None
    keys = set(PackagePart.keys())
    yield "packages", _each(case.packages, lambda v: _package(v, keys))
    yield "events", [flow(_fields(v)) for v in case.events] or None
    yield "commitments", [flow(_fields(v)) for v in case.commitments] or None
    yield "notes", [paragraph(v) for v in case.notes] or None
    yield from later(case)


def _wants(case: Case) -> dict[str, Any]:
    """Return preferences of every kind, in the order of the parties."""
    found = {}
    for party in case.parties:
        if party.id in case.orders:
            found[party.id] = order(case.orders[party.id])
        for given in (case.preferences, case.constituents):
            if party.id in given:
                found[party.id] = _preference(given[party.id])
    return found


def _parties(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for party in case.parties:
        fields = _fields(party)
        name = fields.pop("name", None)
        if fields:
            found[party.id] = flow({"name": name, **fields})
        else:
            found[party.id] = name
    return found


def _each(parts: Mapping[str, Any], write: Any) -> dict[str, Any] | None:
    return {name: write(part) for name, part in parts.items()} or None


def _fields(value: Any) -> dict[str, Any]:
    """Return the fields of a flat value that say something, without its id."""
    found: dict[str, Any] = {}
    for name in value.__slots__:
        field = getattr(value, name)
        if name == "id" or field is None or field == ():
            continue
        if name == "name" and field == value.id:
            continue
        found[name] = words(field) if isinstance(field, tuple) else quoted(field)
    return found


def claim_fields(claim: Claim) -> dict[str, Any]:
    """Return what a claim says, by the keys of the file."""
    about = {key: None if v is None else quoted(v) for key, v in claim.about.items()}
    fields = {
        "statement": words(claim.statements),
        "source": quoted(claim.source or None),
        "quote": quoted(claim.quote or None),
        "by": quoted(claim.by),
        "kind": quoted(claim.kind),
        "about": _about(about),
        "stance": None if claim.stance == Claim(id="").stance else claim.stance,
        "note": quoted(claim.note),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _about(about: dict[str, Any]) -> Any:
    """Return what a claim is about: issue -> option, or the issues where no option is named."""
    if about and all(option is None for option in about.values()):
        return words(tuple(about), one=False)
    return flow(about, empty=True) if about else None


def _issue(issue: Issue) -> dict[str, Any]:
    made = issue.grid is not None and grid_options(issue.grid) == issue.options
    fields = {
        "name": quoted(issue.name) if issue.name != issue.id else None,
        "by": words(issue.by),
        "now": quoted(issue.now),
        "term": True if issue.term else None,
        "grid": _grid(issue),
        "options": None if made else _options(issue.options),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _grid(issue: Issue) -> CommentedMap | None:
    grid = issue.grid
    if grid is None:
        return None
    low, high = plain_number(grid.low), plain_number(grid.high)
    return flow({"kind": grid.kind, "low": low, "high": high, "points": grid.points})


def _options(options: Iterable[Option]) -> Any:
    fields = {option.id: _fields(option) for option in options}
    if not any(fields.values()):
        return words(tuple(fields), one=False)
    return {
        name: part.get("name") if set(part) <= {"name"} else flow(part)
        for name, part in fields.items()
    }


def _rule(rule: Rule) -> dict[str, Any]:
    if rule.then is None:
        found = {"never": _pattern(rule.when)}
    else:
        found = {"if": _pattern(rule.when), "then": _pattern(rule.then)}
    return found if rule.reason is None else {**found, "reason": quoted(rule.reason)}


def _pattern(pattern: Pattern) -> CommentedMap:
    return choices(pattern.allowed)


def _option_set(chosen: OptionSet) -> CommentedMap:
    fields: dict[str, Any] = {}
    if chosen.name is not None:
        fields["name"] = quoted(chosen.name)
    if chosen.origin is not None:
        fields["origin"] = words(chosen.origin, one=False)
    if chosen.add:
        fields["add"] = choices(chosen.add)
    if chosen.fix:
        fields["fix"] = choices(chosen.fix)
    return flow(fields)


def _package(package: NamedPackage, keys: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("name", "by", "to", "status", "claims", "assumed"):
        field = getattr(package, name)
        if field is None or field == () or (name == "name" and field == package.id):
            continue
        found[name] = words(field) if isinstance(field, tuple) else quoted(field)
    chosen = {issue: quoted(option) for issue, option in package.options.items()}
    if keys.isdisjoint(chosen):
        return {**found, **chosen}
    return {**found, "options": flow(chosen)}


def _preference(preference: Preference) -> dict[str, Any]:
    if isinstance(preference, Scores):
        found = _scores(preference)
    elif isinstance(preference, Table):
        found = {"table": _table(preference)}
    else:
        msg = f"party '{preference.party}' has preferences that a case file cannot hold"
        raise QuestionError(msg)
    found["no_deal"] = _standing(preference.standing)
    found["cap"] = None if preference.cap is None else plain_number(preference.cap)
    found["discount"] = None if preference.discount == 1 else plain_number(preference.discount)
    return {key: value for key, value in found.items() if value is not None}


def _scores(preference: Scores) -> dict[str, Any]:
    weights = preference.weights
    return {
        "weights": None if weights is None else amounts(weights),
        "scores": {issue: amounts(column) for issue, column in preference.scores.items()},
        "joint": {joint.id: _joint(joint) for joint in preference.joint} or None,
        "rescale": None if preference.rescale else False,
        "constant": plain_number(preference.constant) if preference.constant else None,
    }


def _joint(joint: Joint) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for combination, number in joint.scores.items():
        level = nested
        for option in combination[:-1]:
            level = level.setdefault(option, {})
        level[combination[-1]] = amount(number)
    found: dict[str, Any] = {"issues": words(joint.issues, one=False)}
    if joint.weight is not None:
        found["weight"] = amount(joint.weight)
    found["scores"] = {key: _flow_all(value) for key, value in nested.items()}
    if joint.default != Number.fixed(0.0):
        found["default"] = amount(joint.default)
    return found


def _flow_all(value: Any) -> Any:
    if isinstance(value, dict):
        return flow({key: _flow_all(item) for key, item in value.items()}, empty=True)
    return value


def _table(table: Table) -> dict[str, Any]:
    rows = [
        flow_list([*map(quoted, options), amount(number)])
        for options, number in table.utilities.items()
    ]
    found = {"issues": words(table.issues, one=False), "rows": rows}
    if table.default is not None:
        found["default"] = amount(table.default)
    return found


def _standing(standing: Standing) -> CommentedMap | None:
    if standing.value is not None:
        value = amount(standing.value)
        return value if isinstance(value, CommentedMap) else flow({"value": value})
    if standing.premium is not None:
        return flow({"premium": amount(standing.premium)})
    return None
