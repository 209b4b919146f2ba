"""Exchanges in words: who would stop where, and what a repair asks."""

from __future__ import annotations

from collections.abc import Sequence

from zopa.analysis.exchange.judge import Constraint
from zopa.analysis.exchange.results import Step
from zopa.analysis.unlock._words import beyond, listing, own, points, quoted, say

__all__ = ["beyond", "doing", "gained", "listing", "named", "own", "points", "quoted", "say"]


def gained(number: float) -> str:
    """Return what somebody gains, in points.

    Examples
    --------
    >>> gained(0.6281), gained(1.0)
    ('0.628 points', '1 point')
    """
    said = say(number)
    return f"{said} point" + ("" if said == "1" else "s")


def named(steps: Sequence[Step], items: Sequence[int], word: str = "and") -> str:
    """Return steps in quotation marks."""
    return listing([quoted(steps[at].text) for at in items], word)


def doing(found: Constraint, steps: Sequence[Step], rounds: int) -> str:
    """Return what a party would do at one place of a schedule, as a noun.

    Examples
    --------
    >>> [doing(Constraint(party=0, round=r, kind="leave", slack=-1.0), (), 2) for r in (1, 2, 3)]
    ['not beginning', 'breaking off after round 1', 'going back on it once all is done']
    """
    if found.kind == "withhold":
        return f"not doing {named(steps, found.items)} in round {found.round}"
    if found.round > rounds:
        return "going back on it once all is done"
    return "not beginning" if found.round == 1 else f"breaking off after round {found.round - 1}"
