"""The party whose consent matters."""

from __future__ import annotations

import numpy as np

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting, count
from zopa.analysis.unlock._words import opens


@lever(
    kind="consent",
    title="consent of each party",
    promises=[Promise.DOES, Promise.COMPLETE],
)
def consent(setting: Setting) -> list[Lever]:
    """Return, for each party, whether the zone opens when its consent is given for free.

    Asked where the case has a quota, or three parties or more: of two who must both agree,
    doing without one leaves nothing to negotiate.

    Examples
    --------
    Three parties, all needed; a deal worth (6, 6, 1) against (5, 5, 5) opens once the third
    party's consent is not needed.
    """
    problem = setting.problem
    parties = len(problem.parties)
    if parties == 1 or (parties == 2 and problem.is_unanimous):
        return []
    return [_lever(setting, party) for party in range(parties)]


def _lever(setting: Setting, party: int) -> Lever:
    problem = setting.problem
    points = np.flatnonzero(setting.given(party))
    deal, packages = None, None
    if len(points):
        gains = (setting.values[points] - problem.reservation) / problem.span
        gains[:, party] = np.inf
        deal = setting.deal(int(points[int(problem.margin(gains).argmax())]))
        packages = count(problem, party)
    found = deal is not None
    return Lever(
        kind="consent",
        opens=found,
        size=1.0 if found else None,
        unit="parties",
        effort=1 / len(problem.parties) if found else float("inf"),
        label=f"do without the consent of {setting.name(party)}",
        detail=opens(packages) if found else "does not open it",
        parties=(problem.parties[party],),
        deal=deal,
        packages=packages,
    )
