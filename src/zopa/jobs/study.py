"""Study a case file, and say the result as JSON."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack

from zopa.analysis.results import (
    Count,
    Deal,
    Lever,
    Probability,
    Study,
    Uncertainty,
    Unlock,
    Zone,
)
from zopa.analysis.study import Options
from zopa.analysis.study import study as study_case
from zopa.jobs.read import reading

JSON_VERSION = 1
"""Raised when a field of the JSON changes its meaning or goes away."""
EXACT_IN_JSON = 2**53
"""Larger integers are written as strings: most JSON readers would round them."""

Json = dict[str, Any]


def study(path: str | Path, **options: Unpack[Options]) -> Study:
    """Return the study of the case in a file or folder, of any format that zopa reads.

    Options are those of `zopa.study`.

    Raises
    ------
    ZopaError
        When the file cannot be read as a case, or the case cannot answer the question.
    """
    found = reading(path)
    return replace(study_case(found.case, **options), repairs=found.repairs)


def as_json(study: Study) -> Json:
    """Return a study as JSON-able data; the fields are documented in ``docs/json.md``.

    Integers above 2**53 are strings.  Numbers that do not exist (an infinite effort) are null.
    """
    found = {
        "json": JSON_VERSION,
        **_question(study),
        **_zones(study),
        **_fair(study),
        **_levers(study.unlock),
        "uncertainty": _uncertainty(study.uncertainty),
        **_later(study),
        "version": study.version,
        "seed": study.seed,
    }
    if study.division is not None:
        found["division"] = {
            "parties": list(study.division.parties),
            "shares": {item: list(share) for item, share in study.division.shares.items()},
            "points": list(study.division.points),
            "split": study.division.split,
        }
    return found


def _question(study: Study) -> Json:
    case = study.case
    return {
        "case": {"id": case.id, "title": case.title, "digest": case.digest()},
        "options": study.option_set,
        "standing": dict(study.standing),
        "strict": study.strict,
        "packages": {
            "total": integer(study.zone.total),
            "legal": integer(study.zone.legal),
        },
        "parties": [
            {
                "id": party.id,
                "name": party.name,
                "reservation": party.reservation,
                "lowest": party.lowest,
                "highest": party.highest,
            }
            for party in study.parties
        ],
    }


def _zones(study: Study) -> Json:
    return {
        "zone": {
            **_count(study.zone.count),
            "unanimous": None if study.zone.unanimous is None else _count(study.zone.unanimous),
            "probability": _share(study.zone.probability),
            "standard_error": _error(study.zone.probability),
            "draws": study.zone.probability.draws if study.zone.probability else 0,
        },
        "zones": {name: _zone(zone) for name, zone in study.zones.items()},
    }


def _fair(study: Study) -> Json:
    return {
        "frontier": {
            "points": study.frontier.points,
            "packages": integer(study.frontier.packages),
            "complete": study.frontier.complete,
            "list": [_deal(deal) for deal in study.frontier.deals],
        },
        "solutions": {
            name: [_deal(deal) for deal in result.deals] for name, result in study.solutions.items()
        },
        "solutions_packages": {
            name: integer(result.packages) for name, result in study.solutions.items()
        },
        "reasons": {
            name: result.reason for name, result in study.solutions.items() if result.reason
        },
        "packages_named": {
            name: {
                "utilities": dict(named.utilities),
                "gains": dict(named.gains),
                "acceptable": dict(named.acceptable),
                "legal": named.legal,
                "reasons": {p: [list(loss) for loss in why] for p, why in named.reasons.items()},
                "probability": {p: q.share for p, q in named.probabilities.items()},
                "standard_error": {p: q.standard_error for p, q in named.probabilities.items()},
            }
            for name, named in study.named.items()
        },
    }


def _later(study: Study) -> Json:
    """Return what was asked besides the zone; ``null`` where the case says too little for it."""
    from zopa.jobs import exchange, stability, verify
    from zopa.jobs._evidence_json import evidence_json
    from zopa.jobs._parts_json import coalitions_json, ratification_json

    return {
        "stability": stability.fields(study.stability) if study.stability else None,
        "exchange": exchange.fields(study.exchange) if study.exchange else None,
        "verification": verify.fields(study.verification) if study.verification else None,
        "ratification": ratification_json(study.ratification),
        "coalitions": coalitions_json(study.claims_of_coalitions),
        "evidence": evidence_json(study.case),
    }


def _levers(unlock: Unlock | None) -> Json:
    return {
        "unlock": [_lever(lever) for lever in unlock.levers] if unlock else [],
        "unlock_options": unlock.option_set if unlock else None,
        "unlock_opens": unlock.opening if unlock else None,
    }


def integer(value: int) -> int | str:
    """Return an integer that JSON readers keep exact: a string above 2**53.

    Examples
    --------
    >>> integer(6561), integer(10**20)
    (6561, '100000000000000000000')
    """
    return value if abs(value) <= EXACT_IN_JSON else str(value)


def _count(count: Count) -> Json:
    return {
        "count": integer(count.value),
        "exact": count.exact,
        "method": count.method,
        "count_standard_error": None
        if count.standard_error is None
        else integer(count.standard_error),
        "count_upper": None if count.upper is None else integer(count.upper),
    }


def _zone(zone: Zone) -> Json:
    return {
        "total": integer(zone.total),
        "legal": integer(zone.legal),
        **_count(zone.count),
        "unanimous": None if zone.unanimous is None else _count(zone.unanimous),
        "probability": _share(zone.probability),
        "standard_error": _error(zone.probability),
    }


def _share(probability: Probability | None) -> float | None:
    return None if probability is None else probability.share


def _error(probability: Probability | None) -> float | None:
    return None if probability is None else probability.standard_error


def chance(probability: Probability) -> Json:
    """Return a chance with its error."""
    return {
        "probability": probability.share,
        "standard_error": probability.standard_error,
        "draws": probability.draws,
        "undecided": probability.undecided,
        "bound": probability.bound,
    }


def _deal(deal: Deal) -> Json:
    return {"utilities": dict(deal.utilities), "package": dict(deal.package)}


def _lever(lever: Lever) -> Json:
    return {
        "lever": lever.kind,
        "opens": lever.opens,
        "size": lever.size,
        "unit": lever.unit,
        "effort": lever.effort if math.isfinite(lever.effort) else None,
        "label": lever.label,
        "detail": lever.detail,
        "parties": list(lever.parties),
        "issue": lever.issue,
        "options": [list(pair) for pair in lever.options],
        "before": dict(lever.before),
        "after": dict(lever.after),
        "deal": _deal(lever.deal) if lever.deal else None,
        "packages": None if lever.packages is None else integer(lever.packages),
        "scope": lever.scope,
    }


def _uncertainty(doubt: Uncertainty | None) -> Json | None:
    if doubt is None:
        return None
    return {
        "options": doubt.option_set,
        "draws": doubt.draws,
        "zone": chance(doubt.zone),
        "kept": chance(doubt.kept) if doubt.kept else None,
        "conditions": list(doubt.conditions),
        "nash": [
            {"package": dict(share.package), **chance(share.probability)} for share in doubt.nash
        ],
        "drivers": [
            {
                "path": list(driver.path),
                "party": driver.party,
                "label": driver.label,
                "low": driver.low,
                "high": driver.high,
                "at_low": chance(driver.share_at_low),
                "at_high": chance(driver.share_at_high),
            }
            for driver in doubt.drivers
        ],
    }
