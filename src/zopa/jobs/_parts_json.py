"""Two-level games and coalitions as JSON; the fields are documented in ``docs/json.md``."""

from __future__ import annotations

from typing import Any

from zopa.analysis.bargaining.results import CoalitionStudy, RatificationStudy
from zopa.analysis.results import Deal, Probability

Json = dict[str, Any]


def ratification_json(found: RatificationStudy | None) -> Json | None:
    """Return what is known of ratification as JSON-able data; ``None`` where nobody ratifies."""
    if found is None:
        return None
    before, after = found.chances or (None, None)
    return {
        "options": found.option_set,
        "legal": found.legal,
        "negotiators": found.negotiators,
        "ratified": found.ratified,
        "probability": {"negotiators": _share(before), "ratified": _share(after)},
        "win_sets": {
            win.party: {"acceptable": win.acceptable, "ratified": win.ratified}
            for win in found.win_sets
        },
        "bodies": [
            {
                "party": body.party,
                "id": body.id,
                "name": body.name,
                "needs": body.needs,
                "votes": body.votes,
                "approves": body.approves,
                "without": body.without,
                "most_votes": body.most_votes,
                "without_veto": dict(body.without_veto),
                "deal": _deal(body.deal),
            }
            for body in found.bodies
        ],
        "members": [
            {
                "id": member.id,
                "name": member.name,
                "approves": member.approves,
                "reservation": member.reservation,
                "fall": member.fall,
                "deal": _deal(member.deal),
            }
            for member in found.members
        ],
        "closing": [
            [{"party": found.bodies[at].party, "id": found.bodies[at].id} for at in some]
            for some in found.closing
        ],
        "spans": {
            party: {
                "negotiators": None if before is None else list(before),
                "ratified": None if after is None else list(after),
            }
            for party, (before, after) in found.spans.items()
        },
        "deal": _deal(found.deal),
    }


def coalitions_json(found: CoalitionStudy | None) -> Json | None:
    """Return what groups can claim as JSON-able data; ``None`` without values of coalitions."""
    if found is None:
        return None
    return {
        "players": list(found.players),
        "worths": [{"of": list(group), "worth": worth} for group, worth in found.worths.items()],
        "filled": found.filled,
        "total": found.total,
        "apart": [list(group) for group in found.apart],
        "apart_total": found.apart_total,
        "core_is_empty": found.core_is_empty,
        "epsilon": found.epsilon,
        "claims": {
            party: {
                "alone": claim.alone,
                "adds": claim.adds,
                "shapley": claim.shapley,
                "nucleolus": claim.nucleolus,
                "core": None if claim.core is None else list(claim.core),
            }
            for party, claim in found.claims.items()
        },
        "objections": {
            rule: {"of": list(each.group), "worth": each.worth, "given": each.given}
            for rule, each in found.objections.items()
        },
        "reason": found.reason,
    }


def _share(probability: Probability | None) -> Json | None:
    if probability is None:
        return None
    return {
        "probability": probability.share,
        "standard_error": probability.standard_error,
        "draws": probability.draws,
        "bound": probability.bound,
    }


def _deal(deal: Deal | None) -> Json | None:
    if deal is None:
        return None
    return {"utilities": dict(deal.utilities), "package": dict(deal.package)}
