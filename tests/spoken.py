"""Texts with marked speech, for tests of who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zopa.evidence.people import resolve
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Speaker
from zopa.model.parties import Party

_MARKED = re.compile(r"<(?P<source>[^<>]+)>|\{(?P<words>[^{}]+)\}|#")


def speakers(marked: str, parties: Sequence[Party] = ()) -> list[Speaker | None]:
    """Return whom the mentions of a text mean.

    ``<...>`` marks a mention that speaks and ``{...}`` its words, in either order; ``#`` between
    two of them ends one piece of speech, so that words without a mention can be given.
    """
    text, spans, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        kind = match.lastgroup or "end"
        inside = match.group(kind) if match.lastgroup else ""
        spans.append((kind, (len(text), len(text) + len(inside))))
        text += inside
        last = match.end()
    text += marked[last:]
    found: list[Found] = []
    open_: dict[str, tuple[int, int]] = {}
    for kind, span in [*spans, ("end", (0, 0))]:
        if kind in open_ or (kind == "end" and open_) or len(open_) == 2:
            found.append(_found(text, open_))
            open_ = {}
        if kind != "end":
            open_[kind] = span
    pairs = resolve(Document(text), found, parties)
    return [speaker for speaker, _ in pairs]


def names(marked: str, parties: Sequence[Party] = ()) -> list[str | None]:
    """Return the names of the speakers of a marked text."""
    return [speaker.name if speaker else None for speaker in speakers(marked, parties)]


def _found(text: str, spans: dict[str, tuple[int, int]]) -> Found:
    words = spans["words"]
    direct = text[words[0]] in '"“'
    inner = ((words[0] + 1, words[1] - 1),) if direct else ()
    mode = "direct" if direct else "indirect"
    return Found((words,), mode, "example", inner, source=spans.get("source"))
