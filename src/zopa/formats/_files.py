"""What all readers do with files: size and text, JSON without surprises, choosing profiles."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from zopa.errors import SHOWN, FormatError, did_you_mean
from zopa.formats._contract import SIZE_LIMIT

CHOICE = "::"
"""Stands between a folder and the profiles to read from it: ``FOLDER::a.xml,b.xml``."""

PARTIES = 2
"""Profiles that are read without being named: with more, a folder does not say who takes part."""

MOST = 40
"""Profiles that the question for the right ones lists at most."""

OPTION_LIMIT = 100_000
"""Options that one issue has at most; issues are read value by value, never sampled."""

HEAD = 4096


def split_choice(path: str | Path) -> tuple[Path, tuple[str, ...]]:
    """Return the path and the profiles that follow ``::``, if any.

    Examples
    --------
    >>> split_choice("party::party1.xml, party2.xml")[1]
    ('party1.xml', 'party2.xml')
    >>> split_choice("party")[1]
    ()
    """
    base, found, names = str(path).rpartition(CHOICE)
    if not found or not base or Path(path).exists():
        return Path(path), ()
    chosen = tuple(name.strip() for name in names.split(",") if name.strip())
    if not chosen:
        msg = f"{path}: no profile is named after '{CHOICE}'; write {base}{CHOICE}first,second"
        raise FormatError(msg)
    return Path(base), chosen


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, unless it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        if size <= SIZE_LIMIT:
            return path.read_bytes()
    except OSError as error:
        msg = f"{path}: the file cannot be read ({error.strerror}); check name and permissions"
        raise FormatError(msg) from None
    msg = (
        f"{path}: the file has {size / 2**20:.0f} MB, at most {SIZE_LIMIT / 2**20:.0f} MB are read; "
        "check that it is part of a case"
    )
    raise FormatError(msg)


def read_text(path: Path) -> str:
    """Return what a UTF-8 file holds."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        msg = f"{path}: the file is not UTF-8 text; save it as UTF-8"
        raise FormatError(msg) from None


def head_of(path: Path) -> bytes:
    """Return the first bytes of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def members(folder: Path, *suffixes: str) -> list[Path]:
    """Return the files of a folder with one of the suffixes, by name; none where there is none."""
    try:
        found = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
    return sorted(path for path in found if path.suffix.lower() in suffixes)


def read_json(path: Path) -> Any:
    """Return the JSON value of a file; names that stand twice and NaN are refused."""

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            name = Counter(key for key, _ in items).most_common(1)[0][0]
            msg = f"{path}: '{name}' stands twice in one object; keep one"
            raise FormatError(msg)
        return found

    def constant(name: str) -> Any:
        msg = f"{path}: the file holds {name}, which is no number; give it a value"
        raise FormatError(msg)

    try:
        return json.loads(read_text(path), object_pairs_hook=pairs, parse_constant=constant)
    except json.JSONDecodeError as error:
        msg = f"{path}: line {error.lineno}: this is not JSON ({error.msg}); mend or complete it"
        raise FormatError(msg) from None
    except RecursionError:
        msg = f"{path}: the JSON is nested too deeply to be a case; check that it is one"
        raise FormatError(msg) from None
    except ValueError:
        msg = f"{path}: a number of the file is too long; check that it is a case"
        raise FormatError(msg) from None


def as_object(value: Any, what: str) -> dict[str, Any]:
    """Return a value that must be a JSON or YAML object with names for keys."""
    if isinstance(value, dict):
        return value
    msg = f"{what}: expected names with values, got {kind(value)}"
    raise FormatError(msg)


def finite(value: Any, what: str) -> float:
    """Return a value that must be a finite number; numbers written as text are taken too."""
    try:
        number = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if math.isfinite(number):
        return number
    shown = repr(value) if isinstance(value, (str, int, float, bool)) else kind(value)
    msg = f"{what}: expected a finite number, got {shown[:60]}"
    raise FormatError(msg)


def kind(value: Any) -> str:
    """Return what sort of value this is, in words."""
    if value is None:
        return "nothing"
    names: Iterable[tuple[type, str]] = (
        (bool, "yes or no"),
        (str, "a text"),
        (int, "a number"),
        (float, "a number"),
        (list, "a list"),
        (dict, "an object"),
    )
    return next((word for cls, word in names if isinstance(value, cls)), type(value).__name__)


def party_id(path: Path) -> str:
    """Return the id of the party whose profile a file is: its name without ending and spaces.

    Examples
    --------
    >>> party_id(Path("Copy of Minister.xml"))
    'Copy_of_Minister'
    """
    return re.sub(r"\s+", "_", path.stem.strip()) or "party"


def case_id(path: Path) -> str:
    """Return the id of the case whose domain a file is: its name without ending and 'domain'.

    Examples
    --------
    >>> case_id(Path("Camera-A-domain.xml")), case_id(Path("Lunch.xml"))
    ('Camera-A', 'Lunch')
    """
    stem = re.sub(r"\s+", "_", path.stem.strip())
    return re.sub(r"[-_ ]?(domain|template)$", "", stem, flags=re.IGNORECASE) or stem or "case"


def listed(names: Sequence[str], most: int = SHOWN) -> str:
    """Return names for people: the first ``most``, and how many more there are.

    Examples
    --------
    >>> listed(["a", "b"])
    "'a', 'b'"
    """
    shown = ", ".join(f"'{name}'" for name in names[:most])
    more = len(names) - most
    return shown + (f" and {more} more" if more > 0 else "")


def pick(profiles: Mapping[str, Path], chosen: Sequence[str], where: Path) -> list[Path]:
    """Return the profiles with the chosen file names (endings may be left out), in that order."""
    by_name = {path.stem: path for path in profiles.values()} | dict(profiles)
    found = []
    for name in chosen:
        if name not in by_name:
            msg = f"{where}: no profile is called '{name}'; {did_you_mean(name, profiles)}"
            raise FormatError(msg)
        if by_name[name] in found:
            msg = f"{where}: the profile '{name}' is named twice; every party needs one of its own"
            raise FormatError(msg)
        found.append(by_name[name])
    return found


def which(profiles: Sequence[Path], where: Path) -> FormatError:
    """Return the error that asks which of many profiles take part."""
    names = [path.name for path in profiles]
    example = ",".join(names[:PARTIES])
    msg = (
        f"{where}: {len(names)} profiles belong to this domain ({listed(names, MOST)}) and nothing says "
        f"who takes part; name them, for example {where}{CHOICE}{example}"
    )
    return FormatError(msg)
