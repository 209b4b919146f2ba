"""A `Case` to the text of a case file that reads back as the same case."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from zopa.errors import QuestionError
from zopa.formats._yaml_values import is_plain_text
from zopa.formats._zopa_grid import grid_options
from zopa.formats._zopa_leaves import VERSION
from zopa.formats._zopa_schema import PackagePart
from zopa.model import (
    Case,
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

_BARE = re.compile(r"\w(?:[\w .%/()'+&;!?-]*[\w.%)'+!?])?")
"""Texts that need no quotes anywhere in YAML, if they are not read as something else."""

_EXACT = 1e15
"""Whole numbers below it are written without a point."""


def dump(case: Case) -> str:
    """Return the text of a case file.

    Raises
    ------
    QuestionError
        When preferences are of a kind that a case file cannot hold.
    """
    title = case.title if case.title != case.id else None
    head = {"zopa": VERSION, "id": _text(case.id), "title": _text(title)}
    parts = [{key: value} for key, value in _sections(case) if value is not None]
    return "\n".join(map(_yaml, [{k: v for k, v in head.items() if v is not None}, *parts]))


def lost(case: Case) -> tuple[str, ...]:
    """Return what a case file cannot hold: premiums that a value overrides."""
    return tuple(
        f"party '{party}' has a value for no deal, which its premium does not change; "
        "the premium is left out"
        for party, preference in case.preferences.items()
        if preference.standing.value is not None and preference.standing.premium is not None
    )


def _yaml(section: Mapping[str, Any]) -> str:
    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(_block(section), stream)
    return stream.getvalue()


def _sections(case: Case) -> Iterable[tuple[str, Any]]:
    """Yield the parts of the file in order; ``None`` for those it does not need."""
    yield "parties", _parties(case)
    rule = case.acceptance
    yield "accept", _flow({"at_least": rule.at_least, "including": _words(rule.including)}) or None
    yield "sources", _each(case.sources, lambda v: _flow(_fields(v)))
    yield "claims", _each(case.claims, _claim)
    yield "issues", {i.id: _issue(i) for i in case.issues}
    yield "rules", [_rule(v) for v in case.rules] or None
    yield "deal_rules", [_rule(v) for v in case.deal_rules] or None
    yield "option_sets", _each(case.option_sets, _option_set)
    yield "no_deal", _flow({k: _text(v) for k, v in case.no_deal.items()}) or None
    yield "preferences", _each(case.preferences, _preference)
    keys = set(PackagePart.keys())
    yield "packages", _each(case.packages, lambda v: _package(v, keys))
    yield "events", [_flow(_fields(v)) for v in case.events] or None
    yield "commitments", [_flow(_fields(v)) for v in case.commitments] or None
    yield "notes", [_paragraph(v) for v in case.notes] or None


def _parties(case: Case) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for party in case.parties:
        fields = _fields(party)
        name = fields.pop("name", None)
        if fields:
            found[party.id] = _flow({"name": name, **fields})
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
        found[name] = _words(field) if isinstance(field, tuple) else _text(field)
    return found


def _claim(claim: Any) -> dict[str, Any]:
    about = {key: None if v is None else _text(v) for key, v in claim.about.items()}
    fields = {
        "source": _text(claim.source),
        "quote": _text(claim.quote),
        "by": _text(claim.by),
        "kind": _text(claim.kind),
        "about": _flow(about, empty=True) if about else None,
        "note": _text(claim.note),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _issue(issue: Issue) -> dict[str, Any]:
    made = issue.grid is not None and grid_options(issue.grid) == issue.options
    fields = {
        "name": _text(issue.name) if issue.name != issue.id else None,
        "by": _words(issue.by),
        "now": _text(issue.now),
        "term": True if issue.term else None,
        "grid": _grid(issue),
        "options": None if made else _options(issue.options),
    }
    return {key: value for key, value in fields.items() if value is not None}


def _grid(issue: Issue) -> CommentedMap | None:
    grid = issue.grid
    if grid is None:
        return None
    low, high = _plain(grid.low), _plain(grid.high)
    return _flow({"kind": grid.kind, "low": low, "high": high, "points": grid.points})


def _options(options: Iterable[Option]) -> Any:
    fields = {option.id: _fields(option) for option in options}
    if not any(fields.values()):
        return _words(tuple(fields), one=False)
    return {
        name: part.get("name") if set(part) <= {"name"} else _flow(part)
        for name, part in fields.items()
    }


def _rule(rule: Rule) -> dict[str, Any]:
    if rule.then is None:
        found = {"never": _pattern(rule.when)}
    else:
        found = {"if": _pattern(rule.when), "then": _pattern(rule.then)}
    return found if rule.reason is None else {**found, "reason": _text(rule.reason)}


def _pattern(pattern: Pattern) -> CommentedMap:
    return _choices(pattern.allowed)


def _choices(choices: Mapping[str, tuple[str, ...]]) -> CommentedMap:
    return _flow({k: _words(v) if v else CommentedSeq() for k, v in choices.items()}, empty=True)


def _option_set(chosen: OptionSet) -> CommentedMap:
    fields: dict[str, Any] = {}
    if chosen.name is not None:
        fields["name"] = chosen.name
    if chosen.origin is not None:
        fields["origin"] = _words(chosen.origin, one=False)
    if chosen.add:
        fields["add"] = _choices(chosen.add)
    if chosen.fix:
        fields["fix"] = _choices(chosen.fix)
    return _flow(fields)


def _package(package: NamedPackage, keys: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in ("name", "by", "to", "status", "claims", "assumed"):
        field = getattr(package, name)
        if field is None or field == () or (name == "name" and field == package.id):
            continue
        found[name] = _words(field) if isinstance(field, tuple) else _text(field)
    chosen = {issue: _text(option) for issue, option in package.options.items()}
    if keys.isdisjoint(chosen):
        return {**found, **chosen}
    return {**found, "options": _flow(chosen)}


def _preference(preference: Preference) -> dict[str, Any]:
    if isinstance(preference, Scores):
        found = _scores(preference)
    elif isinstance(preference, Table):
        found = {"table": _table(preference)}
    else:
        msg = f"party '{preference.party}' has preferences that a case file cannot hold"
        raise QuestionError(msg)
    found["no_deal"] = _standing(preference.standing)
    found["cap"] = None if preference.cap is None else _plain(preference.cap)
    found["discount"] = None if preference.discount == 1 else _plain(preference.discount)
    return {key: value for key, value in found.items() if value is not None}


def _scores(preference: Scores) -> dict[str, Any]:
    weights = preference.weights
    return {
        "weights": None if weights is None else _numbers(weights),
        "scores": {issue: _numbers(column) for issue, column in preference.scores.items()},
        "joint": {joint.id: _joint(joint) for joint in preference.joint} or None,
        "rescale": None if preference.rescale else False,
        "constant": _plain(preference.constant) if preference.constant else None,
    }


def _joint(joint: Joint) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for combination, number in joint.scores.items():
        level = nested
        for option in combination[:-1]:
            level = level.setdefault(option, {})
        level[combination[-1]] = _number(number)
    found: dict[str, Any] = {"issues": _words(joint.issues, one=False)}
    if joint.weight is not None:
        found["weight"] = _number(joint.weight)
    found["scores"] = {key: _flow_all(value) for key, value in nested.items()}
    if joint.default != Number.fixed(0.0):
        found["default"] = _number(joint.default)
    return found


def _flow_all(value: Any) -> Any:
    if isinstance(value, dict):
        return _flow({key: _flow_all(item) for key, item in value.items()}, empty=True)
    return value


def _table(table: Table) -> dict[str, Any]:
    rows = [
        _flow_list([*map(_text, options), _number(number)])
        for options, number in table.utilities.items()
    ]
    found = {"issues": _words(table.issues, one=False), "rows": rows}
    if table.default is not None:
        found["default"] = _number(table.default)
    return found


def _standing(standing: Standing) -> CommentedMap | None:
    if standing.value is not None:
        value = _number(standing.value)
        return value if isinstance(value, CommentedMap) else _flow({"value": value})
    if standing.premium is not None:
        return _flow({"premium": _number(standing.premium)})
    return None


def _numbers(numbers: Mapping[str, Number]) -> Any:
    """Return numbers in one line, or, where they say where they come from, one line each."""
    found = {key: _number(number) for key, number in numbers.items()}
    long = any(isinstance(value, CommentedMap) for value in found.values())
    return found if long else _flow(found)


def _number(number: Number) -> Any:
    form = _form(number)
    mark = number.provenance
    if mark is None:
        return form
    if not isinstance(form, CommentedMap):
        form = _flow({"value": form})
    for name in ("source", "date", "confidence", "method"):
        if getattr(mark, name) is not None:
            form[name] = _text(getattr(mark, name))
    if mark.claims:
        form["claims"] = _words(mark.claims)
    return form


def _form(number: Number) -> Any:
    low, central, high = map(_plain, (number.low, number.central, number.high))
    if number.shape == "fixed":
        return central
    if number.is_uncertain and number.shape == "triangular":
        return _flow_list([low, central, high])
    if number.is_uncertain and number.central == (number.low + number.high) / 2:
        return _flow_list([low, high])
    form = _flow({"low": low, "high": high, "central": central})
    if not number.is_uncertain:
        form["shape"] = number.shape
    return form


def _plain(value: float) -> int | float:
    """Return a number without needless point."""
    value = float(value)
    whole = value.is_integer() and abs(value) < _EXACT and str(value) != "-0.0"
    return int(value) if whole else value


def _text(value: Any) -> Any:
    """Return a text, in quotes where it would be read as something else."""
    if not isinstance(value, str):
        return value
    if not value.isprintable():
        return DoubleQuotedScalarString(value)
    bare = _BARE.fullmatch(value) and is_plain_text(value)
    return value if bare else SingleQuotedScalarString(value)


def _paragraph(value: str) -> Any:
    """Return a text of several lines as such, where YAML can hold it."""
    lines = value.split("\n")
    clean = all(line == line.strip() and line.isprintable() for line in lines)
    return LiteralScalarString(value) if len(lines) > 1 and clean and lines[0] else _text(value)


def _words(words: tuple[str, ...], *, one: bool = True) -> Any:
    """Return names as a list in one line; a single one without brackets where ``one``."""
    if one and len(words) < 2:
        return _text(words[0]) if words else None
    return _flow_list([_text(word) for word in words])


def _flow_list(items: list[Any]) -> CommentedSeq:
    made = CommentedSeq(items)
    made.fa.set_flow_style()
    return made


def _flow(fields: Mapping[str, Any], *, empty: bool = False) -> CommentedMap:
    """Return a mapping in one line, without the keys that say nothing unless ``empty``."""
    made = CommentedMap()
    for key, value in fields.items():
        if value is not None or empty:
            made[_text(key)] = value
    made.fa.set_flow_style()
    return made


def _block(value: Any) -> Any:
    """Return plain mappings and lists as YAML's, one line for each item."""
    if isinstance(value, (CommentedMap, CommentedSeq)):
        return value
    if isinstance(value, dict):
        return CommentedMap((_text(key), _block(item)) for key, item in value.items())
    if isinstance(value, list):
        return CommentedSeq(_block(item) for item in value)
    return value


def _any(value: Any) -> Any:
    """Return data that nobody reads here, with its texts in quotes where they need them."""
    if isinstance(value, Mapping):
        return {key: _any(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_any(item) for item in value]
    return _text(value)
