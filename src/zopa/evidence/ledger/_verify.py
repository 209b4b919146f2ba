"""Whether a ledger still agrees with its sources, its decisions and the claims of its case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zopa.evidence.ledger._anchors import moved, sha256, stands
from zopa.evidence.ledger._decisions import links, present
from zopa.evidence.ledger._likeness import Place, place_of
from zopa.model.ledger import Ledger, Passage, Statement
from zopa.model.records import Claim

REMARKS = frozenset({"no-text"})
"""Codes of findings that are no faults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a check found in a ledger."""

    code: str
    """``changed-source``, ``no-text``, ``wrong-place``, ``lost``, ``twice``, ``orphan-decision``,
    ``orphan-claim`` or ``unaccepted``."""
    sentence: str
    """What is wrong, and what to do."""
    source: str | None = None
    statement: str | None = None
    claim: str | None = None

    @property
    def fault(self) -> bool:
        """Whether it has to be mended; a text that is not at hand need not be."""
        return self.code not in REMARKS


def verify(
    ledger: Ledger, texts: Mapping[str, str], claims: Mapping[str, Claim] | None = None
) -> tuple[Finding, ...]:
    """Return what does not hold in a ledger: sources, places, decisions, claims, in this order.

    Parameters
    ----------
    ledger
        With all decisions applied.
    texts
        Source id -> text as it is now, see `texts_of`; a source without one is not checked
        against it, and that is said.
    claims
        Claims of the case; ``None`` leaves them out.

    Returns
    -------
    tuple of Finding
        Empty where all holds.

    Notes
    -----
    Cost: linear in the texts; where a source changed, once per statement of it.
    """
    found = [*_of_sources(ledger, texts)]
    changed = {finding.source for finding in found if finding.code == "changed-source"}
    for statement in ledger.statements.values():
        text = texts.get(statement.source)
        source = ledger.sources.get(statement.source)
        length = source.length if source is not None else len(text or "")
        found += _of_statement(statement, text, length, changed=statement.source in changed)
    found += _of_places(ledger)
    found += _of_decisions(ledger, claims)
    if claims is not None:
        found += _of_claims(ledger, claims)
    return tuple(found)


def _of_sources(ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Finding]:
    for source in ledger.sources.values():
        text = texts.get(source.id)
        if text is None:
            yield Finding(
                code="no-text",
                sentence=f"the text of source '{source.id}' is not here; its passages were not "
                "checked against it",
                source=source.id,
            )
        elif sha256(text) != source.text_sha256:
            yield Finding(
                code="changed-source",
                sentence=f"the text of source '{source.id}' is not the one that was added; restore "
                "it, or add the file again with '--replace'",
                source=source.id,
            )


def _of_statement(
    statement: Statement, text: str | None, length: int, *, changed: bool
) -> Iterator[Finding]:
    def finding(code: str, sentence: str) -> Finding:
        return Finding(
            code=code, sentence=sentence, source=statement.source, statement=statement.id
        )

    name = f"statement '{statement.id}'"
    if "lost" in statement.flags:
        if statement.status != "rejected":
            yield finding("lost", f"the words of {name} are no longer in its source; reject it")
        return
    sound = all(_sound(passage, statement.source) for passage in statement.passages)
    if not sound or not _inside(statement, length):
        yield finding(
            "wrong-place", f"place, words and hash of {name} do not agree; add its source again"
        )
        return
    if text is None or all(_there(passage, text) for passage in statement.passages):
        return
    here = moved(statement, text) if changed else None
    if here is not None:
        place = f"[{here.passages[0].start}, {here.passages[-1].end}]"
        sentence = f"{name} now stands at {place}; add its source again with '--replace'"
        yield finding("wrong-place", sentence)
    elif changed:
        sentence = f"the words of {name} are not in its source as it is now; restore the text"
        yield finding("lost", sentence)
    else:
        sentence = f"{name} does not stand where it says in its source; add the source again"
        yield finding("wrong-place", sentence)


def _inside(statement: Statement, length: int) -> bool:
    """Return whether all that was read around a statement stands in a text of this length."""
    details = (statement.addressee, statement.venue, statement.time, *statement.kinds)
    people = (statement.speaker, statement.via)
    spans = [
        *statement.quoted,
        statement.cue,
        *(detail.span for detail in details if detail is not None),
        *(speaker.mention for speaker in people if speaker is not None),
    ]
    return all(0 <= span[0] <= span[1] <= length for span in spans if span is not None)


def _sound(passage: Passage, source: str) -> bool:
    """Return whether a passage agrees with itself, and is of the source of its statement."""
    length = passage.end - passage.start
    if passage.source != source:
        return False
    if passage.cut:
        return 0 < length >= len(passage.exact)
    return len(passage.exact) == length > 0 and sha256(passage.exact) == passage.sha256


def _there(passage: Passage, text: str) -> bool:
    return stands(passage, text) and text.startswith(passage.exact, passage.start)


def _of_places(ledger: Ledger) -> Iterator[Finding]:
    """Yield statements that have the very same words at the same place as another one."""
    first: dict[Place, str] = {}
    for statement in ledger.statements.values():
        if statement.status == "rejected" or "lost" in statement.flags:
            continue
        other = first.setdefault(place_of(statement), statement.id)
        if other != statement.id:
            yield Finding(
                code="twice",
                sentence=f"statements '{other}' and '{statement.id}' have the same words; "
                "reject one of them",
                source=statement.source,
                statement=statement.id,
            )


def _of_decisions(ledger: Ledger, claims: Mapping[str, Claim] | None) -> Iterator[Finding]:
    known = present(ledger.statements, ledger.decisions)
    last = {decision.statement: decision for decision in ledger.decisions}
    for name, decision in last.items():
        if known.get(name) not in ledger.statements and decision.act != "reject":
            yield Finding(
                code="orphan-decision",
                sentence=f"{decision.by} decided on statement '{name}' ({decision.act}), which the "
                "ledger no longer has; add its source again",
                statement=name,
            )
    for claim, statements in links(ledger).items() if claims is not None else ():
        if claims is not None and claim not in claims:
            yield Finding(
                code="orphan-decision",
                sentence=f"statement '{statements[0]}' is linked to claim '{claim}', which the "
                "case does not have; write the claim, or unlink the statement",
                statement=statements[0],
                claim=claim,
            )


def _of_claims(ledger: Ledger, claims: Mapping[str, Claim]) -> Iterator[Finding]:
    linked = links(ledger)
    for claim in claims.values():
        for name in dict.fromkeys([*claim.statements, *linked.get(claim.id, ())]):
            statement = ledger.statements.get(name)
            if statement is None:
                code, trouble = "orphan-claim", "which the ledger does not have; mend its id"
            elif "lost" in statement.flags:
                code, trouble = "lost", "whose words are no longer in its source; name another one"
            elif not statement.backs:
                code = "unaccepted"
                trouble = f"which is {statement.status}; accept it, or name another one"
            else:
                continue
            yield Finding(
                code=code,
                sentence=f"claim '{claim.id}' rests on statement '{name}', {trouble}",
                statement=name,
                claim=claim.id,
            )
