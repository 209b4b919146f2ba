"""Ratification and coalitions as JSON: what was found, every field documented."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import zopa
from zopa.analysis.bargaining import ratification
from zopa.analysis.coalitions import coalitions
from zopa.jobs._parts_json import coalitions_json, ratification_json

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


def keys(value: Any, *, named: bool = False) -> set[str]:
    """Return the fields of nested data; keys of mappings by party or member are no fields."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    if not isinstance(value, dict):
        return set()
    below: set[str] = set()
    for key, item in value.items():
        by_name = key in {"win_sets", "spans", "claims", "utilities", "package", "without_veto"}
        below |= keys(item, named=by_name)
    return below if named else below | set(value)


def test_ratification_as_json() -> None:
    """The harbour ballot: the numbers of the study, through a round trip."""
    found = ratification(zopa.read(ROOT / "examples" / "harbour-ballot"), draws=200)
    assert found is not None
    data = ratification_json(found)
    assert data is not None
    assert json.loads(json.dumps(data)) == data
    assert (data["legal"], data["negotiators"], data["ratified"]) == (36, 10, 0)
    assert data["probability"]["negotiators"]["draws"] == 200
    assert [body["without"] for body in data["bodies"]] == [5, 3]
    assert {member["id"]: member["fall"] for member in data["members"]}["owners"] == 2
    assert data["closing"] == [
        [{"party": "union", "id": "ballot"}],
        [{"party": "port", "id": "board"}],
    ]
    assert data["spans"]["port"]["ratified"] is None
    assert data["deal"] is None
    assert not [key for key in keys(data) if not re.search(rf"`{key}`", PAGE)]


def test_coalitions_as_json() -> None:
    """The cement merger likewise."""
    found = coalitions(zopa.read(ROOT / "examples" / "cement-merger"))
    assert found is not None
    data = coalitions_json(found)
    assert data is not None
    assert json.loads(json.dumps(data)) == data
    assert data["players"] == ["a", "b", "c"]
    assert {"of": ["a", "c"], "worth": 45.0} in data["worths"]
    assert data["core_is_empty"] is False
    assert (
        data["claims"]["a"]["core"] == [30, 38] or abs(data["claims"]["a"]["core"][0] - 30) < 1e-6
    )
    assert not [key for key in keys(data) if not re.search(rf"`{key}`", PAGE)]


def test_nothing_asked_is_null() -> None:
    """Cases without ratifiers or values of coalitions."""
    assert ratification_json(None) is None
    assert coalitions_json(None) is None
