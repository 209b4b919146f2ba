"""What all checks of a case ask: names that are known and stand once, numbers in their range."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from zopa.errors import Fault, did_you_mean
from zopa.model.issues import Issue, Package
from zopa.model.records import STANCES, Claim

if TYPE_CHECKING:
    from zopa.model.case import Case

Path = tuple[str, ...]


def known_claims(
    case: Case, names: Iterable[str], where: Path, key: str = "claims"
) -> Iterator[Fault]:
    """Yield the claims that the case does not have; ``key`` is where they are named."""
    for claim in names:
        yield from known("claim", claim, case.claims, f"'{key}'", where)


def claim_faults(case: Case, claim: Claim, where: Path) -> Iterator[Fault]:
    """Yield what is wrong with where a claim comes from: statements, or a source and a quote."""
    if claim.stance not in STANCES:
        hint = did_you_mean(claim.stance, STANCES)
        message = f"claim '{claim.id}' has the stance '{claim.stance}'; {hint}"
        yield Fault(message=message, where=(*where, "stance"))
    if claim.statements:
        for statement in dict.fromkeys(claim.statements):
            if claim.statements.count(statement) > 1:
                message = f"claim '{claim.id}' names the statement '{statement}' twice; keep one"
                yield Fault(message=message, where=(*where, "statement"))
    elif not (claim.source or claim.quote):
        message = (
            f"claim '{claim.id}' says neither which statement it rests on nor which words of which "
            "source; give it a 'statement', or a 'source' and a 'quote'"
        )
        yield Fault(message=message, where=where)
    else:
        yield from known("source", claim.source, case.sources, f"claim '{claim.id}'", where)
        if not claim.quote:
            message = f"claim '{claim.id}' quotes nothing; give it a 'quote', or a 'statement'"
            yield Fault(message=message, where=where)


def known_options(
    case: Case, issue_id: str, names: Iterable[str], owner: str, where: Path
) -> Iterator[Fault]:
    """Yield the issue if the case does not have it, else the options that it does not have."""
    issues = {issue.id: issue for issue in case.issues}
    if issue_id not in issues:
        yield from known("issue", issue_id, issues, owner, where)
        return
    for option in names:
        if option not in issues[issue_id]:
            yield no_option(issues[issue_id], option, owner, where)


def movable(
    case: Case, issue_id: str, names: Iterable[str], owner: str, where: Path
) -> Iterator[Fault]:
    """Yield what `known_options` yields, and the issue if it is a term: nobody moves those."""
    yield from known_options(case, issue_id, names, owner, where)
    if any(issue.id == issue_id and issue.term for issue in case.issues):
        message = f"{owner} names the term '{issue_id}', which nobody moves; leave it out"
        yield Fault(message=message, where=where)


def complete(case: Case, package: Package, owner: str, where: Path) -> Iterator[Fault]:
    """Yield what is wrong with a state: an option for every issue that is no term."""
    for issue, option in package.items():
        yield from movable(case, issue, (option,), owner, (*where, issue))
    left = [issue.id for issue in case.issues if not issue.term and issue.id not in package]
    if left:
        message = f"{owner} says nothing of issue '{left[0]}'; give it an option"
        yield Fault(message=message, where=where)


def no_option(issue: Issue, option: str, owner: str, where: Path) -> Fault:
    """Return the fault of an option that an issue does not have."""
    hint = did_you_mean(option, [known.id for known in issue.options])
    message = f"{owner} names option '{option}', which issue '{issue.id}' does not have; {hint}"
    return Fault(message=message, where=where)


def known(
    kind: str,
    name: str,
    names: Iterable[str] | Mapping[str, object],
    owner: str,
    where: Path,
) -> Iterator[Fault]:
    """Yield a name that is none of the known ones."""
    names = list(names)
    if name not in names:
        hint = did_you_mean(name, names)
        message = f"{owner} names the {kind} '{name}', which the case does not have; {hint}"
        yield Fault(message=message, where=where)


def twice(kind: str, names: Iterable[str], where: Path) -> Iterator[Fault]:
    """Yield names that are used twice."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Fault(message=f"two {kind}s are called '{name}'", where=(*where, name))
        seen.add(name)


def finite(value: float, what: str, where: Path, *, least: float = -math.inf) -> Iterator[Fault]:
    """Yield a number that is none, or below the least it may be."""
    if not math.isfinite(value):
        yield Fault(message=f"{what} is {value:g}; give a finite number", where=where)
    elif value < least:
        yield Fault(message=f"{what} is {value:g}; it must be {least:g} or more", where=where)


def share(value: float, what: str, where: Path, *, above: bool = False) -> Iterator[Fault]:
    """Yield a share or probability that is not from 0 (or above 0) to 1."""
    if 0 <= value <= 1 and not (above and value == 0):
        return
    span = "above 0 and at most 1" if above else "from 0 to 1"
    hint = f"; did you mean {value / 100:g}?" if 2 <= value <= 100 else ""
    yield Fault(message=f"{what} is {value:g}; it must be {span}{hint}", where=where)
