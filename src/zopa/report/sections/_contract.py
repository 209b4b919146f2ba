"""What a section of the brief must be: a function from a study to a section, or to nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zopa.analysis.results import Study
from zopa.registry import Registry
from zopa.report.document import Section

Writer = Callable[[Study], Section | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWriter:
    """One section of the brief and its place in it."""

    name: str
    order: int
    """Sections come in ascending order; no two have the same."""
    write: Writer
    """Returns ``None`` where a study has nothing to say on it.  Pure: same study, same section."""


SECTIONS: Registry[SectionWriter] = Registry("section", package="zopa.report.sections")
"""All sections by name; a file in this folder registers its own with `section`."""


def section(*, name: str, order: int) -> Callable[[Writer], Writer]:
    """Register a function as a section of the brief."""

    def register(write: Writer) -> Writer:
        SECTIONS.add(name, SectionWriter(name=name, order=order, write=write))
        return write

    return register
