"""The case file as pydantic models: what stands where, for reading and for the JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from zopa.formats import _zopa_leaves as leaves
from zopa.formats._yaml_values import said
from zopa.formats._zopa_schema_later import (
    CheckPart,
    CoalitionPart,
    ExchangePart,
    ForbiddenPart,
    MergedPart,
    OrderPart,
    RatifierPart,
    StakesPart,
    StatesPart,
    StepPart,
    UndeclaredPart,
    VerificationPart,
)
from zopa.formats._zopa_schema_wants import JointPart, PreferencePart, TablePart
from zopa.formats._zopa_types import (
    NULL_FORM,
    TEXT_FORM,
    WORDS_FORM,
    Flag,
    Id,
    Ids,
    Part,
    Pattern,
    Plain,
    Short,
    Text,
    Texts,
    Whole,
    listed,
    named,
    titled,
)
from zopa.model.records import STANCES, STATUSES


def _accept(value: Any) -> Any:
    if isinstance(value, dict):
        return value
    if value != "all":
        leaves.wrong(f"must be all, or {{at_least: 2}}; found {said(value)}")
    return {}


class PartyPart(Part):
    """A party: someone who takes part."""

    name: Text | None = Field(None, description="Name in full; the id when left out.")
    aliases: Texts = Field((), description="Other words for it in the sources.")
    role: Text | None = Field(
        None, description="For a party that does not negotiate, for example mediator."
    )


class AcceptPart(Part):
    """Whose consent makes a deal."""

    at_least: Whole | None = Field(None, description="How many parties must accept; else all.")
    including: Ids = Field((), description="Parties that must be among them.")


class SourcePart(Part):
    """A text that claims quote; the text itself need not be there."""

    title: Text | None = Field(None, description="Title or citation.")
    file: Text | None = Field(None, description="File name below the case's folder.")
    sha256: Text | None = Field(None, description="Fingerprint of the file.")
    url: Text | None = Field(None, description="Where it was published.")
    date: Text | None = Field(None, description="Day of publication, for example 2019-02-28.")


class ClaimPart(Part):
    """What a statement of the ledger, or a passage of a source, says about the case."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [{"required": ["statement"]}, {"required": ["source", "quote"]}]
        }
    )

    statements: Ids = Field(
        (), alias="statement", description="Statement of the ledger, by id; or a list of them."
    )
    source: Id = Field("", description="Id of the source; the statement's when left out.")
    quote: Text = Field(
        "",
        description="The passage, word for word, short; the statement's words when left out.",
    )
    by: Id | None = Field(None, description="Party that speaks.")
    kind: Text | None = Field(
        None, description="For example demand, offer, refusal, promise, condition, account."
    )
    about: Annotated[
        dict[Id, Id | None],
        Short(listed, WORDS_FORM),
    ] = Field(default_factory=dict, description="Issue: option; or only a list of issues.")
    stance: Annotated[
        str, PlainValidator(leaves.one_of(STANCES)), WithJsonSchema({"enum": list(STANCES)})
    ] = Field(
        "supports", description="supports, or contradicts where it says that 'about' is not so."
    )
    note: Text | None = Field(None, description="Remark of the analyst.")

    @model_validator(mode="after")
    def _from_somewhere(self) -> ClaimPart:
        if self.statements:
            return self
        for key, given in (("source", self.source), ("quote", self.quote)):
            if not given:
                about = ClaimPart.keys()[key].split(";", maxsplit=1)[0]
                about = about[:1].lower() + about[1:]
                leaves.wrong(
                    f"lacks '{key}'; add it: {about}; or give the claim the 'statement' of a "
                    "ledger that it rests on"
                )
        return self


class OptionPart(Part):
    """One way to settle an issue."""

    name: Text | None = Field(None, description="In words; the id when left out.")
    origin: Text | None = Field(
        None, description="Who brought it up, for example reports or analyst; option sets use it."
    )
    claims: Ids = Field((), description="Claims in which it appears.")


class GridPart(Part):
    """The numbers behind the options of a numeric issue, evenly spaced."""

    kind: Annotated[
        str,
        PlainValidator(leaves.one_of(("integer", "real"))),
        WithJsonSchema({"enum": ["integer", "real"]}),
    ] = Field(description="integer or real.")
    low: Plain = Field(description="Lowest number.")
    high: Plain = Field(description="Highest number.")
    points: Whole = Field(description="How many options, both ends included.")


