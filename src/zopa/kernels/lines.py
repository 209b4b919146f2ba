"""Where straight lines are at least 0: the interval of each, the nearest, and their union."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ROUNDING = 1e-12
"""A line that reaches 0 this little beyond an end reaches it at the end."""


def intervals(start: Floats, slope: Floats, low: float, high: float) -> tuple[Floats, Floats]:
    """Return where start + slope t >= 0 for t in [low, high], as left and right ends.

    Parameters
    ----------
    start, slope
        Shape (n,): value at t = 0, and rise.  A line that starts at minus infinity is never
        at least 0.

    Returns
    -------
    tuple of two arrays, shape (n,)
        Empty intervals have NaN at both ends.

    Examples
    --------
    >>> intervals(np.array([-1.0, 1.0, -1.0]), np.array([2.0, 0.0, 0.0]), 0.0, 1.0)
    (array([0.5, 0. , nan]), array([ 1.,  1., nan]))
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        root = -start / slope
    left = np.where(slope > 0, np.maximum(root, low), low)
    right = np.where(slope < 0, np.minimum(root, high), high)
    empty = (left > right + ROUNDING) | ((slope == 0) & (start < 0)) | ~np.isfinite(start)
    left, right = np.minimum(left, high), np.maximum(right, low)
    return np.where(empty, np.nan, left), np.where(empty, np.nan, right)


def nearest(left: Floats, right: Floats, point: float) -> tuple[int, float] | None:
    """Return the interval nearest to a point, and its point nearest to it.

    ``None`` when all intervals are empty.

    Examples
    --------
    >>> nearest(np.array([0.0, 0.7, np.nan]), np.array([0.1, 0.9, np.nan]), 0.5)
    (1, 0.7)
    """
    closest = np.clip(point, left, right)
    distance = np.abs(closest - point)
    if np.isnan(distance).all():
        return None
    at = int(np.nanargmin(distance))
    return at, float(closest[at])


def around(left: Floats, right: Floats, point: float, gap: float) -> tuple[float, float]:
    """Return the ends of the part of a union of intervals that holds a point.

    Gaps of up to ``gap`` do not count; a point outside all intervals stands alone.

    Examples
    --------
    >>> around(np.array([0.2, 0.5, 0.8]), np.array([0.5, 0.6, 1.0]), 0.3, gap=1e-9)
    (0.2, 0.6)
    """
    low = high = point
    filled = ~np.isnan(left)
    left, right = left[filled], right[filled]
    while True:
        touching = (left <= high + gap) & (right >= low - gap)
        wider_low = min(low, float(left[touching].min(initial=low)))
        wider_high = max(high, float(right[touching].max(initial=high)))
        if (wider_low, wider_high) == (low, high):
            return low, high
        low, high = wider_low, wider_high
