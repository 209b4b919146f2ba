"""A page cut into text and tags, every piece with its place in the file; linear on any input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(?:(/?)([A-Za-z][^\s/><]*)|(!--)|[!?])")
_REST = re.compile(r"(?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_ATTRIBUTES_READ = 20_000
RAW = frozenset("iframe noembed noframes script style textarea title".split())
_ENDS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in RAW}
_SPECIAL = re.compile(
    r"[ \t\n\r\f]{2,}|[\t\n\r\f]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
    "|[\u00ad\u200b\u2060\ufeff]"
)
_SPACE = " \t\n\r\f"


class Tag(NamedTuple):
    """A tag, or the stretch of text before it (``name`` is empty then)."""

    name: str
    """Lower case; empty for text."""
    start: int
    end: int
    """For text: its place.  For a tag: of the whole tag."""
    closes: bool = False
    rest: str = ""
    """What stands between the name and ``>``."""
    raw: str = ""
    """Content of ``script``, ``title`` and the like, which holds no tags."""


def tags(page: str) -> Iterator[Tag]:
    """Yield the tags of a page and the stretches of text between them, in order.

    Examples
    --------
    >>> [(tag.name or "text", tag.start, tag.end) for tag in tags("a<b id='>'>c &lt; d</b")]
    [('text', 0, 1), ('b', 1, 11), ('text', 11, 22)]
    """
    place, last, broken = 0, page.rfind(">"), False
    endless: set[str] = set()
    while found := _TAG.search(page, place):
        start, end = found.span()
        if end > last:
            break
        if place < start:
            yield Tag("", start=place, end=start)
        name = (found[2] or "").lower()
        if not name:
            end = page.find("-->", end) + 3 if found[3] else 0
            place = end if end > 2 else page.find(">", found.end() - 1) + 1
            continue
        rest = None if broken else _REST.match(page, end)
        broken = broken or rest is None
        place = rest.end() if rest else page.find(">", end) + 1
        if name in RAW and not found[1]:
            closing = None if name in endless else _ENDS[name].search(page, place)
            if not closing:
                endless.add(name)
            stop = closing.start() if closing else _unended(page, name, place)
            raw, begin = page[place:stop], place
            place = stop
            yield Tag(name, start, begin, rest=page[end : begin - 1], raw=raw)
            continue
        yield Tag(name, start, place, closes=bool(found[1]), rest=page[end : place - 1])
    if place < len(page):
        yield Tag("", start=place, end=len(page))


def _unended(page: str, name: str, place: int) -> int:
    """Return where raw content without an end tag stops: a title at a tag, others nowhere."""
    stop = page.find("<", place) if name == "title" else -1
    return stop if stop >= 0 else len(page)


def attributes(rest: str) -> dict[str, str]:
    """Return the attributes of a tag, references resolved; the first of a name counts.

    Examples
    --------
    >>> attributes(' Class="a b" hidden title=R&amp;D')
    {'class': 'a b', 'hidden': '', 'title': 'R&D'}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(rest[:_ATTRIBUTES_READ]):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


class Pieces:
    """The text of a page while it is put together; every piece knows its place in the page."""

    __slots__ = ("_break", "_break_at", "_shift", "_space_at", "parts", "places", "size")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[tuple[int, int]] = []
        """Pairs (code point of the text, code point of the page) where pieces begin."""
        self.size = 0
        self._shift: int | None = None
        self._break = 0
        self._break_at = 0
        self._space_at = -1

    def line_break(self, at: int, lines: int) -> None:
        """End the line: with 2, a blank line stands before what follows."""
        if lines > self._break:
            self._break, self._break_at = lines, at

    def put(self, words: str, at: int, *, literal: bool = True) -> None:
        """Add characters that stand in the page at a place, after the break that is due."""
        if self._break:
            if self.size:
                self._add("\n" * self._break, self._break_at, literal=False)
        elif self._space_at >= 0 and self.size:
            self._add(" ", self._space_at)
        self._break, self._space_at = 0, -1
        self._add(words, at, literal=literal)

    def text(self, chunk: str, at: int) -> None:
        """Add a stretch of the page: references resolved, white space made single."""
        inner = chunk.lstrip(_SPACE)
        lead = len(chunk) - len(inner)
        if lead:
            self._space_at = at if self._space_at < 0 else self._space_at
        if not inner:
            return
        inner = inner.rstrip(_SPACE)
        self._pieces(inner, at + lead)
        if lead + len(inner) < len(chunk):
            self._space_at = at + lead + len(inner)

    def preformatted(self, chunk: str, at: int) -> None:
        """Add a stretch of the page with its white space; references resolved."""
        if self.size == 0 or self._break:
            chunk, at = chunk.lstrip("\n"), at + len(chunk) - len(chunk.lstrip("\n"))
        if chunk:
            self._pieces(chunk, at, keep=True)

    def _pieces(self, inner: str, at: int, *, keep: bool = False) -> None:
        left = 0
        for found in _SPECIAL.finditer(inner):
            words = found.group()
            if words[0] == "&":
                new = unescape(words)
            elif words[0] in _SPACE:
                new = words if keep else " "
            else:
                new = ""
            if new == words:
                continue
            if left < found.start():
                self.put(inner[left : found.start()], at + left)
            if new:
                self.put(new, at + found.start(), literal=new == " ")
            left = found.end()
        if left < len(inner):
            self.put(inner[left:], at + left)

    def _add(self, words: str, at: int, *, literal: bool = True) -> None:
        if at - self.size != self._shift or not literal:
            self.places.append((self.size, at))
        self.parts.append(words)
        self.size += len(words)
        self._shift = at - self.size + len(words) if literal else None


def byte_places(
    page: str, places: list[tuple[int, int]], encoding: str, size: int
) -> tuple[tuple[int, int], ...]:
    """Return (code point of the text, byte of the file) for (code point, code point of the page).

    Empty where the encoding cannot be counted character by character.
    """
    marks = {"utf-8-sig": ("utf-8", 3), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
    codec, byte = marks.get(encoding, (encoding, 0))
    found = []
    left = 0
    try:
        for text_at, page_at in places:
            byte += (
                page_at - left
                if page[left:page_at].isascii() and codec == "utf-8"
                else len(page[left:page_at].encode(codec))
            )
            left = page_at
            found.append((text_at, byte))
        whole = byte + len(page[left:].encode(codec))
    except UnicodeEncodeError:
        return ()
    return tuple(found) if whole == size else ()
