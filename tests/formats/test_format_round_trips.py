"""What is written reads back as the same preferences, or ``lost`` says what changed."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from zopa import formats
from zopa.errors import QuestionError
from zopa.formats import FORMATS, Reading, Writing
from zopa.formats._geniusweb_write import _least
from zopa.model import (
    Acceptance,
    Case,
    CoalitionValues,
    Event,
    ExchangeTerms,
    Grid,
    Inspection,
    Issue,
    Joint,
    NamedPackage,
    Number,
    OneWay,
    Option,
    OptionSet,
    Party,
    Pattern,
    Priorities,
    Provenance,
    Ratifier,
    Rule,
    Scores,
    Source,
    Standing,
    Statement,
    StateRules,
    Table,
    parse_statement,
    utilities,
)

FOREIGN = ("genius", "geniusweb", "negmas", "negolog")
NAMES = ("a", "b b", "c&<'\"", "d: é€\u2028", "No", "1.0")

numbers = st.floats(-3, 3).map(lambda x: round(x, 2))
weights = st.one_of(st.just(0.0), st.floats(0.1, 5).map(lambda x: round(x, 2)))


def written(case: Case, name: str) -> Writing:
    """Return the case in one format."""
    write = FORMATS[name].write
    assert write is not None
    return write(case)


def again(case: Case, name: str) -> tuple[Writing, Reading]:
    """Return what is written, and what is read from it."""
    writing = written(case, name)
    with tempfile.TemporaryDirectory() as place:
        for file, content in writing.files.items():
            (Path(place) / file).write_bytes(content)
        return writing, formats.read(place)


def table(case: Case) -> NDArray[np.float64]:
    """Return the utilities of all packages, and the reservation values in a last row."""
    counts = [range(len(issue)) for issue in case.issues]
    names = [issue.id for issue in case.issues]
    parties = utilities(case)
    rows = [
        [party.of_positions(dict(zip(names, places, strict=True)))[0] for party in parties]
        for places in itertools.product(*counts)
    ]
    return np.array([*rows, [party.reservation[0] for party in parties]])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return two-party additive cases of many kinds: scales, constants, numeric issues, no weights."""
    issues = []
    for place in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
            issues.append(
                Issue(
                    id=f"i{place}",
                    name=f"i{place}",
                    options=tuple(Option(id=name, name=name) for name in names),
                )
            )
        else:
            low, points = draw(st.integers(-2, 2)), draw(st.integers(1, 4))
            ids = [str(low + step) for step in range(points)]
            grid = Grid(kind="integer", low=low, high=low + points - 1, points=points)
            issues.append(
                Issue(
                    id=f"i{place}",
                    name=f"i{place}",
                    options=tuple(Option(id=name, name=name) for name in ids),
                    grid=grid,
                )
            )
    preferences = {party: draw(preference(party, issues)) for party in "AB"}
    return Case(
        id="deal",
        title="deal",
        parties=(Party(id="A", name="A"), Party(id="B", name="B")),
        issues=tuple(issues),
        preferences=preferences,
    )


@st.composite
def preference(draw: st.DrawFn, party: str, issues: list[Issue]) -> Scores:
    """Return scores; on numeric issues sometimes on a straight line."""
    scores = {}
    for issue in issues:
        if issue.grid is not None and draw(st.booleans()):
            start, slope = draw(numbers), draw(numbers)
            column = [start + slope * step for step in range(len(issue))]
        else:
            column = draw(st.lists(numbers, min_size=len(issue), max_size=len(issue)))
        scores[issue.id] = {
            option.id: Number.fixed(score)
            for option, score in zip(issue.options, column, strict=True)
        }
    own = {issue.id: draw(weights) for issue in issues}
    weighted = draw(st.booleans()) and any(own.values())
    return Scores(
        party=party,
        scores=scores,
        weights={name: Number.fixed(value) for name, value in own.items()} if weighted else None,
        rescale=draw(st.booleans()),
        constant=draw(st.sampled_from([0.0, 0.25, -1.5])),
        standing=Standing(value=Number.fixed(draw(numbers))),
    )


