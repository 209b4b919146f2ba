"""The largest part of an exchange that can be carried out as it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange.account import Account, bits, members
from zopa.analysis.exchange.found import Found, Scope
from zopa.analysis.exchange.game import Floats, Game, part
from zopa.analysis.exchange.search import Search
from zopa.analysis.exchange.temptations import rungs, temptations
from zopa.errors import LimitError

Flags = NDArray[np.bool_]
EFFORT = 3_000_000
"""Rounds between sets that are looked at before the search stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the items, and a safe schedule of these."""

    items: tuple[int, ...]
    gains: tuple[float, ...]
    """For each party what the part brings."""
    found: Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a search for the largest part answers."""

    best: Part | None
    """``None`` where no part has a safe schedule, or none was found."""
    scope: Scope
    """``bound``: the search stopped before all larger parts were ruled out."""


def largest_part(game: Game, *, joint: bool) -> Parts:
    """Return the part of the items with the largest product of gains that has a safe schedule.

    A part has with every item all that it needs.  Everybody whom an item touches must gain by it.
    The relationship is worth the same at the completion of a part.

    Raises
    ------
    LimitError
        When there are too many sets of items.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"x": (3, 5), "z": (1, 2)}, {"y": (3, 5)})
    >>> largest_part(game, joint=False).best is None
    True
    >>> game = barter({"x": (3, 5), "z": (9, 12)}, {"y": (3, 5), "w": (6, 9)}, stake=(2, 3))
    >>> found = largest_part(game, joint=False).best
    >>> found.items, found.gains
    ((0, 2), (2.0, 2.0))
    """
    account = Account(game)
    sets = rungs(game, joint=False).sets
    inside = members(sets, len(game.items))
    gains = inside @ account.gain
    if game.extra is not None:
        gains += game.extra[sets] - game.extra[0]
    touched = (np.abs(account.gain) > account.slip).any(axis=0)
    able = np.logical_and.reduce(gains[:, touched] > account.slip[touched], axis=1)
    able &= _can_end(account, inside, joint=joint)
    product = np.where(able, gains[:, touched].prod(axis=1), -np.inf)
    spent = 0
    for at in np.argsort(-product, kind="stable")[: int(able.sum())].tolist():
        if spent > EFFORT:
            return Parts(best=None, scope="bound")
        items = bits(int(sets[at]))
        search = Search(part(game, items), joint=joint)
        found = search.best("slack")
        spent += search.effort
        if found is not None:
            best = Part(items=items, gains=tuple(gains[at].tolist()), found=found)
            return Parts(best=best, scope="exact")
    return Parts(best=None, scope="exact")


def _can_end(account: Account, inside: Floats, *, joint: bool) -> Flags:
    """Return the sets of items that nobody would take back, and that some last round can reach."""
    game = account.game
    leaving = inside @ account.back - game.stake
    stays: Flags = np.logical_and.reduce(leaving <= game.relationship + account.slip, axis=1)
    steady = (game.discount == 1).all() or (game.delay <= 1).all()
    if game.extra is not None and (game.detected < 1).any():
        steady = False
    if not steady or _wide(game, joint=joint):
        return stays
    tempted = temptations(account, joint=joint)
    rounds = tempted.rungs
    ahead = tempted.worth[rounds.target] - tempted.worth[rounds.source]
    ahead += game.discount * game.relationship
    best = np.maximum(tempted.at_once, tempted.late)
    best = np.maximum(best, tempted.leaving[rounds.source])
    passes = np.logical_and.reduce(ahead - best >= -account.slip, axis=1)
    reached = np.zeros(len(rounds.sets), dtype=np.bool_)
    reached[rounds.target[passes]] = True
    reached &= stays
    return reached


def _wide(game: Game, *, joint: bool) -> bool:
    """Return whether there are too many rounds between sets to look at them all."""
    try:
        rungs(game, joint=joint)
    except LimitError:
        return True
    return False
