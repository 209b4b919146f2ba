"""What a statement does: by the verb that reports it, and by its own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from zopa.evidence.meaning._context import Clues, Context, context_of
from zopa.evidence.meaning._cues import DENYING, denial, is_denied, is_open, kind_of, read_cue
from zopa.evidence.meaning._negated import NEGATED, SIGNS, negation
from zopa.evidence.meaning._patterns import Pattern, pattern
from zopa.evidence.meaning._retold import DOING, ECHO, TOLD, PartyOf, told_again
from zopa.evidence.meaning._wording import Wording
from zopa.evidence.meaning.kinds import HINT, KINDS, LIKELY, SURE, Kind
from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Detail, Span, Speaker

DENIED = rule("kind.account.denied", "The text says that nobody said it, or did it.")
REST = rule("kind.account.rest", "Nothing says that it does more than tell how things are.")
NOT_DONE = frozenset((DENIED, NEGATED))
"""Accounts of what was not done: none of its verbs names an event."""

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
MILD = frozenset(["account", "announcement", "praise"])
"""Kinds behind which another side's offer or promise is not hidden."""


class Hit(NamedTuple):
    """A pattern that fits: its kind, weight, and tokens."""

    kind: Kind
    weight: float
    start: int
    end: int
    whole: bool
    """Whether its words stand side by side, so that it outdoes shorter ones inside it."""
    says: str = ""
    """The pattern."""
    why: str = ""
    """The rule where it is not that of the kind's own words."""


_Entry = tuple[int, Pattern, Kind, float, bool]
"""Its number among the patterns, the pattern, its kind, its weight, whether it is whole."""
_Entries = dict[str, tuple[_Entry, ...]]


class Keyed(NamedTuple):
    """The patterns that are looked up by a word, by what must stand beside it."""

    left: _Entries
    """Word before it -> patterns."""
    right: _Entries
    """Word after it -> patterns."""
    alone: tuple[_Entry, ...]


@cache
def _index(direct: bool) -> dict[str, Keyed]:  # noqa: FBT001 - two callers
    lines = [(kind, *line) for kind in map(KINDS.__getitem__, KINDS) for line in kind.patterns]
    found: dict[tuple[str, int], dict[str, list[_Entry]]] = {}
    for number, (kind, line, weight) in enumerate(lines):
        made = pattern(line, direct=direct)
        step, beside = made.beside
        for key in made.keys:
            by_word = found.setdefault((key, step), {})
            for word in beside if step else ("",):
                by_word.setdefault(word, []).append((number, made, kind, weight, "..." not in line))
    fixed = {
        at: {word: tuple(entries) for word, entries in by_word.items()}
        for at, by_word in found.items()
    }
    return {
        key: Keyed(
            fixed.get((key, -1), {}),
            fixed.get((key, 1), {}),
            fixed.get((key, 0), {}).get("", ()),
        )
        for key, _ in fixed
    }


