"""The questions after the zone, for cases that say enough: would it hold, in what order, and more."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zopa.errors import LimitError, QuestionError
from zopa.model import Case

Progress = Callable[[str, float], None]

COMBINATIONS = 50_000
"""States that a study judges on its own; of larger cases `zopa.stability` judges as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of a case: over which options, and how the uncertain numbers are drawn."""

    option_set: str
    draws: int
    seed: int
    strict: bool
    revealed: bool


def further(case: Case, asked: Asked, progress: Progress) -> dict[str, Any]:
    """Return the answers of the later questions, under the names of the fields of a study.

    Left out is what the case says too little for: stability needs a mover for every issue and
    preferences for every mover, exchange and verification a part of the case file and a deal to
    carry out.  What has too many packages or states for its question is left out too.
    """
    found: dict[str, Any] = {}
    if _moves(case):
        from zopa.analysis.stability.study import stability

        progress("stability", 0.0)
        found["stability"] = _unless_refused(
            lambda: stability(case, draws=asked.draws, seed=asked.seed)
        )
    if case.exchange is not None:
        from zopa.analysis.exchange.study import exchange

        progress("exchange", 0.6)
        found["exchange"] = _unless_refused(lambda: exchange(case, option_set=asked.option_set))
    if case.verification is not None:
        from zopa.analysis.verification.study import verification

        progress("verification", 0.9)
        found["verification"] = _unless_refused(
            lambda: verification(
                case, option_set=asked.option_set, draws=asked.draws, seed=asked.seed
            )
        )
    if case.ratifiers:
        from zopa.analysis.bargaining.ratification import ratification

        found["ratification"] = _unless_refused(
            lambda: ratification(
                case,
                asked.option_set,
                strict=asked.strict,
                draws=asked.draws,
                seed=asked.seed,
            )
        )
    if case.coalitions is not None:
        from zopa.analysis.coalitions.study import coalitions

        found["claims_of_coalitions"] = _unless_refused(lambda: coalitions(case))
    return found


def _moves(case: Case) -> bool:
    """Return whether the case says who moves what, and is small enough to judge on the way."""
    issues = [issue for issue in case.issues if not issue.term]
    movers = {party for issue in issues for party in issue.by}
    judged = {*case.preferences, *case.orders}
    return (
        bool(issues)
        and all(issue.by for issue in issues)
        and movers <= judged
        and math.prod(map(len, issues)) <= COMBINATIONS
    )


def _unless_refused(ask: Callable[[], Any]) -> Any:
    """Return an answer, or nothing where the case does not pose the question, or too large a one."""
    try:
        return ask()
    except (QuestionError, LimitError):
        return None
