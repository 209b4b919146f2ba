"""A conflict as a graph model: who can move from which state to which, and who prefers what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.errors import QuestionError

Ints = NDArray[np.int64]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMoves:
    """Moves as lists: for every party and state the states it can go to by itself."""

    starts: tuple[Ints, ...]
    """For each party, shape (states + 1,): where the list of each state starts in ``targets``."""
    targets: tuple[Ints, ...]
    """For each party: the targets of all states, one list after the other, each ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A graph model: ``p`` parties, ``m`` states (counted from 0)."""

    parties: tuple[str, ...]
    ranks: Ints
    """Shape (p, m): how much each party likes each state; more is better, equal is indifferent."""
    moves: GridMoves | ListedMoves

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
