"""Small random cases for questions of stability, and the same read straight from the meanings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from brute import utility
from oracle.plain_stability import Plain
from zopa.analysis.stability import Conflict, ListedMoves
from zopa.model import (
    Case,
    Forbidden,
    Issue,
    Merged,
    Number,
    OneWay,
    Option,
    OrdinalPreference,
    Party,
    Pattern,
    Preference,
    Priorities,
    Ranking,
    Rule,
    Scores,
    Standing,
    Statement,
    StateRules,
)
from zopa.model.statements import Atom, If, Iff, Not

Rng = np.random.Generator
Package = dict[str, str]


def yes_no(name: str, by: Sequence[str], now: str = "no") -> Issue:
    """Return an issue with the options no and yes."""
    options = (Option(id="no", name="No"), Option(id="yes", name="Yes"))
    return Issue(id=name, name=name.upper(), options=options, by=tuple(by), now=now)


def random_case(rng: Rng, *, lists: bool = False, joint: bool = True) -> Case:
    """Return a case of two or three parties that move issues, with orders of all kinds.

    ``lists`` adds forbidden moves and a merged state; ``joint`` allows an issue that two parties
    move together.
    """
    names = ["ann", "bob", "cem"][: int(rng.integers(2, 4))]
    issues = []
    for at in range(int(rng.integers(2, 5))):
        size = int(rng.integers(2, 4)) if at < 2 else 2
        options = tuple(Option(id=f"o{n}", name=f"Option {n}") for n in range(size))
        by = [names[at % len(names)]] if at < len(names) else [str(rng.choice(names))]
        if joint and at and rng.random() < 0.15:
            by = [str(name) for name in rng.permutation(names)[:2]]
        now = f"o{rng.integers(size)}"
        issues.append(
            Issue(id=f"i{at}", name=f"Issue {at}", options=options, by=tuple(by), now=now)
        )
    once = tuple(
        OneWay(issue=i.id, order=tuple(str(o) for o in rng.permutation([o.id for o in i.options])))
        for i in issues
        if rng.random() < 0.25
    )
    rules = tuple(random_rule(rng, issues) for _ in range(int(rng.integers(0, 3))))
    forbidden = tuple(random_bar(rng, issues, names) for _ in range(2 if lists else 0))
    term = Issue(id="t", name="T", term=True, options=(Option(id="x", name="X"),))
    plain = Case(
        id="random",
        title="Random",
        parties=tuple(Party(id=name, name=name.capitalize()) for name in names),
        issues=(*issues, term),
        rules=rules,
        states=StateRules(one_way=once, forbidden=forbidden),
    )
    merged = random_merger(rng, plain) if lists else ()
    states = StateRules(one_way=once, forbidden=forbidden, merged=merged)
    return with_orders(rng, plain, names, states)


def random_rule(rng: Rng, issues: Sequence[Issue]) -> Rule:
    """Return a rule about two issues."""
    first, second = (issues[at] for at in rng.permutation(len(issues))[:2])
    a, b = (str(rng.choice([o.id for o in issue.options])) for issue in (first, second))
    if rng.random() < 0.5:
        return Rule(when=Pattern(allowed={first.id: (a,), second.id: (b,)}), then=None)
    return Rule(when=Pattern(allowed={first.id: (a,)}), then=Pattern(allowed={second.id: (b,)}))


def random_bar(rng: Rng, issues: Sequence[Issue], names: Sequence[str]) -> Forbidden:
    """Return a move that somebody, or nobody, can make."""
    first, second = (issues[int(rng.integers(len(issues)))] for _ in range(2))
    return Forbidden(
        by=None if rng.random() < 0.5 else str(rng.choice(names)),
        origin=Pattern(allowed={first.id: (first.options[0].id,)}),
        target=Pattern(allowed={second.id: (second.options[-1].id,)}),
    )


def random_merger(rng: Rng, case: Case) -> tuple[Merged, ...]:
    """Return one merged state that counts as one of its members."""
    issue = case.issues[int(rng.integers(len(case.issues) - 1))]
    pattern = Pattern(allowed={issue.id: (issue.options[-1].id,)})
    inside = [package for package in packages(case) if pattern.matches(package)]
    if not inside:
        return ()
    chosen = inside[int(rng.integers(len(inside)))]
    return (Merged(id="m", name="Merged", pattern=pattern, counts_as=chosen),)


def with_orders(rng: Rng, plain: Case, names: Sequence[str], states: StateRules) -> Case:
    """Return the case with scores, a ranking or statements for each party."""
    preferences: dict[str, Preference] = {}
    orders: dict[str, OrdinalPreference] = {}
    issues = [issue for issue in plain.issues if not issue.term]
    for name in names:
        kind = rng.integers(3)
        if kind == 0:
            scores = {
                i.id: {o.id: Number.fixed(int(rng.integers(0, 6))) for o in i.options}
                for i in issues
            }
            standing = Standing(value=Number.fixed(0))
            preferences[name] = Scores(party=name, scores=scores, standing=standing)
        elif kind == 1:
            orders[name] = random_ranking(rng, plain, name, states.merged)
        else:
            statements = tuple(
                random_statement(rng, issues) for _ in range(int(rng.integers(1, 5)))
            )
            orders[name] = Priorities(party=name, statements=statements)
    return Case(
        id=plain.id,
        title=plain.title,
        parties=plain.parties,
        issues=plain.issues,
        rules=plain.rules,
        preferences=preferences,
        orders=orders,
        states=states,
    )


def random_ranking(rng: Rng, case: Case, name: str, merged: Sequence[Merged]) -> Ranking:
    """Return an order of all states, with ties."""
    refs: list[str | tuple[tuple[str, str], ...]] = [each.id for each in merged]
    refs += [
        tuple(package.items())
        for package in packages(case)
        if not any(each.pattern.matches(package) for each in merged)
    ]
    tiers: list[list[str | tuple[tuple[str, str], ...]]] = []
    for at in rng.permutation(len(refs)).tolist():
        if tiers and rng.random() < 0.2:
            tiers[-1].append(refs[at])
        else:
            tiers.append([refs[at]])
    return Ranking(party=name, tiers=tuple(map(tuple, tiers)))


def random_statement(rng: Rng, issues: Sequence[Issue]) -> Statement:
    """Return a statement about one or two issues."""
    first, second = (
        Atom(issue=issue.id, options=(str(rng.choice([o.id for o in issue.options])),))
        for issue in (issues[int(rng.integers(len(issues)))] for _ in range(2))
    )
    formula = (first, Not(part=second), If(when=first, then=second), Iff(left=first, right=second))
    return Statement(text="statement", formula=formula[int(rng.integers(4))])


def packages(case: Case) -> list[Package]:
    """Return what is in force in every state, before merging: rules hold, now is always there."""
    issues = [issue for issue in case.issues if not issue.term]
    now = {issue.id: str(issue.now) for issue in issues}
    found = []
    for options in product(*([option.id for option in issue.options] for issue in issues)):
        package = dict(zip((issue.id for issue in issues), options, strict=True))
        if package == now or all(rule.holds(package) for rule in case.rules):
            found.append(package)
    return found


@dataclass(frozen=True, kw_only=True)
class Obvious:
    """A case as a graph model, made from its words."""

    plain: Plain
    members: list[list[Package]]
    """The packages of each state, merged ones together."""
    parties: tuple[str, ...]


def obvious(case: Case) -> Obvious:
    """Return the graph model of a case, state by state and move by move."""
    merged = case.states.merged
    members: list[list[Package]] = []
    place: dict[str, int] = {}
    for package in packages(case):
        names = [each.id for each in merged if each.pattern.matches(package)]
        if names and names[0] in place:
            members[place[names[0]]].append(package)
            continue
        if names:
            place[names[0]] = len(members)
        members.append([package])
    parties = tuple(party.id for party in case.parties)
    ranks = [_ranks(case, party, members, place) for party in parties]
    arcs = [
        [set(_targets(case, (party,), members, origin)) for origin in range(len(members))]
        for party in parties
    ]
    return Obvious(plain=Plain(arcs=arcs, ranks=ranks), members=members, parties=parties)


def _targets(
    case: Case, who: tuple[str, ...], members: list[list[Package]], origin: int
) -> Iterator[int]:
    for target in range(len(members)):
        if target != origin and any(
            can_move(case, who, before, after)
            for before in members[origin]
            for after in members[target]
        ):
            yield target


def can_move(case: Case, who: tuple[str, ...], before: Package, after: Package) -> bool:
    """Return whether parties together can go from one package to another."""
    for issue in case.issues:
        if issue.term or before[issue.id] == after[issue.id]:
            continue
        if not set(issue.by) <= set(who):
            return False
        for rule in case.states.one_way:
            if rule.issue == issue.id and rule.order.index(after[issue.id]) < rule.order.index(
                before[issue.id]
            ):
                return False
    return not any(
        (rule.by is None or rule.by in who)
        and rule.origin.matches(before)
        and rule.target.matches(after)
        for rule in case.states.forbidden
    )


def _ranks(
    case: Case, party: str, members: list[list[Package]], place: dict[str, int]
) -> list[int]:
    meant = {each.id: each.counts_as for each in case.states.merged}
    stands = [dict(group[0]) for group in members]
    for name, at in place.items():
        stands[at] = dict(meant[name] or stands[at])
    order = case.orders.get(party)
    values: list[float | tuple[bool, ...]]
    if order is None:
        values = [utility(case, party, package) for package in stands]
    elif isinstance(order, Ranking):
        values = []
        for at, package in enumerate(stands):
            refs = {next((n for n, p in place.items() if p == at), ""), tuple(package.items())}
            values += [-n for n, tier in enumerate(order.tiers) if refs & set(tier)]
    else:
        assert isinstance(order, Priorities)
        values = [tuple(holds(s.formula, package) for s in order.statements) for package in stands]
    distinct = sorted(set(values))
    return [distinct.index(value) for value in values]


def holds(formula: object, package: Package) -> bool:
    """Return whether a formula holds, by its words."""
    match formula:
        case Atom(issue=issue, options=options):
            return package[issue] in options
        case Not(part=part):
            return not holds(part, package)
        case If(when=when, then=then):
            return holds(then, package) if holds(when, package) else True
        case Iff(left=left, right=right):
            return holds(left, package) is holds(right, package)
    raise AssertionError(formula)


def random_graph(rng: Rng, states: int, parties: int, density: float = 0.35) -> Conflict:
    """Return a conflict drawn at random, moves and all, with ties."""
    starts, targets = [], []
    for _ in range(parties):
        arcs = rng.random((states, states)) < density
        np.fill_diagonal(arcs, val=False)
        rows, columns = np.nonzero(arcs)
        starts.append(np.searchsorted(rows, np.arange(states + 1)).astype(np.int64))
        targets.append(columns.astype(np.int64))
    ranks = rng.integers(0, states, (parties, states))
    if rng.random() < 0.5:
        ranks = np.array([rng.permutation(states) for _ in range(parties)])
    return Conflict(
        parties=tuple("abcd"[:parties]),
        ranks=ranks.astype(np.int64),
        moves=ListedMoves(starts=tuple(starts), targets=tuple(targets)),
    )


def plain_of(conflict: Conflict) -> Plain:
    """Return a conflict drawn by hand as sets."""
    moves = conflict.moves
    assert isinstance(moves, ListedMoves)
    return Plain(
        arcs=[
            [set(t[s[at] : s[at + 1]].tolist()) for at in range(conflict.states)]
            for s, t in zip(moves.starts, moves.targets, strict=True)
        ],
        ranks=conflict.ranks.tolist(),
    )
