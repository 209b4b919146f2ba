"""Who at home would approve: equal to going through all deals one by one, and worked by hand."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brute import Brute, Valued, brute
from cases import NARROW, cases
from zopa.analysis.bargaining import RatificationStudy, ratification
from zopa.analysis.study import study
from zopa.errors import LimitError
from zopa.model import (
    Acceptance,
    Case,
    Issue,
    Number,
    Option,
    Party,
    Ratifier,
    Ratifiers,
    Scores,
    Standing,
    Table,
)

fixed = Number.fixed
EPS = 1e-9


@st.composite
def houses(draw: st.DrawFn) -> tuple[Case, Case]:
    """Draw a case with ratifiers, and the same case with everybody at the table, to value it."""
    whole = draw(cases(parties=(3, 5), issues=(2, 3), quotas=False))
    names = list(whole.preferences)
    table = names[: draw(st.integers(1, 2))]
    home = names[len(table) :]
    ratifiers = {
        party: tuple(
            draw(_body(f"body{at}", home + draw(st.lists(st.sampled_from(table), max_size=1))))
            for at in range(draw(st.integers(0, 2)))
        )
        for party in table
    }
    rule = Acceptance()
    if len(table) == 2 and draw(st.integers(0, 3)) == 0:
        rule = Acceptance(at_least=1, including=tuple(draw(st.sampled_from(((), table[:1])))))
    case = replace(
        whole,
        preferences={name: whole.preferences[name] for name in table},
        constituents={name: whole.preferences[name] for name in home},
        ratifiers={party: bodies for party, bodies in ratifiers.items() if bodies},
        acceptance=rule,
    )
    return case, whole


@st.composite
def _body(draw: st.DrawFn, name: str, names: list[str]) -> Ratifier:
    voters = draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))
    votes = {voter: float(draw(st.integers(1, 3))) for voter in voters}
    needs = float(draw(st.integers(1, int(sum(votes.values())))))
    vetoes = tuple(draw(st.lists(st.sampled_from(voters), max_size=1)))
    return Ratifier(id=name, name="Body", needs=needs, votes=votes, vetoes=vetoes)


class Plain:
    """The obvious version: a loop over all deals, from the definitions."""

    def __init__(self, case: Case, whole: Case, *, strict: bool = False) -> None:
        self.case = case
        self.valued: Brute = brute(whole, strict=strict)
        lines = self.valued.lines()
        self.yes = [
            {party for party, line in lines.items() if deal.utilities[party] >= line}
            for deal in self.valued.deals
        ]
        self.bodies = [(party, body) for party, some in case.ratifiers.items() for body in some]

    def zone(
        self, ratifiers: Ratifiers | None = None, yes: Iterable[set[str]] | None = None
    ) -> list[Valued]:
        """Return the deals that would be ratified."""
        bodies = self.case.ratifiers if ratifiers is None else ratifiers
        chosen = list(self.yes if yes is None else yes)
        return [
            deal
            for deal, some in zip(self.valued.deals, chosen, strict=True)
            if self.passes(some, bodies)
        ]

    def passes(self, yes: set[str], bodies: Ratifiers) -> bool:
        """Return whether a deal is in enough win-sets, given who accepts it."""
        inside = {
            party
            for party in self.case.preferences
            if party in yes and all(approves(body, yes) for body in bodies.get(party, ()))
        }
        rule = self.case.acceptance
        enough = len(inside) >= rule.needed(len(self.case.preferences))
        return enough and inside.issuperset(rule.including)

    def changed(self, at: int, change: Callable[[Ratifier], Ratifier | None]) -> Ratifiers:
        """Return the bodies with one of them changed, or left out."""
        found: dict[str, list[Ratifier]] = {party: [] for party in self.case.ratifiers}
        for place, (party, body) in enumerate(self.bodies):
            new = change(body) if place == at else body
            if new is not None:
                found[party].append(new)
        return {party: tuple(some) for party, some in found.items()}


def approves(body: Ratifier, yes: set[str]) -> bool:
    votes = sum(number for member, number in body.votes.items() if member in yes)
    return votes >= body.needs - EPS and yes.issuperset(body.vetoes)


def asked(case: Case, *, strict: bool = False) -> RatificationStudy:
    found = ratification(case, strict=strict)
    assert found is not None
    return found


@pytest.mark.parametrize("strict", [False, True])
@given(pair=houses())
def test_counts_are_those_of_a_loop(strict: bool, pair: tuple[Case, Case]) -> None:
    """Zones, win-sets and what each body approves."""
    case, whole = pair
    found = ratification(case, strict=strict)
    plain = Plain(case, whole, strict=strict)
    if not plain.bodies:
        assert found is None
        return
    assert found is not None
    assert found.legal == len(plain.valued.deals)
    assert found.negotiators == len(plain.zone({}))
    assert found.ratified == len(plain.zone())
    for win in found.win_sets:
        bodies = case.ratifiers.get(win.party, ())
        some = [yes for yes in plain.yes if win.party in yes]
        assert win.acceptable == len(some)
        assert win.ratified == sum(all(approves(body, yes) for body in bodies) for yes in some)
    for standing, (party, body) in zip(found.bodies, plain.bodies, strict=True):
        assert (standing.party, standing.id) == (party, body.id)
        assert standing.approves == sum(approves(body, yes) for yes in plain.yes)
        assert standing.votes == sum(body.votes.values())
    for member in found.members:
        assert member.approves == sum(member.id in yes for yes in plain.yes)
    for party in case.preferences:
        for span, zone in zip(found.spans[party], (plain.zone({}), plain.zone()), strict=True):
            worth = [deal.utilities[party] for deal in zone]
            assert span == (pytest.approx((min(worth), max(worth))) if worth else None)


@given(pair=houses())
def test_what_each_body_holds_up_is_what_a_loop_without_it_finds(pair: tuple[Case, Case]) -> None:
    """Without it, without a veto, with a lower quota; and the smallest sets that close the zone."""
    case, whole = pair
    plain = Plain(case, whole)
    if not plain.bodies:
        return
    found = asked(case)
    for at, (_, body) in enumerate(plain.bodies):
        standing = found.bodies[at]
        without = plain.zone(plain.changed(at, lambda _: None))
        assert standing.without == len(without)
        assert (standing.deal is None) == (not without)
        for veto in body.vetoes:
            lifted = plain.changed(
                at,
                lambda b, v=veto: replace(b, vetoes=tuple(m for m in b.vetoes if m != v)),  # type: ignore[misc]
            )
            assert standing.without_veto[veto] == len(plain.zone(lifted))
        if found.ratified:
            continue
        most = standing.most_votes
        easier = plain.changed(at, lambda b: replace(b, needs=0.0))
        assert (most is None) == (not plain.zone(easier))
        if most is not None:
            assert plain.zone(plain.changed(at, lambda b, m=most: replace(b, needs=m)))  # type: ignore[misc]
            assert not plain.zone(plain.changed(at, lambda b, m=most: replace(b, needs=m + 0.01)))  # type: ignore[misc]
    assert found.closing == _closing(plain)


def _closing(plain: Plain) -> tuple[tuple[int, ...], ...]:
    if plain.zone() or not plain.zone({}):
        return ()
    places = range(len(plain.bodies))
    for size in range(1, len(plain.bodies) + 1):
        sets = []
        for some in itertools.combinations(places, size):
            kept: dict[str, tuple[Ratifier, ...]] = {}
            for at, (party, body) in enumerate(plain.bodies):
                if at not in some:
                    kept[party] = (*kept.get(party, ()), body)
            if plain.zone(kept):
                sets.append(some)
        if sets:
            return tuple(sets)
    return ()


@given(pair=houses())
def test_a_member_who_settles_for_so_much_less_opens_the_zone_and_for_1_percent_more_does_not(
    pair: tuple[Case, Case],
) -> None:
    """The least fall of a reservation value, tried out on the case itself."""
    case, whole = pair
    plain = Plain(case, whole)
    if not plain.bodies:
        return
    found = asked(case)
    seated = {m for _, body in plain.bodies for m in (*body.votes, *body.vetoes)}
    assert {member.id for member in found.members} == seated
    for member in found.members:
        if found.ratified:
            assert member.fall is None
            continue
        gaps = [
            plain.valued.reservation[member.id] - deal.utilities[member.id]
            for deal, yes in zip(plain.valued.deals, plain.yes, strict=True)
            if member.id not in yes and plain.passes({*yes, member.id}, case.ratifiers)
        ]
        assert (member.fall is None) == (not gaps)
        if member.fall is None:
            continue
        assert member.fall == pytest.approx(min(gaps))
        assert member.deal is not None
        assert member.reservation - member.deal.utilities[member.id] == pytest.approx(member.fall)
        assert asked(_settling(case, member.id, member.reservation - member.fall)).ratified
        less = _settling(case, member.id, member.reservation - 0.99 * member.fall)
        assert not asked(less).ratified


def _settling(case: Case, member: str, value: float) -> Case:
    """Return the case with another value of no deal for one party."""
    wants = {**case.preferences, **case.constituents}
    want = wants[member]
    assert isinstance(want, Scores | Table)
    wants[member] = replace(want, standing=Standing(value=fixed(value)))
    return replace(
        case,
        preferences={party: wants[party] for party in case.preferences},
        constituents={party: wants[party] for party in case.constituents},
    )


@given(pair=houses())
def test_the_deal_that_is_named_would_be_ratified_and_is_the_best_by_product(
    pair: tuple[Case, Case],
) -> None:
    case, whole = pair
    plain = Plain(case, whole)
    found = ratification(case)
    if found is None:
        return
    zone = plain.zone()
    assert (found.deal is None) == (not zone)
    if found.deal is not None:
        assert dict(found.deal.package) in [deal.package for deal in zone]

        def product(gains: dict[str, float]) -> float:
            return float(np.prod([max(gains[party], 0.0) for party in case.preferences]))

        best = max(
            product({p: d.utilities[p] - plain.valued.reservation[p] for p in case.preferences})
            for d in zone
        )
        assert product(dict(found.deal.gains)) == pytest.approx(best, abs=1e-6)


@given(pair=houses())
def test_chances_before_ratification_are_those_of_the_zone(pair: tuple[Case, Case]) -> None:
    """The same draws as the study's; ratification never makes a deal likelier."""
    case, whole = pair
    found = ratification(case, draws=40, seed=3)
    if found is None:
        return
    if not whole.uncertain():
        assert found.chances is None
        return
    assert found.chances is not None
    before, after = found.chances
    assert after.share <= before.share
    if case.uncertain():
        zone = study(case, draws=40, seed=3, unlock=False, picture=False).zone
        assert zone.probability is not None
        assert before == zone.probability


