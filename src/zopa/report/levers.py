"""Levers as the brief shows them: what the study says, and where the zone goes."""

from __future__ import annotations

from zopa.analysis.results import Lever, Study
from zopa.report.words import Scale, plural, scales

DONE_OR_NOT = frozenset(
    {"add-option", "add-options", "remove-option", "leave-issue-out", "lift-rule", "consent"}
)
"""Kinds without a size: what counts is how many packages they open."""


def takes(lever: Lever) -> str:
    """Return what the change takes, or that it does not do it."""
    if lever.opens and lever.kind in DONE_OR_NOT:
        return effect(lever)
    bound = "at most " if lever.opens and lever.scope == "bound" else ""
    return bound + lever.detail


def effect(lever: Lever) -> str:
    """Return what a change without a size does to the zone."""
    if lever.kind == "remove-option":
        return "closes it"
    if lever.packages is None:
        return "opens it"
    most = "at least " if lever.scope == "bound" else ""
    return f"opens {most}{plural(lever.packages, 'package')}"


def size(study: Study, lever: Lever) -> str:
    """Return the size of a lever in points of utility, rounded up so that it suffices."""
    scale = scales(study)
    digits = [scale[party].digits for party in lever.parties if party in scale]
    said = Scale(digits=max(digits)).enough(lever.size or 0.0)
    whole, _, decimals = said.partition(".")
    said = said if decimals.strip("0") else whole
    return f"{said} {'point' if said == '1' else lever.unit}"
