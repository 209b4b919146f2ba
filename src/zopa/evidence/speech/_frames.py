"""Frames of a cue: what follows it (a that-clause, ``to`` and a verb, a noun phrase, ...).

A frame says where the content begins and which words belong to the cue.
"""

from __future__ import annotations

from zopa.evidence.speech._classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIMES,
)
from zopa.evidence.speech._document import Document

NOMINATIVE = frozenset("he i it she there they we you".split())
ASKING = frozenset("how if what when where whether which who why".split())
SAYING = frozenset("add added adds said say saying says".split())
PARTICLES = frozenset("away back down forth forward off out up".split())
LINKS = frozenset(
    """
    about against as at behind by concerning for from in into like of off on onto over regarding
    to toward towards under upon with
    """.split()
)
"""Prepositions that may open the content of a cue; others say when, where or how."""
TELLING = frozenset(
    "advise assure brief convince inform notify persuade promise reassure remind show teach "
    "tell warn".split()
)
"""Verbs that may name the hearer before a clause."""
CLAUSE_VERBS = frozenset(
    """
    add admit allege argue assert assume believe boast claim complain conclude contend continue
    explain fear feel figure guess hope imply insist joke maintain note predict reckon report
    say suppose suspect swear tell think warn worry
    """.split()
)
"""Verbs after which a noun phrase is nearly always the subject of a clause."""
HELPERS = AUXILIARIES | frozenset("'re 're 've ’re ’ve".split())
BE = frozenset("am are be been being is isn't isn’t was wasn't wasn’t were weren't weren’t".split())
MODALS = frozenset(
    """
    can can't cannot can’t could couldn't couldn’t may might must shall should shouldn't
    shouldn’t will won't won’t would wouldn't wouldn’t
    """.split()
)
HAVE = frozenset(["had", "has", "have", "'ve", "’ve"])
NOT = frozenset("never no not".split())
WITHIN_GROUP = ADVERBS - {"however", "indeed", "instead", "all"}
"""Adverbs that stand inside a verb group."""
CLAUSAL_MARKS = frozenset([":", "quote", ":quote"])
"""Frames whose content is read as a clause."""
FEW = 14
"""Words that are looked at for the verb of a clause, at most."""
ENDS_PHRASE = frozenset("after and as because if that when which while who whose".split())
"""Words before which a noun phrase ends that has had no verb yet."""
NO_HEARER = frozenset("about never not of that".split())
NOT_HEARERS = frozenset("he i she they we".split())
STARTS_CONTENT = NOMINATIVE | ASKING | {"that", "to"}
ENDS_HEARER = (STARTS_CONTENT | PREPOSITIONS | TIMES | DETERMINERS) - {"of"}
CONTEXT = frozenset("at during in on to".split())
"""Prepositions of where and when somebody spoke."""
NEAR_TIMES = frozenset("early last late next on this".split())
"""Words that stand before a day or a month (``late on Monday``, ``this week``)."""


Frame = tuple[str, int, int, bool]
"""What follows a cue: its name, the first word of the content (-1 where nothing of the kind
follows), the last word of the cue, and whether a hearer stands between cue and content.

Names are ``that``, ``wh``, ``inf``, ``clause``, ``np``, ``ing``, ``quote``, ``end``, ``:`` or a
preposition."""


def _openers() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, members in (
        ("that", {"that"}),
        ("wh", ASKING),
        ("to", {"to"}),
        ("not", NOT),
        ("clause", NOMINATIVE),
        ("link", LINKS),
        ("end", CONJUNCTIONS | SUBORDINATORS | PREPOSITIONS),
    ):
        for word in members:
            found.setdefault(word, name)
    return found


OPENERS = _openers()
"""Word in small letters -> what it opens right after a cue; words of no such class are absent."""
WHEN_OR_WHERE = TIMES | CONTEXT | NEAR_TIMES
_NO_SUBJECT = PREPOSITIONS | DETERMINERS | NEAR_TIMES
"""Words after which a determiner opens no new noun phrase."""
IN_GROUP = HELPERS | WITHIN_GROUP
"""Words of a verb group before its verb, but for those in -ly."""
_THATS = frozenset("that's that’s here's here’s there's there’s".split())
_TELLS = ENDS_PHRASE | HELPERS | FINITE | _THATS
"""Words that show whether a noun phrase has a finite verb."""
_DECIDES = HELPERS | NOMINATIVE | CONJUNCTIONS | SUBORDINATORS | FINITE
"""Words, ``that`` among them, that show whether a clause follows words of time and place."""
_PARTS = frozenset(",;:()—–")
_NOT_FINITE = frozenset("be been being not".split())


