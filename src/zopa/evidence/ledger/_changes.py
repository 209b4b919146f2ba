"""Sources and alignments put into a ledger; ids and decisions hold on to their words."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from zopa.errors import SourceError
from zopa.evidence.ledger._anchors import free_name, moved
from zopa.evidence.ledger._decisions import decided, present
from zopa.evidence.ledger._likeness import Shelf, nearest, place_of
from zopa.evidence.ledger._marking import MARKED
from zopa.model.ledger import Alignment, Ledger, SourceText, Statement

DUPLICATE = "duplicate"
CHANGED = "changed"


def added(
    ledger: Ledger,
    source: SourceText,
    statements: Iterable[Statement],
    alignments: Iterable[Alignment] = (),
    *,
    again: bool = False,
) -> Ledger:
    """Return a ledger with a source and its statements, decisions applied.

    Parameters
    ----------
    ledger
        Before.
    source
        With its text.
    statements
        Found in it, `proposed`.
    alignments
        Between its statements and those of other sources, or among its own.
    again
        Whether the source may stand in the ledger already, by its id or as the same file: it is
        replaced, or read once more.  What was decided on its statements holds: those found at
        the same words keep their ids; others that an analyst accepted stay, with the flag
        ``not-found-again`` where the words are still there, else ``lost``.

    Raises
    ------
    SourceError
        ``duplicate``, where the ledger has this text or file already; ``changed``, where it has
        another text under this id.
    """
    statements, alignments = tuple(statements), tuple(alignments)
    old = _standing(ledger, source)
    _refuse(ledger, source, old, again=again)
    before = decided(ledger)
    if old is not None and old.id != source.id:
        source, statements, names = _renamed(source, statements, old.id)
        alignments = _with_names(alignments, names)
    earlier = [s for s in before.statements.values() if s.source == source.id]
    fresh, names = _carried(before, source, old, earlier, statements)
    sources = {**before.sources, source.id: source}
    others = (s for s in before.statements.values() if s.source != source.id)
    merged = _by_place([*others, *fresh], sources)
    new = _with_names(alignments, names)
    touched = {statement.id for statement in fresh} if new else set()
    kept = [a for a in before.alignments if a.by or not touched & {a.a, a.b}]
    whole = _joined(new, kept, merged)
    return decided(replace(before, sources=sources, statements=merged, alignments=whole))


def aligned(ledger: Ledger, alignments: Iterable[Alignment]) -> Ledger:
    """Return a ledger with these alignments in place of the machine's.

    Those of the analyst stay, and those of statements whose words were cut: they cannot be
    compared any more.
    """
    known = ledger.statements
    cut = {name for name, s in known.items() if any(passage.cut for passage in s.passages)}
    kept = [a for a in ledger.alignments if a.by is not None or cut & {a.a, a.b}]
    whole = _joined(alignments, kept, known)
    return decided(replace(ledger, alignments=whole))


def _joined(
    new: Iterable[Alignment], kept: Iterable[Alignment], known: Container[str]
) -> tuple[Alignment, ...]:
    """Return new alignments and kept ones; where both are, the analyst's relation of new words."""
    pairs = {frozenset((a.a, a.b)): a for a in new}
    for each in kept:
        old, pair = each, frozenset((each.a, each.b))
        found = pairs.get(pair)
        if found and old.by:
            old = replace(found, relation=old.relation, rule=old.rule, by=old.by)
        pairs[pair] = old
    return tuple(a for a in pairs.values() if a.a in known and a.b in known)


def _standing(ledger: Ledger, source: SourceText) -> SourceText | None:
    """Return the source that has this id, else the one of this file name with this very text."""
    if source.id in ledger.sources:
        return ledger.sources[source.id]
    text, file = source.text_sha256, source.file
    others = (s for s in ledger.sources.values() if (s.text_sha256, s.file) == (text, file))
    return next(others, None)


def _refuse(ledger: Ledger, source: SourceText, old: SourceText | None, *, again: bool) -> None:
    name = f"'{source.file or source.id}'"
    for other in ledger.sources.values():
        same = other.text_sha256 == source.text_sha256 or other.raw_sha256 == source.raw_sha256
        if same and not (again and other is old):
            how = f"'--replace' without '--id {source.id}'" if again else "'--replace'"
            msg = (
                f"{name} is in the ledger already, as source '{other.id}'; nothing to add "
                f"(to read it once more, use {how})"
            )
            raise SourceError(DUPLICATE, msg)
    if old is not None and not again:
        msg = (
            f"{name} has another text than source '{old.id}', which the ledger has under this "
            "name; use '--replace' to take the new text, or '--id' to add it as another source"
        )
        raise SourceError(CHANGED, msg)


