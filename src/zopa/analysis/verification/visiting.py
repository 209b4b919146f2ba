"""What one visit to a place finds, as the case says or as a sampling plan for its items reaches."""

from __future__ import annotations

from dataclasses import dataclass

from zopa.analysis.verification.sampling import SamplingPlan, sampling_plan
from zopa.model import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One visit to one place."""

    detected: float
    """Probability that it finds a breach."""
    plan: SamplingPlan | None
    """Of the declared items, where there are any."""
    from_plan: bool
    """Whether ``detected`` is what the plan reaches."""


def one_visit(check: Check, miss: float) -> Visit:
    """Return what one visit finds.

    Examples
    --------
    >>> from zopa.model import Check
    >>> one_visit(Check(detected=0.8), 0.05).detected
    0.8
    >>> found = one_visit(Check(items=100, falsified=5), 0.05)
    >>> found.plan.exact, round(found.detected, 3), found.from_plan
    (45, 0.954, True)
    """
    plan = None
    if check.items is not None and check.falsified is not None:
        plan = sampling_plan(check.items, check.falsified, miss, check.recognised)
    if check.detected is None and plan is not None:
        return Visit(detected=1 - plan.overlooked, plan=plan, from_plan=True)
    return Visit(detected=check.detected or 0.0, plan=plan, from_plan=False)
