"""Whether a coming shift of power makes fighting now better than any deal.

Fearon (1995), Rationalist Explanations for War, International Organization.
"""

from __future__ import annotations

from dataclasses import dataclass

from zopa.errors import QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What a side that grows weaker compares."""

    loss: float
    """What it loses by not fighting now: its prospects now less those of the next period."""
    most: float
    """The most that the other can give it now to make up for that."""
    fights: bool
    """Whether even that is not enough."""
    least_later: float
    """The least chance of winning later with which it would wait."""


def power_shift(now: float, later: float, *, cost: float, discount: float) -> Shift:
    """Return whether the side that grows weaker would rather fight now.

    Parameters
    ----------
    now, later
        Its chance of winning in this period and from the next on, in [0, 1].
    cost
        What fighting costs it, of all that is in dispute.
    discount
        What the next period is worth of this one, in (0, 1].

    Notes
    -----
    The other side cannot promise today to be content with less tomorrow.  So the weakening side
    fights where (now - cost) - discount * (later - cost) > 1 - discount.  The same holds for a party
    that is asked to disarm: the step itself moves what it has when all breaks down.

    Examples
    --------
    >>> found = power_shift(0.6, 0.2, cost=0.1, discount=0.9)
    >>> round(found.loss, 6), round(found.most, 6), found.fights, round(found.least_later, 4)
    (0.41, 0.1, True, 0.5444)
    """
    for name, share in (("now", now), ("later", later), ("discount", discount)):
        if not 0 <= share <= 1:
            msg = f"{name} is {share:g}; it must be from 0 to 1"
            raise QuestionError(msg)
    if discount == 0:
        msg = "discount is 0; it must be above 0, or there is no later"
        raise QuestionError(msg)
    loss = (now - cost) - discount * (later - cost)
    most = 1 - discount
    least = min(1.0, max(0.0, cost + (now - cost - most) / discount))
    return Shift(loss=loss, most=most, fights=loss > most, least_later=least)
