"""``zopa evidence show``: a statement in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zopa.cli._shared import Json, Quiet, show_json
from zopa.cli._shared import show as print_text
from zopa.cli.evidence._shared import Case, Id, case_of, page, short, where, who, words

if TYPE_CHECKING:
    from zopa.jobs.evidence.show import Shown
    from zopa.model.ledger import Span, Statement
    from zopa.report.toned import Piece, Toned

OTHER = 100
"""Letters that are shown of another statement."""


def show(statement: Id, /, *, case: Case = None, json: Json = False, quiet: Quiet = False) -> int:
    """Show a statement in its context: words, speaker, the word that reports.

    In colour on a terminal; elsewhere the words stand between >> <<, the
    speaker between { }, the word that reports between / /.
    """
    from zopa.jobs.evidence.show import as_json
    from zopa.jobs.evidence.show import show as job

    shown = job(case_of(case), statement)
    if json:
        show_json(as_json(shown))
    elif not quiet:
        paper = page()
        _show(paper, shown)
        print_text(paper.drawn())
    return 0


def _show(paper: Toned, shown: Shown) -> None:
    each, source = shown.statement, shown.source
    paper.text([(f"{each.id} ", "strong"), (_facts(each), "")])
    if source is not None:
        about = ", ".join(p for p in (source.publisher, source.date, source.url) if p)
        title = f"{source.title or source.file or source.id}{f' ({about})' if about else ''}"
        paper.text([(title, "muted")])
    paper.text([(f"{where(each)}, code points of the source", "muted")])
    paper.gap()
    for paragraph in _paragraphs(_pieces(shown)):
        paper.text(paragraph, indent=2)
    if not shown.context.is_whole:
        gone = "lost" in each.flags
        why = (
            "these words are no longer in the source"
            if gone
            else "the text of the source is missing or was changed; 'zopa check' says which"
        )
        paper.text([(f"({why})", "muted")], indent=2)
    if shown.pairs:
        paper.gap()
    for alignment, other in shown.pairs:
        changes = f" ({', '.join(alignment.changes)})" if alignment.changes else ""
        lead = f"{alignment.relation.replace('-', ' ')}{changes}: "
        paper.text([(lead, "muted"), (f"{other.id} {short(words(other), OTHER)}", "")], hang=2)
    if shown.claims:
        paper.text([("claims: ", "muted"), (", ".join(shown.claims), "")])
    if each.note:
        paper.text([("note: ", "muted"), (each.note, "")])


def _facts(each: Statement) -> str:
    told = [who(each), each.mode, ", ".join(kind.value for kind in each.kinds) or "no kind"]
    told += [f"to {each.addressee.value}"] if each.addressee else []
    told += [f"venue {each.venue.value}"] if each.venue else []
    told += [f"on {each.time.value}"] if each.time and each.time.value else []
    told += [", ".join(each.flags)] if each.flags else []
    return "; ".join([*told, each.status + (f" by {each.by}" if each.by else "")])


def _pieces(shown: Shown) -> list[Piece]:
    """Return the context cut at the borders of words, speaker and cue, each with its tone."""
    text, start = shown.context.text, shown.context.start
    if not shown.context.is_whole and len(shown.statement.passages) > 1:
        return [(text, "")]
    each = shown.statement
    tones: dict[int, str] = {}
    spans: list[tuple[Span | None, str]] = [
        *(((p.start, p.end), "said") for p in each.passages),
        (each.cue, "cue"),
        (each.speaker.mention if each.speaker else None, "who"),
    ]
    if not shown.context.is_whole:
        passage = each.passages[0]
        spans = [((passage.start, passage.start + len(passage.exact)), "said")]
    for span, tone in spans:
        first, last = span or (0, 0)
        for place in range(max(first, start), min(last, start + len(text))):
            tones[place - start] = tone
    pieces: list[Piece] = []
    for place, letter in enumerate(text):
        tone = tones.get(place, "")
        if pieces and pieces[-1][1] == tone:
            pieces[-1] = (pieces[-1][0] + letter, tone)
        else:
            pieces.append((letter, tone))
    return pieces


def _paragraphs(pieces: list[Piece]) -> list[list[Piece]]:
    """Return pieces cut at the ends of lines."""
    lines: list[list[Piece]] = [[]]
    for text, tone in pieces:
        first, *more = text.splitlines() or [text]
        lines[-1].append((first, tone))
        lines += [[(line, tone)] for line in more]
        if text.endswith(("\n", "\r")):
            lines.append([])
    return [line for line in lines if any(text.strip() for text, _ in line)]