def _renamed(
    source: SourceText, statements: tuple[Statement, ...], name: str
) -> tuple[SourceText, tuple[Statement, ...], dict[str, str]]:
    """Return a source and its statements under another id, and the ids that changed."""
    names = {s.id: f"{name}{s.id.removeprefix(source.id)}" for s in statements}
    under = tuple(
        replace(
            statement,
            id=names[statement.id],
            source=name,
            passages=tuple(replace(passage, source=name) for passage in statement.passages),
        )
        for statement in statements
    )
    return replace(source, id=name), under, names


def _with_names(alignments: Iterable[Alignment], names: Mapping[str, str]) -> tuple[Alignment, ...]:
    return tuple(replace(a, a=names.get(a.a, a.a), b=names.get(a.b, a.b)) for a in alignments)


def _carried(
    ledger: Ledger,
    source: SourceText,
    old: SourceText | None,
    earlier: list[Statement],
    found: tuple[Statement, ...],
) -> tuple[list[Statement], dict[str, str]]:
    """Return the statements of a source read again, and which ids they took over."""
    same_text = old is not None and old.text_sha256 == source.text_sha256
    text = source.text or ""
    firm = _firm(ledger, earlier)
    free: dict[str, Statement] = {}
    for statement in found:
        own = free_name(statement.id, free)
        free[own] = replace(statement, id=own)
    by_place = {place_of(statement): statement for statement in free.values()}
    names: dict[str, str] = {}
    result: list[Statement] = []
    rest: list[tuple[Statement, Statement | None]] = []
    for statement in earlier:
        stays = same_text and "lost" not in statement.flags
        here = statement if stays else moved(statement, text)
        match = None if here is None else by_place.get(place_of(here))
        if match is not None and match.id in free:
            names[match.id] = statement.id
            result.append(_taking_over(free.pop(match.id), statement, firm))
        elif statement.id in firm:
            rest.append((statement, here))
    seen = _seen(ledger, {statement.id for statement, _ in rest})
    shelf = Shelf(free.values())
    for statement, here in rest:
        around = [] if here is None else [s for s in shelf.around(here) if s.id in free]
        match = None if here is None else nearest(here, around)
        match = match or next(
            (
                free[other.id]
                for before in seen.get(statement.id, ())
                if (there := moved(before, text)) is not None
                and (other := by_place.get(place_of(there))) is not None
                and other.id in free
            ),
            None,
        )
        if match is not None and statement.rule != MARKED:
            names[match.id] = statement.id
            result.append(_taking_over(free.pop(match.id), statement, firm))
        elif statement.status != "rejected" or statement.rule == MARKED:
            result.append(_left(statement, here))
    taken = {statement.id for statement in result}
    for name, statement in free.items():
        own = free_name(name, taken)
        taken.add(own)
        names[name] = own
        result.append(replace(statement, id=own))
    return result, names


def _firm(ledger: Ledger, earlier: list[Statement]) -> set[str]:
    """Return the ids that somebody decided on, and that must not vanish."""
    now = present(ledger.statements, ledger.decisions)
    return {now.get(decision.statement, "") for decision in ledger.decisions} | {
        statement.id for statement in earlier if statement.status != "proposed"
    }


def _seen(ledger: Ledger, names: Container[str]) -> dict[str, list[Statement]]:
    """Return statements as they were when an analyst gave them other words: id -> statements."""
    now = present(ledger.statements, ledger.decisions)
    result: dict[str, list[Statement]] = {}
    for decision in ledger.decisions:
        name = now.get(decision.statement, "")
        if name in names and decision.snapshot is not None and "words" in decision.changes:
            result.setdefault(name, []).append(decision.snapshot)
    return result


def _taking_over(found: Statement, earlier: Statement, firm: set[str]) -> Statement:
    """Return a statement found again, under its earlier id and with its earlier standing."""
    if earlier.id not in firm:
        return replace(found, id=earlier.id)
    return replace(found, id=earlier.id, status=earlier.status, by=earlier.by, note=earlier.note)


def _left(statement: Statement, here: Statement | None) -> Statement:
    """Return a statement that the machine no longer finds, where its words are, or lost."""
    flags = [flag for flag in statement.flags if flag not in ("lost", "not-found-again")]
    if here is None:
        return replace(statement, flags=(*flags, "lost"))
    if statement.rule == MARKED:
        return replace(here, flags=tuple(flags))
    return replace(here, flags=(*flags, "not-found-again"))


def _by_place(
    statements: Iterable[Statement], sources: Mapping[str, SourceText]
) -> dict[str, Statement]:
    rank = {name: place for place, name in enumerate(sources)}
    ordered = sorted(
        statements,
        key=lambda s: (rank.get(s.source, len(rank)), s.passages[0].start, s.passages[-1].end),
    )
    return {statement.id: statement for statement in ordered}
