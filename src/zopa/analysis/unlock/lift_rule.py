"""One rule lifted."""

from __future__ import annotations

from zopa.analysis.results import Lever
from zopa.analysis.unlock import _words
from zopa.analysis.unlock._contract import Promise, lever
from zopa.analysis.unlock._setting import Setting


@lever(
    kind="lift-rule",
    title="rules, each lifted",
    promises=[Promise.DOES, Promise.COMPLETE],
)
def lift_rule(setting: Setting) -> list[Lever]:
    """Return, for each rule and deal rule, whether the zone opens without it."""
    rules = (*setting.case.rules, *setting.case.deal_rules)
    return [_lever(setting, place, len(rules)) for place in range(len(rules))]


def _lever(setting: Setting, place: int, count: int) -> Lever:
    case = setting.case
    rules = (*case.rules, *case.deal_rules)
    changed = setting.variant(rules=(*rules[:place], *rules[place + 1 :]))
    found = changed is not None and len(changed.passing()) > 0
    packages = changed.packages() if changed is not None and found else None
    return Lever(
        kind="lift-rule",
        opens=found,
        size=1.0 if found else None,
        unit="rules",
        effort=1 / count if found else float("inf"),
        label=f"lift the rule: {_words.rule(case, rules[place])}",
        detail=_words.opens(packages) if found else "does not open it",
        deal=changed.best() if changed is not None and found else None,
        packages=packages,
    )
