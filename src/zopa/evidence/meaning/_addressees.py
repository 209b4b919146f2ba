"""To whom something was said."""

from __future__ import annotations

from zopa.evidence.meaning._context import Context
from zopa.evidence.meaning._times import MONTHS, WEEKDAYS
from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Detail, Span

TOLD = rule("addressee.told", "Somebody follows a verb like told, asked, urged, warned.")
TO = rule("addressee.to", "Somebody follows 'to' after the verb that reports (wrote to, said to).")
ANSWERED = rule("addressee.answered", "It answers somebody's question (in response to a reporter).")
LETTER = rule("addressee.letter", "A letter or message to somebody is named.")
LEAD = rule("addressee.lead", "The head of the paragraph says whom the speaker told.")

_TELL = frozenset(
    "tell tells told telling ask asks asked asking urge urges urged urging warn warns warned "
    "warning inform informs informed informing assure assures assured assuring remind reminds "
    "reminded reminding advise advised advises order ordered orders instruct instructed command "
    "commanded beg begged begs implore implored entreat promise promised promises promising "
    "threaten threatened threatens notify notified text texted email emailed reassure reassured "
    "invite invited encourage encouraged encourages press pressed persuade convince convinced "
    "lecture caution cautioned thank thanked congratulate congratulated challenge challenged "
    "offer offered".split()
)
_SPEAK = frozenset(
    "say says said saying write writes wrote writing speak speaks spoke suggest suggested explain "
    "explained propose proposed appeal appealed appeals announce announced complain complained "
    "confess repeat repeated reply replied respond responded add added admitted pledge pledged vowed "
    "vow addressed addressing remarks".split()
)
_ENDS = (
    frozenset(
        "to that in on at about during whether if when while after before by with from as for of "
        "how why what who which where until because since through via inside outside over earlier "
        "later last this next than was were is are had has have would will could not never and "
        "but or he she they it early late yesterday today reading saying adding".split()
    )
    | frozenset(WEEKDAYS)
    | {name for name in MONTHS if len(name) > 3}
)
_ARTICLES = frozenset("a an the".split())
_PERSON = frozenset("him her them me us you".split())
_NOT_PERSONS = frozenset(
    "peace help support it its war force money action nothing something everything more less "
    "their his our my your guidance".split()
)
_LETTERS = frozenset(
    "letter letters email e-mail memo message note telegram remarks speech".split()
)
_RESPONSES = frozenset("response reply replying responding answer".split())
_ASKING = frozenset("asked questioned pressed".split())
_ANSWERS = _LETTERS | _RESPONSES | _ASKING
_LEADS = frozenset(["told", "telling"])
CLUES = _ANSWERS | _LEADS
"""A sentence with none of these words names nobody outside the words of its verb."""
_ASKED = ("question", "questions", "request", "query", "criticism", "comments")
_OPENING = " \n\u00a0“‘\"'"
MOST = 7
"""Words that a name may have."""


def addressee_of(document: Document, found: Found, around: Context) -> Detail | None:
    """Return to whom it was said, or ``None``.

    Examples
    --------
    >>> from zopa.evidence.meaning._context import context_of
    >>> text = 'The mayor told reporters in Rome that he agreed.'
    >>> found = Found(pieces=((33, 47),), mode="indirect", rule="", cue=(10, 14))
    >>> document = Document(text)
    >>> addressee_of(document, found, context_of(document, found)).value
    'reporters'
    """
    told = _told(document, found, around)
    if told is not None:
        return told
    if around.words and not _ANSWERS.isdisjoint(around.words):
        for start, end in around.sentence:
            answered = _mentioned(document, start, end)
            if answered is not None:
                return answered
    if around.lead is None or _LEADS.isdisjoint(around.lead[1]):
        return None
    return _in_lead(document, around.lead[0])


