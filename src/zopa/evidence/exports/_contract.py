"""What an export of the ledger must be: a function from a ledger to the text of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from zopa.model.ledger import Ledger
from zopa.registry import Registry

Claims = Mapping[str, tuple[str, ...]]
"""Claim of the case -> statements that it names; those that an analyst linked stand in the
ledger itself."""
NO_CLAIMS: Claims = MappingProxyType({})


class Writer(Protocol):
    """A function from a ledger to the text of a file."""

    def __call__(self, ledger: Ledger, claims: Claims = NO_CLAIMS, /) -> str:
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
    """Pure: same ledger and claims, same text, which UTF-8 can hold (half of a pair of UTF-16 is a
    question mark).  An empty ledger has one too."""


EXPORTS: Registry[Export] = Registry("export", package="zopa.evidence.exports")
"""All exports by name; a file in this folder registers its own with `export_as`."""


def export_as(*, name: str, title: str, suffix: str) -> Callable[[Writer], Writer]:
    """Register a function as an export of the ledger."""

    def register(write: Writer) -> Writer:
        def whole(ledger: Ledger, claims: Claims = NO_CLAIMS, /) -> str:
            return write(ledger, claims).encode("utf-8", "replace").decode("utf-8")

        EXPORTS.add(name, Export(name=name, title=title, suffix=suffix, write=whole))
        return whole

    return register
