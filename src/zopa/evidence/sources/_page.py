"""A page of the web as text: its blocks as lines, what its mark-up says, what it tells of itself."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import NamedTuple

from zopa.evidence.sources._dates import iso_day
from zopa.evidence.sources._decode import Decoded
from zopa.evidence.sources._elements import (
    CREDIT,
    HEADING,
    HEADINGS,
    INLINE,
    OUTSIDE,
    VOID,
    element_says,
)
from zopa.evidence.sources._html import RAW, Pieces, Tag, attributes, byte_places, tags
from zopa.evidence.sources._marks import Hint

_CLOSED_BY_BLOCK = frozenset({"p"})
_SIBLINGS = {
    "h1": {"h1", "h2", "p"},
    "h2": {"h1", "h2", "p"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "option": {"option"},
}
_ONE_LINE = frozenset("li tr dt dd option".split())
_CELLS = frozenset("td th".split())
_LOOKED_BACK = 64
"""Open elements that an end tag inside a line looks back over."""
_CREDIT_LONGEST = 200
_HEADING_LONGEST = 400
_ARTICLES_MOST = 50
"""Articles from which on a page is a list of them."""
_ARTICLE_LEAST = 400
"""Characters from which on an ``article`` is more than a teaser."""
_LD_DATE = re.compile(r"\"datePublished\"\s{0,9}:\s{0,9}\"([^\"]{4,40})\"")
_LD_PUBLISHER = re.compile(
    r"\"publisher\"\s{0,9}:\s{0,9}\{[^{}]{0,400}?\"name\"\s{0,9}:\s{0,9}\"([^\"]{1,120})\""
)
_DATES = (
    "article:published_time datepublished og:published_time pubdate publishdate publish-date "
    "publication_date parsely-pub-date sailthru.date dc.date.issued dc.date dcterms.date date"
).split()
_TITLES = ("og:title", "twitter:title", "dc.title")
_PUBLISHERS = ("og:site_name", "dc.publisher", "application-name")
_TITLE_CUT = re.compile(r"\s+[|–—·»-]\s+")


class Page(NamedTuple):
    """Text of a source and what its mark-up says; of plain text nothing but the text."""

    text: str
    plain: bool = True
    hints: tuple[Hint, ...] = ()
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    lang: str | None = None
    warnings: tuple[str, ...] = ()
    bytes_at: tuple[tuple[int, int], ...] = ()


class _Open:
    """An element that is open."""

    __slots__ = ("hidden", "holds", "label", "name", "pre", "rule", "start")

    def __init__(self, name: str, start: int, label: str, rule: str) -> None:
        self.name, self.start, self.label, self.rule = name, start, label, rule
        self.hidden = self.pre = self.holds = False


class _Region(NamedTuple):
    start: int
    end: int
    label: str
    rule: str
    name: str
    holds: bool
    """Whether the main heading or the article stands in it."""


class _Reader:
    """Reads a page tag by tag."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.pieces = Pieces()
        self.open: list[_Open] = []
        self.names: Counter[str] = Counter()
        self.hidden = self.pre = 0
        self.quotes = 0
        self.regions: list[_Region] = []
        self.meta: dict[str, str] = {}
        self.times: list[tuple[int, str]] = []

    def read(self) -> None:
        for tag in tags(self.page):
            if not tag.name:
                self._text(tag)
            elif tag.name in RAW and not tag.closes:
                self._raw(tag)
            elif tag.closes:
                self._close(tag)
            else:
                self._start(tag)
        while self.open:
            self._pop(len(self.page))

    def _text(self, tag: Tag) -> None:
        if self.hidden:
            return
        chunk = self.page[tag.start : tag.end]
        if self.pre:
            self.pieces.preformatted(chunk, tag.start)
        else:
            self.pieces.text(chunk, tag.start)

    def _raw(self, tag: Tag) -> None:
        if tag.name == "title" and not self.hidden:
            self.meta.setdefault("<title>", " ".join(unescape(tag.raw[:1000]).split()))
        elif tag.name == "script" and "ld+json" in tag.rest:
            if found := _LD_DATE.search(tag.raw):
                self.meta.setdefault("datepublished", found[1])
            if found := _LD_PUBLISHER.search(tag.raw):
                self.meta.setdefault("ld:publisher", found[1])

    def _start(self, tag: Tag) -> None:
        name = tag.name
        inline = name in INLINE
        given = attributes(tag.rest) if tag.rest else {}
        self._facts(name, given)
        if name == "br":
            self.pieces.line_break(tag.start, 1)
        if name in VOID:
            if name == "hr":
                self.pieces.line_break(tag.start, 2)
            return
        if name == "q" and not self.hidden:
            self.pieces.put("“‘"[self.quotes % 2], tag.start, literal=False)
            self.quotes += 1
        if not inline:
            self._close_implied(name, tag.start)
            self._break(name, tag.start)
        says = element_says(name, given)
        if says.hidden and tag.rest.endswith("/"):
            return
        if inline and not (says.hidden or says.label):
            return
        entry = _Open(name, self.pieces.size, says.label, says.rule)
        entry.hidden, entry.pre = says.hidden, name == "pre"
        entry.holds = name in {"h1", "main"} or given.get("itemprop", "") == "articleBody"
        if given.get("itemprop", "") == "articleBody" or given.get("role", "") == "main":
            entry.label, entry.rule = "article", ""
        self.hidden += entry.hidden
        self.pre += entry.pre
        self.names[name] += 1
        self.open.append(entry)

    def _break(self, name: str, at: int) -> None:
        if self.hidden:
            return
        if name in _CELLS:
            self.pieces.text(" ", at)
        else:
            self.pieces.line_break(at, 1 if name in _ONE_LINE else 2)

    def _close_implied(self, name: str, at: int) -> None:
        closed = _SIBLINGS.get(name, _CLOSED_BY_BLOCK)
        while self.open and (
            self.open[-1].name in closed or (self.open[-1].name == "p" and name != "p")
        ):
            self._pop(at)

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if name == "q" and self.quotes and not self.hidden:
            self.quotes -= 1
            self.pieces.put("”’"[self.quotes % 2], tag.start, literal=False)
        if self.names[name]:
            inline = name in INLINE
            for back, entry in enumerate(reversed(self.open)):
                if entry.name == name:
                    for _ in range(back + 1):
                        self._pop(tag.start)
                    break
                if inline and (entry.name not in INLINE or back > _LOOKED_BACK):
                    break
        if name not in INLINE and name not in VOID:
            self._break(name, tag.start)

    def _pop(self, at: int) -> None:
        entry = self.open.pop()
        self.names[entry.name] -= 1
        self.hidden -= entry.hidden
        self.pre -= entry.pre
        size = self.pieces.size
        if entry.name not in INLINE and not self.hidden:
            self._break(entry.name, at)
        label = entry.label
        if entry.name in {"article", "main"} and not label:
            label = "article"
            entry.holds = entry.holds or size - entry.start >= _ARTICLE_LEAST
        elif entry.name in HEADINGS and not label:
            label = "heading"
        if entry.holds and self.open:
            self.open[-1].holds = True
        if label and size > entry.start:
            self.regions.append(
                _Region(entry.start, size, label, entry.rule, entry.name, entry.holds)
            )

    def _facts(self, name: str, given: dict[str, str]) -> None:
        if name == "meta" and "content" in given:
            key = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(key.lower(), given["content"].strip())
        elif name == "html" and given.get("lang", given.get("xml:lang")):
            self.meta.setdefault("<lang>", given.get("lang") or given["xml:lang"])
        elif name == "link" and given.get("rel", "").lower() == "canonical":
            self.meta.setdefault("<url>", given.get("href", ""))
        elif name == "time" and given.get("datetime"):
            self.times.append((self.pieces.size, given["datetime"]))
            if given.get("itemprop", "").lower() == "datepublished":
                self.meta.setdefault("datepublished", given["datetime"])
        elif given.get("itemprop", "").lower() == "datepublished" and given.get("content"):
            self.meta.setdefault("datepublished", given["content"])


