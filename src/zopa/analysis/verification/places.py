"""One place that can be checked: what a breach there is worth, what visits find, what to believe."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Probability
from zopa.analysis.verification.breaches import (
    Carried,
    Temptation,
    enough_visits,
    loss,
    needed,
)
from zopa.analysis.verification.deterrence import detection, deterring_loss
from zopa.analysis.verification.results import Place
from zopa.analysis.verification.signing import beliefs, decision, inspector
from zopa.analysis.verification.visiting import one_visit
from zopa.model import Check, Inspection

REACHED = 1e-9
"""A detection that misses what is needed by less than this deters."""


def place_of(carried: Carried, asked: Inspection, issue: str) -> Place:
    """Return the place where the step on an issue is checked, without visits."""
    check = asked.checks[issue]
    name = check.name or carried.case.issue(issue).name
    return _place(carried, asked, check, issue, name, hidden=False)


def hidden_place(carried: Carried, asked: Inspection) -> tuple[Place, ...]:
    """Return the place that nobody declared, if the case has one.

    It breaks the step that the case names, where the deal asks for that step.
    """
    check = asked.undeclared
    if check is None:
        return ()
    breaks = check.issue is not None and check.issue in carried.moved
    issue = check.issue if breaks and carried.alone(check.issue or "") else None
    return (_place(carried, asked, check, issue, check.name or "Undeclared site", hidden=True),)


def _place(
    carried: Carried, asked: Inspection, check: Check, issue: str | None, name: str, *, hidden: bool
) -> Place:
    visit = one_visit(check, asked.miss)
    party = carried.alone(issue) if issue is not None else None
    temptation = Temptation(gain=None, loss=None, needed=None)
    before = after = choice = None
    if issue is not None and party is not None:
        options = carried.case.issue(issue).options
        before, after = options[carried.moved[issue]].id, options[carried.positions[issue]].id
        temptation = Temptation.of(carried, party, issue)
        signer = inspector(carried, asked, party)
        choice = decision(carried, signer, issue, check, visit.detected, seen=check.seen)
    whole, average = enough_visits(temptation.needed, visit.detected, check.seen)
    everything = asked.visits
    return Place(
        name=name,
        hidden=hidden,
        issue=issue,
        party=party,
        before=before,
        after=after,
        gain=temptation.gain,
        loss=temptation.loss,
        needed=temptation.needed,
        detected=visit.detected,
        seen=check.seen,
        from_plan=visit.from_plan,
        visits_needed=whole,
        average_needed=average,
        all_visits=None
        if everything is None
        else detection(everything, visit.detected, check.seen),
        visits=None,
        achieved=None,
        deterred=None,
        sure=None,
        more_stake=None,
        plan=visit.plan,
        beliefs=beliefs(check, visit.detected, seen=check.seen),
        decision=choice,
    )


def with_visits(place: Place, visits: float, reached: float, doubt: Carried | None) -> Place:
    """Return a place with what the visits that go there achieve."""
    found = replace(place, visits=visits, achieved=reached)
    if place.needed is None or place.gain is None or place.loss is None:
        return found
    deterred = bool(reached >= place.needed - REACHED)
    more = 0.0 if deterred else deterring_loss(place.gain, reached) - place.loss.total
    hits = None if doubt is None else deterred_in(found, doubt)
    sure = None if hits is None else Probability.of(int(hits.sum()), len(hits))
    return replace(found, deterred=deterred, more_stake=more, sure=sure)


def deterred_in(place: Place, doubt: Carried) -> NDArray[np.bool_]:
    """Return in which draws what the visits achieve deters; in all where nothing is at stake."""
    if place.issue is None or place.party is None or place.achieved is None:
        return np.ones(doubt.draws, dtype=np.bool_)
    gain = doubt.gain(place.party, place.issue)
    lost = np.sum(list(loss(doubt, place.party, place.issue).values()), axis=0)
    return np.asarray(place.achieved >= needed(gain, lost) - REACHED)
