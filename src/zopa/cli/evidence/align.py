"""``zopa evidence align``: what reports have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from zopa.cli._shared import Json, Quiet, many, show, show_json
from zopa.cli.evidence._shared import Case, case_of, page, who, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zopa.jobs.evidence.align import Pair, Pairs
    from zopa.report.toned import Piece, Toned

TONES = {"conflict": "bad", "possible-conflict": "bad", "same": "good", "distinct": "muted"}
_WORD = re.compile(r"\w+")


def align(
    *,
    case: Case = None,
    relation: Annotated[
        str | None,
        Parameter(
            show_default=False, help="Only such pairs: same, variant, possible-conflict, ..."
        ),
    ] = None,
    source: Annotated[
        str | None, Parameter(show_default=False, help="Only pairs with this source.")
    ] = None,
    statement: Annotated[
        str | None, Parameter(show_default=False, help="Only pairs with this statement.")
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Show what reports have in common, possible conflicts first.

    Words that only one of the two has stand out: in red and green, without
    colours between [- -] and {+ +}.  A possible conflict is a proposal;
    'zopa evidence relate' decides.
    """
    from zopa.jobs.evidence.align import align as job
    from zopa.jobs.evidence.align import as_json

    result = job(case_of(case), relation=relation, source=source, statement=statement)
    if json:
        show_json(as_json(result))
    elif not quiet:
        _show(result)
    return 0


def _show(result: Pairs) -> None:
    paper = page()
    paper.text([(result.title, "strong")])
    if not result.pairs:
        alone = "; there is only one report" if result.sources < 2 else ""
        paper.text(f"No such pair of statements{alone}.")
    last = ""
    for pair in result.pairs:
        relation = pair.alignment.relation
        if relation != last:
            of = [each for each in result.pairs if each.alignment.relation == relation]
            title = f"{relation.replace('-', ' ').upper()} - {many(len(of), 'pairs')}"
            paper.gap()
            paper.line((title, TONES.get(relation, "strong")))
            last = relation
        _show_pair(paper, pair)
    show(paper.drawn())


def _show_pair(paper: Toned, pair: Pair) -> None:
    less = [a for a, _ in pair.alignment.differences if a]
    more = [b for _, b in pair.alignment.differences if b]
    paper.gap()
    for each, parts, tone in ((pair.a, less, "less"), (pair.b, more, "more")):
        paper.text([(f"{each.id} ", "muted"), (who(each), "who" if paper.colour else "")], indent=2)
        paper.text(marked(words(each), parts, tone), indent=4)
    remarks = [f"may change the meaning: {', '.join(pair.alignment.changes)}"]
    remarks = remarks if pair.alignment.changes else []
    remarks += [f"decided by {pair.alignment.by}"] if pair.alignment.by else []
    if remarks:
        paper.text([("; ".join(remarks), "muted")], indent=4)


def marked(text: str, parts: Sequence[str], tone: str) -> list[Piece]:
    """Return a text in which some parts stand out, one after the other as far as they are there.

    Examples
    --------
    >>> marked("We couldn't do it.", ["couldn't"], "less")
    [('We ', ''), ("couldn't", 'less'), (' do it.', '')]
    """
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        wanted = _WORD.findall(part)
        if not wanted:
            continue
        pattern = r"\b" + r"\W+".join(map(re.escape, wanted)) + r"\b"
        found = re.compile(pattern, re.IGNORECASE).search(text, at)
        if found is not None:
            pieces += [(text[at : found.start()], ""), (found[0], tone)]
            at = found.end()
    return [*(piece for piece in pieces if piece[0]), (text[at:], "")]
