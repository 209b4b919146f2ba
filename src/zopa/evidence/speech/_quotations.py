"""Stretches between quotation marks, on pages as they are: mixed, wrong-way and missing marks.

Each mark of a paragraph gets a role, opening or closing, from what stands beside it; where that
is silent, from its shape, and where its shape is silent too, from whether a quotation is open.
Then openings and closings are matched like brackets.  What stays over is an unclosed quotation, a
quotation that goes on in the next paragraph, or a stray mark; nothing is thrown away.
"""

from __future__ import annotations

import re

from zopa.evidence.rules import rule
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Quotation
from zopa.evidence.speech._mark_roles import QUOTES, Mark, plain_role, role_of, single_role_of
from zopa.model.ledger import Span

PAIR = rule("quotation.pair", "Words between an opening and a closing mark of one paragraph.")
SINGLE = rule(
    "quotation.single",
    "Words between single marks, in a text whose quotations all stand between such marks.",
)
GOES_ON = rule(
    "quotation.goes-on",
    "The mark is not closed because the next paragraph goes on with the quotation.",
)
GOES_ON_BARE = rule(
    "quotation.goes-on-bare",
    "The paragraph belongs to a quotation that opened before and closes in it or after it.",
)
TO_PARAGRAPH = rule(
    "quotation.unclosed-paragraph",
    "Nothing closes a quotation of whole sentences, so it is read to the end of the paragraph.",
)
TO_SENTENCE = rule(
    "quotation.unclosed-sentence",
    "Nothing closes a quotation that began inside a sentence, so it is read to the end of that "
    "sentence.",
)
TO_ATTRIBUTION = rule(
    "quotation.unclosed-attribution",
    "Nothing closes a quotation before the words that say who speaks, so it is read up to them.",
)
STRAY = rule("quotation.stray", "A mark that neither opens nor closes anything.")
MEASURE = rule("quotation.measure", "A mark for inches or minutes after a number.")
NOISE = rule(
    "quotation.noise",
    "So many marks on so few letters that they are drawing, not speech.",
)

ODD = frozenset({STRAY, MEASURE, NOISE})
"""Rules of quotations without words that anybody could have said."""

RUN = 5
"""So many marks side by side, or more, are no quotation marks."""
LONG = 2000
"""Characters of a paragraph from which its marks are counted before they are read."""
ROOM = 4
"""Characters for each mark, at least, in a paragraph of many marks."""
BARE = 4
"""Paragraphs without any mark that a quotation may run over, at most."""

_DOUBLE = ['"', "“", "”", "„", "‟", "«", "»", "''", "``"]
_COUNTED = ('"', "“", "”", "''")
_SINGLE = ["‘", "’", "'"]
_RUN = re.compile(r"(?:[\"“”„‟«»'`]\s{0,2}){5,}")
_SINGLE_OPENS = re.compile(r"[‘'](?<![^\s(\[—–\"“][‘'])(?=[A-Z\"“])")
_SINGLE_CLOSES = re.compile(r"[’'](?<=[,.?!…][’'])(?=[\s)\]—–\"”]|$)")
_ATTRIBUTION = re.compile(
    r",['’]?\s+(?:(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s"
    r"(?:said|says|added|told|wrote|continued|asked|explained|tweeted)"
    r"|(?:said|says|added|wrote)\s[A-Zth])"
)


def quotations(document: Document) -> list[Quotation]:
    r"""Return the quotations of a text in order, so that every double mark belongs to one.

    Parameters
    ----------
    document
        A text cut into paragraphs.

    Returns
    -------
    list of Quotation
        In order, none inside another (quotations inside a quotation are flagged ``nested``).  A
        quotation over several paragraphs is one of them in each paragraph.  Stray marks,
        measures and drawings have a rule of `ODD` and no words.

    Notes
    -----
    Cost: linear in the length of the text, whatever the marks.

    Examples
    --------
    >>> found = Document("“I can’t,” he said of the ”last“ day.")
    >>> for quotation in quotations(found):
    ...     print(quotation.rule, quotation.flags, found.text[slice(*quotation.inner)])
    quotation.pair () I can’t,
    quotation.pair ('wrong-way',) last
    """
    single = _is_single_style(document)
    found: list[Quotation] = []
    open_last: int | None = None
    """Index of a quotation that was open when its paragraph ended."""
    bare: list[Span] = []
    text = document.text
    shapes = _SINGLE if single else _DOUBLE
    shapes = [shape for shape in shapes if shape[0] in text and shape in text]
    for start, end in document.paragraphs:
        if end - start > LONG and _is_drawing(text, start, end):
            found.append(Quotation(start, end, (end, end), NOISE))
            bare, open_last = [], None
            continue
        places = _places(text, start, end, shapes)
        if not places:
            if open_last is not None:
                bare.append((start, end))
            continue
        here = _paragraph(document, start, end, places, single=single)
        if open_last is not None and here:
            _join(document, found, open_last, bare, here)
        bare.clear()
        found += here
        last = found[-1] if found else None
        open_last = len(found) - 1 if last and last.rule in _OPEN and last.end <= end else None
        if here and here[-1].rule not in _OPEN:
            open_last = None
    return found


