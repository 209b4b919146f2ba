"""The example cases give the answers that plain counting over their files gives.

The oracle below reads the YAML by itself and goes through all packages in exact fractions; it
shares no code with zopa.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from ruamel.yaml import YAML

import zopa
from zopa.analysis.problem import frontier, problem

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Data = dict[str, Any]
Deal = Mapping[str, str]
Row = tuple[Fraction, ...]
CONCEPTS = ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian", "raiffa")


@cache
def data_of(name: str) -> Data:
    """Return a case file as plain data, every key as text."""

    def textual(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): textual(item) for key, item in value.items()}
        return value

    found: Data = textual(YAML(typ="safe").load(EXAMPLES / name / "case.yaml"))
    return found


def central(number: Any) -> Fraction:
    """Return a number, the middle of a range, or the mode of a triangle."""
    if isinstance(number, dict):
        given = number.get("value", number.get("central"))
        return central([number["low"], number["high"]] if given is None else given)
    if isinstance(number, list):
        return central(number[1]) if len(number) == 3 else sum(map(central, number)) / Fraction(2)
    return Fraction(str(number))


def matches(pattern: Data, deal: Deal) -> bool:
    """Return whether a deal has a listed option on every issue of a pattern."""

    def listed(value: Any) -> list[str]:
        return value if isinstance(value, list) else [value]

    return all(
        deal[issue] not in listed(wanted["not"])
        if isinstance(wanted, dict)
        else deal[issue] in listed(wanted)
        for issue, wanted in pattern.items()
    )


def lawful(data: Data, deal: Deal) -> bool:
    """Return whether a deal obeys all rules."""
    for rule in (*data.get("rules", ()), *data.get("deal_rules", ())):
        if "never" in rule:
            broken = matches(rule["never"], deal)
        else:
            broken = matches(rule["if"], deal) and not matches(rule["then"], deal)
        if broken:
            return False
    return True


def packages(data: Data, option_set: str) -> Iterator[dict[str, str]]:
    """Yield every package of an option set, legal or not."""
    chosen = data.get("option_sets", {}).get(option_set, {})
    menus = [
        [
            option
            for option, detail in issue["options"].items()
            if "origin" not in chosen
            or detail["origin"] in chosen["origin"]
            or option in chosen.get("add", {}).get(name, ())
        ]
        for name, issue in data["issues"].items()
    ]
    for options in itertools.product(*menus):
        yield dict(zip(data["issues"], options, strict=True))


def utility(preference: Data, deal: Deal) -> Fraction:
    """Return the weighted mean of the scores, or their sum where there are no weights."""
    weights = {issue: central(w) for issue, w in preference.get("weights", {}).items()}
    worth = (
        weights.get(issue, Fraction(1)) * central(column[deal.get(issue, "no_deal")])
        for issue, column in preference["scores"].items()
    )
    return sum(worth, Fraction(0)) / (sum(weights.values()) if weights else 1)


def standing(data: Data, preference: Data) -> Fraction:
    """Return what a party has without a deal."""
    given = preference["no_deal"]
    if not (isinstance(given, dict) and "premium" in given):
        return central(given)
    now = {name: issue["now"] for name, issue in data["issues"].items() if "now" in issue}
    return utility(preference, now | data.get("no_deal", {})) + central(given["premium"])


class World(NamedTuple):
    """All legal deals of an option set with everybody's gains."""

    total: int
    deals: list[dict[str, str]]
    gains: list[Row]


@cache
def world(name: str, option_set: str = "all") -> World:
    data = data_of(name)
    everything = list(packages(data, option_set))
    deals = [deal for deal in everything if lawful(data, deal)]
    parties = list(data["preferences"].values())
    floor = [standing(data, preference) for preference in parties]
    gains = [
        tuple(utility(p, deal) - low for p, low in zip(parties, floor, strict=True))
        for deal in deals
    ]
    return World(len(everything), deals, gains)


def best(rows: Sequence[int], key: Callable[[int], Any]) -> set[int]:
    """Return all rows with the largest key."""
    top = max(map(key, rows))
    return {row for row in rows if key(row) == top}


def shares(gains: Sequence[Row], rows: Sequence[int], start: Row) -> set[int]:
    """Return the lexicographic max-min of gains over ``start`` as shares of the best ones."""
    top = [max(gains[row][p] for row in rows) - start[p] for p in range(len(start))]
    return best(
        rows,
        lambda row: sorted(
            (gains[row][p] - start[p]) / top[p] if top[p] else Fraction(1)
            for p in range(len(start))
        ),
    )


