"""Read a case from a file or folder, with the ledger beside it."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from zopa import formats
from zopa.errors import ZopaWarning
from zopa.formats import Reading
from zopa.model import Case
from zopa.model.ledger import Ledger

LEDGER_FILES = "*.jsonl"
"""Files of a ledger, beside the case file; where there are none, no time is lost."""


def read(path: str | Path) -> Case:
    """Return the case in a file or folder, of any format that zopa reads.

    A case file of zopa's own with a ledger beside it is read with it: claims that rest on
    statements get source, words, speaker and kind from there, as far as the file leaves them out.

    Parameters
    ----------
    path
        A case file, a folder with one, or a domain of Genius, GeniusWeb, NegMAS or NegoLog.

    Raises
    ------
    FormatError
        When there is no such file, or it is none of the formats.
    CaseFaults
        When the case has faults; ``faults`` lists all of them.
    SourceError
        When the ledger beside it cannot be read.

    Warns
    -----
    ZopaWarning
        When a decision on the ledger is left out, or an acceptance counts for nothing.

    Examples
    --------
    >>> read("no-such-file.yaml")
    Traceback (most recent call last):
    zopa.errors.FormatError: there is no file or folder 'no-such-file.yaml'; check the name
    """
    return reading(path).case


def warned(text: str) -> None:
    """Warn of what is left out of a ledger."""
    warnings.warn(text, ZopaWarning, stacklevel=2)


def reading(path: str | Path, *, warn: Callable[[str], None] = warned) -> Reading:
    """Return the case in a file or folder with its ledger, and what was repaired; see `read`."""
    found = formats.read(path)
    ledger = ledger_beside(path, warn=warn)
    if ledger is None:
        return found
    from zopa.evidence.backing import backed

    return replace(found, case=backed(found.case, ledger))


def ledger_beside(path: str | Path, *, warn: Callable[[str], None] = warned) -> Ledger | None:
    """Return the ledger beside a case file, ``None`` where there is none.

    Raises
    ------
    SourceError
        When it cannot be read.
    """
    path = Path(path)
    folder = path if path.is_dir() else path.parent
    if not any(folder.glob(LEDGER_FILES)) or not is_case_file(path):
        return None
    from zopa.evidence.ledger import read_ledger

    return read_ledger(path, warn=warn)


def is_case_file(path: Path) -> bool:
    """Return whether a path is a case file of zopa's own, or a folder with one."""
    from zopa.formats import zopa_yaml
    from zopa.formats._files import HEAD

    head = b""
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(HEAD)
    return path.exists() and zopa_yaml.recognises(path, head)
