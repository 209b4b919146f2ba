"""The files of a ledger: written whole or not at all, decisions only ever added.

Beside ``case.yaml`` of a case folder stand ``ledger.jsonl``, ``decisions.jsonl`` and ``sources``;
beside another case file ``X.yaml`` stand ``X.ledger.jsonl``, ``X.decisions.jsonl``, ``X.sources``.
A kill at any moment leaves every file as it was before or as it is to be.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zopa.evidence.ledger._anchors import sha256
from zopa.evidence.ledger._decisions import decided as with_decisions
from zopa.evidence.ledger._decisions import present
from zopa.evidence.ledger._fields import Fields
from zopa.evidence.ledger._lines import (
    DECISIONS_HEADER,
    decision_line,
    header,
    ledger_lines,
    ledger_of,
    records,
)
from zopa.evidence.ledger._locks import lock
from zopa.evidence.ledger._records import decision_of
from zopa.evidence.ledger._whole import bytes_of, put, settle, sweep, unwritten, write_whole
from zopa.model.ledger import BACKING, Decision, Ledger, SourceText

CASE_FILE = "case.yaml"
ACCEPTING = frozenset({"accept", "edit", "mark"})
"""Acts without which nothing is accepted."""
DIGITS = 16
"""Digits of the hash of a text that name its file."""
NO_BYTES: Mapping[str, bytes] = {}

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where the ledger of a case stands.

    Examples
    --------
    >>> Store.of("examples/strike.yaml").ledger.name
    'strike.ledger.jsonl'
    >>> Store.of("examples/hanoi/case.yaml").decisions.as_posix()
    'examples/hanoi/decisions.jsonl'
    """

    ledger: Path
    decisions: Path
    sources: Path

    @classmethod
    def of(cls, case_path: str | Path) -> Store:
        """Return the files for a case file or folder, whether they are there or not."""
        path = Path(case_path)
        folder, before = path.parent, f"{path.stem}."
        if path.is_dir() or path.name == CASE_FILE:
            folder, before = (path if path.is_dir() else path.parent), ""
        return cls(
            ledger=folder / f"{before}ledger.jsonl",
            decisions=folder / f"{before}decisions.jsonl",
            sources=folder / f"{before}sources",
        )

    def text_of(self, source: SourceText) -> Path:
        """Return the file of a source's text."""
        return self.sources / f"{source.text_sha256[:DIGITS]}.txt"

    def raw_of(self, source: SourceText) -> Path:
        """Return the file of a source's bytes, there only where the text does not give them."""
        return self.sources / f"{source.text_sha256[:DIGITS]}.raw"


def read_ledger(
    case_path: str | Path, *, decided: bool = True, warn: Warn | None = None
) -> Ledger | None:
    """Return the ledger of a case, or ``None`` where it has none.

    Parameters
    ----------
    case_path
        A case file or folder.
    decided
        Whether decisions are applied to the statements; they are listed in either case.
    warn
        Called with one sentence where a decision was torn by a kill and is left out.

    Raises
    ------
    SourceError
        ``damaged``, where a file is no ledger, with file and line.
    FormatError
        Where a file cannot be read.

    Notes
    -----
    Texts of sources are read by `with_texts`.
    """
    store = Store.of(case_path)
    data = bytes_of(store.ledger)
    decisions = read_decisions(case_path, warn=warn)
    if data is None:
        return Ledger(decisions=decisions) if decisions else None
    ledger = ledger_of(data.split(b"\n"), str(store.ledger))
    ledger = replace(ledger, decisions=(*_only_in(ledger.decisions, decisions), *decisions))
    if not decided:
        return ledger
    return with_decisions(_as_decided(ledger, str(store.ledger), warn))


