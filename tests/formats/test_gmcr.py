""".gmcr graph models: what they mean, what zopa writes of a case, and what is refused."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from conflicts import random_case, yes_no
from zopa import formats
from zopa.analysis.stability import CORE, moves_of
from zopa.analysis.stability.judge import equilibria, judge
from zopa.analysis.stability.states import CaseConflict, states_of
from zopa.errors import FormatError, QuestionError, ZopaError
from zopa.formats import FORMATS, gmcr
from zopa.jobs.convert import convert
from zopa.model import (
    Case,
    Forbidden,
    Issue,
    Number,
    OneWay,
    Option,
    Party,
    Pattern,
    Priorities,
    Ranking,
    Rule,
    Scores,
    Standing,
    StateRules,
)

Make = Callable[..., Path]
N = Number.fixed

# Two states are impossible: tests (option 2) with relief (option 0); nothing at all.
MODEL: dict[str, Any] = {
    "options": [
        {"name": "Lift sanctions", "permittedDirection": "both"},
        {"name": "Close the site", "permittedDirection": "fwd"},
        {"name": "Test", "permittedDirection": "back"},
    ],
    "decisionMakers": [
        {"name": "North", "options": [1, 2], "preferences": [[[0, "Y"]], [[2, "Y"], [1, "N"]]]},
        {
            "name": "South",
            "options": [0],
            "preferences": [
                {"compound": True, "members": [[[1, "Y"]], [[0, "N"], [2, "N"]]]},
                {"members": [[[0, "N"]]], "compound": True},
            ],
        },
    ],
    "infeasibles": [[[0, "Y"], [2, "Y"]], [[0, "N"], [1, "N"], [2, "N"]]],
    "useManualPreferenceRanking": False,
    "coalitions": [0, 1],
}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes a model with some parts changed."""

    def write(name: str = "talks.gmcr", **parts: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(MODEL | parts), encoding="utf-8")
        return path

    return write


def maker(place: int, **parts: Any) -> list[dict[str, Any]]:
    """Return the decision makers with parts of one of them changed."""
    return [m | parts if at == place else m for at, m in enumerate(MODEL["decisionMakers"])]


def test_options_are_issues_of_their_owners(make: Make) -> None:
    """In the order of the decision makers; one-way options, patterns and statements come along."""
    reading = formats.read(make())
    case = reading.case
    assert reading.repairs == ()
    assert (case.id, case.title) == ("talks", "talks")
    assert [(p.id, p.name) for p in case.parties] == [("north", "North"), ("south", "South")]
    assert [(i.id, i.name, i.by) for i in case.issues] == [
        ("close_the_site", "Close the site", ("north",)),
        ("test", "Test", ("north",)),
        ("lift_sanctions", "Lift sanctions", ("south",)),
    ]
    assert {way.issue: way.order for way in case.states.one_way} == {
        "close_the_site": ("no", "yes"),
        "test": ("yes", "no"),
    }
    assert [rule.text() for rule in case.rules] == [
        "never lift_sanctions = yes and test = yes",
        "never lift_sanctions = no and close_the_site = no and test = no",
    ]
    texts = {
        party: [s.text for s in order.statements]
        for party, order in case.orders.items()
        if isinstance(order, Priorities)
    }
    assert texts == {
        "north": ["lift_sanctions = yes", "test = yes and close_the_site = no"],
        "south": [
            "close_the_site = yes or lift_sanctions = no and test = no",
            "lift_sanctions = no",
        ],
    }


def test_states_are_numbered_without_the_impossible_ones(make: Make) -> None:
    """Worked by hand: digits are close, test, lift; codes 0, 6 and 7 cannot be.

    So 1 is close (code 1), 2 is test (2), 3 both (3), 4 lift (4), 5 lift and close (5).
    """
    ranking = [5, [1, 4], 3, 2]
    path = make(decisionMakers=maker(0, preferenceRanking=ranking), useManualPreferenceRanking=True)
    reading = formats.read(path)
    posed = states_of(reading.case)
    taken = [
        "".join(name[0] for name, option in posed.space.package(state).items() if option == "yes")
        for state in range(posed.space.count)
    ]
    worth = dict(zip(taken, posed.conflict.ranks[0].tolist(), strict=True))
    assert worth == {"cl": 3, "c": 2, "l": 2, "ct": 1, "t": 0}
    assert reading.repairs == ("South: there is no ranking by hand, so its statements are read",)
    assert isinstance(reading.case.orders["south"], Priorities)


