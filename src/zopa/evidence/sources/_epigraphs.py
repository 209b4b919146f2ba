"""Sayings apart from the report: a line, and below it a dash and whose words they are."""

from __future__ import annotations

import re

from zopa.evidence.rules import rule
from zopa.evidence.sources._datelines import TOP, is_top
from zopa.evidence.sources._lines import DASHES, ENDS, OF_A_WORK, QUOTE, SIGNED
from zopa.evidence.sources._marks import Marks

EPIGRAPH = rule(
    "zones.epigraph", "A saying outside the report, with a dash and its author or work below it."
)
_LAST_NAME = re.compile(r"[A-Z][\w’'\-]*(?=\s*(?:,|\.?$))")
_WORKS = ("from ", "the ", "a ", "an ")
"""Words with which a work begins, and no name."""
_NEAR = 20_000
"""Characters in which the people of a report are named."""
_QUOTED = re.compile(r"[\"“„«][^\"“”„«»]{2,300}[\"”“»]\s*[.]?")
"""A quotation, and nothing besides."""


def motto(marks: Marks) -> None:
    """Label a quotation above the report, with a name or the title of a work below it."""
    titles = 0
    for number in range(min(TOP, len(marks.words) - 2)):
        words = marks.words[number]
        if not marks.free(number) or is_top(words):
            continue
        if QUOTE.match(words):
            signed = marks.words[number + 1]
            if (
                signed[0] in DASHES
                and marks.free(number + 1)
                and _QUOTED.fullmatch(words)
                and len(signed) < 120
                and (SIGNED.match(signed) or OF_A_WORK.match(signed))
                and not _takes_part(marks, signed)
            ):
                marks.put(number, "epigraph", EPIGRAPH)
                marks.put(number + 1, "epigraph", EPIGRAPH)
            return
        titles += 1
        if titles > 1 or ENDS.search(words):
            return


def _takes_part(marks: Marks, signed: str) -> bool:
    """Return whether the report names again the person that a line names behind a dash."""
    found = _LAST_NAME.search(signed)
    if not found or signed.lower().lstrip("".join(DASHES)).lstrip().startswith(_WORKS):
        return False
    return len(re.findall(rf"\b{re.escape(found.group())}\b", marks.text[:_NEAR])) > 1


def sayings(marks: Marks, numbers: range, *, above: bool = False) -> None:
    """Label the sayings among some lines that are no report; above it, only of people who take no part."""
    lines = marks.words
    for number in numbers[1:]:
        words = lines[number]
        if (
            words[0] in DASHES
            and len(words) < 120
            and SIGNED.match(words)
            and marks.free(number)
            and marks.free(number - 1)
            and len(lines[number - 1]) < 300
            and not (above and _takes_part(marks, words))
        ):
            marks.put(number - 1, "epigraph", EPIGRAPH)
            marks.put(number, "epigraph", EPIGRAPH)
