"""What a secret breach of a deal is worth to who commits it, and what it loses when caught."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.verification.deterrence import (
    average_visits,
    deterring_detection,
    reachable,
    visits_needed,
)
from zopa.analysis.verification.results import Loss
from zopa.model import CENTRAL, Case, Draws, ExchangeTerms, Package, Stakes, StepTerms, utilities
from zopa.model.space import Utility

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A deal that is carried out, in numbers: one entry for each draw."""

    case: Case
    positions: Mapping[str, int]
    """Issue -> position of the agreed option; a term that is left out has none."""
    moved: Mapping[str, int]
    """Issue that the deal changes -> position of the option in force now."""
    utilities: Mapping[str, Utility]

    @classmethod
    def of(cls, case: Case, package: Package, draws: Draws = CENTRAL) -> Carried:
        """Return a deal with all its steps made."""
        positions = {
            issue.id: issue.position(package[issue.id])
            for issue in case.issues
            if issue.id in package
        }
        moved = {
            issue.id: issue.position(issue.now)
            for issue in case.issues
            if not issue.term and issue.now is not None and package[issue.id] != issue.now
        }
        return cls(
            case=case,
            positions=positions,
            moved=moved,
            utilities={each.party: each for each in utilities(case, draws)},
        )

    @property
    def draws(self) -> int:
        """How many draws there are."""
        return len(next(iter(self.utilities.values())).constant)

    def worth(self, party: str, without: str | None = None) -> Floats:
        """Return a party's utility of the deal, or of the deal without one step."""
        positions = dict(self.positions)
        if without is not None:
            positions[without] = self.moved[without]
        return self.utilities[party].of_positions(positions)

    def gain(self, party: str, issue: str) -> Floats:
        """Return what a party has more with one step unmade; negative where it wants the step."""
        return self.worth(party, issue) - self.worth(party)

    def alone(self, issue: str) -> str | None:
        """Return who moves an issue by itself, if anybody does."""
        by = self.case.issue(issue).by
        return by[0] if len(by) == 1 else None


def loss(carried: Carried, party: str, issue: str) -> dict[str, Floats]:
    """Return what a party has less when its breach is caught than when it keeps its word.

    Parts as in `zopa.analysis.verification.results.Loss`.  Once it is caught everything breaks
    down: the others take back what they can, so does the party, and the step stays unmade.  It is
    the comparison of leaving with going on that the exchange uses, at completion: a caught breach
    then leaves the party ``stake + relationship + taken_back`` poorer, less what it gained.

    Two readings on the safe side: nobody takes back what it likes to give, and a step that
    worsens its own maker's breakdown position does not count as a loss.
    """
    terms = carried.case.exchange or ExchangeTerms()
    binds = terms.parties.get(party, Stakes())
    none = np.zeros_like(carried.worth(party))
    taken, regained, breakdown = none.copy(), none.copy(), none.copy()
    for other in carried.moved:
        if other == issue:
            continue
        step = terms.issues.get(other, StepTerms())
        shift = step.shift.get(party, 0.0)
        if party not in carried.case.issue(other).by:
            value = -carried.gain(party, other)
            taken += step.reversible_value * np.where(_costly(carried, other), value, 0.0)
            breakdown -= shift
        else:
            cost = np.maximum(carried.gain(party, other), 0.0)
            if carried.alone(other) == party:
                regained -= step.reversible_cost * cost
            breakdown -= max(shift, 0.0)
    return {
        "taken_back": taken,
        "stake": none + binds.stake,
        "relationship": none + binds.relationship,
        "regained": regained,
        "breakdown": breakdown,
        "kept": -carried.gain(party, issue),
    }


def _costly(carried: Carried, issue: str) -> NDArray[np.bool_]:
    """Return in which draws somebody who makes the step would rather not have to."""
    givers = [party for party in carried.case.issue(issue).by if party in carried.utilities]
    some = carried.worth(next(iter(carried.utilities)))
    if not givers:
        return np.full(some.shape, bool(carried.case.issue(issue).by))
    return np.asarray(np.any([carried.gain(party, issue) > 0 for party in givers], axis=0))


def needed(gain: Floats, total: Floats) -> Floats:
    """Return the detection that deters, for each draw; infinity where none does.

    The same as `zopa.analysis.verification.deterring_detection`, on arrays.

    Examples
    --------
    >>> needed(np.array([1.0, -1.0, 1.0]), np.array([3.0, 3.0, -1.0]))
    array([0.25, 0.  ,  inf])
    """
    tempted = gain > 0
    with np.errstate(over="ignore"):  # a loss that is infinitely larger than the gain deters
        held = 1 + np.where(tempted, total, 0.0) / np.where(tempted, gain, 1.0)
    return np.where(tempted, np.where(total >= 0, 1 / np.where(total >= 0, held, 1.0), np.inf), 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temptation:
    """What a breach is worth, and the detection that deters it; ``None`` without scores."""

    gain: float | None
    loss: Loss | None
    needed: float | None

    @classmethod
    def of(cls, carried: Carried, party: str, issue: str) -> Temptation:
        """Return it at the central values."""
        if party not in carried.utilities:
            return cls(gain=None, loss=None, needed=None)
        gain = float(carried.gain(party, issue)[0])
        parts = {name: float(part[0]) for name, part in loss(carried, party, issue).items()}
        lost = Loss(**parts)
        return cls(gain=gain, loss=lost, needed=deterring_detection(gain, lost.total))


def enough_visits(
    wanted: float | None, detected: float, seen: float
) -> tuple[int | None, float | None]:
    """Return whole and average visits that are needed.

    ``None`` where no number of visits is enough, or it is not known what is needed.
    """
    if wanted is None or not reachable(wanted, detected, seen):
        return None, None
    return visits_needed(wanted, detected, seen), average_visits(wanted, detected, seen)
