"""What an export of the ledger must be: a function from a ledger to the text of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from zopa.model.ledger import Ledger
from zopa.registry import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCase:
    """What a case says and its ledger does not."""

    title: str = ""
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Claim -> statements that it names; those that an analyst linked stand in the ledger."""


NO_CASE = OfCase()


class Writer(Protocol):
    """A function from a ledger to the text of a file."""

    def __call__(self, ledger: Ledger, case: OfCase = NO_CASE, /) -> str:
        """Return the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One form in which a ledger leaves zopa."""

    name: str
    title: str
    """What it is, for people."""
    suffix: str
    """End of a file name, with its dot."""
    write: Writer
    """Pure: same ledger and case, same text, which UTF-8 can hold (half of a pair of UTF-16 is a
    question mark).  An empty ledger has one too."""
    encoding: str = "utf-8"
    """Of a file of it; ``utf-8-sig`` where its readers take UTF-8 for something else without a mark."""


EXPORTS: Registry[Export] = Registry("export", package="zopa.evidence.exports")
"""All exports by name; a file in this folder registers its own with `export_as`."""


def export_as(
    *, name: str, title: str, suffix: str, encoding: str = "utf-8"
) -> Callable[[Writer], Writer]:
    """Register a function as an export of the ledger."""

    def register(write: Writer) -> Writer:
        def whole(ledger: Ledger, case: OfCase = NO_CASE, /) -> str:
            return write(ledger, case).encode("utf-8", "replace").decode("utf-8")

        form = Export(name=name, title=title, suffix=suffix, write=whole, encoding=encoding)
        EXPORTS.add(name, form)
        return whole

    return register
