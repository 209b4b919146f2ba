"""Numbers as analysts state them: a value, or a range with a shape, with provenance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zopa.errors import CaseError

Shape = Literal["fixed", "uniform", "triangular"]
LARGEST = 1e100
"""Numbers beyond this size would overflow when they are multiplied."""
Method = Literal["stated", "inferred", "analyst"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a number comes from."""

    source: str | None = None
    """Id of a source of the case, or a citation."""
    date: str | None = None
    """ISO date on which the number was stated or judged."""
    confidence: str | None = None
    """In the analyst's words, for example ``low`` or ``0.7``."""
    method: Method | None = None
    """``stated`` by a party, ``inferred`` from what it did, or the ``analyst``'s own."""
    claims: tuple[str, ...] = ()
    """Ids of claims that back it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that may be uncertain (semantics §2).

    ``fixed``: low == central == high.  ``uniform``: every value of [low, high] alike, and
    ``central`` says which one stands for the rest.  ``triangular``: ``central`` is the mode.
    """

    low: float
    central: float
    high: float
    shape: Shape = "fixed"
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        """Refuse numbers that are not finite, or out of order."""
        if not all(abs(value) <= LARGEST for value in (self.low, self.central, self.high)):
            msg = (
                f"a number must be finite and at most {LARGEST:g} in size, "
                f"got {self.low}, {self.central}, {self.high}"
            )
            raise CaseError(msg)
        if not self.low <= self.central <= self.high:
            msg = (
                f"a range must run from low over central to high, got low {self.low:g}, "
                f"central {self.central:g}, high {self.high:g}"
            )
            raise CaseError(msg)
        if self.shape == "fixed" and self.low != self.high:
            msg = f"a fixed number has one value, got {self.low:g} to {self.high:g}"
            raise CaseError(msg)

    @classmethod
    def fixed(cls, value: float, provenance: Provenance | None = None) -> Number:
        """Return a number without doubt.

        Examples
        --------
        >>> Number.fixed(3).is_uncertain
        False
        """
        value = float(value)
        return cls(low=value, central=value, high=value, provenance=provenance)

    @classmethod
    def uniform(cls, low: float, high: float, central: float | None = None) -> Number:
        """Return a number that may lie anywhere from ``low`` to ``high`` alike.

        Examples
        --------
        >>> Number.uniform(-5, 8).central
        1.5
        >>> Number.uniform(-5, 8, central=0).central
        0.0
        """
        middle = (low + high) / 2 if central is None else central
        number = cls(low=float(low), central=float(middle), high=float(high), shape="uniform")
        return number if low < high else replace(number, shape="fixed")

    @classmethod
    def triangular(cls, low: float, mode: float, high: float) -> Number:
        """Return a number whose likeliest value is ``mode``.

        Examples
        --------
        >>> Number.triangular(26, 34, 42).central
        34.0
        """
        number = cls(low=float(low), central=float(mode), high=float(high), shape="triangular")
        return number if low < high else replace(number, shape="fixed")

    @property
    def is_uncertain(self) -> bool:
        """Whether the number has a range."""
        return self.low < self.high

    def quantile(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the values below which the given shares (0 to 1) of all draws fall.

        Feeding it uniform draws gives draws of this number (inverse transform).

        Examples
        --------
        >>> Number.uniform(0, 10).quantile(np.array([0.0, 0.25, 1.0]))
        array([ 0. ,  2.5, 10. ])
        >>> Number.triangular(0, 1, 2).quantile(np.array([0.125, 0.5, 0.875]))
        array([0.5, 1. , 1.5])
        """
        share = np.asarray(share, dtype=np.float64)
        width = self.high - self.low
        if not self.is_uncertain:
            return np.full(share.shape, self.central)
        if self.shape == "uniform":
            return self.low + width * share
        left, right = self.central - self.low, self.high - self.central
        rising = self.low + np.sqrt(share * width * left)
        falling = self.high - np.sqrt((1.0 - share) * width * right)
        return np.where(share * width <= left, rising, falling)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedNumber:
    """A number together with the place in the case where it stands."""

    path: tuple[str, ...]
    """For example ``("preferences", "us", "weights", "relief")``."""
    number: Number