class IssuePart(Part):
    """Something to settle, with its options."""

    name: Text | None = Field(None, description="In words; the id when left out.")
    by: Ids = Field((), description="Party that carries it out; a list when it takes all of them.")
    now: Id | None = Field(None, description="Option in force today.")
    term: Flag = Field(
        default=False,
        description="true for a clause of a deal that nobody carries out, "
        "for example the order of the steps; it has no 'by' and no 'now'.",
    )
    options: (
        Annotated[
            dict[
                Id,
                Annotated[
                    OptionPart, Short(named, {**TEXT_FORM, "description": "Name."}, NULL_FORM)
                ],
            ],
            Short(listed, WORDS_FORM),
        ]
        | None
    ) = Field(None, description="Id: name; or id: {name, origin, claims}; or a list of ids.")
    grid: GridPart | None = Field(
        None, description="For numbers: options may be left out and are made from the grid."
    )


class RulePart(Part):
    """A rule: if a package matches one pattern, then another too; or a pattern that never is."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["if", "then"]}, {"required": ["never"]}]}
    )

    when: Pattern | None = Field(None, alias="if", description="Where a package is like this, ...")
    then: Pattern | None = Field(None, description="... it must be like this too.")
    never: Pattern | None = Field(None, description="No package may be like this.")
    reason: Text | None = Field(None, description="Why, for the reader.")

    @model_validator(mode="after")
    def _one_kind(self) -> RulePart:
        parts = (("if", self.when), ("then", self.then), ("never", self.never))
        given = [key for key, value in parts if value is not None]
        if given not in (["if", "then"], ["never"]):
            found = " and ".join(f"'{key}'" for key in given) or "none of them"
            leaves.wrong(f"must have 'if' and 'then', or only 'never'; found {found}")
        return self


class OptionSetPart(Part):
    """Which options are negotiated over: restrict by origin, then add, then fix."""

    name: Text | None = Field(
        None, description="What completes 'with ...' in the brief: what was on the table."
    )
    origin: Texts | None = Field(None, description="Keep the options of these origins only.")
    add: dict[Id, Ids] = Field(default_factory=dict, description="Issue: options to add.")
    fix: dict[Id, Ids] = Field(
        default_factory=dict, description="Issue: the only options it has, whatever their origin."
    )


class PackagePart(Part):
    """A package with a name: one option for every issue, written as `issue: option`.

    Issues that are called like one of these keys go below 'options'.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Id]

    name: Text | None = Field(None, description="In words; the id when left out.")
    by: Id | None = Field(None, description="Party that made it.")
    to: Ids = Field((), description="Parties it was made to.")
    status: Text | None = Field(
        None, description=f"What became of it: {', '.join(STATUSES[:-1])} or {STATUSES[-1]}."
    )
    claims: Ids = Field((), description="Claims that report it.")
    assumed: Ids = Field((), description="Issues whose option the analyst filled in.")
    options: dict[Id, Id] = Field(default_factory=dict, description="Issue: option.")


class EventPart(Part):
    """Something that happened."""

    date: Text = Field(description="Day, for example 2019-02-28.")
    what: Text = Field(description="What happened, in a few words.")
    claims: Ids = Field((), description="Claims that report it.")


class CommitmentPart(Part):
    """A promise: who, about which issue, to which option."""

    by: Id = Field(description="Party that promised.")
    issue: Id = Field(description="Issue.")
    option: Id = Field(description="Option of it.")
    claims: Ids = Field((), description="Claims that report it.")
    since: Text | None = Field(
        None, description="Day from which it binds, 2019-02-28; else that of its claims."
    )
    kept: Ids = Field((), description="Claims that say it was kept.")
    broken: Ids = Field((), description="Claims that say it was broken.")


