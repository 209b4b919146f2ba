"""What every group of players can get by itself: a game in characteristic-function form."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from zopa.errors import LimitError, QuestionError, did_you_mean

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_PLAYERS = 20
"""Players at most: every group has its place, about a million of them."""
ROUNDING = 1e-12
"""Share of the largest value up to which a difference is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """Players, and what each group of them gets by itself.

    Group number ``s`` has player ``i`` where bit ``i`` of ``s`` is set; group 0 is nobody.
    """

    players: tuple[str, ...]
    values: Floats
    """Shape (2**n,); the empty group gets 0."""

    @classmethod
    def of(cls, values: ArrayLike, players: Sequence[str] | None = None) -> Game:
        """Return a game from the values of all groups in the order of their numbers.

        Examples
        --------
        >>> Game.of([0, 1, 2, 5], players=["ann", "bob"]).worth("ann", "bob")
        5.0
        """
        table = np.array(values, dtype=np.float64)
        count = max(1, len(table).bit_length() - 1) if table.ndim == 1 else 0
        names = _names(count) if players is None else tuple(players)
        _check_players(names)
        if table.shape != (2 ** len(names),) or not np.isfinite(table).all():
            msg = (
                f"values have shape {table.shape}; {len(names)} players need "
                f"{2 ** len(names)} finite numbers, one for each group"
            )
            raise QuestionError(msg)
        if table[0] != 0:
            msg = f"the empty group is worth {table[0]:g}; nobody gets 0"
            raise QuestionError(msg)
        return cls(players=names, values=table)

    @property
    def groups(self) -> Ints:
        """Numbers of all groups, shape (2**n,)."""
        return np.arange(len(self.values), dtype=np.int64)

    @property
    def total(self) -> float:
        """What all get together."""
        return float(self.values[-1])

    @property
    def alone(self) -> Floats:
        """What each player gets alone, shape (n,)."""
        found: Floats = self.values[1 << np.arange(len(self.players))]
        return found

    @property
    def size(self) -> float:
        """The size of what is at stake: the largest value over what the members get alone.

        The size of the values themselves where nobody gains by joining anybody.
        """
        largest = float(np.abs(self.values).max())
        extra = float(np.abs(self.values - members(self) @ self.alone).max())
        return extra if extra > ROUNDING * largest else largest or 1.0

    def number(self, group: Collection[str]) -> int:
        """Return the number of a group of players."""
        for player in group:
            if player not in self.players:
                hint = did_you_mean(player, self.players)
                msg = f"the game has no player '{player}'; {hint}"
                raise QuestionError(msg)
        return sum(1 << self.players.index(player) for player in set(group))

    def worth(self, *group: str) -> float:
        """Return what a group gets by itself."""
        return float(self.values[self.number(group)])

    def group(self, number: int) -> tuple[str, ...]:
        """Return the players of a group, in order."""
        return tuple(name for at, name in enumerate(self.players) if number >> at & 1)


def members(game: Game) -> Floats:
    """Return who is in which group, shape (2**n, n), as 0 and 1.

    Examples
    --------
    >>> members(Game.of([0, 1, 2, 5])).astype(int).tolist()
    [[0, 0], [1, 0], [0, 1], [1, 1]]
    """
    return (game.groups[:, None] >> np.arange(len(game.players)) & 1).astype(np.float64)


def characteristic(
    values: Mapping[tuple[str, ...], float], players: Sequence[str] | None = None
) -> Game:
    """Return a game from the values of some groups; others get the best sum of their parts.

    Parameters
    ----------
    values
        Players of a group -> what it gets.  A player that is not named alone gets 0 alone.
    players
        All players in order; those of ``values``, as they come, when left out.

    Raises
    ------
    QuestionError
        When a group is empty or named twice, or a value is not a finite number.
    LimitError
        When there are more than `MOST_PLAYERS` players.

    Notes
    -----
    A group that is named keeps its value, also where its parts would get more.

    Examples
    --------
    >>> game = characteristic({("a",): 3, ("b",): 1, ("a", "b"): 6, ("c",): 2})
    >>> game.worth("a", "c"), game.worth("a", "b", "c")
    (5.0, 8.0)
    """
    names = tuple(dict.fromkeys(itertools.chain.from_iterable(values)))
    names = names if players is None else tuple(players)
    _check_players(names)
    empty = Game(players=names, values=np.zeros(1 << len(names)))
    given: dict[int, float] = {}
    for group, value in values.items():
        number = empty.number(group)
        words = " and ".join(f"'{player}'" for player in group)
        if number in given or number == 0:
            msg = f"the group {words} has two values" if number else "a group has no players"
            raise QuestionError(msg + "; name each group once, with its players")
        if not math.isfinite(value):
            msg = f"the group {words} is worth {value:g}; give a finite number"
            raise QuestionError(msg)
        given[number] = float(value)
    return Game(players=names, values=_covered(given, len(names)))


