"""Words of a statement brought to one form.

Words are small letters; short forms are written out (*couldn't* is ``could not``, *never* is
``not``) and words that only add force (*really*, *just*, *very*) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from zopa.evidence.meaning._patterns import STOP
from zopa.evidence.speech._document import Document
from zopa.model.ledger import Span

AT_MOST = 240
"""Words of a statement that are looked at."""
FAR = 600
"""Characters after the last word of a sentence among which its mark is looked for."""
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
_SPEAKERS = frozenset(("I", "I'", "I’"))
_STOPS = re.compile(r"[.?!;:—…]+")


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


def changed_in(vocabulary: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return those of some words in small letters that have other forms, or none, and the forms."""
    marked = [word for word in vocabulary if not word.isalpha() and ("'" in word or "’" in word)]
    return {word: plain(word) for word in (*(vocabulary & _CHANGED), *marked)}


class Forms:
    """Which words of a document do not stay as they are, found once for all its statements.

    Parameters
    ----------
    document
        A text.
    changed
        Its words that have other forms, from `changed_in`.
    places
        Which words of the document these are, in order.
    """

    __slots__ = ("changed", "document", "places")

    def __init__(
        self, document: Document, changed: Mapping[str, tuple[str, ...]], places: list[int]
    ) -> None:
        self.document, self.changed = document, changed
        self.places = [*places, len(document.words)]
        """The words in order, and then one that no document has."""

    def of(self, place: int) -> tuple[str, ...]:
        """Return the forms of one of the words; *has yet*, *as soon* and *too late* are kept."""
        document = self.document
        word = document.words[place]
        if word in _PAIRED and _paired(document.words, place):
            return (word,)
        return self.changed[document.lower[place]]


class Wording:
    """Words of a statement in one form, and where they were read.

    Parameters
    ----------
    forms
        Of its document.
    spans
        The stretches of the statement.

    Examples
    --------
    >>> wording(Document("No. We couldn't really do that."), [(0, 31)]).tokens
    ['.', 'no', '.', 'we', 'could', 'not', 'do', 'that', '.']
    """

    __slots__ = ("_document", "_run_tokens", "_run_words", "_spans", "tokens")

    def __init__(self, forms: Forms, spans: Collection[Span]) -> None:
        document, places = forms.document, forms.places
        starts, lower = document.starts, document.lower
        tokens: list[str] = [STOP]
        # a run: words that stay as they are, or one word that does not, or a stop
        run_tokens: list[int] = []
        run_words: list[int] = []
        left = AT_MOST
        joined = _joined(document, spans) if len(spans) > 1 else ()
        for start, end in spans:
            begin = bisect_left(starts, start)
            stop = bisect_left(starts, end, begin)
            stop = min(stop, begin + left)
            if begin == stop:
                continue
            left -= stop - begin
            number = bisect_left(places, begin)
            for cut in _cuts(document, start, begin, stop):
                while (at := places[number]) < cut:
                    if begin < at:
                        run_tokens.append(len(tokens))
                        run_words.append(begin)
                        tokens += lower[begin:at]
                    run_tokens.append(len(tokens))
                    run_words.append(at)
                    tokens += forms.of(at)
                    begin = at + 1
                    number += 1
                if begin < cut:
                    run_tokens.append(len(tokens))
                    run_words.append(begin)
                    tokens += lower[begin:cut]
                if cut == stop and end in joined:
                    break
                run_tokens.append(len(tokens))
                run_words.append(cut)
                tokens.append(STOP)
                begin = cut
        if tokens[-1] != STOP:
            tokens.append(STOP)
        self.tokens = tokens
        """Begins and ends with `STOP`; one stands between sentences."""
        self._run_tokens, self._run_words = run_tokens, run_words
        self._document, self._spans = document, spans

    def words_of(self, start: int, end: int) -> range:
        """Return the words of the document from which some tokens were read, of one piece."""
        tokens = self.tokens
        first = self._word(start + 1 if tokens[start] == STOP else start)
        stop = self._word(end - 2 if tokens[end - 1] == STOP else end - 1) + 1
        if len(self._spans) > 1:
            starts = self._document.starts
            ends = [right for left, right in self._spans if left <= starts[first] < right]
            stop = min(stop, *[bisect_left(starts, right, first) for right in ends], stop)
        return range(first, stop)

    def comma(self, first: int, last: int) -> bool:
        """Return whether a comma stands between two tokens."""
        document = self._document
        begin, end = document.ends[self._word(first)], document.starts[self._word(last)]
        return document.text.find(",", begin, end) >= 0

    def small(self, first: int, last: int) -> list[str]:
        """Return the words of the document between two tokens, also those that are left out."""
        return self._document.lower[self._word(first) + 1 : self._word(last)]

    def asked(self, at: int) -> bool:
        """Return whether a token stands in a question."""
        document = self._document
        text = document.text
        for start, end in self._spans:
            if text.find("?", start, end) >= 0:
                break
        else:
            return False
        last = self._word(self.tokens.index(STOP, at)) - 1
        place, after = document.starts[last], document.ends[last]
        end = next(end for start, end in self._spans if start <= place < end)
        for mark in _STOPS.finditer(text, place, min(end, after + FAR)):
            if mark.start() >= after:
                return "?" in mark.group()
        return False

    def _word(self, token: int) -> int:
        """Return the word of a token; for `STOP` the one after it."""
        run = bisect_right(self._run_tokens, token) - 1
        word = self._run_words[run] + token - self._run_tokens[run]
        if run + 1 < len(self._run_words) and word >= self._run_words[run + 1]:
            word = self._run_words[run + 1] - 1  # a word with two forms
        return word


def _cuts(document: Document, start: int, first: int, stop: int) -> list[int]:
    """Return the words after which sentences of a stretch end, plus one."""
    if stop - first == 1:
        return [stop]
    starts, ends = document.starts, document.ends
    found: list[int] = []
    for mark in _STOPS.finditer(document.text, start, starts[stop - 1]):
        place = mark.start()
        cut = bisect_right(starts, place, first, stop)
        if cut > first and ends[cut - 1] <= place:
            found.append(cut)
            first = cut
    found.append(stop)
    return found


def _joined(document: Document, spans: Collection[Span]) -> frozenset[int]:
    """Return the ends of pieces after which the sentence goes on: *“If they come,” he said, “we go”*.

    A comma stands before the closing mark, and what follows begins in small letters.
    """
    text, words = document.text, document.words
    found = []
    pieces = list(spans)
    for (_, end), (start, _) in pairwise(pieces):
        if "," in text[end - 2 : end]:
            word = bisect_left(document.starts, start)
            if word < len(words) and (words[word][0].islower() or words[word][:2] in _SPEAKERS):
                found.append(end)
    return frozenset(found)


def wording(document: Document, spans: Collection[Span]) -> Wording:
    """Return the words of some stretches of a document in one form."""
    changed = changed_in(document.vocabulary)
    places = [at for at, word in enumerate(document.lower) if word in changed]
    return Wording(Forms(document, changed, places), spans)


def _paired(words: Sequence[str], at: int) -> bool:
    """Return whether a word that mostly adds force says something here, with its neighbour."""
    before = words[at - 1].lower() if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (before, words[at]) in _AFTER or (words[at], after) in _BEFORE
