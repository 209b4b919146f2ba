"""Walk-away values together, with the least total."""

from __future__ import annotations

import numpy as np

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting
from zopa.analysis.unlock._words import beyond, points


@lever(
    kind="reservation-together",
    title="walk-away values, together",
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def reservation_together(setting: Setting) -> list[Lever]:
    """Return the least total by which reservation values must fall.

    For each efficient deal, what each party lacks; under a quota only the cheapest parties that
    make the rule pass, with every veto among them.  Points of different parties are added as
    they are.

    Examples
    --------
    Deals worth (8, 1) and (3, 4) against (5, 5) lack 4 and 2 + 1: together 3 points, the first
    party 2 and the second 1.
    """
    problem = setting.problem
    if len(problem.parties) == 1:
        return []
    point = int(setting.cheapest(setting.short).argmin())
    moved = np.where(setting.payers(setting.short[point]), setting.short[point], 0.0)
    before = dict(zip(problem.parties, problem.reservation.tolist(), strict=True))
    after = dict(zip(problem.parties, (problem.reservation - moved).tolist(), strict=True))
    movers = [at for at in range(len(moved)) if moved[at] > 0]
    parts = ", ".join(f"{setting.name(at)} {beyond(float(moved[at]))}" for at in movers)
    return [
        Lever(
            kind="reservation-together",
            opens=True,
            size=float(moved.sum()),
            unit="points",
            effort=float((moved / problem.span).sum()),
            label="walk-away values, together",
            detail=f"{points(float(moved.sum()))}: {parts}",
            parties=tuple(problem.parties[at] for at in movers),
            before=before,
            after=after,
            deal=setting.deal(point),
        )
    ]
