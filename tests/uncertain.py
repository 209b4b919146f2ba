"""Small cases with ranges, for tests of uncertainty."""

from __future__ import annotations

from dataclasses import replace

from zopa.model import (
    Case,
    Issue,
    NamedPackage,
    Number,
    Option,
    Party,
    Pattern,
    Preference,
    Rule,
    Scores,
    Standing,
)

fixed = Number.fixed


def issue(name: str, *options: str, now: str | None = None) -> Issue:
    """Return an issue whose options are named like their ids, capitalised."""
    found = tuple(Option(id=option, name=option.capitalize()) for option in options)
    return Issue(id=name, name=name.capitalize(), options=found, now=now)


def case_of(issues: tuple[Issue, ...], *preferences: Preference) -> Case:
    """Return a case of the parties that have these preferences."""
    return Case(
        id="test",
        title="Test",
        parties=tuple(Party(id=p.party, name=p.party.capitalize()) for p in preferences),
        issues=issues,
        preferences={p.party: p for p in preferences},
    )


def one_package(**scores: Number) -> Case:
    """Return a case with a single package, worth these scores, and no deal worth 5 to everyone."""
    preferences = [
        Scores(party=party, scores={"pay": {"mid": score}}, standing=Standing(value=fixed(5)))
        for party, score in scores.items()
    ]
    return case_of((issue("pay", "mid"),), *preferences)


def dispute() -> Case:
    """Return a dispute over pay and leave; the leave of the port's choice is in force."""
    issues = (
        issue("pay", "low", "mid", "high", now="low"),
        issue("leave", "short", "long", now="short"),
    )
    union = Scores(
        party="union",
        weights={"pay": Number.triangular(2, 3, 4), "leave": Number.uniform(1, 3)},
        scores={
            "pay": {"low": fixed(0), "mid": Number.uniform(40, 80), "high": fixed(100)},
            "leave": {"short": fixed(0), "long": fixed(100)},
        },
        standing=Standing(premium=Number.uniform(20, 70)),
    )
    port = Scores(
        party="port",
        scores={
            "pay": {"low": fixed(60), "mid": Number.triangular(20, 40, 50), "high": fixed(0)},
            "leave": {"short": fixed(40), "long": Number.uniform(0, 30)},
        },
        standing=Standing(value=Number.uniform(20, 70)),
    )
    return case_of(issues, union, port)


def with_packages(case: Case, *packages: NamedPackage) -> Case:
    """Return the case with these named packages."""
    return replace(case, packages={package.id: package for package in packages})


def three_alternatives() -> Case:
    """Return a choice for one among (1, 0), (0, 1) and (.6, .6), weighed by two criteria."""
    names = ("first", "second", "both")
    values = {"x": (1.0, 0.0, 0.6), "y": (0.0, 1.0, 0.6)}
    chooser = Scores(
        party="chooser",
        weights={"x": Number.uniform(0, 3), "y": fixed(1)},
        scores={
            criterion: {name: fixed(v) for name, v in zip(names, column, strict=True)}
            for criterion, column in values.items()
        },
        standing=Standing(value=fixed(-1)),
    )
    rules = tuple(
        Rule(when=Pattern(allowed={"x": (name,)}), then=Pattern(allowed={"y": (name,)}))
        for name in names
    )
    case = case_of((issue("x", *names), issue("y", *names)), chooser)
    return replace(case, rules=rules)
