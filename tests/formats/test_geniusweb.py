"""GeniusWeb JSON: what profiles mean, and what is refused."""

from __future__ import annotations

import itertools
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

DOMAIN: dict[str, Any] = {
    "name": "Deal",
    "issuesValues": {
        "food": {"values": ["chips", "fruit"]},
        "price": {"range": {"low": 1, "high": 2.2, "step": 0.5}},
    },
}


def profile(**changes: Any) -> str:
    """Return a profile: 0.6 on food, 0.4 on price, reserved at chips for 1.5."""
    space = {
        "name": "me",
        "domain": DOMAIN,
        "issueUtilities": {
            "food": {"DiscreteValueSetUtilities": {"valueUtilities": {"chips": 0.25, "fruit": 1}}},
            "price": {
                "NumberValueSetUtilities": {
                    "lowValue": 1,
                    "lowUtility": 0.2,
                    "highValue": 2.2,
                    "highUtility": 0.8,
                }
            },
        },
        "issueWeights": {"food": 0.6, "price": 0.4},
        "reservationBid": {"issuevalues": {"food": "chips", "price": 1.5}},
    }
    return json.dumps({"LinearAdditiveUtilitySpace": {**space, **changes}})


def deal() -> dict[str, str | bytes]:
    """Return a folder's content."""
    return {"x.json": json.dumps(DOMAIN), "a.json": profile(), "b.json": profile()}


def test_numbers_and_texts_are_read_and_the_reservation_is_the_utility_of_its_bid(
    folder: Folder, values: Values
) -> None:
    """Price takes 1, 1.5 and 2, worth 0.2, 0.45 and 0.7; the bid is worth 0.15 + 0.18."""
    reading = formats.read(folder(deal()))
    case = reading.case
    assert reading.repairs == ()
    assert (case.id, case.title) == ("x", "Deal")
    assert [party.id for party in case.parties] == ["a", "b"]
    assert [party.name for party in case.parties] == ["me", "me"]
    assert [option.id for option in case.issue("price").options] == ["1", "1.5", "2"]
    wanted = [0.15 + 0.08, 0.15 + 0.18, 0.15 + 0.28, 0.6 + 0.08, 0.6 + 0.18, 0.6 + 0.28]
    assert values(case)[:, 0] == pytest.approx(wanted)
    assert utilities(case)[0].reservation == pytest.approx(0.33)


def test_without_a_reservation_bid_the_lowest_utility_is_taken_and_said(folder: Folder) -> None:
    """Any agreement is then better than none."""
    reading = formats.read(folder({**deal(), "a.json": profile(reservationBid=None)}))
    assert utilities(reading.case)[0].reservation == pytest.approx(0.23)
    assert len(reading.repairs) == 1
    assert "me: no reservation value is stated, so any deal is acceptable" in reading.repairs[0]


def test_a_partial_reservation_bid_counts_what_it_names(folder: Folder) -> None:
    """The open issue counts 0, and this is said."""
    bid = {"issuevalues": {"food": "chips"}}
    reading = formats.read(folder({**deal(), "a.json": profile(reservationBid=bid)}))
    assert utilities(reading.case)[0].reservation == pytest.approx(0.15)
    assert reading.repairs == (
        "a.json: the reservation bid says nothing of issue 'price'; it counts 0",
    )


