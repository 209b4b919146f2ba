"""What an export of the ledger must be: a function from a ledger to the text of a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zopa.model.ledger import Ledger
from zopa.registry import Registry

Writer = Callable[[Ledger], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One form in which a ledger leaves zopa."""

    name: str
    title: str
    """What it is, for people."""
    suffix: str
    """End of a file name, with its dot."""
    write: Writer
    """Pure: same ledger, same text; written to disk in UTF-8.  An empty ledger has one too."""


EXPORTS: Registry[Export] = Registry("export", package="zopa.evidence.exports")
"""All exports by name; a file in this folder registers its own with `export_as`."""


def export_as(*, name: str, title: str, suffix: str) -> Callable[[Writer], Writer]:
    """Register a function as an export of the ledger."""

    def register(write: Writer) -> Writer:
        EXPORTS.add(name, Export(name=name, title=title, suffix=suffix, write=write))
        return write

    return register
