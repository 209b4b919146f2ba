"""The JSON Schema of case files, so that editors complete and check them."""

from __future__ import annotations

from typing import Any

from zopa.formats import zopa_yaml


def schema() -> dict[str, Any]:
    """Return the JSON Schema of case files.

    Examples
    --------
    >>> schema()["required"]
    ['zopa', 'parties', 'issues']
    """
    return zopa_yaml.json_schema()
