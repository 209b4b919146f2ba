"""One buyer, one seller, each knows only its own value: how much trade doubt destroys."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.errors import QuestionError

BEST_GAINS = 1 / 6
"""Gains from trade if both values were known: the mean of max(0, value - cost)."""
MOST_GAINS = 9 / 64
"""The most that any way of trading can realise without money from outside, when both sides take
part freely and say what serves them (Myerson and Satterthwaite 1983)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a side says as a function of what it knows: ``start + slope * known``."""

    start: float
    slope: float

    def __call__(self, known: float) -> float:
        """Return what the side says."""
        return self.start + self.slope * known


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleAuction:
    """Sealed bid and sealed ask, both values uniform on [0, 1]: the linear equilibrium."""

    split: float
    """Share of the bid in the price; 1 - ``split`` is that of the ask."""
    bid: Line
    """Of the buyer, from its value."""
    ask: Line
    """Of the seller, from its cost."""
    trade: float
    """Probability that there is a trade."""
    gains: float
    """Expected gains from trade."""
    buyer: float
    """The buyer's part of them."""
    seller: float

    @property
    def share(self) -> float:
        """Share of the possible gains that is realised."""
        return self.gains / BEST_GAINS

    @property
    def loss(self) -> float:
        """Expected gains that are lost because each side hides what it knows."""
        return BEST_GAINS - self.gains

    def trades(self, value: float, cost: float) -> bool:
        """Return whether a buyer and a seller with these values trade."""
        return self.bid(value) >= self.ask(cost)

    def price(self, value: float, cost: float) -> float:
        """Return the price at which they do."""
        return self.split * self.bid(value) + (1 - self.split) * self.ask(cost)


def double_auction(split: float = 0.5) -> DoubleAuction:
    """Return the linear equilibrium of the sealed-bid double auction on [0, 1].

    The buyer knows its value, the seller its cost, both uniform on [0, 1].  Both write down a
    price at the same time.  If the bid is at least the ask, they trade at
    ``split * bid + (1 - split) * ask``.

    Parameters
    ----------
    split
        From 0 (the ask is the price) to 1 (the bid is the price).

    Returns
    -------
    DoubleAuction
        At an equal split the bid is ``2 v / 3 + 1/12`` and the ask ``2 c / 3 + 1/4``, so they
        trade only where ``v >= c + 1/4``.

    Raises
    ------
    QuestionError
        When the split is not from 0 to 1.

    Notes
    -----
    First-order conditions with the other side's line given: the buyer bids
    ``(v + k a) / (1 + k)`` with ``a`` the seller's lowest ask, the seller asks
    ``(c + (1 - k) b) / (2 - k)`` with ``b`` the buyer's highest bid.  They meet at
    ``a = (1 - k) / 2`` and ``b = (2 - k) / 2``.  The pairs that trade form a triangle of area
    ``(1 + k) (2 - k) / 8`` whose centre has gains 1/2.  Where one side names the price (``k``
    0 or 1) the other says the truth.  There are other, less simple equilibria.

    Sources: Chatterjee and Samuelson (1983), Bargaining under Incomplete Information, Operations
    Research 31(5), 835-851; Myerson and Satterthwaite (1983), Efficient Mechanisms for Bilateral
    Trading, Journal of Economic Theory 29(2), 265-281.  Recomputed; the tests check best
    responses on a grid.

    Examples
    --------
    >>> found = double_auction()
    >>> found.trade * 32, found.gains * 64, round(found.share * 32, 9)
    (9.0, 9.0, 27.0)
    >>> found.trades(0.7, 0.4), found.trades(0.6, 0.4)
    (True, False)
    """
    if not 0 <= split <= 1:
        msg = f"the split is {split:g}; give a number from 0 to 1"
        raise QuestionError(msg)
    lowest_ask = (1 - split) / 2
    ask = Line(start=lowest_ask, slope=1 / (2 - split))
    bid = Line(start=split * lowest_ask / (1 + split), slope=1 / (1 + split))
    trade = (1 + split) * (2 - split) / 8
    value, cost = (5 - split) / 6, (2 - split) / 6  # centre of the triangle of trades
    price = split * bid(value) + (1 - split) * ask(cost)
    return DoubleAuction(
        split=split,
        bid=bid,
        ask=ask,
        trade=trade,
        gains=trade * (value - cost),
        buyer=trade * (value - price),
        seller=trade * (price - cost),
    )
