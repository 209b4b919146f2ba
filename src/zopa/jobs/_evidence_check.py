"""Whether the claims of a case agree with the ledger beside it, and the ledger with its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zopa.errors import Fault
from zopa.model import Case, Claim
from zopa.model.ledger import KINDS, Ledger, Statement

FAULTS = frozenset({"orphan-claim", "unaccepted", "lost", "wrong-place", "changed-source"})
"""Findings of a ledger without which a claim proves nothing; others are warnings."""
UNCHECKED = frozenset({"no-text"})
NAMED = 5
"""Claims or statements that one sentence names."""
CUT = "…"
_SIGNS = str.maketrans("‘’“”", "''\"\"")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCheck:
    """What a check of the evidence found."""

    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    unchecked: tuple[str, ...] = ()


def check_evidence(case: Case, texts: Mapping[str, str]) -> EvidenceCheck:
    """Return what is wrong with the evidence of a case.

    Parameters
    ----------
    case
        A case with its ledger, where it has one; see `zopa.jobs.read.read`.
    texts
        Source of the ledger -> its text as it is now; texts that are not there are not checked.
    """
    if case.ledger is None:
        doubtful = tuple(_commitments(case))
        return EvidenceCheck(faults=tuple(_without_ledger(case)), warnings=doubtful)
    from zopa.evidence.backing import as_written
    from zopa.evidence.ledger import links, verify

    faults: list[Fault] = []
    warnings: list[Fault] = []
    unchecked = []
    used = {name for claim in case.claims.values() for name in claim.statements}
    for found in verify(case.ledger, texts, case.claims):
        if found.code in UNCHECKED:
            unchecked.append(found.sentence)
            continue
        where: tuple[str, ...] = ("sources", found.source) if found.source else ("claims",)
        where = ("claims", found.claim, "statement") if found.claim else where
        unused = found.code == "lost" and not found.claim and found.statement not in used
        wrong = found.code in FAULTS and not unused
        (faults if wrong else warnings).append(Fault(message=found.sentence, where=where))
    faults += _sources(case, case.ledger)
    meant, undone = links(case.ledger), _undone(case.ledger)
    for filled in case.claims.values():
        claim = as_written(case, filled)
        known = list(_statements(claim, case.ledger))
        for statement in known:
            linked = statement.id in meant.get(claim.id, ())
            warnings += _against(claim, statement, linked=linked)
            if not linked and (claim.id, statement.id) in undone:
                warnings.append(_taken_back(claim, statement))
        warnings += _several(claim, known)
        faults += _quoted(case, claim, case.ledger, texts)
    warnings += _parties(case, case.ledger)
    warnings += _commitments(case)
    warnings += _unlinked(case, case.ledger, used)
    return EvidenceCheck(faults=tuple(faults), warnings=tuple(warnings), unchecked=tuple(unchecked))


def _commitments(case: Case) -> Iterator[Fault]:
    """Yield promises whose claims do not fit together."""
    from zopa.evidence.backing import days

    dates = days(case)
    for place, promise in enumerate(case.commitments):
        what = f"the promise of '{promise.by}' on issue '{promise.issue}'"
        here = ("commitments", str(place))
        for name in promise.kept:
            if name in promise.broken:
                message = f"claim '{name}' says that {what} was kept and that it was broken"
                yield Fault(message=f"{message}; leave out one of them", where=(*here, "kept"))
        for key, names in (("kept", promise.kept), ("broken", promise.broken)):
            for name in names:
                if name in promise.claims:
                    message = f"claim '{name}' makes {what} and says that it was {key}; "
                    message += f"name another claim under '{key}', or none"
                    yield Fault(message=message, where=(*here, key))
                elif (day := dates.get(name)) and promise.since and before(day, promise.since):
                    message = (
                        f"claim '{name}' of {day} says that {what} was {key}, which binds "
                        f"since {promise.since}; mend one of the days"
                    )
                    yield Fault(message=message, where=(*here, key))


def before(day: str, other: str) -> bool:
    """Return whether one day is surely before another; a day is not before its own month.

    Examples
    --------
    >>> before("2019-02-27", "2019-02-28"), before("2019-02", "2019-02-28"), before("2019", "2020")
    (True, False, True)
    """
    return day < other and not other.startswith(day)


def _without_ledger(case: Case) -> Iterator[Fault]:
    for claim in case.claims.values():
        if claim.statements:
            message = (
                f"claim '{claim.id}' rests on statement '{claim.statements[0]}', but no ledger "
                "lies beside the case; make one with 'zopa evidence add', or give the claim a "
                "'source' and a 'quote' instead"
            )
            yield Fault(message=message, where=("claims", claim.id, "statement"))


def _sources(case: Case, ledger: Ledger) -> Iterator[Fault]:
    """Yield sources that are one thing to the case and another to the ledger."""
    for source in case.sources.values():
        known = ledger.sources.get(source.id)
        if known is None or not source.sha256:
            continue
        if source.sha256.lower() not in (known.raw_sha256, known.text_sha256):
            message = (
                f"source '{source.id}' has another 'sha256' in the case than in the ledger "
                f"({known.raw_sha256[:12]}...); keep the one of the file that is meant"
            )
            yield Fault(message=message, where=("sources", source.id, "sha256"))
    for claim in case.claims.values():
        if claim.statements and claim.source and claim.source not in case.sources:
            message = f"claim '{claim.id}' names the source '{claim.source}', which neither the "
            message += "case nor the ledger has; leave it out, the statement says it"
            yield Fault(message=message, where=("claims", claim.id, "source"))


def _statements(claim: Claim, ledger: Ledger) -> Iterator[Statement]:
    for name in claim.statements:
        if name in ledger.statements:
            yield ledger.statements[name]


def _parties(case: Case, ledger: Ledger) -> Iterator[Fault]:
    """Yield parties of statements that the case does not have, for example after a new name."""
    known = {party.id for party in case.parties}
    strangers: dict[str, list[str]] = {}
    for statement in ledger.statements.values():
        party = statement.speaker.party if statement.speaker else None
        if party and party not in known and statement.status != "rejected":
            strangers.setdefault(party, []).append(statement.id)
    for party, names in strangers.items():
        message = (
            f"{_few('statement', names)} of the ledger {'is' if len(names) == 1 else 'are'} said "
            f"by the party '{party}', which the case does not have; add the reports again with "
            "'zopa evidence add --replace', or name the party with 'zopa evidence edit --party'"
        )
        yield Fault(message=message, where=("parties",))


def _undone(ledger: Ledger) -> set[tuple[str | None, str]]:
    """Return which claims were unlinked from which statements, whatever came after that."""
    return {(each.claim, each.statement) for each in ledger.decisions if each.act == "unlink"}


def _taken_back(claim: Claim, statement: Statement) -> Fault:
    """Return that a claim still names a statement that it was unlinked from."""
    message = (
        f"claim '{claim.id}' rests on statement '{statement.id}', which was unlinked from it; take "
        "it out of the claim, or link it again with 'zopa evidence link'"
    )
    return Fault(message=message, where=("claims", claim.id, "statement"))


def _several(claim: Claim, known: Sequence[Statement]) -> Iterator[Fault]:
    """Yield a claim that names no speaker, and whose statements have different ones."""
    said = {s.speaker.party: s.id for s in known if s.backs and s.speaker and s.speaker.party}
    if claim.by is None and len(said) > 1:
        (one, first), (other, second), *_ = said.items()
        message = (
            f"statements '{first}' and '{second}' of claim '{claim.id}' are said by different "
            f"parties, '{one}' and '{other}'; give each a claim of its own, or name the party of "
            "the claim with 'by'"
        )
        yield Fault(message=message, where=("claims", claim.id, "statement"))


def _against(claim: Claim, statement: Statement, *, linked: bool) -> Iterator[Fault]:
    """Yield where a claim and its statement say different things.

    The kind of a claim that an analyst linked to this statement is the analyst's own.
    """
    party = statement.speaker.party if statement.speaker else None
    if claim.by and party and claim.by != party:
        message = (
            f"claim '{claim.id}' says that '{claim.by}' speaks, and its statement '{statement.id}' "
            f"that '{party}' does; leave out 'by', or mend the statement with 'zopa evidence edit'"
        )
        yield Fault(message=message, where=("claims", claim.id, "by"))
    kinds = [kind.value for kind in statement.kinds]
    if not linked and claim.kind in KINDS and kinds and claim.kind not in kinds:
        message = (
            f"claim '{claim.id}' is of the kind '{claim.kind}', and its statement '{statement.id}' "
            f"of '{kinds[0]}'; leave out 'kind', or mend the statement with 'zopa evidence edit'"
        )
        yield Fault(message=message, where=("claims", claim.id, "kind"))


def _quoted(case: Case, claim: Claim, ledger: Ledger, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Yield a claim whose source or words are those of none of its statements."""
    known = [ledger.statements[name] for name in claim.statements if name in ledger.statements]
    if not known:
        return
    from zopa.evidence.backing import source_names

    names = source_names(case, ledger)
    sources = {names.get(statement.source, statement.source) for statement in known}
    if claim.source in case.sources and claim.source not in sources:
        message = (
            f"claim '{claim.id}' names the source '{claim.source}', and its statement "
            f"'{known[0].id}' stands in '{min(sources)}'; leave out 'source'"
        )
        yield Fault(message=message, where=("claims", claim.id, "source"))
    stands = [has_words(statement, claim.quote, texts) for statement in known]
    if claim.quote and None not in stands and not any(stands):
        message = (
            f"claim '{claim.id}' quotes words that statement '{known[0].id}' does not have; quote "
            "a part of it letter by letter, or leave out 'quote'"
        )
        yield Fault(message=message, where=("claims", claim.id, "quote"))


