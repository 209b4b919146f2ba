"""Everything that was found, put together: each quotation in one statement, split ones joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zopa.evidence.speech._beside import AFTER_ACCORDING, AHEAD, Tie
from zopa.evidence.speech._direct import BORROWED, SAME_PARAGRAPH, ties
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._found import Found, Quotation
from zopa.evidence.speech._fragments import Fragment
from zopa.evidence.speech._phrases import subject_after
from zopa.evidence.speech._sites import Site, sites
from zopa.model.ledger import Span


def assemble(
    document: Document, quotations: list[Quotation], reported: Iterable[Found]
) -> list[Found]:
    """Return who says what, in the order of the text; each quotation in one statement at most."""
    places = sites(document, quotations)
    whole, tied, parts = ties(document, places)
    pure = {site.quotation.inner for site, alone in zip(places, whole, strict=True) if alone}
    others, taken = _others(reported, pure)
    found: list[Found] = []
    number = 0
    while number < len(places):
        tie = tied[number]
        if whole[number] and tie is not None:
            stop = _last_piece(places, whole, tied, number)
            if stop > number + 1:
                tie = next((t for t in tied[number:stop] if t and t.rule not in BORROWED), tie)
            found.append(_direct(document, places[number:stop], tie))
            number = stop
            continue
        site = places[number]
        part = parts[number]
        other = taken.get(site.quotation.inner)
        if other is not None:
            others[other] = _flagged(document, others[other], site)
        if part is not None:
            if other is None:
                found.append(_flagged(document, _mixed(places, number, part), site))
            elif part.source and _owns(part, others[other]):
                others[other] = others[other]._replace(source=part.source, source_rule=part.rule)
        number += 1
    found += others
    return _joined(sorted(found, key=lambda item: (item.pieces[0], item.cue or (0, 0))))


def _owns(part: Fragment, item: Found) -> bool:
    """Return whether the speaker of quoted words speaks all that is reported around them.

    Not where their verb stands inside it: *they demanded an end to what he calls “a farce”*.
    """
    if item.source is None or part.cue is None:
        return item.source is None
    return not any(start < part.cue[0] and part.cue[1] <= end for start, end in item.pieces)


def _flagged(document: Document, item: Found, site: Site) -> Found:
    """Return reported speech with the flags of a quotation in it."""
    flags = site.quotation.flags + _marked(document.text, (site,))
    return item._replace(flags=tuple(dict.fromkeys(item.flags + flags))) if flags else item


def _marked(text: str, places: Sequence[Site]) -> tuple[str, ...]:
    """Return the flags of what the reporter put into quoted words or left out of them."""
    bracketed: tuple[str, ...] = ()
    ellipsis: tuple[str, ...] = ()
    for site in places:
        start, end = site.quotation.inner
        if text.find("[", start, end) >= 0:
            bracketed = ("bracketed",)
        if text.find("…", start, end) >= 0 or text.find("...", start, end) >= 0:
            ellipsis = ("ellipsis",)
    return bracketed + ellipsis


def _joined(found: list[Found]) -> list[Found]:
    """Return statements in order, those made one that hang on one verb or have the same words."""
    kept: list[Found] = []
    hanging: dict[int, int] = {}
    """End of a verb -> number of the last statement with quoted words in it that hangs on it."""
    same: dict[tuple[Span, ...], int] = {}
    for item in found:
        number = same.get(item.pieces)
        if number is None and item.mode == "mixed" and item.cue is not None:
            number = hanging.get(item.cue[1])
            if number is not None and not _meet(kept, number, item):
                number = None
        if number is None:
            number = len(kept)
            kept.append(item)
        else:
            same.pop(kept[number].pieces, None)
            kept[number] = _one(kept[number], item)
        same[kept[number].pieces] = number
        if item.mode == "mixed" and item.cue is not None:
            hanging[item.cue[1]] = number
    return kept


def _meet(kept: Sequence[Found], number: int, item: Found) -> bool:
    """Return whether a statement overlaps with an earlier one or is the next one."""
    if len(kept[number].pieces) > 1 or len(item.pieces) > 1:
        return False
    return number == len(kept) - 1 or item.pieces[0][0] < kept[number].pieces[0][1]


def _one(first: Found, item: Found) -> Found:
    """Return two statements as one: all words of both, and the speaker that is known."""
    if item.pieces != first.pieces:
        end = max(first.pieces[0][1], item.pieces[0][1])
        first = first._replace(pieces=((first.pieces[0][0], end),))
    quoted = {**dict(sorted(first.quoted)), **dict(sorted(item.quoted))}
    for start, end in first.quoted:
        quoted[start] = max(end, quoted[start])
    if first.source is None and item.source is not None:
        first = first._replace(
            cue=item.cue, source=item.source, source_rule=item.source_rule, via=item.via
        )
    return first._replace(
        mode=item.mode if first.mode == "indirect" else first.mode,
        quoted=tuple(sorted(quoted.items())),
        flags=tuple(dict.fromkeys(first.flags + item.flags)),
    )


def _others(reported: Iterable[Found], pure: set[Span]) -> tuple[list[Found], dict[Span, int]]:
    """Return reported speech that holds no pure quotation, and which of it holds which words."""
    kept: list[Found] = []
    taken: dict[Span, int] = {}
    for item in reported:
        if item.quoted:
            if not (pure.isdisjoint(item.quoted) and taken.keys().isdisjoint(item.quoted)):
                continue
            for span in item.quoted:
                taken[span] = len(kept)
        kept.append(item)
    return kept, taken


def _last_piece(
    places: Sequence[Site], whole: Sequence[bool], tied: Sequence[Tie | None], number: int
) -> int:
    """Return the number after the last quotation that goes on with this one."""
    stop = number + 1
    while stop < len(places) and whole[stop]:
        tie = tied[stop]
        follows = places[stop].quotation.follows
        first = tied[number]
        same = (
            tie
            and first
            and tie.source == first.source
            and (tie.rule == SAME_PARAGRAPH or (tie.cue is not None and tie.cue == first.cue))
        )
        if not (follows or (same and places[stop].paragraph == places[stop - 1].paragraph)):
            break
        stop += 1
    return stop


def _direct(document: Document, places: Sequence[Site], tie: Tie) -> Found:
    """Return one statement of one or more quotations."""
    quoted = [site.quotation for site in places]
    flags = [flag for quotation in quoted for flag in quotation.flags]
    if len(places) > 1:
        paragraphs = {site.paragraph for site in places}
        flags += ["split"] if len(paragraphs) < len(places) else []
        flags += ["several-paragraphs"] if len(paragraphs) > 1 else []
    flags += _marked(document.text, places)
    return Found(
        tuple([(quotation.start, quotation.end) for quotation in quoted]),
        "direct",
        quoted[0].rule,
        tuple([quotation.inner for quotation in quoted]),
        tie.cue,
        tie.source,
        tie.rule,
        _passed_on(document, places, tie),
        tuple(dict.fromkeys(flags)),
    )


def _passed_on(document: Document, places: Sequence[Site], tie: Tie) -> Span | None:
    """Return who passes the words on (``Roe said, according to the paper``), if anybody."""
    if tie.rule == AFTER_ACCORDING or "according" not in document.vocabulary:
        return None
    for site in places:
        for word in site.after[:AHEAD]:
            if document.lower[word] == "according" and word + 1 < site.after.stop:
                return subject_after(document, word + 1)
    return None


def _mixed(places: Sequence[Site], number: int, part: Fragment) -> Found:
    """Return the statement of a quotation that is a part of what is said around it."""
    quotation = places[number].quotation
    whole = part.content == (quotation.start, quotation.end)
    return Found(
        (part.content,),
        "direct" if whole else "mixed",
        part.rule,
        (quotation.inner,) if whole else _literal(places, number, part.content),
        part.cue,
        part.source,
        part.rule,
        None,
        quotation.flags,
    )


def _literal(places: Sequence[Site], number: int, content: Span) -> tuple[Span, ...]:
    """Return the quoted words of a content around a quotation."""
    start, end = content
    first = last = number
    while first and places[first - 1].quotation.inner[1] > start:
        first -= 1
    while last + 1 < len(places) and places[last + 1].quotation.inner[0] < end:
        last += 1
    inner = [site.quotation.inner for site in places[first : last + 1]]
    return tuple([(max(left, start), min(right, end)) for left, right in inner])
