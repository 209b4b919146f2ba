"""Read a case from a file or folder."""

from __future__ import annotations

from pathlib import Path

from zopa import formats
from zopa.model import Case


def read(path: str | Path) -> Case:
    """Return the case in a file or folder, of any format that zopa reads.

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

    Examples
    --------
    >>> read("no-such-file.yaml")
    Traceback (most recent call last):
    zopa.errors.FormatError: there is no file or folder 'no-such-file.yaml'; check the name
    """
    return formats.read(path).case
