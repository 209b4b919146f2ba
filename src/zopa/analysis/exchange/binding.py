"""From a case and an agreed package to the exchange that carries it out, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange._paths import Doer, ruled
from zopa.analysis.exchange.game import Floats, Game
from zopa.analysis.exchange.results import Step
from zopa.errors import LimitError, QuestionError
from zopa.model import Case, ExchangeTerms, Issue, Package, StepTerms, Utility, utilities

Stops = Mapping[str, Sequence[str]]
"""Issue -> options at which it stops on its way, in the order in which it passes them."""
JOINT_LIMIT = 18
"""Steps of an exchange whose joint scores are listed for every set of steps."""
ROUNDING = 1e-9
"""Share of the largest number below which a joint score counts as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One step: an issue that goes from one option to another."""

    issue: Issue
    before: int
    after: int
    part: int
    """Counted from 0, along the way of the issue."""
    parts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """An exchange as a case makes it."""

    game: Game
    steps: tuple[Step, ...]
    """One for each item of the game, in the same order."""
    given: tuple[tuple[int, ...], ...]
    """What comes before what by the case itself: parts of one issue, and its ``needs``.  The
    game has more where the rules of the case put one step before another."""
    narrowed: bool
    """Whether the rules of the case forbid more orders here than they would have to, because no
    list of what comes before what says the same."""
    joint: bool
    """Whether scores of several issues together count."""


def game_of(
    case: Case, package: Package, *, split: Stops | None = None, called: str = "the package"
) -> Bound:
    """Return the exchange that leads from what is in force now to a package.

    One step for every issue that the package changes.  A step costs its giver what the giver
    loses by it, at the central values, and is worth to each other party what that party gains;
    scores that issues have together count for the sets of steps that are made.  Clauses of the
    deal that nobody carries out (terms) are left out.

    Parameters
    ----------
    case
        The case, with scores.
    package
        What is agreed, one option for every issue that is no term.
    split
        Issues that move in several steps, with the options at which they stop on the way.
    called
        How messages call the package.

    Raises
    ------
    QuestionError
        When there is nothing to exchange, it is not known who makes a step or what is in force
        now, steps need each other in a circle, the rules leave no way to the package, or an issue would have to
        move against the one way in which it moves.
    LimitError
        When joint scores tie more than `JOINT_LIMIT` steps.

    Examples
    --------
    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> def issue(key, by):
    ...     return Issue(id=key, name=key.title(), by=(by,), now="no",
    ...                  options=(Option(id="no", name="no"), Option(id="yes", name="yes")))
    >>> def scores(party, relief, arms):
    ...     return Scores(party=party, standing=Standing(premium=n(0)), scores={
    ...         "relief": {"no": n(0), "yes": n(relief)}, "arms": {"no": n(0), "yes": n(arms)}})
    >>> case = Case(id="c", title="C", parties=(Party(id="a", name="A"), Party(id="b", name="B")),
    ...     issues=(issue("relief", "a"), issue("arms", "b")),
    ...     preferences={"a": scores("a", -4, 9), "b": scores("b", 8, -5)})
    >>> bound = game_of(case, {"relief": "yes", "arms": "yes"})
    >>> bound.game.cost.tolist(), bound.game.value.tolist()
    ([4.0, 5.0], [[0.0, 8.0], [9.0, 0.0]])
    >>> [step.text for step in bound.steps]
    ['Relief: yes', 'Arms: yes']
    """
    if not case.preferences:
        msg = (
            f"case '{case.id}' has no scores, and an exchange compares what steps cost and bring; "
            "give the parties scores"
        )
        raise QuestionError(msg)
    moves = _moves(case, package, split or {})
    for move in moves:
        _check_way(case, move, called)
    everybody = utilities(case)
    parties = tuple(each.party for each in everybody)
    giver = np.array([_giver(case, move.issue, parties) for move in moves])
    worth = _Worth(case=case, moves=moves, utilities=everybody)
    base = worth.alone()
    size = np.arange(len(moves))
    value = base.copy()
    value[size, giver] = 0.0
    extra = worth.together(base)
    terms = case.exchange or ExchangeTerms()
    ways = [terms.issues.get(move.issue.id, StepTerms()) for move in moves]
    stakes = [terms.parties.get(party) for party in parties]
    game = Game(
        parties=parties,
        items=tuple(map(step_id, moves)),
        giver=giver,
        cost=-base[size, giver] + 0.0,
        value=value,
        needs=_needs(moves, ways),
        lost=_column(way.reversible_value for way in ways),
        regained=_column(way.reversible_cost for way in ways),
        shift=np.array(
            [
                [way.shift.get(party, 0.0) / move.parts for party in parties]
                for move, way in zip(moves, ways, strict=True)
            ]
        ),
        detected=_column(way.detected for way in ways),
        delay=np.array([way.delay for way in ways], dtype=np.int64),
        discount=_column(1.0 if stake is None else stake.discount for stake in stakes),
        relationship=_column(0.0 if stake is None else stake.relationship for stake in stakes),
        stake=_column(0.0 if stake is None else stake.stake for stake in stakes),
        extra=extra,
    )
    whose = [
        Doer(issue=move.issue.id, by=parties[at]) for move, at in zip(moves, giver, strict=True)
    ]
    order = ruled(case, whose, worth.state, game.needs)
    return Bound(
        game=replace(game, needs=order.needs),
        steps=tuple(_step(case, game, at, move) for at, move in enumerate(moves)),
        given=game.needs,
        narrowed=order.narrowed,
        joint=extra is not None,
    )


def stops(case: Case, package: Package) -> dict[str, tuple[str, ...]]:
    """Return the issues that could move in several steps, with the options between.

    Examples
    --------
    >>> from zopa.model import *
    >>> relief = Issue(id="relief", name="Relief", by=("a",), now="none", options=tuple(
    ...     Option(id=key, name=key) for key in ("none", "half", "most", "full")))
    >>> stops(Case(id="c", title="C", parties=(Party(id="a", name="A"),), issues=(relief,)),
    ...       {"relief": "full"})
    {'relief': ('half', 'most')}
    """
    found = {}
    for issue in case.issues:
        if issue.term or issue.now is None or package.get(issue.id) in (None, issue.now):
            continue
        start, end = issue.position(issue.now), issue.position(package[issue.id])
        way = range(start, end, 1 if end > start else -1)
        between = tuple(issue.options[at].id for at in way if at != start)
        if between:
            found[issue.id] = between
    return found


def step_id(move: Move) -> str:
    """Return the id of a step: its issue, with the option where the issue moves in parts."""
    whole = move.parts == 1
    return move.issue.id if whole else f"{move.issue.id}:{move.issue.options[move.after].id}"


def _moves(case: Case, package: Package, split: Stops) -> tuple[Move, ...]:
    found: list[Move] = []
    for issue in case.issues:
        if issue.term:
            continue
        if issue.now is None:
            msg = (
                f"issue '{issue.id}' has no 'now', so nobody knows whether it has to move; "
                "give it the option in force today"
            )
            raise QuestionError(msg)
        target = package.get(issue.id)
        if target is None or target == issue.now:
            continue
        way = [issue.now, *split.get(issue.id, ()), target]
        places = [issue.position(option) for option in way]
        found += [
            Move(issue=issue, before=start, after=end, part=at, parts=len(places) - 1)
            for at, (start, end) in enumerate(pairwise(places))
        ]
    if not found:
        terms = [i.id for i in case.issues if i.term and i.id in package]
        but = f" but clauses that nobody carries out ('{terms[0]}')" if terms else ""
        msg = (
            f"the package changes nothing{but}: every issue is already as agreed, so there is "
            "nothing to exchange; choose another package"
        )
        raise QuestionError(msg)
    return tuple(found)


def _check_way(case: Case, move: Move, called: str) -> None:
    """Raise where an issue that moves one way only would have to move back."""
    issue = move.issue
    before, after = issue.options[move.before].id, issue.options[move.after].id
    for way in case.states.one_way:
        if way.issue == issue.id and way.order.index(before) > way.order.index(after):
            first, *between = [issue.option(option).name for option in way.order]
            over = f" over {', '.join(between[:-1])}" if between[1:] else ""
            msg = (
                f"{called} cannot be reached from now: issue '{issue.id}' moves only from "
                f"{first}{over} to {between[-1]}; choose another package, or mend 'states'"
            )
            raise QuestionError(msg)


def _giver(case: Case, issue: Issue, parties: Sequence[str]) -> int:
    """Return the place of the one party that carries an issue out."""
    if not issue.by:
        msg = (
            f"issue '{issue.id}' does not say who carries it out, and the package changes it; "
            "give it 'by'"
        )
        raise QuestionError(msg)
    if len(issue.by) > 1:
        names = " and ".join(f"'{party}'" for party in issue.by)
        msg = (
            f"issue '{issue.id}' is carried out by {names} together, but a step of an exchange "
            "has one giver; make it an issue for each of them"
        )
        raise QuestionError(msg)
    if issue.by[0] not in parties:
        msg = (
            f"issue '{issue.id}' is carried out by '{issue.by[0]}', whose scores case '{case.id}' "
            "does not have; give that party scores, or the issue another 'by'"
        )
        raise QuestionError(msg)
    return parties.index(issue.by[0])


def _column(values: Any) -> Floats:
    return np.array(list(values), dtype=np.float64)


def _needs(moves: Sequence[Move], ways: Sequence[StepTerms]) -> tuple[tuple[int, ...], ...]:
    """Return what the case says comes before what: parts of one issue, and ``needs``.

    An issue has moved when its last part is made; issues that do not move are no obstacle.
    """
    last = {move.issue.id: at for at, move in enumerate(moves)}
    found = []
    for at, (move, way) in enumerate(zip(moves, ways, strict=True)):
        before = {last[name] for name in way.needs if name in last}
        if move.part:
            before = {at - 1}
        found.append(tuple(sorted(before)))
    return tuple(found)


def _step(case: Case, game: Game, at: int, move: Move) -> Step:
    options = move.issue.options
    giver = int(game.giver[at])
    return Step(
        id=game.items[at],
        issue=move.issue.id,
        before=options[move.before].id,
        after=options[move.after].id,
        by=game.parties[giver],
        text=f"{case.issue(move.issue.id).name}: {options[move.after].name}",
        cost=float(game.cost[at]),
        value={
            party: float(game.value[at, place])
            for place, party in enumerate(game.parties)
            if place != giver
        },
    )


@dataclass(frozen=True, kw_only=True)
class _Worth:
    """What states on the way are worth."""

    case: Case
    moves: tuple[Move, ...]
    utilities: tuple[Utility, ...]

    @cached_property
    def now(self) -> dict[str, int]:
        """Return the present option of every issue that is no term."""
        return {
            issue.id: issue.position(issue.now)
            for issue in self.case.issues
            if not issue.term and issue.now is not None
        }

    def state(self, made: NDArray[np.bool_]) -> dict[str, NDArray[np.int64]]:
        """Return the option of every issue for sets of steps, shape (sets, steps).

        An issue that moves in parts is where the last of them leads.
        """
        columns = {name: np.full(len(made), at) for name, at in self.now.items()}
        for at, move in enumerate(self.moves):
            columns[move.issue.id] = np.where(made[:, at], move.after, columns[move.issue.id])
        return columns

    def values(self, columns: Mapping[str, NDArray[Any]]) -> Floats:
        """Return the utilities of states, shape (states, parties)."""
        return np.column_stack([each.of_states(columns)[0] for each in self.utilities])

    def alone(self) -> Floats:
        """Return what each step adds, all other issues as they are now; shape (steps, parties)."""
        size = len(self.moves)
        columns = {name: np.full(2 * size, at) for name, at in self.now.items()}
        for at, move in enumerate(self.moves):
            columns[move.issue.id][at] = move.after
            columns[move.issue.id][size + at] = move.before
        found = self.values(columns)
        return found[:size] - found[size:]

    def together(self, alone: Floats) -> Floats | None:
        """Return what sets of steps are worth beyond their sum; ``None`` where nothing is.

        Shape (2**steps, parties).
        """
        moving = {move.issue.id for move in self.moves}
        if not any(
            each.cap is not None or any(len(moving & {*f.issues}) > 1 for f in each.factors)
            for each in self.utilities
        ):
            return None
        size = len(self.moves)
        if size > JOINT_LIMIT:
            msg = (
                f"the exchange has {size} steps and scores of issues together, for which every "
                f"set of at most {JOINT_LIMIT} steps is listed; ask for a package that changes less"
            )
            raise LimitError(msg)
        made = (np.arange(2**size)[:, None] >> np.arange(size)) & 1 == 1
        values = self.values(self.state(made))
        beyond = values - values[0] - made @ alone
        return beyond if np.abs(beyond).max() > ROUNDING * np.abs(values).max() else None
