"""Sampling plans: how many declared items to inspect, so that falsified ones are found.

Items are inspected without replacement; one recognised falsified item exposes the breach.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from zopa.analysis.verification._numbers import SAME, probability, whole
from zopa.errors import LimitError, QuestionError

ITEMS = 10_000_000
"""Items that a plan may be about."""
ROUND = 1e-9
"""Rounding error of a formula before it is rounded up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingPlan:
    """How many items to inspect, by the exact search and by the two formulas in use."""

    items: int
    falsified: int
    """How many of them a breach that matters takes."""
    miss: float
    """Probability of overlooking it that was allowed."""
    recognised: float
    exact: int
    """Least sample that reaches it; all items where none does, see ``reached``."""
    overlooked: float
    """Probability that this sample overlooks the breach."""
    reached: bool
    """Whether some sample reaches ``miss``; with ``recognised`` below 1 not even all items may."""
    power: int | None
    """By the power formula, never below ``exact``; ``None`` where items are not always
    recognised."""
    jaech: int | None
    """By Jaech's formula, likewise."""


def overlooked(items: int, falsified: int, sample: int, recognised: float = 1.0) -> float:
    """Return the probability that a sample contains no item recognised as falsified.

    Parameters
    ----------
    items
        How many there are.
    falsified
        How many of them are falsified.
    sample
        How many are inspected, without replacement.
    recognised
        Probability that an inspected falsified item is recognised as such.

    Raises
    ------
    QuestionError
        When a count is not whole, exceeds ``items``, or ``recognised`` is no probability above 0.
    LimitError
        When there are more than `ITEMS`.

    Notes
    -----
    With every falsified item recognised C(N-r, n) / C(N, n), else the mean of (1-q)^k over the
    hypergeometric number k of falsified items in the sample.  Cost: O(min(r, n)).

    Examples
    --------
    >>> round(overlooked(10, 2, 3), 6)   # 7/15
    0.466667
    >>> overlooked(4, 1, 4, recognised=0.75)
    0.25
    """
    items, falsified, sample, recognised = _given(items, falsified, sample, recognised)
    most = min(falsified, sample)
    if most == 0:
        return 1.0
    if recognised == 1:
        few, many = sorted((falsified, sample))
        if few + many > items:
            return 0.0
        places = np.arange(few, dtype=np.float64)
        return float(np.prod((items - many - places) / (items - places)))
    least = max(0, falsified + sample - items)
    k = np.arange(least, most, dtype=np.float64)
    # Weight of k + 1 falsified items in the sample by that of k.
    ratio = (falsified - k) * (sample - k) / ((k + 1) * (items - falsified - sample + k + 1))
    logs = np.concatenate([[0.0], np.cumsum(np.log(ratio))])
    weights = np.exp(logs - logs.max())
    missed = (1 - recognised) ** np.arange(least, most + 1, dtype=np.float64)
    return float(weights @ missed / weights.sum())


def sample_size(items: int, falsified: int, miss: float, recognised: float = 1.0) -> int:
    """Return the least sample that overlooks falsified items with at most probability ``miss``.

    Parameters are those of `overlooked`; ``miss`` lies above 0 and below 1.

    Raises
    ------
    QuestionError
        When even a look at all items overlooks more often, or a number is not what it must be.

    Notes
    -----
    By bisection: a larger sample never overlooks more.  Cost: O(r log N).

    Examples
    --------
    >>> sample_size(100, 5, 0.05), sample_size(1000, 10, 0.05)
    (45, 258)
    >>> sample_size(100, 1, 0.05, recognised=0.9)
    Traceback (most recent call last):
    zopa.errors.QuestionError: even a look at all 100 items overlooks 1 falsified with probability 0.1; ...
    """
    plan = sampling_plan(items, falsified, miss, recognised)
    if not plan.reached:
        msg = (
            f"even a look at all {items} items overlooks {falsified} falsified with probability "
            f"{plan.overlooked:.3g}; allow more than 'miss' {miss:g}, or raise 'recognised'"
        )
        raise QuestionError(msg)
    return plan.exact


def sampling_plan(
    items: int, falsified: int, miss: float = 0.05, recognised: float = 1.0
) -> SamplingPlan:
    """Return a sampling plan: the least sample, and what the formulas in use would say.

    Parameters are those of `sample_size`.

    Examples
    --------
    >>> plan = sampling_plan(100, 10, 0.1)
    >>> plan.exact, plan.power, plan.jaech
    (20, 21, 20)
    >>> sampling_plan(100, 1, 0.05, recognised=0.9).reached
    False
    """
    items, falsified, _, recognised = _given(items, falsified, 0, recognised)
    if falsified < 1:
        msg = "'falsified' is 0, but a plan looks for at least 1 falsified item; correct it"
        raise QuestionError(msg)
    miss = probability("miss", miss, above_zero=True, below_one=True)
    enough = miss * (1 + SAME)
    low, high = 0, items
    while low < high:
        middle = (low + high) // 2
        if overlooked(items, falsified, middle, recognised) <= enough:
            high = middle
        else:
            low = middle + 1
    found = overlooked(items, falsified, low, recognised)
    sure = recognised == 1
    return SamplingPlan(
        items=items,
        falsified=falsified,
        miss=miss,
        recognised=recognised,
        exact=low,
        overlooked=found,
        reached=found <= enough,
        power=_up(power_formula(items, falsified, miss)) if sure else None,
        jaech=_up(jaech_formula(items, falsified, miss)) if sure else None,
    )


def power_formula(items: int, falsified: int, miss: float) -> float:
    """Return N (1 - miss^(1/r)), the sample of the safeguards formula before it is rounded up.

    Rounded up it is never below the exact sample, and at most 3 above it (checked for all N up
    to 150 at five levels of ``miss``).

    Examples
    --------
    >>> round(power_formula(100, 5, 0.05), 2)
    45.07
    """
    return float(items * (1 - miss ** (1 / falsified)))


def jaech_formula(items: int, falsified: int, miss: float) -> float:
    """Return (1 - miss^(1/r)) (N - (r-1)/2), Jaech's sample before it is rounded up.

    Rounded up it is never below the exact sample, and at most 1 above it (checked as above).

    Examples
    --------
    >>> round(jaech_formula(100, 5, 0.05), 2)
    44.17
    """
    return float((1 - miss ** (1 / falsified)) * (items - (falsified - 1) / 2))


def falsified_items(goal: float, per_item: float) -> int:
    """Return how many items must be falsified to divert a goal quantity.

    Examples
    --------
    >>> falsified_items(8, 1.6), falsified_items(8, 3)
    (5, 3)
    """
    if not (math.isfinite(goal) and math.isfinite(per_item) and goal > 0 and per_item > 0):
        msg = f"'goal' is {goal} and 'per_item' {per_item}; both must be positive numbers"
        raise QuestionError(msg)
    return max(1, _up(goal / per_item))


def _up(value: float) -> int:
    return math.ceil(value - ROUND)


def _given(
    items: int, falsified: int, sample: int, recognised: float
) -> tuple[int, int, int, float]:
    items = whole("items", items, 1)
    if items > ITEMS:
        msg = f"'items' is {items:,}, but a plan is about {ITEMS:,} at most; group the items"
        raise LimitError(msg)
    falsified, sample = whole("falsified", falsified), whole("sample", sample)
    for name, value in (("falsified", falsified), ("sample", sample)):
        if value > items:
            msg = f"'{name}' is {value}, more than the {items} of 'items'; correct one of them"
            raise QuestionError(msg)
    return items, falsified, sample, probability("recognised", recognised, above_zero=True)
