"""Tags: a subject and its verb behind what is said (``, Roe claimed``)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from zopa.evidence.speech._classes import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
)
from zopa.evidence.speech._cues import FORMS
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._extents import LEADS
from zopa.evidence.speech._frames import HELPERS
from zopa.evidence.speech._phrases import subject_before

MAIN_VERBS = HELPERS | FINITE
_FAR = 120
"""Words before a tag that are looked at for a verb, at most."""
_TITLE = 7
"""Words of an apposition before a name, at most."""
_OPENS_TITLE = frozenset("a an her his its the their".split())
_QUOTES = frozenset("\"“”‘'")
_NO_SPEAKER = CONJUNCTIONS | SUBORDINATORS | RELATIVES | PREPOSITIONS
"""Words with which neither a speaker begins nor a clause that is the whole content."""
_NO_VERB = DETERMINERS | PREPOSITIONS
"""Words that stand before a noun and before no finite verb."""
DASHES = frozenset(["—", "–", "--", "-"])
_NO_MARKS = frozenset(["", ".", "'", "’"])
AFTER_TAG = frozenset(
    "a adding an and but calling citing including noting referring saying the which who".split()
)
_REMARKS = AFTER_TAG - {"a", "an", "the"}
_CLAUSE_LEADS = LEADS & SUBORDINATORS
_LEAD_WORDS = ADVERBS | PREPOSITIONS | _CLAUSE_LEADS
LONG_LEAD = 16
"""Words of an adverbial or a clause before a tag amid its sentence, at most."""


def named_before(document: Document, group: int, word: int, first: int) -> int:
    """Return the first word of a subject with an apposition before a verb (``Roe, a cook, said``).

    It is ``first`` where there is none, or where the words that are said follow the verb.
    """
    source = subject_before(document, group)
    if source is None or _opens_quotation(document, word + 1):
        return first
    gaps, lower = document.gaps, document.lower
    begin = bisect_left(document.starts, source[0], first, group)
    if begin <= first or "," not in gaps[begin]:
        return first
    for title in range(begin - 1, max(first, begin - _TITLE), -1):
        if gaps[title] != " " and "," in gaps[title]:  # the apposition may come first
            return title if lower[title] in _OPENS_TITLE else begin
    return begin


def _opens_quotation(document: Document, word: int) -> bool:
    """Return whether the mark before a word says that quoted words follow."""
    between = document.gaps[word] if word < len(document.gaps) else ""
    return ":" in between or not _QUOTES.isdisjoint(between)


def follows_clause(document: Document, begin: int, first: int) -> bool:
    """Return whether a whole clause stands before the subject of a tag (``, Roe claimed``)."""
    lower = document.lower
    here = lower[begin]
    if (here in _NO_SPEAKER and here != "according") or lower[first] in _NO_SPEAKER:
        return False
    return _has_verb(lower[max(first, begin - _FAR) : begin - 1])


def _has_verb(words: Iterable[str]) -> bool:
    """Return whether a finite verb may be among words in small letters."""
    before = ""
    for here in words:
        if here in MAIN_VERBS or (before and before not in _NO_VERB and _may_be_verb(here)):
            return True
        before = here
    return False


def _may_be_verb(here: str) -> bool:
    found = FORMS.get(here)
    return here[-2:] == "ed" if found is None else bool(found.verb) and found.shape != "ing"


def goes_on(document: Document, begin: int, first: int, word: int) -> bool:
    """Return whether what is said goes on at the word after a tag that begins at ``begin``."""
    here = document.lower[word]
    if here.endswith("ing"):
        return False
    return here not in AFTER_TAG or (here not in _REMARKS and _is_only_lead(document, begin, first))


def _is_only_lead(document: Document, begin: int, first: int) -> bool:
    """Return whether all that stands before a tag leads in a clause (``On that day, Roe said,``)."""
    lower = document.lower
    first += lower[first] in CONJUNCTIONS
    if not 0 < begin - first <= LONG_LEAD or lower[first] not in _LEAD_WORDS:
        return False
    if any("," in between for between in document.gaps[first + 1 : begin]):
        return False
    return lower[first] in _CLAUSE_LEADS or not _has_verb(lower[first:begin])


def subject_start(document: Document, group: int, first: int) -> int:
    """Return the word after the mark before a verb group; ``first`` where none is near."""
    word = group - 1
    limit = max(first, group - 16)
    for between in document.gaps[word:limit:-1]:
        if len(between) != 1 and between.strip() not in _NO_MARKS:
            return word
        word -= 1
    return first