def test_the_domain_may_be_missing_and_profiles_may_be_chosen(folder: Folder) -> None:
    """Profiles carry their domain; with three of them the question is who takes part."""
    place = folder({"a.json": profile(), "b.json": profile(), "c.json": profile()})
    with pytest.raises(FormatError, match=r"3 profiles .*::a.json,b.json"):
        formats.read(place)
    case = formats.read(f"{place}::c,a").case
    assert [party.id for party in case.parties] == ["c", "a"]
    assert case.id == "deal"
    alone = formats.read(place / "b.json")
    assert [party.id for party in alone.case.parties] == ["b"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (profile()[:80], "this is not JSON"),
        (
            '{"SumOfGroupsUtilitySpace": {}}',
            "this is a SumOfGroupsUtilitySpace, which zopa does not",
        ),
        ('{"DefaultPartialOrdering": {}}', "this is a DefaultPartialOrdering, which zopa does not"),
        (profile(issueWeights={"food": 1}), "the issue 'price' is missing"),
        (profile(issueWeights={"food": 1, "price": 0, "foo": 0}), "did you mean 'food'"),
        (profile(issueWeights={"food": "x", "price": 0}), "expected a finite number, got 'x'"),
        (profile(issueUtilities=[]), "issueUtilities: expected names with values, got a list"),
        (
            profile(reservationBid={"issuevalues": {"food": "chip"}}),
            "issue 'food' has no value 'chip'; did you mean 'chips'",
        ),
        (profile(reservationBid={"issuevalues": {"price": 1.6}}), "has no value '1.6'"),
        (profile(reservationBid={"issuevalues": {"fod": "x"}}), "no issue 'fod'"),
        (
            profile(domain={"name": "o", "issuesValues": {"food": {"values": ["tea"]}}}),
            "for another domain: issue 'food' has other values",
        ),
        (
            profile(domain={"name": "o", "issuesValues": {"drink": {"values": ["tea"]}}}),
            "for another domain: issue 'food' is missing",
        ),
    ],
)
def test_bad_profiles_give_one_sentence(folder: Folder, content: str, error: str) -> None:
    """What it is, what was found, what to do."""
    with pytest.raises(ZopaError, match=error) as caught:
        formats.read(folder({**deal(), "a.json": content}))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("issue", "error"),
    [
        ({"values": []}, "has no values"),
        ({"values": [1, 2]}, "expected texts as values, got a number"),
        ({"values": ["a", "a"]}, "a value stands twice"),
        ({"range": {"low": 1, "high": 0, "step": 1}}, "runs from 1 to 0 in steps of 1"),
        ({"range": {"low": 0, "high": 1e9, "step": 1}}, "at most 100,000 are read"),
        ({"range": {"low": 0, "high": 1}}, "step of the range: expected a finite number"),
        (3, "expected names with values, got a number"),
    ],
)
def test_bad_domains_give_one_sentence(folder: Folder, issue: Any, error: str) -> None:
    """What it is, what was found, what to do."""
    domain = {"name": "x", "issuesValues": {"food": issue}}
    with pytest.raises(ZopaError, match=error):
        formats.read(folder({**deal(), "x.json": json.dumps(domain)}))


def test_folders_without_what_is_needed_say_so(folder: Folder) -> None:
    """A domain alone, two domains; a file that is something else is left out and named."""
    place = folder({"x.json": json.dumps(DOMAIN)})
    with pytest.raises(FormatError, match="no GeniusWeb profile lies beside the domain"):
        formats.read(place)
    place = folder({**deal(), "specials.json": "{}"})
    assert formats.read(place).repairs == (
        "specials.json: neither a GeniusWeb domain nor a profile; left out",
    )
    with pytest.raises(FormatError, match="2 GeniusWeb domains"):
        formats.read(folder({**deal(), "y.json": json.dumps(DOMAIN)}))


def test_party_and_fitness_read_exactly(shared: Path, values: Values) -> None:
    """A second, direct evaluation of the JSON gives the same floats on every package."""
    for name in ("Party", "Fitness"):
        place = shared / "domains" / "geniusweb" / name
        reading = formats.read(place)
        assert reading.repairs == ()
        case = reading.case
        bids = list(itertools.product(*([o.id for o in i.options] for i in case.issues)))
        names = [issue.id for issue in case.issues]
        table = values(case)
        for column, stem in enumerate(party.id for party in case.parties):
            space = json.loads((place / f"{stem}.json").read_text())["LinearAdditiveUtilitySpace"]
            wanted = [value(space, dict(zip(names, bid, strict=True))) for bid in bids]
            assert table[:, column] == pytest.approx(wanted, abs=1e-15)
            reserved = value(space, space["reservationBid"]["issuevalues"])
            assert utilities(case)[column].reservation == pytest.approx(reserved, abs=1e-15)


def value(space: dict[str, Any], bid: dict[str, str]) -> float:
    """Return the utility of a bid straight from the JSON."""
    total: float = sum(
        space["issueWeights"][issue]
        * space["issueUtilities"][issue]["discreteutils"]["valueUtilities"][option]
        for issue, option in bid.items()
    )
    return total
