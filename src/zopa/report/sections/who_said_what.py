"""Who said what: by issue, in which words and where, what became of promises, and what came when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from zopa.analysis.results import Study
from zopa.evidence.backing import LOST, PROPOSED, REJECTED, shortened
from zopa.evidence.commitments import Tracked, track
from zopa.model import Case, Claim, Source
from zopa.report.document import (
    Block,
    Bullets,
    Cell,
    Details,
    Facts,
    Paragraph,
    Section,
    Table,
    Tone,
    columns,
    row,
)
from zopa.report.evidence import (
    Difference,
    Place,
    Told,
    context,
    differences,
    positions,
    span,
    timeline,
    told,
    what_differs,
)
from zopa.report.phrases import ANALYST
from zopa.report.sections._contract import section
from zopa.report.wording import RETOLD, as_told, is_denied
from zopa.report.words import Names, count, listing, plural, sentence, spelled

SHOWN = 2
"""Promises, and places where reports differ, for a first look."""
NOBODY = "nobody named"
UNSHOWN = {
    PROPOSED: "the statements of {}, so they prove nothing yet",
    REJECTED: "the statements of {}, so they prove nothing",
    LOST: "the words of {} are no longer in their source, so they prove nothing",
}
"""Claims that do not show their words: why, and what that means."""
CHANGED = {
    "negation": "a negation",
    "modal": "how firm it is",
    "number": "a number",
    "quantifier": "how much it covers",
    "speaker": "who speaks",
    "antecedent": "whom or what a word stands for",
}
"""Ways in which wordings differ in meaning, in words."""
CONFLICT = "conflict"
"""Relation that only an analyst gives."""
FEW = 5
"""Claims that a first look names."""
STATES: dict[str, Tone] = {"open": "plain", "kept": "good", "broken": "bad", "disputed": "strong"}
"""What became of a promise, and how it is shown."""


@section(name="who-said-what", order=86)
def who_said_what(study: Study) -> Section | None:
    """Return who said what on each issue; nothing where the case has no claims, events, promises."""
    case = study.case
    if not (case.claims or case.events or case.commitments):
        return None
    names, view = Names(study), told(case)
    differing, promises = differences(case), track(case)
    blocks: list[Block] = [
        Facts(pairs=tuple(_overview(case, names, view, differing, promises))),
    ]
    for issue in case.issues:
        if _spoken_of(case, issue.id):
            table = _by_issue(case, issue.id, view, names)
            blocks.append(
                Details(title=issue.name, blocks=(table, *_on(differing, issue.id, names)))
            )
    beside = [_difference(each) for each in differing if not each.issues]
    if beside:
        blocks.append(Details(title="On no issue", blocks=(Bullets(items=tuple(beside)),)))
    if promises:
        blocks.append(Details(title="Promises", blocks=_promises(promises, names)))
    if moments := timeline(case):
        rows = [
            row(
                each.date,
                each.shown,
                _who(names, each.by, each.speaker) if each.kind is not None else "",
                Cell(text=", ".join(each.claims), tone="muted"),
            )
            for each in moments
        ]
        titles = ("date", "what happened, what was said", "who", "claims")
        blocks.append(Details(title="Timeline", blocks=(_table(titles, rows),)))
    blocks += _passages(view, names)
    return Section(id="who-said-what", title="Who said what", blocks=tuple(blocks))


def _overview(
    case: Case,
    names: Names,
    view: dict[str, Told],
    differing: Sequence[Difference],
    promises: Sequence[Tracked],
) -> Iterable[tuple[str, str]]:
    """Yield what a first look needs."""
    if view:
        yield "said", _said(view, names)
    lost = [name for name, each in view.items() if not each.has_words]
    doubted = [name for name, each in view.items() if each.has_words and not each.holds]
    if lost:
        yield (
            "not here",
            f"the words of {_named(lost)}: their statements are in no ledger here",
        )
    for why, says in UNSHOWN.items():
        if those := [name for name in doubted if view[name].standing == why]:
            yield why, says.format(_named(those))
    yield from _key(view)
    conflicts = [each for each in differing if each.is_open]
    real = [each for each in differing if each.alignment.relation == CONFLICT]
    others = [each for each in differing if not each.is_open and each not in real]
    for title, some in (("conflict", real), ("reports differ", others)):
        if some:
            yield title, _some([_short(each, names) for each in some])
    if conflicts:
        parts = [_short(each, names) for each in conflicts[:SHOWN]]
        head = f"{plural(len(conflicts), 'possible conflict')} between reports, for the analyst"
        yield "open", f"{head}: {'; '.join(parts)}"
    if promises:
        yield "promised", _some([_promise(each, names) for each in promises])
    if dates := [event.date for event in case.events]:
        days = span(dates)
        yield "happened", plural(len(dates), "event") + (f", {days}" if days else "")


def _key(view: dict[str, Told]) -> Iterable[tuple[str, str]]:
    """Yield which claims have no words of who speaks, and which were denied: a key to the marks."""
    shown = [(name, each.places[0]) for name, each in view.items() if each.has_words]
    if denied := [name for name, place in shown if is_denied(place.statement)]:
        yield "denied", f"the words of {_named(denied)}: the report says that this is not so"
    if retold := [name for name, place in shown if place.shown.endswith(RETOLD)]:
        marks = "no quotation marks stand around them"
        yield (
            "retold",
            f"the words of {_named(retold)} are the report's, not the speaker's: {marks}",
        )


def _some(parts: Sequence[str]) -> str:
    """Return the first few of some parts, and how many more there are."""
    more = len(parts) - SHOWN
    return "; ".join([*parts[:SHOWN], *([f"{spelled(more)} more"] if more > 0 else [])])


def _named(claims: Sequence[str]) -> str:
    """Return claims by id, a few of them where there are many."""
    some = (
        claims if len(claims) <= FEW else [*claims[:SHOWN], f"{spelled(len(claims) - SHOWN)} more"]
    )
    return listing(some)


def _said(view: dict[str, Told], names: Names) -> str:
    """Return how many claims there are, and who speaks in them."""
    speakers = Counter(each.claim.by for each in view.values())
    parts = [f"{names.party(by)} {count(n)}" for by, n in speakers.most_common() if by is not None]
    if speakers[None] and parts:
        parts.append(f"{NOBODY} {count(speakers[None])}")
    sources = {place.source for each in view.values() for place in each.places if place.source}
    start = f"{plural(len(view), 'claim')} from {plural(len(sources), 'source')}"
    return f"{start}: {', '.join(parts)}" if parts else start


def _short(each: Difference, names: Names) -> str:
    """Return a difference in a few words: issue, what differs, claims."""
    where = listing([names.issue(issue) for issue in each.issues[:SHOWN]])
    words = what_differs(each.alignment, most=1, limit=40)
    sides = zip(each.wordings, (each.a, each.b), strict=True)
    words = words or " / ".join(as_told(shortened(said[0], 40), side) for said, side in sides)
    claims = ", ".join(dict.fromkeys((*each.claims[0], *each.claims[1])))
    return f"{where}: {words} ({claims})" if where else f"{words} ({claims})"


def _on(differing: Sequence[Difference], issue: str, names: Names) -> tuple[Block, ...]:
    """Return where reports differ on an issue; what was told under another one, in a few words."""
    lines = []
    for each in differing:
        if issue not in each.issues:
            continue
        if each.issues[0] == issue:
            lines.append(_difference(each))
        else:
            claims = listing(list(dict.fromkeys((*each.claims[0], *each.claims[1]))))
            first = names.issue(each.issues[0])
            lines.append(f"{_head(each)} ({claims}): see {first}.")
    return (Bullets(items=tuple(lines)),) if lines else ()


def _head(each: Difference) -> str:
    """Return what a difference is."""
    if each.is_open:
        return "Possible conflict, open for the analyst"
    if each.alignment.relation == CONFLICT:
        return f"Conflict, says {each.alignment.by}" if each.alignment.by else "Conflict"
    return "Reports differ"


def _difference(each: Difference) -> str:
    """Return both wordings and what differs between them."""
    one, other = (
        f"{', '.join(as_told(shortened(words), side) for words in said)} "
        f"({', '.join((*claims, source))})"
        for said, side, claims, source in zip(
            each.wordings, (each.a, each.b), each.claims, each.sources, strict=True
        )
    )
    words, head = what_differs(each.alignment), _head(each)
    parts = [f"{head}: {words}" if words else head]
    if each.alignment.changes:
        known = [CHANGED.get(change, change) for change in each.alignment.changes]
        parts.append(f"what may change the meaning: {listing(known)}")
    return sentence(f"{'; '.join(parts)}. Told as {one} and as {other}")


def _spoken_of(case: Case, issue: str) -> bool:
    return any(positions(case, issue).values())


def _by_issue(case: Case, issue: str, view: dict[str, Told], names: Names) -> Table:
    """Return the options of an issue with what was said of each, and by whom."""
    rows = []
    for option, claims in positions(case, issue).items():
        title = "as a whole" if option is None else names.option(issue, option)
        for place, name in enumerate(claims):
            each = view[name]
            against = each.claim.stance == "contradicts"
            shown = f"not: {title}" if against else title
            again = place > 0 and view[claims[place - 1]].claim.stance == each.claim.stance
            rows.append(
                row(
                    Cell(text=shown, tone="muted" if again else "plain"),
                    _who(names, each.claim.by, each.speaker) or NOBODY,
                    each.claim.kind or "",
                    each.when,
                    each.shown,
                    Cell(text=_where(each), tone="muted"),
                )
            )
        if not claims and option is not None:
            origin = case.issue(issue).option(option).origin
            how = "assumed by the analyst" if origin == ANALYST else "no passage is named"
            rows.append(row(title, Cell(text=how, tone="muted"), "", "", "", ""))
    return _table(("position", "who", "what", "when", "words", "where"), rows)


def _table(titles: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Return a table without the columns in which nothing stands."""
    kept = [at for at in range(len(titles)) if at == 0 or any(each[at].text for each in rows)]
    heads = columns(titles[0], *(titles[at] for at in kept[1:]), align="left")
    return Table(columns=heads, rows=tuple(tuple(each[at] for at in kept) for each in rows))


