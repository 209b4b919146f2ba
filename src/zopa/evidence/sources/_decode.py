"""From bytes to text: marks at the start, UTF-8, UTF-16 and UTF-32; others only when named."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from zopa.errors import SourceError, did_you_mean
from zopa.evidence.sources._sniff import BINARY, ONLY_TEXT, refuse_noise

UNDECODABLE = "undecodable"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHERS = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 koi8-r iso8859-2 iso8859-5 mac-roman "
    "shift_jis euc_jp gb18030 big5 euc_kr cp437"
).split()
_COMMON = ("utf-8", "utf-16", "utf-32", "latin-1", "ascii", *_OTHERS)
_NAMED = 4
"""Encodings that an error names at most."""
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})", re.IGNORECASE
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_BOTH = 0.05


class Decoded(NamedTuple):
    """A text and how it came out of the bytes: ``data.decode(encoding) == text``."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    r"""Return the text of bytes.

    Parameters
    ----------
    data
        Content of a file.
    name
        What errors call it.
    encoding
        Obeyed where given; else a byte order mark decides, then UTF-8, then the pattern of
        UTF-16 and UTF-32 without a mark, then what a page declares, then cp1252 with a warning.

    Raises
    ------
    SourceError
        ``undecodable`` with the byte and the encodings that would work, ``binary`` where the
        bytes are no text.

    Examples
    --------
    >>> decode("Déjà".encode("utf-16"), "a.txt").text
    'Déjà'
    >>> decode(b"\x93Yes\x94", "a.txt").encoding
    'cp1252'
    """
    if encoding is not None:
        return _as_told(data, name, encoding)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(_marked(data, codec, name), codec)
    wide = _wide(data) if b"\0" in data else None
    if wide:
        return wide
    refuse_noise(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as fault:
        return _not_utf8(data, name, fault.start)


def _as_told(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding)
        text = data.decode(codec.name)
    except UnicodeDecodeError as fault:
        raise _undecodable(data, name, fault.start, encoding) from None
    except (LookupError, ValueError):
        hint = did_you_mean(encoding, _COMMON)
        raise SourceError(
            UNDECODABLE, f"{name}: no encoding of text is called '{encoding}'; {hint}"
        ) from None
    if _SURROGATE.search(text):
        raise SourceError(
            UNDECODABLE, f"{name} is no {encoding}: half characters come out; {_try(data)}"
        )
    _no_nul(text, name)
    told = codec.name
    if told == "utf-8" and data.startswith(codecs.BOM_UTF8):
        told = "utf-8-sig"
    return Decoded(text.removeprefix("\ufeff"), told)


def _marked(data: bytes, codec: str, name: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as fault:
        raise _undecodable(data, name, fault.start, codec.removesuffix("-sig")) from None
    _no_nul(text, name)
    return text.removeprefix("\ufeff")


def _no_nul(text: str, name: str) -> None:
    place = text.find("\0")
    if place >= 0:
        raise SourceError(
            BINARY,
            f"{name} is no text: character {place} is NUL, but {ONLY_TEXT}; "
            "add a text or HTML file, or name its encoding with --encoding",
        )


def _wide(data: bytes) -> Decoded | None:
    """Return UTF-32 or UTF-16 without a mark, where zero bytes stand as they do in it."""
    columns = [data[first::4].count(0) for first in range(4)]
    quarter = len(data) / 4
    order = []
    if len(data) % 4 == 0 and columns[3] == quarter and columns[2] > _BOTH * quarter:
        order.append("utf-32-le")
    if len(data) % 4 == 0 and columns[0] == quarter and columns[1] > _BOTH * quarter:
        order.append("utf-32-be")
    low, high = columns[0] + columns[2], columns[1] + columns[3]
    if len(data) % 2 == 0 and low != high:
        order.append("utf-16-le" if high > low else "utf-16-be")
    for codec in order:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and len(_CONTROLS.findall(text)) <= _BOTH * len(text):
            return Decoded(text, codec)
    return None


def _not_utf8(data: bytes, name: str, place: int) -> Decoded:
    declared = _declared(data)
    if declared:
        return declared
    if _damaged(data):
        raise _undecodable(data, name, place, "UTF-8, although most of the file is")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise _undecodable(data, name, place, "UTF-8") from None
    warning = (
        f"{name} is not UTF-8 (byte {place}) and was read as cp1252; "
        "if characters look wrong, name its encoding with --encoding"
    )
    return Decoded(text, "cp1252", (warning,))


def _declared(data: bytes) -> Decoded | None:
    """Return the text by the encoding that a page declares, where the bytes agree."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name
        codec = "cp1252" if codec in {"iso8859-1", "ascii"} else codec
        text = data.decode(codec)
    except (LookupError, ValueError):
        return None
    return None if _SURROGATE.search(text) or "\0" in text else Decoded(text, codec)


def _damaged(data: bytes) -> bool:
    """Return whether most stretches of high bytes are whole UTF-8 characters."""
    good = bad = 0
    for stretch in _HIGH.finditer(data[:1_000_000]):
        try:
            stretch.group().decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > bad


def _undecodable(data: bytes, name: str, place: int, encoding: str) -> SourceError:
    shown = f"byte {place} (0x{data[place]:02x})" if place < len(data) else f"byte {place}"
    return SourceError(UNDECODABLE, f"{name}: {shown} is not {encoding}; {_try(data)}")


def _try(data: bytes) -> str:
    """Return the next step: encodings under which these bytes are text."""
    working = []
    for codec in ("utf-8", *_OTHERS):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            working.append(codec)
        if len(working) == _NAMED:
            break
    if not working:
        return "no common encoding fits, so save it anew as UTF-8"
    return f"{', '.join(working)} would work: name the right one with --encoding"
