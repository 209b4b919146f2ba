"""Noun phrases beside a verb that reports: who it is that says something.

No parser and no weights: a phrase is read from the verb outwards, by word classes, capitals and
commas.  Both readers return the whole phrase, with title, apposition and relative clause
(``Ms. Roe, who leads the union``), as a reader would underline it.
"""

from __future__ import annotations

import re

from zopa.evidence.speech._classes import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    INSERTS,
    NOT_ED_VERBS,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    VENUES,
)
from zopa.evidence.speech._document import Document
from zopa.model.ledger import Span

BACK = 60
"""Words that are looked at before a verb, at most."""
AHEAD = 60
"""Words that are looked at after a verb, at most."""

DEEP = 3
"""Verbs that may share a subject, one after the other, at most."""

ALONE = (
    PRONOUNS | RELATIVES | {"all", "both", "few", "many", "most", "others", "some", "that", "this"}
)
"""Words that are a subject by themselves."""
JOINTS = PREPOSITIONS | CONJUNCTIONS
NO_PART = PRONOUNS | SUBORDINATORS | AUXILIARIES | RELATIVES
"""Words that are no part of a longer noun phrase."""
NO_NOUN = JOINTS | SUBORDINATORS | DETERMINERS | AUXILIARIES | ADVERBS | TIMES
"""Words with which no noun phrase ends."""
WITHIN_VERB = (
    AUXILIARIES | ADVERBS | TIMES | {"herself", "himself", "itself", "themselves", "both", "all"}
)
"""Words between a subject and its verb."""

_WALL = re.compile(r"[\"“”„«»;:]|''|``|[–—]|--|\.\.\.|…|\s-\s")
_COMMA = re.compile(r"[,()\[\]]")
_STOPPED = re.compile(r"[.?!]\s*$|[.?!][^\w]*\s")


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
    first = _left_wall(document, word)
    verb = _verb_group(document, first, word)
    return _subject(document, first, verb, 0)


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
    if begin >= len(words) or not _joined(document, begin):
        return None
    last = _right_wall(document, begin)
    if lower[begin] in PRONOUNS:
        return _span(document, begin, begin + 1)
    if not _opens_phrase(document, begin):
        return None
    end = _phrase_end(document, begin, last)
    if end == begin:
        return None
    end = _with_inserts(document, end, last)
    return _span(document, begin, end)


def gap(document: Document, word: int) -> str:
    """Return what stands between a word and the one before it."""
    if word == 0:
        return ""
    return document.text[document.ends[word - 1] : document.starts[word]]


def is_name(document: Document, word: int) -> bool:
    """Return whether a word has a capital (or is all numbers and capitals, as ``U.S.``)."""
    return document.words[word][0].isupper()


def is_verb(document: Document, word: int) -> bool:
    """Return whether a word is probably a finite verb."""
    lower = document.lower
    here = lower[word]
    if here in FINITE or here in AUXILIARIES:
        return True
    if not here.endswith("ed") or here in NOT_ED_VERBS or is_name(document, word):
        return False
    before = lower[word - 1] if word else ""
    if before in DETERMINERS or before in PREPOSITIONS:
        return False
    after = lower[word + 1] if word + 1 < len(lower) else ""
    return (
        after in DETERMINERS
        or after in PREPOSITIONS
        or after in PRONOUNS
        or after in CONJUNCTIONS
        or after in SUBORDINATORS
        or after in ADVERBS
        or after.endswith("ly")
        or (word + 1 < len(lower) and is_name(document, word + 1))
    )


# ---------------------------------------------------------------- before the verb


def _left_wall(document: Document, word: int) -> int:
    """Return the first word of the stretch before a verb in which its subject may stand."""
    begin = document.sentence_at(document.starts[word])[0]
    first = word
    while first > 0 and word - first < BACK and document.starts[first - 1] >= begin:
        if _WALL.search(gap(document, first)):
            return _over_dashes(document, first, begin)
        first -= 1
    return first


