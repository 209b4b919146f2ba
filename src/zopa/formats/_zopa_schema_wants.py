"""What a party wants, as a case file says it: pydantic models of one kind of preferences each."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from zopa.formats import _zopa_leaves as leaves
from zopa.formats._yaml_values import Float, Int, Map, said
from zopa.formats._zopa_orders import Tier
from zopa.formats._zopa_types import (
    NUMBER_FORM,
    TEXT_FORM,
    Amount,
    Flag,
    Id,
    Ids,
    Origin,
    Part,
    Plain,
    Row,
    Short,
    Text,
    Without,
)
from zopa.model import Number, Standing

_NESTED: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [NUMBER_FORM, {"type": "object", "additionalProperties": NUMBER_FORM}]
        },
    },
}


class JointPart(Part):
    """A score that two or three issues have together, on top of their own scores."""

    issues: Ids = Field(description="Two or three issues.")
    weight: Amount | None = Field(None, description="Its weight, where issues have weights.")
    scores: Annotated[Any, WithJsonSchema(_NESTED)] = Field(
        description="Option of the first issue: {option of the second: score}."
    )
    default: Amount = Field(
        Number.fixed(0.0), description="Score of the combinations that are left out; 0."
    )

    @model_validator(mode="after")
    def _by_depth(self) -> JointPart:
        if len(self.issues) < 2:
            leaves.wrong("joins one issue; name two or three")
        self.scores = dict(_combinations(self.scores, len(self.issues), ()))
        return self


def _combinations(
    value: Any, depth: int, above: tuple[str, ...]
) -> list[tuple[tuple[str, ...], Number]]:
    """Return the scores of nested mappings by their options."""
    if not depth:
        try:
            return [(above, leaves.as_number(value))]
        except PydanticCustomError as error:
            leaves.wrong(f"scores {' / '.join(above)}: {error.message()}")
    if not isinstance(value, Map):
        place = f"at {' / '.join(above)} " if above else ""
        leaves.wrong(
            f"has scores that {place}must be a mapping of options, one level for each issue; "
            f"found {said(value)}"
        )
    return [
        found
        for key, item in value.items()
        for found in _combinations(item, depth - 1, (*above, key))
    ]


class TablePart(Part):
    """A utility for every package."""

    issues: Ids = Field(description="The issues, in the order of the rows; others do not matter.")
    rows: list[Row] = Field(description="Rows [option, option, ..., utility].")
    default: Amount | None = Field(None, description="Utility of the packages left out.")

    @model_validator(mode="after")
    def _each_once(self) -> TablePart:
        seen: set[tuple[str, ...]] = set()
        for options, _ in self.rows:
            if options in seen:
                leaves.wrong(f"has two rows for {' / '.join(options)}; keep one")
            seen.add(options)
        return self


def _one_or_more(value: Any) -> Any:
    """Return one statement as a list."""
    return [value] if isinstance(value, (str, Int, Float)) else value


_ALONE = ("table", "ranking", "priorities")
"""Kinds of preferences that stand instead of scores."""
_SCORES = frozenset({"weights", "scores", "joint", "rescale", "constant"})
_POINTS = frozenset({"no_deal", "provenance", "cap", "discount"})


class PreferencePart(Part):
    """What one party wants: scores, or a table, and what it has without a deal; or an order."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [key]} for key in ("scores", "joint", *_ALONE)]}
    )

    weights: dict[Id, Amount] | None = Field(
        None,
        description="Issue: weight. Utility is then the weighted mean of the scores; "
        "without weights it is the sum of the scores.",
    )
    scores: dict[Id, dict[Id, Amount]] | None = Field(
        None,
        description="Issue: {option: score}; more is better. "
        "A term may score 'no_deal', its absence.",
    )
    joint: dict[Id, JointPart] = Field(
        default_factory=dict,
        description="Scores that options of two or three issues have together.",
    )
    table: TablePart | None = Field(None, description="A utility for every package, instead.")
    ranking: list[Tier] | None = Field(
        None,
        description="All states from best to worst, instead, for stability only: names or "
        "{issue: option}; a list inside is a tie.",
    )
    priorities: Annotated[list[Text], Short(_one_or_more, TEXT_FORM)] | None = Field(
        None,
        description="Statements from most to least important, instead, for stability only: "
        "relief = none, not abandon, insist iff not modify.",
    )
    no_deal: Without = Field(
        Standing(),
        description="What the party has without a deal: a number, {value: number}, or "
        "{premium: number} over its score of the no-deal package; when left out, that score.",
    )
    provenance: Origin = Field(
        None, description="Where those numbers of this party come from that do not say so."
    )
    rescale: Flag = Field(
        default=True, description="false keeps the weights as they are, undivided by their sum."
    )
    constant: Plain = Field(0.0, description="Added to every utility.")
    cap: Plain | None = Field(None, description="Utilities above it count as it.")
    discount: Plain = Field(1.0, description="Utility at time t in [0, 1] is times discount ** t.")

    @model_validator(mode="after")
    def _one_kind(self) -> PreferencePart:
        given = self.model_fields_set
        kinds = [key for key in _ALONE if key in given]
        extra = sorted(given & _SCORES)
        if kinds and kinds[0] != "table":
            extra += sorted(given & _POINTS)
        if kinds and (extra or len(kinds) > 1):
            other = (kinds[1:] + extra)[0]
            leaves.wrong(f"has both '{kinds[0]}' and '{other}'; {_ADVICE[kinds[0]]}")
        if not kinds and not given & {"scores", "joint"}:
            leaves.wrong("has neither 'scores' nor 'table'; give it 'scores: {issue: {option: 5}}'")
        return self

    @property
    def is_order(self) -> bool:
        """Whether the party puts states in order instead of scoring packages."""
        return self.ranking is not None or self.priorities is not None


_ADVICE = {
    "table": "give a table, or scores",
    "ranking": "a party that ranks states has no scores and no value for no deal",
    "priorities": "a party with priorities has no scores and no value for no deal",
}
