"""Whole invented reports, with what should be read from them, taken through the pipeline.

A pack is one text file.  ``== parties`` lists ``id | name | aliases``; ``== a``, ``== b html``, ...
are the reports with their furniture.  In them ``{id party kind/kind: words}`` marks a statement
(party ``-`` where it is nobody's of the case; kinds that are right), ``{id: words}`` its next
piece.  ``== pairs`` lists what belongs together and as what, ``== never`` look-alikes, ``== also``
words of statements that may be found and count for nothing, ``== nothing`` words in which nothing
may be found, ``== zones`` words with the zone that they stand in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from report_packs import JOINED, PACKS
from zopa.evidence import align, extract, read_source
from zopa.model.ledger import SourceText, Span, Statement
from zopa.model.parties import Party

_MARKED = re.compile(r"\{(\w+)([^:{}]*): ?([^{}]*)\}")
_TAG = re.compile(r"<[^>]*>")
QUOTED, REPORTED = 0.85, 0.5
"""Share of the characters that a quotation, or reported speech, must have in common."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A statement that should be found."""

    party: str | None
    kinds: tuple[str, ...]
    spans: tuple[Span, ...]
    direct: bool


@dataclass(kw_only=True)
class Figures:
    """What was found, as counts of right ones and of all, and what was not."""

    right: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)
    surplus: list[str] = field(default_factory=list)
    """Pairs that were joined and are not listed."""
    forbidden: list[tuple[str, str]] = field(default_factory=list)
    said_nothing: list[str] = field(default_factory=list)
    """Statements found where nothing was said."""
    false: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def count(self, what: str, right: object, told: str = "") -> None:
        """Count one more of some kind."""
        self.of[what] = self.of.get(what, 0) + 1
        self.right[what] = self.right.get(what, 0) + bool(right)
        if not right:
            self.wrong.append(f"{what}: {told}")

    def share(self, what: str) -> float:
        """Return the share of right ones."""
        return self.right.get(what, 0) / self.of[what]

    @property
    def alignment(self) -> float:
        """F1 of the pairs."""
        pairs = self.of["pair"]
        return 2 * self.right["pair"] / (pairs + self.right["pair"] + len(self.surplus))


@dataclass(frozen=True, kw_only=True)
class Read:
    """A pack, read and put through the pipeline."""

    sources: Mapping[str, SourceText]
    wanted: Mapping[str, Mapping[str, Wanted]]
    found: Mapping[str, tuple[Statement, ...]]
    lists: Mapping[str, list[list[str]]]
    parties: tuple[Party, ...]


def figures(name: str) -> Figures:
    """Return how much of a pack is read right."""
    read = _read(name)
    made = Figures()
    held: dict[str, set[str]] = {}
    for source, wanted in read.wanted.items():
        _statements(read, source, wanted, held, made)
    _zones(read, made)
    _pairs(read, held, made)
    return made


