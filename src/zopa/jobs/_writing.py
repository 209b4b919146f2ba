"""A text file that is written as a whole, or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from zopa.errors import ZopaError


def write_text(file: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file so that nobody ever sees half of it, not even after a power cut."""
    target = file.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("wb") as drafted:
            drafted.write(text.encode(encoding))
            drafted.flush()
            os.fsync(drafted.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as error:
        msg = f"'{file}' cannot be written ({error.strerror}); give another place"
        raise ZopaError(msg) from None
    finally:
        with suppress(OSError):
            draft.unlink()
