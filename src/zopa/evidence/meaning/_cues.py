"""What the verb that reports says about a statement."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from zopa.evidence.meaning.kinds import KINDS, Cue, Kind
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

FOLLOWS_WITHIN = 8
"""Words after the verb among which its companion may stand."""
_NOT = frozenset("not never hardly nor neither without".split())
_DENY = frozenset("deny denied denies denying".split())
_SHORT_NOT = "did does do has have had was were is are will would could can should must".split()
NEGATIONS = (
    _NOT
    | _DENY
    | frozenset(f"{word}n{mark}t" for word in _SHORT_NOT for mark in "'’")
    | frozenset(["won't", "won’t", "can't", "can’t"])
)
"""A sentence without one of these words denies nothing."""
_FINITE = frozenset(
    "is are was were has had have did does do will would could can may might been am".split()
)
_PAST = {
    "swear": "swore sworn",
    "break": "broke broken",
    "withdraw": "withdrew withdrawn",
    "leave": "left",
    "quit": "quit quitting",
    "plead": "pled",
    "beg": "begged begging",
    "seek": "sought",
    "tell": "told",
    "hold": "held",
    "put": "putting",
    "bid": "bidding",
    "cut": "cutting",
    "find": "found",
    "know": "knew known",
    "show": "shown",
    "make": "made",
    "give": "gave given",
    "pay": "paid",
    "drop": "dropped dropping",
    "commit": "committed committing",
    "submit": "submitted submitting",
    "rebuff": "",
    "set": "setting",
    "compel": "compelled compelling",
    "overrule": "",
    "shun": "shunned shunning",
    "snub": "snubbed snubbing",
    "slam": "slammed slamming",
    "regret": "regretted regretting",
    "get": "got",
}


class Reading(NamedTuple):
    """A cue that was understood."""

    kind: Kind | None
    weak: bool
    span: Span
    denied: bool


def forms(verb: str) -> frozenset[str]:
    """Return the forms of a verb as reports use them.

    Examples
    --------
    >>> sorted(forms("deny")), sorted(forms("urge"))
    (['denied', 'denies', 'deny', 'denying'], ['urge', 'urged', 'urges', 'urging'])
    """
    third = verb + "s"
    stem, past = verb, verb + "ed"
    if verb.endswith("e"):
        stem, past = verb[:-1], verb + "d"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    elif verb.endswith(("s", "sh", "ch", "x", "z")):
        third = verb + "es"
    made = {verb, third, past, stem + "ing", *_PAST.get(verb, "").split()}
    if verb in {"signal", "schedule", "plan", "ban", "refer"}:
        made |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return frozenset(made)


@cache
def _lexicon() -> dict[str, list[tuple[Cue, Kind]]]:
    found: dict[str, list[tuple[Cue, Kind]]] = {}
    for name in KINDS:
        kind = KINDS[name]
        for cue in kind.cues:
            for form in forms(cue.verb):
                found.setdefault(form, []).append((cue, kind))
    for entries in found.values():
        entries.sort(key=lambda entry: not entry[0].follows)
    return found


def read_cue(document: Document, found: Found) -> Reading | None:
    """Return what the verb that reports says, or ``None`` where there is no verb.

    Entries with a companion (*call off*) go before the verb alone.  A verb with *not*, *never* or
    *denied* before it is read as denied.
    """
    if found.cue is None:
        return None
    places = document.words_in(*found.cue)
    lexicon = _lexicon()
    denied = False
    for at in places:
        word = document.lower[at]
        denied = denied or word in _DENY
        if word in lexicon:
            reading = _entry(document, found, at, lexicon[word])
            if reading is not None:
                return reading._replace(denied=denied or _denied(document.lower, at, places.start))
    return None


def _entry(
    document: Document, found: Found, at: int, entries: list[tuple[Cue, Kind]]
) -> Reading | None:
    lower = document.lower
    begin, end = document.starts[at], document.ends[at]
    behind = begin > found.pieces[0][0]
    limit = at + 1 + (3 if behind and found.mode == "direct" else FOLLOWS_WITHIN)
    if entries[0][0].follows:
        limit = min(limit, document.words_in(end, document.sentence_at(begin)[1]).stop)
    for other in range(at + 1, limit if entries[0][0].follows else 0):
        word = lower[other]
        if word == "that" and at + 1 < other:
            break
        for cue, kind in entries:
            if word in cue.follows:
                return Reading(kind, cue.weak, (begin, document.ends[other]), denied=False)
    for cue, kind in entries:
        if cue.follows:
            continue
        if cue.bare and found.mode != "direct" and _finite(document, found):
            continue
        if cue.object and _begins_with_to(document, found):
            continue
        return Reading(kind, cue.weak, (begin, end), denied=False)
    return None


def _denied(lower: list[str], at: int, first: int) -> bool:
    for before in range(max(0, first - 1, at - 3), at):
        word = lower[before]
        if word in _NOT or word in _DENY or word.endswith(("n't", "n’t")):
            return True
    return False


def _begins_with_to(document: Document, found: Found) -> bool:
    start = found.pieces[0][0]
    return document.text[start : start + 3].lower() == "to "


def _finite(document: Document, found: Found) -> bool:
    inside = document.words_in(*found.pieces[0])[:12]
    return not _FINITE.isdisjoint(document.lower[inside.start : inside.stop])
