"""Does a document have the shape of a case?  All faults at once, and what is still of use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from zopa.errors import Fault, did_you_mean
from zopa.formats._yaml_hints import Layout
from zopa.formats._yaml_lines import Document
from zopa.formats._yaml_values import Map, Seq, said
from zopa.formats._zopa_leaves import ONE
from zopa.formats._zopa_schema import CasePart, part_at
from zopa.formats._zopa_slips import SECTIONS

ROUNDS = 5
"""How often the rest is looked at again after damaged parts were set aside."""

Path = tuple[str, ...]
LAYOUT = Layout(
    top=frozenset(CasePart.keys()),
    inner=frozenset(key for section in SECTIONS for key in part_at((section, "*")).keys()),  # noqa: SIM118 - no mapping,
)
"""Where which keys of a case file stand."""
_LISTS = ("rules", "deal_rules", "events", "commitments", "coalitions")
_NAMED = ("parties", "issues", "claims", "sources", "preferences", "packages")
_NUMBERS = (
    ("preferences", "*", "no_deal"),
    ("preferences", "*", "weights", "*"),
    ("preferences", "*", "scores", "*", "*"),
)
"""Places where a plain 1 can stand in, so that the rest of the party is still checked."""

_OPTION = ("issues", "*", "options", "*")
_DETAILS = tuple(
    (section, "*", key)
    for section, keys in (
        ("parties", ("name", "aliases", "role")),
        ("issues", ("name", "by", "now", "term")),
        ("claims", ("by", "kind", "about", "stance", "note")),
        ("sources", ("title", "file", "sha256", "url", "date")),
        ("packages", ("*",)),
    )
    for key in keys
)
"""Places that can be left out without more faults."""

BAD_KEY = "bad key"
_GONE = object()


@dataclass(slots=True, kw_only=True)
class Shape:
    """The sound parts of a document, and what is wrong with the others."""

    part: CasePart | None = None
    """``None`` where too little is left."""
    faults: list[Fault] = field(default_factory=list)
    damaged: set[Path] = field(default_factory=set)
    """Parts that were set aside: (section,) or (section, name)."""
    kept: dict[str, list[int]] = field(default_factory=dict)
    """List -> places in the file of the items that are left."""

    def follows(self, fault: Fault) -> bool:
        """Return whether a fault may be there only because a part was set aside."""
        if any(fault.where[: len(place)] == place for place in self.damaged):
            return True
        tops = {place[0] for place in self.damaged}
        for section, causes in (("accept", "preferences"), ("option_sets", "issues")):
            if fault.where[:1] == (section,) and causes in tops:
                return True
        if "states" in tops and "names the state '" in fault.message:
            return True
        words = {p[1] for p in self.damaged if len(p) > 1 and p[0] in _NAMED}
        if any(f"'{word}'" in fault.message for word in words):
            return True
        sections = {p[0] for p in self.damaged if len(p) == 1}
        return any(f"the {section[:-1]} '" in fault.message for section in sections)


def shape(document: Document) -> Shape:
    """Return what of a document has the shape of a case, and every fault of the rest."""
    found = Shape()
    root = document.root
    for _ in range(ROUNDS):
        try:
            found.part = CasePart.model_validate(root)
        except ValidationError as error:
            if root is document.root:
                root = _copy(root)
            wrong = error.errors(include_url=False, include_input=True)
            paths = [_path(item["loc"]) for item in wrong]
            kinds = [BAD_KEY if "[key]" in item["loc"][-1:] else item["type"] for item in wrong]
            for item, path in zip(wrong, paths, strict=True):
                message, where = _sentence(item, _origin(path, found.kept))
                line = document.line(where)
                if line not in document.torn:
                    found.faults.append(Fault(message=message, where=where, line=line))
            if any(len(path) == 1 and path[0] in ("parties", "issues") for path in paths):
                return found
            _set_aside(root, list(zip(kinds, paths, strict=True)), found)
        else:
            return found
    return found


def _path(loc: tuple[int | str, ...]) -> Path:
    steps = [str(step) for step in loc]
    return tuple(steps[:-1] if steps and steps[-1] == "[key]" else steps)


def _origin(where: Path, kept: dict[str, list[int]]) -> Path:
    """Return the place in the file of a place in what is left of it."""
    if len(where) > 1 and where[0] in kept and int(where[1]) < len(kept[where[0]]):
        return (where[0], str(kept[where[0]][int(where[1])]), *where[2:])
    return where


def _sentence(error: Any, path: Path) -> tuple[str, Path]:
    """Return the sentence about an error of pydantic, and the place it is about."""
    kind = error["type"]
    if kind == "extra_forbidden":
        hint = did_you_mean(path[-1], part_at(path[:-1]).keys())
        return f"{_name(path[:-1])} has no key '{path[-1]}'; {hint}", path
    if kind == "missing":
        about = part_at(path[:-1]).keys().get(path[-1], "")
        if path == ("zopa",):
            return "the case does not say which format it has; add 'zopa: 1' at the top", ()
        about = about[:1].lower() + about[1:].rstrip(".")
        return f"{_name(path[:-1])} lacks '{path[-1]}'; add it: {about}", path[:-1]
    if kind == "zopa":
        return f"{_name(path)} {error['ctx']['message']}", path
    wanted = "a list" if kind in ("list_type", "tuple_type") else "a mapping (key: value)"
    return f"{_name(path)} must be {wanted}, found {said(error['input'])}", path


def _name(path: Path) -> str:
    return f"'{'.'.join(path)}'" if path else "the case"


def _set_aside(root: Map, wrong: list[tuple[str, Path]], found: Shape) -> None:
    """Take damaged parts out of the document, as little as will do."""
    doomed: set[Path] = set()
    for kind, path in wrong:
        if not _mended(root, kind, path):
            doomed.add(path[:2])
        if path[0] == "packages":
            found.damaged.add(path[:2])
        if path[0] in ("verification", "ratifiers"):
            found.damaged.add(path[:-1])
    for section in _LISTS:
        gone = {int(p[1]) for p in doomed if p[0] == section and len(p) > 1}
        if gone:
            before = found.kept.get(section, list(range(len(root[section]))))
            stay = [place for place in range(len(before)) if place not in gone]
            found.kept[section] = [before[place] for place in stay]
            root[section] = _part_of(root[section], stay)
    for path in doomed:
        if path[0] not in _LISTS or len(path) == 1:
            _parent(root, path).pop(path[-1], None)
            found.damaged.add(path)


def _mended(root: Map, kind: str, path: Path) -> bool:
    """Repair one place for the sake of the checks that follow; return whether that was possible."""
    parent = _parent(root, path)
    if path == ("zopa",):
        root["zopa"] = ONE
    elif isinstance(parent, Seq):
        return False
    elif kind in ("extra_forbidden", BAD_KEY):
        parent.pop(path[-1], None)
    elif _like(path, _NUMBERS):
        parent[path[-1]] = ONE
    elif _like(path[: len(_OPTION)], (_OPTION,)):
        _parent(root, path[: len(_OPTION)])[path[len(_OPTION) - 1]] = None
    elif _like(path, _DETAILS):
        parent.pop(path[-1], None)
    else:
        return False
    return True


def _like(path: Path, patterns: tuple[Path, ...]) -> bool:
    return any(
        len(path) == len(pattern)
        and all(wanted in ("*", step) for wanted, step in zip(pattern, path, strict=True))
        for pattern in patterns
    )


def _parent(root: Any, path: Path) -> Any:
    """Return what holds the place; something empty where it is gone already.

    A part in short form, such as a party that is only a name, is emptied itself.
    """
    holder, key, node = None, "", root
    for step in path[:-1]:
        if not isinstance(node, (Map, Seq)):
            break
        holder, key = node, step
        node = node[int(step)] if isinstance(node, Seq) else node.get(step, _GONE)
    if isinstance(node, (Map, Seq)):
        return node
    if isinstance(holder, Map) and node is not _GONE:
        holder[key] = None
    return Map()


def _part_of(items: Seq, places: list[int]) -> Seq:
    found = Seq(items.line)
    found.extend(items[place] for place in places)
    found.lines = [items.lines[place] for place in places]
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, Map):
        made = Map(value.line)
        made.lines = dict(value.lines)
        made.update({key: _copy(item) for key, item in value.items()})
        return made
    if isinstance(value, Seq):
        items = Seq(value.line)
        items.extend(_copy(item) for item in value)
        items.lines = list(value.lines)
        return items
    return value
