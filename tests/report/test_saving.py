"""Documents, and briefs as files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from studies import hanoi, harbour
from zopa.errors import FormatError, QuestionError
from zopa.report import Document, brief
from zopa.report.document import Column, Table, row
from zopa.report.saving import write
from zopa.report.terminal import render


@pytest.fixture(scope="module")
def document() -> Document:
    """Return a brief with three pictures."""
    return brief(hanoi())


def test_rows_must_fit_their_columns() -> None:
    """A ragged table is a mistake of ours."""
    with pytest.raises(ValueError, match="a row has 2 cells, but the table has 1 columns"):
        Table(columns=(Column(title="a"),), rows=(row("1", "2"),))


def test_pages_and_texts_are_one_file(document: Document, tmp_path: Path) -> None:
    """The path asked for is the path written."""
    page, text = tmp_path / "hanoi.html", tmp_path / "hanoi.txt"
    assert document.save(page) == (page,)
    assert document.save(text) == (text,)
    assert page.read_text().startswith("<!DOCTYPE html>")
    assert text.read_text() == render(document)
    assert {path.name for path in tmp_path.iterdir()} == {"hanoi.html", "hanoi.txt"}


@pytest.mark.parametrize(
    ("suffix", "start"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF")]
)
def test_several_pictures_are_several_files(
    document: Document, tmp_path: Path, suffix: str, start: bytes
) -> None:
    """Each picture carries its id in the name of its file."""
    paths = document.save(str(tmp_path / f"hanoi{suffix}"))
    assert [path.name for path in paths] == [
        f"hanoi-{name}{suffix}" for name in ("zone", "margins", "drivers")
    ]
    assert all(path.read_bytes().startswith(start) for path in paths)


def test_one_picture_is_one_file(tmp_path: Path) -> None:
    """A brief with a single picture keeps the name asked for."""
    path = tmp_path / "harbour.svg"
    assert brief(harbour()).save(path) == (path,)


def test_unknown_suffixes_name_the_known(document: Document, tmp_path: Path) -> None:
    """Nothing is written, and the message says what would do."""
    with pytest.raises(
        FormatError, match=r"end in \.html, \.txt, \.svg, \.png, \.pdf, but .* has '\.docx'"
    ):
        document.save(tmp_path / "hanoi.docx")
    with pytest.raises(FormatError, match="has no suffix"):
        document.save(tmp_path / "hanoi")
    assert not list(tmp_path.iterdir())


def test_a_brief_without_pictures_cannot_be_a_picture(document: Document, tmp_path: Path) -> None:
    """The message says which files would do."""
    with pytest.raises(QuestionError, match=r"has no picture .*write \.html or \.txt"):
        replace(document, sections=()).save(tmp_path / "x.png")


def test_missing_folders_are_named(document: Document, tmp_path: Path) -> None:
    """No folder is made on the way."""
    with pytest.raises(FormatError, match=re.escape(f"no folder '{tmp_path / 'no'}'")):
        document.save(tmp_path / "no" / "x.html")


def test_nothing_is_half_written(tmp_path: Path) -> None:
    """Where one of several files cannot be written, none is, and the old ones stay."""
    old = tmp_path / "a.txt"
    old.write_text("old")
    with pytest.raises(FormatError, match="cannot write"):
        write({old: b"new", tmp_path / "no" / "b.txt": b"new"})
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    """A folder is not replaced by a file."""
    (tmp_path / "x.txt").mkdir()
    with pytest.raises(FormatError, match=r"x\.txt"):
        write({tmp_path / "x.txt": b"new"})
    assert [path.name for path in tmp_path.iterdir()] == ["x.txt"]


def test_files_are_as_readable_as_others(tmp_path: Path) -> None:
    """A brief can be read by whoever can read other new files."""
    other = tmp_path / "other"
    other.touch()
    (path,) = write({tmp_path / "x.txt": b"new"})
    assert path.stat().st_mode == other.stat().st_mode
