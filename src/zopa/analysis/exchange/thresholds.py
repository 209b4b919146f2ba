"""The least size of one change that makes a schedule safe."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zopa.analysis.exchange.found import Found
from zopa.analysis.exchange.game import Game, Plan
from zopa.analysis.exchange.judge import judge

STEP = 1e-7
"""Sizes that differ by less, of the range looked at, are the same."""
HALVINGS = 50
TRIES = 200
"""Schedules after which the search for a smaller size stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A size, and a schedule that is safe with it."""

    size: float
    found: Found
    settled: bool
    """Whether a smaller size was ruled out."""


def least(
    make: Callable[[float], Game],
    low: float,
    high: float,
    search: Callable[[Game], Found | None],
) -> Threshold | None:
    """Return the least size with which a schedule is safe; ``None`` where ``high`` is not enough.

    Parameters
    ----------
    make
        From a size to the game; more of it must not hurt.
    low
        A size that is not enough.
    search
        From a game to a safe schedule, ``None`` where there is none.

    Notes
    -----
    A schedule that is safe with some size gives, place by place, the least size that is enough for
    this very schedule; then a schedule for a little less is searched for, until there is none.

    Examples
    --------
    >>> from dataclasses import replace
    >>> import numpy as np
    >>> from zopa.analysis.exchange.barter import barter
    >>> from zopa.analysis.exchange.search import best
    >>> game = barter({"x": (3, 5)}, {"y": (2, 5)})
    >>> def valued(size):
    ...     return replace(game, relationship=np.array([size, 0.0]))
    >>> found = least(valued, 0, 100, lambda one: best(one, "slack", joint=False))
    >>> found.size, found.found.plan
    (3.0, ((1,), (0,)))
    """
    found = search(make(high))
    if found is None:
        return None
    size, step = high, STEP * (high - low)
    for _ in range(TRIES):
        size = _enough(make, found.plan, low, size)
        if size - step <= low:
            return Threshold(size=size, found=found, settled=True)
        better = search(make(size - step))
        if better is None:
            return Threshold(size=size, found=found, settled=found.scope == "exact")
        found, size = better, size - step
    return Threshold(size=size, found=found, settled=False)


def _enough(make: Callable[[float], Game], plan: Plan, low: float, high: float) -> float:
    """Return the least size with which a schedule is safe, a round number where one is as good."""
    short, enough = low, high
    for _ in range(HALVINGS):
        middle = (short + enough) / 2
        if not short < middle < enough:
            break
        if judge(make(middle), plan).safe:
            enough = middle
        else:
            short = middle
    near = STEP * (high - low)
    for digits in range(12):
        smooth = round(enough, digits)
        if abs(smooth - enough) <= near and low < smooth <= high:
            return smooth if judge(make(smooth), plan).safe else enough
    return enough
