"""One verification study of one case: how many visits, where, and what a clean report tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from zopa._version import __version__
from zopa.analysis.agreed import agreed
from zopa.analysis.draws import draw
from zopa.analysis.results import Probability
from zopa.analysis.verification.breaches import Carried
from zopa.analysis.verification.inspection_games import stage, surprise
from zopa.analysis.verification.places import (
    deterred_in,
    hidden_place,
    place_of,
    with_visits,
)
from zopa.analysis.verification.results import Left, Place, Plan, Timing, VerificationStudy
from zopa.analysis.verification.signing import signing
from zopa.analysis.verification.sites import Spread, spread
from zopa.errors import QuestionError
from zopa.model import Case, Inspection
from zopa.model.inspection import inspection_faults

DRAWS = 2000
"""Draws of the uncertain numbers, as many as for a whole study, so that both say the same."""

Count = TypeVar("Count", int, float)


def verification(
    case: Case,
    *,
    to: str | None = None,
    option_set: str = "all",
    visits: int | None = None,
    periods: int | None = None,
    miss: float | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> VerificationStudy:
    """Return how many visits a deal needs, where to make them, and what a clean report tells.

    Parameters
    ----------
    case
        A case with a ``verification`` part.
    to, option_set
        The package that is carried out, as in `zopa.analysis.agreed.agreed`.
    visits, periods, miss
        Instead of what the case says.
    draws, seed
        Of the uncertain numbers of the case, for the chance that the planned visits deter; 0
        draws leave it out.

    Raises
    ------
    QuestionError
        When the case says nothing of verification, or there is no package to carry out.
    UnknownNameError
        When there is no such package or option set.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> def issue(key, by):
    ...     return Issue(id=key, name=key.title(), by=(by,), now="no",
    ...                  options=(Option(id="no", name="no"), Option(id="yes", name="yes")))
    >>> def scores(party, relief, arms):
    ...     return Scores(party=party, standing=Standing(premium=n(0)), scores={
    ...         "relief": {"no": n(0), "yes": n(relief)}, "arms": {"no": n(0), "yes": n(arms)}})
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="A"), Party(id="b", name="B")),
    ...     issues=(issue("relief", "a"), issue("arms", "b")),
    ...     preferences={"a": scores("a", -4, 9), "b": scores("b", 8, -5)},
    ...     exchange=ExchangeTerms(issues={"relief": StepTerms(reversible_value=0.9)}),
    ...     verification=Inspection(visits=2, checks={"arms": Check(detected=0.5)}))
    >>> found = verification(case)
    >>> (arms,) = found.plan.places
    >>> round(arms.needed, 4), arms.visits_needed, found.plan.enough
    (0.6944, 2, True)
    """
    asked = _asked(case, visits=visits, periods=periods, miss=miss)
    package_id, package = agreed(case, to, option_set)
    carried = Carried.of(case, package)
    some = draws > 0 and bool(case.uncertain())
    doubt = Carried.of(case, package, draw(case, draws, seed)) if some else None
    left = {name: why for name in asked.checks if (why := _left(carried, asked, name))}
    places = [
        place_of(carried, asked, issue.id)
        for issue in case.issues
        if issue.id in asked.checks and issue.id not in left
    ]
    plan = _plan([*places, *hidden_place(carried, asked)], asked.visits, doubt)
    after_hit = None
    if asked.hit is not None and asked.undeclared is not None:
        found = replace(asked, undeclared=replace(asked.undeclared, detected=asked.hit))
        after_hit = _plan([*places, *hidden_place(carried, found)], asked.visits, doubt)
    return VerificationStudy(
        case=case,
        version=__version__,
        inspection=asked,
        package_id=package_id,
        package=package,
        plan=plan,
        after_hit=after_hit,
        left_out=left,
        unchecked=_unchecked(carried, asked),
        timing=_timing(asked),
        signing=signing(carried, asked, plan, after_hit),
        draws=draws if some else 0,
        seed=seed,
    )


def _asked(
    case: Case, *, visits: int | None, periods: int | None, miss: float | None
) -> Inspection:
    if case.verification is None:
        movers = [issue.id for issue in case.issues if issue.by and not issue.term]
        some = movers[0] if movers else case.issues[0].id
        who = "" if movers else "say who carries out which issue ('by') and "
        msg = (
            f"case '{case.id}' does not say what can be checked; {who}add, for example, "
            f"'verification: {{visits: 2, issues: {{{some}: {{detected: 0.8, prior: 0.2}}}}}}' "
            "(visits that can be afforded; chance that one finds a breach; belief in one)"
        )
        raise QuestionError(msg)
    given = {"visits": visits, "periods": periods, "miss": miss}
    changed = {name: value for name, value in given.items() if value is not None}
    found = replace(case.verification, **changed)  # type: ignore[arg-type]
    for fault in inspection_faults(found, case.issues, [party.id for party in case.parties]):
        raise QuestionError(fault.message)
    return found


def _left(carried: Carried, asked: Inspection, name: str) -> Left | None:
    """Return why nothing can be said of a checked issue, if so."""
    issue = carried.case.issue(name)
    if issue.now is None:
        return "unknown now"
    if name not in carried.moved:
        return "not asked"
    if not issue.by:
        return "no mover"
    if len(issue.by) > 1:
        return "several movers"
    return "inspector moves it" if issue.by[0] == asked.by else None


def _unchecked(carried: Carried, asked: Inspection) -> tuple[str, ...]:
    hidden = asked.undeclared.issue if asked.undeclared is not None else None
    checked = {*asked.checks, hidden}
    return tuple(
        name
        for name in carried.moved
        if name not in checked and carried.alone(name) not in (None, asked.by)
    )


def _plan(places: Sequence[Place], visits: int | None, doubt: Carried | None) -> Plan:
    """Return the planned visits, spread over the places."""
    planned = _planned(places, visits)
    if planned is not None:
        places = [
            with_visits(place, planned.visits[at], planned.detection[at], doubt)
            for at, place in enumerate(places)
        ]
    at_stake = [place for place in places if place.issue is not None]
    return Plan(
        places=tuple(places),
        visits_needed=_total([place.visits_needed for place in at_stake]),
        average_needed=_total([place.average_needed for place in at_stake]),
        enough=_enough(at_stake),
        sure=None if doubt is None else _sure(at_stake, doubt),
    )


def _planned(places: Sequence[Place], visits: int | None) -> Spread | None:
    """Return where the planned visits go: to where most of the detection needed is missing.

    Places where no number of visits deters get none; where nothing is known of what is needed,
    all count alike.
    """
    if visits is None or not places:
        return None
    if any(place.needed for place in places):
        needs = [
            place.needed if place.needed and place.average_needed is not None else 0.0
            for place in places
        ]
    else:
        needs = [1.0 if place.needed is None else 0.0 for place in places]
    return spread(
        [place.detected for place in places],
        visits,
        needs,
        seen=[place.seen for place in places],
        repeated=True,
    )


def _total(parts: Sequence[Count | None]) -> Count | None:
    """Return a sum, or nothing where a part is not known."""
    known = [part for part in parts if part is not None]
    return sum(known[1:], start=known[0]) if known and len(known) == len(parts) else None


def _enough(places: Sequence[Place]) -> bool | None:
    found = [place.deterred for place in places]
    if False in found:
        return False
    return None if None in found or not found else True


def _sure(places: Sequence[Place], doubt: Carried) -> Probability | None:
    """Return in what share of draws every place is deterred."""
    if not places or any(place.deterred is None for place in places):
        return None
    hits = np.all([deterred_in(place, doubt) for place in places], axis=0)
    return Probability.of(int(hits.sum()), len(hits))


def _timing(asked: Inspection) -> Timing | None:
    if asked.periods is None or asked.visits is None:
        return None
    now = stage(asked.periods, asked.visits)
    return Timing(
        periods=asked.periods,
        visits=asked.visits,
        first=surprise(asked.periods, asked.visits),
        dresher=now.value,
        dresher_first=now.inspect,
    )
