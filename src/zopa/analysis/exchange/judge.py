"""Whether anybody gains by breaking a schedule off, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from zopa.analysis.exchange.account import Account, bits
from zopa.analysis.exchange.game import Floats, Game, Plan
from zopa.errors import LimitError, QuestionError

TOGETHER = 16
"""Items that one party may deliver in one round: every set of them could be withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """By how much one party prefers to go on, at one place of a plan."""

    party: int
    round: int
    """Counted from 1; one more than the last round: after completion."""
    kind: Literal["leave", "withhold"]
    """``leave``: break off before the round (at the end: take back); ``withhold``: pretend to
    deliver."""
    slack: float
    """Negative: the party gains that much by doing so, on average over whether it is noticed."""
    items: tuple[int, ...] = ()
    """What it would withhold: of all sets of its deliveries in the round, the most tempting."""
    short: float = 0.0
    """What is missing where it is noticed, so that the party would not do so; 0 where nothing."""
    deposit: float = 0.0
    """The least additional stake of the party that removes the temptation; 0 where there is
    none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A plan, and what it asks of everybody."""

    plan: Plan
    constraints: tuple[Constraint, ...]
    """Round by round, party by party, leaving first."""
    standing: Floats
    """Shape (T + 1, p): points gained before the first round and after each."""
    exposure: Floats
    """Shape (T + 1, p): at the same places, what a party has lost, against the beginning, when the
    others stop there and everybody takes back what it can; with late notice also when the others
    withhold in that round and the party goes on delivering until it notices."""
    deposits: Floats
    """Shape (p,): the least additional stakes that make this very plan safe."""
    slip: Floats
    """Shape (p,): differences of a party's points up to this are rounding."""
    notes: tuple[str, ...]

    @property
    def safe(self) -> bool:
        """Whether nobody gains by breaking the plan off anywhere."""
        return all(one.short <= self.slip[one.party] for one in self.constraints)

    @property
    def breaks(self) -> tuple[Constraint, ...]:
        """Every place where somebody gains by breaking off."""
        return tuple(one for one in self.constraints if one.short > self.slip[one.party])

    def tightest(self, party: int) -> Constraint:
        """Return the place where the party has least reason to go on; of several the first."""
        return min((one for one in self.constraints if one.party == party), key=lambda c: c.slack)

    @property
    def slack(self) -> float:
        """The smallest slack before completion; what comes after is the same in every order."""
        last = len(self.plan)
        return min((c.slack for c in self.constraints if c.round <= last), default=0.0)


def judge(game: Game, plan: Plan) -> Judgement:
    """Return whether anybody gains by breaking a plan off, place by place.

    Leaving before round ``r`` is not better than going on when V >= quit(delivered so far); taking
    back after the end is the same with V = the value of the relationship.  Withholding a set W of
    one's deliveries of a round, delivering the rest, is not better when
    V >= X + (1 - p) / p * (what W spares), where p is the highest probability with which an item of
    W is noticed, and X what the others still deliver until the shortest delay of W is over, then
    quit.  The slack is p times the difference: what
    the party has by keeping its word, less what it has on average by not doing so.  See the page on
    exchange for the formulas.

    Parameters
    ----------
    plan
        All items of the game, each once, in rounds; what an item needs in an earlier round.

    Raises
    ------
    QuestionError
        When the plan leaves items out, repeats them, or has them before what they need.
    LimitError
        When one party delivers more than `TOGETHER` items in one round.

    Examples
    --------
    Two items of cost 3 and value 5 each; whoever gives last would rather keep its item:

    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"x": (3, 5)}, {"y": (3, 5)})
    >>> found = judge(game, ((0,), (1,)))
    >>> found.safe, found.deposits.tolist()
    (False, [0.0, 3.0])
    >>> [(one.party, one.round, one.kind, one.slack) for one in found.breaks]
    [(1, 2, 'leave', -3.0), (1, 2, 'withhold', -3.0)]
    """
    return judge_with(Account(game), plan)


def judge_with(account: Account, plan: Plan) -> Judgement:
    """Return `judge` for a game whose account is at hand, which is faster for many plans."""
    game = account.game
    _check(game, plan)
    course = _course(account, plan)
    constraints, deposits = [], np.zeros(len(game.parties))
    for one in _constraints(account, course):
        if one.deposit > account.slip[one.party]:
            deposits[one.party] = max(deposits[one.party], one.deposit)
        constraints.append(one)
    return Judgement(
        plan=plan,
        constraints=tuple(constraints),
        standing=np.array([account.worth(mask) for mask in course.states]),
        exposure=_exposure(account, course),
        deposits=deposits,
        slip=account.slip,
        notes=account.notes,
    )


@dataclass(frozen=True, slots=True)
class Course:
    """A plan in sets: what is delivered in each round, what stands after it, what is to come.

    It may begin with some items delivered.
    """

    rounds: tuple[int, ...]
    states: tuple[int, ...]
    """One longer: before the first round and after each."""
    ahead: tuple[Floats, ...]
    """For each of these places the value of going on, shape (p,)."""


