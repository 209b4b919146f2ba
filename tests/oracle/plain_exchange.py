"""Exchanges judged from the definitions alone, and every schedule tried: slow and obvious.

Parties ``i``, items ``j``.  Everything is a plain loop over sets of items.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zopa.analysis.exchange.game import Game, Plan

Items = frozenset[int]
NEAR = 1e-7


@dataclass(frozen=True)
class Test:
    """One thing that a party could do instead of going on."""

    party: int
    round: int
    kind: str
    items: Items
    slack: float
    weight: float
    """By how much a point of its stake lowers what it would gain."""


def plans(game: Game, *, joint: bool) -> Iterator[Plan]:
    """Yield all schedules: permutations, or all ways to put items into numbered rounds."""
    size = len(game.items)
    if joint:
        numbered: Iterable[tuple[int, ...]] = itertools.product(range(size), repeat=size)
    else:
        numbered = itertools.permutations(range(size))
    for when in numbered:
        last = max(when, default=-1)
        if set(when) != set(range(last + 1)):
            continue
        if all(when[k] < when[j] for j in range(size) for k in game.needs[j]):
            yield tuple(tuple(j for j in range(size) if when[j] == at) for at in range(last + 1))


def takes_back(game: Game, j: int) -> bool:
    """Whether the giver of an item would take it back: not what it likes to give."""
    return bool(game.cost[j] > 0)


def worth(game: Game, i: int, done: Items) -> float:
    """Return u_i: values of what it received, less costs of what it gave, plus what sets add."""
    total = 0.0
    for j in done:
        total += -game.cost[j] if game.giver[j] == i else game.value[j, i]
    if game.extra is not None:
        total += game.extra[sum(1 << j for j in done), i] - game.extra[0, i]
    return float(total)


def snapped(game: Game, i: int, done: Items) -> float:
    """Return what everybody's taking back changes for a party."""
    total = 0.0
    for j in done:
        if not takes_back(game, j):
            continue
        if game.giver[j] == i:
            total += game.regained[j] * game.cost[j]
        else:
            total -= game.lost[j] * game.value[j, i]
    return float(total)


def leaves(game: Game, i: int, done: Items) -> float:
    """Return quit_i; an own shift that worsens the position counts only where a cheat is seen."""
    total = snapped(game, i, done) - game.stake[i]
    for j in done:
        own = game.giver[j] == i
        if not (own and game.shift[j, i] < 0 and game.detected[j] < 1):
            total += game.shift[j, i]
    return float(total)


def tests(game: Game, plan: Plan) -> list[Test]:
    """Return every way to break a plan off, with its slack."""
    states = [frozenset(itertools.chain(*plan[:at])) for at in range(len(plan) + 1)]
    found = []
    for i in range(len(game.parties)):
        delta = float(game.discount[i])
        for at in range(len(plan) + 1):
            ahead = going_on(game, i, states, at)
            slack = ahead - leaves(game, i, states[at])
            found.append(Test(i, at + 1, "leave", frozenset(), slack, 1.0))
            if at == len(plan):
                continue
            own = [j for j in plan[at] if game.giver[j] == i]
            for count in range(1, len(own) + 1):
                for held in map(frozenset, itertools.combinations(own, count)):
                    late = min(int(game.delay[j]) for j in held)
                    tempted = noticed(game, i, states, plan, at, held, late)
                    chance = max(float(game.detected[j]) for j in held)
                    unnoticed = never_noticed(game, i, states, at, held)
                    # going on >= chance * tempted + (1 - chance) * unnoticed, divided by chance
                    slack = ahead - chance * tempted - (1 - chance) * unnoticed
                    found.append(Test(i, at + 1, "withhold", held, slack, chance * delta**late))
    return found


def going_on(game: Game, i: int, states: list[Items], at: int) -> float:
    """Return V_i before a round."""
    delta, total = float(game.discount[i]), 0.0
    for k in range(at, len(states) - 1):
        total += delta ** (k - at) * (worth(game, i, states[k + 1]) - worth(game, i, states[k]))
    return total + delta ** (len(states) - 1 - at) * float(game.relationship[i])


def noticed(
    game: Game, i: int, states: list[Items], plan: Plan, at: int, held: Items, late: int
) -> float:
    """Return X_i: what comes until others notice, then leaving."""
    delta = float(game.discount[i])
    state = states[at] | {j for j in plan[at] if game.giver[j] == i and j not in held}
    if late == 0:
        rise = worth(game, i, state) - worth(game, i, states[at])
        return rise + leaves(game, i, state)
    total, before = 0.0, states[at]
    for k in range(at, min(len(plan), at + late)):
        after = (state if k == at else before) | {j for j in plan[k] if game.giver[j] != i}
        total += delta ** (k - at) * (worth(game, i, after) - worth(game, i, before))
        before = after
    return total + delta**late * leaves(game, i, before)


def never_noticed(game: Game, i: int, states: list[Items], at: int, held: Items) -> float:
    """Return what a party has when it never delivers some items and nobody ever notices."""
    return going_on(game, i, [states[at], *(one - held for one in states[at + 1 :])], 0)


def safe(game: Game, plan: Plan) -> bool:
    """Whether nobody gains by breaking a plan off."""
    return all(one.slack >= -NEAR for one in tests(game, plan))


def deposits(game: Game, plan: Plan) -> tuple[float, ...]:
    """Return the least additional stakes that make a plan safe."""
    found = [0.0] * len(game.parties)
    for one in tests(game, plan):
        found[one.party] = max(found[one.party], -one.slack / one.weight)
    return tuple(found)


def slack(game: Game, plan: Plan) -> float:
    """Return the smallest slack before completion."""
    return min(one.slack for one in tests(game, plan) if one.round <= len(plan))


def exposure(game: Game, plan: Plan) -> tuple[float, ...]:
    """Return the largest exposure of each party over the whole plan."""
    states = [frozenset(itertools.chain(*plan[:at])) for at in range(len(plan) + 1)]
    found = []
    for i in range(len(game.parties)):
        worst = [worth(game, i, s) + snapped(game, i, s) for s in states]
        for at, given in enumerate(plan):
            for late in {int(game.delay[j]) for j in given if game.giver[j] != i}:
                own = {j for row in plan[at : at + late] for j in row if game.giver[j] == i}
                state = states[at] | own
                worst.append(worth(game, i, state) + snapped(game, i, state))
        found.append(max(0.0, -min(worst)))
    return tuple(found)


def minimal(rows: Iterable[tuple[float, ...]]) -> list[tuple[float, ...]]:
    """Return the vectors than which none is lower, each once, sorted; rounding does not count."""
    kept: list[tuple[float, ...]] = []
    for row in sorted({tuple(round(value, 6) + 0.0 for value in one) for one in rows}):
        if not any(covers(other, row) for other in kept):
            kept = [other for other in kept if not covers(row, other)]
            kept.append(row)
    return kept


def covers(low: tuple[float, ...], high: tuple[float, ...]) -> bool:
    """Whether one vector is nowhere above another, but for rounding."""
    return all(a <= b + 1e-5 for a, b in zip(low, high, strict=True))
