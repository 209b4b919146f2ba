"""The ledger on disk, what an analyst decided, and whether all of it still holds."""

from __future__ import annotations

from zopa.evidence.ledger._anchors import moved, passage_at, reanchor, statement_id
from zopa.evidence.ledger._changes import added, aligned
from zopa.evidence.ledger._decisions import applied, decide, decided, links, statement_called
from zopa.evidence.ledger._editing import EDITABLE
from zopa.evidence.ledger._files import (
    Store,
    append_decision,
    drop_texts,
    read_decisions,
    read_ledger,
    texts_of,
    with_texts,
    write_ledger,
)
from zopa.evidence.ledger._handing_on import handed_on
from zopa.evidence.ledger._locks import only_writer
from zopa.evidence.ledger._marking import marked
from zopa.evidence.ledger._verify import Finding, verify

__all__ = [
    "EDITABLE",
    "Finding",
    "Store",
    "added",
    "aligned",
    "append_decision",
    "applied",
    "decide",
    "decided",
    "drop_texts",
    "handed_on",
    "links",
    "marked",
    "moved",
    "only_writer",
    "passage_at",
    "read_decisions",
    "read_ledger",
    "reanchor",
    "statement_called",
    "statement_id",
    "texts_of",
    "verify",
    "with_texts",
    "write_ledger",
]