WAGE = Issue(
    id="wage",
    name="Wage",
    options=tuple(Option(id=f"r{n}", name=f"{n} %") for n in (1, 2, 3, 4)),
)


def scores(party: str, worth: tuple[float, ...], least: Number | float) -> Scores:
    column = {f"r{n}": fixed(value) for n, value in enumerate(worth, start=1)}
    own = least if isinstance(least, Number) else fixed(least)
    return Scores(party=party, scores={"wage": column}, standing=Standing(value=own))


def strike(crane: Number | float = 7.0, *, needs: float = 2, veto: tuple[str, ...] = ()) -> Case:
    """Return a wage dispute: negotiators agree on 2 or 3 %, of the members two want more."""
    members = ("crane", "yard", "office")
    return Case(
        id="strike",
        title="Strike",
        parties=tuple(
            Party(id=name, name=name.capitalize()) for name in ("union", "port", *members)
        ),
        issues=(WAGE,),
        preferences={
            "union": scores("union", (0, 5, 7, 9), 5),
            "port": scores("port", (9, 7, 5, 0), 4),
        },
        constituents={
            "crane": scores("crane", (0, 2, 6, 9), crane),
            "yard": scores("yard", (0, 3, 4, 9), 6),
            "office": scores("office", (5, 6, 7, 8), 5),
        },
        ratifiers={
            "union": (
                Ratifier(
                    id="ballot",
                    name="Strike ballot",
                    needs=needs,
                    votes=dict.fromkeys(members, 1.0),
                    vetoes=veto,
                ),
            )
        },
    )


