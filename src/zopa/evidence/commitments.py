"""Promises and what became of them, as far as the claims of a case say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zopa.evidence.backing import days, holds
from zopa.model.case import Case
from zopa.model.records import Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """A promise and what became of it."""

    commitment: Commitment
    since: str | None
    """Day, month or year from which it binds; ``None`` where nobody knows."""
    status: str
    """``open`` until a claim says more, ``kept``, ``broken``, or ``disputed`` where claims say both."""
    for_: tuple[str, ...] = ()
    """Claims that say it was kept."""
    against: tuple[str, ...] = ()
    """Claims that say it was broken."""
    unshown: tuple[str, ...] = ()
    """Claims that say one or the other, and prove nothing: no statement of them is accepted."""
    later: tuple[str, ...] = ()
    """Other claims on the same issue from a later day: they may say what became of it."""


def track(case: Case) -> tuple[Tracked, ...]:
    """Return every promise of a case with its status, in the order of the case.

    Only claims that the case names under ``kept`` and ``broken`` decide, and only where they show
    their words (see `zopa.evidence.backing.holds`): what a later statement means for a promise is
    the analyst's judgement.

    Parameters
    ----------
    case
        A case, with its ledger where it has one: statements say when something was said.

    Examples
    --------
    >>> from zopa.model import *
    >>> pay = Issue(id="pay", name="Pay", options=(Option(id="more", name="More"),))
    >>> word = Claim(id="c1", source="s", quote="We will pay more", about={"pay": "more"})
    >>> case = Case(id="c", title="C", parties=(Party(id="port", name="Port"),), issues=(pay,),
    ...     sources={"s": Source(id="s")}, claims={"c1": word},
    ...     events=(Event(date="2024-05-03", what="A letter", claims=("c1",)),),
    ...     commitments=(Commitment(by="port", issue="pay", option="more", claims=("c1",)),))
    >>> [(each.since, each.status) for each in track(case)]
    [('2024-05-03', 'open')]
    """
    dates = days(case)
    return tuple(_tracked(case, promise, dates) for promise in case.commitments)


def _tracked(case: Case, promise: Commitment, dates: Mapping[str, str]) -> Tracked:
    shown = {claim.id for claim in case.claims.values() if holds(case, claim)}
    known = [each for each in promise.claims if case.ledger is None or each in shown]
    since = promise.since or _earliest(dates[name] for name in known if name in dates)
    named = {*promise.claims, *promise.kept, *promise.broken}
    later = tuple(
        claim.id
        for claim in case.claims.values()
        if claim.id in shown - named
        and promise.issue in claim.about
        and since is not None
        and _after(dates.get(claim.id, ""), since)
    )
    words = {(True, True): "disputed", (True, False): "kept", (False, True): "broken"}
    kept, broken = (
        tuple(name for name in names if name in shown) for names in (promise.kept, promise.broken)
    )
    unshown = dict.fromkeys(name for name in (*promise.kept, *promise.broken) if name not in shown)
    return Tracked(
        commitment=promise,
        since=since,
        status=words.get((bool(kept), bool(broken)), "open"),
        for_=kept,
        against=broken,
        unshown=tuple(unshown),
        later=later,
    )


def _earliest(dates: Iterable[str]) -> str | None:
    return min(dates, default=None)


def _after(date: str, since: str) -> bool:
    """Return whether one day is surely after another; a month is not after a day of its own.

    Examples
    --------
    >>> _after("2019-03", "2019-02-28"), _after("2019-02", "2019-02-28"), _after("", "2019")
    (True, False, False)
    """
    return date > since and not date.startswith(since)