def _over_dashes(document: Document, first: int, begin: int) -> int:
    """Return the wall, moved before an insertion between two dashes (``Roe - a lawyer - said``)."""
    here = gap(document, first)
    if not re.fullmatch(r"\s*(?:[–—]|--|-)\s*", here):
        return first
    back = first - 1
    while back > 0 and first - back < 25 and document.starts[back - 1] >= begin:
        before = gap(document, back)
        if _WALL.search(before):
            if not re.fullmatch(r"\s*(?:[–—]|--|-)\s*", before):
                return first
            while back > 0 and first - back < 40 and document.starts[back - 1] >= begin:
                if _WALL.search(gap(document, back)):
                    break
                back -= 1
            return back
        back -= 1
    return first


def _verb_group(document: Document, first: int, word: int) -> int:
    """Return the first word of a verb group, going back over helpers, adverbs and times."""
    lower = document.lower
    while word > first and (
        lower[word - 1] in WITHIN_VERB
        or (lower[word - 1].endswith("ly") and not is_name(document, word - 1))
        or (lower[word - 1] in {"on", "this", "last", "late", "early"} and lower[word] in TIMES)
    ):
        word -= 1
    return word


def _subject(document: Document, first: int, verb: int, depth: int) -> Span | None:
    """Return the subject among the words from ``first`` up to the verb group at ``verb``."""
    if verb <= first or depth > DEEP:
        return None
    before = document.lower[verb - 1]
    if _COMMA.search(gap(document, verb)):
        return _subject_over_insert(document, first, verb, depth)
    if before in ALONE:
        return _span(document, verb - 1, verb)
    if before in CONJUNCTIONS:
        return _shared_subject(document, first, verb - 1, depth)
    begin = None if before in NO_NOUN else _phrase_begin(document, first, verb)
    return None if begin is None else _span(document, begin, verb)


def _subject_over_insert(document: Document, first: int, verb: int, depth: int) -> Span | None:
    """Return the subject of a verb that follows a comma: what the insertions belong to."""
    cuts = [first, *_commas(document, first, verb), verb]
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
        return _span(document, right - 1, right)
    for word in range(left + 1, right):
        if is_verb(document, word):
            return _subject(document, left, _verb_group(document, left, word), depth + 1)
    begin = _tail(document, left, right)
    return None if begin is None else _span(document, begin, verb)


def _commas(document: Document, first: int, end: int) -> list[int]:
    """Return the words that follow a comma or a bracket."""
    return [word for word in range(first + 1, end) if _COMMA.search(gap(document, word))]


def _is_insert(document: Document, left: int, right: int) -> bool:
    """Return whether a stretch between commas cannot be a subject."""
    lower = document.lower
    return _is_adverbial(document, left, right) and lower[right - 1] not in PRONOUNS


def _tail(document: Document, left: int, right: int) -> int | None:
    """Return where the phrase that ends a stretch begins; ``None`` where it is no subject."""
    begin = _phrase_begin(document, left, right)
    if begin is None or document.lower[begin] in TIMES:
        return None
    if begin > left and document.lower[begin - 1] in PREPOSITIONS:
        return None
    if begin > left and is_verb(document, begin - 1):
        return None
    return begin


def _is_adverbial(document: Document, left: int, right: int) -> bool:
    """Return whether a stretch between commas says when, where or how."""
    here = document.lower[left]
    if here in PREPOSITIONS or here in SUBORDINATORS or here in ADVERBS or here in TIMES:
        return True
    if here in INSERTS or here in RELATIVES or here[0].isdigit():
        return True
    if here.endswith("ly") and not is_name(document, left) and right - left <= 2:
        return True
    if here.endswith("ing") and here not in {"king", "being"}:
        return True
    return right - left == 1 and here.endswith("ly")


