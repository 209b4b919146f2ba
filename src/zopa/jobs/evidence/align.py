"""What several reports have in common, and where their wordings differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa.jobs.evidence._desk import Desk, desk, one_line, source_named, statement_named, word_of
from zopa.model.ledger import RELATIONS, Alignment, Ledger, Statement

ORDER = (
    "conflict",
    "possible-conflict",
    "variant",
    "partial",
    "paraphrase",
    "same",
    "distinct",
)
"""Relations as they are listed: what an analyst must look at comes first."""

RESTS_ON = frozenset({"speaker", "party", "words"})
"""Fields of statements that decide how they stand to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements of different reports, and how they stand to each other."""

    alignment: Alignment
    a: Statement
    b: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """What reports have in common."""

    title: str
    """Of the case."""
    pairs: tuple[Pair, ...]
    sources: int


def align(
    case: str | Path,
    *,
    relation: str | None = None,
    source: str | None = None,
    statement: str | None = None,
) -> Pairs:
    """Return the pairs of statements that a ledger holds, possible conflicts first.

    Parameters
    ----------
    case
        A case file or folder.
    relation, source, statement
        Only such pairs, or those with this source or statement.

    Raises
    ------
    UnknownNameError
        Where there is no such relation, source or statement.
    """
    table = desk(case)
    ledger = _as_decided(table)
    known = ledger.statements
    wanted = None if relation is None else word_of(RELATIONS, relation, "relation")
    place = None if source is None else source_named(table.ledger, source).id
    one = None if statement is None else statement_named(table.ledger, statement).id
    found = [
        Pair(alignment=each, a=known[each.a], b=known[each.b])
        for each in ledger.alignments
        if each.a in known and each.b in known
    ]
    tests: list[Callable[[Pair], bool]] = [
        lambda pair: "rejected" not in (pair.a.status, pair.b.status),
        lambda pair: wanted in (None, pair.alignment.relation),
        lambda pair: place in (None, pair.a.source, pair.b.source),
        lambda pair: one in (None, pair.a.id, pair.b.id),
    ]
    found = [pair for pair in found if all(test(pair) for test in tests)]
    found.sort(key=lambda pair: ORDER.index(pair.alignment.relation))
    return Pairs(
        title=table.case.title or table.case.id,
        pairs=tuple(found),
        sources=len(table.ledger.sources),
    )


def _as_decided(table: Desk) -> Ledger:
    """Return the ledger, compared once more where an analyst corrected what alignments rest on."""
    corrected = any(RESTS_ON & set(each.changes) for each in table.ledger.decisions)
    if not corrected:
        return table.ledger
    from zopa.evidence.alignment import align as compare
    from zopa.evidence.ledger import aligned

    found = compare(table.ledger.statements.values(), table.case.parties)
    return aligned(table.ledger, found)


def as_json(result: Pairs) -> dict[str, Any]:
    """Return pairs as data for JSON."""
    return {
        "sources": result.sources,
        "pairs": [
            {
                "relation": pair.alignment.relation,
                "statements": [pair.a.id, pair.b.id],
                "words": [one_line(pair.a.words), one_line(pair.b.words)],
                "shared": pair.alignment.shared,
                "differences": [list(each) for each in pair.alignment.differences],
                "changes": list(pair.alignment.changes),
                "rule": pair.alignment.rule,
                "by": pair.alignment.by,
            }
            for pair in result.pairs
        ],
    }
