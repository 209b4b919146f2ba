"""What each stretch of a text is: headline, body, post, comment, furniture, ..."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from zopa.evidence.rules import rule
from zopa.evidence.sources._datelines import TOP, dateline, is_byline, is_date, is_top
from zopa.evidence.sources._dates import iso_day
from zopa.evidence.sources._epigraphs import EPIGRAPH, motto, sayings
from zopa.evidence.sources._lines import (
    COMMENT_FORM,
    COMMENTS,
    DASHES,
    ENDS,
    ENTRY,
    LIST_HEAD,
    QUOTE,
    SHORT,
    SIGNED,
    core,
    furniture,
)
from zopa.evidence.sources._marks import BODY, Hint, Marks
from zopa.evidence.sources._posts import posts
from zopa.evidence.sources._prose import prose
from zopa.model.ledger import Zone

_HEADLINE = rule("zones.headline", "The first line stands alone above a longer text.")
_FURNITURE = rule("zones.furniture", "The line has the words of a page, not of a report.")
_SECTION = rule("zones.section", "A line of one to three words stands above the headline.")
_REPEATED = rule("zones.repeated-headline", "The line repeats the headline.")
_LISTED = rule("zones.listed-headline", "A headline of another report, in a list or after the end.")
_DATELINE = rule("zones.dateline", "Place, date or agency before a dash begin the report.")
_DATE_LINE = rule("zones.date-line", "A line near the top is a date.")
_BYLINE = rule("zones.byline", "A line near the top names the reporters.")
_COMMENT = rule("zones.comments", "After the report readers comment: a header, names, dates.")

_HEADLINE_LONGEST = 250
_LISTED_LONGEST = 140
_ODD = 6  # marks and spaces by which a repeated headline may differ
_SECTION_WORDS = 3
_WITHIN = 12  # lines after the header of comments within which one begins
_SPEECH = re.compile(
    r"\b(?:said|says|told|added|replied|asked|according to|stated|announced|warned)\b",
    re.IGNORECASE,
)
_LAST = frozenset(".?!…\"”’')]")
_TEASER = re.compile(r"\d{1,2}[.)]?\s|[\"“'‘][^\"”’']{2,80}[\"”'’]:\s")
_COUNTS = frozenset("0123456789NnOo")
"""Letters with which a number of comments begins."""
_PLAIN = re.compile(r"\W+")


class Layout(NamedTuple):
    """Zones of a text, and what they say about it."""

    zones: tuple[Zone, ...]
    headline: str | None
    date: str | None
    """Day in a dateline or in a line near the top; ``None`` where none is certain."""


def layout(text: str, hints: Iterable[Hint] = ()) -> Layout:
    r"""Return what each stretch of a text is.

    Parameters
    ----------
    text
        A report as it was extracted.
    hints
        What mark-up says, in order and apart; their word stands, the rest is judged by its lines.

    Notes
    -----
    A line is the unit, but for a dateline.  What nothing speaks against is body: furniture taken
    for the report costs a look, a lost statement costs the case.  Cost: linear.

    Examples
    --------
    >>> found = layout("Talks end\n\nPARIS (AP) — Both sides left.\n\nThey will return.")
    >>> [zone.label for zone in found.zones]
    ['headline', 'dateline', 'body']
    """
    marks = Marks(text, hints)
    _furniture(marks)
    motto(marks)
    first = _headline(marks)
    date = _top(marks, first)
    headline = None if first is None else marks.words[first]
    _comments(marks)
    _tail(marks, headline)
    for number, why in posts(marks.words, [label is None for label in marks.labels]):
        marks.put(number, "embedded", why)
    cut = _dateline(marks, first)
    if cut is not None:
        date = date or iso_day(text[cut[0] : cut[1]])
    return Layout(_zones(marks, cut), headline, date)


def _furniture(marks: Marks) -> None:
    shown = {words for words in set(marks.words) if furniture(words)}
    if shown:
        for number, words in enumerate(marks.words):
            if words in shown:
                marks.put(number, "furniture", _FURNITURE)


def _headline(marks: Marks) -> int | None:
    """Label the headline and sections above it; return its line."""
    said = next(
        (n for n, label in enumerate(marks.labels) if label and label[0] == "headline"), None
    )
    if said is not None:
        return said
    free = [n for n in range(min(TOP, len(marks.words))) if marks.free(n)]
    for place, number in enumerate(free[:3]):
        words = marks.words[number]
        if is_top(words):
            continue
        later = free[place + 1 :]
        if (
            place < 2
            and len(words.split()) <= _SECTION_WORDS
            and not QUOTE.search(words)
            and later[1:]
            and later[0] == number + 1
            and not is_top(marks.words[later[0]])
            and _heads(marks, later[0])
            and len(marks.words[later[0]].split()) > _SECTION_WORDS
            and not ENDS.search(marks.words[later[0]])
        ):
            marks.put(number, "furniture", _SECTION)
            continue
        if _heads(marks, number):
            marks.put(number, "headline", _HEADLINE)
            if words.endswith(";") and later[:1] == [number + 1]:
                marks.put(number + 1, "headline", _HEADLINE)
            return number
        return None
    return None


def _heads(marks: Marks, number: int) -> bool:
    """Return whether a line stands above the text like a headline."""
    words = marks.words[number]
    following = range(number + 1, min(number + 60, len(marks.words)))
    if len(words) > _HEADLINE_LONGEST or not following or dateline(words):
        return False
    if not ENDS.search(words):
        return words[-1] not in ",:" and (words[0] not in '"“' or not _SPEECH.search(words))
    body = sum(marks.ends[n] - marks.starts[n] for n in following)
    alone = QUOTE.search(words) is None or _SPEECH.search(words) is None
    if not alone:
        return False
    return (
        body > 3 * len(words)
        or _titled(words.rstrip("."))
        or bool(dateline(marks.words[following[0]]))
    )


def _top(marks: Marks, first: int | None) -> str | None:
    """Label bylines and dates near the top; return the date that is published there."""
    dates: list[tuple[bool, str]] = []
    for number in range(min(TOP, len(marks.words))):
        words = marks.words[number]
        label = marks.labels[number]
        if label and label[0] in {"headline", "comment", "embedded", "epigraph"}:
            continue
        if first is not None and number > first + 6:
            break
        if is_date(words):
            marks.put(number, "dateline", _DATE_LINE)
        elif is_byline(words) and not ENDS.search(words.rstrip(".")):
            marks.put(number, "byline", _BYLINE)
        if (label := marks.labels[number]) and label[0] in {"dateline", "byline"}:
            day = iso_day(words)
            dates += (
                [(words.lower().startswith(("updated", "last", "modified")), day)] if day else []
            )
    return min(dates)[1] if dates else None


def _dateline(marks: Marks, first: int | None) -> tuple[int, int] | None:
    """Return the place of the dateline that begins the report."""
    seen = 0
    for number in range(0 if first is None else first + 1, min(2 * TOP, len(marks.words))):
        if not marks.free(number):
            continue
        words = marks.words[number]
        found = dateline(words)
        if found:
            start = marks.text.index(words[:1], marks.starts[number])
            return start, start + found.end()
        seen += 1
        if seen == 3:
            return None
    return None


def _comments(marks: Marks) -> None:
    """Label everything after the header of readers' comments."""
    lines, labels = marks.words, marks.labels
    short = {words for words in set(lines) if len(words) <= SHORT}
    heads = {words for words in short if COMMENTS.match(core(words)) and not _told(words)}
    labelled = {words for words, label in zip(lines, labels, strict=True) if label is not None}
    forms = {words for words in labelled if COMMENT_FORM.match(core(words))}
    if not heads and not forms:
        return
    body = 0
    for number, words in enumerate(lines):
        free = labels[number] is None
        if words not in (heads if free else forms):
            body += free
        elif body >= 2 and _commented(lines, number):
            _block(marks, number)
            return


