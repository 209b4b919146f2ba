"""All walk-away values, moved by the same number of points."""

from __future__ import annotations

import numpy as np

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting
from zopa.analysis.unlock._words import more, points


@lever(
    kind="reservation-equal",
    title="walk-away values, all equally",
    closes=True,
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def reservation_equal(setting: Setting) -> list[Lever]:
    """Return how far all reservation values must fall (or may rise) by the same number.

    A deal passes once the smallest gain that the acceptance rule needs is 0; the deal where
    that gain is largest decides, and it is efficient.  For one party this is the lever alone.

    Examples
    --------
    Deals worth (8, 1) and (3, 4) against (5, 5) miss by 4 and by 2: 2 points each open the
    second.
    """
    problem = setting.problem
    if len(problem.parties) == 1:
        return []
    lacks = setting.values - setting.target
    if setting.opening:
        lacks = np.where(setting.short > 0, -setting.short, np.maximum(lacks, 0.0))
    margins = problem.margin(lacks)
    point = int(margins.argmax())
    change = float(margins[point])
    size = abs(change)
    way = "lowered" if setting.opening else "raised"
    before = dict(zip(problem.parties, problem.reservation.tolist(), strict=True))
    return [
        Lever(
            kind="reservation-equal",
            opens=True,
            size=size,
            unit="points",
            effort=float((size / problem.span).sum()),
            label=f"walk-away values, all {way} equally",
            detail=f"by {more(opening=setting.opening)}{points(size)} each",
            parties=problem.parties,
            before=before,
            after={name: value + change for name, value in before.items()},
            deal=setting.deal(point),
        )
    ]
