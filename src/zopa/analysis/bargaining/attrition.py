"""Who gives in first when waiting hurts both: the war of attrition."""

from __future__ import annotations

import math
from dataclasses import dataclass

from zopa.errors import QuestionError

Pair = tuple[float, float]


def attrition(values: Pair, costs: Pair) -> Pair:
    """Return how fast each side gives in, as a rate per unit of time.

    Two sides wait for a prize until one gives in.  Waiting costs each its own rate.  In the
    equilibrium in which both may give in at any moment, each must be indifferent, so the rate at
    which *one* gives in depends on what waiting costs the *other*.

    Parameters
    ----------
    values
        What the prize is worth to each side, above 0.
    costs
        What a unit of time costs each side, above 0.

    Returns
    -------
    tuple of float
        Chance per unit of time that each side gives in: the other's cost over the other's value.

    Raises
    ------
    QuestionError
        When a value or a cost is not above 0.

    Notes
    -----
    A side that waits a moment longer pays its cost, and wins its value at the rate at which the
    other gives in: ``cost = rate of the other * value``.  Source: Maynard Smith (1974), The
    Theory of Games and the Evolution of Animal Conflicts, Journal of Theoretical Biology 47(1),
    209-221; Hendricks, Weiss and Wilson (1988), International Economic Review 29(4), 663-680.

    Examples
    --------
    The first side wants the prize twice as much, so the second gives in half as fast:

    >>> attrition(values=(10, 5), costs=(1, 1))
    (0.2, 0.1)
    """
    for name, pair in (("value of the prize", values), ("cost of waiting", costs)):
        for number in pair:
            if not 0 < number < math.inf:
                msg = f"a {name} is {number:g}; give a number above 0"
                raise QuestionError(msg)
    return (costs[1] / values[1], costs[0] / values[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stubbornness:
    """Two demands that do not fit, and doubt whether the other would ever give in."""

    rates: Pair
    """Chance per unit of time that each side gives in, as the other sees it."""
    times: Pair
    """When each side's doubt would be used up if it never gave in at once."""
    end: float
    """When both sides are sure that the other never gives in; the smaller of ``times``."""
    at_once: Pair
    """Chance that each side gives in at the very start; 0 for at least one of the two."""
    worth: Pair
    """What the game is worth to each side, if it is not one that never gives in."""


def stubbornness(demands: Pair, impatience: Pair, stubborn: Pair) -> Stubbornness:
    """Return who gives in, and when, if either side may be one that never does.

    Each side demands a share of a pie of 1; the demands do not fit.  Giving in leaves the other
    its demand and oneself the rest.

    Parameters
    ----------
    demands
        Shares demanded, below 1, together more than 1.
    impatience
        Rates at which each side discounts time, above 0.
    stubborn
        Chance that each side is one that never gives in, above 0 and below 1.

    Returns
    -------
    Stubbornness
        The side whose doubt would last longer gives in at once with some probability; from
        then on both give in at a constant rate, until both are known to be stubborn.

    Raises
    ------
    QuestionError
        When a number is outside its range, or the demands fit into the pie.

    Notes
    -----
    ``rate_i = r_j (1 - a_i) / (a_i + a_j - 1)``, ``T_i = -ln(z_i) / rate_i``, end = min T, and
    side ``i`` gives in at once with probability ``1 - z_i exp(rate_i * end)``.  Source: Abreu and
    Gul (2000), Bargaining and Reputation, Econometrica 68(1), 85-117.  Recomputed; the tests
    check that each side is indifferent between all times at which it may give in.

    Examples
    --------
    >>> found = stubbornness((0.7, 0.7), (0.1, 0.1), (0.1, 0.2))
    >>> [round(rate, 3) for rate in found.rates], [round(time, 2) for time in found.times]
    ([0.075, 0.075], [30.7, 21.46])
    >>> [round(chance, 6) for chance in found.at_once]
    [0.5, 0.0]
    """
    _check(demands, impatience, stubborn)
    over = demands[0] + demands[1] - 1
    rates = (impatience[1] * (1 - demands[0]) / over, impatience[0] * (1 - demands[1]) / over)
    times = (-math.log(stubborn[0]) / rates[0], -math.log(stubborn[1]) / rates[1])
    end = min(times)
    first, second = (
        0.0 if time == end else 1 - doubt * math.exp(rate * end)
        for time, doubt, rate in zip(times, stubborn, rates, strict=True)
    )
    return Stubbornness(
        rates=rates,
        times=times,
        end=end,
        at_once=(first, second),
        worth=(1 - demands[1] + second * over, 1 - demands[0] + first * over),
    )


def _check(demands: Pair, impatience: Pair, stubborn: Pair) -> None:
    for name, pair in (("demand", demands), ("chance of being stubborn", stubborn)):
        for number in pair:
            if not 0 < number < 1:
                msg = f"a {name} is {number:g}; give a number above 0 and below 1"
                raise QuestionError(msg)
    for number in impatience:
        if not 0 < number < math.inf:
            msg = f"a rate of discounting is {number:g}; give a number above 0"
            raise QuestionError(msg)
    if demands[0] + demands[1] <= 1:
        msg = (
            f"the demands {demands[0]:g} and {demands[1]:g} fit into the pie, so nobody has to "
            "give in; give demands that are together more than 1"
        )
        raise QuestionError(msg)
