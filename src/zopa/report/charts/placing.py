"""Labels beside their points, so that none covers another and none is cut off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RADII = (11.0, 20.0, 34.0, 52.0, 74.0, 100.0, 130.0)
"""Distances from point to label that are tried, in pixels."""
NEAR = 12.0
"""Distance up to which a label needs no line to its point."""
DIRECTIONS = 16
MARK = 6.0
"""Half the size of a mark."""


NOBODY: NDArray[np.float64] = np.zeros((0, 3))


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """Return the area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text of a size that belongs to a point."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a label goes."""

    box: Box
    end: tuple[float, float]
    """Where a line from the point meets the label."""
    led: bool
    """Whether it lies so far off that it needs that line."""


def place(
    labels: Sequence[Label],
    width: float,
    height: float,
    walls: Sequence[Box] = (),
    crowd: NDArray[np.float64] = NOBODY,
) -> list[Placed]:
    """Return a place for every label, in order; earlier ones choose first.

    A label stays inside the picture, off all points and off other labels as far as there is
    room.  ``walls`` are thin boxes (lines) that labels had better not lie on, ``crowd`` points,
    shape (n, 3): place and how much it would be missed.
    """
    marks = [Box(p.x - MARK, p.y - MARK, p.x + MARK, p.y + MARK) for p in labels]
    done: list[Placed] = []
    for label in labels:
        options = list(_candidates(label, width, height))
        costs = [
            _cost(option, away, marks, done, walls) + _covered(option.box, crowd)
            for option, away in options
        ]
        done.append(options[costs.index(min(costs))][0])
    return done


def _candidates(label: Label, width: float, height: float) -> list[tuple[Placed, float]]:
    found = []
    for radius in RADII:
        for step in range(DIRECTIONS):
            angle = math.tau * step / DIRECTIONS
            across, down = math.cos(angle), -math.sin(angle)
            x, y = label.x + radius * across, label.y + radius * down
            left = x - label.width * (1 - across) / 2
            top = y - label.height * (1 - down) / 2
            left = min(max(left, 1.0), max(1.0, width - label.width - 1))
            top = min(max(top, 1.0), max(1.0, height - label.height - 1))
            box = Box(left, top, left + label.width, top + label.height)
            end = (min(max(label.x, box.left), box.right), min(max(label.y, box.top), box.bottom))
            away = math.dist(end, (label.x, label.y))
            found.append((Placed(box=box, end=end, led=away > NEAR), away))
    return found


def _covered(box: Box, crowd: NDArray[np.float64]) -> float:
    x, y, missed = crowd.T
    inside = (x > box.left) & (x < box.right) & (y > box.top) & (y < box.bottom)
    return float(missed[inside].sum())


def _cost(
    option: Placed,
    away: float,
    marks: Sequence[Box],
    done: Sequence[Placed],
    walls: Sequence[Box],
) -> float:
    covered = sum(option.box.overlap(mark) for mark in marks)
    crossed = sum(option.box.overlap(other.box) for other in done)
    on_walls = sum(option.box.overlap(wall) > 0 for wall in walls)
    return away + 8 * covered + 20 * crossed + 6 * on_walls + (4 if option.led else 0)
