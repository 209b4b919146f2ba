"""A ledger that can be published without its sources."""

from __future__ import annotations

import re
from dataclasses import replace

from zopa.model.ledger import Alignment, Decision, Detail, Ledger, Passage, Statement

_WORD = re.compile(r"\S+")
LONGEST = 20
"""Characters for each word that is kept, so that no endless word gives a text away."""
AROUND = 12
"""Characters kept before and after a passage."""


def handed_on(ledger: Ledger, words: int = 8) -> Ledger:
    """Return a ledger with a few words of each accepted statement, and none of the others.

    Parameters
    ----------
    ledger
        With all decisions applied.
    words
        How many words of a passage are kept at most.

    Returns
    -------
    Ledger
        Without texts.  Places and hashes are as before, so whoever has the sources can verify and
        find every passage.  All statements keep what was read from them, without the words that
        it was read from; those that nobody accepted have no other words either.  Word differences
        stand only between accepted ones.

    Examples
    --------
    >>> piece = Passage(source="a", start=0, end=21, exact="We agree to all of it", sha256="x")
    >>> said = Statement(id="a-1", source="a", mode="direct", rule="x", passages=(piece,),
    ...                  status="accepted")
    >>> handed_on(Ledger(statements={"a-1": said}), words=2).statements["a-1"].words
    'We agree'
    """
    statements = {name: _shortened(s, words) for name, s in ledger.statements.items()}
    sources = {
        name: replace(source, text=None, bytes_at=()) for name, source in ledger.sources.items()
    }
    return replace(
        ledger,
        sources=sources,
        statements=statements,
        alignments=tuple(_less_told(a, statements, words) for a in ledger.alignments),
        decisions=tuple(_without_words(d, statements, words) for d in ledger.decisions),
    )


def _first(text: str, words: int) -> str:
    """Return the first words of a text, as they stand there."""
    end = 0
    for count, match in enumerate(_WORD.finditer(text), start=1):
        if count > words:
            break
        end = match.end()
    return text[: min(end, words * LONGEST)]


def _shortened(statement: Statement, words: int) -> Statement:
    kept = _cut if statement.backs else _silenced
    passages = tuple(kept(passage, words) for passage in statement.passages)
    return replace(
        statement,
        passages=passages,
        kinds=tuple(replace(kind, text="") for kind in statement.kinds),
        addressee=_value_only(statement.addressee),
        venue=_value_only(statement.venue),
        time=_value_only(statement.time),
    )


def _value_only(detail: Detail | None) -> Detail | None:
    return None if detail is None else replace(detail, text="")


def _cut(passage: Passage, words: int) -> Passage:
    kept = _first(passage.exact, words)
    return replace(
        passage,
        exact=kept,
        cut=passage.cut or kept != passage.exact,
        prefix=passage.prefix[-AROUND:],
        suffix=passage.suffix[:AROUND],
    )


def _silenced(passage: Passage, _words: int) -> Passage:
    return replace(passage, exact="", prefix="", suffix="", cut=True)


def _less_told(alignment: Alignment, statements: dict[str, Statement], words: int) -> Alignment:
    pair = [statements.get(alignment.a), statements.get(alignment.b)]
    if not all(statement is not None and statement.backs for statement in pair):
        return replace(alignment, differences=())
    differences = tuple((_first(a, words), _first(b, words)) for a, b in alignment.differences)
    return replace(alignment, differences=differences)


def _without_words(decision: Decision, statements: dict[str, Statement], words: int) -> Decision:
    """Return a decision whose snapshot is what is handed on of its statement."""
    changes = {name: value for name, value in decision.changes.items() if name != "words"}
    snapshot = statements.get(decision.statement)
    if snapshot is None and decision.snapshot is not None:
        snapshot = _shortened(decision.snapshot, words)
    return replace(decision, snapshot=snapshot, changes=changes)
