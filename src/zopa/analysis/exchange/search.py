"""Schedules that nobody gains by breaking off: the best one, what the others would need, and why.

best(game, "slack", joint=True)      the safest schedule, or None
frontier(game, joint=True)           the least additional stakes that make one safe
blocked(game, joint=True)            why there is none
"""

from __future__ import annotations

from typing import Literal

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.found import SHOWN, Block, Certificate, Found, Guarantee
from zopa.analysis.exchange.game import Game
from zopa.analysis.exchange.judge import judge_with
from zopa.analysis.exchange.listing import MOST, Listing
from zopa.errors import LimitError

Wanted = Literal["slack", "exposure", "rounds", "deposits"]


def best(game: Game, objective: Wanted, *, joint: bool) -> Found | None:
    """Return the schedule that is best by an objective; ``None`` where no schedule is safe.

    Parameters
    ----------
    objective
        ``slack``: the largest smallest slack before completion (equals: fewest rounds).
        ``exposure``: the least sum over the parties of the largest exposure of each (equals: most
        slack).  ``rounds``: the fewest rounds (equals: most slack).  ``deposits``: of the Pareto-
        minimal additional stakes those with the least sum; found even where no schedule is safe.
    joint
        Whether several items may be delivered in one round.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"relief": (4, 8)}, {"dismantling": (5, 9)}, reversible={"relief": 0.9})
    >>> best(game, "slack", joint=True) is None
    True
    >>> found = best(game, "deposits", joint=False)
    >>> found.plan, round(found.value, 9)
    (((0,), (1,)), 3.6)
    """
    account = Account(game)
    engine = _engine(account, joint=joint)
    if objective == "deposits":
        offers = frontier(game, joint=joint)
        plan = min(offers, key=lambda one: sum(one.deposits)).plan
        scope, method = offers[0].scope, offers[0].method
    else:
        chosen = engine.best(objective)
        if chosen is None:
            return None
        plan, scope, method = chosen, engine.scope, engine.method
    judged = judge_with(account, plan)
    value = {
        "slack": judged.slack,
        "exposure": float(judged.exposure.max(0).sum()),
        "rounds": float(len(plan)),
        "deposits": float(judged.deposits.sum()),
    }[objective]
    return Found(plan=plan, value=value, judgement=judged, scope=scope, method=method)


def frontier(game: Game, *, joint: bool) -> list[Guarantee]:
    """Return the Pareto-minimal additional stakes that make a schedule safe, first party rising.

    One entry of zeros where a schedule is safe as it is.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"x": (3, 5)}, {"y": (3, 5)})
    >>> [(one.deposits, one.plan) for one in frontier(game, joint=False)]
    [((0.0, 3.0), ((0,), (1,))), ((3.0, 0.0), ((1,), (0,)))]
    """
    return _engine(Account(game), joint=joint).guarantees()


def blocked(game: Game, *, joint: bool) -> Certificate | None:
    """Return why no schedule is safe; ``None`` where one is.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> found = blocked(barter({"x": (3, 5)}, {"y": (2, 5)}), joint=False)
    >>> least = found.least
    >>> least.delivered, least.given, [(one.party, one.slack) for one in least.breaks]
    ((0,), (1,), [(1, -2.0), (1, -2.0)])
    """
    account = Account(game)
    engine = _engine(account, joint=joint)
    if engine.best("slack") is not None:
        return None
    blocks = []
    for offer in engine.guarantees():
        judged = judge_with(account, offer.plan)
        for at, given in enumerate(offer.plan):
            breaks = tuple(one for one in judged.breaks if one.round == at + 1)
            if breaks:
                done = tuple(sorted(item for row in offer.plan[:at] for item in row))
                blocks.append(Block(delivered=done, given=given, breaks=breaks))
        end = tuple(one for one in judged.breaks if one.round > len(offer.plan))
    blocks.sort(key=lambda one: one.shortfall)
    return Certificate(
        end=end,
        reached=0,
        states=0,
        count=len(blocks),
        blocks=tuple(blocks[:SHOWN]),
        scope=engine.scope,
        method=engine.method,
    )


def _engine(account: Account, *, joint: bool) -> Listing:
    size = len(account.game.items)
    if size > MOST[joint]:
        msg = f"{size} steps are too many for this question; {MOST[joint]} are possible"
        raise LimitError(msg)
    return Listing(account, joint)