def _told(words: str) -> bool:
    """Return whether a line about comments is the report's own sentence."""
    return prose(words, addressed=core(words)[0] not in _COUNTS)


def _commented(lines: list[str], number: int) -> bool:
    """Return whether comments, or the form for them, follow a header."""
    near = [words for words in lines[number + 1 : number + 1 + _WITHIN] if len(words) < SHORT]
    if any(COMMENT_FORM.match(core(words)) for words in near[:5]):
        return True
    header = core(lines[number])
    if COMMENT_FORM.match(header) and not COMMENTS.match(header):
        return number > len(lines) // 2
    return any(ENTRY.match(core(words)) for words in near)


def _block(marks: Marks, header: int) -> None:
    lines = marks.words
    for number in range(header, len(lines)):
        marks.put(number, "comment", _COMMENT)
    signed = [
        n
        for n in range(header + 1, len(lines))
        if lines[n][0] in DASHES and SIGNED.match(lines[n][:120])
    ]
    listed = len(lines)
    for number in signed:
        indent = lines[number] and marks.text[marks.starts[number]].isspace()
        if not indent and len(lines[number]) < 120:
            for part in (number - 1, number):
                marks.labels[part] = ("epigraph", EPIGRAPH)
            listed = min(listed, number + 1)
    _listed(marks, listed)


