"""From sources and from the analyst: what rests on evidence and what was assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from zopa.analysis.results import Study
from zopa.evidence.backing import holds
from zopa.model import Case, ExchangeTerms, NamedNumber, Option, Provenance, Stakes, StepTerms
from zopa.report.document import (
    Block,
    Bullets,
    Details,
    Facts,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.evidence import sourced_options
from zopa.report.phrases import ANALYST, is_sourced
from zopa.report.sections._contract import section
from zopa.report.words import Names, count, quoted, sentence

SHOWN = 60
"""Numbers that the page lists."""
NOTES = 3
"""Notes for a first look."""
KINDS = {"weights": "weight", "scores": "score", "joint": "joint score", "table": "utility"}


@section(name="sources", order=90)
def sources(study: Study) -> Section:
    """Return counts of what is sourced and assumed, then the sources and the numbers."""
    facts = [("sourced", _sourced(study)), *_attributed(study), ("assumed", _assumed(study))]
    unknown = [option for option in _without_words(study) if option.origin is None]
    if unknown and study.case.claims:
        facts.append(("without a source", _counted(len(unknown), "option")))
    blocks: list[Block] = [Facts(pairs=tuple(facts))]
    blocks += _remarks(study)
    if study.case.sources:
        blocks.append(Details(title="Sources", blocks=(Facts(pairs=_texts(study)),)))
    listed = [
        named
        for named in study.case.numbers()
        if named.number.is_uncertain or named.number.provenance is not None
    ]
    if listed:
        cited = any(named.number.provenance is not None for named in listed)
        title = "Numbers with a range or a source" if cited else "Numbers with a range"
        blocks.append(Details(title=title, blocks=_numbers(study, listed, cited=cited)))
    return Section(id="sources", title="From sources and from the analyst", blocks=tuple(blocks))


def _counted(number: int, noun: str) -> str:
    stem = noun.removesuffix("y")
    many = f"{noun}s" if stem == noun else f"{stem}ies"
    return f"{count(number)} {noun if number == 1 else many}"


def _counts(nouns: Iterable[str]) -> str:
    return ", ".join(_counted(number, noun) for noun, number in Counter(nouns).most_common())


def _without_words(study: Study) -> list[Option]:
    """Return the options that no claim says."""
    said = sourced_options(study.case)
    return [
        option
        for issue in study.case.issues
        for option in issue.options
        if (issue.id, option.id) not in said
    ]


def _kind(named: NamedNumber) -> str:
    place = named.path[2] if len(named.path) > 2 else ""
    return KINDS.get(place, "walk-away value")


def _claims(case: Case) -> list[str]:
    """Return how many claims show their words, by kind."""
    shown = [claim for claim in case.claims.values() if holds(case, claim)]
    if not shown:
        return []
    names = [claim.id for claim in shown]
    whole = len(shown) == len(case.claims)
    span = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    told = f"{'claim' if len(names) == 1 else 'claims'} {span}"
    told = told if whole else f"{count(len(shown))} of {_counted(len(case.claims), 'claim')}"
    return [f"{_counts(claim.kind or 'claim' for claim in shown)} ({told})"]


def _sourced(study: Study) -> str:
    case = study.case
    said = []
    if case.claims:
        said += _claims(case)
    options = sum(map(len, case.issues)) - len(_without_words(study))
    if options:
        said.append(_counted(options, "option"))
    numbers = [_kind(named) for named in case.numbers() if is_sourced(case, named)]
    if numbers:
        said.append(_counts(numbers))
    return "; ".join(said) or (
        "nothing: no claim shows its words" if case.claims else "nothing: the case cites no source"
    )


def _attributed(study: Study) -> list[tuple[str, str]]:
    """Return how many options only an origin vouches for."""
    origins = Counter(
        option.origin for option in _without_words(study) if option.origin not in {None, ANALYST}
    )
    said = [
        f"{_counted(number, 'option')} to {quoted(str(origin))}, no passage given"
        for origin, number in origins.most_common()
    ]
    return [("attributed", "; ".join(said))] if said else []


def _assumed(study: Study) -> str:
    case = study.case
    numbers = [named for named in case.numbers() if not is_sourced(case, named)]
    ranged = sum(named.number.is_uncertain for named in numbers)
    said = []
    if numbers:
        how = "all" if ranged == len(numbers) else count(ranged) if ranged else "none"
        said.append(f"{_counts(map(_kind, numbers))}, {how} with a range")
    options = [option for option in _without_words(study) if option.origin == ANALYST]
    if options:
        said.append(_counted(len(options), "option"))
    filled = sum(len(package.assumed) for package in case.packages.values())
    if filled:
        said.append(f"{_counted(filled, 'issue')} of the named packages")
    if case.exchange is not None and (bound := _binding(case.exchange)):
        said.append(f"{_counted(bound, 'number')} on what binds an exchange")
    return "; ".join(said) or "nothing"


def _binding(terms: ExchangeTerms) -> int:
    """Return how many numbers say what binds the parties of an exchange."""
    usual, plain = Stakes(), StepTerms()
    stakes: list[bool] = [
        getattr(given, name) != getattr(usual, name)
        for given in terms.parties.values()
        for name in ("stake", "relationship", "discount")
    ]
    steps: list[bool] = [
        getattr(given, name) != getattr(plain, name)
        for given in terms.issues.values()
        for name in ("reversible_value", "detected", "delay")
    ]
    shifts = sum(len(given.shift) for given in terms.issues.values())
    return sum(stakes) + sum(steps) + shifts


def _remarks(study: Study) -> list[Block]:
    said = [*(f"repaired: {repair}" for repair in study.repairs), *study.case.notes]
    if not said:
        return []
    return [Bullets(items=tuple(map(sentence, said)), lead=NOTES, rest="notes")]


def _texts(study: Study) -> tuple[tuple[str, str], ...]:
    found = []
    for source in study.case.sources.values():
        parts = [part for part in (source.title, source.date, source.url, source.file) if part]
        found.append((source.id, ", ".join(parts) or "no more is said of it"))
    return tuple(found)


def _numbers(study: Study, listed: Sequence[NamedNumber], *, cited: bool) -> tuple[Block, ...]:
    """Return numbers with their ranges, and where they come from if any says so."""
    names, rows = Names(study), []
    for named in listed[:SHOWN]:
        number = named.number
        ends = (number.low, number.high) if number.is_uncertain else (None, None)
        values = [_value(value) for value in (ends[0], number.central, ends[1])]
        shape = number.shape if number.shape == "uniform" else ""
        origin = (_origin(number.provenance),) if cited else ()
        rows.append(row(names.party(named.path[1]), _place(named, names), *values, shape, *origin))
    titles = (
        *columns("party", "number", align="left"),
        *columns("", "low", "middle", "high")[1:],
        *columns("shape"),
        *(columns("where from") if cited else ()),
    )
    blocks: tuple[Block, ...] = (Table(columns=titles, rows=tuple(rows)),)
    more = len(listed) - len(rows)
    if more > 0:
        more_text = f"And {count(more)} more in the case file."
        blocks = (*blocks, Paragraph(text=more_text, tone="muted"))
    return blocks


def _value(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}".replace("-", "−")


def _origin(provenance: Provenance | None) -> str:
    """Return where a number comes from: source or claims, method, confidence, date."""
    if provenance is None:
        return "analyst"
    claims = f"claims {', '.join(provenance.claims)}" if provenance.claims else ""
    sure = f"confidence {provenance.confidence}" if provenance.confidence else ""
    parts = (provenance.source, claims, provenance.method, sure, provenance.date)
    return ", ".join(part for part in parts if part) or "analyst"


def _place(named: NamedNumber, names: Names) -> str:
    """Return where a number stands, in the words of the case."""
    kind, rest = _kind(named), named.path[3:]
    issues = {issue.id: issue for issue in names.case.issues}
    if not rest or rest[0] not in issues:
        if rest == ("premium",):
            return "premium on walking away"
        return kind if kind == "walk-away value" else f"{kind} of {' / '.join(rest)}"
    issue = issues[rest[0]]
    words = [issue.name]
    if len(rest) > 1:
        words.append(issue.option(rest[1]).name if rest[1] in issue else "without a deal")
    return f"{kind} of {': '.join(words)}"
