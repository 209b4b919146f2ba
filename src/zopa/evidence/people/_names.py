"""What one stretch of capitalised words names: a person, a body or a role, and by which words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from zopa.evidence.people._words import (
    BODIES,
    FAMILY,
    LEADING,
    NOT_NAMES,
    OFFICES,
    PLACES,
    ROLE_OF,
    SUFFIXES,
    TITLES,
    given_names,
    peoples,
    roles,
)

_UPPER = "A-ZÀ-ÖØ-ÞŁŚŠŞŽŻĆČĐĞİŐŰ"
_SHORT = (
    "Adm Amb Atty Capt Cmdr Col Det Dr Fr Gen Gens Gov Govs Hon Jr Lt Maj Mr Mrs Ms Pres Prof "
    "Rep Reps Rev Sec Sen Sens Sgt Sr St Supt"
).split()
_LETTERS = r"[a-z]*+[^\W\d_]*(?:(?:[’'](?!s\b)|-)[^\W\d_]+)*"
_DOTTED = rf"(?:[A-Z]\.){{2,}}|(?:{'|'.join(_SHORT)}|[A-Z])\."
# look-aheads spare most words the alternatives behind them; they let the same through
_WORD = rf"(?:(?=[A-Z][a-z]{{0,5}}\.)(?:{_DOTTED})|[{_UPPER}]{_LETTERS})"
_AFTER_FIRST = "|".join(rf"(?<={word[0]}){word[1:]}\." for word in _SHORT)
_FIRST = (
    rf"[{_UPPER}](?<![\w@#’'\-].)"
    rf"(?:(?<=[A-Z])\.(?:[A-Z]\.)*|(?=[a-z]{{1,5}}\.)(?:{_AFTER_FIRST})|{_LETTERS})"
)
_SMALL = (
    r"(?:of the|of|de la|de|del|della|der|den|di|da|dos|du|la|le|van der|van|von|bin|ibn|al|el)"
)
RUN = re.compile(
    rf"{_FIRST}(?:,?[ \u00a0](?:Jr\b\.?|Sr\b\.?)|[ \u00a0]{{1,2}}"
    rf"(?:(?=[abdeilov]){_SMALL}[ \u00a0])?{_WORD}){{0,11}}"
)
"""A stretch of capitalised words, with the small words inside names and titles."""

LONGEST = 5
"""Words of a person's name at most."""


@dataclass(slots=True)
class Name:
    """What a stretch of capitalised words says; one for all places where it stands."""

    kind: str
    """``person`` (certain), ``maybe`` (two to five words that could be a person), ``lone`` (one
    word: a surname, a given name, or a thing), ``body``, ``role`` (a title alone) or ``none``."""
    words: str
    """The name without titles and leading words."""
    first: str = ""
    last: str = ""
    title: str = ""
    """Titles and descriptions in front of the name."""
    gender: str = ""
    """``m``, ``f`` or empty."""
    start: int = 0
    """Where the name begins within the stretch."""
    end: int = 0
    """Where it ends."""
    titled: bool = False
    """Whether a form of address or a role stands right in front of the name."""
    fills: bool = False
    """Whether nothing follows the name within the stretch."""
    whole: bool = field(init=False)
    """Whether it is more than one word of a name: ``person`` or ``maybe``."""
    dull: bool = field(init=False)
    """Whether it can mean nobody and nothing."""
    key: str = field(init=False)
    """By what it is looked up: ``Roe,Anna`` for a whole name, else its one word or all words."""

    def __post_init__(self) -> None:
        self.whole = self.kind in ("person", "maybe")
        self.dull = self.kind == "none" and self.words not in NAMES_TOO
        self.key = f"{self.last},{self.first}" if self.whole else self.last or self.words


@lru_cache(maxsize=1 << 14)
def _low(word: str) -> str:
    return word.lower().rstrip(".")


@lru_cache(maxsize=1 << 14)
def role_word(word: str) -> str | None:
    """Return the plain role that a word names, or ``None``.

    Examples
    --------
    >>> role_word("Sen."), role_word("spokeswoman"), role_word("table")
    ('senator', 'spokesman', None)
    """
    low = _low(word)
    if low in ROLE_OF:
        return ROLE_OF[low]
    return low if low in roles() else None


@lru_cache(maxsize=1 << 14)
def _common(word: str) -> bool:
    """Return whether a capitalised word cannot be part of the name that follows it."""
    low = _low(word)
    return (
        low in TITLES
        or low in NOT_NAMES
        or low in BODIES
        or word in PLACES
        or role_word(word) is not None
        or low in peoples()
        or low == "of"
    )


