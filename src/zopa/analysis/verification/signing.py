"""Whether the inspector should sign: what the deal brings it where words may be broken."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from zopa.analysis.verification._numbers import SAME
from zopa.analysis.verification.beliefs import belief, clean_reports
from zopa.analysis.verification.breaches import Carried
from zopa.analysis.verification.deterrence import detection
from zopa.analysis.verification.information import information, signing_limit
from zopa.analysis.verification.results import Beliefs, Decision, Plan, Signing
from zopa.model import Check, Inspection

REPORTS = 5
"""Clean reports in a row whose belief is kept."""


def beliefs(check: Check, detected: float, *, seen: float) -> Beliefs | None:
    """Return what reports of visits tell; ``None`` where the case gives no prior belief."""
    if check.prior is None:
        return None
    false_alarm = check.false_alarm if detected > 0 else 0.0  # where nothing is found, nobody looks
    quiet = _after(check.prior, seen, 0.0, clean=1)
    clean = tuple(
        None if quiet is None else _after(quiet, detected, false_alarm, clean=count)
        for count in range(REPORTS + 1)
    )
    alarm = _after(check.prior, detected, false_alarm, alarms=1)
    return Beliefs(prior=check.prior, clean=clean, alarm=alarm)


def _after(
    prior: float, detected: float, false_alarm: float, *, clean: int = 0, alarms: int = 0
) -> float | None:
    """Return a belief, or ``None`` after reports that cannot happen."""
    broken = prior * (1 - detected) ** clean * detected**alarms
    kept = (1 - prior) * (1 - false_alarm) ** clean * false_alarm**alarms
    if broken + kept == 0:
        return None
    return belief(prior, detected, false_alarm, clean=clean, alarms=alarms)


def decision(
    carried: Carried, party: str | None, issue: str, check: Check, detected: float, *, seen: float
) -> Decision | None:
    """Return whether to sign with one word in doubt; ``None`` for a party without scores."""
    if party is None or party not in carried.utilities:
        return None
    reservation = carried.utilities[party].reservation[0]
    kept = float(carried.worth(party)[0] - reservation)
    broken = float(carried.worth(party, issue)[0] - reservation)
    limit = signing_limit(kept, broken)
    if check.prior is None:
        return Decision(
            party=party, kept=kept, broken=broken, limit=limit, information=None, reports=None
        )
    look = detection(1, detected, seen)
    quiet = _after(check.prior, seen, 0.0, clean=1)
    reports: float = math.inf
    if check.prior <= limit:
        reports = 0
    elif quiet is not None:
        reports = clean_reports(quiet, detected, check.false_alarm, target=limit)
    return Decision(
        party=party,
        kept=kept,
        broken=broken,
        limit=limit,
        information=information(check.prior, kept, broken, look, check.false_alarm),
        reports=reports,
    )


def expected_gain(carried: Carried, party: str, broken: Mapping[str, float]) -> float | None:
    """Return a party's gain on average, where steps stay unmade with these probabilities.

    Each independently of the others.  ``None`` where the party's utility is capped, so that it is
    no sum.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> arms = Issue(id="arms", name="Arms", by=("b",), now="no",
    ...     options=(Option(id="no", name="no"), Option(id="yes", name="yes")))
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="A"),
    ...     Party(id="b", name="B")), issues=(arms,),
    ...     preferences={"a": Scores(party="a", scores={"arms": {"no": n(-20), "yes": n(10)}},
    ...                              standing=Standing(value=n(0)))})
    >>> expected_gain(Carried.of(case, {"arms": "yes"}), "a", {"arms": 0.4})
    -2.0
    """
    utility = carried.utilities[party]
    if utility.cap is not None:
        return None
    total = float(utility.constant[0] - utility.reservation[0])
    for factor in utility.factors:
        table = factor.table[0]
        for name in factor.issues:
            place = carried.positions.get(name, -1)
            chance = broken.get(name, 0.0)
            # The first axis is the one of this issue; those before are summed up already.
            unmade = chance * table[carried.moved[name]] if chance else 0.0
            table = (1 - chance) * table[place] + unmade if chance < 1 else unmade
        total += float(np.asarray(table))
    return total


def inspector(carried: Carried, asked: Inspection, mover: str | None) -> str | None:
    """Return who inspects what ``mover`` does: the one named, or the other of two."""
    if asked.by is not None:
        return asked.by
    others = [party for party in carried.utilities if party != mover]
    return others[0] if len(carried.utilities) == 2 and len(others) == 1 else None


def signing(
    carried: Carried, asked: Inspection, plan: Plan, after_hit: Plan | None
) -> Signing | None:
    """Return what signing is worth to the inspector, all beliefs together.

    ``None`` where nobody's beliefs are given, or it is not known who inspects.
    """
    inspectors = {place.decision.party for place in plan.places if place.decision is not None}
    party = asked.by or (next(iter(inspectors)) if len(inspectors) == 1 else None)
    before = _chances(plan, told=False)
    if party is None or party not in carried.utilities or not before:
        return None
    now = expected_gain(carried, party, before)
    clean = expected_gain(carried, party, _chances(plan, told=True))
    if now is None or clean is None:
        return None
    hit = None
    if after_hit is not None:
        hit = expected_gain(carried, party, _chances(after_hit, told=True))
    return Signing(
        party=party,
        kept=expected_gain(carried, party, {}) or 0.0,
        now=now,
        clean=clean,
        clean_after_hit=hit,
        issues=tuple(before),
        refused_by=_refused_by(carried, party),
    )


def _refused_by(carried: Carried, party: str) -> tuple[str, ...]:
    """Return who else has less than without a deal where every word is kept."""
    return tuple(
        other
        for other, utility in carried.utilities.items()
        if other != party
        and float(carried.worth(other)[0] - utility.reservation[0])
        < -SAME * max(1.0, abs(float(utility.reservation[0])))
    )


def _chances(plan: Plan, *, told: bool) -> dict[str, float]:
    """Return issue -> belief that its step is broken, before any report or after a clean one."""
    found: dict[str, float] = {}
    for place in plan.places:
        if place.issue is None or place.beliefs is None:
            continue
        held = place.beliefs.prior
        if told:
            after = place.beliefs.clean[1]
            held = held if after is None else after
        found[place.issue] = 1 - (1 - found.get(place.issue, 0.0)) * (1 - held)
    return found
