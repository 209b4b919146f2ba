"""Inspection games over time: few visits, many periods, a breach at a time of the breaker's choice.

Every visit finds a breach of its period; visits and breaches that happened are seen by both.
Values are exact fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from zopa.analysis.verification._numbers import probability, whole
from zopa.errors import LimitError

PERIODS = 2_000
"""Periods that a game may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What both sides do best in the first of the periods that are left."""

    value: Fraction
    """Of the game to the inspector: +1 for a breach that is caught, -1 for each that is not."""
    inspect: Fraction
    """Probability with which the inspector visits now."""
    breach: Fraction
    """Probability with which the other side breaks its word now."""


def dresher(periods: int, visits: int) -> Fraction:
    """Return the value to the inspector of Dresher's game: at most one breach.

    Parameters
    ----------
    periods
        In each of which there may be a visit, a breach, both or neither.
    visits
        That the inspector can make in all.

    Returns
    -------
    Fraction
        -C(n-1, m) / sum of C(n, i) for i up to m: between -1 (no visits) and 0 (one in every
        period, so that nobody breaks its word).

    Raises
    ------
    QuestionError
        When a number is not whole, or there is no period.

    Notes
    -----
    Dresher (1962), A sampling inspection problem in arms control agreements.  The inspector gets
    1 for a breach caught, -1 for one not caught, 0 where none happens; the other side the
    opposite.

    Examples
    --------
    >>> dresher(2, 1), dresher(4, 2), dresher(3, 3)
    (Fraction(-1, 3), Fraction(-3, 11), Fraction(0, 1))
    """
    return von_stengel(periods, visits, 1)


def von_stengel(periods: int, visits: int, violations: int) -> Fraction:
    """Return the value to the inspector where up to so many breaches are intended.

    Parameters
    ----------
    periods, visits
        As for `dresher`.
    violations
        Breaches that the other side may commit, one in a period; the first that is caught ends
        the game.

    Returns
    -------
    Fraction
        (C(n-k, m+1) - C(n, m+1)) / sum of C(n, i) for i up to m.

    Notes
    -----
    von Stengel (1991), Recursive inspection games.  The inspector gets 1 for the breach caught
    and -1 for each that was not; `dresher` is the case of one breach.

    Examples
    --------
    >>> von_stengel(4, 1, 2), von_stengel(5, 2, 2), von_stengel(3, 0, 2)
    (Fraction(-1, 1), Fraction(-9, 16), Fraction(-2, 1))
    """
    periods, visits = _given(periods, visits)
    violations = min(whole("violations", violations, 1), periods)
    return _value(periods, min(visits, periods), violations)


def stage(periods: int, visits: int, violations: int = 1) -> Stage:
    """Return what both do best in the first period of such a game.

    Where all periods left are visited, the other side keeps its word; without visits left it
    breaks it whenever it still wants to.

    Examples
    --------
    >>> now = stage(2, 1)
    >>> now.value, now.inspect, now.breach
    (Fraction(-1, 3), Fraction(1, 3), Fraction(1, 3))
    """
    periods, visits = _given(periods, visits)
    visits, violations = min(visits, periods), min(whole("violations", violations, 1), periods)
    value = _value(periods, visits, violations)
    if visits == periods:
        return Stage(value=value, inspect=Fraction(1), breach=Fraction(0))
    if visits == 0:
        return Stage(value=value, inspect=Fraction(0), breach=Fraction(1))
    # Rows: visit or not; columns: word kept or broken.
    caught = Fraction(1)
    kept_visit = _value(periods - 1, visits - 1, violations)
    kept_not = _value(periods - 1, visits, violations)
    broken_not = _value(periods - 1, visits, violations - 1) - 1
    whole_game = (kept_not - broken_not) + (caught - kept_visit)
    return Stage(
        value=value,
        inspect=(kept_not - broken_not) / whole_game,
        breach=(kept_not - kept_visit) / whole_game,
    )


def surprise(periods: int, visits: int, detected: float = 1.0) -> float:
    """Return with which probability surprise visits catch a breach that shows in one period only.

    Parameters
    ----------
    periods
        Of which the breaker chooses one, watching the visits as they come.
    visits
        That the inspector makes in all, each period with probability
        (visits left) / (periods left).
    detected
        Probability that a visit in the period of the breach finds it.

    Returns
    -------
    float
        ``detected`` times visits / periods, whatever period the breaker chooses; no plan of visits
        assures more.

    Examples
    --------
    >>> surprise(4, 2, detected=0.9)
    0.45
    """
    periods, visits = _given(periods, visits)
    return probability("detected", detected) * min(visits, periods) / periods


def _value(periods: int, visits: int, violations: int) -> Fraction:
    violations = min(violations, periods)
    most = comb(periods - violations, visits + 1) - comb(periods, visits + 1)
    return Fraction(most, sum(comb(periods, i) for i in range(visits + 1)))


def _given(periods: int, visits: int) -> tuple[int, int]:
    periods, visits = whole("periods", periods, 1), whole("visits", visits)
    if periods > PERIODS:
        msg = f"'periods' is {periods:,}, but a game has {PERIODS:,} at most; take longer periods"
        raise LimitError(msg)
    return periods, visits
