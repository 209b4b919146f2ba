"""What would make a schedule possible where none is: least sizes, in the order to offer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.exchange.account import Account
from zopa.analysis.exchange.dividing import Division
from zopa.analysis.exchange.found import Found, Scope
from zopa.analysis.exchange.game import Floats, Game, Plan, part
from zopa.analysis.exchange.parts import largest_part
from zopa.analysis.exchange.search import Search
from zopa.analysis.exchange.splitting import splits
from zopa.analysis.exchange.thresholds import Threshold, least

STEPWISE = 12
"""Delays that are tried one by one."""
Kind = Literal["end", "deposit", "split", "check", "delay", "reversible", "part", "relationship"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRepair:
    """One change of a game, with its least size."""

    kind: Kind
    size: float | None = None
    """``end``: what is missing after completion, in every order.  ``deposit``: sum of the
    additional stakes.  ``split``: the largest number of equal parts.  ``check``: least probability of
    detection.  ``delay``: largest delay that stays safe.  ``reversible``: least share of its value
    that is lost when the item is taken back.  ``part``: product of the gains.  ``relationship``:
    least additional value of the relationship.  ``None`` where nothing of the kind suffices, and
    for a way to split that the case gives."""
    sizes: tuple[float, ...] = ()
    """For a deposit: the additional stake of each party; for a part: the gain of each; for equal
    parts: their number for each of ``items``."""
    party: int | None = None
    """Whose stake, deliveries or relationship it is about; ``None`` for several."""
    items: tuple[int, ...] = ()
    """What it is about, places in the game as it was: divided, checked, reversible, kept."""
    works: bool
    """Whether it makes a schedule safe by itself."""
    game: Game | None = None
    """The game as repaired; its items differ from those of the game where items are divided or
    left out."""
    plan: Plan | None = None
    """A schedule of that game that is safe."""
    scope: Scope
    """``bound``: the least size is at most this; for what does not work: not all was tried."""
    method: str


def repairs(game: Game, *, joint: bool, divisions: Sequence[Division] = ()) -> list[RawRepair]:
    """Return what would make a schedule safe, in the order in which it should be offered.

    First what is missing after completion, which no other order, split or check can mend (kind
    ``end``).  Then deposits (every Pareto-minimal vector), splits (those of the case, then equal
    parts), checks and delays (for each party and each item), reversibility of one item, the largest
    part that is safe, and the value of the relationship (for each party).  A kind of which nothing
    suffices has one entry that says so; a kind for which there is nothing to change has none.

    Parameters
    ----------
    joint
        Whether several items may be delivered in one round.
    divisions
        Ways to deliver items in parts that the case offers; equal parts are tried besides.

    Returns
    -------
    list of RawRepair
        Empty where a schedule is safe as it is.

    Examples
    --------
    >>> from zopa.analysis.exchange.barter import barter
    >>> game = barter({"x": (3, 5)}, {"y": (2, 5)}, stake=(1, 0))
    >>> for one in repairs(game, joint=False):
    ...     print(one.kind, one.size, one.party, one.items, one.works)
    deposit 2.0 None () True
    deposit 2.0 None () True
    split 3.0 None (0, 1) True
    reversible 0.4 None (0,) True
    reversible 0.4 None (1,) True
    part None None () False
    relationship 2.0 0 () True
    relationship 2.0 1 () True
    """
    if Search(game, joint=joint).best("slack") is not None:
        return []
    end = list(_end(game))
    before = (
        [_fails(kind, "exact", "nothing of the kind changes the end") for kind in _vain(game)]
        if end
        else [
            *_splits(game, divisions, joint=joint),
            *_checks(game, joint=joint),
            *_delays(game, joint=joint),
        ]
    )
    return [
        *end,
        *_deposits(game, joint=joint),
        *before,
        *_reversals(game, joint=joint),
        *_parts(game, joint=joint),
        *_relationships(game, joint=joint),
    ]


def _end(game: Game) -> Iterator[RawRepair]:
    """Yield what is missing after completion."""
    account = Account(game)
    short = account.leaving(account.whole) - game.relationship
    for party in np.flatnonzero(short > account.slip).tolist():
        yield RawRepair(
            kind="end",
            size=float(short[party]),
            party=party,
            works=False,
            scope="exact",
            method="the same in every order",
        )


def _vain(game: Game) -> list[Kind]:
    """Return what could be changed but does not mend the end."""
    found: list[Kind] = ["split"]
    found += ["check"] if (game.detected < 1).any() else []
    found += ["delay"] if (game.delay > 0).any() else []
    return found


def _deposits(game: Game, *, joint: bool) -> Iterator[RawRepair]:
    for offer in Search(game, joint=joint).frontier():
        yield RawRepair(
            kind="deposit",
            size=sum(offer.deposits),
            sizes=offer.deposits,
            works=True,
            game=replace(game, stake=game.stake + np.array(offer.deposits)),
            plan=offer.plan,
            scope=offer.scope,
            method=offer.method,
        )


def _splits(game: Game, divisions: Sequence[Division], *, joint: bool) -> list[RawRepair]:
    ways, found = splits(game, divisions, joint=joint), []
    for one in ways.safe:
        items = one.division.items
        owners = {int(game.giver[item]) for item in items}
        found.append(
            RawRepair(
                kind="split",
                size=float(max(one.parts)) if one.parts else None,
                sizes=tuple(map(float, one.parts)),
                party=owners.pop() if len(owners) == 1 else None,
                items=items,
                works=True,
                game=one.division.game,
                plan=one.found.plan,
                scope=one.found.scope,
                method=one.found.method,
            )
        )
    if not found:
        found.append(_fails("split", ways.scope, ways.why))
    return found


def _groups(game: Game, changed: NDArray[np.bool_]) -> list[tuple[int | None, tuple[int, ...]]]:
    """Return items that something can be changed for: one by one, by party, and all together."""
    able = np.flatnonzero(changed).tolist()
    found: list[tuple[int | None, tuple[int, ...]]] = []
    by_party = []
    for party in range(len(game.parties)):
        own = tuple(item for item in able if game.giver[item] == party)
        found += [(party, (item,)) for item in own]
        by_party += [(party, own)] if len(own) > 1 else []
    found += by_party
    if len({party for party, _ in found}) > 1:
        found.append((None, tuple(able)))
    return found


def _checks(game: Game, *, joint: bool) -> Iterator[RawRepair]:
    """Yield the least probabilities of detection: of one item, of a party's, of all."""
    groups = _groups(game, game.detected < 1)
    works = False
    for party, items in groups:
        rows = list(items)
        if party is None and works:
            continue

        def checked(size: float, rows: list[int] = rows) -> Game:
            detected = game.detected.copy()
            detected[rows] = np.maximum(detected[rows], size)
            return replace(game, detected=detected)

        low = float(game.detected[rows].min())
        one = least(checked, low, 1.0, lambda asked: _safe(asked, joint=joint))
        if one is not None:
            works = True
            yield _sized("check", one, checked(one.size), party, items)
    if groups and not works:
        yield _fails("check", "exact", "even certain detection is not enough")