_PART = re.compile(r"[^\s,]+")


@lru_cache(maxsize=1 << 16)
def read_name(run: str) -> Name:
    """Return what a stretch of capitalised words says.

    Examples
    --------
    >>> read_name("Union President Anna Roe").words, read_name("Union President Anna Roe").title
    ('Anna Roe', 'Union President')
    >>> read_name("Department of Justice").kind, read_name("Mr. Vale").gender
    ('body', 'm')
    """
    if not (" " in run or "," in run or "\u00a0" in run):
        return _one_word(run)
    words = [(m.group(), m.start()) for m in _PART.finditer(run)]
    leading = 0
    while leading < len(words) - 1 and _low(words[leading][0]) in LEADING:
        if words[leading][0] in given_names() and _surname_like(words, leading + 1):
            break
        leading += 1
    words = words[leading:]
    while len(words) > 1 and words[-1][0] in _WHEN:
        words.pop()
    if not words or (len(words) == 1 and _low(words[0][0]) in LEADING):
        return Name("none", run)
    if len(words) == 1:
        return _after_titles(words, run)
    return _with_given_name(words, run) or _without_given_name(words, run)


def _one_word(word: str) -> Name:
    """Return what a capitalised word says that stands alone."""
    low = _low(word)
    if low in LEADING:
        return Name("none", word)
    if low in SUFFIXES or _common(word):
        return _nameless([(word, 0)], word)
    if _initial(word) or _shouted(word):
        return _body([(word, 0)], word)
    return Name("lone", word, "", word, end=len(word), fills=True)


_WORDS_TOO = frozenset("Angel Art Christian Dean Earl Faith Grant Guy Hope Rich Will".split())
"""Given names that are words of every day too."""

_WHEN = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July "
    "September October November December Today Tonight Tomorrow Yesterday".split()
)

NAMES_TOO = frozenset(("May", "March", "August", "Will", "More", "Few", "Day"))
"""Capitalised words of every day that are surnames too."""


def _surname_like(words: list[tuple[str, int]], at: int) -> bool:
    return at == len(words) - 1 and not _common(words[at][0])


def _with_given_name(words: list[tuple[str, int]], run: str) -> Name | None:
    known = given_names()
    for i in range(len(words) - 1):
        word = words[i][0]
        gender = known.get(word) or (known.get(word.split("-")[0]) if "-" in word else None)
        if gender is None or (words[i][0] in PLACES and _common(words[i + 1][0])):
            continue
        end = i + 1
        while end < len(words) and _goes_on(words[end][0]):
            end += 1
        end = _cut(words, i, end)
        name = [word for word, _ in words[i:end]]
        if not _is_name(name):
            continue
        begin = i
        while begin and _initial(words[begin - 1][0]):
            begin -= 1
        return _person(words, begin, end, run, gender, sure=True)
    return None


_JOINTS = FAMILY | SUFFIXES


def _cut(words: list[tuple[str, int]], begin: int, end: int) -> int:
    """Return where a name ends: in a heading in capitals, more words follow it."""
    small = [_initial(word) or _low(word) in _JOINTS for word, _ in words[begin:end]]
    if small.count(False) <= 3:
        return end
    at = begin + 1
    while at < end - 1 and small[at - begin]:
        at += 1
    at += 1
    while at < end and _low(words[at][0]) in SUFFIXES:
        at += 1
    return at


def _goes_on(word: str) -> bool:
    if _initial(word):
        return True  # ``A.`` is no article
    return word not in ("of", "Of") and (_low(word) not in LEADING or word in NAMES_TOO)


def _is_name(name: list[str]) -> bool:
    """Return whether words, the first of them a given name, are a person's name."""
    plain = [word for word in name if _low(word) not in SUFFIXES]
    if not 2 <= len(plain) <= LONGEST or plain[-1] == "of":
        return False
    strict = plain[0] in PLACES or len(plain) > 3
    if any(_breaks(word, strict=strict) for word in plain[1:-1] if not _initial(word)):
        return False
    last = plain[-1]
    if _low(last) in BODIES or (len(last) > 2 and last.isupper()):
        return False
    return not (role_word(last) and (plain[0] in PLACES or plain[0] in _WORDS_TOO))


def _breaks(word: str, *, strict: bool) -> bool:
    """Return whether a word cannot stand inside a name; ``Hall`` can, after a given name."""
    low = _low(word)
    hard = low in TITLES or low in LEADING or role_word(word) is not None or word in PLACES
    return hard or (strict and _common(word))