def _shared_subject(document: Document, first: int, joint: int, depth: int) -> Span | None:
    """Return the subject of the verb before ``and``, which this one shares."""
    cuts = [first, *_commas(document, first, joint), joint]
    for left, right in zip(cuts[-2::-1], cuts[:0:-1], strict=True):
        for word in range(left + 1, right):
            if is_verb(document, word):
                group = _verb_group(document, left, word)
                found = _subject(document, left, group, depth + 1)
                if found:
                    return found
    return None


def _phrase_begin(document: Document, first: int, end: int) -> int | None:
    """Return the first word of the noun phrase that ends before the word ``end``."""
    lower = document.lower
    begin = end
    while begin > first:
        here = lower[begin - 1]
        if begin < end and _COMMA.search(gap(document, begin)):
            listed = _list_begin(document, first, begin, end)
            if listed is None:
                break
            begin = listed
        elif here in DETERMINERS:
            begin -= 1
            if _stops_at_determiner(document, first, begin):
                break
        elif here in JOINTS:
            if not _reaches_back(document, first, begin - 1, end):
                break
            begin -= 1
        elif here in NO_PART or (begin < end and _is_outside(document, begin - 1)):
            break
        else:
            begin -= 1
    while begin < end and lower[begin] in JOINTS:
        begin += 1
    return begin if begin < end else None


def _is_outside(document: Document, word: int) -> bool:
    """Return whether a word with no joint to a phrase after it is none of that phrase."""
    here = document.lower[word]
    if here in TIMES or is_verb(document, word):
        return True
    return here in ADVERBS and not is_name(document, word)


def _stops_at_determiner(document: Document, first: int, begin: int) -> bool:
    """Return whether a phrase begins with this determiner (not after ``of``, ``for``, ``and``)."""
    if begin <= first:
        return True
    before = document.lower[begin - 1]
    if _COMMA.search(gap(document, begin)):
        return False
    return before not in PREPOSITIONS and before not in CONJUNCTIONS and before not in DETERMINERS


def _reaches_back(document: Document, first: int, joint: int, end: int) -> bool:
    """Return whether a preposition or ``and`` joins a noun before it to what follows."""
    lower = document.lower
    if joint <= first or joint + 1 >= end or _COMMA.search(gap(document, joint)):
        return False
    before, here = lower[joint - 1], lower[joint]
    if before in NO_NOUN or before in PRONOUNS or is_verb(document, joint - 1):
        return False
    if here in CONJUNCTIONS:
        return here in {"and", "or", "&"} and not _has_verb_before(document, first, joint)
    if is_name(document, joint - 1) and here not in {"of", "for", "from"}:
        return not is_name(document, joint + 1) or lower[first] in PREPOSITIONS
    return True


def _has_verb_before(document: Document, first: int, joint: int) -> bool:
    return any(is_verb(document, word) for word in range(max(first, joint - 12), joint))


def _list_begin(document: Document, first: int, comma: int, end: int) -> int | None:
    """Return where a list or an apposition before a comma begins; ``None`` where it does not."""
    lower = document.lower
    start = comma - 1
    while start > first and not _COMMA.search(gap(document, start)):
        start -= 1
    size = comma - start
    if lower[comma] in DETERMINERS or size > 8:
        return None
    if _is_adverbial(document, start, comma):
        return None
    if any(is_verb(document, word) for word in range(start, comma)):
        return None
    joined = any(lower[word] == "and" for word in range(comma, end))
    if not joined:
        return None
    return start


# ---------------------------------------------------------------- after the verb


def _joined(document: Document, word: int) -> bool:
    """Return whether only white space stands before a word."""
    between = gap(document, word)
    return not between.strip()


def _right_wall(document: Document, begin: int) -> int:
    """Return the word after the stretch behind a verb in which its subject may stand."""
    place = document.starts[begin]
    stop = document.sentence_at(place)[1]
    last = begin + 1
    count = len(document.words)
    while last < count and last - begin < AHEAD and document.starts[last] < stop:
        if _WALL.search(gap(document, last)):
            break
        last += 1
    return last