def raiffa(gains: Sequence[Row], rows: Sequence[int]) -> set[int]:
    """Return the choice from the last reference point that some deal still dominates."""
    start: Row = (Fraction(0),) * len(gains[0])
    for _ in range(200):
        top = [max(gains[row][p] for row in rows) for p in range(len(start))]
        after = tuple(s + (t - s) / len(start) for s, t in zip(start, top, strict=True))
        above = [row for row in rows if all(map(lambda g, a: g >= a, gains[row], after))]
        if not above or after == start:
            break
        start, rows = after, above
    return shares(gains, rows, start)


def fair(gains: Sequence[Row]) -> dict[str, set[int]]:
    """Return the rows that each solution concept chooses where all parties must agree."""
    rows = [row for row, gain in enumerate(gains) if min(gain) >= 0]
    if not rows:
        return {concept: set() for concept in CONCEPTS}
    zero = (Fraction(0),) * len(gains[0])
    strict = [row for row in rows if min(gains[row]) > 0]
    return {
        "nash": best(strict, lambda row: math.prod(gains[row])) if strict else set(),
        "kalai-smorodinsky": shares(gains, rows, zero),
        "egalitarian": best(rows, lambda row: sorted(gains[row])),
        "utilitarian": best(rows, lambda row: sum(gains[row])),
        "raiffa": raiffa(gains, rows),
    }


def efficient(gains: Sequence[Row]) -> set[int]:
    """Return the rows that no other row dominates."""
    distinct = sorted(set(gains), reverse=True)
    table = np.array(distinct, dtype=np.float64)
    kept = {
        row
        for row, point in zip(distinct, table, strict=True)
        if not ((table >= point - 1e-9).all(axis=1) & (table > point + 1e-9).any(axis=1)).any()
    }
    return {row for row, gain in enumerate(gains) if gain in kept}


def as_set(deals: Sequence[Deal]) -> set[tuple[str, ...]]:
    return {tuple(deal.values()) for deal in deals}


SMALL = [
    ("hanoi-2019", "all"),
    ("hanoi-2019", "on_the_table"),
    ("hanoi-2019", "with_partial"),
    ("supply-contract", "all"),
    ("supply-contract", "on_the_table"),
    ("camp-david-1978", "all"),
    ("tram-strike", "all"),
    ("tram-strike", "on_the_table"),
    ("tram-strike", "with_mediator"),
]


@pytest.mark.parametrize(("name", "option_set"), SMALL)
def test_zone_frontier_and_solutions_are_those_of_plain_counting(
    name: str, option_set: str
) -> None:
    """Total, legal, acceptable, efficient and fair packages agree with the oracle."""
    found = zopa.study(
        zopa.read(EXAMPLES / name), option_set=option_set, draws=0, unlock=False, picture=False
    )
    known = world(name, option_set)
    assert (found.zone.total, found.zone.legal) == (known.total, len(known.deals))
    assert found.zone.count.exact
    assert found.zone.count.value == sum(min(gain) >= 0 for gain in known.gains)
    front = efficient(known.gains)
    assert as_set([deal.package for deal in found.frontier.deals]) == as_set(
        [known.deals[row] for row in front]
    )
    assert found.frontier.points == len({known.gains[row] for row in front})
    for concept, rows in fair(known.gains).items():
        chosen = found.solutions[concept].deals
        assert as_set([deal.package for deal in chosen]) == as_set(
            [known.deals[row] for row in rows]
        ), concept


@pytest.mark.parametrize("name", ["hanoi-2019", "supply-contract", "tram-strike"])
def test_named_packages_are_worth_what_their_scores_say(name: str) -> None:
    """Gains of the named packages are weighted means of their scores, less no deal."""
    data = data_of(name)
    found = zopa.study(zopa.read(EXAMPLES / name), draws=0, unlock=False, picture=False)
    for package, options in data["packages"].items():
        for party, preference in data["preferences"].items():
            deal = {issue: options[issue] for issue in data["issues"]}
            gain = utility(preference, deal) - standing(data, preference)
            assert found.named[package].gains[party] == pytest.approx(float(gain), abs=1e-9)
        assert found.named[package].legal


