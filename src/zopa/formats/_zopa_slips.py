"""One wrong indent breaks many rules of a case file: say the indent, leave out what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zopa.errors import Fault, did_you_mean
from zopa.formats._yaml_lines import Document
from zopa.formats._yaml_values import Map
from zopa.formats._zopa_schema import CasePart, part_at

Path = tuple[str, ...]

SECTIONS = ("parties", "sources", "claims", "issues", "option_sets", "preferences", "packages")
"""Parts of a case file whose keys are ids."""
FIXED = ("states", "exchange", "verification")
"""Parts of a case file whose keys are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A key at the wrong depth, and which faults only follow from it."""

    fault: Fault
    below: tuple[Path, ...]
    """Faults at these places, or below them, follow."""
    exactly: tuple[Path, ...] = ()
    """Faults at these places follow."""
    words: str = ""
    """Faults of the whole case that say this follow."""
    doubles: tuple[int, ...] = ()
    """Lines of keys that stand twice only because of the slip."""
    damaged: frozenset[Path]
    """Parts that nobody knows for certain."""

    def explains(self, fault: Fault) -> bool:
        """Return whether a fault follows from the slip."""
        if not fault.where:
            twice = fault.line in self.doubles and "stands twice" in fault.message
            return twice or bool(self.words and self.words in fault.message)
        late = self.fault.line is None or fault.line is None or fault.line >= self.fault.line
        under = any(fault.where[: len(place)] == place for place in self.below)
        return (late and under) or fault.where in self.exactly


def tidy(document: Document, faults: Sequence[Fault]) -> tuple[list[Fault], set[Path]]:
    """Return the faults with slips in place of what follows from them, and what they damage."""
    found, damaged = list(faults), set[Path]()
    for slip in _slips(document):
        rest = [fault for fault in found if not slip.explains(fault)]
        if len(rest) < len(found):
            found = [*rest, slip.fault]
            damaged |= slip.damaged
    return found, damaged


def _slips(document: Document) -> Iterator[Slip]:
    root = document.root
    if not isinstance(root, Map):
        return
    yield from _at_the_left(root)
    for section in FIXED:
        if isinstance(root.get(section), Map):
            yield from _sections_inside(root, section)
    for section in SECTIONS:
        if isinstance(root.get(section), Map):
            yield from _sections_inside(root, section)
            yield from _parts_among_ids(root[section], section)
            for name, part in root[section].items():
                if isinstance(part, Map):
                    yield from _ids_inside(part, (section, name))


def _at_the_left(root: Map) -> Iterator[Slip]:
    """Find ids that stand at the very left, where only the parts of a case stand."""
    known, section = CasePart.keys(), ""
    for key in root:
        if key in known:
            section = key
        elif key in part_at((section,)).keys() or (  # noqa: SIM118 - no mapping
            section in SECTIONS and not did_you_mean(key, known).startswith("did")
        ):
            message = (
                f"the case has no key '{key}'; if it belongs to '{section}', indent it and all "
                "that is below it"
            )
            fault = Fault(message=message, where=(key,), line=root.lines[key])
            damaged = frozenset({(section, key)})
            yield Slip(fault=fault, below=((key,),), damaged=damaged)


def _sections_inside(root: Map, section: str) -> Iterator[Slip]:
    """Find parts of a case that are indented, so that they count as an id of the part before."""
    inside = root[section]
    for key in CasePart.keys():  # noqa: SIM118 - no mapping
        value = inside.get(key)
        if key in inside and key not in root and (value is None or isinstance(value, Map)):
            own = (*part_at((section,)).keys(), *part_at((section, key)).keys())
            if key in own or _belongs(root, section, key):
                continue
            message = (
                f"'{key}' is indented, so it counts as one of '{section}'; "
                "let it stand at the very left"
            )
            fault = Fault(message=message, where=(section, key), line=inside.lines[key])
            # A key with nothing below it: what belongs to it counts as its neighbours.
            yield Slip(
                fault=fault,
                below=((section, key) if value else (section,),),
                words=f"lacks '{key}'",
                damaged=frozenset({(key,), (section, key)}),
            )


def _belongs(root: Map, section: str, key: str) -> bool:
    """Return whether what is called like a part of a case is an id of the section after all.

    An issue may be called ``accept``: then it has options, and nothing of what the part has.
    """
    inside = root[section]
    value = inside[key]
    if value is not None:
        return _more(value, _entry(root, section, key), part_at((key,)).keys())
    later = [
        (name, part)
        for name, part in inside.items()
        if inside.lines[name] > inside.lines[key] and isinstance(part, Map)
    ]
    return bool(later) and all(
        _more(part, _entry(root, section, name), part_at((key, name)).keys())
        for name, part in later
    )


def _more(value: Map, keys: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether a mapping has more of some keys than of others."""
    return len(set(keys) & set(value)) > len(set(others) & set(value))


def _entry(root: Map, section: str, name: str) -> set[str]:
    """Return the keys that an id of a section may have."""
    keys = set(part_at((section, name)).keys()) if section in SECTIONS else set()
    if section in ("packages", "option_sets") and isinstance(root.get("issues"), Map):
        keys |= set(root["issues"])
    return keys


def _parts_among_ids(inside: Map, section: str) -> Iterator[Slip]:
    """Find keys such as ``options`` that stand as far left as the id they belong to."""
    before = ""
    for key in inside:
        if before and key in part_at((section, key)).keys():  # noqa: SIM118 - no mapping
            message = (
                f"'{key}' counts as one of '{section}', because it stands as far left as "
                f"'{before}'; indent it further if it belongs to '{before}'"
            )
            fault = Fault(message=message, where=(section, key), line=inside.lines[key])
            yield Slip(
                fault=fault,
                below=((section, key),),
                exactly=((section, before),),
                damaged=frozenset({(section, key), (section, before)}),
            )
        else:
            before = key


def _ids_inside(part: Map, where: Path) -> Iterator[Slip]:
    """Find ids that are indented too far, so that they count as keys of the id before."""
    section, name = where
    known = part_at(where).keys()
    for key, value in part.items():
        line = part.lines[key]
        doubles = tuple(double for double in part.doubles if double > line)
        if value is None and doubles and key not in known:
            message = (
                f"'{key}' is indented, so it counts as a key of '{name}'; "
                f"let it stand as far left as '{name}'"
            )
            yield Slip(
                fault=Fault(message=message, where=(*where, key), line=line),
                below=(where,),
                exactly=(where,),
                doubles=doubles,
                damaged=frozenset({(section, key), where}),
            )
            return
