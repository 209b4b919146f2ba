"""Schedules by mixed-integer programming: any delay and discount, as long as items add up.

A variable says for every item and round whether the item is delivered then.  For a given round
everything that a party weighs is a linear function of these, so leaving is one row and withholding
one row that binds where the withheld items are delivered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.found import Guarantee, Objective, Scope
from zopa.analysis.exchange.game import Floats, Game, Plan
from zopa.analysis.exchange.judge import Judgement, judge_with
from zopa.analysis.exchange.rows import (
    Layout,
    Row,
    Wanted,
    exposing,
    leaving,
    ordering,
    withholding,
)
from zopa.errors import LimitError
from zopa.kernels.dominance import efficient
from zopa.kernels.paths import pareto

TIME_S = 20.0
"""Seconds that one program may take, unless another limit is given."""
MOST = 30
"""Items at most."""
GAP = 1e-5
"""Stakes that differ by less, of all that is at stake for a party, count as the same: well above
the solver's tolerances, which are about a tenth of it."""
LIMIT = 1
"""Status of a program that was stopped by its limit of time."""
SETTLED = (0, LIMIT, 2)
"""Statuses of the solver that need no second attempt: solved, stopped, infeasible."""
RETRIES = 20
"""Times that a schedule which is safe only within the solver's tolerance is ruled out."""


def fits(game: Game) -> bool:
    """Return whether a program can say all that a schedule depends on."""
    return game.extra is None and len(game.items) <= MOST


@dataclass(frozen=True, eq=False)
class Program:
    """The schedules of a game as a mixed-integer program, solved by HiGHS."""

    account: Account
    joint: bool
    time_limit_s: float = TIME_S
    _stopped: list[str] = field(default_factory=list)

    @property
    def scope(self) -> Scope:
        """``bound`` once a program was stopped by its limit of time."""
        return "bound" if self._stopped else "exact"

    @property
    def method(self) -> str:
        """How it was found, in words."""
        if self._stopped:
            return f"mixed-integer program, not solved to the end ({'; '.join(self._stopped)})"
        return "mixed-integer program, solved to the end"

    @property
    def effort(self) -> int:
        """As much as a second or so of other methods."""
        return 1_000_000

    def best(self, objective: Objective) -> Plan | None:
        """Return the safe schedule that is best by an objective, ``None`` where none is safe.

        Raises
        ------
        LimitError
            When the limit of time was reached before any schedule was found, or all ruled out.
        """
        if not self.account.game.items:
            return () if judge_with(self.account, ()).safe else None
        fixed = np.zeros(len(self.account.game.parties))
        found = self._solve(objective, fixed)
        return None if found is None else found.plan

    def cheapest(self) -> Guarantee:
        """Return the additional stakes with the least sum that make a schedule safe."""
        return self._guarantee(self._asked("deposits", np.full(len(self.account.own), np.inf)))

    def guarantees(self) -> list[Guarantee]:
        """Return the Pareto-minimal additional stakes, each with a schedule they make safe."""
        seen: list[Judgement] = []

        def least(party: int, most: Floats) -> float:
            found = self._solve(party, most)
            if found is None:
                return np.inf
            seen.append(found)
            return float(found.deposits[party])

        people = len(self.account.game.parties)
        if self.account.game.items:
            pareto(least, people, np.full(people, np.inf), self.account.size * GAP)
        else:
            seen.append(judge_with(self.account, ()))
        asked = np.array([one.deposits for one in seen])
        rows = efficient(-asked, self.account.size * GAP)
        order = sorted(rows.tolist(), key=lambda row: tuple(asked[row]))
        return [self._guarantee(seen[row]) for row in order]

    def _asked(self, wanted: Wanted, most: Floats) -> Judgement:
        found = self._solve(wanted, most)
        if found is None:  # pragma: no cover - some stake is always enough
            msg = "no stake makes a schedule safe"
            raise LimitError(msg)
        return found

    def _guarantee(self, one: Judgement) -> Guarantee:
        return Guarantee(
            deposits=tuple(one.deposits.tolist()),
            plan=one.plan,
            scope=self.scope,
            method=self.method,
        )

    @cached_property
    def _lengths(self) -> tuple[tuple[int, bool], ...]:
        """Rounds of each program, and whether all must be used.

        The value of the relationship is discounted to the last round, so where both matter the
        number of rounds is given; else rounds at the end may stay empty.
        """
        game = self.account.game
        size = len(game.items)
        if not self.joint:
            return ((size, True),)
        if ((game.discount < 1) & (game.relationship != 0)).any():
            return tuple((rounds, True) for rounds in range(1, size + 1))
        return ((size, False),)

    def _solve(self, wanted: Wanted, most: Floats) -> Judgement | None:
        """Return the best schedule under bounds on the additional stakes, judged."""
        found = []
        for rounds, full in self._lengths:
            layout = Layout(self.account, rounds, full=full, single=not self.joint)
            one = self._solve_one(layout, wanted, most)
            if one is not None:
                found.append(one)
                if wanted == "rounds":
                    break
        if not found and self._stopped:
            msg = f"no schedule was found, and none ruled out: {'; '.join(self._stopped)}"
            raise LimitError(msg)
        return min(found, key=lambda one: _loss(one, wanted), default=None)

    def _solve_one(self, layout: Layout, wanted: Wanted, most: Floats) -> Judgement | None:
        rows = list(ordering(layout))
        rows += leaving(layout, wanted)
        rows += withholding(layout, wanted)
        rows += exposing(layout, wanted)
        for _ in range(RETRIES):
            plan = self._run(layout, rows, wanted, most)
            if plan is None:
                return None
            judged = judge_with(self.account, plan)
            if (judged.deposits <= most + self.account.slip).all():
                return judged
            rows.append(layout.without(plan))
        self._stop("schedules at the edge of the solver's tolerance")
        return None

    def _stop(self, why: str) -> None:
        if why not in self._stopped:
            self._stopped.append(why)

    def _run(self, layout: Layout, rows: list[Row], wanted: Wanted, most: Floats) -> Plan | None:
        """Return the schedule that solves the program, ``None`` where there is none."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_array

        entries = [
            (number, place, value) for number, row in enumerate(rows) for place, value in row[0]
        ]
        number, place, value = zip(*entries, strict=True)
        table = coo_array((value, (number, place)), shape=(len(rows), layout.width)).tocsr()
        cost, low, high = layout.frame(wanted, most)
        for presolve in (True, False):
            solved = milp(
                cost,
                constraints=LinearConstraint(table, [row[1] for row in rows], np.inf),
                integrality=layout.whole,
                bounds=Bounds(low, high),
                options={
                    "time_limit": self.time_limit_s,
                    "mip_rel_gap": 0.0,
                    "presolve": presolve,
                },
            )
            if solved.status in SETTLED:
                break
        if solved.status == LIMIT:
            self._stop(f"stopped after {self.time_limit_s:g} s")
        elif solved.status not in SETTLED:
            self._stop("the solver gave up on a program")
        return None if solved.x is None else layout.plan(solved.x)


def _loss(one: Judgement, wanted: Wanted) -> float:
    """Return what a schedule is worse by."""
    if isinstance(wanted, int):
        return float(one.deposits[wanted])
    return {
        "slack": -one.slack,
        "rounds": float(len(one.plan)),
        "exposure": float(one.exposure.max(0).sum()),
        "deposits": float(one.deposits.sum()),
    }[wanted]
