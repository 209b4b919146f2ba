"""Labelled news articles, what zopa finds in them, and the scores of it.

They are no part of this project: they lie, with their scorer, in the folder ``evidence`` of the
folder that the environment variable ``ZOPA_SHARED`` names, or of ``shared`` beside the project.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from zopa.evidence.extraction import extract
from zopa.evidence.sources import read_source
from zopa.model.ledger import Statement

ROOT = Path(__file__).resolve().parents[2]
KEPT = Path(os.environ.get("ZOPA_SHARED", ROOT.parent / "shared")) / "evidence"


def print_scores(name: str, read: Sequence[Mapping[str, Any]]) -> None:
    """Print speed and scores of articles."""
    began = time.perf_counter()
    found = [(article["id"], statements(article)) for article in read]
    taken = time.perf_counter() - began
    size = sum(len(article["text"].encode()) for article in read)
    print(
        f"{name}: {len(read)} articles, {size / 1e6:.2f} MB in {taken:.2f} s, "
        f"{size / 1e6 / taken:.2f} MB/s",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text("".join(json.dumps(article) + "\n" for article in read))
        predicted.write_text("".join(json.dumps(_line(*pair)) + "\n" for pair in found))
        subprocess.run([sys.executable, KEPT / "score.py", gold, predicted], check=True)


def articles(part: str) -> list[dict[str, Any]]:
    """Return the labelled articles of one part."""
    with (KEPT / f"polnear_{part}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def statements(article: Mapping[str, Any]) -> tuple[Statement, ...]:
    """Return the statements of one article, read as a text file without a case."""
    return extract(read_source(article["text"].encode(), id="a", date=article["date"]))


def _line(name: str, found: tuple[Statement, ...]) -> dict[str, Any]:
    return {"id": name, "statements": [_statement(item) for item in found]}


def _statement(item: Statement) -> dict[str, Any]:
    speaker = item.speaker
    mention = speaker.mention if speaker else None
    embedded = item.mode == "embedded"
    return {
        "type": ("direct" if item.quoted else "indirect") if embedded else item.mode,
        "content": [[passage.start, passage.end] for passage in item.passages],
        "speaker": [mention] if mention else [],
        "cue": [item.cue] if item.cue else [],
        "name": speaker.name if speaker else None,
    }
