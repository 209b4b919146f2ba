"""NegMAS scenarios (YAML): one folder with a domain and the profiles of all parties.

Utility = bias + sum of weight x value; weights and value functions stand in the order of the
domain file's issues.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zopa.errors import FormatError
from zopa.formats._contract import FORMATS, Format, Reading
from zopa.formats._draft import Draft, assemble, numeric_issue, options
from zopa.formats._files import (
    CHOICE,
    OPTION_LIMIT,
    as_object,
    case_id,
    finite,
    head_of,
    kind,
    listed,
    members,
    party_id,
    pick,
    read_text,
)
from zopa.formats._negmas_values import column, last, option_id
from zopa.formats._negmas_write import ADDITIVE, write
from zopa.model import Grid, Issue

SUFFIXES = (".yml", ".yaml")

GRID_POINTS = 21
"""Evenly spaced values at which a continuous issue is read."""

DOMAIN = re.compile(rb"(?m)^issues\s*:")
ISSUE_TYPE = re.compile(rb"type\s*:\s*[\w.'\"]*Issue\b")
SPACE_TYPE = re.compile(rb"(?m)^type\s*:\s*[\w.'\"]*OutcomeSpace\b")
PROFILE = re.compile(rb"type\s*:\s*[\w.'\"]*(UtilityFunction|UFun)\b")
OURS = re.compile(rb"(?m)^(zopa|parties)\s*:")

KNOWN_KEYS = frozenset(
    {"type", "name", "weights", "values", "bias", "reserved_value", "outcome_space", "issues", "id"}
)


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a file, or a file of a folder, looks like NegMAS."""
    if path.is_dir():
        return any(_is_domain(head_of(member)) for member in members(path, *SUFFIXES))
    return path.suffix.lower() in SUFFIXES and (_is_domain(head) or _is_profile(head))


def _is_domain(head: bytes) -> bool:
    typed = ISSUE_TYPE.search(head) or SPACE_TYPE.search(head)
    return bool(DOMAIN.search(head) and typed and not OURS.search(head))


def _is_profile(head: bytes) -> bool:
    return bool(PROFILE.search(head)) and not OURS.search(head) and not _is_domain(head)


def read(path: Path, chosen: Sequence[str] = ()) -> Reading:
    """Return the case of a NegMAS folder, or of a domain or profile with the files beside it.

    Parameters
    ----------
    path
        A folder with a domain and profiles; or the domain file; or one profile, which makes a
        case of one party.
    chosen
        File names of the profiles that take part; all of the folder when left out.

    Raises
    ------
    FormatError
        Where files are missing, broken, or of a kind that is not read.
    """
    remarks: list[str] = []
    folder = path if path.is_dir() else path.parent
    if path.is_dir() or _is_domain(head_of(path)):
        source = _domain(folder) if path.is_dir() else path
        profiles = _profiles(path, folder, source, chosen, remarks)
    elif chosen:
        msg = f"{path}: this is a profile; name the domain or the folder before '{CHOICE}'"
        raise FormatError(msg)
    else:
        source, profiles = _domain(folder), [path]
    domain = as_object(_load(source), str(source))
    issues = _issues(domain, source, remarks)
    drafts = [_draft(profile, issues, remarks) for profile in profiles]
    name = case_id(source)
    title = re.sub("[-_ ]domain$", "", str(domain.get("name") or "")) or name
    return assemble(name, title, issues, drafts, remarks)


