"""What an analyst decided, applied to what the machine found.

Decisions are kept for ever, in order; the later act on a thing counts.  They hold on to their
statement by its id, else by its place and words, else by the snapshot that they carry, so another
extraction loses none.  To apply them once more changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from zopa.errors import UnknownNameError, ZopaError, did_you_mean
from zopa.evidence.ledger._editing import ANALYST, corrected, edited
from zopa.evidence.ledger._likeness import Place, Shelf, nearest, place_of
from zopa.model.ledger import ACTS, RELATIONS, Alignment, Decision, Ledger, Statement

NOTHING: Mapping[str, str | None] = MappingProxyType({})


def decided(ledger: Ledger) -> Ledger:
    """Return a ledger with its decisions applied to statements and alignments.

    Examples
    --------
    >>> from zopa.model.ledger import Passage
    >>> piece = Passage(source="a", start=0, end=8, exact="We agree", sha256="")
    >>> found = Statement(id="a-1", source="a", mode="direct", rule="x", passages=(piece,))
    >>> accept = Decision(act="accept", statement="a-1", by="ann", at="2019-03-01T10:00:00Z")
    >>> decided(Ledger(statements={"a-1": found}, decisions=(accept,))).statements["a-1"].status
    'accepted'
    """
    if not ledger.decisions:
        return ledger
    statements = applied(ledger.statements, ledger.decisions)
    alignments = related(ledger.alignments, statements, ledger.decisions)
    return replace(ledger, statements=statements, alignments=alignments)


def applied(
    statements: Mapping[str, Statement], decisions: Iterable[Decision]
) -> dict[str, Statement]:
    """Return statements as the analyst left them, by id, in the order of source and place.

    Parameters
    ----------
    statements
        As the machine found them, or with decisions applied before.
    decisions
        Oldest first.

    Returns
    -------
    dict
        A statement that was decided on and is not found any more stands with the flag
        ``not-found-again``, unless it was rejected; one that an analyst marked stands in place of
        the machine's at the same words, rejected or not.
    """
    decisions = tuple(decisions)
    known = present(statements, decisions)
    table = _Table(statements)
    result = table.by_name
    for decision in decisions:
        if decision.act == "mark" and decision.snapshot is not None:
            _mark(table, known, decision, decision.snapshot)
        name = known.get(decision.statement)
        if name is None:
            continue
        if name not in result and decision.snapshot is not None:
            name = known[decision.statement] = _brought_back(table, name, decision)
        if name in result:
            table.put(_with(result[name], decision))
    marks = {decision.statement for decision in decisions if decision.act == "mark"}
    for name in set(result) - set(statements) - marks:
        if result[name].status == "rejected":
            del result[name]
    return in_order(result)


def present(statements: Mapping[str, Statement], decisions: Iterable[Decision]) -> dict[str, str]:
    """Return which statement each id of the decisions means now: id -> id.

    The statement of that id; else the one at the same words of the same source; else the id
    itself, where a snapshot can stand for it.  Ids that mean nothing any more are left out.
    """
    decisions = tuple(decisions)
    marks = {d.statement: d.snapshot for d in decisions if d.act == "mark" and d.snapshot}
    by_place = {place_of(snapshot): name for name, snapshot in marks.items()}
    of_source: dict[str, list[Statement]] = {}
    for statement in statements.values():
        if statement.id in marks:
            by_place.setdefault(place_of(statement), statement.id)
        elif "not-found-again" not in statement.flags:
            of_source.setdefault(statement.source, []).append(statement)
    shelves = {source: Shelf(found) for source, found in of_source.items()}
    result: dict[str, str] = {}
    for decision in decisions:
        names = [decision.statement, *([decision.other] if decision.other else [])]
        result.update({name: name for name in names if name in statements})
        snapshot = decision.snapshot
        if decision.statement in result or snapshot is None:
            continue
        now = decision.statement
        if decision.act != "mark":
            shelf = shelves.get(snapshot.source)
            same = nearest(snapshot, shelf.around(snapshot)) if shelf else None
            now = now if same is None else same.id
            now = by_place.get(place_of(snapshot), now)
        result[decision.statement] = now
    return result


class _Table:
    """Statements by id and by place, so that a thousand marks cost a thousand steps."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        self.by_name: dict[str, Statement] = {}
        self._at: dict[Place, dict[str, None]] = {}
        for name, statement in statements.items():
            self.by_name[name] = statement
            self._at.setdefault(place_of(statement), {})[name] = None

    def at(self, place: Place) -> list[str]:
        """Return the ids of the statements at the very words of a place."""
        return list(self._at.get(place, ()))

    def put(self, statement: Statement) -> None:
        """Put a statement in, or in place of the one with its id."""
        old = self.by_name.get(statement.id)
        if old is None or old.passages != statement.passages:
            if old is not None:
                self._at[place_of(old)].pop(statement.id, None)
            self._at.setdefault(place_of(statement), {})[statement.id] = None
        self.by_name[statement.id] = statement

    def drop(self, name: str) -> None:
        """Take a statement out."""
        self._at[place_of(self.by_name.pop(name))].pop(name, None)


