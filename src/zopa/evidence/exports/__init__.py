"""Forms in which a ledger leaves zopa, one per file: ``export`` writes them by name."""

from __future__ import annotations

from zopa.evidence.exports._contract import EXPORTS, NO_CLAIMS, Claims, Export, export_as
from zopa.model.ledger import Ledger

__all__ = ["EXPORTS", "Claims", "Export", "export", "export_as"]


def export(ledger: Ledger, name: str, claims: Claims = NO_CLAIMS) -> str:
    """Return a ledger in one of the forms of `EXPORTS`.

    Parameters
    ----------
    ledger
        With all decisions applied.
    name
        ``jsonl``, ``csv``, ``markdown``, ``html``, ``web-annotation`` or ``plover``.
    claims
        Claim of the case -> statements that it names; told beside those that an analyst linked.

    Raises
    ------
    UnknownNameError
        Where there is no such form; the nearest is named.

    Examples
    --------
    >>> export(Ledger(), "jsonl").strip()
    '{"zopa-ledger": 1, "unit": "codepoint"}'
    """
    return EXPORTS[name].write(ledger, claims)
