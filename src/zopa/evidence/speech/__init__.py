"""Speech in a text: quotations, who says them, and speech that is only reported."""

from __future__ import annotations

from zopa.evidence.speech._assembly import assemble
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.evidence.speech._quotations import quotations
from zopa.evidence.speech._reported import reported

__all__ = ["find"]


def find(document: Document) -> list[Found]:
    """Return who says what in a text, in the order of the text.

    Examples
    --------
    >>> text = 'Roe said she would walk. "We tried," she added.'
    >>> [(item.mode, text[slice(*item.source)]) for item in find(Document(text))]
    [('indirect', 'Roe'), ('direct', 'she')]
    """
    quoted = quotations(document)
    return assemble(document, quoted, reported(document, quoted))
