"""What a statement does: by the verb that reports it, and by its own words."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from zopa.evidence.meaning._cues import is_open, kind_of, read_cue
from zopa.evidence.meaning._retold import PartyOf, retold, told_again
from zopa.evidence.meaning._wording import Pattern, Wording, asked, pattern, place_of, wording
from zopa.evidence.meaning.kinds import HINT, KINDS, LIKELY, SURE, Kind
from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Detail, Speaker

REST = rule("kind.account.rest", "Nothing says that it does more than tell how things are.")

ORDER = (
    "threat",
    "walk-away",
    "condition",
    "refusal",
    "demand",
    "promise",
    "offer",
    "announcement",
    "praise",
    "account",
)
"""Which kind goes first where the words speak for several alike."""
_RANK = {name: place for place, name in enumerate(ORDER)}
CUE_REPORTED, CUE_QUOTED, CUE_WEAK = SURE + 1, SURE - 0.5, LIKELY - 0.2
"""A verb decides over reported words; quoted words speak for themselves before it."""
TELLS = HINT + 0.5
"""What speaks for an account before anything is known."""
HALF = SURE - 0.5
"""What an account must reach to be named behind another kind."""
AGAIN = 0.25
"""For each further place that says the same, up to two."""
ASKED = frozenset(("offer", "condition", "account"))
"""Kinds that a question can be; other patterns count less inside a question."""
CLOSE = 1.5
"""A kind this far behind the first is not mentioned."""
MOST = 3


class Hit(NamedTuple):
    """A pattern that fits: its kind, weight, and tokens."""

    kind: Kind
    weight: float
    start: int
    end: int
    whole: bool
    """Whether its words stand side by side, so that it outdoes shorter ones inside it."""


_Entry = tuple[int, frozenset[str], Pattern, Kind, float, bool]


@cache
def _index(direct: bool) -> dict[str, tuple[_Entry, ...]]:  # noqa: FBT001 - two callers
    found: dict[str, list[_Entry]] = {}
    for name in KINDS:
        kind = KINDS[name]
        for line, weight in kind.patterns:
            made = pattern(line, direct=direct)
            for key in made.keys:
                entry = (*made.beside, made, kind, weight, "..." not in line)
                found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def kinds_of(
    document: Document,
    found: Found,
    speaker: Speaker | None = None,
    party_of: PartyOf | None = None,
) -> tuple[Detail, ...]:
    """Return what a statement does, the likeliest first.

    Two routes: the verb that reports it (*demanded*, *offered to*, *walked out of*), which decides
    over reported words and helps with quoted ones; and patterns of the words themselves (*we
    couldn't*, *unless*, *or else*).  A longer pattern outdoes shorter ones inside it, so that *not
    willing to* is no *willing to*.  What nothing speaks for is an account, and so is what somebody
    else than the speaker offers, promises or demands.

    Parameters
    ----------
    document, found
        A text and something said in it.
    speaker
        Who says it, where that is known.
    party_of
        Returns the party of the case that a phrase names, or ``None``.

    Returns
    -------
    tuple of Detail
        Up to three; ``value`` of `zopa.model.ledger.KINDS`, ``text`` and ``span`` the words that
        decided, ``rule`` the route.  Never empty.

    Notes
    -----
    Cost: linear in the words, of which the first 240 are looked at.

    Examples
    --------
    >>> text = 'We were not willing to sign.'
    >>> found = Found(pieces=((0, 28),), mode="direct", rule="")
    >>> [(kind.value, kind.text) for kind in kinds_of(Document(text), found)]
    [('refusal', 'not willing to')]
    """
    words = wording(document, found.pieces)
    scores: dict[str, float] = {"account": TELLS}
    best = _best(words, found.mode == "direct", scores)
    reading = read_cue(document, found)
    if is_open(document, found):
        scores, best, reading = {"account": SURE}, {}, None
    by_cue = None
    told = kind_of(document, reading) if reading is not None else None
    if reading is not None and told is not None:
        by_cue = told.name
        weight = CUE_REPORTED if found.mode != "direct" else CUE_QUOTED
        weight = CUE_WEAK if reading.weak else weight
        if by_cue in best and best[by_cue].weight >= weight:
            by_cue = None
        else:
            scores[by_cue] = max(scores.get(by_cue, 0.0), weight)
    details = []
    for name in _ranked(scores):
        if name == by_cue and reading is not None and told is not None:
            span, why = reading.span, told.by_cue
        elif name in best:
            hit = best[name]
            span, why = place_of(document, words, hit.start, hit.end), hit.kind.by_words
        else:
            details.append(_rest(name))
            continue
        details.append(Detail(value=name, text=document.text[slice(*span)], span=span, rule=why))
    return retold(details, scores, lambda one: told_again(document, found, one, speaker, party_of))


@cache
def _rest(name: str) -> Detail:
    return Detail(value=name, rule=REST)


def _best(words: Wording, direct: bool, scores: dict[str, float]) -> dict[str, Hit]:  # noqa: FBT001 - one caller
    """Return the strongest hit of each kind, and add what they speak for to the scores."""
    best: dict[str, Hit] = {}
    reached: dict[str, int] = {}
    for hit in _hits(words, direct):
        name = hit.kind.name
        fresh = hit.start >= reached.get(name, 0)
        reached[name] = max(reached.get(name, 0), hit.end)
        if name not in best or hit.weight > best[name].weight:
            best[name] = hit
            scores[name] = max(hit.weight, TELLS if name == "account" else 0.0)
        elif not fresh and hit.weight == best[name].weight and _contains(hit, best[name]):
            best[name] = hit
        elif fresh and name != "account" and hit.weight >= LIKELY:
            scores[name] = min(scores[name] + AGAIN, best[name].weight + 2 * AGAIN)
    return best


def _contains(hit: Hit, other: Hit) -> bool:
    return hit.start <= other.start and other.end <= hit.end


def _ranked(scores: dict[str, float]) -> list[str]:
    """Return the kinds worth naming, the likeliest first."""
    if len(scores) == 1:
        return [*scores]
    names = sorted(scores, key=lambda name: (-scores[name], _RANK[name]))
    top = scores[names[0]]
    kept = [
        name
        for name in names
        if name == names[0]
        or (scores[name] >= top - CLOSE and scores[name] > (HALF if name == "account" else TELLS))
    ]
    return kept[:MOST]


def _hits(words: Wording, direct: bool) -> list[Hit]:  # noqa: FBT001 - one caller
    index, tokens = _index(direct), words.tokens
    found: list[Hit] = []
    for at, token in enumerate(tokens):
        if token not in index:
            continue
        for step, beside, made, kind, weight, whole in index[token]:
            if tokens[at + step] not in beside:
                continue
            place = made.match(tokens, at)
            if place is not None:
                less = 1.0 if kind.name not in ASKED and asked(words, at) else 0.0
                found.append(Hit(kind, weight - less, *place, whole))
    if len(found) < 2:
        return found
    return [hit for hit in found if not any(_outdone(hit, other) for other in found)]


def _outdone(hit: Hit, other: Hit) -> bool:
    return (
        other.whole
        and hit.weight <= max(SURE, other.weight)
        and other.kind is not hit.kind
        and other.start <= hit.start
        and hit.end <= other.end
        and other.end - other.start > hit.end - hit.start
    )
