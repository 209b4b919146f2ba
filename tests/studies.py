"""Studies to write briefs of, worked out by going through all packages.

The numbers of a study come from its case by brute force, so a brief can be checked against
them; levers are given by hand.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zopa.analysis.results import (
    Cloud,
    Count,
    Deal,
    Division,
    Driver,
    FrontierResult,
    Lever,
    NamedStanding,
    NashShare,
    PartyStanding,
    Probability,
    SolutionResult,
    Study,
    Uncertainty,
    Unlock,
    Zone,
)
from zopa.model import (
    Acceptance,
    Case,
    Claim,
    Draws,
    Event,
    Issue,
    NamedPackage,
    Number,
    Option,
    OptionSet,
    Party,
    Pattern,
    Provenance,
    Rule,
    Scores,
    Source,
    Standing,
    space,
    utilities,
)

VERSION = "0.1.0"
DRAWS = 400
SOLUTIONS = {
    "nash": "Nash solution",
    "kalai-smorodinsky": "Kalai-Smorodinsky solution",
    "egalitarian": "Egalitarian solution",
    "raiffa": "Raiffa solution",
    "utilitarian": "Most in total",
}


def numbers(*values: float) -> Number:
    """Return one value, a range, or low, mode and high."""
    if len(values) == 1:
        return Number.fixed(values[0])
    return Number.uniform(*values) if len(values) == 2 else Number.triangular(*values)


def issue(
    key: str, name: str, options: Mapping[str, tuple[str, str | None]], *, term: bool = False
) -> Issue:
    """Return an issue from option id -> (name, origin)."""
    found = tuple(Option(id=o, name=n, origin=origin) for o, (n, origin) in options.items())
    return Issue(id=key, name=name, options=found, term=term)


Weights = Mapping[str, tuple[float, ...]]
ScoresGiven = Mapping[str, Mapping[str, tuple[float, ...]]]


def scored(
    party: str, weights: Weights | None, scores: ScoresGiven, standing: Standing | None = None
) -> Scores:
    """Return additive scores."""
    return Scores(
        party=party,
        weights=None if weights is None else {k: numbers(*v) for k, v in weights.items()},
        scores={i: {o: numbers(*v) for o, v in column.items()} for i, column in scores.items()},
        standing=standing or Standing(premium=numbers(0)),
    )


# Hanoi: two parties, empty zone with what was on the table, ranges on everything.

HANOI_ISSUES = (
    issue(
        "relief",
        "Sanctions relief",
        {
            "none": ("No relief", "reports"),
            "partial": ("Partial relief", "analyst"),
            "full": ("All sanctions lifted", "reports"),
        },
    ),
    issue(
        "yongbyon",
        "Yongbyon complex",
        {
            "keep": ("Kept", "reports"),
            "close": ("Closed", "reports"),
            "dismantle": ("Dismantled", "reports"),
        },
    ),
    issue(
        "outside",
        "Nuclear sites outside Yongbyon",
        {
            "keep": ("Kept", "reports"),
            "declare_freeze": ("Declared and frozen", "analyst"),
            "give_up": ("Given up", "reports"),
        },
    ),
    issue(
        "missiles",
        "Missile and warhead programs",
        {
            "keep": ("Kept", "reports"),
            "cap": ("Capped", "analyst"),
            "give_up": ("Given up", "reports"),
        },
    ),
    issue(
        "testing",
        "Rocket and nuclear tests",
        {
            "oral_promise": ("Oral promise not to test", "reports"),
            "written_verified": ("Written and verified ban", "analyst"),
        },
    ),
    issue(
        "sequence",
        "Order of the steps",
        {
            "relief_first": ("Relief first", "reports"),
            "step_by_step": ("Step by step", "analyst"),
            "disarm_first": ("Disarm first", "reports"),
        },
        term=True,
    ),
)

HANOI_SCORES: dict[str, ScoresGiven] = {
    "us": {
        "relief": {"none": (100,), "partial": (55, 72, 85), "full": (0,)},
        "yongbyon": {"keep": (0,), "close": (40, 60, 75), "dismantle": (100,)},
        "outside": {"keep": (0,), "declare_freeze": (25, 40, 55), "give_up": (100,)},
        "missiles": {"keep": (0,), "cap": (30, 45, 60), "give_up": (100,)},
        "testing": {"oral_promise": (45, 60, 75), "written_verified": (100,)},
        "sequence": {
            "relief_first": (0,),
            "step_by_step": (45, 60, 75),
            "disarm_first": (100,),
            "no_deal": (100,),
        },
    },
    "dprk": {
        "relief": {"none": (0,), "partial": (50, 68, 80), "full": (100,)},
        "yongbyon": {"keep": (100,), "close": (45, 60, 75), "dismantle": (0,)},
        "outside": {"keep": (100,), "declare_freeze": (35, 50, 65), "give_up": (0,)},
        "missiles": {"keep": (100,), "cap": (45, 60, 75), "give_up": (0,)},
        "testing": {"oral_promise": (80, 90, 100), "written_verified": (25, 40, 60)},
        "sequence": {
            "relief_first": (100,),
            "step_by_step": (50, 65, 80),
            "disarm_first": (0,),
            "no_deal": (100,),
        },
    },
}
HANOI_WEIGHTS: dict[str, Weights] = {
    "us": {
        "relief": (26, 34, 42),
        "yongbyon": (5, 8, 12),
        "outside": (12, 17, 22),
        "missiles": (10, 14, 20),
        "testing": (3, 6, 9),
        "sequence": (5, 9, 14),
    },
    "dprk": {
        "relief": (26, 34, 42),
        "yongbyon": (5, 8, 12),
        "outside": (10, 16, 22),
        "missiles": (13, 18, 25),
        "testing": (1, 3, 6),
        "sequence": (4, 7, 12),
    },
}
OFFER = {
    "relief": "full",
    "yongbyon": "dismantle",
    "outside": "keep",
    "missiles": "keep",
    "testing": "oral_promise",
    "sequence": "relief_first",
}
DEMAND = OFFER | {"outside": "give_up", "missiles": "give_up", "sequence": "disarm_first"}


def hanoi_case(*, certain: bool = False) -> Case:
    """Return a case in the likeness of the Hanoi summit."""

    def middle(values: tuple[float, ...]) -> tuple[float, ...]:
        return (values[len(values) // 2],) if certain else values

    preferences = {}
    for party, (low, high) in {"us": (-5.0, 8.0), "dprk": (-8.0, 8.0)}.items():
        premium = Number.fixed(0) if certain else Number.uniform(low, high, central=0)
        preferences[party] = scored(
            party,
            {name: middle(values) for name, values in HANOI_WEIGHTS[party].items()},
            {
                name: {option: middle(values) for option, values in column.items()}
                for name, column in HANOI_SCORES[party].items()
            },
            Standing(premium=premium),
        )
    return Case(
        id="hanoi-2019",
        title="Hanoi summit, February 2019",
        parties=(
            Party(id="us", name="United States", aliases=("Trump", "Washington")),
            Party(id="dprk", name="North Korea", aliases=("Kim", "Pyongyang")),
            Party(id="rok", name="South Korea", role="mediator"),
        ),
        issues=HANOI_ISSUES,
        preferences=preferences,
        deal_rules=(Rule(when=Pattern(allowed={"relief": ("none",)}), then=None),),
        option_sets={
            "on_the_table": OptionSet(
                id="on_the_table", name="what was on the table", origin=("reports",)
            ),
            "with_partial": OptionSet(
                name="partial relief added",
                id="with_partial",
                origin=("reports",),
                add={"relief": ("partial",)},
            ),
        },
        no_deal={
            "relief": "none",
            "yongbyon": "keep",
            "outside": "keep",
            "missiles": "keep",
            "testing": "oral_promise",
        },
        packages={
            "dprk_offer": NamedPackage(
                id="dprk_offer",
                name="North Korea's offer",
                options=OFFER,
                by="dprk",
                to=("us",),
                status="refused",
                claims=("c1", "c2"),
                assumed=("sequence",),
            ),
            "us_demand": NamedPackage(
                id="us_demand",
                name="United States' demand",
                options=DEMAND,
                by="us",
                to=("dprk",),
                status="refused",
                claims=("c3",),
            ),
        },
        sources={
            "a": Source(id="a", title="Press report A", file="a.txt", date="2019-02-28"),
            "b": Source(id="b", title="Press report B", file="b.txt"),
        },
        claims={
            "c1": Claim(
                id="c1",
                source="a",
                quote="they wanted the sanctions lifted in their entirety",
                by="us",
                kind="account",
                about={"relief": "full"},
            ),
            "c2": Claim(
                id="c2",
                source="b",
                quote="willing to dismantle North Korea's Yongbyon nuclear complex",
                kind="offer",
                about={"yongbyon": "dismantle"},
            ),
            "c3": Claim(
                id="c3",
                source="a",
                quote="a detailed account of nuclear and missile facilities",
                by="us",
                kind="condition",
                about={"outside": None},
                note="the order is in A only",
            ),
        },
        events=(Event(date="2018-06-12", what="First summit, signed aim", claims=()),),
        notes=("no report gives the North Korean side's own account of what it asked for",),
    )


def hanoi(*, certain: bool = False) -> Study:
    """Return its study: empty on the table, opened by one added option."""
    case = hanoi_case(certain=certain)
    found = brute(case)
    empty = found.zones["on_the_table"]
    assert empty.is_empty
    best = found.solutions["nash"].deals[0]
    return replace(
        found,
        unlock=Unlock(
            option_set="on_the_table",
            opening=True,
            levers=(
                lever(
                    "add-option",
                    1,
                    "options",
                    options=(("relief", "partial"),),
                    packages=found.zones["with_partial"].count.value,
                    deal=best,
                ),
                lever(
                    "reservation-together",
                    4.02,
                    "points",
                    parties=("us", "dprk"),
                    before={"us": 50.0, "dprk": 57.0},
                    after={"us": 48.98, "dprk": 54.0},
                    deal=best,
                ),
                lever("reservation-alone", 4.2, "points", parties=("us",), deal=best),
                lever("reservation-alone", 6.31, "points", parties=("dprk",)),
                lever("reservation-equal", 2.57, "points", parties=("us", "dprk")),
                lever(
                    "payment",
                    5.01,
                    "points",
                    parties=("dprk", "us"),
                    before={"dprk": 5.5, "us": -5.01},
                ),
                lever(
                    "weight",
                    7.0,
                    "weight",
                    parties=("us",),
                    issue="relief",
                    before={"relief": 0.386},
                    after={"relief": 0.3127},
                ),
                lever(
                    "score",
                    12.0,
                    "score",
                    parties=("dprk",),
                    options=(("yongbyon", "close"),),
                    before={"yongbyon": 60.0},
                    after={"yongbyon": 72.04},
                    scope="bound",
                ),
                lever("leave-issue-out", None, "issues", issue="missiles", packages=2),
                lever(
                    "lift-rule",
                    None,
                    "rules",
                    label="lift the rule 'never relief = none'",
                    opens=False,
                ),
                lever("add-option", None, "options", options=(("missiles", "cap"),), opens=False),
                lever(
                    "add-option",
                    None,
                    "options",
                    options=(("outside", "declare_freeze"),),
                    opens=False,
                ),
                lever("leave-issue-out", None, "issues", issue="testing", opens=False),
            ),
        ),
    )


def lever(kind: str, size: float | None, unit: str, *, opens: bool = True, **more: object) -> Lever:
    """Return a lever; what it takes is told by its parts."""
    parts: dict[str, object] = {
        "label": f"label of {kind}",
        "detail": f"detail of {kind}" if opens else "does not open it",
    } | more
    effort = float("inf") if not opens else float(size or 1.0)
    return Lever(kind=kind, size=size, unit=unit, opens=opens, effort=effort, **parts)  # type: ignore[arg-type]


# The harbour: six parties, five issues, a quota with two vetoes.

HARBOUR_PARTIES = {
    "company": "SportCo",
    "dot": "Department of Tourism",
    "cities": "Other cities",
    "union": "Local labour union",
    "green": "Environmental League",
    "mayor": "Mayor",
}


def harbour_case() -> Case:
    """Return a quota case with six parties."""
    options = {
        "A": ("Infrastructure mix", ("water-based", "water/land", "land-based")),
        "B": ("Ecological impact", ("some damage", "maintain", "improve")),
        "C": ("Union preference", ("unlimited", "2:1", "1:1", "none")),
        "D": ("Federal loan", ("3 bn", "2 bn", "1 bn", "none")),
        "E": ("Compensation to other cities", ("600 m", "450 m", "300 m", "150 m", "none")),
    }
    issues = tuple(
        issue(key, name, {f"{key.lower()}{n}": (text, None) for n, text in enumerate(texts)})
        for key, (name, texts) in options.items()
    )
    tables = {
        "company": ((14, 8, 0), (11, 7, 0), (0, 5, 10, 17), (35, 29, 20, 0), (0, 5, 10, 15, 23)),
        "dot": ((0, 11, 5), (0, 20, 25), (0, 2, 4, 9), (10, 26, 40, 0), (4, 8, 15, 12, 0)),
        "cities": ((0, 4, 10), (0, 0, 0), (12, 8, 6, 0), (0, 8, 13, 18), (60, 45, 30, 15, 0)),
        "union": ((15, 20, 0), (0, 0, 0), (42, 35, 25, 0), (30, 20, 10, 0), (2, 4, 6, 8, 0)),
        "green": ((0, 22, 45), (0, 25, 55), (0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 0, 0)),
        "mayor": ((14, 8, 0), (12, 8, 0), (24, 18, 12, 0), (40, 30, 23, 0), (0, 2, 4, 7, 10)),
    }
    values = {"company": 55, "dot": 65, "cities": 31, "union": 50, "green": 55, "mayor": 30}
    preferences = {}
    for party, columns in tables.items():
        scores = {
            each.id: {
                option.id: (float(value),)
                for option, value in zip(each.options, column, strict=True)
            }
            for each, column in zip(issues, columns, strict=True)
        }
        preferences[party] = scored(
            party, None, scores, Standing(value=Number.fixed(values[party]))
        )
    return Case(
        id="sportco",
        title="SportCo harbour",
        parties=tuple(Party(id=key, name=name) for key, name in HARBOUR_PARTIES.items()),
        issues=issues,
        preferences=preferences,
        acceptance=Acceptance(at_least=5, including=("company", "dot")),
        packages={
            "plan": NamedPackage(
                id="plan",
                name="SportCo's first plan",
                by="company",
                options={"A": "a0", "B": "b0", "C": "c3", "D": "d0", "E": "e4"},
            ),
            "compromise": NamedPackage(
                id="compromise",
                name="the Mayor's compromise",
                by="mayor",
                options={"A": "a1", "B": "b1", "C": "c1", "D": "d1", "E": "e2"},
            ),
        },
        notes=("the bonus for unanimity of the original game is left out",),
    )


def harbour() -> Study:
    """Return its study: open, without any range."""
    found = brute(harbour_case())
    closing = tuple(
        lever("reservation-alone", size, "points", parties=(party,))
        for party, size in {"dot": 8, "company": 12, "union": 17, "cities": 21}.items()
    )
    return replace(found, unlock=Unlock(option_set="all", opening=False, levers=closing))


# A case too large to list.


def huge() -> Study:
    """Return a study of 10^40 packages: an estimated count and no cloud."""
    issues = tuple(
        issue(f"i{n}", f"Clause {n + 1}", {f"o{m}": (f"Version {m + 1}", None) for m in range(10)})
        for n in range(40)
    )
    rows = np.linspace(0.0, 1.0, 10)
    preferences = {
        party: scored(
            party,
            {each.id: (float(1 + (n * step) % 7),) for n, each in enumerate(issues)},
            {
                each.id: {
                    option.id: (float(value),)
                    for option, value in zip(each.options, rows[::step], strict=True)
                }
                for each in issues
            },
            Standing(value=Number.fixed(0.4)),
        )
        for party, step in {"a": 1, "b": -1}.items()
    }
    case = Case(
        id="huge",
        title="A very large contract",
        parties=(Party(id="a", name="Buyer"), Party(id="b", name="Seller")),
        issues=issues,
        preferences=preferences,
    )
    line = np.linspace(0.0, 1.0, 900)
    deals = tuple(
        _deal(
            {each.id: f"o{int(x * 9)}" for each in issues},
            {"a": x, "b": (1 - x**2) ** 0.5},
            {"a": 0.4, "b": 0.4},
        )
        for x in line.tolist()
    )
    count = Count(value=32 * 10**38, exact=False, method="sample", standard_error=4 * 10**37)
    whole = Zone(option_set="all", total=10**40, legal=10**40, count=count, probability=None)
    return Study(
        case=case,
        version=VERSION,
        seed=1,
        option_set="all",
        strict=False,
        parties=tuple(
            PartyStanding(id=p, name=n, reservation=0.4, lowest=0.0, highest=1.0)
            for p, n in (("a", "Buyer"), ("b", "Seller"))
        ),
        zone=whole,
        zones={"all": whole},
        frontier=FrontierResult(points=51_234, packages=10**31, deals=deals, complete=False),
        solutions={
            name: SolutionResult(
                name=name,
                title=title,
                deals=(deals[636 + n],),
                reason=None,
                axioms=(),
                packages=10**9 if n == 0 else 1,
            )
            for n, (name, title) in enumerate(SOLUTIONS.items())
        },
        named={},
        unlock=Unlock(
            option_set="all",
            opening=False,
            levers=(lever("reservation-alone", 0.5123, "points", parties=("a",), scope="bound"),),
        ),
        uncertainty=None,
        cloud=None,
    )


# Small ones.


def single() -> Study:
    """Return a study with one party: what it should accept."""
    issues = (issue("price", "Price", {str(n): (f"{n} euros", None) for n in range(5)}),)
    preference = scored(
        "seller",
        None,
        {"price": {str(n): (float(n),) for n in range(5)}},
        Standing(value=Number.uniform(1.5, 3.5)),
    )
    case = Case(
        id="single",
        title="One seller",
        parties=(Party(id="seller", name="Seller"),),
        issues=issues,
        preferences={"seller": preference},
    )
    return brute(case)


def named(*, party: str, other: str, thing: str, option: str, title: str) -> Study:
    """Return a small study with these names everywhere a user can put one."""
    issues = (
        issue("x", thing, {"p": (option, "a"), "q": (f"{option} 2", "b")}),
        issue("y", f"{thing} again", {"p": (f"{option} 3", "a"), "q": (f"{option} 4", "a")}),
    )
    scores: dict[str, ScoresGiven] = {
        "l": {"x": {"p": (60,), "q": (40, 60)}, "y": {"p": (10,), "q": (40,)}},
        "r": {"x": {"p": (10,), "q": (40, 60)}, "y": {"p": (60,), "q": (40,)}},
    }
    case = Case(
        id="names",
        title=title,
        parties=(Party(id="l", name=party), Party(id="r", name=other)),
        issues=issues,
        preferences={
            key: scored(key, None, given, Standing(value=Number.uniform(60, 90)))
            for key, given in scores.items()
        },
        option_sets={"first": OptionSet(id="first", origin=("a",))},
        packages={
            "n": NamedPackage(
                id="n",
                name=f"{option} package",
                by="l",
                status=thing,
                options={"x": "p", "y": "p"},
                assumed=("x",),
                claims=("c",),
            )
        },
        sources={"s": Source(id="s", title=title, url=thing)},
        claims={"c": Claim(id="c", source="s", quote=option, by="l", kind=thing, note=title)},
        events=(Event(date="2020", what=title),),
        notes=(thing,),
    )
    found = brute(case)
    return replace(
        found,
        repairs=(f"{thing} was mended",),
        unlock=Unlock(
            option_set="first",
            opening=True,
            levers=(
                lever("add-option", 1, "options", options=(("x", "q"),), packages=1),
                lever("lift-rule", None, "rules", label=thing),
                lever(
                    "weight",
                    1,
                    "weight",
                    parties=("l",),
                    issue="x",
                    before={"x": 1.0},
                    after={"x": 2.0},
                ),
            ),
        ),
        division=Division(
            parties=("l", "r"),
            shares={"x": (1.0, 0.0), "y": (0.25, 0.75)},
            points=(61.5, 61.5),
            split="y",
        ),
    )


def long_names() -> Study:
    """Return a study whose names are far too long for any table."""
    return named(
        party="The Interprovincial Confederation of Independent Dockworkers and Warehouse Employees",
        other="Donaudampfschifffahrtsgesellschaftskapitänsvereinigung",
        thing="Compensation for weekend, holiday and night-time work beyond the agreed roster",
        option="A lump sum that is paid in quarterly instalments over the lifetime of the agreement",
        title="Renewed talks on the framework agreement for the ports of the northern provinces, second round",
    )


def injected() -> Study:
    """Return a study whose names try to be something else."""
    bad = "<script>alert(1)</script>"
    return named(
        party=f"L{bad}",
        other='R" onload="alert(2)',
        thing=f"{{{{7*7}}}}</svg>{bad}",
        option="<img src=x onerror=alert(3)>",
        title=f"T{bad}\x1b[31m</title>",
    )


# Brute force.


def _deal(
    package: Mapping[str, str], values: Mapping[str, float], reservation: Mapping[str, float]
) -> Deal:
    gains = {party: value - reservation[party] for party, value in values.items()}
    return Deal(package=dict(package), utilities=dict(values), gains=gains)


def _tables(
    case: Case, packages: Sequence[Mapping[str, str]], draws: Draws
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return utilities, shape (draws, packages, parties), and reservations (draws, parties)."""
    parts = utilities(case, draws)
    by_id = {each.id: each for each in case.issues}
    places = [{i: by_id[i].position(o) for i, o in package.items()} for package in packages]
    table = np.stack(
        [np.stack([part.of_positions(place) for place in places], axis=1) for part in parts], axis=2
    )
    return table, np.stack([part.reservation for part in parts], axis=1)


