"""What several exports say of a statement in the same words."""

from __future__ import annotations

from zopa.evidence.exports._contract import Claims
from zopa.evidence.ledger import links
from zopa.model.ledger import Alignment, Detail, Ledger, SourceText, Speaker, Statement

DIFFERING = ("conflict", "possible-conflict", "variant", "partial", "paraphrase")
"""Relations worth showing with both wordings, the gravest first."""


def who(speaker: Speaker | None) -> str:
    """Return whom a speaker means, as far as that is known; empty where nobody is named."""
    return "" if speaker is None else speaker.name or speaker.text or speaker.party or ""


def value(detail: Detail | None) -> str:
    """Return what a circumstance says; empty where there is none."""
    return "" if detail is None else detail.value


def place(statement: Statement) -> str:
    """Return the stretches of a statement as code points, for example ``120-180, 200-240``."""
    return ", ".join(f"{passage.start}-{passage.end}" for passage in statement.passages)


def shown_words(statement: Statement) -> str:
    """Return the words of a statement, an ellipsis where some were left out; empty without any."""
    if not any(passage.exact for passage in statement.passages):
        return ""
    pieces = [f"{p.exact} […]".strip() if p.cut else p.exact for p in statement.passages]
    return " … ".join(" ".join(piece.split()) for piece in pieces)


def claimed(ledger: Ledger, claims: Claims) -> dict[str, list[str]]:
    """Return the claims of each statement, named in the case or linked by an analyst."""
    found: dict[str, dict[str, None]] = {}
    for named in (claims, links(ledger)):
        for claim, statements in named.items():
            for statement in statements:
                found.setdefault(statement, {})[claim] = None
    return {statement: list(names) for statement, names in found.items()}


def titled(source: SourceText) -> str:
    """Return the best name of a source."""
    return source.title or source.file or source.id


def standing(ledger: Ledger) -> dict[str, list[Statement]]:
    """Return the statements that nobody rejected: source id -> statements, in order."""
    result: dict[str, list[Statement]] = {name: [] for name in ledger.sources}
    for statement in ledger.statements.values():
        if statement.status != "rejected":
            result.setdefault(statement.source, []).append(statement)
    return result


def differing(ledger: Ledger) -> list[tuple[Alignment, Statement, Statement]]:
    """Return pairs that reports word in different ways, conflicts first."""
    known = ledger.statements
    pairs = [
        (alignment, known[alignment.a], known[alignment.b])
        for alignment in ledger.alignments
        if alignment.relation in DIFFERING and alignment.a in known and alignment.b in known
    ]
    pairs = [p for p in pairs if "rejected" not in (p[1].status, p[2].status)]
    return sorted(pairs, key=lambda pair: DIFFERING.index(pair[0].relation))
