"""Whose offer, promise or demand it is: the speaker's own, or one that is only told again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.evidence.speech._phrases import subject_before
from zopa.model.ledger import Speaker

TOLD = rule(
    "kind.account.retold",
    "Somebody else is ready, has offered, promised, asked or left: the speaker tells it.",
)
ECHO = rule("kind.retold", "Its words say so of somebody else than the speaker.")

PartyOf = Callable[[str], "str | None"]

_WILLING = "willing ready prepared open happy glad committed"
DOING = {
    kind: frozenset(words.split())
    for kind, words in {
        "offer": f"{_WILLING} offered offering offers proposed proposing proposes",
        "promise": "promised promises pledged vowed swore guaranteed assured committed agreed going",
        "demand": "wants wanted want demands demanded demanding insists insisted asked asking sought",
        "refusal": f"{_WILLING} refused refuses rejected rejects declined unwilling reluctant",
        "threat": "threatened threatens threatening",
        "walk-away": (
            "left walked quit abandoned withdrew broke stormed pulled suspended stopped ended "
            "called cancelled canceled"
        ),
    }.items()
}
"""Words whose subject is who offers, promises, demands, refuses, threatens or leaves."""
OTHERS = frozenset("he she they you".split())
OWN = frozenset("i we my our ours mine".split())
THEIRS = frozenset("his her their its your".split())
ANYBODY = frozenset(
    "all anyone both either everybody everyone it neither nobody none nothing one ones parties "
    "side sides somebody someone that there things this what which who".split()
)
"""Words of phrases that say nothing of whose side is meant."""
OWN_SIDES = frozenset(
    "administration army authorities bank board cabinet city clinic club colleagues committee "
    "company council country delegation department employees firm government group hospital island "
    "kingdom leadership management members ministry movement nation navy office organisation "
    "organization owners parliament party people police province region republic school staff state "
    "syndicate team town union university village workers workforce".split()
)
"""What speakers often belong to: *the government* in the words of a minister is their own side."""
OPPOSITE = frozenset("opponents opposing opposite other rival".split())
_MARKS = "\"“”'()[],.;:—–-"
_SHORT = re.compile("'(?:s|m|re|ve|d|ll)?$")
_SMALL = frozenset("a an and at for from in mr mrs ms of on the to".split())
STEM = 4
"""Letters that a name and what is made from it share: *Norway*, *Norwegian*."""


def told_again(
    document: Document,
    found: Found,
    what: tuple[str, range],
    speaker: Speaker | None = None,
    party_of: PartyOf | None = None,
) -> bool:
    """Return whether words of a kind are said of another side than the speaker's.

    Parameters
    ----------
    document, found
        A text and something said in it.
    what
        Name of the kind, and the words of the document that tell it.
    speaker, party_of
        Who says it, and which party of the case a phrase names.

    Examples
    --------
    >>> text = '"They were willing to sign," she said.'
    >>> found = Found(pieces=((0, 27),), mode="direct", rule="")
    >>> told_again(Document(text), found, ("offer", range(2, 4)))
    True
    """
    kind, telling = what
    doing = DOING.get(kind)
    if doing is None:
        return False
    lower = document.lower
    for word in telling:
        if lower[word] in doing:
            break
    else:
        return False
    direct = found.mode == "direct"
    after = lower[word + 1] if word + 1 < len(lower) else ""
    if direct and after in {"me", "us"}:
        return True
    subject = subject_before(document, word)
    if subject is None or not _within(found, subject[0]):
        return False
    return _of_another(document.text[slice(*subject)], speaker, party_of, direct=direct)


def _within(found: Found, place: int) -> bool:
    starts = [start for start, _ in found.pieces]
    at = bisect_right(starts, place) - 1
    return at >= 0 and place < found.pieces[at][1]


def _of_another(
    subject: str, speaker: Speaker | None, party_of: PartyOf | None, *, direct: bool
) -> bool:
    """Return whether a subject inside the words is another side than who says them."""
    words = _words(subject)
    small = [word.lower() for word in words]
    if not words or not OWN.isdisjoint(small):
        return False
    if len(words) == 1 and small[0] in OTHERS:
        return direct or (small[0] == "they" and _is_person(speaker))
    if small[0] in THEIRS:
        return direct
    if not OPPOSITE.isdisjoint(small):
        return True
    if not ANYBODY.isdisjoint(small):
        return False
    return speaker is not None and _other_side(subject, words, speaker, party_of)


def _other_side(
    subject: str, words: Sequence[str], speaker: Speaker, party_of: PartyOf | None
) -> bool:
    mentioned = _words(f"{speaker.text} {speaker.name or ''}")
    known = {word.lower()[:STEM] for word in mentioned if word.lower() not in _SMALL}
    party = party_of(subject) if party_of else None
    if party is not None and speaker.party is not None:
        return party != speaker.party
    if any(word.lower()[:STEM] in known for word in words if word.lower() not in _SMALL):
        return False
    if party is not None:
        return True
    named = [word for word in words if word.lower() not in _SMALL]
    return bool(named) and (named[0][0].isupper() or OWN_SIDES.isdisjoint(named))


def _is_person(speaker: Speaker | None) -> bool:
    """Return whether a mention is one person: a pronoun, or a name short for a longer one."""
    if speaker is None or speaker.text.lower() in {"he", "she"}:
        return speaker is not None
    capitals = all(word[0].isupper() for word in speaker.text.split())
    return capitals and speaker.name is not None and len(speaker.name) > len(speaker.text)


def _words(text: str) -> list[str]:
    bare = (_SHORT.sub("", word.strip(_MARKS)) for word in text.replace("’", "'").split())
    return [word for word in bare if word]
