"""What an analyst decides: accept, reject, edit, relate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from zopa.errors import ZopaError
from zopa.evidence.ledger import append_decision, only_writer
from zopa.evidence.ledger import decide as decision_on
from zopa.evidence.ledger import decided as with_decisions
from zopa.jobs.evidence._desk import (
    Desk,
    desk,
    known_party,
    one_line,
    statement_json,
    statement_named,
)
from zopa.model.ledger import BACKING, Decision, Ledger, Statement

DAY = len("2019-02-28")
_TIME = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who decides, and when."""

    by: str
    at: str
    """ISO date and time with zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided, and the statements as they stand now."""

    act: str
    statements: tuple[Statement, ...]
    relation: str | None = None
    overruled: Mapping[str, str] = field(default_factory=dict)
    """Statement -> who had rejected what is accepted now, or had accepted what is rejected now."""


def accept(
    case: str | Path, names: Iterable[str], *, signed: Signed, note: str | None = None
) -> Decided:
    """Accept statements, so that claims can rest on them.

    Parameters
    ----------
    case
        A case file or folder.
    names
        Ids of statements, or beginnings that only one has.
    signed
        Who decides, and when.
    note
        Why, or what else to remember.

    Raises
    ------
    UnknownNameError
        Where a statement does not exist; then none is accepted.
    """
    return _decide_all(case, "accept", names, signed, note)


def reject(
    case: str | Path, names: Iterable[str], *, signed: Signed, note: str | None = None
) -> Decided:
    """Reject statements: they are kept, and nothing shows them unless asked; see `accept`."""
    return _decide_all(case, "reject", names, signed, note)


def edit(
    case: str | Path,
    name: str,
    changes: Mapping[str, str | None],
    *,
    signed: Signed,
    note: str | None = None,
) -> Decided:
    """Correct what was read from a statement, and accept it so.

    Parameters
    ----------
    case, name, signed, note
        As for `accept`.
    changes
        Field -> new value, ``None`` to empty it; fields are those of
        `zopa.evidence.ledger.EDITABLE`.

    Raises
    ------
    ZopaError
        Where a field or value does not exist, or nothing is to change.
    """
    with only_writer(case):
        table = desk(case)
        statement = statement_named(table.ledger, name)
        check_changes(table, changes)
        given = {"changes": changes, "note": note}
        return settle(table, "edit", [sign(table.ledger, "edit", statement.id, signed, **given)])


def relate(case: str | Path, one: str, other: str, relation: str, *, signed: Signed) -> Decided:
    """Decide how two statements stand to each other, for example that they are a conflict.

    Raises
    ------
    UnknownNameError
        Where a statement or the relation does not exist.
    """
    with only_writer(case):
        table = desk(case)
        a, b = statement_named(table.ledger, one).id, statement_named(table.ledger, other).id
        decision = sign(table.ledger, "relate", a, signed, other=b, relation=relation)
        return settle(table, "relate", [decision])


def _decide_all(
    case: str | Path, act: str, names: Iterable[str], signed: Signed, note: str | None
) -> Decided:
    with only_writer(case):
        table = desk(case)
        found = dict.fromkeys(statement_named(table.ledger, name).id for name in names)
        decisions = [sign(table.ledger, act, name, signed, note=note) for name in found]
        return settle(table, act, decisions)


def check_changes(table: Desk, changes: Mapping[str, str | None]) -> None:
    """Raise where a party or a time is none."""
    if "party" in changes:
        known_party(table.case, changes["party"])
    time = changes.get("time")
    if time is not None and not _is_time(time):
        msg = (
            f"'{one_line(time)}' is no time of a statement; give a day (2019-02-28), a month "
            "(2019-02) or a year (2019)"
        )
        raise ZopaError(msg)


def _is_time(text: str) -> bool:
    """Return whether a text is an ISO day, month or year.

    Examples
    --------
    >>> [_is_time(text) for text in ("2024-02-29", "2024-02", "2024", "2023-02-29", "24", "")]
    [True, True, True, False, False, False]
    """
    if not _TIME.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < DAY else text)
    except ValueError:
        return False
    return True


def sign(ledger: Ledger, act: str, name: str, signed: Signed, **given: Any) -> Decision:
    """Return a decision on a statement of a ledger."""
    return decision_on(ledger, act, name, by=signed.by, at=signed.at, **given)


def settle(table: Desk, act: str, decisions: list[Decision]) -> Decided:
    """Write decisions down and return what they make of their statements."""
    if not decisions:
        raise ZopaError(f"there is no statement to {act}; name one or several by their ids")
    append_decision(table.path, *decisions)
    after = now(table.ledger, decisions)
    names = dict.fromkeys(
        name for each in decisions for name in (each.statement, each.other) if name
    )
    return Decided(
        act=act,
        statements=tuple(after.statements[name] for name in names if name in after.statements),
        relation=decisions[-1].relation,
        overruled={
            each.statement: table.ledger.statements[each.statement].by or ""
            for each in decisions
            if _turns(each.act, table.ledger.statements[each.statement].status)
        },
    )


def _turns(act: str, status: str) -> bool:
    """Return whether an act says the contrary of what was decided before."""
    if act == "reject":
        return status in BACKING
    return act in ("accept", "edit") and status == "rejected"


def now(ledger: Ledger, decisions: Iterable[Decision]) -> Ledger:
    """Return a ledger with further decisions applied."""
    return with_decisions(replace(ledger, decisions=(*ledger.decisions, *decisions)))


def as_json(result: Decided) -> dict[str, Any]:
    """Return what was decided as data for JSON."""
    found: dict[str, Any] = {
        "act": result.act,
        "statements": [statement_json(each) for each in result.statements],
        "overruled": dict(result.overruled),
    }
    return found if result.relation is None else {**found, "relation": result.relation}
