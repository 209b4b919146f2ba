"""Words of a statement brought to one form.

Words are small letters; short forms are written out (*couldn't* is ``could not``, *never* is
``not``) and words that only add force (*really*, *just*, *very*) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from zopa.evidence.meaning._patterns import STOP
from zopa.evidence.speech._document import Document
from zopa.model.ledger import Span

AT_MOST = 240
"""Words of a statement that are looked at."""
_LEFT_OUT = frozenset(
    "absolutely actually again also already always basically certainly clearly completely "
    "currently definitely even ever finally firmly frankly fully indeed just kindly largely "
    "likely literally merely nevertheless now obviously perhaps plainly probably quickly "
    "quite really repeatedly simply so soon still strongly therefore too totally truly very well "
    "yet".split()
)
_AFTER = frozenset((have, "yet") for have in ("has", "have", "had")) | {
    ("as", "soon"),
    ("too", "soon"),
}
_BEFORE = frozenset(
    ("too", word) for word in "early expensive far high late little low much soon".split()
)
_PAIRED = frozenset(("soon", "too", "yet"))
"""Words that are left out unless they stand in one of these pairs."""
_ENDINGS = {"ll": "will", "re": "are", "ve": "have", "d": "would", "m": "am"}
_IS = frozenset("it he she that there what who here where how one".split())
_WHOLE = {
    "cannot": ("can", "not"),
    "can't": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "never": ("not",),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "let's": ("let", "us"),
    "n't": ("not",),
}


_CHANGED = _LEFT_OUT | frozenset(_WHOLE) | _PAIRED
"""Words without a mark that have other forms, or none."""


_STOPS = re.compile(r"[.?!;:—…]+")
_Sentence = tuple[int, int, int, bool]
"""First token, first and last-plus-one word of the document, whether it is a question."""


class Forms:
    """Where a document holds words that have other forms or none, and where sentences stop.

    Found once for all statements of the document.
    """

    __slots__ = ("breaks", "changed", "document", "stops")

    def __init__(self, document: Document) -> None:
        self.document = document
        other = {word for word in document.vocabulary if word in _CHANGED or _is_short(word)}
        self.changed = [at for at, word in enumerate(document.lower) if word in other]
        """Words that have another form, in order."""
        gaps = {gap: _STOPS.search(gap) for gap in set(document.gaps)}
        self.stops = {gap: "?" in mark.group() for gap, mark in gaps.items() if mark}
        """What stands between words and ends a sentence -> whether that was a question."""
        stops = self.stops
        self.breaks = [at for at, gap in enumerate(document.gaps) if gap in stops]
        """Words before which a sentence ends, in order."""

    def read(self, first: int, stop: int) -> list[str]:
        """Return the forms of some words."""
        changed, lower = self.changed, self.document.lower
        number = bisect_left(changed, first)
        tokens: list[str] = []
        while number < len(changed) and changed[number] < stop:
            tokens += lower[first : changed[number]]
            tokens += self.of(changed[number])
            first = changed[number] + 1
            number += 1
        tokens += lower[first:stop]
        return tokens

    def of(self, at: int) -> tuple[str, ...]:
        """Return the forms of a changed word; *has yet*, *as soon* and *too late* are kept whole."""
        words = self.document.words
        if words[at] in _PAIRED and _paired(words, at):
            return (words[at],)
        return plain(self.document.lower[at])

    def word_of(self, sentence: _Sentence, token: int) -> int:
        """Return the word from which a token of a sentence was read."""
        at, word, _, _ = sentence
        changed = self.changed
        number = bisect_left(changed, word)
        while number < len(changed) and at + changed[number] - word <= token:
            at += changed[number] - word
            size = len(self.of(changed[number]))
            if token < at + size:
                return changed[number]
            at += size
            word = changed[number] + 1
            number += 1
        return word + token - at


class Wording(NamedTuple):
    """Words in one form, and where they were read."""

    tokens: list[str]
    """Begins and ends with `STOP`."""
    sentences: list[_Sentence]
    forms: Forms


@lru_cache(maxsize=1 << 12)
def plain(word: str) -> tuple[str, ...]:
    """Return the forms under which a word is looked for; nothing for words that only add force.

    Examples
    --------
    >>> plain("Couldn’t"), plain("we'll"), plain("Kim's"), plain("really")
    (('could', 'not'), ('we', 'will'), ('kim',), ())
    """
    small = word.lower().replace("’", "'")
    if small in _LEFT_OUT or small in _WHOLE:
        return _WHOLE.get(small, ())
    stem, mark, ending = small.rpartition("'")
    if not mark:
        return (small,)
    if small.endswith("n't"):
        return small[:-3], "not"
    if ending == "s":
        return (stem, "is") if stem in _IS else (stem,)
    return (stem, _ENDINGS[ending]) if ending in _ENDINGS else (small,)


def wording(document: Document, spans: Iterable[Span], forms: Forms | None = None) -> Wording:
    """Return the words of some stretches in one form.

    Examples
    --------
    >>> wording(Document("No. We couldn't really do that."), [(0, 31)]).tokens
    ['.', 'no', '.', 'we', 'could', 'not', 'do', 'that', '.']
    """
    forms = forms or Forms(document)
    breaks = forms.breaks
    tokens: list[str] = [STOP]
    sentences: list[_Sentence] = []
    left = AT_MOST
    for start, end in spans:
        found = document.words_in(start, end)
        first, stop = found.start, min(found.stop, found.start + left)
        left -= stop - first
        number = bisect_right(breaks, first)
        while number < len(breaks) and breaks[number] < stop:
            cut = breaks[number]
            sentences.append((len(tokens), first, cut, forms.stops[document.gaps[cut]]))
            tokens += forms.read(first, cut)
            tokens.append(STOP)
            first = cut
            number += 1
        if first < stop:
            mark = _STOPS.search(document.text, document.ends[stop - 1], end)
            asks = mark is not None and "?" in mark.group()
            sentences.append((len(tokens), first, stop, asks))
            tokens += forms.read(first, stop)
            tokens.append(STOP)
    return Wording(tokens, sentences, forms)


def asked(words: Wording, at: int) -> bool:
    """Return whether a token stands in a question."""
    return words.sentences[_sentence(words, at)][3]


def place_of(document: Document, words: Wording, start: int, end: int) -> Span:
    """Return the stretch of the text from which some tokens were read."""
    number = _sentence(words, start + 1)
    sentence = words.sentences[number]
    following = words.sentences[number + 1 :]
    stop = following[0][0] if following else len(words.tokens)
    first = words.forms.word_of(sentence, max(start, sentence[0]))
    last = words.forms.word_of(sentence, min(end, stop - 1) - 1)
    return document.starts[first], document.ends[last]


def _sentence(words: Wording, at: int) -> int:
    """Return the number of the sentence that holds a token."""
    return bisect_right([first for first, _, _, _ in words.sentences], at) - 1


def _is_short(word: str) -> bool:
    return "'" in word or "’" in word


def _paired(words: Sequence[str], at: int) -> bool:
    """Return whether a word that mostly adds force says something here, with its neighbour."""
    before = words[at - 1].lower() if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (before, words[at]) in _AFTER or (words[at], after) in _BEFORE
