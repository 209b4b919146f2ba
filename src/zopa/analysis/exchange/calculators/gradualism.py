"""How fast two sides can raise commitments that cannot be taken back.

Lockwood and Thomas (2002), Gradualism and Irreversibility, Review of Economic Studies.
"""

from __future__ import annotations

from zopa.errors import QuestionError


def shrinkage(own: float, other: float, discount: float) -> float:
    """Return by how much each step is smaller than the one before on the best symmetric path.

    Parameters
    ----------
    own
        What a unit of one's own level costs each period.
    other
        What a unit of the other's level is worth each period; more than ``own``, which is above 0.
    discount
        What the next period is worth of this one, in (0, 1).

    Returns
    -------
    float
        ``own / (discount * other)``; from 1 on there is no cooperation at all.

    Examples
    --------
    >>> round(shrinkage(1, 2, 0.9), 6)
    0.555556
    """
    if not (0 < own < other and 0 < discount < 1):
        msg = (
            f"gradual steps want 0 < own < other and a discount between 0 and 1, got own {own:g}, "
            f"other {other:g}, discount {discount:g}"
        )
        raise QuestionError(msg)
    return own / (discount * other)


def levels(
    own: float, other: float, discount: float, *, rounds: int, most: float = 1.0
) -> list[float]:
    """Return the level of both sides after each round of the best symmetric path.

    Nobody can lower a level again, so what holds each side back from stopping is only that the
    other would stop too; the levels come nearer to ``most`` and never reach it.  All are 0 where no
    cooperation is possible.

    Examples
    --------
    >>> [round(level, 4) for level in levels(1, 2, 0.9, rounds=5)]
    [0.4444, 0.6914, 0.8285, 0.9047, 0.9471]
    >>> levels(1, 2, 0.5, rounds=3)
    [0.0, 0.0, 0.0]
    """
    ratio = min(1.0, shrinkage(own, other, discount))
    return [most * (1 - ratio**at) for at in range(1, rounds + 1)]