def test_old_files_and_json_files_are_read_too(make: Make) -> None:
    """Older names of the ranking and its flag; any .json with decision makers and options."""
    old = maker(0, preferenceVector=[1, 2, 3, 4, 5])
    path = make("old.json", decisionMakers=old, useManualPreferenceVectors=True)
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw["useManualPreferenceRanking"]
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert isinstance(formats.read(path).case.orders["north"], Ranking)
    assert not gmcr.recognises(path.parent, b"")
    assert not gmcr.recognises(Path("x.json"), b'{"options": []}')
    assert not gmcr.recognises(Path("x.yaml"), b'"decisionMakers" "options"')


def test_what_is_not_used_is_said(make: Make) -> None:
    """Coalitions, misperceptions, payoffs, options of nobody, parties without preferences."""
    path = make(
        decisionMakers=[
            {"name": "North", "options": [1], "preferences": [], "misperceptions": [[[0, "Y"]]]},
            {"options": [0], "preferences": [[[0, "Y"]]], "payoffs": [1, 2]},
        ],
        coalitions=[[0, 1]],
    )
    reading = formats.read(path)
    assert reading.repairs == (
        "the option 'Test' belongs to no decision maker, so nobody moves it",
        "North: no preferences are stated; add some to ask what is stable",
        "the coalitions are left out; zopa looks at all groups of parties",
        "the misperceptions of North are left out",
        "the payoffs of decision maker 2 are left out",
    )
    assert [i.id for i in reading.case.issues] == ["close_the_site", "lift_sanctions", "test"]
    assert [p.id for p in reading.case.parties] == ["north", "decision_maker_2"]
    with pytest.raises(QuestionError, match="issue 'test' does not say who moves it"):
        states_of(reading.case)


def test_names_that_are_alike_get_ids_of_their_own(make: Make) -> None:
    """Also names of digits, and names without letters."""
    options = [{"name": name} for name in ("Attack", "attack", "2 steps")]
    case = formats.read(make(options=options, infeasibles=[])).case
    assert [(i.id, i.name) for i in case.issues] == [
        ("attack", "attack"),
        ("option_2_steps", "2 steps"),
        ("attack_2", "Attack"),
    ]
    nameless = [{"name": "?"}, {"name": " "}, {}]
    case = formats.read(make("b.gmcr", options=nameless, infeasibles=[])).case
    assert [i.id for i in case.issues] == ["option_2", "option_3", "option"]


