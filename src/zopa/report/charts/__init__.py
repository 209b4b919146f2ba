"""Pictures."""

from __future__ import annotations

from typing import Any


def picture(*args: Any) -> dict[str, Any]:
    return {}


margins_picture = tornado = picture
