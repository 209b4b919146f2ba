"""The page in a browser: everything is seen, nothing is fetched, nothing sticks out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from studies import ALL
from zopa.report import brief

WIDTHS = (1280, 400)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the page of every study, written to a file."""
    folder = tmp_path_factory.mktemp("pages")
    return {name: brief(make()).save(folder / f"{name}.html")[0] for name, make in ALL.items()}


class Opened:
    """A page as opened, with what it asked for and complained about."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(path.as_uri())

    def sizes(self, selector: str) -> list[tuple[float, float]]:
        """Return width and height of all matching elements; zero for those not shown."""
        boxes = [element.bounding_box() for element in self.page.locator(selector).all()]
        return [(0.0, 0.0) if box is None else (box["width"], box["height"]) for box in boxes]


@pytest.fixture(scope="module", params=[(name, width) for name in ALL for width in WIDTHS], ids=str)
def opened(
    request: pytest.FixtureRequest, browser: Browser, pages: dict[str, Path]
) -> Iterator[Opened]:
    """Return each page at each width, without network; opened once for all tests."""
    name, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    yield Opened(context.new_page(), pages[name])
    context.close()


def test_everything_is_seen(opened: Opened) -> None:
    """Every section, table and picture has a place on the page and something in it."""
    for selector in ("section", "h2", "table", "figure", "figcaption"):
        sizes = opened.sizes(selector)
        assert all(width > 40 and height > 8 for width, height in sizes), selector
    assert len(opened.sizes("section")) >= 4
    drawings = opened.sizes("figure svg:visible")
    assert len(drawings) == len(opened.sizes("figure"))
    assert all(width > 200 and height > 60 for width, height in drawings)


def test_pictures_have_marks_and_words(opened: Opened) -> None:
    """A picture is not an empty frame: its marks and its words are drawn, inside of it."""
    for picture in opened.page.locator("figure svg:visible").all():
        frame = picture.bounding_box()
        assert frame is not None
        texts = [t.bounding_box() for t in picture.locator("text").all()]
        seen = [box for box in texts if box is not None and box["width"] > 0]
        assert len(seen) >= 3
        for box in seen:
            assert box["x"] >= frame["x"] - 3
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 3
        assert picture.locator("path").count() >= 3


def test_nothing_sticks_out(opened: Opened) -> None:
    """The page does not scroll sideways; wide tables scroll inside their own box."""
    width = opened.page.evaluate("document.documentElement.scrollWidth")
    assert width <= opened.page.evaluate("document.documentElement.clientWidth")


def test_nothing_is_fetched_or_complained_about(opened: Opened) -> None:
    """The page asks for itself alone, and the console stays empty."""
    assert [url for url in opened.asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in opened.asked if url.startswith("file:")]) == 1
    assert opened.complaints == []


def test_no_script_runs(opened: Opened) -> None:
    """Names that try to be scripts stay names."""
    assert opened.page.evaluate("document.scripts.length") == 0
    assert opened.page.evaluate("document.querySelectorAll('[onload],[onerror]').length") == 0
