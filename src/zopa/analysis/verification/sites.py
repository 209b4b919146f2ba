"""Which place to visit: visits spread by chance, so that no place is a safe one to break a word.

The breaker knows how often each place is visited, not where the next visit goes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zopa.analysis.verification._numbers import probability
from zopa.analysis.verification.deterrence import average_visits, detection, reachable
from zopa.errors import QuestionError

HALVINGS = 100
"""Of an interval of levels, until its ends are the same number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How many visits each place gets on average."""

    value: float
    """Of the worst place: detection, as a share of what is needed there."""
    visits: tuple[float, ...]
    """For every place; 0.4 is one visit with probability 0.4."""
    detection: tuple[float, ...]
    """For every place the probability that a breach there is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    detected: float
    seen: float
    need: float
    repeated: bool

    @property
    def top(self) -> float:
        """The level that no number of visits passes."""
        if self.repeated and self.detected > 0:
            return 1 / self.need
        return detection(1, self.detected, self.seen) / self.need

    def visits(self, level: float) -> float:
        """Return the visits that bring it to a level, which is not above its top."""
        wanted = min(level * self.need, 1.0)
        if not reachable(wanted, self.detected, self.seen):
            return math.inf if self.repeated else min(1.0, math.ceil(self.detected))
        found = average_visits(wanted, self.detected, self.seen)
        return found if self.repeated else min(found, 1.0)


def spread(
    detected: Sequence[float],
    visits: float,
    needs: Sequence[float] | None = None,
    *,
    seen: Sequence[float] | None = None,
    repeated: bool = False,
) -> Spread:
    """Return how to spread visits so that the place where a breach is safest is least safe.

    Parameters
    ----------
    detected
        For every place the probability that one visit there finds a breach.
    visits
        How many can be made in all.
    needs
        For every place the detection that is needed there; visits go where most of it is
        missing.  Alike everywhere when left out; a place that needs none gets none.
    seen
        For every place the probability that a breach is seen without any visit; 0 when left out.
    repeated
        Whether a place may be visited more than once.

    Returns
    -------
    Spread
        The plan whose worst place is best.  A place that cannot become better, because it is
        visited as often as it may be or visits find nothing, does not hold up the others: then
        the next worst is made as good as possible, and so on.  Visits that nobody needs are not
        made.

    Raises
    ------
    QuestionError
        When there is no place, a list has another length, or a number is no probability.

    Notes
    -----
    The visits that a level asks for grow with it, so the level is found by halving an interval.
    For one visit and equal needs it is 1 / (sum of 1/d), with visits in proportion to 1/d.

    Examples
    --------
    >>> found = spread([0.9, 0.6, 0.3], 1)
    >>> round(found.value, 6), [round(share, 4) for share in found.visits]
    (0.163636, [0.1818, 0.2727, 0.5455])
    >>> round(spread([0.9, 0.6, 0.3], 2).value, 6)
    0.3
    """
    places = _places(detected, visits, needs, seen, repeated=repeated)
    plan = [0.0] * len(places)
    still = [at for at, place in enumerate(places) if place.need > 0]
    left = float(visits)
    while still:
        end = min(places[at].top for at in still)
        done = sum(places[at].visits(end) for at in still) <= left
        level = end if done else _level([places[at] for at in still], left, end)
        for at in still:
            plan[at] = places[at].visits(level)
        if not done:
            break
        full = [at for at in still if places[at].top <= end]
        left -= sum(plan[at] for at in full)
        still = [at for at in still if at not in full]
    reached = [
        detection(share, place.detected, place.seen)
        for share, place in zip(plan, places, strict=True)
    ]
    levels = [
        found / place.need for found, place in zip(reached, places, strict=True) if place.need > 0
    ]
    return Spread(value=min(levels, default=math.inf), visits=tuple(plan), detection=tuple(reached))


def _level(places: Sequence[_Place], visits: float, end: float) -> float:
    """Return the level at which the places ask for all the visits."""
    low, high = 0.0, end
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if sum(place.visits(middle) for place in places) <= visits:
            low = middle
        else:
            high = middle
    return low


def _places(
    detected: Sequence[float],
    visits: float,
    needs: Sequence[float] | None,
    seen: Sequence[float] | None,
    *,
    repeated: bool,
) -> list[_Place]:
    if not detected:
        msg = "there is no place to visit; give at least one probability of detection"
        raise QuestionError(msg)
    if not (math.isfinite(visits) and visits >= 0):
        msg = f"'visits' is {visits:g}, but it must be a number from 0; correct it"
        raise QuestionError(msg)
    size = len(detected)
    needs = [1.0] * size if needs is None else needs
    seen = [0.0] * size if seen is None else seen
    for name, given in (("needs", needs), ("seen", seen)):
        if len(given) != size:
            msg = f"'{name}' has {len(given)} numbers for {size} places; give one for each"
            raise QuestionError(msg)
    return [
        _Place(
            detected=probability("detected", d),
            seen=probability("seen", s),
            need=probability("needs", q),
            repeated=repeated,
        )
        for d, s, q in zip(detected, seen, needs, strict=True)
    ]
