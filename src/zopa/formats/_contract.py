"""What a file format must offer: to recognise its files, to read a case, perhaps to write one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zopa.model import Case
from zopa.registry import Registry

SIZE_LIMIT = 20 * 2**20
"""Bytes that a case file has at most; larger ones are refused before they are parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A case as read, and what had to be repaired to read it."""

    case: Case
    repairs: tuple[str, ...] = ()
    """One sentence for each repair or oddity, for people; empty for clean files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A case as files of one format."""

    files: Mapping[str, bytes]
    """File name -> content.  One file, or several that belong in one folder."""
    lost: tuple[str, ...] = ()
    """One sentence for each thing of the case that the format cannot hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One file format.

    ``recognises(path, head)`` looks at a path (file or folder) and the first bytes of the file
    (empty for a folder) and says whether the rest is worth a try; it never raises.
    """

    name: str
    title: str
    recognises: Callable[[Path, bytes], bool]
    read: Callable[[Path], Reading]
    """Raises `FormatError` or `CaseFaults`, nothing else."""
    choose: Callable[[Path, tuple[str, ...]], Reading] | None = None
    """Reads a folder or domain with the named profiles only (``FOLDER::a.xml,b.xml``)."""
    write: Callable[[Case], Writing] | None = None
    """Raises `QuestionError` where the case is of a kind the format cannot hold at all."""
    priority: int = 100
    """Formats with a lower number are asked first."""


FORMATS: Registry[Format] = Registry("format", package="zopa.formats")
"""All formats by name; a file in this folder calls ``FORMATS.add``."""
