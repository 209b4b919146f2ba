"""Values of a YAML text: numbers that remember how they were written, parts with lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_NULL = re.compile(r"(?:null|Null|NULL|~|)")
_TRUE = re.compile(r"(?:true|True|TRUE)")
_FALSE = re.compile(r"(?:false|False|FALSE)")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_INTEGER = 300
_SHOWN = 40


class Int(int):
    """A whole number that remembers how it was written."""

    text: str


class Float(float):
    """A number that remembers how it was written."""

    text: str


class Map(dict[str, Any]):
    """A mapping with the line of each key."""

    def __init__(self, line: int = 1) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.doubles: list[int] = []
        """Lines of keys that stood in it before."""


class Seq(list[Any]):
    """A list with the line of each item."""

    def __init__(self, line: int = 1) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def text_of(value: Any) -> str:
    """Return a scalar as it was written."""
    return value.text if isinstance(value, (Int, Float)) else str(value)


def core_value(text: str) -> Any:
    """Return a plain scalar by the core schema of YAML 1.2.

    Examples
    --------
    >>> core_value("5"), core_value("no"), core_value("2019-02-28"), core_value("~")
    (5, 'no', '2019-02-28', None)
    """
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return text[0] in "tT"
    if _INTEGER.fullmatch(text) and len(text) < _LONGEST_INTEGER:
        base = {"0o": 8, "0x": 16}.get(text[:2], 10)
        number: Int | Float = Int(int(text, base))
    elif _FLOAT.fullmatch(text):
        number = Float(float(text))
    elif _SPECIAL.fullmatch(text):
        number = Float(float(text.lower().replace(".", "")))
    else:
        return text
    number.text = text
    return number


def is_plain_text(text: str) -> bool:
    """Return whether a text, written without quotes, is read as text again.

    Examples
    --------
    >>> is_plain_text("full"), is_plain_text("1e3"), is_plain_text("null")
    (True, False, False)
    """
    return isinstance(core_value(text), str)


def said(value: Any) -> str:
    """Return a value in words, for messages.

    Examples
    --------
    >>> said(None), said(True), said("abc"), said([1])
    ('nothing', 'true', "'abc'", 'a list')
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = " ".join(text_of(value).split())
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f"'{text}'" if isinstance(value, str) else text


def plain(value: Any) -> Any:
    """Return a value without lines: plain dict, list, str, int, float, bool and None."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, Int):
        return int(value)
    return float(value) if isinstance(value, Float) else value


def scalars(value: Any) -> Iterator[Any]:
    """Yield all values in a value that are neither mapping nor list."""
    if isinstance(value, dict):
        for item in value.values():
            yield from scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item)
    else:
        yield value
