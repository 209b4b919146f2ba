"""Short words for levers: numbers, names, options, rules."""

from __future__ import annotations

import math
from collections.abc import Iterable

from zopa.model import Case, Pattern, Rule


def say(number: float) -> str:
    """Return a number with three significant digits, never in powers of ten.

    Examples
    --------
    >>> say(4.0), say(0.1018234), say(50.62), say(12345.6), say(-0.0), say(0.00001234)
    ('4', '0.102', '50.6', '12,346', '0', '0.0000123')
    """
    if abs(number) >= 1000:
        return f"{number:,.0f}"
    short = f"{number:.3g}"
    if "e" in short:
        short = f"{number:.20f}"
        first = next((at for at, sign in enumerate(short) if sign in "123456789"), 0)
        short = f"{number:.{max(0, first - short.index('.') + 2)}f}"
    return "0" if float(short) == 0 else short


def beyond(number: float, start: float = 0.0) -> str:
    """Return a number rounded away from ``start``, so that what is said suffices.

    Examples
    --------
    >>> beyond(0.1018234), beyond(46.36, 50.6), beyond(22.0000001), beyond(4.0)
    ('0.102', '46.3', '22', '4')
    """
    if number == 0:
        return "0"
    digit = 10.0 ** (math.floor(math.log10(abs(number))) - 2)
    slack = 1e-6 * abs(number) / digit
    scaled = number / digit
    moved = math.ceil(scaled - slack) if number > start else math.floor(scaled + slack)
    return say(moved * digit)


def more(*, opening: bool) -> str:
    """Return what stands before a size: a zone opens at it, and closes beyond it.

    Examples
    --------
    >>> more(opening=True), more(opening=False)
    ('', 'more than ')
    """
    return "" if opening else "more than "


def quoted(name: str) -> str:
    """Return a name in quotation marks.

    Examples
    --------
    >>> quoted("Wage")
    '“Wage”'
    """
    return f"“{name}”"


def points(number: float, unit: str = "point") -> str:
    """Return a size with its unit, rounded up so that it suffices.

    Examples
    --------
    >>> points(1.0), points(2.5), points(0.1018234)
    ('1 point', '2.5 points', '0.102 points')
    """
    said = beyond(number)
    return f"{said} {unit}" + ("" if said == "1" else "s")


def percent(share: float, start: float | None = None) -> str:
    """Return a share in percent; rounded away from ``start`` where there is one.

    Examples
    --------
    >>> percent(0.3469), percent(1.0), percent(0.3101, 0.34)
    ('34.7 %', '100 %', '31 %')
    """
    return f"{say(100 * share) if start is None else beyond(100 * share, 100 * start)} %"


def own(name: str) -> str:
    """Return a name as an owner.

    Examples
    --------
    >>> own("Union"), own("United States")
    ("Union's", "United States'")
    """
    return name + ("'" if name.endswith("s") else "'s")


def listing(parts: Iterable[str], word: str = "and") -> str:
    """Return parts as a list for people.

    Examples
    --------
    >>> listing(["a"]), listing(["a", "b"]), listing(["a", "b", "c"], "or")
    ('a', 'a and b', 'a, b or c')
    """
    *head, last = parts
    return f"{', '.join(head)} {word} {last}" if head else last


def option(case: Case, issue: str, name: str) -> str:
    """Return an option with its issue, by their names."""
    found = case.issue(issue)
    return f"{quoted(found.option(name).name)} ({found.name})"


def rule(case: Case, found: Rule) -> str:
    """Return a rule by the names of its issues and options."""
    when = _pattern(case, found.when)
    return f"never {when}" if found.then is None else f"if {when} then {_pattern(case, found.then)}"


def _pattern(case: Case, found: Pattern) -> str:
    parts = []
    for name, options in found.allowed.items():
        issue = case.issue(name)
        choice = listing([quoted(issue.option(at).name) for at in options], "or")
        parts.append(f"{quoted(issue.name)} is {choice}")
    return listing(parts)


def opens(packages: int | None) -> str:
    """Return what a change does that opens the zone.

    Examples
    --------
    >>> opens(1), opens(1200), opens(None)
    ('opens 1 package', 'opens 1,200 packages', 'opens it')
    """
    if packages is None:
        return "opens it"
    return f"opens {packages:,} package" + ("" if packages == 1 else "s")
