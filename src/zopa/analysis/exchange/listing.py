"""Every schedule of a small exchange, one after the other: exact for any game, slow for many items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zopa.analysis.exchange.account import Account, bits
from zopa.analysis.exchange.found import Guarantee, Objective, Scope
from zopa.analysis.exchange.game import Game, Plan
from zopa.analysis.exchange.judge import Judgement, judge_with, subsets
from zopa.kernels.dominance import efficient

MOST = {False: 7, True: 6}
"""Items at most, one at a time and in joint rounds (5,040 and 4,683 schedules)."""


def plans(game: Game, *, joint: bool) -> Iterator[Plan]:
    """Yield every schedule: one item at a time, or any number of items in a round.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> list(plans(barter({"x": (1, 2)}, {"y": (1, 2)}), joint=True))
    [((0,), (1,)), ((1,), (0,)), ((0, 1),)]
    """
    needed = [sum(1 << before for before in row) for row in game.needs]

    def onward(done: int) -> Iterator[Plan]:
        free = [j for j, need in enumerate(needed) if not done >> j & 1 and not need & ~done]
        if not free:
            yield ()
        together = sum(1 << item for item in free)
        rounds = subsets(together) if joint else iter([1 << item for item in free])
        for given in rounds:
            for rest in onward(done | given):
                yield (bits(given), *rest)

    return onward(0)


@dataclass(frozen=True, eq=False)
class Listing:
    """All schedules of a game, judged."""

    account: Account
    joint: bool
    scope: Scope = "exact"
    method: str = "every schedule was judged"

    @property
    def effort(self) -> int:
        """Schedules, each as much as some hundred rounds between sets."""
        return 300 * len(self.judged)

    @cached_property
    def judged(self) -> tuple[Judgement, ...]:
        """Every schedule with its judgement."""
        found = plans(self.account.game, joint=self.joint)
        return tuple(judge_with(self.account, plan) for plan in found)

    def best(self, objective: Objective) -> Plan | None:
        """Return the safe schedule that is best by an objective, ``None`` where none is safe."""
        safe = [one for one in self.judged if one.safe]
        slip = float(self.account.slip.min())
        return min(safe, key=lambda one: _loss(one, objective, slip)).plan if safe else None

    def guarantees(self) -> list[Guarantee]:
        """Return the Pareto-minimal additional stakes, each with a schedule they make safe."""
        asked = np.array([one.deposits for one in self.judged])
        rows = efficient(-asked, self.account.slip)
        return [
            Guarantee(
                deposits=tuple(asked[row].tolist()),
                plan=self.judged[row].plan,
                scope=self.scope,
                method=self.method,
            )
            for row in sorted(rows, key=lambda row: tuple(asked[row]))
        ]


def _loss(one: Judgement, objective: Objective, slip: float) -> tuple[float, float]:
    """Return what a schedule is worse by, then what decides between equals."""
    exposed = float(one.exposure.max(0).sum())
    first = {"slack": -one.slack, "rounds": float(len(one.plan)), "exposure": exposed}[objective]
    second = float(len(one.plan)) if objective == "slack" else -one.slack
    return round(first / slip) * slip, second
