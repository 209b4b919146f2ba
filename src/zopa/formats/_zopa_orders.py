"""Orders in a case file: states from best to worst, and rounds of steps."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from zopa.formats import _zopa_leaves as leaves
from zopa.formats._yaml_values import Map, Seq
from zopa.formats._zopa_types import WORD_FORM
from zopa.model.preferences.ranking import Ref
from zopa.model.steps import Round


def as_state(value: Any) -> Ref:
    """Return a state: its name, or its options."""
    if isinstance(value, Map):
        if not value:
            leaves.wrong("must be a state, as a name or {issue: option}; found an empty mapping")
        return tuple((issue, leaves.as_id(option)) for issue, option in value.items())
    if isinstance(value, Seq):
        leaves.wrong("must be a state, as a name or {issue: option}; found a list in a list")
    return leaves.as_id(value)


def as_tier(value: Any) -> tuple[Ref, ...]:
    """Return states of the same rank: one, or a list of them."""
    if not isinstance(value, Seq):
        return (as_state(value),)
    if not value:
        leaves.wrong("must be a state, or a list of states of the same rank; found an empty list")
    return tuple(as_state(item) for item in value)


def as_round(value: Any) -> Round:
    """Return steps made at the same time: an issue, ``{issue: option}``, or a list of them."""
    if isinstance(value, Seq):
        return tuple(step for item in value for step in _steps(item))
    return _steps(value)


def _steps(value: Any) -> Round:
    if isinstance(value, Map):
        return tuple(
            (issue, None if option is None else leaves.as_id(option))
            for issue, option in value.items()
        )
    if isinstance(value, Seq):
        leaves.wrong("must be an issue or {issue: option}, found a list in a list")
    return ((leaves.as_id(value), None),)


def as_shares(value: Any) -> tuple[float, float]:
    """Return the shares of value and of cost that come back: one number for both, or two."""
    if isinstance(value, Map):
        leaves.known_keys(value, ("value", "cost"))
        shares = [leaves.as_float(value[k]) if k in value else 0.0 for k in ("value", "cost")]
        return shares[0], shares[1]
    return (leaves.as_float(value),) * 2


_STATE_FORM: dict[str, Any] = {
    "anyOf": [WORD_FORM, {"type": "object", "additionalProperties": WORD_FORM}]
}
_STEP_FORM: dict[str, Any] = {
    "anyOf": [
        WORD_FORM,
        {"type": "object", "additionalProperties": {"anyOf": [WORD_FORM, {"type": "null"}]}},
    ]
}

Tier = Annotated[
    tuple[Ref, ...],
    PlainValidator(as_tier),
    WithJsonSchema(
        {"anyOf": [_STATE_FORM, {"type": "array", "items": _STATE_FORM, "minItems": 1}]}
    ),
]
RoundOf = Annotated[
    Round,
    PlainValidator(as_round),
    WithJsonSchema({"anyOf": [_STEP_FORM, {"type": "array", "items": _STEP_FORM}]}),
]
Shares = Annotated[
    tuple[float, float],
    PlainValidator(as_shares),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {
                    "type": "object",
                    "properties": {
                        "value": {
                            "type": "number",
                            "description": "Share of its value that the others lose, 0 to 1.",
                        },
                        "cost": {
                            "type": "number",
                            "description": "Share of its cost that the giver regains, 0 to 1.",
                        },
                    },
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