def _told(document: Document, found: Found, around: Context) -> Detail | None:
    for index, word in enumerate(around.verb, around.cue_words.start):
        if word in _SPEAK:
            if document.lower[index + 1 : index + 2] != ["to"]:
                return None
            limit = _next_piece(document, found)
            return _name(document, index + 2, limit, TO) if _joined(document, index) else None
        if word in _TELL:
            limit = _next_piece(document, found)
            if word in {"promise", "promises", "promised", "offer", "offered", "promising"}:
                limit = min(limit, (found.cue or (0, 0))[1] + 40)
            return _name(document, index + 1, limit, TOLD)
    return None


def _next_piece(document: Document, found: Found) -> int:
    """Return where the words said begin or go on after the verb, or its sentence ends."""
    verb = found.cue[1] if found.cue else 0
    end = document.sentence_at(max(verb - 1, 0))[1]
    return min([start for start, _ in found.pieces if start >= verb], default=end)


def _mentioned(document: Document, start: int, end: int) -> Detail | None:
    """Return whom a stretch names: *in response to a reporter's question*, *in a letter to X*."""
    words = document.words
    places = document.words_in(start, end)
    for index in places:
        word = words[index]
        if word == "to" and index > places.start:
            before = words[index - 1].lower()
            if before in _RESPONSES:
                return _asker(document, index + 1, end)
            if before in _LETTERS:
                return _name(document, index + 1, end, LETTER)
        elif word in _ASKING and words[index + 1 : index + 2] == ["by"]:
            return _name(document, index + 2, end, ANSWERED)
    return None


def _asker(document: Document, index: int, limit: int) -> Detail | None:
    """Return whose question it was; a question alone is nobody's."""
    span = _stretch(document, index, limit)
    if span is None:
        return None
    words = document.text[slice(*span)].replace("’", "'")
    owner, mark, _ = words.partition("'s ")
    if not mark and words.endswith(_ASKED):
        return None
    return _detail(document, (span[0], span[0] + len(owner)), ANSWERED)


def _in_lead(document: Document, lead: Span) -> Detail | None:
    for index in document.words_in(*lead):
        if document.words[index] in _LEADS:
            return _name(document, index + 1, lead[1], LEAD)
    return None


def _name(document: Document, index: int, limit: int, why: str) -> Detail | None:
    span = _stretch(document, index, limit)
    return None if span is None else _detail(document, span, why)


def _stretch(document: Document, index: int, limit: int) -> Span | None:
    """Return the words of a noun phrase from ``index`` on, up to a word or mark that ends it."""
    words, starts, ends, text = document.words, document.starts, document.ends, document.text
    if not _joined(document, index - 1):
        return None
    first, last = index, -1
    for at in range(index, min(index + MOST, len(words))):
        if starts[at] >= limit:
            break
        small = document.lower[at]
        if small in _ENDS and (last < 0 or not _goes_on(words, at)):
            break
        if last >= 0 and text[ends[last] : starts[at]].strip(". \u00a0"):
            break
        last = at
        if small in _PERSON:
            break
    if last < 0 or words[first].lower() in _NOT_PERSONS:
        return None
    while last > first and words[last].lower() in {"of", "the", "and"}:
        last -= 1
    return starts[first], ends[last]


def _joined(document: Document, index: int) -> bool:
    """Return whether nothing stands between a word and the next but space, or an opening mark."""
    if not 0 <= index < len(document.words) - 1:
        return False
    gap = document.text[document.ends[index] : document.starts[index + 1]]
    return "\n\n" not in gap and not gap.strip(_OPENING)


def _goes_on(words: list[str], at: int) -> bool:
    """Return whether a name goes on after a small word: *Bank of Rome*, *Roe and Doe*."""
    return (
        words[at] in {"of", "and"} and words[at + 1 : at + 2] != [] and words[at + 1][0].isupper()
    )


def _detail(document: Document, span: Span, why: str) -> Detail | None:
    text = document.text[slice(*span)]
    first, _, rest = text.partition(" ")
    value = rest if first.lower() in _ARTICLES and rest else text
    if value.lower() in _ARTICLES:
        return None
    return Detail(value=value, text=text, span=span, rule=why)
