"""Where something was said: an occasion, a medium, a place."""

from __future__ import annotations

import re
from bisect import bisect_left

from zopa.evidence.meaning._context import Context
from zopa.evidence.meaning._times import MONTHS, WEEKDAYS
from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found
from zopa.model.ledger import Detail, Span

OCCASION = rule(
    "venue.occasion", "An occasion or a medium is named in the sentence (at a press conference)."
)
LEAD = rule("venue.lead", "It is named at the head of the paragraph.")
VERB = rule("venue.verb", "The verb that reports names the medium (tweeted).")
SOURCE = rule("venue.source", "What speaks is itself a text (the statement reads).")
CHANNEL = rule("venue.channel", "A channel or medium with a name is given (on CNN).")
PLACE = rule("venue.place", "A place with a name follows the verb that reports (said in Hanoi).")

_HEADS = {
    "conference": "press conference",
    "interview": "interview",
    "interviews": "interview",
    "statement": "statement",
    "statements": "statement",
    "letter": "letter",
    "memo": "memo",
    "memorandum": "memo",
    "speech": "speech",
    "address": "address",
    "remarks": "remarks",
    "tweet": "tweet",
    "tweets": "tweet",
    "post": "post",
    "posting": "post",
    "blog": "post",
    "email": "e-mail",
    "e-mail": "e-mail",
    "emails": "e-mail",
    "briefing": "briefing",
    "rally": "rally",
    "hearing": "hearing",
    "testimony": "testimony",
    "debate": "debate",
    "meeting": "meeting",
    "summit": "summit",
    "podcast": "podcast",
    "call": "call",
    "telegram": "telegram",
    "communique": "communique",
    "communiqué": "communique",
    "broadcast": "broadcast",
    "video": "video",
    "article": "article",
    "op-ed": "article",
    "editorial": "article",
    "column": "article",
    "report": "report",
    "filing": "filing",
    "session": "session",
    "dinner": "dinner",
    "lunch": "lunch",
    "town hall": "town hall",
    "forum": "forum",
    "appearance": "appearance",
    "message": "message",
    "note": "note",
    "twitter": "Twitter",
    "facebook": "Facebook",
    "television": "television",
    "radio": "radio",
    "tv": "television",
}
_WORDS = "|".join(sorted(map(re.escape, _HEADS), key=len, reverse=True))
_OCCASION = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Dd]uring|[Oo]n|[Vv]ia|[Tt]hrough|[Ff]rom|[Bb]y)\s"
    r"((?:[\w’'&.-]{1,20}\s){0,5}?"
    rf"(?:{_WORDS}))\b(?:\s(?P<link>with|on|to)\s(?P<of>(?:the\s)?(?:[A-Z][\w’'&.-]{{0,20}}[ ]?){{1,4}}))?"
)
_CHANNEL = re.compile(r"\bon\s((?:the\s)?(?:[A-Z][\w’'&.-]{1,20}\s?){1,4})")
_PLACE = re.compile(r"\bin\s((?:[A-Z][\w’'.-]{1,20}\s?){1,3})")
_NAMED = re.compile(r"[io]n\s(?:the\s)?[A-Z]")
"""A quick look for a channel or a place."""
KEYS = frozenset(word.split()[-1] for word in _HEADS)
"""A sentence with none of these words names no occasion."""
_VERBS = {
    "tweeted": "tweet",
    "tweets": "tweet",
    "tweeting": "tweet",
    "tweet": "tweet",
    "retweeted": "tweet",
    "posted": "post",
    "emailed": "e-mail",
    "e-mailed": "e-mail",
    "texted": "message",
    "testified": "testimony",
    "blogged": "post",
    "telephoned": "call",
}
_SPEAKS = frozenset(
    "statement letter memo tweet post email e-mail communique report message telegram".split()
)
_NO_PLACE = frozenset([*MONTHS, *WEEKDAYS, "response", "reply"])
_LANGUAGES = frozenset(
    "arabic bengali cantonese catalan chinese czech danish dutch english finnish french german greek "
    "hebrew hindi hungarian indonesian italian japanese korean malay mandarin norwegian persian "
    "polish portuguese romanian russian serbian spanish swahili swedish thai turkish ukrainian urdu "
    "vietnamese welsh".split()
)
"""What one speaks *in*, and is not: no place where nothing follows (*in French*)."""
NEAR = 60
"""Characters after the verb within which a place belongs to it."""
_AROUND_NOUN = frozenset("said told that which who and but of".split())
_ON = frozenset("twitter facebook television radio tv podcast call broadcast video blog".split())


