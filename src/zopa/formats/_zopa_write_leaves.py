"""Values as YAML: numbers, texts in quotes where they need them, lists and mappings in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    SingleQuotedScalarString,
)

from zopa.formats._yaml_values import is_plain_text
from zopa.model import Number

_BARE = re.compile(r"\w(?:[\w .%/()'+&;!?=-]*[\w.%)'+!?])?")
"""Texts that need no quotes anywhere in YAML, if they are not read as something else."""

_EXACT = 1e15
"""Whole numbers below it are written without a point."""


def amounts(numbers: Mapping[str, Number]) -> Any:
    """Return numbers in one line, or, where they say where they come from, one line each."""
    found = {key: amount(number) for key, number in numbers.items()}
    long = any(isinstance(value, CommentedMap) for value in found.values())
    return found if long else flow(found)


def amount(number: Number) -> Any:
    form = _form(number)
    mark = number.provenance
    if mark is None:
        return form
    if not isinstance(form, CommentedMap):
        form = flow({"value": form})
    for name in ("source", "date", "confidence", "method"):
        if getattr(mark, name) is not None:
            form[name] = quoted(getattr(mark, name))
    if mark.claims:
        form["claims"] = words(mark.claims)
    return form


def _form(number: Number) -> Any:
    low, central, high = map(plain_number, (number.low, number.central, number.high))
    if number.shape == "fixed":
        return central
    if number.is_uncertain and number.shape == "triangular":
        return flow_list([low, central, high])
    if number.is_uncertain and number.central == (number.low + number.high) / 2:
        return flow_list([low, high])
    form = flow({"low": low, "high": high, "central": central})
    if not number.is_uncertain:
        form["shape"] = number.shape
    return form


def plain_number(value: float) -> int | float:
    """Return a number without needless point."""
    value = float(value)
    whole = value.is_integer() and abs(value) < _EXACT and str(value) != "-0.0"
    return int(value) if whole else value


def quoted(value: Any) -> Any:
    """Return a text, in quotes where it would be read as something else."""
    if not isinstance(value, str):
        return value
    if not value.isprintable():
        return DoubleQuotedScalarString(value)
    bare = _BARE.fullmatch(value) and is_plain_text(value)
    return value if bare else SingleQuotedScalarString(value)


def paragraph(value: str) -> Any:
    """Return a text of several lines as such, where YAML can hold it."""
    lines = value.split("\n")
    clean = all(line == line.strip() and line.isprintable() for line in lines)
    return LiteralScalarString(value) if len(lines) > 1 and clean and lines[0] else quoted(value)


def words(words: tuple[str, ...], *, one: bool = True) -> Any:
    """Return names as a list in one line; a single one without brackets where ``one``."""
    if one and len(words) < 2:
        return quoted(words[0]) if words else None
    return flow_list([quoted(word) for word in words])


def flow_list(items: list[Any]) -> CommentedSeq:
    made = CommentedSeq(items)
    made.fa.set_flow_style()
    return made


def flow(fields: Mapping[str, Any], *, empty: bool = False) -> CommentedMap:
    """Return a mapping in one line, without the keys that say nothing unless ``empty``."""
    made = CommentedMap()
    for key, value in fields.items():
        if value is not None or empty:
            made[quoted(key)] = value
    made.fa.set_flow_style()
    return made


def choices(choices: Mapping[str, tuple[str, ...]]) -> CommentedMap:
    """Return, for each issue, the options that a pattern allows."""
    return flow({k: words(v) if v else CommentedSeq() for k, v in choices.items()}, empty=True)


def block(value: Any) -> Any:
    """Return plain mappings and lists as YAML's, one line for each item."""
    if isinstance(value, (CommentedMap, CommentedSeq)):
        return value
    if isinstance(value, dict):
        return CommentedMap((quoted(key), block(item)) for key, item in value.items())
    if isinstance(value, list):
        return CommentedSeq(block(item) for item in value)
    return value
