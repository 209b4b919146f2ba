"""``zopa schema``: the JSON Schema of case files."""

from __future__ import annotations

from zopa.cli._shared import Json, show_json


def schema(*, json: Json = True) -> int:
    """Print the JSON Schema of case files; editors complete and check cases with it."""
    from zopa.jobs.schema import schema as job

    del json  # a schema is JSON anyway
    show_json(job())
    return 0
