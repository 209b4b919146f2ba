"""What a case file says of states, exchange, checks, ratifiers and coalitions, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from zopa.formats import _zopa_leaves as leaves
from zopa.formats._yaml_values import Map, Seq
from zopa.formats._zopa_orders import RoundOf, Shares
from zopa.formats._zopa_types import (
    NULL_FORM,
    WORD_FORM,
    WORDS_FORM,
    Id,
    Ids,
    Part,
    Pattern,
    Plain,
    Short,
    Text,
    Whole,
    listed,
)


def _names(value: Any) -> Any:
    """Return a mapping whose short forms are one key, or a list of keys."""
    if isinstance(value, (Map, Seq)):
        return listed(value)
    return {leaves.as_id(value): None}


def _in_order(value: Any) -> Any:
    """Return no options where the order of the file counts."""
    return Seq() if value is None else value


def _one_vote(value: Any) -> Any:
    """Return one vote where a member has no number."""
    return leaves.ONE if value is None else value


class ForbiddenPart(Part):
    """A move that cannot be made, from states like one pattern to states like another."""

    by: Id | None = Field(None, description="Party that cannot make it; all when left out.")
    origin: Pattern = Field(
        default_factory=dict, alias="from", description="Where the state is like this, ..."
    )
    target: Pattern = Field(
        default_factory=dict, alias="to", description="... none like this can follow."
    )
    reason: Text | None = Field(None, description="Why, for the reader.")


class MergedPart(Part):
    """States that count as one."""

    name: Text | None = Field(None, description="In words; the id when left out.")
    states: Pattern = Field(description="Issue: option, or options, that they share.")
    counts_as: dict[Id, Id] | None = Field(
        None,
        description="Issue: option, of the one of them whose scores stand for all; needed where "
        "they differ.",
    )


class StatesPart(Part):
    """What a question about stability needs besides issues."""

    once: Annotated[
        dict[Id, Annotated[Ids, Short(_in_order, NULL_FORM)]],
        Short(_names, WORD_FORM, WORDS_FORM),
    ] = Field(
        default_factory=dict,
        description="Issues that move in one direction only, each with all its options in the "
        "only order in which they can follow each other; or a list of issues whose options stand "
        "in that order.",
    )
    forbidden: list[ForbiddenPart] = Field(
        default_factory=list, description="Moves that cannot be made: {by, from, to, reason}."
    )
    merge: dict[Id, MergedPart] = Field(
        default_factory=dict,
        description="Id: {name, states, counts_as} of states that nobody tells apart.",
    )
    names: dict[Id, dict[Id, Id]] = Field(
        default_factory=dict,
        description="Name of a state: {issue: option}, all issues but terms; rankings use it.",
    )


class StakesPart(Part):
    """What binds one party during an exchange, in points of its own utility."""

    stake: Plain = Field(
        0.0, description="What it loses when a breach becomes known: deposit, penalty, reputation."
    )
    relationship: Plain = Field(
        0.0, description="What the relationship is worth to it at completion."
    )
    discount: Plain = Field(
        1.0, description="What a point of the next round is worth now, above 0 and at most 1."
    )


class StepPart(Part):
    """How the step on one issue can be checked and taken back."""

    reversible: Shares = Field(
        (0.0, 0.0),
        description="Share that comes back when the giver takes the step back, 0 to 1: one number "
        "for both, or {value: what the others lose, cost: what the giver regains}.",
    )
    detected: Plain = Field(
        1.0, description="Chance that a withheld step is ever noticed, above 0 and at most 1."
    )
    delay: Whole = Field(
        0, description="Rounds in which the others still deliver after it was withheld."
    )
    needs: Ids = Field((), description="Issues that must have moved before.")
    shift: dict[Id, Plain] = Field(
        default_factory=dict,
        description="Party: by how much the step moves what it has when everything breaks down.",
    )


class OrderPart(Part):
    """A schedule that somebody asked for."""

    name: Text | None = Field(None, description="In words; the id when left out.")
    by: Ids = Field((), description="Who asked for it.")
    claims: Ids = Field((), description="Claims that report it.")
    rounds: list[RoundOf] = Field(
        description="One round after another: an issue, a list of issues that move together, or "
        "{issue: option} to go only that far."
    )


class ExchangePart(Part):
    """What a question about the order of steps needs besides preferences."""

    to: Id | None = Field(
        None, description="The package to carry out, by name; the Nash package when left out."
    )
    parties: dict[Id, StakesPart] = Field(
        default_factory=dict, description="Party: {stake, relationship, discount}."
    )
    issues: dict[Id, StepPart] = Field(
        default_factory=dict, description="Issue: {reversible, detected, delay, needs, shift}."
    )
    orders: dict[Id, OrderPart] = Field(
        default_factory=dict, description="Id: {name, by, claims, rounds} of what was asked for."
    )


class CheckPart(Part):
    """How something can be inspected."""

    name: Text | None = Field(
        None, description="What is inspected, in words; the issue's name when left out."
    )
    detected: Plain | None = Field(
        None, description="Chance that one visit finds a breach, 0 to 1."
    )
    seen: Plain = Field(
        0.0, description="Chance that a breach is seen from outside, without any visit, 0 to 1."
    )
    false_alarm: Plain = Field(
        0.0, description="Chance that one visit raises an alarm without a breach, 0 to 1."
    )
    prior: Plain | None = Field(
        None, description="Belief, before any visit, that there is a breach, 0 to 1."
    )
    items: Whole | None = Field(None, description="How many items are declared there.")
    falsified: Whole | None = Field(
        None, description="How many of them a breach that matters would falsify."
    )
    recognised: Plain = Field(
        1.0, description="Chance that an inspected falsified item is recognised, 0 to 1."
    )


class UndeclaredPart(CheckPart):
    """The site that nobody declared."""

    issue: Id | None = Field(None, description="Issue whose step its existence would break.")


class VerificationPart(Part):
    """What a question about checks needs."""

    by: Id | None = Field(None, description="Party that inspects and relies on the result.")
    visits: Whole | None = Field(None, description="Visits that can be afforded.")
    periods: Whole | None = Field(None, description="Periods in which a breach could happen.")
    miss: Plain = Field(
        0.05, description="Chance of overlooking a breach that a sampling plan may have."
    )
    issues: dict[Id, CheckPart] = Field(
        default_factory=dict, description="Issue: how it is inspected."
    )
    undeclared: UndeclaredPart | None = Field(
        None, description="The site that nobody declared: how likely it is, and is found."
    )
    hit: Plain | None = Field(
        None, description="Chance of finding it once intelligence points to the place, 0 to 1."
    )


class RatifierPart(Part):
    """A body at home that must approve."""

    name: Text | None = Field(None, description="In words; the id when left out.")
    needs: Plain = Field(description="Votes that approve, at least.")
    of: Annotated[
        dict[Id, Annotated[Plain, Short(_one_vote, NULL_FORM)]],
        Short(_names, WORD_FORM, WORDS_FORM),
    ] = Field(description="Members, a list; or member: votes.")
    veto: Ids = Field((), description="Members without whom nothing passes.")


class CoalitionPart(Part):
    """What some parties can get by themselves."""

    of: Ids = Field(description="The parties.")
    worth: Plain = Field(description="What they get together.")
