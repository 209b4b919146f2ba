"""Briefs into files: each is there whole, or as it was before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from zopa.errors import FormatError, QuestionError
from zopa.report.document import Document

PICTURES = (".svg", ".png", ".pdf")
SUFFIXES = (".html", ".txt", *PICTURES)


def save(document: Document, path: Path) -> tuple[Path, ...]:
    """Write a document as its suffix says and return the paths written."""
    return write(content(document, path))


def content(document: Document, path: Path) -> dict[Path, bytes]:
    """Return the files that saving a document would write.

    Raises
    ------
    FormatError
        When the suffix is none of those known.
    QuestionError
        When pictures are wanted of a document without any.
    """
    suffix = check(path)
    if suffix == ".html":
        from zopa.report.html import page

        return {path: page(document).encode()}
    if suffix == ".txt":
        from zopa.report.terminal import render

        return {path: render(document).encode()}
    return _pictures(document, path)


def check(path: Path) -> str:
    """Return the suffix that says what to write, in small letters; refuse others.

    Raises
    ------
    FormatError
        When the suffix is none of those known, or there is no such folder.
    """
    suffix = path.suffix.lower()
    if not path.parent.is_dir():
        msg = f"there is no folder '{path.parent}' to write '{path.name}' to; make it first"
        raise FormatError(msg)
    if suffix in SUFFIXES:
        return suffix
    known = ", ".join(SUFFIXES)
    got = f"'{suffix}'" if suffix else "no suffix"
    msg = (
        f"a brief is written to files that end in {known}, but '{path}' has {got}; change the name"
    )
    raise FormatError(msg)


def _pictures(document: Document, path: Path) -> dict[Path, bytes]:
    from zopa.report.charts import drawn

    figures = document.figures()
    if not figures:
        msg = (
            f"the brief '{document.title}' has no picture to write to '{path}'; write .html or .txt"
        )
        raise QuestionError(msg)
    suffix, title, source = path.suffix.lower(), document.title, document.source
    if len(figures) == 1:
        return {path: drawn(figures[0], suffix, title, source)}
    return {
        path.with_name(f"{path.stem}-{figure.id}{path.suffix}"): drawn(
            figure, suffix, title, source
        )
        for figure in figures
    }


def write(files: Mapping[Path, bytes]) -> tuple[Path, ...]:
    """Write files, all or none as far as the disk allows, and return their paths.

    Raises
    ------
    FormatError
        When a file cannot be written.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            staged.append((_stage(path, data), path))
        for temporary, path in staged:
            temporary.replace(path)
    except OSError as error:
        msg = f"cannot write '{error.filename2 or error.filename or path}': {error.strerror}; check the folder"
        raise FormatError(msg) from error
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return tuple(files)


def _stage(path: Path, data: bytes) -> Path:
    """Write data beside its place, complete and readable as other new files are."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
    except BaseException:
        temporary.unlink()
        raise
    return temporary
