"""From sources and from the analyst: what rests on evidence and what was assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from zopa.analysis.results import Study
from zopa.model import Claim, NamedNumber
from zopa.report.document import (
    Block,
    Bullets,
    Cell,
    Details,
    Facts,
    Paragraph,
    Section,
    Table,
    columns,
    row,
)
from zopa.report.sections._contract import section
from zopa.report.words import Names, count, listing, quoted, sentence

ANALYST = "analyst"
SHOWN = 60
"""Ranges that the page lists."""
KINDS = {"weights": "weight", "scores": "score", "joint": "joint score", "table": "utility"}


@section(name="sources", order=90)
def sources(study: Study) -> Section:
    """Return counts of what is sourced and assumed, then every claim with its words."""
    facts = [("sourced", _sourced(study)), ("assumed", _assumed(study))]
    unknown = [
        option
        for issue in study.case.issues
        for option in issue.options
        if option.origin is None and not option.claims
    ]
    if unknown and study.case.claims:
        facts.append(("without a source", _counted(len(unknown), "option")))
    blocks: list[Block] = [Facts(pairs=tuple(facts))]
    blocks += _remarks(study)
    if study.case.claims:
        blocks.append(Details(title="What was said", blocks=(_claims(study),)))
    if study.case.sources:
        blocks.append(Details(title="Sources", blocks=(Facts(pairs=_texts(study)),)))
    if study.case.uncertain():
        blocks.append(Details(title="Numbers with a range", blocks=_ranges(study)))
    if study.case.events:
        blocks.append(Details(title="What happened", blocks=(_events(study),)))
    return Section(id="sources", title="From sources and from the analyst", blocks=tuple(blocks))


def _counted(number: int, noun: str) -> str:
    stem = noun.removesuffix("y")
    many = f"{noun}s" if stem == noun else f"{stem}ies"
    return f"{count(number)} {noun if number == 1 else many}"


def _counts(nouns: Iterable[str]) -> str:
    return ", ".join(_counted(number, noun) for noun, number in Counter(nouns).most_common())


def _is_sourced(named: NamedNumber) -> bool:
    origin = named.number.provenance
    return origin is not None and (
        bool(origin.claims) or origin.source is not None or origin.method in {"stated", "inferred"}
    )


def _kind(named: NamedNumber) -> str:
    place = named.path[2] if len(named.path) > 2 else ""
    return KINDS.get(place, "walk-away value")


def _sourced(study: Study) -> str:
    case = study.case
    said = []
    if case.claims:
        kinds = _counts(claim.kind or "claim" for claim in case.claims.values())
        names = list(case.claims)
        span = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
        said.append(f"{kinds} ({'claim' if len(names) == 1 else 'claims'} {span})")
    options = sum(
        bool(option.claims) or option.origin not in {None, ANALYST}
        for issue in case.issues
        for option in issue.options
    )
    if options:
        said.append(_counted(options, "option"))
    numbers = [_kind(named) for named in case.numbers() if _is_sourced(named)]
    if numbers:
        said.append(_counts(numbers))
    return "; ".join(said) or "nothing: the case cites no source"


def _assumed(study: Study) -> str:
    case = study.case
    numbers = [named for named in case.numbers() if not _is_sourced(named)]
    ranged = sum(named.number.is_uncertain for named in numbers)
    said = []
    if numbers:
        how = "all" if ranged == len(numbers) else count(ranged) if ranged else "none"
        said.append(f"{_counts(map(_kind, numbers))}, {how} with a range")
    options = [
        option
        for issue in case.issues
        for option in issue.options
        if option.origin == ANALYST and not option.claims
    ]
    if options:
        said.append(_counted(len(options), "option"))
    filled = sum(len(package.assumed) for package in case.packages.values())
    if filled:
        said.append(f"{_counted(filled, 'issue')} of the named packages")
    return "; ".join(said) or "nothing"


def _remarks(study: Study) -> list[Block]:
    names, said = Names(study), []
    for package in study.case.packages.values():
        if package.assumed:
            issues = listing([names.issue(issue) for issue in package.assumed])
            said.append(f"{quoted(package.name)}: the analyst filled in {issues}")
    said += study.case.notes
    said += [f"repaired: {repair}" for repair in study.repairs]
    return [Bullets(items=tuple(map(sentence, said)))] if said else []


def _claims(study: Study) -> Table:
    names = Names(study)
    rows = [
        row(
            Cell(text=claim.id, tone="muted"),
            quoted(claim.quote),
            "" if claim.by is None else names.party(claim.by),
            claim.kind or "",
            _about(claim, names),
            Cell(text=claim.source, tone="muted"),
        )
        for claim in study.case.claims.values()
    ]
    titles = columns("claim", "words", "by", "kind", "about", "source", align="left")
    return Table(columns=titles, rows=tuple(rows))


def _about(claim: Claim, names: Names) -> str:
    parts = [
        names.issue(issue)
        if option is None
        else f"{names.issue(issue)}: {names.option(issue, option)}"
        for issue, option in claim.about.items()
    ]
    about = "; ".join(parts)
    return f"{about} ({claim.note})" if about and claim.note else about or claim.note or ""


def _texts(study: Study) -> tuple[tuple[str, str], ...]:
    found = []
    for source in study.case.sources.values():
        parts = [part for part in (source.title, source.date, source.url, source.file) if part]
        found.append((source.id, ", ".join(parts) or "no more is said of it"))
    return tuple(found)


def _ranges(study: Study) -> tuple[Block, ...]:
    names, uncertain = Names(study), study.case.uncertain()
    rows = []
    for named in uncertain[:SHOWN]:
        number = named.number
        rows.append(
            row(
                names.party(named.path[1]),
                _place(named, names),
                *(
                    f"{value:.4g}".replace("-", "−")
                    for value in (number.low, number.central, number.high)
                ),
                "" if number.shape == "triangular" else number.shape,
            )
        )
    titles = columns("party", "number", align="left")
    table = Table(
        columns=(*titles, *columns("", "low", "central", "high")[1:], *columns("shape")),
        rows=tuple(rows),
    )
    more = len(uncertain) - len(rows)
    if more <= 0:
        return (table,)
    return (table, Paragraph(text=f"And {count(more)} more in the case file.", tone="muted"))


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


def _events(study: Study) -> Table:
    rows = [
        row(event.date, event.what, Cell(text=", ".join(event.claims), tone="muted"))
        for event in study.case.events
    ]
    return Table(columns=columns("date", "event", "claims", align="left"), rows=tuple(rows))
