"""A conflict as a graph model: who can move from which state to which, and who prefers what."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from zopa.errors import LimitError, QuestionError

Ints = NDArray[np.int64]

ARCS = 20_000_000
"""Moves that `listed` lists at most, about 600 MB while it works."""


@cache
def _strides(shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(math.prod(shape[axis + 1 :]) for axis in range(len(shape)))


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMoves:
    """Moves in option form: a party changes the issues it controls, any of them at once.

    A state is a cell of the grid of all combinations of options; the others are impossible.
    """

    shape: tuple[int, ...]
    """Options of each issue (one axis each)."""
    owner: tuple[int, ...]
    """For each axis the place of the party that moves it; -1 where nobody does alone."""
    one_way: tuple[bool, ...]
    """Axes on which moves go to later options only."""
    cells: Ints
    """Shape (states,): flat place of every state in the grid (last axis fastest), ascending."""

    @property
    def strides(self) -> tuple[int, ...]:
        """Return how far in the grid one step along each axis leads."""
        return _strides(self.shape)

    def axes(self, party: int) -> tuple[int, ...]:
        """Return the axes that a party moves."""
        return tuple(axis for axis, owner in enumerate(self.owner) if owner == party)

    def positions(self, axis: int, cells: Ints) -> Ints:
        """Return the option in force on one axis, for cells of the grid."""
        return cells // self.strides[axis] % self.shape[axis]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMoves:
    """Moves as lists: for every party and state the states it can go to by itself."""

    starts: tuple[Ints, ...]
    """For each party, shape (states + 1,): where the list of each state starts in ``targets``."""
    targets: tuple[Ints, ...]
    """For each party: the targets of all states, one list after the other, each ascending."""

    def sources(self, party: int) -> Ints:
        """Return the state that each entry of a party's ``targets`` starts from."""
        starts = self.starts[party]
        return np.repeat(np.arange(len(starts) - 1, dtype=np.int64), np.diff(starts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A graph model: ``p`` parties, ``m`` states (counted from 0)."""

    parties: tuple[str, ...]
    ranks: Ints
    """Shape (p, m): how much each party likes each state; more is better, equal is indifferent."""
    moves: GridMoves | ListedMoves

    def __post_init__(self) -> None:
        """Raise ``QuestionError`` where the parts do not fit together."""
        if len(self.ranks) != len(self.parties) or self.ranks.ndim != 2 or not self.states:
            msg = f"ranks have the shape {self.ranks.shape}, but there are {len(self.parties)} parties"
            raise QuestionError(f"{msg}; give a row for each, with one or more states")
        if isinstance(self.moves, GridMoves):
            _check_grid(self.moves, len(self.parties), self.states)
        else:
            _check_lists(self.moves, len(self.parties), self.states)

    @property
    def states(self) -> int:
        """Return the number of states."""
        return int(self.ranks.shape[1])

    @classmethod
    def of_arcs(
        cls,
        states: Sequence[str],
        moves: Mapping[str, Sequence[tuple[str, str]]],
        rankings: Mapping[str, Sequence[str | Sequence[str]]],
    ) -> Conflict:
        """Return a conflict drawn by hand.

        Parameters
        ----------
        states
            Names of the states.
        moves
            Party -> pairs (from, to).
        rankings
            Party -> states from best to worst; a list inside the list is a tie.

        Raises
        ------
        QuestionError
            When a name is unknown, or a ranking does not name every state once.

        Examples
        --------
        >>> chicken = Conflict.of_arcs(
        ...     ["SS", "SD", "DS", "DD"],
        ...     {"first": [("SS", "DS"), ("DS", "SS"), ("SD", "DD"), ("DD", "SD")],
        ...      "second": [("SS", "SD"), ("SD", "SS"), ("DS", "DD"), ("DD", "DS")]},
        ...     {"first": ["DS", "SS", "SD", "DD"], "second": ["SD", "SS", "DS", "DD"]})
        >>> chicken.ranks
        array([[2, 1, 3, 0],
               [2, 3, 1, 0]])
        """
        place = {name: at for at, name in enumerate(states)}
        if len(place) < len(states) or set(moves) != set(rankings):
            msg = "states must have different names, and moves and rankings the same parties"
            raise QuestionError(msg)
        ranks = [_ranks(party, rankings[party], place) for party in moves]
        starts, targets = [], []
        for party, arcs in moves.items():
            for arc in arcs:
                _known(party, arc, place)
            pairs = sorted({(place[a], place[b]) for a, b in arcs if a != b})
            origins = np.array([a for a, _ in pairs], dtype=np.int64)
            starts.append(np.searchsorted(origins, np.arange(len(states) + 1)).astype(np.int64))
            targets.append(np.array([b for _, b in pairs], dtype=np.int64))
        return cls(
            parties=tuple(moves),
            ranks=np.array(ranks, dtype=np.int64),
            moves=ListedMoves(starts=tuple(starts), targets=tuple(targets)),
        )


def _ranks(
    party: str, ranking: Sequence[str | Sequence[str]], place: Mapping[str, int]
) -> list[int]:
    tiers = [[tier] if isinstance(tier, str) else list(tier) for tier in ranking]
    named = [name for tier in tiers for name in tier]
    _known(party, named, place)
    if sorted(named) != sorted(place):
        msg = f"the ranking of '{party}' must name each of the {len(place)} states once"
        raise QuestionError(msg)
    found = [0] * len(place)
    for worth, tier in enumerate(reversed(tiers)):
        for name in tier:
            found[place[name]] = worth
    return found


def _known(party: str, names: Sequence[str], place: Mapping[str, int]) -> None:
    for name in names:
        if name not in place:
            msg = f"'{party}' names the state '{name}', which there is not"
            raise QuestionError(msg)


def moves_of(conflict: Conflict, party: int, state: int) -> Ints:
    """Return the states that a party can go to from one state, ascending.

    Cost: in option form the number of combinations of the party's own options, else the number of
    its moves.

    Examples
    --------
    >>> grid = GridMoves(shape=(2, 2), owner=(0, 1), one_way=(False, True),
    ...                  cells=np.array([0, 1, 2, 3]))
    >>> conflict = Conflict(parties=("a", "b"), ranks=np.zeros((2, 4), dtype=np.int64), moves=grid)
    >>> moves_of(conflict, 0, 0), moves_of(conflict, 1, 0), moves_of(conflict, 1, 1)
    (array([2]), array([1]), array([], dtype=int64))
    """
    moves = conflict.moves
    if isinstance(moves, ListedMoves):
        starts = moves.starts[party]
        return np.asarray(moves.targets[party][starts[state] : starts[state + 1]])
    cell: Ints = moves.cells[state : state + 1]
    reached: Ints = cell
    for axis in moves.axes(party):
        here = int(moves.positions(axis, cell)[0])
        first = here if moves.one_way[axis] else 0
        steps = np.arange(first - here, moves.shape[axis] - here, dtype=np.int64)
        reached = (reached[:, None] + steps * moves.strides[axis]).ravel()
    places = np.searchsorted(moves.cells, reached)
    places[places == len(moves.cells)] = 0
    found = np.sort(places[(moves.cells[places] == reached) & (places != state)])
    return np.asarray(found)


def listed(conflict: Conflict, *, limit: int = ARCS) -> Conflict:
    """Return the same conflict with its moves as lists; unchanged where they are lists already.

    Raises
    ------
    LimitError
        When there are more than ``limit`` moves; they are counted before any is listed.

    Examples
    --------
    >>> grid = GridMoves(shape=(2, 2), owner=(0, 1), one_way=(False, True),
    ...                  cells=np.array([0, 1, 2]))
    >>> conflict = Conflict(parties=("a", "b"), ranks=np.zeros((2, 3), dtype=np.int64), moves=grid)
    >>> listed(conflict).moves.targets
    (array([2, 0]), array([1]))
    """
    moves = conflict.moves
    if isinstance(moves, ListedMoves):
        return conflict
    groups = [_groups(moves, party) for party in range(len(conflict.parties))]
    arcs = sum(int((sizes.astype(object) * (sizes - 1)).sum()) for _, _, _, sizes in groups)
    if arcs > limit:
        msg = f"the parties have {arcs:,} moves between the {conflict.states:,} states"
        raise LimitError(
            f"{msg}, more than the {limit:,} that are listed; "
            "rule out more states, or ask in option form, without forbidden moves and merged states"
        )
    lists = [_lists(moves, party, *groups[party]) for party in range(len(conflict.parties))]
    return Conflict(
        parties=conflict.parties,
        ranks=conflict.ranks,
        moves=ListedMoves(
            starts=tuple(starts for starts, _ in lists),
            targets=tuple(targets for _, targets in lists),
        ),
    )


def _groups(moves: GridMoves, party: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the states in groups that differ in the party's options only.

    States ordered by group; for each state its group; for each group its start and its size.
    """
    rest = moves.cells.copy()
    for axis in moves.axes(party):
        rest -= moves.positions(axis, moves.cells) * moves.strides[axis]
    _, group, sizes = np.unique(rest, return_inverse=True, return_counts=True)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    return np.argsort(group, kind="stable"), group, starts, sizes.astype(np.int64)


def _lists(
    moves: GridMoves, party: int, order: Ints, group: Ints, starts: Ints, sizes: Ints
) -> tuple[Ints, Ints]:
    count = len(moves.cells)
    lengths = sizes[group]
    ends = np.cumsum(lengths)
    sources = np.repeat(np.arange(count, dtype=np.int64), lengths)
    offsets = np.arange(len(sources), dtype=np.int64) - np.repeat(ends - lengths, lengths)
    targets = order[starts[group[sources]] + offsets]
    allowed = sources != targets
    for axis in moves.axes(party):
        if moves.one_way[axis]:
            option = moves.positions(axis, moves.cells)
            allowed &= option[targets] >= option[sources]
    kept = np.bincount(sources[allowed], minlength=count)
    return np.concatenate([[0], np.cumsum(kept)]).astype(np.int64), targets[allowed]


def _check_grid(moves: GridMoves, parties: int, states: int) -> None:
    cells = moves.cells
    if not len(moves.shape) == len(moves.owner) == len(moves.one_way):
        msg = f"the grid has {len(moves.shape)} axes, {len(moves.owner)} owners and"
        raise QuestionError(
            f"{msg} {len(moves.one_way)} directions; give one of each for each axis"
        )
    if any(not -1 <= owner < parties for owner in moves.owner):
        msg = f"an axis of the grid belongs to a party that is none of the {parties}"
        raise QuestionError(f"{msg}; owners are places of parties, or -1")
    inside = len(cells) == states and cells[0] >= 0 and cells[-1] < math.prod(moves.shape)
    if not inside or not (cells[1:] > cells[:-1]).all():
        msg = f"the grid has {len(cells)} cells for {states} states"
        raise QuestionError(f"{msg}; give each state a cell of its own, ascending")


def _check_lists(moves: ListedMoves, parties: int, states: int) -> None:
    if not len(moves.starts) == len(moves.targets) == parties:
        msg = f"{len(moves.starts)} parties have lists of moves, but there are {parties}"
        raise QuestionError(f"{msg}; give one list for each")
    for starts, targets in zip(moves.starts, moves.targets, strict=True):
        if len(starts) != states + 1 or starts[0] != 0 or starts[-1] != len(targets):
            msg = f"a list of moves has {len(starts)} starts for {states} states"
            raise QuestionError(f"{msg}; give one for each and the end")
        if len(targets) and not 0 <= targets.min() <= targets.max() < states:
            msg = f"a move leads to a state that is none of the {states}"
            raise QuestionError(f"{msg}; count states from 0")
