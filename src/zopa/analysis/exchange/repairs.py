"""What would make a schedule possible where none is: the least sizes, in the order of the theory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.dividing import Division
from zopa.analysis.exchange.found import Scope
from zopa.analysis.exchange.game import Game, Plan
from zopa.analysis.exchange.search import best, frontier

Kind = Literal["end", "deposit", "split", "check", "delay", "reversible", "part", "relationship"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRepair:
    """One change of a game, with its least size."""

    kind: Kind
    size: float | None
    """``end``: what is missing after completion, in every order.  ``deposit``: sum of the
    additional stakes.  ``split``: number of parts of each item.  ``check``: least probability of
    detection.  ``delay``: largest delay that stays safe.  ``reversible``: least share of its value
    that is lost when the item is taken back.  ``part``: product of the gains.  ``relationship``:
    least additional value of the relationship.  ``None`` where nothing of the kind suffices."""
    sizes: tuple[float, ...] = ()
    """For a deposit: the additional stake of each party; for a part: the gain of each."""
    party: int | None = None
    """Whose stake, deliveries or relationship it is about; ``None`` for several."""
    items: tuple[int, ...] = ()
    """What it is about, places in the game as it was: divided, checked, reversible, kept."""
    works: bool
    """Whether it makes a schedule safe by itself."""
    game: Game | None = None
    """The game as repaired; its items differ from those of the game where items are divided or
    left out."""
    plan: Plan | None = None
    """A schedule of that game that is safe."""
    scope: Scope
    """``bound``: the least size is at most this."""
    method: str


def repairs(game: Game, *, joint: bool, divisions: Sequence[Division] = ()) -> list[RawRepair]:
    """Return what would make a schedule safe, in the order in which it should be offered.

    Parameters
    ----------
    joint
        Whether several items may be delivered in one round.
    divisions
        Ways to deliver items in parts that the case offers; equal parts are tried besides.
    """
    account = Account(game)
    found = []
    leaving = account.leaving(account.whole)
    for party in range(len(game.parties)):
        short = float(leaving[party] - game.relationship[party])
        if short > account.slip:
            found.append(
                RawRepair(
                    kind="end",
                    size=short,
                    party=party,
                    works=False,
                    scope="exact",
                    method="the same in every order",
                )
            )
    for offer in frontier(game, joint=joint):
        stake = game.stake + np.array(offer.deposits)
        found.append(
            RawRepair(
                kind="deposit",
                size=sum(offer.deposits),
                sizes=offer.deposits,
                works=True,
                game=replace(game, stake=stake),
                plan=offer.plan,
                scope=offer.scope,
                method=offer.method,
            )
        )
    for way in divisions:
        chosen = best(way.game, "slack", joint=joint)
        if chosen is not None:
            found.append(
                RawRepair(
                    kind="split",
                    size=float(len(way.game.items) - len(game.items) + len(way.items)),
                    items=way.items,
                    works=True,
                    game=way.game,
                    plan=chosen.plan,
                    scope=chosen.scope,
                    method=chosen.method,
                )
            )
    return found