def map_of(old: NDArray[np.float64], new: NDArray[np.float64]) -> tuple[float, float]:
    """Return scale and shift of the positive affine map from old to new utilities."""
    low, high = int(np.argmin(old)), int(np.argmax(old))
    if old[high] - old[low] < 1e-9:
        return 1.0, float(new[low] - old[low])
    scale = (new[high] - new[low]) / (old[high] - old[low])
    return float(scale), float(new[low] - scale * old[low])


@pytest.mark.parametrize("name", FOREIGN)
@settings(max_examples=60)
@given(case=cases())
def test_utilities_survive_up_to_the_map_that_is_stated(name: str, case: Case) -> None:
    """One positive affine map for all packages; none where utilities lie within 0 to 1."""
    old = table(case)
    try:
        writing, reading = again(case, name)
    except QuestionError:
        assert name == "geniusweb"
        assert (old[-1] > old[:-1].max(axis=0)).any()
        return
    new = table(reading.case)
    assert [i.id for i in reading.case.issues] == [i.id for i in case.issues]
    assert [[o.id for o in i.options] for i in reading.case.issues] == [
        [o.id for o in i.options] for i in case.issues
    ]
    for column, party in enumerate("AB"):
        before, after = old[:-1, column], new[:-1, column]
        scale, shift = map_of(before, after)
        assert scale > 0
        assert after == pytest.approx(scale * before + shift, abs=1e-11)
        inside = before.min() >= 0 and before.max() <= 1
        if inside or name == "negmas":
            assert scale == pytest.approx(1, abs=1e-9)
            assert shift == pytest.approx(0, abs=1e-9)
        else:
            assert any(line.startswith(f"{party}: utilities run from") for line in writing.lost)
            assert after.min() >= 0
            assert after.max() <= 1 + 1e-12
        reserved = scale * old[-1, column] + shift
        if name == "geniusweb":
            acceptable = before >= old[-1, column] - 1e-10
            assert (after >= new[-1, column] - 1e-11).tolist() == acceptable.tolist()
        else:
            assert new[-1, column] == pytest.approx(reserved, abs=1e-9)


REAL = (
    "negolog/domain0",
    "negolog/domain4",
    "genius/anac2010/EnglandZimbabwe",
    "genius/anac2010/ItexvsCypress",
    "genius/anac2013/Acquisition",
    "genius/anac2013/Fifty2013",
    "genius/anac2013/Ultimatum",
    "genius/kite",
    "geniusweb/Party",
    "geniusweb/Fitness",
    "negmas/anac2010/ItexvsCypress",
)


@pytest.mark.parametrize("place", REAL)
def test_real_cases_survive_every_format(shared: Path, place: str) -> None:
    """The own format loses nothing; the others keep all utilities, for they lie within 0 to 1."""
    case = formats.read(shared / "domains" / place).case
    old = table(case)
    for name in FOREIGN:
        writing, reading = again(case, name)
        new = table(reading.case)
        assert new[:-1] == pytest.approx(old[:-1], abs=1e-12)
        if place.startswith(name + "/"):
            assert [line for line in writing.lost if "title" not in line] == []
            assert new[-1] == pytest.approx(old[-1], abs=1e-12)
            assert [p.discount for p in reading.case.preferences.values()] == [
                p.discount for p in case.preferences.values()
            ]
        elif name != "geniusweb":
            assert new[-1] == pytest.approx(old[-1], abs=1e-12)


