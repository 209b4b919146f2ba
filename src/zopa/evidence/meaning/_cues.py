"""What the verb that reports says about a statement."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from zopa.evidence.meaning._context import Context
from zopa.evidence.meaning.kinds import KINDS, Cue, Kind
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Span

FOLLOWS_WITHIN = 8
"""Words after the verb among which its companion may stand."""
_NOT = frozenset("not never hardly nor neither without no nobody none".split())
DENYING = frozenset("deny denied denies denying".split())
_SHORT_NOT = "did does do has have had was were is are will would could can should must".split()
NEGATIONS = (
    _NOT
    | DENYING
    | frozenset(f"{word}n{mark}t" for word in _SHORT_NOT for mark in "'’")
    | frozenset(["won't", "won’t", "can't", "can’t", "cannot"])
)
"""A sentence without one of these words denies nothing."""
_AUXILIARIES = frozenset(
    "is are was were be been being has have had having do does did will would can could may might "
    "should must".split()
)
_BETWEEN = _AUXILIARIES | frozenset(
    "to going able willing ready want wants wanted one ever even yet once also of us them".split()
)
"""Words that may stand between *not* and the verb that it denies, beside those in -ly."""
_SAYING = frozenset(
    "say says said saying claim claims claimed suggest suggested true case think thinks thought "
    "believe believes believed tell told promise promised admit admitted confirm confirmed".split()
)
_BREAKS = frozenset("and but or because so then while when who which though although if".split())
_MERELY = frozenset("only just merely simply".split())
_PASSED = _AUXILIARIES | _MERELY | frozenset("even ever yet longer also".split())
_NO_DENIAL = frozenset("doubt doubts question secret wonder".split())
"""*No doubt* and *no secret* deny nothing."""
_AGAINST = DENYING | frozenset(
    "decline declined declines declining dismiss dismissed dismisses dismissing dispute disputed "
    "disputes disputing doubt doubted doubting doubts exclude excluded excludes excluding object "
    "objected objecting objects oppose opposed opposes opposing refuse refused refuses refusing "
    "reject rejected rejecting rejects rule ruled rules ruling".split()
)
"""Verbs that say no: who does not *rule out* a thing has not denied it."""
OUTER = 10
"""Words before the verb that reports among which another one that is denied takes it along."""
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


_BEING = frozenset(("be", "remain", "stay"))
_UNNAMED = frozenset(("anonymous", "unnamed", "unidentified"))
_NAMED = frozenset(("named", "identified", "quoted"))
BEFORE = 6
"""Words before a verb among which *whether* leaves it open."""
_FAILING = frozenset("fail failed failing fails unable".split())
_YIELDING = frozenset(["accept", "accepted", "agree", "agreed", "consent", "consented"])
_OPEN = frozenset(["if", "whether"])


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


def read_cue(around: Context) -> Reading | None:
    """Return what the verb that reports says, or ``None`` where there is no verb.

    Entries with a companion (*call off*) go before the verb alone.  A verb with *not*, *never* or
    *denied* before it is read as denied.
    """
    lexicon = _lexicon()
    for at, word in enumerate(around.verb, around.cue_words.start):
        if word in lexicon:
            reading = _entry(around.document, around.found, at, lexicon[word])
            if reading is not None:
                return reading._replace(denied=denial(around) is not None)
    return None


def denial(around: Context) -> Span | None:
    """Return the words by which the verb that reports is denied, up to its end, or ``None``.

    Any verb can be: *did not say*, *never told*, *nobody said*; also by one of saying before it
    (*it was not true that she had promised*).

    Examples
    --------
    >>> from zopa.evidence.meaning._context import context_of
    >>> text = "He never publicly said that she agreed."
    >>> found = Found(pieces=((23, 38),), mode="indirect", rule="", cue=(18, 22))
    >>> text[slice(*denial(context_of(Document(text), found)))]
    'never publicly said'
    """
    inside = around.cue_words
    if not inside or not around.words or NEGATIONS.isdisjoint(around.words):
        return None
    document = around.document
    lower, end = document.lower, document.ends[inside[-1]]
    first = document.words_in(document.sentence_at(document.starts[inside[0]])[0], end).start
    for at in inside:
        if lower[at] in DENYING:
            twice = _negator(document, first, at)
            return document.starts[at if twice is None else twice], end
    verb = inside[0]
    while verb < inside[-1] and (lower[verb] in _PASSED or _is_not(lower[verb])):
        verb += 1
    denied = _negator(document, first, verb)
    for at in range(inside[0] - 1, max(first, inside[0] - OUTER) - 1, -1):
        if denied is not None or lower[at] in _BREAKS:
            break
        if lower[at] in _SAYING and "," not in document.text[document.ends[at] : end]:
            denied = _negator(document, first, at)
    return None if denied is None else (document.starts[denied], end)


def is_denied(around: Context) -> bool:
    """Return whether the text says that somebody did not say it.

    What is denied of a verb that says no itself denies nothing: *would not rule out*.

    Examples
    --------
    >>> from zopa.evidence.meaning._context import context_of
    >>> text = "She did not deny that it leaked."
    >>> found = Found(pieces=((17, 31),), mode="indirect", rule="", cue=(4, 16))
    >>> is_denied(context_of(Document(text), found))
    False
    """
    span = denial(around)
    if span is None:
        return False
    document = around.document
    inside = document.words_in(*span)
    words = document.lower[inside.start : inside.stop]
    return _AGAINST.isdisjoint(words) or not any(_is_not(word) for word in words)


def _is_not(word: str) -> bool:
    return word in _NOT or word == "cannot" or word.endswith(("n't", "n’t"))


def _negator(document: Document, first: int, verb: int) -> int | None:
    """Return the *not* of a verb, from a word on, or ``None``; *not only* is none."""
    lower = document.lower
    for at in range(verb - 1, max(first, verb - BEFORE) - 1, -1):
        if _is_not(lower[at]):
            between = document.text[document.ends[at] : document.starts[verb]]
            merely = not _MERELY.isdisjoint(lower[at:verb])
            merely = merely or (lower[at] == "no" and lower[verb] in _NO_DENIAL)
            return None if merely or "," in between else at
        if lower[at] not in _BETWEEN and not lower[at].endswith("ly"):
            return None
    return None


def _entry(
    document: Document, found: Found, at: int, entries: list[tuple[Cue, Kind]]
) -> Reading | None:
    begin, end = document.starts[at], document.ends[at]
    if _unnamed(document, at):
        return Reading(KINDS["account"], weak=False, span=(begin, end), denied=False)
    reading = _with_companion(document, found, at, entries) if entries[0][0].follows else None
    if reading is not None:
        return reading
    for cue, kind in entries:
        if cue.follows:
            continue
        if cue.bare and found.mode != "direct" and _finite(document, found):
            continue
        if cue.object and _begins_with_to(document, found):
            continue
        return Reading(kind, cue.weak, (begin, end), denied=False)
    return None


def _unnamed(document: Document, at: int) -> bool:
    """Return whether somebody only asks not to be named, which is no part of a negotiation."""
    after = document.lower[at + 1 : at + 1 + BEFORE]
    if "anonymity" in after[:3]:
        return True
    if _BEING.isdisjoint(after[:4]):
        return False
    return not _UNNAMED.isdisjoint(after) or ("not" in after[:3] and not _NAMED.isdisjoint(after))


def _with_companion(
    document: Document, found: Found, at: int, entries: list[tuple[Cue, Kind]]
) -> Reading | None:
    """Return what a verb says with a companion after it (*call off*), if one is there."""
    lower = document.lower
    begin, end = document.starts[at], document.ends[at]
    behind = begin > found.pieces[0][0]
    limit = at + 1 + (3 if behind and found.mode == "direct" else FOLLOWS_WITHIN)
    limit = min(limit, document.words_in(end, document.sentence_at(begin)[1]).stop)
    for other in range(at + 1, limit):
        word = lower[other]
        if (word == "that" and at + 1 < other) or (word == "to" and _late(document, found, other)):
            break
        for cue, kind in entries:
            if word in cue.follows:
                return Reading(kind, cue.weak, (begin, document.ends[other]), denied=False)
    return None


def kind_of(document: Document, reading: Reading) -> Kind | None:
    """Return the kind that a verb tells; who did *not agree to* something refuses it.

    Who did not demand, offer or refuse something does nothing of the kind.
    """
    kind = reading.kind
    if kind is None or kind.name == "account":
        return kind
    at = document.words_in(*reading.span).start
    if not _FAILING.isdisjoint(document.lower[max(0, at - 2) : at]):
        return None
    if not reading.denied:
        return kind
    return KINDS["refusal"] if document.lower[at] in _YIELDING else None


def is_open(around: Context) -> bool:
    """Return whether words only ask or leave open what somebody does (*whether she would sign*).

    Examples
    --------
    >>> from zopa.evidence.meaning._context import context_of
    >>> text = "He did not say whether she would sign."
    >>> found = Found(pieces=((15, 38),), mode="indirect", rule="reported.question", cue=(11, 14))
    >>> is_open(context_of(Document(text), found))
    True
    """
    found, cue = around.found, around.cue
    if found.mode == "direct" or cue is None:
        return False
    start = found.pieces[0][0]
    if start <= cue[0]:
        return False
    document = around.document
    lower = document.lower
    if found.rule == "reported.question":
        first = document.words_in(start, found.pieces[0][1])[:2]
        words = lower[first.start : first.stop]
        return bool(words) and words[0] in _OPEN and words[-1] != "or"
    verb = around.cue_words.start
    if _OPEN.isdisjoint(lower[max(0, verb - BEFORE) : verb]):
        return False
    sentence = document.sentence_at(cue[0])[0]
    before = document.words_in(sentence, cue[0])[-BEFORE:]
    return not _OPEN.isdisjoint(lower[before.start : verb])


def _begins_with_to(document: Document, found: Found) -> bool:
    start = found.pieces[0][0]
    return document.text[start : start + 3].lower() == "to "


def _late(document: Document, found: Found, word: int) -> bool:
    """Return whether a word stands behind a verb of the content: *told her he has to go*."""
    start = found.pieces[0][0]
    if document.starts[word] <= start:
        return False
    inside = document.words_in(start, document.starts[word])
    return not _FINITE.isdisjoint(document.lower[inside.start : inside.stop])


def _finite(document: Document, found: Found) -> bool:
    inside = document.words_in(*found.pieces[0])[:12]
    return not _FINITE.isdisjoint(document.lower[inside.start : inside.stop])
