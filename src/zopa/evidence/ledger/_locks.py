"""One writer at a time, across processes; a killed one lets go by itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - the tests run where flock is
    import msvcrt

    FAR = 2**30
    """A byte beyond every file, so that the lock covers nothing that anybody reads."""

    def _lock(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    def _gate(path: Path) -> int:
        return os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def _gate(path: Path) -> int:
        return os.open(path.parent, os.O_RDONLY)


@contextmanager
def lock(handle: int) -> Iterator[None]:
    """Hold an open file for this process alone, among those that ask the same way."""
    _lock(handle)
    try:
        yield
    finally:
        _unlock(handle)


@contextmanager
def only_writer(case_path: str | Path) -> Iterator[None]:
    """Hold a case for the time from reading its ledger to writing it.

    Two processes that write to one case at the same time then wait for each other.  What is held
    is the folder (on Windows a file of its own): case file and ledger are replaced when they are
    written, and a lock on a file that was replaced holds nobody back.  Not to be nested; where
    the case is not there, or its folder cannot be held, nothing is.

    Examples
    --------
    >>> with only_writer("no-such-case.yaml"):
    ...     pass
    """
    path = Path(case_path)
    path = path / "case.yaml" if path.is_dir() else path
    handle = _held(path)
    try:
        yield
    finally:
        if handle is not None:
            _unlock(handle)
            os.close(handle)


def _held(path: Path) -> int | None:
    """Return what is locked for a case, once it is; ``None`` where that cannot be."""
    if not path.exists():
        return None
    try:
        handle = _gate(path)
    except OSError:
        return None
    try:
        _lock(handle)
    except BaseException as error:
        os.close(handle)
        if isinstance(error, OSError):  # some network disks know no locks
            return None
        raise
    return handle
