"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the system's Chromium; a missing one is a failure unless it is left out on purpose."""
    from playwright.sync_api import sync_playwright

    if os.environ.get("ZOPA_SKIP_BROWSER") == "1":
        pytest.skip("ZOPA_SKIP_BROWSER=1 leaves the browser out")
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no chromium here: run scripts/chromium.sh, or set ZOPA_SKIP_BROWSER=1")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield opened
        opened.close()
