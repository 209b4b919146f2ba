"""Two-level games: which deals those at home would approve, and who closes the zone."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.bargaining._house import House, has_say
from zopa.analysis.bargaining._patterns import Patterns, looked_at, patterns
from zopa.analysis.bargaining.results import Body, Member, RatificationStudy, Span, WinSet
from zopa.analysis.draws import draw, parts
from zopa.analysis.problem import Problem, problem
from zopa.analysis.results import Deal, Probability
from zopa.analysis.sampled import all_sampled
from zopa.errors import LimitError
from zopa.kernels.sums import rows_of
from zopa.model import Acceptance, Case

Bools = NDArray[np.bool_]

DEALS = 5_000_000
"""Deals that are looked at one by one at most."""
CELLS = 4_000_000
"""Deals times draws that are looked at together."""
WORK = 400_000_000
"""Deals times draws times voters beyond which chances are left out."""


def ratification(
    case: Case,
    option_set: str = "all",
    *,
    strict: bool = False,
    draws: int = 0,
    seed: int = 1,
) -> RatificationStudy | None:
    """Return which deals would be ratified, and which body or member stands in the way.

    A party's win-set are the legal deals that it accepts and that every body that ratifies for
    it approves: the votes of the members that accept reach what is needed, and no member with a
    veto refuses (Putnam 1988).  A deal would be ratified if it lies in the win-sets of as many
    parties as the acceptance rule asks for.

    Parameters
    ----------
    case
        The case; members of the bodies have scores under ``constituents``.
    option_set
        The options that are negotiated over, by name.
    strict
        Whether acceptable means more than the reservation value instead of at least (§4).
    draws
        Draws of all uncertain numbers, those of the members included; 0 leaves chances out.
    seed
        Of the draws.

    Returns
    -------
    RatificationStudy or None
        ``None`` for a case without ratifiers.  Numbers other than chances are at the central
        values.

    Raises
    ------
    LimitError
        When there are more than `DEALS` deals, or more than 60 parties and members.

    Notes
    -----
    Every deal is looked at once; after that only the patterns of who accepts count.  Sources:
    Putnam (1988), Diplomacy and Domestic Politics: The Logic of Two-Level Games, International
    Organization 42(3), 427-460; Schelling (1960), The Strategy of Conflict, on what a narrow
    mandate is worth.

    Examples
    --------
    The union's negotiators would take 3 %, its members want 4 %:

    >>> from zopa.model import *
    >>> n = Number.fixed
    >>> wage = Issue(id="wage", name="Wage", options=tuple(
    ...     Option(id=o, name=o) for o in ("2", "3", "4")))
    >>> def scores(who, low, mid, high, least):
    ...     return Scores(party=who, scores={"wage": {"2": n(low), "3": n(mid), "4": n(high)}},
    ...                   standing=Standing(value=n(least)))
    >>> case = Case(id="pay", title="Pay", parties=tuple(
    ...     Party(id=who, name=who) for who in ("union", "port", "crane")), issues=(wage,),
    ...     preferences={"union": scores("union", 0, 6, 9, 5), "port": scores("port", 9, 6, 0, 4)},
    ...     constituents={"crane": scores("crane", 0, 4, 9, 7)},
    ...     ratifiers={"union": (Ratifier(id="vote", name="Vote", needs=1, votes={"crane": 1}),)})
    >>> found = ratification(case)
    >>> found.negotiators, found.ratified, found.members[0].fall
    (1, 0, 3.0)
    """
    house = has_say(case)
    if house is None:
        return None
    posed = problem(_together(case), option_set, strict=strict)
    if posed.space.legal > DEALS:
        msg = (
            f"case '{case.id}' has {posed.space.legal:,} legal packages; who would ratify them is "
            f"worked out for up to {DEALS:,}; ask about an option set with fewer packages"
        )
        raise LimitError(msg)
    seen = patterns(posed, [posed.parties.index(party) for party in case.preferences])
    found = _Finder(case=case, house=house, posed=posed, seen=seen)
    study = found.study()
    return replace(study, chances=_chances(house, posed, draws, seed))


def _together(case: Case) -> Case:
    """Return a case in which those who ratify sit at the table, so that all are valued alike."""
    return replace(
        case,
        preferences={**case.constituents, **case.preferences},
        acceptance=Acceptance(),
        constituents={},
        ratifiers={},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Finder:
    """What the patterns of one case say."""

    case: Case
    house: House
    posed: Problem
    seen: Patterns

    def study(self) -> RatificationStudy:
        """Return everything but the chances."""
        house, seen = self.house, self.seen
        approves = house.approves(seen.accepts)
        before = house.passes(seen.accepts, np.ones_like(approves))
        after = house.passes(seen.accepts, approves)
        return RatificationStudy(
            case=self.case,
            option_set=self.posed.space.option_set,
            strict=self.posed.strict,
            legal=self.posed.space.legal,
            negotiators=self._count(before),
            ratified=self._count(after),
            win_sets=self._win_sets(approves),
            bodies=tuple(self._body(place, approves) for place in range(len(house.bodies))),
            members=tuple(
                self._member(column, is_open=bool(after.any())) for column in house.members
            ),
            closing=() if after.any() or not before.any() else self._closing(approves),
            spans={
                house.voters[column]: (self._span(column, before), self._span(column, after))
                for column in house.table
            },
            deal=self._fairest(after),
        )

    def _count(self, chosen: Bools) -> int:
        return int(self.seen.counts[chosen].sum())

    def _win_sets(self, approves: Bools) -> tuple[WinSet, ...]:
        accepts = self.seen.accepts
        inside = self.house.ratified(accepts, approves)
        return tuple(
            WinSet(
                party=self.house.voters[column],
                acceptable=self._count(accepts[:, column]),
                ratified=self._count(inside[:, place]),
            )
            for place, column in enumerate(self.house.table)
        )

    def _body(self, place: int, approves: Bools) -> Body:
        """Return what depends on one body alone."""
        house, seen = self.house, self.seen
        party, body = house.bodies[place]
        free = self._passes_if(approves, place, np.ones(len(seen.codes), dtype=np.bool_))
        given = house.given(seen.accepts)[:, place]
        enough = given >= house.needs[place]
        reached = given[free & ~house.vetoed(seen.accepts)[:, place]]
        lifted = {}
        for member in body.vetoes:
            others = house.vetoes[place].copy()
            others[house.voters.index(member)] = False
            refused = (~seen.accepts & others).any(axis=1)
            lifted[member] = self._count(self._passes_if(approves, place, enough & ~refused))
        return Body(
            party=party,
            id=body.id,
            name=body.name,
            needs=body.needs,
            votes=float(house.votes[place].sum()),
            approves=self._count(approves[:, place]),
            without=self._count(free),
            most_votes=float(reached.max()) if len(reached) else None,
            without_veto=lifted,
            deal=self._fairest(free),
        )

    def _passes_if(self, approves: Bools, place: int, approved: Bools) -> Bools:
        """Return which patterns pass if one body approved these."""
        changed = approves.copy()
        changed[:, place] = approved
        return self.house.passes(self.seen.accepts, changed)

    def _member(self, column: int, *, is_open: bool) -> Member:
        """Return what depends on one member's consent alone."""
        house, seen = self.house, self.seen
        accepts = seen.accepts.copy()
        accepts[:, column] = True
        opens = house.passes(accepts, house.approves(accepts)) & ~seen.accepts[:, column]
        fall = None if is_open or not opens.any() else -float(seen.best[opens, column].max())
        voter = house.voters[column]
        return Member(
            id=voter,
            name=self.case.party(voter).name,
            approves=self._count(seen.accepts[:, column]),
            reservation=float(self.posed.reservation[column]),
            fall=None if fall is None else max(0.0, fall),
            deal=None if fall is None else self._deal(opens, column),
        )

    def _closing(self, approves: Bools) -> tuple[tuple[int, ...], ...]:
        """Return the smallest sets of bodies without which some deal passes."""
        places = range(len(self.house.bodies))
        by_size = (
            tuple(
                some for some in itertools.combinations(places, size) if self._opens(approves, some)
            )
            for size in range(1, len(places) + 1)
        )
        return next(found for found in by_size if found)

    def _opens(self, approves: Bools, without: tuple[int, ...]) -> bool:
        """Return whether some deal passes if these bodies had no say."""
        changed = approves.copy()
        changed[:, list(without)] = True
        return bool(self.house.passes(self.seen.accepts, changed).any())

    def _span(self, column: int, chosen: Bools) -> Span | None:
        """Return the least and the most utility of a voter over some patterns."""
        if not chosen.any():
            return None
        own = float(self.posed.reservation[column])
        least, best = self.seen.least[chosen, column], self.seen.best[chosen, column]
        return (own + float(least.min()), own + float(best.max()))

    def _fairest(self, chosen: Bools) -> Deal | None:
        """Return the deal of some patterns with the largest product of gains at the table."""
        return self._deal(chosen, None) if chosen.any() else None

    def _deal(self, chosen: Bools, column: int | None) -> Deal:
        """Return the first deal of some patterns that is best: for a voter, or by product."""
        measures = self.seen.product if column is None else self.seen.best[:, column]
        pattern = int(np.flatnonzero(chosen)[int(measures[chosen].argmax())])
        code, most = self.seen.codes[pattern], measures[pattern]
        for first, codes, gains, product in looked_at(self.posed, self.house.table):
            measure = product if column is None else gains[:, column]
            hits = np.flatnonzero((codes == code) & (measure >= most))
            if len(hits):
                sizes = [len(block) for block in self.posed.blocks]
                return self.posed.deal(rows_of(first + int(hits[0]), sizes))
        msg = "a deal that was counted is gone"  # pragma: no cover - the same sums, made twice
        raise AssertionError(msg)  # pragma: no cover


def _chances(
    house: House, posed: Problem, draws: int, seed: int
) -> tuple[Probability, Probability] | None:
    """Return in which share of draws a deal exists, before and after ratification."""
    legal = posed.space.legal
    if draws < 1 or not posed.case.uncertain() or draws * legal * len(house.voters) > WORK:
        return None
    hits = [0, 0]
    for _, some in parts(draw(posed.case, draws, seed), max(1, CELLS // legal)):
        accepts = np.stack(
            [
                voter.gains() >= voter.allowance(strict=posed.strict)[:, None]
                for voter in all_sampled(posed, some)
            ],
            axis=-1,
        )
        approves = house.approves(accepts)
        for place, approved in enumerate((np.ones_like(approves), approves)):
            hits[place] += int(house.passes(accepts, approved).any(axis=1).sum())
    return (Probability.of(hits[0], draws), Probability.of(hits[1], draws))
