"""From a source to its statements: the readers of this room, one after the other."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from zopa.evidence.ledger import passage_at, statement_id
from zopa.evidence.meaning import circumstances, clues_of, kinds_of, plover_of
from zopa.evidence.people import resolve
from zopa.evidence.people._parties import Parties
from zopa.evidence.speech import find
from zopa.evidence.speech._document import Document
from zopa.evidence.speech._signed import with_posts
from zopa.model.ledger import SPEAKING, SourceText, Span, Statement
from zopa.model.parties import Party


def extract(source: SourceText, parties: Iterable[Party] = ()) -> tuple[Statement, ...]:
    """Return who said what in a source, in the order of the text.

    Parameters
    ----------
    source
        A source with its text; statements are looked for in headline, body and embedded posts.
    parties
        Parties of the case: their names and aliases say whom a mention means.

    Returns
    -------
    tuple of Statement
        All ``proposed``; empty where nobody is quoted or reported.  Same source, same parties,
        same statements.

    Notes
    -----
    Cost: linear in the length of the text.  Python's collector of cycles rests meanwhile.
    """
    if source.text is None:
        return ()
    with _collector_at_rest():
        return _statements(source, source.text, tuple(parties))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the collector of cycles from running; afterwards it is on again if it was.

    The readers keep many small values until a text is read, and the collector would walk over all
    of them again and again: a tenth of the time for an article, a fourth for a book.  Of several
    threads the first one turns it on again; the others then only take longer.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _statements(source: SourceText, text: str, parties: tuple[Party, ...]) -> tuple[Statement, ...]:
    """Return the statements of a source with this text."""
    speaking = [zone for zone in source.zones if zone.label in SPEAKING]
    document = Document(text, [(zone.start, zone.end) for zone in speaking])
    embedded = [(zone.start, zone.end) for zone in speaking if zone.label == "embedded"]
    found = with_posts(document, find(document), embedded)
    speakers = resolve(document, found, parties)
    if not found:
        return ()
    headlines = [(zone.start, zone.end) for zone in speaking if zone.label == "headline"]
    sides = Parties(parties)
    clues = clues_of(document)
    statements = []
    for item, (speaker, via) in zip(found, speakers, strict=True):
        place = item.pieces[0]
        flags = [*item.flags]
        if _inside(place, headlines):
            flags.append("headline")
        if not (speaker or item.source):
            flags.append("unattributed")
        around = circumstances(document, item, speaker, source, clues)
        kinds = kinds_of(document, item, speaker, sides.of_words, clues)
        statements.append(
            Statement(
                id=statement_id(source, item.pieces),
                source=source.id,
                passages=tuple([passage_at(source.id, text, span) for span in item.pieces]),
                mode="embedded" if _inside(place, embedded) else item.mode,
                rule=item.rule,
                quoted=item.quoted,
                speaker=speaker,
                cue=item.cue,
                via=via,
                addressee=around.addressee,
                venue=around.venue,
                time=around.time,
                kinds=kinds,
                plover=plover_of(document, item, kinds, clues),
                flags=tuple(dict.fromkeys([*flags, *around.flags])),
            )
        )
    return tuple(statements)


def _inside(span: Span, zones: list[Span]) -> bool:
    """Return whether a stretch begins in one of some zones, which are in order."""
    number = bisect_left(zones, (span[0] + 1, 0)) - 1
    return number >= 0 and span[0] < zones[number][1]
