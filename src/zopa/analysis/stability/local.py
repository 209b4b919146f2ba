"""Whether a party would leave one state, found by search from it: for spaces too large to list."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zopa.analysis.stability.definitions._contract import CORE
from zopa.errors import LimitError, UnknownNameError, did_you_mean

State = tuple[int, ...]
"""For each issue the place of its option in force."""
Moves = Callable[[int, State], Iterable[State]]
"""(party, state) -> states that the party can move to by itself; the state itself is skipped."""
Rank = Callable[[int, State], Any]
"""(party, state) -> something to compare with ``<``: more is better, equal is indifferent."""

LOOKED_AT = 1_000_000
"""Moves that one search looks at, a few seconds of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A conflict as it looks from a state: who can go where, and who likes what how much."""

    parties: int
    moves: Moves
    rank: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a party would leave a state."""

    stable: bool
    improvement: State | None
    """A gain that is not answered, or of the answered ones the most tempting; ``None`` where no
    move is a gain."""
    answer: tuple[tuple[int, State], ...]
    """The moves that answer it, as (party, where it goes); empty where nothing does, or nothing has
    to."""
    looked_at: int
    """Moves that the search looked at."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a definition asks of an answer."""

    improving: bool
    """Every move of it is a gain for its mover."""
    lasting: bool
    """The party cannot mend it by its next move."""


_KINDS: Mapping[str, _Kind | None] = {
    "nash": None,
    "gmr": _Kind(improving=False, lasting=False),
    "smr": _Kind(improving=False, lasting=True),
    "seq": _Kind(improving=True, lasting=False),
    "sseq": _Kind(improving=True, lasting=True),
}


def option_moves(
    shape: Sequence[int],
    owner: Sequence[int],
    one_way: Sequence[bool],
    possible: Callable[[State], bool],
) -> Moves:
    """Return the moves in option form, made one by one as they are asked for.

    Parameters
    ----------
    shape, owner, one_way
        As in `GridMoves`.
    possible
        Whether a combination of options is a state.

    Examples
    --------
    >>> moves = option_moves((2, 2, 2), (0, 0, 1), (False, True, False), lambda s: s != (1, 1, 0))
    >>> list(moves(0, (0, 0, 0))), list(moves(0, (0, 1, 0)))
    ([(0, 1, 0), (1, 0, 0)], [])
    """
    own = {party: [at for at, by in enumerate(owner) if by == party] for party in set(owner)}

    def moves(party: int, state: State) -> Iterator[State]:
        axes = own.get(party, [])
        ranges = [range(state[at] if one_way[at] else 0, shape[at]) for at in axes]
        for options in itertools.product(*ranges):
            there = list(state)
            for at, option in zip(axes, options, strict=True):
                there[at] = option
            reached = tuple(there)
            if reached != state and possible(reached):
                yield reached

    return moves


def stable_here(
    near: Near, party: int, state: State, name: str, *, limit: int = LOOKED_AT
) -> Verdict:
    """Return whether a party would leave a state, and a gain with its answer.

    Parameters
    ----------
    near
        The conflict, seen from nearby.
    party
        Place of the party.
    state
        Where things stand.
    name
        ``nash``, ``gmr``, ``smr``, ``seq`` or ``sseq``.
    limit
        Moves that may be looked at.

    Raises
    ------
    UnknownNameError
        When the definition is none of these.
    LimitError
        When ``limit`` moves were looked at and the question is still open.

    Notes
    -----
    Each gain is answered on its own.  The others' moves are tried worst for the party first, and the
    search ends with the first answer, so a gain that has an answer is usually settled soon; one that
    has none takes a look at all that the others can bring about.

    Examples
    --------
    >>> worth = [{(0, 0): 2, (0, 1): 0, (1, 0): 3, (1, 1): 1}, {(0, 0): 2, (0, 1): 3, (1, 0): 0, (1, 1): 1}]
    >>> dilemma = Near(parties=2, rank=lambda party, state: worth[party][state],
    ...                moves=option_moves((2, 2), (0, 1), (False, False), lambda state: True))
    >>> stable_here(dilemma, 0, (0, 0), "nash").stable
    False
    >>> verdict = stable_here(dilemma, 0, (0, 0), "seq")
    >>> verdict.stable, verdict.improvement, verdict.answer
    (True, (1, 0), ((1, (1, 1)),))
    """
    if name not in _KINDS:
        hint = did_you_mean(name, CORE)
        raise UnknownNameError(f"no definition for a single state is called '{name}'; {hint}")
    return _Search(near, party, limit).verdict(state, _KINDS[name])


