"""Cases whose steps cost and bring what is said, for tests of exchanges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zopa.model import (
    Case,
    ExchangeTerms,
    Issue,
    NamedPackage,
    Number,
    Option,
    Party,
    Scores,
    Standing,
)

ALL = "all_of_it"
"""The named package in which everything is done."""

Worth = Mapping[str, float]
"""Party -> what a step is worth to it; what it costs whoever makes it is negative."""


def exchange_case(
    steps: Mapping[str, tuple[str, Worth]],
    terms: ExchangeTerms | None = None,
    *,
    names: Mapping[str, str] | None = None,
    through: Mapping[str, Sequence[Worth]] | None = None,
) -> Case:
    """Return a case with one issue for each step, not done now and done in the one package.

    Parameters
    ----------
    steps
        Issue -> who makes the step, and what it is worth to each party.
    names
        Names of parties and issues, where they are not their ids.
    through
        Issue -> what it is worth at options on its way, ``part1`` and so on.
    """
    called = names or {}
    parties = tuple(dict.fromkeys(party for _, worth in steps.values() for party in worth))
    issues = []
    for key, (by, _) in steps.items():
        between = [f"part{at}" for at in range(1, 1 + len((through or {}).get(key, ())))]
        options = tuple(
            Option(id=option, name=option.title()) for option in ("open", *between, "done")
        )
        name = called.get(key, key.title())
        issues.append(Issue(id=key, name=name, options=options, by=(by,), now="open"))
    preferences = {party: _scores(party, steps, through or {}) for party in parties}
    everything = NamedPackage(id=ALL, name="All of it", options=dict.fromkeys(steps, "done"))
    return Case(
        id="exchange",
        title="An exchange",
        parties=tuple(Party(id=p, name=called.get(p, p.title())) for p in parties),
        issues=tuple(issues),
        preferences=preferences,
        packages={ALL: everything},
        exchange=terms,
    )


def _scores(
    party: str, steps: Mapping[str, tuple[str, Worth]], through: Mapping[str, Sequence[Worth]]
) -> Scores:
    scores = {}
    for key, (_, worth) in steps.items():
        column = {"open": 0.0, "done": worth.get(party, 0.0)}
        column |= {
            f"part{at}": some.get(party, 0.0) for at, some in enumerate(through.get(key, ()), 1)
        }
        scores[key] = {option: Number.fixed(value) for option, value in column.items()}
    return Scores(party=party, scores=scores, standing=Standing(value=Number.fixed(0)))


def hanoi_in_five(terms: ExchangeTerms | None = None) -> Case:
    """Return the stylised Hanoi exchange: two steps of relief for four of disarmament."""

    def us(cost: float, value: float) -> tuple[str, Worth]:
        return "us", {"us": -cost, "dprk": value}

    def dprk(cost: float, value: float) -> tuple[str, Worth]:
        return "dprk", {"us": value, "dprk": -cost}

    return exchange_case(
        {
            "r1": us(8, 18),
            "r2": us(14, 22),
            "moratorium": dprk(2, 6),
            "declaration": dprk(8, 12),
            "yongbyon": dprk(9, 12),
            "others": dprk(11, 16),
        },
        terms,
        names={"us": "United States", "dprk": "North Korea"},
    )
