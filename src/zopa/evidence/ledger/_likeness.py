"""Whether two statements are the same one, found twice: by place, and by words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from zopa.model.ledger import Passage, Statement

Place = tuple[tuple[str, int, int, str], ...]
KEPT = 0.8
"""Share of the longer of two statements that both must have in common to be taken for one."""
_TELLING = re.compile(
    r"\d+|n['’]t\b|\b(?:barely|cannot|except|few|hardly|if|neither|never|no|nobody|none|nor|not"
    r"|nothing|nowhere|only|rarely|scarcely|unless|until|without|half|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"|hundred|thousand|million|billion|double|twice)\b",
    re.IGNORECASE,
)
"""Words that deny, restrict or count."""


class Shelf:
    """Statements of one source in the order of their places, to look only at those around one."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._statements = sorted(statements, key=_first)
        self._starts = [_first(statement) for statement in self._statements]
        self._reach = list(accumulate(map(_last, self._statements), max))

    def around(self, wanted: Statement) -> list[Statement]:
        """Return the statements that share some of the text with another one, in order."""
        first, found = _first(wanted), []
        at = bisect_left(self._starts, _last(wanted))
        while at and self._reach[at - 1] > first:
            at -= 1
            if _last(self._statements[at]) > first:
                found.append(self._statements[at])
        return found[::-1]


def _first(statement: Statement) -> int:
    return min(passage.start for passage in statement.passages)


def _last(statement: Statement) -> int:
    return max(passage.end for passage in statement.passages)


def nearest(wanted: Statement, candidates: Iterable[Statement]) -> Statement | None:
    """Return the statement that shares most with another, by place and words, if enough.

    Nearly all of the longer one must be in both, and what only one has must neither deny nor
    count anything: whoever accepted "we agree" did not accept "we agree to nothing".
    """
    best, most = None, 0
    for candidate in candidates:
        common = in_common(wanted, candidate)
        longer = max(_length(wanted), _length(candidate))
        if common > most and common >= KEPT * longer and _as_much(wanted, candidate):
            best, most = candidate, common
    return best


def _as_much(one: Statement, other: Statement) -> bool:
    """Return whether two statements deny, restrict and count alike; cut words are not known."""
    if place_of(one) == place_of(other):
        return True
    if any(passage.cut for statement in (one, other) for passage in statement.passages):
        return False
    return _telling(one) == _telling(other)


def _telling(statement: Statement) -> Counter[str]:
    return Counter(word.lower() for word in _TELLING.findall(statement.words))


def in_common(one: Statement, other: Statement) -> int:
    """Return how many code points two statements share: the same words at the same place.

    Examples
    --------
    >>> from dataclasses import replace
    >>> piece = Passage(source="a", start=10, end=18, exact="We agree", sha256="")
    >>> longer = replace(piece, end=24, exact="We agree fully")
    >>> a, b = (Statement(id=i, source="a", mode="direct", rule="", passages=(p,))
    ...         for i, p in (("1", piece), ("2", longer)))
    >>> in_common(a, b)
    8
    """
    if one.source != other.source:
        return 0
    total = 0
    for a in one.passages:
        for b in other.passages:
            first, last = max(a.start, b.start), min(a.end, b.end)
            if first < last:
                if not _agree(a, b, first, last):
                    return 0
                total += last - first
    return total


def _agree(a: Passage, b: Passage, first: int, last: int) -> bool:
    """Return whether two passages have the same words where they overlap."""
    if (a.start, a.end) == (b.start, b.end):
        return a.sha256 == b.sha256
    here = a.exact[first - a.start : last - a.start]
    there = b.exact[first - b.start : last - b.start]
    if a.cut or b.cut:
        shown = min(len(here), len(there))
        return shown > 0 and here[:shown] == there[:shown]
    return here == there


def place_of(statement: Statement) -> Place:
    """Return where a statement stands, and the hash of what stands there."""
    return tuple((statement.source, p.start, p.end, p.sha256) for p in statement.passages)


def _length(statement: Statement) -> int:
    return sum(passage.end - passage.start for passage in statement.passages)