def test_lunch_keeps_discount_and_reservation_in_genius(shared: Path) -> None:
    """And NegoLog, which has no discount, says that it is lost."""
    case = formats.read(shared / "domains/genius/anac2013/Lunch").case
    writing, reading = again(case, "genius")
    assert writing.lost == ()
    assert [p.discount for p in reading.case.preferences.values()] == [0.5, 0.5]
    assert [float(u.reservation[0]) for u in utilities(reading.case)] == [0.8, 0.8]
    lost = written(case, "negolog").lost
    assert "Lunch_util1: NegoLog has no discount, so 0.5 is left out" in lost


def small(**changes: object) -> Case:
    """Return a case of two parties over two issues."""
    options = (Option(id="p", name="p"), Option(id="q", name="q"))
    scores = {
        party: Scores(
            party=party,
            scores={
                "x": {"p": Number.fixed(0), "q": Number.fixed(1)},
                "y": {"p": Number.fixed(1), "q": Number.fixed(0)},
            },
            weights={"x": Number.fixed(0.5), "y": Number.fixed(0.5)},
            standing=Standing(value=Number.fixed(0.5)),
        )
        for party in "AB"
    }
    parts: dict[str, object] = {
        "id": "deal",
        "title": "deal",
        "parties": (Party(id="A", name="A"), Party(id="B", name="B")),
        "issues": (
            Issue(id="x", name="x", options=options),
            Issue(id="y", name="y", options=options),
        ),
        "preferences": scores,
    }
    return Case(**(parts | changes))  # type: ignore[arg-type]


def test_a_plain_case_loses_nothing() -> None:
    """In all four formats; so each sentence below stands for one thing that is added."""
    for name in FOREIGN:
        assert written(small(), name).lost == ()


def scores(like: str, **changes: object) -> Scores:
    """Return the preferences of the small case with some parts changed."""
    preference = small().preferences[like]
    assert isinstance(preference, Scores)
    parts = {
        "party": like,
        "scores": preference.scores,
        "weights": preference.weights,
        "standing": preference.standing,
    }
    return Scores(**(parts | changes))  # type: ignore[arg-type]


P, Q = Option(id="p", name="p"), Option(id="q", name="q")
X, Y = Issue(id="x", name="x", options=(P, Q)), Issue(id="y", name="y", options=(P, Q))
THREE = tuple(Party(id=name, name=name.upper()) for name in ("A", "B", "m"))
FIRST = Statement(text="x = p", formula=parse_statement("x = p", {"x": X}))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {
                "preferences": {
                    "A": scores("A", standing=Standing(value=Number.uniform(0, 1))),
                    "B": scores("B"),
                }
            },
            "1 numbers have ranges",
        ),
        (
            {
                "preferences": {
                    "A": scores(
                        "A", standing=Standing(value=Number.fixed(0.5, Provenance(date="2020")))
                    ),
                    "B": scores("B"),
                }
            },
            "where 1 numbers come from is left out",
        ),
        (
            {"deal_rules": (Rule(when=Pattern(allowed={"x": ("p",)}), then=None),)},
            "0 rules and 1 deal rules are left out, so the packages that they forbid are open",
        ),
        ({"option_sets": {"s": OptionSet(id="s", fix={"x": ("p",)})}}, "option sets 's'"),
        ({"acceptance": Acceptance(at_least=1)}, "that 1 parties are enough"),
        ({"parties": THREE}, "parties without preferences, 'm'"),
        (
            {"packages": {"o": NamedPackage(id="o", name="o", options={"x": "p", "y": "q"})}},
            "left out: 1 named packages",
        ),
        ({"events": (Event(date="2020", what="e"),)}, "left out: 1 events"),
        ({"sources": {"s": Source(id="s")}}, "left out: 1 sources"),
        ({"notes": ("n",)}, "left out: 1 notes"),
        (
            {"states": StateRules(one_way=(OneWay(issue="x", order=("p", "q")),))},
            "left out: 1 rules about states",
        ),
        ({"exchange": ExchangeTerms()}, "left out: 1 parts about an exchange"),
        ({"verification": Inspection()}, "left out: 1 parts about inspections"),
        (
            {"ratifiers": {"A": (Ratifier(id="r", name="r", needs=1, votes={"B": 1}),)}},
            "left out: 1 ratifiers",
        ),
        ({"coalitions": CoalitionValues(values={("A",): 1.0})}, "left out: 1 coalitions"),
        (
            {"parties": THREE, "orders": {"m": Priorities(party="m", statements=(FIRST,))}},
            "the parties with an order of states, 'm', are left out",
        ),
        (
            {"parties": THREE, "constituents": {"m": scores("A", party="m")}},
            "the parties with votes at home, 'm', are left out",
        ),
        ({"no_deal": {"x": "p", "y": "p"}}, "which options hold without a deal"),
        (
            {"issues": (Issue(id="x", name="x", options=(P, Q), now="p"), Y)},
            "which option is in force now: left out for 'x'",
        ),
        (
            {"issues": (Issue(id="x", name="x", options=(P, Q), by=("A",)), Y)},
            "who carries it out: left out for 'x'",
        ),
        (
            {"issues": (Issue(id="x", name="x", options=(P, Q), term=True), Y)},
            "that it is a term of the deal: left out for 'x'",
        ),
        ({"issues": (Issue(id="x", name="Wage", options=(P, Q)), Y)}, "names besides the ids"),
        (
            {
                "issues": (
                    X,
                    Issue(id="y", name="y", options=(P, Option(id="q", name="q", origin="us"))),
                )
            },
            "who brought its options up: left out for 'y'",
        ),
        (
            {"parties": (Party(id="A", name="A", aliases=("a",)), Party(id="B", name="B"))},
            "aliases and roles",
        ),
    ],
)
def test_every_loss_is_named(changes: dict[str, object], sentence: str) -> None:
    """One sentence for one thing that is added to a plain case."""
    for name in FOREIGN:
        lost = written(small(**changes), name).lost
        assert len(lost) == 1
        assert sentence in lost[0]