def _delays(game: Game, *, joint: bool) -> Iterator[RawRepair]:
    """Yield the largest delays that stay safe: of one item, of a party's, of all."""
    groups = _groups(game, game.delay > 0)
    works = False
    for party, items in groups:
        if party is None and works:
            continue
        rows = list(items)
        one = _latest(game, rows, joint=joint)
        if one is not None:
            works = True
            yield _sized("delay", one, _sooner(game, rows, int(one.size)), party, items)
    if groups and not works:
        yield _fails("delay", "exact", "even immediate notice is not enough")


def _sooner(game: Game, rows: list[int], size: int) -> Game:
    """Return the game with delays of these items that are at most so long."""
    delay = game.delay.copy()
    delay[rows] = np.minimum(delay[rows], size)
    return replace(game, delay=delay)


def _latest(game: Game, rows: list[int], *, joint: bool) -> Threshold | None:
    """Return the largest delay of these items that makes a schedule safe, ``None`` where none does.

    Where nobody's time is discounted, one round for every item of the game is as late as any
    delay: there are no more rounds.  More than `STEPWISE` sizes are halved, as if earlier notice
    never hurt.
    """
    most = int(game.delay[rows].max())
    if (game.discount == 1).all():
        most = min(most, len(game.items))
    for size in range(most - 1, -1, -1) if most <= STEPWISE else ():
        found = _safe(_sooner(game, rows, size), joint=joint)
        if found is not None:
            return Threshold(size=float(size), found=found, settled=True)
    found = _safe(_sooner(game, rows, 0), joint=joint) if most > STEPWISE else None
    if found is None:
        return None
    low, high, settled = 0, most, found.scope == "exact"
    while high - low > 1:
        middle = (low + high) // 2
        better = _safe(_sooner(game, rows, middle), joint=joint)
        if better is None:
            high = middle
        else:
            low, found, settled = middle, better, better.scope == "exact"
    return Threshold(size=float(low), found=found, settled=settled)