def _who(names: Names, party: str | None, speaker: str) -> str:
    if party is None:
        return speaker
    return f"{names.party(party)} ({speaker})" if speaker else names.party(party)


def _where(each: Told) -> str:
    sources = dict.fromkeys(place.source for place in each.places if place.source)
    return ", ".join([each.claim.id, *sources, *([] if each.holds else [each.standing])])


def _promise(each: Tracked, names: Names) -> str:
    """Return a promise in a few words."""
    promise = each.commitment
    since = f", since {each.since}" if each.since else ""
    return (
        f"{names.party(promise.by)}{since}: {names.choice(promise.issue, promise.option)}, "
        f"{each.status}"
    )


def _promises(promises: Sequence[Tracked], names: Names) -> tuple[Block, ...]:
    rows = [
        row(
            names.choice(each.commitment.issue, each.commitment.option),
            names.party(each.commitment.by),
            each.since or "",
            Cell(text=each.status, tone=STATES.get(each.status, "plain")),
            Cell(text=", ".join(each.commitment.claims), tone="muted"),
            Cell(text=_became(each), tone="muted"),
        )
        for each in promises
    ]
    titles = ("promise", "by", "since", "now", "told in", "later")
    note = (
        "Open: no claim of the case says that it was kept or broken. Later: claims on that issue "
    )
    note += "from a later day, for the analyst to judge."
    return (_table(titles, rows), Paragraph(text=note, tone="muted"))