def test_lists_of_nothing_are_empty(make: Make) -> None:
    """Programs write null for a list without members."""
    path = make(
        infeasibles=None,
        useManualPreferenceRanking=None,
        decisionMakers=[
            {"name": "North", "options": [0, 1, 2], "preferences": [[[0, "Y"]]]},
            {"name": "South", "options": None, "preferences": None, "preferenceRanking": None},
        ],
    )
    reading = formats.read(path)
    assert reading.case.rules == ()
    assert [*reading.case.orders] == ["north"]
    assert reading.repairs == ("South: no preferences are stated; add some to ask what is stable",)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no options": ({"options": []}, "'options' is empty; name at least one"),
    "options no list": ({"options": {}}, "options: expected a list, got an object"),
    "option no object": ({"options": ["x"]}, "option 1: expected names with values, got a text"),
    "direction": (
        {"options": [{"name": "x", "permittedDirection": "up"}]},
        "option 1 moves 'up'; write both, fwd or back",
    ),
    "many options": ({"options": [{"name": "x"}] * 61}, "has 61 options, and at most 60 are read"),
    "many makers": (
        {"decisionMakers": [{"name": "x"}] * 41},
        "has 41 decision makers, and at most 40 are read",
    ),
    "unknown option": (
        {"decisionMakers": maker(0, options=[1, 7])},
        "options of 'North': expected the number of an option, 0 to 2, got 7",
    ),
    "option not a number": (
        {"decisionMakers": maker(0, options=[None])},
        "expected the number of an option, 0 to 2, got nothing",
    ),
    "two owners": (
        {"decisionMakers": maker(1, options=[1])},
        "options of 'South': option 1 belongs to 'North' already; an option has one owner",
    ),
    "statement": (
        {"decisionMakers": maker(0, preferences=[[[0, "maybe"]]])},
        'preferences of \'North\', statement 1: expected pairs of an option and "Y" or "N"',
    ),
    "empty statement": (
        {"decisionMakers": maker(0, preferences=[[]])},
        "preferences of 'North', statement 1: a condition names no option",
    ),
    "statement about an unknown option": (
        {"decisionMakers": maker(0, preferences=[[[0, "Y"]], [[3, "Y"]]])},
        "preferences of 'North', statement 2: expected the number of an option, 0 to 2, got 3",
    ),
    "statement of nothing": (
        {"decisionMakers": maker(0, preferences=[{"compound": True, "members": []}])},
        "preferences of 'North', statement 1: a condition names no option",
    ),
    "by hand as a text": (
        {"useManualPreferenceRanking": "false"},
        "useManualPreferenceRanking: expected true or false, got 'false'; write true where",
    ),
    "by hand as a number, by its older name": (
        {"useManualPreferenceRanking": None, "useManualPreferenceVectors": 1},
        "useManualPreferenceVectors: expected true or false, got 1; write true where",
    ),
    "pattern": ({"infeasibles": [[[9, "Y"]]]}, "infeasible 1: expected the number of an option"),
    "ranking omits": (
        {"decisionMakers": maker(0, preferenceRanking=[1, 2]), "useManualPreferenceRanking": True},
        "the ranking of 'North' leaves out state 3 and 2 more; it must name all 5 states",
    ),
    "ranking names twice": (
        {
            "decisionMakers": maker(0, preferenceRanking=[1, [2, 1]]),
            "useManualPreferenceRanking": True,
        },
        "the ranking of 'North' names state 1 twice; keep one",
    ),
    "ranking names no state": (
        {"decisionMakers": maker(0, preferenceRanking=[6]), "useManualPreferenceRanking": True},
        "the ranking of 'North' names state 6, but states are numbered 1 to 5; mend the number",
    ),
    "ranking of objects": (
        {"decisionMakers": maker(0, preferenceRanking=[{}]), "useManualPreferenceRanking": True},
        "the ranking of 'North' names state an object",
    ),
    "ranking of many options": (
        {
            "options": [{"name": "x"}] * 21,
            "decisionMakers": maker(0, preferenceRanking=[1]),
            "useManualPreferenceRanking": True,
        },
        "states of 21 options are ranked by number, and at most 20",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_right_is_refused_in_one_line(make: Make, name: str) -> None:
    """With the file, the place and what would help."""
    parts, wanted = BAD[name]
    path = make(**parts)
    with pytest.raises(FormatError) as caught:
        formats.read(path)
    assert wanted in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert "\n" not in str(caught.value)


def test_missing_parts_and_deep_conditions_are_refused(tmp_path: Path, make: Make) -> None:
    """A file of something else, and conditions inside conditions inside conditions."""
    empty = tmp_path / "empty.gmcr"
    empty.write_text("{}")
    with pytest.raises(FormatError, match="there is no 'options'; a"):
        formats.read(empty)
    deep: Any = [[0, "Y"]]
    for _ in range(12):
        deep = {"compound": True, "members": [deep]}
    with pytest.raises(FormatError, match="more than 10 conditions stand inside each other"):
        formats.read(make(infeasibles=[deep]))


def test_a_pattern_that_contradicts_itself_forbids_nothing(make: Make) -> None:
    """An option that is taken and not taken; and alternatives are patterns of their own."""
    both = [[0, "Y"], [0, "N"]]
    either = {"members": [[[0, "Y"]], [[1, "Y"]]]}
    case = formats.read(make(infeasibles=[both, either])).case
    assert [rule.text() for rule in case.rules] == [
        "never lift_sanctions = yes",
        "never close_the_site = yes",
    ]


@pytest.mark.parametrize("cut", range(0, 700, 23))
def test_truncated_files_never_give_a_traceback(make: Make, cut: int) -> None:
    """Cut anywhere: a case, or an error of zopa's own."""
    path = make()
    path.write_bytes(path.read_bytes()[:cut] or b" ")
    with contextlib.suppress(ZopaError):
        assert formats.read(path).case.issues


# --- writing


def round_trip(case: Case, folder: Path) -> tuple[CaseConflict, tuple[str, ...]]:
    """Return what zopa reads of what it writes, as a conflict, and what was lost."""
    assert gmcr.write(case).files
    (name, content), = gmcr.write(case).files.items()  # fmt: skip
    path = folder / name
    path.write_bytes(content)
    reading = formats.read(path)
    assert reading.repairs == ()
    return states_of(reading.case), gmcr.write(case).lost


@pytest.mark.parametrize("seed", range(30))
def test_what_is_written_is_the_same_conflict(seed: int, tmp_path: Path) -> None:
    """Issues of three options, one-way issues, rules, scores, rankings, statements.

    The states stand in another order, so they are told apart by what everybody thinks of them and
    can do from there: their ranks, their numbers of moves, and whether they are stable.
    """
    case = random_case(np.random.default_rng([seed, 11]), joint=False)
    names = [issue for issue in case.issues if not issue.term]
    now = {issue.id: str(issue.now) for issue in names}
    if not all(rule.holds(now) for rule in case.rules):
        return  # such a present state is lost, see below
    mine, (theirs, _) = states_of(case), round_trip(case, tmp_path)
    movers = [p.id for p in case.parties if any(i.by == (p.id,) for i in case.issues)]
    assert list(theirs.conflict.parties) == movers
    assert fingerprints(mine, movers) == fingerprints(theirs, movers)


def fingerprints(posed: CaseConflict, movers: list[str]) -> list[tuple[Any, ...]]:
    """Return what those who move think of each state and can do from there, sorted."""
    own = [posed.conflict.parties.index(party) for party in movers]
    flags = judge(posed.conflict)
    ranks = np.array([np.unique(r, return_inverse=True)[1] for r in posed.conflict.ranks[own]])
    found = []
    for state in range(posed.space.count):
        moves = tuple(
            tuple(sorted(map(tuple, ranks[:, moves_of(posed.conflict, party, state)].T.tolist())))
            for party in own
        )
        stays = tuple(tuple(flags[name][own, state].tolist()) for name in CORE)
        found.append((tuple(ranks[:, state].tolist()), moves, stays))
    return sorted(found)


def test_hanoi_comes_back_with_its_equilibria(tmp_path: Path, examples: Path) -> None:
    """Seven issues of three options become fourteen options; as many states, as many equilibria."""
    case = formats.read(examples / "hanoi-2019").case
    theirs, lost = round_trip(case, tmp_path)
    mine = states_of(case)
    assert theirs.space.count == mine.space.count
    counts = [
        {name: len(found) for name, found in equilibria(judge(p.conflict, CORE)).items()}
        for p in (mine, theirs)
    ]
    assert counts[0] == counts[1]
    assert "the parties 'rok' move nothing alone and are left out" in lost
    assert "the terms 'sequence' are part of no state and are left out" in lost


def flat(**parts: Any) -> Case:
    """Return two roommates with an issue each and one that both move."""
    rent = Issue(
        id="rent", name="Rent", by=("ann",), now="low",
        options=tuple(Option(id=o, name=o.capitalize()) for o in ("low", "mid", "high")),
    )  # fmt: skip
    whole = {
        "id": "flat",
        "title": "The flat",
        "parties": tuple(Party(id=p, name=p.capitalize()) for p in ("ann", "bob")),
        "issues": (rent, yes_no("pets", ["bob"])),
        "preferences": {
            p: Scores(
                party=p,
                scores={
                    "rent": {"low": N(a), "mid": N(1), "high": N(2 - a)},
                    "pets": {"no": N(0), "yes": N(b)},
                },
                standing=Standing(value=N(0)),
            )
            for p, a, b in (("ann", 0, -4), ("bob", 2, 4))
        },
    }
    return Case(**(whole | parts))


def test_options_are_named_after_what_is_chosen() -> None:
    """The present option is what the others are not; a one-way issue is taken step by step."""
    raw = json.loads(next(iter(gmcr.write(flat()).files.values())))
    assert [(o["name"], o["permittedDirection"]) for o in raw["options"]] == [
        ("Rent: Mid", "both"),
        ("Rent: High", "both"),
        ("PETS", "both"),
    ]
    assert raw["infeasibles"] == [[[0, "Y"], [1, "Y"]]]
    assert [maker["options"] for maker in raw["decisionMakers"]] == [[0, 1], [2]]
    # rent low, mid, high = 0, 1, 2 digits; pets the third: codes 0 1 2 4 5 6
    assert [maker["preferenceRanking"] for maker in raw["decisionMakers"]] == [
        [3, 2, 1, 6, 5, 4],
        [4, 5, 6, 1, 2, 3],
    ]
    once = StateRules(one_way=(OneWay(issue="rent", order=("high", "mid", "low")),))
    raw = json.loads(next(iter(gmcr.write(flat(states=once)).files.values())))
    assert [(o["name"], o["permittedDirection"]) for o in raw["options"][:2]] == [
        ("Rent: Mid or beyond", "fwd"),
        ("Rent: Low", "fwd"),
    ]
    assert raw["infeasibles"] == [[[0, "N"], [1, "Y"]]]


def test_a_rule_about_one_issue_twice_forbids_what_it_says() -> None:
    """If rent is low or mid it is mid: only low is forbidden; and a rule without a gap, nothing."""
    where = Pattern(allowed={"rent": ("low", "mid")})
    rule = Rule(when=where, then=Pattern(allowed={"rent": ("mid",)}))
    idle = Rule(when=where, then=Pattern(allowed={"pets": ("no", "yes")}))
    raw = json.loads(next(iter(gmcr.write(flat(rules=(rule, idle))).files.values())))
    assert raw["infeasibles"] == [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "N"]]]


