"""Do quotations that stand in several articles get the same speaker?  A check without labels.

    python benchmarks/evidence/run.py --repeats          print it for all labelled articles
    python benchmarks/evidence/run.py --decisions RULE   print 50 decisions of a rule, to be judged

A repeat is a pair of quotations of at least eight words, in two different articles, that share
eight words in a row (case, punctuation and kinds of marks do not count).  Some repeats have two
right speakers: one article quotes a leaflet, the other whoever holds it up; so 100 % is not to be
reached.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

WORDS = 8
"""Words in a row that make a repeat, and that a quotation needs to take part."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Said(NamedTuple):
    """A quotation of an article, with whom it was given to."""

    article: str
    place: int
    words: tuple[str, ...]
    name: str | None
    rule: str


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def surname(name: str) -> str:
    """Return the last word of a name, for comparison; marks of generation are left out."""
    words = [word for word in words_of(name) if word not in ("jr", "sr", "ii", "iii")]
    return words[-1] if words else ""


def repeats(said: Iterable[Said]) -> list[tuple[Said, Said]]:
    """Return pairs of quotations of different articles that share `WORDS` words in a row."""
    holders: dict[tuple[str, ...], list[Said]] = {}
    for quotation in said:
        runs = range(len(quotation.words) - WORDS + 1)
        for run in {quotation.words[i : i + WORDS] for i in runs}:
            holders.setdefault(run, []).append(quotation)
    found = {}
    for group in holders.values():
        for one, other in combinations(sorted(group, key=lambda q: q[:2]), 2):
            if one.article != other.article:
                found[one[:2] + other[:2]] = (one, other)
    return [found[key] for key in sorted(found)]


def said_in(article: dict[str, Any]) -> list[Said]:
    """Return the quotations of an article, as the whole pipeline reads it."""
    from zopa.evidence.extraction import extract
    from zopa.evidence.sources import read_source

    text = article["text"]
    source = read_source(text.encode(), id="a", date=article["date"])
    found = []
    for statement in extract(source):
        speaker = statement.speaker
        name, rule = (speaker.name, speaker.rule) if speaker else (None, "none")
        for start, end in statement.quoted:
            words = words_of((source.text or "")[start:end])
            if len(words) >= WORDS:
                found.append(Said(article["id"], start, words, name, rule))
    return found


def figures(pairs: list[tuple[Said, Said]]) -> dict[str, float]:
    """Return the share of repeats with both speakers resolved, and of those that agree."""
    both = [(one, other) for one, other in pairs if one.name and other.name]
    agree = [pair for pair in both if surname(pair[0].name or "") == surname(pair[1].name or "")]
    return {
        "repeats": len(pairs),
        "resolved": len(both),
        "agree": len(agree),
        "resolved_share": len(both) / max(1, len(pairs)),
        "agree_share": len(agree) / max(1, len(both)),
    }


def print_repeats(articles: list[dict[str, Any]]) -> None:
    """Print the figures, and by rule how many of the resolved repeats agree."""
    pairs = repeats(quotation for article in articles for quotation in said_in(article))
    told = figures(pairs)
    print(f"repeats of {WORDS} or more words across articles: {told['repeats']}")
    print(f"both speakers resolved: {told['resolved']} ({told['resolved_share']:.1%})")
    print(f"surnames agree: {told['agree']} of these ({told['agree_share']:.1%})")
    rules: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one, other in pairs:
        if one.name and other.name:
            for rule in {one.rule, other.rule}:
                rules[rule] += 1
                right[rule] += surname(one.name) == surname(other.name)
    for rule, count in rules.most_common():
        print(f"  {rule:24} {right[rule]} of {count}")


def print_decisions(articles: list[dict[str, Any]], rule: str, count: int = 50) -> None:
    """Print decisions of one rule, drawn at random, with what stands before them."""
    from zopa.evidence.extraction import extract
    from zopa.evidence.sources import read_source

    decisions = []
    for article in articles:
        source = read_source(article["text"].encode(), id="a", date=article["date"])
        text = source.text or ""
        for statement in extract(source):
            speaker = statement.speaker
            if speaker is not None and speaker.rule == rule:
                place = speaker.mention[0] if speaker.mention else statement.passages[0].start
                before = " ".join(text[max(0, place - 300) : place].split())
                decisions.append(f"{before} [{speaker.text}] = {speaker.name}")
    chosen = np.random.default_rng(1).permutation(len(decisions))[:count]
    print(f"{rule}: {len(decisions)} decisions")
    for index in chosen:
        print("-", decisions[index])