def test_a_ballot_that_closes_the_zone_by_hand() -> None:
    """Both negotiators take 2 or 3 %; two of three members must, and only the office does.

    Crane wants 7 and gets 6 at 3 %, so it would have to settle for 1 less; the yard for 2 less.
    """
    found = asked(strike())
    assert (found.legal, found.negotiators, found.ratified) == (4, 2, 0)
    union, port = found.win_sets
    assert (union.acceptable, union.ratified) == (3, 1)
    assert (port.acceptable, port.ratified) == (3, 3)
    ballot = found.bodies[0]
    assert (ballot.approves, ballot.without, ballot.most_votes) == (1, 2, 1)
    assert {member.id: member.fall for member in found.members} == {
        "crane": 1,
        "yard": 2,
        "office": None,
    }
    assert found.members[0].deal is not None
    assert found.members[0].deal.package == {"wage": "r3"}
    assert found.closing == ((0,),)
    assert found.spans["union"] == ((5, 7), None)
    assert found.deal is None
    assert asked(strike(needs=1)).ratified == 2


def test_a_veto_that_closes_the_zone_by_hand() -> None:
    """One vote would do, but the crane may veto; without its veto both packages pass."""
    found = asked(strike(needs=1, veto=("crane",)))
    assert found.ratified == 0
    assert found.bodies[0].without_veto == {"crane": 2}
    assert found.bodies[0].most_votes is None
    assert {member.id: member.fall for member in found.members} == {
        "crane": 1,
        "yard": None,
        "office": None,
    }


