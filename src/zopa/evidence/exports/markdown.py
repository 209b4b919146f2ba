"""The ledger as Markdown: by source, each statement with its words, then where reports differ."""

from __future__ import annotations

import re

from zopa.evidence.exports._contract import NO_CASE, OfCase, export_as
from zopa.evidence.exports._words import (
    circumstances,
    claimed,
    differing,
    nobody,
    place,
    shown_words,
    standing,
    titled,
    who,
)
from zopa.model.ledger import Ledger, SourceText, Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&])")
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])")


@export_as(name="markdown", title="for reading and for notes, by source", suffix=".md")
def write(ledger: Ledger, case: OfCase = NO_CASE, /) -> str:
    """Return a document with all statements that nobody rejected."""
    lines = [f"# {_plain(case.title)}: who said what" if case.title else "# Who said what", ""]
    by_source, of = standing(ledger), claimed(ledger, case)
    if not any(by_source.values()):
        lines += ["The ledger has no statements.", ""]
    for name, statements in by_source.items():
        source = ledger.sources.get(name)
        lines += _heading(name, source)
        for statement in statements:
            lines += _entry(statement, of.get(statement.id, []))
    pairs = differing(ledger)
    if pairs:
        lines += ["## Where wordings differ", ""]
    for alignment, one, other in pairs:
        changes = f" ({_plain(', '.join(alignment.changes))})" if alignment.changes else ""
        decided = f", decided by {_plain(alignment.by)}" if alignment.by else ", proposed"
        lines += [
            f"- **{alignment.relation.replace('-', ' ')}**{changes}{decided}",
            f"  - `{one.id}`: {_plain(shown_words(one))}",
            f"  - `{other.id}`: {_plain(shown_words(other))}",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _heading(name: str, source: SourceText | None) -> list[str]:
    if source is None:
        return [f"## {_plain(name)}", ""]
    about = [_plain(part) for part in (source.publisher, source.date) if part]
    if source.url:
        about.append(f"<{source.url}>" if _ADDRESS.fullmatch(source.url) else _plain(source.url))
    told = ", ".join(about)
    lines = [f"## {_plain(titled(source))}", ""]
    lines += [f"Source `{name}`{': ' if told else ''}{told}", ""]
    return lines


def _entry(statement: Statement, claims: list[str]) -> list[str]:
    speaker = _plain(who(statement.speaker)) or nobody(statement)
    party = statement.speaker.party if statement.speaker else None
    lead = f"**{speaker}**" + (f" ({_plain(party)})" if party else "")
    kinds = ", ".join(kind.value for kind in statement.kinds)
    around = map(_plain, circumstances(statement))
    tail = [*around, *([kinds] if kinds else []), statement.mode, statement.status]
    words = _plain(shown_words(statement)) or "(words left out)"
    lines = [
        f"> {words}",
        ">",
        f"> {lead}, {', '.join(tail)}; `{statement.id}`, {place(statement)}",
    ]
    if statement.flags:
        lines[-1] += f"; {_plain(', '.join(statement.flags))}"
    if claims:
        lines[-1] += f"; claim {_plain(', '.join(claims))}"
    if statement.note:
        lines += [">", f"> Note: {_plain(statement.note)}"]
    return [*lines, ""]


def _plain(text: str) -> str:
    """Return a text on one line, with nothing in it that Markdown takes for a sign."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", line)