def _read(name: str) -> Read:
    parts = re.split(
        r"^== (\w+)( html)?\n",
        (PACKS / f"{name}.txt").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    sections = {(part, bool(page)): body for part, page, body in _threes(parts[1:])}
    lists, sources, wanted = {}, {}, {}
    for (part, page), body in sections.items():
        if len(part) > 1:
            lists[part] = [
                [cell.strip() for cell in line.split("|")] for line in body.splitlines() if line
            ]
            continue
        sources[part], wanted[part] = _report(part, body, page=page)
    parties = tuple(
        Party(id=id_, name=name, aliases=tuple(each.strip() for each in aliases.split(",")))
        for id_, name, aliases in lists["parties"]
    )
    found = {part: extract(source, parties) for part, source in sources.items()}
    return Read(sources=sources, wanted=wanted, found=found, lists=lists, parties=parties)


def _threes(parts: list[str]) -> Iterable[tuple[str, str, str]]:
    return zip(parts[0::3], parts[1::3], parts[2::3], strict=True)


def _report(source: str, marked: str, *, page: bool) -> tuple[SourceText, dict[str, Wanted]]:
    """Return a report and what is marked in it."""
    read = read_source(_MARKED.sub(lambda found: found[3], marked).encode(), id=source)
    assert read.text is not None
    heads: dict[str, list[str]] = {}
    spans: dict[str, list[Span]] = {}
    after = 0
    for found in _MARKED.finditer(marked):
        words = html.unescape(_TAG.sub("", found[3])) if page else found[3]
        start = read.text.index(words, after)
        after = start + len(words)
        heads.setdefault(found[1], found[2].split())
        spans.setdefault(found[1], []).append((start, after))
    wanted = {
        id_: Wanted(
            party=None if heads[id_][0] == "-" else heads[id_][0],
            kinds=tuple(heads[id_][1].split("/")),
            spans=tuple(places),
            direct=read.text[places[0][0] - 1] in '"“',
        )
        for id_, places in spans.items()
    }
    return read, wanted


def _statements(
    read: Read,
    source: str,
    wanted: Mapping[str, Wanted],
    held: dict[str, set[str]],
    made: Figures,
) -> None:
    """Count what was found of the statements of a report; note which holds which."""
    found = [(each, _places(each)) for each in read.found[source]]
    quoted = [{*range(*span)} for each, _ in found for span in (*each.quoted, *_passages(each))]
    for id_, item in wanted.items():
        places = {place for span in item.spans for place in range(*span)}
        near = [
            (each, own) for each, own in found
            if 2 * len(own & places) >= min(len(own), len(places))
        ]  # fmt: skip
        for each, _ in near:
            held.setdefault(each.id, set()).add(id_)
        best, own = max(near, key=lambda pair: _alike(pair[1], places), default=(None, set()))
        if item.direct:
            pieces = [{*range(*span)} for span in item.spans]
            made.count(
                "quotation",
                all(any(_alike(piece, own) >= QUOTED for own in quoted) for piece in pieces),
                id_,
            )
        else:
            made.count("reported", _alike(own, places) >= REPORTED, id_)
        if best is not None:
            party = best.speaker.party if best.speaker else None
            made.count("speaker", party == item.party, f"{id_} {party}")
            made.count("no wrong speaker", party in {None, item.party}, f"{id_} {party}")
            made.count("kind", best.kind in item.kinds, f"{id_} {best.kind}")
    also = [words for part, words in read.lists.get("also", []) if part == source]
    for each, _ in found:
        if any(words in each.words for words in also):
            held[each.id] = {"*"}
        elif each.id not in held:
            made.false.append(each.words)


def _passages(statement: Statement) -> list[Span]:
    return [(piece.start, piece.end) for piece in statement.passages]


def _places(statement: Statement) -> set[int]:
    return {place for span in _passages(statement) for place in range(*span)}


def _alike(first: set[int], second: set[int]) -> float:
    """Return the characters in common as a share of those of either."""
    return len(first & second) / len(first | second) if first else 0.0


def _zones(read: Read, made: Figures) -> None:
    """Count zones, and note statements in words that say nothing."""
    for source, words, label in read.lists["zones"]:
        text = read.sources[source].text or ""
        place = text.find(words)
        zone = next((z.label for z in read.sources[source].zones if z.start <= place < z.end), "")
        gone = place < 0 and label in {"furniture", "comment"}
        made.count("zone", gone or zone == label, f"{words} {zone}")
    for source, words in read.lists["nothing"]:
        made.said_nothing += [each.words for each in read.found[source] if words in each.words]


def _pairs(read: Read, held: Mapping[str, set[str]], made: Figures) -> None:
    """Count the pairs that were found, their relations, and what must not be joined."""
    pairs = {frozenset(line[0].split()[:2]): line[0].split()[2:] for line in read.lists["pairs"]}
    never = {frozenset(line[0].split()) for line in read.lists["never"]}
    got: dict[frozenset[str], set[str]] = {}
    every = [each for found in read.found.values() for each in found]
    for each in align(every, read.parties):
        if each.relation not in JOINED:
            continue
        first, second = held.get(each.a, set()), held.get(each.b, set())
        met = {frozenset((x, y)) for x in first for y in second}
        for pair in met & pairs.keys():
            got.setdefault(pair, set()).add(each.relation)
        if not met & pairs.keys() and "*" not in first | second:
            made.surplus.append(f"{sorted(first)} {sorted(second)} {each.relation}")
            made.forbidden += [(min(pair), max(pair)) for pair in met & never]
    for pair, relations in pairs.items():
        told = " ".join(sorted(pair))
        made.count("pair", pair in got, told)
        if pair in got:
            made.count("relation", got[pair] & {*relations}, f"{told} {got[pair]}")
