"""What is wrong with what a case says of an exchange: stakes, steps, needs, orders."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from zopa.errors import Fault
from zopa.model._checks_names import Path, finite, known, known_claims, movable, share
from zopa.model.numbers import LARGEST
from zopa.model.steps import Order, StepTerms

if TYPE_CHECKING:
    from zopa.model.case import Case

LATEST = 1000
"""Rounds of delay at most."""
FAINTEST = 1e-6
"""Chances of detection below this cannot be told from none."""


def exchange_faults(case: Case) -> Iterator[Fault]:
    """Yield what is wrong with the exchange of a case, each fault with its path."""
    terms = case.exchange
    if terms is None:
        return
    if terms.to is not None:
        yield from known("package", terms.to, case.packages, "'exchange'", ("exchange", "to"))
    yield from _stakes(case)
    for name, step in terms.issues.items():
        where = ("exchange", "issues", name)
        yield from movable(case, name, (), "'exchange'", where)
        yield from _step(case, name, step, where)
    circle = _circle({name: step.needs for name, step in terms.issues.items()})
    if circle:
        text = " needs ".join(f"'{name}'" for name in circle)
        message = f"steps need each other in a circle: {text}; take one 'needs' away"
        yield Fault(message=message, where=("exchange", "issues", circle[0], "needs"))
    for name, order in terms.orders.items():
        yield from _order(case, order, ("exchange", "orders", name))


def _stakes(case: Case) -> Iterator[Fault]:
    parties = [party.id for party in case.parties]
    for name, stakes in (case.exchange.parties if case.exchange else {}).items():
        where = ("exchange", "parties", name)
        yield from known("party", name, parties, "'exchange'", where)
        yield from _points(stakes.stake, f"the stake of party '{name}'", (*where, "stake"), least=0)
        yield from _points(
            stakes.relationship,
            f"the relationship value of party '{name}'",
            (*where, "relationship"),
        )
        what = f"the discount of party '{name}'"
        yield from share(stakes.discount, what, (*where, "discount"), above=True)


def _points(value: float, what: str, where: Path, *, least: float = -math.inf) -> Iterator[Fault]:
    """Yield points that are no number, or larger than scores may be."""
    faults = list(finite(value, what, where, least=least))
    if not faults and abs(value) > LARGEST:
        message = f"{what} is {value:g}; it must be at most {LARGEST:g} in size"
        faults.append(Fault(message=message, where=where))
    yield from faults


def _step(case: Case, name: str, step: StepTerms, where: Path) -> Iterator[Fault]:
    of = f"of the step '{name}'"
    back = [("of the value ", step.reversible_value), ("of the cost ", step.reversible_cost)]
    if step.reversible_value == step.reversible_cost:
        back = [("", step.reversible_value)]
    for key, part in back:
        yield from share(part, f"the reversible share {key}{of}", (*where, "reversible"))
    what, place = f"the chance of detection {of}", (*where, "detected")
    yield from share(step.detected, what, place, above=True)
    if 0 < step.detected < FAINTEST:
        message = f"{what} is {step.detected:g}; it must be at least {FAINTEST:f}"
        yield Fault(message=message, where=place)
    if step.delay > LATEST:
        message = f"the delay {of} is {step.delay:g} rounds; it must be at most {LATEST}"
        yield Fault(message=message, where=(*where, "delay"))
    elif not (step.delay >= 0 and float(step.delay).is_integer()):
        message = (
            f"the delay {of} is {step.delay:g}; it must be a whole number of rounds, 0 or more"
        )
        yield Fault(message=message, where=(*where, "delay"))
    for needed in step.needs:
        place = (*where, "needs")
        yield from movable(case, needed, (), f"'needs' {of}", place)
        if needed == name:
            yield Fault(message=f"the step '{name}' needs itself; leave that out", where=place)
    parties = [party.id for party in case.parties]
    for party, size in step.shift.items():
        place = (*where, "shift", party)
        yield from known("party", party, parties, f"'shift' {of}", place)
        yield from _points(size, f"the shift of party '{party}' {of}", place)


def _order(case: Case, order: Order, where: Path) -> Iterator[Fault]:
    owner = f"order '{order.id}'"
    parties = [party.id for party in case.parties]
    for party in order.by:
        yield from known("party", party, parties, owner, (*where, "by"))
    yield from known_claims(case, order.claims, (*where, "claims"))
    if not order.rounds:
        yield Fault(message=f"{owner} has no rounds; name the issues in their order", where=where)
    seen: set[tuple[str, str | None]] = set()
    for place, steps in enumerate(order.rounds):
        at = (*where, "rounds", str(place))
        if not steps:
            yield Fault(message=f"round {place + 1} of {owner} is empty; leave it out", where=at)
        for issue, option in steps:
            yield from movable(case, issue, () if option is None else (option,), owner, at)
            if (issue, option) in seen:
                far = "all the way" if option is None else f"to '{option}'"
                message = f"{owner} moves issue '{issue}' {far} twice; keep one"
                yield Fault(message=message, where=at)
            seen.add((issue, option))


def _circle(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return steps that need each other in a circle, the first again at the end; else nothing.

    A step that needs itself is another fault.
    """
    rest = {name: {n for n in needed if n in needs and n != name} for name, needed in needs.items()}
    while True:
        free = [name for name, needed in rest.items() if not needed]
        if not free:
            break
        for name in free:
            del rest[name]
        for needed in rest.values():
            needed.difference_update(free)
    if not rest:
        return []
    path = [next(iter(rest))]
    while path[-1] not in path[:-1]:
        path.append(next(name for name in needs[path[-1]] if name in rest[path[-1]]))
    return path[path.index(path[-1]) :]
