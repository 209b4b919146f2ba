"""The ledger of a case in another form, whole or with few words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa.errors import FormatError, ZopaError
from zopa.evidence.exports import EXPORTS, OfCase
from zopa.evidence.exports import export as written
from zopa.evidence.ledger import Store, handed_on
from zopa.jobs._writing import write_text
from zopa.jobs.evidence._desk import Desk, desk

SHORT = {"md": "markdown"}
"""Other names of forms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A ledger in another form."""

    format: str
    text: str
    path: Path | None
    """Where it was written, if anywhere."""
    statements: int


def export(
    case: str | Path,
    name: str | None = None,
    output: str | Path | None = None,
    *,
    words: int | None = None,
) -> Exported:
    """Return the ledger of a case in one of the forms of `zopa.evidence.exports`, and write it.

    Parameters
    ----------
    case
        A case file or folder.
    name
        ``jsonl``, ``csv``, ``markdown`` (``md``), ``html``, ``web-annotation`` or ``plover``;
        without it the ending of ``output`` decides.
    output
        A file to write; a file that is there is replaced.
    words
        Words of an accepted passage that are kept, so that the ledger can be handed on without
        its sources; other statements keep none.  ``None`` keeps all.

    Raises
    ------
    UnknownNameError
        Where there is no such form.
    ZopaError
        Where nothing says which form, or the file cannot be written.
    """
    output = None if output is None else Path(output)
    form = EXPORTS[_form(name, output)]
    table = desk(case)
    if output is not None:
        _check_place(output, table)
    ledger = table.ledger if words is None else handed_on(table.ledger, words)
    claims = {claim.id: claim.statements for claim in table.case.claims.values()}
    about = OfCase(title=table.case.title or table.case.id, claims=claims)
    text = written(ledger, form.name, about)
    if output is not None:
        write_text(output, text, form.encoding)
    return Exported(
        format=form.name, text=text, path=output, statements=len(table.ledger.statements)
    )


def _check_place(output: Path, table: Desk) -> None:
    """Raise where a file must not be replaced by an export: one of the case, or no plain file."""
    store = Store.of(table.path)
    ours = (store.ledger, store.decisions, table.file)
    there = output.resolve()
    linked = output.exists() and any(each.exists() and each.samefile(output) for each in ours)
    if linked or there in [each.resolve() for each in ours]:
        msg = f"'{output}' is a file of the case itself; give the export another name"
        raise FormatError(msg)
    if there.is_relative_to(store.sources.resolve()):
        msg = f"'{output}' is among the stored sources of the case; give the export another place"
        raise FormatError(msg)
    if output.exists() and not output.is_file():
        what = "a folder" if output.is_dir() else "no regular file"
        raise FormatError(f"'{output}' is {what}; give the name of a file for the export")


def _form(name: str | None, output: Path | None) -> str:
    if name is not None:
        return SHORT.get(name, name)
    for known, form in sorted(EXPORTS.items(), key=lambda each: -len(each[1].suffix)):
        if output is not None and output.name.lower().endswith(form.suffix):
            return known
    names = ", ".join(f"'{known}'" for known in EXPORTS)
    msg = f"nothing says in which form to write the ledger; name one of {names} with --format"
    raise ZopaError(msg)


def as_json(result: Exported) -> dict[str, Any]:
    """Return an export as data for JSON; its text where it was not written to a file."""
    return {
        "format": result.format,
        "path": None if result.path is None else str(result.path),
        "statements": result.statements,
        "text": result.text if result.path is None else None,
    }