def _opens_phrase(document: Document, word: int) -> bool:
    here = document.lower[word]
    if here in DETERMINERS or is_name(document, word):
        return here not in TIMES and here not in SUBORDINATORS
    if here in {"early", "newly", "previously", "recently"}:
        return word + 1 < len(document.lower) and document.lower[word + 1] not in NO_NOUN
    if here in NO_NOUN or here in INSERTS:
        return False
    if here.endswith("ing"):
        return document.lower[word - 1] == "to"
    return not here.endswith("ly")


def _phrase_end(document: Document, begin: int, last: int) -> int:
    """Return the word after a noun phrase that begins at a word, without its insertions."""
    lower = document.lower
    word = begin
    named = False
    while word < last:
        here = lower[word]
        if word > begin and _COMMA.search(gap(document, word)):
            break
        if here in RELATIVES:
            return _comma(document, word, last)
        if here in PREPOSITIONS:
            if not _goes_on(document, word, last, named=named):
                break
        elif here in CONJUNCTIONS:
            if (
                here not in {"and", "or"}
                or word + 1 >= last
                or not _opens_phrase(document, word + 1)
            ):
                break
        elif word > begin and _ends_phrase(document, word, named=named):
            break
        named = named or is_name(document, word)
        word += 1
    return word


def _ends_phrase(document: Document, word: int, *, named: bool) -> bool:
    """Return whether a phrase that began before cannot go on with a word."""
    here = document.lower[word]
    if here in TIMES or here in NO_PART:
        return True
    if is_name(document, word):
        return False
    if here in ADVERBS or here.endswith("ly") or is_verb(document, word):
        return True
    return named and here.endswith("ing")


def _goes_on(document: Document, word: int, last: int, *, named: bool) -> bool:
    """Return whether a preposition after a noun belongs to the phrase, not to the verb."""
    lower = document.lower
    here = lower[word]
    if word + 1 >= last or lower[word + 1] in TIMES or lower[word + 1].isdigit():
        return False
    for ahead in range(word + 1, min(word + 5, last)):
        if lower[ahead] in VENUES:
            return False
        if is_name(document, ahead) or lower[ahead] in PREPOSITIONS:
            break
    if here in {"of", "for", "from"}:
        return True
    return not named and here in {"at", "in", "with", "to", "on", "close", "familiar", "near"}


def _comma(document: Document, word: int, last: int) -> int:
    """Return the word after the next comma, or the end of the stretch."""
    word += 1
    while word < last and not _COMMA.search(gap(document, word)):
        word += 1
    return word


def _with_inserts(document: Document, end: int, last: int) -> int:
    """Return the end of a phrase with the appositions and relative clauses that follow it."""
    lower = document.lower
    while end < last:
        between = gap(document, end)
        if "," not in between and "(" not in between:
            break
        here = lower[end]
        if here in RELATIVES:
            end = _relative_end(document, end, last)
            continue
        if (
            here in OCCASIONS
            or here in NO_NOUN - DETERMINERS
            or here in PRONOUNS
            or (here.endswith("ing") and not is_name(document, end))
        ):
            break
        end = _comma(document, end, last)
    return end


def _relative_end(document: Document, word: int, last: int) -> int:
    """Return the end of a relative clause: the sentence's, or a comma before a participle."""
    lower = document.lower
    while True:
        word = _comma(document, word, last)
        if word >= last:
            return last
        here = lower[word]
        if (here.endswith("ing") and not is_name(document, word)) or here in OCCASIONS:
            return word


# ---------------------------------------------------------------- spans


def _span(document: Document, begin: int, end: int) -> Span | None:
    """Return the place of the words from ``begin`` up to ``end``, brackets and dots made whole."""
    if end <= begin:
        return None
    text = document.text
    start, stop = document.starts[begin], document.ends[end - 1]
    opened = text.count("(", start, stop) - text.count(")", start, stop)
    if opened > 0:
        closing = text.find(")", stop, stop + 3)
        if closing >= 0:
            stop = closing + 1
    return start, stop
