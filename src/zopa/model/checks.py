"""What makes a case contradict itself: every fault, each with its path in the case."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.errors import Fault, did_you_mean
from zopa.model._checks_exchange import exchange_faults
from zopa.model._checks_groups import group_faults
from zopa.model._checks_names import (
    claim_faults,
    known,
    known_claims,
    known_options,
    no_option,
    twice,
)
from zopa.model._checks_states import state_faults
from zopa.model.inspection import inspection_faults
from zopa.model.issues import NO_DEAL, Pattern

if TYPE_CHECKING:
    from zopa.model.case import Case


def case_faults(case: Case) -> list[Fault]:
    """Return all faults of the parts of a case; an empty list when there are none."""
    checks = (
        _parties,
        _issues,
        _rules,
        _option_sets,
        _no_deal,
        _preferences,
        _acceptance,
        _packages,
        _records,
        _inspection,
        state_faults,
        exchange_faults,
        group_faults,
    )
    return [fault for check in checks for fault in check(case)]


def _parties(case: Case) -> Iterator[Fault]:
    if not case.parties:
        yield Fault(message="the case has no parties; name at least one", where=("parties",))
    yield from twice("party", (party.id for party in case.parties), ("parties",))


def _issues(case: Case) -> Iterator[Fault]:
    only_values = case.coalitions is not None and not case.preferences
    if not case.issues and not only_values:
        yield Fault(message="the case has no issues; name at least one", where=("issues",))
    yield from twice("issue", (issue.id for issue in case.issues), ("issues",))
    parties = [party.id for party in case.parties]
    for issue in case.issues:
        where = ("issues", issue.id)
        if not issue.options:
            yield Fault(message=f"issue '{issue.id}' has no options", where=where)
        yield from twice(
            f"option of issue '{issue.id}'", (option.id for option in issue.options), where
        )
        for party in issue.by:
            yield from known("party", party, parties, f"issue '{issue.id}'", (*where, "by"))
        if issue.now is not None and issue.now not in issue:
            yield no_option(issue, issue.now, "'now'", (*where, "now"))
        if issue.term and (issue.by or issue.now is not None):
            message = (
                f"issue '{issue.id}' is a term, which nobody carries out and which does not "
                "exist without a deal; leave out its 'by' and 'now', or its 'term'"
            )
            yield Fault(message=message, where=where)
        if issue.term and NO_DEAL in issue:
            message = (
                f"the term '{issue.id}' has an option called '{NO_DEAL}', which is the word for "
                "its absence; give the option another name"
            )
            yield Fault(message=message, where=(*where, "options", NO_DEAL))
        if issue.grid is not None and issue.grid.points != len(issue):
            message = (
                f"issue '{issue.id}' has a grid of {issue.grid.points} numbers "
                f"but {len(issue)} options"
            )
            yield Fault(message=message, where=(*where, "grid"))
        for option in issue.options:
            yield from known_claims(case, option.claims, (*where, "options", option.id))


def _rules(case: Case) -> Iterator[Fault]:
    for part, rules in (("rules", case.rules), ("deal_rules", case.deal_rules)):
        for place, rule in enumerate(rules):
            where = (part, str(place))
            patterns = [("never" if rule.then is None else "if", rule.when)]
            if rule.then is not None:
                patterns.append(("then", rule.then))
            for key, pattern in patterns:
                yield from _pattern(case, pattern, (*where, key))


def _pattern(case: Case, pattern: Pattern, where: tuple[str, ...]) -> Iterator[Fault]:
    if not pattern.allowed:
        yield Fault(message=f"the rule's '{where[-1]}' names no issue", where=where)
    for issue, options in pattern.allowed.items():
        yield from known_options(case, issue, options, "a rule", where)


def _option_sets(case: Case) -> Iterator[Fault]:
    for name, chosen in case.option_sets.items():
        where = ("option_sets", name)
        if name == "all":
            message = "the option set 'all' is always there; give this one another name"
            yield Fault(message=message, where=where)
        origins = {option.origin for issue in case.issues for option in issue.options}
        for origin in chosen.origin or ():
            if origin not in origins:
                hint = did_you_mean(origin, sorted(o for o in origins if o is not None))
                message = f"option set '{name}': no option has the origin '{origin}'; {hint}"
                yield Fault(message=message, where=(*where, "origin"))
        for key, part in (("add", chosen.add), ("fix", chosen.fix)):
            for issue, options in part.items():
                yield from known_options(
                    case, issue, options, f"option set '{name}'", (*where, key)
                )
        for issue_id, allowed in chosen.allowed(case.issues).items():
            if not allowed:
                message = f"option set '{name}' leaves issue '{issue_id}' no option; add or fix one"
                yield Fault(message=message, where=where)


def _no_deal(case: Case) -> Iterator[Fault]:
    for issue_id, option in case.no_deal.items():
        where = (NO_DEAL, issue_id)
        yield from known_options(case, issue_id, (option,), "no deal", where)
        if any(issue.id == issue_id and issue.term for issue in case.issues):
            message = f"no deal names the term '{issue_id}'; terms do not exist without a deal"
            yield Fault(message=message, where=where)


def _preferences(case: Case) -> Iterator[Fault]:
    issues = {issue.id: issue for issue in case.issues}
    parties = [party.id for party in case.parties]
    open_issues = [
        i.id for i in case.issues if not i.term and i.now is None and i.id not in case.no_deal
    ]
    for party, preference in (*case.preferences.items(), *case.constituents.items()):
        where = ("preferences", party)
        yield from known("party", party, parties, "preferences", where)
        by_package = preference.standing.value is None
        if by_package and open_issues:
            message = (
                f"party '{party}' has no value for no deal, and the no-deal package says nothing "
                f"of issue '{open_issues[0]}'; give the party 'no_deal: {{value: ...}}', or the "
                "issue a 'now'"
            )
            yield Fault(message=message, where=where)
        yield from preference.faults(issues, absent_terms=by_package)
        for named in preference.numbers():
            if named.number.provenance is not None:
                yield from known_claims(case, named.number.provenance.claims, named.path)


def _acceptance(case: Case) -> Iterator[Fault]:
    rule = case.acceptance
    counted = list(case.preferences)
    for party in rule.including:
        if party in case.constituents:
            message = (
                f"accept names '{party}', which votes on a deal at home and has no seat at the "
                "table; leave it out"
            )
            yield Fault(message=message, where=("accept",))
            continue
        yield from known("party with preferences", party, counted, "accept", ("accept",))
    if rule.at_least is None:
        return
    if not 1 <= rule.at_least <= max(1, len(counted)):
        message = (
            f"accept asks for {rule.at_least} parties, but {len(counted)} have preferences; "
            f"ask for 1 to {len(counted)}"
        )
        yield Fault(message=message, where=("accept", "at_least"))
    elif len(rule.including) > rule.at_least:
        message = (
            f"accept names {len(rule.including)} parties that must agree but asks for "
            f"{rule.at_least} in all; ask for at least {len(rule.including)}"
        )
        yield Fault(message=message, where=("accept", "at_least"))


def _packages(case: Case) -> Iterator[Fault]:
    parties = [party.id for party in case.parties]
    issues = [issue.id for issue in case.issues]
    for name, package in case.packages.items():
        where = ("packages", name)
        for issue, option in package.options.items():
            yield from known_options(case, issue, (option,), f"package '{name}'", (*where, issue))
        left = [issue for issue in issues if issue not in package.options]
        if left:
            message = f"package '{name}' says nothing of issue '{left[0]}'; give it an option"
            yield Fault(message=message, where=where)
        for party in (*((package.by,) if package.by else ()), *package.to):
            yield from known("party", party, parties, f"package '{name}'", where)
        for issue in package.assumed:
            yield from known("issue", issue, issues, f"package '{name}'", (*where, "assumed"))
        yield from known_claims(case, package.claims, (*where, "claims"))


def _records(case: Case) -> Iterator[Fault]:
    parties = [party.id for party in case.parties]
    for name, claim in case.claims.items():
        where = ("claims", name)
        yield from claim_faults(case, claim, where)
        if claim.by is not None:
            yield from known("party", claim.by, parties, f"claim '{name}'", where)
        for issue, option in claim.about.items():
            options = () if option is None else (option,)
            yield from known_options(case, issue, options, f"claim '{name}'", (*where, "about"))
    for place, event in enumerate(case.events):
        yield from known_claims(case, event.claims, ("events", str(place)))
    for place, promise in enumerate(case.commitments):
        where = ("commitments", str(place))
        yield from known("party", promise.by, parties, "a commitment", where)
        yield from known_options(case, promise.issue, (promise.option,), "a commitment", where)
        yield from known_claims(case, promise.claims, where)
        yield from known_claims(case, promise.kept, (*where, "kept"), "kept")
        yield from known_claims(case, promise.broken, (*where, "broken"), "broken")


def _inspection(case: Case) -> Iterator[Fault]:
    if case.verification is not None:
        parties = [party.id for party in case.parties]
        yield from inspection_faults(case.verification, case.issues, parties)
