"""A statement behind a claim: accepted, linked, and written into the case file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zopa.errors import UnknownNameError, ZopaError, did_you_mean
from zopa.evidence.backing import backed, source_names
from zopa.evidence.ledger import append_decision, links, only_writer
from zopa.formats._zopa_read import from_text
from zopa.formats.zopa_yaml import next_claim_id, with_claim, without_statement
from zopa.jobs._evidence_check import faults_of, has_words
from zopa.jobs._writing import write_text
from zopa.jobs.evidence._desk import (
    Desk,
    desk,
    known_party,
    one_line,
    read_text,
    statement_json,
    statement_named,
    word_of,
)
from zopa.jobs.evidence.decide import Signed, now, sign
from zopa.model.ledger import KINDS, Decision, Statement
from zopa.model.records import STANCES, Claim

NEW = "new"
"""Instead of the id of a claim: the next free one."""
AGAINST = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSays:
    """What a claim says; left out, it follows from its statement."""

    about: Mapping[str, str | None] = field(default_factory=dict)
    """Issue -> option, or ``None`` for the issue as a whole."""
    stance: str = "supports"
    by: str | None = None
    kind: str | None = None
    quote: str = ""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A statement and the claim that rests on it now."""

    statement: Statement
    claim: str
    is_new: bool
    file: Path
    """The case file."""


