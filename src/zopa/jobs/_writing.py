"""A text file that is written as a whole, or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from zopa.errors import ZopaError


def write_text(file: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file so that nobody ever sees half of it."""
    target = file.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode(encoding))
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError as error:
        msg = f"'{file}' cannot be written ({error.strerror}); give another place"
        raise ZopaError(msg) from None
    finally:
        draft.unlink(missing_ok=True)
