"""A text cut into paragraphs, sentences and words, once, for all that read it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from zopa.model.ledger import Span

_WORD = re.compile(
    r"([^\W_](?:"  # one first character for all, so that gaps are passed quickly
    r"(?<=\D)[a-z]++(?=[ .,])"  # most words: the rest would find them too, but slower
    r"|(?<=[A-Z])\.(?:[A-Z]\.)+"
    r"|(?<=\D)[^\W\d_]*+(?:[’'\-][^\W\d_]+)*"
    r"|\d*(?:[.,:/]\d+)*(?:st|nd|rd|th)?%?))"
)
_BREAKS = ("\r", "\u2028", "\u2029")
"""Marks that end a line, besides the line feed."""
_STOPS = {
    mark: re.compile(rf"\{mark}(?<![.?!…]{{2}})[.?!…]*[\"”’')\]]*(?=\s|$)") for mark in ".?!…"
}
"""How a sentence ends, by its first mark: a pattern that begins with one mark finds it quickest."""
_SHORT = frozenset(
    "mr mrs ms dr sen rep gov gen col lt capt sgt prof rev hon st jr sr vs no u.s u.k d.c a.m p.m "
    "jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd dept adm cmdr maj pres "
    "amb secy asst assn ave blvd calif fla mass mich minn pa tex va wis ariz colo conn ill ind kan "
    "ky la md mo neb nev okla ore tenn wash".split()
)
_ALSO_LAST = frozenset(
    "u.s u.k d.c a.m p.m jr sr inc co corp ltd etc no n.y n.h n.j n.c s.c l.a".split()
)
"""Short forms with which a sentence can end, where a plain word opens the next one."""
_STARTER = re.compile(
    r"[\"“]?(?:A|An|And|As|At|Both|But|He|Her|His|However|I|If|In|It|Its|Meanwhile|On|She|So|Some|That|"
    r"The|Their|Then|There|These|They|This|Those|We|When|While)\s"
)


class Document:
    """The speaking parts of a text: paragraphs, sentences and words with their places.

    Parameters
    ----------
    text
        The whole text; all places are code points into it.
    spans
        Stretches that may hold statements (zones that speak); the whole text when left out.

    Examples
    --------
    >>> found = Document('He left. "We agreed," Ms. Roe said.')
    >>> [found.text[s:e] for s, e in found.sentences]
    ['He left.', '"We agreed," Ms. Roe said.']
    >>> found.words[:4], found.starts[:2]
    (['He', 'left', 'We', 'agreed'], [0, 3])
    """

    __slots__ = (
        "_paragraph_starts",
        "_sentence_starts",
        "ends",
        "gaps",
        "lower",
        "paragraphs",
        "sentences",
        "starts",
        "subjects",
        "text",
        "vocabulary",
        "words",
    )

    def __init__(self, text: str, spans: Iterable[Span] | None = None) -> None:
        self.text = text
        self.paragraphs: list[Span] = []
        """Lines that are not blank, without the white space around them, in order."""
        self.sentences: list[Span] = []
        """Sentences, each inside one paragraph."""
        self.words: list[str] = []
        """Words and numbers of the paragraphs, in order; marks are no words."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps: list[str] = []
        """What stands between a word and the one before it; nothing before the first."""
        for start, end in [(0, len(text))] if spans is None else spans:
            paragraphs = _paragraphs(text, start, end)
            self.paragraphs += paragraphs
            self.sentences += _sentences(text, start, end, paragraphs)
            pieces = _WORD.split(text[start:end])
            places = list(accumulate(map(len, pieces), initial=start))
            first = len(self.words)
            self.words += pieces[1::2]
            self.gaps += pieces[:-1:2]
            if first < len(self.words):
                self.gaps[first] = text[self.ends[-1] : places[1]] if first else ""
            self.starts += places[1:-1:2]
            self.ends += places[2::2]
        self.lower: list[str] = " ".join(self.words).lower().split(" ") if self.words else []
        """The words in small letters."""
        self.vocabulary: frozenset[str] = frozenset(self.lower)
        """Each of them once: few, so that large tables are asked seldom."""
        self.subjects: dict[int, Span | None] = {}
        """Of verbs whose subject was looked for: several readers ask for the same ones."""
        self._sentence_starts = [start for start, _ in self.sentences]
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    def sentence_at(self, place: int) -> Span:
        """Return the sentence that holds a code point, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, place) - 1)]

    def paragraph_at(self, place: int) -> int:
        """Return the index of the paragraph that holds a code point, or of the last before it."""
        return max(0, bisect_right(self._paragraph_starts, place) - 1)

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that begin in a stretch."""
        starts = self.starts
        first = bisect_left(starts, start)
        near = first + end - start  # so many words are there at most
        if first <= near < len(starts):
            return range(first, bisect_left(starts, end, first, near))
        return range(first, bisect_left(starts, end))


def _paragraphs(text: str, start: int, end: int) -> list[Span]:
    """Return the lines of a stretch that are not blank, without the white space around them."""
    found = []
    stretch = text[start:end]
    for mark in _BREAKS:
        stretch = stretch.replace(mark, "\n")
    for line in stretch.split("\n"):
        words = line.strip()
        if words:
            left = start + line.index(words[0])
            found.append((left, left + len(words)))
        start += len(line) + 1
    return found


def _sentences(text: str, start: int, end: int, paragraphs: list[Span]) -> list[Span]:
    """Return the sentences of the paragraphs of a stretch."""
    found: list[Span] = []
    stops = [stop.span() for mark in _STOPS for stop in _STOPS[mark].finditer(text, start, end)]
    stops.sort()
    number, count = 0, len(stops)
    for paragraph in paragraphs:
        left, last = paragraph
        first = number
        while number < count and stops[number][0] < last:
            number += 1
        for stop, right in stops[first:number]:
            if right < last and not _ends(text, left, stop, right, last):
                continue
            found.append((left, right))
            left = right
            while left < last and text[left].isspace():
                left += 1
        if left < last:
            found.append(paragraph if left == paragraph[0] else (left, last))
    return found


def _ends(text: str, left: int, stop: int, right: int, end: int) -> bool:
    """Return whether a sentence ends here: not after a short form, not before a small letter."""
    after = right
    while after < end and text[after].isspace():
        after += 1
    following = text[after] if after < end else ""
    if following.islower():
        return False
    if text[stop] != "." or right > stop + 1:
        return True
    begin = text.rfind(" ", max(left, stop - 12), stop) + 1
    last = text[max(begin, left) : stop].lstrip("\"“‘'([").lower()
    single = len(last) == 1 and last.isalpha() and last != "i"
    if last in _SHORT or single:
        return last in _ALSO_LAST and bool(_STARTER.match(text, after))
    return True
