"""What is wrong with the groups of a case: bodies that ratify, and values of coalitions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zopa.errors import Fault
from zopa.model._checks_names import Path, finite, known, twice
from zopa.model.ratification import Ratifier

if TYPE_CHECKING:
    from zopa.model.case import Case


def group_faults(case: Case) -> Iterator[Fault]:
    """Yield what is wrong with ratifiers and coalitions, each fault with its path."""
    parties = [party.id for party in case.parties]
    for party, bodies in case.ratifiers.items():
        where = ("ratifiers", party)
        if party not in parties:
            yield from known("party", party, parties, "'ratifiers'", where)
        elif party not in case.preferences:
            message = (
                f"party '{party}' has ratifiers but no scores, so it has no seat at the table; "
                "give it scores"
            )
            yield Fault(message=message, where=where)
        if not bodies:
            message = f"'ratifiers' names nobody for party '{party}'; name a body or leave it out"
            yield Fault(message=message, where=where)
        yield from twice("ratifier", (body.id for body in bodies), where)
        for body in bodies:
            yield from _body(case, body, (*where, body.id))
    yield from _coalitions(case)


def _body(case: Case, body: Ratifier, where: Path) -> Iterator[Fault]:
    owner = f"ratifier '{body.id}'"
    parties = [party.id for party in case.parties]
    if not body.votes:
        yield Fault(message=f"{owner} has no members; name them after 'of'", where=where)
    for member, votes in body.votes.items():
        place = (*where, "of", member)
        if member not in parties:
            yield from known("party", member, parties, owner, place)
        elif member not in case.preferences and member not in case.constituents:
            why = "ranks states" if member in case.orders else "has no preferences"
            message = f"member '{member}' of {owner} {why}; give it scores, by which it votes"
            yield Fault(message=message, where=place)
        if not (math.isfinite(votes) and votes > 0):
            message = f"member '{member}' of {owner} has {votes:g} votes; it must be more than 0"
            yield Fault(message=message, where=place)
    sound = body.votes and all(votes > 0 for votes in body.votes.values())
    total = math.fsum(body.votes.values()) if sound else math.inf
    yield from finite(body.needs, f"'needs' of {owner}", (*where, "needs"))
    if body.needs <= 0:
        message = (
            f"{owner} needs {body.needs:g} votes, so it approves anything; ask for more than 0"
        )
        yield Fault(message=message, where=(*where, "needs"))
    if body.needs > total:
        message = f"{owner} needs {body.needs:g} votes, but its members have {total:g} together"
        yield Fault(message=f"{message}; ask for fewer", where=(*where, "needs"))
    for member in body.vetoes:
        yield from known("member", member, body.votes, f"'veto' of {owner}", (*where, "veto"))


def _coalitions(case: Case) -> Iterator[Fault]:
    if case.coalitions is None:
        return
    order = {party.id: place for place, party in enumerate(case.parties)}
    for place, (group, worth) in enumerate(case.coalitions.values.items()):
        where = ("coalitions", str(place))
        shown = ", ".join(f"'{party}'" for party in group)
        if not group:
            yield Fault(message="a coalition has no parties; name them after 'of'", where=where)
        for party in group:
            yield from known("party", party, order, "a coalition", (*where, "of"))
        if len(set(group)) < len(group):
            yield Fault(message=f"the coalition of {shown} names a party twice", where=where)
        elif list(group) != sorted(group, key=lambda party: order.get(party, len(order))):
            message = f"the coalition of {shown} is not in the order of the parties; sort it"
            yield Fault(message=message, where=where)
        yield from finite(worth, f"the worth of the coalition of {shown}", (*where, "worth"))
