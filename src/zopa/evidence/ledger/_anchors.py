"""Passages found again in a text that may have changed: by place, by words, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from zopa.model.ledger import Detail, Passage, SourceText, Span, Speaker, Statement

AROUND = 32
"""Characters before and after a passage that are kept to find it again."""
TELLING = 8
"""Characters that must be kept of one side before that side alone says where a passage is."""
SHOWN = 200
"""Characters of a cut passage that are searched for; its hash decides in the end."""


def passage_at(source: str, text: str, span: Span) -> Passage:
    """Return the passage of a text at a place, with what stands around it.

    Examples
    --------
    >>> found = passage_at("a", "He said: we agree.", (9, 17))
    >>> found.exact, found.prefix, found.suffix
    ('we agree', 'He said: ', '.')
    """
    start, end = span
    exact = text[start:end]
    return Passage(
        source=source,
        start=start,
        end=end,
        exact=exact,
        sha256=sha256(exact),
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
    )


def sha256(words: str) -> str:
    """Return the SHA-256 of words in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def statement_id(source: SourceText, spans: Sequence[Span]) -> str:
    """Return the id of the statement that stands there: it follows from text and place.

    Examples
    --------
    >>> source = SourceText(id="a", text_sha256="0", raw_sha256="0", encoding="utf-8",
    ...     extractor="text-1", length=9)
    >>> statement_id(source, [(0, 2), (5, 9)]) == statement_id(source, [(0, 9)])
    True
    """
    place = f"{source.text_sha256}:{spans[0][0]}:{spans[-1][1]}"
    return f"{source.id}-{sha256(place)[:6]}"


def free_name(name: str, taken: Container[str]) -> str:
    """Return an id, with a number behind it where it is taken.

    Examples
    --------
    >>> free_name("a-3f2a91", ["a-3f2a91", "a-3f2a91-2"])
    'a-3f2a91-3'
    """
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def stands(passage: Passage, text: str) -> bool:
    """Return whether a passage stands in a text where it says, by its hash."""
    start, end = passage.start, passage.end
    return 0 <= start < end <= len(text) and sha256(text[start:end]) == passage.sha256


def reanchor(passage: Passage, text: str) -> Passage | None:
    """Return a passage at its place in a text, or ``None`` where that is not certain.

    Its place: where it stood, if the same words and what stood before or behind them are there;
    else the one stretch with its words and what stood before and behind; else, where there is none
    of that, the one with its words and what stood on one of the sides.  Two such stretches, or
    none, are no place: it is lost, never guessed.

    Parameters
    ----------
    passage
        With its words, or cut, when its hash confirms the stretch.
    text
        Of the same source, as it is now.

    Notes
    -----
    Cost: linear in the length of the text.

    Examples
    --------
    >>> found = passage_at("a", "He said: we agree.", (9, 17))
    >>> reanchor(found, "At noon. He said: we agree.").start
    18
    >>> reanchor(found, "He said: we do not agree.") is None
    True
    >>> reanchor(found, "Again. He said: we agree. He said: we agree.") is None
    True
    """
    if passage.start >= passage.end:
        return None
    if stands(passage, text) and _in_place(passage, text):
        return passage
    starts = _starts(passage, text)
    if len(starts) != 1:
        return None
    start = starts.pop()
    end = start + passage.end - passage.start
    if sha256(text[start:end]) != passage.sha256:
        return None
    if passage.cut:
        return replace(passage, start=start, end=end)
    return passage_at(passage.source, text, (start, end))


def _in_place(passage: Passage, text: str) -> bool:
    """Return whether something of what stood around still does; with nothing kept, it does."""
    before = text.startswith(passage.prefix, passage.start - len(passage.prefix))
    behind = text.startswith(passage.suffix, passage.end)
    return before or behind


def _starts(passage: Passage, text: str) -> set[int]:
    """Return where a passage may begin: one place, or none, or two where there are more."""
    if passage.cut and not passage.exact:
        return set()
    full = set(_first_two(passage, text, passage.prefix, passage.suffix))
    sides = [(passage.prefix, ""), ("", passage.suffix)]
    tell = [side for side in sides if len("".join(side)) >= TELLING]
    return full or {start for side in tell for start in _first_two(passage, text, *side)}


def _first_two(passage: Passage, text: str, prefix: str, suffix: str) -> Iterator[int]:
    """Yield the first two places where words stand between a prefix and a suffix."""
    length = passage.end - passage.start
    needle = prefix + passage.exact[:SHOWN] if passage.cut else prefix + passage.exact + suffix
    at, found = text.find(needle), 0
    while at >= 0 and found < 2:
        start = at + len(prefix)
        if start + length <= len(text) and text.startswith(suffix, start + length):
            found += 1
            yield start
        at = text.find(needle, at + 1)


def moved(statement: Statement, text: str) -> Statement | None:
    """Return a statement at its place in a text, or ``None`` where a passage of it is lost.

    What belongs to its places (mention, cue, marks, times) goes along; what can no longer be
    placed stands without a place.
    """
    passages: list[Passage] = []
    for passage in statement.passages:
        there = reanchor(passage, text)
        if there is None or (passages and there.start < passages[-1].end):
            return None
        passages.append(there)
    if tuple(passages) == statement.passages:
        return statement
    shifts = [
        (old.start, old.end, new.start - old.start)
        for old, new in zip(statement.passages, passages, strict=True)
    ]
    place = _Shift(shifts, text)
    return replace(
        statement,
        passages=tuple(passages),
        quoted=tuple(place.inside(statement.quoted)),
        speaker=place.speaker(statement.speaker),
        via=place.speaker(statement.via),
        cue=place.span(statement.cue),
        addressee=place.detail(statement.addressee),
        venue=place.detail(statement.venue),
        time=place.detail(statement.time),
        kinds=tuple(place.detail(kind) or kind for kind in statement.kinds),
    )


class _Shift:
    """How far the places of a statement moved."""

    def __init__(self, shifts: list[tuple[int, int, int]], text: str) -> None:
        self.shifts = shifts
        self.text = text

    def inside(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield stretches of the passages, each moved as its passage."""
        for start, end in spans:
            for first, last, shift in self.shifts:
                if first <= start and end <= last:
                    yield (start + shift, end + shift)

    def span(self, span: Span | None, words: str | None = None) -> Span | None:
        """Return a stretch around the passages, where all moved alike and its words are there."""
        shift = self.shifts[0][2]
        if span is None or any(other != shift for _, _, other in self.shifts):
            return None
        start, end = span[0] + shift, span[1] + shift
        if start < 0 or end > len(self.text):
            return None
        return (start, end) if words is None or self.text[start:end] == words else None

    def speaker(self, speaker: Speaker | None) -> Speaker | None:
        """Return a speaker whose mention moved along."""
        if speaker is None:
            return None
        return replace(speaker, mention=self.span(speaker.mention, speaker.text))

    def detail(self, detail: Detail | None) -> Detail | None:
        """Return a circumstance whose words moved along."""
        if detail is None:
            return None
        return replace(detail, span=self.span(detail.span, detail.text))
