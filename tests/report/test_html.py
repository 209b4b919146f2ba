"""The brief as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from studies import ALL, hanoi, injected
from zopa.report import brief
from zopa.report.charts.style import PALETTE, SERIES
from zopa.report.html import DARK, DARK_SERIES, page

VOID = {"meta", "link", "br", "wbr", "img", "input", "hr"}


class Reader(HTMLParser):
    """Collects elements, and refuses those that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the last one."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect what people read."""
        self.text += data

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of these kinds."""
        return [attrs for tag, attrs in self.elements if tag in tags]


@cache
def source(name: str) -> str:
    """Return the page of a study."""
    return page(brief(ALL[name]()))


def read(name: str) -> Reader:
    """Return the page of a study, read."""
    reader = Reader()
    reader.feed(source(name))
    assert reader.open == []
    return reader


names = pytest.mark.parametrize("name", ALL)


@names
def test_pages_are_well_formed_and_ids_unique(name: str) -> None:
    """Every element closes, no id stands twice, every link inside the page has its end."""
    reader = read(name)
    ids = [attrs["id"] for _, attrs in reader.elements if "id" in attrs]
    assert len(set(ids)) == len(ids)
    assert len(reader.all("nav")) == 1
    for link in reader.all("a"):
        assert str(link["href"]).removeprefix("#") in ids


@names
def test_pages_need_no_network(name: str) -> None:
    """No script, no address to fetch; a policy in the page forbids both."""
    reader = read(name)
    assert not reader.all("script", "img", "iframe", "object", "embed", "audio", "video")
    assert [link["href"] for link in reader.all("link")] == ["data:,"]
    policies = [meta for meta in reader.all("meta") if meta.get("http-equiv")]
    assert str(policies[0]["content"]).startswith("default-src 'none'")
    code = re.sub(r'xmlns(:xlink)?="[^"]*"', "", source(name))
    assert not re.search(r'(src|href|action)="(https?:)?//', code)
    assert "@import" not in code
    assert "url(http" not in code


@names
def test_pages_are_accessible(name: str) -> None:
    """Language, title, headings in order, words for pictures, heads of rows and columns."""
    reader = read(name)
    assert reader.all("html")[0]["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for picture in reader.all("svg"):
        assert picture["role"] == "img"
        assert picture["aria-label"]
    assert all(head["scope"] in {"row", "col"} for head in reader.all("th"))
    for section in reader.all("section"):
        assert section["aria-labelledby"] == f"{section['id']}-title"


@names
def test_same_study_same_page(name: str) -> None:
    """Byte for byte."""
    assert page(brief(ALL[name]())) == source(name)


def test_names_cannot_become_markup() -> None:
    """What a user writes is text, in headings, tables, pictures and attributes alike."""
    text = source("injected")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text
    assert "{{7*7}}" in text
    assert "\x1b" not in text
    reader = read("injected")
    handlers = [k for _, attrs in reader.elements for k in attrs if k.startswith("on")]
    assert handlers == []
    assert 'R" onload="alert(2)' in reader.text
    assert injected().case.parties[0].name in reader.text


def test_the_page_shows_what_the_terminal_leaves_out() -> None:
    """All levers, all quotes, all ranges."""
    reader = read("hanoi")
    assert "they wanted the sanctions lifted in their entirety" in reader.text
    assert "What each rule chooses" in reader.text
    assert "What does not open it" in reader.text
    assert len(reader.all("figure")) == 3


def test_the_page_says_what_was_asked() -> None:
    """What is not as usual stands in the head of the page."""
    text = page(brief(replace(hanoi(), strict=True)))
    assert "Strict: a party accepts only" in text.partition("</header>")[0]
    assert 'class="asked"' not in source("hanoi")


def test_packages_side_by_side_know_their_number() -> None:
    """On a telephone the name of a row stands above its fields, which share the width."""
    assert re.search(r'style="--fields: 3" class="matrix', source("hanoi"))


def test_large_powers_are_raised_and_numbers_kept_together() -> None:
    """10^40 is set as a power, and a line never ends before a percent sign."""
    assert "10<sup>40</sup>" in source("huge")
    assert "96\u00a0%\u00a0±\u00a01\u00a0%" in source("hanoi")


def test_every_colour_has_a_dark_one() -> None:
    """On a dark screen no picture keeps a colour of the light one."""
    assert set(DARK) == set(PALETTE)
    assert len(DARK_SERIES) == len(SERIES)
    assert not {*DARK.values(), *DARK_SERIES} & {*PALETTE.values(), *SERIES}


def test_colours_are_readable() -> None:
    """Text has a contrast of at least 4.5 to 1 on its ground, light and dark (WCAG AA)."""
    for palette in (PALETTE, DARK):
        for name in ("ink", "soft", "fair", "named", "zone", "frontier"):
            assert contrast(palette[name], palette["paper"]) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_documents_without_details_make_pages() -> None:
    """A study of one party, without claims, has a page too."""
    assert "Best package" in read("single").text
    assert hanoi().case.title in read("hanoi").text


def test_rows_of_many_texts_are_lines_on_a_telephone() -> None:
    """Quotes and numbers are not cut off; tables of numbers keep their columns."""
    kinds = [str(table.get("class")) for table in read("hanoi").all("table")]
    assert sum("lines" in kind for kind in kinds) == 6  # quotes by issue and by source, numbers
    assert not any("lines" in str(t.get("class")) for t in read("harbour").all("table"))