def _load(path: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe", pure=True).load(read_text(path))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark is not None else ""
        problem = str(getattr(error, "problem", None) or "it cannot be parsed").splitlines()[0]
        msg = f"{path}: {line}this is not YAML ({problem}); mend or complete it"
        raise FormatError(msg) from None
    except (RecursionError, ValueError):
        msg = f"{path}: this is no YAML that a scenario could have; check that it is one"
        raise FormatError(msg) from None


def _domain(folder: Path) -> Path:
    found = [path for path in members(folder, *SUFFIXES) if _is_domain(head_of(path))]
    if len(found) == 1:
        return found[0]
    names = listed([path.name for path in found])
    msg = (
        f"{folder}: {len(found)} NegMAS domains ({names}) lie here; name the file of one"
        if found
        else f"{folder}: no NegMAS domain (a list of issues with types) lies here; add it"
    )
    raise FormatError(msg)


def _profiles(
    where: Path, folder: Path, source: Path, chosen: Sequence[str], remarks: list[str]
) -> list[Path]:
    beside = [path for path in members(folder, *SUFFIXES) if path != source]
    if chosen:
        return pick({path.name: path for path in beside}, chosen, where)
    found = []
    for path in beside:
        if path.stem.startswith("_"):
            continue
        if _is_profile(head_of(path)):
            found.append(path)
        else:
            remarks.append(f"{path.name}: neither a NegMAS domain nor a profile; left out")
    if not found:
        msg = f"{where}: no NegMAS profile lies beside the domain; add at least one"
        raise FormatError(msg)
    return found


def _issues(domain: dict[str, Any], source: Path, remarks: list[str]) -> list[Issue]:
    raw = domain.get("issues")
    if not isinstance(raw, list) or not raw:
        msg = f"{source}: the domain has no list of issues; add at least one"
        raise FormatError(msg)
    found: list[Issue] = []
    for place, entry in enumerate(raw, start=1):
        issue = _issue(as_object(entry, f"{source}: issue {place}"), source, place, remarks)
        if any(issue.id == other.id for other in found):
            msg = f"{source}: two issues are called '{issue.id}'; rename one"
            raise FormatError(msg)
        found.append(issue)
    return found


def _issue(raw: dict[str, Any], source: Path, place: int, remarks: list[str]) -> Issue:
    name = option_id(raw.get("name"))
    if name is None:
        msg = f"{source}: issue {place} has no name; give it one"
        raise FormatError(msg)
    where = f"{source}: issue '{name}'"
    values, type_name = raw.get("values"), last(raw.get("type", "CategoricalIssue"))
    if not isinstance(values, list) or not 1 <= len(values) <= OPTION_LIMIT:
        msg = f"{where}: expected a list of 1 to {OPTION_LIMIT:,} values, got {kind(values)}"
        raise FormatError(msg)
    if type_name in ("ContiguousIssue", "ContinuousIssue"):
        return _range(raw, name, source, remarks)
    ids = [option_id(value) for value in values]
    odd = next((v for v, found in zip(values, ids, strict=True) if found is None), None)
    if None in ids or len(set(ids)) < len(ids):
        what = "one value stands twice" if None not in ids else f"{kind(odd)} cannot be a value"
        msg = f"{where}: {what}; list texts or numbers, each once"
        raise FormatError(msg)
    return Issue(
        id=name,
        name=name,
        options=options([found for found in ids if found is not None]),
        grid=_even(values),
    )


def _range(raw: dict[str, Any], name: str, source: Path, remarks: list[str]) -> Issue:
    where, type_name, values = f"{source}: issue '{name}'", last(raw["type"]), raw["values"]
    if len(values) != 2:
        msg = f"{where}: a {type_name} has two values, lowest and highest; got {len(values)}"
        raise FormatError(msg)
    low, high = (finite(value, where) for value in values)
    whole = low == int(low) and high == int(high)
    if high < low or (type_name == "ContiguousIssue" and not whole):
        msg = f"{where} runs from {low:g} to {high:g}; mend its values"
        raise FormatError(msg)
    if type_name == "ContiguousIssue":
        grid = Grid(kind="integer", low=low, high=high, points=int(high - low) + 1)
        return numeric_issue(name, grid, where)
    points = GRID_POINTS if high > low else 1
    remarks.append(
        f"{source.name}: issue '{name}' takes any number from {low:g} to "
        f"{high:g}; it is read at {points} evenly spaced values"
    )
    return numeric_issue(name, Grid(kind="real", low=low, high=high, points=points), where)


def _even(values: Sequence[Any]) -> Grid | None:
    """Return the grid of evenly spaced ascending numbers; nothing for other values."""
    if len(values) < 2 or any(
        isinstance(value, bool) or not isinstance(value, (int, float)) for value in values
    ):
        return None
    whole = all(isinstance(value, int) for value in values)
    grid = Grid(
        kind="integer" if whole else "real",
        low=float(values[0]),
        high=float(values[-1]),
        points=len(values),
    )
    return (
        grid if grid.low < grid.high and list(grid.values()) == list(map(float, values)) else None
    )


def _draft(path: Path, issues: Sequence[Issue], remarks: list[str]) -> Draft:
    raw = as_object(_load(path), str(path))
    type_name = last(raw.get("type"))
    if type_name != ADDITIVE:
        msg = f"{path}: this is of type '{type_name}', which zopa does not read; {ADDITIVE} is read"
        raise FormatError(msg)
    unknown = sorted(str(key) for key in raw if key not in KNOWN_KEYS and raw[key] is not None)
    if unknown:
        remarks.append(f"{path.name}: unknown keys are left out: {', '.join(unknown)}")
    weights = _by_issue(raw.get("weights"), issues, "weights", path)
    functions = _by_issue(raw.get("values"), issues, "values", path)
    name = raw.get("name")
    party = party_id(path)
    return Draft(
        id=party,
        name=name if isinstance(name, str) and name else party,
        weights={
            issue.id: finite(weights[issue.id], f"{path}: weight of issue '{issue.id}'")
            for issue in issues
        },
        scores={issue.id: column(issue, functions[issue.id], path) for issue in issues},
        reservation=_reserved(raw.get("reserved_value"), path),
        constant=0.0 if raw.get("bias") is None else finite(raw["bias"], f"{path}: bias"),
    )


def _by_issue(raw: Any, issues: Sequence[Issue], what: str, path: Path) -> dict[str, Any]:
    """Return entries by issue: a list follows the domain's issues, an object names them."""
    names = [issue.id for issue in issues]
    if isinstance(raw, list) and len(raw) == len(issues):
        return dict(zip(names, raw, strict=True))
    if isinstance(raw, dict) and set(raw) == set(names):
        return raw
    got = f"{len(raw)}" if isinstance(raw, (list, dict)) else kind(raw)
    msg = (
        f"{path}: '{what}' has {got}, the domain has {len(issues)} issues ({listed(names)}); give "
        "one for each, in their order"
    )
    raise FormatError(msg)


def _reserved(value: Any, path: Path) -> float | None:
    if value is None or (isinstance(value, float) and value == -math.inf):
        return None
    return finite(value, f"{path}: reserved_value")


FORMATS.add(
    "negmas",
    Format(
        name="negmas",
        title="NegMAS YAML",
        recognises=recognises,
        read=read,
        choose=read,
        write=write,
    ),
)