def _shouted(word: str) -> bool:
    """Return whether a word stands in capitals: ``NATO``, not ``U.S.``."""
    return len(word) > 1 and word.isupper() and "." not in word


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _person(
    words: list[tuple[str, int]], begin: int, end: int, run: str, gender: str = "", *, sure: bool
) -> Name:
    start = words[begin][1]
    stop = words[end - 1][1] + len(words[end - 1][0])
    plain = [word for word, _ in words[begin:end] if _low(word) not in SUFFIXES]
    first = next((word for word in plain if not _initial(word)), plain[0])
    title = run[words[0][1] : start].strip() if begin else ""
    said = _gender_of_title(title) if title else ""
    titled = bool(title) and _titled(title.split()[-1])
    return Name(
        "person" if sure else "maybe",
        run[start:stop].rstrip("."),
        first,
        plain[-1],
        title,
        said or (gender if gender in "mf" else ""),
        start,
        stop,
        titled,
        stop == len(run),
    )


def _titled(word: str) -> bool:
    return _low(word) in TITLES or role_word(word) is not None


def _gender_of_title(title: str) -> str:
    for word in reversed(title.split()):
        low = _low(word)
        gender = TITLES.get(low) or roles().get(low, "")
        if gender in ("m", "f"):
            return gender
    return ""


def _without_given_name(words: list[tuple[str, int]], run: str) -> Name:
    small = next((i for i, (word, _) in enumerate(words) if i and word == "of"), 0)
    before = _after_titles(words[:small], run) if small else None
    if before is not None and before.titled and before.kind in ("person", "lone"):
        return before
    return _after_titles(words, run)


def _after_titles(words: list[tuple[str, int]], run: str) -> Name:
    """Return what stands after the titles and common words of a stretch."""
    cut = _titles_end(words)
    plain = [word for word, _ in words[cut:] if _low(word) not in SUFFIXES]
    if not plain:
        return _nameless(words, run)
    shouted = [word for word in plain if _shouted(word)]
    inside = [word for word in plain[:-1] if _low(word) in LEADING]
    if shouted or inside or (cut > 1 and _place_of(words[:cut])):
        return _body(words, run)
    titled = cut > 0 and _titled(words[cut - 1][0])
    if len(plain) == 1 and cut > 1 and _low(words[cut - 1][0]) == "of":
        head = words[cut - 2][0]
        if role_word(head) is None:  # *City of Lenz*; *Supporters of Roe* are not Roe
            many = role_word(head.removesuffix("s")) is not None
            return _body(words, run, "role" if many else "body")
    if len(plain) == 1 and not _initial(plain[0]):
        title = run[words[0][1] : words[cut][1]].strip()
        start, end = words[cut][1], words[cut][1] + len(words[cut][0])
        gender = _gender_of_title(title)
        fills = end == len(run)
        return Name("lone", plain[0], "", plain[0], title, gender, start, end, titled, fills)
    if not 2 <= len(plain) <= LONGEST or _low(plain[0]) in FAMILY:
        return _body(words, run)
    return _person(words, cut, len(words), run, sure=titled)


def _titles_end(words: list[tuple[str, int]]) -> int:
    """Return how many words in front belong to titles: up to the last common word, or a title."""
    cut = len(words)
    while cut and not _common(words[cut - 1][0]):
        cut -= 1
    for i, (word, _) in enumerate(words[:-1]):
        if _low(word) in TITLES and role_word(words[i + 1][0]) not in OFFICES:
            cut = i + 1
    while cut < len(words) and _low(words[cut][0]) in LEADING:
        cut += 1
    return cut


def _body(words: list[tuple[str, int]], run: str, kind: str = "body") -> Name:
    start, stop = words[0][1], words[-1][1] + len(words[-1][0])
    return Name(kind, run[start:stop], start=start, end=stop, fills=stop == len(run))


def _place_of(words: list[tuple[str, int]]) -> bool:
    """Return whether words end like ``Republican of South``, before the name of a place."""
    last = [_low(word) for word, _ in words[-2:]]
    return last[:1] == ["of"] and last[1:] in (["south"], ["north"], ["west"], ["new"], ["san"])


def _nameless(words: list[tuple[str, int]], run: str) -> Name:
    last = words[-1][0]
    if role_word(last) and _low(last) not in BODIES and _low(words[0][0]) not in BODIES:
        return _body(words, run, "role")
    if len(words) == 1 and not (last.isupper() or last in PLACES or _low(last) in peoples()):
        return _body(words, run, "none")
    return _body(words, run)
