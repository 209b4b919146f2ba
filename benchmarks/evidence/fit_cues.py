"""Points of the words that report and of what stands around them, from labelled news articles.

    python benchmarks/evidence/fit_cues.py             writes cues.txt and contexts.txt
    python benchmarks/evidence/fit_cues.py --check     compares instead; 1 where they differ
    python benchmarks/evidence/fit_cues.py --held-out  scores: fitted on four fifths, the last read

The articles are those of ``labelled.py``; only those that rules are tuned on are read.

Every cue word in a frame (`zopa.evidence.speech._candidates`) is one case: right where half of
what it would report or more is what a reader of the article marked as indirect or mixed speech.
What is seen of a case are names: its word, its word in its frame, and everything of
`zopa.evidence.speech._weighing` that stands around it.  A logistic regression gives each name its
share of the logarithm of odds; a file has tenths of it, rounded.

Rare names stay near zero: names with few cases have no points at all (`FEWEST`), the others pay
for the square of theirs (`PRICE`), and how long a content is may not decide alone (`LIMITS`).  The
problem has one solution, and nothing is drawn by lot: the same articles and the same candidates
give the same files.

By hand are, in ``cues.txt``, which words there are (a new one comes as ``word v 0``) and which
borrow (``word v = other``), and in `_weighing` the bonus of words that people bargain with.  Verbs
with a particle (``walk-out``) come and go by the number of their cases.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from labelled import KEPT, articles, print_scores
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from zopa.evidence.speech import _cues, _weighing
from zopa.evidence.speech._candidates import Candidate, candidates
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._quotations import quotations
from zopa.evidence.speech._reported import Marks, overlap, pieces_of
from zopa.evidence.speech._weighing import contexts, extents
from zopa.model.ledger import Span

FOLDER = Path(_cues.__file__).parent
RIGHT = 0.5
"""Share of two contents that is common to both from which on a case is right."""
FIFTH = 5
"""Every fifth article is held out."""
PRICE = 3.0
"""What the square of a weight costs: as if a name had been seen on both sides a few times more."""
FEWEST = {"word": 2, "frame": 3, "opens": 12, "then": 20, "before": 12}
"""Cases that a name needs; others need `FEW`."""
FEW = 4
LIMITS = {"size": (-0.5, 1.0), "plain": (-0.2, 0.2)}
"""Bounds of weights by the first part of their name; others are free."""
ALWAYS = "around always"
"""What every case has; it costs nothing."""
LEAST = 0.05
"""Smaller weights are not written."""

CUES_HEAD = """\
# Words that report: base form, kind, points alone, points in frames (see _cues.py).
# Points are tenths of log odds, fitted on labelled news articles by
# benchmarks/evidence/fit_cues.py, which keeps the words and the lines "word kind = other", both
# made by hand: such a rare word borrows the points of another.
"""
CONTEXTS_HEAD = """\
# What stands around a cue word, and its points (see _weighing.py): words of grammar, shapes, frames.
# Points are tenths of log odds, fitted on labelled news articles by
# benchmarks/evidence/fit_cues.py.
"""


class Case(NamedTuple):
    """A cue word in its frame in an article."""

    names: tuple[str, ...]
    """What is seen of it: ``word v say``, ``frame v say that``, ``around before:not``."""
    right: bool


def main(arguments: Sequence[str]) -> int:
    """Fit, then write, compare or score."""
    if not KEPT.is_dir():
        print(f"no labelled articles at {KEPT}; set ZOPA_SHARED")
        return 1
    read = articles("train")
    if "--held-out" in arguments:
        _score(read)
        return 0
    cases = [case for article in read for case in cases_of(article)]
    made = files(fit(cases))
    print(f"{len(read)} articles, {len(cases)} cases, {sum(case.right for case in cases)} right")
    if "--check" in arguments:
        wrong = [name for name, text in made.items() if (FOLDER / name).read_text("utf-8") != text]
        print(f"differs: {', '.join(wrong)}" if wrong else "the files are as fitted")
        return int(bool(wrong))
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines")
    return 0


def _score(read: Sequence[Mapping[str, Any]]) -> None:
    """Fit on four fifths of the articles and print the scores of the whole pipeline on the rest."""
    kept = [article for number, article in enumerate(read) if number % FIFTH]
    made = files(fit([case for article in kept for case in cases_of(article)]))
    _cues.STRENGTHS.update(_cues.strengths(made["cues.txt"]))
    _cues.CONTEXTS.clear()
    _cues.CONTEXTS.update(_cues.points(made["contexts.txt"]))
    _weighing.forget()
    print_scores("held out", [article for number, article in enumerate(read) if not number % FIFTH])


def cases_of(article: Mapping[str, Any]) -> Iterator[Case]:
    """Yield the cases of an article."""
    document = Document(article["text"])
    marks = Marks(quotations(document))
    labelled = [
        tuple((start, end) for start, end in each["content"])
        for each in article["attributions"]
        if each["type"] != "direct"
    ]
    for found in candidates(document):
        if marks.at(document.starts[found.word]) is not None:
            continue
        pieces = pieces_of(document, found)
        if not pieces or marks.is_whole(pieces):
            continue
        pieces = marks.closed(pieces)
        quoted = bool(marks.within(pieces[0][0], pieces[-1][1]))
        around = contexts(document, found) + extents(found, pieces, quoted=quoted)
        names = _names(found) + [f"around {name}" for name in around]
        yield Case(tuple(names), _is_right(pieces, labelled))


def _names(found: Candidate) -> list[str]:
    word = f"{found.kind} {found.lemma}"
    names = [f"word {word}", f"frame {word} {found.frame}"]
    base = found.lemma.partition("-")[0]
    return names if base == found.lemma else [*names, f"word {found.kind} {base}"]


def _is_right(pieces: tuple[Span, ...], labelled: Iterable[tuple[Span, ...]]) -> bool:
    start, end = pieces[0][0], pieces[-1][1]
    near = (each for each in labelled if each[0][0] < end and each[-1][1] > start)
    return any(overlap(each, pieces) >= RIGHT for each in near)


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of names in natural logarithms of odds, in the order of their names.

    Notes
    -----
    Logistic regression with a ridge (`PRICE`) and bounds (`LIMITS`), by L-BFGS-B.
    """
    counted = Counter(name for case in cases for name in case.names)
    names = sorted(name for name, count in counted.items() if count >= _fewest(name))
    place = {name: column for column, name in enumerate(names)}
    cells = [
        (row, place[name]) for row, case in enumerate(cases) for name in case.names if name in place
    ]
    rows, columns = np.array(cells).T
    seen = csr_matrix((np.ones(len(cells)), (rows, columns)), shape=(len(cases), len(names)))
    right = np.array([case.right for case in cases], dtype=float)
    price = np.array([0.0 if name == ALWAYS else PRICE for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = seen @ weights
        missed = 1 / (1 + np.exp(-odds)) - right
        paid = price * weights
        cost = np.logaddexp(0, odds).sum() - right @ odds + paid @ weights / 2
        return float(cost), seen.T @ missed + paid

    found = minimize(
        loss,
        np.zeros(len(names)),
        jac=True,
        method="L-BFGS-B",
        bounds=[_limits(name) for name in names],
        options={"maxiter": 5000, "maxfun": 10000, "ftol": 1e-14, "gtol": 1e-4, "maxcor": 30},
    )
    return dict(zip(names, found.x.tolist(), strict=True))


def _fewest(name: str) -> int:
    sort, _, rest = name.partition(" ")
    return FEWEST.get(rest.partition(":")[0] if sort == "around" else sort, FEW)


def _limits(name: str) -> tuple[float | None, float | None]:
    sort, _, rest = name.partition(" ")
    free = None, None
    return LIMITS.get(rest.partition(":")[0], free) if sort == "around" else free


def files(weights: Mapping[str, float]) -> dict[str, str]:
    """Return the texts of the two files by their names."""
    around = {name.partition(" ")[2]: w for name, w in weights.items() if name.startswith("around")}
    lines = [f"{name} {_tenths(w)}\n" for name, w in sorted(around.items()) if abs(w) >= LEAST]
    return {
        "cues.txt": CUES_HEAD + "".join(_cue_lines(weights)),
        "contexts.txt": CONTEXTS_HEAD + "".join(lines),
    }


def _cue_lines(weights: Mapping[str, float]) -> Iterator[str]:
    """Yield the lines of the words: those of the file, and verbs with particles as found."""
    by_hand = [line.split() for line in _cues.lines((FOLDER / "cues.txt").read_text("utf-8"))]
    lent = {(word, kind): rest[1] for word, kind, *rest in by_hand if rest[0] == "="}
    frames: dict[tuple[str, str], dict[str, float]] = {
        (word, kind): {} for word, kind, *_ in by_hand if "-" not in word or (word, kind) in lent
    }
    for name, weight in weights.items():
        sort, kind, *rest = name.split(" ")
        if sort != "around":
            mine = frames.setdefault((rest[0], kind), {})
            if sort == "frame" and abs(weight) >= LEAST:
                mine[rest[1]] = weight
    for (word, kind), more in sorted(frames.items()):
        if (word, kind) in lent:
            yield f"{word} {kind} = {lent[word, kind]}\n"
            continue
        alone = sum(
            weights.get(f"word {kind} {each}", 0.0) for each in {word, word.partition("-")[0]}
        )
        shown = [f"{frame}={_tenths(alone + weight)}" for frame, weight in sorted(more.items())]
        yield " ".join([word, kind, str(_tenths(alone)), *shown]) + "\n"


def _tenths(weight: float) -> int:
    return round(10 * weight)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
