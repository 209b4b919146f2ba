"""zopa YAML: the project's own case file, or a folder with ``case.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.formats._contract import FORMATS, Format, Reading, Writing

if TYPE_CHECKING:
    from zopa.model import Case

_OURS = re.compile(rb"""(?m)^[\s{]*["']?(zopa|parties)["']?\s*:""")
_OURS_JSON = re.compile(rb"""["']zopa["']\s*:\s*[0-9]""")
_THEIRS = re.compile(rb"(?m)^[\s-]*(type|reserved_value|outcome_space|ufun)\s*:")


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a path may be a case file."""
    if path.is_dir():
        return (path / "case.yaml").is_file()
    if path.suffix.lower() == ".json":
        return bool(_OURS_JSON.search(head))
    if path.suffix.lower() in (".yaml", ".yml"):
        return bool(_OURS.search(head)) or not _THEIRS.search(head)
    return bool(re.search(rb"(?m)^zopa\s*:", head))


def read(path: Path) -> Reading:
    """Return the case in a file or folder; see `zopa.formats.read`."""
    from zopa.formats._zopa_read import load

    return Reading(case=load(path))


def lines_of(path: Path, places: Iterable[tuple[str, ...]]) -> list[int]:
    """Return the lines at which paths of the model stand in a case file.

    For what shows only when a case is used, such as rules that leave no package.
    """
    from zopa.formats import _zopa_read

    return _zopa_read.lines_in(path, places)


def write(case: Case) -> Writing:
    """Return a case as one ``case.yaml``, which reads back as the same case."""
    from zopa.formats._zopa_write import dump, lost

    return Writing(files={"case.yaml": dump(case).encode()}, lost=lost(case))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of case files."""
    from zopa.formats._zopa_json_schema import json_schema as made

    return made()


FORMATS.add(
    "zopa",
    Format(
        name="zopa",
        title="zopa YAML",
        recognises=recognises,
        read=read,
        write=write,
        priority=10,
    ),
)
