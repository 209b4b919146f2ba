"""The ledger as it is kept, in one file with its decisions."""

from __future__ import annotations

from zopa.evidence.exports._contract import NO_CASE, OfCase, export_as
from zopa.evidence.ledger._lines import ledger_lines
from zopa.model.ledger import Ledger


@export_as(name="jsonl", title="all of the ledger, a record a line", suffix=".jsonl")
def write(ledger: Ledger, _case: OfCase = NO_CASE, /) -> str:
    """Return header, sources, statements, alignments and decisions as lines of JSON."""
    return "".join(f"{line}\n" for line in ledger_lines(ledger, with_decisions=True))
