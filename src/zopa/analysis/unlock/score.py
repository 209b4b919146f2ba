"""One score of one option for one party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import Deal, Lever
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._items import Items, items
from zopa.analysis.unlock._setting import Setting
from zopa.analysis.unlock._words import beyond, more, own, points, quoted, say
from zopa.model import NO_DEAL, Issue

Floats = NDArray[np.float64]


@lever(
    kind="score",
    title="scores, each alone",
    closes=True,
    promises=[Promise.DOES, Promise.LEAST, Promise.COMPLETE],
)
def score(setting: Setting) -> list[Lever]:
    """Return the scores of single options that open (or close) the zone when they change.

    Raising the score of an option by d lifts the party's gain by share x d in deals that have
    it, where share is the issue's weight over the sum of weights.  Where the no-deal package
    has the option and gives the party its reservation value, the gain in deals *without* it
    falls by as much instead, and that in deals with it stays.  So each option has at most one
    direction that helps.  A score stays between the lowest and the highest that the party gives
    on that issue.  Only scores that do it are listed; where there are none, one line says so.

    Examples
    --------
    A deal is worth 6 to a party that wants 7; the option it has on an issue with weight 0.5
    scores 4 on a scale from 0 to 10: raised to 6, it opens the zone.
    """
    moves = [
        move
        for own_items in items(setting.problem, setting.target)
        if setting.opening or not setting.without(own_items.party)
        for move in _moves(setting, own_items)
    ]
    within = [move for move in moves if move.fits]
    return [_lever(setting, move) for move in within] or [_nothing(setting, moves)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """What the score of one option would have to be."""

    items: Items
    issue: Issue
    option: str
    now: float
    then: float
    low: float
    high: float
    block: int
    row: int
    """The row whose best deal decides."""

    @property
    def fits(self) -> bool:
        """Whether the score stays on the scale of its issue."""
        span = self.high - self.low
        slack = 1e-9 * span
        return span > 0 and self.low - slack <= self.then <= self.high + slack

    @property
    def effort(self) -> float:
        """The change, relative to the scale."""
        return abs(self.then - self.now) / (self.high - self.low or np.inf)


def _moves(setting: Setting, own_items: Items) -> Iterator[_Move]:
    case = setting.case
    for item, places in enumerate(own_items.places):
        issue = case.issues[places[0]]
        if own_items.keys[item] != issue.id or len(places) > 1 or own_items.shares[item] <= 0:
            continue
        number, column = next(
            (at, block.issues.index(places[0]))
            for at, block in enumerate(setting.problem.space.blocks)
            if places[0] in block.issues
        )
        chosen = setting.problem.space.blocks[number].rows[:, column] % (len(issue) + issue.term)
        margin = setting.tops[number].best[:, own_items.party] - setting.target[own_items.party]
        scores = own_items.scores[item]
        for place in np.flatnonzero(~np.isnan(scores)).tolist():
            change, row = _change(setting, own_items, item, margin, chosen == place, place)
            if row is not None:
                now = float(scores[place])
                yield _Move(
                    items=own_items,
                    issue=issue,
                    option=issue.options[place].id if place < len(issue) else NO_DEAL,
                    now=now,
                    then=now + change,
                    low=float(np.nanmin(scores)),
                    high=float(np.nanmax(scores)),
                    block=number,
                    row=row,
                )


def _change(
    setting: Setting,
    own_items: Items,
    item: int,
    margin: Floats,
    having: NDArray[np.bool_],
    place: int,
) -> tuple[float, int | None]:
    """Return the change of one score that does it and the row that decides; no row if none."""
    in_force = own_items.no_deal[item] == (place,)
    moving, staying = (~having, having) if in_force else (having, ~having)
    reach = np.where(moving, margin, -np.inf)
    row = int(reach.argmax())
    if not np.isfinite(reach[row]):
        return 0.0, None
    if not setting.opening and margin[staying].max(initial=-np.inf) >= 0:
        return 0.0, None
    change = -float(reach[row]) / float(own_items.shares[item])
    return (-change if in_force else change), row


def _lever(setting: Setting, move: _Move) -> Lever:
    name = setting.problem.parties[move.items.party]
    size = abs(move.then - move.now)
    way = "up" if move.then > move.now else "down"
    return Lever(
        kind="score",
        opens=True,
        size=size,
        unit="score",
        effort=move.effort,
        label=_label(setting, move),
        detail=f"{way} by {more(opening=setting.opening)}{points(size)}, "
        f"from {say(move.now)} to {beyond(move.then, move.now)}",
        parties=(name,),
        issue=move.issue.id,
        options=((move.issue.id, move.option),),
        before={move.issue.id: move.now},
        after={move.issue.id: move.then},
        deal=_deal(setting, move),
    )


def _deal(setting: Setting, move: _Move) -> Deal:
    return setting.problem.deal(setting.tops[move.block].rows(move.row, move.items.party))


def _label(setting: Setting, move: _Move) -> str:
    owner = own(setting.name(move.items.party))
    if move.option == NO_DEAL:
        return f"{owner} score of no {quoted(move.issue.name)}"
    chosen = quoted(move.issue.option(move.option).name)
    return f"{owner} score of {chosen} ({move.issue.name})"


def _nothing(setting: Setting, moves: list[_Move]) -> Lever:
    """Return the line that says so, with the score that would come nearest to doing it."""
    does = "opens" if setting.opening else "closes"
    detail = f"no score {does} it alone"
    beyond = [move for move in moves if move.high > move.low]
    if beyond:
        move = min(beyond, key=lambda move: move.effort)
        detail += (
            f" within the scale of its issue; the nearest is {_label(setting, move)}, which "
            f"would have to be {say(move.then)} on a scale from {say(move.low)} to "
            f"{say(move.high)}"
        )
    return Lever(
        kind="score",
        opens=False,
        size=None,
        unit="score",
        effort=float("inf"),
        label="the score of one option",
        detail=detail,
    )
