"""Words that report what somebody says, thinks, wants or feels, with the frames they stand in.

The word lists lie beside this module.  ``cues.txt`` has one line for each word: its base form,
what it is (``v`` verb, ``n`` noun, ``a`` adjective), its points alone, and its points in each
frame.  A line ``grumble v = complain`` lends a rare word the points of a common one.
``contexts.txt`` has the points of what stands around a cue.  Points are tenths of the natural
logarithm of odds, as fitted on labelled news articles by ``benchmarks/evidence/fit_cues.py``: for a
word in a frame with 10 points the odds to be right are about three times those of one with 0.
"""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple

from zopa.evidence.speech._inflection import plural, verb_forms

NO_BASE = frozenset("book campaign email figure issue long name press state text value".split())
"""Verbs whose base form and form in -s are nearly always nouns."""


class CueWord(NamedTuple):
    """A form that may report."""

    verb: str = ""
    """Base form of the verb it is of, or nothing."""
    shape: str = ""
    """``base``, ``s``, ``past``, ``part`` or ``ing``."""
    noun: str = ""
    """Base form of the noun it is of, or nothing."""
    number: str = ""
    """``sg`` or ``pl``."""
    adjective: str = ""


class Strength(NamedTuple):
    """How strongly a word reports."""

    alone: int
    """Points in a frame that has none of its own."""
    frames: dict[str, int]
    """Points in frames."""


def lines(text: str) -> list[str]:
    """Return the lines of a list without its comments."""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def strengths(text: str) -> dict[tuple[str, str], Strength]:
    """Return what the lines of ``cues.txt`` say: (kind, base form) -> strength."""
    found: dict[tuple[str, str], Strength] = {}
    lent = []
    for line in lines(text):
        word, kind, *rest = line.split()
        if rest[0] == "=":
            lent.append((kind, word, rest[1]))
            continue
        frames = dict(item.rsplit("=", 1) for item in rest[1:])
        found[kind, word] = Strength(int(rest[0]), {k: int(v) for k, v in frames.items()})
    for kind, word, like in lent:
        found[kind, word] = found[kind, like]
    return found


def points(text: str) -> dict[str, int]:
    """Return what the lines of ``contexts.txt`` say: what stands around a cue -> points."""
    return {name: int(count) for name, count in map(str.split, lines(text))}


def _text(name: str) -> str:
    return (files("zopa.evidence.speech") / name).read_text(encoding="utf-8")


def _forms() -> dict[str, CueWord]:
    found: dict[str, CueWord] = {}
    for kind, word in STRENGTHS:
        if kind == "v" and "-" not in word:
            for form, shape in verb_forms(word).items():
                if word in NO_BASE and shape in {"base", "s"}:
                    continue
                found.setdefault(form, CueWord(verb=word, shape=shape))
    for kind, word in STRENGTHS:
        if kind == "n":
            for form, number in ((word, "sg"), (plural(word), "pl")):
                found[form] = found.get(form, CueWord())._replace(noun=word, number=number)
        elif kind == "a":
            found[word] = found.get(word, CueWord())._replace(adjective=word)
    found["according"] = CueWord(verb="according", shape="x")
    return found


STRENGTHS = strengths(_text("cues.txt"))
"""Kind and base form -> strength."""
FORMS = _forms()
"""Form in small letters -> what it may be."""
CONTEXTS = points(_text("contexts.txt"))
"""What stands around a cue -> points."""


def cue_at(form: str) -> CueWord | None:
    """Return what a word in small letters may report as, or nothing.

    Examples
    --------
    >>> cue_at("insisted").verb, cue_at("demands").noun
    ('insist', 'demand')
    """
    return FORMS.get(form)
