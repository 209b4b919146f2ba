"""A repair of the offered size makes its schedule safe, and one per cent less makes none safe."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from exchange_games import random_game, with_stakes
from oracle import plain_exchange as plain
from zopa.analysis.exchange.barter import barter
from zopa.analysis.exchange.dividing import Division, divide
from zopa.analysis.exchange.game import Game
from zopa.analysis.exchange.repairs import RawRepair, repairs
from zopa.analysis.exchange.search import Search

LESS = 0.99
Offers = list[RawRepair]


def possible(game: Game, *, joint: bool) -> bool:
    """Whether any schedule at all is safe, by trying all."""
    return any(plain.safe(game, plan) for plan in plain.plans(game, joint=joint))


def checked(game: Game, rows: list[int], size: float) -> Game:
    detected = game.detected.copy()
    detected[rows] = np.maximum(detected[rows], size)
    return replace(game, detected=detected)


def weaker_check(game: Game, one: RawRepair, size: float) -> Game:
    return checked(game, list(one.items), size * LESS)


def slower(game: Game, one: RawRepair, size: float) -> Game:
    rows, delay = list(one.items), game.delay.copy()
    delay[rows] = np.minimum(delay[rows], int(size) + 1)
    return replace(game, delay=delay)


def less_reversible(game: Game, one: RawRepair, size: float) -> Game:
    (item,), lost = one.items, game.lost.copy()
    lost[item] = max(lost[item], size * LESS)
    return replace(game, lost=lost)


def less_valued(game: Game, one: RawRepair, size: float) -> Game:
    relationship = game.relationship.copy()
    relationship[one.party or 0] += size * LESS
    return replace(game, relationship=relationship)


WEAKER: dict[str, Callable[[Game, RawRepair, float], Game]] = {
    "check": weaker_check,
    "delay": slower,
    "reversible": less_reversible,
    "relationship": less_valued,
}


def extreme(game: Game, kind: str) -> list[Game]:
    """Return the game with as much of a kind as can be, one for each single change."""
    size = len(game.items)
    if kind == "check":
        return [checked(game, list(range(size)), 1.0)]
    if kind == "delay":
        return [replace(game, delay=np.minimum(game.delay, most)) for most in range(3)]
    if kind == "reversible":
        return [
            replace(game, lost=np.where(np.arange(size) == j, 1.0, game.lost)) for j in range(size)
        ]
    if kind == "relationship":
        return [
            replace(game, relationship=game.relationship + np.where(np.arange(2) == i, 1e4, 0))
            for i in range(2)
        ]
    return []


def blocked_game(rng: np.random.Generator, *, joint: bool, late: int, discounted: bool) -> Game:
    """Return a game without a safe schedule, in which everybody gains by the whole."""
    while True:
        game = random_game(rng, int(rng.integers(2, 4)), late=late, discounted=discounted)
        whole = frozenset(range(len(game.items)))
        gains = min(plain.worth(game, i, whole) for i in range(2))
        if (
            gains > 0
            and (game.cost > 0).all()
            and (game.value >= 0).all()
            and not possible(game, joint=joint)
        ):
            return game


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("late", "discounted"), [(1, False), (1, True), (3, False)])
def test_sizes_are_least(seed: int, late: int, *, discounted: bool) -> None:
    """Of every kind; where a kind is said to fail, as much of it as can be does not help."""
    rng = np.random.default_rng(1000 * late + 10 * seed + discounted)
    joint = seed % 2 == 0
    game = blocked_game(rng, joint=joint, late=late, discounted=discounted)
    for one in repairs(game, joint=joint):
        if one.works:
            assert one.game is not None
            assert one.plan is not None
            assert plain.safe(one.game, one.plan)
            assert one.scope == "exact"
            if one.kind in WEAKER:
                changed_only_this(game, one)
        if one.works and one.kind in WEAKER:
            assert one.size is not None
            assert not possible(WEAKER[one.kind](game, one, one.size), joint=joint)
        elif not one.works and one.scope == "exact":
            assert not any(possible(other, joint=joint) for other in extreme(game, one.kind))


def changed_only_this(game: Game, one: RawRepair) -> None:
    """Check that a repair moves nothing the wrong way, and nothing that it is not about."""
    new, rows = one.game, np.array(one.items, dtype=np.int64)
    assert new is not None
    others = np.setdiff1d(np.arange(len(game.items)), rows)
    assert (new.detected >= game.detected).all()
    assert (new.delay <= game.delay).all()
    assert (new.lost >= game.lost).all()
    assert (new.relationship >= game.relationship).all()
    for name in ("detected", "delay", "lost"):
        assert (getattr(new, name)[others] == getattr(game, name)[others]).all()
    for name in ("regained", "cost", "stake", "shift", "discount"):
        assert (getattr(new, name) == getattr(game, name)).all()


@pytest.mark.parametrize("seed", range(10))
def test_no_deposit_can_be_lower(seed: int) -> None:
    """Neither any single one by one per cent, nor all of them together."""
    rng = np.random.default_rng(seed)
    joint = seed % 2 == 0
    game = blocked_game(rng, joint=joint, late=1, discounted=seed % 3 == 0)
    offers = [one for one in repairs(game, joint=joint) if one.kind == "deposit"]
    assert offers
    for one in offers:
        assert one.size == pytest.approx(sum(one.sizes))
        assert plain.safe(with_stakes(game, one.sizes), one.plan or ())
        for party in range(2):
            lower = tuple(x * (LESS if i == party else 1) for i, x in enumerate(one.sizes))
            assert one.sizes[party] == 0 or not possible(with_stakes(game, lower), joint=joint)


@pytest.mark.parametrize("seed", range(10))
def test_fewer_parts_are_not_enough(seed: int) -> None:
    """Equal parts: no smaller number of parts of the same item; several items: no smaller sum."""
    rng = np.random.default_rng(500 + seed)
    game = blocked_game(rng, joint=False, late=0, discounted=False)
    game = replace(game, stake=game.stake + 0.5, needs=tuple(() for _ in game.items))
    if possible(game, joint=False):
        return
    offers = [one for one in repairs(game, joint=False) if one.kind == "split" and one.works]
    for one in offers:
        parts = [int(count) for count in one.sizes]
        if len(parts) == 1:
            smaller = [{one.items[0]: count} for count in range(2, parts[0])]
        else:
            counts = itertools.product(range(1, max(parts) + 1), repeat=len(game.items))
            smaller = [
                dict(enumerate(row))
                for row in counts
                if sum(row) < sum(parts) + len(game.items) - len(parts)
            ]
        for row in smaller:
            if sum(row.values()) + len(game.items) - len(row) <= 6:
                fewer = divide(game, {item: [1 / count] * count for item, count in row.items()})
                assert not possible(fewer, joint=False)


def test_ways_of_the_case_come_first() -> None:
    """And only those that make a schedule safe; the game and a safe schedule are theirs."""
    rng = np.random.default_rng(3)
    seen = 0
    for _ in range(40):
        game = blocked_game(rng, joint=False, late=0, discounted=False)
        ways = [
            Division(items=(item,), game=divide(game, {item: [0.3, 0.7]}))
            for item in range(len(game.items))
        ]
        found = [one for one in repairs(game, joint=False, divisions=ways) if one.kind == "split"]
        given = [one for one in found if one.works and not one.sizes]
        assert found[: len(given)] == given
        helps = [way for way in ways if possible(way.game, joint=False)]
        ended = any(one.kind == "end" for one in repairs(game, joint=False))
        assert [one.game is way.game for one, way in zip(given, helps, strict=True)] == [
            True
        ] * len(helps)
        assert not (ended and helps)
        seen += len(given)
    assert seen > 2


def test_nothing_is_offered_where_a_schedule_is_safe() -> None:
    """No repairs."""
    rng = np.random.default_rng(4)
    found = 0
    for _ in range(40):
        game = random_game(rng, 3)
        if possible(game, joint=True):
            found += 1
            assert repairs(game, joint=True) == []
    assert found > 3


@pytest.mark.parametrize(("patience", "size"), [(1.0, 3.0), (0.99, 2.0)])
def test_of_very_long_delays_only_a_few_are_tried(
    patience: float, size: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The largest delay that is safe is found, in ten tries or so of a thousand."""
    game = replace(
        barter({"x": (3, 5), "z": (1, 2)}, {"y": (3, 5), "w": (1, 2)}, delay=1000, stake=(2, 4)),
        discount=np.full(2, patience),
    )
    tried = []

    def counted(one: Game, *, joint: bool) -> Search:
        tried.append(tuple(one.delay.tolist()))
        return Search(one, joint=joint)

    monkeypatch.setattr("zopa.analysis.exchange.repairs.Search", counted)
    offers = [one for one in repairs(game, joint=False) if one.kind == "delay"]
    assert {one.size for one in offers} == {size}
    assert len(set(tried)) < 100
    later = np.full(4, 1000)
    later[list(offers[0].items)] = int(size) + 1
    assert Search(replace(game, delay=later), joint=False).best("slack") is None
