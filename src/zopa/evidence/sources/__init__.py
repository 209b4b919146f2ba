"""From the bytes of a report to its text, its zones and its hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zopa.errors import SourceError
from zopa.evidence.sources._dates import iso_day
from zopa.evidence.sources._decode import decode
from zopa.evidence.sources._language import guess
from zopa.evidence.sources._page import Page, read_page
from zopa.evidence.sources._sniff import is_html, refuse_binary
from zopa.evidence.sources._zones import layout
from zopa.model.ledger import SourceText

__all__ = ["LARGEST", "content_of", "read_source"]

LARGEST = 20_000_000
"""Bytes that a source may have unless the caller says otherwise."""
EMPTY, TOO_LARGE, MISSING = "empty", "too-large", "missing"
_TEXT = "text-1"
_HTML = "html-1"


def read_source(  # noqa: PLR0913 - what is known of a report comes in one call
    data: bytes | str | Path,
    *,
    id: str | None = None,  # noqa: A002 - the field is called so
    encoding: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    date: str | None = None,
    lang: str | None = None,
    max_bytes: int = LARGEST,
) -> SourceText:
    r"""Return a report as text with zones, from the content or the path of its file.

    Parameters
    ----------
    data
        The content as ``bytes``, or the path of a file (``str`` or ``Path``).  Text or HTML,
        told apart by content.
    id
        Name of the source in a ledger; by default the name of the file without its ending, or
        ``source``.
    encoding
        Obeyed where given.  Else a byte order mark decides, then UTF-8, UTF-16 or UTF-32 without
        a mark, what a page declares, and cp1252 with a warning.
    title, publisher, url, date, lang
        What is known of the report; where left out they are read from it, and stay ``None``
        where it does not say.
    max_bytes
        Larger files are refused.

    Returns
    -------
    SourceText
        Text with its line ends as they are (of a page: its blocks as lines), without a byte
        order mark; zones in order that cover it; hashes of bytes and text; a warning for each
        oddity.

    Raises
    ------
    SourceError
        With ``code`` ``empty``, ``binary``, ``undecodable``, ``too-large`` or ``missing``.

    Notes
    -----
    Cost: linear in the size of the file.

    Examples
    --------
    >>> report = b"Talks end\r\n\r\nOSLO (AP) \xe2\x80\x94 They said that they would return.\r\n\r\nNobody signed.\r\n"
    >>> source = read_source(report, id="a")
    >>> [(zone.label, source.text[zone.start : zone.end].strip()) for zone in source.zones][:2]
    [('headline', 'Talks end'), ('dateline', 'OSLO (AP) —')]
    >>> source.encoding, source.length, source.date, source.lang
    ('utf-8', 78, None, 'en')
    """
    content, file = content_of(data, max_bytes)
    name = file or id or "the source"
    if len(content) > max_bytes:
        raise _too_large(name, len(content), max_bytes)
    if not content.strip():
        raise _empty(name, content)
    refuse_binary(content, name)
    decoded = decode(content, name, encoding)
    page = read_page(decoded, content) if is_html(decoded.text) else Page(decoded.text)
    text = page.text
    if not text.strip():
        raise _empty(name, content)
    parts = layout(text, page.hints)
    raw_sha256 = hashlib.sha256(content).hexdigest()
    as_it_is = page.plain and decoded.encoding == "utf-8"  # then both hashes are of the same bytes
    lang = lang or page.lang or guess(text)
    unknown = f"the language of {name} is not known to be English: only quotations will be found"
    return SourceText(
        id=id or (Path(file).stem if file else "source"),
        text_sha256=raw_sha256 if as_it_is else hashlib.sha256(text.encode("utf-8")).hexdigest(),
        raw_sha256=raw_sha256,
        encoding=decoded.encoding,
        extractor=_TEXT if page.plain else _HTML,
        length=len(text),
        zones=parts.zones,
        title=title or page.title or parts.headline,
        publisher=publisher or page.publisher,
        date=_day(date) if date else page.date or parts.date,
        url=url or page.url,
        lang=lang,
        file=file,
        warnings=(*decoded.warnings, *page.warnings, *(() if lang else (unknown,))),
        text=text,
        bytes_at=page.bytes_at,
    )


def content_of(data: bytes | str | Path, max_bytes: int = LARGEST) -> tuple[bytes, str | None]:
    """Return the bytes of a report and the name of its file, read once: a pipe has no second time.

    Raises
    ------
    SourceError
        With ``code`` ``too-large`` or ``missing``.
    """
    if isinstance(data, bytes):
        return data, None
    path = Path(data)
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise _too_large(path.name, size, max_bytes)
        return path.read_bytes(), path.name
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise SourceError(
            MISSING, f"{path} cannot be read: {why}; give the path of a report"
        ) from None


def _day(date: str) -> str:
    """Return the day of a date that the caller gives; what is no day stays as it is."""
    return iso_day(date) or date


def _too_large(name: str, size: int, limit: int) -> SourceError:
    return SourceError(
        TOO_LARGE,
        f"{name} has {size:,} bytes, the limit is {limit:,}; "
        "add the part that reports, or raise the limit with --max-size",
    )


def _empty(name: str, content: bytes) -> SourceError:
    what = "has only white space or mark-up" if content else "is empty"
    return SourceError(EMPTY, f"{name} {what}; add a file with the text of the report")
