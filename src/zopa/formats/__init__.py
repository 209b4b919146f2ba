"""Files in and out, one format per file: ``read`` and ``write``."""

from __future__ import annotations

from pathlib import Path

from zopa.errors import FormatError
from zopa.formats._contract import FORMATS, SIZE_LIMIT, Format, Reading, Writing

__all__ = ["FORMATS", "Format", "Reading", "Writing", "read"]

HEAD = 4096


def read(path: str | Path) -> Reading:
    """Return the case in a file or folder, of whatever format.

    Raises
    ------
    FormatError
        When there is no such file, when it is too large, or when no format takes it.
    CaseFaults
        When it is a case with faults; all of them are listed.
    """
    path = Path(path)
    if not path.exists():
        msg = f"there is no file or folder '{path}'; check the name"
        raise FormatError(msg)
    head = b""
    if path.is_file():
        size = path.stat().st_size
        if size == 0:
            msg = f"{path}: the file is empty; 'zopa new' writes a case to start from"
            raise FormatError(msg)
        if size > SIZE_LIMIT:
            msg = (
                f"{path}: the file has {size / 2**20:.0f} MB, a case file has at most "
                f"{SIZE_LIMIT / 2**20:.0f} MB; check that it is a case"
            )
            raise FormatError(msg)
        with path.open("rb") as file:
            head = file.read(HEAD)
    for candidate in sorted((f for _, f in FORMATS.items()), key=lambda f: f.priority):
        if candidate.recognises(path, head):
            return candidate.read(path)
    kinds = ", ".join(f.title for _, f in FORMATS.items())
    msg = f"{path}: this is none of the formats that zopa reads ({kinds})"
    raise FormatError(msg)
