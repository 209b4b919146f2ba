"""The groundwater dispute of Elmira: one conflict in three forms, and its published answers.

Hipel, Fang, Kilgour, Haight (1993); Kilgour, Hipel, Fang, Peng (2001), Coalition analysis in group
decision support, Group Decision and Negotiation 10, 159-175; Xu, Hipel, Kilgour (2009), Matrix
representation of solution concepts in multiple-decision-maker graph models, IEEE Transactions on
Systems, Man, and Cybernetics A 39(1), 96-108.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from zopa import formats
from zopa.analysis.stability import Conflict
from zopa.analysis.stability.groups import Coalitions
from zopa.analysis.stability.judge import equilibria, judge
from zopa.analysis.stability.routes import joint_ways, ways
from zopa.analysis.stability.states import states_of
from zopa.jobs.convert import convert

STATES = tuple(f"s{number}" for number in range(1, 10))
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "elmira"
RANKINGS = {
    "MoE": "s7 s3 s4 s8 s5 s1 s2 s6 s9",
    "Uniroyal": "s1 s4 s8 s5 s9 s3 s7 s2 s6",
    "Local Government": "s7 s3 s5 s1 s8 s6 s4 s2 s9",
}
STRONG = {"s5", "s8", "s9"}
EQUILIBRIA = {
    "nash": STRONG,
    "seq": STRONG,
    "gmr": STRONG | {"s1", "s4"},
    "smr": STRONG | {"s1", "s4"},
}
MOE, UNIROYAL, LOCAL = range(3)


@dataclass(frozen=True, kw_only=True)
class Form:
    """The conflict in some form; a state of the papers may be several states of it."""

    conflict: Conflict
    name: tuple[str, ...]
    """The state of the papers that each state is."""

    def states(self, name: str) -> list[int]:
        """Return the states that are one state of the papers."""
        return [state for state, called in enumerate(self.name) if called == name]

    def named(self, states: Sequence[int]) -> set[str]:
        """Return states by their names in the papers."""
        return {self.name[state] for state in states}


def drawn() -> Form:
    """Return the graph of the papers."""
    insists = [(f"s{k}", f"s{k + 4}") for k in range(1, 5)]
    moves = {
        "MoE": [(f"s{k}", f"s{k + 1}") for k in (1, 3, 5, 7)],
        "Uniroyal": [(f"s{k}", f"s{k + 2}") for k in (1, 2, 5, 6)]
        + [(f"s{k}", "s9") for k in range(1, 9)],
        "Local Government": insists + [(b, a) for a, b in insists],
    }
    rankings = {party: order.split() for party, order in RANKINGS.items()}
    return Form(conflict=Conflict.of_arcs(STATES, moves, rankings), name=STATES)


def options(folder: Path) -> Form:
    """Return the example: options with patterns, one-way options, statements, a merged state."""
    del folder
    posed = states_of(formats.read(EXAMPLE).case)
    called = {place: name for name, place in posed.space.names.items()}
    return Form(conflict=posed.conflict, name=tuple(called[at] for at in range(posed.space.count)))


def converted(folder: Path) -> Form:
    """Return what zopa writes of the example as .gmcr, read again."""
    (path,) = convert(EXAMPLE, folder / "elmira.gmcr").paths
    posed = states_of(formats.read(path).case)
    names = formats.read(EXAMPLE).case.states.named
    vectors = {tuple(package.values()): name for name, package in names.items()}
    called = []
    for state in range(posed.space.count):
        modify, delay, accept, abandon, insist = posed.space.package(state).values()
        vector = (modify, delay, accept, abandon, insist)
        called.append("s9" if abandon == "yes" else vectors[vector])
    return Form(conflict=posed.conflict, name=tuple(called))


FORMS: dict[str, Callable[[Path], Form]] = {
    "graph": lambda _: drawn(),
    "options": options,
    "gmcr": converted,
}


@pytest.fixture(params=list(FORMS))
def form(request: pytest.FixtureRequest, tmp_path: Path) -> Form:
    """Return the conflict in one of its forms."""
    return FORMS[request.param](tmp_path)


def test_the_forms_have_the_states_of_the_papers(form: Form) -> None:
    """Nine; in .gmcr, which merges nothing, the last one stands there four times."""
    assert set(form.name) == set(STATES)
    assert all(len(form.states(name)) == 1 for name in STATES[:-1])
    assert len(form.states("s9")) in (1, 4)


def test_rankings_are_those_of_the_papers(form: Form) -> None:
    """Also where they follow from statements; members of the merged state are tied."""
    for ranks, order in zip(form.conflict.ranks, RANKINGS.values(), strict=True):
        tiers = [form.named(np.flatnonzero(ranks == rank).tolist()) for rank in np.unique(ranks)]
        assert tiers == [{name} for name in reversed(order.split())]


def test_equilibria_are_those_of_the_papers(form: Form) -> None:
    """s5, s8 and s9 hold under all four definitions, s1 and s4 under GMR and SMR only."""
    found = equilibria(judge(form.conflict, list(EQUILIBRIA)))
    for name, wanted in EQUILIBRIA.items():
        assert form.named(found[name].tolist()) == wanted
        assert sorted(found[name].tolist()) == sorted(
            s for each in wanted for s in form.states(each)
        )


def test_ministry_and_company_together_leave_s5_for_s8(form: Form) -> None:
    """Nobody can deter them; from s8 they have nowhere better to go (Kilgour et al. 2001)."""
    found = Coalitions(form.conflict)
    (s5,), (s8,) = form.states("s5"), form.states("s8")
    pair = (MOE, UNIROYAL)
    assert form.named(found.improvements(pair, s5).tolist()) == {"s8"}
    assert not any(found.stable(pair, s5, concept) for concept in ("nash", "gmr", "smr", "seq"))
    assert not len(found.improvements(pair, s8))
    assert found.stable(pair, s8, "nash")
    assert not found.everybody_stays(s5, "gmr")
    assert found.everybody_stays(s8, "nash")


def test_gains_lead_from_s1_to_s5_and_not_to_s8(form: Form) -> None:
    """The data ask whether 4 (or 6) moves suffice; one does for s5, and none ever for s8.

    By hand: in s1 only the local government gains, by insisting (s5); in s5 nobody gains.  So the
    numbers are bounds on the length of a way, not its length.  By any moves s8 is three away.
    """
    conflict = form.conflict
    (s1,), (s5,), (s8,) = (form.states(name) for name in ("s1", "s5", "s8"))
    gains = ways(conflict, s1, [s5, s8], improving=True, depth=6)
    assert [(step.members, step.target) for step in gains[s5]] == [((LOCAL,), s5)]
    assert s8 not in gains
    assert len(ways(conflict, s1, [s8])[s8]) == 3
    joint = joint_ways(conflict, s1, [s8])[s8]
    assert [(step.members, form.name[step.target]) for step in joint] == [
        ((LOCAL,), "s5"),
        ((MOE, UNIROYAL), "s8"),
    ]


def test_the_data_file_says_the_same(shared: Path, form: Form) -> None:
    """Every expectation of the measuring data."""
    data: Mapping[str, Any] = YAML(typ="safe").load(
        (shared / "cases" / "elmira.yaml").read_text(encoding="utf-8")
    )
    expected = data["expected"]
    found = equilibria(judge(form.conflict, [name.lower() for name in expected["equilibria"]]))
    for name, wanted in expected["equilibria"].items():
        assert form.named(found[name.lower()].tolist()) == set(wanted)
    places = {maker["name"]: at for at, maker in enumerate(data["decision_makers"])}
    assert [maker["ranking"] for maker in data["decision_makers"]] == [
        order.split() for order in RANKINGS.values()
    ]
    coalitions = Coalitions(form.conflict)
    for each in expected["coalitions"]:
        group = tuple(places[name] for name in each["members"])
        (state,) = form.states(each["state"])
        stable = coalitions.stable(group, state, each["concept"][1:].lower())
        assert stable == each["stable"]
        better = form.named(coalitions.improvements(group, state).tolist())
        assert better == set(each.get("improvements", better))
    for each in expected["evolution"]:
        (start,), (end,) = form.states(each["from"]), form.states(each["to"])
        way = ways(
            form.conflict, start, [end], improving=each["improvements_only"], depth=each["depth"]
        )
        assert (end in way) == each["reachable"]
