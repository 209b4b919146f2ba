"""Noun phrases beside a verb that reports: who it is that says something.

No parser and no weights: a phrase is read from the verb outwards, by word classes, capitals and
commas.  Both readers return the whole phrase, with title, apposition and relative clause
(``Ms. Roe, who leads the union``), as a reader would underline it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from zopa.evidence.speech._backwards import (
    is_adverbial,
    phrase_begin,
)
from zopa.evidence.speech._classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    VENUES,
)
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._forwards import (
    opens_phrase,
    phrase_end,
    right_wall,
    with_inserts,
)
from zopa.evidence.speech._parts import (
    ALONE,
    COMMA,
    NO_NOUN,
    OPEN,
    VERBS,
    WALL,
    commas,
    gap,
    is_name,
    is_verb,
    span,
    verb_group,
)
from zopa.model.ledger import Span

BACK = 60
"""Words that are looked at before a verb, at most."""


DASH = re.compile(r"\s*(?:[–—]|--|-)\s*")
DASHED = 25
"""Words of an insertion between dashes, at most."""
_LEADING = SUBORDINATORS | PREPOSITIONS
_NEAR_CLAUSES = (SUBORDINATORS - {"that"}) | {"but"}
_NO_OPENING = NO_NOUN - DETERMINERS
_NO_TAG = SUBORDINATORS | PREPOSITIONS | RELATIVES | CONJUNCTIONS
_TAG_VERBS = frozenset("added claimed explained insisted noted said says wrote".split())
TAG = 8
"""Words of a tag between commas, at most."""
_OPENERS = SUBORDINATORS | RELATIVES | CONJUNCTIONS
_TELLING = frozenset(
    """
    believe believed believes claim claimed claims fear feared feel felt heard hope hoped insist
    insisted knew know knows said say says think thinks thought told
    """.split()
)
"""Verbs of a clause with ``who`` behind which a further subject may stand."""
CLAUSE = 16
"""Words of a clause with ``who`` between a subject and its verb, at most."""
DEEP = 3
"""Verbs that may share a subject, one after the other, at most."""


def subject_before(document: Document, word: int) -> Span | None:
    """Return the noun phrase whose verb stands at a word, where the phrase comes first.

    Parameters
    ----------
    document
        A text.
    word
        Index of the verb among ``document.words``, or of the first word of its group
        (``has``, ``also``, ``later`` before it are skipped).

    Returns
    -------
    Span or None
        The whole phrase; ``None`` where no phrase is near.

    Examples
    --------
    >>> text = "On Monday Ann Roe, head of the union, also said no."
    >>> found = Document(text)
    >>> start, end = subject_before(found, found.words.index("said"))
    >>> text[start:end]
    'Ann Roe, head of the union'
    """
    known = document.subjects
    if word not in known:
        first = _left_wall(document, word)
        known[word] = _subject(document, first, verb_group(document, first, word), 0)
    return known[word]


def subject_after(document: Document, word: int) -> Span | None:
    """Return the noun phrase whose verb stands at a word, where the phrase comes after.

    Parameters
    ----------
    document
        A text.
    word
        Index of the last word of the verb among ``document.words``.

    Returns
    -------
    Span or None
        The whole phrase; ``None`` where no noun phrase follows.

    Examples
    --------
    >>> text = '"No," said Ann Roe, a lawyer who leads the union, on Monday.'
    >>> found = Document(text)
    >>> start, end = subject_after(found, found.words.index("said"))
    >>> text[start:end]
    'Ann Roe, a lawyer who leads the union'
    """
    begin = word + 1
    lower, words = document.lower, document.words
    if begin >= len(words) or gap(document, begin).strip():
        return None
    last = right_wall(document, begin)
    if lower[begin] in PRONOUNS:
        return span(document, begin, begin + 1)
    if not opens_phrase(document, begin):
        return None
    end = phrase_end(document, begin, last)
    if end == begin:
        return None
    end = with_inserts(document, end, last)
    return span(document, begin, end)


def subject_of(document: Document, first: int, word: int) -> Span | None:
    """Return the subject of the clause that a participle such as ``saying`` belongs to.

    Parameters
    ----------
    document
        A text.
    first
        First word of the sentence.
    word
        Index of the participle, or of the word after the sentence.

    Returns
    -------
    Span or None
        The subject of the first finite verb from the left that has one.

    Examples
    --------
    >>> text = "Ann Roe left the room, saying no."
    >>> found = Document(text)
    >>> start, end = subject_of(found, 0, found.words.index("saying"))
    >>> text[start:end]
    'Ann Roe'
    """
    lower = document.lower
    begin = max(first, word - BACK)
    participle = word < len(lower) and lower[word].endswith("ing")
    if participle:
        own = _own_subject(document, begin, word)
        if own:
            return own
    cuts = commas(document, begin, word)
    while cuts and _leads_in(document, begin):
        begin = cuts.pop(0)
    if cuts and participle:
        near = cuts[-1] if cuts[-1] < word - 1 else (cuts[-2] if len(cuts) > 1 else begin)
        if lower[near] in _NEAR_CLAUSES or _is_tag(document, near, word):
            begin = near
    ahead = range(begin + 1, min(word, len(lower)))
    for verb in [at for at in ahead if lower[at] in VERBS or lower[at].endswith("ed")]:
        if is_verb(document, verb) and lower[verb - 1] not in RELATIVES:
            found = _subject(document, begin, verb_group(document, begin, verb), 0)
            if found:
                return found
    return None


def _is_tag(document: Document, begin: int, end: int) -> bool:
    """Return whether a stretch after a comma has its own subject and a verb of saying."""
    lower = document.lower
    if not 1 < end - begin <= TAG or lower[begin] in _NO_TAG:
        return False
    return any(lower[word] in _TAG_VERBS for word in range(begin + 1, end))


def _leads_in(document: Document, begin: int) -> bool:
    """Return whether a sentence begins with a clause or an adverbial, not with its subject."""
    lower = document.lower
    if lower[begin] in _LEADING:
        return True
    early = lower[begin].endswith("ly") or lower[begin] in ADVERBS or lower[begin] in TIMES
    return early and lower[begin + 1] in _LEADING


def _own_subject(document: Document, first: int, word: int) -> Span | None:
    """Return the name right before a participle (``with Roe saying``)."""
    verb = verb_group(document, first, word)
    if verb <= first or gap(document, verb).strip() or not is_name(document, verb - 1):
        return None
    begin = phrase_begin(document, first, verb)
    if begin is None or begin == first:
        return None
    joint = document.lower[begin - 1] in {"of", "with"}
    return span(document, begin, verb) if joint else None


def phrase_from(document: Document, word: int) -> Span | None:
    """Return the noun phrase that begins at a word, insertions included, or ``None``.

    Examples
    --------
    >>> text = '"No," Ann Roe, the mayor, in a hat, said.'
    >>> found = Document(text)
    >>> start, end = phrase_from(found, 1)
    >>> text[start:end]
    'Ann Roe, the mayor'
    """
    if document.lower[word] in PRONOUNS:
        return span(document, word, word + 1)
    if not opens_phrase(document, word) or document.lower[word] in _NO_OPENING:
        return None
    last = right_wall(document, word)
    end = phrase_end(document, word, last)
    if end == word:
        return None
    return span(document, word, with_inserts(document, end, last))


def _left_wall(document: Document, word: int) -> int:
    """Return the first word of the stretch before a verb in which its subject may stand."""
    starts, gaps = document.starts, document.gaps
    begin = document.sentence_at(starts[word])[0]
    limit = max(0, word - BACK)
    if starts[limit] < begin:
        limit = bisect_left(starts, begin, limit, word)
    for first in range(word, limit, -1):
        if gaps[first] not in OPEN and WALL.search(gaps[first]):
            return _over_dashes(document, first, begin)
    return limit


def _over_dashes(document: Document, first: int, begin: int) -> int:
    """Return the wall, moved before an insertion between two dashes (``Roe - a lawyer - said``)."""
    if not DASH.fullmatch(gap(document, first)):
        return first
    opened = _wall_before(document, first - 1, begin)
    if opened is None or not DASH.fullmatch(gap(document, opened)):
        return first
    further = _wall_before(document, opened - 1, begin)
    if further is not None:
        return further
    while opened > 0 and document.starts[opened - 1] >= begin and first - opened < BACK:
        opened -= 1
    return opened


def _wall_before(document: Document, word: int, begin: int) -> int | None:
    """Return the nearest word up to here with a wall before it, in this sentence."""
    for back in range(word, max(word - DASHED, 0), -1):
        if document.starts[back - 1] < begin:
            return None
        if document.gaps[back] not in OPEN and WALL.search(document.gaps[back]):
            return back
    return None


def _subject(document: Document, first: int, verb: int, depth: int) -> Span | None:
    """Return the subject among the words from ``first`` up to the verb group at ``verb``."""
    if verb <= first or depth > DEEP:
        return None
    before, between = document.lower[verb - 1], document.gaps[verb]
    if between != " " and COMMA.search(between):
        return _subject_over_insert(document, first, verb, depth)
    if before in ALONE:
        again = before == "one" and verb - 2 >= first and document.lower[verb - 2] in DETERMINERS
        return span(document, verb - 2 if again else verb - 1, verb)
    if before in CONJUNCTIONS:
        return _shared_subject(document, first, verb - 1, depth)
    end = verb + (before in PREPOSITIONS and document.lower[verb] in TIMES)  # since noon
    who = _antecedent(document, first, end)
    begin = phrase_begin(document, first, who or verb) if who or before not in NO_NOUN else None
    if (
        begin
        and before in VENUES
        and begin > first
        and document.lower[begin - 1] in {"in", "at", "on"}
    ):
        found = _subject(document, first, begin - 1, depth + 1)
        if found:
            return found
    return None if begin is None else span(document, begin, end if who else verb)


def _antecedent(document: Document, first: int, verb: int) -> int | None:
    """Return the word ``who`` of a clause that ends before a verb and belongs to its subject.

    *Cooks who had waited since dawn called*: one verb stands behind ``who``, and it tells no
    clause whose subject could be near.
    """
    lower, gaps = document.lower, document.gaps
    begin = max(first, verb - CLAUSE)
    if "who" not in lower[begin:verb] or verb >= len(gaps):
        return None
    who = verb - 1
    while lower[who] != "who":
        if gaps[who] != " ":
            return None
        who -= 1
    if who == first or gaps[who] != " " or gaps[verb] != " ":
        return None
    if lower[who - 1] in NO_NOUN or is_verb(document, who - 1):
        return None
    return who if _takes_one_verb(document, who, verb) else None


def _takes_one_verb(document: Document, who: int, end: int) -> bool:
    """Return whether a clause with ``who`` has its one verb, and nobody else speaks in it."""
    inside = document.lower[who + 1 : end]
    if not inside or inside[-1] in PREPOSITIONS or not _TELLING.isdisjoint(inside):
        return False
    verbs = [word for word in range(who + 1, end) if is_verb(document, word)]
    if not verbs or verbs[-1] - verbs[0] >= len(verbs):
        return False
    openers = [word for word in range(who + 1, end) if document.lower[word] in _OPENERS]
    if not openers:
        return True
    since = openers[-1] == end - 2 and document.lower[end - 2] in PREPOSITIONS
    return since and not is_name(document, end - 1)


def _subject_over_insert(document: Document, first: int, verb: int, depth: int) -> Span | None:
    """Return the subject of a verb that follows a comma: what the insertions belong to."""
    cuts = [first, *commas(document, first, verb), verb]
    number = len(cuts) - 2
    while number > 0 and (
        _is_insert(document, cuts[number], cuts[number + 1])
        or (
            _tail(document, cuts[number - 1], cuts[number]) is not None
            and not is_name(document, cuts[number])
        )
    ):
        number -= 1
    left, right = cuts[number], cuts[number + 1]
    if document.lower[left] in CONJUNCTIONS and left + 1 < right:
        left += 1
    if document.lower[right - 1] in PRONOUNS:
        return span(document, right - 1, right)
    for word in range(left + 1, right):
        if is_verb(document, word):
            return _subject(document, left, verb_group(document, left, word), depth + 1)
    begin = _tail(document, left, right)
    return None if begin is None else span(document, begin, verb)


def _is_insert(document: Document, left: int, right: int) -> bool:
    """Return whether a stretch between commas cannot be a subject."""
    lower = document.lower
    if right - left == 1 and (lower[left] in {"jr", "sr", "ii", "iii"} or lower[left][1:2] == "-"):
        return True
    return is_adverbial(document, left, right) and lower[right - 1] not in PRONOUNS


def _tail(document: Document, left: int, right: int) -> int | None:
    """Return where the phrase that ends a stretch begins; ``None`` where it is no subject."""
    begin = phrase_begin(document, left, right)
    if begin is None or document.lower[begin] in TIMES:
        return None
    if begin > left and document.lower[begin - 1] in PREPOSITIONS:
        return None
    if begin > left and is_verb(document, begin - 1):
        return None
    return begin


def _shared_subject(document: Document, first: int, joint: int, depth: int) -> Span | None:
    """Return the subject of the verb before ``and``, which this one shares."""
    cuts = [first, *commas(document, first, joint), joint]
    for left, right in zip(cuts[-2::-1], cuts[:0:-1], strict=True):
        for word in range(left if left > first else left + 1, right):
            if is_verb(document, word):
                start = first if word == left else left
                group = verb_group(document, start, word)
                found = _subject(document, start, group, depth + 1)
                if found:
                    return found
    return None
