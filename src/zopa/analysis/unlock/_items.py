"""The weighted items of a party's utility, in numbers: what its weights and scores are worth."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.problem import Problem
from zopa.model import CENTRAL, Block, Case, Scores
from zopa.model.preferences._contract import length
from zopa.model.preferences.scores import Term, score_table

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CAP_SLACK = 1e-9
"""Share of the cap by which the best conceivable utility may pass it, as rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """One party's weighted items: gain = shares @ worths - premium.

    The worth of an item is its score minus its score in the no-deal package, where that package
    gives the party its reservation value: then the value moves with weights and scores.  Where
    the reservation value is a number of its own, the worth is the score itself.
    """

    party: int
    """Column of the problem."""
    keys: tuple[str, ...]
    """Issue, or joint score, of each item."""
    names: tuple[str, ...]
    places: tuple[tuple[int, ...], ...]
    """Positions in ``case.issues`` of each item's issues."""
    scores: tuple[Floats, ...]
    """Scores of each item, one axis for each of its issues."""
    worths: tuple[Floats, ...]
    shares: Floats
    """What each item's scores are multiplied by."""
    has_weights: bool
    no_deal: tuple[tuple[int, ...] | None, ...]
    """Entry of each item in the no-deal package; ``None`` where that plays no role."""
    need: float
    """What shares @ worths must reach for the target of the question."""

    @property
    def total(self) -> float:
        """Sum of the shares."""
        return float(self.shares.sum())

    def of_rows(self, item: int, block: Block, rows: Ints | slice) -> Floats:
        """Return the worth of an item in some rows of the block that holds it."""
        column = {place: at for at, place in enumerate(block.issues)}
        chosen = block.rows[rows]
        return np.asarray(
            self.worths[item][tuple(chosen[:, column[place]] for place in self.places[item])]
        )

    def range(self) -> float:
        """Return the most that a unit of weight gains by moving to another item."""
        high = max(float(np.nanmax(worth)) for worth in self.worths)
        return high - min(float(np.nanmin(worth)) for worth in self.worths)


def items(problem: Problem, target: Floats) -> list[Items]:
    """Return the items of all parties with scores, in the order of the problem.

    Left out is a party whose utility is capped where the cap can bind: it is not a sum then.

    Parameters
    ----------
    problem
        The case in numbers.
    target
        Utility that a deal must reach for each party, shape (p,).
    """
    found = []
    for party, name in enumerate(problem.parties):
        preference = problem.case.preferences[name]
        if isinstance(preference, Scores):
            terms = preference.terms(problem.case.issues)
            shares = preference.shares(terms, CENTRAL)[:, 0]
            if terms and not _cap_binds(preference, terms, shares):
                made = _items(problem, party, preference, terms, shares)
                found.append(_with_need(made, problem, preference, float(target[party])))
    return found


def _items(
    problem: Problem, party: int, preference: Scores, terms: list[Term], shares: Floats
) -> Items:
    case = problem.case
    lengths = {issue.id: length(issue) for issue in case.issues}
    position = {issue.id: place for place, issue in enumerate(case.issues)}
    names = {issue.id: issue.name for issue in case.issues}
    places = tuple(tuple(position[name] for name in term.issues) for term in terms)
    scores = tuple(score_table(term, lengths, CENTRAL)[0] for term in terms)
    entries = tuple(_no_deal_entry(case, preference, term) for term in terms)
    worths = tuple(
        table if entry is None else table - table[entry]
        for table, entry in zip(scores, entries, strict=True)
    )
    return Items(
        party=party,
        keys=tuple(term.key for term in terms),
        names=tuple(
            names[term.key] if len(term.issues) == 1 else f"joint score {term.key}"
            for term in terms
        ),
        places=places,
        scores=scores,
        worths=worths,
        shares=shares,
        has_weights=preference.weights is not None,
        no_deal=entries,
        need=0.0,
    )


def _with_need(made: Items, problem: Problem, preference: Scores, target: float) -> Items:
    """Set what the sum must reach."""
    standing = preference.standing
    beyond = target - float(problem.reservation[made.party])
    if standing.value is not None:
        need = standing.value.central - preference.constant
    else:
        need = 0.0 if standing.premium is None else standing.premium.central
    return replace(made, need=need + beyond)


def _no_deal_entry(case: Case, preference: Scores, term: Term) -> tuple[int, ...] | None:
    package = case.no_deal_package()
    if preference.standing.value is not None or package is None:
        return None
    return tuple(
        case.issue(name).position(package[name]) if name in package else len(case.issue(name))
        for name in term.issues
    )


def _cap_binds(preference: Scores, terms: list[Term], shares: Floats) -> bool:
    """Return whether some weights and scores, within their scales, could pass the cap."""
    if preference.cap is None:
        return False
    most = [max(number.central for _, number in term.scores.values()) for term in terms]
    if preference.weights is not None:
        best = float(shares.sum()) * max(most)
    else:
        best = math.fsum(float(share) * top for share, top in zip(shares, most, strict=True))
    return preference.constant + best > preference.cap * (1 + CAP_SLACK)
