"""Taking turns to offer while time costs: Rubinstein's bargain, with alternatives outside."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.errors import QuestionError

Pair = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """What two sides agree on who take turns to offer how one pie is divided."""

    shares: Pair
    """What each side gets of a pie of 1; its outside option where there is no deal."""
    agreement: bool
    """Whether there is a deal: not where the outside options are together worth more than 1."""
    when_first: float
    """What the first side gets where it is the one that offers."""
    when_second: float
    """What the second side gets where it is the one that offers."""
    matters: tuple[bool, bool]
    """Whether each side's outside option changes what is agreed."""
    matters_from: Pair
    """The outside option above which each side's would begin to matter, the other's as it is."""


def rubinstein(discounts: Pair, outside: Pair = (0.0, 0.0), *, proposer: int = 0) -> Bargain:
    """Return the one outcome that no side can better by any plan, at any point of the talks.

    One side offers a division of a pie of 1.  The other accepts, or quits for its outside
    option, or waits and offers in the next round, when the pie is worth ``discount`` times as
    much to each.  Only the side that answers may quit: where the side that offers may quit too,
    there are many outcomes (Ponsati and Sakovics 1998).

    Parameters
    ----------
    discounts
        What a share next round is worth now to each side, from 0 up to, but not, 1.
    outside
        What each side gets by quitting, at least 0, on the scale of the pie.
    proposer
        Which side offers first: 0 or 1.

    Returns
    -------
    Bargain
        The first offer is accepted at once.  Where the outside options are together worth more
        than the pie, there is no deal and each side takes its own.

    Raises
    ------
    QuestionError
        When a discount is not from 0 up to, but not, 1, or an outside option is below 0.

    Notes
    -----
    With ``x`` what the first side keeps when it offers, and ``y`` what the second keeps when it
    does: ``x = 1 - max(d2 y, o2)`` and ``y = 1 - max(d1 x, o1)``.  Which of the two is larger
    gives four cases, each solved in closed form; only one of them fits.  So an outside option
    matters only where it is better than waiting, however close it comes.

    Sources: Rubinstein (1982), Perfect Equilibrium in a Bargaining Model, Econometrica 50(1),
    97-109; with outside options Binmore, Shaked and Sutton (1989), The Outside Option,
    Quarterly Journal of Economics 104(4), 753-770.  Recomputed from the equations above.

    Examples
    --------
    Equal patience, no alternative: 10/19 to whoever offers first.

    >>> round(rubinstein((0.9, 0.9)).shares[0], 6)
    0.526316

    An alternative of 0.3 is worse than waiting, so it changes nothing; one of 0.6 does:

    >>> [round(rubinstein((0.9, 0.9), (0, own)).shares[0], 6) for own in (0.3, 0.6)]
    [0.526316, 0.4]
    >>> rubinstein((0.9, 0.9), (0.7, 0.6)).agreement
    False
    """
    _check(discounts, outside, proposer)
    x, y = _solve(discounts, outside)
    agreement = outside[0] + outside[1] <= 1
    offered = (x, 1 - x) if proposer == 0 else (1 - y, y)
    starts = matters_from(discounts, outside)
    return Bargain(
        shares=offered if agreement else outside,
        agreement=agreement,
        when_first=x if agreement else outside[0],
        when_second=y if agreement else outside[1],
        matters=(outside[0] > starts[0], outside[1] > starts[1]),
        matters_from=starts,
    )


def matters_from(discounts: Pair, outside: Pair = (0.0, 0.0)) -> Pair:
    """Return the outside option above which each side's begins to matter.

    It is what the side can have by refusing and waiting for its own turn, if it could not quit.

    Examples
    --------
    >>> [round(value, 4) for value in matters_from((0.9, 0.9))]
    [0.4737, 0.4737]
    """
    x, _ = _solve(discounts, (0.0, outside[1]))
    _, y = _solve(discounts, (outside[0], 0.0))
    return (max(0.0, discounts[0] * x), max(0.0, discounts[1] * y))


def _solve(discounts: Pair, outside: Pair) -> Pair:
    """Return what each side keeps when it offers: the case of the four that fits."""
    (d1, d2), (o1, o2) = discounts, outside
    waiting = ((1 - d2) / (1 - d1 * d2), (1 - d1) / (1 - d1 * d2))
    cases = (
        waiting,
        (1 - o2, 1 - d1 * (1 - o2)),
        (1 - d2 * (1 - o1), 1 - o1),
        (1 - o2, 1 - o1),
    )

    def misfit(case: Pair) -> float:
        x, y = case
        return max(abs(x - 1 + max(d2 * y, o2)), abs(y - 1 + max(d1 * x, o1)))

    return min(cases, key=misfit)


def _check(discounts: Pair, outside: Pair, proposer: int) -> None:
    for discount in discounts:
        if not 0 <= discount < 1:
            msg = f"a discount is {discount:g}; give a number from 0 up to, but not, 1"
            raise QuestionError(msg)
    for option in outside:
        if not 0 <= option < float("inf"):
            msg = f"an outside option is {option:g}; give a number from 0 up, as a share of the pie"
            raise QuestionError(msg)
    if proposer not in (0, 1):
        msg = f"the side that offers first is {proposer}; give 0 or 1"
        raise QuestionError(msg)
