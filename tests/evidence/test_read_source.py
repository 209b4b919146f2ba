"""Bytes become text as they should, or are refused in one sentence that says what to do."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zopa.errors import SourceError
from zopa.evidence.sources import read_source

REPORT = "Talks end in Oslo\r\n\r\nBoth sides said “no” and left.\r\n\r\nThey will be back.\r\n"
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff<"), max_size=200
).map(lambda words: "a " + words)


def refused(data: bytes | str | Path, **how: Any) -> tuple[str, str]:
    with pytest.raises(SourceError) as caught:
        read_source(data, **how)
    return caught.value.code, str(caught.value)


@given(TEXTS)
def test_utf8_stays_as_it_is(text: str) -> None:
    """Text of UTF-8 equals its decoding, and zones cover it in order."""
    source = read_source(text.encode(), id="a")
    assert (source.text, source.encoding) == (text, "utf-8")
    assert source.text_sha256 == source.raw_sha256 == hashlib.sha256(text.encode()).hexdigest()
    edges = [0, *(zone.end for zone in source.zones)]
    assert [zone.start for zone in source.zones] == edges[:-1]
    assert edges[-1] == source.length == len(text)


@pytest.mark.parametrize(
    "codec",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_told_with_and_without_a_mark(codec: str) -> None:
    """Every form of Unicode gives the same text, line ends untouched, no mark left."""
    source = read_source(REPORT.encode(codec), id="a")
    assert source.text == REPORT
    assert REPORT.encode(codec).decode(source.encoding) == REPORT
    assert source.warnings == ()


def test_cp1252_comes_with_a_warning() -> None:
    """Bytes that are no UTF-8 are read as cp1252, and the source says so."""
    source = read_source(REPORT.encode("cp1252"), id="a")
    assert (source.text, source.encoding) == (REPORT, "cp1252")
    assert "byte 37" in source.warnings[0]
    assert "--encoding" in source.warnings[0]


def test_a_named_encoding_is_obeyed() -> None:
    """Even where the bytes would do as something else; no warning then."""
    source = read_source("они ушли домой".encode("koi8-r"), id="a", encoding="koi8-r", lang="ru")
    assert (source.text, source.warnings) == ("они ушли домой", ())
    assert read_source(b"\xc3\xa9t\xc3\xa9", id="a", encoding="latin-1").text == "Ã©tÃ©"


def test_undecodable_bytes_name_the_place_and_a_way_out() -> None:
    """Bytes that neither UTF-8 nor cp1252 knows name encodings that work."""
    code, message = refused("они ушли в Нью-Йорк".encode("koi8-r") + b"\x81\x8d")
    assert code == "undecodable"
    assert "byte 0 (0xcf) is not UTF-8; " in message
    assert "--encoding" in message
    code, message = refused("“Nein”, sagte er – “nie”".encode() + b"\x93")
    assert (code, "most of the file is" in message) == ("undecodable", True)
    assert refused(b"\xe9", encoding="ascii")[1].startswith(
        "the source: byte 0 (0xe9) is not ascii; cp1252"
    )


def test_an_unknown_encoding_is_named() -> None:
    """The nearest known one is offered; codecs that are none of text are unknown."""
    code, message = refused(b"a", encoding="utf-9")
    assert (code, "'utf-9'" in message, "utf-8" in message) == ("undecodable", True, True)
    assert refused(b"a", encoding="base64")[0] == "undecodable"


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe \0", b"<html><p> "])
def test_nothing_to_read(data: bytes) -> None:
    """No bytes, white space only or mark-up only is empty."""
    assert refused(data)[0] == "empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....xl/workbook.xml", "an Excel workbook"),
        (b"PK\x03\x04....a.txt", "a zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "an old Word or other Office document"),
        (b"{\\rtf1\\ansi Talks end}", "a Rich Text document"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0....", "a JPEG image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a WebP image"),
        (b"Talks\0end", "byte 5 is NUL"),
        (b"\x01\x02\x03\x04\x05 talks", "control characters"),
    ],
)
def test_files_that_are_no_text_are_named(data: bytes, what: str) -> None:
    """By content, whatever they are called, with the next step."""
    code, message = refused(data)
    assert (code, what in message) == ("binary", True)
    assert "; " in message
    assert message.count(". ") == 0


def test_a_path_is_read(tmp_path: Path) -> None:
    """A str is a path too; its name is the id, and what is known of the report is kept."""
    file = tmp_path / "oslo.pdf"
    file.write_bytes(REPORT.encode())
    source = read_source(str(file), date="2 March 2020", publisher="The Post", lang="en")
    assert (source.id, source.file, source.date) == ("oslo", "oslo.pdf", "2020-03-02")
    assert source.title == "Talks end in Oslo"
    assert read_source(file) == read_source(str(file))
    code, message = refused(tmp_path / "none.txt")
    assert (code, "none.txt" in message) == ("missing", True)
    assert refused(tmp_path)[0] == "missing"


def test_large_files_are_refused(tmp_path: Path) -> None:
    """Of bytes and of files; the limit is the caller's."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 11)
    for data in (b"a" * 11, file):
        code, message = refused(data, max_bytes=10)
        assert (code, "11 bytes, the limit is 10" in message) == ("too-large", True)
    assert read_source(file, max_bytes=11).length == 11


def test_other_languages_are_said() -> None:
    """English is told by its common words; of anything else the source says what follows."""
    assert read_source(REPORT.encode(), id="a").lang == "en"
    other = read_source(b"Die Minister sind nach Oslo gereist und kommen wieder.", id="a")
    assert other.lang is None
    assert "only quotations" in other.warnings[0]
    assert read_source(b"Nein.", id="a", lang="de").warnings == ()
