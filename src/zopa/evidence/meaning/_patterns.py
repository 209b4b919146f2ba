"""Patterns of words to look for in statements.

A pattern is one line of elements:

* ``accept`` a word; ``accept|sign`` any of several; ``@can`` a class of words (see `CLASSES`);
* ``the?`` may be missing; ``*`` any one word; ``..`` up to three words; ``...`` up to twelve;
* ``self`` whoever speaks: *I* or *we*, and *he*, *she*, *it*, *they* in reported speech; ``^`` where
  a sentence begins or ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

STOP = "."
"""Stands where a sentence begins and ends; no pattern reaches over it."""
GAPS = {"..": 3, "...": 12}
CLASSES = {
    "be": "am is are was were be been being",
    "have": "have has had",
    "can": "can could",
    "will": "will would shall",
    "they": "they he she you",
    "them": "them him her you",
    "force": (
        "attack retaliate punish invade bomb destroy crush sue boycott escalate blockade seize "
        "arrest deport expel shoot sanction strike occupy block picket"
    ),
    "harm": (
        "attack retaliate punish invade bomb destroy crush sue boycott escalate blockade seize "
        "arrest deport expel shoot fight sanction strike occupy resume test testing tests launch "
        "fire use lay sack dismiss evict raise increase restart enrich abandon forget rest"
    ),
    "talks": (
        "talks talk negotiations negotiation table room meeting summit conference dialogue "
        "discussions bargaining process"
    ),
    "good": (
        "good great excellent terrific wonderful fantastic productive constructive positive "
        "historic outstanding tremendous impressive brilliant friendly warm superb incredible "
        "amazing frank fruitful special encouraging remarkable splendid nice"
    ),
    "yield": (
        "accept agree sign give let allow afford live pay support tolerate surrender budge yield "
        "bow compromise concede submit hand sell negotiate recognise recognize withdraw reopen "
        "lift settle join lower ratify endorse back discuss approve"
    ),
    "order": (
        "stop release lift withdraw end return free leave halt remove drop respect listen open put "
        "give pay show tell bring send hand take get make keep call start cut raise lower fix "
        "sign come go move back pull open close change explain admit answer reopen restore deliver "
        "recognise recognize honour honor publish disclose declare dismantle destroy account treat "
        "guarantee clean repair reinstate hire rehire allow sit talk think accept quit compensate "
        "apologise apologize prove produce name hold look stand step share"
    ),
    "thing": (
        "the a an our my your their his her its this that these those all every any us them him me "
        "it back out up off down away on to now first more no both half"
    ),
    "home": "home hotel capital airport",
    "hurt": (
        "sunk destroyed crushed punished attacked bombed sued seized arrested hit answered shut "
        "closed sanctioned blocked expelled deported shot cancelled canceled terminated"
    ),
    "kept": (
        "paid fixed finished delivered returned restored protected honoured honored respected "
        "guaranteed compensated rebuilt repaired reinstated rehired kept"
    ),
    "bad": (
        "joke insult nonsense farce blackmail disgrace trick trap provocation non-starter outrage "
        "slap mockery ultimatum capitulation surrender"
    ),
    "gift": "patience courage wisdom skill leadership generosity professionalism integrity honesty",
    "week": (
        "monday tuesday wednesday thursday friday saturday sunday january february april june july "
        "august september october november december tomorrow tonight noon midnight"
    ),
    "meet": (
        "meet visit travel hold host attend convene gather sit speak publish unveil reconvene "
        "present announce inaugurate"
    ),
}
_CLASS = {name: frozenset(words.split()) for name, words in CLASSES.items()}
_OFTEN = {
    word: often
    for often, words in {
        900: ".",
        60: "the to of and a in",
        30: "that for is it not he i on was be with as are we at",
        12: "they have you by this has who an but would from his or will about their she if there",
        5: "going do what can were had one all our could been people just them think when more",
    }.items()
    for word in words.split()
}
"""How often some words are met in news, as multiples of a word met seldom: a pattern is looked up
by its rarest."""
OFTEN_STOP = 90
"""How often a sentence begins or ends, so counted: no pattern is looked up by that."""
_ANY = frozenset((".",))
"""As common as any word."""
_SPEAKER = frozenset(("i", "we"))
_REPORTED = frozenset(("i", "we", "he", "she", "it", "they"))


class Pattern(NamedTuple):
    """A pattern, cut at the word by which it is looked up, for one way of speaking."""

    says: str
    keys: frozenset[str]
    before: tuple[Element, ...]
    """What stands before the key, read backwards."""
    after: tuple[Element, ...]
    beside: tuple[int, frozenset[str]]
    """A quick look first: words one of which must stand this far from the key."""
    needs: frozenset[str]
    """Another quick look: one of these must be among the words, where there are any of these."""
    fixed: bool
    """Whether it has no gap and nothing that may be missing."""
    others: tuple[tuple[int, frozenset[str] | None], ...]
    """Where it is fixed: how far from the key each other element stands, the rarest first."""

    def match(self, tokens: Sequence[str], at: int) -> tuple[int, int] | None:
        """Return first and last-plus-one token where it fits around the key at ``at``."""
        if self.fixed:
            left, right = at - len(self.before), at + len(self.after)
            if left < 0 or right >= len(tokens):
                return None
            for step, words in self.others:
                token = tokens[at + step]
                if token not in words if words is not None else token == STOP:
                    return None
            return left, right + 1
        start = _run(tokens, at - 1, self.before, -1)
        if start is None:
            return None
        end = _run(tokens, at + 1, self.after, 1)
        return None if end is None else (start + 1, end)


class Element(NamedTuple):
    """One element of a pattern: which words, how many of them."""

    words: frozenset[str] | None
    """``None`` for any word."""
    least: int
    most: int


def pattern(says: str, *, direct: bool = True) -> Pattern:
    """Return a pattern from its line, for direct or for reported speech.

    Examples
    --------
    >>> found = pattern("self @can not accept|sign")
    >>> sorted(found.keys), len(found.before), len(found.after)
    (['accept', 'sign'], 3, 0)
    >>> found.match((".", "we", "can", "not", "sign", "."), 4)
    (1, 5)
    """
    elements = [_element(part, direct) for part in says.split()]
    fixed = [at for at, one in enumerate(elements) if one.words and one.least]
    if not fixed:
        msg = f"the pattern '{says}' has no word that must stand there"
        raise ValueError(msg)
    key = min(fixed, key=lambda at: _rank(elements[at].words or frozenset()))
    keys = elements[key].words or frozenset()
    beside, best = (0, keys), 1e9
    for step in (-1, 1):
        words = _neighbours(elements, key, step)
        often = _rank(words - {STOP}) + (OFTEN_STOP if STOP in words else 0)
        if words and often < best:
            beside, best = (step, words), often
    rest = [elements[at].words or keys for at in fixed if at - key not in {0, beside[0]}]
    stretches = any(one.least != one.most for one in elements)
    return Pattern(
        says=says,
        keys=keys,
        before=tuple(elements[:key][::-1]),
        after=tuple(elements[key + 1 :]),
        beside=beside,
        needs=min(rest, key=_rank) if stretches and rest else frozenset(),
        fixed=not stretches,
        others=tuple(
            (at - key, elements[at].words)
            for at in sorted(range(len(elements)), key=lambda at: _rank(elements[at].words or _ANY))
            if at != key
        ),
    )


def _neighbours(elements: Sequence[Element], key: int, step: int) -> frozenset[str]:
    """Return the words of which one must stand next to the key; none where any may."""
    words: frozenset[str] = frozenset()
    at = key + step
    while 0 <= at < len(elements):
        element = elements[at]
        if element.words is None:
            break
        words |= element.words
        if element.least:
            return words
        at += step
    return frozenset()


def _rank(words: frozenset[str]) -> float:
    return sum(_OFTEN.get(word, 0.2) for word in words)


def _element(part: str, direct: bool) -> Element:  # noqa: FBT001 - one caller
    if part in GAPS:
        return Element(None, 0, GAPS[part])
    if part == "*":
        return Element(None, 1, 1)
    optional = part.endswith("?")
    words: set[str] = set()
    for word in part.removesuffix("?").split("|"):
        if word == "self":
            words |= _SPEAKER if direct else _REPORTED
        elif word.startswith("@"):
            words |= _CLASS[word[1:]]
        else:
            words.add(STOP if word == "^" else word)
    return Element(frozenset(words), 0 if optional else 1, 1)


def _run(tokens: Sequence[str], at: int, elements: tuple[Element, ...], step: int) -> int | None:
    """Return the place after the elements, read from ``at`` in steps, or ``None``."""
    for number, (words, least, most) in enumerate(elements):
        if least != most:
            return _stretchy(tokens, at, elements[number:], step)
        if not 0 <= at < len(tokens):
            return None
        token = tokens[at]
        if token not in words if words is not None else token == STOP:
            return None
        at += step
    return at


def _stretchy(
    tokens: Sequence[str], at: int, elements: tuple[Element, ...], step: int
) -> int | None:
    """Return the place after elements of which the first may be short or missing."""
    words, _, most = elements[0]
    for taken in range(most + 1):
        found = _run(tokens, at, elements[1:], step)
        if found is not None:
            return found
        if taken == most or not 0 <= at < len(tokens) or tokens[at] == STOP:
            return None
        if words is not None and tokens[at] not in words:
            return None
        at += step
    return None
