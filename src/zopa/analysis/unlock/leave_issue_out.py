"""One issue left out of the deal."""

from __future__ import annotations

from zopa.analysis.results import Lever
from zopa.analysis.unlock import _words
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting, Variant
from zopa.analysis.unlock._words import quoted
from zopa.model import ABSENT, Issue


@lever(
    kind="leave-issue-out",
    title="issues, each left out of the deal",
    promises=[Promise.DOES, Promise.COMPLETE],
)
def leave_issue_out(setting: Setting) -> list[Lever]:
    """Return, for each issue, whether the zone opens when the deal says nothing about it.

    The issue stays as it is ``now``, whether or not that option is on the table; a term does
    not exist then, and counts for each party with its score of absence.  Left aside are issues
    that do not say how things are now, issues on which nothing else is on the table, and terms
    whose absence somebody does not score.
    """
    found = []
    for issue in setting.case.issues:
        held = ABSENT if issue.term else None if issue.now is None else issue.position(issue.now)
        if held is None or setting.options.fix[issue.id] == (issue.now,):
            continue
        if not issue.term or _absence_is_scored(setting, issue):
            changed = setting.variant(fixed={issue.id: held})
            found.append(_lever(setting, issue, changed))
    return found


def _absence_is_scored(setting: Setting, issue: Issue) -> bool:
    for party in setting.problem.utilities:
        for factor in party.factors:
            if issue.id in factor.issues:
                absent = factor.table.take(ABSENT, axis=1 + factor.issues.index(issue.id))
                if absent.size and not (absent == absent).all():  # noqa: PLR0124 - NaN
                    return False
    return True


def _lever(setting: Setting, issue: Issue, changed: Variant | None) -> Lever:
    found = changed is not None and len(changed.passing()) > 0
    packages = changed.packages() if changed is not None and found else None
    detail = _words.opens(packages) if found else "does not open it"
    if changed is None:
        detail += ": the rules leave no deal then"
    return Lever(
        kind="leave-issue-out",
        opens=found,
        size=1.0 if found else None,
        unit="issues",
        effort=1 / len(setting.case.issues) if found else float("inf"),
        label=f"leave the issue {quoted(issue.name)} out of the deal",
        detail=detail,
        issue=issue.id,
        deal=changed.best() if changed is not None and found else None,
        packages=packages,
    )
