"""A seller who cannot commit not to come back with a lower price (Coase's conjecture)."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.errors import QuestionError


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """A seller offers again and again to a buyer whose value it does not know."""

    discount: float
    price_factor: float
    """The price asked, as a share of the highest value that the buyer can still have."""
    patience_factor: float
    """A buyer takes a price ``p`` if its value is at least this times ``p``, not sooner."""
    seller: float
    """What the game is worth to the seller when it starts."""

    @property
    def left(self) -> float:
        """Share of the buyer's possible values that each refusal leaves."""
        return self.price_factor * self.patience_factor

    def prices(self, rounds: int) -> list[float]:
        """Return the prices of the first rounds, as long as the buyer refuses.

        Examples
        --------
        >>> [round(price, 4) for price in screening(0.5).prices(3)]
        [0.4142, 0.2426, 0.1421]
        """
        return [self.price_factor * self.left**turn for turn in range(rounds)]


COMMITTED = 0.25
"""What a seller gets that can commit to one price: 1/2, which half of the buyers take."""


def screening(discount: float) -> Screening:
    """Return how a seller lowers its price who cannot bind itself not to.

    The buyer's value is uniform on [0, 1] and known to the buyer only; the seller has no cost.
    Each round the seller names a price, the buyer takes it or waits.  Both value next round
    ``discount`` times as much.

    Parameters
    ----------
    discount
        From above 0 up to, but not, 1; near 1 when offers follow each other fast.

    Returns
    -------
    Screening
        The stationary equilibrium: the price is a fixed share of the highest value left.  The
        faster the offers, the lower the first price and the seller's value, down to 0.

    Raises
    ------
    QuestionError
        When the discount is not between 0 and 1.

    Notes
    -----
    A buyer at the edge is indifferent between now and next round, and the seller's price is its
    best reply to that; with ``s = sqrt(1 - discount)`` both hold at ``patience_factor = 1 / s``
    and ``price_factor = (s - s**2) / discount``; the seller gets half the price factor.

    Sources: Stokey (1981), Rational Expectations and Durable Goods Pricing, Bell Journal of
    Economics 12(1), 112-128; Sobel and Takahashi (1983), A Multistage Model of Bargaining, Review
    of Economic Studies 50(3), 411-426.  Recomputed; the tests check both conditions on a grid.

    Examples
    --------
    >>> [round(screening(d).price_factor, 6) for d in (0.5, 0.9, 0.99)]
    [0.414214, 0.240253, 0.090909]
    >>> [round(screening(d).seller, 6) for d in (0.5, 0.9, 0.99)]
    [0.207107, 0.120127, 0.045455]
    """
    if not 0 < discount < 1:
        msg = f"the discount is {discount:g}; give a number above 0 and below 1"
        raise QuestionError(msg)
    root = (1 - discount) ** 0.5
    price = (root - root**2) / discount
    return Screening(
        discount=discount, price_factor=price, patience_factor=1 / root, seller=price / 2
    )
