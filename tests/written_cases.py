"""Random cases that use everything a case file can say, with names that try YAML's patience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

import written_later as later
from zopa.model import (
    NO_DEAL,
    Acceptance,
    Case,
    Claim,
    Commitment,
    Event,
    Grid,
    Issue,
    Joint,
    NamedPackage,
    Number,
    Option,
    OptionSet,
    Party,
    Pattern,
    Preference,
    Provenance,
    Rule,
    Scores,
    Source,
    Standing,
    Table,
)
from zopa.model.records import STANCES

T = TypeVar("T")
Draw = st.DrawFn

AWKWARD = (
    "no",
    "null",
    "true",
    "~",
    "1",
    "1.50",
    "1e3",
    "0x1F",
    ".nan",
    "-.inf",
    "<<",
    "=",
    "2019-02-28",
    "a: b",
    "a #b",
    "- a",
    "[x",
    "{y}",
    "*star",
    "&and",
    "!bang",
    "%per",
    "@at",
    "it's",
    'say "so"',
    " lead",
    "trail ",
    "tab\there",
    "two\nlines",
    "\n\n",
    "name",
    "options",
    "by",
    "all",
    "日本",
    "\x85",
    "\u2028",
    "\ufeff",
    "\x07",
    "long " * 40,
)
words = st.one_of(
    st.sampled_from([word for word in AWKWARD if word.strip()]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=6).filter(lambda w: bool(w.strip())),
    st.text("abcdefgh", min_size=1, max_size=4),
)
texts = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(codec="utf-8"), max_size=12))
floats = st.one_of(
    st.integers(-1000, 1000).map(float), st.floats(-1e18, 1e18, allow_nan=False), st.just(-0.0)
)
positive = st.one_of(st.integers(1, 100).map(float), st.floats(0.001, 1e6))


def maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Draw from a strategy, or nothing."""
    return st.none() | strategy


