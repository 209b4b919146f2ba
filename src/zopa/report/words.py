"""Numbers and names as people write them: the only place where the brief rounds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zopa.analysis.results import Count, PartyStanding, Probability, Study
from zopa.model import NO_DEAL, Case, Package

MILLION = 10**6
BILLION = 10**9
TRILLION = 10**12
ENOUGH = 1e-5
"""The same where a number is rounded up or down on purpose."""
EVEN = 0.5
WHOLE_ERROR, TENTH_ERROR = 0.5, 0.05
"""Standard errors, in percent, from which whole percents and tenths of them do."""
TENTH_BOUND = 0.0005
"""Bound 3/N from which tenths of a percent do."""
ROUNDS_TO_NONE, ROUNDS_TO_ALL = 0.005, 0.995
SLACK = 1e-9
"""Shares of the last digit shown below which a number counts as exactly there."""
SPELLED = "no one two three four five six seven eight nine ten eleven twelve".split()


def spelled(number: int) -> str:
    """Return a small number as a word.

    Examples
    --------
    >>> spelled(6), spelled(48)
    ('six', '48')
    """
    return SPELLED[number] if 0 < number < len(SPELLED) else count(number)


def count(number: int) -> str:
    """Return a count, rounded where nobody reads all its digits.

    Examples
    --------
    >>> count(48), count(6561), count(1_944_000), count(32 * 10**39)
    ('48', '6,561', '1.9 million', '3.2 × 10^40')
    >>> count(2_000_000), count(10**40)
    ('2 million', '10^40')
    """
    if number < MILLION:
        return f"{number:,}"
    power, unit = _unit(number)
    shown = f"{number // power}" if number % power == 0 else _digits(number, power)
    return unit.removeprefix("× ") if shown == "1" and unit.startswith("×") else f"{shown} {unit}"


def _digits(number: int, power: int) -> str:
    return f"{number / power:.{0 if number >= 99.5 * power else 1}f}"


def _unit(number: int) -> tuple[int, str]:
    """Return the power of ten that suits a large number, and its name."""
    for power, name in ((MILLION, "million"), (BILLION, "billion"), (TRILLION, "trillion")):
        if number < 999.5 * power:
            return power, name
    exponent = len(str(number)) - 1
    if number >= 995 * 10 ** (exponent - 2):  # 9.95 rounds up to 10.0
        exponent += 1
    return 10**exponent, f"× 10^{exponent}"


def plural(number: int, noun: str) -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> plural(1, "package"), plural(1_944_000, "package")
    ('1 package', '1.9 million packages')
    """
    return f"{count(number)} {noun}" if number == 1 else f"{count(number)} {noun}s"