_OPEN = frozenset({TO_PARAGRAPH, TO_SENTENCE})
_OPENS = frozenset("o?")
_CLOSES = frozenset("c?")


def _is_drawing(text: str, start: int, end: int) -> bool:
    """Return whether a paragraph has so many marks that no words stand between them."""
    return sum(text.count(mark, start, end) for mark in QUOTES) * ROOM > end - start


def _is_single_style(document: Document) -> bool:
    """Return whether a text quotes between single marks: then those are its quotation marks."""
    text = document.text
    if "‘" not in text and "'" not in text:
        return False
    double = sum([text.count(shape) for shape in _COUNTED if shape[0] in text])
    if double * 2 >= text.count("‘") + text.count("'"):
        return False
    opening = len(_SINGLE_OPENS.findall(text))
    if opening < 2 or double * 2 >= opening:
        return False
    return len(_SINGLE_CLOSES.findall(text)) >= 2


def _places(text: str, start: int, end: int, shapes: list[str]) -> list[int]:
    """Return where the marks of a paragraph begin, in order; ``shapes`` are those of the text."""
    found: list[int] = []
    for shape in shapes:
        place = text.find(shape, start, end)
        while place >= 0:
            found.append(place)
            place = text.find(shape, place + len(shape), end)
    if len(shapes) > 1:
        found.sort()
    return found


def _paragraph(
    document: Document, start: int, end: int, places: list[int], *, single: bool
) -> list[Quotation]:
    """Return the quotations of one paragraph, whose marks begin at some places."""
    text = document.text
    runs: list[Span] = []
    if len(places) >= RUN:
        runs = [match.span() for match in _RUN.finditer(text, start, end)]
    if not (runs or single):
        pairs = _plain_pairs(text, start, end, places)
        if pairs is not None:
            return pairs
    marks = _marks(text, start, end, _outside(places, runs) if runs else places, single=single)
    found = _match(document, start, end, marks, single=single)
    if not runs:
        return found
    covered: list[Quotation] = []
    for quotation in sorted(
        found + [Quotation(left, right, (right, right), NOISE) for left, right in runs]
    ):
        if not covered or quotation.start >= covered[-1].end:
            covered.append(quotation)
    return covered


def _plain_pairs(text: str, start: int, end: int, places: list[int]) -> list[Quotation] | None:
    """Return the quotations of a paragraph whose marks open and close in turn, as most do.

    ``None`` where one has another role, or a shape against its role.
    """
    if len(places) % 2:
        return None
    found: list[Quotation] = []
    pairs = iter(places)
    for opening, closing in zip(pairs, pairs, strict=True):
        before = text[opening - 1] if opening > start else "\n"
        words = opening + (2 if text[opening] in "'`" else 1)
        if plain_role(before + text[opening : words + 1]) not in _OPENS:
            return None
        stop = closing + (2 if text[closing] in "'`" else 1)
        after = text[stop] if stop < end else "\n"
        if plain_role(text[closing - 1 : stop] + after) not in _CLOSES:
            return None
        found.append(Quotation(opening, stop, (words, closing), PAIR))
    return found


def _marks(text: str, start: int, end: int, places: list[int], *, single: bool) -> list[Mark]:
    """Return the marks that have a role, in order."""
    if single:
        marks = [single_role_of(text, place, place + 1, start, end) for place in places]
        return [mark for mark in marks if mark.role]
    return [
        role_of(text, place, place + (2 if text[place] in "'`" else 1), start, end)
        for place in places
    ]


def _outside(places: list[int], runs: list[Span]) -> list[int]:
    """Return the places of marks that stand in no row of marks."""
    found: list[int] = []
    number = 0
    for place in places:
        while number < len(runs) and runs[number][1] <= place:
            number += 1
        if number == len(runs) or place < runs[number][0]:
            found.append(place)
    return found