def test_what_the_format_cannot_hold_is_said() -> None:
    """Forbidden moves, issues moved together, a present state against the rules."""
    garden = yes_no("garden", ["ann", "bob"])
    only = Issue(id="street", name="Street", options=(Option(id="it", name="It"),), by=("ann",))
    bar = Forbidden(
        by=None,
        origin=Pattern(allowed={"rent": ("high",)}),
        target=Pattern(allowed={"rent": ("low",)}),
    )
    never = Rule(when=Pattern(allowed={"rent": ("low",), "garden": ("no",)}), then=None)
    if_then = Rule(
        when=Pattern(allowed={"pets": ("yes",)}), then=Pattern(allowed={"garden": ("no",)})
    )
    prefs = {
        p: Scores(party=p, scores={**s.scores, "garden": {"no": N(0), "yes": N(1)}}, standing=s.standing)
        for p, s in flat().preferences.items() if isinstance(s, Scores)
    }  # fmt: skip
    case = flat(
        issues=(*flat().issues, garden, only), preferences=prefs, rules=(never, if_then),
        states=StateRules(forbidden=(bar,)),
    )  # fmt: skip
    writing = gmcr.write(case)
    raw = json.loads(writing.files["flat.gmcr"])
    assert [o["name"] for o in raw["options"]] == ["Rent: Mid", "Rent: High", "PETS"]
    assert raw["infeasibles"] == [[[0, "Y"], [1, "Y"]], [[0, "N"], [1, "N"]]]
    assert all(len(maker["preferenceRanking"]) == 4 for maker in raw["decisionMakers"])
    assert writing.lost == (
        "the issue 'garden' is moved by several parties together; it is left out and stays at 'no'",
        "the scores of 'ann', 'bob' are written as the ranking of states that they give",
        "1 forbidden moves are left out, so parties can make them",
        "the present state or no deal breaks a rule and is left out",
        "which options are in force now and without a deal is left out",
    )


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (
            {"issues": (flat().issues[0], yes_no("pets", []))},
            "issue 'pets' does not say who moves it; add 'by: ...'",
        ),
        (
            {"preferences": {"ann": flat().preferences["ann"]}},
            "party 'bob' moves issue 'pets' but has no preferences",
        ),
        (
            {"rules": (Rule(when=Pattern(allowed={"g": ("no",)}), then=None),),
             "issues": (*flat().issues, yes_no("g", ["ann", "bob"]))},
            "the rules of case 'flat' forbid all states in which its joint issues stay as now",
        ),
        (
            {"issues": (*flat().issues, Issue(id="g", name="G", by=("ann", "bob"), options=yes_no("g", []).options))},
            "issue 'g' is moved by several parties together, which a .gmcr file cannot hold",
        ),
        (
            {"issues": (*flat().issues, *(yes_no(f"x{n}", ["ann"]) for n in range(18)))},
            "holds 1 to 20 yes/no options, and case 'flat' needs 21",
        ),
        (
            {"issues": (flat().issues[0], yes_no("pets", ["bob"]), *(
                Issue(id=f"x{n}", name="X", by=("ann",), now="0", options=tuple(Option(id=str(o), name=str(o)) for o in range(3)))
                for n in range(8))),
             "rules": (Rule(when=Pattern(allowed={f"x{n}": ("0", "1", "2") for n in range(8)} | {"pets": ("no", "yes"), "rent": ("low", "mid")}), then=None),)},
            "need more than 10,000 patterns",
        ),
    ],
)  # fmt: skip
def test_cases_that_make_no_graph_model_are_refused(parts: dict[str, Any], wanted: str) -> None:
    """In one sentence each."""
    with pytest.raises(QuestionError) as caught:
        gmcr.write(flat(**parts))
    assert wanted in str(caught.value)


def test_the_ending_says_the_format(tmp_path: Path, examples: Path) -> None:
    """Zopa convert IN out.gmcr, and back into a case file."""
    (path,) = convert(examples / "chicken", tmp_path / "chicken.gmcr").paths
    (back,) = convert(path, tmp_path / "chicken.yaml").paths
    first, last = (states_of(formats.read(p).case) for p in (path, back))
    assert (first.conflict.ranks == last.conflict.ranks).all()
    assert FORMATS["gmcr"].title == "GMCR+ .gmcr"
