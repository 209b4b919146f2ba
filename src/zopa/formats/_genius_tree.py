"""The XML of Genius as it is found: repaired, parsed, and cut down to what has a meaning."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zopa.errors import FormatError
from zopa.formats._files import read_bytes

DOMAIN = "negotiation_template"
PROFILE = "utility_space"

KNOWN_TAGS = frozenset(
    {
        *(DOMAIN, PROFILE, "objective", "issue", "item", "range", "evaluator", "weight"),
        *("discount_factor", "reservation", "comparisons", "errors", "experimental", "fixed_seed"),
        *("agent", "similarity_function", "criteria_function"),
    }
)
"""Tags that are read, and decorations that are known to mean nothing for the preferences."""

BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One value of a discrete issue."""

    index: str | None
    value: str
    evaluation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeIssue:
    """One issue as the file has it, numbers still as text."""

    index: str | None
    name: str
    type: str
    items: tuple[Item, ...]
    low: str | None
    high: str | None
    evaluator: Mapping[str, str] | None
    weight: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A domain or a profile as the file has it."""

    path: Path
    kind: Literal["domain", "profile"]
    name: str
    type: str
    """``additive``, ``uncertain``, or what else the file calls itself."""
    issues: tuple[TreeIssue, ...]
    discount: str | None
    reservation: str | None
    repairs: tuple[str, ...]

    @property
    def issue_names(self) -> set[str]:
        """Names of the issues."""
        return {issue.name for issue in self.issues}


class NotGeniusError(FormatError):
    """A file beside the profiles that is neither a domain nor a profile."""


def load(path: Path) -> Tree:
    """Return what a Genius file says.

    Raises
    ------
    NotGeniusError
        Where the file is no XML at all, or XML of something else.
    FormatError
        Where it is broken beyond repair.
    """
    repairs: list[str] = []
    root = _root(path, repairs)
    if root.tag not in (DOMAIN, PROFILE):
        msg = (
            f"{path}: the file starts with <{root.tag}>; a Genius domain starts with <{DOMAIN}>, a "
            f"profile with <{PROFILE}>"
        )
        raise NotGeniusError(msg)
    unknown = sorted({str(element.tag) for element in root.iter()} - KNOWN_TAGS)
    kind: Literal["domain", "profile"] = "domain" if root.tag == DOMAIN else "profile"
    top = root.find("objective") if kind == "profile" else root.find(f"{PROFILE}/objective")
    type_name = _type(root)
    if unknown and type_name in ("additive", "uncertain"):
        repairs.append(f"{path.name}: unknown tags are left out: {', '.join(unknown)}")
    return Tree(
        path=path,
        kind=kind,
        name=(top.get("name") or "") if top is not None else "",
        type=type_name,
        issues=tuple(_issues(root, path, repairs)),
        discount=_value(root, "discount_factor"),
        reservation=_value(root, "reservation"),
        repairs=tuple(repairs),
    )


def _type(root: ET.Element) -> str:
    found = (root.get("type") or "").strip().lower() if root.tag == PROFILE else ""
    if found in ("", "additive"):
        tags = {element.tag for element in root.iter()}
        if tags & {"ufun", "hyperRectangle"}:
            return "nonlinear"
        return "constraint" if tags & {"constraints", "ranks"} else "additive"
    return found


def _value(root: ET.Element, tag: str) -> str | None:
    element = root.find(tag)
    return None if element is None else element.get("value")


def _root(path: Path, repairs: list[str]) -> ET.Element:
    text = _text(path, repairs)
    if "<" not in text:
        msg = (
            f"{path}: this is plain text, not XML; name the domain or a profile (Genius keeps lists "
            "of efficient utilities as pareto.xml, which hold no preferences)"
        )
        raise NotGeniusError(msg)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        msg = (
            f"{path}: the file declares a document type or entities, which Genius files never do "
            "and zopa does not read; remove the declaration"
        )
        raise FormatError(msg)
    try:
        return ET.fromstring(text)  # noqa: S314 - document types and entities are refused above
    except ET.ParseError as error:
        line = error.position[0]
        msg = (
            f"{path}: the XML is broken ({str(error).split(':')[0]}, line {line}); "
            "complete or mend the file"
        )
        raise FormatError(msg) from None


def _text(path: Path, repairs: list[str]) -> str:
    raw = read_bytes(path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
        repairs.append(f"{path.name}: the file is not UTF-8; it is read as Windows-1252")
    start = text.find("<?xml")
    end = text.find("?>", start)
    if start >= 0 and end >= 0:
        if text[:start].strip():
            repairs.append(f"{path.name}: a comment before the XML declaration is moved behind it")
        text = text[:start] + text[end + 2 :]
    text, count = BARE_AMPERSAND.subn("&amp;", text)
    if count:
        repairs.append(f"{path.name}: bare '&' ({count}) are read as the character itself")
    return text


def _issues(root: ET.Element, path: Path, repairs: list[str]) -> Iterator[TreeIssue]:
    """Yield the issues in the order of the file; objectives may lie in each other."""
    every = _weights(root.iter("objective"))
    found: dict[str, TreeIssue] = {}
    untyped = 0
    repeated = Counter[str]()
    for objective in root.iter("objective"):
        own = _weights([objective])
        for element in objective.findall("issue"):
            index = element.get("index")
            type_name = element.get("type") or element.get("vtype") or element.get("etype")
            untyped += element.get("type") is None
            key = index or ""
            issue = _issue(element, path, type_name or "discrete", own.get(key, every.get(key)))
            repeated[issue.name] += issue.name in found
            found.setdefault(issue.name, issue)
    if untyped:
        repairs.append(
            f"{path.name}: issues without a type ({untyped}) are read as the type that their other "
            "attributes name, else as discrete"
        )
    repairs += [f"{path.name}: issue '{name}' stands twice; the first counts" for name in +repeated]
    yield from found.values()


def _weights(objectives: Iterator[ET.Element] | list[ET.Element]) -> dict[str, str]:
    return {
        weight.get("index", ""): weight.get("value", "")
        for objective in objectives
        for weight in objective.findall("weight")
    }


def _issue(element: ET.Element, path: Path, type_name: str, weight: str | None) -> TreeIssue:
    name = element.get("name")
    if not name:
        msg = f"{path}: an issue has no name; give it one"
        raise FormatError(msg)
    bounds = element.find("range")
    source = element if bounds is None else bounds
    evaluator = element.find("evaluator")
    items = []
    for item in element.findall("item"):
        value = item.get("value")
        if value is None:
            msg = f"{path}: an item of issue '{name}' has no value; give it one"
            raise FormatError(msg)
        items.append(Item(index=item.get("index"), value=value, evaluation=item.get("evaluation")))
    return TreeIssue(
        index=element.get("index"),
        name=name,
        type=type_name.strip().lower(),
        items=tuple(items),
        low=source.get("lowerbound"),
        high=source.get("upperbound"),
        evaluator=None if evaluator is None else dict(evaluator.attrib),
        weight=weight,
    )
