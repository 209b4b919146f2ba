"""Schedules from their end backwards: exact where time is discounted (at most one round of delay).

What is still to come then depends on the way ahead.  So every set of delivered items keeps the ways
from there to the end of which none is better in everything that matters: for every party the value
of going on (more of it never hurts), and what the question asks for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from zopa.analysis.exchange.account import Account, bits
from zopa.analysis.exchange.found import Guarantee, Objective, Scope
from zopa.analysis.exchange.game import Floats, Game, Plan
from zopa.analysis.exchange.judge import judge_with
from zopa.analysis.exchange.lattice import Flags, Lattice
from zopa.analysis.exchange.temptations import Temptations
from zopa.errors import LimitError
from zopa.kernels.dominance import Ints, efficient

WORK = 3_000_000
"""Ways ahead that are looked at, at most."""
Question = Callable[[Floats, Floats, Ints, int], tuple[Flags, Floats]]
"""From values of going on (k, p), what the ways ahead have of what is asked (k, q), the rounds (k,)
and the place of the set: which of the ways go on (flags), and what they have now."""


def fits(game: Game) -> bool:
    """Return whether values of going on say all that a schedule depends on from a set onwards."""
    apart = game.extra is None or bool((game.detected == 1).all())
    return apart and bool((game.delay <= 1).all())


@dataclass(frozen=True, eq=False)
class Labels:
    """The best ways ahead from every set of delivered items."""

    account: Account
    joint: bool
    scope: Scope = "exact"
    method: str = "the best ways ahead from every set of delivered steps"

    @cached_property
    def lattice(self) -> Lattice:
        """The sets and rounds; of its numbers only those that do not need what is to come."""
        return Lattice(self.account, self.joint)

    @property
    def effort(self) -> int:
        """Rounds between sets, each with several ways ahead; sets are gone through one by one."""
        rungs = self.tempted.rungs
        return 200 * len(rungs.sets) + 10 * len(rungs.source)

    @property
    def tempted(self) -> Temptations:
        """What breaking off brings everybody, everywhere."""
        return self.lattice.tempted

    def best(self, objective: Objective) -> Plan | None:
        """Return the safe schedule that is best by an objective, ``None`` where none is safe."""
        people = len(self.account.game.parties)
        end = self.account.game.relationship - self.tempted.leaving[-1]
        if (end < -self.account.slip).any():
            return None
        if objective == "exposure":
            found = self._sweep(np.zeros(people), self._exposure)
        elif objective == "rounds":
            found = self._sweep(np.zeros(1), self._rounds)
        else:
            found = self._sweep(np.full(1, np.inf), self._slack)
        if not found:
            return () if not self.account.game.items else None
        return max(found, key=lambda way: float(way[0].sum()))[1]

    def guarantees(self) -> list[Guarantee]:
        """Return the Pareto-minimal additional stakes, each with a schedule they make safe."""
        short = self.tempted.leaving[-1] - self.account.game.relationship
        found = self._sweep(-np.maximum(short, 0.0), self._stakes) or [(np.zeros(1), ())]
        plans = [plan for _, plan in found]
        asked = np.array([judge_with(self.account, plan).deposits for plan in plans])
        rows = efficient(-asked, self.account.slip)
        return [
            Guarantee(
                deposits=tuple(asked[row].tolist()),
                plan=plans[row],
                scope=self.scope,
                method=self.method,
            )
            for row in sorted(rows.tolist(), key=lambda row: tuple(asked[row]))
        ]

    def _slack(self, value: Floats, had: Floats, ways: Ints, at: int) -> tuple[Flags, Floats]:
        slack = value - self._tempting(ways, at)
        spare = np.minimum(self.lattice.keeping(value, ways), value - self.tempted.leaving[at])
        return self._safe(slack), np.minimum(had, spare.min(axis=1)[:, None])

    def _rounds(self, value: Floats, had: Floats, ways: Ints, at: int) -> tuple[Flags, Floats]:
        return self._safe(value - self._tempting(ways, at)), had - 1

    def _exposure(self, value: Floats, had: Floats, ways: Ints, at: int) -> tuple[Flags, Floats]:
        slack = value - self._tempting(ways, at)
        return self._safe(slack), np.minimum(had, -self.lattice.exposed[ways])

    def _safe(self, slack: Floats) -> Flags:
        safe: Flags = np.logical_and.reduce(slack >= -self.account.slip, axis=1)
        return safe

    def _stakes(self, value: Floats, had: Floats, ways: Ints, at: int) -> tuple[Flags, Floats]:
        tempted, discount = self.tempted, self.account.game.discount
        now = np.maximum(tempted.leaving[at], tempted.at_once[ways]) - value
        later = (tempted.late[ways] - value) / discount
        asked = np.maximum(now, later)
        return np.ones(len(ways), dtype=np.bool_), np.minimum(had, -asked)

    def _tempting(self, ways: Ints, at: int) -> Floats:
        tempted = self.tempted
        best = np.maximum(tempted.at_once[ways], tempted.late[ways])
        found: Floats = np.maximum(best, tempted.leaving[at])
        return found

    def _sweep(self, had: Floats, question: Question) -> list[tuple[Floats, Plan]]:
        """Return what is asked for, and the schedule, of each best way from the empty set."""
        game, rungs, worth = self.account.game, self.tempted.rungs, self.tempted.worth
        people = len(game.parties)
        last = len(rungs.sets) - 1
        kept = {last: np.concatenate([game.relationship, had])[None, :]}
        onward: dict[int, tuple[Ints, Ints]] = {}
        looked = 0
        for at, ways in self._from_the_top():
            counts = np.array([len(kept[int(there)]) for there in rungs.target[ways]])
            looked += int(counts.sum())
            if looked > WORK:
                msg = f"more than {WORK:,} ways ahead would have to be compared"
                raise LimitError(msg)
            rows = np.concatenate([kept[int(there)] for there in rungs.target[ways]])
            which = np.concatenate([np.arange(count) for count in counts])
            way = np.repeat(ways, counts)
            value = worth[rungs.target[way]] - worth[at] + game.discount * rows[:, :people]
            stays, now = question(value, rows[:, people:], way, at)
            table = np.concatenate([value, now], axis=1)[stays]
            best = self._kept(table)
            kept[at], onward[at] = table[best], (way[stays][best], which[stays][best])
        if not last:
            return []
        return [(row[people:], self._plan(onward, at)) for at, row in enumerate(kept[0])]

    def _kept(self, table: Floats) -> Ints:
        if not len(table):
            return np.empty(0, dtype=np.int64)
        finite = np.where(np.isfinite(table), table, np.finfo(np.float64).max / 4)
        slip = self.account.slip
        asked = table.shape[1] - len(slip)
        had = slip if asked == len(slip) else np.full(asked, min(float(slip.min()), 1.0))
        return efficient(finite, np.concatenate([slip, had]) * 1e-3)

    def _from_the_top(self) -> list[tuple[int, Ints]]:
        """Return each set but the last with its ways onward, larger sets first."""
        source = self.tempted.rungs.source
        order = np.argsort(source, kind="stable")
        starts = np.searchsorted(source[order], np.arange(len(self.tempted.rungs.sets)))
        return [(at, order[starts[at] : starts[at + 1]]) for at in range(len(starts) - 2, -1, -1)]

    def _plan(self, onward: dict[int, tuple[Ints, Ints]], which: int) -> Plan:
        rungs = self.tempted.rungs
        rounds, at = [], 0
        while at in onward:
            ways, next_which = onward[at]
            way, which = int(ways[which]), int(next_which[which])
            rounds.append(bits(int(rungs.steps[rungs.step[way]])))
            at = int(rungs.target[way])
        return tuple(rounds)
