"""The ledger as one page: no scripts, nothing fetched, for wide and narrow, light and dark."""

from __future__ import annotations

from html import escape
from importlib.resources import files

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
from zopa.model.ledger import Alignment, Ledger, SourceText, Statement

LINKED = ("http://", "https://")
"""Addresses that become links; others stand as text."""


@export_as(name="html", title="a page for reading, in one file", suffix=".html")
def write(ledger: Ledger, case: OfCase = NO_CASE, /) -> str:
    """Return a page with all statements that nobody rejected, by source, and their differences."""
    by_source = standing(ledger)
    said = sum(len(statements) for statements in by_source.values())
    backing = sum(s.backs for statements in by_source.values() for s in statements)
    sources = len(by_source)
    count = f"{said} statement{'s' * (said != 1)} from {sources} source{'s' * (sources != 1)}"
    pairs = differing(ledger)
    of = claimed(ledger, case)
    parts = [
        _navigation(ledger, by_source, differ=bool(pairs)),
        "<main>",
        *(
            f'<section id="source-{number}">\n'
            f"{_source(name, ledger.sources.get(name), statements, of)}\n</section>"
            for number, (name, statements) in enumerate(by_source.items(), start=1)
        ),
        _differences(pairs),
        "</main>",
    ]
    style = files("zopa.evidence.exports").joinpath("page.css").read_text(encoding="utf-8")
    title = _text(case.title)
    heading = title or "Who said what"
    kind = "Who said what" if title else "Ledger of statements"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{f'{title}: who said what' if title else heading}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header>\n<p class="kind">{kind}</p>\n<h1>{heading}</h1>\n'
        f'<p class="meta">{count}, {backing} of them accepted. Places are code points of the '
        "stored text, the end not included.</p>\n</header>\n"
        + "\n".join(part for part in parts if part)
        + "\n</body>\n</html>\n"
    )


def _navigation(ledger: Ledger, by_source: dict[str, list[Statement]], *, differ: bool) -> str:
    if len(by_source) < 2 and not differ:
        return ""
    entries = [
        f'<li><a href="#source-{number}">{_text(_title(name, ledger.sources.get(name)))}</a> '
        f'<span class="soft">{len(statements)}</span></li>'
        for number, (name, statements) in enumerate(by_source.items(), start=1)
    ]
    entries += ['<li><a href="#differences">Where wordings differ</a></li>'] if differ else []
    return f'<nav aria-label="Contents"><ol>{"".join(entries)}</ol></nav>'


def _title(name: str, source: SourceText | None) -> str:
    return name if source is None else titled(source)


def _source(
    name: str,
    source: SourceText | None,
    statements: list[Statement],
    claims: dict[str, list[str]],
) -> str:
    said = "\n".join(
        _statement(statement, claims.get(statement.id, [])) for statement in statements
    )
    empty = '<p class="soft">Nobody is quoted or reported here.</p>'
    title = _text(_title(name, source))
    return f"<h2>{title}</h2>\n{_about(name, source)}\n{said or empty}"


def _about(name: str, source: SourceText | None) -> str:
    parts = [f"<code>{_text(name)}</code>"]
    if source is not None:
        parts += [_text(part) for part in (source.publisher, source.date) if part]
        parts += [_address(source.url)] if source.url else []
        parts.append(f'<span title="SHA-256 of the text">{_text(source.text_sha256[:16])}</span>')
    return f'<p class="meta">{" · ".join(parts)}</p>'


def _address(url: str) -> str:
    if not url.lower().startswith(LINKED):
        return _text(url)
    shown = url.split("//", 1)[1]
    shown = shown if len(shown) <= 60 else f"{shown[:57]}…"
    return f'<a href="{_text(url)}" rel="noreferrer">{_text(shown)}</a>'


def _statement(statement: Statement, claims: list[str]) -> str:
    speaker = statement.speaker
    name = who(speaker)
    lead = f"<b>{_text(name)}</b>" if name else f'<b class="soft">{nobody(statement)}</b>'
    if speaker is not None and speaker.party:
        lead += f' <span class="party">{_text(speaker.party)}</span>'
    lead += "".join(f" <span>{_text(each)}</span>" for each in circumstances(statement))
    marks = [f'<span class="tag">{_text(kind.value)}</span>' for kind in statement.kinds]
    marks += [f'<span class="flag">{_text(flag)}</span>' for flag in statement.flags]
    marks += [f'<span class="claim">claim {_text(claim)}</span>' for claim in claims]
    state = statement.status + (f" by {statement.by}" if statement.by else "")
    words = _text(shown_words(statement)) or '<span class="soft">words left out</span>'
    note = f'\n<p class="note">Note: {_text(statement.note)}</p>' if statement.note else ""
    return (
        f'<article id="{_text(statement.id)}" class="{statement.status}">\n'
        f'<p class="who">{lead}</p>\n<blockquote class="{statement.mode}">{words}</blockquote>'
        f'{note}\n<p class="marks">{" ".join(marks)}</p>\n'
        f'<p class="meta"><code>{_text(statement.id)}</code> · {place(statement)} · '
        f"{statement.mode} · {_text(state)}</p>\n</article>"
    )


def _differences(pairs: list[tuple[Alignment, Statement, Statement]]) -> str:
    if not pairs:
        return ""
    rows = "\n".join(_pair(*pair) for pair in pairs)
    return (
        '<section id="differences">\n<h2>Where wordings differ</h2>\n<p class="meta">A possible '
        f"conflict is a proposal; only an analyst calls it one.</p>\n{rows}\n</section>"
    )


def _pair(alignment: Alignment, one: Statement, other: Statement) -> str:
    marks = [f'<span class="tag">{_text(alignment.relation.replace("-", " "))}</span>']
    marks += [
        f'<span class="flag">{_text(change)} may differ</span>' for change in alignment.changes
    ]
    decided = f"decided by {alignment.by}" if alignment.by else "proposed"
    sides = "".join(
        f'<div><p class="meta"><a href="#{_text(s.id)}"><code>{_text(s.id)}</code></a> '
        f"{_text(who(s.speaker))}</p><blockquote>{_text(shown_words(s)) or '…'}</blockquote></div>"
        for s in (one, other)
    )
    changed = "; ".join(
        f"{_text(a) or '(nothing)'} → {_text(b) or '(nothing)'}" for a, b in alignment.differences
    )
    told = f'<p class="meta">{changed}</p>' if changed else ""
    return (
        f'<article class="pair">\n<p class="marks">{" ".join(marks)} '
        f'<span class="soft">{_text(decided)}</span></p>\n'
        f'<div class="sides">{sides}</div>\n{told}\n</article>'
    )


def _text(text: str) -> str:
    return escape(text, quote=True)
