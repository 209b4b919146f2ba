"""Forms in which a ledger leaves zopa, one per file: ``export`` writes them by name."""

from __future__ import annotations

from zopa.evidence.exports._contract import EXPORTS, NO_CASE, Export, OfCase, export_as
from zopa.model.ledger import Ledger

__all__ = ["EXPORTS", "Export", "OfCase", "export", "export_as"]


def export(ledger: Ledger, name: str, case: OfCase = NO_CASE) -> str:
    """Return a ledger in one of the forms of `EXPORTS`.

    Parameters
    ----------
    ledger
        With all decisions applied.
    name
        ``jsonl``, ``csv``, ``markdown``, ``html``, ``web-annotation`` or ``plover``.
    case
        Title and claims of its case, for the forms that tell them.

    Raises
    ------
    UnknownNameError
        Where there is no such form; the nearest is named.

    Examples
    --------
    >>> export(Ledger(), "jsonl").strip()
    '{"zopa-ledger": 1, "unit": "codepoint"}'
    """
    return EXPORTS[name].write(ledger, case)
