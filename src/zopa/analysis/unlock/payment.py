"""A side payment from one party to another."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from zopa.analysis.results import Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting
from zopa.analysis.unlock._words import own, points, say

TIE = 1e-12
"""Rates of exchange closer than this are equal."""


@lever(
    kind="payment",
    title="side payments",
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def payment(setting: Setting) -> list[Lever]:
    """Return, for each payer and receiver, the least payment that opens the zone.

    On a deal that passes once both consent, the receiver is short by a and the payer can spare
    b, each in points of its own.  A payment worth a to the receiver that costs the payer at most
    b opens the zone.  Where on some deal a <= b, so that points of equal worth would do, the
    least such a is the size.  Else the deal where b / a is largest decides, and the payment
    must cost the payer no more than b / a of its points for each point of the receiver.  Both
    are found on the frontier: a dominating deal lowers a and raises b.

    Examples
    --------
    A deal worth (9, 3) against (5, 5): the second party is short by 2, the first can spare 4; a
    payment worth 2 points opens it.
    """
    parties = range(len(setting.problem.parties))
    return [_lever(setting, payer, receiver) for payer, receiver in permutations(parties, 2)]


def _lever(setting: Setting, payer: int, receiver: int) -> Lever:
    problem, target = setting.problem, setting.target
    names = (problem.parties[payer], problem.parties[receiver])
    lacks = target[receiver] - setting.values[:, receiver]
    spare = setting.values[:, payer] - target[payer]
    able = setting.given(payer, receiver) & (lacks > 0) & (spare > problem.slack[payer])
    label = f"a payment from {setting.name(payer)} to {setting.name(receiver)}"
    if not able.any():
        return Lever(
            kind="payment",
            opens=False,
            size=None,
            unit="points",
            effort=float("inf"),
            label=label,
            detail="does not open it: no deal leaves one short and the other something to spare",
            parties=names,
        )
    enough = able & (lacks <= spare)
    if enough.any():
        point = int(np.where(enough, lacks, np.inf).argmin())
    else:
        rate = np.where(able, spare / np.where(able, lacks, 1.0), -np.inf)
        point = int(np.where(rate >= rate.max() * (1 - TIE), lacks, np.inf).argmin())
    short, left = float(lacks[point]), float(spare[point])
    cost = short if enough.any() else left
    detail = (
        f"worth {points(short)} to {setting.name(receiver)}; {setting.name(payer)} can spare "
        f"{say(left)} of its own points, and points of two parties are not the same thing"
    )
    if cost < short:
        detail += (
            f"; it opens only if a point of {own(setting.name(receiver))} costs "
            f"{setting.name(payer)} at most {points(left / short)} of its own"
        )
    gains = (float(spare[point]), -short)
    return Lever(
        kind="payment",
        opens=True,
        size=short,
        unit="points",
        effort=short / float(problem.span[receiver]) * max(1.0, short / left),
        label=label,
        detail=detail,
        parties=names,
        before=dict(zip(names, gains, strict=True)),
        after=dict(zip(names, (left - cost, 0.0), strict=True)),
        deal=setting.deal(point),
    )
