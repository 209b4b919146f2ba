"""A file that is written as a whole or not at all, whatever kills the writer."""

from __future__ import annotations

import glob
import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from zopa.errors import FormatError

DRAFT = ".part"
LEFT_BEHIND_S = 3600.0
"""Seconds after which a draft beside a file is taken for one of a killed process."""


def bytes_of(path: Path) -> bytes | None:
    """Return what a file holds, ``None`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        msg = f"cannot read '{path}': {error.strerror}; check the file"
        raise FormatError(msg) from error


def unwritten(path: Path, error: OSError) -> FormatError:
    """Return the error of a file that cannot be written."""
    name = str(error.filename or path)
    if name.endswith(DRAFT):  # a passing name says nothing
        name = str(path)
    return FormatError(f"cannot write '{name}': {error.strerror}; check the folder")


def put(path: Path, data: bytes) -> None:
    """Write a file that is named by what it holds; nothing to do where it holds it."""
    if bytes_of(path) != data:
        write_whole(path, data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file as a whole: what stood there before stays until the new one is on disk.

    The new one has the rights of the old one, and stands where a link leads to.
    """
    path = path.resolve()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=DRAFT)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(_rights(path))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    settle(path.parent)
    sweep(path.parent, glob.escape(path.name), now=path.stat().st_mtime)


def _rights(path: Path) -> int:
    """Return the rights of a file, of any new one where it is not there."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def settle(folder: Path) -> None:
    """Let the disk know of the new name, where the system can."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # some network disks take no such call
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep(folder: Path, names: str, *, now: float) -> None:
    """Remove drafts of some files that killed processes left behind long ago."""
    for draft in folder.glob(f".{names}.*.part"):
        with suppress(OSError):
            if now - draft.stat().st_mtime > LEFT_BEHIND_S:
                draft.unlink()
