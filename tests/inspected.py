"""Small cases in which relief is given for arms, to ask whether the arms can be checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zopa.model import (
    Case,
    Check,
    ExchangeTerms,
    Inspection,
    Issue,
    Joint,
    Number,
    Option,
    Party,
    Scores,
    Stakes,
    Standing,
    StepTerms,
)

n = Number.fixed


def issue(key: str, *by: str, now: str | None = "no") -> Issue:
    """Return an issue that is unmoved now."""
    options = (Option(id="no", name="no"), Option(id="yes", name="yes"))
    return Issue(id=key, name=key.title(), by=by, now=now, options=options)


def scores(party: str, *joint: Joint, **worth: float | Number) -> Scores:
    """Return what the steps are worth to a party, in points; what is now is worth 0."""
    return Scores(
        party=party,
        scores={
            key: {"no": n(0), "yes": value if isinstance(value, Number) else n(value)}
            for key, value in worth.items()
        },
        joint=joint,
        standing=Standing(value=n(0)),
    )


def relief_for_arms(**more: Any) -> Case:
    """Return relief (4 to its giver, 8 to the other) for arms (5 to their giver, 9 to the other).

    Nine tenths of the relief can be taken back, the arms cannot; two visits that find half.
    """
    base: dict[str, Any] = {
        "id": "swap",
        "title": "Relief for arms",
        "parties": (Party(id="a", name="Ann"), Party(id="b", name="Bob")),
        "issues": (issue("relief", "a"), issue("arms", "b")),
        "preferences": {"a": scores("a", relief=-4, arms=9), "b": scores("b", relief=8, arms=-5)},
        "exchange": ExchangeTerms(
            issues={"relief": StepTerms(reversible_value=0.9, reversible_cost=0.9)}
        ),
        "verification": Inspection(by="a", visits=2, checks={"arms": Check(detected=0.5)}),
    }
    return Case(**(base | more))


def checked(case: Case, **check: Any) -> Case:
    """Return a case with another check of the arms."""
    assert case.verification is not None
    changed = replace(case.verification, checks={"arms": Check(**check)})
    return replace(case, verification=changed)


def bound(case: Case, **stakes: Any) -> Case:
    """Return a case with what binds Bob."""
    assert case.exchange is not None
    return replace(case, exchange=replace(case.exchange, parties={"b": Stakes(**stakes)}))
