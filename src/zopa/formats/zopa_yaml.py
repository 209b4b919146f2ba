"""zopa YAML: the project's own case file, or a folder with ``case.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zopa.formats._contract import FORMATS, Format, Reading, Writing

if TYPE_CHECKING:
    from zopa.model import Case

_OURS = re.compile(rb"""(?m)^[\s{]*["']?(zopa|parties)["']?\s*:""")
_OURS_JSON = re.compile(rb"""["']zopa["']\s*:\s*[0-9]""")
_THEIRS = re.compile(rb"(?m)^[\s-]*(type|reserved_value|outcome_space|ufun)\s*:")


def recognises(path: Path, head: bytes) -> bool:
    """Return whether a path may be a case file."""
    if path.is_dir():
        return (path / "case.yaml").is_file()
    if path.suffix.lower() == ".json":
        return bool(_OURS_JSON.search(head))
    if path.suffix.lower() in (".yaml", ".yml"):
        return bool(_OURS.search(head)) or not _THEIRS.search(head)
    return bool(re.search(rb"(?m)^zopa\s*:", head))


def read(path: Path) -> Reading:
    """Return the case in a file or folder; see `zopa.formats.read`."""
    from zopa.formats._zopa_read import load

    return Reading(case=load(path))


def lines_of(path: Path, places: Iterable[tuple[str, ...]]) -> list[int]:
    """Return the lines at which paths of the model stand in a case file.

    For what shows only when a case is used, such as rules that leave no package.
    """
    from zopa.formats import _zopa_read

    return _zopa_read.lines_in(path, places)


def write(case: Case) -> Writing:
    """Return a case as one ``case.yaml``, which reads back as the same case."""
    from zopa.formats._zopa_write import dump, lost

    return Writing(files={"case.yaml": dump(case).encode()}, lost=lost(case))


def next_claim_id(claims: Iterable[str]) -> str:
    """Return an id for one more claim, in the manner of those that are there.

    Examples
    --------
    >>> next_claim_id(["c1", "c9"]), next_claim_id([])
    ('c10', 'c1')
    """
    from zopa.formats import _zopa_edit

    return _zopa_edit.next_claim_id(claims)


def with_claim(  # noqa: PLR0913 - what a claim can say
    text: str,
    claim_id: str,
    statement_id: str | Iterable[str],
    about: Mapping[str, str | None] | None = None,
    *,
    by: str | None = None,
    kind: str | None = None,
    quote: str = "",
    stance: str = "supports",
    note: str | None = None,
    drop: Iterable[str] = (),
    source: str = "case.yaml",
    name: str = "case",
) -> str:
    r"""Return the text of a case file with a claim that rests on a statement.

    A new claim comes last; a claim that is there gets the statement besides its own.  Nothing
    else changes: remarks, order and style of the file stay, and the text is read again to be
    sure that it is the same case with exactly this claim.

    Parameters
    ----------
    text
        Content of a case file.
    claim_id
        A claim that is there, or a new one (see `next_claim_id`).
    statement_id
        Statement of the ledger, or several.
    about
        Issue -> option, or ``None`` for the issue as a whole.
    by, kind, quote, stance, note
        What the claim says besides; for a claim that is there only what it leaves out.
    drop
        ``source``, ``quote``: what a claim that is there need not say any more.
    source, name
        What errors call the file; id of the case where the text gives none.

    Raises
    ------
    CaseFaults
        When the text has faults before, or the claim names what the case does not have.
    FormatError
        When the claim says something else already, or the text is written in a way that such a
        change would not leave as it is; the sentence has the line to write by hand.

    Examples
    --------
    >>> text = "zopa: 1\nparties: [a, b]\nissues: {pay: {options: [low, high]}}\n"
    >>> print(with_claim(text, "c1", "mails-3f2a91", {"pay": "low"}))
    zopa: 1
    parties: [a, b]
    claims:
      c1: {statement: mails-3f2a91, about: {pay: low}}
    issues: {pay: {options: [low, high]}}
    <BLANKLINE>
    """
    from zopa.formats import _zopa_edit
    from zopa.model import Claim

    statements = (statement_id,) if isinstance(statement_id, str) else tuple(statement_id)
    claim = Claim(
        id=claim_id,
        statements=statements,
        about=about or {},
        by=by,
        kind=kind,
        quote=quote,
        stance=stance,
        note=note,
    )
    return _zopa_edit.with_claim(text, claim, drop=tuple(drop), source=source, name=name)


def without_statement(
    text: str, claim_id: str, statement_id: str, *, source: str = "case.yaml", name: str = "case"
) -> str:
    r"""Return the text of a case file in which a claim no longer rests on a statement.

    Undoes `with_claim`: a claim that has neither another statement nor a source and words of its
    own is taken out.  Nothing else changes; a text in which the claim does not name the
    statement is returned as it is.

    Parameters
    ----------
    text
        Content of a case file.
    claim_id, statement_id
        The claim, and the statement to take out of it.
    source, name
        As for `with_claim`.

    Raises
    ------
    CaseFaults
        When the text has faults before.
    FormatError
        When the claim is named elsewhere in the case, or the text is written in a way that such
        a change would not leave as it is.

    Examples
    --------
    >>> text = "zopa: 1\nparties: [a, b]\nissues: {pay: {options: [low, high]}}\n"
    >>> linked = with_claim(text, "c1", ["s-1", "s-2"], {"pay": "low"})
    >>> one = without_statement(linked, "c1", "s-1")
    >>> print(one.splitlines()[3])
      c1: {statement: [s-2], about: {pay: low}}
    >>> without_statement(one, "c1", "s-2") == text
    True
    """
    from zopa.formats import _zopa_take

    return _zopa_take.without_statement(text, claim_id, statement_id, source=source, name=name)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of case files."""
    from zopa.formats._zopa_json_schema import json_schema as made

    return made()


FORMATS.add(
    "zopa",
    Format(
        name="zopa",
        title="zopa YAML",
        recognises=recognises,
        read=read,
        write=write,
        priority=10,
    ),
)
