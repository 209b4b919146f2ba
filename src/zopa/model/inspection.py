"""What a verification question needs: what can be checked, how well, and what is believed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zopa.errors import Fault, did_you_mean
from zopa.model.issues import Issue

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How one issue, or a site that nobody declared, can be inspected.

    Probabilities lie in [0, 1]; `inspection_faults` says what is wrong.
    """

    name: str | None = None
    """What is inspected, in words; the issue's name when left out."""
    detected: float | None = None
    """Probability that one visit finds a breach; where left out, as the sampling plan for
    ``items`` says, or 0."""
    seen: float = 0.0
    """Probability that a breach is seen from outside, without any visit."""
    false_alarm: float = 0.0
    """Probability that one visit raises an alarm although there is no breach."""
    prior: float | None = None
    """Belief, before any visit, that there is a breach."""
    items: int | None = None
    """How many items are declared there (for a sampling plan)."""
    falsified: int | None = None
    """How many of them a breach that matters would have to falsify."""
    recognised: float = 1.0
    """Probability that an inspected falsified item is recognised as such."""
    issue: str | None = None
    """Of an undeclared site only: the issue whose step its existence would break."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the case file's ``verification`` says."""

    by: str | None = None
    """Party that inspects and relies on the result; ``None`` where there are two parties."""
    visits: int | None = None
    """Visits that can be afforded, in all and to all places together."""
    periods: int | None = None
    """Periods over which they are spread, and in each of which a breach could happen."""
    miss: float = 0.05
    """Probability of overlooking a breach that a sampling plan may have."""
    checks: Mapping[str, Check] = field(default_factory=dict)
    """Issue -> how it is inspected."""
    undeclared: Check | None = None
    """The site nobody declared: belief that it exists, and how well a visit finds it."""
    hit: float | None = None
    """Probability that a visit finds it once intelligence has pointed to the place."""


def inspection_faults(
    found: Inspection, issues: Sequence[Issue], parties: Sequence[str]
) -> Iterator[Fault]:
    """Yield what is wrong with what a case says of verification, each with its path.

    Examples
    --------
    >>> bad = Inspection(visits=-1)
    >>> [str(fault) for fault in inspection_faults(bad, [], ["a", "b"])]
    ["'visits' is -1, but it must be a whole number from 0; correct it"]
    >>> bad = Inspection(undeclared=Check(detected=0.5, prior=30))
    >>> [str(fault) for fault in inspection_faults(bad, [], ["a", "b"])]
    ["'prior' is 30, but a probability must be from 0 to 1; did you mean 0.3?"]
    """
    where = ("verification",)
    if found.by is not None and found.by not in parties:
        hint = did_you_mean(found.by, parties)
        message = f"'by' names the party '{found.by}', which the case does not have; {hint}"
        yield Fault(message=message, where=(*where, "by"))
    yield from _whole("visits", found.visits, 0, where)
    yield from _whole("periods", found.periods, 1, where)
    yield from _share("miss", found.miss, where, strictly=True)
    for name, check in found.checks.items():
        place = (*where, "issues", name)
        yield from _of_issue(
            name, issues, f"'issues' of 'verification' names the issue '{name}'", place
        )
        if check.issue is not None:
            message = (
                f"the check of '{name}' says 'issue', which only an undeclared site needs; "
                "leave it out"
            )
            yield Fault(message=message, where=(*place, "issue"))
        yield from _check(check, place)
    yield from _undeclared(found, issues, where)


def _undeclared(found: Inspection, issues: Sequence[Issue], where: Path) -> Iterator[Fault]:
    hidden, place = found.undeclared, (*where, "undeclared")
    yield from _share("hit", found.hit, where)
    if hidden is None:
        if found.hit is not None:
            message = "'hit' is given without an 'undeclared' site it could point to; describe one"
            yield Fault(message=message, where=(*where, "hit"))
        return
    yield from _check(hidden, place)
    if hidden.issue is not None:
        owner = f"'undeclared' names the issue '{hidden.issue}'"
        yield from _of_issue(hidden.issue, issues, owner, (*place, "issue"))
    if found.hit is not None and hidden.detected is not None and found.hit < hidden.detected:
        message = (
            f"'hit' is {found.hit:g}, below the {hidden.detected:g} with which the site is "
            "detected without it; intelligence cannot make finding it less likely"
        )
        yield Fault(message=message, where=(*where, "hit"))


def _check(check: Check, where: Path) -> Iterator[Fault]:
    yield from _share("detected", check.detected, where)
    yield from _share("seen", check.seen, where)
    if check.detected is None and check.items is None and check.seen == 0:
        message = (
            "the check does not say how a breach would be found; add 'detected' (by one visit), "
            "'seen' (from outside), or 'items' and 'falsified' (for a sampling plan)"
        )
        yield Fault(message=message, where=where)
    yield from _share("false_alarm", check.false_alarm, where)
    yield from _share("prior", check.prior, where)
    yield from _share("recognised", check.recognised, where, above=True)
    yield from _whole("items", check.items, 1, where)
    yield from _whole("falsified", check.falsified, 1, where)
    if check.falsified is not None and check.items is None:
        message = (
            f"'falsified' is {check.falsified:g}, but 'items' does not say of how many; add it"
        )
        yield Fault(message=message, where=(*where, "falsified"))
    elif check.items is not None and check.falsified is None:
        message = (
            f"'items' is {check.items:g}, but 'falsified' does not say how many of them a breach "
            "that matters takes; add it"
        )
        yield Fault(message=message, where=(*where, "items"))
    elif check.items is not None and check.falsified is not None and check.falsified > check.items:
        message = (
            f"'falsified' is {check.falsified:g}, more than the {check.items:g} of 'items'; "
            "correct one of them"
        )
        yield Fault(message=message, where=(*where, "falsified"))
    if check.detected is not None and check.detected < check.false_alarm <= 1:
        message = (
            f"'false_alarm' is {check.false_alarm:g}, above the {check.detected:g} of 'detected', "
            "so that an alarm would speak for a word kept; correct one of them"
        )
        yield Fault(message=message, where=(*where, "false_alarm"))


def _of_issue(name: str, issues: Sequence[Issue], owner: str, where: Path) -> Iterator[Fault]:
    known = {issue.id: issue for issue in issues}
    if name not in known:
        hint = did_you_mean(name, known)
        yield Fault(message=f"{owner}, which the case does not have; {hint}", where=where)
    elif known[name].term:
        message = f"{owner}, a term, which nobody carries out; check an issue that somebody moves"
        yield Fault(message=message, where=where)


def _whole(name: str, value: float | None, least: int, where: Path) -> Iterator[Fault]:
    if value is None or (math.isfinite(value) and value == int(value) and value >= least):
        return
    message = f"'{name}' is {value:g}, but it must be a whole number from {least}; correct it"
    yield Fault(message=message, where=(*where, name))


def _share(
    name: str, value: float | None, where: Path, *, above: bool = False, strictly: bool = False
) -> Iterator[Fault]:
    if value is None:
        return
    if strictly:
        fits, wanted = 0 < value < 1, "above 0 and below 1"
    elif above:
        fits, wanted = 0 < value <= 1, "above 0 and at most 1"
    else:
        fits, wanted = 0 <= value <= 1, "from 0 to 1"
    if not fits:
        hint = f"did you mean {value / 100:g}?" if 2 <= value < 100 else "correct it"
        message = f"'{name}' is {value:g}, but a probability must be {wanted}; {hint}"
        yield Fault(message=message, where=(*where, name))
