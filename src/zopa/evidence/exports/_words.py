"""What several exports say of a statement in the same words."""

from __future__ import annotations

from zopa.evidence.exports._contract import OfCase
from zopa.evidence.ledger import links
from zopa.model.ledger import Alignment, Detail, Ledger, SourceText, Speaker, Statement

DIFFERING = ("conflict", "possible-conflict", "variant", "partial", "paraphrase")
"""Relations worth showing with both wordings, the gravest first."""

DAY = len("2019-02-28")
LEADS = {
    "at a": frozenset(
        "appearance,briefing,conference,debate,dinner,forum,hearing,lunch,meeting,press conference,"
        "rally,session,summit,town hall".split(",")
    ),
    "in a": frozenset(
        "address,article,broadcast,call,communique,e-mail,filing,interview,letter,memo,message,note,"
        "podcast,post,report,speech,statement,telegram,tweet,video".split(",")
    ),
    "in": frozenset(["remarks", "testimony"]),
    "on": frozenset(["Facebook", "Twitter", "radio", "television"]),
}
"""Words before an occasion or a medium."""
NAMED = {"venue.place": "in", "venue.channel": "on"}
"""Rule by which a name was found -> the word before it."""


def who(speaker: Speaker | None) -> str:
    """Return whom a speaker means, as far as that is known; empty where nobody is named."""
    return "" if speaker is None else speaker.name or speaker.text or speaker.party or ""


def nobody(statement: Statement) -> str:
    """Return what stands in the place of a speaker where none is named."""
    return "the reporter" if statement.mode == "account" else "unattributed"


def value(detail: Detail | None) -> str:
    """Return what a circumstance says; empty where there is none."""
    return "" if detail is None else detail.value


def circumstances(statement: Statement) -> list[str]:
    """Return to whom, where, when and through whom something was said, ready to follow a name.

    Examples
    --------
    >>> statement = Statement(id="a-1", source="a", passages=(), mode="direct", rule="",
    ...     addressee=Detail(value="reporters"), venue=Detail(value="interview with CNN"),
    ...     time=Detail(value="2019-02"))
    >>> circumstances(statement)
    ['to reporters', 'in an interview with CNN', 'in 2019-02']
    """
    told = [
        ("to", value(statement.addressee)),
        (_lead(statement.venue), value(statement.venue)),
        ("on" if len(value(statement.time)) == DAY else "in", value(statement.time)),
        ("via", who(statement.via)),
    ]
    return [f"{word} {text}" for word, text in told if text]


def _lead(venue: Detail | None) -> str:
    """Return the words before a venue: for an occasion with its article, for a name without."""
    if venue is None:
        return ""
    head = venue.value.split(",")[0].split(" with ")[0]
    word = next((word for word, heads in LEADS.items() if head in heads), NAMED.get(venue.rule))
    if word is None:
        return "at"
    return f"{word}n" if word.endswith(" a") and head[:1] in "aeiou" else word


def place(statement: Statement) -> str:
    """Return the stretches of a statement as code points, for example ``120-180, 200-240``."""
    return ", ".join(f"{passage.start}-{passage.end}" for passage in statement.passages)


def words_of(statement: Statement) -> str:
    """Return the words of a statement, a sign where some were left out; empty without any."""
    if not any(passage.exact for passage in statement.passages):
        return ""
    return " … ".join(f"{p.exact} […]".strip() if p.cut else p.exact for p in statement.passages)


def shown_words(statement: Statement) -> str:
    """Return the words of a statement on one line; see `words_of`."""
    return " ".join(words_of(statement).split())


def claimed(ledger: Ledger, case: OfCase) -> dict[str, list[str]]:
    """Return the claims of each statement, named in the case or linked by an analyst."""
    found: dict[str, dict[str, None]] = {}
    for named in (case.claims, links(ledger)):
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
