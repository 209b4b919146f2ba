"""Numbers in stretches of words, however they are written."""

from __future__ import annotations

import re
from decimal import Decimal

from zopa.evidence.alignment._lexicon import (
    MONTHS,
    PARTS,
    POWERS,
    SPANS,
    THIRDS,
    UNITS,
    WEEKDAYS,
)
from zopa.evidence.alignment._matching import Overlap
from zopa.evidence.alignment._words import Words, is_content

LAST_DAY = 31
_FIGURE = re.compile(r"\d{1,18}(?:\.\d{1,9})?")


def other_number(a: Words, b: Words, left: range, right: range) -> bool:
    """Return whether another number, unit of money or time, or name of a day stands in each."""
    named = []
    for words, places in ((a, left), (b, right)):
        said = [words.said[i] for i in places]
        counted = {UNITS[word] for word in said if word in UNITS}
        lasting = {SPANS[word] for word in said if word in SPANS}
        days = WEEKDAYS.intersection(said), MONTHS.intersection(said)
        named.append((numbers(words, places), counted, lasting, *days))
    return any(mine and other and mine != other for mine, other in zip(*named, strict=True))


def other_day(a: Words, b: Words, shared: Overlap) -> bool:
    """Return whether a shared month has another day beside it: *15 October*, *October 30*."""
    return any(
        mine and other and mine.isdisjoint(other)
        for mine, other in (
            (_days_beside(a, i), _days_beside(b, j))
            for i, j in shared.pairs
            if a.said[i] in MONTHS and b.said[j] == a.said[i]
        )
    )


def _days_beside(words: Words, i: int) -> set[str]:
    """Return the numbers beside a place that may be days of a month."""
    beside = [
        words.said[j]
        for j in (i - 1, i + 1)
        if 0 <= j < len(words.said) and words.sentence[j] == words.sentence[i]
    ]
    return {word for word in beside if word.isdecimal() and 0 < int(word[:4]) <= LAST_DAY}


def numbers(words: Words, places: range) -> set[str]:
    """Return the numbers at these places; *million* multiplies what stands before it.

    A part of a whole, as *a tenth*, is the number of its percent.

    Examples
    --------
    >>> from zopa.evidence.alignment._words import words_of
    >>> from zopa.model.ledger import Passage
    >>> text = "half a million for two thirds of the farms"
    >>> found = words_of([Passage(source="a", start=0, end=43, exact=text, sha256="")])
    >>> sorted(numbers(found, range(9)))
    ['500000', '67']
    """
    found: dict[int, str] = {}
    percent: set[int] = set()
    for i in places:
        word = words.said[i]
        if word in POWERS:
            at = _multiplied(words, i)
            share = _value(found.pop(at, "1"), -2 if at in percent else 0)
            found[i] = _value(share, POWERS[word])
        elif word[0].isdigit():
            value = _value(word)
            of_hundred = words.said[i + 1 : i + 2] == ("percent",)
            found[i] = THIRDS.get(value, value) if of_hundred else value
        elif word == "half" and words.said[max(0, i - 2) : i] == ("and", "a"):
            found[i] = f"{found.pop(i - 3, '0')}.5"
        elif _is_part(words, i):
            many = _value(words.said[i - 1]) if i and words.said[i - 1][0].isdigit() else "1"
            found.pop(i - 1, None)
            found[i] = _percent(many, PARTS[word])
            percent.add(i)
        elif _counts_one(words, i):
            found[i] = "1"
    return set(found.values())


def _multiplied(words: Words, i: int) -> int:
    """Return the place of what a magnitude multiplies: *3 million*, *half a million*."""
    for between in (("of", "a"), ("a",)):
        at = i - 1 - len(between)
        if at >= 0 and words.said[at + 1 : i] == between and words.said[at] in PARTS:
            return at
    return max(i - 1, 0)


def _is_part(words: Words, i: int) -> bool:
    """Return whether *third* is a part there: neither the third of several nor a span of time."""
    said = words.said
    if said[i] not in PARTS:
        return False
    before = said[i - 1] if i else ""
    if PARTS[said[i]] == 2 or (before[:1].isdigit() and said[i].endswith("s")):
        return True
    after = said[i + 1] if i + 1 < len(said) and words.sentence[i + 1] == words.sentence[i] else ""
    rate = i > 1 and said[i - 2] in UNITS
    return before in {"a", "one"} and not rate and (after == "less" or not is_content(after))


def _percent(many: str, parts: int) -> str:
    """Return how many percent some parts of a whole are; sixths and the like are rounded."""
    share = Decimal(many) * 100 / parts if _FIGURE.fullmatch(many) else Decimal(100) / parts
    exact = share == share.quantize(Decimal("0.1"))
    return f"{(share if exact else share.quantize(Decimal(1))).normalize():f}"


def _counts_one(words: Words, i: int) -> bool:
    """Return whether *one* is a number there: a noun follows it."""
    if words.said[i] != "one" or words.said[i - 1 : i] == ("no",):
        return False
    return any(is_content(word) for word in words.said[i + 1 : i + 2])


def _value(figure: str, power: int = 0) -> str:
    """Return a number in one way of writing; what is no plain number stays as it is."""
    if not _FIGURE.fullmatch(figure):
        return figure
    return f"{Decimal(figure).scaleb(power).normalize():f}"
