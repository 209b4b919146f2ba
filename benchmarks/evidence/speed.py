"""How fast the readers of evidence are, and whether their time grows with the text alone.

    python benchmarks/evidence/speed.py            labelled articles, hostile texts, 20 MB of each
    python benchmarks/evidence/speed.py --quick    without the 20 MB

Times are processor time of this process.  The labelled articles are found as in ``labelled.py``;
where they are not at hand, invented reports stand in for them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from zopa.evidence.extraction import extract
from zopa.evidence.ledger import passage_at
from zopa.evidence.meaning import circumstances, clues_of, kinds_of, plover_of
from zopa.evidence.people import resolve
from zopa.evidence.sources import read_source
from zopa.evidence.speech import _assembly, _quotations, _reported, find
from zopa.evidence.speech._document import Document
from zopa.model.ledger import SPEAKING

sys.path.insert(0, str(Path(__file__).parent))
ROUNDS = 5
MB = 1_000_000
LARGE = 20 * MB
REPORT = (
    "Talks at the harbour break off\n\nThe union and the port met on Monday.\n\n"
    "“We will not sign this,” said Ada Vale, who leads the union. She added that the offer was "
    "too low.\n\nThe port's director, Tom Reed, told reporters he wanted to go on. “We have "
    "moved,” Mr. Reed said, “and they have not.” According to the ministry, both sides agreed to "
    "meet again in Oslo on Thursday, and nobody expects a strike before the summer.\n\n"
)
HOSTILE: dict[str, str] = {
    "straight marks": '"',
    "curly marks": "“",
    "single marks": "'",
    "marks and letters": '"a ',
    "brackets": "[(",
    "one long word": "a",
    "one line of words": "nobody knows what ",
    "lines of one letter": "a\n",
    "lines of one mark": '"\n',
    "less-than signs": "<",
    "said": "said ",
    "said that": "Roe said that ",
    "capitalised names": "Ann Roe Vale ",
    "one sentence each": 'He said "x". ',
    "full stops": ".",
    "full stops, no blank": "a.",
    "initials": "U.S.",
    "commas": "he, who, ",
    "dashes": "— ",
    "digits": "1.2,",
    "white space": "x" + " " * 400,
    "according to": "according to him, ",
    "colons": "he said: ",
}
"""Name -> what is repeated."""


def main(arguments: list[str]) -> int:
    """Print the tables."""
    texts = _articles()
    _print_articles(texts)
    _print_hostile()
    if "--quick" not in arguments:
        _print_large(texts)
    return 0


def statements_of(text: str) -> int:
    """Return how many statements the whole pipeline finds."""
    return len(extract(read_source(text.encode(), id="a")))


def _articles() -> list[str]:
    try:
        from labelled import articles

        return [article["text"] for part in ("train", "dev") for article in articles(part)]
    except OSError:
        return [REPORT * 5] * 200


def _seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the least processor time of some rounds."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def _print_articles(texts: list[str]) -> None:
    size = sum(len(text.encode()) for text in texts) / MB
    print(f"{len(texts)} articles, {size:.2f} MB; least of {ROUNDS} rounds")
    whole = _seconds(lambda: [statements_of(text) for text in texts])
    print(f"  {'all':24} {size / whole:7.2f} MB/s")
    sources = [read_source(text.encode(), id="a") for text in texts]
    spans = [
        [(zone.start, zone.end) for zone in source.zones if zone.label in SPEAKING]
        for source in sources
    ]
    documents = [
        Document(source.text or "", inside) for source, inside in zip(sources, spans, strict=True)
    ]
    quoted = [_quotations.quotations(document) for document in documents]
    told = [
        _reported.reported(document, marks)
        for document, marks in zip(documents, quoted, strict=True)
    ]
    found = [find(document) for document in documents]
    parts: dict[str, Callable[[], object]] = {
        "read_source": lambda: [read_source(text.encode(), id="a") for text in texts],
        "words and sentences": lambda: [
            Document(document.text, inside)
            for document, inside in zip(documents, spans, strict=True)
        ],
        "quotations": lambda: [_quotations.quotations(document) for document in documents],
        "reported speech": lambda: [
            _reported.reported(document, marks)
            for document, marks in zip(documents, quoted, strict=True)
        ],
        "putting together": lambda: [
            _assembly.assemble(*each) for each in zip(documents, quoted, told, strict=True)
        ],
        "who is meant": lambda: [
            resolve(document, items, ()) for document, items in zip(documents, found, strict=True)
        ],
        "meaning": lambda: [
            (
                circumstances(document, item, None, source, clues),
                plover_of(document, item, kinds, clues),
            )
            for source, document, items in zip(sources, documents, found, strict=True)
            for clues in [clues_of(document)]
            for item in items
            for kinds in [kinds_of(document, item, clues=clues)]
        ],
        "passages and hashes": lambda: [
            passage_at("a", document.text, span)
            for document, items in zip(documents, found, strict=True)
            for item in items
            for span in item.pieces
        ],
    }
    for name, work in parts.items():
        taken = _seconds(work)
        print(f"  {name:24} {size / taken:7.2f} MB/s  {taken / whole:5.0%} of all")


def _print_hostile() -> None:
    print("hostile texts, seconds for 0.5 and 1 MB (2 where linear)")
    for name, piece in HOSTILE.items():
        half, full = (_once(_repeat(piece, size)) for size in (MB // 2, MB))
        print(f"  {name:24} {half:6.2f} {full:6.2f}  x {full / half:4.1f}", flush=True)


def _print_large(texts: list[str]) -> None:
    print("20 MB, seconds")
    whole = "\n\n".join(texts)
    ordinary = (whole * (LARGE // len(whole.encode()) + 1)).encode()[:LARGE]
    print(f"  {'ordinary text':24} {_once(ordinary.decode(errors='ignore')):6.2f}", flush=True)
    for name, piece in HOSTILE.items():
        print(f"  {name:24} {_once(_repeat(piece, LARGE)):6.2f}", flush=True)


def _once(text: str) -> float:
    return _seconds(lambda: statements_of(text), rounds=1)


def _repeat(piece: str, size: int) -> str:
    """Return a text of a size in bytes at most, of one piece again and again."""
    return piece * (size // len(piece.encode()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