def venue_of(document: Document, found: Found, around: Context) -> Detail | None:
    """Return where it was said, or ``None``; an occasion goes before a channel, a place is added.

    ``value`` names the occasion (*press conference*, *interview with CNN*), then the place.

    Examples
    --------
    >>> from zopa.evidence.meaning._context import context_of
    >>> text = 'At a press conference in Oslo, he said "no".'
    >>> found = Found(pieces=((39, 43),), mode="direct", rule="", cue=(34, 38))
    >>> document = Document(text)
    >>> venue_of(document, found, context_of(document, found)).value
    'press conference, Oslo'
    """
    text = document.text
    if around.words and not KEYS.isdisjoint(around.words):
        for span in around.sentence:
            occasion = _occasion(text, span, OCCASION)
            if occasion is not None:
                return _with_place(text, occasion, span)
    said = _by_verb(document, found, around)
    if said is not None:
        return said
    if found.cue and _NAMED.search(text, found.cue[1], found.cue[1] + NEAR):
        for span in around.sentence:
            named = _named(text, span, around)
            if named is not None:
                return named
    if around.lead is None or KEYS.isdisjoint(around.lead[1]):
        return None
    return _occasion(text, around.lead[0], LEAD)


def _occasion(text: str, span: Span, why: str) -> Detail | None:
    for match in _OCCASION.finditer(text, *span):
        words = match.group(1).split()
        if not _AROUND_NOUN.isdisjoint(words):
            continue
        if match.group()[:2].lower() == "on" and words[-1].lower() not in _ON:
            continue
        head = _HEADS.get(" ".join(words[-2:]).lower()) or _HEADS[words[-1].lower()]
        if (
            head == "press conference"
            and len(words) > 1
            and words[-2].lower() not in {"press", "news"}
        ):
            head = "conference"
        of = (match["of"] or "").strip().rstrip(".,")
        value = f"{head} with {of}" if of and match["link"] == "with" else head
        start, end = match.start(), match.start() + len(match.group().rstrip(" .,\u00a0"))
        return Detail(value=value, text=text[start:end], span=(start, end), rule=why)
    return None


def _with_place(text: str, occasion: Detail, span: Span) -> Detail:
    """Return the occasion with the place that the same stretch names."""
    for match in _PLACE.finditer(text, *span):
        place = _proper(match.group(1))
        if place and place not in occasion.text:
            return Detail(
                value=f"{occasion.value}, {place}",
                text=occasion.text,
                span=occasion.span,
                rule=occasion.rule,
            )
    return occasion


def _by_verb(document: Document, found: Found, around: Context) -> Detail | None:
    for index, verb in enumerate(around.verb, around.cue_words.start):
        if verb in _VERBS:
            span = (document.starts[index], document.ends[index])
            words = document.text[slice(*span)]
            return Detail(value=_VERBS[verb], text=words, span=span, rule=VERB)
    if found.source is None:
        return None
    lower = document.lower
    last = bisect_left(document.starts, found.source[1]) - 1
    if last < 0 or document.starts[last] < found.source[0] or lower[last] not in _SPEAKS:
        return None
    words = document.text[slice(*found.source)]
    return Detail(value=_HEADS[lower[last]], text=words, span=found.source, rule=SOURCE)


def _named(text: str, span: Span, around: Context) -> Detail | None:
    if around.cue is None:
        return None
    start = max(span[0], around.cue[1])
    end = min(span[1], around.cue[1] + NEAR)
    if start >= end:
        return None
    for form, why in ((_CHANNEL, CHANNEL), (_PLACE, PLACE)):
        match = form.search(text, start, end)
        if match is None:
            continue
        name = _proper(match.group(1))
        if name:
            place = (match.start(), match.start(1) + len(name))
            return Detail(value=name, text=text[slice(*place)], span=place, rule=why)
    return None


def _proper(name: str) -> str:
    """Return a name without what is no part of it; nothing for a month or a day."""
    words = name.strip().rstrip(".,").split()
    while words and words[-1].lower().rstrip(".") in _NO_PLACE:
        words.pop()
    if len(words) == 1 and words[0].lower() in _LANGUAGES:
        return ""
    if not words or words[0].lower().rstrip(".") in _NO_PLACE or words == ["the"]:
        return ""
    return " ".join(words)