def _became(each: Tracked) -> str:
    parts = [
        f"{word} {', '.join(claims)}"
        for word, claims in (
            ("kept:", each.for_),
            ("broken:", each.against),
            ("proves nothing:", each.unshown),
            ("see", each.later),
        )
        if claims
    ]
    return "; ".join(parts)


def _passages(view: dict[str, Told], names: Names) -> list[Block]:
    """Return every claim with its words where they stand, one source after the other."""
    known = names.case.sources
    all_places = [(each, place) for each in view.values() for place in each.places]
    found: list[Block] = []
    for name in dict.fromkeys([*known, *(place.source for _, place in all_places)]):
        rows = [
            row(
                Cell(text=each.claim.id, tone="muted"),
                _in_context(each, place),
                _who(names, each.claim.by, each.speaker),
                each.claim.kind or "",
                _about(each.claim, names),
                Cell(text=_characters(place), tone="muted"),
            )
            for each, place in all_places
            if place.source == name
        ]
        if rows:
            titles = ("claim", "words", "by", "kind", "about", "characters")
            found.append(Details(title=_heading(known.get(name)), blocks=(_table(titles, rows),)))
    return found


def _heading(source: Source | None) -> str:
    """Return a source as the heading of its passages."""
    if source is None:
        return "Claims whose source is not here"
    day = f", {source.date}" if source.date else ""
    return f"Claims from {source.id}: {source.title or source.file or 'no title'}{day}"


def _in_context(each: Told, place: Place) -> Cell:
    """Return words with what stands around them, where a ledger knows it."""
    if not place.words:
        return Cell(text=each.words, tone="muted")
    if not place.passages:
        return Cell(text=place.shown)
    before, after = context(place.passages, place.words)
    return Cell(text=place.shown, before=before, after=after)


def _characters(place: Place) -> str:
    """Return where words stand in the text of their source, in characters from its start."""
    return listing([f"{count(piece.start)}–{count(piece.end)}" for piece in place.passages])


def _about(claim: Claim, names: Names) -> str:
    parts = [
        names.issue(issue)
        if option is None
        else f"{names.issue(issue)}: {names.option(issue, option)}"
        for issue, option in claim.about.items()
    ]
    about = "; ".join(parts)
    if claim.stance == "contradicts" and about:
        about = f"not so: {about}"
    return f"{about} ({claim.note})" if about and claim.note else about or claim.note or ""
