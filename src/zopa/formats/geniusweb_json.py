"""GeniusWeb domains and linear additive profiles (JSON).

Utility = sum of weight x utility of the value.  The reservation is a bid: the reservation value
is that bid's utility.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from zopa.errors import FormatError, did_you_mean
from zopa.formats._contract import FORMATS, Format, Reading
from zopa.formats._draft import Draft, assemble, numeric_issue, options
from zopa.formats._files import (
    CHOICE,
    OPTION_LIMIT,
    PARTIES,
    as_object,
    case_id,
    finite,
    head_of,
    kind,
    listed,
    members,
    party_id,
    pick,
    read_json,
    which,
)
from zopa.formats._geniusweb_write import ADDITIVE, DISCRETE, NUMERIC, write
from zopa.model import Grid, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One profile as the file has it."""

    path: Path
    space: dict[str, Any]


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a file, or a file of a folder, looks like GeniusWeb."""
    if path.is_dir():
        return any(_looks(head_of(member)) for member in members(path, ".json"))
    return path.suffix.lower() == ".json" and _looks(head)


def _looks(head: bytes) -> bool:
    return any(key in head for key in (b'"issuesValues"', b'UtilitySpace"', b'PartialOrdering"'))


def read(path: Path, chosen: Sequence[str] = ()) -> Reading:
    """Return the case of a GeniusWeb folder, or of a domain or profile with the files beside it.

    Parameters
    ----------
    path
        A folder with a domain and profiles; or the domain file; or one profile, which makes a
        case of one party.
    chosen
        File names of the profiles that take part; needed where there are more than two.

    Raises
    ------
    FormatError
        Where files are missing, broken, ambiguous, or of a kind that is not read.
    """
    remarks: list[str] = []
    folder = path if path.is_dir() else path.parent
    content = None if path.is_dir() else read_json(path)
    if content is not None and "issuesValues" not in as_object(content, str(path)):
        if chosen:
            msg = f"{path}: this is a profile; name the domain or the folder before '{CHOICE}'"
            raise FormatError(msg)
        profiles = [_profile(path)]
        domain, source = profiles[0].space.get("domain"), path
    else:
        domain, source = (content, path) if content is not None else _domain(folder)
        profiles = _profiles(path, folder, source, chosen, remarks)
        if domain is None:
            domain, source = profiles[0].space.get("domain"), profiles[0].path
    issues = _issues(as_object(domain, f"{source}: domain"), source)
    drafts = [_draft(profile, issues, remarks) for profile in profiles]
    case = folder.resolve().name if source in [p.path for p in profiles] else case_id(source)
    title = domain.get("name") if isinstance(domain, dict) else None
    return assemble(
        case, title if isinstance(title, str) and title else case, issues, drafts, remarks
    )


def _domain(folder: Path) -> tuple[dict[str, Any] | None, Path]:
    """Return the domain file of a folder, or nothing: profiles carry the domain too."""
    found = []
    for path in members(folder, ".json"):
        head = head_of(path)
        if b'"issuesValues"' in head and b'UtilitySpace"' not in head:
            content = read_json(path)
            if isinstance(content, dict) and "issuesValues" in content:
                found.append((content, path))
    if len(found) > 1:
        names = listed([path.name for _, path in found])
        msg = f"{folder}: {len(found)} GeniusWeb domains ({names}) lie here; name the file of one"
        raise FormatError(msg)
    return found[0] if found else (None, folder)


def _profile(path: Path) -> Profile:
    content = as_object(read_json(path), str(path))
    if ADDITIVE in content:
        return Profile(path=path, space=as_object(content[ADDITIVE], f"{path}: {ADDITIVE}"))
    other = next(
        (key for key in content if key.endswith(("UtilitySpace", "PartialOrdering"))), None
    )
    if other is None:
        msg = f"{path}: this is no GeniusWeb profile; one holds a '{ADDITIVE}'"
    else:
        msg = f"{path}: this is a {other}, which zopa does not read; a {ADDITIVE} is read"
    raise FormatError(msg)


def _profiles(
    where: Path, folder: Path, source: Path, chosen: Sequence[str], remarks: list[str]
) -> list[Profile]:
    beside = [path for path in members(folder, ".json") if path != source]
    if chosen:
        return [_profile(path) for path in pick({p.name: p for p in beside}, chosen, where)]
    spaces = []
    for path in beside:
        head = head_of(path)
        if b'UtilitySpace"' in head or b'PartialOrdering"' in head:
            spaces.append(path)
        else:
            remarks.append(f"{path.name}: neither a GeniusWeb domain nor a profile; left out")
    if not spaces:
        msg = f"{where}: no GeniusWeb profile lies beside the domain; add at least one"
        raise FormatError(msg)
    if len(spaces) > PARTIES:
        raise which(spaces, where)
    return [_profile(path) for path in spaces]


def _issues(domain: dict[str, Any], source: Path) -> list[Issue]:
    raw = as_object(domain.get("issuesValues"), f"{source}: issuesValues")
    if not raw:
        msg = f"{source}: the domain has no issues; add at least one"
        raise FormatError(msg)
    return [
        _issue(name, as_object(value, f"{source}: issue '{name}'"), source)
        for name, value in raw.items()
    ]


def _issue(name: str, raw: dict[str, Any], source: Path) -> Issue:
    where = f"{source}: issue '{name}'"
    if "range" in raw:
        return numeric_issue(name, _grid(as_object(raw["range"], f"{where}: range"), where), where)
    values = raw.get("values")
    if not isinstance(values, list) or not values:
        msg = f"{where} has no values; list at least one, or give a range"
        raise FormatError(msg)
    if not all(isinstance(value, str) for value in values):
        odd = next(value for value in values if not isinstance(value, str))
        msg = f"{where}: expected texts as values, got {kind(odd)}; use a range for numbers"
        raise FormatError(msg)
    if len(set(values)) < len(values) or len(values) > OPTION_LIMIT:
        msg = f"{where}: a value stands twice, or there are more than {OPTION_LIMIT:,}; keep each once"
        raise FormatError(msg)
    return Issue(id=name, name=name, options=options(values))


def _grid(raw: dict[str, Any], where: str) -> Grid:
    numbers = []
    for key in ("low", "high", "step"):
        finite(raw.get(key), f"{where}: {key} of the range")
        numbers.append(Decimal(str(raw[key])))
    low, high, step = numbers
    if high < low or step <= 0:
        msg = f"{where}: the range runs from {low} to {high} in steps of {step}; mend it"
        raise FormatError(msg)
    points = int((high - low) / step) + 1
    whole = step == 1 and low == int(low)
    return Grid(
        kind="integer" if whole else "real",
        low=float(low),
        high=float(low + (points - 1) * step),
        points=points,
    )


def _draft(profile: Profile, issues: Sequence[Issue], remarks: list[str]) -> Draft:
    path, space = profile.path, profile.space
    _same_domain(space.get("domain"), issues, path)
    weights = as_object(space.get("issueWeights"), f"{path}: issueWeights")
    raw = as_object(space.get("issueUtilities"), f"{path}: issueUtilities")
    for part, names in (("issueWeights", weights), ("issueUtilities", raw)):
        _same(names, [issue.id for issue in issues], "issue", f"{path}: {part}")
    scores = {issue.id: _column(issue, raw[issue.id], path) for issue in issues}
    own = {
        issue.id: finite(weights[issue.id], f"{path}: weight of issue '{issue.id}'")
        for issue in issues
    }
    party = party_id(path)
    name = space.get("name")
    return Draft(
        id=party,
        name=name if isinstance(name, str) and name else party,
        weights=own,
        scores=scores,
        reservation=_reservation(profile, issues, own, scores, remarks),
    )


def _same_domain(raw: Any, issues: Sequence[Issue], path: Path) -> None:
    """Refuse a profile whose own copy of the domain is another domain."""
    if raw is None:
        return
    copy = {issue.id: issue for issue in _issues(as_object(raw, f"{path}: domain"), path)}
    for issue in issues:
        twin = copy.get(issue.id)
        if twin is None or {o.id for o in twin.options} != {o.id for o in issue.options}:
            msg = f"{path}: the profile is for another domain: issue '{issue.id}' " + (
                "is missing in it" if twin is None else "has other values in it"
            )
            raise FormatError(msg)


def _same(found: Mapping[str, Any], wanted: Sequence[str], what: str, where: str) -> None:
    for name in wanted:
        if name not in found:
            msg = f"{where}: the {what} '{name}' is missing; is this a profile for another domain?"
            raise FormatError(msg)
    for name in found:
        if name not in wanted:
            msg = f"{where}: the {what} '{name}' is not in the domain; {did_you_mean(name, wanted)}"
            raise FormatError(msg)


def _column(issue: Issue, raw: Any, path: Path) -> dict[str, float]:
    where = f"{path}: issue '{issue.id}'"
    wrapped = as_object(raw, where)
    body = {name.lower(): value for name, value in wrapped.items()}
    discrete = next((body[name.lower()] for name in DISCRETE if name.lower() in body), None)
    if discrete is not None:
        values = as_object(as_object(discrete, where).get("valueUtilities"), f"{where}: utilities")
        known = [option.id for option in issue.options]
        _same(values, known, "value", where)
        return {name: finite(values[name], f"{where}, value '{name}'") for name in known}
    numeric = next((body[name.lower()] for name in NUMERIC if name.lower() in body), None)
    if numeric is None or issue.grid is None:
        found = listed(list(wrapped))
        msg = f"{where} has utilities of a kind that is not read ({found}); see {DISCRETE[0]}"
        raise FormatError(msg)
    keys = ("lowValue", "lowUtility", "highValue", "highUtility")
    ends = as_object(numeric, where)
    low, at_low, high, at_high = (finite(ends.get(key), f"{where}: {key}") for key in keys)
    if high <= low:
        msg = f"{where}: utilities are given from {low:g} to {high:g}; mend lowValue and highValue"
        raise FormatError(msg)
    rise = at_high - at_low
    return {
        option.id: at_low + rise * (value - low) / (high - low) if low <= value <= high else 0.0
        for option, value in zip(issue.options, issue.grid.values(), strict=True)
    }


def _reservation(
    profile: Profile,
    issues: Sequence[Issue],
    weights: Mapping[str, float],
    scores: Mapping[str, Mapping[str, float]],
    remarks: list[str],
) -> float | None:
    """Return the utility of the reservation bid, or nothing where there is none."""
    raw = profile.space.get("reservationBid")
    if raw is None:
        return None
    where = f"{profile.path}: reservationBid"
    bid = as_object(as_object(raw, where).get("issuevalues"), f"{where}: issuevalues")
    total = 0.0
    for issue in issues:
        if issue.id not in bid:
            remarks.append(
                f"{profile.path.name}: the reservation bid says nothing of issue '{issue.id}'; it "
                "counts 0"
            )
            continue
        option = _option(issue, bid[issue.id], where)
        total += weights[issue.id] * scores[issue.id][option]
    for name in bid:
        if name not in scores:
            msg = f"{where}: the domain has no issue '{name}'; {did_you_mean(name, scores)}"
            raise FormatError(msg)
    return total


def _option(issue: Issue, value: Any, where: str) -> str:
    known = [option.id for option in issue.options]
    if issue.grid is not None and not isinstance(value, str):
        number = finite(value, f"{where}: issue '{issue.id}'")
        values = dict(zip(issue.grid.values(), known, strict=True))
        nearest = min(values, key=lambda other: abs(other - number))
        if abs(nearest - number) <= abs(number) * 1e-12:
            return values[nearest]
    elif isinstance(value, str) and value in issue:
        return value
    hint = did_you_mean(str(value), known)
    msg = f"{where}: issue '{issue.id}' has no value '{value}'; {hint}"
    raise FormatError(msg)


FORMATS.add(
    "geniusweb",
    Format(
        name="geniusweb",
        title="GeniusWeb JSON",
        recognises=recognises,
        read=read,
        choose=read,
        write=write,
    ),
)
