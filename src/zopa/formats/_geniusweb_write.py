"""GeniusWeb JSON from an additive case: a domain and one profile for each party."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.errors import QuestionError
from zopa.formats._additive import (
    ROUNDING,
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
from zopa.model import Case, Issue

ADDITIVE = "LinearAdditiveUtilitySpace"
DISCRETE = ("DiscreteValueSetUtilities", "discreteutils")
NUMERIC = ("NumberValueSetUtilities", "numberutils")
"""Names that files use for the two kinds of utilities of an issue; the first is written."""

PLACES = 15
"""Decimal places of weights: what a float holds exactly, so that they sum to 1 exactly."""

HALF_LIMIT = 2_000_000
"""Packages of half the issues that are listed at most when a reservation bid is sought."""


def write(case: Case) -> Writing:
    """Return a GeniusWeb domain with one profile for each party with preferences.

    Utilities outside 0 to 1 are mapped onto it; weights sum to 1.  A reservation value is written
    as the bid with the least utility that reaches it: the same packages are acceptable.

    Raises
    ------
    QuestionError
        For utilities that are not a sum over issues, and for a reservation value that no package
        reaches.
    """
    parties = additive(case, "GeniusWeb JSON")
    lost = losses(case, Named(party_names=True))
    scaled = [_shares(unit(party, lost, numbered=False)) for party in parties]
    numeric = [
        issue.id
        for place, issue in enumerate(case.issues)
        if _is_numeric(issue, [party.columns[place] for party in scaled])
    ]
    lost += numeric_losses(case.issues, numeric)
    names = FileNames(suffix=".json")
    domain = {"name": case.title, "issuesValues": {i.id: _values(i, numeric) for i in case.issues}}
    own = names.of(f"{case.id}-domain", [])
    if own != f"{case.id}-domain.json":
        lost.append(f"the case '{case.id}' gets another id from its file name, {own}")
    files = {own: _bytes(domain)}
    for party in scaled:
        profile = _profile(case, party, domain, numeric, lost)
        files[names.of(party.id, lost)] = _bytes(profile)
    lost += read_back(list(files)[1:])
    return Writing(files=files, lost=tuple(lost))


def _shares(party: Additive) -> Additive:
    """Return the same utility with weights that sum to 1, exactly as decimals."""
    columns = list(party.columns)
    if math.fsum(column.weight for column in columns) > 1 + ROUNDING:
        columns = [_weighed(column, max(column.values)) for column in columns]
    slack = 1.0 - math.fsum(column.weight for column in columns)
    widest = max(range(len(columns)), key=lambda place: columns[place].weight)
    if abs(slack) > ROUNDING:
        columns[widest] = _weighed(columns[widest], columns[widest].weight + slack)
    weights = [Decimal(repr(round(column.weight, PLACES))) for column in columns]
    weights[widest] += 1 - sum(weights)
    rounded = (replace(c, weight=float(w)) for c, w in zip(columns, weights, strict=True))
    return replace(party, columns=tuple(rounded))


def _weighed(column: Column, weight: float) -> Column:
    """Return the same contributions under another weight."""
    scores = tuple(min(1.0, value / weight) if weight else 0.0 for value in column.values)
    return Column(weight=weight, scores=scores)


def _is_numeric(issue: Issue, columns: Sequence[Column]) -> bool:
    grid = issue.grid
    if grid is None or [label(value) for value in grid.values()] != [o.id for o in issue.options]:
        return False
    return all(affine(grid.values(), column.scores) is not None for column in columns)


def _values(issue: Issue, numeric: Sequence[str]) -> dict[str, Any]:
    grid = issue.grid
    if grid is None or issue.id not in numeric:
        return {"values": [option.id for option in issue.options]}
    low, high = _plain(grid.low), _plain(grid.high)
    step = (Decimal(str(high)) - Decimal(str(low))) / (grid.points - 1)
    return {"range": {"low": low, "high": high, "step": _plain(float(step))}}


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _profile(
    case: Case,
    party: Additive,
    domain: dict[str, Any],
    numeric: Sequence[str],
    lost: list[str],
) -> dict[str, Any]:
    if party.discount < 1:
        lost.append(f"{party.id}: GeniusWeb has no discount, so {party.discount:g} is left out")
    utilities: dict[str, Any] = {}
    for issue, column in zip(case.issues, party.columns, strict=True):
        grid = issue.grid
        if grid is not None and issue.id in numeric:
            ends: dict[str, float] = {
                "lowValue": _plain(grid.low),
                "lowUtility": column.scores[0],
                "highValue": _plain(grid.high),
                "highUtility": column.scores[-1],
            }
            utilities[issue.id] = {NUMERIC[0]: ends}
        else:
            scored = zip(issue.options, column.scores, strict=True)
            values = {option.id: score for option, score in scored}
            utilities[issue.id] = {DISCRETE[0]: {"valueUtilities": values}}
    pairs = zip(case.issues, party.columns, strict=True)
    space = {
        "name": party.party.name,
        "domain": domain,
        "issueUtilities": utilities,
        "issueWeights": {issue.id: column.weight for issue, column in pairs},
        "reservationBid": {"issuevalues": _bid(case, party, numeric, lost)},
    }
    return {ADDITIVE: space}


def _bid(
    case: Case, party: Additive, numeric: Sequence[str], lost: list[str]
) -> dict[str, str | float]:
    """Return the bid with the least utility that reaches the reservation value."""
    wanted = party.reservation
    if wanted > party.high + ROUNDING:
        msg = (
            f"party '{party.id}' has a reservation value of {wanted:g}, but its best package is worth "
            f"{party.high:g}; GeniusWeb holds it as a package, so choose another format"
        )
        raise QuestionError(msg)
    places, utility = _least(party, min(wanted, party.high))
    if abs(utility - wanted) > ROUNDING:
        lost.append(
            f"{party.id}: no package is worth the reservation value {wanted:g}; the next better one, "
            f"worth {utility:g}, stands for it: the same packages are acceptable, gains are smaller"
        )
    bid: dict[str, str | float] = {}
    for issue, place in zip(case.issues, places, strict=True):
        if issue.grid is not None and issue.id in numeric:
            bid[issue.id] = _plain(issue.grid.values()[place])
        else:
            bid[issue.id] = issue.options[place].id
    return bid


def _least(party: Additive, wanted: float) -> tuple[list[int], float]:
    """Return the package with the least utility of at least ``wanted``, and that utility.

    All sums over one half of the issues meet the sorted sums over the other half.
    """
    values = [np.array(column.values) for column in party.columns]
    first: list[int] = []
    second: list[int] = []
    counts = [1, 1]
    for place in sorted(range(len(values)), key=lambda at: -len(values[at])):
        side = int(counts[0] > counts[1])
        (first, second)[side].append(place)
        counts[side] *= len(values[place])
    if max(counts) > HALF_LIMIT:
        msg = (
            f"the case has about {math.prod(counts):.0e} packages, too many to find the reservation "
            f"bid of party '{party.id}' that GeniusWeb asks for; choose another format"
        )
        raise QuestionError(msg)
    left = _sums([values[place] for place in first])
    right = _sums([values[place] for place in second])
    order = np.argsort(right, kind="stable")
    at = np.searchsorted(right[order], wanted - ROUNDING - left)
    reached = at < len(right)
    total = np.where(reached, left + right[order][np.minimum(at, len(right) - 1)], np.inf)
    best = int(np.argmin(total))
    places = [0] * len(values)
    rows = (best, int(order[at[best]]))
    for members, row in zip((first, second), rows, strict=True):
        shape = [len(values[place]) for place in members]
        found = np.unravel_index(row, shape) if members else ()
        for place, option in zip(members, found, strict=True):
            places[place] = int(option)
    return places, float(total[best])


def _sums(values: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    total = np.zeros(1)
    for column in values:
        total = np.add.outer(total, column).ravel()
    return total


def _bytes(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
