"""The ordinal examples have the states and the orders of the papers they come from.

Elmira: Hipel, Fang, Kilgour, Haight (1993); Kilgour, Hipel, Fang, Peng (2001); Xu, Hipel, Kilgour
(2009).  Prisoners' dilemma and chicken: Fang, Hipel, Kilgour (1993).
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from zopa.formats import read
from zopa.model import Case
from zopa.model.state_ranks import ranks
from zopa.model.state_space import state_space

ORDERS = {
    "elmira": {
        "moe": "s7 s3 s4 s8 s5 s1 s2 s6 s9",
        "uniroyal": "s1 s4 s8 s5 s9 s3 s7 s2 s6",
        "local": "s7 s3 s5 s1 s8 s6 s4 s2 s9",
    },
    "prisoners-dilemma": {"first": "DC CC DD CD", "second": "CD CC DD DC"},
    "chicken": {"first": "DS SS SD DD", "second": "SD SS DS DD"},
}


def case_of(examples: Path, name: str) -> Case:
    """Return an example."""
    return read(examples / name).case


@pytest.mark.parametrize("name", ORDERS)
def test_the_orders_of_states_are_those_of_the_papers(examples: Path, name: str) -> None:
    """Statements and rankings give strict orders, the best state first."""
    case = case_of(examples, name)
    space = state_space(case)
    called = {place: state for state, place in space.table().names.items()}
    found = {
        party: [called[place] for place in np.argsort(-rows[0])]
        for party, rows in ranks(case, space).items()
    }
    assert found == {party: order.split() for party, order in ORDERS[name].items()}
    assert all(len(set(rows[0])) == len(rows[0]) for rows in ranks(case, space).values())


def test_elmira_has_the_states_of_the_papers(examples: Path) -> None:
    """Modify, delay, accept, abandon, insist as Y or N; counted by hand from the four patterns."""
    case = case_of(examples, "elmira")
    names = [issue.id for issue in case.issues]
    assert names == ["modify", "delay", "accept", "abandon", "insist"]
    legal = [
        "".join("Y" if option == "yes" else "N" for option in choice)
        for choice in product(("no", "yes"), repeat=5)
        if all(rule.holds(dict(zip(names, choice, strict=True))) for rule in case.rules)
    ]
    impossible = ("-YY--", "-Y-Y-", "--YY-", "-NNN-")
    wanted = [
        "".join(state)
        for state in product("NY", repeat=5)
        if not any(
            all(sign in ("-", own) for sign, own in zip(pattern, state, strict=True))
            for pattern in impossible
        )
    ]
    assert legal == wanted
    assert len(wanted) == 12
    written = {
        state: "".join("Y" if package[name] == "yes" else "N" for name in names)
        for state, package in case.states.named.items()
    }
    assert written == {
        "s1": "NYNNN",
        "s2": "YYNNN",
        "s3": "NNYNN",
        "s4": "YNYNN",
        "s5": "NYNNY",
        "s6": "YYNNY",
        "s7": "NNYNY",
        "s8": "YNYNY",
    }
    assert state_space(case).table().count == 9
    assert case.no_deal_package() == dict(case.states.named["s1"])
