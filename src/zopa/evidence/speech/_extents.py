"""Where reported content ends."""

from __future__ import annotations

from bisect import bisect_right

from zopa.evidence.speech._classes import FINITE, SUBORDINATORS, TIMES
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._frames import HELPERS, NOMINATIVE, gap

WINDOW = 600
"""Characters of content that are looked at, at most."""

CLAUSAL = frozenset(["that", "clause", "wh"])
"""Frames whose content is a clause."""

REPORTING = frozenset(
    """
    added adding announced argued arguing asserted calling citing claimed claiming declared
    describing explained explaining insisted insisting noted noting promised promising
    predicted reported said saying says suggested suggesting tells telling told tweeted
    urging vowed vowing warned warning writes writing wrote
    """.split()
)
TAIL = frozenset("who which whose although though according compared given despite".split())
"""Words that open the narrator's own remark after a comma."""
LIGHT_TAIL = frozenset(
    """
    a an after as before but even including in mr mrs ms so the then when where while with yet
    now he she they his her from
    """.split()
)
"""Words that open it after a comma where the content is no clause."""
SPOKEN_AT = frozenset(
    "interview rally speech statement debate tweet news conference address op-ed memo".split()
)
CLAUSE_TAIL = frozenset("a after an so they when".split())
"""Words that may open it after a comma where the content is a clause."""
STOPPERS = frozenset(
    "according after and as at because before but during even in on when while".split()
)
"""Words with which content that is no clause may end."""
_CLAUSE_BREAKS = TAIL | REPORTING | {"while", "he", "she"}
_PHRASE_BREAKS = TAIL | REPORTING | LIGHT_TAIL
CLAUSE_STOPPERS = frozenset(["according", "and"])
"""Words with which a clause may end."""
AFTER_TAG = TIMES | {"at", "in", "on"}
NO_TAG = HELPERS - {"had", "has", "have"}
SURELY, MAYBE = 2, 1
SHORT_LEAD = 3
"""Words before a comma that is not yet the one before the subject."""
FAR = 70
"""Words of content before its cue that are looked at, at most."""
CONTRASTS = frozenset("although but though while".split())
LEADS = frozenset(
    """
    after although as at because before by despite during even if in once on since through
    though under unless until when while with without
    """.split()
)
"""Words that lead into a clause whose subject follows a comma."""
DASHES = "—–-"


def content_end(
    document: Document, first: int, stop: int, frame: str, *, brief: bool = False
) -> int:
    """Return the word after the content that begins at a word.

    Parameters
    ----------
    document
        A text.
    first
        First word of the content.
    stop
        First word after its sentence.
    frame
        Name of the frame it stands in.
    brief
        Whether the first comma ends it, because the main clause goes on after it.
    """
    if first + 1 >= stop:
        return stop
    starts, ends = document.starts, document.ends
    clausal = frame in CLAUSAL
    bare = _clause_end if clausal or frame == "inf" else _phrase_end
    stoppers = CLAUSE_STOPPERS if bare is _clause_end else STOPPERS
    marked = _clause_tail if clausal else _phrase_tail
    if starts[stop - 1] > (limit := starts[first] + WINDOW):
        stop_here = bisect_right(starts, limit, first + 1, stop)
    else:
        stop_here = stop
    quoted = False
    lead = clausal and _leads_in(document, first, stop)
    stretch = slice(first + 1, stop_here)
    places = range(first + 1, stop_here)
    for word, between, here in zip(
        places, document.gaps[stretch], document.lower[stretch], strict=True
    ):
        if between == " ":
            if here not in stoppers or quoted:
                continue
            sure = bare(document, first, word, stop)
        else:
            if between != ", ":
                quoted = _is_quoted(between, quoted=quoted)
            mark = between.strip()
            if quoted or not mark or between == "-":
                continue
            if lead and "," in mark:
                lead = word - first < SHORT_LEAD
                continue
            sure = SURELY if brief and "," in mark else marked(document, word, stop, mark)
        # where it may go on, either reading is near enough if the part before is the longer one
        if sure == SURELY or (sure and 2 * starts[word] >= starts[first] + ends[stop - 1]):
            return word
    return stop_here


def main_verb(document: Document, noun: int, first: int, content: int, end: int) -> int:
    """Return the verb of the sentence whose subject is a noun with a clause; else ``end``.

    *The claim that the lock is unsafe was dismissed*: no verb stands before the noun, and each
    clause behind it takes one verb.
    """
    lower, gaps = document.lower, document.gaps
    if noun - first > SHORT_SUBJECT:
        return end
    if any(here in _FINITES or here[-2:] == "ed" for here in lower[first:noun]):
        return end
    clauses = 0
    word = content
    while word < end:
        here = lower[word]
        if word > content and gaps[word] != " " and gap(document, word):
            return end
        if here in _OPENS_CLAUSE:
            clauses += 1
        elif here in _FINITES:
            if not clauses:
                return word
            clauses -= 1
            while word + 1 < end and lower[word] in HELPERS and lower[word + 1] in _FINITES:
                word += 1  # has been, be opened
        word += 1
    return end


