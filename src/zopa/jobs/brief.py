"""The main job: from a case file to a brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

if TYPE_CHECKING:
    from zopa.analysis.study import Options

WIDTH = 80
"""Columns of a brief where nobody says how wide the screen is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefResult:
    """A brief as text, and the files that were written."""

    text: str
    paths: tuple[Path, ...]
    warnings: int = 0
    """How many warnings `zopa.jobs.check.check` lists for the case."""
    faults: tuple[str, ...] = ()
    """One sentence for each fault that it lists of the evidence."""


def brief(
    path: str | Path,
    *,
    outputs: Iterable[str | Path] = (),
    width: int | None = None,
    colour: bool | None = None,
    encoding: str = "utf-8",
    **options: Unpack[Options],
) -> BriefResult:
    """Return the brief of the case in a file or folder, and write it where asked.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    outputs
        Files to write; the suffix says what (see `zopa.report.Document.save`).  All are drawn
        before the first is written, so a wrong name leaves nothing behind.
    width
        Columns of the screen; 80 when left out.
    colour
        Whether the text has colours; without when left out.
    encoding
        Of the screen, so that signs it lacks are replaced.
    **options
        As for `zopa.study`.

    Raises
    ------
    ZopaError
        When the case cannot be read or studied, or a file cannot be written.
    """
    from zopa.jobs.check import evidence_of, warnings_of
    from zopa.jobs.study import study
    from zopa.report import brief as document_of
    from zopa.report.saving import check, content, write
    from zopa.report.terminal import render

    targets = [Path(target) for target in outputs]
    for target in targets:
        check(target)
    studied = study(path, **options)
    faults = tuple(fault.message for fault in evidence_of(path, studied.case).faults)
    document = document_of(studied, faults=faults)
    files: dict[Path, bytes] = {}
    for target in targets:
        files |= content(document, target)
    text = render(document, width or WIDTH, colour=bool(colour), encoding=encoding)
    warnings = warnings_of(path, studied.case)
    return BriefResult(text=text, paths=write(files), warnings=warnings, faults=faults)
