"""Files in and out, one format per file: ``read`` and ``write``."""

from __future__ import annotations

from pathlib import Path

from zopa.errors import FormatError
from zopa.formats._contract import FORMATS, SIZE_LIMIT, Format, Reading, Writing
from zopa.formats._files import CHOICE, HEAD, split_choice

__all__ = ["FORMATS", "Format", "Reading", "Writing", "read"]


def read(path: str | Path) -> Reading:
    """Return the case in a file or folder, of whatever format.

    Where a folder holds more profiles than parties, ``FOLDER::a.xml,b.xml`` names those that
    take part.

    Raises
    ------
    FormatError
        When there is no such file, when it is too large, or when no format takes it.
    CaseFaults
        When it is a case with faults; all of them are listed.
    """
    path, chosen = split_choice(path)
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
    known = sorted((f for _, f in FORMATS.items()), key=lambda f: f.priority)
    takers = [candidate for candidate in known if candidate.recognises(path, head)]
    if len(takers) > 1 and path.is_dir():
        titles = " and ".join(candidate.title for candidate in takers)
        msg = (
            f"{path}: the folder holds cases of several formats ({titles}); name the file you mean"
        )
        raise FormatError(msg)
    if takers:
        return _read(takers[0], path, chosen)
    kinds = ", ".join(f.title for _, f in FORMATS.items())
    msg = f"{path}: this is none of the formats that zopa reads ({kinds})"
    raise FormatError(msg)


def _read(candidate: Format, path: Path, chosen: tuple[str, ...]) -> Reading:
    if not chosen:
        return candidate.read(path)
    if candidate.choose is None:
        msg = f"{path}: {candidate.title} has no profiles to choose; leave out '{CHOICE}'"
        raise FormatError(msg)
    return candidate.choose(path, chosen)
