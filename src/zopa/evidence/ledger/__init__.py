"""The ledger on disk, what an analyst decided, and whether all of it still holds."""

from __future__ import annotations

from zopa.evidence.ledger._decisions import applied, decide, decided, links, statement_called
from zopa.evidence.ledger._editing import EDITABLE
from zopa.evidence.ledger._files import (
    Store,
    append_decision,
    read_decisions,
    read_ledger,
    texts_of,
    with_texts,
    write_ledger,
)
from zopa.evidence.ledger._locks import only_writer

__all__ = [
    "EDITABLE",
    "Store",
    "append_decision",
    "applied",
    "decide",
    "decided",
    "links",
    "only_writer",
    "read_decisions",
    "read_ledger",
    "statement_called",
    "texts_of",
    "with_texts",
    "write_ledger",
]
