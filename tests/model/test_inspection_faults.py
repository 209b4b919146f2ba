"""What a case may not say of verification."""

from __future__ import annotations

from typing import Any

import pytest

from zopa.model import Check, Inspection, Issue, Option
from zopa.model.inspection import inspection_faults

WAGE = Issue(id="wage", name="Wage", options=(Option(id="low", name="2 %"),))
ORDER = Issue(id="order", name="Order", options=(Option(id="any", name="Any"),), term=True)


def faults(found: Inspection) -> list[tuple[str, str]]:
    """Return (place, message) of every fault."""
    return [
        (".".join(fault.where), fault.message)
        for fault in inspection_faults(found, [WAGE, ORDER], ["union", "port"])
    ]


def of_check(**given: Any) -> list[tuple[str, str]]:
    """Return the faults of one check."""
    return faults(Inspection(checks={"wage": Check(**given)}))


def test_a_complete_description_has_no_faults() -> None:
    """The ends of every range are allowed."""
    found = Inspection(
        by="port",
        visits=0,
        periods=1,
        miss=0.01,
        checks={
            "wage": Check(
                detected=1.0, false_alarm=0.0, prior=1.0, items=5, falsified=5, recognised=1.0
            )
        },
        undeclared=Check(name="Shed", detected=0.3, false_alarm=0.3, prior=0.0, issue="wage"),
        hit=0.3,
    )
    assert faults(found) == []


@pytest.mark.parametrize(
    ("given", "place", "part"),
    [
        ({"by": "prot"}, "by", "did you mean 'port'"),
        ({"visits": 1.5}, "visits", "whole number from 0"),
        ({"visits": float("nan")}, "visits", "whole number from 0"),
        ({"periods": 0}, "periods", "whole number from 1"),
        ({"miss": 0.0}, "miss", "above 0 and below 1"),
        ({"miss": 1.0}, "miss", "above 0 and below 1"),
        ({"hit": 0.5}, "hit", "without an 'undeclared' site"),
        ({"hit": 1.5, "undeclared": Check(seen=0.5)}, "hit", "'hit' is 1.5, but a probability"),
        (
            {"hit": 0.5, "undeclared": Check(detected=0.6)},
            "hit",
            "below the 0.6 with which the site is detected without it",
        ),
        (
            {"undeclared": Check(detected=0.5, issue="wages")},
            "undeclared.issue",
            "'undeclared' names the issue 'wages', which the case does not have; did you mean",
        ),
        ({"checks": {"wags": Check(detected=1)}}, "issues.wags", "did you mean 'wage'"),
        (
            {"checks": {"order": Check(detected=1)}},
            "issues.order",
            "a term, which nobody carries out",
        ),
    ],
)
def test_faults_of_the_whole_name_their_place(given: dict[str, Any], place: str, part: str) -> None:
    """One fault, at its place, in one sentence."""
    ((where, message),) = faults(Inspection(**given))
    assert where == f"verification.{place}"
    assert part in message


@pytest.mark.parametrize(
    ("given", "place", "part"),
    [
        ({"detected": 1.2}, "detected", "'detected' is 1.2, but a probability must be from 0 to 1"),
        ({"detected": float("nan")}, "detected", "from 0 to 1"),
        ({"false_alarm": -0.1}, "false_alarm", "from 0 to 1"),
        ({"prior": 2}, "prior", "from 0 to 1"),
        ({"seen": 2}, "seen", "from 0 to 1"),
        ({"recognised": 0}, "recognised", "above 0 and at most 1"),
        ({"items": 10}, "items", "'falsified' does not say"),
        ({"falsified": 1}, "falsified", "'items' does not say"),
        ({"items": 0, "falsified": 0}, "items", "whole number from 1"),
        ({"items": 5, "falsified": 6}, "falsified", "more than the 5 of 'items'"),
        ({"items": 5, "falsified": 2.5}, "falsified", "whole number from 1"),
        ({"detected": 0.2, "false_alarm": 0.3}, "false_alarm", "above the 0.2 of 'detected'"),
        ({"issue": "wage"}, "issue", "only an undeclared site needs"),
    ],
)
def test_faults_of_a_check_name_their_place(given: dict[str, Any], place: str, part: str) -> None:
    """The place is below the issue."""
    found = of_check(**given)
    assert f"verification.issues.wage.{place}" in [where for where, _ in found]
    assert part in next(text for where, text in found if where.endswith(place))


def test_a_check_says_how_a_breach_is_found() -> None:
    """A belief alone is no check."""
    ((where, message),) = of_check(prior=0.5)
    assert where == "verification.issues.wage"
    assert "does not say how a breach would be found; add 'detected'" in message
    assert of_check(seen=0.5) == of_check(detected=0.0) == of_check(items=3, falsified=1) == []
