"""Typed reading of one JSON record: what is missing or of another kind is said with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from zopa.errors import SourceError, did_you_mean
from zopa.model.ledger import Span

DAMAGED = "damaged"
ENDING = "restore the file from a copy"
LONGEST = 60
"""Characters of a value that a message shows."""
_DIGEST = re.compile(r"[0-9a-f]{64}")


def damaged(where: str, trouble: str) -> NoReturn:
    """Raise the error of a file of the ledger that cannot be read."""
    raise SourceError(DAMAGED, f"{where}: {trouble}; {ENDING}")


def shown(value: Any) -> str:
    """Return a value of a file as it is shown in a message: on one line, and not too long."""
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object with the place that it was read from.

    Examples
    --------
    >>> Fields({"id": "a", "length": 3}, "ledger.jsonl, line 2", "source").whole("length")
    3
    >>> Fields({"id": 7}, "ledger.jsonl, line 2", "source").text("id")
    Traceback (most recent call last):
    zopa.errors.SourceError: ledger.jsonl, line 2: 'id' of the source is 7, not a text; restore ...
    """

    values: Mapping[str, Any]
    where: str
    """File and line."""
    what: str
    """What the object describes, for example ``statement``."""

    def wrong(self, name: str, wanted: str) -> NoReturn:
        """Raise the error of a field that is missing or of another kind."""
        if name not in self.values:
            damaged(self.where, f"the {self.what} lacks '{name}' ({wanted})")
        trouble = f"'{name}' of the {self.what} is {shown(self.values[name])}, not {wanted}"
        damaged(self.where, trouble)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; ``default`` where the field is absent."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            self.wrong(name, "a text")
        return value

    def perhaps(self, name: str) -> str | None:
        """Return a text, or ``None`` where the field is absent."""
        return None if self.values.get(name) is None else self.text(name)

    def digest(self, name: str) -> str:
        """Return a SHA-256 in hexadecimal digits; it names files, so nothing else will do."""
        value = self.text(name)
        if not _DIGEST.fullmatch(value):
            self.wrong(name, "a SHA-256 in 64 hexadecimal digits")
        return value

    def word(self, name: str, known: Iterable[str]) -> str:
        """Return a text that is one of the ``known`` words."""
        value, words = self.text(name), list(known)
        if value not in words:
            hint = did_you_mean(value, words)
            damaged(self.where, f"'{name}' of the {self.what} is {shown(value)}; {hint}")
        return value

    def whole(self, name: str) -> int:
        """Return a whole number from 0."""
        value = self.values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong(name, "a whole number from 0")
        return value

    def share(self, name: str, default: float) -> float:
        """Return a number in [0, 1]; ``default`` where the field is absent."""
        value = self.values.get(name, default)
        fits = isinstance(value, int | float) and not isinstance(value, bool)
        if not fits or not math.isfinite(value) or not 0 <= value <= 1:
            self.wrong(name, "a number from 0 to 1")
        return float(value)

    def truth(self, name: str) -> bool:
        """Return true or false; false where the field is absent."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            self.wrong(name, "true or false")
        return value

    def items(self, name: str) -> list[Any]:
        """Return a list; an empty one where the field is absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            self.wrong(name, "a list")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; an empty one where the field is absent."""
        values = self.items(name)
        if not all(isinstance(value, str) for value in values):
            self.wrong(name, "a list of texts")
        return tuple(values)

    def pairs(self, name: str) -> tuple[Span, ...]:
        """Return a list of pairs of whole numbers; an empty one where the field is absent."""
        return tuple(self._pair(name, value) for value in self.items(name))

    def span(self, name: str) -> Span | None:
        """Return a stretch of the text, or ``None`` where the field is absent."""
        value = self.values.get(name)
        return None if value is None else self._pair(name, value)

    def _pair(self, name: str, value: Any) -> Span:
        fits = isinstance(value, list) and len(value) == 2
        if not fits or not all(type(part) is int and part >= 0 for part in value):
            self.wrong(name, "[start, end] in code points")
        return (value[0], value[1])

    def table(self, name: str) -> Mapping[str, Any]:
        """Return an object; an empty one where the field is absent."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            self.wrong(name, "an object")
        return value

    def part(self, name: str, what: str) -> Fields | None:
        """Return an object inside this one, or ``None`` where the field is absent."""
        if self.values.get(name) is None:
            return None
        return Fields(self.table(name), self.where, what)

    def parts(self, name: str, what: str) -> list[Fields]:
        """Return a list of objects; an empty one where the field is absent."""
        values = self.items(name)
        if not all(isinstance(value, dict) for value in values):
            self.wrong(name, "a list of objects")
        return [Fields(value, self.where, what) for value in values]