def read_page(decoded: Decoded, data: bytes) -> Page:
    r"""Return the text of a page with what its mark-up says.

    Examples
    --------
    >>> page = read_page(Decoded("<title>T</title><nav>Home</nav><p>Ja &amp; nein", "utf-8"), b"")
    >>> page.text, page.hints[0].label, page.title
    ('Home\n\nJa & nein', 'furniture', 'T')
    """
    reader = _Reader(decoded.text)
    reader.read()
    text = "".join(reader.pieces.parts)
    meta = reader.meta
    title = _first(meta, _TITLES)
    heading = _heading(reader.regions, text, title or meta.get("<title>"))
    hints = _hints(reader.regions, text, heading)
    named = text[heading.start : heading.end].strip() if heading else None
    lang = meta.get("<lang>") or meta.get("og:locale") or meta.get("content-language")
    return Page(
        text=text,
        plain=False,
        hints=hints,
        title=title or named or _cut(meta.get("<title>")),
        publisher=_first(meta, _PUBLISHERS) or meta.get("ld:publisher"),
        date=_date(reader, hints),
        url=meta.get("<url>") or meta.get("og:url") or None,
        lang=re.split(r"[-_]", lang.strip().lower())[0] or None if lang else None,
        bytes_at=byte_places(decoded.text, reader.pieces.places, decoded.encoding, len(data)),
    )


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _cut(title: str | None) -> str | None:
    """Return a title without the name of the site behind a dash or bar."""
    return (_TITLE_CUT.split(title)[0] or title) if title else None


