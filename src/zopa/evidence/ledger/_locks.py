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

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


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

    Two processes that add sources to one case at the same time then wait for each other.  Not to
    be nested; where the path is not there, or cannot be opened, nothing is held.

    Examples
    --------
    >>> with only_writer("no-such-case.yaml"):
    ...     pass
    """
    path = Path(case_path)
    path = path / "case.yaml" if path.is_dir() else path
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with lock(handle):
            yield
    finally:
        os.close(handle)
