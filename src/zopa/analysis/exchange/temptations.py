"""What every party would have by breaking off, for every way from one set of items to a larger one.

One withheld set of items is noticed late (the others still deliver in that round) or at once; more
than one round of delay does not fit into sets, because what the others still deliver then depends
on the way ahead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from zopa.analysis.exchange.account import Account, members
from zopa.analysis.exchange.game import Floats, Game
from zopa.analysis.exchange.judge import subsets
from zopa.kernels.downsets import Ladder, ladder


@dataclass(frozen=True, slots=True, kw_only=True)
class Temptations:
    """The sets of delivered items, the rounds between them, and what breaking off brings."""

    rungs: Ladder
    worth: Floats
    """Shape (n, p): points gained where exactly these items are delivered."""
    leaving: Floats
    """Shape (n, p): what leaving there adds."""
    at_once: Floats
    """Shape (e, p): the most that withholding brings a party when it is noticed before the others
    move; minus infinity where it delivers nothing, or would be noticed late."""
    late: Floats
    """Shape (e, p): the same where it is noticed after the round."""


@lru_cache(maxsize=4)
def _rungs(needs: tuple[tuple[int, ...], ...], *, joint: bool) -> Ladder:
    return ladder([sum({1 << before for before in row}) for row in needs], joint=joint)


def rungs(game: Game, *, joint: bool) -> Ladder:
    """Return the sets of items that respect what comes before what, and the rounds between."""
    return _rungs(game.needs, joint=joint)


def temptations(account: Account, *, joint: bool, chance: float | None = None) -> Temptations:
    """Return what breaking off brings everybody, everywhere; delays above 1 count as 1.

    Parameters
    ----------
    joint
        Whether several items may be delivered in one round.
    chance
        Only what is withheld with this very probability of detection; ``None``: anything.

    Raises
    ------
    LimitError
        When there are too many sets or rounds.
    """
    game = account.game
    found = rungs(game, joint=joint)
    inside = members(found.sets, len(game.items))
    worth = inside @ account.gain
    if game.extra is not None:
        worth += game.extra[found.sets] - game.extra[0]
    leaving = inside @ account.back - game.stake
    held = _apart if game.extra is None else _together
    at_once, late = held(account, found, worth, leaving, chance)
    return Temptations(rungs=found, worth=worth, leaving=leaving, at_once=at_once, late=late)


def _apart(
    account: Account, found: Ladder, worth: Floats, leaving: Floats, only: float | None
) -> tuple[Floats, Floats]:
    """Return temptations where items add up: then where the round starts and what it is separate."""
    del worth
    discount = account.game.discount
    rounds = members(found.steps, len(account.game.items))
    once, after = np.empty((2, len(rounds), len(account.own)))
    for party in range(len(account.own)):
        once[:, party] = held_back(account, rounds, party, 0, only)
        after[:, party] = held_back(account, rounds, party, 1, only)
    there = leaving[found.source]
    return there + once[found.step], discount * there + after[found.step]


def held_back(
    account: Account, rounds: Floats, party: int, late: int, only: float | None = None
) -> Floats:
    """Return what the best withholding adds to leaving, where it is noticed so many rounds late.

    Parameters
    ----------
    rounds
        Shape (k, m): ones for the items of the round.
    late
        0 or 1.
    only
        The probability of detection; ``None``: any.

    Returns
    -------
    ndarray of float, shape (k,)
        Minus infinity where nothing can be withheld that is noticed with this delay.

    Notes
    -----
    A set is noticed with the highest probability and the shortest delay of its items.  So for
    every pair of an item that sets the probability and one that sets the delay, each other item
    that leaves both as they are is withheld where that pays.  Cost: O(k m) for each pair.
    """
    game, weight = account.game, float(account.game.discount[party]) ** late
    own = game.giver == party
    given = np.where(own, -game.cost, 0.0) + weight * np.where(own, account.back[:, party], 0.0)
    others = np.where(own, 0.0, account.gain[:, party] + weight * account.back[:, party])
    rest = rounds @ others if late else np.zeros(len(rounds))
    mine = np.flatnonzero(own)
    best = np.full(len(rounds), -np.inf)
    delay = np.minimum(game.delay, 1)
    for seen in mine:
        chance = float(game.detected[seen])
        if only not in (None, chance):
            continue
        spared = (1 - chance) / chance * game.cost
        for soon in mine[delay[mine] == late]:
            if game.detected[soon] > chance or delay[seen] < late:
                continue
            free = own & (game.detected <= chance) & (delay >= late)
            each = np.where(free, np.maximum(given, spared), given)
            each = np.where(own, each, 0.0)
            each[[seen, soon]] = spared[[seen, soon]]
            rows = (rounds[:, seen] > 0) & (rounds[:, soon] > 0)
            best[rows] = np.maximum(best[rows], rounds[rows] @ each + rest[rows])
    return best


def _together(
    account: Account, found: Ladder, worth: Floats, leaving: Floats, only: float | None
) -> tuple[Floats, Floats]:
    """Return temptations where items do not add up: withheld set by withheld set."""
    game = account.game
    at_once = np.full((len(found.source), len(account.own)), -np.inf)
    late = at_once.copy()
    place = np.zeros(account.whole + 1, dtype=np.int64)
    place[found.sets] = np.arange(len(found.sets))
    for party, own in enumerate(account.own):
        for held in subsets(own):
            rounds = found.steps & held == held
            rows = np.flatnonzero(rounds[found.step])
            if not len(rows):
                continue
            items = [at for at in range(len(game.items)) if held >> at & 1]
            chance = float(game.detected[items].max())
            if only not in (None, chance):
                continue
            slow = bool(game.delay[items].min())
            start, added = found.source[rows], found.steps[found.step[rows]] & ~held
            if not slow:
                added &= own
            there = place[found.sets[start] | added]
            weight = float(game.discount[party]) if slow else 1.0
            value = worth[there, party] - worth[start, party] + weight * leaving[there, party]
            value += (1 - chance) / chance * _spared(account, party, held)
            table = late if slow else at_once
            table[rows, party] = np.maximum(table[rows, party], value)
    return at_once, late


def _spared(account: Account, party: int, held: int) -> float:
    """Return what never delivering a set saves in the end, when time is not discounted."""
    whole = account.whole
    return float(account.worth(whole & ~held)[party] - account.worth(whole)[party])
