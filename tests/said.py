"""Sentences written by hand, with marks for what a reader of speech would find in them."""

from __future__ import annotations

import re
from pathlib import Path

from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found

FOLDER = Path(__file__).parent / "evidence" / "said"
_MARK = re.compile(r"[{}<>]")


def said(marked: str) -> tuple[Document, Found]:
    """Return text and find of a sentence: the words said in braces, the cue in angle brackets."""
    places: dict[str, list[int]] = {mark: [] for mark in "{}<>"}
    for removed, mark in enumerate(_MARK.finditer(marked)):
        places[mark.group()].append(mark.start() - removed)
    text = _MARK.sub("", marked)
    pieces = tuple(zip(places["{"], places["}"], strict=True))
    cue = (places["<"][0], places[">"][0]) if places["<"] else None
    first = text[pieces[0][0]]
    quoted = tuple((m.start(1), m.end(1)) for m in re.finditer(r"[“\"]([^”\"]+)", text))
    mode = "direct" if first in '“"' else "mixed" if quoted else "indirect"
    found = Found(pieces=pieces, mode=mode, rule="by-hand", quoted=quoted, cue=cue)
    return Document(text), found


def table(name: str) -> list[tuple[str, str]]:
    """Return pairs (kind, marked sentence) of a table."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return [(kind, marked) for kind, marked in rows]
