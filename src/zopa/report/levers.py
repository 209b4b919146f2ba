"""Levers as the brief shows them: what the study says, and where the zone goes."""

from __future__ import annotations

import re

from zopa.analysis.results import Lever, Study, Unlock
from zopa.report.words import Scale, fine, plural

DONE_OR_NOT = frozenset(
    {"add-option", "add-options", "remove-option", "leave-issue-out", "lift-rule", "consent"}
)
"""Kinds without a size: what counts is how many packages they open."""
ESTIMATES = frozenset({"weight", "weights-together", "score"})
"""Kinds that nobody can do: they say where an estimate would have to be wrong."""
UNLIKE = ", and points of two parties are not the same thing"
"""What the brief says once, where it explains points."""
FROM = re.compile(r"^(up|down) by [^,]+, from")
STILL = 1e-12
"""Changes of a number that are none."""


def takes(lever: Lever) -> str:
    """Return what the change takes, or that it does not do it."""
    if lever.opens and lever.kind in DONE_OR_NOT:
        return effect(lever)
    bound = "at most " if lever.opens and lever.scope == "bound" else ""
    said = lever.detail.replace(UNLIKE, "").removesuffix(", the rest in proportion")
    return bound + (FROM.sub(r"\1 from", said) if lever.kind == "score" else said)


def change(lever: Lever) -> str:
    """Return the change in few words."""
    return lever.label.replace("add the option ", "add ").replace("add the options ", "add ")


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
    scale = fine(study)
    digits = [scale[party].digits for party in lever.parties if party in scale]
    said = Scale(digits=max(digits)).enough(lever.size or 0.0)
    return f"{said} {'point' if said == '1' else lever.unit}"


def movers(lever: Lever) -> frozenset[str]:
    """Return the parties whose numbers a lever moves."""
    moved = {
        key.partition(".")[0]
        for key, before in lever.before.items()
        if abs(lever.after.get(key, before) - before) > STILL
    }
    return frozenset(moved & set(lever.parties)) or frozenset(lever.parties)


def distinct(found: Unlock) -> list[Lever]:
    """Return the levers without those that say again what one party's own lever says."""
    alone = {
        (lever.kind, lever.parties)
        for lever in found.levers
        if lever.opens and len(lever.parties) == 1
    }
    own = {"reservation-together": "reservation-alone", "weights-together": "weights-together"}
    return [
        lever
        for lever in found.levers
        if not (
            lever.kind in own
            and len(lever.parties) > 1
            and len(movers(lever)) == 1
            and (own[lever.kind], tuple(movers(lever))) in alone
        )
    ]