def _needed(case: Case, gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return by how much each package clears the acceptance rule, shape (draws, packages)."""
    parties = list(case.preferences)
    needed = case.acceptance.needed(len(parties))
    margin = np.sort(gains, axis=2)[:, :, len(parties) - needed]
    for party in case.acceptance.including:
        margin = np.minimum(margin, gains[:, :, parties.index(party)])
    return margin


def brute(case: Case, option_set: str = "all") -> Study:
    """Return the study of a small case, by going through all packages."""
    rng = np.random.default_rng(1)
    uncertain = case.uncertain()
    draws = Draws(
        count=DRAWS, values={n.path: n.number.quantile(rng.random(DRAWS)) for n in uncertain}
    )
    everything, zones, kept = {}, {}, {}
    for name in ("all", *case.option_sets):
        whole = space(case, name)
        ranges = [range(len(block.rows)) for block in whole.blocks]
        packages = [whole.package(rows) for rows in itertools.product(*ranges)]
        table, reservation = _tables(case, packages, Draws())
        margin = _needed(case, table - reservation[:, None, :])[0]
        probability = None
        if uncertain:
            drawn, standing = _tables(case, packages, draws)
            gains = drawn - standing[:, None, :]
            best = _needed(case, gains).max(axis=1)
            probability = Probability.of(int((best >= 0).sum()), DRAWS)
            kept[name] = (best, gains)
        value = int((margin >= -1e-9).sum())
        zones[name] = Zone(
            option_set=name,
            total=whole.total,
            legal=whole.legal,
            count=Count(value=value, exact=True, method="enumeration"),
            probability=probability,
        )
        everything[name] = (packages, table[0], reservation[0], margin)
    packages, table, reservation, margin = everything[option_set]
    parties = list(case.preferences)
    standing_of = dict(zip(parties, reservation.tolist(), strict=True))

    def deal(at: int) -> Deal:
        values = dict(zip(parties, table[at].tolist(), strict=True))
        return _deal(packages[at], values, standing_of)

    frontier = [
        at
        for at in range(len(table))
        if not (
            (table >= table[at] - 1e-9).all(axis=1) & (table > table[at] + 1e-9).any(axis=1)
        ).any()
    ]
    points = np.unique(np.round(table[frontier], 9), axis=0)
    return Study(
        case=case,
        version=VERSION,
        seed=1,
        option_set=option_set,
        strict=False,
        parties=tuple(
            PartyStanding(
                id=party,
                name=case.party(party).name,
                reservation=standing_of[party],
                lowest=float(table[:, n].min()),
                highest=float(table[:, n].max()),
            )
            for n, party in enumerate(parties)
        ),
        zone=zones[option_set],
        zones=zones,
        frontier=FrontierResult(
            points=len(points),
            packages=len(frontier),
            deals=tuple(deal(at) for at in frontier),
            complete=True,
        ),
        solutions=_solutions(table - reservation, margin, deal),
        named=_named(case, draws if uncertain else None),
        unlock=None,
        uncertainty=_uncertainty(case, zones, kept, packages) if uncertain else None,
        cloud=Cloud(
            parties=(parties[0], parties[1]),
            points=np.unique(np.round(table, 9), axis=0),
            density=None,
            edges=None,
            sampled=False,
        )
        if len(parties) == 2
        else None,
    )


def _solutions(
    gains: NDArray[np.float64], margin: NDArray[np.float64], deal: object
) -> dict[str, SolutionResult]:
    """Return five choices; lexicographic ties are not resolved, which is enough for a brief."""
    suits = np.flatnonzero((gains >= -1e-9).all(axis=1))
    zone = np.flatnonzero(margin >= -1e-9)
    found = {}
    for name, title in SOLUTIONS.items():
        field = zone if name == "utilitarian" else suits
        chosen: tuple[Deal, ...] = ()
        if len(field):
            own = np.maximum(gains[field], 0)
            best = own.max(axis=0)
            score = {
                "nash": np.log(np.maximum(own, 1e-12)).sum(axis=1),
                "utilitarian": gains[field].sum(axis=1),
                "egalitarian": own.min(axis=1),
            }.get(name, (own / np.where(best > 0, best, 1)).min(axis=1))
            top = field[score >= score.max() - 1e-9]
            chosen = tuple(deal(int(at)) for at in top)  # type: ignore[operator]
        found[name] = SolutionResult(
            name=name,
            title=title,
            deals=chosen,
            reason=None if chosen else "No package leaves every party at least as well off.",
            axioms=("efficiency", "symmetry"),
            packages=len(chosen),
        )
    return found


def _named(case: Case, draws: Draws | None) -> dict[str, NamedStanding]:
    found = {}
    parties = list(case.preferences)
    for name, package in case.packages.items():
        table, reservation = _tables(case, [package.options], Draws())
        values = dict(zip(parties, table[0, 0].tolist(), strict=True))
        gains = dict(zip(parties, (table[0, 0] - reservation[0]).tolist(), strict=True))
        chances = {}
        if draws is not None:
            drawn, standing = _tables(case, [package.options], draws)
            hits = (drawn[:, 0] >= standing - 1e-9).sum(axis=0).tolist()
            chances = {p: Probability.of(h, DRAWS) for p, h in zip(parties, hits, strict=True)}
        rules = (*case.rules, *case.deal_rules)
        found[name] = NamedStanding(
            id=name,
            utilities=values,
            gains=gains,
            acceptable={p: gain >= -1e-9 for p, gain in gains.items()},
            legal=all(rule.holds(package.options) for rule in rules),
            probabilities=chances,
        )
    return found


def _uncertainty(
    case: Case,
    zones: Mapping[str, Zone],
    kept: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]],
    packages: Sequence[Mapping[str, str]],
) -> Uncertainty:
    name = "on_the_table" if "on_the_table" in zones else "all"
    whole = zones[name].probability
    assert whole is not None
    best = kept[name][0]
    gains = kept["all"][1]
    log = np.log(np.maximum(gains, 1e-12)).sum(axis=2)
    winners = np.bincount(log.argmax(axis=1), minlength=len(packages))
    order = np.argsort(-winners, kind="stable")[:4].tolist()
    drivers = []
    for n, number in enumerate(case.uncertain()):
        swing = 0.3 / (1 + n)
        low = min(1.0, whole.share + swing)
        high = max(0.0, whole.share - swing * 0.8)
        drivers.append(
            Driver(
                path=number.path,
                party=number.path[1],
                label=f"{case.party(number.path[1]).name}: {' of '.join(number.path[2:])}",
                low=number.number.low,
                high=number.number.high,
                share_at_low=Probability.of(round(low * DRAWS), DRAWS),
                share_at_high=Probability.of(round(high * DRAWS), DRAWS),
            )
        )
    return Uncertainty(
        option_set=name,
        draws=DRAWS,
        kept=None,
        conditions=(),
        zone=whole,
        margins=best,
        nash=tuple(
            NashShare(package=packages[at], probability=Probability.of(int(winners[at]), DRAWS))
            for at in order
        ),
        drivers=tuple(sorted(drivers, key=lambda d: -d.swing)),
    )


def sourced_number() -> Number:
    """Return a number that a party stated."""
    return replace(Number.fixed(5), provenance=Provenance(source="a", method="stated"))


ALL = {
    "hanoi": hanoi,
    "harbour": harbour,
    "huge": huge,
    "single": single,
    "long": long_names,
    "injected": injected,
}
