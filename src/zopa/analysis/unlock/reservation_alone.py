"""One party's walk-away value, alone."""

from __future__ import annotations

import numpy as np

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting
from zopa.analysis.unlock._words import beyond, more, own, points, say


@lever(
    kind="reservation-alone",
    title="walk-away values, each alone",
    closes=True,
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def reservation_alone(setting: Setting) -> list[Lever]:
    """Return, for each party, how far its reservation value must fall (or may rise) alone.

    Among the deals that pass once this party consents, the one that leaves it most decides.
    It is efficient, or an efficient one does as well, so the frontier answers at any size.

    Examples
    --------
    Deals worth (8, 1) and (3, 4) against (5, 5): the first party must come down by 2 to take
    the second deal, when the other took it; but nobody takes it, so neither opens alone.  With
    (5, 4) instead, the first opens with 2 and the second cannot have more than 4 unless it
    gives up 3, for the first deal.
    """
    return [_lever(setting, party) for party in range(len(setting.problem.parties))]


def _lever(setting: Setting, party: int) -> Lever:
    name, column = setting.problem.parties[party], setting.values[:, party]
    label = f"{own(setting.name(party))} walk-away value"
    able = setting.given(party)
    if not able.any():
        detail = "does not open it: no deal suits the others"
        return _none(label, detail, name)
    if not setting.opening and setting.without(party):
        return _none(label, "does not close it: a deal passes without this party", name)
    point = int(np.where(able, column, -np.inf).argmax())
    before = float(setting.problem.reservation[party])
    change = float(column[point] - setting.target[party])
    size = abs(change)
    way = "down" if setting.opening else "up"
    after = before + change
    return Lever(
        kind="reservation-alone",
        opens=True,
        size=size,
        unit="points",
        effort=size / float(setting.problem.span[party]),
        label=label,
        detail=f"{way} by {more(opening=setting.opening)}{points(size)}, from {say(before)} to {beyond(after, before)}",
        parties=(name,),
        before={name: before},
        after={name: after},
        deal=setting.deal(point),
    )


def _none(label: str, detail: str, party: str) -> Lever:
    return Lever(
        kind="reservation-alone",
        opens=False,
        size=None,
        unit="points",
        effort=float("inf"),
        label=label,
        detail=detail,
        parties=(party,),
    )
