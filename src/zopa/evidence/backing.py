"""The ledger behind the claims of a case: what a claim leaves out follows from its statements."""

from __future__ import annotations

import re
from dataclasses import replace

from zopa.model.case import Case
from zopa.model.ledger import Ledger, Passage, SourceText, Statement
from zopa.model.records import Claim, Source

QUOTE_LIMIT = 240
"""Letters of a statement that a claim quotes at most."""
CUT = "…"
SHOWN, PROPOSED, LOST = "shown", "not yet accepted", "lost"
REJECTED, ABSENT = "rejected", "not here"
STANDINGS = (SHOWN, PROPOSED, LOST, REJECTED, ABSENT)
"""How a claim stands to its words: only those that are ``shown`` prove anything."""
_EDGES = re.compile(r"^[\s\"“”„«»]+|[\s\"“”«»]+$")
_SPACE = re.compile(r"\s+")
_CUTS = re.compile(rf"{CUT}(?:\s*{CUT})+")


def backed(case: Case, ledger: Ledger) -> Case:
    """Return a case with its ledger: claims and sources filled from it where they say nothing.

    A claim takes source, words, speaker and kind from the first of its statements that can carry
    it, else from the first that is there; what the case says itself stays.

    Parameters
    ----------
    case
        A case as its file has it.
    ledger
        The ledger beside it, with all decisions applied.

    Returns
    -------
    Case
        Its ``sources`` are those of the case, then those of the ledger that it does not have (by
        fingerprint, else by id).
    """
    names = source_names(case, ledger)
    sources = dict(case.sources)
    for source in ledger.sources.values():
        name = names[source.id]
        sources[name] = _merged(sources.get(name, Source(id=name)), source)
    parties = {party.id for party in case.parties}
    claims = {
        claim.id: _filled(claim, ledger, names, parties) if claim.statements else claim
        for claim in case.claims.values()
    }
    return replace(case, sources=sources, claims=claims, ledger=ledger)


def as_written(case: Case, claim: Claim) -> Claim:
    """Return a claim without what follows from its statement anyway; undoes `backed`."""
    if case.ledger is None or not claim.statements:
        return claim
    bare = replace(claim, source="", quote="", by=None, kind=None)
    names, parties = source_names(case, case.ledger), {party.id for party in case.parties}
    filled = _filled(bare, case.ledger, names, parties)
    return replace(
        claim,
        source="" if claim.source == filled.source else claim.source,
        quote="" if claim.quote == filled.quote else claim.quote,
        by=None if claim.by == filled.by else claim.by,
        kind=None if claim.kind == filled.kind else claim.kind,
    )


def carrying(claim: Claim, ledger: Ledger) -> Statement | None:
    """Return the statement that speaks for a claim: one that can carry it before others."""
    found = [ledger.statements[each] for each in claim.statements if each in ledger.statements]
    return next((each for each in found if each.backs), found[0] if found else None)


def holds(case: Case, claim: Claim) -> bool:
    """Return whether a claim shows its words: inline, or by a statement that can carry it."""
    return standing(case, claim) == SHOWN


def standing(case: Case, claim: Claim) -> str:
    """Return how a claim stands to its words, one of `STANDINGS`.

    Of several statements the best one counts: one that carries it, then one that may still do so.
    """
    if not claim.statements:
        return SHOWN
    if case.ledger is None:
        return SHOWN if claim.source and claim.quote else ABSENT
    known = case.ledger.statements
    found = {_state(known[name]) for name in claim.statements if name in known}
    return next((each for each in STANDINGS if each in found), ABSENT)


def _state(statement: Statement) -> str:
    if statement.status == "rejected":
        return REJECTED
    if "lost" in statement.flags:
        return LOST
    return SHOWN if statement.backs else PROPOSED


def days(case: Case) -> dict[str, str]:
    """Return when claims were made, as far as that is known: by statement, else by event."""
    found = {}
    for claim in case.claims.values():
        statement = carrying(claim, case.ledger) if case.ledger else None
        if statement is not None and statement.time is not None and statement.time.value:
            found[claim.id] = statement.time.value
    for event in case.events:
        for name in event.claims:
            found.setdefault(name, event.date)
    return found


def spoken(statement: Statement) -> str:
    """Return the words of a statement in one line, without the marks around them.

    Examples
    --------
    >>> piece = Passage(source="a", start=0, end=12, exact="“We agree,”", sha256="")
    >>> spoken(Statement(id="a-1", source="a", passages=(piece,), mode="direct", rule=""))
    'We agree'
    >>> kept = Passage(source="a", start=0, end=40, exact="“We agree", sha256="", cut=True)
    >>> left = Passage(source="a", start=50, end=90, exact="", sha256="", cut=True)
    >>> spoken(Statement(id="a-1", source="a", passages=(kept, left), mode="direct", rule=""))
    'We agree …'
    """
    return _CUTS.sub(CUT, f" {CUT} ".join(said(piece) for piece in statement.passages)).strip()


def said(piece: Passage) -> str:
    """Return the words of one passage in one line, without the marks around them."""
    words = _EDGES.sub("", _SPACE.sub(" ", piece.exact)).rstrip(",").rstrip()
    return f"{words} {CUT}" if piece.cut else words


def shortened(text: str, limit: int = QUOTE_LIMIT) -> str:
    """Return a text cut at a word, with a sign where words are left out.

    Examples
    --------
    >>> shortened("We will never give up the island", 20)
    'We will never give …'
    """
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rsplit(" ", maxsplit=1)[0] if " " in head else head[:-1]
    return f"{cut.rstrip(',;:')} {CUT}"


def source_names(case: Case, ledger: Ledger) -> dict[str, str]:
    """Return what the case calls each source of the ledger: by fingerprint, else by its id."""
    known = {source.sha256.lower(): name for name, source in case.sources.items() if source.sha256}
    return {
        source.id: known.get(source.raw_sha256) or known.get(source.text_sha256) or source.id
        for source in ledger.sources.values()
    }


def _merged(source: Source, text: SourceText) -> Source:
    """Return a source of the case with what the ledger knows besides."""
    title = text.title
    if title and text.publisher and text.publisher not in title:
        title = f"{title} ({text.publisher})"
    return Source(
        id=source.id,
        file=source.file or text.file,
        sha256=source.sha256 or text.raw_sha256,
        title=source.title or title,
        url=source.url or text.url,
        date=source.date or text.date,
    )


def _filled(claim: Claim, ledger: Ledger, names: dict[str, str], parties: set[str]) -> Claim:
    statement = carrying(claim, ledger)
    if statement is None:
        return claim
    speaker = statement.speaker.party if statement.speaker else None
    return replace(
        claim,
        source=claim.source or names.get(statement.source, statement.source),
        quote=claim.quote or shortened(spoken(statement)),
        by=claim.by or (speaker if speaker in parties else None),
        kind=claim.kind or statement.kind,
    )