def _mark(table: _Table, known: dict[str, str], decision: Decision, snapshot: Statement) -> None:
    """Put in a statement that the machine did not find, or took for less."""
    for other in table.at(place_of(snapshot)):
        if other != snapshot.id:
            table.drop(other)
            known.update({i: snapshot.id for i, now in known.items() if now == other})
    kept = table.by_name.get(snapshot.id, snapshot)
    if kept.rule != snapshot.rule and kept.words != snapshot.words:
        kept = snapshot  # the machine's under this id has other words
    flags = [flag for flag in kept.flags if flag == "lost"]
    flags += ["narrator"] if snapshot.mode == "account" else []
    flags = [*snapshot.flags, *(flag for flag in flags if flag not in snapshot.flags)]
    passages, quoted = kept.passages, kept.quoted
    table.put(replace(snapshot, passages=passages, quoted=quoted, flags=tuple(flags)))
    known[decision.statement] = snapshot.id


def _brought_back(table: _Table, name: str, decision: Decision) -> str:
    """Put in a statement that is not found any more, as the analyst saw it; return its id.

    A marked one at the very same words stands for it.
    """
    snapshot = decision.snapshot
    if snapshot is None or snapshot.id != name:
        return name
    there = table.at(place_of(snapshot))
    if there:
        return there[0]
    if decision.act not in ("unlink", "reject"):
        flags = dict.fromkeys([*snapshot.flags, "not-found-again"])
        table.put(replace(snapshot, flags=tuple(flags)))
    return name


def _with(statement: Statement, decision: Decision) -> Statement:
    act = decision.act
    if act in ("link", "unlink", "relate"):
        return statement
    note = statement.note if decision.note is None else decision.note
    status = {"reject": "rejected", "edit": "edited"}.get(act, "accepted")
    if act == "accept" and statement.status == "edited":
        status = "edited"
    changed = edited(statement, decision.changes) if act == "edit" else statement
    if "note" in decision.changes:
        note = decision.changes["note"]
    return replace(changed, status=status, by=decision.by, note=note)


def in_order(statements: Mapping[str, Statement]) -> dict[str, Statement]:
    """Return statements in the order of source and place; sources as they first come."""
    rank: dict[str, int] = {}
    for statement in statements.values():
        rank.setdefault(statement.source, len(rank))
    ordered = sorted(
        statements.values(),
        key=lambda s: (rank[s.source], s.passages[0].start, s.passages[-1].end, s.id),
    )
    return {statement.id: statement for statement in ordered}


def related(
    alignments: Iterable[Alignment],
    statements: Mapping[str, Statement],
    decisions: Iterable[Decision],
) -> tuple[Alignment, ...]:
    """Return alignments with the relations that an analyst decided in place of the machine's.

    Alignments of statements that are not there are left out.
    """
    decisions = tuple(decisions)
    known = present(statements, decisions)
    result: dict[frozenset[str], Alignment] = {}
    for alignment in alignments:
        if alignment.a in statements and alignment.b in statements:
            result[frozenset((alignment.a, alignment.b))] = alignment
    for decision in decisions:
        a, b = known.get(decision.statement, ""), known.get(decision.other or "", "")
        if decision.act != "relate" or a not in statements or b not in statements or a == b:
            continue
        pair = frozenset((a, b))
        old = result.get(pair)
        if old is None or not old.shared:
            old = _compared(statements, old.a if old else a, old.b if old else b, old)
        relation = decision.relation or old.relation
        result[pair] = replace(old, relation=relation, rule=ANALYST, by=decision.by)
    return tuple(result.values())


