"""What is wrong with the states of a case: orders, one-way issues, forbidden moves, merged states."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from zopa.errors import Fault
from zopa.model._checks_names import Path, complete, known, movable
from zopa.model.issues import Pattern, Rule
from zopa.model.states import Merged, OneWay

if TYPE_CHECKING:
    from zopa.model.case import Case

RESERVED = {"now": "always is the present state", "no_deal": "always is the state without a deal"}


def state_faults(case: Case) -> Iterator[Fault]:
    """Yield what is wrong with the states of a case, each fault with its path."""
    checks = (_carriers, _orders, _one_way, _forbidden, _merged, _overlaps, _named, _one_name_each)
    for check in checks:
        yield from check(case)


def _carriers(case: Case) -> Iterator[Fault]:
    for issue in case.issues:
        for party in dict.fromkeys(party for party in issue.by if issue.by.count(party) > 1):
            message = f"issue '{issue.id}' names the party '{party}' twice under 'by'; keep one"
            yield Fault(message=message, where=("issues", issue.id, "by"))


def _orders(case: Case) -> Iterator[Fault]:
    issues = {issue.id: issue for issue in case.issues}
    parties = [party.id for party in case.parties]
    names = {merged.id: merged for merged in case.states.merged}
    states = {**names, **case.states.named, **case.packages}
    for party, order in case.orders.items():
        where = ("preferences", party)
        yield from known("party", party, parties, "preferences", where)
        yield from order.faults(issues, states)
        if party in case.preferences or party in case.constituents:
            message = f"party '{party}' has both scores and an order of states; keep one"
            yield Fault(message=message, where=where)


def _one_way(case: Case) -> Iterator[Fault]:
    seen: set[str] = set()
    for way in case.states.one_way:
        where = ("states", "once", way.issue)
        wrong = list(movable(case, way.issue, way.order, "'once'", where))
        yield from wrong or _all_once(case, way, where)
        if way.issue in seen:
            message = f"'once' names issue '{way.issue}' twice; keep one"
            yield Fault(message=message, where=where)
        seen.add(way.issue)


def _all_once(case: Case, way: OneWay, where: Path) -> Iterator[Fault]:
    wanted = [option.id for option in case.issue(way.issue).options]
    doubled = [option for option in wanted if way.order.count(option) > 1]
    missing = [option for option in wanted if option not in way.order]
    if doubled:
        found = f"names option '{doubled[0]}' of issue '{way.issue}' twice"
    elif missing:
        found = f"leaves out option '{missing[0]}' of issue '{way.issue}'"
    else:
        return
    message = f"'once' {found}; name all its options, each once, in the only order possible"
    yield Fault(message=message, where=where)


def _forbidden(case: Case) -> Iterator[Fault]:
    parties = [party.id for party in case.parties]
    for place, move in enumerate(case.states.forbidden):
        where = ("states", "forbidden", str(place))
        if move.by is not None:
            yield from known("party", move.by, parties, "a forbidden move", (*where, "by"))
        for key, pattern in (("from", move.origin), ("to", move.target)):
            yield from _pattern(case, pattern, "a forbidden move", (*where, key))
        if not move.origin.allowed and not move.target.allowed:
            message = "a forbidden move has neither 'from' nor 'to'; say which move it is"
            yield Fault(message=message, where=where)


def _pattern(case: Case, pattern: Pattern, owner: str, where: Path) -> Iterator[Fault]:
    for issue, options in pattern.allowed.items():
        yield from movable(case, issue, options, owner, (*where, issue))
        if not options and any(known.id == issue for known in case.issues):
            message = f"{owner} names no option of issue '{issue}'; name one"
            yield Fault(message=message, where=(*where, issue))


def _merged(case: Case) -> Iterator[Fault]:
    for merged in case.states.merged:
        where = ("states", "merge", merged.id)
        owner = f"merged state '{merged.id}'"
        yield from _pattern(case, merged.pattern, owner, (*where, "states"))
        if not merged.pattern.allowed:
            message = (
                f"{owner} does not say which states it merges; add 'states: {{issue: option}}'"
            )
            yield Fault(message=message, where=where)
        if merged.counts_as is None:
            continue
        place = (*where, "counts_as")
        wrong = list(complete(case, merged.counts_as, f"'counts_as' of {owner}", place))
        yield from wrong
        odd = [
            issue
            for issue, options in merged.pattern.allowed.items()
            if not wrong and merged.counts_as.get(issue) not in options
        ]
        if odd:
            message = (
                f"{owner} counts as a state that it does not merge: there issue '{odd[0]}' is "
                f"'{merged.counts_as.get(odd[0])}'; choose one of its own states"
            )
            yield Fault(message=message, where=place)


def _overlaps(case: Case) -> Iterator[Fault]:
    for one, other in combinations(case.states.merged, 2):
        if one.pattern.allowed and other.pattern.allowed and _share_states(case, one, other):
            message = (
                f"merged states '{one.id}' and '{other.id}' have states in common; change one of "
                "their patterns"
            )
            yield Fault(message=message, where=("states", "merge", other.id, "states"))


def _share_states(case: Case, one: Merged, other: Merged) -> bool:
    """Return whether two patterns have states in common that no single rule forbids all of."""
    both: dict[str, set[str]] = {}
    for pattern in (one.pattern, other.pattern):
        for issue, options in pattern.allowed.items():
            both[issue] = both.get(issue, set(options)) & set(options)
    return all(both.values()) and not any(_forbids(rule, both) for rule in case.rules)


def _forbids(rule: Rule, states: dict[str, set[str]]) -> bool:
    """Return whether every one of the states breaks the rule."""
    fires = all(
        issue in states and states[issue] <= set(o) for issue, o in rule.when.allowed.items()
    )
    if not fires or rule.then is None:
        return fires
    return any(
        issue in states and not states[issue] & set(o) for issue, o in rule.then.allowed.items()
    )


def _named(case: Case) -> Iterator[Fault]:
    for name, package in case.states.named.items():
        yield from complete(case, package, f"state '{name}'", ("states", "names", name))


def _one_name_each(case: Case) -> Iterator[Fault]:
    """Yield names that stand for two things of which a ranking may speak."""
    kinds: dict[str, str] = {}
    for kind, place, names in (
        ("package", ("packages",), list(case.packages)),
        ("merged state", ("states", "merge"), [merged.id for merged in case.states.merged]),
        ("state", ("states", "names"), list(case.states.named)),
    ):
        for name in names:
            if name in RESERVED:
                message = f"a {kind} is called '{name}', which {RESERVED[name]}; rename it"
                yield Fault(message=message, where=(*place, name))
            if name in kinds:
                message = (
                    f"the name '{name}' stands for a {kinds[name]} and for a {kind}; rename one, "
                    "because a ranking may name either"
                )
                yield Fault(message=message, where=(*place, name))
            kinds[name] = kind