@dataclass(slots=True)
class _Search:
    """A search for answers that counts the moves it looks at."""

    near: Near
    party: int
    limit: int
    looked_at: int = 0

    def verdict(self, state: State, kind: _Kind | None) -> Verdict:
        present = self.near.rank(self.party, state)
        best: tuple[Any, State, tuple[tuple[int, State], ...]] | None = None
        for gain in self._moves(self.party, state):
            worth = self.near.rank(self.party, gain)
            if not present < worth:
                continue
            answer = () if kind is None else self._answer(gain, present, kind)
            if not answer:
                return self._verdict(stable=False, improvement=gain)
            if best is None or best[0] < worth:
                best = worth, gain, answer
        if best is None:
            return self._verdict(stable=True)
        return self._verdict(stable=True, improvement=best[1], answer=best[2])

    def _verdict(
        self,
        *,
        stable: bool,
        improvement: State | None = None,
        answer: tuple[tuple[int, State], ...] = (),
    ) -> Verdict:
        return Verdict(
            stable=stable, improvement=improvement, answer=answer, looked_at=self.looked_at
        )

    def _moves(self, party: int, state: State) -> Iterator[State]:
        for reached in self.near.moves(party, state):
            self.looked_at += 1
            if self.looked_at > self.limit:
                msg = f"the search looked at {self.limit:,} moves and the question is still open"
                raise LimitError(f"{msg}; raise the limit, or leave out issues")
            yield reached

    def _answer(self, gain: State, present: Any, kind: _Kind) -> tuple[tuple[int, State], ...]:
        """Return moves of the others that answer a gain; empty where there are none."""
        paths = _Paths(gain)
        while paths.open:
            state, last = paths.pop()
            for mover in range(self.near.parties):
                if mover in (self.party, last) or not paths.first_time(state, mover):
                    continue
                here = self.near.rank(mover, state) if kind.improving else None
                for reached in self._moves(mover, state):
                    if kind.improving and not here < self.near.rank(mover, reached):
                        continue
                    worth = self.near.rank(self.party, reached)
                    new = paths.push((state, last), (reached, mover), worth)
                    if new and not present < worth and self._lasts(reached, present, kind):
                        return paths.to((reached, mover))
        return ()

    def _lasts(self, state: State, present: Any, kind: _Kind) -> bool:
        """Return whether the party has no move by which it ends up better than at present."""
        return not kind.lasting or not any(
            present < self.near.rank(self.party, reached)
            for reached in self._moves(self.party, state)
        )


_Node = tuple[State, int]
"""A state and who moved last."""
_NOBODY = -1


@dataclass(slots=True)
class _Paths:
    """Where the others have got to, worst for the party first, and how.

    A state that two of them can bring about is open to moves of all; more ways of reaching it add
    nothing, and each party's moves from a state are looked at once.
    """

    start: State
    open: list[tuple[Any, int, _Node]] = field(default_factory=list)
    came_from: dict[_Node, _Node] = field(default_factory=dict)
    ways: dict[State, int] = field(default_factory=dict)
    tried: set[_Node] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.open.append((None, 0, (self.start, _NOBODY)))
        self.ways[self.start] = 2

    def pop(self) -> _Node:
        return heapq.heappop(self.open)[2]

    def first_time(self, state: State, mover: int) -> bool:
        """Return whether a party's moves from a state were not looked at yet; now they are."""
        if (state, mover) in self.tried:
            return False
        self.tried.add((state, mover))
        return True

    def push(self, origin: _Node, node: _Node, worth: Any) -> bool:
        """Note that a node can be reached; return whether its state is new."""
        ways = self.ways.get(node[0], 0)
        if ways == 2 or node in self.came_from:
            return False
        self.ways[node[0]] = ways + 1
        self.came_from[node] = origin
        heapq.heappush(self.open, (worth, len(self.came_from), node))
        return ways == 0

    def to(self, node: _Node) -> tuple[tuple[int, State], ...]:
        """Return the moves that lead to a node."""
        moves = []
        while node[1] != _NOBODY:
            moves.append((node[1], node[0]))
            node = self.came_from[node]
        return tuple(reversed(moves))
