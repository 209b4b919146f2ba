"""Words of a statement brought to one form.

Words are small letters; short forms are written out (*couldn't* is ``could not``, *never* is
``not``) and words that only add force (*really*, *just*, *very*) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
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


class Wording(NamedTuple):
    """Words in one form, and where they were read."""

    tokens: list[str]
    """Begins and ends with `STOP`."""
    sentences: list[_Sentence]


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


def wording(document: Document, spans: Iterable[Span]) -> Wording:
    """Return the words of some stretches in one form.

    Examples
    --------
    >>> wording(Document("No. We couldn't really do that."), [(0, 31)]).tokens
    ['.', 'no', '.', 'we', 'could', 'not', 'do', 'that', '.']
    """
    text, starts, ends = document.text, document.starts, document.ends
    tokens: list[str] = [STOP]
    sentences: list[_Sentence] = []
    left = AT_MOST
    for start, end in spans:
        found = document.words_in(start, end)
        first, stop = found.start, min(found.stop, found.start + left)
        left -= stop - first
        if first >= stop:
            continue
        for mark in _STOPS.finditer(text, start, end):
            place = mark.start()
            cut = stop if place >= starts[stop - 1] else bisect_right(starts, place, first, stop)
            if cut == first or ends[cut - 1] > place:
                continue
            sentences.append((len(tokens), first, cut, "?" in mark.group()))
            tokens += _read(document, first, cut)
            tokens.append(STOP)
            first = cut
            if cut == stop:
                break
        if first < stop:
            sentences.append((len(tokens), first, stop, False))
            tokens += _read(document, first, stop)
            tokens.append(STOP)
    return Wording(tokens, sentences)


def asked(words: Wording, at: int) -> bool:
    """Return whether a token stands in a question."""
    return words.sentences[_sentence(words, at)][3]


def place_of(document: Document, words: Wording, start: int, end: int) -> Span:
    """Return the stretch of the text from which some tokens were read."""
    sentences = words.sentences
    number = _sentence(words, start + 1)
    stop = sentences[number + 1][0] if number + 1 < len(sentences) else len(words.tokens)
    at, word, last, _ = sentences[number]
    changed = _changed(document.lower[word:last])
    first = word + _word(document, changed, word, max(start, at) - at)
    last = word + _word(document, changed, word, min(end, stop - 1) - 1 - at)
    return document.starts[first], document.ends[last]


def _sentence(words: Wording, at: int) -> int:
    """Return the number of the sentence that holds a token."""
    sentences = words.sentences
    number = 0
    while number + 1 < len(sentences) and sentences[number + 1][0] <= at:
        number += 1
    return number


def _read(document: Document, first: int, stop: int) -> list[str]:
    """Return the forms of some words; *has yet*, *as soon* and *too late* are kept whole."""
    said = document.lower[first:stop]
    tokens: list[str] = []
    begin = 0
    for at in _changed(said):
        tokens += said[begin:at]
        tokens += _forms(document, first + at)
        begin = at + 1
    return tokens + said[begin:] if begin else said


def _word(document: Document, changed: Sequence[int], first: int, token: int) -> int:
    """Return from which word a token was read, both counted from the first word on."""
    at = word = 0
    for other in changed:
        if at + other - word > token:
            break
        at += other - word
        size = len(_forms(document, first + other))
        if token < at + size:
            return other
        at += size
        word = other + 1
    return word + token - at


def _changed(said: Sequence[str]) -> list[int]:
    """Return which of some words have other forms, or none."""
    if _CHANGED.isdisjoint(said):
        joined = "".join(said)
        if "'" not in joined and "’" not in joined:
            return []
    return [at for at, word in enumerate(said) if word in _CHANGED or "’" in word or "'" in word]


def _forms(document: Document, at: int) -> tuple[str, ...]:
    words = document.words
    if words[at] in _PAIRED and _paired(words, at):
        return (words[at],)
    return plain(document.lower[at])


def _paired(words: Sequence[str], at: int) -> bool:
    """Return whether a word that mostly adds force says something here, with its neighbour."""
    before = words[at - 1].lower() if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (before, words[at]) in _AFTER or (words[at], after) in _BEFORE
