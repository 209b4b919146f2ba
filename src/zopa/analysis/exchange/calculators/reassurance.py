"""How a small first step tells whom one can trust.

Each side is either trustworthy (prefers to cooperate when the other does) or exploits (prefers to
defect then).  Kydd (2000), Trust, Reassurance, and Cooperation, International Organization.
"""

from __future__ import annotations

from dataclasses import dataclass

from zopa.errors import QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Payoffs when both cooperate, and the other ways."""

    reward: float
    """Both cooperate (R)."""
    tempted: float
    """An exploiter defects while the other cooperates (T); more than R."""
    trusty: float
    """A trustworthy party defects while the other cooperates (T'); less than R."""
    conflict: float
    """Both defect (P); less than R."""
    betrayed: float
    """One cooperates while the other defects (S); less than P."""

    def __post_init__(self) -> None:
        """Refuse payoffs that are no question of trust."""
        if not (
            self.tempted > self.reward > self.conflict > self.betrayed and self.trusty < self.reward
        ):
            msg = "trust wants payoffs with tempted > reward > conflict > betrayed and trusty < reward"
            raise QuestionError(msg)


def least_trust(game: Trust) -> float:
    """Return the least chance of facing a trustworthy party with which one cooperates at once.

    Examples
    --------
    >>> game = Trust(tempted=2, reward=1, conflict=0, betrayed=-1, trusty=0.5)
    >>> round(least_trust(game), 4)
    0.6667
    """
    risk = game.conflict - game.betrayed
    return risk / (game.reward - game.trusty + risk)


def telling_step(game: Trust, trust: float | None = None) -> float:
    """Return the least share of the stake that, put first, exploiters do not put up.

    Parameters
    ----------
    trust
        The chance of facing a trustworthy party; when left out, enough for every such chance.

    Examples
    --------
    >>> game = Trust(tempted=2, reward=1, conflict=0, betrayed=-1, trusty=0.5)
    >>> round(telling_step(game), 4), round(telling_step(game, 1 / 3), 4)
    (0.6667, 0.4)
    """
    gain = game.tempted - game.conflict
    if trust is None:
        return gain / (game.tempted - game.reward + gain)
    _chance(trust)
    risk = game.conflict - game.betrayed
    kept = 2 * game.tempted - game.reward - game.conflict
    return trust * gain / (trust * kept + (1 - trust) * risk)


def least_trust_in_steps(game: Trust, first: float) -> float:
    """Return the least chance with which a trustworthy party puts up a first share of the stake.

    Examples
    --------
    >>> game = Trust(tempted=2, reward=1, conflict=0, betrayed=-1, trusty=0.5)
    >>> round(least_trust_in_steps(game, 2 / 3), 4)
    0.5
    """
    _chance(first)
    risk = first * (game.conflict - game.betrayed)
    kept = game.reward - first * game.trusty - (1 - first) * game.conflict
    return risk / (risk + kept)


def best_first_step(game: Trust) -> tuple[float, float]:
    """Return the first share of the stake with which least trust is enough, and that trust.

    The share is just enough to tell exploiters apart at that trust.

    Examples
    --------
    >>> game = Trust(tempted=2, reward=1, conflict=0, betrayed=-1, trusty=0.5)
    >>> [round(number, 4) for number in best_first_step(game)]
    [0.4, 0.3333]
    """
    gain, risk = game.tempted - game.conflict, game.conflict - game.betrayed
    kept = 2 * game.tempted - game.reward - game.conflict
    rate = (game.reward - game.conflict) * (kept - risk)
    rate += gain * (risk - game.trusty + game.conflict)
    trust = risk * (game.tempted - game.reward) / rate
    return telling_step(game, trust), trust


def _chance(share: float) -> None:
    if not 0 <= share <= 1:
        msg = f"a chance or share of {share:g} is none; it must be from 0 to 1"
        raise QuestionError(msg)
