"""The JSON Schema of case files, from the models that read them."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from zopa.formats._zopa_schema import CasePart
from zopa.formats._zopa_types import REF

DRAFT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = "urn:zopa:case:1"
"""Name of the schema; the number is the version of the format."""


class _Generator(GenerateJsonSchema):
    """Leaves out defaults, which are no JSON here."""

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of case files, for editors and for other programs.

    Examples
    --------
    >>> json_schema()["$id"]
    'urn:zopa:case:1'
    """
    made = CasePart.model_json_schema(mode="validation", schema_generator=_Generator)
    tidy: dict[str, Any] = _tidy(made)
    return {"$schema": DRAFT, "$id": SCHEMA_ID, "title": "zopa case", **tidy}


def _tidy(schema: Any, *, names: bool = False) -> Any:
    """Return a schema with its references, without titles that repeat a key."""
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if REF in schema:
        rest = {key: value for key, value in schema.items() if key != REF}
        return {"$ref": f"#/$defs/{schema[REF]}", **rest}
    return {
        key: _tidy(value, names=key in ("properties", "$defs") and not names)
        for key, value in schema.items()
        if names or key != "title"
    }