def test_hanoi_s_counts() -> None:
    """6,561 packages in all, 192 on the table, 288 with partial relief, by 3 x 3 x ... options.

    On the table each issue keeps the options of the reports: 2 x 3 x 2 x 2 x 2 x 1 x 2 x 2.
    """
    counts = {
        name: (world("hanoi-2019", name).total, len(world("hanoi-2019", name).deals))
        for name in ("all", "on_the_table", "with_partial")
    }
    assert {name: total for name, (total, _) in counts.items()} == {
        "all": 3**8,
        "on_the_table": 2 * 3 * 2 * 2 * 2 * 1 * 2 * 2,
        "with_partial": 3 * 3 * 2 * 2 * 2 * 1 * 2 * 2,
    }
    for name, (total, legal) in counts.items():
        posed = problem(zopa.read(EXAMPLES / "hanoi-2019"), name)
        assert (posed.space.total, posed.space.legal) == (total, legal)


def test_hanoi_s_walk_away_values() -> None:
    """No deal is worth 50.6 to the United States and 57.7 to North Korea.

    34 + 3.6 (6 x 60 %) + 9 + 4, and 8 + 16 + 18 + 6 + 2.7 (3 x 90 %) + 7 points of weight.
    """
    posed = problem(zopa.read(EXAMPLES / "hanoi-2019"))
    assert posed.parties == ("us", "dprk")
    assert posed.reservation == pytest.approx([50.6, 57.7], abs=1e-9)


def test_hanoi_had_no_deal_on_the_table_and_partial_relief_opens_one() -> None:
    """The zone is empty with the reported options; the analyst's partial relief opens it."""
    empty = [min(gain) >= 0 for gain in world("hanoi-2019", "on_the_table").gains]
    opened = [min(gain) >= 0 for gain in world("hanoi-2019", "with_partial").gains]
    assert not any(empty)
    assert any(opened)


def test_what_opens_hanoi_s_zone() -> None:
    """Partial relief is the only option that opens it alone; else 4.2 (US), 6 (DPRK) or 3 each.

    A lever on walk-away values has the size of the least shortfall over the deals on the table.
    """
    data, everything = data_of("hanoi-2019"), world("hanoi-2019")
    table = world("hanoi-2019", "on_the_table")
    kept = {issue: {deal[issue] for deal in table.deals} for issue in data["issues"]}
    kept["relief"].add("none")  # reported, though no deal
    openers = {}
    for issue, detail in data["issues"].items():
        for option in set(detail["options"]) - kept[issue]:
            wider = kept | {issue: kept[issue] | {option}}
            fits = [all(deal[name] in wider[name] for name in wider) for deal in everything.deals]
            hits = [min(gain) >= 0 for gain, fit in zip(everything.gains, fits, strict=True) if fit]
            if any(hits):
                openers[(issue, option)] = sum(hits)
    found = zopa.study(zopa.read(EXAMPLES / "hanoi-2019"), draws=0, picture=False).unlock
    assert found is not None
    opening = [lever for lever in found.levers if lever.opens]
    assert openers == {("relief", "partial"): 3}
    assert {
        lever.options[0]: lever.packages for lever in opening if lever.kind == "add-option"
    } == openers
    alone = {
        party: min(max(-gain[at], Fraction(0)) for gain in table.gains if gain[1 - at] >= 0)
        for at, party in enumerate(data["preferences"])
    }
    assert alone == {"us": Fraction("4.2"), "dprk": Fraction(6)}
    sizes = {lever.parties[0]: lever.size for lever in opening if lever.kind == "reservation-alone"}
    assert sizes == pytest.approx({party: float(size) for party, size in alone.items()})
    (equal,) = [lever.size for lever in opening if lever.kind == "reservation-equal"]
    assert equal == pytest.approx(float(min(max(-min(gain), Fraction(0)) for gain in table.gains)))
    assert equal == pytest.approx(3.0)


def test_the_supply_contract_needs_the_option_that_nobody_proposed() -> None:
    """Nothing on the table suits both; every deal that does has the indexed price."""
    known = world("supply-contract")
    suits = [d for d, gain in zip(known.deals, known.gains, strict=True) if min(gain) >= 0]
    assert {deal["price"] for deal in suits} == {"indexed"}


def test_sportco_s_published_counts() -> None:
    """720 packages, 55 pass five of six with both vetoes, 12 suit all six, counted plainly."""
    data, known = data_of("sportco"), world("sportco")
    place = {party: at for at, party in enumerate(data["preferences"])}
    vetoes = [place[party] for party in data["accept"]["including"]]
    accepts = [[gain >= 0 for gain in row] for row in known.gains]
    passing = [
        row
        for row in accepts
        if sum(row) >= data["accept"]["at_least"] and all(row[v] for v in vetoes)
    ]
    assert (known.total, len(passing), sum(map(all, accepts))) == (720, 55, 12)


