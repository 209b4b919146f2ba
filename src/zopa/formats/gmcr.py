"""``.gmcr`` files: JSON of yes/no options, patterns that cannot be, and orders of states.

An option becomes an issue with the options ``no`` and ``yes``.  States are numbered from 1 by the
binary number that their options make, the first option its lowest digit and options in the order
of the decision makers; impossible states are left out of the count.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from zopa.formats._contract import FORMATS, Format, Reading, Writing

if TYPE_CHECKING:
    from zopa.model import Case

SUFFIX = ".gmcr"
_KEYS = (rb'"decisionMakers"', rb'"options"')


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a file may be a graph model."""
    if path.is_dir():
        return False
    if path.suffix.lower() == SUFFIX:
        return True
    if path.suffix.lower() != ".json":
        return False
    return all(re.search(key, head) for key in _KEYS)


def read(path: Path) -> Reading:
    """Return the case of a ``.gmcr`` file."""
    from zopa.formats._gmcr_read import load

    return load(path)


def write(case: Case) -> Writing:
    """Return a case as one ``.gmcr`` file.

    Raises
    ------
    QuestionError
        When the case does not say who moves what, or who prefers what; or has too many states.
    """
    from zopa.formats._gmcr_write import dump

    return dump(case)


FORMATS.add(
    "gmcr",
    Format(
        name="gmcr",
        title="GMCR+ .gmcr",
        recognises=recognises,
        read=read,
        write=write,
        priority=50,
    ),
)
