"""Schedules that nobody gains by breaking off: the best one, what the others would need, and why.

    best(game, "slack", joint=True)      the safest schedule, or None
    frontier(game, joint=True)           the least additional stakes that make one safe
    blocked(game, joint=True)            why there is none

`Search` answers several of these about one game without beginning anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar

from zopa.analysis.exchange import labels, lattice, program
from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.found import SHOWN, Block, Certificate, Found, Guarantee, Scope
from zopa.analysis.exchange.game import Game, Plan
from zopa.analysis.exchange.judge import Constraint, judge_with
from zopa.analysis.exchange.labels import Labels
from zopa.analysis.exchange.lattice import Lattice
from zopa.analysis.exchange.listing import MOST, Listing
from zopa.analysis.exchange.program import TIME_S, Program
from zopa.errors import LimitError

Wanted = Literal["slack", "exposure", "rounds", "deposits"]
Engine = Lattice | Labels | Program | Listing
Answer = TypeVar("Answer")
QUICK = 5
"""Up to this many items all schedules are listed where sets of items do not say enough."""


def best(
    game: Game, objective: Wanted, *, joint: bool, time_limit_s: float = TIME_S
) -> Found | None:
    """Return the schedule that is best by an objective; ``None`` where no schedule is safe.

    Parameters
    ----------
    objective
        ``slack``: the largest smallest slack before completion.  ``exposure``: the least sum over
        the parties of the largest exposure of each.  ``rounds``: the fewest rounds.  ``deposits``:
        of the Pareto-minimal additional stakes those with the least sum; found even where no
        schedule is safe.
    joint
        Whether several items may be delivered in one round.
    time_limit_s
        Seconds for each mixed-integer program; only delays of two and more rounds, and many items
        with discounted time, need one.

    Raises
    ------
    LimitError
        When no method can go through all schedules of the game.

    Notes
    -----
    Of several schedules that are equally good one is returned, always the same; among schedules
    with most slack one with the fewest rounds, else one with most slack (where time is not
    discounted and delays are at most one round).  Cost: see the methods; 12 items without needs in
    joint rounds, not discounted, take a fraction of a second.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"relief": (4, 8)}, {"dismantling": (5, 9)}, reversible={"relief": 0.9})
    >>> best(game, "slack", joint=True) is None
    True
    >>> found = best(game, "deposits", joint=False)
    >>> found.plan, round(found.value, 9), found.scope
    (((0,), (1,)), 3.6, 'exact')
    """
    return Search(game, joint=joint, time_limit_s=time_limit_s).best(objective)


def frontier(game: Game, *, joint: bool, time_limit_s: float = TIME_S) -> list[Guarantee]:
    """Return the Pareto-minimal additional stakes that make a schedule safe, first party rising.

    One entry of zeros where a schedule is safe as it is.  Parameters and errors as for `best`.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"x": (3, 5)}, {"y": (3, 5)})
    >>> [(one.deposits, one.plan) for one in frontier(game, joint=False)]
    [((0.0, 3.0), ((0,), (1,))), ((3.0, 0.0), ((1,), (0,)))]
    """
    return Search(game, joint=joint, time_limit_s=time_limit_s).frontier()


def blocked(game: Game, *, joint: bool, time_limit_s: float = TIME_S) -> Certificate | None:
    """Return why no schedule is safe; ``None`` where one is.

    Where sets of delivered items say enough, the certificate holds the rounds that lead on from
    what can be reached safely, and who would break each off.  Else it holds the rounds that are
    broken in the schedules that ask for the least additional stakes.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> found = blocked(barter({"x": (3, 5)}, {"y": (2, 5)}), joint=False)
    >>> least = found.least
    >>> least.delivered, least.given, [(one.party, one.kind, one.slack) for one in least.breaks]
    ((), (0,), [(1, 'leave', -2.0)])
    >>> found.reached, found.states
    (1, 4)
    """
    return Search(game, joint=joint, time_limit_s=time_limit_s).blocked()


@dataclass(frozen=True, eq=False)
class Search:
    """The schedules of one game: what is computed for one question serves the next."""

    game: Game
    joint: bool
    time_limit_s: float = TIME_S
    _efforts: list[int] = field(default_factory=list)

    def best(self, objective: Wanted) -> Found | None:
        """Return the schedule that is best by an objective; see `best`."""
        if objective == "deposits":
            offer = self._ask(_cheapest)
            return self._found(offer.plan, "deposits", offer.scope, offer.method)
        return self._ask(lambda engine: self._best(engine, objective))

    def frontier(self) -> list[Guarantee]:
        """Return the Pareto-minimal additional stakes; see `frontier`."""
        return self._ask(lambda engine: engine.guarantees())

    def blocked(self) -> Certificate | None:
        """Return why no schedule is safe; see `blocked`."""
        return self._ask(_blocked)

    @property
    def effort(self) -> int:
        """About how many rounds between sets of items the questions so far have looked at."""
        return sum(self._efforts)

    @cached_property
    def _account(self) -> Account:
        return Account(self.game)

    @cached_property
    def _engines(self) -> list[Engine]:
        """The methods that are exact for the game, fastest first; later ones where these refuse."""
        game, account, size = self.game, self._account, len(self.game.items)
        found: list[Engine] = []
        scope: Scope = "bound" if account.blind else "exact"
        if lattice.fits(game):
            found.append(Lattice(account, self.joint, scope))
        elif labels.fits(game):
            found.append(Labels(account, self.joint))
        elif size <= QUICK:
            found.append(Listing(account, self.joint, scope))
        if program.fits(game):
            found.append(Program(account, self.joint, self.time_limit_s))
        if size <= MOST[self.joint]:
            found.append(Listing(account, self.joint, scope))
        return found

    def _ask(self, question: Callable[[Engine], Answer]) -> Answer:
        """Return the answer of the first method that does not refuse."""
        refusal = ""
        for engine in self._engines:
            try:
                found = question(engine)
            except LimitError as error:
                refusal = f" ({error})"
            else:
                self._efforts.append(engine.effort)
                return found
        how, simpler = (
            ("in joint rounds", ", or make one at a time")
            if self.joint
            else (
                "one at a time",
                "",
            )
        )
        msg = (
            f"the order of {len(self.game.items)} steps {how} is too large a question{refusal}; "
            f"merge or leave out steps, say what comes before what{simpler}"
        )
        raise LimitError(msg)

    def _best(
        self, engine: Engine, objective: Literal["slack", "exposure", "rounds"]
    ) -> Found | None:
        plan = engine.best(objective)
        return None if plan is None else self._found(plan, objective, engine.scope, engine.method)

    def _found(self, plan: Plan, objective: Wanted, scope: Scope, method: str) -> Found:
        judged = judge_with(self._account, plan)
        value = {
            "slack": judged.slack,
            "exposure": float(judged.exposure.max(0).sum()),
            "rounds": float(len(plan)),
            "deposits": float(judged.deposits.sum()),
        }[objective]
        return Found(plan=plan, value=value, judgement=judged, scope=scope, method=method)


def _cheapest(engine: Engine) -> Guarantee:
    if isinstance(engine, Program):
        return engine.cheapest()
    return min(engine.guarantees(), key=lambda one: sum(one.deposits))


def _blocked(engine: Engine) -> Certificate | None:
    if engine.best("slack") is not None:
        return None
    if isinstance(engine, Lattice):
        return engine.certificate()
    blocks: dict[tuple[frozenset[int], tuple[int, ...]], Block] = {}
    end: tuple[Constraint, ...] = ()
    for offer in engine.guarantees():
        judged = judge_with(engine.account, offer.plan)
        rounds = (*offer.plan, ())
        for at, given in enumerate(rounds):
            breaks = tuple(one for one in judged.breaks if one.round == at + 1)
            done = frozenset(item for row in rounds[:at] for item in row)
            if breaks and given:
                breaks = tuple(replace(one, round=1) for one in breaks)
                block = Block(delivered=tuple(sorted(done)), given=given, breaks=breaks)
                blocks.setdefault((done, given), block)
            elif not given:
                end = breaks
    return Certificate(
        end=end,
        reached=0,
        states=0,
        count=len(blocks),
        blocks=tuple(sorted(blocks.values(), key=lambda one: one.shortfall)[:SHOWN]),
        scope=engine.scope,
        method=f"{engine.method}; what is broken where the least additional stakes are missing",
    )
