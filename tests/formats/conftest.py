"""What tests of formats share: small cases, and every package of a case with its utilities."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from zopa.model import Case, utilities

Values = Callable[[Case], NDArray[np.float64]]
Folder = Callable[[Mapping[str, str | bytes]], Path]


def every_value(case: Case) -> NDArray[np.float64]:
    """Return the utilities of all packages by brute force, shape (packages, parties)."""
    counts = [range(len(issue)) for issue in case.issues]
    names = [issue.id for issue in case.issues]
    parties = utilities(case)
    return np.array(
        [
            [party.of_positions(dict(zip(names, places, strict=True)))[0] for party in parties]
            for places in itertools.product(*counts)
        ]
    )


@pytest.fixture
def values() -> Values:
    """Return the function that gives the utilities of all packages of a case."""
    return every_value


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a function that fills a new folder with files."""

    def fill(files: Mapping[str, str | bytes]) -> Path:
        place = tmp_path / "deal"
        place.mkdir(exist_ok=True)
        for name, content in files.items():
            raw = content.encode() if isinstance(content, str) else content
            (place / name).write_bytes(raw)
        return place

    return fill