def tally(found: Count) -> str:
    """Return how many, saying so where it is an estimate (semantics §8).

    Examples
    --------
    >>> tally(Count(value=6, exact=True, method="enumeration"))
    '6'
    >>> tally(Count(value=1_250_000, exact=False, method="sample", standard_error=90_000.0))
    'about 1.2 million ± 0.1 million'
    >>> tally(Count(value=1, exact=False, method="sample", upper=40))
    'at least 1, below 40'
    """
    if found.exact:
        return count(found.value)
    if found.upper is not None and found.value > 0:
        return f"at least {count(found.value)}, below {count(found.upper)}"
    if found.value == 0:
        return "0"
    if found.standard_error is None:
        return f"about {count(found.value)}"
    error = math.ceil(found.standard_error)
    if found.value < MILLION:
        return f"about {found.value:,} ± {error:,}"
    power, unit = _unit(found.value)
    tenths = -(-10 * error // power)
    return f"about {_digits(found.value, power)} {unit} ± {tenths / 10:.1f} {unit}"


def percent(chance: Probability) -> str:
    """Return a chance with its error; 3/N where every draw agrees.

    Examples
    --------
    >>> percent(Probability.of(1420, 2000)), percent(Probability.of(0, 2000))
    ('71 % ± 1 %', 'below 0.2 %')
    >>> percent(Probability.of(2000, 2000)), percent(Probability.of(14254, 20000))
    ('above 99.8 %', '71.3 % ± 0.3 %')
    """
    bound = chance.bound
    if bound is not None:
        digits = 1 if bound >= TENTH_BOUND else 2
        edge = math.ceil(bound * 100 * 10**digits - SLACK) / 10**digits
        if edge >= 100:
            return f"unknown ({plural(chance.draws, 'draw')})"
        return f"below {edge:g} %" if chance.share < EVEN else f"above {100 - edge:g} %"
    error = 100 * chance.standard_error
    digits = 0 if error >= WHOLE_ERROR else 1 if error >= TENTH_ERROR else 2
    least = 10.0**-digits
    return f"{100 * chance.share:.{digits}f} % ± {max(error, least):.{digits}f} %"


def within(chance: Probability) -> str:
    """Return a chance as a part of a sentence.

    Examples
    --------
    >>> within(Probability.of(1420, 2000)), within(Probability.of(0, 2000))
    ('in 71 % ± 1 %', 'in under 0.2 %')
    """
    return f"in {percent(chance)}".replace("below", "under").replace("above", "over")


def share(chance: float) -> str:
    """Return a share as whole percent.

    Examples
    --------
    >>> share(0.714), share(0.0004), share(0.9999), share(0.0)
    ('71 %', 'under 1 %', 'over 99 %', '0 %')
    """
    if 0 < chance < ROUNDS_TO_NONE:
        return "under 1 %"
    if ROUNDS_TO_ALL <= chance < 1:
        return "over 99 %"
    return f"{100 * chance:.0f} %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How many decimals the numbers on one scale need."""

    digits: int

    @classmethod
    def of(cls, values: Iterable[float], span: float) -> Scale:
        """Return a scale that tells ``values`` apart that span ``span``.

        Examples
        --------
        >>> Scale.of([50.62, 57.7], span=100).digits, Scale.of([30, 55], span=100).digits
        (1, 0)
        >>> Scale.of([0.5, 0.61], span=1).digits
        3
        """
        whole = all(abs(value - round(value)) < SLACK * max(1.0, span) for value in values)
        return cls(digits=0) if whole else cls.by(span)

    @classmethod
    def by(cls, span: float) -> Scale:
        """Return the scale for single sizes of utilities that span ``span``.

        Examples
        --------
        >>> [Scale.by(span).digits for span in (1, 10, 100, 5000)]
        [3, 2, 1, 0]
        """
        return cls(digits=0 if span >= 1000 else 1 if span > 20 else 2 if span > 2 else 3)

    def text(self, value: float) -> str:
        """Return a number on this scale.

        Examples
        --------
        >>> Scale(digits=1).text(-0.04), Scale(digits=1).text(50.66)
        ('0.0', '50.7')
        """
        shown = f"{value:,.{self.digits}f}"
        return shown.removeprefix("-") if float(shown.replace(",", "")) == 0 else _minus(shown)

    def short(self, value: float) -> str:
        """Return a number without decimals that say nothing, for sentences.

        Examples
        --------
        >>> Scale(digits=1).short(35.04), Scale(digits=1).short(2.5), Scale(digits=0).short(40)
        ('35', '2.5', '40')
        """
        return _stripped(self.text(value))

    def signed(self, value: float, *, short: bool = False) -> str:
        """Return a number with its sign, ``short`` for sentences.

        Examples
        --------
        >>> Scale(digits=1).signed(4), Scale(digits=1).signed(4, short=True)
        ('+4.0', '+4')
        """
        shown = self.short(value) if short else self.text(value)
        return shown if shown.startswith("−") or not shown.strip("0.,") else f"+{shown}"

    def enough(self, value: float) -> str:
        """Return a size rounded up, so that what is said suffices.

        Examples
        --------
        >>> Scale(digits=1).enough(4.01), Scale(digits=0).enough(4.0), Scale(digits=3).enough(0.1018234)
        ('4.1', '4', '0.102')
        """
        return self.short(math.ceil(value * 10**self.digits - ENOUGH) / 10**self.digits)


def _minus(text: str) -> str:
    return text.replace("-", "−")


def _stripped(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def fine(study: Study) -> dict[str, Scale]:
    """Return each party's scale for single sizes: it depends on the party's span alone."""
    return {party.id: Scale.by(_span(party)) for party in study.parties}


def scales(study: Study, rows: Iterable[Mapping[str, float]]) -> dict[str, Scale]:
    """Return each party's scale for one table, from its rows and the walk-away values."""
    shown = list(rows)
    return {
        party.id: Scale.of([party.reservation, *(row[party.id] for row in shown)], _span(party))
        for party in study.parties
    }


def _span(party: PartyStanding) -> float:
    span = max(party.highest, party.reservation) - min(party.lowest, party.reservation)
    return span or abs(party.highest) or 1.0


def listing(items: Sequence[str], last: str = "and") -> str:
    """Return items as a phrase.

    Examples
    --------
    >>> listing(["union"]), listing(["union", "port"]), listing(["a", "b", "c"], last="or")
    ('union', 'union and port', 'a, b or c')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def everyone(parties: int) -> str:
    """Return all parties as a word.

    Examples
    --------
    >>> everyone(2), everyone(6)
    ('both', 'all six')
    """
    return "both" if parties == 2 else f"all {spelled(parties)}"


def sentence(text: str) -> str:
    """Return text with a capital first letter and a full stop.

    Examples
    --------
    >>> sentence("no deal was possible")
    'No deal was possible.'
    """
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def quoted(name: str) -> str:
    """Return a name in quotation marks, without doubling its own.

    Examples
    --------
    >>> quoted("2 steps"), quoted('the "big" deal')
    ('“2 steps”', "“the 'big' deal”")
    """
    inner = name.replace('"', "'").replace("“", "‘").replace("”", "’")
    return f"“{inner}”"


def with_options(case: Case, option_set: str) -> str:
    """Return an option set as a phrase that completes a sentence."""
    chosen = case.option_set(option_set)
    if chosen.id == "all":
        return "with all options"
    return f"with {chosen.name or 'the options ' + quoted(chosen.id)}"


class Names:
    """The names of a case's parties, issues and options, as a study has them or as they are."""

    def __init__(self, source: Study | Case) -> None:
        self.case = source if isinstance(source, Case) else source.case
        self.parties = {party.id: party.name for party in self.case.parties}
        if not isinstance(source, Case):
            self.parties |= {party.id: party.name for party in source.parties}

    def party(self, party: str) -> str:
        """Return the name of a party."""
        return self.parties.get(party, party)

    def issue(self, issue: str) -> str:
        """Return the name of an issue."""
        return self.case.issue(issue).name

    def option(self, issue: str, option: str) -> str:
        """Return the name of an option, or that a term is left out."""
        if option == NO_DEAL and option not in self.case.issue(issue):
            return "left out"
        return self.case.issue(issue).option(option).name

    def choice(self, issue: str, option: str) -> str:
        """Return an option with its issue, for sentences."""
        return f"{quoted(self.option(issue, option))} ({self.issue(issue)})"

    def package(self, package: Package) -> str:
        """Return a package in one line, in the order of the case."""
        parts = (
            f"{issue.name}: {self.option(issue.id, package[issue.id])}"
            for issue in self.case.issues
            if issue.id in package
        )
        return "; ".join(parts)
