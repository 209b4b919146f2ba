"""What the readers of speech hand to each other."""

from __future__ import annotations

from typing import NamedTuple

from zopa.model.ledger import Span


class Quotation(NamedTuple):
    """A stretch between quotation marks, inside one paragraph.

    A quotation over several paragraphs is several of these; ``follows`` says so.
    """

    start: int
    """Place of the opening mark (or of the first word where none stands)."""
    end: int
    """Place after the closing mark (or after the last word where none stands)."""
    inner: Span
    """The words without the marks."""
    rule: str
    flags: tuple[str, ...] = ()
    """Of `zopa.model.ledger.FLAGS`: ``unclosed``, ``wrong-way``, ``nested``, ..."""
    follows: bool = False
    """Whether it goes on with the quotation of the paragraph before."""


class Found(NamedTuple):
    """Speech in a text, before anybody asked who it is and what it does."""

    pieces: tuple[Span, ...]
    """Content, each piece inside one paragraph; pure quotations with their marks."""
    mode: str
    """``direct``, ``mixed`` or ``indirect``."""
    rule: str
    quoted: tuple[Span, ...] = ()
    """Words between marks (marks left out) within the pieces."""
    cue: Span | None = None
    source: Span | None = None
    """Mention of the speaker: a noun phrase or a pronoun; ``None`` where none is near."""
    source_rule: str = ""
    """Rule that tied this mention to these words."""
    via: Span | None = None
    """Mention of whoever passes it on (``according to``), where it is not the speaker."""
    flags: tuple[str, ...] = ()
