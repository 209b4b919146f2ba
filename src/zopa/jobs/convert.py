"""Write a case in another format: what was written, what was repaired, what was lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from zopa.errors import FormatError, QuestionError, ZopaError
from zopa.formats import FORMATS
from zopa.formats._files import CHOICE
from zopa.jobs.read import reading

ZOPA = "zopa"
"""The format that has a place for notes, so that a case remembers how it was read."""
BY_SUFFIX = {".yaml": ZOPA, ".yml": ZOPA, ".gmcr": "gmcr"}
"""Formats that a target's ending stands for; the others are asked for by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvertResult:
    """What a conversion did."""

    format: str
    """Name of the format that was written."""
    paths: tuple[Path, ...]
    """Files that were written."""
    lost: tuple[str, ...]
    """One sentence for each thing that the format cannot hold."""
    repairs: tuple[str, ...]
    """One sentence for each thing that had to be repaired or assumed to read the source."""


def convert(
    source: str | Path, target: str | Path, to: str | None = None, *, force: bool = False
) -> ConvertResult:
    """Read a case of any format and write it in another; nothing is written half.

    A case file of zopa's own gets a note for everything that had to be repaired or assumed.

    Parameters
    ----------
    source
        What `zopa.formats.read` takes.
    target
        A file, or a folder for formats of several files.
    to
        Name of the format; without it the ending of the target decides (``.yaml``: zopa).
    force
        Whether files that are there already are replaced.

    Raises
    ------
    ZopaError
        Where the source cannot be read, the case does not fit the format, or something is in
        the way of the target.
    """
    target = Path(target)
    name = to or BY_SUFFIX.get(target.suffix.lower())
    if name is None:
        formats = ", ".join(f"'{known}'" for known, member in FORMATS.items() if member.write)
        msg = f"the ending of '{target}' does not say which format to write; name one of {formats} with --to"
        raise ZopaError(msg)
    chosen = FORMATS[name]
    if chosen.write is None:
        msg = f"{chosen.title} can be read but not written; choose another format"
        raise QuestionError(msg)
    found = reading(source)
    case = found.case
    if name == ZOPA and found.repairs:
        origin = Path(str(source).split(CHOICE)[0]).name
        told = (f"Read from {origin}: {repair}" for repair in found.repairs)
        case = replace(case, notes=(*case.notes, *told))
    writing = chosen.write(case)
    paths = _place(target, writing.files)
    _check(target, paths, chosen.title, force=force)
    _write(paths)
    lost = writing.lost
    beside = Path(source) if Path(source).is_dir() else Path(source).parent
    if case.ledger is not None and name == ZOPA and not _same(beside, next(iter(paths)).parent):
        lost = (*lost, "the ledger stays where it is; copy it too, so that claims find statements")
    return ConvertResult(format=name, paths=tuple(paths), lost=lost, repairs=found.repairs)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _place(target: Path, files: Mapping[str, bytes]) -> dict[Path, bytes]:
    """Return where each file goes: one file to the target itself, several into that folder."""
    if len(files) == 1 and not target.is_dir() and target.suffix:
        return {target: next(iter(files.values()))}
    return {target / name: content for name, content in files.items()}


def _check(target: Path, paths: Mapping[Path, bytes], title: str, *, force: bool) -> None:
    if target not in paths and target.is_file():
        msg = f"{title} takes a folder, and '{target}' is a file; name a folder"
        raise FormatError(msg)
    blocked = [path for path in paths if path.is_dir()]
    if blocked:
        msg = f"'{blocked[0]}' is a folder and cannot be replaced by a file; choose another target"
        raise FormatError(msg)
    if force:
        return
    there = [path for path in paths if path.exists()]
    if there:
        msg = f"'{there[0]}' is there already; choose another target, or replace it with --force"
        raise FormatError(msg)
    if len(paths) > 1 and target.is_dir() and any(target.iterdir()):
        msg = (
            f"the folder '{target}' is not empty, and {title} takes what lies in a folder for one "
            "case; choose an empty one, or add to it with --force"
        )
        raise FormatError(msg)


def _write(paths: Mapping[Path, bytes]) -> None:
    """Write all files beside their places first, then move them there."""
    folder = next(iter(paths)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".zopa-", dir=folder))
        try:
            for path, content in paths.items():
                (draft / path.name).write_bytes(content)
            for path in paths:
                (draft / path.name).replace(path)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        msg = f"'{folder}' cannot be written ({error.strerror}); choose another target"
        raise FormatError(msg) from None
