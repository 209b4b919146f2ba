"""The page of a stability study in a browser: all of it fits, also on a telephone and in the dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from standoffs import elmira, hanoi_stability
from zopa.report.sections.would_it_hold import document

STUDIES = {"elmira": elmira, "hanoi": hanoi_stability}
WIDTHS = (1280, 400)


@pytest.fixture(scope="module", params=[(n, w) for n in STUDIES for w in WIDTHS], ids=str)
def opened(
    request: pytest.FixtureRequest,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Page, list[str]]]:
    """Return each page at each width on a dark screen, without network."""
    name, width = request.param
    path: Path = tmp_path_factory.mktemp("states") / "states.html"
    document(STUDIES[name]()).save(path)
    context = browser.new_context(
        viewport={"width": width, "height": 900}, offline=True, color_scheme="dark"
    )
    page = context.new_page()
    said: list[str] = []
    page.on("request", lambda asked: said.append(asked.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    yield page, said
    context.close()


def test_the_page_fits_and_is_quiet(opened: tuple[Page, list[str]]) -> None:
    """It does not scroll sideways, asks for nothing, and the console stays empty."""
    page, said = opened
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("document.documentElement.clientWidth")
    assert [text for text in said if not text.startswith(("file:", "data:"))] == []


def test_the_words_of_the_picture_stay_in_their_boxes(opened: tuple[Page, list[str]]) -> None:
    """Every text but those of the legend lies inside a frame, as the browser sets it."""
    picture = opened[0].locator("figure svg:visible").first
    frames = [
        box
        for each in picture.locator(".mark-rect path").all()
        if (box := each.bounding_box()) is not None
    ]
    texts = [
        box
        for each in picture.locator(".mark-text:not(.role-legend-label) text").all()
        if (box := each.bounding_box()) is not None
    ]
    assert len(frames) >= 5
    assert len(texts) >= 10
    for text in texts:
        assert any(
            frame["x"] <= text["x"]
            and text["x"] + text["width"] <= frame["x"] + frame["width"] + 1
            and frame["y"] - 1 <= text["y"]
            and text["y"] + text["height"] <= frame["y"] + frame["height"] + 1
            for frame in frames
        ), text


def test_dark_screens_have_dark_boxes(opened: tuple[Page, list[str]]) -> None:
    """The colours of the picture are swapped: no white box on a black page."""
    fills = opened[0].evaluate(
        "[...document.querySelectorAll('figure svg .mark-rect path')]"
        ".map(path => getComputedStyle(path).fill)"
    )
    assert "rgb(255, 255, 255)" not in fills
