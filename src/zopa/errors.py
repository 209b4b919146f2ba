"""Every error that zopa raises on purpose, as a tree.

    ZopaError
    ├── CaseError          the case says something impossible, or lacks something
    │   └── CaseFaults     all faults of one file, found in one pass
    ├── FormatError        a file is not what it should be
    ├── SourceError        a report cannot be taken as a source, or is no longer what it was
    ├── UnknownNameError   no member of that name; the nearest names are given
    ├── QuestionError      the case is fine, but cannot answer this question
    └── LimitError         the answer would pass a limit that the caller can raise

Beside the tree stands ``ZopaWarning``: what was left out of a file that can be used all the same.

Messages are one sentence: the thing, what we got, what we want, the next step.
The command line prints them as one line; a traceback always means a bug.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

_LETTER = re.compile(r"[^\W\d_]")
SHOWN = 8
"""Names that a hint lists at most."""


class ZopaError(Exception):
    """Base of all errors that a user of zopa can cause and mend."""


class CaseError(ZopaError):
    """The case says something impossible, or lacks something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong in a file: where, what was found, what to do."""

    message: str
    """One sentence: the thing, what was found, what was wanted, the next step."""
    where: tuple[str, ...] = ()
    """Path inside the case, for example ``("preferences", "us", "weights", "relief")``."""
    line: int | None = None
    """Line in the file, counted from 1."""

    def __str__(self) -> str:
        """Return ``line 12: message``."""
        place = f"line {self.line}: " if self.line is not None else ""
        return f"{place}{self.message}"


class CaseFaults(CaseError):  # noqa: N818 - a list of faults, not one error
    """All faults of one file, found in one pass; see ``faults``."""

    def __init__(self, source: str, faults: Iterable[Fault]) -> None:
        self.source = source
        self.faults = tuple(faults)
        first = f"{source}: {self.faults[0]}" if self.faults else source
        more = len(self.faults) - 1
        tail = f" (and {more} more; 'zopa check' lists all)" if more > 0 else ""
        super().__init__(first + tail)


class FormatError(ZopaError):
    """A file is not what it should be."""


class SourceError(ZopaError):
    """A report cannot be taken as a source, or is no longer what it was.

    ``code`` says which: ``empty``, ``binary``, ``undecodable``, ``too-large``, ``duplicate``,
    ``changed``, ``no-statements``, ``lost``, ``damaged``, ``missing``.
    """

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class UnknownNameError(ZopaError):
    """No member of that name; the nearest names are given."""


class QuestionError(ZopaError):
    """The case is fine, but it cannot answer this question."""


class LimitError(ZopaError):
    """The answer would pass a limit that the caller can raise."""


class ZopaWarning(UserWarning):
    """A part of a file was left out, and the rest can be used."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a phrase that points to the nearest of the ``known`` names.

    Examples
    --------
    >>> did_you_mean("nahs", ["nash", "raiffa"])
    "did you mean 'nash'?"
    >>> did_you_mean("x", ["nash", "raiffa"])
    "known are 'nash', 'raiffa'"
    >>> did_you_mean("1450", ["1400", "1500"])
    "known are '1400', '1500'"
    """
    names = list(known)
    lowered = {n.lower(): n for n in names}
    # Numbers look alike without meaning the same: 1450 is no slip of 1500.
    cutoff = 0.85 if any(sign.isdigit() for sign in name) and not _LETTER.search(name) else 0.6
    close = difflib.get_close_matches(name.lower(), list(lowered), n=1, cutoff=cutoff)
    if close:
        return f"did you mean '{lowered[close[0]]}'?"
    if not names:
        return "none are known here"
    shown = ", ".join(f"'{n}'" for n in names[:SHOWN])
    return f"known are {shown}" + (" and others" if len(names) > SHOWN else "")
