"""States, exchange, verification, ratifiers and coalitions of a case file to the model's values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zopa.errors import CaseError
from zopa.formats._zopa_patterns import Desk
from zopa.formats._zopa_schema_later import (
    CheckPart,
    CoalitionPart,
    ExchangePart,
    RatifierPart,
    StatesPart,
    VerificationPart,
)
from zopa.formats._zopa_schema_wants import PreferencePart
from zopa.model import (
    Check,
    CoalitionValues,
    ExchangeTerms,
    Forbidden,
    Inspection,
    Merged,
    OneWay,
    Order,
    OrdinalPreference,
    Priorities,
    Ranking,
    Ratifier,
    Stakes,
    Statement,
    StateRules,
    StepTerms,
    parse_statement,
)


def order_of(party: str, part: PreferencePart, desk: Desk) -> OrdinalPreference:
    """Return a party's order of states; statements that cannot be read are noted as faults."""
    if part.ranking is not None:
        return Ranking(party=party, tiers=tuple(part.ranking))
    made = []
    for place, text in enumerate(part.priorities or ()):
        owner = f"statement {place + 1} of party '{party}'"
        try:
            formula = parse_statement(text, desk.issues, owner=owner)
        except CaseError as error:
            desk.fault(str(error), "preferences", party, "priorities", str(place))
            desk.damaged.add(("preferences", party))
        else:
            made.append(Statement(text=text, formula=formula))
    return Priorities(party=party, statements=tuple(made))


def states_of(part: StatesPart, desk: Desk) -> StateRules:
    """Return what the case says of its states."""
    return StateRules(
        one_way=tuple(
            OneWay(issue=issue, order=order or _file_order(issue, desk))
            for issue, order in part.once.items()
        ),
        forbidden=tuple(
            Forbidden(
                by=move.by,
                origin=desk.pattern(move.origin, (*where, "from"), "a forbidden move"),
                target=desk.pattern(move.target, (*where, "to"), "a forbidden move"),
                reason=move.reason,
            )
            for where, move in (
                (("states", "forbidden", str(place)), move)
                for place, move in enumerate(part.forbidden)
            )
        ),
        merged=tuple(
            Merged(
                id=name,
                name=name if merged.name is None else merged.name,
                pattern=desk.pattern(
                    merged.states, ("states", "merge", name, "states"), f"merged state '{name}'"
                ),
                counts_as=merged.counts_as,
            )
            for name, merged in part.merge.items()
        ),
        named=part.names,
    )


def _file_order(issue: str, desk: Desk) -> tuple[str, ...]:
    known = desk.issues.get(issue)
    return () if known is None else tuple(option.id for option in known.options)


def exchange_of(part: ExchangePart) -> ExchangeTerms:
    """Return what the case says of an exchange."""
    return ExchangeTerms(
        to=part.to,
        parties={
            party: Stakes(stake=v.stake, relationship=v.relationship, discount=v.discount)
            for party, v in part.parties.items()
        },
        issues={
            issue: StepTerms(
                reversible_value=v.reversible[0],
                reversible_cost=v.reversible[1],
                detected=v.detected,
                delay=v.delay,
                needs=v.needs,
                shift=v.shift,
            )
            for issue, v in part.issues.items()
        },
        orders={
            name: Order(
                id=name,
                name=name if v.name is None else v.name,
                by=v.by,
                claims=v.claims,
                rounds=tuple(v.rounds),
            )
            for name, v in part.orders.items()
        },
    )


def inspection_of(part: VerificationPart) -> Inspection:
    """Return what the case says of checks."""
    return Inspection(
        by=part.by,
        visits=part.visits,
        periods=part.periods,
        miss=part.miss,
        checks={issue: _check(check) for issue, check in part.issues.items()},
        undeclared=None if part.undeclared is None else _check(part.undeclared),
        hit=part.hit,
    )


def _check(part: CheckPart) -> Check:
    return Check(**part.model_dump())


def ratifiers_of(
    part: Mapping[str, Mapping[str, RatifierPart]],
) -> dict[str, tuple[Ratifier, ...]]:
    """Return the bodies that ratify, by the party for which they do."""
    return {
        party: tuple(
            Ratifier(
                id=name,
                name=name if body.name is None else body.name,
                needs=body.needs,
                votes=body.of,
                vetoes=body.veto,
            )
            for name, body in bodies.items()
        )
        for party, bodies in part.items()
    }


def members_of(part: Mapping[str, Mapping[str, RatifierPart]]) -> set[str]:
    """Return who votes in some body and has no seat at the table."""
    return {
        member for bodies in part.values() for body in bodies.values() for member in body.of
    } - set(part)


def coalitions_of(
    parts: Sequence[CoalitionPart], parties: Sequence[str], desk: Desk
) -> CoalitionValues | None:
    """Return what groups get by themselves, each group in the order of the parties."""
    if not parts:
        return None
    place = {party: at for at, party in enumerate(parties)}
    values: dict[tuple[str, ...], float] = {}
    for at, part in enumerate(parts):
        group = tuple(sorted(part.of, key=lambda party: place.get(party, len(place))))
        if group in values:
            named = ", ".join(f"'{party}'" for party in group)
            desk.fault(f"the coalition of {named} is named twice; keep one", "coalitions", str(at))
        values.setdefault(group, part.worth)
    return CoalitionValues(values=values)