def test_a_derived_reservation_value_is_written_as_its_number() -> None:
    """No deal is worth 0.5 by the scores, and 0.1 more by the premium."""
    preferences = {
        party: scores(party, standing=Standing(premium=Number.fixed(0.1))) for party in "AB"
    }
    case = small(no_deal={"x": "p", "y": "p"}, preferences=preferences)
    for name in ("genius", "negmas", "negolog"):
        writing, reading = again(case, name)
        assert [float(u.reservation[0]) for u in utilities(reading.case)] == pytest.approx(
            [0.6] * 2
        )
        assert len(writing.lost) == 1
        assert "that they follow from the no-deal package is left out" in writing.lost[0]


def test_what_would_change_utilities_is_refused() -> None:
    """Joint scores, tables over several issues, caps outside Genius, other numbers of parties."""
    joint = Joint(
        id="j", issues=("x", "y"), scores={("p", "p"): Number.fixed(1)}, weight=Number.fixed(1)
    )
    rows: dict[tuple[str, ...], Number] = {(a, b): Number.fixed(1) for a in "pq" for b in "pq"}
    kinds = {
        "together": scores("A", joint=(joint,)),
        "scores 'x', 'y' together": Table(
            party="A",
            issues=("x", "y"),
            utilities=rows,
            standing=Standing(value=Number.fixed(0)),
        ),
    }
    for words, preference_of_a in kinds.items():
        case = small(preferences={"A": preference_of_a, "B": scores("B")})
        for name in FOREIGN:
            with pytest.raises(QuestionError, match=words):
                written(case, name)
    capped = small(preferences={"A": scores("A", cap=0.75), "B": scores("B")})
    for name in ("geniusweb", "negmas", "negolog"):
        with pytest.raises(QuestionError, match=r"cut off at 0.75, which only Genius"):
            written(capped, name)
    alone = small(preferences={"A": scores("A")})
    with pytest.raises(QuestionError, match=r"NegoLog holds two parties .* has 1"):
        written(alone, "negolog")
    with pytest.raises(QuestionError, match="no party of case 'deal' has any"):
        written(small(preferences={}), "genius")
    ranked = small(preferences={}, orders={"A": Priorities(party="A", statements=(FIRST,))})
    for name in FOREIGN:
        with pytest.raises(QuestionError, match="party 'A' puts states in order instead of"):
            written(ranked, name)


