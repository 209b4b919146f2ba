"""What is wrong where YAML breaks: the sentence, and the line that a person has to change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zopa.errors import Fault

_HINTS = (
    ("'\\t'", "a tab stands where YAML wants spaces; indent with spaces"),
    (
        "mapping values are not allowed",
        "a colon stands where none can be; put text with ': ' in quotes and check the indentation",
    ),
    ("unexpected end of stream", "the text in quotes never ends; add the closing quote"),
    ("but found '<stream end>'", "a bracket or brace is never closed"),
    ("but got '<stream end>'", "a bracket or brace is never closed"),
    ("expected ',' or", "a comma is missing, or a bracket or brace is not closed"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    (
        "that cannot start any token",
        "a value starts with a sign that YAML keeps for itself; put the value in quotes",
    ),
    ("could not find expected ':'", "a key has no ':' after it"),
)
_QUOTED = re.compile(r"(?:^|[:\-\[{,])\s*('[^']*')(?=\s*[^\s',\]}:#])([^,\]}:#]*)")
_OPENED = re.compile(r"\s*(?:- )?([\w.-]+)\s*[{\[]")
_BARE = re.compile(r"\s*([\w.]+)((?:\s+[\w.%-]+)*)\s*(?:#.*)?")
_KEY = re.compile(r"\s*([^\s:#-][^:#]*?)\s*:(?=\s|$)\s*(.*)")
_MISFIT = "the indentation does not fit the lines above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is known of a kind of file before it is read."""

    top: frozenset[str] = frozenset()
    """Keys at the very left; all of them."""
    inner: frozenset[str] = frozenset()
    """Keys that stand two levels below, never at the level between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line with something on it."""

    number: int
    indent: int = 0
    text: str = ""

    @property
    def key(self) -> str | None:
        """The word before the colon."""
        found = _KEY.match(self.text)
        return found[1] if found else None

    @property
    def opens(self) -> bool:
        """Whether the line is a key without a value, so that more may stand below it."""
        found = _KEY.match(self.text)
        return found is not None and (not found[2] or found[2].startswith("#"))


def broken(error: Any, text: str, layout: Layout) -> Fault:
    """Return the fault behind an error of the YAML reader."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "context", None)
    if mark is None:
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        return Fault(message="the text has a control sign that YAML does not allow", line=line)
    said, line = str(problem), mark.line + 1
    plain = next((hint for sign, hint in _HINTS if sign in said), f"YAML says: {said}")
    if plain != _HINTS[0][1]:
        lines = _lines(text)
        above = [one for one in lines if one.number < line]
        here = next((one for one in lines if one.number >= line), _Line(number=line))
        found = _quote(here) or _colon(above, here)
        # A second colon in a line is one inside a text; the first is a key at a wrong place.
        misplaced = "mapping values" in said and ":" not in here.text[: mark.column]
        if found is None and above and ("expected <block end>" in said or misplaced):
            found = _indent(above, here, _step(lines), layout)
        line, plain = found or (line, plain)
    return Fault(message=f"this is broken YAML: {plain}", line=line)


def _lines(text: str) -> list[_Line]:
    """Return the lines that have something on them."""
    return [
        _Line(number=number, indent=len(line) - len(line.lstrip(" ")), text=line.rstrip())
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _quote(here: _Line) -> tuple[int, str] | None:
    """Find an apostrophe that ends a text in quotes too early: 'Dockers' union'."""
    found = _QUOTED.search(here.text)
    if found is None:
        return None
    whole = " ".join((found[1] + found[2]).split())
    return here.number, (
        f"the apostrophe inside {whole} ends the text; put the text in double quotes, "
        "or write the apostrophe twice"
    )


def _colon(above: Sequence[_Line], here: _Line) -> tuple[int, str] | None:
    """Find a key without a colon, on this line or the one above."""
    for line in (here, *above[-1:]):
        opened = _OPENED.match(line.text)
        if opened is not None:
            return line.number, f"'{opened[1]}' has no ':' after it; write '{opened[1]}: ...'"
    if not above:
        return None
    bare = _BARE.fullmatch(above[-1].text)
    before = above[-2] if len(above) > 1 else None
    goes_on = before is not None and above[-1].indent > before.indent and not before.opens
    if bare is None or goes_on:
        return None
    wanted = f"{bare[1]}:{' ' + bare[2].strip() if bare[2] else ''}"
    return above[-1].number, f"'{bare[1]}' has no ':' after it; write '{wanted}'"


def _indent(
    above: Sequence[_Line], here: _Line, step: int, layout: Layout
) -> tuple[int, str] | None:
    """Find the line whose indentation has to change; often it stands further up."""
    holders = [line for line in above if line.indent < here.indent]
    if holders and holders[-1].key is not None:
        holder = holders[-1]
        if layout.top and holder.indent == 0 and holder.key not in layout.top:
            return holder.number, (
                f"{_MISFIT}: '{holder.key}' stands at the very left, where only the parts of the "
                "file stand; indent it like its neighbours"
            )
        if holder.key in layout.inner and 0 < holder.indent == step:
            return holder.number, f"{_MISFIT}: '{holder.key}' has to be indented further"
    last = above[-1]
    if last.indent < here.indent:
        return _deeper(above, here)
    base = holders[-1].indent if holders else 0
    first = next((line for line in above if not holders or line.number > holders[-1].number), last)
    if first.indent - base > step == here.indent - base and first.indent > here.indent:
        return first.number, (
            f"{_MISFIT}: it is {_spaces(first.indent)} here and {here.indent} on line "
            f"{here.number}; indent both alike"
        )
    if here.indent == base:
        return None
    near = sorted({line.indent for line in above if line.number >= first.number} | {base})
    fits = " or ".join(str(indent) for indent in near if base <= indent)
    return here.number, f"{_MISFIT}: it is {_spaces(here.indent)}, where {fits} would fit"


def _deeper(above: Sequence[_Line], here: _Line) -> tuple[int, str] | None:
    """Find the line to change where a line stands deeper than a complete one before it."""
    last = above[-1]
    before = above[-2] if len(above) > 1 else last
    if last.opens or last.key is None:
        return None
    stray = before.indent == last.indent and before.opens
    if stray or before.indent == here.indent:
        return last.number, f"{_MISFIT}: indent this line as far as line {here.number}"
    return here.number, (
        f"{_MISFIT}: this line stands further right than line {last.number}, which has a value "
        "already; indent both alike"
    )


def _step(lines: Sequence[_Line]) -> int:
    """Return by how much the file mostly indents what belongs below something."""
    steps = Counter(b.indent - a.indent for a, b in pairwise(lines) if b.indent > a.indent)
    return steps.most_common(1)[0][0] if steps else 0


def _spaces(count: int) -> str:
    return f"{count} space" if count == 1 else f"{count} spaces"
