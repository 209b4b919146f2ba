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
                _add(found, _flagged(document, _mixed(site, part), site))
            elif part.source and _owns(part, others[other]):
                others[other] = others[other]._replace(source=part.source, source_rule=part.rule)
        number += 1
    found += others
    return sorted(found, key=lambda item: (item.pieces[0], item.cue or (0, 0)))


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


def _add(found: list[Found], item: Found) -> None:
    """Add a statement, to the last one if both hang on one verb."""
    last = found[-1] if found else None
    if last and last.cue is not None and last.cue == item.cue and last.mode == item.mode == "mixed":
        start = min(last.pieces[0][0], item.pieces[0][0])
        end = max(last.pieces[0][1], item.pieces[0][1])
        found[-1] = last._replace(pieces=((start, end),), quoted=last.quoted + item.quoted)
    else:
        found.append(item)


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


def _mixed(site: Site, part: Fragment) -> Found:
    quotation = site.quotation
    whole = part.content == (quotation.start, quotation.end)
    return Found(
        (part.content,),
        "direct" if whole else "mixed",
        part.rule,
        (quotation.inner,),
        part.cue,
        part.source,
        part.rule,
        None,
        quotation.flags,
    )
