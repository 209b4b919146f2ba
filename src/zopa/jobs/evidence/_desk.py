"""What every job on a ledger begins with: the case, its ledger with texts, a statement by name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zopa import formats
from zopa.errors import (
    FormatError,
    QuestionError,
    SourceError,
    UnknownNameError,
    did_you_mean,
)
from zopa.evidence.backing import backed, shortened
from zopa.evidence.ledger import read_ledger, statement_called, with_texts
from zopa.evidence.ledger._records import statement_record
from zopa.jobs.read import is_case_file, warned
from zopa.model import Case
from zopa.model.ledger import Ledger, SourceText, Speaker, Statement

CASE_FILE = "case.yaml"
MISSING = "missing"
_SIGNS = str.maketrans("‘’“”", "''\"\"")
SHOWN = 4
"""Statements that an ambiguous name lists at most."""
BEGINNING = 48
"""Letters of the words of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A case and its ledger, as they lie on the analyst's desk."""

    path: Path
    """As the user gave it: a case file, or a folder with one."""
    case: Case
    """With its claims filled from the ledger."""
    ledger: Ledger
    """With all decisions applied, and the texts that are at hand; empty where there is none."""

    @property
    def file(self) -> Path:
        """The case file itself."""
        return self.path / CASE_FILE if self.path.is_dir() else self.path


def desk(path: str | Path, *, empty: bool = False) -> Desk:
    """Return a case with its ledger.

    Parameters
    ----------
    path
        A case file of zopa's own, or a folder with one.
    empty
        Whether the case may have no ledger yet.

    Raises
    ------
    QuestionError
        Where the case has no ledger, or is of a format that can have none.

    Warns
    -----
    ZopaWarning
        When a decision is left out, or an acceptance counts for nothing; see `read_ledger`.
    """
    path = Path(path)
    found = formats.read(path)
    if not is_case_file(path):
        msg = (
            f"{path} is no case file of zopa's own, and only such a file can have a ledger; write "
            "one with 'zopa convert' first"
        )
        raise QuestionError(msg)
    ledger = read_ledger(path, warn=warned)
    if ledger is None and not empty:
        msg = f"{path} has no ledger yet; make one with 'zopa evidence add REPORT... --case {path}'"
        raise QuestionError(msg)
    if ledger is not None and not ledger.sources and not empty:
        msg = (
            f"the ledger of {path} has no sources, and decisions on them are there; add the reports "
            f"again with 'zopa evidence add REPORT... --case {path}'"
        )
        raise QuestionError(msg)
    if ledger is None:
        return Desk(path=path, case=found.case, ledger=Ledger())
    ledger = with_texts(path, ledger)
    return Desk(path=path, case=backed(found.case, ledger), ledger=ledger)


def statement_named(ledger: Ledger, name: str) -> Statement:
    """Return the statement of this id, or the only one whose id begins so, or has these words.

    The letter of the source may be left out: ``3f2a`` finds ``a-3f2a91``.  What begins no id, or
    has a space in it, is words of a statement; kinds of quotation marks and capitals do not matter.

    Raises
    ------
    UnknownNameError
        Where there is none, or several.

    Examples
    --------
    >>> piece = {"source": "a", "passages": (), "mode": "direct", "rule": ""}
    >>> ledger = Ledger(statements={n: Statement(id=n, **piece) for n in ("a-3f2a91", "a-3fb001")})
    >>> statement_named(ledger, "3f2").id
    'a-3f2a91'
    >>> statement_named(ledger, "a-3f")
    Traceback (most recent call last):
    zopa.errors.UnknownNameError: 'a-3f' may be 'a-3f2a91' or 'a-3fb001'; give more of it, or an id
    """
    if name in ledger.statements or not name.strip():
        return statement_called(ledger, name)
    if " " in name.strip():
        return _with_words(ledger, name)
    low = name.lower()
    found = [i for i in ledger.statements if low in (i.lower(), i.rpartition("-")[2].lower())]
    found = found or [
        each
        for each in ledger.statements
        if each.lower().startswith(low) or each.lower().rpartition("-")[2].startswith(low)
    ]
    if not found and any(low in plain(each.words) for each in ledger.statements.values()):
        return _with_words(ledger, name)
    return statement_called(ledger, _only(ledger, found, name) if found else name)