def kinds_of(
    document: Document,
    found: Found,
    speaker: Speaker | None = None,
    party_of: PartyOf | None = None,
    clues: Clues | None = None,
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
    clues
        Of the document, from `clues_of`: to be handed on where many statements are read.

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
    around = context_of(document, found, clues)
    if found.mode != "direct" and (unsaid := _unsaid(around)) is not None:
        return (unsaid,)
    words = Wording(around.clues.forms, found.pieces)
    hits = _hits(words, found.mode == "direct")
    if not hits:
        cue = _by_cue(around, {}, {})
        return (cue or _rest("account"),)
    own: list[Hit] = []
    told: list[Hit] = []
    for hit in hits:
        name = hit.kind.name
        again = name in DOING and (
            told_again(document, found, (name, _words(words, hit)), speaker, party_of)
            or (found.mode != "direct" and any(one.kind is hit.kind for one in told))
        )
        (told if again else own).append(hit)
    scores: dict[str, float] = {"account": TELLS}
    best = _best(own, scores)
    cue = _by_cue(around, best, scores)
    names = _ranked(scores)
    other = max(told, key=lambda hit: (hit.weight, hit.end - hit.start)) if told else None
    if other is not None and (names[0] in MILD or scores[names[0]] < other.weight):
        scores["account"] = max(scores["account"], other.weight)
        best.pop("account", None)
        names = ["account", *(name for name in _ranked(scores) if name != "account")]
    details = []
    for name in names:
        if cue is not None and name == cue.value:
            details.append(cue)
        elif name in best:
            rule_name = best[name].why or best[name].kind.by_words
            details.append(_by_words(document, name, _words(words, best[name]), rule_name))
        elif other is not None and name == "account":
            details.append(_by_words(document, name, _words(words, other), TOLD))
        else:
            details.append(_rest(name))
    if other is None or details[0].value != "account":
        return tuple(details)
    echo = _by_words(document, other.kind.name, _words(words, other), ECHO)
    strong = [one for one in details[1:] if scores[one.value] >= other.weight]
    return (details[0], echo, *(one for one in strong if one.value != echo.value))[:MOST]


def _by_cue(around: Context, best: Mapping[str, Hit], scores: dict[str, float]) -> Detail | None:
    """Return what the verb that reports says, where its words say it less; add it to the scores."""
    reading = read_cue(around)
    kind = kind_of(around.document, reading) if reading is not None else None
    if reading is None or kind is None:
        return None
    weight = CUE_REPORTED if around.found.mode != "direct" else CUE_QUOTED
    weight = CUE_WEAK if reading.weak else weight
    if kind.name in best and best[kind.name].weight >= weight:
        return None
    scores[kind.name] = max(scores.get(kind.name, 0.0), weight)
    return _detail(around.document, kind.name, reading.span, kind.by_cue)


def _unsaid(around: Context) -> Detail | None:
    """Return what is left of what was asked, or was not said; who *did not agree* refuses."""
    if is_open(around):
        return _rest("account")
    span = denial(around)
    if span is None:
        return None
    reading = read_cue(around)
    kind = kind_of(around.document, reading) if reading is not None else None
    if kind is not None and kind.name != "account":
        return None
    denies = not DENYING.isdisjoint(around.verb) and is_denied(around)
    if reading is not None and kind is not None and denies:
        return _detail(around.document, kind.name, reading.span, kind.by_cue)
    return _detail(around.document, "account", span, DENIED)


def _words(words: Wording, hit: Hit) -> range:
    return words.words_of(hit.start, hit.end)


def _by_words(document: Document, name: str, words: range, why: str) -> Detail:
    return _detail(document, name, (document.starts[words[0]], document.ends[words[-1]]), why)


def _detail(document: Document, name: str, span: Span, why: str) -> Detail:
    return Detail(value=name, text=document.text[span[0] : span[1]], span=span, rule=why)


@cache
def _rest(name: str) -> Detail:
    return Detail(value=name, rule=REST)


def _best(hits: Iterable[Hit], scores: dict[str, float]) -> dict[str, Hit]:
    """Return the strongest hit of each kind, and add what they speak for to the scores."""
    best: dict[str, Hit] = {}
    reached: dict[str, int] = {}
    for hit in hits:
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
    if len(scores) == 2 and scores["account"] == TELLS:
        (other,) = scores.keys() - {"account"}
        if scores[other] > TELLS:
            return [other]
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
        left, right, entries = index[token]
        if left:
            entries += left.get(tokens[at - 1], ())
        if right:
            entries += right.get(tokens[at + 1], ())
        if not entries:
            continue
        for _, made, kind, weight, whole in entries if len(entries) == 1 else sorted(entries):
            if made.needs and made.needs.isdisjoint(tokens):
                continue
            place = made.match(tokens, at)
            if place is not None:
                less = 1.0 if kind.name not in ASKED and words.asked(at) else 0.0
                found.append(Hit(kind, weight - less, *place, whole, made.says))
    return _kept(words, found, direct) if found else found


def _kept(words: Wording, found: list[Hit], direct: bool) -> list[Hit]:  # noqa: FBT001 - one caller
    """Return the hits that count: none inside a longer one, each as it counts beside *not*."""
    longer = [hit for hit in found if hit.whole] if len(found) > 1 else []
    if longer:
        found = [hit for hit in found if not _is_outdone(hit, longer)]
    if SIGNS.isdisjoint(words.tokens):
        return found
    return [kept for hit in found if (kept := _turned(words, hit, direct)) is not None]


def _turned(words: Wording, hit: Hit, direct: bool) -> Hit | None:  # noqa: FBT001 - one caller
    """Return a hit as it counts beside *not* or *if*; ``None`` where it says nothing then."""
    name = hit.kind.name
    if name == "account":
        return hit
    place = hit.start, hit.end
    verdict = negation(words, name, hit.says, place, whole=hit.whole, direct=direct)
    if verdict is None:
        return hit
    why, start = verdict
    if why == NEGATED:
        kind, weight = KINDS["account"], min(hit.weight, LIKELY)
        return hit._replace(kind=kind, weight=weight, start=start, why=why)
    return hit._replace(kind=KINDS["promise"], start=start, why=why) if why else None


def _is_outdone(hit: Hit, longer: Iterable[Hit]) -> bool:
    """Return whether a pattern fits inside a longer one whose words stand side by side."""
    for other in longer:
        if (
            other.start <= hit.start
            and hit.end <= other.end
            and other.kind is not hit.kind
            and hit.weight <= max(SURE, other.weight)
            and other.end - other.start > hit.end - hit.start
        ):
            return True
    return False