def _covered(given: Mapping[int, float], players: int) -> Floats:
    """Return the values of all groups, those not given as the best sum of given parts.

    Groups are filled by their first player, from the last player down: the part that has the
    first player leaves a group whose first player comes later, which is known by then.
    """
    groups = np.arange(1 << players, dtype=np.int64)
    parts = np.full(len(groups), -np.inf)
    parts[0] = 0.0
    alone = {1 << at: 0.0 for at in range(players)}
    named = {**alone, **given}
    for first in reversed(range(players)):
        lowest = 1 << first
        own = groups[(groups & (2 * lowest - 1)) == lowest]
        for part, value in named.items():
            if part & (2 * lowest - 1) == lowest:
                inside = own[(own & part) == part]
                parts[inside] = np.maximum(parts[inside], value + parts[inside ^ part])
    for part, value in given.items():
        parts[part] = value
    return parts


def voting(quota: float, votes: Sequence[float], required: Collection[int] = ()) -> Game:
    """Return the game of a vote: a group that can decide gets 1, any other 0.

    Parameters
    ----------
    quota
        Votes that decide, at least.
    votes
        Of each player.
    required
        Places of players without whom nothing is decided.

    Examples
    --------
    >>> voting(3, [2, 1, 1]).values.tolist()
    [0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]
    """
    if not 0 < quota <= sum(votes):
        msg = (
            f"the quota is {quota:g} of {sum(votes):g} votes; give one above 0 that can be reached"
        )
        raise QuestionError(msg)
    game = _empty(len(votes))
    who = members(game)
    passes = who @ np.asarray(votes, dtype=np.float64) >= quota * (1 - 1e-12)
    for place in required:
        passes &= who[:, place] > 0
    return Game(players=game.players, values=passes.astype(np.float64))


def bankruptcy(estate: float, claims: Sequence[float]) -> Game:
    """Return the game of creditors: a group gets what is left once all others are paid in full.

    Source: O'Neill (1982), A Problem of Rights Arbitration from the Talmud, Mathematical Social
    Sciences 2(4), 345-371.

    Examples
    --------
    >>> bankruptcy(200, [100, 200, 300]).values.tolist()
    [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 100.0, 200.0]
    """
    if not (0 <= estate <= sum(claims) and min(claims, default=0) >= 0):
        msg = (
            f"the estate is {estate:g} and the claims sum to {sum(claims):g}; claims are 0 or "
            "more, and together at least the estate"
        )
        raise QuestionError(msg)
    game = _empty(len(claims))
    others = sum(claims) - members(game) @ np.asarray(claims, dtype=np.float64)
    return Game(players=game.players, values=_from_zero(np.maximum(0.0, estate - others)))


def airport(costs: Sequence[float]) -> Game:
    """Return the game of users of one runway: a group pays for its most demanding member.

    What a group pays counts as less than nothing, so that more is better as everywhere; shares
    of the cost are minus what a solution gives.  Source: Littlechild and Owen (1973), A Simple
    Expression for the Shapley Value in a Special Case, Management Science 20(3), 370-372.

    Examples
    --------
    >>> airport([1, 2]).values.tolist()
    [0.0, -1.0, -2.0, -2.0]
    """
    game = _empty(len(costs))
    needs = members(game) * np.asarray(costs, dtype=np.float64)
    return Game(players=game.players, values=_from_zero(-needs.max(axis=1)))


def glove(left: int, right: int) -> Game:
    """Return the game of owners of left and right gloves: a group gets 1 for each pair.

    The owners of left gloves come first.

    Examples
    --------
    >>> glove(1, 2).values.tolist()
    [0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0]
    """
    game = _empty(left + right)
    who = members(game)
    values = np.minimum(who[:, :left].sum(axis=1), who[:, left:].sum(axis=1))
    return Game(players=game.players, values=values)


def excesses(game: Game, shares: ArrayLike) -> Floats:
    """Return by how much each group gets more by itself than its members are given.

    Shape (2**n,); a group with a positive excess has reason to object.

    Examples
    --------
    >>> excesses(Game.of([0, 1, 2, 5]), [0.5, 4.5]).tolist()
    [0.0, 0.5, -2.5, 0.0]
    """
    given = np.asarray(shares, dtype=np.float64)
    found: Floats = game.values - members(game) @ given
    return found


def limit_players(game: Game, most: int, what: str) -> None:
    """Refuse a game with more players than a method is made for, or with only one."""
    count = len(game.players)
    if count > most:
        msg = f"the game has {count} players; {what} is worked out for {most} at most"
        raise LimitError(msg)
    if count < 2:
        msg = f"the game has one player; {what} takes two or more"
        raise QuestionError(msg)


def _from_zero(values: Floats) -> Floats:
    values[0] = 0.0
    return values


def _empty(players: int) -> Game:
    names = _names(players)
    _check_players(names)
    return Game(players=names, values=np.zeros(1 << players))


def _names(count: int) -> tuple[str, ...]:
    return tuple(str(at + 1) for at in range(count))


def _check_players(players: Sequence[str]) -> None:
    if len(set(players)) != len(players) or not players:
        msg = "a game takes one player or more, each named once"
        raise QuestionError(msg)
    if len(players) > MOST_PLAYERS:
        msg = (
            f"the game has {len(players)} players, which form {2 ** len(players):,} groups; "
            f"games of up to {MOST_PLAYERS} players are worked out"
        )
        raise LimitError(msg)
