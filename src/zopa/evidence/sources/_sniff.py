"""What a file is, by its content; its name is never asked."""

from __future__ import annotations

import re

from zopa.errors import SourceError

_MAGIC = (
    (b"{\\rtf", "a Rich Text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or other Office document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"\x1a\x45\xdf\xa3", "a video file"),
)
_WORDLIKE = frozenset({b"BZh", b"ID3", b"OggS"})
"""Marks that a text could begin with as well."""
_INSIDE_ZIP = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
)
_WORD_LIKE = ("Word", "Rich Text", "OpenDocument", "PowerPoint", "EPUB")
_HEAD = 4096
_HTML = re.compile(
    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|meta\s|title>|article[\s>]|main[\s>])",
    re.IGNORECASE,
)
_TAGS = re.compile(
    r"<(?:p|div|h[1-6]|br|span|blockquote|section|ul|li|table)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_FEW_TAGS = 3
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_CONTROL_SHARE = 0.02
BINARY = "binary"
ONLY_TEXT = "only text and HTML can be read"


def refuse_binary(data: bytes, name: str) -> None:
    """Raise where the bytes are those of a known format that is no text, and name it.

    Examples
    --------
    >>> refuse_binary(b"%PDF-1.7 ...", "report.pdf")
    Traceback (most recent call last):
    zopa.errors.SourceError: report.pdf is a PDF document, but only text and HTML can be read; ...
    """
    what = _format_of(data)
    if what is None:
        return
    step = "add the file in which the report is text"
    if what == "a PDF document":
        step = "save its text as a .txt file (for example with pdftotext) and add that"
    elif any(word in what for word in _WORD_LIKE):
        step = "save it as plain text or HTML and add that"
    elif "archive" in what:
        step = "unpack it and add the reports in it"
    raise SourceError(BINARY, f"{name} is {what}, but {ONLY_TEXT}; {step}")


def _format_of(data: bytes) -> str | None:
    head = data[:1024]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"%PDF-"):
        return "a PDF document"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((what for mark, what in _INSIDE_ZIP if mark in data), "a zip archive")
    for mark, what in _MAGIC:
        if head.startswith(mark) and (mark not in _WORDLIKE or b"\0" in head):
            return what
    shaped = (
        (head[:4] == b"RIFF" and head[8:12] == b"WEBP", "a WebP image"),
        (head[:4] == b"RIFF" and b"\0" in head[:64], "a sound or video file"),
        (head[4:8] == b"ftyp", "a video or HEIC file"),
        (head[:2] == b"BM" and head[6:10] == b"\0\0\0\0", "a BMP image"),
    )
    return next((what for fits, what in shaped if fits), None)


def refuse_noise(data: bytes, name: str) -> None:
    """Raise where bytes that are no UTF-16 or UTF-32 hold NULs or many control characters."""
    place = data.find(0)
    if place >= 0:
        raise SourceError(
            BINARY, f"{name} is no text: byte {place} is NUL, but {ONLY_TEXT}; {_NEXT}"
        )
    head = data[: _HEAD * 16]
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls > max(2, _CONTROL_SHARE * len(head)):
        raise SourceError(
            BINARY,
            f"{name} is no text: {controls} of its first {len(head)} bytes are control "
            f"characters, but {ONLY_TEXT}; {_NEXT}",
        )


_NEXT = "add a text or HTML file"


def is_html(text: str) -> bool:
    """Return whether a text is a page: it begins like one, or block tags stand in its beginning.

    Examples
    --------
    >>> is_html("<!DOCTYPE html><p>Talks"), is_html("Is 3 < 4? <p> is a tag, he wrote.")
    (True, False)
    """
    head = text[: _HEAD * 4].lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return False
    if _HTML.search(head):
        return True
    return sum(1 for _ in _TAGS.finditer(head)) >= _FEW_TAGS or bool(_TAGS.match(head))
