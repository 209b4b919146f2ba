"""Sources, statements, alignments and decisions as JSON objects, and back.

Fields at their default are left out; fields that zopa does not know are left aside.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from zopa.evidence.ledger._fields import Fields
from zopa.model.ledger import (
    ACTS,
    KINDS,
    MODES,
    RELATIONS,
    STATUSES,
    ZONES,
    Alignment,
    Decision,
    Detail,
    Passage,
    SourceText,
    Speaker,
    Statement,
    Zone,
)

POSITION = "TextPositionSelector"
QUOTE = "TextQuoteSelector"


def _kept(**values: Any) -> dict[str, Any]:
    """Return what is not at its default: neither ``None`` nor an empty list or object."""
    return {name: value for name, value in values.items() if value not in (None, [], {}, ())}


# --- sources ------------------------------------------------------------------------------------


def source_record(source: SourceText) -> dict[str, Any]:
    """Return the record of a source, without its text."""
    return _kept(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        date=source.date,
        url=source.url,
        lang=source.lang,
        file=source.file,
        text_sha256=source.text_sha256,
        raw_sha256=source.raw_sha256,
        encoding=source.encoding,
        extractor=source.extractor,
        length=source.length,
        zones=[
            {"start": zone.start, "end": zone.end, "label": zone.label, "rule": zone.rule}
            for zone in source.zones
        ],
        warnings=list(source.warnings),
        bytes_at=[list(pair) for pair in source.bytes_at],
    )


def source_of(fields: Fields) -> SourceText:
    """Return the source of a record, without its text."""
    return SourceText(
        id=fields.text("id"),
        text_sha256=fields.digest("text_sha256"),
        raw_sha256=fields.digest("raw_sha256"),
        encoding=fields.text("encoding"),
        extractor=fields.text("extractor"),
        length=fields.whole("length"),
        zones=tuple(_zone_of(part) for part in fields.parts("zones", "zone")),
        title=fields.perhaps("title"),
        publisher=fields.perhaps("publisher"),
        date=fields.perhaps("date"),
        url=fields.perhaps("url"),
        lang=fields.perhaps("lang"),
        file=fields.perhaps("file"),
        warnings=fields.texts("warnings"),
        bytes_at=fields.pairs("bytes_at"),
    )


def _zone_of(fields: Fields) -> Zone:
    return Zone(
        start=fields.whole("start"),
        end=fields.whole("end"),
        label=fields.word("label", ZONES),
        rule=fields.text("rule"),
    )


# --- passages: selectors of the W3C's Web Annotation model --------------------------------------


def selectors(passage: Passage) -> list[dict[str, Any]]:
    """Return place and words of a passage as W3C selectors."""
    quote = _kept(exact=passage.exact, prefix=passage.prefix or None, suffix=passage.suffix or None)
    position = {"type": POSITION, "start": passage.start, "end": passage.end}
    return [position, {"type": QUOTE, **quote}]


def _passage_record(passage: Passage) -> dict[str, Any]:
    return _kept(
        source=passage.source,
        selector=selectors(passage),
        sha256=passage.sha256,
        cut=passage.cut or None,
    )


def _passage_of(fields: Fields) -> Passage:
    found = {part.text("type"): part for part in fields.parts("selector", "selector")}
    if POSITION not in found or QUOTE not in found:
        fields.wrong("selector", f"a {POSITION} and a {QUOTE}")
    position, quote = found[POSITION], found[QUOTE]
    return Passage(
        source=fields.text("source"),
        start=position.whole("start"),
        end=position.whole("end"),
        exact=quote.text("exact"),
        sha256=fields.text("sha256"),
        prefix=quote.text("prefix", ""),
        suffix=quote.text("suffix", ""),
        cut=fields.truth("cut"),
    )


# --- statements ---------------------------------------------------------------------------------


def statement_record(statement: Statement) -> dict[str, Any]:
    """Return the record of a statement."""
    return _kept(
        id=statement.id,
        source=statement.source,
        passages=[_passage_record(passage) for passage in statement.passages],
        mode=statement.mode,
        rule=statement.rule,
        quoted=[list(span) for span in statement.quoted],
        speaker=_speaker_record(statement.speaker),
        cue=_pair(statement.cue),
        via=_speaker_record(statement.via),
        addressee=_detail_record(statement.addressee),
        venue=_detail_record(statement.venue),
        time=_detail_record(statement.time),
        kinds=[_detail_record(kind) for kind in statement.kinds],
        plover=statement.plover,
        flags=list(statement.flags),
        status=statement.status,
        by=statement.by,
        note=statement.note,
    )


def statement_of(fields: Fields) -> Statement:
    """Return the statement of a record."""
    passages = tuple(_passage_of(part) for part in fields.parts("passages", "passage"))
    if not passages:
        fields.wrong("passages", "a list of at least one passage")
    kinds = fields.parts("kinds", "kind")
    for kind in kinds:
        kind.word("value", KINDS)
    return Statement(
        id=fields.text("id"),
        source=fields.text("source"),
        passages=passages,
        mode=fields.word("mode", MODES),
        rule=fields.text("rule"),
        quoted=fields.pairs("quoted"),
        speaker=_speaker_of(fields.part("speaker", "speaker")),
        cue=fields.span("cue"),
        via=_speaker_of(fields.part("via", "speaker")),
        addressee=_detail_of(fields.part("addressee", "addressee")),
        venue=_detail_of(fields.part("venue", "venue")),
        time=_detail_of(fields.part("time", "time")),
        kinds=tuple(_a_detail_of(kind) for kind in kinds),
        plover=fields.perhaps("plover"),
        flags=fields.texts("flags"),
        status=fields.word("status", STATUSES),
        by=fields.perhaps("by"),
        note=fields.perhaps("note"),
    )


def _pair(span: tuple[int, int] | None) -> list[int] | None:
    return None if span is None else list(span)


def _speaker_record(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return _kept(
        text=speaker.text,
        mention=_pair(speaker.mention),
        name=speaker.name,
        party=speaker.party,
        rule=speaker.rule,
        confidence=speaker.confidence,
    )


def _speaker_of(fields: Fields | None) -> Speaker | None:
    if fields is None:
        return None
    return Speaker(
        text=fields.text("text"),
        mention=fields.span("mention"),
        name=fields.perhaps("name"),
        party=fields.perhaps("party"),
        rule=fields.text("rule"),
        confidence=fields.share("confidence", 1.0),
    )


def _detail_record(detail: Detail | None) -> dict[str, Any] | None:
    if detail is None:
        return None
    span = _pair(detail.span)
    return _kept(value=detail.value, text=detail.text or None, span=span, rule=detail.rule or None)


def _detail_of(fields: Fields | None) -> Detail | None:
    return None if fields is None else _a_detail_of(fields)


def _a_detail_of(fields: Fields) -> Detail:
    return Detail(
        value=fields.text("value"),
        text=fields.text("text", ""),
        span=fields.span("span"),
        rule=fields.text("rule", ""),
    )


# --- alignments and decisions -------------------------------------------------------------------


def alignment_record(alignment: Alignment) -> dict[str, Any]:
    """Return the record of an alignment."""
    return _kept(**dataclasses.asdict(alignment))


def alignment_of(fields: Fields) -> Alignment:
    """Return the alignment of a record."""
    differences = []
    for pair in fields.items("differences"):
        if not (isinstance(pair, list) and [type(side) for side in pair] == [str, str]):
            fields.wrong("differences", "a list of pairs of texts")
        differences.append((pair[0], pair[1]))
    return Alignment(
        a=fields.text("a"),
        b=fields.text("b"),
        relation=fields.word("relation", RELATIONS),
        rule=fields.text("rule"),
        shared=fields.share("shared", 0.0),
        differences=tuple(differences),
        changes=fields.texts("changes"),
        by=fields.perhaps("by"),
    )


def decision_record(decision: Decision) -> dict[str, Any]:
    """Return the record of a decision."""
    snapshot = decision.snapshot
    return _kept(
        act=decision.act,
        statement=decision.statement,
        by=decision.by,
        at=decision.at,
        snapshot=None if snapshot is None else statement_record(snapshot),
        changes=dict(decision.changes),
        claim=decision.claim,
        other=decision.other,
        relation=decision.relation,
        note=decision.note,
    )


def decision_of(fields: Fields) -> Decision:
    """Return the decision of a record."""
    snapshot = fields.part("snapshot", "snapshot")
    changes = fields.table("changes")
    if not all(value is None or isinstance(value, str) for value in changes.values()):
        fields.wrong("changes", "an object of texts")
    return Decision(
        act=fields.word("act", ACTS),
        statement=fields.text("statement"),
        by=fields.text("by"),
        at=fields.text("at"),
        snapshot=None if snapshot is None else statement_of(snapshot),
        changes=dict(changes),
        claim=fields.perhaps("claim"),
        other=fields.perhaps("other"),
        relation=None if fields.perhaps("relation") is None else fields.word("relation", RELATIONS),
        note=fields.perhaps("note"),
    )