class CasePart(Part):
    """A negotiation, as one file describes it."""

    zopa: Annotated[
        int, PlainValidator(leaves.as_version), WithJsonSchema({"const": leaves.VERSION})
    ] = Field(description="Version of the format: write 'zopa: 1' at the top.")
    id: Id | None = Field(None, description="Short name; the file's or folder's when left out.")
    title: Text | None = Field(None, description="Heading of the brief; the id when left out.")
    parties: Annotated[
        dict[Id, Annotated[PartyPart, Short(named, TEXT_FORM, NULL_FORM)]],
        Short(listed, WORDS_FORM),
    ] = Field(description="Id: {name, aliases, role}; or id: name; or a list of ids.")
    accept: Annotated[AcceptPart, Short(_accept, {"const": "all"})] = Field(
        AcceptPart.model_validate({}),
        description="all (the default), or {at_least: 5, including: [party]}.",
    )
    sources: dict[Id, Annotated[SourcePart, Short(titled, TEXT_FORM)]] = Field(
        default_factory=dict, description="Id: {title, file, sha256, url, date}; or id: citation."
    )
    claims: dict[Id, ClaimPart] = Field(
        default_factory=dict,
        description="Id: {source, quote, by, kind, about, note}; or {statement, about}.",
    )
    issues: dict[Id, IssuePart] = Field(description="Id: {name, by, now, options}.")
    rules: list[RulePart] = Field(
        default_factory=list, description="Hold in every state of the world, deal or no deal."
    )
    deal_rules: list[RulePart] = Field(
        default_factory=list, description="Hold for agreements only."
    )
    option_sets: dict[Id, OptionSetPart] = Field(
        default_factory=dict, description="Id: {origin, add, fix}; 'all' is always there."
    )
    no_deal: dict[Id, Id] = Field(
        default_factory=dict,
        description="Issue: option in force without a deal; issues left out stay as 'now'.",
    )
    preferences: dict[Id, PreferencePart] = Field(
        default_factory=dict,
        description="Party: {weights, scores, joint, no_deal}; or {table}, {ranking}, {priorities}.",
    )
    packages: dict[Id, PackagePart] = Field(
        default_factory=dict, description="Id: {name, by, to, status, issue: option, ...}."
    )
    events: list[EventPart] = Field(default_factory=list, description="What happened when.")
    commitments: list[CommitmentPart] = Field(default_factory=list, description="Promises made.")
    notes: Texts = Field((), description="Remarks for the reader of the brief.")
    states: StatesPart = Field(
        StatesPart.model_validate({}),
        description="For stability: {once, forbidden, merge, names}.",
    )
    exchange: ExchangePart | None = Field(
        None, description="For the order of steps: {to, parties, issues, orders}."
    )
    verification: VerificationPart | None = Field(
        None, description="For checks: {by, visits, periods, issues, undeclared, hit}."
    )
    ratifiers: dict[Id, dict[Id, RatifierPart]] = Field(
        default_factory=dict,
        description="Party: {id: {name, needs, of, veto}} of the bodies that must approve for it.",
    )
    coalitions: list[CoalitionPart] = Field(
        default_factory=list, description="What groups get by themselves: {of, worth}."
    )


_EACH = "*"
_PLACES: dict[tuple[str, ...], type[Part]] = {
    (): CasePart,
    ("accept",): AcceptPart,
    ("parties", _EACH): PartyPart,
    ("sources", _EACH): SourcePart,
    ("claims", _EACH): ClaimPart,
    ("issues", _EACH): IssuePart,
    ("issues", _EACH, "options", _EACH): OptionPart,
    ("issues", _EACH, "grid"): GridPart,
    ("rules", _EACH): RulePart,
    ("deal_rules", _EACH): RulePart,
    ("option_sets", _EACH): OptionSetPart,
    ("preferences", _EACH): PreferencePart,
    ("preferences", _EACH, "joint", _EACH): JointPart,
    ("preferences", _EACH, "table"): TablePart,
    ("packages", _EACH): PackagePart,
    ("events", _EACH): EventPart,
    ("commitments", _EACH): CommitmentPart,
    ("states",): StatesPart,
    ("states", "forbidden", _EACH): ForbiddenPart,
    ("states", "merge", _EACH): MergedPart,
    ("exchange",): ExchangePart,
    ("exchange", "parties", _EACH): StakesPart,
    ("exchange", "issues", _EACH): StepPart,
    ("exchange", "orders", _EACH): OrderPart,
    ("verification",): VerificationPart,
    ("verification", "issues", _EACH): CheckPart,
    ("verification", "undeclared"): UndeclaredPart,
    ("ratifiers", _EACH, _EACH): RatifierPart,
    ("coalitions", _EACH): CoalitionPart,
}


def part_at(where: tuple[str, ...]) -> type[Part]:
    """Return which part of a case file stands at a place."""
    for pattern, part in _PLACES.items():
        if len(pattern) == len(where) and all(
            wanted in (_EACH, step) for wanted, step in zip(pattern, where, strict=True)
        ):
            return part
    return Part