def gap(document: Document, word: int) -> str:
    """Return what stands between a word and the one before it, white space left out."""
    return document.gaps[word].strip()


def group_start(document: Document, word: int, first: int) -> int:
    """Return the first word of the verb group at a word: helpers and adverbs before it."""
    lower, words, gaps = document.lower, document.words, document.gaps
    while word > first and len(gaps[word]) <= 1:
        here = lower[word - 1]
        if here not in IN_GROUP and (here[-2:] != "ly" or words[word - 1][0].isupper()):
            break
        word -= 1
    return word


def frame_after(document: Document, word: int, stop: int, lemma: str) -> Frame:  # noqa: PLR0911 - one return for each case
    """Return what follows a verb at a word; ``stop`` is the first word after the sentence."""
    lower, gaps = document.lower, document.gaps
    last, following = word, word + 1
    if following >= stop:
        return "end", -1, last, False
    here, between = lower[following], gaps[following]
    if here in PARTICLES and (between == " " or not between.strip()):
        last, following = following, following + 1
        if following >= stop:
            return "end", -1, last, False
        here, between = lower[following], gaps[following]
    if between != " " and (between := between.strip()):
        return _after_mark(document, following, stop, last, between)
    if lemma in TELLING and here not in NO_HEARER:
        after = _hearer(document, following, stop)
        if after > following:
            return _told(document, after, stop, last)
    if here in WHEN_OR_WHERE:
        after = _circumstance(document, following, stop, verb=bool(lemma))
        if after:
            return _opened(lower[after], lower[after - 1]), after, last, False
        after = _after_time(document, following, stop)
        if after > following and not _has_verb(document, after, stop):
            return _told(document, after, stop, last)
    return _plain(document, following, stop, last)


def _after_mark(document: Document, word: int, stop: int, last: int, between: str) -> Frame:
    if between[0] in "\"“”'‘`«":
        return "quote", word, last, False
    if between[0] == ":":
        return ":quote" if len(between) > 1 else ":", word, last, False
    if between == "," and document.lower[word] != "that":
        # an insertion between commas: said, however, that
        for ahead in range(word + 1, min(word + 8, stop)):
            if gap(document, ahead) == ",":
                if document.lower[ahead] == "that":
                    return "that", ahead, last, False
                break
    return "end", -1, last, False


def _told(document: Document, word: int, stop: int, last: int) -> Frame:
    """Return the frame after a hearer."""
    if word >= stop:
        return "end", -1, last, True
    between = gap(document, word)
    if between:
        name, content, last, _ = _after_mark(document, word, stop, last, between)
    else:
        name, content, last, _ = _plain(document, word, stop, last)
    return name, content, last, True


def _plain(document: Document, word: int, stop: int, last: int) -> Frame:  # noqa: PLR0911 - one return for each case
    """Return the frame that opens with a word, which no mark parts from the cue."""
    lower = document.lower
    here = lower[word]
    opens = OPENERS.get(here)
    if opens is None:
        if here[-3:] == "ing" and len(here) > 5:
            return "ing", word, last, False
        return "clause" if _is_clause(document, word, stop) else "np", word, last, False
    if opens == "clause":
        return "clause", word, last, False
    if opens == "to":
        return _to(document, word, stop, last)
    if opens == "link" and word + 1 < stop:
        return here, word + 1, word, False
    if opens == "that":
        return _that(document, word, stop), word, last, False
    if opens == "wh" and (here not in {"when", "where"} or lower[last] not in SAYING):
        return "wh", word, last, False
    if opens == "not":
        return _not(document, word, stop, last)
    return "end", -1, last, False


def _not(document: Document, word: int, stop: int, last: int) -> Frame:
    """Return the frame that opens with *not*, *never* or *no*."""
    if word + 2 < stop and document.lower[word + 1] == "to":
        return "inf", word, last, False
    return "clause" if _is_clause(document, word, stop) else "np", word, last, False


def _that(document: Document, word: int, stop: int) -> str:
    """Return whether ``that`` opens a clause or stands for something."""
    if word + 1 >= stop or gap(document, word + 1) not in {"", ",", '"', "“", "‘", "(", "-", "—"}:
        return "np"
    return "that"