def _compared(
    statements: Mapping[str, Statement], a: str, b: str, old: Alignment | None
) -> Alignment:
    """Return a pair that the machine did not measure, with its word differences."""
    from zopa.evidence.alignment import compared

    found = compared(statements[a], statements[b])
    if old is None:
        return found
    return replace(found, relation=old.relation, rule=old.rule, by=old.by) if found.shared else old


def links(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return which statements an analyst linked to each claim of the case: claim -> ids.

    Statements that are not in the ledger are left out, and so are claims without any.
    """
    known = present(ledger.statements, ledger.decisions)
    result: dict[str, dict[str, None]] = {}
    for decision in ledger.decisions:
        name = known.get(decision.statement, "")
        if decision.claim is None or name not in ledger.statements:
            continue
        if decision.act == "link":
            result.setdefault(decision.claim, {})[name] = None
        elif decision.act == "unlink":
            result.get(decision.claim, {}).pop(name, None)
    return {claim: tuple(names) for claim, names in result.items() if names}


def decide(  # noqa: PLR0913 - one for each field of a decision
    ledger: Ledger,
    act: str,
    statement: str,
    *,
    by: str,
    at: str,
    changes: Mapping[str, str | None] = NOTHING,
    claim: str | None = None,
    other: str | None = None,
    relation: str | None = None,
    note: str | None = None,
) -> Decision:
    """Return a decision on a statement of a ledger, checked, with its snapshot.

    Nothing is applied or written; see `append_decision`.  For ``mark`` see `marked`.

    Parameters
    ----------
    ledger
        With all decisions until now applied.
    act, statement
        One of `ACTS`, and the id of the statement.
    by, at
        Who decides, and when: ISO date and time with zone.

    Raises
    ------
    UnknownNameError
        Where act, statement, the other statement or relation does not exist.
    ZopaError
        Where something is missing or does not fit, for example an unknown field.
    """
    if act not in ACTS:
        raise UnknownNameError(f"no act is called '{act}'; {did_you_mean(act, ACTS)}")
    snapshot = statement_called(ledger, statement)
    if act in ("accept", "edit") and "lost" in snapshot.flags:
        msg = (
            f"the words of statement '{statement}' are no longer in its source, so it cannot be "
            "accepted; reject it, or take another one"
        )
        raise ZopaError(msg)
    if act == "edit":
        if not changes:
            msg = f"the edit of statement '{statement}' changes nothing; give a field and its value"
            raise ZopaError(msg)
        corrected(snapshot, changes)
    if act in ("link", "unlink") and claim is None:
        raise ZopaError(f"to {act} statement '{statement}' name the claim of the case")
    if act == "relate":
        _check_relation(ledger, statement, other, relation)
    return Decision(
        act=act,
        statement=statement,
        by=by,
        at=at,
        snapshot=snapshot,
        changes=dict(changes),
        claim=claim,
        other=other,
        relation=relation,
        note=note,
    )


def statement_called(ledger: Ledger, name: str) -> Statement:
    """Return the statement with this id, or raise with the nearest."""
    try:
        return ledger.statements[name]
    except KeyError:
        hint = did_you_mean(name, ledger.statements)
        raise UnknownNameError(f"the ledger has no statement '{name}'; {hint}") from None


def _check_relation(
    ledger: Ledger, statement: str, other: str | None, relation: str | None
) -> None:
    if other is None or relation is None:
        msg = f"to relate statement '{statement}' name the other statement and the relation"
        raise ZopaError(msg)
    statement_called(ledger, other)
    if relation not in RELATIONS:
        hint = did_you_mean(relation, RELATIONS)
        raise UnknownNameError(f"no relation is called '{relation}'; {hint}")
    if other == statement:
        raise ZopaError(f"statement '{statement}' cannot be related to itself; name another one")