def _check(game: Game, plan: Plan) -> None:
    listed = [item for row in plan for item in row]
    if sorted(listed) != list(range(len(game.items))) or not all(plan):
        msg = f"a schedule has each of the {len(game.items)} steps once, in rounds, got {plan}"
        raise QuestionError(msg)
    when = {item: at for at, row in enumerate(plan) for item in row}
    for item, before in ((j, k) for j, row in enumerate(game.needs) for k in row):
        if when[before] >= when[item]:
            name, other = game.items[item], game.items[before]
            msg = f"'{name}' needs '{other}' in an earlier round, but comes in round {when[item] + 1}; move it back"
            raise QuestionError(msg)


def _course(account: Account, plan: Plan) -> Course:
    game = account.game
    rounds = tuple(sum(1 << item for item in row) for row in plan)
    states = [0]
    for mask in rounds:
        states.append(states[-1] | mask)
    ahead = [game.relationship]
    for before, after in zip(states[-2::-1], states[:0:-1], strict=True):
        step = account.worth(after) - account.worth(before)
        ahead.append(step + game.discount * ahead[-1])
    return Course(rounds, tuple(states), tuple(reversed(ahead)))


def _constraints(account: Account, course: Course) -> Iterator[Constraint]:
    people = range(len(account.game.parties))
    for at, state in enumerate(course.states):
        for party in people:
            slack = float(course.ahead[at][party] - account.leaving(state)[party])
            short = max(0.0, -slack)
            yield Constraint(
                party=party, round=at + 1, kind="leave", slack=slack, short=short, deposit=short
            )
            if at < len(course.rounds) and course.rounds[at] & account.own[party]:
                yield withhold(account, course, at, party)


def subsets(mask: int) -> Iterator[int]:
    """Yield every set of some of these items, but the empty one.

    Examples
    --------
    >>> list(subsets(0b101))
    [1, 4, 5]
    """
    part = -mask & mask
    while part:
        yield part
        part = (part - mask) & mask


def withhold(account: Account, course: Course, at: int, party: int) -> Constraint:
    """Return the constraint for the most tempting set of what the party delivers in the round."""
    own = course.rounds[at] & account.own[party]
    if own.bit_count() > TOGETHER:
        msg = (
            f"'{account.game.parties[party]}' makes {own.bit_count()} steps in round {at + 1}; "
            f"{TOGETHER} at a time can be judged, so spread them over more rounds"
        )
        raise LimitError(msg)
    least, tempting, short, deposit = np.inf, 0, 0.0, 0.0
    for held in subsets(own):
        missing, chance, weight = _temptation(account, course, at, party, held)
        short, deposit = max(short, missing), max(deposit, missing / weight)
        if -chance * missing < least:
            least, tempting = -chance * missing, held
    return Constraint(
        party=party,
        round=at + 1,
        kind="withhold",
        slack=least,
        items=bits(tempting),
        short=short,
        deposit=deposit,
    )


def _temptation(
    account: Account, course: Course, at: int, party: int, held: int
) -> tuple[float, float, float]:
    """Return what is missing against withholding a set, how likely it is noticed, a stake's weight.

    What is missing counts where it is noticed; the weight is that of a stake lost then.
    """
    game = account.game
    own, discount = account.own[party], float(game.discount[party])
    items = list(bits(held))
    chance, late = float(game.detected[items].max()), int(game.delay[items].min())
    before = course.states[at]
    state = before | (course.rounds[at] & own & ~held)
    if late:
        state |= course.rounds[at] & ~own
    tempted = float(account.worth(state)[party] - account.worth(before)[party])
    for more in range(1, min(late, len(course.rounds) - at)):
        after = state | (course.rounds[at + more] & ~own)
        rise = float(account.worth(after)[party] - account.worth(state)[party])
        tempted += discount**more * rise
        state = after
    weight = discount**late
    tempted += weight * float(account.leaving(state)[party])
    if chance < 1:
        tempted += (1 - chance) / chance * _spared(account, course, at, party, held)
    return tempted - float(course.ahead[at][party]), chance, weight


def _spared(account: Account, course: Course, at: int, party: int, held: int) -> float:
    """Return what never delivering a set saves the party when nobody ever notices."""
    game = account.game
    if game.extra is None:
        return float(game.cost[list(bits(held))].sum())
    spared, weight, before = 0.0, 1.0, 0.0
    for state in course.states[at + 1 :]:
        over = float(account.worth(state & ~held)[party] - account.worth(state)[party])
        spared += weight * (over - before)
        weight, before = weight * float(game.discount[party]), over
    return spared


def _exposure(account: Account, course: Course) -> Floats:
    game = account.game
    found = np.array([account.undone(state) for state in course.states])
    for at, given in enumerate(course.rounds):
        for party, own in enumerate(account.own):
            others = list(bits(given & ~own))
            for late in {int(rounds) for rounds in game.delay[others]} - {0}:
                state = course.states[at]
                for more in course.rounds[at : at + late]:
                    state |= more & own
                worse = float(account.undone(state)[party])
                found[at + 1, party] = min(found[at + 1, party], worse)
    exposed: Floats = np.maximum(0.0, -found)
    return exposed
