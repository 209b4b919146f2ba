"""Schedules as ways through the sets of delivered items: exact while time is not discounted.

Then what is still to come depends on what has been delivered, not on how; so whether a round is
safe can be told from the set before it and the set after it, and a safe schedule is a way of safe
rounds from the empty set to the full one (at most one round of delay).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange.account import Account, bits, members
from zopa.analysis.exchange.found import (
    SHOWN,
    Block,
    Certificate,
    Guarantee,
    Objective,
    Scope,
)
from zopa.analysis.exchange.game import Floats, Game, Plan
from zopa.analysis.exchange.judge import Constraint, Course, judge_with, withhold
from zopa.analysis.exchange.temptations import Temptations, temptations
from zopa.kernels.dominance import Ints
from zopa.kernels.paths import fewest, least_peak, pareto, trace

Flags = NDArray[np.bool_]


def fits(game: Game) -> bool:
    """Return whether sets of items say all that a schedule depends on."""
    return bool((game.discount == 1).all() and (game.delay <= 1).all())


@dataclass(frozen=True, eq=False)
class Lattice:
    """The sets of delivered items, with what every round between them asks of everybody."""

    account: Account
    joint: bool
    scope: Scope = "exact"
    method: str = "all sets of delivered steps and all rounds between them"

    @property
    def effort(self) -> int:
        """Rounds between sets; the smallest question costs as much as some thousand."""
        return 5_000 + len(self.tempted.rungs.source)

    @cached_property
    def tempted(self) -> Temptations:
        """What breaking off brings everybody, everywhere."""
        return temptations(self.account, joint=self.joint)

    @cached_property
    def ahead(self) -> Floats:
        """Shape (n, p): what going on to the end still brings."""
        worth = self.tempted.worth
        found: Floats = worth[-1] - worth + self.account.game.relationship
        return found

    @cached_property
    def staying(self) -> Floats:
        """Shape (n, p): slack against leaving at each set; at the last against taking back."""
        return self.ahead - self.tempted.leaving

    @cached_property
    def delivering(self) -> Floats:
        """Shape (e, p): slack against withholding in each round; infinite for idle parties."""
        best = np.maximum(self.tempted.at_once, self.tempted.late)
        return self.ahead[self.tempted.rungs.source] - best

    @cached_property
    def chances(self) -> tuple[tuple[float, Floats], ...]:
        """Each probability of detection with what withholding brings at most, shape (e, p).

        Of what is noticed with this very probability; minus infinity where there is nothing such.
        """
        found = []
        known = np.unique(self.account.game.detected).tolist()
        for chance in known:
            tempted = self.tempted
            if len(known) > 1:
                tempted = temptations(self.account, joint=self.joint, chance=chance)
            found.append((chance, np.maximum(tempted.at_once, tempted.late)))
        return tuple(found)

    def keeping(self, value: Floats, ways: Ints) -> Floats:
        """Return the slack against withholding in some rounds, shape (k, p).

        Parameters
        ----------
        value
            Shape (k, p): what going on is worth where the round starts.
        ways
            Shape (k,): the rounds.
        """
        slacks = [chance * (value - best[ways]) for chance, best in self.chances]
        return reduce(np.minimum, slacks)

    @cached_property
    def kept(self) -> Floats:
        """Shape (e, p): `keeping` in each round; `delivering` is divided by the probabilities."""
        source = self.tempted.rungs.source
        return self.keeping(self.ahead[source], np.arange(len(source)))

    @cached_property
    def asked(self) -> Floats:
        """Shape (e, p): additional stakes that make a round safe, and staying after it."""
        rungs = self.tempted.rungs
        slack = np.minimum(self.delivering, self.staying[rungs.target])
        slack = np.minimum(slack, self.staying[0])
        return np.where(-slack > self.account.slip, -slack, 0.0)

    @cached_property
    def slack(self) -> Floats:
        """Shape (e,): the smallest slack of anybody at the start of a round and in it."""
        rungs = self.tempted.rungs
        slack = np.minimum(self.kept, self.staying[rungs.source])
        return reduce(np.minimum, slack.T)

    @cached_property
    def safe(self) -> Flags:
        """Shape (e,): rounds that nobody breaks off."""
        return _below(self.asked, np.zeros(self.asked.shape[1]))

    @cached_property
    def exposed(self) -> Floats:
        """Shape (e, p): what each party has lost when the others stop in or after the round."""
        rungs, account = self.tempted.rungs, self.account
        undone = self.tempted.worth + members(rungs.sets, len(account.game.items)) @ account.snap
        found = undone[rungs.target]
        slow = sum(1 << int(item) for item in np.flatnonzero(account.game.delay > 0))
        for party, own in enumerate(account.own):
            if not slow & ~own:
                continue
            rows = np.flatnonzero(rungs.steps[rungs.step] & ~own & slow)
            alone = rungs.sets[rungs.source[rows]] | (rungs.steps[rungs.step[rows]] & own)
            worse = undone[rungs.place(alone), party]
            found[rows, party] = np.minimum(found[rows, party], worse)
        return np.maximum(0.0, -found)

    def best(self, objective: Objective) -> Plan | None:
        """Return the safe schedule that is best by an objective, ``None`` where none is safe."""
        rungs = self.tempted.rungs
        if not len(rungs.source):
            return ()
        if not np.isfinite(fewest(rungs, self.safe)[-1]):
            return None
        if objective == "slack":
            return self._shortest(self.safe & (self.slack >= self._most_slack(self.safe)))
        if objective == "rounds":
            count = fewest(rungs, self.safe)
            return self._slackest(
                self.safe & np.equal(count[rungs.source] + 1, count[rungs.target])
            )
        bounds = self._frontier(self.exposed, self.safe)
        least = min(bounds, key=lambda row: float(row.sum()))
        return self._slackest(self.safe & _below(self.exposed, least))

    def guarantees(self) -> list[Guarantee]:
        """Return the Pareto-minimal additional stakes, each with a schedule they make safe."""
        if not len(self.tempted.rungs.source):
            return [self._guarantee(())]
        everything = np.ones(len(self.asked), dtype=np.bool_)
        bounds = self._frontier(self.asked, everything)
        return [self._guarantee(self._slackest(_below(self.asked, row))) for row in bounds]

    def certificate(self) -> Certificate:
        """Return why no schedule is safe."""
        rungs, slip = self.tempted.rungs, self.account.slip
        last = len(rungs.sets) - 1
        end = self._leaving(last, 1)
        if (self.staying[0] < -slip).any():
            start = Block(delivered=(), given=(), breaks=self._leaving(0, 1))
            blocks, count, reached = [start], 1, 0
        else:
            there = np.isfinite(fewest(rungs, self.safe))
            rows = np.flatnonzero(there[rungs.source] & ~there[rungs.target] & ~self.safe)
            slack = np.minimum(self.kept[rows], self.staying[rungs.target[rows]])
            short = -slack.min(axis=1)
            chosen = rows[np.argsort(short, kind="stable")[:SHOWN]]
            blocks, count = [self._block(int(way)) for way in chosen], len(rows)
            reached = int(there.sum())
        return Certificate(
            end=end,
            reached=reached,
            states=len(rungs.sets),
            count=count,
            blocks=tuple(blocks),
            scope=self.scope,
            method=self.method,
        )

    def _block(self, way: int) -> Block:
        """Return who breaks a round off: in it, or after it."""
        rungs = self.tempted.rungs
        given = int(rungs.steps[rungs.step[way]])
        state = int(rungs.sets[rungs.source[way]])
        short = self.delivering[way] < -self.account.slip
        whole = self.account.whole
        rounds = (given, whole & ~state & ~given)
        ahead = tuple(self.ahead[at] for at in (rungs.source[way], rungs.target[way], -1))
        course = Course(rounds, (state, state | given, whole), ahead)
        breaks = [withhold(self.account, course, 0, int(party)) for party in np.flatnonzero(short)]
        after = self._leaving(int(rungs.target[way]), 2)
        return Block(delivered=bits(state), given=bits(given), breaks=(*breaks, *after))

    def _leaving(self, place: int, when: int) -> tuple[Constraint, ...]:
        slack = self.staying[place]
        return tuple(
            Constraint(
                party=int(party),
                round=when,
                kind="leave",
                slack=float(slack[party]),
                short=float(-slack[party]),
                deposit=float(-slack[party]),
            )
            for party in np.flatnonzero(slack < -self.account.slip)
        )

    def _most_slack(self, passable: Flags) -> float:
        """Return the largest smallest slack over open rounds, a rounding error less."""
        height = np.where(passable, -self.slack, np.inf)
        return float(-least_peak(self.tempted.rungs, height)[-1]) - float(self.account.slip.min())

    def _shortest(self, passable: Flags) -> Plan:
        rungs = self.tempted.rungs
        count = fewest(rungs, passable)
        onward = passable & (count[rungs.source] + 1 == count[rungs.target])
        return self._plan(np.where(onward, 0.0, np.inf))

    def _slackest(self, passable: Flags) -> Plan:
        return self._plan(np.where(passable, -self.slack, np.inf))

    def _plan(self, height: Floats) -> Plan:
        """Return the way that is lowest in its highest round."""
        rungs = self.tempted.rungs
        ways = trace(rungs, height, least_peak(rungs, height), len(rungs.sets) - 1)
        return tuple(bits(int(rungs.steps[rungs.step[way]])) for way in ways)

    def _guarantee(self, plan: Plan) -> Guarantee:
        asked = judge_with(self.account, plan).deposits
        return Guarantee(
            deposits=tuple(asked.tolist()), plan=plan, scope=self.scope, method=self.method
        )

    def _frontier(self, heights: Floats, passable: Flags) -> list[Floats]:
        """Return the Pareto-minimal bounds on the heights of the rounds of a schedule."""
        rungs = self.tempted.rungs

        def least(party: int, most: Floats) -> float:
            low = passable & _below(heights, most)
            peak = least_peak(rungs, np.where(low, heights[:, party], np.inf))
            return float(peak[-1])

        most = heights.max(axis=0)
        return pareto(least, len(most), most, self.account.slip)


def _below(heights: Floats, most: Floats) -> Flags:
    """Return the rows that are nowhere above the bounds."""
    columns = zip(heights.T, most, strict=True)
    return reduce(np.logical_and, [column <= bound for column, bound in columns])
