"""YAML text to plain values that know their lines, without recursion and with limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, cast

from zopa.errors import CaseFaults, Fault, FormatError
from zopa.formats._yaml_hints import Layout, broken
from zopa.formats._yaml_values import Int, Map, Seq, core_value, said, text_of

NODE_LIMIT = 1_000_000
"""Values that one file has at most, each counted as often as aliases repeat it."""

DEPTH_LIMIT = 64
"""Mappings and lists inside one another at most."""

_CORE = "tag:yaml.org,2002:"
_HALVES = re.compile("[\ud800-\udfff]")
_HALF = re.compile(r"([\w.-]+)\s*[{\[]")
_TABS = re.compile(r"(?<=\S)[ \t]*\t[ \t]*")
"""Tabs inside and at the end of lines, which YAML allows and its reader here does not always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The one document of a YAML file, and what is wrong with its text."""

    root: Any
    faults: tuple[Fault, ...] = ()
    torn: frozenset[int] = frozenset()
    """Lines of which only the key is of use."""

    def line(self, where: tuple[str, ...]) -> int:
        """Return the line of a path, or of the deepest part of it that exists."""
        node, line = self.root, 1
        for step in where:
            found = _step(node, step)
            if found is None:
                break
            node, line = found
        return line


def _step(node: Any, step: str) -> tuple[Any, int] | None:
    if isinstance(node, Map) and step in node:
        return node[step], node.lines.get(step, node.line)
    if isinstance(node, Seq):
        for item, line in zip(node, node.lines, strict=True):
            if not isinstance(item, (Map, Seq)) and text_of(item) == step:
                return item, line
        if step.isascii() and step.isdigit() and int(step) < len(node):
            return node[int(step)], node.lines[int(step)]
    return None


def decode(content: bytes, source: str) -> str:
    """Return the text of a file, or say why it is none.

    Raises
    ------
    FormatError
        For UTF-16, for bytes that are no UTF-8, and for binary content.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        msg = f"{source}: the file is UTF-16; save it as UTF-8"
        raise FormatError(msg)
    zero = content.find(b"\0")
    if zero >= 0:
        msg = f"{source}: the file is binary (a zero at byte {zero}), a case is text in UTF-8"
        raise FormatError(msg)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        msg = f"{source}: byte {error.start} (line {line}) is not UTF-8; save the file as UTF-8"
        raise FormatError(msg) from None


