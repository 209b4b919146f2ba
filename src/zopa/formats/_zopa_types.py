"""Types of the case file's parts: each knows how to check itself and what its JSON Schema is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeAliasType

from zopa.formats import _zopa_leaves as leaves
from zopa.formats._yaml_values import Map, Seq
from zopa.model import Number, Provenance, Standing

REF = "zopa:ref"
"""Stands for ``$ref`` to a definition, until the whole schema is made."""

TEXT_FORM: dict[str, Any] = {"type": ["string", "number"]}
WORD_FORM: dict[str, Any] = {REF: "Id"}
NULL_FORM: dict[str, Any] = {"type": "null"}
WORDS_FORM: dict[str, Any] = {"type": "array", "items": WORD_FORM}
NUMBER_FORM: dict[str, Any] = {REF: "Amount"}
_MARKS: dict[str, Any] = {
    "source": {**TEXT_FORM, "description": "Id of a source of this case, or a citation."},
    "date": {
        **TEXT_FORM,
        "description": "Day on which the number was stated or judged, 2019-02-28.",
    },
    "confidence": {**TEXT_FORM, "description": "In your words, for example low, or 0.7."},
    "method": {
        "enum": list(leaves.METHODS),
        "description": "stated by the party, inferred from what it did, or the analyst's own.",
    },
    "claims": {REF: "Ids", "description": "Claims that back the number."},
}


def _marked(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**properties, **_MARKS},
        "required": required,
        "additionalProperties": False,
    }


_RANGE: dict[str, Any] = {"type": "array", "items": {"type": "number"}, "minItems": 2}
_RANGE |= {"maxItems": 3, "description": "[low, high], all alike, or [low, likeliest, high]."}
_NUMBER_SCHEMA: dict[str, Any] = {
    "description": "A number: 5, or a range [low, high], or [low, likeliest, high], "
    "or a mapping that also says where the number comes from.",
    "anyOf": [
        {"type": "number"},
        _RANGE,
        _marked({"value": {"anyOf": [{"type": "number"}, _RANGE]}}, ["value"]),
        _marked(
            {
                "low": {"type": "number", "description": "Lowest value it may have."},
                "high": {"type": "number", "description": "Highest value it may have."},
                "central": {
                    "type": "number",
                    "description": "The value that stands for the rest; the middle when left out.",
                },
                "shape": {
                    "enum": list(leaves.SHAPES),
                    "description": "uniform (the default): all values alike; "
                    "triangular: values near central are likelier.",
                },
            },
            ["low", "high"],
        ),
    ],
}

Id = TypeAliasType(
    "Id",
    Annotated[
        str,
        PlainValidator(leaves.as_id),
        WithJsonSchema(
            {**TEXT_FORM, "minLength": 1, "description": "A name, as short as you like."}
        ),
    ],
)
Text = Annotated[str, PlainValidator(leaves.as_text), WithJsonSchema(TEXT_FORM)]
Texts = Annotated[
    tuple[str, ...],
    PlainValidator(leaves.as_texts),
    WithJsonSchema({"anyOf": [TEXT_FORM, {"type": "array", "items": TEXT_FORM}]}),
]
Ids = TypeAliasType(
    "Ids",
    Annotated[
        tuple[str, ...],
        PlainValidator(leaves.as_ids),
        WithJsonSchema(
            {
                "anyOf": [WORD_FORM, {"type": "array", "items": WORD_FORM}],
                "description": "One or several.",
            }
        ),
    ],
)
Flag = Annotated[bool, PlainValidator(leaves.as_flag), WithJsonSchema({"type": "boolean"})]
Whole = Annotated[int, PlainValidator(leaves.as_whole), WithJsonSchema({"type": "integer"})]
Plain = Annotated[float, PlainValidator(leaves.as_float), WithJsonSchema({"type": "number"})]
Amount = TypeAliasType(
    "Amount",
    Annotated[Number, PlainValidator(leaves.as_number), WithJsonSchema(_NUMBER_SCHEMA)],
)
Without = Annotated[
    Standing,
    PlainValidator(leaves.as_standing),
    WithJsonSchema(
        {
            "anyOf": [
                NUMBER_FORM,
                {
                    "type": "object",
                    "properties": {"value": NUMBER_FORM},
                    "required": ["value"],
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "properties": {"premium": NUMBER_FORM},
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Origin = Annotated[
    Provenance | None,
    PlainValidator(leaves.as_provenance),
    WithJsonSchema({"type": "object", "properties": _MARKS, "additionalProperties": False}),
]
Options = Annotated[
    leaves.Choice,
    PlainValidator(leaves.as_choice),
    WithJsonSchema(
        {
            "anyOf": [
                {REF: "Ids"},
                {
                    "type": "object",
                    "properties": {"not": {REF: "Ids"}},
                    "required": ["not"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
Row = Annotated[
    tuple[tuple[str, ...], Number],
    PlainValidator(leaves.as_row),
    WithJsonSchema({"type": "array", "items": {"anyOf": [WORD_FORM, NUMBER_FORM]}, "minItems": 2}),
]
Pattern = dict[Id, Options]


class Short:
    """Lets a part be written in a short form, here and in the schema."""

    def __init__(self, expand: Callable[[Any], Any], *forms: dict[str, Any]) -> None:
        self.expand = expand
        self.forms = forms

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*self.forms, handler(core)]}


def named(value: Any) -> Any:
    """Return a part whose short form is its name, or nothing."""
    if value is None:
        return {}
    return value if isinstance(value, (dict, list)) else {"name": value}


def titled(value: Any) -> Any:
    """Return a source whose short form is its title."""
    return value if isinstance(value, (dict, list)) else {"title": value}


def listed(value: Any) -> Any:
    """Return a mapping whose short form is a list of its keys."""
    if not isinstance(value, Seq):
        return value
    found = Map(value.line)
    for item, line in zip(value, value.lines, strict=True):
        key = leaves.as_id(item)
        if key in found:
            leaves.wrong(f"names '{key}' twice; keep one")
        found[key] = None
        found.lines[key] = line
    return found


class Part(BaseModel):
    """A mapping with known keys; a key without a value counts as left out."""

    model_config = ConfigDict(
        extra="forbid", arbitrary_types_allowed=True, populate_by_name=False, use_enum_values=True
    )

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        known = cls.keys()
        return {k: v for k, v in data.items() if v is not None or k not in known}

    @classmethod
    def keys(cls) -> dict[str, str]:
        """Return the keys of this part with their descriptions."""
        return {f.alias or n: f.description or "" for n, f in cls.model_fields.items()}
