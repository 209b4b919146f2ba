"""Adjusted Winner: two parties divide items (Brams and Taylor)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from zopa.analysis.results import Division
from zopa.errors import QuestionError
from zopa.model import Case, Scores

EVEN = 1e-12
"""Points closer than this are equal."""


def adjusted_winner(
    points: Mapping[str, tuple[float, float]], parties: tuple[str, str] = ("first", "second")
) -> Division:
    """Return the Adjusted Winner division of items between two parties.

    Each item first goes to whoever gives it more points (a tie goes to the first party).  Then
    items move from the richer party to the poorer in the order of the smallest ratio of the
    richer's points to the poorer's, the last one in part, until both have equally many.

    Parameters
    ----------
    points
        Item -> points that each party gives it, 0 or more; each party's points are scaled to
        add up to 100.
    parties
        Ids of the two parties.

    Returns
    -------
    Division
        At most one item is split.  The result is efficient, equitable and envy-free.

    Raises
    ------
    QuestionError
        When there are no items, or a party gives no points, or negative ones.

    Notes
    -----
    Source: Brams and Taylor (1996), Fair Division, chapter 4.  Cost: O(n log n).

    Examples
    --------
    Ann cares for the house, Bob a little more for the boat:

    >>> division = adjusted_winner({"house": (60, 50), "boat": (40, 50)}, ("ann", "bob"))
    >>> division.split, [round(p, 2) for p in division.points]
    ('house', [54.55, 54.55])
    >>> [round(share, 4) for share in division.shares["house"]]
    [0.9091, 0.0909]
    """
    items = list(points)
    table = np.array([points[item] for item in items], dtype=np.float64).reshape(-1, 2)
    totals = table.sum(axis=0)
    if not items or not np.isfinite(table).all() or (table < 0).any() or (totals <= 0).any():
        msg = "adjusted winner needs items, and points of 0 or more that do not all vanish"
        raise QuestionError(msg)
    table = table * (100.0 / totals)
    share = np.where(table[:, 0] >= table[:, 1], 1.0, 0.0)
    held = np.array([table[:, 0] @ share, table[:, 1] @ (1 - share)])
    rich = int(held[1] > held[0])
    poor = 1 - rich
    owned = np.flatnonzero(share == 1.0 - rich)
    ratio = table[owned, rich] / np.maximum(table[owned, poor], np.finfo(float).tiny)
    split = None
    for item in owned[np.argsort(ratio, kind="stable")].tolist():
        gap = held[rich] - held[poor]
        if gap <= EVEN * 100:
            break
        part = min(1.0, gap / (table[item, rich] + table[item, poor]))
        share[item] = 1.0 - part if rich == 0 else part
        held[rich] -= part * table[item, rich]
        held[poor] += part * table[item, poor]
        if part < 1.0:
            split = items[item]
    return Division(
        parties=parties,
        shares={item: (float(s), float(1 - s)) for item, s in zip(items, share, strict=True)},
        points=(float(held[0]), float(held[1])),
        split=split,
    )


def division(case: Case) -> Division | None:
    """Return the Adjusted Winner division of a case in which two parties divide items.

    That is a case with exactly two parties with scores, whose issues are items: each has two
    options, called like the two parties, for who gets it.  ``None`` for other cases.
    """
    parties = tuple(case.preferences)
    if len(parties) != 2:
        return None
    first, second = (case.preferences[party] for party in parties)
    if not (isinstance(first, Scores) and isinstance(second, Scores)):
        return None
    if first.joint or second.joint:
        return None
    if any({option.id for option in issue.options} != set(parties) for issue in case.issues):
        return None
    points = {}
    for issue in case.issues:
        worth = []
        for scores, own, other in (
            (first, parties[0], parties[1]),
            (second, parties[1], parties[0]),
        ):
            column = scores.scores.get(issue.id)
            weight = 1.0 if scores.weights is None else None
            if weight is None:
                named = (scores.weights or {}).get(issue.id)
                weight = named.central if named is not None else 0.0
            gain = column[own].central - column[other].central if column is not None else 0.0
            worth.append(weight * gain)
        points[issue.name] = (worth[0], worth[1])
    if any(value < 0 for pair in points.values() for value in pair):
        return None
    return adjusted_winner(points, (parties[0], parties[1]))
