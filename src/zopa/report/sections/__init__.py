"""Sections of the brief, one per file: ``sections`` writes them all, in order."""

from __future__ import annotations

from zopa.analysis.results import Study
from zopa.report.document import Section
from zopa.report.sections._contract import SECTIONS, SectionWriter, section

__all__ = ["SECTIONS", "SectionWriter", "section", "sections"]


def sections(study: Study) -> tuple[Section, ...]:
    """Return the sections that a study has something to say for, in the order of the brief."""
    writers = sorted((writer for _, writer in SECTIONS.items()), key=lambda w: w.order)
    written = (writer.write(study) for writer in writers)
    return tuple(part for part in written if part is not None)
