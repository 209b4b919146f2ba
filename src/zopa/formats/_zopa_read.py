"""A case file to a `Case`: parse, check the shape, build, and say every fault with its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from zopa.errors import CaseFaults, Fault, FormatError
from zopa.formats._contract import SIZE_LIMIT
from zopa.formats._yaml_lines import Document, decode, parse
from zopa.formats._yaml_values import Map, Seq, text_of
from zopa.formats._zopa_build import Builder
from zopa.formats._zopa_shape import LAYOUT, Shape, shape
from zopa.formats._zopa_slips import tidy
from zopa.model import Case

CASE_FILE = "case.yaml"


def load(path: Path) -> Case:
    """Return the case of a file, or of a folder with a ``case.yaml``.

    Raises
    ------
    FormatError
        When the file is no text, no YAML mapping, or no case.
    CaseFaults
        With every fault, in the order of lines.
    """
    content, source = _content(path)
    name = path.resolve().name if path.is_dir() else path.stem
    return from_text(decode(content, source), source=source, name=name)


def _content(path: Path) -> tuple[bytes, str]:
    file = path / CASE_FILE if path.is_dir() else path
    try:
        with file.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        msg = f"{file}: the file cannot be read ({error.strerror}); check its name and permissions"
        raise FormatError(msg) from None
    if len(content) > SIZE_LIMIT:
        msg = (
            f"{file}: a case file has at most {SIZE_LIMIT / 2**20:.0f} MB, this one has more; "
            "check that it is a case"
        )
        raise FormatError(msg)
    return content, str(file)


def from_text(text: str, *, source: str, name: str) -> Case:
    r"""Return the case that a text describes.

    Parameters
    ----------
    text
        The content of a case file.
    source
        What errors call the file.
    name
        Id of the case where the text gives none.

    Raises
    ------
    FormatError, CaseFaults
        As `load`.

    Examples
    --------
    >>> text = "zopa: 1\nparties: [union, port]\nissues: {wage: {options: [1, 2]}}"
    >>> from_text(text, source="wage.yaml", name="wage").issue("wage").options[0].id
    '1'
    """
    document = document_of(text, source)
    found = shape(document)
    faults, misplaced = tidy(document, [*document.faults, *found.faults])
    found.damaged |= misplaced
    if found.part is None:
        raise CaseFaults(source, _in_order(faults))
    builder = Builder(part=found.part, name=name)
    case, more = builder.build()
    own = [fault for fault in builder.desk.faults if not found.follows(fault)]
    found.damaged |= builder.desk.damaged
    more = own + [fault for fault in more if not found.follows(fault)]
    faults += [replace(f, line=line_of(document, f.where, found)) for f in more]
    if faults or case is None:
        raise CaseFaults(source, _in_order(faults))
    return case


def document_of(text: str, source: str) -> Document:
    """Return the document of a text that is meant to be a case."""
    document = parse(text, source, LAYOUT)
    if document.root is None and not document.faults:
        msg = (
            f"{source}: there is nothing in it but comments; 'zopa new' writes a case to start from"
        )
        raise FormatError(msg)
    marks = ("zopa", "parties", "issues", "preferences")
    if not isinstance(document.root, Map) or not any(mark in document.root for mark in marks):
        msg = (
            f"{source}: this is no case, which has at least 'parties' and 'issues'; "
            "'zopa new' writes one to start from"
        )
        raise FormatError(msg)
    return document


def lines_in(path: Path, places: Iterable[tuple[str, ...]]) -> list[int]:
    """Return the lines of some paths of the model in a case file."""
    content, source = _content(path)
    document = parse(decode(content, source), source)
    return [line_of(document, where) for where in places]


def line_of(document: Document, where: tuple[str, ...], found: Shape | None = None) -> int:
    """Return the line of a path of the model, which differs here and there from the file's."""
    if not where:
        return 1
    kept = found.kept if found is not None else {}
    if len(where) > 1 and where[0] in kept:
        where = (where[0], str(kept[where[0]][int(where[1])]), *where[2:])
    if where[0] == "packages" and len(where) > len(("packages", "name")):
        below = (*where[:2], "options", *where[2:])
        inside = _at(document.root, below[:3])
        where = below if isinstance(inside, Map) and where[2] in inside else where
    if where[0] == "preferences" and where[2:4] == ("table", "utilities"):
        rows = _at(document.root, (*where[:3], "rows"))
        for place, row in enumerate(rows if isinstance(rows, Seq) else ()):
            if isinstance(row, Seq) and tuple(map(text_of, row[:-1])) == where[4:]:
                where = (*where[:3], "rows", str(place))
                break
    return document.line(where)


def _at(node: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        node = node.get(step) if isinstance(node, Map) else None
    return node


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    once = {(fault.line, fault.message): fault for fault in faults}
    return sorted(once.values(), key=lambda fault: fault.line or 0)