def _only_in(some: Iterable[Decision], others: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that are not among others; snapshots may be shortened in some."""
    known = {_act(decision) for decision in others}
    return [decision for decision in some if _act(decision) not in known]


def _act(decision: Decision) -> tuple[str | None, ...]:
    """Return what makes a decision the same one, in whatever file it stands."""
    changes = {name: value for name, value in decision.changes.items() if name != "words"}
    return (
        decision.act,
        decision.statement,
        decision.by,
        decision.at,
        decision.claim,
        decision.other,
        decision.relation,
        decision.note,
        json.dumps(changes, sort_keys=True),
    )


def _as_decided(ledger: Ledger, file: str, warn: Warn | None) -> Ledger:
    """Return a ledger in which nothing is accepted that nobody decided on.

    A ledger that was handed on has its decisions in it, so it is no exception.
    """
    now = present(ledger.statements, ledger.decisions)
    names = [decision.statement for decision in ledger.decisions if decision.act in ACCEPTING]
    known = {*names, *(now[name] for name in names if name in now)}
    alone = [s for s in ledger.statements.values() if s.status in BACKING and s.id not in known]
    if not alone:
        return ledger
    if warn is not None:
        others = f" and {len(alone) - 1} others are" if alone[1:] else " is"
        warn(
            f"{file}: statement '{alone[0].id}'{others} accepted there, but no decision says so; "
            "they count as proposed (accept them with 'zopa evidence accept')"
        )
    proposed = {s.id: replace(s, status="proposed", by=None) for s in alone}
    return replace(ledger, statements={**ledger.statements, **proposed})


def read_decisions(case_path: str | Path, *, warn: Warn | None = None) -> tuple[Decision, ...]:
    """Return the decisions on a case, oldest first; see `read_ledger`."""
    path = Store.of(case_path).decisions
    lines = (bytes_of(path) or b"").split(b"\n")
    if lines[-1] and not _whole(lines[-1]):
        torn = lines.pop()
        if warn is not None:
            number = len(lines) + 1
            warn(
                f"{path}, line {number}: the last decision was not written to its end "
                f"({len(torn)} bytes) and is left out; decide again"
            )
    if not any(line.strip() for line in lines):
        return ()
    return tuple(_decision(fields) for fields in records(lines, str(path), DECISIONS_HEADER))


def _decision(fields: Fields) -> Decision:
    fields.word("type", ("decision",))
    return decision_of(fields)


def _whole(line: bytes) -> bool:
    """Return whether the last line of a file lacks no more than its end."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def texts_of(case_path: str | Path, ledger: Ledger) -> dict[str, str]:
    """Return the stored texts of sources as they are now: source id -> text.

    A source whose text is not there is left out; `verify` says of each what became of it.
    """
    store = Store.of(case_path)
    result = {}
    for source in ledger.sources.values():
        data = bytes_of(store.text_of(source))
        if data is not None:
            result[source.id] = data.decode("utf-8", "replace")
    return result


def with_texts(case_path: str | Path, ledger: Ledger) -> Ledger:
    """Return a ledger whose sources have their texts, where these are there and unchanged."""
    texts = texts_of(case_path, ledger)
    sources = {
        source.id: replace(source, text=text)
        if (text := texts.get(source.id)) is not None and sha256(text) == source.text_sha256
        else source
        for source in ledger.sources.values()
    }
    return replace(ledger, sources=sources)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def write_ledger(
    case_path: str | Path, ledger: Ledger, *, raw: Mapping[str, bytes] = NO_BYTES
) -> None:
    """Write the ledger of a case: texts of its sources first, then the ledger itself.

    Parameters
    ----------
    case_path
        A case file or folder.
    ledger
        Sources with a text get it stored; decisions are written where the case has none on disk,
        and never written anew (see `append_decision`); those that a ledger handed on brought
        along, and that its file of decisions lacks, stay in the ledger.
    raw
        Source id -> bytes of the file that was added; stored where they are not the text in UTF-8.

    Raises
    ------
    FormatError
        Where a file cannot be written; the ledger on disk is then as it was.
    """
    store = Store.of(case_path)
    try:
        for source in ledger.sources.values():
            if source.text is not None:
                store.sources.mkdir(exist_ok=True)
                put(store.text_of(source), _utf8(source.text))
            data = raw.get(source.id)
            if data is not None and (source.text is None or data != _utf8(source.text)):
                store.sources.mkdir(exist_ok=True)
                put(store.raw_of(source), data)
        if ledger.decisions and not bytes_of(store.decisions):
            lines = [header(DECISIONS_HEADER), *map(decision_line, ledger.decisions)]
            write_whole(store.decisions, _text(lines))
            older: list[Decision] = []
        else:
            older = _only_in(ledger.decisions, read_decisions(case_path))
        lines = [*ledger_lines(ledger), *map(decision_line, older)]
        write_whole(store.ledger, _text(lines))
        sweep(store.sources, "*", now=store.ledger.stat().st_mtime)
    except OSError as error:
        raise unwritten(store.ledger, error) from error


def drop_texts(case_path: str | Path, before: Ledger, after: Ledger) -> None:
    """Remove the stored texts of sources that were replaced, once the new ledger is written.

    A text stays where an analyst accepted words of its source that the new one has lost, as it is
    all that shows them, and where it is not the one that was stored.  What cannot be removed
    stays too; it does no harm.
    """
    store = Store.of(case_path)
    current = {source.text_sha256 for source in after.sources.values()}
    lost = {
        s.source for s in after.statements.values() if s.status in BACKING and "lost" in s.flags
    }
    old = [s for s in before.sources.values() if s.id not in lost and s.text_sha256 not in current]
    texts = texts_of(case_path, replace(before, sources={source.id: source for source in old}))
    for source in old:
        if sha256(texts.get(source.id, "")) == source.text_sha256:
            with suppress(OSError):
                store.text_of(source).unlink()
                store.raw_of(source).unlink(missing_ok=True)


def _text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def append_decision(case_path: str | Path, *decisions: Decision) -> None:
    """Add decisions to the file of a case, in one go that no other process tears.

    A last line that a kill left torn is mended: one that lacks only its end gets it, another one
    goes; nothing before it is touched.

    Raises
    ------
    FormatError
        Where the file cannot be written.
    """
    path = Store.of(case_path).decisions
    new = _text(map(decision_line, decisions))
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags, 0o666)
        try:
            with lock(handle):
                _append(handle, path, new)
        finally:
            os.close(handle)
    except OSError as error:
        raise unwritten(path, error) from error


def _append(handle: int, path: Path, new: bytes) -> None:
    data = path.read_bytes()
    last = data[data.rfind(b"\n") + 1 :]
    before = b""
    if last and _whole(last):
        before = b"\n"
    elif last:
        data = data[: len(data) - len(last)]
        os.ftruncate(handle, len(data))
    if not data:
        before = _text([header(DECISIONS_HEADER)])
    rest = memoryview(before + new)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:  # for example a full disk
        os.ftruncate(handle, len(data))
        raise
    if not data:
        settle(path.parent)
