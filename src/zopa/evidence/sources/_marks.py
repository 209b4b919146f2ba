"""Labels of the lines of a text, while they are being found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zopa.evidence.rules import rule
from zopa.evidence.sources._lines import lines_of

BODY = rule("zones.body", "Nothing says that it is anything but the report.")


class Hint(NamedTuple):
    """What the mark-up of a page says about a stretch of its text."""

    start: int
    end: int
    label: str
    rule: str


class Marks:
    """Labels of the lines of a text while they are being found; the first word stands."""

    def __init__(self, text: str, hints: Iterable[Hint]) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        """Words of the lines that are not blank, of long ones the first."""
        self.labels: list[tuple[str, str] | None] = []
        left = 0
        for hint in [*hints, Hint(len(text), len(text), "body", BODY)]:
            for start, end, said in (
                (left, hint.start, None),
                (hint.start, hint.end, None if hint.label == "body" else (hint.label, hint.rule)),
            ):
                if start < end:
                    more = lines_of(text, start, end)
                    self.starts += more.starts
                    self.ends += more.ends
                    self.words += more.words
                    self.labels += [said] * len(more.words)
            left = hint.end

    def free(self, number: int) -> bool:
        return self.labels[number] is None

    def put(self, number: int, label: str, why: str) -> None:
        if self.labels[number] is None:
            self.labels[number] = (label, why)
