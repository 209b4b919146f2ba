"""Stability judged straight from the definitions, and once more by matrices.

Nothing here uses zopa's engines: states are numbers, moves are sets, and every sentence of the
definitions is a line.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Arcs = list[list[set[int]]]
"""Party -> state -> states that it can move to."""


@dataclass
class Plain:
    """A graph model."""

    arcs: Arcs
    ranks: list[list[int]]
    """Party -> state -> rank, more is better."""
    _reached: dict[tuple[int, int, bool], set[int]] = field(default_factory=dict)

    @property
    def parties(self) -> range:
        """Places of the parties."""
        return range(len(self.arcs))

    @property
    def states(self) -> range:
        """All states."""
        return range(len(self.ranks[0]))

    def gains(self, party: int, state: int) -> set[int]:
        """R_i^+(s)."""
        ranks = self.ranks[party]
        return {q for q in self.arcs[party][state] if ranks[q] > ranks[state]}

    def answers(self, party: int, start: int, *, improving: bool) -> set[int]:
        """R_{N-i}(s), or R^+_{N-i}(s): by induction over legal sequences, with last movers."""
        key = (party, start, improving)
        if key not in self._reached:
            others = [j for j in self.parties if j != party]
            step = self.gains if improving else lambda j, s: self.arcs[j][s]
            self._reached[key] = legal_sequences(others, start, step)
        return self._reached[key]


def legal_sequences(
    group: Sequence[int], start: int, step: Callable[[int, int], set[int]]
) -> set[int]:
    """Return what a group can bring about from a state, nobody moving twice in succession."""
    last: dict[int, set[int]] = {}
    for j in group:
        for q in step(j, start):
            last.setdefault(q, set()).add(j)
    while True:
        more = [
            (r, j)
            for q, movers in last.items()
            for j in group
            if movers != {j}
            for r in step(j, q)
            if j not in last.get(r, set())
        ]
        if not more:
            return set(last)
        for r, j in more:
            last.setdefault(r, set()).add(j)


def stable(model: Plain, name: str, i: int, s: int) -> bool:
    """Return whether state ``s`` is stable for party ``i``: section by section the definition."""
    u = model.ranks[i]

    def answered(s1: int) -> bool:
        if name == "nash":
            return False
        improving, lasting = name in {"seq", "sseq"}, name in {"smr", "sseq"}
        return any(
            u[s] >= u[s2] and (not lasting or all(u[s] >= u[s3] for s3 in model.arcs[i][s2]))
            for s2 in model.answers(i, s1, improving=improving)
        )

    return all(answered(s1) for s1 in model.gains(i, s))


def flags(model: Plain, name: str) -> Bools:
    """Return who would not leave which state, shape (p, m)."""
    return np.array([[stable(model, name, i, s) for s in model.states] for i in model.parties])


def option_form(
    shape: Sequence[int],
    owner: Sequence[int],
    one_way: Sequence[bool],
    states: Sequence[tuple[int, ...]],
    parties: int,
) -> Arcs:
    """Return who can move from which option vector to which."""

    def can(i: int, a: tuple[int, ...], b: tuple[int, ...]) -> bool:
        changed = [axis for axis in range(len(shape)) if a[axis] != b[axis]]
        return bool(changed) and all(
            owner[axis] == i and (b[axis] > a[axis] or not one_way[axis]) for axis in changed
        )

    return [
        [{q for q, b in enumerate(states) if can(i, a, b)} for a in states] for i in range(parties)
    ]


def together(
    model: Plain,
    vectors: Sequence[tuple[int, ...]],
    owner: Sequence[int],
    i: int,
    s: int,
    who: Iterable[int],
) -> bool:
    """Return whether every gain of ``i`` from ``s`` meets simultaneous gains of ``who`` that undo it."""
    place = {vector: at for at, vector in enumerate(vectors)}
    others = [j for j in who if j != i]

    def outcome(s1: int, choice: Sequence[int]) -> int | None:
        made = list(vectors[s])
        for mover, target in zip([i, *others], [s1, *choice], strict=True):
            for axis, by in enumerate(owner):
                if by == mover:
                    made[axis] = vectors[target][axis]
        return place.get(tuple(made))

    choices = [[s, *model.gains(j, s)] for j in others]
    return all(
        any(
            found is not None and model.ranks[i][found] <= model.ranks[i][s]
            for found in (outcome(s1, choice) for choice in itertools.product(*choices))
        )
        for s1 in model.gains(i, s)
    )


def limited(model: Plain, horizon: int, i: int, s: int) -> int:
    """Return G_h(i, s), the state where play ends; of ends liked equally the other's favourite."""
    if horizon == 0:
        return s
    return _turn(model, i, s, {q: limited(model, horizon - 1, 1 - i, q) for q in model.arcs[i][s]})


def always(model: Plain, i: int) -> list[bool]:
    """Return the states where ``i`` stays for every horizon from some horizon on.

    All expectations of one horizon follow from those of the one before, so they are listed until
    they come back; what matters is the part that repeats.
    """
    seen: list[list[list[int]]] = []
    ends = [list(model.states), list(model.states)]
    while ends not in seen:
        seen.append(ends)
        ends = [
            [
                _turn(model, j, s, {q: ends[1 - j][q] for q in model.arcs[j][s]})
                for s in model.states
            ]
            for j in (0, 1)
        ]
    around = seen[seen.index(ends) :]
    return [all(each[i][s] == s for each in around) for s in model.states]


def _turn(model: Plain, i: int, s: int, ends: dict[int, int]) -> int:
    if not ends:
        return s
    end = max(
        (ends[q] for q in sorted(ends)), key=lambda q: (model.ranks[i][q], model.ranks[1 - i][q])
    )
    return end if model.ranks[i][end] > model.ranks[i][s] else s


def matrix_flags(model: Plain) -> dict[str, Bools]:
    """Return the same by matrices (Xu, Hipel, Kilgour 2009), coming back to ``s`` being a sanction."""
    m = len(model.states)
    u = np.array(model.ranks)
    moves = np.zeros((len(model.arcs), m, m), dtype=np.int64)
    for i, lists in enumerate(model.arcs):
        for s, targets in enumerate(lists):
            moves[i, s, sorted(targets)] = 1
    better = (u[:, None, :] > u[:, :, None]).astype(np.int64)
    gains = moves * better
    found: dict[str, list[Bools]] = {name: [] for name in ("nash", "gmr", "smr", "seq", "sseq")}
    for i in model.parties:
        others = [j for j in model.parties if j != i]
        no_better = 1 - better[i]
        no_way_out = no_better.T * (1 - np.sign(moves[i] @ better[i].T))
        found["nash"].append(gains[i].sum(axis=1) == 0)
        for name, step, deterred in (
            ("gmr", moves, no_better.T),
            ("smr", moves, no_way_out),
            ("seq", gains, no_better.T),
            ("sseq", gains, no_way_out),
        ):
            answered = np.sign(_sequences(step, others) @ deterred)
            found[name].append(np.diagonal(gains[i] @ (1 - answered)) == 0)
    return {name: np.array(rows) for name, rows in found.items()}


def _sequences(step: NDArray[np.int64], group: Sequence[int]) -> NDArray[np.int64]:
    """Return who reaches what: after a first move of ``j``, somebody else goes on."""
    none = np.zeros_like(step[0])
    first = {j: step[j] for j in group}
    while True:
        longer = {
            j: np.sign(step[j] + step[j] @ sum((first[k] for k in group if k != j), none))
            for j in group
        }
        if all(np.array_equal(first[j], longer[j]) for j in group):
            return np.asarray(np.sign(sum(first.values(), none)))
        first = longer