def parse(text: str, source: str, layout: Layout = Layout()) -> Document:  # noqa: B008 - frozen
    """Return the values of a YAML text.

    Keys are texts, as written; ``layout`` helps to say what is wrong with broken texts.  Numbers are `Int` or `Float`; dates stay text.

    Raises
    ------
    CaseFaults
        For broken YAML, with the line.
    FormatError
        For anchors that contain themselves, for texts that are too deep or unfold too far.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    builder = _Builder(source=source)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except YAMLError as error:
        if "'\\t'" in str(error):
            spaced = _TABS.sub(lambda tabs: " " * len(tabs[0]), text)
            if spaced != text:
                return parse(spaced, source, layout)
        last = broken(error, text, layout)
        said = [fault for fault in builder.faults if fault.line != last.line]
        raise CaseFaults(source, [*said, last]) from None
    return Document(root=builder.root, faults=tuple(builder.faults), torn=frozenset(builder.torn))


class _Skip:
    """Stands for a key that cannot be used; its value is dropped."""


class _Half(str):
    """A plain text such as ``union {name``: a key whose colon was forgotten."""

    __slots__ = ()


class _Merge(str):
    """The key ``<<`` without quotes, which takes the keys of another mapping."""

    __slots__ = ()


@dataclass(slots=True, kw_only=True)
class _Frame:
    """A mapping or list whose end has not come yet."""

    node: Map | Seq
    anchor: str | None
    size: int = 1
    height: int = 0
    key: str | _Skip | None = None
    key_line: int = 0
    ended: int = -1
    """Where the last plain value ended."""
    last: str = ""
    """The key of the last plain value."""
    close: bool = False
    """Whether the key follows the last value with nothing but a comma between."""
    own: set[str] = field(default_factory=set)
    """Keys that stand in the mapping itself, not taken from another by ``<<``."""


@dataclass(slots=True, kw_only=True)
class _Builder:
    """State machine from YAML events to values."""

    source: str
    root: Any = None
    faults: list[Fault] = field(default_factory=list)
    torn: list[int] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _anchors: dict[str, tuple[Any, int, int]] = field(default_factory=dict)
    _nodes: int = 0
    _documents: int = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        kind = type(event).__name__
        line = event.start_mark.line + 1
        if kind == "ScalarEvent":
            value = self._scalar(event, line)
            if event.anchor is not None:
                self._anchors[event.anchor] = (value, 1, 0)
            if not (self._stack and self._comma(self._stack[-1], value, event, line)):
                self._place(value, line)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._open(event, Map(line) if kind == "MappingStartEvent" else Seq(line), line)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self._close()
        elif kind == "AliasEvent":
            self._alias(str(event.anchor), line)
        elif kind == "DocumentStartEvent":
            self._documents += 1
            if self._documents > 1:
                message = "a second document starts here; keep one case in a file"
                self.faults.append(Fault(message=message, line=line))

    def _comma(self, frame: _Frame, value: Any, event: Any, line: int) -> bool:
        """Return whether a value that is not there ends a number with a decimal comma, ``10,5``."""
        start, end = event.start_mark.index, event.end_mark.index
        node = frame.node
        if isinstance(node, Seq):
            return False
        if frame.key is None:
            frame.close = isinstance(value, Int) and start == frame.ended + 1
            return False
        before = node.get(frame.last)
        if not (value is None and frame.close and isinstance(before, Int)):
            frame.ended, frame.last = end, str(frame.key)
            return False
        written = f"{text_of(before)},{frame.key}"
        message = (
            f"'{frame.last}: {written}' has a decimal comma; write {written.replace(',', '.')}"
        )
        self.faults.append(Fault(message=message, line=line))
        node[frame.last] = core_value(written.replace(",", "."))
        frame.own.discard(str(frame.key))
        frame.key = None
        return True

    def _open(self, event: Any, node: Map | Seq, line: int) -> None:
        self._check_tag(event, ("map", "seq"), line)
        self._check_depth(1, line)
        if event.anchor is not None:
            self._anchors.pop(event.anchor, None)
        self._stack.append(_Frame(node=node, anchor=event.anchor))

    def _close(self) -> None:
        frame = self._stack.pop()
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.node, frame.size, frame.height + 1)
        self._place(frame.node, frame.node.line, frame.size, frame.height + 1, new=1)

    def _check_depth(self, height: int, line: int) -> None:
        if len(self._stack) + height > DEPTH_LIMIT:
            msg = (
                f"{self.source}: by line {line} lists and mappings lie more than {DEPTH_LIMIT} "
                "deep in one another, which no case needs"
            )
            raise FormatError(msg)

    def _alias(self, anchor: str, line: int) -> None:
        if any(frame.anchor == anchor for frame in self._stack):
            msg = (
                f"{self.source}: on line {line} the anchor '{anchor}' contains itself; "
                "write the part out instead"
            )
            raise FormatError(msg)
        if anchor not in self._anchors:
            message = f"no anchor '&{anchor}' stands before '*{anchor}'"
            self.faults.append(Fault(message=message, line=line))
            self._place(None, line)
            return
        value, size, height = self._anchors[anchor]
        self._check_depth(height, line)
        self._place(value, line, size, height)

    def _place(
        self, value: Any, line: int, size: int = 1, height: int = 0, new: int | None = None
    ) -> None:
        """Put a complete value where it belongs."""
        self._nodes += size if new is None else new
        if self._nodes > NODE_LIMIT:
            msg = (
                f"{self.source}: by line {line} the file unfolds to more than {NODE_LIMIT:,} "
                "values, which no case needs; check its anchors"
            )
            raise FormatError(msg)
        if not self._stack:
            if self._documents == 1:
                self.root = value
            return
        frame = self._stack[-1]
        frame.size += size
        frame.height = max(frame.height, height)
        if isinstance(frame.node, Seq):
            frame.node.append(value)
            frame.node.lines.append(line)
        elif frame.key is None:
            frame.key, frame.key_line = self._key(frame, value, line), line
        else:
            key, frame.key = frame.key, None
            if isinstance(key, str):
                self._set(frame.node, key, value, frame.key_line)

    def _set(self, node: Map, key: str, value: Any, line: int) -> None:
        if isinstance(key, _Merge):
            parts = value if isinstance(value, Seq) else [value]
            for part in parts:
                self._merge(node, part, line)
            return
        node[key] = value
        node.lines[key] = line

    def _merge(self, node: Map, part: Any, line: int) -> None:
        if not isinstance(part, Map):
            message = "'<<' takes a mapping, or a list of mappings"
            self.faults.append(Fault(message=message, line=line))
            return
        for key, value in part.items():
            if key not in node:
                node[key] = value
                node.lines[key] = part.lines[key]

    def _key(self, frame: _Frame, key: Any, line: int) -> str | _Skip:
        message = None
        if isinstance(key, (Map, Seq)):
            message = "a key must be a word, found a list or mapping"
        elif key is None or isinstance(key, bool):
            message = f"a key must be a word, found {said(key)}; put the word in quotes"
        elif text_of(key) in frame.own:
            first = cast("Map", frame.node).lines[text_of(key)]
            message = f"the key '{text_of(key)}' stands twice, first on line {first}; keep one"
            cast("Map", frame.node).doubles.append(line)
        if message is not None:
            self.faults.append(Fault(message=message, line=line))
            return _Skip()
        if isinstance(key, _Merge):
            return key
        if isinstance(key, _Half):
            key = cast("re.Match[str]", _HALF.match(key))[1]
            message = f"'{key}' has no ':' after it; write '{key}: ...'"
            self.faults.append(Fault(message=message, line=line))
            self.torn.append(line)
        frame.own.add(text_of(key))
        return text_of(key)

    def _scalar(self, event: Any, line: int) -> Any:
        text = self._whole(event.value, line)
        self._check_tag(event, ("str", "int", "float", "bool", "null"), line)
        tag = str(event.tag) if event.tag is not None else None
        plain = event.implicit[0] or (tag is not None and tag != _CORE + "str")
        if not plain:
            return text
        if text == "<<":
            return _Merge(text)
        return _Half(text) if _HALF.match(text) else core_value(text)

    def _whole(self, text: str, line: int) -> str:
        r"""Return a text whose signs are whole: JSON writes some as two halves, ``\\ud83d\\ude00``."""
        if not _HALVES.search(text):
            return text
        joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if "\ufffd" in joined:
            message = "the text has half a sign, such as '\\ud83d' without its other half"
            self.faults.append(Fault(message=message, line=line))
        return joined

    def _check_tag(self, event: Any, known: tuple[str, ...], line: int) -> None:
        tag = str(event.tag) if event.tag is not None else None
        if tag is not None and tag not in {"!", *(_CORE + name for name in known)}:
            message = f"a case has no YAML tags; leave out '{tag.replace(_CORE, '!!')}'"
            message += ", or put a text that starts with '!' in quotes"
            self.faults.append(Fault(message=message, line=line))
            self.torn.append(line)
