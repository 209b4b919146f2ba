"""Random parts of a case file for stability, exchange, checks and two-level games."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from zopa.model import (
    Check,
    CoalitionValues,
    ExchangeTerms,
    Forbidden,
    Inspection,
    Issue,
    Merged,
    OneWay,
    Order,
    OrdinalPreference,
    Pattern,
    Priorities,
    Ranking,
    Ratifier,
    Stakes,
    Statement,
    StateRules,
    StepTerms,
    statement_text,
)
from zopa.model.preferences.ranking import Ref
from zopa.model.statements import And, Atom, Formula, If, Iff, Not, Or

Draw = st.DrawFn
T = TypeVar("T")
shares = st.sampled_from([0.0, 0.25, 1.0]) | st.floats(0.0, 1.0)
chances = st.sampled_from([0.25, 1.0]) | st.floats(0.01, 1.0)
sizes = st.integers(-50, 50).map(float) | st.floats(-1e9, 1e9)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | strategy


def _some(items: Sequence[T], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    if not items:
        return st.just(())
    return st.lists(st.sampled_from(items), min_size=least, max_size=3, unique=True).map(tuple)


def _options(issue: Issue) -> list[str]:
    return [option.id for option in issue.options]


@st.composite
def _state(draw: Draw, issues: Sequence[Issue]) -> dict[str, str]:
    return {issue.id: draw(st.sampled_from(_options(issue))) for issue in issues}


@st.composite
def _pattern(draw: Draw, issues: Sequence[Issue], least: int = 0) -> Pattern:
    members = draw(st.lists(st.sampled_from(issues), min_size=least, max_size=2, unique=True))
    return Pattern(allowed={i.id: draw(_some(_options(i), 1)) for i in members})


def formulas(issues: Sequence[Issue]) -> st.SearchStrategy[Formula]:
    """Return formulas over a few issues, without an ``and`` of ``and`` and the like."""
    atoms = st.sampled_from(issues).flatmap(
        lambda issue: _some(_options(issue), 1).map(
            lambda options: Atom(issue=issue.id, options=options)
        )
    )

    def larger(inner: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        return st.one_of(
            inner.map(lambda part: Not(part=part)),
            several.map(lambda parts: And(parts=parts)),
            several.map(lambda parts: Or(parts=parts)),
            st.tuples(inner, inner).map(lambda two: If(when=two[0], then=two[1])),
            st.tuples(inner, inner).map(lambda two: Iff(left=two[0], right=two[1])),
        )

    return st.recursive(atoms, larger, max_leaves=6)


@st.composite
def orders_of_states(
    draw: Draw, party: str, issues: Sequence[Issue], names: Sequence[str]
) -> OrdinalPreference:
    """Draw a ranking or statements; the ranking need not name all states."""
    by_name: bool = draw(st.booleans())
    if names and by_name:
        chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        refs: list[Ref] = [*chosen, tuple(draw(_state(issues)).items())]
        cut = draw(st.integers(1, len(refs)))
        tiers = tuple(t for t in (tuple(refs[:cut]), tuple(refs[cut:])) if t)
        return Ranking(party=party, tiers=tiers)
    made = draw(st.lists(formulas(issues), min_size=1, max_size=2))
    return Priorities(
        party=party,
        statements=tuple(Statement(text=statement_text(f), formula=f) for f in made),
    )


@st.composite
def state_rules(
    draw: Draw,
    parties: Sequence[str],
    issues: Sequence[Issue],
    names: Sequence[str],
    texts: st.SearchStrategy[str],
) -> StateRules:
    """Draw what a case says of its states, with names that nothing else has."""
    merged: tuple[Merged, ...] = ()
    merges: bool = draw(st.booleans())
    if names and merges:
        pattern = draw(_pattern(issues, 1))
        chosen = draw(_state(issues)) | {i: o[0] for i, o in pattern.allowed.items()}
        merged = (
            Merged(
                id=names[0],
                name=draw(st.just(names[0]) | texts),
                pattern=pattern,
                counts_as=draw(_maybe(st.just(chosen))),
            ),
        )
    moves = []
    for _ in range(draw(st.integers(0, 2))):
        origin, target = draw(_pattern(issues)), draw(_pattern(issues))
        if origin.allowed or target.allowed:
            by = draw(_maybe(st.sampled_from(parties)))
            reason = draw(_maybe(texts))
            moves.append(Forbidden(by=by, origin=origin, target=target, reason=reason))
    return StateRules(
        one_way=tuple(
            OneWay(issue=issue.id, order=tuple(draw(st.permutations(_options(issue)))))
            for issue in draw(_some(issues))
        ),
        forbidden=tuple(moves),
        merged=merged,
        named={name: draw(_state(issues)) for name in names[1:]},
    )


@st.composite
def exchanges(
    draw: Draw,
    *,
    parties: Sequence[str],
    issues: Sequence[Issue],
    packages: Sequence[str],
    claims: Sequence[str],
    words: st.SearchStrategy[str],
    texts: st.SearchStrategy[str],
) -> ExchangeTerms:
    """Draw what a case says of an exchange; steps need only earlier ones."""
    steps = {}
    for place, issue in enumerate(issues):
        if draw(st.booleans()):
            value, cost = draw(shares), draw(shares)
            both: bool = draw(st.booleans())
            steps[issue.id] = StepTerms(
                reversible_value=value,
                reversible_cost=value if both else cost,
                detected=draw(chances),
                delay=draw(st.integers(0, 3)),
                needs=draw(_some([earlier.id for earlier in issues[:place]])),
                shift={party: draw(sizes) for party in draw(_some(parties))},
            )
    orders = {}
    for name in draw(st.lists(words, max_size=2, unique=True)):
        moved = [(i.id, draw(_maybe(st.sampled_from(_options(i))))) for i in issues]
        cut = draw(st.integers(1, len(moved)))
        orders[name] = Order(
            id=name,
            name=draw(st.just(name) | texts),
            by=draw(_some(parties)),
            claims=draw(_some(claims)),
            rounds=tuple(r for r in (tuple(moved[:cut]), tuple(moved[cut:])) if r),
        )
    return ExchangeTerms(
        to=draw(st.sampled_from([None, *packages])),
        parties={
            party: Stakes(stake=abs(draw(sizes)), relationship=draw(sizes), discount=draw(chances))
            for party in draw(_some(parties))
        },
        issues=steps,
        orders=orders,
    )


@st.composite
def checks(draw: Draw, texts: st.SearchStrategy[str]) -> dict[str, Any]:
    """Draw how something is inspected, as the fields of a check."""
    false_alarm, detected = sorted((draw(shares), draw(shares)))
    found: dict[str, Any] = {
        "name": draw(_maybe(texts)),
        "detected": detected,
        "seen": draw(st.sampled_from([0.0, 0.5])),
        "false_alarm": false_alarm,
        "prior": draw(_maybe(shares)),
        "recognised": draw(chances),
    }
    if draw(st.booleans()):
        found["items"] = draw(st.integers(1, 100))
        found["falsified"] = draw(st.integers(1, found["items"]))
    return found


@st.composite
def inspections(
    draw: Draw, parties: Sequence[str], issues: Sequence[Issue], texts: st.SearchStrategy[str]
) -> Inspection:
    """Draw what a case says of checks."""
    hidden = None
    if draw(st.booleans()):
        about = draw(_maybe(st.sampled_from([issue.id for issue in issues])))
        hidden = Check(**draw(checks(texts)), issue=about)
    return Inspection(
        by=draw(_maybe(st.sampled_from(parties))),
        visits=draw(_maybe(st.integers(0, 9))),
        periods=draw(_maybe(st.integers(1, 9))),
        miss=draw(st.sampled_from([0.05, 0.2])),
        checks={issue.id: Check(**draw(checks(texts))) for issue in draw(_some(issues))},
        undeclared=hidden,
        hit=1.0 if hidden is not None and draw(st.booleans()) else None,
    )


@st.composite
def ratifiers(
    draw: Draw,
    seats: Sequence[str],
    voters: Sequence[str],
    words: st.SearchStrategy[str],
    texts: st.SearchStrategy[str],
) -> dict[str, tuple[Ratifier, ...]]:
    """Draw bodies in which every voter votes, for parties at the table."""
    if not voters or not seats:
        return {}
    found = {}
    for seat in draw(_some(seats, 1)):
        bodies = []
        for name in draw(st.lists(words, min_size=1, max_size=2, unique=True)):
            votes = {voter: draw(st.sampled_from([1.0, 2.5])) for voter in voters}
            bodies.append(
                Ratifier(
                    id=name,
                    name=draw(st.just(name) | texts),
                    needs=draw(st.sampled_from([0.5, sum(votes.values())])),
                    votes=votes,
                    vetoes=draw(_some(voters)),
                )
            )
        found[seat] = tuple(bodies)
    return found


@st.composite
def coalitions(draw: Draw, parties: Sequence[str]) -> CoalitionValues:
    """Draw values of a few groups, at least of one."""
    place = {party: at for at, party in enumerate(parties)}
    groups = draw(st.lists(_some(parties, 1), min_size=1, max_size=3))
    named = {tuple(sorted(group, key=place.__getitem__)) for group in groups}
    return CoalitionValues(values={group: draw(sizes) for group in sorted(named)})