def some(items: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw a few different items, perhaps none."""
    if not items:
        return st.just(())
    return st.lists(st.sampled_from(items), max_size=3, unique=True).map(tuple)


@st.composite
def provenances(draw: Draw, claims: Sequence[str]) -> Provenance | None:
    """Draw where a number comes from; mostly nobody says."""
    if draw(st.integers(0, 3)):
        return None
    made = Provenance(
        source=draw(maybe(texts)),
        date=draw(maybe(texts)),
        confidence=draw(maybe(texts)),
        method=draw(st.sampled_from([None, "stated", "inferred", "analyst"])),
        claims=draw(some(claims)),
    )
    return made if made != Provenance() else None


@st.composite
def numbers(draw: Draw, claims: Sequence[str], values: st.SearchStrategy[float] = floats) -> Number:
    """Draw a number of any form."""
    low, central, high = sorted(draw(st.tuples(values, values, values)))
    mark = draw(provenances(claims))
    shape = draw(st.sampled_from(["fixed", "middle", "uniform", "triangular"]))
    if shape == "fixed":
        return Number.fixed(central, mark)
    if shape == "middle":
        central, shape = (low + high) / 2, "uniform"
    if not low <= central <= high:
        central = low
    return Number(
        low=low,
        central=central,
        high=high,
        shape="triangular" if shape == "triangular" else "uniform",
        provenance=mark,
    )


@st.composite
def issues_(draw: Draw, parties: Sequence[str], claims: Sequence[str]) -> tuple[Issue, ...]:
    """Draw issues: with named options, terms, and numbers on a grid."""
    found = []
    for name in draw(st.lists(words, min_size=1, max_size=4, unique=True)):
        title = draw(st.just(name) | texts)
        kind = draw(st.sampled_from(["plain", "term", "grid", "named grid"]))
        if kind == "grid":
            points = draw(st.integers(1, 4))
            grid = Grid(kind="integer", low=2.0, high=2.0 + 3 * (points - 1), points=points)
            ids = [str(2 + 3 * n) for n in range(points)]
            options = [Option(id=o, name=o) for o in ids]
        else:
            ids = draw(st.lists(words, min_size=1, max_size=3, unique=True))
            ids = [o for o in ids if o != NO_DEAL] or ["x"]
            options = [
                Option(
                    id=o,
                    name=draw(st.just(o) | texts),
                    origin=draw(maybe(st.sampled_from(["old", "new", "5"]))),
                    claims=draw(some(claims)),
                )
                for o in ids
            ]
            grid = Grid(kind="real", low=0.1, high=0.9 if ids[1:] else 0.1, points=len(ids))
        found.append(
            Issue(
                id=name,
                name=title,
                options=tuple(options),
                by=() if kind == "term" else draw(some(parties)),
                now=None if kind == "term" else draw(maybe(st.sampled_from(ids))),
                term=kind == "term",
                grid=grid if "grid" in kind else None,
            )
        )
    return tuple(found)


def _options(issue: Issue) -> list[str]:
    return [option.id for option in issue.options]


def _entries(issue: Issue) -> list[str]:
    return [*_options(issue), *([NO_DEAL] if issue.term else [])]


@st.composite
def patterns(draw: Draw, issues: Sequence[Issue]) -> Pattern:
    """Draw a pattern over a few issues."""
    members = draw(st.lists(st.sampled_from(issues), min_size=1, max_size=2, unique=True))
    return Pattern(allowed={i.id: draw(some(_options(i))) for i in members})


@st.composite
def rules_(draw: Draw, issues: Sequence[Issue]) -> tuple[Rule, ...]:
    """Draw a few rules."""
    return tuple(
        Rule(
            when=draw(patterns(issues)),
            then=draw(maybe(patterns(issues))),
            reason=draw(maybe(texts)),
        )
        for _ in range(draw(st.integers(0, 2)))
    )


@st.composite
def preferences_(
    draw: Draw, party: str, issues: Sequence[Issue], claims: Sequence[str]
) -> Preference:
    """Draw preferences of one party; no deal has a value, so that nothing else need be known."""
    standing = Standing(value=draw(numbers(claims)))
    cap, discount = draw(maybe(floats)), draw(st.sampled_from([1.0, 0.5, 0.9]))
    number = numbers(claims)
    members = issues[:3]
    if len(members) > 1 and draw(st.booleans()):
        members = members[: draw(st.integers(2, len(members)))]
        rows = draw(
            st.dictionaries(st.tuples(*(st.sampled_from(_entries(i)) for i in members)), number)
        )
    else:
        rows = {}
    as_table: bool = draw(st.booleans())
    if rows and as_table:
        return Table(
            party=party,
            issues=tuple(i.id for i in members),
            utilities=rows,
            default=draw(number),
            standing=standing,
            cap=cap,
            discount=discount,
        )
    weighted = draw(st.booleans())
    weight = numbers(claims, positive)
    joint = Joint(
        id=draw(words),
        issues=tuple(i.id for i in members),
        scores=dict(sorted(rows.items())),
        weight=draw(weight) if weighted else None,
        default=draw(number),
    )
    return Scores(
        party=party,
        scores={i.id: {o: draw(number) for o in _entries(i)} for i in issues},
        weights={i.id: draw(weight) for i in issues} if weighted else None,
        joint=(joint,) if rows else (),
        standing=standing,
        rescale=draw(st.booleans()),
        constant=draw(st.sampled_from([0.0, 2.5])),
        cap=cap,
        discount=discount,
    )


@st.composite
def _packages(
    draw: Draw, parties: Sequence[str], issues: Sequence[Issue], claims: Sequence[str]
) -> dict[str, NamedPackage]:
    return {
        name: NamedPackage(
            id=name,
            options={i.id: draw(st.sampled_from(_options(i))) for i in issues},
            name=draw(st.just(name) | texts),
            by=draw(maybe(st.sampled_from(parties))),
            to=draw(some(parties)),
            status=draw(maybe(texts)),
            claims=draw(some(claims)),
            assumed=draw(some([i.id for i in issues])),
        )
        for name in draw(st.lists(words, max_size=2, unique=True))
    }


@st.composite
def _claims(
    draw: Draw,
    names: Sequence[str],
    sources: Sequence[str],
    parties: Sequence[str],
    issues: Sequence[Issue],
) -> dict[str, Claim]:
    found = {}
    for name in names:
        about = draw(st.lists(st.sampled_from(issues), max_size=2, unique=True))
        statements = draw(st.lists(words, max_size=2, unique=True))
        said = draw(texts)
        found[name] = Claim(
            id=name,
            statements=tuple(statements),
            source=draw(st.sampled_from(["", *sources] if statements else sources)),
            quote=said if statements else said or "nothing",
            by=draw(maybe(st.sampled_from(parties))),
            kind=draw(maybe(texts)),
            about={i.id: draw(maybe(st.sampled_from(_options(i)))) for i in about},
            stance=draw(st.sampled_from(STANCES)),
            note=draw(maybe(texts)),
        )
    return found


@st.composite
def written_cases(draw: Draw) -> Case:
    """Draw a case in which every part of a case file may occur."""
    unique = st.lists(words, min_size=1, max_size=3, unique=True)
    parties = draw(st.lists(words, min_size=1, max_size=4, unique=True))
    sources, claims = draw(unique), draw(unique)
    issues = draw(issues_(parties, claims))
    options = {i.id: some(_options(i)) for i in issues}
    origins = sorted({o.origin for i in issues for o in i.options if o.origin})
    sets = [n for n in draw(st.lists(words, max_size=2, unique=True)) if n != "all"]
    every = {i.id: tuple(_options(i)) for i in issues}
    first = {i.id: (i.options[0].id,) for i in issues}
    identity = draw(words)
    counted = draw(some(parties))
    ranking, voting = _roles(draw, parties, counted)
    quota: bool = draw(st.booleans())
    packages = draw(_packages(parties, issues, claims))
    movable = [issue for issue in issues if not issue.term]
    named = [n for n in draw(st.lists(words, max_size=2, unique=True)) if n not in packages]
    bodies = draw(later.ratifiers(counted, voting, words, texts))
    case = Case(
        id=identity,
        title=draw(st.just(identity) | texts),
        parties=tuple(
            Party(
                id=p,
                name=draw(st.just(p) | texts),
                aliases=draw(some(["x", "1", "no"])),
                role=draw(maybe(texts)),
            )
            for p in parties
        ),
        issues=issues,
        preferences={p: draw(preferences_(p, issues, claims)) for p in counted},
        constituents={p: draw(preferences_(p, issues, claims)) for p in voting if bodies},
        ratifiers=bodies,
        verification=draw(maybe(later.inspections(parties, movable, texts))) if movable else None,
        coalitions=draw(maybe(later.coalitions(parties))),
        acceptance=Acceptance(
            at_least=len(counted) if counted and quota else None,
            including=draw(some(counted)),
        ),
        rules=draw(rules_(issues)),
        deal_rules=draw(rules_(issues)),
        option_sets={
            n: OptionSet(
                id=n,
                name=draw(maybe(texts)),
                origin=draw(maybe(some(origins))),
                add=draw(st.fixed_dictionaries(options)) | first,
                fix=draw(st.sampled_from([{}, every])),
            )
            for n in sets
        },
        no_deal={
            i.id: draw(st.sampled_from(_options(i)))
            for i in issues
            if not i.term and draw(st.booleans())
        },
        packages=packages,
        sources={
            n: Source(
                id=n,
                file=draw(maybe(texts)),
                sha256=draw(maybe(texts)),
                title=draw(maybe(texts)),
                url=draw(maybe(texts)),
                date=draw(maybe(texts)),
            )
            for n in sources
        },
        claims=draw(_claims(claims, sources, parties, issues)),
        events=tuple(
            Event(date=draw(texts), what=draw(texts), claims=draw(some(claims)))
            for _ in range(draw(st.integers(0, 2)))
        ),
        commitments=tuple(
            Commitment(
                by=draw(st.sampled_from(parties)),
                issue=issue.id,
                option=draw(st.sampled_from(_options(issue))),
                claims=draw(some(claims)),
                since=draw(maybe(texts)),
                kept=draw(some(claims)),
                broken=draw(some(claims)),
            )
            for issue in issues[: draw(st.integers(0, 2))]
        ),
        notes=draw(st.lists(texts, max_size=3).map(tuple)),
    )
    if not movable:
        return case
    rules = draw(later.state_rules(parties, movable, named, texts))
    states = [*packages, *(m.id for m in rules.merged), *rules.named]
    exchange = later.exchanges(
        parties=parties,
        issues=movable,
        packages=list(packages),
        claims=claims,
        words=words,
        texts=texts,
    )
    return replace(
        case,
        states=rules,
        orders={p: draw(later.orders_of_states(p, movable, states)) for p in ranking},
        exchange=draw(maybe(exchange)),
    )


def _roles(
    draw: Draw, parties: Sequence[str], counted: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Draw who of the others ranks states, and who votes at home."""
    others = [party for party in parties if party not in counted]
    kinds = [draw(st.sampled_from(["order", "vote", "none"])) for _ in others]
    pairs = list(zip(others, kinds, strict=True))
    return [p for p, kind in pairs if kind == "order"], [p for p, kind in pairs if kind == "vote"]
