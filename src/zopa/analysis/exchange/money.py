"""Goods against divisible money: the best order of delivery, and what to pay before each.

One side delivers items, the other pays.  With money that can be divided at will, a schedule is safe
when before every delivery some sum can be found that is enough to keep the supplier delivering and
not so much that it would rather run with it (Sandholm and Lesser 1995, Equilibrium Analysis of the
Possibilities of Unenforced Exchange in Multiagent Systems).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from zopa.errors import QuestionError

SAME = 1e-9
"""Sums of money closer than this, of all costs and values, are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What has to be paid in all before an item is delivered."""

    item: int
    least: float
    """With less, the other side would rather leave after this delivery than pay the rest."""
    most: float
    """With more, the supplier would rather leave with the money than deliver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """What has to be paid in all before each delivery."""

    steps: tuple[Payment, ...]
    safe: bool
    """Whether every step leaves room for a sum, and both want to begin."""


def delivery_order(costs: Sequence[float], values: Sequence[float]) -> tuple[int, ...]:
    """Return the order of delivery that needs the least stakes: items by place.

    Items that cost more than they bring first, least value first; then the others, largest cost
    first.  Cost: O(n log n).

    Examples
    --------
    >>> delivery_order([4, 6, 2], [9, 7, 5])
    (1, 0, 2)
    """
    _fit(costs, values)
    losses = [at for at in range(len(costs)) if values[at] < costs[at]]
    gains = [at for at in range(len(costs)) if values[at] >= costs[at]]
    losses.sort(key=lambda at: (values[at], at))
    gains.sort(key=lambda at: (-costs[at], at))
    return (*losses, *gains)


def least_stakes(
    costs: Sequence[float], values: Sequence[float], order: Sequence[int] | None = None
) -> float:
    """Return the least sum of what the two sides stand to lose that makes an order safe.

    Before every delivery what it and the rest cost must not pass what the rest is worth by more
    than the sum of the stakes.

    Parameters
    ----------
    order
        Places of the items; the best order when left out.

    Examples
    --------
    >>> least_stakes([4, 6, 2], [9, 7, 5]), least_stakes([4, 6, 2], [9, 7, 5], [0, 2, 1])
    (2.0, 6.0)
    """
    found, cost, value = 0.0, 0.0, 0.0
    for item in reversed(_in_order(costs, values, order)):
        cost += costs[item]
        found = max(found, cost - value)
        value += values[item]
    return found


def payments(
    costs: Sequence[float],
    values: Sequence[float],
    *,
    price: float,
    stakes: tuple[float, float],
    order: Sequence[int] | None = None,
) -> Payments:
    """Return the sums that may have been paid, in all, before each delivery.

    Parameters
    ----------
    price
        Paid for everything; the rest of it after the last delivery.
    stakes
        What the supplier and the other side stand to lose by leaving.
    order
        Places of the items; the best order when left out.

    Notes
    -----
    Paying as much as may be before each delivery is always in time.  With ``safe`` false some
    ``least`` lies above its ``most``, or one side would not begin.

    Examples
    --------
    >>> found = payments([4, 6, 2], [9, 7, 5], price=16, stakes=(1, 1))
    >>> found.safe, [(one.item, one.least, one.most) for one in found.steps]
    (True, [(1, 1.0, 5.0), (0, 10.0, 11.0), (2, 15.0, 15.0)])
    >>> payments([4, 6, 2], [9, 7, 5], price=16, stakes=(1, 0.5)).safe
    False
    """
    listed = _in_order(costs, values, order)
    supplier, other = stakes
    slip = SAME * (sum(map(abs, costs)) + sum(map(abs, values)) + abs(price) + supplier + other)
    cost, value = float(sum(costs)), float(sum(values))
    begins = price + supplier >= cost - slip and value + other >= price - slip
    found = []
    for item in listed:
        most = min(price, price - cost + supplier)
        cost, value = cost - costs[item], value - values[item]
        least = max(0.0, price - value - other)
        found.append(Payment(item=item, least=least, most=most))
    safe = begins and all(one.least <= one.most + slip for one in found)
    return Payments(steps=tuple(found), safe=safe)


def least_parts(cost: float, stakes: float) -> int:
    """Return the least number of equal parts in which one item can be delivered against money.

    Also of an item that is bartered for another in as many parts, of which it is the last: then
    ``stakes`` is what its giver alone stands to lose.

    Raises
    ------
    QuestionError
        When nothing is at stake: then no number of parts is enough.

    Examples
    --------
    >>> least_parts(10, 3), least_parts(9, 3)
    (4, 3)
    """
    if stakes <= 0:
        msg = f"with {stakes:g} at stake no number of parts is enough; some stake is needed"
        raise QuestionError(msg)
    return max(1, math.ceil(cost / stakes * (1 - SAME)))


def _fit(costs: Sequence[float], values: Sequence[float]) -> None:
    if len(costs) != len(values) or not all(map(math.isfinite, [*costs, *values])):
        msg = f"{len(costs)} costs and {len(values)} values do not fit; each item needs both, as numbers"
        raise QuestionError(msg)


def _in_order(
    costs: Sequence[float], values: Sequence[float], order: Sequence[int] | None
) -> tuple[int, ...]:
    if order is None:
        return delivery_order(costs, values)
    _fit(costs, values)
    if sorted(order) != list(range(len(costs))):
        msg = f"an order has each of the {len(costs)} items once, by place, got {list(order)}"
        raise QuestionError(msg)
    return tuple(order)