def _with_words(ledger: Ledger, words: str) -> Statement:
    wanted = plain(words)
    found = [
        each.id
        for each in ledger.statements.values()
        if each.status != "rejected" and wanted in plain(each.words)
    ]
    if not found:
        msg = (
            f"no statement of the ledger has the words '{one_line(words)}'; 'zopa evidence ledger' "
            "lists them all, and 'zopa evidence mark' adds one"
        )
        raise UnknownNameError(msg)
    return ledger.statements[_only(ledger, found, one_line(words))]


def _only(ledger: Ledger, found: list[str], name: str) -> str:
    """Return the only one of some ids, or raise with them and how their words begin."""
    if len(found) > 1:
        listed = [_told(ledger.statements[each]) for each in found[:SHOWN]]
        listed += ["others"] if found[SHOWN:] else []
        several = f"{', '.join(listed[:-1])} or {listed[-1]}"
        raise UnknownNameError(f"'{name}' may be {several}; give more of it, or an id")
    return found[0]


def _told(statement: Statement) -> str:
    words = shortened(one_line(statement.words), BEGINNING)
    return f"'{statement.id}' ({words})" if words else f"'{statement.id}'"


def plain(text: str) -> str:
    """Return a text on one line, without capitals, and with one kind of each quotation mark.

    Examples
    --------
    >>> plain("“We  agree,” he said")
    '"we agree," he said'
    """
    return one_line(text).translate(_SIGNS).casefold()


def source_named(ledger: Ledger, name: str) -> SourceText:
    """Return the source of this id, or of this file name.

    Raises
    ------
    UnknownNameError
        Where there is none; the nearest is named.
    """
    if name in ledger.sources:
        return ledger.sources[name]
    for source in ledger.sources.values():
        if name == source.file:
            return source
    hint = did_you_mean(name, ledger.sources)
    raise UnknownNameError(f"the ledger has no source '{name}'; {hint}")


def text_of(source: SourceText) -> str:
    """Return the text of a source, or raise where it is not at hand."""
    if source.text is None:
        msg = (
            f"the text of source '{source.id}' is not beside the case; add its file "
            f"({source.file or 'the report'}) again with 'zopa evidence add --replace'"
        )
        raise SourceError(MISSING, msg)
    return source.text


def known_party(case: Case, name: str | None) -> str | None:
    """Return the id of a party, or raise with all that there are; ``None`` stays."""
    if name is None:
        return None
    return word_of(tuple(party.id for party in case.parties), name, "party")


def word_of(names: tuple[str, ...], name: str, what: str) -> str:
    """Return a name that must be one of several, or raise with the nearest and all others."""
    if name not in names:
        hint, known = did_you_mean(name, names), ", ".join(f"'{each}'" for each in names)
        said = f"{hint} known are {known}" if hint.endswith("?") else f"known are {known}"
        raise UnknownNameError(f"no {what} is called '{one_line(name)}'; {said}")
    return name


def statement_json(statement: Statement) -> dict[str, Any]:
    """Return a statement as JSON: the record of the ledger, and its words in one line."""
    return {**statement_record(statement), "words": one_line(statement.words)}


def measured(speaker: Speaker) -> float | None:
    """Return the share of such speakers that are right; ``None`` where nobody measured it.

    Examples
    --------
    >>> measured(Speaker(text="he", mention=None, name=None, party=None, rule="ledger.analyst"))
    """
    from zopa.evidence.people._rules import JUDGED

    return speaker.confidence if speaker.rule in JUDGED else None


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def read_text(file: Path) -> str:
    """Return the text of a file, its line ends as they are."""
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(f"{file} is no UTF-8 text ({error.reason}); save it as UTF-8") from None