def _reversals(game: Game, *, joint: bool) -> Iterator[RawRepair]:
    """Yield for each item the least share of its value that must be lost when it is taken back."""
    able = np.flatnonzero((game.lost < 1) & (game.cost > 0)).tolist()
    works = False
    for item in able:

        def undone(size: float, item: int = item) -> Game:
            lost = game.lost.copy()
            lost[item] = size
            return replace(game, lost=lost)

        low = float(game.lost[item])
        one = least(undone, low, 1.0, lambda asked: _safe(asked, joint=joint))
        if one is not None:
            works = True
            yield _sized("reversible", one, undone(one.size), None, (item,))
    if able and not works:
        yield _fails("reversible", "exact", "no single item is enough, taken back entirely")


def _parts(game: Game, *, joint: bool) -> Iterator[RawRepair]:
    found = largest_part(game, joint=joint)
    if found.best is None:
        yield _fails("part", found.scope, "parts by falling product of gains")
        return
    best = found.best
    yield RawRepair(
        kind="part",
        size=float(np.prod([gain for gain in best.gains if gain > 0])),
        sizes=best.gains,
        items=best.items,
        works=True,
        game=part(game, best.items),
        plan=best.found.plan,
        scope=found.scope,
        method=best.found.method,
    )


def _relationships(game: Game, *, joint: bool) -> Iterator[RawRepair]:
    """Yield for each party the least additional value of the relationship."""
    works = False
    most = _enough(game)
    for party in range(len(game.parties)):

        def valued(size: float, party: int = party) -> Game:
            relationship = game.relationship.copy()
            relationship[party] += size
            return replace(game, relationship=relationship)

        one = least(valued, 0.0, float(most[party]), lambda asked: _safe(asked, joint=joint))
        if one is not None:
            works = True
            yield _sized("relationship", one, valued(one.size), party, ())
    if not works:
        yield _fails("relationship", "exact", "no party's relationship alone is enough")


def _enough(game: Game) -> Floats:
    """Return for each party a value of the relationship that meets all its constraints."""
    account = Account(game)
    marks = float(((1 - game.detected) / game.detected).max(initial=0.0))
    unit = np.abs(account.gain).sum(axis=0) + np.abs(account.back).sum(axis=0)
    unit += np.abs(game.stake) + np.abs(game.relationship) + 1.0
    if game.extra is not None:
        unit += 2 * np.abs(game.extra).max()
    found: Floats = 2 * (1 + marks) * unit / game.discount ** (len(game.items) + 1)
    return found


def _safe(game: Game, *, joint: bool) -> Found | None:
    return Search(game, joint=joint).best("slack")


def _sized(
    kind: Kind, one: Threshold, game: Game, party: int | None, items: tuple[int, ...]
) -> RawRepair:
    return RawRepair(
        kind=kind,
        size=one.size,
        party=party,
        items=items,
        works=True,
        game=game,
        plan=one.found.plan,
        scope="exact" if one.settled else "bound",
        method=one.found.method,
    )


def _fails(kind: Kind, scope: Scope, method: str) -> RawRepair:
    return RawRepair(kind=kind, works=False, scope=scope, method=method)
