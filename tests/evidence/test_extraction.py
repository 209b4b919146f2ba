"""From a source to its statements: what holds for the readers together."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from zopa.evidence import extraction
from zopa.evidence.extraction import extract
from zopa.evidence.sources import read_source
from zopa.evidence.speech._document import Document
from zopa.model.ledger import SourceText

REPORT = b"Talks end\n\nThe minister said that they would return on Monday.\n\nNobody signed it.\n"


@pytest.fixture
def source() -> SourceText:
    return read_source(REPORT, id="a")


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    yield
    gc.enable()


def _note(monkeypatch: pytest.MonkeyPatch, *, fails: bool = False) -> list[bool]:
    """Return a list of whether the collector was on each time that a text was cut."""
    seen: list[bool] = []

    class Noted(Document):
        def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
            seen.append(gc.isenabled())
            if fails:
                raise MemoryError
            super().__init__(text, spans)

    monkeypatch.setattr(extraction, "Document", Noted)
    return seen


def test_the_collector_rests_while_a_source_is_read(
    source: SourceText, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is off within and on again afterwards."""
    seen = _note(monkeypatch)
    assert extract(source)
    assert seen == [False]
    assert gc.isenabled()


def test_the_collector_is_on_again_after_an_error(
    source: SourceText, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error on the way does not leave it off."""
    _note(monkeypatch, fails=True)
    with pytest.raises(MemoryError):
        extract(source)
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off(source: SourceText) -> None:
    """Who turned it off keeps it off."""
    gc.disable()
    extract(source)
    assert not gc.isenabled()


def test_a_source_without_its_text_says_nothing(source: SourceText) -> None:
    """Where the text is not at hand, there are no statements."""
    bare = SourceText(
        id="a",
        text_sha256=source.text_sha256,
        raw_sha256=source.raw_sha256,
        encoding="utf-8",
        extractor="text-1",
        length=source.length,
        zones=source.zones,
    )
    assert extract(bare) == ()
