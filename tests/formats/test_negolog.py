"""NegoLog JSON: what profiles mean, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from zopa import formats
from zopa.errors import FormatError, ZopaError
from zopa.model import Case, utilities

Values = Callable[[Case], NDArray[np.float64]]
Folder = Callable[[Mapping[str, str | bytes]], Path]

A: dict[str, Any] = {
    "reservationValue": 0.25,
    "issueWeights": {"wage": 0.75, "shift": 0.25},
    "issues": {"wage": {"low": 0.2, "high": 1.0}, "shift": {"day": 1.0, "night": 0.4}},
}
B: dict[str, Any] = {
    "reservationValue": 0.5,
    "issueWeights": {"shift": 0.5, "wage": 0.6},
    "issues": {"shift": {"night": 1.0, "day": 0.0}, "wage": {"high": 0.0, "low": 1.0}},
}


def pair(a: dict[str, Any], b: dict[str, Any]) -> dict[str, str | bytes]:
    """Return a folder's content."""
    return {"profileA.json": json.dumps(a), "profileB.json": json.dumps(b)}


def test_utility_is_the_sum_of_weight_times_value(folder: Folder, values: Values) -> None:
    """Worked by hand; the second profile lists everything in another order, its weights sum to 1.1."""
    reading = formats.read(folder(pair(A, B)))
    case = reading.case
    assert [party.id for party in case.parties] == ["A", "B"]
    assert values(case).tolist() == [
        pytest.approx([0.75 * 0.2 + 0.25, 0.6]),
        pytest.approx([0.75 * 0.2 + 0.1, 1.1]),
        pytest.approx([1.0, 0.0]),
        pytest.approx([0.85, 0.5]),
    ]
    assert [float(u.reservation[0]) for u in utilities(case)] == [0.25, 0.5]
    assert reading.repairs == ("B: the weights sum to 1.1, not to 1; they are used as written",)


def test_a_missing_reservation_value_is_0_and_said(folder: Folder) -> None:
    """NegoLog's own default; a file of the folder stands for the folder."""
    bare = {key: value for key, value in A.items() if key != "reservationValue"}
    place = folder(pair(bare, B))
    for path in (place, place / "profileB.json"):
        reading = formats.read(path)
        assert utilities(reading.case)[0].reservation == 0.0
        assert "profileA.json: no reservation value is stated; 0 is taken" in reading.repairs


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"profileB.json": "{"}, "line 1: this is not JSON"),
        ({"profileB.json": "[1]"}, "expected names with values, got a list"),
        ({"profileB.json": "{}"}, "there is no 'issueWeights'; a NegoLog profile"),
        ({"profileB.json": json.dumps({**B, "issues": {}})}, "'issues' is empty"),
        (
            {"profileB.json": json.dumps({**B, "issueWeights": {"wage": 1}})},
            "the issue 'shift' is missing; both profiles must name the same",
        ),
        (
            {"profileB.json": json.dumps({**B, "issueWeights": {**B["issueWeights"], "wag": 1}})},
            "the issue 'wag' is not in the domain; did you mean 'wage'",
        ),
        (
            {"profileB.json": json.dumps({**B, "issues": {**B["issues"], "wage": {"low": 1}}})},
            "the value 'high' is missing",
        ),
        ({"profileB.json": json.dumps({**B, "reservationValue": float("nan")})}, "holds NaN"),
        ({"profileB.json": json.dumps({**B, "reservationValue": "much"})}, "got 'much'"),
        ({"profileB.json": json.dumps({**B, "reservationValue": True})}, "got True"),
        ({"profileB.json": '{"issues": {"a": 1, "a": 2}}'}, "'a' stands twice in one object"),
        ({"profileB.json": "[" * 100_000}, "nested too deeply"),
        (
            {"profileB.json": json.dumps({**B, "issueWeights": {"wage": -1, "shift": 2}})},
            "weights are 0 or more",
        ),
    ],
)
def test_bad_files_give_one_sentence(folder: Folder, change: dict[str, str], error: str) -> None:
    """What it is, what was found, what to do."""
    with pytest.raises(ZopaError, match=error) as caught:
        formats.read(folder({**pair(A, B), **change}))
    assert "\n" not in str(caught.value)


def test_a_lone_profile_and_a_choice_of_profiles_are_refused(folder: Folder) -> None:
    """A NegoLog domain has two profiles with fixed names, so there is nothing to choose."""
    place = folder(pair(A, B))
    with pytest.raises(FormatError, match="NegoLog JSON has no profiles to choose"):
        formats.read(f"{place}::profileA,profileB")
    (place / "profileB.json").unlink()
    with pytest.raises(FormatError, match=r"there is no profileB.json"):
        formats.read(place)


def test_every_real_domain_agrees_with_its_specs(shared: Path, values: Values) -> None:
    """Number of bids, least and largest utility, Nash product and welfare as ``specs.json`` has them."""
    folders = sorted((shared / "domains" / "negolog").iterdir())
    assert len(folders) == 20
    for place in folders:
        specs = json.loads((place / "specs.json").read_text())
        reading = formats.read(place)
        assert reading.repairs == ()
        assert reading.case.title == specs["Name"]
        assert np.prod([len(issue) for issue in reading.case.issues]) == specs["NumberOfBids"]
        if specs["NumberOfBids"] > 1000:
            continue
        table = values(reading.case)
        assert table.min() == pytest.approx(specs["MinUtility"], abs=1e-9)
        assert table.max() == pytest.approx(specs["MaxUtility"], abs=1e-9)
        product = specs.get("Nash Product", specs.get("Product Score"))
        assert table.prod(axis=1).max() == pytest.approx(product, abs=1e-9)
        assert table.sum(axis=1).max() == pytest.approx(specs["Social Welfare"], abs=1e-9)
