"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "zopa",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("zopa")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of measuring data beside the project; skip where it is absent."""
    folder = Path(os.environ.get("ZOPA_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder of measuring data is not here")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """Return the folder of example cases."""
    return ROOT / "examples"