def test_a_cap_is_mapped_to_1_in_genius() -> None:
    """Utilities 0, 0.5, 0.75 (cut from 1) become 0, 2/3, 1, and the reservation 0.5 becomes 2/3."""
    capped = small(preferences={"A": scores("A", cap=0.75), "B": scores("B")})
    writing, reading = again(capped, "genius")
    assert table(reading.case)[:, 0] == pytest.approx([2 / 3, 0, 1, 2 / 3, 2 / 3])
    assert any("utilities run from 0 to 0.75" in line for line in writing.lost)


def test_a_table_over_one_issue_is_additive() -> None:
    """It is written like scores."""
    one = Table(
        party="A",
        issues=("x",),
        utilities={("p",): Number.fixed(0.25), ("q",): Number.fixed(0.75)},
        standing=Standing(value=Number.fixed(0)),
    )
    case = small(preferences={"A": one, "B": scores("B")})
    for name in ("genius", "negmas", "negolog"):
        assert table(again(case, name)[1].case)[:, 0] == pytest.approx([0.25, 0.25, 0.75, 0.75, 0])


def test_three_parties_and_odd_names() -> None:
    """Files get names that every system takes; what changes is named; who takes part is asked."""
    parties = tuple(Party(id=name, name=name) for name in ("us/them", "us them", "Us_them"))
    preferences = {party.id: scores("A", party=party.id) for party in parties}
    case = small(parties=parties, preferences=preferences, id="a:b")
    for name in ("genius", "geniusweb"):
        writing = written(case, name)
        assert len(writing.files) == 4
        assert all(
            file.replace("_", "").replace(".", "").replace("-", "").isalnum()
            for file in writing.files
        )
        assert any("read it back as FOLDER::" in line for line in writing.lost)
        assert sum("becomes its id" in line or "another id" in line for line in writing.lost) >= 3
    writing, reading = again(case, "negmas")
    assert len(reading.case.parties) == 3


def test_names_that_xml_cannot_hold_are_refused() -> None:
    """A control character has no place in XML, but in JSON and YAML."""
    odd = Issue(id="x", name="x", options=(P, Option(id="\x01", name="\x01")))
    column = {"p": Number.fixed(0), "\x01": Number.fixed(1)}
    preferences = {
        party: scores(party, scores={"x": column, "y": scores(party).scores["y"]}) for party in "AB"
    }
    case = small(issues=(odd, Y), preferences=preferences)
    with pytest.raises(QuestionError, match="XML cannot hold the control character"):
        written(case, "genius")
    for name in ("geniusweb", "negmas", "negolog"):
        assert again(case, name)[1].case.issues[0].options[1].id == "\x01"


@settings(max_examples=60)
@given(case=cases(), share=st.floats(0, 1))
def test_the_reservation_bid_is_the_least_that_reaches_the_value(case: Case, share: float) -> None:
    """Meeting in the middle finds what looking at every package finds."""
    from zopa.formats._additive import additive

    party = additive(case, "x")[0]
    worth = table(case)[:-1, 0] - party.constant
    wanted = float(worth.min() + share * (worth.max() - worth.min()))
    places, found = _least(party, wanted)
    reaching = worth[worth >= wanted - 1e-12]
    assert found == pytest.approx(reaching.min(), abs=1e-12)
    own = sum(c.values[place] for c, place in zip(party.columns, places, strict=True))
    assert own == pytest.approx(found, abs=1e-12)
