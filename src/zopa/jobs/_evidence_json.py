"""What the sources say of a case as JSON; the fields are documented in ``docs/json.md``."""

from __future__ import annotations

from typing import Any

from zopa.evidence.backing import spoken
from zopa.evidence.commitments import Tracked, track
from zopa.model import Case
from zopa.model.ledger import Passage
from zopa.report.evidence import (
    ASSUMED,
    SOURCED,
    UNMARKED,
    Difference,
    Moment,
    Told,
    differences,
    marks,
    positions,
    sourced_options,
    timeline,
    told,
)
from zopa.report.phrases import ANALYST

Json = dict[str, Any]


def evidence_json(case: Case) -> Json | None:
    """Return who said what; ``None`` where a case has neither claims nor events nor promises."""
    if not (case.claims or case.events or case.commitments):
        return None
    sourced = sourced_options(case)
    return {
        "ledger": case.ledger is not None,
        "sources": {
            source.id: {
                "title": source.title,
                "date": source.date,
                "url": source.url,
                "file": source.file,
                "sha256": source.sha256,
            }
            for source in case.sources.values()
        },
        "claims": {name: _claim(each) for name, each in told(case).items()},
        "issues": {issue.id: _positions(case, issue.id, sourced) for issue in case.issues},
        "packages": {name: marks(case, package) for name, package in case.packages.items()},
        "differences": [_difference(each) for each in differences(case)],
        "timeline": [_moment(each) for each in timeline(case)],
        "commitments": [_commitment(each) for each in track(case)],
    }


def _claim(each: Told) -> Json:
    claim = each.claim
    return {
        "source": claim.source or None,
        "quote": claim.quote or None,
        "by": claim.by,
        "speaker": each.speaker or None,
        "kind": claim.kind,
        "about": dict(claim.about),
        "stance": claim.stance,
        "when": each.when or None,
        "note": claim.note,
        "statements": list(claim.statements),
        "holds": each.holds,
        "passages": [_passage(piece) for place in each.places for piece in place.passages],
    }


def _passage(piece: Passage) -> Json:
    return {
        "source": piece.source,
        "start": piece.start,
        "end": piece.end,
        "exact": piece.exact,
        "prefix": piece.prefix,
        "suffix": piece.suffix,
        "sha256": piece.sha256,
        "cut": piece.cut,
    }


def _positions(case: Case, issue: str, sourced: frozenset[tuple[str, str]]) -> Json:
    """Return for each option how it came up, and the claims for and against it."""
    found: Json = {}
    for option, names in positions(case, issue).items():
        stances = {name: case.claims[name].stance for name in names}
        if option is None:
            found["whole"] = names
            continue
        known = case.issue(issue).option(option)
        assumed = ASSUMED if known.origin == ANALYST else UNMARKED
        found.setdefault("options", {})[option] = {
            "origin": known.origin,
            "status": SOURCED if (issue, option) in sourced else assumed,
            "for": [name for name in names if stances[name] == "supports"],
            "against": [name for name in names if stances[name] != "supports"],
        }
    return {"options": found.get("options", {}), "whole": found.get("whole", [])}


def _difference(each: Difference) -> Json:
    alignment = each.alignment
    return {
        "relation": alignment.relation,
        "open": each.is_open,
        "issues": list(each.issues),
        "statements": [each.a.id, each.b.id],
        "claims": [list(each.claims[0]), list(each.claims[1])],
        "wordings": [spoken(each.a), spoken(each.b)],
        "differences": [list(pair) for pair in alignment.differences],
        "changes": list(alignment.changes),
        "by": alignment.by,
    }


def _moment(each: Moment) -> Json:
    return {
        "date": each.date,
        "what": each.what,
        "by": each.by,
        "speaker": each.speaker or None,
        "kind": each.kind,
        "claims": list(each.claims),
        "statement": each.statement,
    }


def _commitment(each: Tracked) -> Json:
    return {
        "by": each.commitment.by,
        "issue": each.commitment.issue,
        "option": each.commitment.option,
        "since": each.since,
        "status": each.status,
        "claims": list(each.commitment.claims),
        "kept": list(each.for_),
        "broken": list(each.against),
        "later": list(each.later),
    }
