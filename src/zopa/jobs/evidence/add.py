"""Reports into the ledger of a case: read, listened to, compared with what is there."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_fields
from itertools import product
from pathlib import Path
from typing import Any

from zopa.errors import SourceError, ZopaError
from zopa.evidence import align, extract, read_source, unspoken
from zopa.evidence.ledger import added, aligned, drop_texts, only_writer, write_ledger
from zopa.evidence.ledger._changes import CHANGED, DUPLICATE
from zopa.evidence.sources import LARGEST, content_of
from zopa.evidence.sources._dates import iso_day
from zopa.jobs.evidence._desk import Desk, desk, one_line
from zopa.model.ledger import BACKING, MODES, SPEAKING, Ledger, SourceText, Statement

NO_STATEMENTS = "no-statements"
NO_REPORT = "no-report"
ADDRESS = "address"
OWN = (b'{"zopa-ledger"', b'{"zopa-decisions"')
"""How the files of a ledger begin."""
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of reports beforehand; what is left out is read from them."""

    encoding: str | None = None
    date: str | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None
    """Title, address and id are for one report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedSource:
    """A source that was added, and what was found in it."""

    source: SourceText
    statements: tuple[Statement, ...]

    @property
    def left_out(self) -> dict[str, int]:
        """Stretches in which no statement is looked for: zone -> how many."""
        counted = Counter(zone.label for zone in self.source.zones if zone.label not in SPEAKING)
        return dict(sorted(counted.items()))

    @property
    def modes(self) -> dict[str, int]:
        """Mode -> how many statements."""
        counted = Counter(each.mode for each in self.statements)
        return {mode: counted[mode] for mode in MODES if counted[mode]}

    @property
    def resolved(self) -> int:
        """Statements whose speaker has a name or is a party."""
        return sum(bool(s.speaker and (s.speaker.name or s.speaker.party)) for s in self.statements)

    @property
    def unspoken(self) -> tuple[str, ...]:
        """Words between quotation marks that are nobody's: titles, nicknames, doubtful words."""
        text = self.source.text or ""
        return tuple(text[slice(*place)] for place in unspoken(self.source, self.statements))


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What was added to a ledger."""

    path: Path
    """Of the case, as given."""
    sources: tuple[AddedSource, ...]
    relations: Mapping[str, int]
    """Relation -> pairs between an added source and another one."""
    ledger: Ledger

    @property
    def lost(self) -> tuple[Statement, ...]:
        """Statements that an analyst accepted and whose words an added source no longer has."""
        read = {each.source.id for each in self.sources}
        return tuple(
            statement
            for statement in self.ledger.statements.values()
            if statement.source in read
            and statement.status in BACKING
            and "lost" in statement.flags
        )


def add(
    files: Iterable[str | Path],
    case: str | Path,
    *,
    about: About | None = None,
    replace: bool = False,
    max_bytes: int = LARGEST,
    progress: Progress | None = None,
) -> AddResult:
    """Read reports and add what is said in them to the ledger of a case, all or nothing.

    Parameters
    ----------
    files
        Text or HTML, told apart by content.
    case
        A case file or folder; names and aliases of its parties say who is who.
    about
        What is known of the reports.
    replace
        Whether reports may stand in the ledger already: they are read once more, and what was
        decided on their statements holds.
    max_bytes
        Larger files are refused.
    progress
        Called with a label and the share that is done.

    Raises
    ------
    SourceError
        Where a file cannot be taken, is there already, has changed, or says nothing; ``code``
        says which.  The ledger is then as it was.
    """
    paths = [Path(file) for file in files]
    about = _checked(about or About(), paths)
    with only_writer(case):
        table = desk(case, empty=True)
        ledger, raw = table.ledger, dict[str, bytes]()
        once = {name for name, count in Counter(p.name for p in paths).items() if count == 1}
        read: dict[str, Path] = {}
        for at, file in enumerate(paths):
            _tell(progress, f"Reading {file.name}", at / (len(paths) + 1))
            content, source = _read(file, about, max_bytes)
            _not_twice(source, file, read)
            if about.id is None:
                known = _known(source, ledger, raw, by_file=file.name in once)
                source = with_fields(source, id=known or _free(source, table, ledger))
            found = extract(source, table.case.parties)
            if not found:
                raise _silent(source)
            ledger = added(ledger, source, found, again=replace)
            raw[_standing(ledger, source)] = content
        _tell(progress, "Comparing the reports", len(paths) / (len(paths) + 1))
        ledger = aligned(ledger, align(ledger.statements.values(), table.case.parties))
        write_ledger(case, ledger, raw=raw)
        drop_texts(case, table.ledger, ledger)
    return AddResult(
        path=Path(case),
        sources=tuple(_listed(ledger, name) for name in raw),
        relations=_relations(ledger, set(raw)),
        ledger=ledger,
    )


def _checked(about: About, files: Sequence[Path]) -> About:
    if not files:
        msg = "there is no report to add; name one or several files"
        raise ZopaError(msg)
    if len(files) > 1:
        for name in ("title", "url", "id"):
            if getattr(about, name) is not None:
                msg = f"the {name} is that of one report, and {len(files)} are given; add it alone"
                raise ZopaError(msg)
    if about.date is not None and iso_day(about.date) is None:
        raise ZopaError(f"the date '{about.date}' is no day; write it as in 2019-02-28")
    if about.id is not None and not about.id.replace("_", "").replace("-", "").isalnum():
        msg = f"'{about.id}' cannot be the id of a source; use letters, digits, '_' and '-'"
        raise ZopaError(msg)
    return about


def _read(file: Path, about: About, max_bytes: int) -> tuple[bytes, SourceText]:
    """Return the bytes of a report, and what they are; read once, as a pipe can be."""
    if file.parts and file.parts[0].lower() in ("http:", "https:"):
        address = f"{file.parts[0]}//{'/'.join(file.parts[1:])}"
        msg = f"'{address}' is an address, and nothing is fetched; save the page and add the file"
        raise SourceError(ADDRESS, msg)
    content, name = content_of(file, max_bytes)
    if content.lstrip().startswith(OWN):
        msg = f"'{file}' is a ledger of zopa's own, and no report; add the reports that it is of"
        raise SourceError(NO_REPORT, msg)
    source = read_source(
        content,
        id=name,
        encoding=about.encoding,
        title=about.title,
        publisher=about.publisher,
        url=about.url,
        date=about.date,
        max_bytes=max_bytes,
    )
    return content, with_fields(source, id=about.id or source.id, file=name)


def _not_twice(source: SourceText, file: Path, read: dict[str, Path]) -> None:
    """Raise where a report stands twice among those that are to be added."""
    other = read.setdefault(source.text_sha256, file)
    if other is file:
        return
    if other.resolve() == file.resolve():
        raise SourceError(DUPLICATE, f"'{file}' is named twice; name it once")
    msg = f"'{other}' and '{file}' have the same text; name one of them"
    raise SourceError(DUPLICATE, msg)


def _known(source: SourceText, ledger: Ledger, now: Container[str], *, by_file: bool) -> str | None:
    """Return the id that a source has in the ledger, or ``None`` where it is new.

    The name of its file decides only where one source alone can be meant: several sites have an
    ``index.html``.
    """
    for known in ledger.sources.values():
        if source.raw_sha256 == known.raw_sha256 or source.text_sha256 == known.text_sha256:
            return known.id
    named = [s.id for s in ledger.sources.values() if s.file == source.file and s.id not in now]
    if named and (named[1:] or not by_file):
        listed = " or ".join(f"'{each}'" for each in named)
        msg = (
            f"'{source.file}' may be source {listed} with another text, or a new one; add it alone "
            "and say which with '--id'"
        )
        raise SourceError(CHANGED, msg)
    return named[0] if named else None


def _free(source: SourceText, table: Desk, ledger: Ledger) -> str:
    """Return an id for a new source: that of the case, else the next free letter."""
    mine = (source.raw_sha256, source.text_sha256)
    listed = [each for each in table.case.sources.values() if each.id not in ledger.sources]
    for each in listed:
        if each.sha256 and each.sha256.lower() in mine:
            return each.id
    for each in listed:
        if not each.sha256 and each.file and Path(each.file).name == source.file:
            return each.id
    taken = {*ledger.sources, *table.case.sources}
    return next(name for name in _letters() if name not in taken)


def _letters() -> Iterator[str]:
    """Yield a, b, ..., z, aa, ab, ..."""
    length = 1
    while True:
        yield from map("".join, product(string.ascii_lowercase, repeat=length))
        length += 1


def _standing(ledger: Ledger, source: SourceText) -> str:
    """Return the id under which a source that was read once more stands."""
    if source.id in ledger.sources:
        return source.id
    return next(s.id for s in ledger.sources.values() if s.text_sha256 == source.text_sha256)


def _silent(source: SourceText) -> SourceError:
    how = "" if source.lang else ", and it does not seem to be English"
    msg = (
        f"nobody is quoted or reported in {source.file or source.id}{how}; nothing was added "
        "(check that the file has the text of the report)"
    )
    return SourceError(NO_STATEMENTS, msg)


def _listed(ledger: Ledger, name: str) -> AddedSource:
    found = (s for s in ledger.statements.values() if s.source == name and s.status != "rejected")
    return AddedSource(source=ledger.sources[name], statements=tuple(found))


def _relations(ledger: Ledger, names: set[str]) -> dict[str, int]:
    of = {statement.id: statement.source for statement in ledger.statements.values()}
    counted = Counter(
        each.relation for each in ledger.alignments if names & {of.get(each.a), of.get(each.b)}
    )
    return dict(counted.most_common())


def _tell(progress: Progress | None, label: str, share: float) -> None:
    if progress is not None:
        progress(label, share)


def as_json(result: AddResult) -> dict[str, Any]:
    """Return what was added as data for JSON."""
    return {
        "case": str(result.path),
        "sources": [
            {
                "id": each.source.id,
                "file": each.source.file,
                "title": each.source.title,
                "publisher": each.source.publisher,
                "date": each.source.date,
                "url": each.source.url,
                "lang": each.source.lang,
                "encoding": each.source.encoding,
                "raw_sha256": each.source.raw_sha256,
                "text_sha256": each.source.text_sha256,
                "length": each.source.length,
                "left_out": each.left_out,
                "statements": [statement.id for statement in each.statements],
                "modes": each.modes,
                "resolved": each.resolved,
                "unspoken": list(each.unspoken),
                "warnings": list(each.source.warnings),
            }
            for each in result.sources
        ],
        "lost": [{"id": each.id, "words": one_line(each.words)} for each in result.lost],
        "relations": dict(result.relations),
        "total": len(result.ledger.statements),
    }