def link(
    case: str | Path,
    name: str,
    claim: str = NEW,
    *,
    signed: Signed,
    says: ClaimSays | None = None,
) -> Linked:
    """Let a claim of the case rest on a statement: accept it, link it, write the claim.

    Parameters
    ----------
    case
        A case file or folder.
    name
        Id of a statement, or a beginning that only one has.
    claim
        A claim of the case, the id of one that it is to get, or ``new``.
    signed
        Who decides, and when.
    says
        What the claim says besides.

    Raises
    ------
    UnknownNameError
        Where the statement, an issue, option or party does not exist.
    FormatError
        Where the claim cannot be written into the file, or the decision beside it; neither is
        there then.
    """
    says = says or ClaimSays()
    with only_writer(case):
        table = desk(case)
        statement = statement_named(table.ledger, name)
        _check(table, says)
        _fits(table.case.claims.get(claim), statement, says)
        text = read_text(table.file)
        claim = next_claim_id(table.case.claims) if claim == NEW else claim
        decisions = _decisions(table, statement, claim, signed)
        new = _written(table, text, claim, statement, says)
        _verify(table, new, claim, decisions)
        _write(table, text, new, decisions)
    after = now(table.ledger, decisions).statements[statement.id]
    is_new = claim not in table.case.claims
    return Linked(statement=after, claim=claim, is_new=is_new, file=table.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlinked:
    """A statement and the claim that it no longer carries."""

    statement: Statement
    claim: str
    taken_out: bool
    """Whether the claim was taken out of the case file: it had nothing else to rest on."""
    file: Path
    """The case file."""


def unlink(
    case: str | Path, name: str, claim: str, *, signed: Signed, note: str | None = None
) -> Unlinked:
    """Take back that a claim rests on a statement; a claim with nothing else goes with it.

    Parameters
    ----------
    case, name, signed
        As for `link`.
    claim
        Id of the claim, whether the case still has it or not.
    note
        Why.

    Raises
    ------
    UnknownNameError
        Where the statement does not exist, or the claim does not rest on it.
    FormatError
        Where the statement cannot be taken out of the case file, for example because the case
        names the claim elsewhere, or where the decision cannot be written; nothing changes then.
    """
    with only_writer(case):
        table = desk(case)
        statement = statement_named(table.ledger, name)
        text = read_text(table.file)
        given = {"source": str(table.file), "name": table.case.id}
        linked = [one for one, names in links(table.ledger).items() if statement.id in names]
        written = [one.id for one in table.case.claims.values() if statement.id in one.statements]
        known = tuple(dict.fromkeys((*linked, *written)))
        if claim not in known:
            hint = did_you_mean(claim, known) if known else "it is linked to none"
            msg = f"statement '{statement.id}' is not linked to claim '{claim}'; {hint}"
            raise UnknownNameError(msg)
        new = without_statement(text, claim, statement.id, **given)
        decision = sign(table.ledger, "unlink", statement.id, signed, claim=claim, note=note)
        _write(table, text, new, [decision])
    left = from_text(new, **given).claims
    gone = claim in table.case.claims and claim not in left
    return Unlinked(statement=statement, claim=claim, taken_out=gone, file=table.file)


def _write(table: Desk, text: str, new: str, decisions: list[Decision]) -> None:
    """Write the case file, then the decisions; where these cannot be written, neither is."""
    if new != text:
        write_text(table.file, new)
    try:
        if decisions:
            append_decision(table.path, *decisions)
    except ZopaError:
        if new != text:
            write_text(table.file, text)
        raise


def _written(table: Desk, text: str, claim: str, statement: Statement, says: ClaimSays) -> str:
    """Return the text of the case file with the claim, which says no more than it has to."""
    return with_claim(
        text,
        claim,
        statement.id,
        says.about,
        by=says.by,
        kind=None if says.kind == statement.kind else says.kind,
        quote=says.quote,
        stance=says.stance,
        note=says.note,
        drop=_told_by(table, table.case.claims.get(claim), statement),
        source=str(table.file),
        name=table.case.id,
    )


def _told_by(table: Desk, claim: Claim | None, statement: Statement) -> tuple[str, ...]:
    """Return what an inline claim must leave to its first statement.

    Raises
    ------
    ZopaError
        Where the statement does not have its words.
    """
    if claim is None or claim.statements:
        return ()
    found = []
    if claim.source != source_names(table.case, table.ledger)[statement.source]:
        found.append("source")
    texts = _texts(table)
    if has_words(statement, claim.quote, texts, plainly=True) is False:
        msg = (
            f"claim '{claim.id}' quotes '{one_line(claim.quote)}', which statement "
            f"'{statement.id}' does not say; link one that does, make one with 'zopa evidence "
            "mark', or take another claim"
        )
        raise ZopaError(msg)
    if has_words(statement, claim.quote, texts) is False:
        found.append("quote")
    return tuple(found)


def _verify(table: Desk, text: str, claim: str, decisions: list[Decision]) -> None:
    """Raise where the case would say something of its evidence that is not so."""
    ledger, texts = now(table.ledger, decisions), _texts(table)
    case = backed(from_text(text, source=str(table.file), name=table.case.id), ledger)
    before = faults_of(table.case, claim, texts) if claim in table.case.claims else []
    for fault in faults_of(case, claim, texts):
        if fault not in before:
            raise ZopaError(f"{fault}; nothing is linked")


def _texts(table: Desk) -> dict[str, str]:
    return {each.id: each.text for each in table.ledger.sources.values() if each.text is not None}


def _decisions(table: Desk, statement: Statement, claim: str, signed: Signed) -> list[Decision]:
    """Return the link, after the acceptance that it needs; nothing where both are there."""
    found = []
    if statement.status == "rejected":
        msg = (
            f"statement '{statement.id}' was rejected by {statement.by}; accept it first with "
            f"'zopa evidence accept {statement.id}', or link another"
        )
        raise ZopaError(msg)
    if not statement.backs:
        found.append(sign(table.ledger, "accept", statement.id, signed))
    if statement.id not in links(table.ledger).get(claim, ()):
        seen = now(table.ledger, found)
        found.append(sign(seen, "link", statement.id, signed, claim=claim))
    return found


def _check(table: Desk, says: ClaimSays) -> None:
    word_of(STANCES, says.stance, "stance")
    if says.kind is not None:
        word_of(KINDS, says.kind, "kind")
    known_party(table.case, says.by)
    for issue, option in says.about.items():
        known = table.case.issue(issue)
        if option is not None and option not in {each.id for each in known.options}:
            hint = did_you_mean(option, [each.id for each in known.options])
            raise UnknownNameError(f"issue '{issue}' has no option '{option}'; {hint}")


def _fits(claim: Claim | None, statement: Statement, says: ClaimSays) -> None:
    """Raise where a claim would say what its statement does not: its stance or its side."""
    denied = "denied" in statement.flags
    about = {**(claim.about if claim else {}), **says.about}
    stance = says.stance if claim is None or says.stance == AGAINST else claim.stance
    if denied and stance != AGAINST and any(about.values()):
        msg = (
            f"statement '{statement.id}' says that something was not so (flag 'denied'), so it "
            "cannot support an option; link it with '--stance contradicts', or name the issue alone"
        )
        raise ZopaError(msg)
    if claim is None:
        return
    if claim.stance != stance:
        raise ZopaError(f"claim '{claim.id}' {claim.stance} what it is about; take another claim")
    if stance == AGAINST != says.stance and not denied:
        msg = (
            f"claim '{claim.id}' {AGAINST} what it is about; give '--stance {AGAINST}' where "
            f"statement '{statement.id}' does so too, or take another claim"
        )
        raise ZopaError(msg)
    party = statement.speaker.party if statement.speaker else None
    if claim.by and party and claim.by != party and says.by is None:
        msg = (
            f"claim '{claim.id}' is said by '{claim.by}', and statement '{statement.id}' by "
            f"'{party}'; take another claim, or name who speaks with '--by {claim.by}'"
        )
        raise ZopaError(msg)


def unlinked_json(result: Unlinked) -> dict[str, Any]:
    """Return what was taken back as data for JSON."""
    return {
        "claim": result.claim,
        "taken_out": result.taken_out,
        "file": str(result.file),
        "statement": statement_json(result.statement),
    }


def as_json(result: Linked) -> dict[str, Any]:
    """Return what was linked as data for JSON."""
    return {
        "claim": result.claim,
        "new": result.is_new,
        "file": str(result.file),
        "statement": statement_json(result.statement),
    }
