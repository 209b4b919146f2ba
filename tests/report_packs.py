"""Invented reports with marked statements, and the pairs that an aligner should find in them.

``{id speaker: words}`` marks a statement, ``{id: words}`` its next piece.  Speakers are parties, a
role after the slash; a statement without one has none.  Quotation marks around the braces, or
inside them, say what is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from zopa.model.ledger import Alignment, Passage, Span, Speaker, Statement

PACKS = Path(__file__).resolve().parent / "evidence" / "packs"
JOINED = {"same", "variant", "partial", "paraphrase", "possible-conflict"}

_MARKED = re.compile(r"\{(\w+)([^:{}]*): ?([^{}]*)\}")
_QUOTED = re.compile(r'["\u201c]([^"\u201c\u201d]*)["\u201d]')


@dataclass(frozen=True, kw_only=True)
class Pack:
    """Reports of one negotiation."""

    statements: tuple[Statement, ...]
    pairs: dict[tuple[str, str], tuple[str, ...]]
    """Pair -> relation and changes that are expected."""
    never: frozenset[tuple[str, str]]
    """Pairs that must not be joined."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """How well an aligner did."""

    f1: float
    missed: list[tuple[str, str]]
    surplus: list[tuple[str, str]]
    forbidden: list[tuple[str, str]]
    labels: float
    """Share of the found pairs that have the expected relation."""


def pack(name: str) -> Pack:
    """Return a pack by the name of its file."""
    text = (PACKS / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^== (\w+)\n", text, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    pairs = [line.split() for line in sections.pop("pairs").splitlines() if line]
    never = [line.split() for line in sections.pop("never").splitlines() if line]
    return Pack(
        statements=tuple(
            each for source, marked in sections.items() for each in statements(source, marked)
        ),
        pairs={(a, b): tuple(rest) for a, b, *rest in pairs},
        never=frozenset((a, b) for a, b in never),
    )


def statements(source: str, marked: str) -> list[Statement]:
    """Return the marked statements of one report."""
    pieces: dict[str, list[Span]] = {}
    speakers: dict[str, str] = {}
    text = ""
    last = 0
    for found in _MARKED.finditer(marked):
        text += marked[last : found.start()]
        pieces.setdefault(found[1], []).append((len(text), len(text) + len(found[3])))
        speakers.setdefault(found[1], found[2].strip())
        text += found[3]
        last = found.end()
    text += marked[last:]
    return [said(id_, source, text, spans, speakers[id_]) for id_, spans in pieces.items()]


def said(id_: str, source: str, text: str, spans: list[Span], who: str = "") -> Statement:
    """Return a statement at places of a text."""
    party, _, role = who.partition("/")
    name = f"{role} of the {party}" if role else party
    speaker = Speaker(text=name, mention=None, name=name, party=party, rule="") if who else None
    passages = tuple(_passage(source, text, start, end) for start, end in spans)
    direct = all(text[start - 1] in '"“' for start, _ in spans)
    quoted = (
        tuple(spans)
        if direct
        else tuple(
            (start + found.start(1), start + found.end(1))
            for start, end in spans
            for found in _QUOTED.finditer(text[start:end])
        )
    )
    mode = "direct" if direct else "mixed" if quoted else "indirect"
    return Statement(
        id=id_, source=source, passages=passages, mode=mode, rule="", quoted=quoted, speaker=speaker
    )


def _passage(source: str, text: str, start: int, end: int) -> Passage:
    return Passage(
        source=source,
        start=start,
        end=end,
        exact=text[start:end],
        sha256=sha256(text[start:end].encode()).hexdigest(),
        prefix=text[max(0, start - 32) : start],
        suffix=text[end : end + 32],
    )


def score(
    found: Iterable[Alignment],
    pairs: Mapping[tuple[str, str], tuple[str, ...]],
    never: Iterable[tuple[str, str]],
) -> Score:
    """Return how well pairs were found."""
    joined = {(each.a, each.b): each for each in found if each.relation in JOINED}
    right = joined.keys() & pairs.keys()
    labels = [joined[pair].relation == pairs[pair][0] for pair in right]
    return Score(
        f1=2 * len(right) / (len(joined) + len(pairs)) if joined or pairs else 1.0,
        missed=sorted(pairs.keys() - right),
        surplus=sorted(joined.keys() - right),
        forbidden=sorted(joined.keys() & set(never)),
        labels=sum(labels) / len(labels) if labels else 1.0,
    )
