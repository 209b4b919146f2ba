"""What the value functions of a NegMAS profile mean: a score for every option."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zopa.errors import FormatError, did_you_mean
from zopa.formats._files import as_object, finite, listed
from zopa.model import Issue


def last(name: Any) -> str:
    """Return a type's name without the module that it may be written with."""
    return str(name).rsplit(".", 1)[-1]


def option_id(value: Any) -> str | None:
    """Return a YAML scalar as the id of an option; nothing for what is none.

    Examples
    --------
    >>> option_id("No"), option_id(3), option_id(0.5), option_id(True), option_id([1])
    ('No', '3', '0.5', 'true', None)
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else None
    return str(value) if isinstance(value, int) else None


def column(issue: Issue, raw: Any, path: Path) -> dict[str, float]:
    where = f"{path}: values of issue '{issue.id}'"
    function = as_object(raw, where)
    type_name = last(function.get("type", "TableFun"))
    if type_name == "TableFun":
        return _table(issue, as_object(function.get("mapping"), f"{where}: mapping"), where)
    formula = _formula(type_name, function, where)
    numbers = _values(issue, where) if type_name != "ConstFun" else [0.0] * len(issue)
    return {option.id: formula(value) for option, value in zip(issue.options, numbers, strict=True)}


def _table(issue: Issue, mapping: Mapping[Any, Any], where: str) -> dict[str, float]:
    known = [option.id for option in issue.options]
    numbers = {} if issue.grid is None else dict(zip(issue.grid.values(), known, strict=True))
    given = {
        numbers.get(float(key)) if numbers and _is_number(key) else option_id(key): (key, value)
        for key, value in mapping.items()
    }
    missing = [name for name in known if name not in given]
    if missing:
        msg = (
            f"{where}: the table has no value for {listed(missing)}; add it (is this a profile for "
            "another domain?)"
        )
        raise FormatError(msg)
    for name, (key, _) in given.items():
        if name not in issue:
            msg = f"{where}: the issue has no value '{key}'; {did_you_mean(str(key), known)}"
            raise FormatError(msg)
    return {name: finite(given[name][1], f"{where}, '{name}'") for name in known}


def _is_number(key: Any) -> bool:
    return isinstance(key, (int, float)) and not isinstance(key, bool)


def _values(issue: Issue, where: str) -> list[float]:
    """Return the numbers behind the options of an issue."""
    if issue.grid is not None:
        return list(issue.grid.values())
    return [finite(option.id, f"{where}: the function needs numbers") for option in issue.options]


def _formula(type_name: str, function: Mapping[str, Any], where: str) -> Callable[[float], float]:
    def number(key: str, default: float | None = None) -> float:
        value = function.get(key, default)
        return finite(value, f"{where}: {key}")

    if type_name == "AffineFun":
        slope, bias = number("slope"), number("bias", 0.0)
        return lambda value: slope * value + bias
    if type_name == "LinearFun":
        slope = number("slope")
        return lambda value: slope * value
    if type_name == "ConstFun":
        bias = number("bias")
        return lambda _: bias
    if type_name == "IdentityFun":
        return lambda value: value
    msg = (
        f"{where}: a '{type_name}' is not read; TableFun, AffineFun, LinearFun, ConstFun and "
        "IdentityFun are"
    )
    raise FormatError(msg)
