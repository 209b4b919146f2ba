"""A claim into the text of a case file, by the smallest change: remarks, order and style stay."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from zopa.errors import CaseFaults, FormatError
from zopa.formats._zopa_read import from_text
from zopa.formats._zopa_write import claim_fields
from zopa.formats._zopa_write_leaves import block, flow, quoted
from zopa.model import Case, Claim

WIDTH = 100
"""Columns up to which a claim stands in one line."""
_NUMBERED = re.compile(r"(.*?)(\d+)")


def next_claim_id(claims: Iterable[str]) -> str:
    """Return an id for one more claim, in the manner of those that are there.

    Examples
    --------
    >>> next_claim_id(["c1", "c9"]), next_claim_id([]), next_claim_id(["talks_01", "talks_02"])
    ('c10', 'c1', 'talks_03')
    """
    numbered = [found for claim in claims if (found := _NUMBERED.fullmatch(claim))]
    if not numbered:
        return "c1"
    (stem, _), *_ = Counter(found[1] for found in numbered).most_common(1)
    digits = [found[2] for found in numbered if found[1] == stem]
    width = len(digits[0]) if any(each.startswith("0") for each in digits) else 0
    return f"{stem}{max(map(int, digits)) + 1:0{width}d}"


def with_claim(
    text: str, claim: Claim, *, drop: tuple[str, ...] = (), source: str, name: str
) -> str:
    """Return the text of a case file with a claim, or with more of it; see `zopa_yaml.with_claim`."""
    before = from_text(text, source=source, name=name)
    known = before.claims.get(claim.id)
    bare = None if known is None else _without(known, drop)
    wanted = claim if bare is None else _joined(bare, claim, source)
    if wanted == known:
        return text
    expected = replace(before, claims={**before.claims, claim.id: wanted})
    sheet = Sheet.of(text)
    if sheet is not None:
        tried = sheet.new(claim) if known is None else sheet.more(known, wanted)
        for candidate in tried:
            if reads_as(candidate, expected, source, name):
                return candidate
    lines = _in_one_line({claim.id: claim_fields(wanted)}).strip()[1:-1]
    verb = "added to" if known is None else "changed in"
    msg = (
        f"{source}: claim '{claim.id}' cannot be {verb} the file without changing more than that; "
        f"write it yourself below 'claims': {lines}"
    )
    raise FormatError(msg)


def _without(claim: Claim, drop: tuple[str, ...]) -> Claim:
    return replace(
        claim,
        source="" if "source" in drop else claim.source,
        quote="" if "quote" in drop else claim.quote,
    )


def _joined(known: Claim, claim: Claim, source: str) -> Claim:
    """Return a claim with the statements and circumstances of another one besides its own."""
    about = dict(known.about)
    for issue, option in claim.about.items():
        if about.get(issue, option) not in (option, None):
            msg = (
                f"{source}: claim '{claim.id}' says '{about[issue]}' of issue '{issue}', not "
                f"'{option}'; use another claim, or change this one in the file"
            )
            raise FormatError(msg)
        about[issue] = option if about.get(issue) is None else about[issue]
    found = replace(
        known,
        statements=tuple(dict.fromkeys((*known.statements, *claim.statements))),
        about=about,
    )
    for field in ("by", "kind", "note", "quote", "stance"):
        given, there = getattr(claim, field), getattr(known, field)
        usual = getattr(Claim(id=""), field)
        if given in (usual, there):
            continue
        if there != usual:
            msg = (
                f"{source}: claim '{claim.id}' has '{field}: {there}', not '{given}'; use another "
                "claim, or change this one in the file"
            )
            raise FormatError(msg)
        found = replace(found, **{field: given})
    return found


def reads_as(text: str, expected: Case, source: str, name: str) -> bool:
    """Return whether a text gives this case, its claims in this order."""
    try:
        found = from_text(text, source=source, name=name)
    except (CaseFaults, FormatError):
        return False
    return found == expected and list(found.claims) == list(expected.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A text and the nodes of its YAML, which know their places."""

    text: str
    root: Any
    newline: str

    @classmethod
    def of(cls, text: str) -> Sheet | None:
        """Return the sheet of a text; nothing where it is no mapping, or has tabs that hinder."""
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError

        try:
            root = YAML(typ="safe", pure=True).compose(text)
        except YAMLError:
            return None
        return cls(text=text, root=root, newline="\r\n" if "\r\n" in text else "\n")

    @property
    def is_json(self) -> bool:
        """Whether names stand in quotes, as in a file that is JSON too."""
        return self.root.flow_style and bool(self.root.value) and self.root.value[0][0].style == '"'

    # new claims

    def new(self, claim: Claim) -> Iterator[str]:
        """Yield texts with one more claim, the likeliest to be right first."""
        found = find(self.root, "claims")
        entry = {claim.id: claim_fields(claim)}
        if found is None:
            yield from self._section(entry)
            return
        key, claims = found
        if _is_map(claims) and claims.flow_style:
            yield self._into_flow(claims, entry)
        elif _is_map(claims) and claims.value:
            first, last = claims.value[0], claims.value[-1]
            column = first[0].start_mark.column
            one = last[1].flow_style if _is_map(last[1]) else True
            step = 2
            if _is_map(last[1]) and not one and last[1].value:
                step = last[1].value[0][0].start_mark.column - column
            yield from self._after(last, self._lines(entry, column, step, one=one))
        elif not _is_map(claims):
            column = key.start_mark.column + self._step()
            written = claims.end_mark.index > claims.start_mark.index
            if written:  # null or ~
                start, end = claims.start_mark.index, claims.end_mark.index
                yield self.text[:start] + self._flow(entry) + self.text[end:]
            else:
                end = self.line_end(self.text.index(":", key.end_mark.index))
                yield self._inserted(end, self._lines(entry, column, 2, one=True))

    def _section(self, entry: Mapping[str, Any]) -> Iterator[str]:
        """Yield texts with a part for claims: after the sources, else before the issues."""
        if self.root.flow_style:
            yield self._into_flow(self.root, {"claims": entry})
            return
        names = [key.value for key, _ in self.root.value]
        at = names.index("issues") - 1 if "issues" in names else len(names) - 1
        at = names.index("sources") if "sources" in names else at
        before = self.root.value[max(at, 0)]
        column = before[0].start_mark.column
        lines = self._lines(entry, column + self._step(), 2, one=True)
        lines = f"{' ' * column}claims:{self.newline}{lines}"
        below = self.text[self.line_end(self.end(*before)) :].splitlines()[1:2]
        apart = self.newline if below and not below[0].strip() else ""
        yield from self._after(before, apart + lines)

    def _into_flow(self, node: Any, entry: Mapping[str, Any]) -> str:
        """Return the text with an entry at the end of a mapping between braces."""
        inner = self._flow(entry)[1:-1]
        if not node.value:
            at = self.text.index("{", node.start_mark.index) + 1
            return self.text[:at] + inner + self.text[at:]
        key, value = node.value[-1]
        end = self.end(key, value)
        start = self.text.rfind("\n", 0, key.start_mark.index) + 1
        indent = self.text[start : key.start_mark.index]
        if start == 0 or indent.strip():
            return f"{self.text[:end]}, {inner}{self.text[end:]}"
        rest = self.line_end(end)
        comma = self.text[end:rest].lstrip().startswith(",")
        line = f"{self.newline}{indent}{inner}{',' if comma else ''}"
        if not comma and "}" in self.text[end:rest].split("#", maxsplit=1)[0]:
            rest = end
        return (
            f"{self.text[:end]}{'' if comma else ','}{self.text[end:rest]}{line}{self.text[rest:]}"
        )

    # more of a claim that is there

    def more(self, known: Claim, wanted: Claim) -> Iterator[str]:
        """Yield texts in which a claim says more: statements, issues, and what it left out."""
        claims = find(self.root, "claims")
        found = find(claims[1], known.id) if claims else None
        if found is None or not _is_map(found[1]):
            return
        node, edits = found[1], list[tuple[int, int, str]]()
        fields = claim_fields(wanted)
        own = claim_fields(known)
        missing = {key: value for key, value in fields.items() if key not in own}
        added = [each for each in wanted.statements if each not in known.statements]
        if "statement" in own and added:
            listed = find(node, "statement")
            edits += [] if listed is None else [self._listed(listed[1], added)]
        for key in (key for key in own if key not in fields):
            edits.append(self._instead(node, key, missing))
        about = find(node, "about")
        news = {
            i: o for i, o in wanted.about.items() if i not in known.about or o != known.about[i]
        }
        if "about" in own and news:
            is_list = about is not None and not _is_map(about[1])
            if about is None or set(news) & set(known.about) or (is_list and any(news.values())):
                return
            if is_list:
                edits.append(self._listed(about[1], list(news)))
            else:
                edits.append(self._first(about[1], {i: claim_about(o) for i, o in news.items()}))
        if missing:
            edits.append(self._first(node, missing))
        text = self.text
        for start, end, piece in sorted(edits, reverse=True):
            text = text[:start] + piece + text[end:]
        yield text

    def _listed(self, node: Any, added: list[str]) -> tuple[int, int, str]:
        """Return the edit that adds statements to one statement, or to a list of them."""
        names = [self._word(each) for each in added]
        start, end = node.start_mark.index, node.end_mark.index
        if not hasattr(node, "flow_style") or not isinstance(node.value, list):
            return start, end, f"[{', '.join([self.text[start:end], *names])}]"
        last = node.value[-1]
        at = last.end_mark.index
        if node.flow_style:
            return at, at, "".join(f", {each}" for each in names)
        at = self.line_end(at)
        dash = self.text.rfind("\n", 0, last.start_mark.index) + 1
        lead = self.text[dash : last.start_mark.index]
        return at, at, "".join(f"{self.newline}{lead}{each}" for each in names)

    def _instead(self, node: Any, name: str, fields: dict[str, Any]) -> tuple[int, int, str]:
        """Return the edit that takes a field out; the first of some new ones takes its place."""
        at = next(place for place, (key, _) in enumerate(node.value) if key.value == name)
        key, value = node.value[at]
        start, end = key.start_mark.index, self.end(key, value)
        if fields:
            new = next(iter(fields))
            return start, end, self._flow({new: fields.pop(new)})[1:-1]
        if not node.flow_style:
            if at + 1 < len(node.value):
                return start, node.value[at + 1][0].start_mark.index, ""
            before = self.text.rfind("\n", 0, start)
            before -= self.text[before - 1 : before] == "\r"
            return before, self.line_end(end), ""
        if at + 1 < len(node.value):
            return start, node.value[at + 1][0].start_mark.index, ""
        return self.end(*node.value[at - 1]), end, ""

    def _first(self, node: Any, fields: Mapping[str, Any]) -> tuple[int, int, str]:
        """Return the edit that puts fields before the first one of a mapping."""
        inner = self._flow(fields)[1:-1]
        if node.flow_style:
            at = self.text.index("{", node.start_mark.index) + 1
            return at, at, f"{inner}, " if node.value else inner
        first = node.value[0][0].start_mark
        lines = [self._flow({key: value})[1:-1] for key, value in fields.items()]
        joint = self.newline + " " * first.column
        return first.index, first.index, "".join(line + joint for line in lines)

    # places and words

    def _step(self) -> int:
        """Return by how much the file indents the parts below its first parts."""
        for key, value in self.root.value:
            if _is_map(value) and not value.flow_style and value.value:
                step: int = value.value[0][0].start_mark.column - key.start_mark.column
                return step
        return 2

    def end(self, key: Any, value: Any) -> int:
        """Return where the last sign of a value stands, plus one."""
        end: int = value.end_mark.index
        if value.start_mark.index < key.end_mark.index:  # an alias
            return self.line_end(key.end_mark.index)
        if end == value.start_mark.index:  # nothing
            return self.text.index(":", key.end_mark.index) + 1
        if _is_map(value) and not value.flow_style:
            return self.end(*value.value[-1])
        return len(self.text[:end].rstrip())

    def line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if self.text[end - 1 : end] == "\r" else end

    def _inserted(self, end: int, lines: str) -> str:
        return self.text[:end] + self.newline + lines + self.text[end:]

    def _after(self, pair: tuple[Any, Any], lines: str) -> Iterator[str]:
        """Yield texts with lines right after a part, else after what its end may hold too."""
        yield self._inserted(self.line_end(self.end(*pair)), lines)
        end = pair[1].end_mark.index
        if self.text[:end].endswith("\n"):
            yield self.text[:end] + lines + self.newline + self.text[end:]

    def _lines(self, entry: Mapping[str, Any], column: int, step: int, *, one: bool) -> str:
        """Return an entry as indented lines, the last without its end."""
        inner = self._flow(entry)[1:-1]
        if not one or column + len(inner) > WIDTH:
            inner = _dumped(block(dict(entry)), step).rstrip("\n")
        lines = [" " * column + line if line else line for line in inner.split("\n")]
        return self.newline.join(lines)

    def _flow(self, fields: Mapping[str, Any]) -> str:
        if self.is_json:
            return json.dumps(fields, ensure_ascii=False)
        return _in_one_line(fields)

    def _word(self, name: str) -> str:
        return self._flow({"x": [name]}).split("[", maxsplit=1)[1].rsplit("]", maxsplit=1)[0]


def claim_about(option: str | None) -> Any:
    """Return an option as a claim names it."""
    return None if option is None else quoted(option)


def _in_one_line(fields: Mapping[str, Any]) -> str:
    return _dumped(_flowing(fields), 2).strip()


def _flowing(value: Any) -> Any:
    if isinstance(value, Mapping):
        return flow({key: _flowing(item) for key, item in value.items()}, empty=True)
    return value


def _dumped(value: Any, step: int) -> str:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 1_000_000
    yaml.indent(mapping=step, sequence=step + 2, offset=step)
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


def _is_map(node: Any) -> bool:
    return type(node).__name__ == "MappingNode"


def find(node: Any, name: str) -> tuple[Any, Any] | None:
    """Return a key of a mapping and its value."""
    if not _is_map(node):
        return None
    return next(((key, value) for key, value in node.value if key.value == name), None)
