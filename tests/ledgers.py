"""Ledgers made by hand, for tests: an invented tram strike, told by two papers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from zopa.evidence.ledger import passage_at
from zopa.evidence.ledger._anchors import sha256
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
    Ledger,
    Passage,
    SourceText,
    Speaker,
    Statement,
    Zone,
)

MORNING = (
    "Trams stand still\r\n\r\n"
    "“We want four percent, and we want it now,” the union’s chair told reporters.\r\n"
    "The operator said it could not pay more than two percent this year.\r\n"
    "Papers lay ready for signing, but nobody signed them."
)
EVENING = (
    "No trams on Friday. “We want four percent,” the chair of the union said. "
    "“They were not willing to pay,” he added later in the evening."
)
AT = "2024-05-03T10:00:00Z"


def source(name: str, text: str, **more: Any) -> SourceText:
    """Return a source of a text, all of it body."""
    fields: dict[str, Any] = {
        "id": name,
        "text_sha256": sha256(text),
        "raw_sha256": sha256(text),
        "encoding": "utf-8",
        "extractor": "text-1",
        "length": len(text),
        "zones": (Zone(start=0, end=len(text), label="body", rule="test"),),
        "file": f"{name}.txt",
        "text": text,
    }
    return SourceText(**{**fields, **more})


def said(of: SourceText, *pieces: str, name: str = "", **more: Any) -> Statement:
    """Return a statement at the first places where its pieces stand in a source."""
    text, at, spans = of.text or "", 0, []
    for piece in pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        spans.append((start, at))
    digits = sha256(f"{of.text_sha256}:{spans[0][0]}:{spans[-1][1]}")[:6]
    fields: dict[str, Any] = {
        "id": name or f"{of.id}-{digits}",
        "source": of.id,
        "passages": tuple(passage_at(of.id, text, span) for span in spans),
        "mode": "direct",
        "rule": "test",
        "quoted": tuple(spans),
    }
    return Statement(**{**fields, **more})


def speaker(name: str, party: str | None = None, **more: Any) -> Speaker:
    """Return a speaker by name."""
    fields: dict[str, Any] = {"text": name, "mention": None, "rule": "test", "confidence": 0.9}
    return Speaker(name=name, party=party, **{**fields, **more})


def strike() -> Ledger:
    """Return two reports of a strike with four statements and one alignment, nothing decided."""
    a = source("a", MORNING, title="Trams stand still", publisher="Morning Post", date="2024-05-02")
    b = source("b", EVENING, date="2024-05-03", url="https://example.org/trams?day=3&x=1")
    union = speaker("Union of Drivers", "union")
    demand = (Detail(value="demand", text="want", rule="test"),)
    statements = [
        said(
            a,
            "We want four percent, and we want it now",
            name="a-1",
            speaker=union,
            kinds=demand,
            plover="REQUEST",
            addressee=Detail(value="reporters", text="reporters"),
        ),
        said(
            a,
            "it could not pay more than two percent this year",
            name="a-2",
            mode="indirect",
            quoted=(),
            speaker=speaker("Tram Company", "operator"),
            plover="REJECT",
            kinds=(Detail(value="refusal"), Detail(value="account")),
        ),
        said(
            b,
            "We want four percent",
            name="b-1",
            speaker=union,
            kinds=demand,
            plover="REQUEST",
            time=Detail(value="2024-05-03", rule="test"),
        ),
        said(b, "They were not willing to pay", name="b-2", flags=("unattributed",)),
    ]
    pair = Alignment(
        a="a-1",
        b="b-1",
        relation="partial",
        rule="test",
        shared=1.0,
        differences=((", and we want it now", ""),),
        changes=("antecedent",),
    )
    return Ledger(
        sources={"a": a, "b": b},
        statements={statement.id: statement for statement in statements},
        alignments=(pair,),
    )


def act(what: str, on: Statement | str, by: str = "ann", **more: Any) -> Decision:
    """Return a decision; on a statement, with its snapshot."""
    if isinstance(on, Statement):
        more = {"snapshot": on, **more}
        on = on.id
    return Decision(act=what, statement=on, by=by, at=AT, **more)


def bare(ledger: Ledger) -> Ledger:
    """Return a ledger without texts, as it is read from disk."""
    sources = {name: replace(s, text=None) for name, s in ledger.sources.items()}
    return replace(ledger, sources=sources)


# --- any ledger, for Hypothesis -----------------------------------------------------------------

words = st.text(max_size=20)
perhaps = st.none() | words
spans = st.tuples(st.integers(0, 999), st.integers(0, 999))
details = st.builds(Detail, value=words, text=words, span=st.none() | spans, rule=words)
speakers = st.builds(
    Speaker,
    text=words,
    mention=st.none() | spans,
    name=perhaps,
    party=perhaps,
    rule=words,
    confidence=st.floats(0, 1),
)
zones = st.builds(
    Zone, start=st.integers(0, 9), end=st.integers(0, 9), label=st.sampled_from(ZONES), rule=words
)
passages = st.builds(
    Passage,
    source=words,
    start=st.integers(0, 99),
    end=st.integers(0, 99),
    exact=words,
    sha256=words,
    prefix=words,
    suffix=words,
    cut=st.booleans(),
)
any_sources = st.builds(
    SourceText,
    id=words,
    text_sha256=words.map(sha256),
    raw_sha256=words.map(sha256),
    encoding=words,
    extractor=words,
    length=st.integers(0, 99),
    zones=st.lists(zones, max_size=2).map(tuple),
    title=perhaps,
    publisher=perhaps,
    date=perhaps,
    url=perhaps,
    lang=perhaps,
    file=perhaps,
    warnings=st.lists(words, max_size=2).map(tuple),
    text=st.none(),
    bytes_at=st.lists(spans, max_size=2).map(tuple),
)


def any_statement(sources: list[str]) -> st.SearchStrategy[Statement]:
    """Return statements of any content, of one of the sources."""
    return st.builds(
        Statement,
        id=words,
        source=st.sampled_from(sources),
        passages=st.lists(passages, min_size=1, max_size=2).map(tuple),
        mode=st.sampled_from(MODES),
        rule=words,
        quoted=st.lists(spans, max_size=2).map(tuple),
        speaker=st.none() | speakers,
        cue=st.none() | spans,
        via=st.none() | speakers,
        addressee=st.none() | details,
        venue=st.none() | details,
        time=st.none() | details,
        kinds=st.lists(
            st.builds(Detail, value=st.sampled_from(KINDS), text=words, rule=words), max_size=2
        ).map(tuple),
        plover=perhaps,
        flags=st.lists(words, max_size=2).map(tuple),
        status=st.sampled_from(STATUSES),
        by=perhaps,
        note=perhaps,
    )


def any_decision(sources: list[str]) -> st.SearchStrategy[Decision]:
    """Return decisions of any content."""
    return st.builds(
        Decision,
        act=st.sampled_from(ACTS),
        statement=words,
        by=words,
        at=words,
        snapshot=st.none() | any_statement(sources),
        changes=st.dictionaries(words, perhaps, max_size=2),
        claim=perhaps,
        other=perhaps,
        relation=st.none() | st.sampled_from(RELATIONS),
        note=perhaps,
    )


@st.composite
def any_ledgers(draw: st.DrawFn) -> Ledger:
    """Return ledgers of any content that hang together."""
    sources = {s.id: s for s in draw(st.lists(any_sources, min_size=1, max_size=2))}
    made = draw(st.lists(any_statement(list(sources)), min_size=1, max_size=3))
    statements = {statement.id: statement for statement in made}
    names = st.sampled_from(list(statements))
    alignments = st.builds(
        Alignment,
        a=names,
        b=names,
        relation=st.sampled_from(RELATIONS),
        rule=words,
        shared=st.floats(0, 1),
        differences=st.lists(st.tuples(words, words), max_size=2).map(tuple),
        changes=st.lists(words, max_size=2).map(tuple),
        by=perhaps,
    )
    return Ledger(
        sources=sources,
        statements=statements,
        alignments=tuple(draw(st.lists(alignments, max_size=2))),
        decisions=tuple(draw(st.lists(any_decision(list(sources)), max_size=3))),
    )
