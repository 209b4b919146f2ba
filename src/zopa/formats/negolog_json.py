"""NegoLog domains: a folder with ``profileA.json`` and ``profileB.json``.

Utility = sum of weight x value, used as written; the reservation value is on the same scale.
``specs.json`` beside the profiles is optional; only its name is read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zopa.errors import FormatError, QuestionError, did_you_mean
from zopa.formats._additive import Additive, Named, additive, losses, unit
from zopa.formats._contract import FORMATS, Format, Reading, Writing
from zopa.formats._draft import Draft, assemble, options
from zopa.formats._files import as_object, finite, listed, read_json
from zopa.model import Case, Issue

PROFILES = {"A": "profileA.json", "B": "profileB.json"}
SPECS = "specs.json"


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a folder has NegoLog profiles, or a file looks like one."""
    if path.is_dir():
        return any((path / name).is_file() for name in PROFILES.values())
    if path.suffix.lower() != ".json":
        return False
    own = (b'"reservationValue"', b'"issueWeights"', b'"NumberOfBids"')
    return any(key in head for key in own) and b"UtilitySpace" not in head


def read(path: Path) -> Reading:
    """Return the case of a NegoLog folder, or of the folder that a NegoLog file lies in."""
    folder = path if path.is_dir() else path.parent
    remarks: list[str] = []
    raw = {}
    for party, name in PROFILES.items():
        if not (folder / name).is_file():
            msg = f"{folder}: there is no {name}; a NegoLog domain has profileA.json and profileB.json"
            raise FormatError(msg)
        raw[party] = as_object(read_json(folder / name), f"{folder / name}")
    issues = _issues(raw["A"], folder / PROFILES["A"])
    drafts = [
        _draft(party, profile, issues, folder / PROFILES[party], remarks)
        for party, profile in raw.items()
    ]
    name, title = _names(folder)
    return assemble(name, title, issues, drafts, remarks)


def _names(folder: Path) -> tuple[str, str]:
    name = folder.resolve().name or "case"
    if (folder / SPECS).is_file():
        specs = read_json(folder / SPECS)
        if isinstance(specs, dict) and isinstance(specs.get("Name"), str) and specs["Name"]:
            return name, specs["Name"]
    return name, name


def _part(profile: dict[str, Any], key: str, path: Path) -> dict[str, Any]:
    if key not in profile:
        msg = f"{path}: there is no '{key}'; a NegoLog profile has issueWeights and issues"
        raise FormatError(msg)
    part = as_object(profile[key], f"{path}: {key}")
    if not part:
        msg = f"{path}: '{key}' is empty; name at least one issue"
        raise FormatError(msg)
    return part


def _issues(profile: dict[str, Any], path: Path) -> list[Issue]:
    found = []
    for name, column in _part(profile, "issues", path).items():
        values = list(as_object(column, f"{path}: issue '{name}'"))
        if not values:
            msg = f"{path}: issue '{name}' has no values; name at least one"
            raise FormatError(msg)
        found.append(Issue(id=name, name=name, options=options(values)))
    return found


def _draft(
    party: str, profile: dict[str, Any], issues: Sequence[Issue], path: Path, remarks: list[str]
) -> Draft:
    weights = _part(profile, "issueWeights", path)
    columns = _part(profile, "issues", path)
    _same(columns, [issue.id for issue in issues], "issue", f"{path}: issues")
    _same(weights, [issue.id for issue in issues], "issue", f"{path}: issueWeights")
    scores = {}
    for issue in issues:
        where = f"{path}: issue '{issue.id}'"
        column = as_object(columns[issue.id], where)
        _same(column, [option.id for option in issue.options], "value", where)
        scores[issue.id] = {
            option.id: finite(column[option.id], f"{where}, value '{option.id}'")
            for option in issue.options
        }
    reservation = 0.0
    if profile.get("reservationValue") is None:
        remarks.append(f"{path.name}: no reservation value is stated; 0 is taken")
    else:
        reservation = finite(profile["reservationValue"], f"{path}: reservationValue")
    return Draft(
        id=party,
        name=party,
        weights={
            issue.id: finite(weights[issue.id], f"{path}: weight of issue '{issue.id}'")
            for issue in issues
        },
        scores=scores,
        reservation=reservation,
    )


def _same(found: dict[str, Any], wanted: Sequence[str], what: str, where: str) -> None:
    missing = [name for name in wanted if name not in found]
    if missing:
        msg = f"{where}: the {what} {listed(missing)} is missing; both profiles must name the same"
        raise FormatError(msg)
    for name in found:
        if name not in wanted:
            msg = f"{where}: the {what} '{name}' is not in the domain; {did_you_mean(name, wanted)}"
            raise FormatError(msg)


def write(case: Case) -> Writing:
    """Return the two profiles of an additive two-party case.

    Utilities outside 0 to 1 are mapped onto it, the reservation values with them; ``lost`` says
    so.

    Raises
    ------
    QuestionError
        For another number of parties with preferences, and for utilities that are not a sum
        over issues.
    """
    parties = additive(case, "NegoLog")
    if len(parties) != len(PROFILES):
        msg = (
            f"NegoLog holds two parties with preferences, case '{case.id}' has {len(parties)}; "
            "choose another format"
        )
        raise QuestionError(msg)
    lost = losses(case, Named(title=False, parties=tuple(PROFILES)))
    files = {}
    for party, name in zip(parties, PROFILES.values(), strict=True):
        scaled = unit(party, lost)
        if scaled.discount < 1:
            lost.append(f"{party.id}: NegoLog has no discount, so {scaled.discount:g} is left out")
        files[name] = _profile(case, scaled)
    return Writing(files=files, lost=tuple(lost))


def _profile(case: Case, party: Additive) -> bytes:
    pairs = list(zip(case.issues, party.columns, strict=True))
    profile = {
        "reservationValue": party.reservation,
        "issueWeights": {issue.id: column.weight for issue, column in pairs},
        "issues": {
            issue.id: {
                option.id: score for option, score in zip(issue.options, column.scores, strict=True)
            }
            for issue, column in pairs
        },
    }
    return (json.dumps(profile, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS.add(
    "negolog",
    Format(
        name="negolog",
        title="NegoLog JSON",
        recognises=recognises,
        read=read,
        write=write,
    ),
)