SHORT_SUBJECT = 6
"""Words before a noun that is the subject of its sentence, at most."""
_FINITES = HELPERS | FINITE
_OPENS_CLAUSE = SUBORDINATORS | {"that", "which", "who", "whose", "whom", "and", "but", "or"}


def _is_quoted(between: str, *, quoted: bool) -> bool:
    """Return whether a quotation is open after these marks."""
    if "“" in between:
        return True
    if "”" in between:
        return False
    if between.count('"') == 1 or "''" in between:
        return not quoted
    return quoted


def content_start(document: Document, end: int, first: int) -> int:
    """Return the first word of content that stands before its cue, at the word ``end``."""
    lower, gaps = document.lower, document.gaps
    word = end - 1
    limit = max(first, end - FAR)
    for between in gaps[word:limit:-1] if word > limit else ():
        if between != " ":
            if ";" in between:
                return word
            if end - word > 3 and "," in between and lower[word] in CONTRASTS:
                return word + 1
        word -= 1
    if lower[word] in {"and", "but"} and word < end - 1:
        word += 1
    return word


def _leads_in(document: Document, first: int, stop: int) -> bool:
    """Return whether a clause opens with words of time or condition, up to a comma."""
    word = first + (document.lower[first] == "that")
    if word >= stop:
        return False
    here = document.lower[word]
    if word > first and "," in gap(document, word):
        return True
    return here in LEADS


def _phrase_end(document: Document, first: int, word: int, stop: int) -> int:
    """Return how surely content that is no clause ends at a mere blank before a word."""
    lower = document.lower
    here = lower[word]
    if here == "according":
        return SURELY
    if here == "and":
        return SURELY if _new_verb(document, word, stop) else 0
    if here in {"in", "at", "on"}:
        ahead = lower[word + 1 : min(word + 5, stop)]
        return SURELY if not SPOKEN_AT.isdisjoint(ahead) else 0
    if word == first + 1:
        return 0
    return SURELY if here in {"but", "while"} else MAYBE


def _clause_end(document: Document, first: int, word: int, stop: int) -> int:
    """Return how surely a clause ends at a mere blank before a word."""
    here = document.lower[word]
    if here == "and":
        return SURELY if _reports_again(document, word, stop) else 0
    return SURELY if here == "according" and word > first else 0


def _new_verb(document: Document, word: int, stop: int) -> bool:
    """Return whether a verb of the main clause follows ``and``."""
    if word + 1 >= stop:
        return False
    after = document.lower[word + 1]
    return (
        after in HELPERS
        or after in FINITE
        or (after.endswith("ed") and not document.lower[word - 1].endswith("ed"))
        or _reports_again(document, word, stop)
    )


def _reports_again(document: Document, word: int, stop: int) -> bool:
    """Return whether a verb that reports follows ``and`` soon, before any other mark."""
    lower, gaps = document.lower, document.gaps
    for ahead in range(word + 1, min(word + 6, stop)):
        if ahead > word + 1 and gaps[ahead] != " " and gaps[ahead].strip():
            return False
        here = lower[ahead]
        if here in REPORTING:
            return not here.endswith("ing") or ahead == word + 1
        if here in {"that", "to"}:
            return False
    return False


def _clause_tail(document: Document, word: int, stop: int, mark: str) -> int:  # noqa: PLR0911 - one return for each case
    """Return how surely a clause ends at a mark before a word."""
    if mark[0] == ";":
        return SURELY
    if mark[0] in DASHES:
        return MAYBE
    if "," not in mark:
        return 0
    here = document.lower[word]
    if here in _CLAUSE_BREAKS:
        return SURELY
    if _is_tag(document, word, stop):
        return SURELY
    after = document.lower[word + 1] if word + 1 < stop else ""
    if here == "but":
        return 0 if after in {"that", "also"} else MAYBE
    if here == "and":
        return SURELY if _reports_again(document, word, stop) else MAYBE
    return MAYBE if here in CLAUSE_TAIL or here.endswith("ing") else 0


def _phrase_tail(document: Document, word: int, stop: int, mark: str) -> int:
    """Return how surely content that is no clause ends at a mark before a word."""
    if mark[0] == ";" or mark[0] in DASHES:
        return SURELY
    if "," not in mark:
        return 0
    here = document.lower[word]
    if here == "and":
        subject = word + 1 < stop and document.lower[word + 1] in NOMINATIVE
        return SURELY if subject or _new_verb(document, word, stop) else 0
    if here == "but" and word + 2 < stop and document.lower[word + 1] == "not":
        return 0 if document.lower[word + 2] != "only" else SURELY  # agreed to one, but not to both
    if here in _PHRASE_BREAKS or here.endswith("ing"):
        return SURELY
    return SURELY if _is_tag(document, word, stop) else 0


def _is_tag(document: Document, word: int, stop: int) -> bool:
    """Return whether words like ``he said`` stand at a word, to the end or to a mark."""
    lower, gaps = document.lower, document.gaps
    for ahead in range(word, min(word + 7, stop)):
        if ahead > word and gaps[ahead] != " " and gaps[ahead].strip():
            return False
        here = lower[ahead]
        if here in REPORTING and ahead > word:
            after = ahead + 1
            return after >= stop or bool(gap(document, after)) or lower[after] in AFTER_TAG
        if here in NO_TAG:
            return False
    return False
