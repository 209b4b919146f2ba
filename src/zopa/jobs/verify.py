"""Can it be checked: the verification study of a case file, as a document and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from zopa.jobs.read import read

if TYPE_CHECKING:
    from zopa.analysis.verification import Information, SamplingPlan
    from zopa.analysis.verification.results import (
        Beliefs,
        Decision,
        Loss,
        Place,
        Plan,
        VerificationStudy,
    )

JSON_VERSION = 1
"""As for `zopa.jobs.study.JSON_VERSION`."""
WIDTH = 80

Json = dict[str, Any]


class Options(TypedDict, total=False):
    """The options of a verification study; see `zopa.verification`."""

    to: str | None
    option_set: str
    visits: int | None
    periods: int | None
    miss: float | None
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """A verification study with its text and the files that were written."""

    study: VerificationStudy
    text: str
    paths: tuple[Path, ...]
    warnings: int


def verify(path: str | Path, **options: Unpack[Options]) -> VerificationStudy:
    """Return how many visits the case in a file or folder needs, where, and what reports tell.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    **options
        As for `zopa.verification`.

    Raises
    ------
    ZopaError
        When the case cannot be read, or says nothing of verification.
    """
    from zopa.analysis.verification.study import verification

    return verification(read(path), **options)


def report(
    path: str | Path,
    *,
    outputs: Iterable[str | Path] = (),
    width: int | None = None,
    colour: bool | None = None,
    encoding: str = "utf-8",
    **options: Unpack[Options],
) -> VerifyResult:
    """Return the verification study of a case as text, and write it where asked.

    Parameters
    ----------
    path
        A case file or folder, of any format that zopa reads.
    outputs
        Files to write; the suffix says what (see `zopa.report.Document.save`).
    width, colour, encoding
        Of the screen.
    **options
        As for `zopa.verification`.

    Raises
    ------
    ZopaError
        When the case cannot be read or answer, or a file cannot be written.
    """
    from zopa.jobs.check import warnings_of
    from zopa.report.saving import check, content, write
    from zopa.report.sections.can_it_be_checked import document
    from zopa.report.terminal import render

    targets = [Path(target) for target in outputs]
    for target in targets:
        check(target)
    found = verify(path, **options)
    drawn = document(found)
    files: dict[Path, bytes] = {}
    for target in targets:
        files |= content(drawn, target)
    return VerifyResult(
        study=found,
        text=render(drawn, width or WIDTH, colour=bool(colour), encoding=encoding),
        paths=write(files),
        warnings=warnings_of(path, found.case),
    )


def as_json(found: VerificationStudy) -> Json:
    """Return a verification study as JSON-able data; ``docs/json.md`` describes the fields."""
    case = found.case
    return {
        "json": JSON_VERSION,
        "case": {"id": case.id, "title": case.title, "digest": case.digest()},
        **fields(found),
        "version": found.version,
        "seed": found.seed,
    }


def fields(found: VerificationStudy) -> Json:
    """Return what a verification study found, as it also stands in the JSON of a whole study."""
    asked, timing, signing = found.inspection, found.timing, found.signing
    return {
        "package_id": found.package_id,
        "package": dict(found.package),
        "visits": asked.visits,
        "periods": asked.periods,
        "miss": asked.miss,
        "plan": _plan(found.plan),
        "after_hit": None if found.after_hit is None else _plan(found.after_hit),
        "left_out": dict(found.left_out),
        "unchecked": list(found.unchecked),
        "timing": None
        if timing is None
        else {
            "periods": timing.periods,
            "visits": timing.visits,
            "first": timing.first,
            "dresher": str(timing.dresher),
            "dresher_first": str(timing.dresher_first),
        },
        "signing": None
        if signing is None
        else {
            "party": signing.party,
            "kept": signing.kept,
            "now": signing.now,
            "clean": signing.clean,
            "clean_after_hit": signing.clean_after_hit,
            "issues": list(signing.issues),
            "refused_by": list(signing.refused_by),
        },
        "draws": found.draws,
    }


def _plan(plan: Plan) -> Json:
    return {
        "visits_needed": plan.visits_needed,
        "average_needed": plan.average_needed,
        "enough": plan.enough,
        "sure": None if plan.sure is None else plan.sure.share,
        "standard_error": None if plan.sure is None else plan.sure.standard_error,
        "places": [_place(place) for place in plan.places],
    }


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "hidden": place.hidden,
        "issue": place.issue,
        "party": place.party,
        "from": place.before,
        "to": place.after,
        "gain": place.gain,
        "loss": None if place.loss is None else _loss(place.loss),
        "needed": _finite(place.needed),
        "nothing_deters": place.needed is not None and math.isinf(place.needed),
        "detected": place.detected,
        "seen": place.seen,
        "from_plan": place.from_plan,
        "visits_needed": place.visits_needed,
        "average_needed": place.average_needed,
        "all_visits": place.all_visits,
        "visits": place.visits,
        "achieved": place.achieved,
        "deterred": place.deterred,
        "sure": None if place.sure is None else place.sure.share,
        "standard_error": None if place.sure is None else place.sure.standard_error,
        "more_stake": _finite(place.more_stake),
        "sampling": None if place.plan is None else sampling_fields(place.plan),
        "beliefs": None if place.beliefs is None else _beliefs(place.beliefs),
        "decision": None if place.decision is None else _decision(place.decision),
    }


def _loss(loss: Loss) -> Json:
    return {
        "total": loss.total,
        "taken_back": loss.taken_back,
        "stake": loss.stake,
        "relationship": loss.relationship,
        "breakdown": loss.breakdown,
        "regained": loss.regained,
        "kept": loss.kept,
    }


def _beliefs(beliefs: Beliefs) -> Json:
    return {"prior": beliefs.prior, "clean": list(beliefs.clean), "alarm": beliefs.alarm}


def _decision(decision: Decision) -> Json:
    known = decision.information
    return {
        "party": decision.party,
        "kept": decision.kept,
        "broken": decision.broken,
        "limit": decision.limit,
        "reports": _finite(decision.reports),
        "information": None if known is None else information_fields(known),
    }


def sampling_fields(plan: SamplingPlan) -> Json:
    """Return a sampling plan as data for JSON."""
    return {
        "items": plan.items,
        "falsified": plan.falsified,
        "miss": plan.miss,
        "recognised": plan.recognised,
        "exact": plan.exact,
        "overlooked": plan.overlooked,
        "reached": plan.reached,
        "power": plan.power,
        "jaech": plan.jaech,
    }


def information_fields(known: Information) -> Json:
    """Return the value of information as data for JSON."""
    return {
        "limit": known.limit,
        "now": known.now,
        "signs": known.signs,
        "informed": known.informed,
        "known": known.known,
        "of_sample": known.of_sample,
        "of_truth": known.of_truth,
    }


def _finite(value: float | None) -> float | None:
    """Return a number, or ``None`` for what JSON has no number for."""
    return None if value is None or not math.isfinite(value) else value
