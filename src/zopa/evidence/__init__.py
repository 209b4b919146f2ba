"""From press reports to a ledger of statements: who said what, where, and how reports differ."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zopa.evidence.alignment import align
    from zopa.evidence.exports import export
    from zopa.evidence.extraction import extract
    from zopa.evidence.ledger import (
        added,
        aligned,
        append_decision,
        decide,
        handed_on,
        links,
        marked,
        read_ledger,
        reanchor,
        verify,
        with_texts,
        write_ledger,
    )
    from zopa.evidence.quotation_marks import marks, unspoken
    from zopa.evidence.sources import read_source

__all__ = [
    "added",
    "align",
    "aligned",
    "append_decision",
    "decide",
    "export",
    "extract",
    "handed_on",
    "links",
    "marked",
    "marks",
    "read_ledger",
    "read_source",
    "reanchor",
    "unspoken",
    "verify",
    "with_texts",
    "write_ledger",
]

_ELSEWHERE = {
    "align": "zopa.evidence.alignment",
    "export": "zopa.evidence.exports",
    "extract": "zopa.evidence.extraction",
    "marks": "zopa.evidence.quotation_marks",
    "read_source": "zopa.evidence.sources",
    "unspoken": "zopa.evidence.quotation_marks",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that importing this room stays light."""
    if name not in __all__:
        msg = f"module 'zopa.evidence' has no attribute '{name}'"
        raise AttributeError(msg)
    home = import_module(_ELSEWHERE.get(name, "zopa.evidence.ledger"))
    value = getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names, also those not loaded yet."""
    return sorted(__all__)