def _date(reader: _Reader, hints: tuple[Hint, ...]) -> str | None:
    for key in _DATES:
        if day := iso_day(reader.meta.get(key, "")):
            return day
    for place, given in reader.times:
        around = next((hint for hint in hints if hint.start <= place < hint.end), None)
        if (around is None or around.label in {"byline", "dateline"}) and (day := iso_day(given)):
            return day
    return None


def _heading(regions: list[_Region], text: str, title: str | None) -> _Region | None:
    """Return the heading that is the headline: as the title says, else the first main one."""
    found = [
        one for one in regions if one.label == "heading" and one.end - one.start <= _HEADING_LONGEST
    ]
    plain = " ".join((title or "").lower().split())
    for one in found:
        words = " ".join(text[one.start : one.end].lower().split())
        if len(words) > 9 and plain and (plain.startswith(words) or words.startswith(plain)):
            return one
    first = [one for one in found if one.name == "h1"]
    return first[0] if first else None


def _hints(regions: list[_Region], text: str, heading: _Region | None) -> tuple[Hint, ...]:
    size = len(text)
    kept: list[Hint] = []
    if heading:
        kept.append(Hint(heading.start, heading.end, "headline", HEADING))
    left = 0
    said = [
        one for one in regions if one.label not in {"article", "heading"} and _counts(one, size)
    ]
    for one in sorted(said, key=lambda one: (one.start, -one.end)):
        if one.start < left:
            continue
        if heading and one.start < heading.end and heading.start < one.end:
            continue
        kept.append(Hint(one.start, one.end, one.label, one.rule))
        left = one.end
    kept.sort()
    article = _article(regions, kept, size)
    return tuple(_outside(kept, article, size) if article else kept)


def _counts(one: _Region, size: int) -> bool:
    """Return whether a region is a part of the page and not nearly all of it."""
    if one.rule == CREDIT:
        return one.end - one.start <= _CREDIT_LONGEST
    if one.label == "embedded":
        return True
    if one.label == "comment":
        return not one.holds
    return not one.holds and 2 * (one.end - one.start) <= size


def _article(regions: list[_Region], said: list[Hint], size: int) -> list[_Region]:
    """Return the articles of the page, where they hold most of what is not furniture."""
    articles = [
        one for one in regions if one.label == "article" and one.end - one.start >= _ARTICLE_LEAST
    ]
    outer: list[_Region] = []
    for one in sorted(articles, key=lambda one: (one.start, -one.end)):
        if not outer or one.start >= outer[-1].end:
            outer.append(one)
    if len(outer) > _ARTICLES_MOST:
        return []
    free = size - sum(hint.end - hint.start for hint in said)
    inside = sum(one.end - one.start for one in outer) - sum(
        hint.end - hint.start
        for hint in said
        if any(one.start <= hint.start < one.end for one in outer)
    )
    return outer if 2 * inside > free else []


def _outside(said: list[Hint], articles: list[_Region], size: int) -> list[Hint]:
    """Return the hints, with what stands outside the articles as furniture."""
    gaps, left = [], 0
    for one in articles:
        gaps.append((left, one.start))
        left = one.end
    gaps.append((left, size))
    found = list(said)
    for start, end in gaps:
        begin = start
        for hint in said:
            if begin <= hint.start < end:
                found.append(Hint(begin, hint.start, "furniture", OUTSIDE))
            begin = max(begin, hint.end) if hint.start < end else begin
        found.append(Hint(begin, end, "furniture", OUTSIDE))
    return sorted(hint for hint in found if hint.start < hint.end)