def test_an_open_zone_says_what_would_pass() -> None:
    """With a crane that settles for 6, 3 % has two votes: worth 2 and 1 above walking away."""
    found = asked(strike(6.0))
    assert (found.negotiators, found.ratified, found.closing) == (2, 1, ())
    assert found.deal is not None
    assert found.deal.package == {"wage": "r3"}
    assert found.spans == {"union": ((5, 7), (7, 7)), "port": ((5, 7), (5, 5))}
    assert found.bodies[0].most_votes == 2


def test_strict_asks_for_more_than_walking_away() -> None:
    """At 6 the crane gains nothing by 3 %, so strictly it refuses."""
    assert asked(strike(6.0), strict=True).ratified == 0


def test_a_doubtful_member_makes_a_chance() -> None:
    """The crane settles for 5 to 7, all alike; 3 % is worth 6 to it, so half of the draws pass."""
    found = ratification(strike(Number.uniform(5, 7)), draws=4000, seed=1)
    assert found is not None
    assert found.chances is not None
    before, after = found.chances
    assert before.share == 1
    assert after.share == pytest.approx(0.5, abs=4 * after.standard_error)
    assert found.ratified == 1, "at the central value of 6"


@given(pair=houses())
def test_an_option_set_is_looked_at_alone(pair: tuple[Case, Case]) -> None:
    """Fewer packages, and the zone of those at the table is that set's zone."""
    case, whole = pair
    found = ratification(case, NARROW)
    if found is None:
        return
    assert (found.option_set, found.legal) == (NARROW, len(brute(whole, NARROW).deals))
    assert found.negotiators == len(brute(case, NARROW).zone())
    assert found.ratified <= found.negotiators


def test_what_cannot_be_asked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many deals or voters; a case without ratifiers has nothing to say."""
    case = strike()
    assert ratification(replace(case, ratifiers={})) is None
    monkeypatch.setattr("zopa.analysis.bargaining._house.VOTERS", 4)
    with pytest.raises(LimitError, match="5 parties and members have a say"):
        ratification(case)
    monkeypatch.undo()
    module = importlib.import_module("zopa.analysis.bargaining.ratification")
    monkeypatch.setattr(module, "DEALS", 3)
    with pytest.raises(LimitError, match="has 4 legal packages; who would ratify them"):
        ratification(case)
