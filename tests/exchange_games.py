"""Random exchanges for tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zopa.analysis.exchange.game import Game


def random_game(
    rng: np.random.Generator,
    size: int,
    *,
    people: int = 2,
    late: int = 0,
    discounted: bool = False,
    doubtful: bool = True,
    extra: bool = False,
) -> Game:
    """Return an exchange whose numbers are round about half the time, so that ties occur."""
    digits = int(rng.choice([0, 3]))

    def some(low: float, high: float, *shape: int, share: float = 1.0) -> np.ndarray:
        drawn = np.round(rng.uniform(low, high, shape), digits)
        return np.where(rng.random(shape) < share, drawn, 0.0)

    giver = rng.integers(0, people, size)
    value = some(-1, 12, size, people)
    value[np.arange(size), giver] = 0
    before = [
        [k for k in range(j) if rng.random() < 0.25] if rng.random() < 0.4 else []
        for j in range(size)
    ]
    order = rng.permutation(size)
    needs: list[tuple[int, ...]] = [()] * size
    for j, row in enumerate(before):
        needs[int(order[j])] = tuple(int(order[k]) for k in row)
    shares = np.array([0.0, 0.5, 0.9, 1.0])
    chances = np.array([0.4, 0.8, 1.0]) if doubtful else np.ones(1)
    return Game(
        parties=tuple("abc"[:people]),
        items=tuple(f"x{j}" for j in range(size)),
        giver=giver,
        cost=some(-1, 9, size),
        value=value,
        needs=tuple(needs),
        lost=rng.choice(shares, size),
        regained=rng.choice(shares, size),
        shift=some(-3, 4, size, people, share=0.2),
        detected=rng.choice(chances, size),
        delay=rng.integers(0, late + 1, size),
        discount=rng.choice([0.5, 0.8, 0.95, 1.0], people) if discounted else np.ones(people),
        relationship=some(0, 6, people, share=0.5),
        stake=some(0, 8, people, share=0.7),
        extra=np.round(rng.uniform(-2, 2, (2**size, people)), digits) if extra else None,
    )


def with_stakes(game: Game, more: tuple[float, ...], factor: float = 1.0) -> Game:
    """Return the game with additional stakes, times a factor."""
    return replace(game, stake=game.stake + factor * np.array(more))
