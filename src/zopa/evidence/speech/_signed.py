"""Posts shown on a page that name their account: what stands above the name was posted by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

SIGNED = rule("post.signed", "A post is shown with the name of its account below it.")

LONGEST = 2_000
"""Characters of a post that are read."""
_SIGNATURE = re.compile(r"[–—―-]{1,2}\s?([^\s(][^(\n]{0,58}[^\s(])\s?\(@\w{2,30}\)")


def with_posts(document: Document, found: Sequence[Found], posts: Iterable[Span]) -> list[Found]:
    r"""Return speech with the signed posts in which nothing else was found, in order.

    Examples
    --------
    >>> text = "We will come back.\n— Dock Union (@dock) May 1, 2020"
    >>> [post] = with_posts(Document(text), [], [(0, len(text))])
    >>> text[slice(*post.pieces[0])], text[slice(*post.source)]
    ('We will come back.', 'Dock Union')
    """
    made: list[Found] = []
    for start, end in posts:
        last = min(end, start + LONGEST)
        signature = _SIGNATURE.search(document.text, start, last)
        if signature is None:
            continue
        words = document.text[start : signature.start()]
        first = start + len(words) - len(words.lstrip())
        piece = (first, start + len(words.rstrip()))
        said = any(left < end and right > start for item in found for left, right in item.pieces)
        if piece[0] < piece[1] and not said:
            made.append(
                Found((piece,), "direct", SIGNED, source=signature.span(1), source_rule=SIGNED)
            )
    if not made:
        return list(found)
    return sorted([*found, *made], key=lambda item: (item.pieces[0], item.cue or (0, 0)))
