"""Genius XML from an additive case: a domain and one profile for each party."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from zopa.errors import QuestionError
from zopa.formats._additive import (
    Additive,
    Column,
    FileNames,
    Named,
    additive,
    affine,
    losses,
    numeric_losses,
    read_back,
    unit,
)
from zopa.formats._contract import Writing
from zopa.formats._draft import label
from zopa.formats._genius_values import GRID_POINTS, SMALLEST_LARGEST
from zopa.model import Case, Issue

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML file can hold."""


def write(case: Case) -> Writing:
    """Return a Genius domain with one profile for each party with preferences.

    Utilities outside 0 to 1 are mapped onto it, the reservation values with them; ``lost`` says
    so.  Numeric issues stay numeric where every party's scores lie on a straight line.

    Raises
    ------
    QuestionError
        For utilities that are not a sum over issues, and for names that XML cannot hold.
    """
    _check(case)
    parties = additive(case, "Genius XML")
    lost = losses(case, Named())
    scaled = [unit(party, lost, capped=True) for party in parties]
    types = {
        issue.id: _type(issue, [party.columns[place] for party in scaled])
        for place, issue in enumerate(case.issues)
    }
    numeric = [name for name, kind in types.items() if kind != "discrete"]
    lost += numeric_losses(case.issues, numeric)
    names = FileNames(suffix=".xml")
    domain = names.of(f"{case.id}-domain", [])
    if domain != f"{case.id}-domain.xml":
        lost.append(f"the case '{case.id}' gets another id from its file name, {domain}")
    files = {domain: _domain(case, types)}
    for party in scaled:
        files[names.of(party.id, lost)] = _profile(case, party, types)
    lost += read_back(list(files)[1:])
    return Writing(files=files, lost=tuple(lost))


def _check(case: Case) -> None:
    texts = [
        case.title,
        *(name for i in case.issues for name in (i.id, *(o.id for o in i.options))),
    ]
    bad = next((text for text in texts if FORBIDDEN.search(text)), None)
    if bad is not None:
        msg = f"XML cannot hold the control character in {bad!r}; rename it or choose zopa YAML"
        raise QuestionError(msg)


def _type(issue: Issue, columns: Sequence[Column]) -> str:
    """Return ``integer`` or ``real`` where Genius can hold the issue so, else ``discrete``."""
    grid = issue.grid
    if grid is None or [label(value) for value in grid.values()] != [o.id for o in issue.options]:
        return "discrete"
    if any(affine(grid.values(), column.scores) is None for column in columns):
        return "discrete"
    if grid.kind == "integer":
        return "integer" if grid.points == grid.high - grid.low + 1 else "discrete"
    return "real" if grid.points == GRID_POINTS else "discrete"


def _domain(case: Case, types: dict[str, str]) -> bytes:
    root = ET.Element("negotiation_template", number_of_sessions="1")
    space = ET.SubElement(root, "utility_space", number_of_issues=str(len(case.issues)))
    top = _objective(space, case)
    for place, issue in enumerate(case.issues, start=1):
        element = _issue(top, issue, place, types[issue.id])
        if types[issue.id] == "discrete":
            for at, option in enumerate(issue.options, start=1):
                ET.SubElement(element, "item", index=str(at), value=option.id)
    return _bytes(root)


def _profile(case: Case, party: Additive, types: dict[str, str]) -> bytes:
    root = ET.Element("utility_space", number_of_issues=str(len(case.issues)))
    top = _objective(root, case)
    weights = []
    for place, (issue, column) in enumerate(zip(case.issues, party.columns, strict=True), start=1):
        element = _issue(top, issue, place, types[issue.id])
        if types[issue.id] == "discrete":
            weights.append(_items(element, issue, column))
        else:
            weights.append(column.weight)
            _evaluator(element, issue, column, types[issue.id])
    for place, weight in enumerate(weights, start=1):
        ET.SubElement(top, "weight", index=str(place), value=repr(weight))
    ET.SubElement(root, "discount_factor", value=repr(party.discount))
    ET.SubElement(root, "reservation", value=repr(party.reservation))
    return _bytes(root)


def _objective(parent: ET.Element, case: Case) -> ET.Element:
    kind = {"description": "", "type": "objective", "etype": "objective"}
    return ET.SubElement(parent, "objective", {"index": "0", "name": case.title} | kind)


def _issue(parent: ET.Element, issue: Issue, place: int, kind: str) -> ET.Element:
    types = {"type": kind, "etype": kind, "vtype": kind}
    element = ET.SubElement(parent, "issue", {"index": str(place), "name": issue.id} | types)
    if issue.grid is not None and kind == "integer":
        element.set("lowerbound", str(int(issue.grid.low)))
        element.set("upperbound", str(int(issue.grid.high)))
    elif issue.grid is not None and kind == "real":
        bounds = {"lowerbound": repr(issue.grid.low), "upperbound": repr(issue.grid.high)}
        ET.SubElement(element, "range", bounds)
    return element


def _items(element: ET.Element, issue: Issue, column: Column) -> float:
    """Write evaluations and return the weight that makes up for the division by the largest."""
    largest = max(column.scores)
    small = 0 < largest < SMALLEST_LARGEST
    for at, (option, score) in enumerate(zip(issue.options, column.scores, strict=True), start=1):
        evaluation = repr(score / largest if small else score)
        ET.SubElement(element, "item", index=str(at), value=option.id, evaluation=evaluation)
    return column.weight * largest if largest > 0 else column.weight


def _evaluator(element: ET.Element, issue: Issue, column: Column, kind: str) -> None:
    line = affine(issue.grid.values(), column.scores) if issue.grid is not None else None
    if line is None or issue.grid is None:
        return
    slope, start = line
    numbers = {"slope": repr(slope), "offset": repr(start)}
    if kind == "real":
        shift = start - slope * issue.grid.low
        numbers = {"parameter0": repr(shift), "parameter1": repr(slope)}
    ET.SubElement(element, "evaluator", {"ftype": "linear"} | numbers)


def _bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
