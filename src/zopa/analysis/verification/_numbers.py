"""Numbers that every question of this room takes: probabilities and counts."""

from __future__ import annotations

import math

from zopa.errors import QuestionError

SAME = 1e-12
"""Probabilities closer than this share are the same: ties count as reached."""


def probability(
    name: str, value: float, *, above_zero: bool = False, below_one: bool = False
) -> float:
    """Return a probability, or refuse what is none.

    Examples
    --------
    >>> probability("miss", 0.05)
    0.05
    >>> probability("miss", 5)
    Traceback (most recent call last):
    zopa.errors.QuestionError: 'miss' is 5, but a probability must be from 0 to 1; did you mean 0.05?
    """
    low = value > 0 if above_zero else value >= 0
    high = value < 1 if below_one else value <= 1
    if not (low and high):
        least = "above 0" if above_zero else "from 0"
        most = "and below 1" if below_one else "to 1" if not above_zero else "and at most 1"
        hint = f"did you mean {value / 100:g}?" if 2 <= value < 100 else "correct it"
        msg = f"'{name}' is {value:g}, but a probability must be {least} {most}; {hint}"
        raise QuestionError(msg)
    return float(value)


def whole(name: str, value: float, least: int = 0) -> int:
    """Return a count, or refuse what is no whole number from ``least`` up.

    Examples
    --------
    >>> whole("visits", 2)
    2
    >>> whole("visits", -1)
    Traceback (most recent call last):
    zopa.errors.QuestionError: 'visits' is -1, but it must be a whole number from 0; correct it
    """
    if not math.isfinite(value) or value != int(value) or value < least:
        msg = f"'{name}' is {value:g}, but it must be a whole number from {least}; correct it"
        raise QuestionError(msg)
    return int(value)


def finite(name: str, value: float) -> float:
    """Return a number, or refuse what is not finite."""
    if not math.isfinite(value):
        msg = f"'{name}' is {value}, but it must be a finite number; correct it"
        raise QuestionError(msg)
    return float(value)
