"""Graph models with published answers, from small copies of their facts and from the data files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from ruamel.yaml import YAML

from zopa.analysis.stability import Conflict, GridMoves
from zopa.analysis.stability.judge import equilibria, judge

DILEMMA = {"NASH": ["DD"], "GMR": ["CC", "DD"], "SMR": ["CC", "DD"], "SEQ": ["CC", "DD"]} | {
    "SSEQ": ["CC", "DD"],
    "L1": ["DD"],
    "L2": ["CC", "DD"],
    "L3": ["CC", "DD"],
    "NM": ["CC", "DD"],
}
CHICKEN = {"NASH": ["SD", "DS"], "SEQ": ["SD", "DS"], "GMR": ["SS", "SD", "DS"]} | {
    "SMR": ["SS", "SD", "DS"],
    "L1": ["SD", "DS"],
    "NM": ["SS"],
}
ELMIRA = {"NASH": ["s5", "s8", "s9"], "SEQ": ["s5", "s8", "s9"]} | {
    "GMR": ["s1", "s4", "s5", "s8", "s9"],
    "SMR": ["s1", "s4", "s5", "s8", "s9"],
}
NAMES = {"L1": "nash", "NM": "non-myopic"}


def square(first: Sequence[str], second: Sequence[str], a: str, b: str) -> Conflict:
    """Return a 2 x 2 game: each of two parties switches between ``a`` and ``b``."""
    one = [(a + x, b + x) for x in (a, b)]
    two = [(x + a, x + b) for x in (a, b)]
    return Conflict.of_arcs(
        [a + a, a + b, b + a, b + b],
        {"first": one + [arc[::-1] for arc in one], "second": two + [arc[::-1] for arc in two]},
        {"first": first, "second": second},
    )


def elmira() -> tuple[list[str], Conflict]:
    """Return the groundwater dispute of Elmira, Ontario, as nine states with arcs."""
    states = [f"s{k}" for k in range(1, 10)]
    insists = [(f"s{k}", f"s{k + 4}") for k in range(1, 5)]
    moves = {
        "MoE": [("s1", "s2"), ("s3", "s4"), ("s5", "s6"), ("s7", "s8")],
        "Uniroyal": [("s1", "s3"), ("s2", "s4"), ("s5", "s7"), ("s6", "s8")]
        + [(f"s{k}", "s9") for k in range(1, 9)],
        "Local Government": insists + [(b, a) for a, b in insists],
    }
    rankings = {
        "MoE": ["s7", "s3", "s4", "s8", "s5", "s1", "s2", "s6", "s9"],
        "Uniroyal": ["s1", "s4", "s8", "s5", "s9", "s3", "s7", "s2", "s6"],
        "Local Government": ["s7", "s3", "s5", "s1", "s8", "s6", "s4", "s2", "s9"],
    }
    return states, Conflict.of_arcs(states, moves, rankings)


def answers(
    conflict: Conflict, states: Sequence[str], expected: Mapping[str, object]
) -> dict[str, list[str]]:
    """Return the equilibria by name, under the definitions that the expectation speaks of."""
    names = {key: NAMES.get(key, key.lower()) for key in expected}
    found = equilibria(judge(conflict, list(names.values())))
    return {key: [states[s] for s in found[name]] for key, name in names.items()}


def same(found: Mapping[str, Sequence[str]], expected: Mapping[str, Sequence[str]]) -> bool:
    return {k: sorted(v) for k, v in found.items()} == {k: sorted(v) for k, v in expected.items()}


def test_prisoners_dilemma_of_fang_hipel_kilgour_1993_and_kilgour_1984() -> None:
    """Both defecting is the Nash equilibrium; foresight also keeps both cooperating."""
    game = square(["DC", "CC", "DD", "CD"], ["CD", "CC", "DD", "DC"], "C", "D")
    assert same(answers(game, ["CC", "CD", "DC", "DD"], DILEMMA), DILEMMA)


def test_chicken_of_fang_hipel_kilgour_1993_and_brams_wittman_1981() -> None:
    """One swerving is the Nash equilibrium; the compromise is the only non-myopic one."""
    game = square(["DS", "SS", "SD", "DD"], ["SD", "SS", "DS", "DD"], "S", "D")
    assert same(answers(game, ["SS", "SD", "DS", "DD"], CHICKEN), CHICKEN)


def test_elmira_of_hipel_fang_kilgour_haight_1993() -> None:
    """s5, s8 and s9 are the strong equilibria of the published tables."""
    states, conflict = elmira()
    assert same(answers(conflict, states, ELMIRA), ELMIRA)


def test_elmira_comes_out_the_same_in_option_form_with_twelve_states() -> None:
    """Without merging, the four ways of having abandoned the plant are worth the same to all.

    Options: modify (forwards only), delay (backwards only: written as "no delay", forwards),
    accept, abandon (forwards only), insist.
    """
    states, merged = elmira()
    vectors = {
        "s1": "00000",
        "s2": "10000",
        "s3": "01100",
        "s4": "11100",
        "s5": "00001",
        "s6": "10001",
        "s7": "01101",
        "s8": "11101",
    } | {f"s9{m}{i}": f"{m}101{i}" for m in "01" for i in "01"}
    # no delay, no acceptance while the plant is abandoned
    cells = {name: int("".join(vector), 2) for name, vector in vectors.items()}
    order = sorted(cells, key=lambda name: cells[name])
    ranks = merged.ranks[:, [states.index(name[:2]) for name in order]]
    conflict = Conflict(
        parties=merged.parties,
        ranks=ranks,
        moves=GridMoves(
            shape=(2,) * 5,
            owner=(0, 1, 1, 1, 2),
            one_way=(True, True, False, True, False),
            cells=np.array([cells[name] for name in order]),
        ),
    )
    found = answers(conflict, [name[:2] for name in order], ELMIRA)
    assert same({key: sorted(set(names)) for key, names in found.items()}, ELMIRA)


@pytest.mark.parametrize(
    ("file", "inline"),
    [("prisoners_dilemma", DILEMMA), ("chicken", CHICKEN), ("elmira", ELMIRA)],
)
def test_the_data_file_says_the_same(
    shared: Path, file: str, inline: Mapping[str, Sequence[str]]
) -> None:
    """Moves, rankings and equilibria as the file has them."""
    content: dict[str, Any] = YAML(typ="safe").load(shared / "cases" / f"{file}.yaml")
    parties = content["decision_makers"]
    conflict = Conflict.of_arcs(
        content["states"],
        {party["name"]: [tuple(arc) for arc in party["moves"]] for party in parties},
        {party["name"]: party["ranking"] for party in parties},
    )
    expected = content["expected"]["equilibria"]
    assert same(answers(conflict, content["states"], expected), expected)
    assert same({key: inline[key] for key in expected}, expected)