def test_sportco_by_zopa() -> None:
    """Zopa finds the 55 under the quota, and the solutions of the 12 that suit all six."""
    found = zopa.study(zopa.read(EXAMPLES / "sportco"), draws=0, unlock=False, picture=False)
    known = world("sportco")
    assert (found.zone.total, found.zone.count.value, found.zone.count.exact) == (720, 55, True)
    front = efficient(known.gains)
    assert found.frontier.packages == len(front)
    chosen = fair(known.gains)
    for concept in ("nash", "kalai-smorodinsky", "egalitarian", "raiffa"):
        deals = found.solutions[concept].deals
        assert as_set([deal.package for deal in deals]) == as_set(
            [known.deals[row] for row in chosen[concept]]
        ), concept
    (nash,) = found.solutions["nash"].deals
    assert nash.utilities == {
        "sportco": 57, "dot": 81, "environment": 77, "union": 71, "cities": 48, "mayor": 54,
    }  # fmt: skip


def ampo_utilities() -> NDArray[np.int64]:
    """Return the utilities of all packages of AMPO's case in thousandths, exactly."""
    columns = []
    for preference in data_of("ampo-city")["preferences"].values():
        total = np.zeros(1, dtype=np.int64)
        for issue, column in preference["scores"].items():
            weight = central(preference["weights"][issue]) * 1000
            worth = np.array([int(weight * central(score)) for score in column.values()])
            total = (total[:, None] + worth[None, :]).ravel()
        columns.append(total)
    return np.stack(columns, axis=1)


def test_ampo_by_listing_all_packages() -> None:
    """1,944,000 packages; 193 frontier points with 284 packages; Nash at (70.6, 78.3)."""
    points = ampo_utilities()
    assert len(points) == 1_944_000
    order = np.lexsort((-points[:, 1], -points[:, 0]))
    ordered = points[order]
    before = np.maximum.accumulate(np.concatenate([[-1], ordered[:-1, 1]]))
    front = ordered[ordered[:, 1] > before]
    assert len(front) == 193
    codes = points[:, 0] * 1_000_000 + points[:, 1]
    assert np.isin(codes, front[:, 0] * 1_000_000 + front[:, 1]).sum() == 284
    nash = front[front.prod(axis=1).argmax()]
    assert nash.tolist() == [70_600, 78_300]

    posed = problem(zopa.read(EXAMPLES / "ampo-city"))
    assert (posed.space.total, posed.space.legal) == (1_944_000, 1_944_000)
    efficient_deals = frontier(posed)
    assert sum(efficient_deals.counts) == 284
    assert np.allclose(efficient_deals.values * 1000, front, atol=1e-6)


def test_ampo_s_study() -> None:
    """The study finds the same points; Nash at (70.6, 78.3), the even point at (73.12, 73.847).

    Both are reached by two packages, which differ only in vacation of 3 days or more, to which
    neither side's scores make a difference.
    """
    found = zopa.study(zopa.read(EXAMPLES / "ampo-city"), draws=0, unlock=False, picture=False)
    assert (found.frontier.points, found.frontier.packages) == (193, 284)
    assert found.zone.count.value == 1_944_000  # nobody gets less than 0
    expected = {"nash": (70.6, 78.3), "egalitarian": (73.12, 73.847)}
    for concept, utilities in expected.items():
        deals = found.solutions[concept].deals
        assert [deal.package["vacation_over_5"] for deal in deals] == ["3", "over-3"]
        for deal in deals:
            assert tuple(deal.utilities.values()) == pytest.approx(utilities, abs=1e-9)


def test_camp_david_by_adjusted_winner() -> None:
    """Each side gets 395/6 = 65.83 points, and one sixth of Sinai goes to Israel (worked by hand).

    Israel first wins recognition, West Bank, linkage, Jerusalem: 60; Egypt Sinai and rights: 75.
    Egypt gives up the share x of Sinai that makes 60 + 35 x = 75 - 55 x, so x = 1/6.
    """
    found = zopa.study(zopa.read(EXAMPLES / "camp-david-1978"), draws=0, unlock=False)
    assert found.division is not None
    assert found.division.points == pytest.approx((395 / 6, 395 / 6))
    assert found.division.split == "Sinai"
    assert found.division.shares["Sinai"] == pytest.approx((1 / 6, 5 / 6))