def _to(document: Document, word: int, stop: int, last: int) -> Frame:
    if word + 1 >= stop:
        return "end", -1, last, False
    after = document.lower[word + 1]
    if (
        after in DETERMINERS
        or after in PRONOUNS
        or document.words[word + 1][0].isupper()
        or (after.endswith(("ing", "s", "ed")) and after not in _BARE)
    ):
        return "to", word + 1, word, False
    return "inf", word, last, False


_BARE = frozenset("address bring discuss express feed need pass press".split())
"""Base forms of verbs that end as other forms do."""


def _is_clause(document: Document, word: int, stop: int) -> bool:
    """Return whether a noun phrase at a word has a finite verb soon after it."""
    lower, after = document.lower, word + 1
    end = min(stop, word + FEW)
    for before, here, between in zip(  # noqa: B905 - one less word before the others
        lower[word:end], lower[after:end], document.gaps[after:end]
    ):
        if between != " " and len(between) != 1 and between.strip()[:1] in _PARTS:
            return False
        if here not in _TELLS:
            continue
        if here in ENDS_PHRASE:
            return False
        if here in HELPERS:
            return here not in _NOT_FINITE
        if here in _THATS or (before not in PREPOSITIONS and before not in DETERMINERS):
            return True
    return False


def _hearer(document: Document, word: int, stop: int) -> int:
    """Return the word after the hearer that stands at a word; the word itself where none does."""
    here = document.lower[word]
    if here in PRONOUNS:
        if here in NOT_HEARERS:
            return word
        at = word + 1
    else:
        at = _hearer_phrase(document, word, stop)
    if at in {word, stop}:
        return at
    return _circumstance(document, at, stop, verb=True) or _after_time(document, at, stop)


def _hearer_phrase(document: Document, word: int, stop: int) -> int:  # noqa: PLR0911 - one return for each case
    """Return the word after the noun phrase at a word that may be a hearer."""
    lower, words = document.lower, document.words
    if lower[word] in PREPOSITIONS or lower[word] in TIMES:
        return word
    named = False
    for at in range(word, min(stop, word + 8)):
        here = lower[at]
        upper = words[at][0].isupper()
        if at > word:
            if here in HELPERS:
                return word
            if here in ENDS_HEARER or gap(document, at):
                return at
            if upper and not named and lower[at - 1].endswith("s"):
                return at
            if named and not upper and not here.endswith("s"):
                return at
        elif here in STARTS_CONTENT:
            return at
        named = named or upper
    return min(stop, word + 8)


def _after_time(document: Document, word: int, stop: int) -> int:
    """Return the word after words of time (``late on Monday``); the word itself where none are."""
    lower, gaps = document.lower, document.gaps
    after = word
    for at in range(word, min(word + 6, stop)):
        if at > word and gaps[at] != " " and gap(document, at):
            break
        here = lower[at]
        if here in TIMES or (after == at > word and here.isdigit()):
            after = at + 1
        elif here not in NEAR_TIMES and not here.isdigit():
            break
    return after


def _has_verb(document: Document, word: int, stop: int) -> bool:
    """Return whether words of time are before a verb of others (``cited on Monday has shown``)."""
    ahead = word + (word < stop and document.lower[word] == "that")
    return ahead < stop and document.lower[ahead] in HELPERS


def _opened(first: str, before: str) -> str:
    """Return the frame of a clause behind words of time and place, by its first word."""
    if first == "that" or (first in NOMINATIVE and before not in TIMES):
        return "that"
    return "clause"


def _circumstance(document: Document, word: int, stop: int, *, verb: bool) -> int:
    """Return where a clause begins after words of time and place; 0 where none does.

    Without ``that`` it begins only behind a verb, with a pronoun or the determiner of its subject.
    """
    lower, gaps = document.lower, document.gaps
    plain = verb and not lower[min(word + 1, stop - 1)].endswith("ing")
    for ahead in range(word, min(word + 12, stop)):
        if gaps[ahead] != " " and ahead > word and gap(document, ahead) not in {"", "'", "’"}:
            return 0
        here = lower[ahead]
        if here in _DECIDES:
            if here == "that":
                return 0 if ahead + 1 < stop and lower[ahead + 1] in HELPERS else ahead
            return ahead if verb and here in NOMINATIVE else 0
        if here == "to" and _to(document, ahead, stop, ahead)[0] == "inf":
            plain = False
        if plain and here in DETERMINERS and ahead > word and _ends_noun(lower[ahead - 1]):
            return ahead if _is_clause(document, ahead, stop) else 0
    return 0


def _ends_noun(here: str) -> bool:
    """Return whether a noun phrase may end with a word before a determiner."""
    return here not in _NO_SUBJECT and here[-3:] != "ing"