def _match(
    document: Document, start: int, end: int, marks: list[Mark], *, single: bool
) -> list[Quotation]:
    """Return the outermost pairs of a paragraph, and what found no partner."""
    partner = _partners(document.text, end, marks)
    found: list[Quotation] = []
    number = 0
    while number < len(marks):
        mark = marks[number]
        other = partner.get(number)
        if other is not None:
            found.append(_pair(marks, number, other, single=single))
            number = other
        elif mark.role == "m":
            found.append(Quotation(mark.start, mark.end, (mark.end, mark.end), MEASURE))
        elif mark.role == "c":
            if not single:
                found.append(Quotation(mark.start, mark.end, (mark.end, mark.end), STRAY))
        elif not single or mark.start == start:
            limit = marks[number + 1].start if number + 1 < len(marks) else end
            found.append(_unclosed(document, mark, start, limit, end))
        number += 1
    return found


def _partners(text: str, end: int, marks: list[Mark]) -> dict[int, int]:
    """Return for each opening mark that is closed the number of the mark that closes it."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    for number, mark in enumerate(marks):
        role = mark.role
        if role == "m" and stack and number == len(marks) - 1 and end - mark.end <= 1:
            role = "c"
        if role == "?":
            role = "c" if stack else "o"
        if role == "c" and not stack and _opens_after_comma(text, marks, number):
            marks[number] = mark._replace(role="o", wrong=True)
            role = "o"
        if role == "o":
            stack.append(number)
        elif role == "c" and stack:
            partner[stack.pop()] = number
    return partner


def _opens_after_comma(text: str, marks: list[Mark], number: int) -> bool:
    """Return whether a mark that seems to close opens what the next one closes (``says,” we``)."""
    start = marks[number].start
    if number + 1 == len(marks) or marks[number + 1].role != "c" or not start:
        return False
    return text[start - 1] in ",:" and text[marks[number].end].isspace()


def _pair(marks: list[Mark], number: int, other: int, *, single: bool) -> Quotation:
    first, last = marks[number], marks[other]
    flags: tuple[str, ...] = ("wrong-way",) if first.wrong or last.wrong else ()
    if other > number + 1 and any(mark.role != "m" for mark in marks[number + 1 : other]):
        flags += ("nested",)
    return Quotation(
        first.start, last.end, (first.end, last.start), SINGLE if single else PAIR, flags
    )


def _unclosed(document: Document, mark: Mark, start: int, limit: int, end: int) -> Quotation:
    """Return a quotation that nothing closes, read as far as the evidence goes.

    ``limit`` is the next mark of the paragraph, or the end of the paragraph.
    """
    text = document.text
    flags = ("wrong-way", "unclosed") if mark.wrong else ("unclosed",)
    said = _ATTRIBUTION.search(text, mark.end, min(limit, mark.end + 3000))
    if said and (limit < end or text[mark.end : mark.end + 1].isupper()):
        stop = said.start() + 1
        return Quotation(mark.start, stop, (mark.end, stop), TO_ATTRIBUTION, flags)
    before = text[max(start, mark.start - 3) : mark.start].rstrip()
    fragment = mark.start > start and before[-1:] not in {",", ":", ".", "?", "!"}
    sentence = document.sentence_at(mark.end)[1]
    if limit < end or (fragment and not text[mark.end : mark.end + 1].isupper()):
        stop = min(sentence, limit)
        used = TO_SENTENCE
    else:
        stop = limit
        used = TO_PARAGRAPH
    stop = _without_space(text, mark.end, stop)
    return Quotation(mark.start, stop, (mark.end, stop), used, flags)


def _without_space(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop


def _join(
    document: Document,
    found: list[Quotation],
    last: int,
    bare: list[Span],
    here: list[Quotation],
) -> None:
    """Join a quotation that stayed open with that of the next paragraphs, where they go on."""
    first = here[0]
    paragraph = document.paragraphs[document.paragraph_at(first.start)]
    before = found[last]
    ends = document.paragraphs[document.paragraph_at(before.start)][1]
    flags = tuple(flag for flag in before.flags if flag != "unclosed")
    whole = before._replace(end=ends, inner=(before.inner[0], ends), rule=GOES_ON, flags=flags)
    opens = first.start == paragraph[0] and first.rule not in ODD
    if opens and not bare:
        found[last] = whole
        here[0] = first._replace(follows=True)
    elif first.rule == STRAY and len(bare) <= BARE:
        found[last] = whole
        found += [
            Quotation(start, end, (start, end), GOES_ON_BARE, (), follows=True)
            for start, end in bare
        ]
        stop = first.start
        here[0] = Quotation(
            paragraph[0], first.end, (paragraph[0], stop), GOES_ON_BARE, (), follows=True
        )