def _listed(marks: Marks, begin: int) -> None:
    """Label lines that look like headlines of other reports as such."""
    for number in range(begin, len(marks.words)):
        words = marks.words[number]
        label = marks.labels[number]
        if (label is None or label[0] == "comment") and _titled(words):
            marks.labels[number] = ("furniture", _LISTED)


def _titled(words: str) -> bool:
    """Return whether a line looks like the headline of a report: no end, large initials."""
    if len(words) > _LISTED_LONGEST or ENDS.search(words):
        return False
    parts = [word for word in words.split() if word[:1].isalpha()]
    large = sum(1 for word in parts if word[0].isupper())
    return len(parts) > 2 and 2 * large > len(parts)


def _tail(marks: Marks, headline: str | None) -> None:
    """Label repeated headlines, lists of headlines, and what stands after the report's end."""
    labels = marks.labels
    alike = _repeats(marks.words, headline) if headline else frozenset()
    first = next((n for n, label in enumerate(labels) if label and label[0] == "headline"), 0)
    listing = False
    for number, words in enumerate(marks.words):
        label = labels[number]
        if label is None and not listing and words not in alike:
            continue
        repeated = number > first and words in alike
        if label is not None:
            listing = bool(LIST_HEAD.match(core(words))) or (listing and number > 0)
            if repeated and label[0] == "comment":
                labels[number] = ("furniture", _REPEATED)
        elif repeated:
            labels[number] = ("furniture", _REPEATED)
        elif listing and _is_listed(words):
            labels[number] = ("furniture", _LISTED)
        else:
            listing = False
    _end(marks)


def _repeats(lines: list[str], headline: str) -> frozenset[str]:
    """Return the wordings of lines that repeat the headline."""
    title = _plain(headline)
    near = {words for words in set(lines) if abs(len(words) - len(headline)) <= _ODD}
    return frozenset(words for words in near if _plain(words) == title)


def _is_listed(words: str) -> bool:
    """Return whether a line of a list is a headline: no end, and nobody speaks but in a teaser."""
    if len(words) > _LISTED_LONGEST or ENDS.search(words):
        return False
    return not _SPEECH.search(words) or bool(_TEASER.match(words))


def _plain(words: str) -> str:
    return _PLAIN.sub(" ", words).strip().lower()


def _end(marks: Marks) -> None:
    """Label sayings and headlines between the furniture below the report's last line."""
    lines, labels = marks.words, marks.labels
    last = next(
        (n for n in reversed(range(len(lines))) if labels[n] is None and _reports(lines[n])), -1
    )
    quoted = last > 0 and labels[last - 1] is not None and bool(QUOTE.match(lines[last]))
    sayings(marks, range(last if quoted else last + 1, len(lines)))
    start = next((n for n, label in enumerate(labels) if label is None), 0)
    sayings(marks, range(start, min(start + 2, len(lines))), above=True)
    if last < 0:
        return
    seen = False
    for number in range(last + 1, len(lines)):
        label = labels[number]
        if label is not None:
            seen = seen or label[0] in {"furniture", "comment"}
        elif seen and _titled(lines[number]):
            marks.put(number, "furniture", _LISTED)


def _reports(words: str) -> bool:
    """Return whether a line is surely the report's: long, or a sentence that quotes or tells."""
    if len(words) > 120:
        return True
    ends = words[-1] in _LAST and ENDS.search(words)
    return bool(ends and (QUOTE.search(words) or _SPEECH.search(words)))


def _zones(marks: Marks, cut: tuple[int, int] | None) -> tuple[Zone, ...]:
    """Return zones that cover the text; blank stretches go with what stands before them."""
    pieces: list[tuple[int, str, str]] = []
    body = ("body", BODY)
    said: tuple[str, str] | None = None
    divided = -1 if cut is None else bisect_right(marks.starts, cut[0]) - 1
    for number, label in enumerate(marks.labels):
        here = label or body
        if number == divided and cut is not None:
            pieces.append((cut[0], "dateline", _DATELINE))
            pieces.append((cut[1], *here))
        elif here != said:
            pieces.append((marks.starts[number], *here))
        said = here
    if not pieces:
        return (Zone(start=0, end=len(marks.text), label="body", rule=BODY),) if marks.text else ()
    kept = [pieces[0]]
    for piece in pieces[1:]:
        if piece[1:] != kept[-1][1:]:
            kept.append(piece)
    starts = [0, *(piece[0] for piece in kept[1:])]
    ends = [*starts[1:], len(marks.text)]
    return tuple(
        Zone(start=start, end=end, label=label, rule=why)
        for start, end, (_, label, why) in zip(starts, ends, kept, strict=True)
    )