def faults_of(case: Case, claim: str, texts: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the evidence of one claim."""
    found = check_evidence(case, texts).faults
    return [each.message for each in found if each.where[:2] == ("claims", claim)]


def has_words(
    statement: Statement, quote: str, texts: Mapping[str, str], *, plainly: bool = False
) -> bool | None:
    """Return whether a quote stands in a statement; ``None`` where not all its words are at hand.

    ``plainly``: whatever its quotation marks and capitals are.
    """
    words = _words(statement, texts)
    if words is None:
        return None
    if plainly:
        quote, words = plain(quote.replace("...", CUT)), plain(words)
    return _within(quote, words)


def plain(text: str) -> str:
    """Return a text without capitals, marks around it, and with one kind of each mark."""
    return _SPACE.sub(" ", text).translate(_SIGNS).casefold().strip(" \"',.")


def _words(statement: Statement, texts: Mapping[str, str]) -> str | None:
    """Return all words of a statement; ``None`` where only the first ones are at hand."""
    text = texts.get(statement.source)
    parts = []
    for piece in statement.passages:
        if piece.cut and text is None:
            return None
        parts.append(piece.exact if text is None else text[piece.start : piece.end])
    return _SPACE.sub(" ", " ".join(parts))


def _within(quote: str, words: str | None) -> bool:
    """Return whether a quote stands in some words, piece after piece where it leaves some out.

    Examples
    --------
    >>> _within("we agree … at once", "“we agree to go at once”"), _within("at once … we", "we at once")
    (True, False)
    """
    at = 0
    for piece in _SPACE.sub(" ", quote).split(CUT):
        found = (words or "").find(piece.strip(), at)
        if found < 0:
            return False
        at = found + len(piece.strip())
    return True


def _unlinked(case: Case, ledger: Ledger, used: set[str]) -> Iterator[Fault]:
    """Yield claims without a statement, and accepted statements without a claim."""
    inline = [claim.id for claim in case.claims.values() if not claim.statements]
    if inline:
        verb = "rests" if len(inline) == 1 else "rest"
        message = (
            f"{_few('claim', inline)} {verb} on no statement of the ledger; link one with "
            "'zopa evidence link' so that the words are verified"
        )
        yield Fault(message=message, where=("claims", inline[0]))
    left = [each.id for each in ledger.statements.values() if each.backs and each.id not in used]
    if left:
        verb, them = ("carries", "it") if len(left) == 1 else ("carry", "them")
        message = (
            f"{_few('accepted statement', left)} {verb} no claim of the case; link {them} with "
            "'zopa evidence link' where the case should say so"
        )
        yield Fault(message=message, where=("claims",))


def _few(noun: str, names: Sequence[str]) -> str:
    """Return one or several things by name.

    Examples
    --------
    >>> _few("claim", ["c1"]), _few("claim", ["c1", "c2"]), _few("claim", [f"c{n}" for n in range(9)])
    ("claim 'c1'", "2 claims ('c1', 'c2')", "9 claims ('c0', 'c1', 'c2', 'c3', 'c4', ...)")
    """
    if len(names) == 1:
        return f"{noun} '{names[0]}'"
    shown = ", ".join(f"'{name}'" for name in names[:NAMED])
    return f"{len(names)} {noun}s ({shown}{', ...' if len(names) > NAMED else ''})"
